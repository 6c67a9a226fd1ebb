"""From rows to paragraphs: gaps, indents, labels, lines that stop short, page ends."""

from __future__ import annotations

import pytest

from tests.read.pdf_maker import FULL, NAMES, WIDE, Sheet, line_of, read, texts


def test_lines_become_paragraphs() -> None:
    sheet = Sheet().lines(72, 100, [FULL, FULL, "it ends."]).lines(72, 148, [FULL, "so does this."])
    first, second = read(sheet).blocks
    assert first.text == f"{FULL} {FULL} it ends."
    assert second.text == f"{FULL} so does this."
    assert (first.whole, first.page, second.gap, second.line) == (True, 1, 1, 2)


def test_an_indent_begins_a_paragraph() -> None:
    sheet = Sheet().lines(72, 100, [FULL, FULL[:-2] + "d."]).text(96, 124, FULL[4:]).text(72, 136, "goes on.")
    assert [text[-9:] for text in texts(sheet)] == [" word ed.", " goes on."]


def test_hanging_labels_are_joined_with_their_text() -> None:
    sheet = Sheet().text(72, 100, "1.").lines(96, 100, [FULL[4:], "the rest;"])
    sheet.text(96, 124, "(a)").lines(130, 124, [FULL[10:], "more"])
    sheet.text(96, 148, "(b)").text(130, 148, "Last")
    assert [text[:6] for text in texts(sheet)] == ["1. x w", "(a) wo", "(b) La"]


def test_a_paragraph_runs_over_the_page_end() -> None:
    one, two = Sheet().lines(72, 100, [FULL] * 3), Sheet().lines(72, 100, ["and ends on the next page.", "New one."])
    assert texts(one, two)[0] == f"{FULL} {FULL} {FULL} and ends on the next page."


def test_a_labelled_line_that_ends_as_far_from_the_margin_as_it_begins_is_not_centred() -> None:
    sheet = Sheet().lines(72, 80, [FULL] * 3)
    sheet.text(96, 116, "(a)").text(120, 116, "word " * 11 + "the Penitent").lines(120, 128, ["Persons " * 7, "to it."])
    assert texts(sheet)[1].endswith("the Penitent " + "Persons " * 7 + "to it.")


def test_lines_of_a_heading_that_no_hand_would_break_are_headings_of_their_own() -> None:
    sheet = Sheet().text(72, 80, "Annex", 14).text(72, 96, "Amendments to the Draft Data Regulation", 14)
    sheet.text(72, 130, "Resolution adopted by the Assembly", 14).text(72, 146, "on 1 August 2023", 14)
    sheet.lines(72, 170, [WIDE] * 4)
    found = texts(sheet)
    assert found[:3] == ["Annex", "Amendments to the Draft Data Regulation",
                         "Resolution adopted by the Assembly on 1 August 2023"]  # fmt: skip


def wide(count: int, step: float, y: float, start: int = 0) -> Sheet:
    """Put paragraphs of three lines on a sheet, the lines of which begin with capitals."""
    sheet = Sheet()
    for at in range(start, start + count):
        name = NAMES[at % 8]
        sheet.lines(72, y, [f"{at + 1}. The {line_of(name)} and", f"The {line_of(name)} or", f"Of {name}."], step)
        y += 4 * step
    return sheet


@pytest.mark.parametrize("step", [12, 18, 24, 29])
def test_paragraphs_are_whole_however_wide_they_are_set(step: float) -> None:
    assert len(texts(wide(5, step, 80))) == 5


def test_a_solid_part_does_not_cut_the_wide_one() -> None:
    solid = Sheet().lines(72, 80, [FULL] * 8 + ["ends."])
    solid.parts += wide(4, 24, 220).parts
    assert [text[:6] for text in texts(solid)] == ["xxxxx ", "1. The", "2. The", "3. The", "4. The"]


def test_lines_set_apart_over_which_nothing_runs_on_are_paragraphs() -> None:
    assert texts(Sheet().lines(72, 80, ["1 The Committee met and took note.", "2 It met.", "3 It left."], 21)) == [
        "1 The Committee met and took note.",
        "2 It met.",
        "3 It left.",
    ]


def test_lines_more_than_three_sizes_apart_are_paragraphs() -> None:
    assert len(texts(wide(5, 31, 80))) == 15


def titled(first: str, second: str, font: str = "F2") -> list[str]:
    sheet = Sheet().text(150, 80, first, 10, font).text(210, 92, second, 10, font)
    return texts(sheet.lines(72, 130, [FULL] * 4))[:-1]


def test_a_heading_that_fills_half_of_its_column_goes_on() -> None:
    assert titled("LAMPS OF THE STREETS, AND THE CARE OF", "WHAT IS LEFT OF THE OIL") == [
        "LAMPS OF THE STREETS, AND THE CARE OF WHAT IS LEFT OF THE OIL"
    ]
    assert len(titled("ON THE LAMPS OF THE STREETS AND SQUARES", "Article 2")) == 2
    assert len(titled("ON THE LAMPS OF THE STREETS AND SQUARES.", "OF THE OIL")) == 2
    assert len(titled("PART OF LAMPS", "OF THE OIL AND ALL")) == 2


def test_paragraphs_a_little_further_apart_than_lines() -> None:
    full = FULL[:-1] + "."
    sheet = Sheet().lines(72, 100, [FULL, FULL, full]).lines(72, 138, ["The " + FULL[4:], FULL, full])
    assert len(texts(sheet)) == 2
    sheet = Sheet().lines(72, 100, [FULL, FULL, full]).lines(72, 137, ["The " + FULL[4:], FULL, full])
    assert len(texts(sheet)) == 1  # one point of ten is within what rounding moves a line


def test_a_raised_mark_may_push_its_line_down() -> None:
    full = FULL[:-1] + "."
    sheet = Sheet().lines(72, 100, [FULL, FULL, full]).lines(72, 138, ["The " + FULL[4:], FULL])
    sheet.text(486, 134, "1", 6)
    assert len(texts(sheet)) == 1


def test_a_title_does_not_run_on_into_smaller_type() -> None:
    sheet = Sheet().text(72, 100, "Rules of the house", 18).text(72, 124, "mindful of the needs of all,")
    assert [block.whole for block in read(sheet.lines(72, 148, ["The rest.", "It ends."])).blocks][:2] == [True] * 2


def test_a_bracket_at_a_line_end_ends_no_sentence_before_a_small_letter() -> None:
    bracket = FULL[:-5] + "(so)"
    assert len(texts(Sheet().lines(72, 100, [FULL, FULL, bracket]).lines(72, 138, ["where it is so,", FULL]))) == 1


def test_what_lists_print_before_their_items_is_set_aside() -> None:
    sheet = Sheet().lines(72, 100, [FULL, "the following:"])
    sheet.raw("BT /F1 10 Tf 72 706 Td (•) Tj ET").text(96, 136, "an agent;")
    sheet.raw("BT /F1 10 Tf 72 694 Td (•) Tj ET").text(96, 148, "a broker.")
    content = read(sheet)
    assert [(block.text, block.level) for block in content.blocks][1:] == [("an agent;", 1), ("a broker.", 1)]
    assert [(row.text, row.reason) for row in content.removed] == [("•", "the bullet of a list item")] * 2


def test_a_label_for_which_there_was_room_begins_its_line() -> None:
    solid = [WIDE, WIDE[:-5], WIDE, WIDE[:-4], f"{WIDE[:-14]} Member"]
    second = Sheet().lines(72, 100, ["1. The carrier keeps a register of all of the goods,", "and shows it."])
    assert texts(Sheet().lines(72, 100, solid), second)[-1].startswith("1. The carrier")


@pytest.mark.parametrize("word", ["article", "párrafo", "paragraphs", "de l’article"])
def test_a_number_behind_the_word_that_names_it_begins_no_paragraph(word: str) -> None:
    sheet = Sheet().lines(72, 100, [f"11. {FULL[:65]}", f"{FULL[: 68 - len(word)]} {word}", "12. The Bureau meets."])
    sheet.lines(72, 160, ["12. The Bureau reports."])
    assert [text[:3] for text in texts(sheet)] == ["11.", "12."]


def test_lines_that_hang_below_a_typed_label_go_on() -> None:
    sheet = Sheet().text(72, 100, f"(b) {FULL[4:]}").lines(108, 112, ["(as amended) by", "now."])
    assert len(texts(sheet)) == 1


@pytest.mark.parametrize(("left", "count"), [(96, 1), (72, 2)])
def test_a_sentence_behind_a_page_end_stands_where_the_lines_of_its_paragraph_hang(left: int, count: int) -> None:
    one = Sheet().text(72, 100, f"1. {FULL[3:]}").lines(96, 112, [FULL[4:], f"{FULL[4:-2]}d."])
    assert len(texts(one, Sheet().lines(left, 100, ["A" + FULL[5:], "it ends."]))) == count


def test_recitals_that_begin_small_stay_apart() -> None:
    recitals = ["Recalling its earlier resolutions,", "noting that progress is slow,", "mindful of the needs of all,"]
    sheet = Sheet().lines(72, 80, recitals, 22).lines(72, 160, [FULL, FULL, "it ends."], 16)
    assert texts(sheet)[:3] == recitals


def boxed(*lines: str) -> list[str]:
    """Read lines in a box that is ten points wider than they are, below text that fills the width of the box."""
    sheet = Sheet().lines(72, 50, [FULL, FULL[:66], FULL[:64], FULL[:61] + "."])
    for x in (72, 492):
        sheet.rule(x, 110, x, 160)
    return texts(sheet.rule(72, 110, 492, 110).rule(72, 160, 492, 160).lines(82, 125, [*lines]))[1:]


def test_lines_in_a_box_end_where_its_margin_is() -> None:
    line = "The word " + "word " * 9 + "word end."  # three letters and a half have room behind it
    assert len(boxed(line, "Now it goes on.")) == 1
    assert len(boxed(line, "On it goes.")) == 2


@pytest.mark.parametrize(("word", "count"), [("Continued", 1), ("Continue", 2)])
def test_a_word_and_its_space_had_no_room(word: str, count: int) -> None:
    sheet = Sheet().lines(72, 100, [FULL, FULL[:66], FULL[:64]]).text(74, 136, FULL[:58] + ".")  # 58 points are free
    sheet.lines(72, 148, [f"{word} as the others do", FULL[:60]])
    assert len(texts(sheet)) == count


def test_a_sentence_that_runs_on_over_a_page_end_may_begin_with_a_name() -> None:
    def over(last: str, first: str) -> int:
        one = Sheet().lines(72, 60, [FULL, f"{FULL[:-1]}."]).lines(132, 100, [FULL[10:], FULL[10:-3] + last])
        return len(texts(one, Sheet().text(102, 100, first).lines(72, 130, [FULL, FULL, "it ends."]))) - 2

    assert over("end", "Standing Committee.") == 1
    assert over("en,", "Recalling it.") == 2  # a recital


def test_rows_with_leaders_are_lines_of_their_own() -> None:
    assert (
        len(texts(Sheet().lines(72, 100, ["Scope .............. 1,100 200 300", "Purpose ............ 1,100 200 300"])))
        == 2
    )
