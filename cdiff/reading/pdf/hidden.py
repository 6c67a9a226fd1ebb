"""Text of a page that nobody sees on it: white on white, or below something opaque that is drawn over it.

A stretch of text is seen where the page looks different without it. So the page is drawn twice, with the doubtful
stretches and without them, and a letter whose place is the same in both pictures is not seen: whatever the colours,
layers, masks and blends are. Few pages have doubtful stretches: those in light colours, and those over which a filled
shape or an annotation is drawn later. The recognised text of a scan is below its picture, or invisible by itself, and
is the text of the page all the same; so pictures hide nothing here.

Rejected: to compare colours and boxes alone. White text on a dark cell is seen, a clipped or half transparent box hides
nothing, and a file may say all of that in many ways.
"""

from __future__ import annotations

import ctypes
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import permutations
from typing import Any

import pypdfium2.raw as c

from cdiff.core.model import Caution
from cdiff.core.records import record
from cdiff.reading.pdf.drawings import Matrix, box_of, objects_of
from cdiff.reading.pdf.page import GlyphRun, PdfPage
from cdiff.reading.pdf.rows import cut_run, spell

_LIGHT = 215
"""A colour is light whose parts are all above this, of 255: few print a text in a grey that is lighter."""
_CLEAR = 40
"""Letters more transparent than this, of 255, may not be seen."""
_THIN = 2.5
"""What is thinner, in points, is a line and covers no text."""
_SCALE, _LARGEST = 2.0, 2000
"""Pixels of a point, and the most on one side of a page."""
_ABOVE, _BELOW = 0.75, 0.2
"""How far letters reach above and below their baseline, as shares of their size."""
_OVERLAP = 0.2
"""Letters that lie on each other by more than this share of their size are two texts; neighbours do not."""
_MAX_COVERS, _MAX_PLACES, _MAX_ALONE = 2000, 200, 16
"""Far more than any page has that is no attack."""
_INVISIBLE = (c.FPDF_TEXTRENDERMODE_INVISIBLE, c.FPDF_TEXTRENDERMODE_CLIP)
"""How the recognised text of a scan is set."""
_OVER = (c.FPDF_ANNOT_SQUARE, c.FPDF_ANNOT_STAMP, c.FPDF_ANNOT_FREETEXT, c.FPDF_ANNOT_POLYGON, c.FPDF_ANNOT_REDACT)
"""The annotations that may be drawn over text."""
_WORD = re.compile(r"\s*\S+\s*|\s+")
_NAMED = 3


@record
class _Box:
    """A place on the page, and where it comes in the order of drawing."""

    left: float
    top: float
    right: float
    bottom: float
    order: int

    def touches(self, run: GlyphRun) -> bool:
        """Whether the letters of a run reach into it."""
        down = self.top < run.base and self.bottom > run.base - _ABOVE * run.size
        return down and self.left < run.right and self.right > run.left


def take_hidden(
    page: Any, show: Matrix, runs: Sequence[GlyphRun], addresses: Sequence[int]
) -> tuple[list[GlyphRun], list[str]]:
    """Part what is seen of the runs of a page from what is not; `addresses` are those of their text objects.

    Returns the runs that are seen, in their order, and the lines of the others.
    """
    doubtful, pictures = _doubtful(page.raw, show, runs, addresses)
    if not doubtful:
        return list(runs), []
    for picture in pictures:
        c.FPDFPageObj_SetIsActive(picture, False)
    scale = min(_SCALE, _LARGEST / max(*page.get_size(), 1.0))
    shown = _Picture(page, scale)
    bare = dict.fromkeys(doubtful, _drawn_without(doubtful.values(), page, scale))
    for address in _clashing(runs, addresses, doubtful):  # what lies on each other is tried one by one
        bare[address] = _drawn_without([doubtful[address]], page, scale)
    seen: list[GlyphRun] = []
    is_seen = True
    hidden: dict[int, list[GlyphRun]] = {}
    for run, address in zip(runs, addresses, strict=True):
        if address not in doubtful:
            seen.append(run)
            continue
        marks: list[bool] = []
        for word in _WORD.finditer(run.text):  # each with the spaces behind it; one of which a part is seen is seen
            letters = range(word.start(), word.start() + len(word[0].rstrip()))
            if any(letter.isalnum() for letter in word[0]):
                is_seen = any(shown.differs(bare[address], run, at) for at in letters)
            marks += [is_seen] * len(word[0])  # a sign goes with the word before it
        for part, stays in cut_run(run, marks):
            if stays or not part.text.strip():
                seen.append(part)
            else:
                hidden.setdefault(round(part.base), []).append(part)
    lines = [spell(sorted(parts, key=lambda part: part.left)) for _, parts in sorted(hidden.items())]
    return seen, lines


def warn_of_hidden(pages: Sequence[PdfPage]) -> Iterator[Caution]:
    """Warn of text that is set aside because nobody sees it."""
    texts = [(page.number, text) for page in pages for text in page.hidden]
    if texts:
        said = "1 line of text is" if len(texts) == 1 else f"{len(texts)} lines of text are"
        quoted = ", ".join(f"“{text}” (page {page})" for page, text in texts[:_NAMED])
        more = " …" if len(texts) > _NAMED else ""
        yield Caution(f"{said} set aside, for the page does not show it: {quoted}{more}", 0, "part")


def _doubtful(
    page: object, show: Matrix, runs: Sequence[GlyphRun], addresses: Sequence[int]
) -> tuple[dict[int, object], list[object]]:
    """Return the text objects that may not be seen, by their addresses; and the pictures of the page."""
    covers = list(_annotations(page, show))
    pictures: list[tuple[object, _Box]] = []
    texts: dict[int, tuple[int, object]] = {}
    for order, (item, matrix) in enumerate(objects_of(page, show)):
        kind = c.FPDFPageObj_GetType(item)
        if kind == c.FPDF_PAGEOBJ_TEXT:
            texts[ctypes.cast(item, ctypes.c_void_p).value or 0] = order, item  # type: ignore[arg-type]
        elif kind == c.FPDF_PAGEOBJ_IMAGE:
            pictures.append((item, _Box(*box_of(item, matrix), order)))
        elif len(covers) < _MAX_COVERS and (kind == c.FPDF_PAGEOBJ_SHADING or _is_filled(item)):
            box = _Box(*box_of(item, matrix), order)
            if min(box.right - box.left, box.bottom - box.top) > _THIN:
                covers.append(box)
    doubtful: dict[int, object] = {}
    faint: dict[int, bool] = {}
    for run, address in zip(runs, addresses, strict=True):
        if address in doubtful or address not in texts:
            continue
        order, item = texts[address]
        covered = any(box.order > order and box.touches(run) for box in covers)
        if not covered and address not in faint:
            faint[address] = _is_faint(item)
        if not (covered or faint[address]) or c.FPDFTextObj_GetTextRenderMode(item) in _INVISIBLE:
            continue
        if not any(box.touches(run) for _, box in pictures):
            doubtful[address] = item
    return doubtful, [picture for picture, _ in pictures]


def _clashing(runs: Sequence[GlyphRun], addresses: Sequence[int], doubtful: Mapping[int, object]) -> list[int]:
    """Return those of the doubtful text objects that lie on others of them."""
    places = [(run, at) for run, at in zip(runs, addresses, strict=True) if at in doubtful]
    found = {
        at
        for (run, at), (other, behind) in permutations(places[:_MAX_PLACES], 2)
        if at != behind
        and abs(run.base - other.base) < _ABOVE * min(run.size, other.size)
        and min(run.right, other.right) - max(run.left, other.left) > _OVERLAP * min(run.size, other.size)
    }
    return sorted(found)[:_MAX_ALONE]


def _drawn_without(items: Collection[object], page: Any, scale: float) -> _Picture:
    for item in items:
        c.FPDFPageObj_SetIsActive(item, False)
    try:
        return _Picture(page, scale)
    finally:
        for item in items:
            c.FPDFPageObj_SetIsActive(item, True)


def _is_filled(item: object) -> bool:
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    is_path = c.FPDFPageObj_GetType(item) == c.FPDF_PAGEOBJ_PATH
    return bool(is_path and c.FPDFPath_GetDrawMode(item, ctypes.byref(fill), ctypes.byref(stroke)) and fill.value)


def _is_faint(item: object) -> bool:
    """Whether letters are light, or nearly transparent."""
    parts = [ctypes.c_uint() for _ in range(4)]
    if not c.FPDFPageObj_GetFillColor(item, *map(ctypes.byref, parts)):
        return False
    red, green, blue, alpha = (part.value for part in parts)
    return min(red, green, blue) >= _LIGHT or alpha < _CLEAR


def _annotations(page: object, show: Matrix) -> Iterator[_Box]:
    """Yield the places of annotations that may lie over text; all of them are drawn last."""
    rect = c.FS_RECTF()
    for at in range(min(max(c.FPDFPage_GetAnnotCount(page), 0), _MAX_COVERS)):
        note = c.FPDFPage_GetAnnot(page, at)
        if not note:
            continue
        if c.FPDFAnnot_GetSubtype(note) in _OVER and c.FPDFAnnot_GetRect(note, ctypes.byref(rect)):
            corners = show.point(rect.left, rect.top), show.point(rect.right, rect.bottom)
            (left, right), (top, bottom) = (sorted(ends) for ends in zip(*corners, strict=True))
            yield _Box(left, top, right, bottom, 1 << 30)
        c.FPDFPage_CloseAnnot(note)


class _Picture:
    """A page as it is drawn."""

    def __init__(self, page: Any, scale: float) -> None:
        bitmap = page.render(scale=scale, may_draw_forms=False)
        self.scale, self.stride, self.depth = scale, bitmap.stride, bitmap.n_channels
        self.width, self.height = bitmap.width, bitmap.height
        self.pixels = bytes(bitmap.buffer)
        bitmap.close()

    def differs(self, other: _Picture, run: GlyphRun, at: int) -> bool:
        """Whether two pictures differ where a letter of a run stands; a letter beyond the page differs."""
        left = max(0, round(run.lefts[at] * self.scale))
        right = min(self.width, max(left + 1, round(run.rights[at] * self.scale)))
        top = max(0, round((run.base - _ABOVE * run.size) * self.scale))
        bottom = min(self.height, round((run.base + _BELOW * run.size) * self.scale) + 1)
        if left >= right or top >= bottom:
            return True
        for row in range(top, bottom):
            start, end = row * self.stride + left * self.depth, row * self.stride + right * self.depth
            if self.pixels[start:end] != other.pixels[start:end]:
                return True
        return False
