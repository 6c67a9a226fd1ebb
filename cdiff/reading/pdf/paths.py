"""The lines that a page draws: thin paths, and the edges of boxes."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from cdiff.reading.pdf.door import c
from cdiff.reading.pdf.page import Rule

_THIN = 2.5
"""A box no thicker than this is a line."""
_MOST_OBJECTS = 100_000
_MOST_RULES = 5_000
_MOST_SEGMENTS = 256
"""A path with more corners than this is a drawing."""
_DEEPEST = 8


@dataclass(frozen=True, slots=True)
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
        """Give the left and right edge that a box has there."""
        first, second = self.a * left + self.c * bottom + self.e, self.a * right + self.c * top + self.e
        return (first, second) if first <= second else (second, first)

    def after(self, inner: Matrix) -> Matrix:
        """Give the way that goes through `inner` first."""
        a, b = self.direction(inner.a, inner.b)
        c_, d = self.direction(inner.c, inner.d)
        e, f = self.point(inner.e, inner.f)
        return Matrix(a, b, c_, d, e, f)


def rules_of(page: object, show: Matrix) -> tuple[list[Rule], int]:
    """List the lines drawn on a page and the strike-out annotations on it; count its pictures."""
    rules: list[Rule] = []
    pictures = 0
    for item, matrix in _objects(page, show):
        kind = c.FPDFPageObj_GetType(item)
        if kind == c.FPDF_PAGEOBJ_IMAGE:
            pictures += 1
        elif kind == c.FPDF_PAGEOBJ_PATH and len(rules) < _MOST_RULES:
            rules.extend(_path(item, matrix))
    return [*rules, *_strikes(page, show)], pictures


def _objects(page: object, show: Matrix) -> Iterator[tuple[object, Matrix]]:
    """Go through a page's objects, into those that are forms."""
    left = _MOST_OBJECTS
    stack = [(c.FPDFPage_GetObject, page, c.FPDFPage_CountObjects(page), show, 0)]
    while stack:
        get, holder, count, matrix, depth = stack.pop()
        for at in range(min(max(count, 0), left)):
            item = get(holder, at)
            left -= 1
            if c.FPDFPageObj_GetType(item) != c.FPDF_PAGEOBJ_FORM:
                yield item, matrix
            elif depth < _DEEPEST:
                inner = matrix.after(_matrix(item))
                stack.append((c.FPDFFormObj_GetObject, item, c.FPDFFormObj_CountObjects(item), inner, depth + 1))


def _matrix(item: object) -> Matrix:
    matrix = c.FS_MATRIX()
    c.FPDFPageObj_GetMatrix(item, ctypes.byref(matrix))
    return Matrix(matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f)


def _path(item: object, matrix: Matrix) -> Iterator[Rule]:
    """Give the lines of a path: its thin parts, and the edges of stroked boxes."""
    count = c.FPDFPath_CountSegments(item)
    if not 2 <= count <= _MOST_SEGMENTS:
        return
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    c.FPDFPath_GetDrawMode(item, ctypes.byref(fill), ctypes.byref(stroke))
    if not (fill.value or stroke.value):
        return
    for corners in _parts(item, count, matrix.after(_matrix(item))):
        yield from _edges(corners, stroked=bool(stroke.value))


def _parts(item: object, count: int, matrix: Matrix) -> Iterator[list[tuple[float, float]]]:
    """Cut a path where the pen is lifted; parts with curves are left out."""
    corners: list[tuple[float, float]] = []
    x, y = ctypes.c_float(), ctypes.c_float()
    curved = False
    for at in range(count):
        segment = c.FPDFPath_GetPathSegment(item, at)
        kind = c.FPDFPathSegment_GetType(segment)
        if kind == c.FPDF_SEGMENT_MOVETO:
            if len(corners) > 1 and not curved:
                yield corners
            corners, curved = [], False
        curved = curved or kind == c.FPDF_SEGMENT_BEZIERTO
        c.FPDFPathSegment_GetPoint(segment, ctypes.byref(x), ctypes.byref(y))
        corners.append(matrix.point(x.value, y.value))
    if len(corners) > 1 and not curved:
        yield corners


def _edges(corners: list[tuple[float, float]], *, stroked: bool) -> Iterator[Rule]:
    across, down = zip(*corners, strict=True)
    box = Rule(min(across), min(down), max(across), max(down))
    width, height = box.right - box.left, box.bottom - box.top
    if min(width, height) <= _THIN:
        if max(width, height) > _THIN:
            yield box
    elif stroked:
        for (x, y), (x2, y2) in pairwise(corners):
            if min(abs(x - x2), abs(y - y2)) <= _THIN < max(abs(x - x2), abs(y - y2)):
                yield Rule(min(x, x2), min(y, y2), max(x, x2), max(y, y2))
        if len(corners) == 4:
            (x, y), (x2, y2) = corners[-1], corners[0]
            if min(abs(x - x2), abs(y - y2)) <= _THIN:
                yield Rule(min(x, x2), min(y, y2), max(x, x2), max(y, y2))


def _strikes(page: object, show: Matrix) -> Iterator[Rule]:
    """Give a line for each strike-out annotation, where a reader program draws it."""
    for at in range(min(max(c.FPDFPage_GetAnnotCount(page), 0), _MOST_RULES)):
        note = c.FPDFPage_GetAnnot(page, at)
        if not note:
            continue
        if c.FPDFAnnot_GetSubtype(note) == c.FPDF_ANNOT_STRIKEOUT:
            yield from _quads(note, show)
        c.FPDFPage_CloseAnnot(note)


def _quads(note: object, show: Matrix) -> Iterator[Rule]:
    quad = c.FS_QUADPOINTSF()
    for at in range(min(c.FPDFAnnot_CountAttachmentPoints(note), _MOST_RULES)):
        if c.FPDFAnnot_GetAttachmentPoints(note, at, ctypes.byref(quad)):
            across = (quad.x1, quad.x2, quad.x3, quad.x4)
            down = (quad.y1, quad.y2, quad.y3, quad.y4)
            left, top = show.point(min(across), max(down))
            right, bottom = show.point(max(across), min(down))
            middle = top + (bottom - top) * 0.55
            yield Rule(min(left, right), middle, max(left, right), middle)
