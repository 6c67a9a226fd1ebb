"""Reading order: a page set in two or three columns is read column by column, between what runs across them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby
from statistics import median

from cdiff.reading.pdf.page import ColumnItem, GlyphRun, TableRow, TextRow, TextSegment
from cdiff.reading.pdf.rows import cut_run, segment_of

_EDGE = 3.0
"""The gutter is thought of as a line so far before the edge of the column."""
_LEAST = 5
"""Fewer lines than this on one side of a gap are no column."""
_INNER, _OUTER = 0.25, 0.12
"""The least share of the width that a column of text has, and what stands in the margin beside one."""
_BESIDE = 3
_SMALLER = 0.87
_EDGES = 128
"""So many edges are tried, those where most lines begin."""
_FILLED = 0.55
"""Lines of a column fill at least this share of its width, on average; cells of a table do not."""


def in_order(rows: Sequence[TextRow], tables: Sequence[TableRow], width: float) -> list[list[ColumnItem]]:
    """Give the columns of a page one after the other, each from top to bottom."""
    segments = [segment for row in rows for segment in row.segments]
    gutter = _gutter(segments, width)
    page = rows[0].page if rows else 0
    if gutter is None:
        return [by_height([*rows, *tables])]
    cut = [part for segment in segments for part in cut_at_gutter(segment, gutter)]
    return [column for column in _columns(cut, tables, gutter, page, width) if column]


def _columns(
    segments: Sequence[TextSegment], tables: Sequence[TableRow], gutter: float, page: int, width: float
) -> Iterator[list[ColumnItem]]:
    """Cut a page into bands at what runs across the gutter; read each band's left side, then its right."""
    across: list[ColumnItem] = [*_rows([segment for segment in segments if is_across(segment, gutter)], page)]
    across.extend(table for table in tables if is_across(table, gutter))
    beside = [segment for segment in segments if not is_across(segment, gutter)]
    aside = [table for table in tables if not is_across(table, gutter)]
    top = float("-inf")
    for item in [*by_height(across), None]:
        bottom = _top(item) if item else float("inf")
        for is_left in (True, False):
            band = [
                segment for segment in beside if top < segment.base <= bottom and (segment.left < gutter) == is_left
            ]
            cells = [table for table in aside if top < table.base <= bottom and (table.left < gutter) == is_left]
            yield from in_order(_rows(band, page), cells, width / 2) if band or cells else ()
        if item:
            yield [item]
            top = item.base


def cut_at_gutter(segment: TextSegment, gutter: float) -> list[TextSegment]:
    """Cut a piece where a narrow gap stands over the gutter and the next letter on the edge of the column."""
    if not is_across(segment, gutter):
        return [segment]
    before: list[GlyphRun] = []
    after: list[GlyphRun] = []
    for run in segment.runs:
        for half, behind in cut_run(run, [left > gutter for left in run.lefts]):
            (after if behind else before).append(half)
    if not (before and after) or abs(after[0].left - gutter - _EDGE) > 1.5:
        return [segment]
    if after[0].left - max(run.right for run in before if run.text.strip()) < 0.5 * segment.size:
        return [segment]
    return [segment_of(before, segment.base, segment.size), segment_of(after, segment.base, segment.size)]


def _top(item: ColumnItem) -> float:
    return item.top - 1 if isinstance(item, TableRow) else item.base - 1


def is_across(item: TextSegment | TableRow, gutter: float) -> bool:
    """Whether something runs over a gutter."""
    return item.left < gutter - 1 and item.right > gutter + 1


def _rows(segments: Sequence[TextSegment], page: int) -> list[TextRow]:
    ordered = sorted(segments, key=lambda segment: (segment.base, segment.left))
    return [TextRow(tuple(group), page) for _, group in groupby(ordered, key=lambda segment: segment.base)]


def by_height(items: Sequence[ColumnItem]) -> list[ColumnItem]:
    """Order what stands on a page from top to bottom."""
    return sorted(items, key=lambda item: item.base)


def _gutter(segments: Sequence[TextSegment], width: float, *, deeper: bool = True) -> float | None:
    """Find the gap between two columns of running text, if there is one; with `deeper`, one of them may be two."""
    if len(segments) < 2 * _LEAST:
        return None
    left, right = min(segment.left for segment in segments), max(segment.right for segment in segments)
    if right - left < 0.4 * width:
        return None
    best: tuple[int, float] | None = None
    for edge in _edges(segments):
        gutter = edge - _EDGE
        if not left + _OUTER * (right - left) <= gutter <= right - _OUTER * (right - left):
            continue
        crossing = sum(1 for segment in segments if is_across(segment, gutter))
        if crossing > 0.3 * len(segments) or (best and crossing >= best[0]):
            continue
        if _are_columns(segments, gutter, left, right, deeper=deeper):
            best = crossing, gutter
    return best[1] if best else None


def _edges(segments: Sequence[TextSegment]) -> list[float]:
    """List where pieces begin; a page full of nothing but edges is no page of columns."""
    counts = Counter(round(segment.left, 1) for segment in segments)
    return sorted(sorted(counts, key=lambda edge: (-counts[edge], edge))[:_EDGES])


def _are_columns(segments: Sequence[TextSegment], gutter: float, left: float, right: float, *, deeper: bool) -> bool:
    one = [segment for segment in segments if segment.right <= gutter + 1]
    two = [segment for segment in segments if segment.left >= gutter - 1]
    first = _is_column(one, left, gutter)
    second = _is_column(two, gutter, right)
    if first and not second and deeper:
        second = _gutter(two, right - gutter, deeper=False) is not None
    if first and second:
        return min(gutter - left, right - gutter) >= _INNER * (right - left)
    return (first and _is_beside(two, one)) or (second and _is_beside(one, two))


def _is_beside(segments: Sequence[TextSegment], column: Sequence[TextSegment]) -> bool:
    """Whether pieces are lines in the margin beside a column: several, in smaller type."""
    sizes = [segment.size for segment in segments]
    return len(sizes) >= _BESIDE and median(sizes) <= _SMALLER * median(segment.size for segment in column)


def _is_column(segments: Sequence[TextSegment], left: float, right: float) -> bool:
    """Whether one side holds lines of running text."""
    lines = _rows(segments, 0)
    if len(lines) < _LEAST or right <= left:
        return False
    filled = sum(row.right - row.left for row in lines) / len(lines)
    if filled < _FILLED * (right - left):
        return False
    return sum(len(row.text.split()) for row in lines) >= 2.5 * len(lines)
