"""What a number at the front of a line can mean: the points of each reading, and whether it is a number at all."""

from __future__ import annotations

import pytest

from cdiff.core.numbering import Counter, Printed, ordinals, printed
from cdiff.parsing.labels import (
    CERTAIN,
    NEXT,
    Level,
    Take,
    comes_next,
    is_believed,
    is_unfinished,
    opens_list,
    points_of_first,
    points_of_next,
)
from cdiff.parsing.lines import TextLine
from cdiff.parsing.profile import NumberRule


def line(
    text: str = "5. Text",
    *,
    gap: int = 0,
    whole: bool = False,
    wide: bool = False,
    wrapped: bool = False,
    level: int = 0,
) -> TextLine:
    return TextLine(text, 2, gap, whole, wide, 0, wrapped, level=level)


def label(text: str) -> Printed:
    read = printed(f"{text} Text")
    assert read
    return read


def level(counter: Counter, last: tuple[int, ...], style: str = "x.", depth: int = 0) -> Level:
    made = Level(counter, style, -1, listed=False, depth=depth)
    made.place, made.length = last, 1 if counter == "arabic" else len(last)
    return made


def next_points(
    text: str, counter: Counter, last: tuple[int, ...], *ahead: str, style: str = "", list_level: int = 0
) -> float:
    read = label(text)
    open_level = level(counter, last, style or read.style, depth=1 if list_level else 0)
    at = line(level=list_level)
    return points_of_next(ordinals(read.core)[counter], open_level, read, [label(each) for each in ahead], at)


@pytest.mark.parametrize(
    ("text", "counter", "last", "points"),
    [
        ("4.", "arabic", (3,), NEXT + 0.4),
        ("3 bis.", "arabic", (3,), NEXT + 0.4),
        ("1.", "arabic", (3,), 1.4 + 0.4),
        ("43.", "arabic", (3,), 1 + 0.4),
        ("44.", "arabic", (3,), 0),
        ("3.", "arabic", (3,), 0.75 + 0.4),
        ("2.", "arabic", (3,), 0.75 + 0.4),
        ("3a.", "arabic", (3,), NEXT + 0.4),
        ("3b.", "arabic", (3, 1), NEXT + 0.4),
        ("3b bis.", "arabic", (3, 2), NEXT + 0.4),
        ("3c.", "arabic", (3,), 1 + 0.4),
        ("3a.", "arabic", (3, 2), 0),
        ("3a.", "arabic", (2,), 0),
        ("4.", "arabic", (3, 1), NEXT + 0.4),
        ("3.3", "decimal", (3, 2), NEXT + 0.4),
        ("4.1", "decimal", (3, 2), NEXT + 0.4),
        ("3.2.1", "decimal", (3, 2), 0),
        ("(b)", "letter", (1,), NEXT + 0.4),
        ("(aa)", "letter", (26,), NEXT + 0.4),
    ],
)
def test_what_comes_next_on_a_level_weighs_most(
    text: str, counter: Counter, last: tuple[int, ...], points: float
) -> None:
    assert next_points(text, counter, last) == pytest.approx(points)


def test_what_speaks_for_and_against_going_on() -> None:
    assert next_points("3)", "arabic", (2,), style="(x)") == pytest.approx(NEXT - 0.9)
    assert next_points("3", "arabic", (2,), style="x.") == NEXT
    assert next_points("5", "arabic", (2,), style="x.") == pytest.approx(1 - 0.9)
    assert next_points("(c)", "letter", (2,), "(d)") == NEXT + 1.4
    assert next_points("(c)", "letter", (2,), list_level=1) == NEXT + 2.4
    assert next_points("(c)", "letter", (2,), list_level=2) == pytest.approx(NEXT + 0.4 - 2)
    assert next_points("99.", "arabic", (2,), "100.") == 0.75 + 0.4 + 1


def first_points(
    text: str, counter: Counter, *ahead: str, levels: tuple[Level, ...] = (), opened: bool = False, deep: int = 0
) -> float:
    read = label(text)
    coming = [label(each) for each in ahead]
    return points_of_first(counter, ordinals(read.core)[counter], read, coming, levels, line(level=deep), opened=opened)


def test_what_opens_a_level() -> None:
    assert first_points("1.", "arabic") == CERTAIN
    assert first_points("1.", "arabic", opened=True) == NEXT
    assert first_points("1.", "arabic", "2.") == NEXT
    assert first_points("40.", "arabic") == 0.5
    assert first_points("41.", "arabic") == 0
    assert first_points("41.", "arabic", "42.") == 1.5
    assert first_points("3a.", "arabic") == 0
    assert first_points("1.1", "decimal") == CERTAIN
    assert first_points("aa)", "letter", opened=True) == CERTAIN
    assert first_points("aa)", "letter", "bb)") == NEXT
    assert first_points("aa)", "letter", "b)") == 0.5
    assert first_points("(aa)", "letter", "(ab)") == 1.5


def test_what_starts_again_needs_an_announcement() -> None:
    letters = (level("letter", (3,), "(x)"),)
    assert first_points("(a)", "letter", levels=letters) == pytest.approx(CERTAIN - 0.7)
    assert first_points("(a)", "letter", levels=letters, opened=True) == NEXT
    assert first_points("a)", "letter", levels=letters) == CERTAIN
    assert first_points("3.2.1", "decimal", levels=(level("decimal", (3, 2)),)) == NEXT


def test_the_list_level_of_the_file_counts() -> None:
    upper = (level("arabic", (2,), depth=1),)
    assert first_points("a.", "letter", levels=upper, deep=2) == CERTAIN + 2
    assert first_points("a.", "letter", levels=upper, deep=1) == 0


def test_the_next_number_is_looked_for_in_the_same_print() -> None:
    assert comes_next("letter", (1,), label("(a)"), [label("1."), label("(b)")])
    assert not comes_next("letter", (1,), label("(a)"), [label("(c)"), label("(b)")])
    assert comes_next("arabic", (140,), label("140."), [label("140 bis."), label("141.")])
    assert not comes_next("arabic", (140,), label("140."), [label("140."), label("141.")])
    assert not comes_next("arabic", (140,), label("140."), [])


@pytest.mark.parametrize("text", ["shall:", "means—", "is –", "of the", "“carrier” means:”"])
def test_an_announcement(text: str) -> None:
    assert opens_list(text)


@pytest.mark.parametrize(
    ("text", "unfinished"), [("It does not apply", True), ("", False), ("oil,", False), ("It is.", False)]
)
def test_unfinished(text: str, unfinished: bool) -> None:  # a row of the table
    assert is_unfinished(text) is unfinished
    assert not opens_list("It is.")


RULE = NumberRule("paragraph", "arabic")


def believed(read: TextLine, before: str, counter: Counter = "arabic", worth: float = NEXT) -> bool:
    found = printed(read.text)
    assert found
    return is_believed(Take(0, counter, (1,), found, worth, RULE), read, before)


@pytest.mark.parametrize(
    ("read", "before", "worth", "expected"),
    [
        (line(whole=True), "of the", 0.5, True),
        (line(whole=True), "of the", 0, False),
        (line(wide=True), "of the", 0.5, True),
        (line(gap=1), "of the", NEXT, True),
        (line(gap=1), "of the", CERTAIN, False),
        (line("(5) Text", gap=1), "of the", CERTAIN, True),
        (line("(5) Text", gap=1, wrapped=True), "of the", CERTAIN, False),
        (line(gap=1, wrapped=True), "of the", NEXT, True),
        (line(wrapped=True), "of the", NEXT, False),
        (line(wrapped=True), "oil; and", NEXT, True),
        (line(wrapped=True), "the word", CERTAIN, False),
        (line(wrapped=True), "the word", NEXT, True),
        (line(wrapped=True), "the end.", 1, True),
        (line(), "the word", 1, True),
        (line(gap=1, wrapped=True), "the word", 1, True),
        (line("2 The", gap=1), "the end.", NEXT, True),
        (line("2 the", gap=1), "the end.", NEXT, False),
        (line("2 (a)", gap=1), "the end.", NEXT, True),
        (line("2 The", gap=1), "the end.", CERTAIN, False),
        (line("2 The"), "the end.", NEXT, False),
        (line("2 The", whole=True), "the end.", NEXT, True),
        (line("2  the", wide=True), "the end.", 1, True),
    ],
)
def test_whether_a_number_is_one(read: TextLine, before: str, worth: float, expected: bool) -> None:
    assert believed(read, before, worth=worth) is expected


def test_initials_are_no_number_and_a_prefix_is_proof() -> None:
    assert not believed(line("H. R. 1234", whole=True), "", "LETTER", 0.75)
    assert believed(line("H. Text", whole=True), "", "LETTER", 1)
    assert believed(line("OP5. Text", wrapped=True), "of the", "arabic", 0.5)
    assert believed(line("2.1 text", wrapped=True), "the word", "decimal", NEXT)
    assert not believed(line("2.1 text"), "the end.", "decimal", 1)
    assert believed(line("2.1 text"), "the end.", "decimal", CERTAIN)
