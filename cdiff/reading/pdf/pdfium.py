"""Bytes → pages of runs and rules, letter by letter."""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterator
from math import hypot
from typing import Any

from cdiff.core.errors import ReadError
from cdiff.reading.pdf.door import c, pdfium
from cdiff.reading.pdf.page import Page, Run
from cdiff.reading.pdf.paths import Matrix, rules_of


def _plain(name: str, result: type, *more: type) -> Callable[..., Any]:
    """Call a function of PDFium with plain addresses: typed pointers take most of the time there."""
    address = ctypes.cast(getattr(c, name), ctypes.c_void_p).value
    return ctypes.CFUNCTYPE(result, ctypes.c_void_p, ctypes.c_int, *more)(address or 0)


_SIGNS = {
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
_LEAST_SPACE = 0.08
"""Where PDFium thinks of a space, a gap of this share of the letter's height confirms it."""
_MOST_LETTERS = 200_000
"""More letters than this are on no page that a person reads."""


_object_at = _plain("FPDFText_GetTextObject", ctypes.c_void_p)
_letter_at = _plain("FPDFText_GetUnicode", ctypes.c_uint)
_box_at = _plain("FPDFText_GetLooseCharBox", ctypes.c_int, ctypes.c_void_p)


def pages_of(data: bytes, name: str, most: int) -> Iterator[Page]:
    """Give the pages of a PDF, one by one; at most `most` of them.

    Raises `ReadError` for a file that is encrypted, damaged, or has too many pages.
    """
    document = _open(data, name)
    try:
        count = len(document)
        if count > most:
            raise ReadError(f"{name}: {count} pages, and the limit is {most}; split it, or raise the limit")
        if not count:
            raise ReadError(f"{name}: this PDF has no pages; is it complete?")
        for at in range(count):
            yield _page(document, at, name)
    finally:
        document.close()


def _open(data: bytes, name: str) -> pdfium.PdfDocument:
    try:
        return pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        code = getattr(error, "err_code", None)
        if code == c.FPDF_ERR_PASSWORD:
            raise ReadError(f"{name}: this PDF is encrypted; save a copy without a password") from None
        if code == c.FPDF_ERR_SECURITY:
            raise ReadError(f"{name}: this PDF is encrypted in an unknown way; save a copy without it") from None
        raise ReadError(f"{name}: this PDF is damaged and cannot be opened; save or export it again") from None


def _page(document: pdfium.PdfDocument, at: int, name: str) -> Page:
    try:
        page = document[at]
        text = page.get_textpage()
    except pdfium.PdfiumError:
        raise ReadError(f"{name}: page {at + 1} is damaged and cannot be read; save or export the file again") from None
    try:
        return _Reader(page, text, at + 1, name).page()
    finally:
        text.close()
        page.close()


class _Reader:
    """Reads one page: the letters in the order in which they are drawn, cut where the type changes."""

    def __init__(self, page: pdfium.PdfPage, text: pdfium.PdfTextPage, number: int, name: str) -> None:
        self.raw, self.text, self.number, self.name = page.raw, text.raw, number, name
        self.width, self.height = page.get_size()
        self.show = _shown(page.raw, self.width, self.height)
        self.fonts: dict[int, bool] = {}
        self.runs: list[Run] = []
        self.turned: list[str] = []
        self.outside: list[str] = []
        self.unknown = 0

    def page(self) -> Page:
        """Read it all."""
        count = c.FPDFText_CountChars(self.text)
        if count > _MOST_LETTERS:
            raise ReadError(f"{self.name}: page {self.number} has {count} letters; no page of a draft has so many")
        for first, last in self._stretches(max(count, 0)):
            self._read(first, last)
        rules, pictures = rules_of(self.raw, self.show)
        return Page(
            self.number, self.width, self.height, tuple(self.runs), tuple(rules),
            tuple(self.turned), tuple(self.outside), self.unknown, pictures,
        )  # fmt: skip

    def _stretches(self, count: int) -> Iterator[tuple[int, int]]:
        """Cut the letters where another piece of text is drawn."""
        start, last = 0, 0
        text = ctypes.cast(self.text, ctypes.c_void_p)
        for at in range(count):
            address = _object_at(text, at) or 0
            if address and address != last:
                if at > start and last:
                    yield start, at
                start = at if last else start
                last = address
        if count > start:
            yield start, count

    def _read(self, first: int, end: int) -> None:
        letters, boxes = self._letters(first, end)
        if not letters:
            return
        if c.FPDFText_HasUnicodeMapError(self.text, first) == 1:
            self.unknown += len(letters)
        matrix = c.FS_MATRIX()
        c.FPDFText_GetMatrix(self.text, first, ctypes.byref(matrix))
        size = c.FPDFText_GetFontSize(self.text, first) * (hypot(matrix.c, matrix.d) or 1.0)
        x, y = ctypes.c_double(), ctypes.c_double()
        c.FPDFText_GetCharOrigin(self.text, first, ctypes.byref(x), ctypes.byref(y))
        _, base = self.show.point(x.value, y.value)
        if not self._is_upright(matrix):
            self.turned.append("".join(letters))
        else:
            self._add(letters, boxes, base, size, self._is_bold(first))

    def _letters(self, first: int, end: int) -> tuple[list[str], list[tuple[float, float]]]:
        letters: list[str] = []
        boxes: list[tuple[float, float]] = []
        box = c.FS_RECTF()
        pointer = ctypes.byref(box)
        text = ctypes.cast(self.text, ctypes.c_void_p)
        span, straight = self.show.span, self.show.b == self.show.c == 0 < self.show.a
        scale, shift = self.show.a, self.show.e
        spaced = False
        for at in range(first, end):
            sign = _letter_at(text, at)
            if sign in _SUSPECT and c.FPDFText_IsGenerated(self.text, at) == 1:
                spaced = spaced or sign == 0x20
                continue
            _box_at(text, at, pointer)
            if straight:  # nearly every page, and this is asked for every letter
                left, right = scale * box.left + shift, scale * box.right + shift
            else:
                left, right = span(box.left, box.right, box.bottom, box.top)
            if spaced and letters and left - boxes[-1][1] > _LEAST_SPACE * (box.top - box.bottom):
                letters.append(" ")
                boxes.append((boxes[-1][1], left))
            spaced = False
            if 0x20 <= sign < 0x7F:
                letters.append(chr(sign))
                boxes.append((left, right))
            else:
                spelled = self._spelled(sign)
                letters.extend(spelled)
                boxes.extend([(left, right)] * len(spelled))
        return letters, boxes

    def _spelled(self, sign: int) -> str:
        self.unknown += sign == 0xFFFD or 0xE000 <= sign < 0xF000
        return _spelled(sign)

    def _add(
        self,
        letters: list[str],
        boxes: list[tuple[float, float]],
        base: float,
        size: float,
        bold: bool,  # noqa: FBT001
    ) -> None:
        middle = (boxes[0][0] + boxes[-1][1]) / 2
        if not (-2 <= middle <= self.width + 2 and -2 <= base <= self.height + 2):
            self.outside.append("".join(letters))
            return
        lefts, rights = zip(*boxes, strict=True)
        self.runs.append(Run("".join(letters), lefts, rights, base, size, bold))

    def _is_upright(self, matrix: c.FS_MATRIX) -> bool:
        across, down = self.show.direction(matrix.a, matrix.b)
        return across > 0 and abs(down) <= 0.1 * across

    def _is_bold(self, at: int) -> bool:
        text = c.FPDFText_GetTextObject(self.text, at)
        font = c.FPDFTextObj_GetFont(text) if text else None
        address = ctypes.cast(font, ctypes.c_void_p).value or 0 if font else 0
        if address not in self.fonts:
            self.fonts[address] = _bold(font) if font else False
        return self.fonts[address]


_SUSPECT = frozenset((0x20, 0x0D, 0x0A, 0x02, 0xFFFE, 0))


def _bold(font: object) -> bool:
    """Whether a font is bold, by its weight or its name."""
    buffer = ctypes.create_string_buffer(256)
    c.FPDFFont_GetBaseFontName(font, buffer, 256)
    name = buffer.value.decode("latin-1").lower()
    return "bold" in name or "black" in name or "heavy" in name or c.FPDFFont_GetWeight(font) >= 600


def _spelled(sign: int) -> str:
    letter = chr(sign) if sign < 0x110000 and not 0xD800 <= sign < 0xE000 else "\ufffd"
    known = _SIGNS.get(letter)
    if known is not None:
        return known
    return "" if sign < 0x20 else letter


def _shown(page: object, width: float, height: float) -> Matrix:
    """Give the way from the page's own coordinates to those of the page as it is shown."""

    def at(x: float, y: float) -> tuple[float, float]:
        across, down = ctypes.c_int(), ctypes.c_int()
        size = (round(width * 100), round(height * 100))
        c.FPDF_PageToDevice(page, 0, 0, *size, 0, x, y, ctypes.byref(across), ctypes.byref(down))
        return across.value / 100, down.value / 100

    (e, f), (ax, ay), (cx, cy) = at(0, 0), at(1000, 0), at(0, 1000)
    return Matrix((ax - e) / 1000, (ay - f) / 1000, (cx - e) / 1000, (cy - f) / 1000, e, f)
