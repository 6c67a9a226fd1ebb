"""What of the cells of a table is known where drafts are lost in part."""

from __future__ import annotations

from cdiff.core.evidence import KnownWords
from cdiff.core.model import Cell, Table
from cdiff.telling.table_cells import cell_kinds


class KnownCells:
    """How the words of each cell of a table are known."""

    def __init__(self, table: Table) -> None:
        self._known = [KnownWords(version) for version in table.versions]

    def is_carried(self, at: int, cell: Cell) -> bool:
        """Whether the version at a place only carries a clause over from another draft."""
        return any(not self._known[at].knows_some(clause) for clause in cell.clauses if clause.text)

    def is_known(self, at: int, cell: Cell) -> bool:
        """Whether every word that the version at a place has of a clause is attested or documented."""
        return all(self._known[at].knows(clause) for clause in cell.clauses)

    def said(self, at: int, cell: Cell) -> str:
        """Say what happened to a cell since the version before, and which of its words are known, if not all are."""
        passages = [
            f"“{text.strip()}”"
            for clause in cell.clauses
            for text, kind in self._known[at].runs(clause)
            if kind != "carried"
        ]
        known = "" if self.is_known(at, cell) else "wording not known"
        if known and passages:
            known = f"known of it: {', '.join(passages)}"
        return ", ".join(filter(None, (cell_kinds(cell), known)))
