"""Text that faces text: two columns without rules whose paragraphs begin at the same heights are rows of a table.

Proposal and amendment, or a text and its translation, are often set so. Two columns of a newspaper look much the
same; but there a paragraph begins where it likes, mostly beside the middle of another. So what counts is how many
paragraphs begin beside the beginning of another, and how many do not.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from statistics import median

from cdiff.core.records import record
from cdiff.reading.line_ends import is_closed
from cdiff.reading.pdf.columns import cut_at_gutter, is_across
from cdiff.reading.pdf.labels import LABEL
from cdiff.reading.pdf.page import PdfTableRow, TextRow, TextSegment

_EDGE = 3.0
"""The gutter is thought of as a line so far before the edge of the second column."""
_LEAST = 3
"""Fewer lines than this have no edge in common."""
_SAME = 2.0
_SIDES = (True, False)
"""Left, right."""
_GAP = 1.45
"""A paragraph begins behind a gap of this many lines."""
_MIDDLE = (0.25, 0.75)
"""Where on the width of the text the gutter may be."""
_NEAR = 6.0
_PLACE = 60.0
"""Second columns that begin so near to each other are columns in one place; their lines may be indented."""


@record
class _Facing:
    """Two columns on a page, and how their paragraphs stand."""

    gutter: float
    pairs: int
    """Paragraphs that begin beside the beginning of another."""
    middle: int
    """Paragraphs that begin beside the middle of another."""
    alike: int
    """Lines both sides of which begin with the same label."""

    @property
    def faces(self) -> bool:
        """Whether the page alone speaks for text that faces text."""
        return self.pairs >= 2 and self.middle <= self.pairs + min(self.alike, self.pairs)

    def may_face(self, gutter: float) -> bool:
        """Whether the page does not speak against it, and has its columns where a page beside it has them."""
        return self.middle <= self.pairs and abs(self.gutter - gutter) <= _NEAR


def facing_gutters(pages: Sequence[Sequence[TextRow]]) -> list[float | None]:
    """Give for each page the gutter between text and text that faces it; none where a page has no such thing.

    All pages with columns in one place are asked together, for on one page paragraphs may begin side by side by
    chance. A page with a part of one long row does not tell; it is read as its neighbours are.
    """
    found = [_facing(rows) for rows in pages]
    places = _FacingPlaces(page for page in found if page)
    gutters = [page.gutter if page and page.faces and places.face(page.gutter) else None for page in found]
    for order in (range(1, len(found)), range(len(found) - 2, -1, -1)):
        for at in order:
            page, beside = found[at], gutters[at - 1 if order.step > 0 else at + 1]
            if gutters[at] is None and beside is not None and page and page.may_face(beside):
                gutters[at] = page.gutter
    return gutters


class _FacingPlaces:
    """What all pages of a document say of columns, by where the second one begins."""

    def __init__(self, pages: Iterable[_Facing]) -> None:
        self.beside: Counter[int] = Counter()
        self.middle: Counter[int] = Counter()
        for page in pages:
            self.beside[round(page.gutter)] += page.pairs + page.alike
            self.middle[round(page.gutter)] += page.middle

    def face(self, gutter: float) -> bool:
        """Whether paragraphs mostly begin side by side in columns here."""
        here = [place for place in self.beside if abs(place - gutter) <= _PLACE]
        return 2 * sum(self.middle[place] for place in here) <= sum(self.beside[place] for place in here)


def take_facing(rows: Sequence[TextRow], gutter: float) -> tuple[list[TextRow], list[PdfTableRow]]:
    """Take the rows that stand on both sides of a gutter out of a page."""
    cut = _cut(rows, gutter)
    step = max(_step([row.base for row in side]) for side in ([*_side(cut, gutter, is_left=where)] for where in _SIDES))
    left: list[TextRow] = []
    tables: list[PdfTableRow] = []
    for strip in _strips(cut, gutter, step):
        cells = tuple(tuple(_side(strip, gutter, is_left=is_left)) for is_left in _SIDES)
        if not _is_table(cells):
            left += strip
            continue
        ends = min(row.left for row in strip), max(row.right for row in strip)
        tables.append(PdfTableRow(cells, strip[0].page, *ends, strip[0].base, strip[-1].base))
    return left, tables


def _is_table(cells: tuple[tuple[TextRow, ...], ...]) -> bool:
    """Whether a strip is a row: it has text on both sides, or lines of running text on one."""
    if all(cells):
        return True
    lines = cells[0] or cells[1]
    return len(lines) > 1 and not lines[0].bold and len(lines[0].text.split()) > 2


def _facing(rows: Sequence[TextRow]) -> _Facing | None:
    """Find the two columns of a page."""
    edge = _edge(rows)
    if edge is None:
        return None
    gutter = edge - _EDGE
    cut = _cut(rows, gutter)
    sides = [[row.base for row in cut if any(_is_on(segment, gutter, is_left=side) for segment in row.segments)]
             for side in _SIDES]  # fmt: skip
    if min(map(len, sides)) < _LEAST:
        return None
    pairs, middle = _begin(sides, max(map(_step, sides)))
    return _Facing(gutter, pairs, middle, sum(map(_begins_alike, cut)))


def _edge(rows: Sequence[TextRow]) -> float | None:
    """Find where most second pieces of lines begin, near the middle of the text."""
    segments = [segment for row in rows for segment in row.segments]
    if not segments:
        return None
    left, right = min(segment.left for segment in segments), max(segment.right for segment in segments)
    low, high = (left + share * (right - left) for share in _MIDDLE)
    edges = Counter(round(row.segments[1].left) for row in rows if len(row.segments) == 2)
    if 2 * sum(1 for row in rows if len(row.segments) > 2) > edges.total():
        return None  # three columns, or a table
    near = [(count, edge) for edge, count in edges.items() if low <= edge <= high]
    count, edge = max(near, default=(0, 0))
    return edge if count >= _LEAST else None


def _begin(sides: Sequence[Sequence[float]], step: float) -> tuple[int, int]:
    """Count how many paragraphs begin beside another that begins, and how many beside the middle of one."""
    starts = [[side[0], *(base for last, base in pairwise(side) if base - last > _GAP * step)] for side in sides]
    pairs = sum(1 for base in starts[0] if _has(starts[1], base, _SAME))
    middle = 0
    for own, other, lines in ((starts[0], starts[1], sides[1]), (starts[1], starts[0], sides[0])):
        middle += sum(1 for base in own if not _has(other, base, _SAME) and _has(lines, base, 0.9 * step))
    return pairs, middle


def _has(bases: Sequence[float], base: float, near: float) -> bool:
    return any(abs(other - base) <= near for other in bases)


def _begins_alike(row: TextRow) -> bool:
    """Whether both sides of a line begin with the same label."""
    labels = [match[0] for segment in row.segments if (match := LABEL.match(segment.text))]
    return len(row.segments) == len(labels) == 2 and labels[0] == labels[1]


def _step(bases: Sequence[float]) -> float:
    """Give the usual distance of two lines."""
    steps = [later - base for base, later in pairwise(bases) if later - base > _SAME]
    return median(steps) if steps else 12.0


def _strips(rows: Sequence[TextRow], gutter: float, step: float) -> Iterator[list[TextRow]]:
    """Cut a page at the gaps that go all across, at lines that do, and where labels face each other."""
    strip: list[TextRow] = []
    for row in rows:
        across = any(is_across(segment, gutter) for segment in row.segments)
        new = bool(strip) and is_closed(strip[-1].text) and _begins_alike(row)
        if strip and (across or new or row.base - strip[-1].base > _GAP * step):
            yield strip
            strip = []
        if across:
            yield [row]
        else:
            strip.append(row)
    if strip:
        yield strip


def _cut(rows: Sequence[TextRow], gutter: float) -> list[TextRow]:
    return [
        TextRow(tuple(part for segment in row.segments for part in cut_at_gutter(segment, gutter)), row.page)
        for row in rows
    ]


def _side(strip: Sequence[TextRow], gutter: float, *, is_left: bool) -> Iterator[TextRow]:
    for row in strip:
        segments = tuple(segment for segment in row.segments if _is_on(segment, gutter, is_left=is_left))
        if segments:
            yield TextRow(segments, row.page)


def _is_on(segment: TextSegment, gutter: float, *, is_left: bool) -> bool:
    return not is_across(segment, gutter) and (segment.left < gutter) == is_left
