"""Splits and merges: where a clause is cut, and when a clause is a part of it."""

from __future__ import annotations

from array import array
from itertools import combinations_with_replacement

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cdiff.comparing.alignment import Ban, Pin, Unit, align, align_units
from cdiff.comparing.alignment import pieces as module
from cdiff.core.model import Link

BODY = ["Alpha beta gamma.", "Delta epsilon zeta.", "Eta theta iota."]
FIRST = "Strengthen search and rescue procedures at the southern borders."
SECOND = "Prosecute smuggling networks through joint investigations of magistrates."
THIRD = "Reduce remittance costs below three per cent of every transfer."


def joined(*parts: str) -> str:
    return ", and ".join(part.rstrip(".").lower() for part in parts).capitalize() + "."


def forks(links: tuple[Link, ...]) -> list[tuple[tuple[int, ...], tuple[int, ...]]]:
    return [(link.old, link.new) for link in links if len(link.old) + len(link.new) > 2]


@given(
    st.integers(1, 7).flatmap(
        lambda stems: st.lists(st.lists(st.integers(0, 5), min_size=stems, max_size=stems), min_size=1, max_size=3)
    )
)
@settings(max_examples=60, derandomize=True, deadline=None)
def test_no_cuts_share_more(gains: list[list[int]]) -> None:
    stems = len(gains[0])
    hits = [[sum(row[:at]) for at in range(stems + 1)] for row in gains]
    found = module._cuts(hits)

    def worth(cuts: list[int]) -> int:
        return sum(row[stop] - row[start] for row, start, stop in zip(hits, cuts, cuts[1:], strict=False))

    inner = combinations_with_replacement(range(stems + 1), len(gains) - 1)
    assert (found == sorted(found), len(found), found[-1]) == (True, len(gains) + 1, stems)
    assert worth(found) == max(worth([0, *cuts, stems]) for cuts in inner)


def test_hits_count_stems_and_the_pairs_that_end_with_them() -> None:
    assert module._hits(array("I", [1, 2, 3]), [12, 23], {1: 5, 3: 7, 23: 100}) == [0, 5, 5, 112]


@pytest.mark.parametrize("parts", [(FIRST, SECOND), (SECOND, FIRST)])
def test_a_split_and_its_mirror(parts: tuple[str, ...]) -> None:
    old, new = [*BODY, joined(*parts)], [*BODY, *parts]
    whole = tuple(range(3, 3 + len(parts)))
    assert forks(align(old, new)) == [((3,), whole)]
    assert forks(align(new, old)) == [(whole, (3,))]


def test_a_part_that_was_rewritten_and_a_part_that_only_resembles() -> None:
    rewritten = "Prosecute networks of smugglers through joint investigations that judges conduct."
    old = [*BODY, joined(FIRST, SECOND)]
    numbered = [Unit(text, f"{at}.") for at, text in enumerate([*BODY, FIRST, rewritten])]
    assert forks(align_units([Unit(text, f"{at}.") for at, text in enumerate(old)], numbered)) == [((3,), (3, 4))]
    new = [*BODY, joined(FIRST, SECOND), "Networks of magistrates conduct investigations."]
    assert forks(align(old, new)) == []
    new = [*BODY, joined(FIRST, SECOND).replace("joint", "common"), "Joint smuggling networks of magistrates."]
    assert forks(align(old, new)) == []


def test_where_numbers_are_known_less_is_asked_than_of_bare_texts() -> None:
    rewritten = "Prosecute networks of smugglers through joint investigations that judges conduct."
    assert forks(align([*BODY, joined(FIRST, SECOND)], [*BODY, FIRST, rewritten])) == []


def test_pins_and_bans_keep_a_part_out() -> None:
    old, new = [*BODY, joined(FIRST, SECOND)], [*BODY, FIRST, SECOND]
    units = [Unit(text) for text in old], [Unit(text) for text in new]
    assert forks(align_units(*units)) == [((3,), (3, 4))]
    assert forks(align_units(*units, bans=[Ban(3, 4)])) == []
    assert forks(align_units(*units, pins=[Pin((0,), (4,))])) == []
    assert forks(align_units(units[1], units[0], bans=[Ban(4, 3)])) == []
    pinned = align_units(*units, pins=[Pin((3,), (3,))])
    assert forks(pinned) == []


def test_a_part_with_a_partner_of_its_own_stays_there() -> None:
    old = [*BODY, joined(FIRST, SECOND), SECOND.replace("joint", "shared"), THIRD]
    new = [*BODY, FIRST, SECOND.replace("magistrates", "judges"), THIRD]
    links = align(old, new)
    assert forks(links) == []
    assert ((4,), (4,)) in {(link.old, link.new) for link in links}


def test_a_far_part_is_found_by_the_words_that_are_missed() -> None:
    filler = [f"Unique{at} sentence{at} number{at}." for at in range(8)]
    old = [joined(FIRST, SECOND), *filler]
    new = [FIRST, *filler, SECOND]
    units = [Unit(text, f"{at}.") for at, text in enumerate(old)], [Unit(text, f"{at}.") for at, text in enumerate(new)]
    assert forks(align_units(*units)) == [((0,), (0, 9))]
    assert forks(align_units(units[1], units[0])) == [((0, 9), (0,))]


def test_a_fork_knows_its_sides() -> None:
    split, merge = module.Fork(4, (1, 2), 0, 0.5), module.Fork(4, (1, 2), 1, 0.5)
    assert (split.old, split.new) == ((4,), (1, 2))
    assert (merge.old, merge.new) == ((1, 2), (4,))
