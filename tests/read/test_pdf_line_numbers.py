"""Numbers in the side margin that count the lines."""

from __future__ import annotations

from tests.read.pdf_maker import FULL, NAMES, Sheet, body_of, line_of, read


def test_line_numbers_in_the_margin() -> None:
    sheet = Sheet()
    for at in range(8):
        sheet.text(40, 100 + 12 * at, str(at + 1)).text(72, 100 + 12 * at, FULL)
    content = read(sheet)
    assert body_of(content) == [" ".join([FULL] * 8)]
    assert {(removed.page, removed.reason) for removed in content.removed} == {(1, "side margin: counts the lines")}


def numbered(start: int, count: int) -> Sheet:
    sheet = Sheet().text(72, 60, "A running head of the draft")
    for at in range(count):
        number = str(start + at)
        words = line_of(NAMES[(start + at) % 7])
        sheet.text(60 - 6 * len(number), 100 + 12 * at, number).text(72, 100 + 12 * at, words)
    return sheet


def test_line_numbers_on_a_last_page_with_few_lines() -> None:
    content = read(numbered(1, 9), numbered(10, 9), numbered(19, 2))
    assert not any(number in text for text in body_of(content) for number in "0123456789")
    assert sum(removed.reason == "side margin: counts the lines" for removed in content.removed) == 20
