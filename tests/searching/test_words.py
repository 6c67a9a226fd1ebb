"""Words of a term search: where one ends, and what stands between two."""

from __future__ import annotations

import pytest

from cdiff.searching.words import fold, plain, words_of


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("non-refoulement", [("non", ""), ("refoulement", "-")]),
        ("d’asile", [("d", ""), ("asile", "")]),
        ("We don’t, we can't.", [("we", ""), ("don't", " "), ("we", ","), ("can't", " ")]),
        ("1.5 of 10,000 a.b", [("1.5", ""), ("of", " "), ("10,000", " "), ("a", " "), ("b", ".")]),
        ("treaties[^1] and", [("treaties", ""), ("and", " ")]),
        ("[shall][should] act", [("shall", ""), ("should", ""), ("act", " ")]),
        ("one (two); three — four", [("one", ""), ("two", "("), ("three", ");"), ("four", "—")]),
        ("a - b", [("a", ""), ("b", "-")]),
        ("国法", [("国", ""), ("法", "")]),
        ("", []),
    ],
)
def test_words_and_gaps(text: str, words: list[tuple[str, str]]) -> None:
    assert [(word.folded, word.gap) for word in words_of(text).words] == words


def test_each_plain_word_has_its_places() -> None:
    words = words_of("Réfugié, refugie and refugié")
    assert words.places == {"refugie": [0, 1, 3], "and": [2]}
    assert [word.plain for word in words.words] == ["refugie", "refugie", "and", "refugie"]


def test_folding() -> None:
    assert fold("RÉFUGIÉ") == fold("re\u0301fugie\u0301") != fold("refugie")
    assert fold("o\ufb03ce") == "office"
    assert fold("govern\u00adment") == "government"
    assert fold("Don’t") == "don't"
    assert plain(fold("réfugié")) == "refugie"
    assert plain(fold("мой")) == fold("мой")
    assert plain(fold("всё")) == "все"
