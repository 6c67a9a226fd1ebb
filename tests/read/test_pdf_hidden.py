"""Text that the page does not show: set aside, listed and warned of; whatever is seen stays."""

from __future__ import annotations

import pytest

from tests.read.pdf_maker import Sheet, read, texts

OLD, NEW = "The carrier shall keep a register.", "The carrier may keep a register."


def filled(sheet: Sheet, colour: str, y: float = 168, height: float = 14) -> Sheet:
    """Fill a box below or over the line at height 180, which a reader sees or not."""
    return sheet.raw(f"q {colour} rg 60 {842 - y - height} 400 {height} re f Q")


def white(sheet: Sheet, words: str) -> Sheet:
    return sheet.raw("q 1 1 1 rg").text(72, 180, words).raw("Q")


def hidden(sheet: Sheet) -> list[str]:
    return [row.text for row in read(sheet).removed if row.reason.startswith("not shown")]


@pytest.mark.parametrize("colour", ["1 1 1", "0 0 0", "1 1 0"])
def test_text_below_an_opaque_box(colour: str) -> None:
    sheet = filled(Sheet().text(72, 100, "The first line is seen.").text(72, 180, OLD), colour)
    assert texts(sheet) == ["The first line is seen."]
    assert hidden(sheet) == [OLD]
    (warning,) = read(sheet).warnings
    assert warning.unread == "part"
    assert warning.message == f"1 line of text is set aside, for the page does not show it: “{OLD}” (page 1)"


def test_white_text_is_seen_on_a_dark_ground_alone() -> None:
    assert hidden(white(Sheet().text(72, 100, "Another."), OLD)) == [OLD]
    assert hidden(white(filled(Sheet().text(72, 100, "Another."), "0 0 0.4"), OLD)) == []


def test_an_amendment_pasted_over_the_old_text() -> None:
    pasted = filled(Sheet().text(72, 180, OLD), "1 1 1").text(72, 180, NEW)
    assert (texts(pasted), hidden(pasted)) == ([NEW], [OLD])
    on_dark = white(filled(Sheet().text(72, 180, OLD), "0 0 0.4"), NEW)
    assert (texts(on_dark), hidden(on_dark)) == ([NEW], [OLD])


def test_a_box_that_hides_nothing() -> None:
    under = filled(Sheet(), "1 1 1").text(72, 180, OLD)
    clipped = filled(Sheet().text(72, 180, OLD).raw("q 0 0 10 10 re W n"), "1 1 1").raw("Q")
    half = filled(Sheet().text(72, 180, OLD), "1 1 1", y=176, height=14)
    for sheet in (under, clipped, half):
        assert (texts(sheet), hidden(sheet)) == ([OLD], [])


def test_letters_beside_a_box_stay() -> None:
    sheet = Sheet().text(72, 180, OLD).raw(f"q 1 1 1 rg 60 {842 - 190} 84.5 20 re f Q")
    assert (texts(sheet), hidden(sheet)) == (["shall keep a register."], ["The carrier"])


def test_invisible_letters_of_a_scan_are_its_text() -> None:
    assert texts(Sheet().raw("3 Tr").text(72, 180, OLD)) == [OLD]
