"""Views of terms, of the log and of statistics: how much of each part changed, and what never did.

The heat map needs no colour: each cell has a shade and a number.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from cdiff.core.model import Tally
from cdiff.core.printable import safe
from cdiff.features.statistics.model import (
    LogEntry,
    PartHistory,
    PartLineage,
    Seen,
    ShownStatistics,
    ShownTerms,
    Statistics,
    TermCell,
    TermHistory,
    TermTable,
    share,
)
from cdiff.telling.change_labels import parts_said
from cdiff.telling.changes import FIRST
from cdiff.telling.layout import fit, width_of
from cdiff.telling.version_header import described, listed
from cdiff.telling.view import (
    BlankLine,
    Element,
    Entries,
    Entry,
    Grid,
    Heading,
    Listing,
    Only,
    Row,
    Span,
    Text,
    View,
    reconstructed_of,
)

LEVELS = ((0.35, "█", "heat 4"), (0.15, "▓", "heat 3"), (0.05, "▒", "heat 2"), (0.0, "░", "heat 1"))
"""From which share of changed words on a cell has which sign and style; what did not change has none."""
_MOST = 8
"""How many clauses are named; of more, the number."""
_QUOTED = 2
"""How many of them are quoted."""
_AROUND = 60
"""Characters of context around a term in a quotation."""
_SAID = {
    "there": "present since the first version ({})",
    "entered": "entered in {}",
    "left": "left in {}",
    "returned": "returned in {}",
}


def _titled(part: PartLineage) -> str:
    """Name a part as the last version that has it does, with its title."""
    name = part.name or FIRST
    return f"{name}  {part.title}" if part.title and part.title.casefold() != part.name else name


# Terms


def terms_view(shown: ShownTerms) -> View:
    """Count terms in every version and, unless only the counts are wanted, tell what became of each."""
    table, notes = shown.table, reconstructed_of(shown.table.versions)
    labels = [version.label for version in table.versions]
    rows = [
        Row((term.name, "head" if term.first is not None else "dim"), [_count(cell.total, cell) for cell in term.cells])
        for term in table.terms
    ]
    body: list[Element] = [*[BlankLine()] * bool(notes), _grid(labels, rows, kind="term")]
    if not shown.stat:
        for term in table.terms:
            body += [Heading(term.name), *_story(term, table, labels)]
    return View(
        f"Terms: {', '.join(term.name for term in table.terms)}", notes=notes, body=body, versions=table.versions
    )


def _grid(heads: Sequence[str], rows: Sequence[Row], *, kind: str = "part", least: int = 4) -> Grid:
    return Grid(heads, rows, kind=kind, fills=False, least=least)


def _count(count: int, cell: TermCell) -> Span | int:
    """Write a count; of a version that is not known in full it is the least, and 0 is not known."""
    if cell.is_known:
        return (str(count), "") if count else 0
    return (f"≥{count}", "") if count else ("?", "dim")


def _story(term: TermHistory, table: TermTable, labels: Sequence[str]) -> Iterator[Element]:
    """Tell when a term came and went, how often each part has it, and the clauses where it was first and last seen."""
    yield Text([(events_said(term, labels), "head")])
    if term.near:
        yield Text([(f"Did you mean {', '.join(term.near)}?", "")])
    rows = [
        Row((_titled(part), ""), [_count(cell.parts[at], cell) for cell in term.cells])
        for at, part in enumerate(table.parts)
        if any(cell.parts[at] for cell in term.cells)
    ]
    if any(cell.left_out for cell in term.cells):
        left_out: list[Span | int] = [(str(cell.left_out), "") if cell.left_out else 0 for cell in term.cells]
        rows.append(Row(("left out by [not …]", "dim"), left_out))
    if rows:
        yield _grid(labels, rows)
    for told in term.statements:
        source = f" ({told.said.source})" if told.said.source else ""
        yield Text([(f"{', '.join(told.labels)}: ", "dim"), (told.said.text, ""), (source, "dim")])
    if term.first is None or term.last is None:
        return
    same = term.first == term.last
    first, last, only = ("first seen in", "last seen in", "seen only in") if term.is_known else _KNOWN_IN
    ends = [(only if same and len(labels) > 1 else first, term.first)]
    ends += [] if same else [(last, term.last)]
    quoted: set[str] = set()
    for said, at in ends:
        seen = term.cells[at].seen
        yield Text([(f"{labels[at]}:", "head"), (f" {_named(seen)}", "")], f"{said} ", "dim")
        for each in seen[:_QUOTED]:
            if each.clause.text not in quoted:
                quoted.add(each.clause.text)
                yield Text([*_quoted(each)], indent="  ")


def events_said(term: TermHistory, labels: Sequence[str]) -> str:
    """Describe when a term entered, left and returned; of drafts that are lost in part, what is known of each."""
    if not term.is_known:
        return _known_said(term, labels)
    if not term.events:
        return f"Found in no version from {labels[0]} to {labels[-1]}." if len(labels) > 1 else f"Not in {labels[0]}."
    said = "; ".join(_SAID[event.kind].format(event.label) for event in term.events)
    return f"{said[0].upper()}{said[1:]}."


_KNOWN_IN = ("first known in", "last known in", "known only in")


def _known_said(term: TermHistory, labels: Sequence[str]) -> str:
    """Say which versions are known to have a term, which to lack it, and of which neither is known."""
    cells = list(zip(labels, term.cells, strict=True))
    has = [label for label, cell in cells if cell.seen]
    lacks = [label for label, cell in cells if cell.is_known and not cell.seen]
    unknown = [label for label, cell in cells if not cell.is_known and not cell.seen]
    said = [f"In {listed(has)}"] * bool(has) + [f"{'not' if has else 'Not'} in {listed(lacks)}"] * bool(lacks)
    if unknown:
        said.append(f"{'of' if said else 'Of'} {listed(unknown)} it is not known")
    return "; ".join(said) + "."


def _named(seen: Sequence[Seen]) -> str:
    named = [each.clause.citation + (f" ({len(each.spans)}×)" if len(each.spans) > 1 else "") for each in seen]
    more = f" and {len(named) - _MOST} more" if len(named) > _MOST else ""
    return ", ".join(named[:_MOST]) + more


def _quoted(seen: Seen) -> Iterator[Span]:
    """Quote a clause around the first occurrence, which is set between signs."""
    text, (start, end) = seen.clause.text, seen.spans[0]
    before, after = max(0, start - _AROUND), min(len(text), end + _AROUND)
    before = text.find(" ", before, start) + 1 if before else 0
    after = text.rfind(" ", end, after) if after < len(text) else after
    after = max(after, end)
    yield f"{seen.clause.citation}  ", "dim"
    yield ("… " if before else "") + text[before:start], ""
    yield f"[={text[start:end]}=]", "term"
    yield text[end:after] + (" …" if after < len(text) else ""), ""


# The log


def log_view(entries: Sequence[LogEntry]) -> View:
    """List the versions with their sizes and the changes since the previous one."""
    versions = [entry.version for entry in entries]
    size = max((width_of(safe(version.label)) for version in versions), default=0) + 2
    shown = []
    for at, entry in enumerate(entries):
        before = entries[at - 1] if at else entry
        label, said = entry.version.label, described(entry.version) or "no date"
        clauses = f"{entry.clauses:,}", _grown(entry.clauses, before.clauses)
        words = f"{entry.words:,}", _grown(entry.words, before.words)
        sizes = f"{clauses[0]} clauses{clauses[1]}, {words[0]} words{words[1]}"
        if entry.known_words is not None:
            sizes += f", of which {entry.known_words:,} are known"
        happened = _happened(entry.happened) if entry.happened else []
        if happened and entry.documented is not None:
            happened = [("as far as documented: ", "dim"), *happened]
        lines: list[Element] = [BlankLine()] if at else []
        lines += [Text([(said, "")], fit(safe(label), size), "head"), Text([(sizes, "dim")], indent=" " * size)]
        lines += [Text(happened, indent=" " * size)] if happened else []
        known = "all" if entry.known_words is None else f"{entry.known_words:,}"
        cells = [(label, "")], [(said, "")], happened, [("".join(clauses), "")], [("".join(words), "")], [(known, "")]
        shown.append(Entry(cells, lines))
    notes = reconstructed_of(versions)
    table = Entries(
        ("version", "what it is", "changes since the previous version", "clauses", "words", "known words"),
        shown,
        numbers=3,
    )
    below: list[Element] = [Only(("terminal",), each) for note in notes for each in (BlankLine(), note)]
    return View(
        f"Versions: {', '.join(version.label for version in versions)}",
        lead=[Only(("markdown", "html"), note) for note in notes],
        body=[table, *below],
        versions=versions,
    )


def _grown(now: int, then: int) -> str:
    return f" ({now - then:+,})" if now != then else ""


def _happened(total: Tally) -> list[Span]:
    """Count what happened, in the colour of each kind."""
    spans: list[Span] = []
    for name, count in total.counts:
        if count and name != "unchanged":
            spans += [(", ", "")] if spans else []
            spans.append((f"{count:,} {name}", name if name != "renumbered" else "dim"))
    return spans or [("no change", "dim")]


# Statistics


def statistics_view(shown: ShownStatistics) -> View:
    """Show how much of each part changed, version by version, and since when the clauses of the last one stand."""
    found, notes = shown.found, reconstructed_of(shown.found.versions)
    first = [*_standing(found)] if shown.stable else [*_heat(found, every=shown.every), BlankLine(), *_summary(found)]
    return View(
        f"Statistics: {', '.join(version.label for version in found.versions)}",
        notes=notes,
        body=[*[BlankLine()] * bool(notes), *first],
        versions=found.versions,
    )


def _heat(found: Statistics, *, every: bool) -> Iterator[Element]:
    labels = [version.label for version in found.versions]
    known = all(count is None for count in found.total.documented)
    if len(labels) > 1:
        yield Text([("Words changed in each version since the previous one", "head")])
    shown = [part for part in found.parts if every or len(labels) < 2 or _is_hot(part)]
    rows = [_row(_titled(part.part), "", part) for part in shown]
    quiet = len(found.parts) - len(shown)
    if quiet:
        what = "same words" if known else "no change of words is documented"
        said = f"{parts_said(quiet, len(found.parts))}, {what}"
        rows.append(Row((said, "dim"), [("", "") for _ in range(len(labels) + 1)]))
    rows.append(_row("total", "head", found.total))
    yield _grid(["clauses", "words", *labels[1:]], rows, least=5)
    if len(labels) > 1:
        legend: list[Span] = [("· none", "dim")]
        for at in reversed(range(len(LEVELS))):
            least, sign, style = LEVELS[at]
            said = f"{least:.0%} and more" if not at else f"below {LEVELS[at - 1][0]:.0%}"
            legend += [("   ", ""), (f"{sign * 2} {said}", style)]
        yield BlankLine()
        if None in found.total.documented:
            yield Text(legend)
        if not known:
            said = "≥ so many changed words are documented, the rest is not known   ? nothing is known"
            yield Text([(said, "dim")])


def _is_hot(part: PartHistory) -> bool:
    return None in part.sizes or any(part.share(at) or part.documented[at] for at in range(len(part.steps)))


def _row(title: str, style: str, part: PartHistory) -> Row:
    size = part.sizes[-1]
    sizes: list[Span] = [(f"{size.clauses:,}", ""), (f"{size.words:,}", "")] if size else [("–", "dim"), ("–", "dim")]
    return Row((title, style), [*sizes, *(heat(part, at) for at in range(len(part.steps)))])


def heat(part: PartHistory, at: int) -> Span:
    """Write the share of changed words of one step: a shade and a number; nothing where the part is not there."""
    step = part.steps[at]
    if step is None:
        return "", ""
    changed, documented = share(step), part.documented[at]
    stays = part.stays(at)
    if not part.is_known(at):
        return (f"≥{documented}", "") if documented else ("?", "dim")
    if stays and not changed:
        return "·", "dim"
    sign, style = next((sign, style) for least, sign, style in LEVELS if changed >= least)
    said = percent(changed) if stays else "new" if part.sizes[at + 1] else "gone"
    return f"{sign * 2}{said:>4}", style


def percent(part: float) -> str:
    """Write a share so that only nothing is 0 % and only everything 100 %."""
    if 0 < part < 0.01:
        return "<1%"
    return f"{min(part, 0.99):.0%}" if part < 1 else "100%"


def _summary(found: Statistics) -> Iterator[Element]:
    """Count the clauses of the last version by the version since which they stand unchanged."""
    last, every = found.versions[-1].label, len(found.standing)
    counted = Counter((each.since, each.may_be_older) for each in found.standing)
    yield Text([(f"Of the {every:,} clauses of {last}, unchanged", "head")])
    rows = []
    for version, older in ((version, older) for version in found.versions for older in (False, True)):
        if count := counted[version.label, older]:
            said = f"since {version.label}" if version.label != last else f"new or changed in {last}"
            said = f"not known before {version.label}" if older else said
            share_ = percent(count / every)
            line = Text([(said, "")], f"{count:7,}  {share_:>4}  ")
            rows.append(Entry(([(said, "")], [(f"{count:,}", "")], [(share_, "")]), [line]))
    yield Entries(("stands", "clauses", "share"), rows, numbers=2)


def _standing(found: Statistics) -> Iterator[Element]:
    """List the clauses in reading order, each with the version since which it stands."""
    rows = []
    for each in found.standing:
        words = f", its words since {each.wording_since}" if each.wording_since != each.since else ""
        since = "not known before" if each.may_be_older else "since"
        rows.append([(each.clause.citation, "head"), (f"{since} {each.since}{words}", "")])
    yield from (*_summary(found), BlankLine(), Listing(("clause", "stands"), rows, headed=False))
