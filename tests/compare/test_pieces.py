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


@pytest.mark.parametrize("parts", [(FIRST, SECOND), (SECOND, FIRST), (FIRST, SECOND, THIRD)])
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


ITEMS = [f"Recital{at} speaks of subject{at}, of matter{at} and of nothing{at} else" for at in range(20)]


@pytest.mark.parametrize("count", [3, 4, 7, 12, 20])
def test_a_list_may_have_any_number_of_parts(count: int) -> None:
    old, new = [*BODY, ", ".join(ITEMS[:count])], [*BODY, *ITEMS[:count]]
    parts = tuple(range(3, 3 + count))
    assert forks(align(old, new)) == [((3,), parts)]
    assert forks(align(new, old)) == [(parts, (3,))]


def test_what_stands_between_two_parts_is_a_part() -> None:
    old = (
        "The Parties agree. They shall meet every year. They shall report. The report shall be public and sent to all."
    )
    new = [
        "The Parties agree.",
        "They shall meet every two years. They shall report.",
        "The report shall be public and sent to all.",
    ]
    sides = [Unit(old, "1."), Unit("Members pay.", "2.")], [Unit(text, "1.") for text in [*new, "Members pay."]]
    assert forks(align_units(*sides)) == [((0,), (0, 1, 2))]
    assert forks(align_units(*sides[::-1])) == [((0, 1, 2), (0,))]


def test_a_heading_is_no_part_of_a_paragraph() -> None:
    old = [Unit("Lending of lamps", "", "article"), Unit("Towns work on the making of lamps.", "1.", "paragraph", 0)]
    new = [Unit("Towns work on the making and lending of lamps.", "1.", "paragraph")]
    assert forks(align_units(old, new)) == []


def test_a_far_part_below_another_parent_brings_most_of_itself() -> None:
    name = "the Assembly of Towns under the Charter for the Mending and Sharing of Harbour Lights in Waters"
    filler = [Unit(f"Paper{at} treats matter{at} and field{at}.", f"{at}.", "paragraph", 2) for at in range(8)]
    head = [Unit("Scope", "Article 1", "article")]
    old = [
        *head,
        Unit("The Assembly shall review the list of lamps.", "1.", "paragraph", 0),
        Unit("Papers", "Article 2", "article"),
    ]
    old += [*filler, Unit(f"Draft rules on the money of {name}.", "9.", "paragraph", 2)]
    new = [*head, Unit(f"{name.capitalize()} shall review the list of lamps.", "1.", "paragraph", 0), *old[2:-1]]
    assert forks(align_units(old, new)) == []
    old[-1] = Unit(name, "9.", "paragraph", 2)
    assert forks(align_units(old, new)) == [((1, 11), (1,))]


def test_a_far_part_has_a_word_that_does_not_recur_throughout_the_text() -> None:
    name = "the Assembly of the Towns under the Charter for the Keeping of Lamps"
    rows = [f"row{at} tells entry{at} of {name}" for at in range(40)]
    old = [Unit("Part", "I", "part"), *(Unit(row, f"{at}.", "paragraph", 0) for at, row in enumerate(rows))]
    whole, far = "Every board shall look at its list each winter", f"of {name}"
    before = [*old, Unit("List", "II", "part"), Unit(whole, "1.", "paragraph", 41), Unit("Rows", "III", "part")]
    before += [Unit(f"line{at} of harbour{at}", f"{at}.", "paragraph", 43) for at in range(6)]
    after = [*before]
    after[42] = Unit(f"{whole}, of {name}", "1.", "paragraph", 41)
    before.append(Unit(far, "9.", "paragraph", 43))
    assert forks(align_units(before, after)) == []
    before[-1] = Unit(f"{far} and its lighthouses", "9.", "paragraph", 43)
    after[42] = Unit(f"{whole}, of {name} and its lighthouses", "1.", "paragraph", 41)
    assert forks(align_units(before, after)) != []


def test_a_line_above_several_paragraphs_is_no_part_of_one() -> None:
    def article(line: bool, first: str) -> list[Unit]:
        top = [Unit("", "Article 7", "article"), *[Unit("(the making and lending of lamps)", "", "text", 0)] * line]
        above = len(top) - 1
        return [*top, Unit(first, "1.", "paragraph", above), Unit("A plan is drawn up.", "2.", "paragraph", above)]

    old = article(
        line=True, first="All Towns, aware of the worth of lamps, shall work together on the making of lamps by:"
    )
    new = article(
        line=False, first="Towns, aware of the worth of lamps, shall work together on the making and lending of lamps."
    )
    assert forks(align_units(old, new)) == forks(align_units(new, old)) == []
