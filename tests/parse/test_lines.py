"""Lines: the width at which a text was broken, and whether one line goes on where the last one stopped."""

from __future__ import annotations

import pytest

from cdiff.core.model import Block
from cdiff.parsing.lines import TextLine, goes_on, is_closed, is_open, lines_of, wrap_width


def blocks(*lengths: int, gap: int = 0) -> list[Block]:
    return [Block("x" * length, at, gap) for at, length in enumerate(lengths, 1)]


BROKEN = [Block("x" * 60, 10, 1), *blocks(*[60] * 6)]
"""Lines that were broken at sixty columns."""


@pytest.mark.parametrize(
    ("lengths", "width"),
    [
        ((70, 70, 70, 70, 20), 70),
        ((70, 70, 70, 20), 0),
        ((30, 30, 30, 30, 9), 30),
        ((29, 29, 29, 29, 9), 0),
        ((140, 140, 140, 140, 9), 140),
        ((141, 141, 141, 141, 9), 0),
        ((100, 70, 20, 20, 9), 100),
        ((100, 69, 20, 20, 9), 0),
        ((*[60] * 98, 80, 90, 9), 80),
    ],
)
def test_the_width_of_a_text(lengths: tuple[int, ...], width: int) -> None:
    assert wrap_width(blocks(*lengths)) == width


def test_paragraphs_apart_are_not_broken() -> None:
    assert wrap_width(blocks(*[70] * 9, gap=1)) == 0
    assert wrap_width([Block("x" * 70, at, whole=True) for at in range(9)]) == 0


def test_the_pieces_of_a_broken_line_are_one() -> None:
    full = "word " * 11 + "sub-"
    made = lines_of([Block(full, 1), Block("title goes on", 2), *BROKEN])
    assert made[0].text == "word " * 11 + "sub-title goes on"
    assert all(line.wrapped for line in made)


@pytest.mark.parametrize("text", ["1. word", "(a) word", "IN CAPITALS"])
def test_a_number_and_capitals_are_for_the_numbering_to_judge(text: str) -> None:
    made = lines_of([Block("x" * 60, 1), Block(text, 2), *BROKEN])
    assert made[1].text == text


def test_a_word_that_had_room_begins_a_line() -> None:
    assert [line.text for line in lines_of([Block("x" * 55, 1), Block("word", 2), *BROKEN])][1] == "word"
    assert lines_of([Block("x" * 55, 1), Block("words", 2), *BROKEN])[0].text == "x" * 55 + " words"


def test_blocks_without_text_are_gaps() -> None:
    made = lines_of([Block("One", 1), Block("\u200b", 2), Block(" ", 3, 2), Block("Two", 4, 1)])
    assert [(line.text, line.gap) for line in made] == [("One", 0), ("Two", 3)]


@pytest.mark.parametrize(
    ("text", "wide"), [("1.  Text", True), ("1.\tText", True), ("1. Text", False), ("a" * 13 + "  Text", False)]
)
def test_a_label_that_is_set_off(text: str, wide: bool) -> None:
    assert lines_of([Block(text, 1)])[0].wide is wide


def test_a_label_of_the_format_is_set_off_and_of_the_line() -> None:
    line = lines_of([Block("Text", 1, label="1.")])[0]
    assert (line.text, line.wide) == ("1. Text", True)


@pytest.mark.parametrize("text", ["in the", "evidence-", "of The", "que"])
def test_open(text: str) -> None:
    assert is_open(text)


@pytest.mark.parametrize("text", ["the end", "end.", "-", "theatre"])
def test_not_open(text: str) -> None:
    assert not is_open(text)


def test_closed() -> None:
    assert all(map(is_closed, ("end.", "end;", "end:", "end.”", "完。")))
    assert not any(map(is_closed, ("end", "end,", "end—", "")))


def line(text: str, *, gap: int = 0, whole: bool = False, wrapped: bool = False) -> TextLine:
    return TextLine(text, 2, gap, whole, False, 0, wrapped)


@pytest.mark.parametrize(
    ("before", "read", "expected"),
    [
        ("word", line("small", gap=3), True),
        ("word.", line("small", gap=3), False),
        ("word.", line("small", gap=3, wrapped=True), False),
        ("word,", line("small", gap=3), False),
        ("word", line("“small", gap=3), False),
        ("word", line("small", whole=True), False),
        ("", line("small"), False),
        ("word", line(", and"), True),
        ("word", line("”"), True),
        ("in the", line("Capital", gap=1), True),
        ("word", line("Capital", gap=1, wrapped=True), False),
        ("word", line("Capital", wrapped=True), True),
        ("word.", line("Capital", wrapped=True), False),
        ("word", line("Capital"), False),
    ],
)
def test_whether_a_line_goes_on(before: str, read: TextLine, expected: bool) -> None:
    assert goes_on(before, read) is expected
