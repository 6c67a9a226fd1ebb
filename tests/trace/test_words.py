"""How a change carries words from one version to the next."""

from __future__ import annotations

import pytest

from cdiff.comparing.edits import word_edits
from cdiff.core.model import Change, Clause
from cdiff.features.trace.words import MarkedClause, carried


def kept(old: str | tuple[str, ...], new: str | tuple[str, ...], *, edits: bool = True) -> list[tuple[str, str]]:
    """Pair the words that a change carries over, without those that stay as they are."""
    sides = [side if isinstance(side, tuple) else (side,) for side in (old, new)]
    lines = [[MarkedClause(text) for text in side] for side in sides]
    clauses = [tuple(Clause(str(at), "paragraph", f"{at}.", text) for at, text in enumerate(side)) for side in sides]
    found = word_edits("\n".join(sides[0]), "\n".join(sides[1])) if edits else ()
    change = Change("modified", clauses[0], clauses[1], found)
    return [(a.texts[i].strip(), b.texts[j].strip()) for (a, i), (b, j) in carried(change, lines[0], lines[1])]


def test_words_that_stay_are_carried_and_others_are_not() -> None:
    assert kept("The States shall act.", "The States may act.") == [
        ("The", "The"),
        ("States", "States"),
        ("act", "act"),
        (".", "."),
    ]


@pytest.mark.parametrize(
    ("old", "new", "pairs"),
    [
        ("Health care is free", "Healthcare is free", [("Health", "Healthcare"), ("is", "is"), ("free", "free")]),
        ("gender-based harm", "gender based harm", [("gender-based", "gender"), ("gender-based", "based")]),
        ("a rate of 1.5", "a rate of 15", [("a", "a"), ("rate", "rate"), ("of", "of")]),
    ],
)
def test_words_that_are_cut_otherwise_are_the_same(old: str, new: str, pairs: list[tuple[str, str]]) -> None:
    assert set(pairs) <= set(kept(old, new))
    if "1.5" in old:
        assert ("1.5", "15") not in kept(old, new)


def test_without_edits_words_go_one_by_one_or_where_they_are_found_again() -> None:
    assert kept("Same words", "Same words", edits=False) == [("Same", "Same"), ("words", "words")]
    assert kept("Lamps burn at night", "All lamps burn", edits=False) == [("Lamps", "lamps"), ("burn", "burn")]


def test_two_clauses_are_one_text_with_a_space_between() -> None:
    old = ("Lamps burn.", "Keepers watch.")
    assert kept(old, "Lamps burn. Keepers watch.")[-2:] == [("watch", "watch"), (".", ".")]


def test_a_word_carries_meaning_and_a_function_word_does_not() -> None:
    line = MarkedClause("The lamps, of iron")
    assert [line.carries(at) for at in range(len(line))] == [False, True, False, False, True]
