"""The biography of a clause: its lineage version by version, followed through splits and merges."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from cdiff.comparing.alignment.similarity import Similarity
from cdiff.comparing.edits import word_edits
from cdiff.core.citation import HEADINGS, subtree
from cdiff.core.evidence import KnownWords
from cdiff.core.model import Clause, ClausePlace, Edit, Lineage, Table
from cdiff.core.records import replace
from cdiff.features.trace.model import Biography, BiographyStep


class Biographer:
    """Knows where each clause of a table stands, and writes the biographies of its clauses."""

    def __init__(self, table: Table) -> None:
        self.table = table
        self.by_id = {row.id: row for row in table}
        self._of = {
            (at, cell.clause.citation): row for row in table for at, cell in enumerate(row.cells) if cell.clause
        }
        self._lives: dict[str, Biography] = {}
        self._similarities: dict[tuple[int, int], Similarity] = {}
        self._known = [KnownWords(version) for version in table.versions]
        self._positions = [
            {clause.citation: at for at, clause in enumerate(version.document)} for version in table.versions
        ]

    def lineage(self, place: int, citation: str) -> Lineage:
        """Return the lineage of a clause of the version at a place; raises `KeyError` where there is no such clause."""
        return self._of[place, citation]

    def tell(self, place: int, citation: str) -> Biography:
        """Return the biography of a clause of the version at a place; that of a heading tells those below it too.

        Raises `KeyError` where the version has no clause of exactly this citation.
        """
        told = self._tell(place, citation)
        rows = [self.by_id[step.lineage] for step in told]
        return replace(
            told, steps=tuple(replace(step, below=tuple(self._below(rows, step.place))) for step in told.steps)
        )

    def _tell(self, place: int, citation: str) -> Biography:
        asked = self._of[place, citation]
        rows = self.told(asked, place)
        last = max(at for at, row in enumerate(rows) if row.cells[at].clause)
        steps = [self._step(rows, at, last) for at in range(len(rows))]
        clause = asked.cells[place].clause
        where = ClausePlace(self.table.versions[place].label, citation, asked.id, clause.called if clause else "")
        return Biography(self.table.versions, asked, where, tuple(steps))

    def _step(self, rows: list[Lineage], at: int, last: int) -> BiographyStep:
        row, clause = rows[at], rows[at].cells[at].clause
        step = BiographyStep(at, row.id, row.cells[at], self._similarity(rows, at, last), _since(rows, at))
        versions = self.table.versions[max(0, at - 1) : at + 1]
        if all(version.is_known for version in versions):
            return step
        runs = self._known[at].runs(clause) if clause else []
        passages = tuple((text.strip(), kind) for text, kind in runs if kind != "carried")
        known: Literal["all", "part", "none"] = "none" if not passages else "part" if len(runs) > 1 else "all"
        if not clause or not runs:
            known = "all"
        return replace(step, known=known, sure=False, passages=passages if known == "part" else ())

    def knows(self, place: int, clause: Clause) -> bool:
        """Whether all words of a clause of the version at a place are attested or documented."""
        return self._known[place].knows(clause)

    def told(self, asked: Lineage, place: int) -> list[Lineage]:
        """Return for each version the lineage that its biography shows when a lineage is asked for at a place.

        Before it was split off that is the whole, after it was merged the clause that it became part of.
        """
        before: list[Lineage] = []
        current = asked
        for at in range(place, 0, -1):
            for event in current.cells[at].events:
                if event.kind == "split" and current.cells[at].clause:
                    current = self.by_id[event.old[0].lineage]
            current = asked if asked.cells[at - 1].clause else current
            before.append(current)
        after: list[Lineage] = []
        current = asked
        for at in range(place + 1, len(self.table.versions)):
            for event in current.cells[at].events:
                if event.kind == "merged" and not current.cells[at].clause:
                    current = self.by_id[event.new[0].lineage]
            current = asked if asked.cells[at].clause else current
            after.append(current)
        return [*before[::-1], asked, *after]

    def _similarity(self, rows: list[Lineage], at: int, last: int) -> float:
        here, there = rows[at].cells[at].clause, rows[last].cells[last].clause
        if here is None or there is None:
            return 0.0
        return 1.0 if at == last else self.similarity((at, here), (last, there))

    def similarity(self, one: tuple[int, Clause], other: tuple[int, Clause]) -> float:
        """Return the similarity of two clauses, each with the place of its version, as their comparison would."""
        if other[0] < one[0]:
            one, other = other, one
        places = one[0], other[0]
        if places not in self._similarities:
            texts = [[clause.text for clause in self.table.versions[at].document] for at in places]
            self._similarities[places] = Similarity(*texts)
        positions = [self._positions[at][clause.citation] for at, clause in (one, other)]
        alike = self._similarities[places].pair(positions[0], positions[1])
        return alike if alike == 1.0 else min(round(alike, 4), 0.9999)

    def _below(self, rows: list[Lineage], at: int) -> Iterator[Biography]:
        """Tell the clauses below a heading, each where it stands or last stood; none for a clause that is no heading.

        They are those that stand there now, and those that did in the version before and left.
        """
        before, now = ([*self._inside(rows, place)] if place >= 0 else [] for place in (at - 1, at))
        stays = {row.id for row in now}
        left: dict[str, list[Lineage]] = {}
        behind = ""
        for row in before:
            if row.id in stays:
                behind = row.id
            else:
                left.setdefault(behind, []).append(row)
        for row in left.get("", ()):
            yield self._life(row)
        for row in now:
            yield self._life(row)
            for each in left.get(row.id, ()):
                yield self._life(each)

    def _inside(self, rows: list[Lineage], at: int) -> Iterator[Lineage]:
        """List what stands below a heading in the version at a place."""
        heading = rows[at].cells[at].clause
        if heading and heading.kind in HEADINGS:
            for clause in subtree(self.table.versions[at].document, heading)[1:]:
                yield self._of[at, clause.citation]

    def _life(self, row: Lineage) -> Biography:
        """Tell a lineage from where it was born, once for all headings that it stands below."""
        if row.id not in self._lives:
            at, clause = next((at, cell.clause) for at, cell in enumerate(row.cells) if cell.clause)
            self._lives[row.id] = self._tell(at, clause.citation)
        return self._lives[row.id]


def _since(rows: list[Lineage], at: int) -> tuple[Edit, ...]:
    """Return the word edits of a clause that returned, against the last text that its biography has."""
    now = rows[at].cells[at].clause
    before = [row.cells[place].clause for place, row in enumerate(rows[:at])]
    last = next((clause for clause in reversed(before) if clause), None)
    if now is None or last is None or before[-1]:
        return ()
    return word_edits(last.text, now.text)
