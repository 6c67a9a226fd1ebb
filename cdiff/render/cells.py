"""What a spreadsheet shows of a comparison and of a table of versions: plain rows, before any format.

The two formats differ in what a cell may hold; what the columns are is said here, once.
"""

from __future__ import annotations

from collections.abc import Sequence

from cdiff.model import Cell, Change, Clause, Comparison, Edit, Table, Version
from cdiff.render.layout import safe
from cdiff.render.marks import bracketed, cited, edits_of, hands, kinds, with_seams, words

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
    found = [kind for change in cell.changes for kind in kinds(change) if kind != "unchanged"]
    return ", ".join(dict.fromkeys(found))


def paragraphs(cell: Cell) -> list[list[Edit]]:
    """Give the words of a cell, what went and what came since the version before marked.

    A clause that is gone leaves no words: the column before still has them.
    """
    if not cell.clauses:
        return []
    if not cell.is_change:
        return [[Edit("equal", clause.text)] for clause in cell.clauses]
    return [with_seams(change, edits_of(change)) for change in cell.changes]


def marked_text(cell: Cell) -> str:
    """Give the words of a cell with the signs of wdiff around what went and what came."""
    return "\n".join("".join(map(bracketed, edits)) for edits in paragraphs(cell))
