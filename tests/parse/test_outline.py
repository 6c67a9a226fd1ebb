"""The order of headings is learned: a unit whose numbers start again inside another stands below it."""

from __future__ import annotations

import pytest

from cdiff.core.numbering import worded
from cdiff.parsing.outline import learn_order


def order(*lines: str) -> list[str]:
    heads = [head for head in map(worded, lines) if head]
    assert len(heads) == len(lines)
    ranks = learn_order(heads)
    return sorted(ranks, key=ranks.__getitem__)


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["Section 1", "Article 1", "Article 2", "Section 2", "Article 3"], ["section", "article"]),
        (["Article I", "Section 1", "Section 2", "Article II", "Section 1"], ["article", "section"]),
        (["Chapter 1", "Part 1", "Part 2", "Chapter 2", "Part 1"], ["chapter", "part"]),
        (["Part 1", "Chapter 1", "Chapter 2", "Part 2", "Chapter 1"], ["part", "chapter"]),
        (["Title I", "Chapter 1", "Article 1", "Annex I", "Part A"], ["annex", "part", "title", "chapter", "article"]),
        (["Article I", "Section 1.1", "Section 1.2", "Article II", "Section 2.1"], ["article", "section"]),
        (["§ 1", "Art. 1", "Art. 2", "§ 2", "Art. 3", "§ 3", "Art. 4"], ["sign", "article"]),
        (["Art. 1", "§ 1", "§ 2", "Art. 2", "§ 1"], ["article", "sign"]),
        (["Title 1", "Chapter 1", "Article 1", "Chapter 2", "Title 2", "Chapter 1"], ["title", "chapter", "article"]),
    ],
)
def test_the_order_is_that_of_the_text(lines: list[str], expected: list[str]) -> None:
    assert order(*lines) == expected


def test_numbers_that_run_through_keep_the_usual_order() -> None:
    assert order("Chapter 1", "Article 1", "Chapter 2", "Article 2") == ["chapter", "article"]
    assert order("Article 1", "Chapter 1") == ["chapter", "article"]


def test_a_section_says_in_its_number_what_it_stands_below_and_below_nothing_else() -> None:
    assert order("Article 1", "Section 1.1") == ["article", "section"]
    assert order("Article 7", "Section 1.1") == ["section", "article"]


def test_books_that_start_again_do_not_stand_in_what_came_between() -> None:
    first = ["Livre I", "Chapitre I", "Section 1", "Paragraphe 1", "Paragraphe 2", "Section 2", "Paragraphe 1"]
    second = ["Chapitre II", "Section 1", "Livre II", "Chapitre I", "Section 1"]
    assert order(*first, *second, "Livre I", "Chapitre I") == ["book", "chapter", "section", "paragraph"]
