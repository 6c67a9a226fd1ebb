"""What of a PDF could not be read as text."""

from __future__ import annotations

import pytest

from cdiff.core.errors import ReadError
from cdiff.reading.pdf.page import PdfPage
from cdiff.reading.pdf.unread import check_text
from tests.read.pdf_maker import run


def page(number: int, text: str, *, pictures: int = 0, unknown: int = 0) -> PdfPage:
    return PdfPage(number, 595, 842, (run(text, 10, 100),), unknown=unknown, pictures=pictures)


def warned(*pages: PdfPage) -> list[str]:
    return [warning.message for warning in check_text(pages, "draft.pdf")]


def test_pages_with_fewer_than_three_letters_have_no_text() -> None:
    assert warned(page(1, "text"), page(2, "1 2"), page(3, "123", pictures=1)) == ["page 2 without text"]
    assert warned(page(1, "text"), page(2, "12", pictures=1), page(3, "1", pictures=2)) == [
        "pages 2, 3 without text, perhaps scanned: nothing was read there"
    ]


def test_at_most_twelve_pages_are_named() -> None:
    (message,) = warned(page(1, "text"), *(page(number, "1") for number in range(2, 15)))
    assert message == "pages 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13 … without text"
    assert "…" not in warned(page(1, "text"), *(page(number, "1") for number in range(2, 14)))[0]


def test_three_in_ten_unknown_letters_may_be_read() -> None:
    assert warned(page(1, "x" * 10, unknown=3)) == ["3 letters are not known to the font that draws them: page 1"]
    with pytest.raises(ReadError, match=r"which letters they draw \(4 of 10\)"):
        warned(page(1, "x" * 10, unknown=4))
