"""The lines that a page draws: thin paths and the edges of boxes, joined to rules; and the letters they strike.

A horizontal line is drawn in pieces more often than not, one for each cell or word; what touches is one rule.
"""

from __future__ import annotations

import ctypes
from bisect import bisect_left, bisect_right
from collections.abc import Container, Iterable, Iterator, Sequence
from itertools import pairwise
from math import hypot
from typing import Any

import pypdfium2.raw as c

from cdiff.core.records import record, replace
from cdiff.reading.pdf.page import GlyphRun, HorizontalRule, PdfPage, RuledLine, TextRow
from cdiff.reading.pdf.rows import cut_run

_THIN = 2.5
"""A box no thicker than this, in points, is a line: rules are up to 2 points wide, the lowest box of text is 5 high."""
_MAX_OBJECTS = 100_000
_MAX_LINES = 5_000
"""Far beyond any form or table; hostile pages draw without end."""
_MAX_SEGMENTS = 256
"""A path with more corners than this is a drawing."""
_MAX_DEPTH = 8
_LEVEL = 1.5
"""Lines whose heights differ by less, in points, are one: the two edges of a drawn box are apart by its pen."""
_TOUCH = 5.0
"""Pieces of one rule: some programs leave a little room between two cells."""
_STRIKE_BOTTOM, _STRIKE_TOP = 0.12, 0.58
"""Where a line above the baseline runs through letters, as shares of their size; lower it underlines."""
_TOUCH_TOP, _TOUCH_BOTTOM = 0.8, 0.2
"""A line so far above the baseline runs through letters, and so far below through their descenders; no border does."""
_MOSTLY = 0.5
"""A line that touches letters along less than this share of it is longer than they are: a rule below a title."""
_MAX_DOT = 20.0
"""Larger, in points, is no bullet."""
_MAX_DOTS = 200
"""No page has so many lines."""
_DOT_LEAST, _DOT_MOST = 0.15, 0.6
"""How high a bullet is, in letter sizes: those of fonts and browsers are 0.3 to 0.4."""
_ROUND = 6
"""A drawing with fewer corners is a box, such as those that are ticked."""
_INNER, _OUTER = 0.85, 1.3
"""How far from its middle the corners of a disc stand, in radii; what steers its curves stands at 1.14."""
_BULLET_GAP = 2.0
"""A bullet stands before its text by no more letter sizes than this: browsers leave 0.75."""
_STRIKE_THICK = 0.25
"""A line thicker than this share of the letters is a shade or a redaction, no strike."""


@record
class Matrix:
    """A way from one system of coordinates to another."""

    a: float
    b: float
    c: float
    d: float
    e: float
    f: float

    def point(self, x: float, y: float) -> tuple[float, float]:
        """Take a point there."""
        return self.a * x + self.c * y + self.e, self.b * x + self.d * y + self.f

    def direction(self, x: float, y: float) -> tuple[float, float]:
        """Take a direction there."""
        return self.a * x + self.c * y, self.b * x + self.d * y

    def span(self, left: float, right: float, bottom: float, top: float) -> tuple[float, float]:
        """Return the left and right edge that a box has there."""
        first, second = self.a * left + self.c * bottom + self.e, self.a * right + self.c * top + self.e
        return (first, second) if first <= second else (second, first)

    def after(self, inner: Matrix) -> Matrix:
        """Return the way that goes through `inner` first."""
        a, b = self.direction(inner.a, inner.b)
        c_, d = self.direction(inner.c, inner.d)
        e, f = self.point(inner.e, inner.f)
        return Matrix(a, b, c_, d, e, f)


def lines_of(page: object, show: Matrix) -> tuple[list[RuledLine], list[str], list[RuledLine]]:
    """List the lines of a page, drawn or struck by annotations, a fingerprint of each picture, and its dots."""
    lines: list[RuledLine] = []
    pictures: list[str] = []
    dots: list[RuledLine] = []
    for item, matrix in objects_of(page, show):
        kind = c.FPDFPageObj_GetType(item)
        if kind == c.FPDF_PAGEOBJ_IMAGE:
            pictures.append(_fingerprint(item))
        elif kind == c.FPDF_PAGEOBJ_PATH and len(lines) < _MAX_LINES:
            lines.extend(_lines_of_path(item, matrix))
            if len(dots) < _MAX_DOTS:
                dots.extend(_dot(item, matrix))
    return [*lines, *_strike_annotations(page, show)], pictures, dots


def _dot(item: object, matrix: Matrix) -> Iterator[RuledLine]:
    """Yield the box of a filled path that is a disc no larger than a letter: all its corners stand on a circle."""
    count = c.FPDFPath_CountSegments(item)
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    c.FPDFPath_GetDrawMode(item, ctypes.byref(fill), ctypes.byref(stroke))
    left, top, right, bottom = box_of(item, matrix)
    radius = (bottom - top) / 2
    if not (fill.value and _ROUND <= count <= _MAX_SEGMENTS and 0 < 2 * radius < _MAX_DOT):
        return
    matrix = matrix.after(_matrix(item))
    x, y = ctypes.c_float(), ctypes.c_float()
    for at in range(count):
        c.FPDFPathSegment_GetPoint(c.FPDFPath_GetPathSegment(item, at), ctypes.byref(x), ctypes.byref(y))
        across, down = matrix.point(x.value, y.value)
        if not _INNER <= hypot(across - (left + right) / 2, down - (top + bottom) / 2) / radius <= _OUTER:
            return
    yield RuledLine(left, top, right, bottom)


def with_bullets(runs: Sequence[GlyphRun], dots: Iterable[RuledLine]) -> list[GlyphRun]:
    """Write the bullets that are drawn: a dot right before the first letters of a line, at half their height.

    Browsers draw the bullets of a list; other programs print a letter.
    """
    lines = sorted((run for run in runs if run.text.strip()), key=lambda run: run.base)
    bases = [run.base for run in lines]
    bullets = {}
    for dot in dots:
        height, middle = dot.bottom - dot.top, (dot.left + dot.right) / 2
        beside = [
            run
            for run in lines[bisect_left(bases, dot.bottom) : bisect_right(bases, dot.bottom + _MAX_DOT)]
            if _DOT_LEAST * run.size <= height <= _DOT_MOST * run.size and run.base - dot.bottom < run.size / 2
        ]
        first = min((run for run in beside if run.left > middle), key=lambda run: run.left, default=None)
        last = max((run.right for run in beside if run.left <= middle), default=float("-inf"))
        if first and first.left - dot.right <= _BULLET_GAP * first.size and dot.left - last > first.size:
            bullets[first] = GlyphRun("•", (dot.left,), (dot.right,), first.base, first.size)
    return [each for run in runs for each in ((bullets[run], run) if run in bullets else (run,))]


def _fingerprint(picture: object) -> str:
    """Tell a picture from another by its size in pixels and in bytes as it is packed in the file."""
    width, height = ctypes.c_uint(), ctypes.c_uint()
    c.FPDFImageObj_GetImagePixelSize(picture, ctypes.byref(width), ctypes.byref(height))
    return f"{width.value}x{height.value} {c.FPDFImageObj_GetImageDataRaw(picture, None, 0)}"


def spaces_of(page: object, show: Matrix, drawn: Container[int]) -> Iterator[tuple[float, float]]:
    """Yield where the text objects begin that are not among those of known letters."""
    for item, matrix in objects_of(page, show):
        if (
            c.FPDFPageObj_GetType(item) == c.FPDF_PAGEOBJ_TEXT and ctypes.cast(item, ctypes.c_void_p).value not in drawn  # type: ignore[arg-type]
        ):
            inner = matrix.after(_matrix(item))
            yield inner.e, inner.f


def objects_of(page: object, show: Matrix) -> Iterator[tuple[object, Matrix]]:
    """Go through a page's objects in the order in which they are drawn, into those that are forms."""
    left = _MAX_OBJECTS

    def inside(get: Any, holder: object, count: int, matrix: Matrix, depth: int) -> Iterator[tuple[object, Matrix]]:
        nonlocal left
        for at in range(min(max(count, 0), left)):
            if left <= 0:
                return
            item = get(holder, at)
            left -= 1
            if c.FPDFPageObj_GetType(item) != c.FPDF_PAGEOBJ_FORM:
                yield item, matrix
            elif depth < _MAX_DEPTH:
                inner = matrix.after(_matrix(item))
                yield from inside(c.FPDFFormObj_GetObject, item, c.FPDFFormObj_CountObjects(item), inner, depth + 1)

    return inside(c.FPDFPage_GetObject, page, c.FPDFPage_CountObjects(page), show, 0)


def box_of(item: object, matrix: Matrix) -> tuple[float, float, float, float]:
    """Return the box of an object: left, top, right, bottom."""
    edges = [ctypes.c_float() for _ in range(4)]
    c.FPDFPageObj_GetBounds(item, *map(ctypes.byref, edges))
    left, bottom, right, top = (edge.value for edge in edges)
    corners = [matrix.point(x, y) for x in (left, right) for y in (bottom, top)]
    across, down = zip(*corners, strict=True)
    return min(across), min(down), max(across), max(down)


def _matrix(item: object) -> Matrix:
    matrix = c.FS_MATRIX()
    c.FPDFPageObj_GetMatrix(item, ctypes.byref(matrix))
    return Matrix(matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f)


def _lines_of_path(item: object, matrix: Matrix) -> Iterator[RuledLine]:
    """Yield the lines of a path that is painted; a part of it with a curve draws none."""
    count = c.FPDFPath_CountSegments(item)
    if not 2 <= count <= _MAX_SEGMENTS:
        return
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    c.FPDFPath_GetDrawMode(item, ctypes.byref(fill), ctypes.byref(stroke))
    if not (fill.value or stroke.value):
        return
    matrix = matrix.after(_matrix(item))
    corners: list[tuple[float, float]] = []
    x, y = ctypes.c_float(), ctypes.c_float()
    curved = False
    for at in range(count):
        segment = c.FPDFPath_GetPathSegment(item, at)
        kind = c.FPDFPathSegment_GetType(segment)
        if kind == c.FPDF_SEGMENT_MOVETO:  # the pen is lifted: another part begins
            if len(corners) > 1 and not curved:
                yield from _edges(corners, stroked=bool(stroke.value))
            corners, curved = [], False
        curved = curved or kind == c.FPDF_SEGMENT_BEZIERTO
        c.FPDFPathSegment_GetPoint(segment, ctypes.byref(x), ctypes.byref(y))
        corners.append(matrix.point(x.value, y.value))
    if len(corners) > 1 and not curved:
        yield from _edges(corners, stroked=bool(stroke.value))


def _edges(corners: list[tuple[float, float]], *, stroked: bool) -> Iterator[RuledLine]:
    """Yield a thin part as one line, or the straight edges of a box that is stroked."""
    across, down = zip(*corners, strict=True)
    box = RuledLine(min(across), min(down), max(across), max(down))
    width, height = box.right - box.left, box.bottom - box.top
    if min(width, height) <= _THIN:
        if max(width, height) > _THIN:
            yield box
    elif stroked:
        for (x, y), (x2, y2) in pairwise(corners):
            if min(abs(x - x2), abs(y - y2)) <= _THIN < max(abs(x - x2), abs(y - y2)):
                yield RuledLine(min(x, x2), min(y, y2), max(x, x2), max(y, y2))
        if len(corners) == 4:  # a rectangle is closed without a segment of its own
            (x, y), (x2, y2) = corners[-1], corners[0]
            if min(abs(x - x2), abs(y - y2)) <= _THIN:
                yield RuledLine(min(x, x2), min(y, y2), max(x, x2), max(y, y2))


def _strike_annotations(page: object, show: Matrix) -> Iterator[RuledLine]:
    """Yield a line for each strike-out annotation, where a reader program draws it."""
    quad = c.FS_QUADPOINTSF()
    for at in range(min(max(c.FPDFPage_GetAnnotCount(page), 0), _MAX_LINES)):
        note = c.FPDFPage_GetAnnot(page, at)
        if not note:
            continue
        strikes = c.FPDFAnnot_GetSubtype(note) == c.FPDF_ANNOT_STRIKEOUT
        for part in range(min(c.FPDFAnnot_CountAttachmentPoints(note), _MAX_LINES) if strikes else 0):
            if c.FPDFAnnot_GetAttachmentPoints(note, part, ctypes.byref(quad)):
                across = (quad.x1, quad.x2, quad.x3, quad.x4)
                down = (quad.y1, quad.y2, quad.y3, quad.y4)
                left, top = show.point(min(across), max(down))
                right, bottom = show.point(max(across), min(down))
                middle = top + (bottom - top) * 0.55
                yield RuledLine(min(left, right), middle, max(left, right), middle)
        c.FPDFPage_CloseAnnot(note)


def rules_of(lines: Iterable[RuledLine]) -> list[HorizontalRule]:
    """Join the horizontal lines of a page to rules, from top to bottom."""
    levels: list[list[RuledLine]] = []
    for line in sorted((line for line in lines if line.flat), key=lambda line: line.y):
        if levels and line.y - levels[-1][0].y <= _LEVEL:
            levels[-1].append(line)
        else:
            levels.append([line])
    rules: list[HorizontalRule] = []
    for level in levels:
        fresh = True
        for line in sorted(level, key=lambda line: line.left):
            last = rules[-1] if rules and not fresh else None
            fresh = False
            if last and line.left <= last.right + _TOUCH:
                breaks = (*last.breaks, line.left) if line.left >= last.right - _TOUCH else last.breaks
                rules[-1] = HorizontalRule(last.left, max(last.right, line.right), last.y, breaks)
            else:
                rules.append(HorizontalRule(line.left, line.right, line.y))
    return rules


def boxes_of(lines: Iterable[RuledLine]) -> list[RuledLine]:
    """Find where two lines stand beside each other, as the sides of a box around a paragraph do, and no third one."""
    sides: dict[tuple[int, int], list[RuledLine]] = {}
    for line in lines:
        if not line.flat:
            sides.setdefault((round(line.top), round(line.bottom)), []).append(line)
    pairs = (sorted(pair, key=lambda side: side.x) for pair in sides.values() if len(pair) == 2)
    return [RuledLine(one.left, one.top, two.right, one.bottom) for one, two in pairs]


def borders_of(rules: Sequence[HorizontalRule], rows: Sequence[TextRow]) -> list[HorizontalRule]:
    """Leave out the rules that strike or underline letters: what touches a row of text borders nothing."""
    kept = []
    for rule in rules:
        touched = sum(
            min(part.right, rule.right) - max(part.left, rule.left)
            for row in rows
            for part in row.segments
            if -_TOUCH_TOP * part.size < rule.y - part.base < _TOUCH_BOTTOM * part.size
            and part.left < rule.right
            and part.right > rule.left
        )
        if touched < _MOSTLY * rule.width:
            kept.append(rule)
    return kept


def with_strikes(page: PdfPage) -> PdfPage:
    """Mark the letters of a page that have a line drawn through their middle."""
    flat = sorted((line for line in page.lines if line.flat), key=lambda line: line.y)
    heights = [line.y for line in flat]
    runs: list[GlyphRun] = []
    for run in page.runs:
        first = bisect_left(heights, run.base - _STRIKE_TOP * run.size)
        last = bisect_right(heights, run.base - _STRIKE_BOTTOM * run.size)
        near = [
            line
            for line in flat[first:last]
            if line.left < run.right and line.right > run.left and line.bottom - line.top < _STRIKE_THICK * run.size
        ]
        if not near:
            runs.append(run)
            continue
        marks = [
            any(line.left - 0.5 <= (left + right) / 2 <= line.right + 0.5 for line in near)
            for left, right in zip(run.lefts, run.rights, strict=True)
        ]
        runs += [replace(part, struck=struck) for part, struck in cut_run(run, marks)]
    return replace(page, runs=tuple(runs))
