"""Text that faces text without lines around it."""

from __future__ import annotations

from tests.read.pdf_maker import Sheet, texts


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
