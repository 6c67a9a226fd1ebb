"""A PDF written by hand: Courier, whose letters are all 0.6 of their size wide, and lines."""

from __future__ import annotations

import zlib

from cdiff.reading.content import Content
from cdiff.reading.options import ReadOptions
from cdiff.reading.pdf import read_pdf
from cdiff.reading.pdf.page import GlyphRun

WIDTH, HEIGHT = 595, 842
ENCODING = b"<< /Type /Encoding /BaseEncoding /WinAnsiEncoding >>"


class Sheet:
    """One page in the making; places are given from the upper left corner."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.extra = ""

    def text(self, x: float, y: float, words: str, size: float = 10, font: str = "F1") -> Sheet:
        """Put words on a baseline."""
        escaped = words.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
        self.parts.append(f"BT /{font} {size} Tf {x} {HEIGHT - y} Td ({escaped}) Tj ET")
        return self

    def lines(self, x: float, y: float, words: list[str], step: float = 12, size: float = 10) -> Sheet:
        """Put lines below each other."""
        for at, line in enumerate(words):
            self.text(x, y + at * step, line, size)
        return self

    def turned(self, x: float, y: float, words: str) -> Sheet:
        """Put words that run upwards."""
        self.parts.append(f"BT /F1 10 Tf 0 1 -1 0 {x} {HEIGHT - y} Tm ({words}) Tj ET")
        return self

    def rule(self, x: float, y: float, x2: float, y2: float) -> Sheet:
        """Draw a line."""
        self.parts.append(f"0.5 w {x} {HEIGHT - y} m {x2} {HEIGHT - y2} l S")
        return self

    def raw(self, operators: str) -> Sheet:
        """Write operators as they are."""
        self.parts.append(operators)
        return self


def make(*sheets: Sheet, fonts: str = "", more: tuple[bytes, ...] = (), resources: str = "") -> bytes:
    """Write sheets as a PDF; `more` are objects from number 5 on."""
    first = 5 + len(more)
    kids = " ".join(f"{first + 2 * at} 0 R" for at in range(len(sheets)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(sheets)} >>".encode(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Courier /Encoding /WinAnsiEncoding >>",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Courier-Bold /Encoding /WinAnsiEncoding >>",
        *more,
    ]
    for at, sheet in enumerate(sheets):
        page = (
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {WIDTH} {HEIGHT}]"
            f" /Contents {first + 2 * at + 1} 0 R {sheet.extra}"
            f" /Resources << /Font << /F1 3 0 R /F2 4 0 R {fonts} >> {resources} >> >>"
        )
        objects += [page.encode(), stream("\n".join(sheet.parts).encode("cp1252"))]
    return join(objects)


def stream(data: bytes, entries: str = "") -> bytes:
    """Write a packed stream."""
    packed = zlib.compress(data, 9)
    return f"<< /Length {len(packed)} /Filter /FlateDecode {entries} >>\nstream\n".encode() + packed + b"\nendstream"


def join(objects: list[bytes], trailer: str = "") -> bytes:
    """Put numbered objects and their table together."""
    out = b"%PDF-1.7\n"
    places = []
    for number, content in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n".encode() + content + b"\nendobj\n"
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    head = f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}"
    end = f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R {trailer} >>\nstartxref\n{len(out)}\n%%EOF\n"
    return out + head.encode() + end.encode()


FULL = "x" * 5 + " " + "word " * 12 + "end"
"""A line of 69 letters: with type of size 10, from 72 to 486."""
WIDE = "The whole width of the page is taken by a line such as this one is"
NAMES = ("rivers", "hills", "roads", "towns", "fields", "lakes", "woods", "shores")


def read(*sheets: Sheet, **options: str) -> Content:
    """Read sheets as one PDF."""
    return read_pdf(make(*sheets), "draft.pdf", ReadOptions(**options))  # type: ignore[arg-type]


def texts(*sheets: Sheet) -> list[str]:
    """Read sheets; return the texts of the blocks that are no notes."""
    return body_of(read(*sheets))


def body_of(content: Content) -> list[str]:
    """Return the texts of the blocks that are no notes."""
    return [block.text for block in content.blocks if not block.note]


def notes(content: Content) -> list[tuple[str, str]]:
    """Return the notes of a content: the mark and the text of each."""
    return [(block.note, block.text) for block in content.blocks if block.note]


def body(sheet: Sheet, page: int, y: float = 120) -> Sheet:
    """Put three lines on a sheet that are other words on each page."""
    words = FULL.replace("word", ("word", "rule", "part", "text", "page")[page % 5])
    return sheet.lines(72, y, [words, words[1:], f"and {'more ' * page} ends here."])


def line_of(name: str) -> str:
    """Return a line that one word fills."""
    return " ".join([name] * 9)


def run(text: str, left: float, base: float, size: float = 10, pitch: float = 6, **more: bool) -> GlyphRun:
    """Make a run whose letters are all `pitch` wide."""
    lefts = tuple(left + pitch * at for at in range(len(text)))
    return GlyphRun(text, lefts, tuple(edge + pitch for edge in lefts), base, size, **more)
