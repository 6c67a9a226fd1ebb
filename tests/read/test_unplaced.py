"""What could not be placed is set aside, and one warning counts it."""

from __future__ import annotations

from cdiff.core.model import Removed
from cdiff.reading import read_bytes
from cdiff.reading.unplaced import ANGLE, OUTSIDE, count_unplaced
from tests.read.docx_files import docx
from tests.read.pdf_maker import Sheet, make


def test_a_pdf_says_how_much_it_could_not_place_and_why() -> None:
    sheet = Sheet().text(72, 100, "The text of the draft.").turned(20, 500, "ADVANCE COPY").turned(30, 500, "ONLY")
    reading = read_bytes(make(sheet.text(72, 900, "Below the page")), "draft.pdf")
    told = "3 stretches of text could not be placed (1: outside the visible page; 2: set at an angle)"
    assert [caution.message for caution in reading.warnings] == [f"{told}; --removed lists them"]


def test_a_note_that_nothing_calls_is_counted() -> None:
    note = '<w:footnote w:id="{}"><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:footnote>'
    body = '<w:p><w:r><w:t>x</w:t></w:r><w:r><w:footnoteReference w:id="1"/></w:r></w:p>'
    data = docx(body, footnotes=note.format(1, "y") + note.format(2, "no one"))
    assert [caution.message for caution in read_bytes(data, "draft.docx").warnings] == [
        "1 stretch of text could not be placed (1: a footnote without a mark in the text); --removed lists it"
    ]


def test_furniture_has_its_place() -> None:
    rows = [Removed("1", "running foot: recurs in place", 1), Removed("x", "hidden text", 1)]
    assert not list(count_unplaced(rows))
    assert len(list(count_unplaced([*rows, Removed("y", ANGLE, 1), Removed("z", OUTSIDE, 1)]))) == 1
