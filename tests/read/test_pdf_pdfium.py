"""The letters of a page as PDFium reports them: turned, outside, unknown, parted by spaces."""

from __future__ import annotations

import pytest

from cdiff.core.errors import ReadError
from cdiff.reading import read_bytes
from cdiff.reading.options import ReadOptions
from cdiff.reading.pdf import read_pdf
from tests.read.pdf_maker import Sheet, body, make, read, texts


def test_text_at_an_angle_is_set_aside() -> None:
    content = read(body(Sheet().turned(20, 500, "ADVANCE COPY"), 1))
    assert [(removed.text, removed.reason) for removed in content.removed] == [("ADVANCE COPY", "set at an angle")]


@pytest.mark.parametrize(("x", "y", "seen"), [(570, 500, True), (640, 500, False), (-40, 500, False), (72, 900, False)])
def test_words_beyond_the_edges_of_the_page_are_set_aside(x: float, y: float, *, seen: bool) -> None:
    """By the middle of them: what runs over an edge is still of the page."""
    removed = read(body(Sheet().text(x, y, "AWAY"), 1)).removed
    assert [row.text for row in removed if row.reason == "outside the visible page"] == ([] if seen else ["AWAY"])


def test_turned_pages_are_read_as_they_are_shown() -> None:
    sheet = Sheet()
    sheet.extra = "/Rotate 90"
    sheet.turned(100, 700, "It is shown upright").turned(112, 700, "although it is turned.")
    assert texts(sheet) == ["It is shown upright although it is turned."]


def glyphs(words: str, space: float) -> Sheet:
    """Put words in Times-Italic letter by letter, each a text object of its own; f reaches over what follows it."""
    widths = dict(zip("Thesatofmc ", (556, 500, 444, 389, 500, 278, 500, 278, 722, 444), strict=False))
    sheet, x = Sheet(), 72.0
    for letter in words:
        sheet.text(round(x, 2), 100, letter, 10, "F3")
        x += space if letter == " " else widths[letter] / 100
    return sheet


ITALIC = b"<< /Type /Font /Subtype /Type1 /BaseFont /Times-Italic /Encoding /WinAnsiEncoding >>"


@pytest.mark.parametrize("space", [1.0, 1.5, 2.5])
def test_a_space_behind_an_overhanging_letter_is_kept_glyph_by_glyph(space: float) -> None:
    data = make(glyphs("The seat of the mass of the oats", space), fonts="/F3 5 0 R", more=(ITALIC,))
    assert read_pdf(data, "draft.pdf", ReadOptions()).blocks[0].text == "The seat of the mass of the oats"


@pytest.mark.parametrize(("before", "read_as"), [(b"\x93\r\n", "application/pdf"), (b"x" * 1019, "application/pdf")])
def test_bytes_before_the_header(before: bytes, read_as: str) -> None:
    assert read_bytes(before + make(Sheet().text(72, 100, "Some text.")), "a").source.media_type == read_as


def test_a_text_that_names_the_header_is_a_text() -> None:
    assert read_bytes(b"A PDF begins with %PDF-1.7 and ends.", "a.txt").source.media_type == "text/plain"
    far = b" " * 1020 + make(Sheet().text(72, 100, "Some text."))
    with pytest.raises(ReadError):
        read_bytes(far + b"\xff", "a.txt")
