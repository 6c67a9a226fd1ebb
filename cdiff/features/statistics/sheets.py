"""Tables of terms, of the log and of statistics."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cdiff.core.model import TALLIED, WORDED
from cdiff.features.statistics.model import LogEntry, PartHistory, ShownStatistics, ShownTerms, Statistics, share
from cdiff.telling.sheets import Sheet, Value, standing

_TERMS = ("term", "version", "date", "part", "citation", "count", "text")
_LOG = ("version", "title", "date", "round", "status", "clauses", "words", "known_words", "share_changed", *TALLIED)
_STATISTICS = (
    *("part", "title", "old_version", "new_version", "clauses", "words", "share_changed", "documented_words"),
    *(f"words_{name}" for name in WORDED),
    *TALLIED,
)
_STANDING = ("version", "citation", "since", "may_be_older", "wording_since", "wording_may_be_older", "text")


def terms_sheets(shown: ShownTerms) -> tuple[Sheet, ...]:
    """Make a row for each clause of each version that has a term; for a version without it one with the count 0.

    For a version that is not known in full that count is empty.
    """
    return (Sheet("Terms", _TERMS, _places(shown)),)


def _places(shown: ShownTerms) -> Iterator[tuple[Value, ...]]:
    table = shown.table
    for term in table.terms:
        for version, cell in zip(table.versions, term.cells, strict=True):
            found: list[tuple[str, int | None, str, int]] = [
                (seen.clause.citation, len(seen.spans), seen.clause.text, seen.part) for seen in cell.seen
            ]
            for citation, count, text, part in found or [("", 0 if cell.is_known else None, "", -1)]:
                name = table.parts[part].name if part >= 0 else ""
                yield term.name, standing(version), version.date, name, citation, count, text


def log_sheets(entries: Sequence[LogEntry]) -> tuple[Sheet, ...]:
    """Make a row for each version, with changes since the previous version it."""
    return (Sheet("Versions", _LOG, map(_entry, entries)),)


def _entry(entry: LogEntry) -> tuple[Value, ...]:
    version, step = entry.version, entry.happened
    counts = dict(step.counts) if step else {}
    return (
        *(standing(version), version.title, version.date, version.round, version.status, entry.clauses, entry.words),
        entry.words if entry.known_words is None else entry.known_words,
        *(
            round(share(step), 4) if step and entry.documented is None else None,
            *(counts.get(name) for name in TALLIED),
        ),
    )


def statistics_sheets(shown: ShownStatistics) -> tuple[Sheet, ...]:
    """Make a row for each part in each step between two versions, and a table of the clauses and since when they stand.

    Clauses and words are those of the newer version. The table that is asked for is the first.
    """
    found, last = shown.found, standing(shown.found.versions[-1])
    standing_ = [
        (
            *(last, each.clause.citation, each.since, each.may_be_older),
            *(each.wording_since, each.wording_may_be_older, each.clause.text),
        )
        for each in found.standing
    ]
    rows = (_step(each, at, found) for each in (*found.parts, found.total) for at in range(len(each.steps)))
    parts, clauses = Sheet("Statistics", _STATISTICS, rows), Sheet("Standing", _STANDING, standing_)
    return (clauses, parts) if shown.stable else (parts, clauses)


def _step(each: PartHistory, at: int, found: Statistics) -> tuple[Value, ...]:
    step, size = each.steps[at], each.sizes[at + 1]
    counts = dict(step.counts) if step else {}
    words = dict(step.words) if step and each.documented[at] is None else {}
    return (
        *(each.part.name, each.part.title, standing(found.versions[at]), standing(found.versions[at + 1])),
        *((size.clauses, size.words) if size else (None, None)),
        round(share(step), 4) if step and each.documented[at] is None else None,
        each.documented[at],
        *(words.get(name) for name in WORDED),
        *(counts.get(name) for name in TALLIED),
    )
