"""Tables as CSV (RFC 4180, UTF-8 with a byte-order mark, for Excel's sake).

No cell is ever a formula: a text that starts like one, or with an apostrophe, gets an apostrophe before it, as a
person would type it. So the first apostrophe of a cell is never of the text. Control characters, and those
that turn a line round, are written out (`\\x1b`); a line break stands only between two clauses of one cell.
"""

from __future__ import annotations

import csv
import io

from cdiff.core.printable import safe
from cdiff.telling.change_labels import bracketed
from cdiff.telling.sheets import MARKER, Cell, Sheet, Words, is_like_a_formula


def csv_file(sheet: Sheet) -> bytes:
    """Write a table, each row behind its number; words that changed are marked `[-gone-]`, `{+come+}`."""
    return csv_text(sheet, numbered=sheet.numbered).encode("utf-8-sig")


def csv_text(sheet: Sheet, *, numbered: bool = False) -> str:
    """Write a table for a pipe: without the byte-order mark, and without the numbers by which a file is known."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([_text(head) for head in ([MARKER] * numbered + [*sheet.columns])])
    for at, row in enumerate(sheet.rows, 1):
        writer.writerow([_text(cell) for cell in ([at] * numbered + [*row])])
    return out.getvalue()


def _text(cell: Cell) -> str:
    """Write a cell so that no spreadsheet takes it for a formula."""
    if isinstance(cell, bool):
        return str(cell).lower()
    if isinstance(cell, Words):
        cell = "".join(map(bracketed, cell.edits)) if cell.plain is None else cell.plain
    if isinstance(cell, str):
        text = safe(cell)
        return f"'{text}" if is_like_a_formula(text) else text
    return "" if cell is None else str(cell)
