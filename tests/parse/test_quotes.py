"""Quoted provisions: where the matter that an amending act quotes begins and ends."""

from __future__ import annotations

import pytest

from cdiff.parsing.lines import TextLine
from cdiff.parsing.quotes import closes, quoted_blocks

BLOCKS = {
    "one paragraph": (["insert—", "“(6A) Oil is shared.”", "End."], [(1, 2)]),
    "several": (["insert—", "“(6A) In this—", "(a) oil;", "(b) wicks.”.", "(2) End."], [(1, 4)]),
    "with and": (["insert—", "“(6A) Oil is shared.”, and", "(b) omit."], [(1, 2)]),
    "single marks": (["insert:", "‘1. The States’ oil:", "(a) is shared.’;", "(2) End."], [(1, 3)]),
    "guillemets": (["rédigé :", "« Art. L. 1. – Le texte. »", "Fin."], [(1, 2)]),
    "every paragraph": (["insert:", "“(a) Oil.—The oil", "“(1) is shared; and", "“(2) is sold.”.", "End."], [(1, 4)]),
    "a heading": (["insert—", "“64A Oil", "(1) Oil is shared.”", "End."], [(1, 3)]),
    "a defined term": (["In this Act—", "“oil” means lamp oil;", "“wick” means a cord."], []),
    "never closed": (["insert—", "“(6A) Oil is shared.", "(2) End."], []),
    "words that are quoted": (["“Oil” and “wick” have", "the same meaning."], []),
}


@pytest.mark.parametrize("name", BLOCKS)
def test_where_a_quotation_begins_and_ends(name: str) -> None:
    texts, expected = BLOCKS[name]
    lines = [
        TextLine(text, at, 1, whole=False, wide=False, heading=0, wrapped=False) for at, text in enumerate(texts, 1)
    ]
    assert [(block.start, block.stop) for block in quoted_blocks(lines)] == expected


@pytest.mark.parametrize(
    ("text", "opening", "closed"),
    [
        ("(b) wicks.”", "“", True),
        ("the “oil”", "“", False),
        ("the “oil””", "“", True),
        ("the States’ oil", "‘", False),
        ("the oil.’;", "‘", True),
        ('"(1) oil."', '"', True),
        ('(1) the "oil"', '"', False),
    ],
)
def test_a_closing_mark_is_one_that_nothing_in_the_paragraph_opened(text: str, opening: str, closed: bool) -> None:
    assert closes(text, opening) is closed
