"""The table of versions as a subject: a row for each lineage, a lane for each version."""

from __future__ import annotations

from typing import Any

from cdiff.core.model import Cell, Edit, Lineage, Table
from cdiff.core.records import replace
from cdiff.features.table.known import KnownCells
from cdiff.features.table.rows import title_of
from cdiff.telling.change_labels import cited
from cdiff.telling.display_labels import without_folders
from cdiff.telling.json import opened, unread_data
from cdiff.telling.sheets import Cell as SheetCell
from cdiff.telling.sheets import Sheet, Words, standing
from cdiff.telling.subject import ReportRequest, Subject
from cdiff.telling.table_cells import cell_kinds, paragraphs
from cdiff.telling.view import BlankLine, Lane, Lanes, Only, Text, View, caveats_of, heads_of

_PAGE = 200
"""How wide a page of A3 is, in digits, where it need not be made smaller."""


def table_view(table: Table) -> View:
    """Show versions side by side, with what changed in each against the one before, or against the base."""
    named = replace(table, versions=tuple(without_folders(table.versions)))
    changed = sum(row.is_change for row in table)
    said = f"Shown: {len(table.rows)} clauses, {changed} of them changed"
    against = [Text([(f"Each version is compared with {table.base}.", "")])] if table.base else []
    labels = [version.label for version in table.versions]
    known = KnownCells(table)
    rows = [
        (_name(row), [_lane(row, at, 0 if table.base else at - 1, known) for at in range(len(labels))]) for row in table
    ]
    lanes = Lanes([standing(version) for version in named.versions], labels, rows)
    return View(
        title_of(named),
        heads_of(*(("", version) for version in named.versions)),
        caveats_of(*named.versions),
        [*against, Only(("terminal",), Text([(said, "dim")])), BlankLine(), lanes],
        versions=(table.versions[-1],),
        signed=True,
    )


def _lane(row: Lineage, at: int, before: int, known: KnownCells) -> Lane:
    cell = row.cells[at]
    kinds, name = known.said(at, cell), cited(cell.clauses)
    style = cell_kinds(cell).replace(",", "").partition(" ")[0] or "dim"
    title = [(name, "head")] * bool(name) + [("  ", "")] * bool(name and kinds) + [(kinds, style)] * bool(kinds)
    entered = bool(cell.clauses) and (at == 0 or not row.cells[before].clauses)
    learned = at > 0 and known.is_known(at, cell) and not known.is_known(before, row.cells[before])
    told = cell.is_change or learned or (entered and not known.is_carried(at, cell))
    return Lane(title, paragraphs(cell), told=told)


def _name(row: Lineage) -> str:
    return next((cited(cell.clauses) for cell in reversed(row.cells) if cell.clauses), "")


def table_sheets(table: Table) -> tuple[Sheet, ...]:
    """Make a row for each lineage, with three columns for each version."""
    names = map(standing, table.versions)
    columns = [f"{name} {column}" for name in names for column in ("citation", "change", "text")]
    words = max(30, min(70, _PAGE // len(table.versions)))
    known = KnownCells(table)
    rows = (tuple(value for at, cell in enumerate(row.cells) for value in _values(at, cell, known)) for row in table)
    return (Sheet("Table", columns, rows, [width for _ in table.versions for width in (17, 13, words)]),)


def _values(at: int, cell: Cell, known: KnownCells) -> tuple[SheetCell, SheetCell, SheetCell]:
    edits: list[Edit] = []
    for paragraph in paragraphs(cell):
        edits += [Edit("equal", "\n"), *paragraph] if edits else paragraph
    return cited(cell.clauses), known.said(at, cell), Words(edits)


def table_data(table: Table) -> dict[str, Any]:
    """Return each lineage with what every version has of it, and what happened to it there."""
    labels, known = [version.label for version in table.versions], KnownCells(table)
    rows = [
        {
            "lineage": row.id,
            "versions": {
                label: {**_cell_data(cell), "known": known.is_known(at, cell)}
                for at, (label, cell) in enumerate(zip(labels, row.cells, strict=True))
            },
        }
        for row in table
    ]
    head = opened("table", table.versions)
    return {**head, "unread": unread_data(table.unread), "base": table.base or None, "rows": rows}


def _cell_data(cell: Cell) -> dict[str, Any]:
    return {
        "citation": cell.clause.citation if cell.clause else None,
        "change": cell_kinds(cell),
        "text": cell.clause.text if cell.clause else "",
        "edits": [[{"op": edit.op, "text": edit.text} for edit in edits] for edits in paragraphs(cell)],
    }


def _page(table: Table, asked: ReportRequest) -> str:
    from cdiff.features.table.html import table_html

    return table_html(table, command=asked.again)


def _word(table: Table, asked: ReportRequest) -> bytes:
    from cdiff.features.table.docx import table_docx

    return table_docx(table)


TABLE = Subject(
    "a table of versions",
    versions=lambda table: table.versions,
    view=table_view,
    sheets=table_sheets,
    data=table_data,
    documents={"html": _page, "docx": _word},
)
