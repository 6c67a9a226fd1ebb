"""A clause of one version in the numbering of another: compared directly, and through the versions in between."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from cdiff.core.model import Clause, ClausePlace, Comparison, Lineage
from cdiff.features.trace.biography import Biographer
from cdiff.features.trace.model import Concordance, ConcordanceEntry, Match, VersionCitation, Whereabouts


def whereabouts(lives: Biographer, places: tuple[int, int], citation: str, direct: Comparison) -> Whereabouts:
    """Find what a clause of the version at the first place is called in the version at the second.

    `direct` compares the two versions, the earlier one with the later. Raises `KeyError` where the first version
    has no clause of exactly this citation.
    """
    start, end = places
    versions = lives.table.versions
    row = lives.lineage(start, citation)
    clause = _clause_of(row, start)
    way = _Way(lives, end)
    through = way.forward(row, start) if start < end else way.backward(row, start)
    found = _direct(direct, clause, forward=start <= end)
    nothing = not found and not through

    def matches(clauses: Iterable[Clause]) -> tuple[Match, ...]:
        order = {each.citation: at for at, each in enumerate(versions[end].document)}
        told = {each.citation: each for each in clauses}
        ordered = sorted(told.values(), key=lambda each: order[each.citation])
        return tuple(Match(each, _similarity(lives, (start, clause), (end, each))) for each in ordered)

    return Whereabouts(
        versions[start],
        versions[end],
        clause,
        matches(found),
        matches(through),
        _passed(lives, row, start, end),
        _ended(lives, row, start, end) if not through else "",
        _closest(lives, (start, clause), end) if nothing else None,
    )


def concordance_of(lives: Biographer) -> Concordance:
    """List for every lineage of a table what it is called in each version."""
    entries = []
    for row in lives.table:
        born = next(at for at, cell in enumerate(row.cells) if cell.clause)
        rows = lives.told(row, born)
        clauses = [told.cells[at].clause for at, told in enumerate(rows)]
        cited = tuple(
            VersionCitation(clause.citation, told.id != row.id, clause.name) if clause else VersionCitation()
            for clause, told in zip(clauses, rows, strict=True)
        )
        last = max(at for at, clause in enumerate(clauses) if clause)
        first, end = (born, _clause_of(row, born)), (last, _clause_of(rows[last], last))
        entries.append(ConcordanceEntry(row.id, cited, _similarity(lives, first, end) if born < last else None))
    return Concordance(lives.table.versions, tuple(entries))


def _clause_of(row: Lineage, place: int) -> Clause:
    clause = row.cells[place].clause
    if clause is None:
        raise KeyError(place)
    return clause


def _direct(comparison: Comparison, clause: Clause, *, forward: bool) -> tuple[Clause, ...]:
    for change in comparison:
        here, there = (change.old, change.new) if forward else (change.new, change.old)
        if clause in here:
            return there
    return ()


def _similarity(lives: Biographer, one: tuple[int, Clause], other: tuple[int, Clause]) -> float | None:
    """Return the similarity of two clauses, each with the place of its version; None where one is not known in full."""
    return lives.similarity(one, other) if lives.knows(*one) and lives.knows(*other) else None


def _closest(lives: Biographer, clause: tuple[int, Clause], end: int) -> Match | None:
    """Find what is likest in the version at a place; what a draft carries over is looked at too, and has no figure."""
    found = [(lives.similarity(clause, (end, each)), each) for each in lives.table.versions[end].document]
    best = max(found, key=lambda pair: pair[0], default=None)
    return Match(best[1], _similarity(lives, clause, (end, best[1]))) if best and best[0] > 0 else None


def _passed(lives: Biographer, row: Lineage, start: int, end: int) -> tuple[ClausePlace, ...]:
    """List the clause in each version from one place to another that has it."""
    told = lives.tell(start, _clause_of(row, start).citation)
    steps = told.steps[start : end + 1] if start < end else told.steps[end : start + 1][::-1]
    labels = [version.label for version in lives.table.versions]
    return tuple(
        ClausePlace(labels[step.place], step.cell.clause.citation, step.lineage, step.cell.clause.called)
        for step in steps
        if step.cell.clause
    )


def _ended(lives: Biographer, row: Lineage, start: int, end: int) -> str:
    """Return the version in which a clause was deleted on the way; backwards, in which it was inserted."""
    labels = [version.label for version in lives.table.versions]
    steps = lives.tell(start, _clause_of(row, start).citation).steps
    if start < end:
        return next((labels[at] for at in range(start + 1, end + 1) if not steps[at].cell.clause), "")
    return next((labels[at + 1] for at in range(start - 1, end - 1, -1) if not steps[at].cell.clause), "")


Stop = tuple[Lineage, int]
"""A lineage and the place of a version."""


class _Way:
    """Follows the forks of lineages; a part of a split that returned under its own name hides no other."""

    def __init__(self, lives: Biographer, end: int) -> None:
        self._lives = lives
        self._end = end

    def forward(self, row: Lineage, start: int) -> list[Clause]:
        """List the clauses of the last version that a lineage leads to from a place."""
        return self._reached((row, start), self._forks_ahead)

    def backward(self, row: Lineage, start: int) -> list[Clause]:
        """List the clauses of an earlier version that led to a lineage at a place."""
        return self._reached((row, start), self._forks_behind)

    def _reached(self, start: Stop, forks: Callable[[Lineage, int], Iterator[Stop]]) -> list[Clause]:
        found: list[Clause] = []
        been: set[tuple[str, int]] = set()
        waiting = [start]
        while waiting:
            row, at = waiting.pop()
            if (row.id, at) not in been:
                been.add((row.id, at))
                waiting += forks(row, at)
                found += row.cells[self._end].clauses
        return found

    def _forks_ahead(self, row: Lineage, start: int) -> Iterator[Stop]:
        for at in range(start + 1, self._end + 1):
            for event in row.cells[at].events:
                if event.kind == "split" and event.old[0].lineage == row.id:
                    yield from ((self._lives.by_id[new.lineage], at) for new in event.new)
                if event.kind == "merged" and not row.cells[at].clause and not row.cells[self._end].clause:
                    yield self._lives.by_id[event.new[0].lineage], at

    def _forks_behind(self, row: Lineage, start: int) -> Iterator[Stop]:
        for at in range(start, self._end, -1):
            for event in row.cells[at].events:
                if event.kind == "merged" and event.new[0].lineage == row.id:
                    yield from ((self._lives.by_id[old.lineage], at - 1) for old in event.old)
                own_past = any(row.cells[before].clause for before in range(self._end, at))
                if event.kind == "split" and row.cells[at].clause and not own_past:
                    yield self._lives.by_id[event.old[0].lineage], at - 1
