"""Texts of which one should stay, however they are marked; and where a choice ends."""

from __future__ import annotations

from typing import Any, cast

import pytest

from cdiff.features.brackets import mark_up
from tests.brackets.texts import document


def choices(*texts: str | tuple[str, str, str]) -> list[tuple[str, list[str]]]:
    return [(choice.kind, [option.text for option in choice.options]) for choice in mark_up(document(*texts)).choices]


CHOICES = {
    "side by side": ("[shall] [should] act", [("brackets", ["shall", "should"])]),
    "glued": ("[shall][should][may] act", [("brackets", ["shall", "should", "may"])]),
    "joined by or": ("[a] or [b], or [c]", [("brackets", ["a", "b", "c"])]),
    "joined by a slash": ("[a]/[b]", [("brackets", ["a", "b"])]),
    "a slash inside": ("[shall/should] act", [("slash", ["shall", "should"])]),
    "a slash with spaces": ("[will act / may act]", [("slash", ["will act", "may act"])]),
    "labels": ("[Option 1: act] [Option 2: no text]", [("brackets", ["act", "no text"])]),
    "parties": ("[EU: shall] [US alt: should]", [("brackets", ["shall", "should"])]),
    "nested": ("[[shall] [should] act]", [("brackets", ["shall", "should"])]),
    "in a word": ("Part[y][ies] [promptly]", [("brackets", ["y", "ies"])]),
    "none: it goes on": ("act [promptly] [and effectively] [, as appropriate,]", []),
    "none: words between": ("[shall] act [promptly]", []),
    "none: and/or": ("States [and/or] regions", []),
    "none: a fraction": ("a rate of [1/3] of it", []),
    "none: plural signs": ("State[s] [promptly]", []),
}


@pytest.mark.parametrize("name", CHOICES)
def test_a_choice(name: str) -> None:
    text, expected = CHOICES[name]
    assert choices(text) == expected


def test_a_choice_between_clauses() -> None:
    assert choices("[Option 1: act]", "[Option 2: wait]", "[go on]") == [("brackets", ["act", "wait"])]
    assert choices("Option A: act", "Option B: wait", "Option B of the plan") == [("labels", ["act", "wait"])]
    assert choices("Alternative 1", "act now", "and then", "Alternative 2", "act later") == [
        ("labels", ["act now and then", "act later"])
    ]
    assert choices("Option A: act", "Alternative B: wait") == []
    lines = ("Option 1", "act now", "Option 2", "No text.", "The Parties meet.", "They report.")
    assert choices(*lines) == [("labels", ["act now", "No text."])]
    assert mark_up(document(*lines)).choice(1).options[1].content == "nothing"


def test_a_choice_by_numbers() -> None:
    resolution = [("paragraph", f"{number}.", number) for number in ("OP6", "OP6 alt", "OP6 alt 2", "OP7")]
    assert choices(*resolution) == [("numbers", ["OP6", "OP6 alt", "OP6 alt 2"])]
    verbs = {"5": "shall", "5 bis": "should", "5 ter": "may", "6": "will"}
    boxed = [("paragraph", f"{number}.", f"[Each Party {verb} report]") for number, verb in verbs.items()]
    assert choices(*boxed) == [("numbers", [f"Each Party {verb} report" for verb in ("shall", "should", "may")])]
    added = [("paragraph", "5.", "[Each Party shall report]"), ("paragraph", "5 bis.", "[The Secretariat is here]")]
    assert choices(*added) == []
    put_in = [("paragraph", f"{number}.", number) for number in ("5", "5 bis", "6")]
    assert choices(*put_in) == []


def labelled(*texts: str | tuple[str, str, str]) -> list[list[str]]:
    """List the choices of a text, each by the labels and words of its options."""
    return [[f"{option.label}: {option.text}" for option in each.options] for each in mark_up(document(*texts)).choices]


def paragraph(number: int, text: str) -> tuple[str, str, str]:
    return ("paragraph", f"{number}.", text)


def line(text: str) -> tuple[str, str, str]:
    return ("text", "", text)


ENDS: dict[str, tuple[list[str | tuple[str, str, str]], list[list[str]]]] = {
    "the options of two paragraphs": (
        [paragraph(1, "Option A: act"), line("Option B: wait"), paragraph(2, "Option A: come"), line("Option B: go")],
        [["Option A: act", "Option B: wait"], ["Option A: come", "Option B: go"]],
    ),
    "letters that begin again": (
        [line("Option 1: act"), line("Option 2: wait"), line("Option 1: come"), line("Option 2: go")],
        [["Option 1: act", "Option 2: wait"], ["Option 1: come", "Option 2: go"]],
    ),
    "a new number, letters that go on": (
        [paragraph(1, "Option A: act"), line("Option B: wait"), paragraph(2, "Option C: come"), line("Option D: go")],
        [["Option A: act", "Option B: wait"], ["Option C: come", "Option D: go"]],
    ),
    "every option has a number": (
        [paragraph(1, "Option A: act"), paragraph(2, "Option B: wait"), paragraph(3, "Option C: go")],
        [["Option A: act", "Option B: wait", "Option C: go"]],
    ),
    "roman numbers": (
        [line("Option I: act"), line("Option II: wait"), line("Option III: go"), line("Option IV: come")],
        [["Option I: act", "Option II: wait", "Option III: go", "Option IV: come"]],
    ),
    "letters that are roman numbers too": (
        [*map(line, (f"Option {sign}: act" for sign in "ABCDE"))],
        [[f"Option {sign}: act" for sign in "ABCDE"]],
    ),
    "capitals": ([line("OPTION I: act"), line("OPTION II: wait")], [["OPTION I: act", "OPTION II: wait"]]),
    "a plain paragraph within an option": (
        [line("Option A: act"), line("and stay"), line("Option B: wait")],
        [["Option A: act and stay", "Option B: wait"]],
    ),
    "a plain paragraph between two choices": (
        [
            line("Option A: act"),
            line("Option B: wait"),
            line("All meet."),
            line("Option A: come"),
            line("Option B: go"),
        ],
        [["Option A: act", "Option B: wait"], ["Option A: come", "Option B: go"]],
    ),
    "a numbered paragraph between": ([line("Option A: act"), paragraph(2, "All meet."), line("Option B: wait")], []),
    "another word": ([line("Option 1: act"), line("Variant 2: wait")], []),
    "titles of articles": (
        [("article", "Article 1.", "Option A"), "act", "stay", ("article", "Article 1.", "Option B"), "wait"],
        [["Option A: act stay", "Option B: wait"]],
    ),
    "in brackets": (
        [line("[Option 1: act]"), line("[Option 2: wait]"), line("[Option 1: come]"), line("[Option 2: go]")],
        [["Option 1: act", "Option 2: wait"], ["Option 1: come", "Option 2: go"]],
    ),
}


@pytest.mark.parametrize("name", ENDS)
def test_where_a_choice_ends(name: str) -> None:
    texts, expected = ENDS[name]
    assert labelled(*cast("list[Any]", texts)) == expected


def test_paragraphs_of_one_number_in_brackets_are_a_choice() -> None:
    same = [paragraph(1, "[Lamps are lit.]"), paragraph(1, "[Oil is burnt.]"), paragraph(2, "[All is shared.]")]
    assert choices(*same) == [("numbers", ["Lamps are lit.", "Oil is burnt."])]
    assert choices(paragraph(1, "[Lamps are lit.]"), paragraph(1, "Oil is burnt.")) == []


def test_an_instruction_is_no_option() -> None:
    assert choices("States [shall][EU: should] [US: delete: promptly] act") == [("brackets", ["shall", "should"])]
    assert choices("[States act.] [Syldavia reserves.]") == []
