"""Markdown: the numbers CommonMark prints, the words without their signs."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cdiff.core.errors import ReadError
from cdiff.reading.content import Content
from cdiff.reading.markdown import read_markdown
from cdiff.reading.options import Limits, ReadOptions

PLAIN = ReadOptions()


def markdown(text: str, options: ReadOptions = PLAIN) -> Content:
    return read_markdown(text.encode(), "x.md", options)


def lines(text: str) -> list[str]:
    return [f"{block.label} {block.text}".strip() for block in markdown(text).blocks]


TEXTS = [
    ("# One\n\nTwo\n===\n\n### 3. Three ###", ["One", "Two", "3. Three"]),
    ("3. x\n4. y\n\n   more\n5. z", ["3. x", "4. y", "more", "5. z"]),
    ("1) x\n2) y", ["1) x", "2) y"]),
    ("1. x\n   1. y\n      - z\n   2. w", ["1. x", "1. y", "z", "2. w"]),
    ("A *b* **c** `d` [e](http://f) ![g](h) ~~i~~ \\*j\\* 1986\\. &amp;", ["A b c d e i *j* 1986. &"]),
    ("one\ntwo\n\nthree", ["one two", "three"]),
    ("one  \ntwo\\\nthree", ["one", "two", "three"]),
    ("(a) one;\n(b) two", ["(a) one;", "(b) two"]),
    ("| a | b |\n|---|---|\n| c | d |", ["a | b", "c | d"]),
    ("> quoted\n> more", ["quoted more"]),
    ("    code\n      (x)", ["code", "(x)"]),
    ("a<br>b <sup>1</sup> <script>no</script>", ["a", "b ¹"]),
    ("<https://a.b/c>", ["https://a.b/c"]),
]


@pytest.mark.parametrize(("text", "wanted"), TEXTS)
def test_texts(text: str, wanted: list[str]) -> None:
    assert lines(text) == wanted


def test_headings_levels_and_lines() -> None:
    blocks = markdown("## a\n\ntext\n\n- x\n  - y").blocks
    assert [(block.heading, block.level, block.line) for block in blocks] == [
        (2, 0, 1),
        (0, 0, 3),
        (0, 1, 5),
        (0, 2, 6),
    ]


def test_footnotes_also_those_without_a_mark_and_of_one_word() -> None:
    content = markdown(
        "x[^1] y[^b]\n\n[^1]: Word\n[^b]: Two words,\n    and more.\n\n    A second paragraph.\n\n[^9]: Left.\n\nz"
    )
    assert [(block.note, block.text) for block in content.blocks] == [
        ("", "x[^1] y[^b]"),
        ("1", "Word"),
        ("b", "Two words, and more. A second paragraph."),
        ("9", "Left."),
        ("", "z"),
    ]


def test_front_matter_and_comments_are_set_aside() -> None:
    content = markdown("---\ntitle: T\n---\nx\n\n<!-- for the\neditor -->\n\ny <!-- z -->")
    assert [(block.text, block.line) for block in content.blocks] == [("x", 4), ("y", 9)]
    assert [(row.text, row.line) for row in content.removed] == [("title: T", 2), ("for the editor", 6), ("z", 9)]


def test_a_number_that_prints_otherwise_is_said() -> None:
    assert [caution.message for caution in markdown("1. a\n2. b\n5. c").warnings] == [
        "the list item typed 5. prints as 3."
    ]
    assert not markdown("1. a\n1. b\n1. c").warnings
    assert lines("1. a\n2. b\n5. c")[2] == "3. c"


def test_our_own_attributes_in_html_do_no_harm() -> None:
    assert lines('<p data-cdiff-line="9e9" data-cdiff-end="x">x') == ["x"]


def test_limits_and_errors() -> None:
    with pytest.raises(ReadError, match="no text"):
        markdown("<!-- only -->")
    with pytest.raises(ReadError, match="more than 10"):
        markdown("x\n\n" * 100, ReadOptions(limits=Limits(blocks=10)))
    with pytest.raises(ReadError, match="--encoding"):
        read_markdown(b"\xe9", "x.md", ReadOptions())


def test_deep_nesting_ends() -> None:
    assert markdown("x\n\n" + ">" * 5000 + " y").blocks


@settings(derandomize=True, max_examples=150, deadline=None)
@given(st.text(alphabet="ab #*_-1.)(>[]^:`|~\\\n<>!", max_size=120))
def test_no_text_is_refused(text: str) -> None:
    assert markdown("begin\n\n" + text).blocks[0].text.startswith("begin")
