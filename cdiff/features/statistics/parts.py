"""The parts of a text through all versions: an objective stays the same objective whatever its number.

A part is followed by the lineage of its heading. Where a title was written anew, so that no lineage holds both
headings, the clauses under them say whether they head the same part: most of what one has went to the other, and
most of what the other has came from it.

Rejected: following the number ("objective 23" of one draft is not that of the next), and following the title alone
(two articles are called "General").
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from cdiff.core.citation import unit_of
from cdiff.core.model import Comparison, Table
from cdiff.features.statistics.model import PartLineage

_BEFORE, _BEHIND = "", "footnotes"
"""What `unit_of` calls what stands before the first heading, and the footnotes."""

HeadingKey = tuple[int, str]
"""The place of its version, its citation."""
PartKey = int | str
"""The number of a lineage, or one of the two parts without a heading."""


class Parts:
    """Which part every clause of every version stands in."""

    def __init__(self, table: Table, comparisons: Sequence[Comparison]) -> None:
        self._units = [unit_of(version.document) for version in table.versions]
        self._rows = _joined(_headings(table, self._units), comparisons, self._units)
        named: dict[PartKey, list[str | None]] = {}
        for at, units in enumerate(self._units):
            for unit in dict.fromkeys(units.values()):
                named.setdefault(self._row(at, unit), [None] * len(self._units))[at] = unit
        order = [_BEFORE, *sorted(set(self._rows.values())), _BEHIND]
        self._places = {row: place for place, row in enumerate(row for row in order if row in named)}
        titles = [{clause.citation: clause.text for clause in version.document} for version in table.versions]
        self.parts: tuple[PartLineage, ...] = tuple(_part(named[row], titles) for row in self._places)
        """In the reading order of the last version; what it does not have stands where it stood."""

    def of(self, at: int, citation: str) -> int:
        """Give the place in `parts` of the part that a clause of the version `at` stands in."""
        return self._places[self._row(at, self._units[at][citation])]

    def _row(self, at: int, unit: str) -> PartKey:
        return unit if unit in (_BEFORE, _BEHIND) else self._rows[at, unit]


def _part(citations: Sequence[str | None], titles: Sequence[Mapping[str, str]]) -> PartLineage:
    """Name a part as each version does, with the title that it had last."""
    known = [text[name] for name, text in zip(citations, titles, strict=True) if name is not None and name in text]
    return PartLineage(tuple(citations), known[-1] if known else "")


def _headings(table: Table, units: Sequence[Mapping[str, str]]) -> dict[HeadingKey, int]:
    """Give every heading that has a part the number of its lineage."""
    return {
        (at, clause.citation): number
        for number, row in enumerate(table)
        for at, cell in enumerate(row.cells)
        for clause in cell.clauses
        if units[at][clause.citation] == clause.citation
    }


def _joined(
    rows: dict[HeadingKey, int], comparisons: Sequence[Comparison], units: Sequence[Mapping[str, str]]
) -> dict[HeadingKey, int]:
    """Give headings that lead the same clauses the same number, though their titles have nothing in common."""
    rows = dict(rows)
    for at, comparison in enumerate(comparisons):
        for old, new in _mutual(_shared(comparison, units[at], units[at + 1])):
            before, after = rows[at, old], rows[at + 1, new]
            if before != after and not _places(rows, before) & _places(rows, after):
                rows |= {heading: after for heading, row in rows.items() if row == before}
    return rows


def _places(rows: Mapping[HeadingKey, int], wanted: int) -> set[int]:
    """Give the places of the versions that have a heading of this number."""
    return {at for (at, _), row in rows.items() if row == wanted}


def _shared(
    comparison: Comparison, old_units: Mapping[str, str], new_units: Mapping[str, str]
) -> Counter[tuple[str, str]]:
    """Weigh how much of each old part stands in each new one, by the length of the clauses that correspond."""
    shared: Counter[tuple[str, str]] = Counter()
    for change in comparison:
        if change.old and change.new:
            old, new = old_units[change.old[0].citation], new_units[change.new[0].citation]
            if old not in (_BEFORE, _BEHIND) and new not in (_BEFORE, _BEHIND):
                shared[old, new] += sum(len(clause.text) for clause in change.new)
    return shared


def _mutual(shared: Counter[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Give the pairs of which each holds more than half of what of the other is anywhere."""
    olds: Counter[str] = Counter()
    news: Counter[str] = Counter()
    for (old, new), weight in shared.items():
        olds[old] += weight
        news[new] += weight
    for (old, new), weight in shared.items():
        if 2 * weight > olds[old] and 2 * weight > news[new]:
            yield old, new
