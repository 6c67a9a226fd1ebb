"""The tables of a clause through all versions, of where its words come from, and of what it is called elsewhere."""

from __future__ import annotations

from collections.abc import Iterator

from cdiff.features.trace.event_labels import cited_as, events_said, inside_said, step_edits, told_below
from cdiff.features.trace.model import (
    Biography,
    BiographyStep,
    Concordance,
    ConcordanceEntry,
    ShownProvenance,
    Whereabouts,
    WordShare,
    runs,
)
from cdiff.telling.sheets import Cell, Sheet, Value, Words, standing

_LIFE = ("version", "date", "citation", "lineage", "events", "inside", "similarity", "text", "edits")
_RUNS = ("version", "citation", "words", "entered", "may_be_older", "left", "returned")
_WHERE = ("clause", "text", "in", "to", "citation", "similarity", "direct", "agrees", "ended", "closest")


def biography_sheets(told: Biography) -> tuple[Sheet, ...]:
    """Make a row for each version, those without the clause too, each followed by what it shows below a heading."""
    return (Sheet("Biography", _LIFE, _steps(told)),)


def _steps(told: Biography) -> Iterator[tuple[Cell, ...]]:
    for step in told:
        yield _row(told, step)
        yield from (_row(life, own) for life, own in told_below(step))


def _row(told: Biography, step: BiographyStep) -> tuple[Cell, ...]:
    version, clause = told.versions[step.place], step.cell.clause
    events = ", ".join(said for said, _ in events_said(told, step))
    return (
        *(standing(version), version.date, clause.citation if clause else "", step.lineage, events),
        *(
            inside_said(step),
            round(step.similarity, 4) if clause and step.known == "all" else None,
            clause.text if clause else "",
        ),
        Words(step_edits(told, step)),
    )


def provenance_sheets(shown: ShownProvenance) -> tuple[Sheet, ...]:
    """Make a row for each run of words that share one history, and a table of how many each part has of each draft.

    Where the counts alone are shown, the second table is the only one.
    """
    told = shown.told
    counts = [_count(part) for part in (*told.parts, told.total)]
    heads = ("part", "title", *map(standing, told.versions), "not_known_earlier", "all", "returned")
    table = Sheet("Words by draft", heads, counts, total=True)
    return (table,) if shown.stat else (Sheet("Words", _RUNS, _runs(shown)), table)


def _runs(shown: ShownProvenance) -> Iterator[tuple[Value, ...]]:
    name = standing(shown.told.version)
    for clause, words in shown.told:
        for word in runs(words):
            left = "; ".join(absence.left for absence in word.absences)
            back = "; ".join(each.back for each in word.absences)
            yield name, clause.citation, word.text, word.entered, word.may_be_older, left, back


def _count(part: WordShare) -> tuple[Value, ...]:
    return part.citation, part.title, *part.words, part.not_known, part.all, part.returned


def where_sheets(found: Whereabouts) -> tuple[Sheet, ...]:
    """Make a row for each clause that it is in the other version, several after a split; one row where it is none."""
    direct = " + ".join(match.clause.citation for match in found.direct)
    closest = found.closest.clause.citation if found.closest else ""
    rows: list[tuple[Value, ...]] = [
        (
            *(found.clause.citation, found.clause.text, standing(found.old), standing(found.new)),
            *((match.clause.citation, _rounded(match.similarity)) if match else ("", None)),
            *(direct, found.agrees, found.ended, closest),
        )
        for match in found.through or found.direct or (None,)
    ]
    return (Sheet("Where", _WHERE, rows),)


def concordance_sheets(found: Concordance) -> tuple[Sheet, ...]:
    """Make a row for each lineage: what each version calls it."""
    heads = (*map(standing, found.versions), "similarity", "lineage")
    return (Sheet("Concordance", heads, map(_named, found)),)


def _named(entry: ConcordanceEntry) -> tuple[Value, ...]:
    return *map(cited_as, entry.cited), _rounded(entry.similarity), entry.lineage


def _rounded(similarity: float | None) -> float | None:
    return None if similarity is None else round(similarity, 4)
