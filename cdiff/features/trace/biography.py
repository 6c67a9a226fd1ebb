"""The biography of a clause: its lineage version by version, told on over splits and merges."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from cdiff.comparing.alignment.likeness import Likeness
from cdiff.comparing.edits import word_edits
from cdiff.core.citation import HEADINGS, subtree
from cdiff.core.model import EVENT_KINDS, Clause, ClausePlace, Edit, EventKind, Lineage, Table
from cdiff.features.trace.model import Biography, Step


class Biographer:
    """Knows where each clause of a table stands, and tells the lives of its clauses."""

    def __init__(self, table: Table) -> None:
        self.table = table
        self.by_id = {row.id: row for row in table}
        self._of = {
            (at, cell.clause.citation): row for row in table for at, cell in enumerate(row.cells) if cell.clause
        }
        self._likeness: dict[tuple[int, int], Likeness] = {}
        self._positions = [
            {clause.citation: at for at, clause in enumerate(version.document)} for version in table.versions
        ]

    def lineage(self, place: int, citation: str) -> Lineage:
        """Give the lineage of a clause of the version at a place; raises `KeyError` where there is no such clause."""
        return self._of[place, citation]

    def tell(self, place: int, citation: str) -> Biography:
        """Tell what became of a clause of the version at a place.

        Raises `KeyError` where the version has no clause of exactly this citation.
        """
        asked = self._of[place, citation]
        rows = self.told(asked, place)
        last = max(at for at, row in enumerate(rows) if row.cells[at].clause)
        steps = [
            Step(at, row.id, row.cells[at], self._similarity(rows, at, last), _since(rows, at), self._inside(rows, at))
            for at, row in enumerate(rows)
        ]
        where = ClausePlace(self.table.versions[place].label, citation, asked.id)
        return Biography(self.table.versions, asked, where, tuple(steps))

    # The way through the forks

    def told(self, asked: Lineage, place: int) -> list[Lineage]:
        """Say for each version which lineage is told in it when a lineage is asked for at a place."""
        return [*self._before(asked, place), asked, *self._after(asked, place)]

    def _before(self, asked: Lineage, place: int) -> list[Lineage]:
        """Say which lineage is told in each version before a place: where it was split off, the whole."""
        rows: list[Lineage] = []
        current = asked
        for at in range(place, 0, -1):
            for event in current.cells[at].events:
                if event.kind == "split" and current.cells[at].clause:
                    current = self.by_id[event.old[0].lineage]
            current = asked if asked.cells[at - 1].clause else current
            rows.append(current)
        return rows[::-1]

    def _after(self, asked: Lineage, place: int) -> list[Lineage]:
        """Say which lineage is told in each version behind a place: where it was merged, the one it became."""
        rows: list[Lineage] = []
        current = asked
        for at in range(place + 1, len(self.table.versions)):
            for event in current.cells[at].events:
                if event.kind == "merged" and not current.cells[at].clause:
                    current = self.by_id[event.new[0].lineage]
            current = asked if asked.cells[at].clause else current
            rows.append(current)
        return rows

    # What is said of each version

    def _similarity(self, rows: list[Lineage], at: int, last: int) -> float:
        here, there = rows[at].cells[at].clause, rows[last].cells[last].clause
        if here is None or there is None:
            return 0.0
        return 1.0 if at == last else self.similarity((at, here), (last, there))

    def similarity(self, one: tuple[int, Clause], other: tuple[int, Clause]) -> float:
        """Likeness of two clauses, each with the place of its version; as a comparison of the two would say."""
        if other[0] < one[0]:
            one, other = other, one
        places = one[0], other[0]
        if places not in self._likeness:
            texts = [[clause.text for clause in self.table.versions[at].document] for at in places]
            self._likeness[places] = Likeness(*texts)
        positions = [self._positions[at][clause.citation] for at, clause in (one, other)]
        alike = self._likeness[places].pair(positions[0], positions[1])
        return alike if alike == 1.0 else min(round(alike, 4), 0.9999)

    def _inside(self, rows: list[Lineage], at: int) -> tuple[tuple[EventKind, int], ...]:
        """Count what happened to the clauses below a heading; nothing for a clause that is none."""
        if not at:
            return ()
        heading = rows[at].cells[at].clause
        if heading is None or heading.kind not in HEADINGS:
            return ()
        counted: Counter[EventKind] = Counter()
        for row in self._below(rows, at):
            counted.update(event.kind for event in row.cells[at].events)
        return tuple((kind, counted[kind]) for kind in EVENT_KINDS if counted[kind])

    def _below(self, rows: list[Lineage], at: int) -> Iterator[Lineage]:
        """Give the lineages that stand below a heading now, and those that did in the version before and ended."""
        for place in (at - 1, at):
            heading = rows[place].cells[place].clause
            if heading:
                for clause in subtree(self.table.versions[place].document, heading)[1:]:
                    row = self._of[place, clause.citation]
                    if place == at or not row.cells[at].clause:
                        yield row


def _since(rows: list[Lineage], at: int) -> tuple[Edit, ...]:
    """Give the word edits of a clause that returned, against the last text that is told of it."""
    now = rows[at].cells[at].clause
    before = [row.cells[place].clause for place, row in enumerate(rows[:at])]
    last = next((clause for clause in reversed(before) if clause), None)
    if now is None or last is None or before[-1]:
        return ()
    return word_edits(last.text, now.text)
