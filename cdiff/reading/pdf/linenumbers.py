"""Line numbers: numbers in the side margin that count the lines, on every line or on each fifth one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from statistics import median

from cdiff.reading.pdf.page import Piece, Row
from cdiff.reading.pdf.sheet import Found, Sheet

REASON = "side margin: counts the lines"
_LEAST = 5
_EVEN = 0.8
_NEAR = 3.0
_MOST_PAGES = 0.5
"""Where so many pages count their lines, the others do too; a last page has few lines to tell by."""


def line_numbers(sheets: Sequence[Sheet], found: Mapping[int, Found]) -> None:
    """Set aside the numbers that count the lines."""
    sure = {sheet.number: pieces for sheet in sheets if (pieces := _counting(sheet))}
    for number, pieces in sure.items():
        _set_aside(pieces, found[number])
    rest = [sheet for sheet in sheets if sheet.number not in sure]
    if len(sure) < _MOST_PAGES * len(sheets) or not rest:
        return
    edge = median(piece.right for pieces in sure.values() for piece in pieces)
    for sheet in rest:
        _set_aside(
            [piece for _, _, piece in _numbers(sheet.rows) if abs(piece.right - edge) <= _NEAR], found[sheet.number]
        )


def _set_aside(pieces: Sequence[Piece], found: Found) -> None:
    for piece in pieces:
        found.reasons.setdefault(piece, REASON)


def _numbers(rows: Sequence[Row]) -> Iterator[tuple[int, int, Piece]]:
    """Give the numbers that stand apart at the left of a line: the line, the number, where it stands."""
    for at, row in enumerate(rows):
        text = row.pieces[0].text
        if len(row.pieces) > 1 and text.isdecimal() and len(text) < 6:
            yield at, int(text), row.pieces[0]


def _counting(sheet: Sheet) -> list[Piece]:
    """Give the numbers of a page that grow as its lines do."""
    counted = list(_numbers(sheet.rows))
    pairs = list(pairwise(counted))
    even = sum(1 for one, two in pairs if two[0] - one[0] == two[1] - one[1])
    return [piece for _, _, piece in counted] if len(counted) >= _LEAST and even >= _EVEN * len(pairs) else []
