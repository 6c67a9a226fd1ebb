"""What moved: the fewest clauses, and the same ones whichever side is the old one."""

from __future__ import annotations

from itertools import combinations, pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cdiff.comparing.alignment import Unit, align_units, moved_links, moves
from cdiff.comparing.alignment.order import heaviest_chain, marks, weight
from cdiff.core.model import Link
from cdiff.core.records import replace


@given(st.lists(st.tuples(st.integers(0, 99), st.integers(1, 9)), max_size=9, unique_by=lambda pair: pair[0]))
@settings(max_examples=100, derandomize=True, deadline=None)
def test_no_chain_is_heavier(pairs: list[tuple[int, int]]) -> None:
    new, weights = [at for at, _ in pairs], [weight for _, weight in pairs]
    found = heaviest_chain(new, lambda start, stop: sum(weights[start:stop]))
    chains = [chain for size in range(len(new) + 1) for chain in combinations(range(len(new)), size)]
    rising = [chain for chain in chains if all(new[one] < new[two] for one, two in pairwise(chain))]
    assert tuple(found) in rising
    assert sum(weights[at] for at in found) == max(sum(weights[at] for at in chain) for chain in rising)


def test_pairs_with_nothing_between_them_are_weighed_as_one() -> None:
    asked: list[tuple[int, int]] = []

    def weigh(start: int, stop: int) -> int:
        asked.append((start, stop))
        return stop - start

    assert heaviest_chain([5, 7, 9, 0, 1, 20], weigh) == [0, 1, 2, 5]
    assert asked == [(0, 3), (3, 5), (5, 6)]


def test_a_clause_counts_more_than_any_words_and_words_more_than_places() -> None:
    long, short = marks([Unit("word " * 999 + "end")])[1], marks([Unit("word")])[1]
    assert weight(2, short, 0, 0) > weight(1, long, 9**6, 9**6)
    assert weight(1, long, 0, 0) > weight(1, short, 9**6, 9**6)
    assert weight(1, 0, 3, 8) == weight(1, 0, 8, 3)
    assert len({weight(1, 0, old, new) for old in range(30) for new in range(old, 30)}) == 30 * 31 // 2


def test_marks_are_a_running_sum_of_words_and_checksums() -> None:
    found = marks([Unit("one two three"), Unit("four"), Unit("\ud83d")])
    assert [mark >> 48 for mark in found] == [0, 3, 4, 5]
    assert found[0] == 0
    assert found[2] - found[1] == marks([Unit("four")])[1] != marks([Unit("five")])[1]


@pytest.mark.parametrize(
    ("news", "moved"),
    [([0, 1, 2, 3], set()), ([3, 0, 1, 2], {0}), ([1, 2, 3, 0], {3}), ([0, 2, 1, 3], {2})],
)
def test_the_fewest_clauses_moved(news: list[int], moved: set[int]) -> None:
    found = moved_links(Link((i,), (j,), 1.0) for i, j in enumerate(news))
    assert len(found) == len(moved)
    if len(moved) == 1 and news != [0, 2, 1, 3]:
        assert found == moved


@given(st.permutations(range(7)))
@settings(max_examples=40, derandomize=True, deadline=None)
def test_what_moved_is_the_same_when_old_and_new_are_exchanged(order: list[int]) -> None:
    texts = [f"clause number {'x' * at} of many" for at in range(7)]
    old, new = [Unit(text) for text in texts], [Unit(texts[at]) for at in order]
    links, back = align_units(old, new), align_units(new, old)
    ours = {links[at].old for at in moves(old, new, links).moved}
    theirs = {back[at].new for at in moves(new, old, back).moved}
    assert ours == theirs


def tree(*parts: tuple[str, ...]) -> list[Unit]:
    """A heading of each part and the clauses below it."""
    made: list[Unit] = []
    for heading, *below in parts:
        at = len(made)
        made += [Unit(heading, kind="article"), *(Unit(text, kind="paragraph", parent=at) for text in below)]
    return made


def links_of(old: list[Unit], new: list[Unit]) -> list[Link]:
    """Link equal texts."""
    places = {unit.text: at for at, unit in enumerate(new)}
    return [Link((at,), (places[unit.text],), 1.0) for at, unit in enumerate(old) if unit.text in places]


ONE, TWO, THREE = ("A", "a1", "a2", "a3"), ("B", "b1", "b2"), ("C", "c1")


@pytest.mark.parametrize(
    ("new", "moved", "carried"),
    [
        ((ONE, TWO, THREE), "", ""),
        ((TWO, THREE, ONE), "A", "a1 a2 a3"),  # four clauses with their heading, against five
        ((THREE, ONE, TWO), "C", "c1"),
        ((("A", "a2", "a3", "a1"), TWO, THREE), "a1", ""),
        ((ONE, THREE, ("B", "b2", "b1")), "C", "c1"),
        ((ONE, TWO, ("C",)), "", ""),
    ],
)
def test_a_moved_heading_carries_its_clauses(new: tuple[tuple[str, ...], ...], moved: str, carried: str) -> None:
    before, after = tree(ONE, TWO, THREE), tree(*new)
    links = links_of(before, after)
    found = moves(before, after, links)
    names = [{before[links[at].old[0]].text for at in each} for each in (found.moved, found.carried)]
    if new[2] == ("B", "b2", "b1"):
        names[0] -= {"b1", "b2"}  # either of the two
        assert len(found.moved) == 2
    assert names == [set(moved.split()), set(carried.split())]


def nested(*parts: tuple[str, str, int | None]) -> list[Unit]:
    """Units of a text, a kind and a parent."""
    return [Unit(text, kind=kind, parent=parent) for text, kind, parent in parts]


def moved_texts(old: list[Unit], new: list[Unit]) -> set[str]:
    links = links_of(old, new)
    found = {old[links[at].old[0]].text for at in moves(old, new, links).moved}
    links = links_of(new, old)
    assert found == {new[links[at].old[0]].text for at in moves(new, old, links).moved}
    return found


CHAPTER = nested(
    ("C", "chapter", None),
    ("A", "article", 0),
    ("a1", "paragraph", 1),
    ("a2", "paragraph", 1),
    ("B", "article", 0),
    ("b1", "paragraph", 4),
    ("b2", "paragraph", 4),
    ("D", "chapter", None),
    ("E", "article", 7),
    ("e1", "paragraph", 8),
)


@pytest.mark.parametrize(
    ("new", "moved"),
    [
        # to another article of its chapter, last or first
        ("C A:C a1:A B:C a2:B b1:B b2:B D E:D e1:E", "a2"),
        ("C A:C a1:A B:C b1:B b2:B a2:B D E:D e1:E", "a2"),
        # to an article of another chapter; an article to another chapter carries its paragraphs
        ("C A:C a1:A B:C b1:B b2:B D E:D e1:E a2:E", "a2"),
        ("C A:C a1:A a2:A D B:D b1:B b2:B E:D e1:E", "B"),
        # promoted and demoted
        ("C A:C a1:A a2:C B:C b1:B b2:B D E:D e1:E", "a2"),
        ("C A:C a1:A a2:a1 B:C b1:B b2:B D E:D e1:E", "a2"),
        # an inserted heading explains a new parent, a deleted one too
        ("C A:C a1:A X:C a2:X B:C b1:B b2:B D E:D e1:E", ""),
        ("C A:C a1:A a2:A b1:C b2:C D E:D e1:E", ""),
        # … but not that a clause passed its siblings, or a heading
        ("C A:C a2:A X:C a1:X B:C b1:B b2:B D E:D e1:E", "a1|a2"),
        ("C A:C a1:A B:C b1:B b2:B X:C a2:X D E:D e1:E", "a2"),
    ],
)
def test_a_clause_moved_where_its_parents_are_not_paired(new: str, moved: str) -> None:
    kinds = {unit.text: unit.kind for unit in CHAPTER} | {"X": "article"}
    names = [each.partition(":")[::2] for each in new.split()]
    order = [name for name, _ in names]
    after = [Unit(name, kind=kinds[name], parent=order.index(home) if home else None) for name, home in names]
    found = moved_texts(CHAPTER, after)
    assert found == set(filter(None, [moved])) or (len(found) == 1 and found <= set(moved.split("|")))


def test_headings_that_exchanged_their_titles_moved_and_not_their_clauses() -> None:
    items = [Unit("a", kind="item", parent=0), Unit("b", kind="item", parent=0)]
    others = [Unit("c", kind="item", parent=3), Unit("d", kind="item", parent=3)]
    one, two = Unit("A", kind="article"), Unit("B", kind="article")
    assert moved_texts([one, *items, two, *others], [two, *items, one, *others]) == {"A", "B"}


@pytest.mark.parametrize(("left", "stayed"), [("b", "a very long item"), ("a very long item", "b")])
def test_a_clause_that_left_its_family_moved_and_not_its_sibling(left: str, stayed: str) -> None:
    """One of the two is out of order; it is the one that stands under a new heading, whichever has more words."""
    old = nested(("A", "article", None), (stayed, "item", 0), (left, "item", 0))
    new = nested(("X", "article", None), (left, "item", 0), ("A", "article", None), (stayed, "item", 2))
    assert moved_texts(old, new) == {left}


def test_of_a_number_that_was_dropped_and_what_stood_below_it_one_clause_moved() -> None:
    old = [
        Unit("H", kind="section"),
        Unit("a", "1.", "paragraph", 0),
        Unit("b", kind="text", parent=1),
        Unit("c", kind="text", parent=1),
        Unit("d", "2.", "paragraph", 0),
    ]
    dropped = [Unit(unit.text, "" if unit.text == "a" else unit.label, unit.kind, 0) for unit in old]
    dropped[0] = old[0]
    assert moved_texts(old, dropped) == {"a"}
    promoted = [replace(unit, parent=0 if unit.text == "c" else unit.parent) for unit in old]
    assert moved_texts(old, promoted) == {"c"}


def test_what_stood_below_a_line_that_was_merged_into_it_has_not_moved() -> None:
    old = [
        Unit("A", kind="article"),
        Unit("t", kind="text", parent=0),
        Unit("a", "1.", "paragraph", 1),
        Unit("b", "2.", "paragraph", 1),
    ]
    new = [Unit("A", kind="article"), Unit("t a", "1.", "paragraph", 0), Unit("b", "2.", "paragraph", 0)]
    links = [Link((0,), (0,), 1.0), Link((1, 2), (1,), 1.0), Link((3,), (2,), 1.0)]
    assert moves(old, new, links).moved == frozenset()
    assert moves(new, old, [Link(link.new, link.old, 1.0) for link in links]).moved == frozenset()
    item = replace(new[2], kind="item")
    assert moves(old, [*new[:2], item], links).moved == {2}


def test_a_note_moved_only_if_it_passed_another_one() -> None:
    old = nested(("a", "paragraph", None), ("b", "paragraph", None), ("m", "footnote", 0), ("n", "footnote", 1))
    marked = [replace(unit, parent=1 if unit.kind == "footnote" else None) for unit in old]
    assert moved_texts(old, marked) == set()
    assert len(moved_texts(old, [*marked[:2], marked[3], marked[2]])) == 1


def test_a_title_is_no_parent() -> None:
    old = nested(("T", "title", None), ("a", "paragraph", 0), ("b", "paragraph", 0))
    new = nested(("T", "title", None), ("a", "paragraph", None), ("b", "paragraph", None))
    assert moved_texts(old, new) == set()


def test_equal_clauses_that_came_or_went_did_not_move() -> None:
    links = [Link((at,), (new,), 1.0) for at, new in enumerate([1, 0, 2])]
    units = [Unit(text) for text in "abc"]
    assert len(moves(units, units, links).moved) == 1
    assert moves(units, units, links, equals={0, 1}).moved == frozenset()


def test_what_a_new_heading_took_along_did_not_move_past_the_old_one() -> None:
    old = nested(("A", "article", None), ("a", "paragraph", 0), ("b", "paragraph", 0), ("c", "paragraph", 0))
    new = nested(
        ("N", "article", None),
        ("a", "paragraph", 0),
        ("A", "article", None),
        ("b", "paragraph", 2),
        ("c", "paragraph", 2),
    )
    assert moved_texts(old, new) == moved_texts(new, old) == set()
    # Beside another article it did: that one was not its heading.
    other = nested(
        ("X", "article", None),
        ("x", "paragraph", 0),
        ("A", "article", None),
        ("a", "paragraph", 2),
        ("b", "paragraph", 2),
    )
    taken = nested(
        ("N", "article", None),
        ("a", "paragraph", 0),
        ("X", "article", None),
        ("x", "paragraph", 2),
        ("A", "article", None),
        ("b", "paragraph", 4),
    )
    assert moved_texts(other, taken) == moved_texts(taken, other) == {"a"}


def test_a_line_without_a_number_that_heads_what_follows_it_by_chance_has_not_moved() -> None:
    top = [Unit("A", "Annex", "annex"), Unit("line", kind="text", parent=0)]
    old, new = ([*top, Unit("a", "1.", "paragraph", parent), Unit("b", "2.", "paragraph", parent)] for parent in (0, 1))
    assert moved_texts(old, new) == moved_texts(new, old) == set()
