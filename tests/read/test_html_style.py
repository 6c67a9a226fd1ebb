"""What style sheets and attributes decide on a page: numbers of lists, what is hidden, struck or highlighted."""

from __future__ import annotations

import pytest

from cdiff.reading import read_bytes
from tests.read.html_pages import lines, page

LISTS = [
    ("<ol><li>x<li>y</ol>", ["1. x", "2. y"]),
    ("<ol type=a><li>x<li>y</ol>", ["a. x", "b. y"]),
    ("<ol type=A start=27><li>x</ol>", ["AA. x"]),
    ("<ol type=i start=4><li>x</ol>", ["iv. x"]),
    ("<ol type=I><li>x<li value=9>y<li>z</ol>", ["I. x", "IX. y", "X. z"]),
    ("<ol reversed><li>x<li>y<li>z</ol>", ["3. x", "2. y", "1. z"]),
    ("<ol reversed start=2><li>x<li>y<li>z</ol>", ["2. x", "1. y", "0. z"]),
    ("<ol start=-1><li>x<li>y</ol>", ["-1. x", "0. y"]),
    ("<ol start=x><li>x</ol>", ["1. x"]),
    ("<ol><li>x<li type=a>y</ol>", ["1. x", "b. y"]),
    ('<ol style="list-style-type: lower-roman"><li>x<li>y</ol>', ["i. x", "ii. y"]),
    ('<ol style="list-style: inside upper-alpha"><li>x</ol>', ["A. x"]),
    ('<ol type=a style="list-style:none"><li>(a) x<li>(b) y</ol>', ["(a) x", "(b) y"]),
    ("<style>ol.x {list-style-type: lower-greek}</style><ol class=x><li>x<li>y</ol>", ["α. x", "β. y"]),
    ("<style>@media print {ol {list-style: none}}</style><ol><li>x</ol>", ["1. x"]),
    ('<ol style="list-style-type:decimal-leading-zero"><li>x</ol>', ["01. x"]),
    ("<ol><li>x<ol type=a><li>y<li>z</ol><li>w</ol>", ["1. x", "a. y", "b. z", "2. w"]),
    ("<ol><li><ol type=a><li>y</ol></ol>", ["1.", "a. y"]),
    ("<ol><li><p>x</p><p>more</p><li>y</ol>", ["1. x", "more", "2. y"]),
    ("<ol><li>x<li hidden>no<li>y</ol>", ["1. x", "2. y"]),
    ("<ul><li>x<ul><li>y</ul></ul>", ["x", "y"]),
    ("<menu><li>x</menu><li>lost", ["x", "lost"]),
    ("<ol start=4000 type=I><li>x</ol>", ["4000. x"]),
]


@pytest.mark.parametrize(("body", "wanted"), LISTS)
def test_lists_have_the_numbers_of_a_browser(body: str, wanted: list[str]) -> None:
    assert lines(body) == wanted


def test_levels_and_bullets() -> None:
    blocks = page("<p>t<ol><li>x<ul><li>y</ul></ol>").blocks
    assert [(block.level, block.label) for block in blocks] == [(0, ""), (1, "1."), (2, "")]


@pytest.mark.parametrize(
    ("ground", "colour"),
    [
        ("rgb(255, 255, 0)", "#ffff00"),
        ("RGB(0 255 0 / 50%)", "#00ff00"),
        ("rgba(0, 0, 300, 0.4)", "#0000ff"),
        ("rgba(255, 255, 0, 0)", ""),
        ("rgb(255,255,255)", ""),
        ("url(yellow.png)", ""),
        ("linear-gradient(rgb(1, 2, 3), red)", ""),
    ],
)
def test_a_ground_given_by_its_parts_has_the_colour_they_mix_to(ground: str, colour: str) -> None:
    page = f'<html><body><p>1. <span style="background-color: {ground}">Agreed words</span>.</p></body></html>'
    assert [remark.note for remark in read_bytes(page.encode(), "draft.html").remarks] == [colour] * bool(colour)


def test_a_coloured_ground_is_a_highlight_and_a_white_one_is_none() -> None:
    page = (
        '<p>1. <span style="background:yellow;mso-highlight:yellow">Agreed words</span> and '
        '<span style="background-color: white">plain ones</span>.</p>'
    )
    found = read_bytes(f"<html><body>{page}</body></html>".encode(), "draft.html").remarks
    assert [(remark.kind, remark.note, remark.text) for remark in found] == [("highlight", "yellow", "Agreed words")]


NUMBER = "<span style='mso-list:Ignore'>1.<span>&nbsp; </span></span>"
LOST = "Word’s list numbers are not in the file: save it as .docx to have them"


@pytest.mark.parametrize(("number", "cautions"), [("", [LOST]), (NUMBER, [])])
def test_a_list_of_word_that_lost_its_numbers_is_told(number: str, cautions: list[str]) -> None:
    item = f"<p style='mso-list:l0 level1 lfo1'>{number}The States report to the Assembly.</p>"
    assert [caution.message for caution in page(item).warnings] == cautions
