"""Paragraphs that a converter cut, an author broke into lines, or a style calls headings."""

from __future__ import annotations

import pytest

from cdiff.core.model import Block
from cdiff.reading.paragraphs import BREAK, believed_headings, lines_of_paragraph, rejoined

FIRST = "This Act applies to lamps in the streets and in the"
SECOND = "squares of every town, and to the posts that carry them."


def whole(text: str, line: int = 1, **more: str | int) -> Block:
    return Block(text, line, whole=True, **more)  # type: ignore[arg-type]


def texts(*blocks: Block) -> list[str]:
    return [block.text for block in rejoined(blocks)[0]]


def test_a_paragraph_that_a_page_end_cut_is_whole_again() -> None:
    assert texts(whole(FIRST, label="1."), whole(SECOND)) == [f"{FIRST} {SECOND}"]
    joined, removed = rejoined([whole(FIRST), whole("- 2 -", 2), whole(SECOND, 3)])
    assert [block.text for block in joined] == [f"{FIRST} {SECOND}"]
    assert [(row.text, row.reason, row.line) for row in removed] == [("- 2 -", "a page number", 2)]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (whole("The Assembly,"), whole("recalling its resolution on rivers,")),
        (whole(FIRST + "m;"), whole(SECOND)),
        (whole(FIRST), whole(SECOND.capitalize())),
        (whole(FIRST), whole(SECOND, level=1)),
        (whole(FIRST), whole(SECOND, label="(a)")),
        (whole("The Government of Laputa"), whole("and the Government of Lilliput")),
        (whole(FIRST, heading=1), whole(SECOND)),
        (whole(FIRST), whole("a) keep a register of lamps")),
    ],
)
def test_two_paragraphs_stay_two(first: Block, second: Block) -> None:
    assert texts(first, second) == [first.text, second.text]


def test_what_looks_cut_everywhere_is_written_so() -> None:
    lines = [whole(f"keep a long register {at} of all the lamps in the streets of the town", at) for at in range(1, 6)]
    assert len(texts(*lines)) == 5


def test_lines_inside_a_paragraph_are_clauses_where_items_begin() -> None:
    found = lines_of_paragraph(whole(BREAK.join(["The Parties:", "(a) open;", "(b) close.", "They meet."]), label="1."))
    assert [(block.label, block.text) for block in found] == [
        ("1.", "The Parties:"),
        ("", "(a) open;"),
        ("", "(b) close."),
        ("", "They meet."),
    ]
    (address,) = lines_of_paragraph(whole(BREAK.join(["Permanent Mission", "10 Street", "Geneva"])))
    assert address.text == "Permanent Mission 10 Street Geneva"
    (heading,) = lines_of_paragraph(whole(f"Article 1{BREAK}1. Scope", heading=1))
    assert heading.text == "Article 1 1. Scope"


def test_a_style_is_believed_where_its_paragraphs_look_like_headings() -> None:
    sentence = "The claimant says that the carrier did not keep the register that the rules ask for, "
    sentence += "and lost all of the goods. (1)"
    body = [whole(sentence, 1, heading=1), whole(sentence, 2, heading=1), whole("Costs", 3, heading=1)]
    titles = [whole("Background", 4, heading=2), whole("The law of the sea and of the land", 5, heading=2)]
    found = believed_headings([*body, *titles], lambda block: f"style {block.heading}")
    assert [block.heading for block in found] == [0, 0, 0, 2, 2]
    alone = believed_headings([whole(f"{sentence}.", 1, heading=2), *titles], lambda block: "one")
    assert [block.heading for block in alone] == [0, 2, 2]
