"""Numbers in the side margin that count the lines."""

from __future__ import annotations

from collections.abc import Sequence

from tests.read.pdf_maker import FULL, NAMES, Sheet, body_of, line_of, read, texts


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


TEXT = ["The keepers of the lamps shall take care that every lamp is lit at", "dusk and put out, that its glass",
        "is clean and that its oil is pure, and shall", "write what they saw."] * 5  # fmt: skip


def counted(texts: Sequence[str], values: Sequence[int], x: float = 40, step: float = 12, shift: float = 0) -> Sheet:
    """A page of lines, with a number beside each of them that has one."""
    sheet = Sheet().lines(72, 100, list(texts), step)
    for at, value in enumerate(values):
        if value:
            sheet.text(x, 100 + step * at + shift, str(value))
    return sheet


def counts(sheet: Sheet) -> int:
    return sum(row.reason == "side margin: counts the lines" for row in read(sheet).removed)


def test_every_fifth_line_in_either_margin() -> None:
    fifth = [value if value % 5 == 0 else 0 for value in range(1, 26)]
    assert counts(counted(TEXT + TEXT[:5], fifth)) == 5
    assert counts(counted(TEXT + TEXT[:5], fifth, x=540)) == 5
    assert counts(counted(TEXT[:10], fifth[:10])) == 2
    assert counts(counted(TEXT[:9], fifth[:9])) == 0  # one does not show it


def test_numbers_that_count_the_heights_and_not_the_rows() -> None:
    assert counts(counted(TEXT, range(1, 21), shift=5)) == 20
    paragraphs = ["The keepers shall take care that every lamp of the town is lit", "and put out."] * 6
    assert counts(counted(paragraphs, [at // 2 + 1 if at % 2 == 0 else 0 for at in range(12)])) == 0


def test_numbers_of_sentences_of_rows_and_of_years_stay() -> None:
    assert counts(counted([f"The keepers of {name} report." for name in NAMES], range(1, 9))) == 0
    table = counted(list(NAMES), range(1, 9))
    for at in range(8):
        table.text(300, 100 + 12 * at, f"{at} ships").text(440, 100 + 12 * at, "of all")
    assert counts(table) == 0
    assert counts(counted(TEXT, range(2001, 2021))) == 0


def test_a_quarter_of_the_lines_goes_on_in_mid_sentence() -> None:
    rest = [line_of("Rivers")] * 9
    assert counts(counted([*TEXT[:4], *rest[:8]], range(1, 13))) == 12
    assert counts(counted([*TEXT[:4], *rest], range(1, 14))) == 0


def test_numbers_inside_the_text_do_not_count_it() -> None:
    assert counts(counted(TEXT, range(1, 21), x=300)) == 0


def test_numbers_of_paragraphs_in_the_right_margin_are_no_words_of_them() -> None:
    sheet = Sheet()
    for at, name in enumerate(NAMES[:6]):
        sheet.lines(72, 80 + 40 * at, [f"The {line_of(name)} and", "of it goes on here."]).text(
            540, 80 + 40 * at, str(at + 1)
        )
    content = read(sheet)
    assert {row.reason for row in content.removed} == {"side margin: counts the paragraphs"}
    assert [text[-20:] for text in body_of(content)] == [" of it goes on here."] * 6


def test_few_numbers_on_each_page_prove_together_that_they_count() -> None:
    def page(rows: int) -> Sheet:
        return counted(TEXT[:rows], [value if value % 5 == 0 else 0 for value in range(1, rows + 1)])

    assert sum(row.reason == "side margin: counts the lines" for row in read(page(16), page(16)).removed) == 6
    assert read(page(9), page(9)).removed == ()  # one on each page shows nothing


def test_steps_in_the_same_place_count_the_lines_beside_a_table() -> None:
    fifth = [value if value % 5 == 0 else 0 for value in range(1, 16)]
    uneven = [0, 0, 5, 0, 0, 0, 0, 0, 10, 0, 0, 15, 0, 0, 0]  # the lines of a table are not counted

    def removed(values: Sequence[int], x: float) -> int:
        pages = [counted(TEXT[:15], fifth) for _ in range(2)] + [counted(TEXT[:15], values, x=x) for _ in range(3)]
        return sum(row.page > 2 for row in read(*pages).removed)

    assert removed(uneven, 40) == 9
    assert removed(uneven, 30) == 0
    assert removed([value and value + 15 for value in uneven], 40) == 0


def test_a_number_before_large_type_stands_alone() -> None:
    sheet = counted(TEXT[:12], range(2, 14), x=60).text(58, 80, "1").text(78, 80, "The lamps of the town", 18)
    assert next(text[:21] for text in texts(sheet)) == "The lamps of the town"
