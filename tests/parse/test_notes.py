"""Footnotes: the marks that a conversion glued to words, and the figures that are none."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cdiff.core.model import Document
from cdiff.parsing.notes import NumberIndex, locate
from tests.support import parsed


def texts(document: Document) -> dict[str, str]:
    return {clause.citation: clause.text for clause in document}


MARKS = {
    "glued to a word": ("the treaties1 too", "1 A note", "the treaties[^1] too"),
    "glued to a stop": ("all the treaties.1", "1 A note", "all the treaties.[^1]"),
    "small and raised": ("the treaties¹ too", "¹ A note", "the treaties[^1] too"),
    "in brackets": ("the treaties[1] too", "[1] A note", "the treaties[^1] too"),
    "as Markdown": ("the treaties[^1] too", "[^1]: A note", "the treaties[^1] too"),
}


@pytest.mark.parametrize("name", MARKS)
def test_a_mark_is_found_however_it_is_printed(name: str) -> None:
    line, note, marked = MARKS[name]
    document = parsed(f"A title of the text\n\n1. We rest on {line}\n\n2. More.\n\n{note}\n")
    assert texts(document) == {
        "title": "A title of the text",
        "1": f"We rest on {marked}",
        "2": "More.",
        "fn 1": "A note",
    }
    assert document.clauses[-1].parent == "1"


LOOK_ALIKES = (
    "decision 1/CP.21. It",
    "Conventions No.97 and No. 143",
    "on 3 February 2017. It",
    "a 360-degree vision",
    "Recommendation 202 of",
    "target 10.c of",
    "A/RES/71/1 and",
    "CO2 and H1N1",
    "the year 2018,",
    "article 2(1) of",
)


@pytest.mark.parametrize("line", LOOK_ALIKES)
def test_a_figure_without_a_note_stays(line: str) -> None:
    document = parsed(f"A title of the text\n\n1. We recall the {line} rest\n\n2. More.\n")
    assert texts(document)["1"] == f"We recall the {line} rest"


@pytest.mark.parametrize("line", LOOK_ALIKES)
def test_a_figure_before_the_mark_stays(line: str) -> None:
    document = parsed(f"A title of the text\n\n1. We recall the {line} treaties1 too\n\n2. More.\n\n1 A note\n")
    assert texts(document)["1"] == f"We recall the {line} treaties[^1] too"


def test_marks_come_in_turn() -> None:
    text = "A title of the text\n\n1. The pact2 and the treaties1 and the pact2\n\n1 First\n\n2 Second\n"
    assert texts(parsed(text))["1"] == "The pact2 and the treaties[^1] and the pact[^2]"


def test_notes_with_the_same_words_keep_their_own_marks() -> None:
    text = "A title of the text\n\n1. The pact1 too.\n\n2. The pact2 too.\n\n1 Adopted.\n\n2 Adopted.\n"
    document = parsed(text)
    assert [(clause.citation, clause.parent) for clause in document if clause.kind == "footnote"] == [
        ("fn 1", "1"),
        ("fn 2", "2"),
    ]


def test_a_note_runs_over_lines() -> None:
    text = "A title of the text\n\n1. The pact1 of\n\n1 Adopted under\nthe treaty.\n"
    assert texts(parsed(text))["fn 1"] == "Adopted under the treaty."


def test_a_numbered_paragraph_is_no_note() -> None:
    text = "A title of the text\n\n1. The first thing1 is\n\n2. The second.\n"
    assert "fn 1" not in texts(parsed(text))


class EveryPlace(NumberIndex):
    """An index that leaves out no text."""

    def places(self, number: str, start: int, stop: int) -> range:
        return range(start, stop)


@given(
    st.lists(st.text(st.sampled_from("ab1 2.¹²[^]٣,"), max_size=12), max_size=6),
    st.sampled_from(["1", "2", "12", "21", "a", "1a"]),
    st.integers(0, 3),
)
@settings(max_examples=200, derandomize=True, deadline=None)
def test_no_mark_stands_in_a_text_that_the_index_leaves_out(printed: list[str], number: str, line: int) -> None:
    index = NumberIndex()
    for at, text in enumerate(printed):
        index.add(at, text)
    assert locate(number, printed, index, line) == locate(number, printed, EveryPlace(), line)
