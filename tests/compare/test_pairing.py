"""Pairs found so far: which cross, how well a further one fits, and what forbids it."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cdiff.comparing.alignment import Ban, Pin, Unit
from cdiff.comparing.alignment.pairing import FULL, ClausePairing
from cdiff.core.records import replace

Side = int | list[Unit]


def pairing(old: Side, new: Side, *links: tuple[int, int], bans: tuple[Ban, ...] = ()) -> ClausePairing:
    sides = [[Unit(f"text {at}") for at in range(side)] if isinstance(side, int) else side for side in (old, new)]
    made = ClausePairing(sides[0], sides[1], (), bans)
    for link in links:
        made.link(*link)
    made.survey()
    return made


@given(st.permutations(range(6)), st.sets(st.integers(0, 5)))
@settings(max_examples=60, derandomize=True, deadline=None)
def test_a_pair_crosses_the_spine_where_a_pair_of_it_is_on_the_other_side(news: list[int], kept: set[int]) -> None:
    links = [(old, news[old]) for old in sorted(kept)]
    made = pairing(6, 6, *links)
    spine = made.in_order(links)
    assert all(not made.crosses(*pair) for pair in spine)
    for old in range(6):
        for new in range(6):
            if (old, new) not in spine:
                wanted = any((old <= one) != (new <= other) or (old >= one) != (new >= other) for one, other in spine)
                wanted = wanted or any((old == one) != (new == other) for one, other in spine)
                assert made.crosses(old, new) == wanted


@pytest.mark.parametrize(
    ("links", "pair", "support"),
    [
        (((0, 0), (2, 2)), (1, 1), FULL),
        (((0, 0), (3, 2)), (1, 1), 2 * (FULL // 4) + 2 * (FULL // 8)),
        (((0, 0), (3, 3)), (2, 2), FULL),
        ((), (0, 0), FULL),  # the ends are neighbours
        ((), (0, 4), 2 * (FULL // 20 + FULL // 20)),
        (((1, 3),), (2, 2), 4 * (FULL // 20) - 2 * (FULL // 20) + (FULL // 4) * 2 - FULL // 4 * 2 + 0),
    ],
)
def test_support_is_nearness_to_the_neighbours(
    links: tuple[tuple[int, int], ...], pair: tuple[int, int], support: int
) -> None:
    if links == ((1, 3),):  # before: one step forward, partner one step back: half; behind: the end, 3 and 3
        support = 2 * (FULL // 12 // 2) + FULL // 4 + FULL // 4
    assert pairing(5, 5, *links).support(*pair) == support


def family() -> tuple[list[Unit], list[Unit]]:
    first, second = Unit("A", "1.", "article"), Unit("B", "2.", "article")
    old = [first, Unit("a", "(a)", "item", 0), Unit("b", "(b)", "item", 0), second]
    new = [replace(second, label="1."), replace(first, label="2."), *(Unit(text, "(a)", "item", 1) for text in "ab")]
    return old, new


def test_parents_and_children_count_as_much_as_the_neighbours() -> None:
    alone = pairing(*family(), (0, 1))
    near = alone._near(0, 1, 2) + alone._near(1, 2, 1)
    assert alone.support(1, 2) == (near + FULL) >> 1
    other = pairing(*family(), (0, 1), (3, 0))
    both = pairing(*family(), (1, 2), (2, 3))
    near = both._near(0, 0, 1) + both._near(1, 1, 0)
    assert both.support(0, 1) == (near + FULL) >> 1
    assert both.household(0, 1) == 1.0
    assert both.household(3, 1) == 0.0
    assert both.household(1, 2) == 0.0
    half = pairing(*family(), (1, 2))
    assert half.household(0, 1) == 1.0
    assert other.household(0, 1) == 0.0
    assert not alone.estranged(1, 2)
    assert pairing(*family(), (0, 0)).estranged(1, 2)
    assert pairing(*family()).estranged(1, 2)
    assert not alone.estranged(0, 2)
    wrong = pairing(*family(), (0, 0), (3, 1))
    near = wrong._near(0, 1, 2) + wrong._near(1, 2, 1)
    assert wrong.support(1, 2) == near >> 1


def test_a_heading_of_another_kind_heads_no_household() -> None:
    old = [Unit("A", kind="article"), Unit("a", kind="item", parent=0)]
    new = [Unit("A", kind="chapter"), Unit("a", kind="item", parent=0)]
    assert pairing(old, new, (1, 1)).household(0, 0) == 0.0
    assert pairing(old, old, (1, 1)).household(0, 0) == 1.0
    plain = [Unit("A", kind="item"), Unit("a", kind="item", parent=0)]
    assert pairing(plain, plain, (1, 1)).household(0, 0) == 0.0


def test_labels_and_kinds() -> None:
    made = pairing(*family())
    assert made.same_label(1, 2)
    assert not made.same_label(1, 0)
    assert not made.same_label(0, 1)
    assert not pairing([Unit("a")], [Unit("a")]).same_label(0, 0)
    assert not pairing([Unit("a", "1.", "item")], [Unit("a", "1.", "article")]).same_label(0, 0)
    assert made.clash(0, 2)
    assert made.clash(1, 1)
    assert not made.clash(0, 0)
    assert not made.clash(1, 2)
    assert not pairing([Unit("a", kind="article")], [Unit("a")]).clash(0, 0)


def test_what_is_free() -> None:
    made = pairing(3, 3, (0, 1), bans=(Ban(1, 2),))
    assert [(old, new) for old in range(3) for new in range(3) if made.free(old, new)] == [(1, 0), (2, 0), (2, 2)]
    assert made.pairs() == ([0], [1])


def test_a_pin_takes_its_clauses() -> None:
    units = [Unit(str(at)) for at in range(4)]
    made = ClausePairing(units, units, [Pin((0,), (1, 2)), Pin((2, 3), (0,))], [])
    assert list(made.partner[0]) == [1, -1, 0, 0]
    assert list(made.partner[1]) == [2, 0, 0, -1]
    assert made.pinned == ({0, 2, 3}, {0, 1, 2})
    assert made.pairs() == ([0, 2], [1, 0])


def test_a_text_is_steady_where_few_anchors_moved() -> None:
    still = pairing(20, 20, *((at, at) for at in range(20)))
    moved = pairing(20, 20, *((at, (at + 5) % 20) for at in range(20)))
    assert still.steadiness == pytest.approx(4.787, abs=0.001)  # log(30 / .25)
    assert moved.steadiness == pytest.approx(1.743, abs=0.001)  # log(30 / 5.25)
    moved.link(0, 5)
    moved.survey()
    assert moved.steadiness == pytest.approx(1.743, abs=0.001)
