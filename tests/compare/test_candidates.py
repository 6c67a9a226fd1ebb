"""Candidates: pairs that share rare words, and pairs that face each other in a gap."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cdiff.comparing.alignment import Unit, candidates
from cdiff.comparing.alignment.candidates import by_place, by_words
from cdiff.comparing.alignment.pairing import ClausePairing
from cdiff.comparing.alignment.similarity import Similarity
from tests.compare.texts import TEXTS


def state(old: list[str], new: list[str], *links: tuple[int, int]) -> tuple[Similarity, ClausePairing]:
    pairing = ClausePairing([Unit(text) for text in old], [Unit(text) for text in new], (), ())
    for link in links:
        pairing.link(*link)
    return Similarity(old, new), pairing


@given(TEXTS, TEXTS, st.integers(2, 6), st.integers(1, 3))
@settings(max_examples=60, derandomize=True, deadline=None)
def test_candidates_share_rare_words_and_are_the_best(old: list[str], new: list[str], posting: int, best: int) -> None:
    """Against the plain definition, while the budget is not reached."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(candidates, "_POSTING", posting)
        patch.setattr(candidates, "_BEST", best)
        patch.setattr(candidates, "_BUDGET", 10_000)
        alike, pairing = state(old, new)
        found = by_words(alike, pairing)
    sides = [[set(alike.of(side, at)) for at in range(len(texts))] for side, texts in enumerate((old, new))]
    scores: dict[tuple[int, int], float] = {}
    wanted: set[tuple[int, int]] = set()
    for here, ours in enumerate(sides[0]):
        for there, theirs in enumerate(sides[1]):
            rare = {
                feature
                for feature in ours & theirs
                if sum(feature in clause for side in sides for clause in side) <= posting
            }
            weights = alike.weight_of(0, here), alike.weight_of(1, there)
            common = sum(map(alike.weight, rare))
            if common and common >= max(2 * alike.heaviest, 0.2 * min(weights)):
                wanted.add((here, there))
            score = 2 * common / sum(weights) if common else 0.0
            if score > 0.08:
                scores[here, there] = score
    for side in (0, 1):
        for at in range(len((old, new)[side])):
            mine = [(-score, pair[1 - side], pair) for pair, score in scores.items() if pair[side] == at]
            wanted.update(pair for _, _, pair in sorted(mine)[:best])
    assert found == wanted


def test_clauses_with_a_partner_are_no_candidates() -> None:
    alike, pairing = state(["rare words here", "plain"], ["rare words there", "rare words too"], (0, 0))
    assert by_words(alike, pairing) == set()
    alike, pairing = state(["rare words here", "plain"], ["rare words there", "rare words too"])
    assert by_words(alike, pairing) == {(0, 0), (0, 1)}


def test_the_budget_buys_the_rarest_features_of_a_clause(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(candidates, "_BUDGET", 10)
    spread = {1: 2, 2: 2, 3: 3, 4: 3, 5: 9}
    assert candidates._signature([1, 2, 3, 4, 9], spread) == [1, 2, 3, 4]
    assert candidates._signature([5, 4, 3, 2, 1], spread) == [4, 3, 2, 1]
    assert candidates._signature([5, 4, 3, 1], spread) == [4, 3, 1]
    assert candidates._signature([4, 3, 5], {3: 6, 4: 6, 5: 7}) == [4, 3]  # the rarest are bought in any case
    assert candidates._signature([1, 5], {1: 2, 5: 9}) == [1]
    assert candidates._signature([1, 5], {1: 2, 5: 8}) == [1, 5]


@pytest.mark.parametrize(
    ("sizes", "links", "wanted"),
    [
        ((3, 3), ((0, 0), (2, 2)), {(1, 1)}),
        ((4, 3), ((0, 0), (3, 2)), {(1, 1), (2, 1)}),
        ((2, 2), (), {(0, 0), (0, 1), (1, 0), (1, 1)}),
        ((3, 3), ((1, 1),), {(0, 0), (2, 2)}),
        ((3, 4), ((0, 2), (2, 0)), {(1, 3)}),  # behind the pair before it; before the one behind it nothing is free
        ((3, 5), ((0, 3), (2, 2)), {(1, 4), (1, 1), (1, 0)}),  # behind one and before the other
        ((1, 1), ((0, 0),), set()),
        ((2, 1), ((1, 0),), set()),
    ],
)
def test_clauses_face_each_other_between_the_same_pairs(
    sizes: tuple[int, int], links: tuple[tuple[int, int], ...], wanted: set[tuple[int, int]]
) -> None:
    _, pairing = state(["x"] * sizes[0], ["y"] * sizes[1], *links)
    assert set(by_place(pairing)) == wanted
    _, mirrored = state(["x"] * sizes[1], ["y"] * sizes[0], *((new, old) for old, new in links))
    assert {(new, old) for old, new in by_place(mirrored)} >= (wanted if len(links) < 2 else set())


def test_of_a_large_gap_only_the_diagonals_are_compared(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(candidates, "_GAP", 30)
    monkeypatch.setattr(candidates, "_BAND", 1)
    assert len(set(candidates._facing(range(5), range(6)))) == 30
    found = sorted(candidates._facing(range(2, 8), range(3, 12)))
    wanted = [
        (here, there)
        for here in range(2, 8)
        for there in range(3, 12)
        if abs((here - 2) - (there - 3)) <= 1 or abs((8 - here) - (12 - there)) <= 1
    ]
    assert found == wanted


def test_in_a_gap_of_thousands_the_diagonals_are_narrower(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(candidates, "_MOST", 240)
    found = set(candidates._facing(range(60), range(60)))
    assert found == {(here, there) for here in range(60) for there in range(60) if abs(here - there) <= 1}
