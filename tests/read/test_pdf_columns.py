"""Reading order: columns of running text, and what stands beside them."""

from __future__ import annotations

from tests.read.pdf_maker import NAMES, WIDE, Sheet, texts


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


def members(count: int, step: float = 14, second: float = 320) -> list[str]:
    sheet = Sheet().text(72, 80, "1. The Board has the members that are named below:")
    for at, (left, right) in enumerate(zip(NAMES[:count], reversed(NAMES), strict=False)):
        sheet.text(90, 110 + step * at, f"Town of {left}").text(second + at % 2, 110 + step * at, f"Town of {right}")
    return texts(sheet.text(72, 300, "2. It meets."))


def test_short_columns_side_by_side_are_read_row_by_row() -> None:
    assert members(3)[1:4] == [
        "Town of rivers | Town of shores",
        "Town of hills | Town of woods",
        "Town of roads | Town of lakes",
    ]
    assert not any("|" in text for text in members(2))
    assert not any("|" in text for text in members(3, step=31))


def test_a_line_below_a_cell_goes_on_with_it() -> None:
    sheet = Sheet()
    for at, name in enumerate(NAMES[:3]):
        sheet.text(90, 100 + 40 * at, f"A/{name}").lines(200, 100 + 40 * at, [f"On {name}", "and more"], 12)
    assert texts(sheet) != []
    sheet = Sheet()
    for at, name in enumerate(NAMES[:3]):
        sheet.text(90, 100 + 25 * at, f"A/{name}").lines(200, 100 + 25 * at, [f"On {name}", "and more"], 12)
    assert texts(sheet) == [f"A/{name} | On {name} and more" for name in NAMES[:3]]


def test_three_ragged_columns_are_read_one_after_the_other() -> None:
    sheet = Sheet()
    for column, name in enumerate(("left", "midst", "right")):
        for at in range(12):
            ragged = "of it" if at % 2 else "of the whole"
            sheet.text(40 + 180 * column, 100 + 12 * at, f"the {name} {at:02d} {ragged}")
    said = " ".join(texts(sheet))
    assert "|" not in said
    assert said.index("left 11") < said.index("midst 00") < said.index("midst 11") < said.index("right 00")


def test_a_line_too_long_for_its_column_is_cut_where_the_next_one_is_drawn() -> None:
    sheet = Sheet()
    for at in range(10):
        sheet.text(72, 100 + 12 * at, f"the left column line {at:02d} of it all" + (" so" if at == 5 else ""))
        sheet.text(296, 100 + 12 * at, f"the right column line {at:02d} of it")
    assert "05 of it all so the left" in " ".join(texts(sheet))


def noted(size: float, count: int, x: float = 500) -> list[str]:
    sheet = Sheet()
    for at in range(count):
        sheet.text(x, 104 + 36 * at, f"On {NAMES[at]}", size)
    return texts(sheet.lines(72, 80, [WIDE] * 12))


def test_side_notes_are_no_words_of_the_sentences_beside_them() -> None:
    assert noted(8.6, 3) == [" ".join([WIDE] * 12), "On rivers", "On hills", "On roads"]
    assert noted(8.8, 3)[0] != " ".join([WIDE] * 12)
    assert noted(8.6, 2)[0] != " ".join([WIDE] * 12)


def test_a_paragraph_goes_on_over_a_page_end_past_the_side_notes() -> None:
    one = Sheet().lines(72, 80, [WIDE] * 12)
    for at in range(3):
        one.text(500, 104 + 36 * at, f"On {NAMES[at]}", 8)
    assert texts(one, Sheet().lines(72, 80, [WIDE, "ends here."]))[:2] == [
        " ".join([WIDE] * 13) + " ends here.",
        "On rivers",
    ]


def test_columns_stand_where_those_of_the_other_pages_do() -> None:
    left = [f"the left column line {at:02d} of it" for at in range(10)]
    right = [f"the right column line {at:02d} of" for at in range(10)]
    plain = Sheet().lines(72, 110, left).lines(320, 116, right)
    deep = Sheet().lines(120, 110, [f"left {at} of it" for at in range(10)])
    deep.lines(360, 116, [f"and right {at} of it" for at in range(6)])
    joined = " ".join(texts(plain, deep))
    assert joined.index("left 9 of it") < joined.index("and right 0 of it")


def test_a_line_that_juts_out_of_its_column_runs_across_nothing() -> None:
    left = [f"the left column line {at:02d} of it" for at in range(10)]
    right = [f"the right column line {at:02d} of" for at in range(10)]
    sheet = Sheet().lines(72, 110, [*left[:5], f"{left[5]} jutting far out", *left[6:]])
    sheet.lines(322, 114, right[:5]).lines(347, 174, right[5:])
    joined = " ".join(texts(sheet))
    assert joined.index("left column line 09") < joined.index("right column line 00")


def test_a_last_page_of_few_lines_has_the_columns_of_the_others() -> None:
    left = [f"the left column line {at:02d} of it" for at in range(10)]
    right = [f"the right column line {at:02d} of" for at in range(10)]
    last = Sheet().lines(72, 110, ["this page has", "three lines"]).text(320, 110, "here.")
    assert texts(Sheet().lines(72, 110, left).lines(320, 116, right), last)[-1].endswith(
        "this page has three lines here."
    )
