"""PDFs: what stands beside each other — cells with and without lines around them, facing texts, notes in the margin."""

from __future__ import annotations

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from cdiff.reading.content import Content
from cdiff.reading.options import ReadOptions
from cdiff.reading.pdf import read_pdf
from tests.read.pdf_maker import Sheet, make

WIDE = "The whole width of the page is taken by a line such as this one is"


def read(*sheets: Sheet) -> Content:
    return read_pdf(make(*sheets), "draft.pdf", ReadOptions())


def texts(*sheets: Sheet) -> list[str]:
    return [block.text for block in read(*sheets).blocks]


def lines(words: str, count: int) -> list[str]:
    """Lines of a narrow column, none of which ends a sentence."""
    return [f"{words} reads in its line {at}" for at in range(count)]


def amendment(sheet: Sheet, y: float, number: int, count: int = 3) -> Sheet:
    sheet.text(72, y, f"Amendment {number}")
    sheet.text(72, y + 30, "Text of the Commission").text(320, y + 30, "Amendment")
    sheet.lines(72, y + 60, [f"({number}) The old", *lines("old", count)])
    return sheet.lines(320, y + 60, [f"({number}) The new", *lines("new", count + 1)])


def test_text_that_faces_text_is_read_row_by_row() -> None:
    sheet = amendment(amendment(Sheet(), 80, 1), 280, 2).text(440, 420, "Or. en")
    found = texts(sheet)
    assert found[:2] == ["Amendment 1", "Text of the Commission | Amendment"]
    assert found[2].startswith("(1) The old old reads in its line 0 old reads")
    assert found[2].endswith("| (1) The new new reads in its line 0 new reads in its line 1 new reads in its line 2 "
                             "new reads in its line 3")  # fmt: skip
    assert found[3:5] == ["Amendment 2", "Text of the Commission | Amendment"]
    assert found[5].startswith("(2) The old")
    assert found[6:] == ["Or. en"]


def test_a_page_that_holds_a_part_of_one_row_is_read_as_the_pages_beside_it() -> None:
    one = amendment(amendment(Sheet(), 80, 1), 280, 2)
    two = Sheet().lines(72, 80, lines("left", 8)).lines(320, 80, lines("right", 8))
    found = texts(one, two)
    assert len(found) == 6
    assert "old reads in its line 2 left reads in its line 0" in found[-1]
    assert found[-1].endswith("right reads in its line 7")


def test_columns_of_running_text_are_no_facing_texts() -> None:
    sheet = Sheet()
    for x, breaks in ((72, (3, 9)), (320, (5, 12))):
        y = 80.0
        for at in range(15):
            y += 30 if at in breaks else 12
            sheet.text(x, y, f"words of a column of text, {at:02}.")
    assert not any("|" in text for text in texts(sheet))


def test_a_line_between_cells_parts_them_however_close() -> None:
    sheet = Sheet()
    for y in (100, 120, 160):
        sheet.rule(72, y, 472, y)
    sheet.rule(272, 100, 272, 160)
    sheet.text(76, 114, "Proposal").text(274, 114, "Amendment")
    sheet.text(76, 134, "these are thirty-two letters 3 2").text(274, 134, "and more").text(274, 146, "of them")
    assert texts(sheet) == ["Proposal | Amendment", "these are thirty-two letters 3 2 | and more of them"]


def test_a_row_keeps_to_the_columns_above_although_its_cells_are_set_at_other_heights() -> None:
    sheet = Sheet()
    for y in (100, 120, 160):
        sheet.rule(72, y, 472, y)
    sheet.text(76, 114, "Document title").text(272, 114, "Symbol")
    sheet.text(76, 134, "Matters arising").text(272, 140, "A/2018/3").text(76, 146, "since last time")
    assert texts(sheet) == ["Document title | Symbol", "Matters arising since last time | A/2018/3"]


def test_a_line_below_a_head_may_be_in_pieces() -> None:
    sheet = Sheet().rule(72, 100, 472, 100).rule(72, 120, 268, 120).rule(272, 120, 472, 120).rule(72, 160, 472, 160)
    sheet.text(76, 114, "Document title").text(276, 114, "Symbol")
    sheet.text(76, 134, "Matters arising").text(276, 134, "A/2018/3")
    assert texts(sheet) == ["Document title | Symbol", "Matters arising | A/2018/3"]


def test_a_cell_may_be_as_high_as_several_rows() -> None:
    sheet = Sheet().rule(72, 100, 472, 100).rule(172, 140, 472, 140).rule(72, 180, 472, 180)
    for x in (72, 172, 322, 472):
        sheet.rule(x, 100, x, 180)
    sheet.text(76, 138, "Two rows").text(76, 150, "high").rule(326, 135, 456, 135)
    sheet.text(176, 114, "b1").text(326, 114, "c1").text(326, 132, "goes on here").text(176, 154, "b2").text(
        326, 154, "c2"
    )
    assert texts(sheet) == ["Two rows high | b1 | c1 goes on here", "b2 | c2"]


def table(sheet: Sheet, y: float, *rows: tuple[str, str]) -> Sheet:
    """A table with lines around every cell."""
    bottom = y + 20 * len(rows)
    for at in range(len(rows) + 1):
        sheet.rule(72, y + 20 * at, 472, y + 20 * at)
    sheet.rule(272, y, 272, bottom)
    for at, (left, right) in enumerate(rows):
        sheet.text(76, y + 14 + 20 * at, left).text(276, y + 14 + 20 * at, right)
    return sheet


def test_a_row_that_a_page_end_cuts_in_two_is_put_together() -> None:
    one = table(Sheet(), 700, ("First", "row."), ("Goes on", "as this cell"))
    two = table(Sheet(), 80, ("to its end.", "does."), ("Last", "row."))
    assert texts(one, two) == ["First | row.", "Goes on to its end. | as this cell does.", "Last | row."]


def test_a_row_that_begins_on_a_page_is_one_of_its_own() -> None:
    one = table(Sheet(), 700, ("First", "row."), ("(a)", "the first of them"))
    two = table(Sheet(), 80, ("(b)", "the second of them"), ("Last", "row."))
    assert texts(one, two) == ["First | row.", "the first of them", "the second of them", "Last | row."]


def test_small_type_in_the_margin_is_read_apart_from_the_text() -> None:
    sheet = Sheet().lines(72, 80, [WIDE[:46]] * 8)
    sheet.lines(400, 80, ["Contact person", "Office of Europe", "Tel. 12 34 56", "Fax 12 34 57"], size=7)
    assert texts(sheet)[0] == " ".join([WIDE[:46]] * 8)
    assert " ".join(texts(sheet)[1:]) == "Contact person Office of Europe Tel. 12 34 56 Fax 12 34 57"


def test_lines_of_a_heading_that_no_hand_would_break_are_headings_of_their_own() -> None:
    sheet = Sheet().text(72, 80, "Annex", 14).text(72, 96, "Amendments to the Draft Data Regulation", 14)
    sheet.text(72, 130, "Resolution adopted by the Assembly", 14).text(72, 146, "on 1 August 2023", 14)
    sheet.lines(72, 170, [WIDE] * 4)
    found = texts(sheet)
    assert found[:3] == ["Annex", "Amendments to the Draft Data Regulation",
                         "Resolution adopted by the Assembly on 1 August 2023"]  # fmt: skip


Place = tuple[int, int]
Words = list[tuple[Place, int, int]]
Rules = list[tuple[Place, int, bool]]
PLACE = st.tuples(st.sampled_from((40, 180, 320, 460)), st.integers(3, 50).map(lambda y: 16 * y))
"""Words do not overlap: a letter that is drawn over its like is one letter to PDFium."""
END = st.tuples(st.integers(4, 50).map(lambda x: 10 * x), st.integers(4, 80).map(lambda y: 10 * y))
PAGE = st.tuples(
    st.lists(st.tuples(PLACE, st.integers(1, 3), st.sampled_from((7, 10, 14))), max_size=40),
    st.lists(st.tuples(END, st.integers(2, 45), st.booleans()), max_size=12),
)


@given(st.lists(PAGE, min_size=1, max_size=3))
def test_wherever_words_and_lines_stand_no_letter_is_lost(pages: list[tuple[Words, Rules]]) -> None:
    sheets, drawn = [], Counter[str]()
    for number, (words, rules) in enumerate(pages):
        sheet = Sheet()
        for at, ((x, y), count, size) in enumerate({row[0]: row for row in words}.values()):
            said = " ".join(f"{chr(97 + at % 26)}{chr(97 + at // 26)}{chr(97 + number)}q" for _ in range(count))
            sheet.text(x, y, said, size)
            drawn.update(said.replace(" ", ""))
        for (x, y), length, flat in rules:
            sheet.rule(x, y, *((x + 10 * length, y) if flat else (x, y + 10 * length)))
        sheets.append(sheet)
    sheets.append(Sheet().text(200, 400, "A page of its own."))
    drawn.update("Apageofitsown.")
    content = read(*sheets)
    told = [block.text for block in content.blocks] + [removed.text for removed in content.removed]
    assert Counter("".join(told).replace(" ", "").replace("|", "")) == drawn
