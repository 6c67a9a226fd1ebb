"""Views of a clause, its words and its citations across all versions.

A biography is a time line: a version per line, the edits below it. In a provenance every draft has a number and a
colour, and its words stand between signs: words of the first version stand bare, `‹4:words›` entered in the version
that the legend calls 4, `‹1↺4:words›` entered in 1, left, and returned in 4. Where drafts are lost in part, the words
that are not known before the last version stand bare; `‹?4:words›` are not known before 4.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cdiff.core.model import Edit, Version
from cdiff.core.printable import safe
from cdiff.features.trace.event_labels import (
    absence,
    cited_as,
    disagreement,
    ending,
    events_below,
    events_said,
    inside_said,
    not_known_said,
    shown_steps,
    similarity_of,
    similarity_said,
    step_edits,
)
from cdiff.features.trace.model import (
    Biography,
    Concordance,
    ConcordanceEntry,
    Provenance,
    ShownProvenance,
    Whereabouts,
    Word,
    WordShare,
    runs,
)
from cdiff.telling.change_labels import without_spaces
from cdiff.telling.changes import FIRST
from cdiff.telling.layout import fit, width_of
from cdiff.telling.shares import share_said
from cdiff.telling.sheets import standing
from cdiff.telling.view import (
    BlankLine,
    Edits,
    Element,
    Entries,
    Entry,
    Grid,
    Listing,
    Note,
    Only,
    Row,
    Span,
    Text,
    View,
    caveats_of,
    heads_of,
    reconstructed_of,
)

COLOURS = 6
"""How many colours there are; a version behind the last one begins with the first again, its number does not."""
_LABEL, _DATE, _CITATION = 24, 10, 26
"""The widest that each is in a line of a biography: together they leave a sixth of 80 columns to the events."""


# A biography


def biography_view(told: Biography) -> View:
    """Show what became of a clause, version by version."""
    asked, end = told.asked, " ".join(filter(None, (ending(told), similarity_said(told))))
    line = [(asked.name, "head"), (f"  as {asked.label} cites it; lineage {asked.lineage}", "dim")]
    steps = Entries(("version", "date", "citation", "what happened", "similarity"), [*_steps(told)], numbers=1)
    return View(
        f"{asked.name} of {asked.label} through {len(told.versions)} versions",
        notes=reconstructed_of(told.versions),
        lead=[
            Only(("terminal",), Text(line)),
            Only(("markdown", "html"), Text([(f"Lineage {asked.lineage}. {end}".rstrip(), "")])),
        ],
        body=[
            BlankLine(),
            steps,
            *([Only(("terminal",), each) for each in (BlankLine(), Text([(end, "dim")]))] if end else []),
        ],
        versions=told.versions,
        signed=True,
    )


def _steps(told: Biography) -> Iterator[Entry]:
    steps = list(shown_steps(told))
    versions = [told.versions[step.place] for step in steps]
    named = [step.cell.clause.name if step.cell.clause else "–" for step in steps]
    label = min(max(width_of(safe(version.label)) for version in versions), _LABEL)
    date = min(max(width_of(safe(version.date)) for version in versions), _DATE)
    size = min(max(width_of(safe(name)) for name in named), _CITATION)
    for step, version, name in zip(steps, versions, named, strict=True):
        events = _line(events_said(told, step))
        similarity = f"{step.similarity:.2f}" if step.cell.clause and step.known == "all" else ""
        beside = [(f"  similarity {alike}", "dim")] if (alike := similarity_of(step)) else []
        first = f"{fit(safe(version.label), label)}  " + (f"{fit(safe(version.date), date)}  " if date else "")
        cited = (f"{fit(safe(name), size)}  ", "head")
        inside, edits = inside_said(step), step_edits(told, step)
        lines: list[Element] = [Text([*events, *beside], first, "dim", between=[cited])]
        lines += [Text([(inside, "dim")], indent="    ")] * bool(inside) + [Edits(edits, "    ")] * bool(edits)
        happened: list[Span] = [("".join(said for said, _ in events), "event")]
        happened += [("\n", ""), (inside, "")] if inside else []
        happened += [("\n", "")] * bool(edits) + [(_visible(edit), edit.op) for edit in edits]
        for called, inner, words in events_below(told, step):
            head: list[Span] = [(called, "head"), ("  " * bool(inner), ""), *_line(inner)]
            lines += [Text(head, indent="    "), Edits(words, "      ")]
            happened += [("\n\n", ""), *head, ("\n", ""), *((_visible(edit), edit.op) for edit in words)]
        shown = standing(version), version.date, name
        yield Entry((*([(each, "")] for each in shown), happened, [(similarity, "")]), lines)


def _line(events: Sequence[Span]) -> list[Span]:
    """Put what happened in one version into a line."""
    return [span for at, said in enumerate(events) for span in [(", ", "")] * bool(at) + [said]]


def _visible(edit: Edit) -> str:
    """Write the words of an edit; a deleted or inserted space is shown as a sign."""
    return edit.text if edit.op == "equal" or edit.text.strip() else "␠"


# A provenance


def provenance_view(shown: ShownProvenance) -> View:
    """Count the words that come from each draft and, unless only the counts are wanted, mark them in the text."""
    told, total = shown.told, shown.told.total.all
    body: list[Element] = []
    if told.total.returned:
        body.append(Text([(f"{told.total.returned} of {total} words left and returned (↺).", "dim")]))
    body += [BlankLine(), Entries(("number", "draft", "date", "share", "words"), [*_legend(told)], numbers=2)]
    body += [BlankLine(), _table(told)]
    if not shown.stat:
        places = {version.label: at for at, version in enumerate(told.versions)}
        clauses = []
        for clause, words in told:
            spans = [span for word in runs(words) for span in _marked(word, places, told)]
            lines: list[Element] = [BlankLine(), Text([(clause.name, "head")]), Text(spans, indent="  ")]
            clauses.append(Entry(([(clause.name, "")], spans), lines))
        body.append(Entries(("clause", "text"), clauses))
    return View(
        f"Where the words come from: {told.version.label}",
        heads_of(("", told.version)),
        reconstructed_of(told.versions),
        body,
        versions=(told.version,),
    )


def _style(place: int) -> str:
    return f"draft {(place - 1) % COLOURS + 1}" if place else ""


def _legend(told: Provenance) -> Iterator[Entry]:
    total = told.total.all
    for at, (version, count) in enumerate(zip(told.versions, told.total.words, strict=True)):
        share = share_said(count, total)
        said = version.label + (f"  {version.date}" if version.date else "")
        line = Text([(said, _style(at))], f"{at + 1:>2}  ", "head", between=[(f"{share:>6}  ", _style(at))])
        cells = str(at + 1), version.label, version.date, share, f"{count:,}"
        yield Entry([[(cell, "")] for cell in cells], [line])
    for said, count in not_known_said(told):
        share = share_said(count, total)
        line = Text([(said, "dim")], " ?  ", "head", between=[(f"{share:>6}  ", "dim")])
        yield Entry([[(cell, "")] for cell in ("?", said, "", share, f"{count:,}")], [line])


def _table(told: Provenance) -> Grid:
    """Count the words of each part by draft; a draft that contributes none has no column, nor has what is known."""
    owners = [at for at, count in enumerate(told.total.words) if count]

    def row(name: Span, part: WordShare) -> Row:
        cells = [(str(part.words[at]), _style(at)) if part.words[at] else 0 for at in owners]
        unknown: list[Span | int] = [] if told.is_known else [(str(part.not_known), "dim") if part.not_known else 0]
        return Row(name, [*cells, *unknown, (str(part.all), "")])

    rows = [row((_named(part), ""), part) for part in told.parts]
    heads = [*(str(at + 1) for at in owners), *([] if told.is_known else ["?"]), "all"]
    return Grid(heads, [*rows, row(("total", "head"), told.total)], "words from draft", least=5, room=16)


def _named(part: WordShare) -> str:
    name = part.citation or FIRST
    return f"{name}  {part.title}" if part.title and part.title.lower() != part.citation else name


def _marked(word: Word, places: dict[str, int], told: Provenance) -> Iterator[Span]:
    """Put a run of words between the signs of its draft; the spaces around it stay outside."""
    if not told.is_known and not told.is_marked(word):
        yield word.text, ""
        return
    at = places[word.entered]
    before, text, after = without_spaces(word.text)
    sign = "?" * word.may_be_older + str(at + 1) + "".join(f"↺{places[away.back] + 1}" for away in word.absences)
    style = _style(places[word.absences[-1].back] if word.absences else at)
    yield from ((before, ""), (text if sign == "1" and told.is_known else f"‹{sign}:{text}›", style), (after, ""))


# The numbering of another version


def where_view(found: Whereabouts) -> View:
    """Show what a clause of one version is called in another."""
    best, near = found.through or found.direct, found.closest
    here, there = f"{found.clause.name} in {found.old.label}", found.new.label
    if best:
        named = " + ".join(match.clause.name for match in best)
        similarity = ", ".join("not known" if match.similarity is None else f"{match.similarity:.2f}" for match in best)
        answer = [(here, "head"), (" is ", ""), (named, "head"), (f" in {there}", "")]
        answer.append((f" (similarity {similarity})", "dim"))
    else:
        alike = f" (similarity {near.similarity:.2f})" if near and near.similarity is not None else ""
        closest = f"closest in {there}: {near.clause.name}{alike}" if near else ""
        answer = [(here, "head"), (f" {absence(found)}", "deleted"), (f"; {closest or 'nothing there is similar'}", "")]
    body: list[Element] = [Text(answer)]
    if len(found.way) > 2:
        way = " · ".join(f"{place.label} {place.name}" for place in found.way)
        rows = [[(place.label, ""), (place.name, "")] for place in found.way]
        body.append(Only(("terminal",), Text([(way, "dim")], indent="  ")))
        body.append(Only(("markdown", "html"), Listing(("version", "citation"), rows)))
    if not found.agrees:
        body.append(Text([(disagreement(found), "warn")], "? ", "warn"))
    above, below = _above_pages((found.old, found.new))
    return View(
        f"{found.clause.name} of {found.old.label} in {found.new.label}",
        lead=above,
        body=[*body, *below],
        versions=(found.new,),
    )


def _above_pages(versions: Sequence[Version]) -> tuple[list[Element], list[Element]]:
    """Return the caveats twice: for the top of a page, and for the end in a terminal, where the answer comes first."""
    notes: list[Note] = reconstructed_of(versions)
    return [Only(("markdown", "html"), note) for note in notes], [Only(("terminal",), note) for note in notes]


def concordance_view(found: Concordance) -> View:
    """List what every clause is called in each version."""
    labels = [version.label for version in found.versions]
    return View(
        f"Concordance: {', '.join(labels)}",
        notes=caveats_of(*found.versions),
        body=[Listing((*labels, "similarity"), [[*_cited(entry)] for entry in found], numbers=1)],
        versions=found.versions,
    )


def _cited(entry: ConcordanceEntry) -> Iterator[Span]:
    """Name a clause in each version; a name that is new stands out."""
    before = ""
    for cited in entry.cited:
        style = "dim" if cited.inside else "head" if before and cited.citation not in ("", before) else ""
        yield cited_as(cited) or "–", style if cited.citation else "dim"
        before = cited.citation or before
    yield entry.similarity_said, "dim" if entry.similarity in (1, None) else ""
