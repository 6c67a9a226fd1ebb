"""Similarity: stems, weights, features, and what the words of two texts have in common."""

from __future__ import annotations

from itertools import pairwise
from math import log

import pytest
from hypothesis import given, settings

from cdiff.comparing.alignment import similarity as module
from cdiff.comparing.alignment.similarity import Similarity, Vocabulary, shared, stem
from cdiff.comparing.words import fold, is_word, tokens
from tests.compare.texts import TEXTS


@pytest.mark.parametrize(
    ("word", "wanted"),
    [
        ("organisation", "organ"),
        ("organizing", "organ"),
        ("organise", "organ"),
        ("migrants", "migrant"),
        ("migrates", "migrat"),
        ("used", "used"),  # three letters must be left
        ("bused", "bus"),
        ("policies", "polic"),
        ("safely", "safe"),
        ("is", "is"),
        ("2030s", "2030s"),
        ("children", "children"),
    ],
)
def test_an_ending_is_cut_off(word: str, wanted: str) -> None:
    assert stem(word) == wanted


def test_words_are_folded_and_numbered() -> None:
    vocabulary = Vocabulary()
    assert vocabulary.read("(Rights), “rights” RIGHTS!") == 3 * vocabulary.read("rights")
    assert vocabulary.read("— ; …") == b""
    assert vocabulary.read("gender-based") != vocabulary.read("gender based")
    first, second = vocabulary.read("organise"), vocabulary.read("organising")
    assert first[:4] == second[:4]
    assert first != second
    assert list(vocabulary.stems) == list(range(1, len(vocabulary.stems) + 1))
    assert len(vocabulary.stems) == len({"right", "gender-ba", "gender-based", "gender", "ba", "based", "organ"}) - 2


@pytest.mark.parametrize(
    ("text", "labelled"),
    [("4.2.1. Data", True), ("4.2.1.", False), ("Data 4", False), ("2nd data", True), ("data", False), ("", False)],
)
def test_a_number_before_words_is_a_label(text: str, labelled: bool) -> None:
    vocabulary = Vocabulary()
    assert vocabulary.labelled(vocabulary.read(text)) is labelled


def test_a_label_is_not_compared() -> None:
    alike = Similarity(["4.2.1. Data formats", "5. Other"], ["4.2.7. Data formats", "6. Things"])
    assert alike.pair(0, 0) == 0.9999
    assert alike.pair(1, 1) == 0.0


def essence(text: str) -> list[str]:
    return [fold(token) for token in tokens(text) if is_word(token)]


def _stems(text: str) -> list[str]:
    words = essence(text)
    return [stem(word) for word in (words[1:] if len(words) > 1 and words[0].isdigit() else words)]


def _features(stems: list[str]) -> set[tuple[str, ...]]:
    return {(word,) for word in stems} | set(pairwise(stems))


@given(TEXTS, TEXTS)
@settings(max_examples=100, derandomize=True, deadline=None)
def test_similarity_is_what_its_definition_says(old: list[str], new: list[str]) -> None:
    alike, sides = Similarity(old, new), [[_stems(text) for text in side] for side in (old, new)]
    clauses = [set(stems) for side in sides for stems in side]
    weight = {
        word: int(1000 * log(1 + len(clauses) / sum(word in clause for clause in clauses)))
        for word in set().union(*clauses)
    }

    def weigh(features: set[tuple[str, ...]]) -> float:
        return sum(sum(weight[word] for word in feature) / len(feature) for feature in features)

    for here, ours in enumerate(map(_features, sides[0])):
        assert alike.weight_of(0, here) == 2 * weigh(ours)
        for there, theirs in enumerate(map(_features, sides[1])):
            whole, common = weigh(ours) + weigh(theirs), weigh(ours & theirs)
            if essence(old[here]) == essence(new[there]):
                assert alike.pair(here, there) == 1.0
                assert alike.same(here, there)
            else:
                assert alike.pair(here, there) == pytest.approx(min(2 * common / whole, 0.9999))
                dice = alike.dice(alike.of(0, here), alike.of(1, there))
                assert dice == alike.pair(here, there)
            assert shared(alike.of(0, here), alike.of(1, there)) == 2 * common
    assert len(dict(alike.known())) == len(old) * len(new)


@given(TEXTS)
@settings(max_examples=30, derandomize=True, deadline=None)
def test_the_forms_of_the_features_agree(texts: list[str]) -> None:
    alike = Similarity(texts, [])
    for at in range(len(texts)):
        before = set(alike.keys(0, at))
        features = alike.of(0, at)
        assert before == set(alike.keys(0, at)) == set(alike.row(0, at)) == set(features)
        assert features == {feature: alike.weight(feature) for feature in features}
        assert alike.row(0, at) is alike.row(0, at)


def test_the_features_of_a_long_text_are_computed_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_KEPT", 6)
    texts = ["one two", "three four", "five six"]
    alike = Similarity(texts, texts[::-1])
    first = alike.of(0, 0)
    assert alike.of(0, 0) is first
    alike.of(0, 1)
    assert alike.of(0, 0) is first
    alike.of(0, 2)
    again = alike.of(0, 0)
    assert again is not first
    assert again == first
    assert alike.pair(1, 1) == 1.0


def test_repetition_and_twins() -> None:
    alike = Similarity(["Idem.", "idem", "One.", "Two."], ["Idem", "One", "Three.", "Three"])
    assert alike.repetition == 1 - 4 / 8
    assert alike.twin(0, 0)
    assert alike.twin(1, 0)
    assert not alike.twin(2, 1)
    assert not alike.twin(0, 1)
    assert Similarity([], []).repetition == 1.0


def test_mass_counts_the_shared_words_that_nothing_else_has() -> None:
    """A word that only one clause of each side has weighs log(1 + 4/2), the rarest possible log(1 + 4)."""
    alike = Similarity(["alpha beta", "x"], ["alpha gamma", "y"])
    stem_weight = 2 * int(1000 * log(3))
    assert alike.mass(0, 0) == pytest.approx(stem_weight / (2 * 1000 * log(5)))
    assert alike.mass(1, 1) == 0.0


def test_nothing_is_alike_where_there_are_no_words() -> None:
    alike = Similarity(["…", "one"], ["one two", "—"])
    assert alike.pair(0, 1) == 1.0
    assert alike.pair(0, 0) == 0.0
    assert alike.dice({}, {}) == 0.0
