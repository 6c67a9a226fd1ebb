"""What a spreadsheet shows of a comparison and of a table of versions: plain rows, before any format.

The two formats differ in what a cell may hold; what the columns are is said here, once.
"""

from __future__ import annotations

from collections.abc import Sequence

from cdiff.core.clause_edits import share_of
from cdiff.core.model import Cell, Change, Clause, Comparison, Edit, Table, Version
from cdiff.telling.change_labels import bracketed, cited, edits_of, hands, kinds, with_seams, words
from cdiff.telling.layout import safe

MARKER = "cdiff_row"
"""The head of the first column, the number of the row: by it cdiff knows a spreadsheet of its own."""

COLUMNS = (
    *(MARKER, "kind", "moved", "renumbered", "doubtful", "part", "old_citation", "new_citation"),
    *("similarity", "words_in", "words_out", "old_text", "new_text", "by", "old_version", "new_version"),
)
FORMULA = ("=", "+", "-", "@", "\t", "'", "＝", "＋", "－", "＠")
"""How a text starts that a spreadsheet may take for a formula, or whose first sign it may take off."""
Value = str | int | float | bool | None


def change_row(number: int, change: Change, part: str, comparison: Comparison) -> tuple[Value, ...]:
    """Give the values of one change, in the order of `COLUMNS`."""
    return (
        *(number, change.kind, change.moved, change.renumbered, bool(change.link and change.link.doubtful), part),
        *(cited(change.old), cited(change.new)),
        round(change.similarity, 4) if change.old and change.new else None,
        *(words(change, "insert"), words(change, "delete")),
        *(texts(change.old), texts(change.new), hands(change)),
        *(standing(comparison.old), standing(comparison.new)),
    )


def texts(clauses: Sequence[Clause]) -> str:
    """Give the words of several clauses, each in a line of its own."""
    return "\n".join(clause.text for clause in clauses)


def is_like_a_formula(text: str) -> bool:
    """Whether a spreadsheet may take a text for a formula when a person opens it or types into its cell."""
    return text.lstrip().startswith(FORMULA)


def standing(version: Version) -> str:
    """Name a version with its status, which no table may hide: `draft3 (reconstruction)`."""
    return safe(f"{version.label} ({version.status})" if version.status else version.label)


def table_columns(table: Table) -> tuple[str, ...]:
    """Name the columns of a table of versions: three for each."""
    names = map(standing, table.versions)
    return (MARKER, *(f"{name} {column}" for name in names for column in ("citation", "change", "text")))


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
            return f" into {event.new[0].citation}"
        if event.kind == kind == "split" and cell.clause:
            own = {place.citation: place.lineage for place in event.new}[cell.clause.citation]
            return f" from {event.old[0].citation}" * (own != event.old[0].lineage)
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


def marked_text(cell: Cell) -> str:
    """Give the words of a cell with the signs of wdiff around what went and what came."""
    return "\n".join("".join(map(bracketed, edits)) for edits in paragraphs(cell))
