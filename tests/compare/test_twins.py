"""Twins: clauses with the same words keep their order and go where their surroundings go."""

from __future__ import annotations

import pytest

from cdiff.comparing.alignment import Ban, Pin, Unit
from cdiff.comparing.alignment.pairing import ClausePairing
from cdiff.comparing.alignment.similarity import Similarity
from cdiff.comparing.alignment.twins import order_twins

Side = list[Unit]


def units(text: str) -> Side:
    return [Unit(word) for word in text.split()]


def ordered(
    old: Side, new: Side, *links: tuple[int, int], pins: tuple[Pin, ...] = (), bans: tuple[Ban, ...] = ()
) -> tuple[bool, set[tuple[int, int]]]:
    pairing = ClausePairing(old, new, pins, bans)
    for link in links:
        pairing.link(*link)
    pairing.survey()
    found = order_twins(Similarity([unit.text for unit in old], [unit.text for unit in new]), pairing)
    return found, set(zip(*pairing.pairs(), strict=True))


@pytest.mark.parametrize(
    ("old", "new", "links", "wanted"),
    [
        ("x a x", "x a x", ((1, 1), (0, 2), (2, 0)), {(0, 0), (1, 1), (2, 2)}),  # crosswise
        ("x a x", "x a x", ((1, 1),), {(0, 0), (1, 1), (2, 2)}),  # free
        ("x a b c d e f", "a b c d e f x x", tuple((at + 1, at) for at in range(6)), {(at + 1, at) for at in range(6)}),
    ],
)
def test_twins_keep_their_order(
    old: str, new: str, links: tuple[tuple[int, int], ...], wanted: set[tuple[int, int]]
) -> None:
    assert ordered(units(old), units(new), *links)[1] == wanted
    back = ordered(units(new), units(old), *((there, here) for here, there in links))[1]
    assert back == {(there, here) for here, there in wanted}


def test_the_parents_decide_first() -> None:
    old = [Unit("A"), Unit("x", parent=0), Unit("B"), Unit("x", parent=2)]
    new = [Unit("B"), Unit("x", parent=0), Unit("A"), Unit("x", parent=2)]
    changed, found = ordered(old, new, (0, 2), (2, 0), (1, 1), (3, 3))
    assert changed
    assert found == {(0, 2), (1, 3), (2, 0), (3, 1)}


def test_below_parents_that_are_not_paired_none_is_paired_anew() -> None:
    old = [Unit("A"), Unit("x", parent=0), Unit("B"), Unit("x", parent=2)]
    new = [Unit("A"), Unit("x", parent=0), Unit("C"), Unit("x", parent=2)]
    assert ordered(old, new, (0, 0), (1, 1)) == (False, {(0, 0), (1, 1)})
    assert ordered(old, new, (0, 0), (1, 1), (3, 3)) == (False, {(0, 0), (1, 1), (3, 3)})


def test_pins_and_bans_and_single_clauses_are_left_alone() -> None:
    assert ordered(units("x a x"), units("x a x"), (1, 1), pins=(Pin((0,), (2,)),))[1] == {(0, 2), (1, 1)}
    assert ordered(units("x a x"), units("x a x"), (1, 1), bans=(Ban(0, 0),))[1] == {(1, 1)}
    assert ordered(units("x a"), units("a x"), (1, 0)) == (False, {(1, 0)})
    assert ordered(units("… a …"), units("… a …"), (1, 1)) == (False, {(1, 1)})
