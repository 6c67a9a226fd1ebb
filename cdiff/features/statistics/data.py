"""Terms, the log and the statistics of all versions as data for JSON, in the schemas of `docs/schema/`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, TypeVar

from cdiff.core.model import Tally, Version
from cdiff.core.records import asdict
from cdiff.features.statistics.model import (
    LogEntry,
    PartHistory,
    PartLineage,
    Seen,
    Size,
    Statistics,
    TermHistory,
    TermTable,
    share,
)
from cdiff.telling.json import opened

T = TypeVar("T")


def _by_label(versions: Sequence[Version], values: Iterable[T]) -> dict[str, T]:
    return {version.label: value for version, value in zip(versions, values, strict=True)}


def terms_data(table: TermTable) -> dict[str, Any]:
    """Return terms: counts per version and part, births and deaths, every place."""
    return {
        **opened("terms", table.versions),
        "parts": [_part(part, table.versions) for part in table.parts],
        "terms": [_term(term, table) for term in table.terms],
    }


def _part(part: PartLineage, versions: Sequence[Version]) -> dict[str, Any]:
    return {"name": part.name, "title": part.title, "citations": _by_label(versions, part.citations)}


def _term(term: TermHistory, table: TermTable) -> dict[str, Any]:
    labels = [version.label for version in table.versions]
    return {
        "term": term.name,
        "typed": term.typed,
        "counts": _by_label(table.versions, (cell.total for cell in term.cells)),
        "carried": _by_label(table.versions, (cell.carried for cell in term.cells)),
        "known": _by_label(table.versions, (cell.is_known for cell in term.cells)),
        "left_out": _by_label(table.versions, (cell.left_out for cell in term.cells)),
        "parts": [
            {"part": part.name, "counts": _by_label(table.versions, (cell.parts[at] for cell in term.cells))}
            for at, part in enumerate(table.parts)
            if any(cell.parts[at] for cell in term.cells)
        ],
        "events": [{"kind": event.kind, "version": event.label} for event in term.events],
        "first": _end(term, term.first, labels),
        "last": _end(term, term.last, labels),
        "near": list(term.near),
        "statements": [
            {"versions": list(each.labels), "text": each.said.text, "source": each.said.source}
            for each in term.statements
        ],
        "seen": _by_label(table.versions, ([_seen(seen) for seen in cell.seen] for cell in term.cells)),
    }


def _end(term: TermHistory, at: int | None, labels: Sequence[str]) -> dict[str, Any] | None:
    if at is None:
        return None
    return {"version": labels[at], "citations": [seen.clause.citation for seen in term.cells[at].seen]}


def _seen(seen: Seen) -> dict[str, Any]:
    return {"citation": seen.clause.citation, "text": seen.clause.text, "spans": [list(span) for span in seen.spans]}


def log_data(entries: Sequence[LogEntry]) -> dict[str, Any]:
    """Return each version, its size, and changes since the previous version it."""
    return {
        **opened("log", [entry.version for entry in entries]),
        "log": [
            {
                "version": entry.version.label,
                "clauses": entry.clauses,
                "words": entry.words,
                "known_words": entry.words if entry.known_words is None else entry.known_words,
                "since": entries[at - 1].version.label if at else None,
                "happened": _step(entry.happened, entry.documented),
            }
            for at, entry in enumerate(entries)
        ],
    }


def _step(step: Tally | None, documented: int | None) -> dict[str, Any] | None:
    """Write a step; where a version is not known in full, so are neither its words nor their share."""
    if step is None:
        return None
    share_ = round(share(step), 4) if documented is None else None
    return {
        "share_changed": share_,
        "documented_words": documented,
        "words": dict(step.words) if documented is None else None,
        "clauses": dict(step.counts),
    }


def statistics_data(found: Statistics) -> dict[str, Any]:
    """Return the size of every part, what happened to it in every step, and since when every clause stands."""
    return {
        **opened("stats", found.versions),
        "total": _fared(found.total, found.versions),
        "parts": [{**_part(each.part, found.versions), **_fared(each, found.versions)} for each in found.parts],
        "standing": [
            {
                "citation": each.clause.citation,
                "since": each.since,
                "may_be_older": each.may_be_older,
                "wording_since": each.wording_since,
                "wording_may_be_older": each.wording_may_be_older,
            }
            for each in found.standing
        ],
    }


def _fared(each: PartHistory, versions: Sequence[Version]) -> dict[str, Any]:
    return {
        "sizes": _by_label(versions, map(_size, each.sizes)),
        "steps": _by_label(versions[1:], map(_step, each.steps, each.documented)),
    }


def _size(size: Size | None) -> dict[str, int] | None:
    return asdict(size) if size else None
