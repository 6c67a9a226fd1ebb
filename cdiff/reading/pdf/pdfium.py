"""PDFium, the one door to the bytes of a PDF: bytes → pages of glyph runs and drawn lines, letter by letter.

PDFium (through pypdfium2, Apache-2.0 or BSD-3-Clause) is asked letter by letter: where each stands, how large it
is, what is drawn between. pdfminer.six, and pdfplumber upon it, return the same several times slower; pypdf knows
no boxes; PyMuPDF's licence (AGPL) rules it out. PDFium also mends broken cross-reference tables, and is fuzzed as
the reader inside a browser.
"""

from __future__ import annotations

import ctypes
import re
from collections import deque
from collections.abc import Callable, Iterator
from itertools import pairwise, repeat
from math import hypot
from typing import Any
from unicodedata import normalize

import pypdfium2 as pdfium
import pypdfium2.raw as c

from cdiff.core.errors import ReadError
from cdiff.core.records import replace
from cdiff.reading.pdf.annotations import annotations_of
from cdiff.reading.pdf.drawings import Matrix, lines_of, spaces_of, with_bullets
from cdiff.reading.pdf.hidden import take_hidden
from cdiff.reading.pdf.page import GlyphRun, PdfPage

_SPELLING = {
    "\x02": "-",
    "\ufffe": "-",
    "\uf0b7": "•",
    "\uf0a7": "▪",
    "\ufb00": "ff",
    "\ufb01": "fi",
    "\ufb02": "fl",
    "\ufb03": "ffi",
    "\ufb04": "ffl",
    "\ufb05": "st",
    "\ufb06": "st",
    "\xa0": " ",
    "\t": " ",
}
"""What is written for a letter: the hyphens that PDFium reports at line ends, symbol-font bullets, ligatures."""
_GENERATED = re.compile("[ \r\n\x02\ufffe\0]")
"""Characters that PDFium puts in by itself where it thinks of a space or a line end."""
_SPECIAL = re.compile("[\x00-\x1f\xa0\u0644\ud800-\uf8ff\ufb00-\ufdff\ufe70-\uffff]")
"""What is not written as it is: see `_SPELLING`, `_spelled`, and the letters that fonts draw without a name."""
_LAM, _ALEFS = "\u0644", "اأإآ"
_MIN_SPACE = 0.08
"""Where PDFium thinks of a space, a gap of this share of the letter's height confirms it."""
_BELIEVED = 0.4
"""An advance below this share of the box of the letter is an error of the font; an italic f reaches twice as far."""
_AT = 0.1
"""A space object begins where the letter before it ends, to this share of its size."""
_NARROW = 0.3
"""In letter sizes."""
_STRETCHED = 3.0
"""Justified lines of narrow columns and cells stretch a space to so many letter sizes."""
_LEAP = 64
"""How far to look ahead for the end of a text object: most have a line of letters."""
_MAX_GLYPHS = 200_000
"""More letters than this are on no page that a person reads."""


def _untyped(name: str, result: type, *more: type) -> Callable[..., Any]:
    """Call a function of PDFium with plain addresses: typed pointers take most of the time there, and other threads."""
    address = ctypes.cast(getattr(c, name), ctypes.c_void_p).value
    return ctypes.PYFUNCTYPE(result, ctypes.c_void_p, ctypes.c_int, *more)(address or 0)


_text_object = _untyped("FPDFText_GetTextObject", ctypes.c_void_p)
_code_point = _untyped("FPDFText_GetUnicode", ctypes.c_uint)
_generated = _untyped("FPDFText_IsGenerated", ctypes.c_int)
_loose_box = _untyped("FPDFText_GetLooseCharBox", ctypes.c_int, ctypes.c_void_p)


def pages_of(data: bytes, name: str, limit: int) -> Iterator[PdfPage]:
    """Yield the pages of a PDF, one by one; at most `limit` of them.

    Raises `ReadError` for a file that is encrypted, damaged, or has too many pages.
    """
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        code = getattr(error, "err_code", None)
        if code == c.FPDF_ERR_PASSWORD:
            raise ReadError(f"{name}: this PDF is encrypted; save a copy without a password") from None
        if code == c.FPDF_ERR_SECURITY:
            raise ReadError(f"{name}: this PDF is encrypted in an unknown way; save a copy without it") from None
        raise ReadError(f"{name}: this PDF is damaged and cannot be opened; save or export it again") from None
    try:
        count = len(document)
        if count > limit:
            raise ReadError(f"{name}: {count} pages, and the limit is {limit}; split it, or raise the limit")
        if not count:
            raise ReadError(f"{name}: this PDF has no pages; is it complete?")
        for at in range(count):
            yield _page(document, at, name)
    finally:
        document.close()


def _page(document: pdfium.PdfDocument, at: int, name: str) -> PdfPage:
    try:
        page = document[at]
        text = page.get_textpage()
    except pdfium.PdfiumError:
        raise ReadError(f"{name}: page {at + 1} is damaged and cannot be read; save or export the file again") from None
    try:
        return _GlyphReader(page, text, at + 1, name).page()
    finally:
        text.close()
        page.close()


class _GlyphReader:
    """Reads one page: the letters in the order in which they are drawn, cut where the type changes."""

    def __init__(self, page: pdfium.PdfPage, text: pdfium.PdfTextPage, number: int, name: str) -> None:
        self.shown = page
        self.raw, self.text, self.number, self.name = page.raw, text.raw, number, name
        self.address = ctypes.cast(text.raw, ctypes.c_void_p)
        self.document = page.pdf.raw
        self.width, self.height = page.get_size()
        self.show = _shown(page.raw, self.width, self.height)
        self.fonts: dict[int, bool] = {}
        self.runs: list[GlyphRun] = []
        self.addresses: list[int] = []
        """Of the text objects of the runs."""
        self.turned: list[str] = []
        self.outside: list[str] = []
        self.unknown = 0
        self.drawn: set[int] = set()
        """The text objects whose letters PDFium reports; it leaves out those of nothing but spaces."""

    def page(self) -> PdfPage:
        """Read the letters, then the lines that are drawn."""
        count = max(c.FPDFText_CountChars(self.text), 0)
        if count > _MAX_GLYPHS:
            raise ReadError(f"{self.name}: page {self.number} has {count} letters; no page of a draft has so many")
        self._ask_for_letters(count)
        for first, end in pairwise([*self._starts(count), count]):
            self._read(first, end)
        self.runs, hidden = take_hidden(self.shown, self.show, self.runs, self.addresses)
        lines, pictures, dots = lines_of(self.raw, self.show)
        self._keep_spaces()
        is_blank = not c.FPDFPage_CountObjects(self.raw) and not c.FPDFPage_GetAnnotCount(self.raw)
        return PdfPage(
            self.number, self.width, self.height, tuple(with_bullets(self.runs, dots)), tuple(lines),
            tuple(self.turned), tuple(self.outside), hidden=tuple(hidden), unknown=self.unknown, pictures=len(pictures),
            is_blank=is_blank, annotations=tuple(annotations_of(self.raw, self.document)),
            drawn=tuple(pictures),
        )  # fmt: skip

    def _read(self, first: int, end: int) -> None:
        """Read the letters of one text object: a run, or text that is turned or lies outside the page."""
        letters, lefts, rights = self._read_letters(first, end)
        if not letters:
            return
        if c.FPDFText_HasUnicodeMapError(self.text, first) == 1:
            self.unknown += len(letters)
        matrix = c.FS_MATRIX()
        c.FPDFText_GetMatrix(self.text, first, ctypes.byref(matrix))
        across, down = self.show.direction(matrix.a, matrix.b)
        if not (across > 0 and abs(down) <= 0.1 * across):  # a slope of a tenth is still a crooked scan
            self.turned.append(letters)
            return
        size = c.FPDFText_GetFontSize(self.text, first) * (hypot(matrix.c, matrix.d) or 1.0)
        x, y = ctypes.c_double(), ctypes.c_double()
        c.FPDFText_GetCharOrigin(self.text, first, ctypes.byref(x), ctypes.byref(y))
        _, base = self.show.point(x.value, y.value)
        middle = (lefts[0] + rights[-1]) / 2
        if not (-2 <= middle <= self.width + 2 and -2 <= base <= self.height + 2):
            self.outside.append(letters)
            return
        # A box reaches as far as the ink, and that of an overhanging f or T covers the space behind it: measure from
        # the origin, by the advance. Only the last letter matters; a font that is wrong about it is not believed.
        width = rights[-1] - lefts[-1]
        advance = self._advance(end - 1) * hypot(matrix.a, matrix.b) * abs(self.show.a or self.show.c)
        if _BELIEVED * width < advance < width:
            rights[-1] = lefts[-1] + advance
        self.runs.append(GlyphRun(letters, tuple(lefts), tuple(rights), base, size, self._is_bold(first)))
        self.addresses.append(_text_object(self.address, end - 1) or _text_object(self.address, first) or 0)

    def _ask_for_letters(self, count: int) -> None:
        """Ask for the text and the boxes of a page at once: a call for each letter takes longer than to read it."""
        buffer = ctypes.create_string_buffer(4 * count + 4)
        written = c.FPDFText_GetText(self.text, 0, count, ctypes.cast(buffer, ctypes.POINTER(c.c_ushort)))
        self.letters = buffer.raw[: 2 * max(0, written - 1)].decode("utf-16-le", "replace")
        if len(self.letters) != count:  # it leaves out letters that it does not know
            codes = (_code_point(self.address, at) for at in range(count))
            self.letters = "".join(chr(code) if code < 0x110000 else "\ufffd" for code in codes)
        boxes = (c.FS_RECTF * count)()
        address, size = ctypes.addressof(boxes), ctypes.sizeof(c.FS_RECTF)
        places = range(address, address + count * size, size)
        deque(map(_loose_box, repeat(self.address), range(count), places), maxlen=0)
        edges = memoryview(boxes).cast("B").cast("f")
        left, self.tops, right, self.bottoms = (edges[at::4].tolist() for at in range(4))
        if self.show.b == self.show.c == 0 < self.show.a:  # nearly every page
            scale, shift = self.show.a, self.show.e
            self.lefts, self.rights = ([scale * edge + shift for edge in edges] for edges in (left, right))
        else:
            spans = map(self.show.span, left, right, self.bottoms, self.tops)
            self.lefts, self.rights = map(list, zip(*spans, strict=True))

    def _starts(self, count: int) -> Iterator[int]:
        """Yield where the letters of each text object begin; generated letters belong to none, and begin none."""
        at, last = 0, 0
        while at < count:
            address = _text_object(self.address, at) or 0
            if address and address != last:
                self.drawn.add(address)
                yield at if last else 0
                last = address
            step = _LEAP  # the letters of an object follow each other
            while step and address:
                if at + step < count and _text_object(self.address, at + step) == address:
                    at += step
                else:
                    step //= 2
            at += 1

    def _read_letters(self, first: int, end: int) -> tuple[str, list[float], list[float]]:
        """Return the letters of a text object, and the left and right edge of each."""
        may_be = (match.start() for match in _GENERATED.finditer(self.letters, first, end))
        generated = {at for at in may_be if _generated(self.address, at)}
        while end - 1 in generated:
            end -= 1
            generated.remove(end)
        text, lefts, rights = self.letters[first:end], self.lefts[first:end], self.rights[first:end]
        if not generated and not _SPECIAL.search(text):
            return text, lefts, rights
        letters: list[str] = []
        boxes: list[tuple[float, float]] = []
        spaced = False
        for at, (letter, left, right) in enumerate(zip(text, lefts, rights, strict=True), first):
            if at in generated:
                spaced = spaced or letter == " "
                continue
            height = self.tops[at] - self.bottoms[at]
            if spaced and letters and left - boxes[-1][1] > _MIN_SPACE * height:
                letters.append(" ")
                boxes.append((boxes[-1][1], left))
            spaced = False
            if letter == _LAM and boxes and boxes[-1] == (left, right) and letters[-1] in _ALEFS:
                letters.insert(-1, letter)  # PDFium writes out the ligature of lam and alef from left to right
                boxes.append((left, right))
                continue
            # U+FFFD and the private use area hold what a font draws without saying which letter it is.
            self.unknown += letter == "\ufffd" or "\ue000" <= letter < "\uf000"
            spelled = _spelled(letter)
            letters.extend(spelled)
            boxes.extend([(left, right)] * len(spelled))
        return "".join(letters), [box[0] for box in boxes], [box[1] for box in boxes]

    def _keep_spaces(self) -> None:
        """Put the spaces that are text objects of their own behind the runs where they stand."""
        ends: dict[int, list[int]] = {}
        for at, run in enumerate(self.runs):
            ends.setdefault(round(run.base), []).append(at)
        for x, y in spaces_of(self.raw, self.show, self.drawn):
            for at in (at for near in (-1, 0, 1) for at in ends.get(round(y) + near, ())):
                run, following = self.runs[at], self.runs[at + 1 : at + 2]
                # A wide gap is a space by itself; one that parts a label from its text is no space of a line.
                # Behind a letter it is one, however far a justified line stretches it.
                widest = _STRETCHED if run.text[-1:].isalpha() else _NARROW
                near = following and abs(following[0].left - run.right) < widest * run.size
                if near and abs(run.right - x) < _AT * run.size:
                    edge = run.right
                    text, lefts, rights = f"{run.text} ", (*run.lefts, edge), (*run.rights, edge)
                    self.runs[at] = replace(run, text=text, lefts=lefts, rights=rights)

    def _advance(self, at: int) -> float:
        """Return how far the last letter up to a place moves on, in its own text space; 0 where it is not known."""
        while at and c.FPDFText_IsGenerated(self.text, at) == 1:
            at -= 1
        item = c.FPDFText_GetTextObject(self.text, at)
        font = c.FPDFTextObj_GetFont(item) if item else None
        width = ctypes.c_float()
        size = c.FPDFText_GetFontSize(self.text, at)
        code = _code_point(self.address, at)
        return width.value if font and c.FPDFFont_GetGlyphWidth(font, code, size, ctypes.byref(width)) else 0.0

    def _is_bold(self, at: int) -> bool:
        """Whether the font of a letter is bold, by its name or its weight."""
        text = c.FPDFText_GetTextObject(self.text, at)
        font = c.FPDFTextObj_GetFont(text) if text else None
        address = ctypes.cast(font, ctypes.c_void_p).value or 0 if font else 0
        if address not in self.fonts:
            buffer = ctypes.create_string_buffer(256)
            if font:
                c.FPDFFont_GetBaseFontName(font, buffer, 256)
            name = buffer.value.decode("latin-1").lower()
            named = "bold" in name or "black" in name or "heavy" in name
            # 600 is the weight of a semibold face (OpenType `usWeightClass`).
            self.fonts[address] = bool(font) and (named or c.FPDFFont_GetWeight(font) >= 600)
        return self.fonts[address]


def _spelled(letter: str) -> str:
    """Write out a letter: nothing for a control character, U+FFFD for what is no character."""
    if "\ud800" <= letter < "\ue000":
        return "\ufffd"
    if "\ufb1d" <= letter <= "\ufdff" or "\ufe70" <= letter <= "\ufefc":  # the forms that Arabic letters take in a word
        return normalize("NFKC", letter)
    known = _SPELLING.get(letter)
    if known is not None:
        return known
    return "" if letter < " " else letter


def _shown(page: object, width: float, height: float) -> Matrix:
    """Return the way from the page's own coordinates to those of the page as it is shown."""

    def at(x: float, y: float) -> tuple[float, float]:
        across, down = ctypes.c_int(), ctypes.c_int()
        size = (round(width * 100), round(height * 100))
        c.FPDF_PageToDevice(page, 0, 0, *size, 0, x, y, ctypes.byref(across), ctypes.byref(down))
        return across.value / 100, down.value / 100

    (e, f), (ax, ay), (cx, cy) = at(0, 0), at(1000, 0), at(0, 1000)
    return Matrix((ax - e) / 1000, (ay - f) / 1000, (cx - e) / 1000, (cy - f) / 1000, e, f)
