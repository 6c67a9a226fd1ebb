"""What a number at the front of a line can mean: the points of each reading, and whether it is a number at all."""

from __future__ import annotations

import pytest

from cdiff.core.numbering import ordinals, printed
from cdiff.core.records import replace
from cdiff.parsing.labels import CERTAIN, NEXT, Take, counter_of, is_believed, may_stand, points_of
from cdiff.parsing.lines import TextLine
from cdiff.parsing.profile import NumberRule
from cdiff.parsing.state import ClauseDraft, ParserState

PARAGRAPH = NumberRule("paragraph", "arabic", "{number}.")
THROUGH = NumberRule("paragraph", "arabic", "{number}.", through=True)
DECIMAL = NumberRule("paragraph", "decimal", "{number}")
LETTER = NumberRule("item", "letter", "({number})")
CAPITAL = NumberRule("point", "LETTER", "({number})")


def state(last: tuple[int, ...] | None = None, text: str = "The States act.", kind: str = "paragraph") -> ParserState:
    made = ParserState()
    made.drafts.append(ClauseDraft(kind, "", [text], 1))
    if last:
        made.places[0] = last
    return made


def points(label: str, rule: NumberRule, at: ParserState, *ahead: str) -> float:
    read = printed(f"{label} Text")
    assert read
    place = ordinals(read.core)[counter_of(rule)]
    return points_of(0, rule, place, read, [printed(f"{other} Text") for other in ahead], at)


@pytest.mark.parametrize(
    ("label", "rule", "last", "expected"),
    [
        ("4.", PARAGRAPH, (3,), NEXT),
        ("3 bis.", PARAGRAPH, (3,), NEXT),
        ("1.", PARAGRAPH, (3,), CERTAIN),
        ("1.", PARAGRAPH, None, CERTAIN),
        ("40.", PARAGRAPH, None, 0.5),
        ("41.", PARAGRAPH, None, 0),
        ("43.", PARAGRAPH, (3,), 1),
        ("44.", PARAGRAPH, (3,), 0),
        ("3.", PARAGRAPH, (3,), 0.75),
        ("2.", PARAGRAPH, (3,), 0.75),
        ("3.2.1", DECIMAL, (3, 2), NEXT),
        ("3.3", DECIMAL, (3, 2, 1), NEXT),
        ("3.2.2", DECIMAL, (3, 2), 1),
        ("3.4", DECIMAL, (3, 2, 1), 1),
        ("3a.", PARAGRAPH, (3,), NEXT),
        ("3b.", PARAGRAPH, (3, 1), NEXT),
        ("3b bis.", PARAGRAPH, (3, 2), NEXT),
        ("3c.", PARAGRAPH, (3,), 1),
        ("3a.", PARAGRAPH, (3, 2), 0),
        ("3a.", PARAGRAPH, (2,), 0),
        ("3a.", PARAGRAPH, None, 0),
        ("4.", THROUGH, (9,), 0.75),
        ("3.", THROUGH, (9,), 0),
        ("1.", THROUGH, (9,), 0),
        ("1.", THROUGH, (6,), 0.75),
    ],
)
def test_what_comes_next_in_its_sequence_weighs_most(
    label: str, rule: NumberRule, last: tuple[int, ...] | None, expected: float
) -> None:
    assert points(label, rule, state(last)) == expected


def test_a_number_without_points_gets_none_from_its_surroundings() -> None:
    """`45.` is too far to be a number; neither its print nor the next number makes it one."""
    at = state((3,))
    at.styles[0] = "x."
    assert points("44.", PARAGRAPH, at, "45.") == 0


def test_numbers_that_run_through_start_again_under_a_heading_only() -> None:
    assert points("1.", THROUGH, state((9,), kind="section")) == CERTAIN
    assert points("2.", THROUGH, state((9,), kind="section")) == 0


def test_what_speaks_for_a_reading() -> None:
    assert points("(a)", LETTER, state(text="They shall:")) == CERTAIN + 1
    assert points("(a)", LETTER, state(text="They shall—")) == CERTAIN + 1
    assert points("(b)", LETTER, state((1,), text="They shall:")) == NEXT
    assert points("(a)", LETTER, state(), "1.", "(b)") == CERTAIN + 1
    assert points("(a)", LETTER, state(), "(c)", "(b)") == CERTAIN
    printed_alike = state((1,))
    printed_alike.styles[0] = "(x)"
    assert points("(b)", LETTER, printed_alike) == NEXT + 0.4


def test_a_sequence_that_a_heading_closed_may_run_on() -> None:
    at = state()
    at.paused[0] = (3,)
    assert points("4.", PARAGRAPH, at) == NEXT
    assert points("5.", PARAGRAPH, at) == 0.5
    at.paused[0] = (0,)
    assert points("1.", PARAGRAPH, at) == CERTAIN


@pytest.mark.parametrize(
    ("label", "rule", "stands"),
    [
        ("(a)", LETTER, True),
        ("a", LETTER, False),
        ("3", PARAGRAPH, True),
        ("3.2", DECIMAL, True),
        ("OP3.", PARAGRAPH, False),
        ("OP3.", replace(PARAGRAPH, prefix="OP"), True),
        ("3.", replace(PARAGRAPH, style="(x)"), False),
        ("(3)", replace(PARAGRAPH, style="(x)"), True),
        ("3.", replace(PARAGRAPH, before="article"), True),
        ("3.", replace(PARAGRAPH, before="section"), False),
        ("3.", replace(PARAGRAPH, inside=("section",)), True),
        ("3.", replace(PARAGRAPH, inside=("article",)), False),
        ("3.", replace(PARAGRAPH, outside=("section",)), False),
        ("3.", replace(PARAGRAPH, outside=("article",)), True),
        ("3.", replace(PARAGRAPH, under=("item",)), True),
        ("3.", replace(PARAGRAPH, under=("roman",)), False),
        ("3.", replace(PARAGRAPH, shape="heading"), False),
        ("A.", replace(CAPITAL, shape="capital"), False),
    ],
)
def test_where_a_level_may_stand(label: str, rule: NumberRule, stands: bool) -> None:
    at = state()
    at.headings, at.seen, at.open = {3: "section"}, {"section"}, {"item"}
    read = printed(f"{label} Text")
    assert read
    assert may_stand(rule, read, at) is stands


def test_only_headings_stand_where_the_text_has_a_heading() -> None:
    read = printed("3. Text")
    assert read
    at = state()
    at.at_heading = True
    assert not may_stand(PARAGRAPH, read, at)
    assert may_stand(replace(PARAGRAPH, shape="heading"), read, at)
    at.at_heading, at.at_capital = False, True
    assert may_stand(replace(PARAGRAPH, shape="capital"), read, at)


def line(text: str, *, gap: int = 0, whole: bool = False, wide: bool = False, wrapped: bool = False) -> TextLine:
    return TextLine(text, 2, gap, whole, wide, 0, wrapped)


def believed(read: TextLine, before: str, rule: NumberRule = PARAGRAPH, worth: float = NEXT) -> bool:
    label = printed(read.text)
    assert label
    return is_believed(Take(0, rule, (1,), label, worth), read, state(text=before))


@pytest.mark.parametrize(
    ("read", "before", "worth", "expected"),
    [
        (line("5. Text", whole=True), "of the", 0.5, True),
        (line("5. Text", whole=True), "of the", 0, False),
        (line("5. Text", wide=True), "of the", 0.5, True),
        (line("5. Text", gap=1), "of the", NEXT, True),
        (line("5. Text", gap=1), "of the", CERTAIN, False),
        (line("5. Text", gap=1, wrapped=True), "of the", NEXT, True),
        (line("5. Text", wrapped=True), "of the", NEXT, False),
        (line("5. Text", wrapped=True), "oil; and", NEXT, True),
        (line("5. Text", wrapped=True), "the word", CERTAIN, False),
        (line("5. Text", wrapped=True), "the word", NEXT, True),
        (line("5. Text", wrapped=True), "the end.", CERTAIN, True),
        (line("5. Text", wrapped=True), "the end.", 1, True),
        (line("5. Text"), "the word", 1, True),
        (line("5. Text", gap=1, wrapped=True), "the word", 1, True),
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
    assert not believed(line("H. R. 1234", whole=True), "", CAPITAL, 0.75)
    assert believed(line("H. Text", whole=True), "", CAPITAL, 1)
    assert believed(line("OP5. Text", wrapped=True), "of the", replace(PARAGRAPH, prefix="OP"), 0.5)
    assert believed(line("5. Text"), "of the", replace(PARAGRAPH, shape="heading"), 0)
    assert believed(line("2.1 text", wrapped=True), "the word", DECIMAL, NEXT)
    assert not believed(line("2.1 text"), "the end.", DECIMAL, 1)
    assert believed(line("2.1 text"), "the end.", DECIMAL, CERTAIN)
