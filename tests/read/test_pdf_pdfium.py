"""The letters of a page as PDFium reports them: turned, outside, unknown, parted by spaces."""

from __future__ import annotations

from tests.read.pdf_maker import Sheet, body, read, texts


def test_text_at_an_angle_is_set_aside() -> None:
    content = read(body(Sheet().turned(20, 500, "ADVANCE COPY"), 1))
    assert [(removed.text, removed.reason) for removed in content.removed] == [("ADVANCE COPY", "set at an angle")]


def test_turned_pages_are_read_as_they_are_shown() -> None:
    sheet = Sheet()
    sheet.extra = "/Rotate 90"
    sheet.turned(100, 700, "It is shown upright").turned(112, 700, "although it is turned.")
    assert texts(sheet) == ["It is shown upright although it is turned."]
