"""Watermarks and initials: large letters laid over or beside the lines."""

from __future__ import annotations

import pytest

from cdiff.reading.pdf.overlays import with_initials, without_watermarks
from cdiff.reading.pdf.page import PdfPage
from tests.read.pdf_maker import WIDE, Sheet, read, run, texts


def marked(size: float, pages: int, of: int, y: float = 130) -> list[str]:
    sheets = []
    for at in range(of):
        sheet = Sheet().lines(72, 80, [f"{at} {WIDE}"] * 8)
        sheets.append(sheet.text(150, y, "DRAFT", size) if at < pages else sheet)
    return [row.text for row in read(*sheets).removed]


def test_a_watermark_lies_in_one_place_on_most_pages() -> None:
    assert marked(80, 3, 3) == ["DRAFT"] * 3
    assert marked(80, 3, 5) == ["DRAFT"] * 3
    assert "DRAFT" not in marked(80, 2, 4)
    assert marked(80, 1, 1) == []


def test_a_mark_on_one_page_does_not_gather_the_lines_below_it() -> None:
    assert len(texts(Sheet().lines(72, 80, [f"{WIDE}."] * 8, 20).text(150, 130, "DRAFT", 80))) >= 8


def test_a_large_heading_that_recurs_on_no_letters_is_text() -> None:
    assert marked(80, 3, 3, y=400) == []


@pytest.mark.parametrize(("size", "count"), [(16.1, 0), (15.9, 1)])
def test_a_watermark_is_much_larger_than_the_text(size: float, count: int) -> None:
    page = PdfPage(1, 595, 842, (run("letters of the text", 10, 100), run("DRAFT", 20, 102, size)))
    assert sum(part.text == "DRAFT" for part in without_watermarks([page, page])[0].runs) == count


def test_a_large_initial_begins_its_word() -> None:
    sheet = Sheet().text(72, 112, "T", 28).text(90, 92, "he Parties to this Convention, being resolved to work on")
    sheet.text(90, 104, "the carriage of goods, have agreed on the rules that").text(72, 124, "follow below.")
    assert texts(sheet)[0].startswith("The Parties to this Convention")
    assert "follow below." in " ".join(texts(sheet))


@pytest.mark.parametrize(
    ("letters", "size", "left", "text", "moved"),
    [
        ("T", 28, 28, "he", True),
        ("“T", 28, 28, "he", True),
        ("T", 15.9, 28, "he", False),
        ("T", 28, 45, "he", False),
        ("T", 28, 28, "He", False),
        ("t", 28, 28, "he", False),
        ("PART", 28, 40, "he", False),
    ],
)
def test_initials(letters: str, size: float, left: float, text: str, moved: bool) -> None:
    page = PdfPage(1, 595, 842, (run(letters, 10, 112, size), run(text, left, 92), run("so", left, 104)))
    assert (with_initials(page).runs[0].base == 92) == moved
