"""What every clause is called in each version, as CSV and as an Excel workbook."""

from __future__ import annotations

from cdiff.features.trace.model import Concordance
from cdiff.features.trace.where_terminal import concordance_columns, concordance_row
from cdiff.telling.csv import written
from cdiff.telling.xlsx import Book, about_sheet


def concordance_csv(found: Concordance) -> bytes:
    """Write what every clause is called in each version, one row per lineage."""
    return written(concordance_columns(found), (concordance_row(at, entry) for at, entry in enumerate(found, 1)))


def concordance_xlsx(found: Concordance, *, command: str = "") -> bytes:
    """Write what every clause is called in each version as a workbook, one row per lineage."""
    book = Book(found.versions[-1])
    heads = concordance_columns(found)
    rows = [concordance_row(at, entry) for at, entry in enumerate(found, 1)]
    widest = (max(map(len, map(str, column))) for column in zip(heads, *rows, strict=True))
    sheet = book.sheet("Concordance", heads, (min(width + 3, 50) for width in widest))
    for at, row in enumerate(rows, 1):
        for column, value in enumerate(row):
            book.put(sheet, at, column, value)
    book.end(sheet, len(found.entries), len(heads))
    about_sheet(book, found.versions, command)
    return book.done()
