"""Rounds: what a pair is worth, and the order in which pairs are made."""

from __future__ import annotations

import pytest

from cdiff.comparing.alignment import Unit, rounds
from cdiff.comparing.alignment.pairing import FULL, ClausePairing
from cdiff.comparing.alignment.rounds import LOWEST, PRIOR, settle, value
from cdiff.comparing.alignment.similarity import Similarity
from cdiff.core.records import replace

OTHER = ["Alpha beta gamma.", "Delta epsilon zeta.", "Eta theta iota.", "Kappa lambda mu."]


def state(old: list[Unit], new: list[Unit], *links: tuple[int, int]) -> tuple[Similarity, ClausePairing]:
    pairing = ClausePairing(old, new, (), ())
    for link in links:
        pairing.link(*link)
    pairing.survey()
    return Similarity([unit.text for unit in old], [unit.text for unit in new]), pairing


def units(*texts: str) -> list[Unit]:
    return [Unit(text) for text in texts]


def test_a_pair_is_worth_its_words_and_where_it_stands() -> None:
    alike, pairing = state(units("one two", OTHER[0]), units("one three", OTHER[0]), (1, 1))
    assert value(alike, pairing, 0, 0) == pytest.approx(alike.pair(0, 0) + PRIOR)
    half = pairing.support(0, 1) / FULL
    assert value(alike, pairing, 0, 1) < alike.pair(0, 1) + PRIOR * half  # it crosses


def test_what_the_text_repeats_proves_less_without_support() -> None:
    alike, pairing = state(units("idem", "idem", "x y"), units("x z", "idem", "idem"))
    assert alike.repetition == pytest.approx(4 / 6)
    support = pairing.support(2, 0) / FULL
    wanted = alike.pair(2, 0) + PRIOR * support - 0.9 * alike.repetition**2 * (1 - support)
    assert value(alike, pairing, 2, 0) == pytest.approx(wanted)


def test_a_crossing_pair_loses_the_more_the_steadier_the_text_and_the_lighter_the_pair() -> None:
    body = [f"unique{at} words{at}" for at in range(12)]
    old = units("moved clause here", *body)
    new = units(*body, "moved clause there")
    links = [(at + 1, at) for at in range(12)]
    alike, pairing = state(old, new, *links)
    support = pairing.support(0, 12) / FULL
    bars = pairing.bars
    loss = min(bars.cross_most, bars.cross * pairing.steadiness**2) * bars.mass / max(bars.mass, alike.mass(0, 12))
    wanted = alike.pair(0, 12) + PRIOR * support - loss * (1 - support)
    assert pairing.crosses(0, 12)
    assert loss == pytest.approx(bars.cross_most if bars.cross * pairing.steadiness**2 > bars.cross_most else loss)
    assert value(alike, pairing, 0, 12) == pytest.approx(wanted)
    light = value(alike, pairing, 0, 12)
    pairing.bars = replace(bars, mass=alike.mass(0, 12) / 2)
    assert value(alike, pairing, 0, 12) == pytest.approx(alike.pair(0, 12) + PRIOR * support - loss / 2 * (1 - support))
    pairing.bars = replace(bars, cross_most=0.01)
    assert value(alike, pairing, 0, 12) > light


def test_labels_kinds_and_households() -> None:
    old = [Unit("one two", "1.", "article"), Unit("a b c", "(a)", "item", 0)]
    new = [Unit("one three", "1.", "article"), Unit("a b c", "(a)", "item", 0)]
    alike, pairing = state(old, new)
    assert value(alike, pairing, 0, 0) == pytest.approx(alike.pair(0, 0) + PRIOR + 0.02)
    assert value(alike, pairing, 0, 1) < -0.1  # a heading and an item
    assert value(alike, pairing, 0, 1) == pytest.approx(PRIOR * pairing.support(0, 1) / FULL - 0.2)
    alike, pairing = state(old, new, (1, 1))
    assert value(alike, pairing, 0, 0) == pytest.approx(alike.pair(0, 0) + PRIOR + 0.02 + 0.35)


def settled(old: list[Unit], new: list[Unit], *links: tuple[int, int]) -> set[tuple[int, int]]:
    alike, pairing = state(old, new, *links)
    settle(alike, pairing)
    return set(zip(*pairing.pairs(), strict=True))


def test_the_best_pair_is_made_first() -> None:
    old = units("red green blue white", *OTHER)
    new = units("red green blue black", "red green yellow brown", *OTHER)
    links = [(1 + at, 2 + at) for at in range(4)]
    assert settled(old, new, *links) == {(0, 0), *links}
    assert settled(new, old, *((there, here) for here, there in links)) == {(0, 0), *((b, a) for a, b in links)}


def test_below_the_lowest_worth_two_clauses_are_a_deletion_and_an_insertion() -> None:
    """Similarity .16 amid full support; the same words without support."""
    words = "a0 a1 a2 a3 a4 a5 a6 a7 a8 a9 b0 b1 b2 b3 b4 b5 b6 b7 b8 b9".split()
    made: list[float] = []
    refused: list[float] = []
    for common in range(1, 12):
        text = units(OTHER[0], " ".join(words[:common] + [f"old{at}" for at in range(14)]), OTHER[1])
        other = units(OTHER[0], " ".join(words[:common] + [f"new{at}" for at in range(14)]), OTHER[1])
        alike, _ = state(text, other, (0, 0), (2, 2))
        (made if len(settled(text, other, (0, 0), (2, 2))) == 3 else refused).append(alike.pair(1, 1))
    assert max(refused) < LOWEST - PRIOR <= min(made)


def test_a_clause_with_twins_waits_for_its_surroundings() -> None:
    old = [Unit("A one"), Unit("idem", parent=0), Unit("B two"), Unit("idem", parent=2)]
    new = [Unit("B two"), Unit("idem", parent=0), Unit("A one"), Unit("idem", parent=2)]
    assert settled(old, new) == {(0, 2), (1, 3), (2, 0), (3, 1)}
    alike, pairing = state(units("idem", "idem", "x"), units("y", "idem"))
    pairs = {(0, 1): 1.0, (1, 1): 1.0}
    assert rounds._take(alike, pairing, dict(pairs), 0.75, waiting=True) == 0
    assert rounds._take(alike, pairing, dict(pairs), 0.65, waiting=True) == 0
    assert rounds._take(alike, pairing, dict(pairs), LOWEST, waiting=False) == 1


def test_rivals_of_equal_worth_are_taken_in_an_order_that_both_sides_share() -> None:
    alike, pairing = state(units("one two"), units("one two three", "one two four"))
    pairs = {(0, 1): alike.pair(0, 1), (0, 0): alike.pair(0, 0)}
    assert rounds._take(alike, pairing, pairs, LOWEST, waiting=False) == 1
    assert pairing.pairs() == ([0], [0])


def test_a_round_of_a_long_text_ends_when_few_links_were_made(monkeypatch: pytest.MonkeyPatch) -> None:
    old, new = units("p q r", "a b c d", "a x y z"), units("p q r", "a b c e", "a x v w")
    calls: list[float] = []
    take = rounds._take

    def counted(
        alike: Similarity, pairing: ClausePairing, pairs: rounds.Candidates, bar: float, *, waiting: bool
    ) -> int:
        calls.append(bar)
        return take(alike, pairing, pairs, bar, waiting=waiting)

    monkeypatch.setattr(rounds, "_take", counted)
    settled(old, new, (0, 0))
    assert calls.count(LOWEST) >= 1
    many = len(calls)
    calls.clear()
    monkeypatch.setattr(rounds, "_FEW", 1)
    settled(old, new, (0, 0))
    assert len(calls) <= many
    assert [calls.count(bar) for bar in (0.75, 0.65, 0.5, 0.4)] == [1, 1, 1, 1]


def test_no_other_clause_takes_the_place_of_an_equal_one() -> None:
    """Two old clauses have the words of a new one: one of them is its partner, the other has none."""
    words = "Towns shall set up whatever byelaws they need, each in its own way"
    old = units(OTHER[0], f"{words}, so that:", OTHER[1], f"{words}.", OTHER[2], f"{words}.")
    new = units(OTHER[0], OTHER[1], f"{words}.", OTHER[2], "Each town shall watch its byelaws.")
    assert settled(old, new) == {(0, 0), (2, 1), (3, 2), (4, 3)}


def test_a_clause_that_grew_is_known_by_what_was_kept_of_it() -> None:
    short = "The custom of open lamp rooms shall be kept in mind by those who carry out the rules of quays"
    rest = " ".join(f"word{at} thing{at} matter{at}" for at in range(30))
    assert settled(units(short, *OTHER), units(*OTHER, f"{short}. {rest}")) >= {(0, 4)}
    assert settled(units(f"{short}. {rest}", *OTHER), units(*OTHER, short)) >= {(0, 4)}
    assert (0, 4) not in settled(units("Costs are shared.", *OTHER), units(*OTHER, f"Costs are shared. {rest}"))


def test_a_heading_goes_on_where_its_clauses_go_on() -> None:
    body = ["Ships carry oil to the hills", "Balance is kept in winter", "Reports are made of oil"]
    old = [Unit("Oil", kind="article"), *(Unit(text, kind="paragraph", parent=0) for text in body)]
    new = [Unit("", "Article 2", "article"), Unit("Posts are of iron", kind="paragraph", parent=0)]
    new += [Unit("", "Article 9", "article"), *(Unit(text, kind="paragraph", parent=2) for text in body)]
    assert settled(old, new) == {(0, 2), (1, 3), (2, 4), (3, 5)}
    old[0] = Unit("", "Article 6", "article")
    assert settled(old, new) == {(0, 2), (1, 3), (2, 4), (3, 5)}


def test_clauses_that_are_alike_stay_where_both_together_fit_better() -> None:
    """The surest pair is that of the first old clause and the last new one, whose words are the same."""
    old = [
        Unit("Alpha", "1.", "paragraph"),
        Unit("two members of the least developed towns", "(a)", "item", 0),
        Unit("one member of the hills", "(b)", "item", 0),
        Unit("Beta", "2.", "paragraph"),
        Unit("two members of all the least developed towns", "(a)", "item", 3),
        Unit("nine members of the coast", "(b)", "item", 3),
    ]
    texts = {1: "2 members of the least developed towns", 4: old[1].text}
    new = [replace(unit, text=texts.get(at, unit.text)) for at, unit in enumerate(old)]
    assert settled(old, new) == {(at, at) for at in range(6)}


def test_a_copy_of_a_clause_that_stayed_comes_from_nowhere_else() -> None:
    """The formula stands in a list that lost an item; the new list repeats it from the one before."""
    formula = "where the lighting is based on point six of the byelaw on lamps"

    def treaty(second: list[str], third: list[str]) -> list[Unit]:
        units = [
            Unit("Notices", "Article 1", "article"),
            Unit(f"the reasons of the lighting and {formula}", "(a)", "item", 0),
        ]
        for title, items in (("Others", second), ("Records", third)):
            top = len(units)
            units.append(Unit(title, "Article", "article"))
            units += [Unit(text, f"({at})", "item", top) for at, text in enumerate(items)]
        return units

    plain = [f"unique{at} words{at} here{at}" for at in range(9)]
    old = treaty(plain[:3], [*plain[3:6], f"the purposes of the lighting and {formula}", *plain[6:]])
    new = treaty([*plain[:3], f"{formula}, the purposes pursued"], plain[3:])
    new[1] = replace(new[1], text=f"{formula}, the reasons pursued")
    pairs = settled(old, new)
    assert (1, 1) in pairs
    assert not {new for _, new in pairs} & {6}
    assert not {old for old, _ in pairs} & {10}


def test_a_definition_goes_on_as_that_of_its_term() -> None:
    old = units(OTHER[0], "“recipient” means a person to whom lamps are given by the town", OTHER[1], OTHER[2])
    new = units(
        OTHER[0],
        "‘recipient’ means any person who gets lamps, by the town or not",
        "‘third party’ means a person to whom the oil is not given by the town",
        *OTHER[1:3],
    )
    assert (1, 1) in settled(old, new)
    twice = [*new[:2], Unit("‘recipient’ means nobody else"), *new[2:]]
    assert ClausePairing(old, new, (), ()).defined == {1: 1}
    assert ClausePairing(old, twice, (), ()).defined == {}, "a term that is defined twice proves nothing"
