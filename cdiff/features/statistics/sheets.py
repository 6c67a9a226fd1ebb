"""What a spreadsheet shows of terms and statistics: plain rows, before any format."""

from __future__ import annotations

from collections.abc import Iterator

from cdiff.core.model import TALLIED, WORDED
from cdiff.features.statistics.model import PartHistory, Statistics, TermTable, share
from cdiff.telling.csv import written
from cdiff.telling.sheet_rows import MARKER, Value, standing

TERM_COLUMNS = (MARKER, "term", "version", "date", "part", "citation", "count", "text")
STATS_COLUMNS = (
    *(MARKER, "part", "title", "old_version", "new_version", "clauses", "words", "share_changed"),
    *(f"words_{name}" for name in WORDED),
    *TALLIED,
)
STANDING_COLUMNS = (MARKER, "version", "citation", "since", "wording_since", "text")


def term_rows(table: TermTable) -> Iterator[tuple[Value, ...]]:
    """Give a row for each clause of each version that has a term; for a version without it one with the count 0."""
    number = 0
    for term in table.terms:
        for version, cell in zip(table.versions, term.cells, strict=True):
            found = [(seen.clause.citation, len(seen.spans), seen.clause.text, seen.part) for seen in cell.seen]
            for citation, count, text, part in found or [("", 0, "", -1)]:
                number += 1
                name = table.parts[part].name if part >= 0 else ""
                yield number, term.name, standing(version), version.date, name, citation, count, text


def stats_rows(found: Statistics) -> Iterator[tuple[Value, ...]]:
    """Give a row for each part in each step between two versions; clauses and words are those of the newer one."""
    number = 0
    for each in (*found.parts, found.total):
        for at in range(len(each.steps)):
            number += 1
            yield number, *_step(each, at, found)


def _step(each: PartHistory, at: int, found: Statistics) -> tuple[Value, ...]:
    step, size = each.steps[at], each.sizes[at + 1]
    words, counts = dict(step.words) if step else {}, dict(step.counts) if step else {}
    return (
        *(each.part.name, each.part.title, standing(found.versions[at]), standing(found.versions[at + 1])),
        *((size.clauses, size.words) if size else (None, None)),
        round(share(step), 4) if step else None,
        *(words.get(name) for name in WORDED),
        *(counts.get(name) for name in TALLIED),
    )


def standing_rows(found: Statistics) -> Iterator[tuple[Value, ...]]:
    """Give a row for each clause of the last version."""
    last = standing(found.versions[-1])
    for number, each in enumerate(found.standing, 1):
        yield number, last, each.clause.citation, each.since, each.wording_since, each.clause.text


def terms_csv(table: TermTable) -> bytes:
    """Write where terms stand, one row per clause and version."""
    return written(TERM_COLUMNS, term_rows(table))


def stats_csv(found: Statistics) -> bytes:
    """Write what happened to every part in every step between two versions."""
    return written(STATS_COLUMNS, stats_rows(found))


def standing_csv(found: Statistics) -> bytes:
    """Write since when every clause of the last version stands as it is."""
    return written(STANDING_COLUMNS, standing_rows(found))
