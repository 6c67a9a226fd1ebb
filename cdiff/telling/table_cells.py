"""What a table of versions says of each cell: what happened to a clause since the version before, and its words."""

from __future__ import annotations

from cdiff.core.clause_edits import share_of
from cdiff.core.model import Cell, Change, Clause, Edit
from cdiff.telling.change_labels import edits_of, kinds, with_seams


def cell_kinds(cell: Cell) -> str:
    """Say what happened to a cell since the version before: `modified, renumbered`; nothing for no change."""
    back = any(event.kind == "returned" for event in cell.events)
    found = [kind for change in cell.changes for kind in kinds(change) if kind != "unchanged"]
    found = found if cell.clause else found[:1]
    return ", ".join("returned" if back and kind == "inserted" else kind + _beyond(cell, kind) for kind in found)


def _beyond(cell: Cell, kind: str) -> str:
    """Say to or from which other row a fork leads: ` into 21(a)`, ` from 20(b)`; nothing in the row that goes on."""
    for event in cell.events:
        if event.kind == kind == "merged" and not cell.clause:
            return f" into {event.new[0].name}"
        if event.kind == kind == "split" and cell.clause:
            own = {place.citation: place.lineage for place in event.new}[cell.clause.citation]
            return f" from {event.old[0].name}" * (own != event.old[0].lineage)
    return ""


def paragraphs(cell: Cell) -> list[list[Edit]]:
    """Give the words of a cell, what went and what came since the version before marked.

    A clause that is gone leaves no words: the column before still has them. Of a split each part has its own.
    """
    if not cell.clause:
        return []
    if not cell.is_change:
        return [[Edit("equal", cell.clause.text)]]
    return [cell_edits(change, cell.clause) for change in cell.changes]


def cell_edits(change: Change, clause: Clause) -> list[Edit]:
    """Give what a change did to one of its new clauses, with a sign where old clauses were merged."""
    if len(change.new) > 1:
        return share_of(change, clause)
    return with_seams(change, edits_of(change))
