"""From rows to paragraphs: gaps, indents, labels, lines that stop short, page ends."""

from __future__ import annotations

from tests.read.pdf_maker import FULL, WIDE, Sheet, read, texts


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
