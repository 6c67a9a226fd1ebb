"""One row of a table, and whether a page end cut it in two."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from cdiff.reading.pdf.labels import LABEL
from cdiff.reading.pdf.page import Row
from cdiff.reading.pdf.words import is_closed

_EDGE = 8.0
"""Columns whose edges differ by less are one."""


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row of a table: for each column its lines of text."""

    cells: tuple[tuple[Row, ...], ...]
    page: int
    left: float
    right: float
    top: float
    base: float


def table_cells(row: TableRow) -> Iterator[list[Row]]:
    """Give the cells of a table's row that hold text."""
    for cell in row.cells:
        if cell:
            yield list(cell)


def goes_on_as_row(before: TableRow, row: TableRow) -> bool:
    """Whether the first row of a page goes on with the last one of the page before.

    A cell whose sentence runs on shows it; a cell that begins with a label, or a sentence behind an open one, shows
    that a new row begins.
    """
    if row.page != before.page + 1 or len(row.cells) != len(before.cells):
        return False
    pairs = [(last, next_) for last, next_ in zip(before.cells, row.cells, strict=True) if next_]
    if any(not last or not _same_column(last, next_) for last, next_ in pairs):
        return False
    return any(map(_runs_on, *zip(*pairs, strict=True))) and not any(LABEL.match(next_[0].text) for _, next_ in pairs)


def _same_column(last: tuple[Row, ...], next_: tuple[Row, ...]) -> bool:
    edge, other = (min(row.left for row in cell) for cell in (last, next_))
    return abs(edge - other) <= _EDGE


def _runs_on(last: tuple[Row, ...], next_: tuple[Row, ...]) -> bool:
    return next_[0].text[:1].islower() and not is_closed(last[-1].text)


def joined_rows(before: TableRow, row: TableRow) -> TableRow:
    """Put the two halves of a row together."""
    cells = tuple((*last, *next_) for last, next_ in zip(before.cells, row.cells, strict=True))
    return replace(before, cells=cells, base=row.base)
