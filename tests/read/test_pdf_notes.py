"""Footnotes: where they begin, what their marks are, where they go on."""

from __future__ import annotations

import pytest

from tests.read.pdf_maker import FULL, Sheet, body, body_of, notes, read


def test_notes_and_their_marks() -> None:
    sheet = Sheet().text(72, 80, FULL + ".")
    sheet.text(72, 100, "as in the treaties").text(180, 96, "1", 6).text(184, 100, "; and 10 m")
    sheet.text(244, 96, "2", 6).text(248, 100, ".")
    sheet.text(72, 112, "On the 23").text(126, 108, "rd", 6).text(140, 112, "day of it.")
    sheet.rule(72, 700, 200, 700).text(72, 712, "1", 5).text(78, 715, "Convention on the Rights of", 8)
    sheet.text(72, 725, "the Child.", 8)
    sheet.text(72, 732, "2", 5).text(78, 735, "Another one.", 8)
    content = read(sheet)
    assert body_of(content)[1:] == ["as in the treaties[^1]; and 10 m2.", "On the 23rd day of it."]
    assert notes(content) == [("1", "Convention on the Rights of the Child."), ("2", "Another one.")]


def test_a_note_goes_on_on_the_next_page() -> None:
    one = body(Sheet().text(72, 90, "Text").text(97, 86, "1", 6), 1)
    one.rule(72, 700, 200, 700).text(72, 712, "1", 5).text(78, 715, "A note that is", 8)
    two = body(Sheet(), 2).rule(72, 700, 200, 700).text(72, 715, "too long for one page.", 8)
    content = read(one, two)
    assert notes(content) == [("1", "A note that is too long for one page.")]
    assert body_of(content)[0] == "Text[^1]"


def test_rows_of_the_size_of_the_text_are_no_notes() -> None:
    sheet = (
        Sheet().text(72, 60, "Gesetz").rule(72, 80, 200, 80).text(72, 92, "§ 1 Bereich").text(72, 112, "(1) Dieses.")
    )
    content = read(
        sheet.text(72, 140, "__________").text(72, 152, "* Act on Lamps.").text(72, 180, "1 The Committee met.")
    )
    assert notes(content) == []
    assert content.removed == ()


@pytest.mark.parametrize(("size", "count"), [(9.4, 1), (9.6, 0)])
def test_a_note_is_smaller_than_the_text_by_a_twentieth(size: float, count: int) -> None:
    sheet = Sheet().lines(72, 80, [FULL] * 4).rule(72, 700, 200, 700).text(72, 712, "1 A note.", size)
    assert len(notes(read(sheet))) == count


def test_small_type_without_a_rule_is_a_note_where_the_text_calls_it() -> None:
    def page(called: str) -> list[tuple[str, str]]:
        sheet = Sheet().lines(72, 80, [FULL] * 4).text(72, 140, "Text").text(97, 136, called, 6)
        return notes(read(sheet.text(72, 700, "1", 5).text(78, 703, "A note.", 8)))

    assert page("1") == [("1", "A note.")]
    assert page("2") == []


def test_a_note_in_a_box_ends_where_the_text_goes_on() -> None:
    sheet = Sheet().lines(72, 80, [FULL, "the report* of it."]).rule(72, 130, 200, 130)
    sheet.text(72, 142, "* See page 12.", 8).lines(72, 170, ["2. The text goes on.", "3. So it does."], 20)
    content = read(sheet)
    assert notes(content) == [("*", "See page 12.")]
    assert body_of(content) == [f"{FULL} the report[^*] of it.", "2. The text goes on.", "3. So it does."]
    assert content.removed == ()


def test_a_typed_rule_is_set_aside_with_notes_below_it_alone() -> None:
    sheet = Sheet().lines(72, 80, [FULL] * 4).text(72, 700, "_" * 12)
    assert "_" * 12 in body_of(read(sheet))
    content = read(sheet.text(72, 712, "1 A note.", 8))
    assert [row.text for row in content.removed] == ["_" * 12]


def test_what_is_small_below_a_note_and_is_none_is_text() -> None:
    sheet = Sheet().lines(72, 80, [FULL] * 4).rule(72, 700, 200, 700).text(120, 712, "1 A note.", 8)
    sheet.text(84, 724, "Printed by hand", 8)
    assert body_of(read(sheet))[-1] == "Printed by hand"
    sheet = Sheet().lines(72, 80, [FULL] * 4).rule(72, 700, 200, 700).text(120, 712, "1 A note.", 8)
    assert notes(read(sheet.text(86, 724, "of it", 8))) == [("1", "A note. of it")]


def test_a_list_of_notes_at_the_end_of_the_text() -> None:
    sheet = Sheet().lines(72, 80, [FULL, FULL]).text(72, 104, "as in the treaties").text(180, 100, "1", 6)
    sheet.text(184, 104, ", and so on").text(250, 100, "2", 6)
    sheet.text(72, 140, "1.", 8).text(90, 140, "Convention on the", 8).text(90, 150, "Rights of the Child.", 8)
    content = read(sheet.text(72, 162, "2. Another one.", 8))
    assert notes(content) == [("1", "Convention on the Rights of the Child."), ("2", "Another one.")]
    assert body_of(content)[0].endswith("as in the treaties[^1], and so on[^2]")


def test_small_type_at_the_end_that_nothing_calls_is_text() -> None:
    content = read(Sheet().lines(72, 80, [FULL, FULL]).text(72, 140, "1. Convention.", 8))
    assert notes(content) == []
    assert body_of(content)[-1] == "1. Convention."


def test_the_digits_of_a_mark_may_be_drawn_one_by_one() -> None:
    sheet = Sheet().lines(72, 80, [FULL, FULL]).text(72, 104, "as in the treaties")
    sheet.text(180, 100, "1", 6).text(183.6, 100, "2", 6)
    sheet.rule(72, 700, 200, 700).text(72, 712, "12", 5).text(82, 715, "Convention.", 8)
    content = read(sheet)
    assert notes(content) == [("12", "Convention.")]
    assert body_of(content)[0].endswith("treaties[^12]")
