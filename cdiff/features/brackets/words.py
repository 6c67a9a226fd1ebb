"""What every view of brackets says in the same words: where a bracket stands, what it holds, what became of it."""

from __future__ import annotations

from collections.abc import Sequence

from cdiff.core.model import Version
from cdiff.features.brackets.model import (
    Attribution,
    Bracket,
    BracketChange,
    Choice,
    Markup,
    Option,
    Outcome,
    Stance,
    TextPlace,
)

LONGEST = 60
"""A listing shows so many words of a bracket; JSON and CSV have them all."""

SAID: dict[Outcome, str] = {
    "opened": "opened",
    "open": "still open",
    "closed": "closed, the words stay",
    "resolved": "resolved",
    "replaced": "replaced by other words",
    "deleted": "deleted with its words",
}


def span(citations: Sequence[str], version: Version) -> str:
    """Say where something stands in a version, as people cite it: `5`, `5 to 7`, `article 2, 1 to 3`."""
    if not citations:
        return ""
    first, last = (version.document[citation].name for citation in (citations[0], citations[-1]))
    if first == last:
        return first
    if last.startswith(f"{first}, unnumbered"):
        return f"{first} to {last.removeprefix(f'{first}, ')}"
    above, comma, rest = last.rpartition(", ")
    return f"{first} to {rest if comma and first.startswith(f'{above}, ') else last}"


def short(text: str) -> str:
    """Leave out the middle of a long text."""
    words = text.split()
    if len(words) <= LONGEST:
        return text
    return " ".join([*words[: LONGEST - 15], f"… ({len(words) - LONGEST} words) …", *words[-15:]])


def headed(label: str, by: Sequence[str], text: str) -> str:
    """Write a text behind its label and the parties that stand for it: `Option 1 (EU, Mexico): text`."""
    named = f"({', '.join(by)})" if by and label else ", ".join(by)
    head = " ".join(part for part in (label, named) if part)
    return f"{head}: {text}" if head else text


def bracketed(bracket: Bracket) -> str:
    """Write a bracket as a listing shows it."""
    return f"[{headed(bracket.label, bracket.by, short(bracket.text))}]"


def optional(option: Option) -> str:
    """Write an option as a listing shows it, in brackets if it stands in some."""
    said = headed(option.label, option.by, short(option.text))
    return f"[{said}]" if option.bracket else said


_DOING: dict[Stance, str] = {
    "proposes": "add",
    "alternative": "replace",
    "deletes": "delete",
    "moves": "move",
    "keeps": "keep",
    "merges": "merge",
}


def positioned(position: Attribution, about: str = "") -> str:
    """Describe a position: `EU, Japan reserve`, `US: delete promptly`, `Mexico supports “and publish”`."""
    parties = ", ".join(position.parties)
    if position.stance in ("proposes", "alternative") and not position.about:
        return parties
    if position.stance in _DOING:
        return f"{parties}: {_DOING[position.stance]} {position.about}".removeprefix(": ").rstrip()
    said = f"{parties} {position.stance if len(position.parties) == 1 else position.stance.removesuffix('s')}"
    about = about or position.about
    return f"{said} “{about}”" if about else said


def named(option: Option) -> str:
    """Name an option in a sentence: by its label, else by its words."""
    if option.content == "nothing":
        return f"{option.label}, no text" if option.label else "no text"
    by = f" ({', '.join(option.by)})" if option.by else ""
    return f"{option.label}{by}" if option.label else f"“{short(option.text)}”{by}"


def verdict(change: BracketChange) -> str:
    """Say what became of a bracket or a choice: `resolved in favour of Option 1 (EU)`."""
    said = SAID[change.outcome]
    if change.outcome == "resolved":
        said += f" in favour of {' and '.join(named(option) for option in change.kept)}"
    if change.outcome == "open" and change.choice and change.old and change.gone:
        said += f", {_counted(len(change.gone), 'option')} deleted"
    if change.outcome == "open" and change.added:
        said += f", {_counted(len(change.added), 'option')} inserted"
    if change.outcome == "opened" and not change.modified:
        said += " around existing words"
    changed = change.modified and change.outcome in ("open", "closed", "resolved") and not change.added
    return f"{said}; words changed" if changed else said


def _counted(count: int, noun: str) -> str:
    return f"{count} {noun}{'s' * (count > 1)}"


def summed(markup: Markup) -> str:
    """Say in one line how much is open."""
    deepest = max((bracket.depth for bracket in markup), default=0)
    said = [_counted(len(markup.brackets), "open bracket") if markup.brackets else "no open bracket"]
    said += [f"up to {deepest} deep"] if deepest > 1 else []
    said += [_counted(len(markup.choices), "choice")] if markup.choices else []
    alone = sum(fault.alone for fault in markup.faults)
    said += [f"{_counted(alone, 'bracket')} without its other half"] if alone else []
    said += ["deeper ones not read"] if alone < len(markup.faults) else []
    return ", ".join(said)


def shown_at(version: Version, place: TextPlace) -> str:
    """Say where a sign stands: its clause, how many signs before it, its line in the source."""
    clause = version.document.clauses[place.clause]
    line = f", from line {clause.line}" if clause.line else ""
    return f"{clause.name}, sign {place.offset + 1}{line}"


def titles_of(*versions: Version) -> dict[str, str]:
    """Give the words of every clause by its citation, those of a later version last; `article 3 (old)` of the first."""
    old = {f"{clause.citation} (old)": clause.text for clause in versions[0].document}
    return old | {clause.citation: clause.text for version in versions for clause in version.document}


def around(version: Version, place: TextPlace, reach: int = 30) -> str:
    """Show a sign in its text."""
    text = version.document.clauses[place.clause].text
    before, after = text[max(0, place.offset - reach) : place.offset], text[place.offset : place.offset + reach]
    return f"{'…' * (place.offset > reach)}{before}{after}{'…' * (place.offset + reach < len(text))}"


def items(markup: Markup) -> list[Bracket | Choice]:
    """List brackets and choices in reading order; a choice stands for the brackets that are its options."""
    first = {choice.options[0].bracket: choice for choice in markup.choices if choice.options[0].bracket}
    inside = {choice.bracket: choice for choice in markup.choices if choice.kind == "slash"}
    found: list[tuple[TextPlace, Bracket | Choice]] = []
    for bracket in markup:
        if bracket.number in inside and not bracket.choice:
            found.append((bracket.start, inside[bracket.number]))
        elif not bracket.choice:
            found.append((bracket.start, bracket))
        elif bracket.number in first:
            found.append((bracket.start, first[bracket.number]))
    bare = [choice for choice in markup.choices if choice.kind != "slash" and not choice.options[0].bracket]
    found += [(choice.options[0].start, choice) for choice in bare]
    return [item for _, item in sorted(found, key=lambda row: row[0])]


def depth_of(item: Bracket | Choice, markup: Markup) -> int:
    """Give the depth of a bracket, or of the options of a choice; 0 for options without brackets outside all."""
    if isinstance(item, Bracket):
        return item.depth
    if item.options[0].bracket:
        return markup.bracket(item.options[0].bracket).depth
    return markup.bracket(item.bracket).depth if item.bracket else 0


def clauses_of(item: Bracket | Choice, version: Version) -> tuple[str, ...]:
    """Cite the clauses that a bracket or a choice touches."""
    if isinstance(item, Bracket):
        return item.clauses
    first, last = item.options[0].start.clause, item.options[-1].end.clause
    return tuple(clause.citation for clause in version.document.clauses[first : last + 1])
