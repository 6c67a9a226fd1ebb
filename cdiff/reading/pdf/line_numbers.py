"""Line numbers: numbers in the side margin that count the lines, on every line or on each fifth one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from statistics import median

from cdiff.reading.pdf.page import PageLayout, SetAside, TextRow, TextSegment

REASON = "side margin: counts the lines"
_LEAST = 5
_EVEN = 0.8
_NEAR = 3.0
_MOST_PAGES = 0.5
"""Where so many pages count their lines, the others do too; a last page has few lines to tell by."""


def line_numbers(layouts: Sequence[PageLayout], found: Mapping[int, SetAside]) -> None:
    """Set aside the numbers that count the lines."""
    sure = {layout.number: segments for layout in layouts if (segments := _counting(layout))}
    for number, segments in sure.items():
        _set_aside(segments, found[number])
    rest = [layout for layout in layouts if layout.number not in sure]
    if len(sure) < _MOST_PAGES * len(layouts) or not rest:
        return
    edge = median(segment.right for segments in sure.values() for segment in segments)
    for layout in rest:
        _set_aside(
            [segment for _, _, segment in _numbers(layout.rows) if abs(segment.right - edge) <= _NEAR],
            found[layout.number],
        )


def _set_aside(segments: Sequence[TextSegment], found: SetAside) -> None:
    for segment in segments:
        found.reasons.setdefault(segment, REASON)


def _numbers(rows: Sequence[TextRow]) -> Iterator[tuple[int, int, TextSegment]]:
    """Give the numbers that stand apart at the left of a line: the line, the number, where it stands."""
    for at, row in enumerate(rows):
        text = row.segments[0].text
        if len(row.segments) > 1 and text.isdecimal() and len(text) < 6:
            yield at, int(text), row.segments[0]


def _counting(layout: PageLayout) -> list[TextSegment]:
    """Give the numbers of a page that grow as its lines do."""
    counted = list(_numbers(layout.rows))
    pairs = list(pairwise(counted))
    even = sum(1 for one, two in pairs if two[0] - one[0] == two[1] - one[1])
    return [segment for _, _, segment in counted] if len(counted) >= _LEAST and even >= _EVEN * len(pairs) else []
