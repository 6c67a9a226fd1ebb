"""The language of a text, and its words in numbers."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

from cdiff import pipeline
from cdiff.comparing import compare
from cdiff.core.language import direction_of, language_of_text
from cdiff.core.model import WORDED, Tally
from cdiff.features.compare.page.overview import WIDTH, bar
from tests.drafts import pairs
from tests.render.reports import (
    TEN,
    articles,
    find,
    numbered,
    read,
    report_of,
)
from tests.support import parsed, version

SOME = settings(max_examples=max(10, settings().max_examples // 3))


@pytest.mark.parametrize(
    ("text", "language", "direction"),
    [
        ("We commit to facilitate the return of migrants and to ensure that they are safe.", "en", "auto"),
        ("Nous nous engageons à faciliter le retour des migrants dans la dignité et la sécurité.", "fr", "auto"),
        ("Nos comprometemos a facilitar el retorno de los migrantes en condiciones de seguridad.", "es", "auto"),
        ("Мы обязуемся содействовать возвращению мигрантов и обеспечивать их защиту в пути.", "ru", "auto"),
        ("نلتزم بتيسير عودة المهاجرين في أمان وكرامة", "ar", "rtl"),
        ("אנו מתחייבים להקל על שובם של המהגרים", "he", "rtl"),
        ("我们承诺为移民安全和有尊严的回返提供便利", "zh", "auto"),
        ("12 34", "", "auto"),
        ("", "", "auto"),
    ],
)
def test_the_language_of_a_text(text: str, language: str, direction: str) -> None:
    assert language_of_text(text) == language
    assert direction_of(language) == direction


def test_a_text_from_right_to_left_is_set_so() -> None:
    page = read(report_of("1. نلتزم بتيسير عودة المهاجرين\n", "1. نلتزم بتيسير رجوع المهاجرين\n"))
    (node,) = articles(page)
    assert (find(node, "t i").get("dir"), find(node, "t i").get("lang")) == ("rtl", "ar")
    assert find(node, "s").get("dir") == "rtl"


# Words in numbers


def test_the_words_of_a_part_are_counted_once_each() -> None:
    old = version(numbered(*TEN[:6]))
    new = version(numbered(TEN[1], TEN[2], TEN[3] + " Always so.", TEN[4], TEN[0], TEN[9]), "new")
    words = dict(pipeline.summarise(compare(old, new)).total.words)
    assert tuple(words) == WORDED
    assert words["moved"] == len(TEN[0].split())
    assert words["inserted"] == len(TEN[9].split())
    assert words["deleted"] == len(TEN[5].split())
    assert words["modified"] == 2


@SOME
@given(pairs())
def test_no_word_is_counted_twice_or_not_at_all(texts: tuple[str, str]) -> None:
    comparison = compare(parsed(texts[0]), parsed(texts[1]))
    summary = pipeline.summarise(comparison)
    mirrored = pipeline.summarise(compare(parsed(texts[1]), parsed(texts[0])))
    assert sum(count for row in summary.rows for _, count in row.words) == sum(
        count for _, count in summary.total.words
    )
    forth, back = dict(summary.total.words), dict(mirrored.total.words)
    assert (forth["inserted"], forth["deleted"], forth["modified"]) == (
        back["deleted"],
        back["inserted"],
        back["modified"],
    )


def test_one_word_in_a_thousand_is_seen() -> None:
    drawn = bar(Tally("x", "", (("unchanged", 1),), (("unchanged", 100_000), ("inserted", 1))))
    assert [piece.width for piece in drawn.pieces] == [WIDTH - 12, 12]
