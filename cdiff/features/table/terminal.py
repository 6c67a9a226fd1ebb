"""The table of versions in the terminal: in columns where they have room, else one version under the other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain

from cdiff.core.model import Cell, Lineage, Table
from cdiff.telling.change_labels import cited
from cdiff.telling.layout import Line, Span, coloured, fit, hang, plain, safe, width_of, wrap
from cdiff.telling.sheet_rows import cell_kinds, paragraphs
from cdiff.telling.spans import edit_spans
from cdiff.telling.version_header import caveats, described

_LEAST = 26
"""Columns of the terminal that a version needs to be read in."""
_RULE = " │ "


def table_terminal(table: Table, *, width: int = 80, colours: str = "") -> str:
    """Write a table of versions for a terminal of `width` columns."""
    count = len(table.versions)
    room = (width - len(_RULE) * (count - 1)) // count
    lines = [*_head(table, width), []]
    lines += _columns(table, room) if room >= _LEAST else _stacked(table, width)
    return coloured(lines, colours) if colours else plain(lines)


def _head(table: Table, width: int) -> Iterator[Line]:
    size = max(width_of(safe(version.label)) for version in table.versions)
    for version in table.versions:
        first = fit(safe(version.label), size) + "  "
        yield from hang(first, [(safe(described(version)) or "untitled", "")], width, "head")
    for text in caveats(*table.versions):
        yield from hang("! ", [(safe(text), "warn")], width, "warn")
    changed = sum(row.is_change for row in table)
    yield [(f"Shown: {len(table.rows)} clauses, {changed} of them changed", "dim")]


# In columns


def _columns(table: Table, room: int) -> Iterator[Line]:
    yield _side_by_side([[[(safe(version.label), "head")]] for version in table.versions], room, 0)
    for row in table:
        yield [("─┼─".join("─" * room for _ in row.cells), "dim")]
        cells = [
            [*wrap(_title(cell), room), *chain(*(wrap(edit_spans(edits), room) for edits in paragraphs(cell)))]
            for cell in row.cells
        ]
        for at in range(max(map(len, cells))):
            yield _side_by_side(cells, room, at)


def _side_by_side(cells: Sequence[Sequence[Line]], room: int, at: int) -> Line:
    line: Line = []
    for cell in cells:
        spans = cell[at] if at < len(cell) else []
        line += [(_RULE, "dim")] if line else []
        line += [*spans, (" " * max(0, room - sum(width_of(text) for text, _ in spans)), "")]
    return line


def _title(cell: Cell) -> list[Span]:
    kinds = safe(cell_kinds(cell))
    gap = "  " if kinds and cell.clauses else ""
    return [(safe(cited(cell.clauses)), "head"), (gap + kinds, kinds.replace(",", "").partition(" ")[0])]


# One under the other


def _stacked(table: Table, width: int) -> Iterator[Line]:
    size = max(width_of(safe(version.label)) for version in table.versions)
    for row in table:
        title = f"── {safe(_name(row))} "
        yield [(title + "─" * max(0, width - width_of(title)), "dim")]
        for at, (version, cell) in enumerate(zip(table.versions, row.cells, strict=True)):
            if cell.is_change or (cell.clauses and (at == 0 or not row.cells[at - 1].clauses)):
                yield [(fit(safe(version.label), size) + "  ", "dim"), *_title(cell)]
                for edits in paragraphs(cell):
                    yield from wrap(edit_spans(edits), width, "  ")
        yield []


def _name(row: Lineage) -> str:
    return next((cited(cell.clauses) for cell in reversed(row.cells) if cell.clauses), "")
