"""A comparison, a table of versions, as CSV (RFC 4180, UTF-8 with a byte-order mark, for Excel's sake).

No cell is ever a formula: a text that starts like one, or with an apostrophe, gets an apostrophe before it, as a
person would type it. So the first apostrophe of a cell is never of the text. Control characters, and those
that turn a line round, are written out (`\\x1b`); a line break stands only between two clauses of one cell.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

from cdiff.core.model import Change, Comparison, Lineage, Table
from cdiff.telling.change_labels import cited
from cdiff.telling.layout import safe
from cdiff.telling.sheet_rows import (
    COLUMNS,
    Value,
    cell_kinds,
    change_row,
    is_like_a_formula,
    marked_text,
    table_columns,
)


def comparison_csv(comparison: Comparison, changes: Sequence[tuple[Change, str]]) -> bytes:
    """Write changes, each with the part of the text it stands in, one row per change."""
    return written(COLUMNS, (change_row(at, change, part, comparison) for at, (change, part) in enumerate(changes, 1)))


def table_csv(table: Table) -> bytes:
    """Write a table of versions, one row per lineage; changes are marked `[-gone-]`, `{+come+}`."""
    return written(table_columns(table), (_row(at, row) for at, row in enumerate(table, 1)))


def _row(number: int, row: Lineage) -> list[Value]:
    values: list[Value] = [number]
    for cell in row.cells:
        values += [cited(cell.clauses), cell_kinds(cell), marked_text(cell)]
    return values


def written(heads: Iterable[str], rows: Iterable[Iterable[Value]]) -> bytes:
    """Write rows under their heads, no cell of which is a formula."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([value_said(head) for head in heads])
    writer.writerows([value_said(value) for value in row] for row in rows)
    return out.getvalue().encode("utf-8-sig")


def value_said(value: Value) -> str:
    """Write a value so that no spreadsheet takes it for a formula."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        text = safe(value)
        return f"'{text}" if is_like_a_formula(text) else text
    return "" if value is None else str(value)
