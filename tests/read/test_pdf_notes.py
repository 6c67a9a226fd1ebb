"""Footnotes: where they begin, what their marks are, where they go on."""

from __future__ import annotations

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
