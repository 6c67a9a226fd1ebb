"""Reading order: columns of running text, and what stands beside them."""

from __future__ import annotations

from tests.read.pdf_maker import WIDE, Sheet, texts


def test_two_columns_are_read_one_after_the_other() -> None:
    left = [f"the left column line {at:02d} of it" for at in range(10)]
    right = [f"the right column line {at:02d} of" for at in range(10)]
    sheet = Sheet().text(72, 80, "A title that runs across both columns of the page, as titles do.")
    sheet.lines(72, 110, left).lines(320, 116, right)
    joined = " ".join(texts(sheet))
    assert joined.index("left column line 09") < joined.index("right column line 00")
    assert joined.startswith("A title")


def test_small_type_in_the_margin_is_read_apart_from_the_text() -> None:
    sheet = Sheet().lines(72, 80, [WIDE[:46]] * 8)
    sheet.lines(400, 80, ["Contact person", "Office of Europe", "Tel. 12 34 56", "Fax 12 34 57"], size=7)
    assert texts(sheet)[0] == " ".join([WIDE[:46]] * 8)
    assert " ".join(texts(sheet)[1:]) == "Contact person Office of Europe Tel. 12 34 56 Fax 12 34 57"
