"""Links: how each was found, its runner-up, and whether a person should look at it."""

from __future__ import annotations

import pytest

from cdiff.comparing.alignment import Ban, Pin, Unit, align, align_and_move, align_units
from cdiff.comparing.alignment.links import as_links
from cdiff.comparing.alignment.pairing import ClausePairing
from cdiff.comparing.alignment.pieces import Fork
from cdiff.comparing.alignment.rounds import value
from cdiff.comparing.alignment.similarity import Similarity
from cdiff.core.model import Link

BODY = ["Alpha beta gamma.", "Delta epsilon zeta.", "Eta theta iota.", "Kappa lambda mu.", "Nu xi omicron."]
LAST = "The last clause here was rewritten in a "


def links_of(
    old: list[str], new: list[str], pairs: list[tuple[int, int]], forks: list[Fork] | None = None, **settled: list[Ban]
) -> tuple[list[Link], Similarity, ClausePairing]:
    pairing = ClausePairing([Unit(text) for text in old], [Unit(text) for text in new], (), settled.get("bans", []))
    for pair in pairs:
        pairing.link(*pair)
    alike = Similarity(old, new)
    for here in range(len(old)):
        for there in range(len(new)):
            alike.pair(here, there)
    pairing.survey()
    return list(as_links(alike, pairing, forks or [])[0]), alike, pairing


def test_how_a_link_was_found() -> None:
    old = [
        *BODY,
        "Train officers and prosecute smugglers at sea.",
        "Pinned one.",
        LAST + "little bit of it.",
    ]
    new = [
        LAST + "part of it.",
        *BODY,
        "Train officers.",
        "Prosecute smugglers at sea.",
        "Other words.",
    ]
    links, moved = align_and_move([Unit(t) for t in old], [Unit(t) for t in new], pins=[Pin((6,), (8,))])
    assert [(link.old, link.new, link.how) for link in links] == [
        *(((at,), (at + 1,), "identical") for at in range(5)),
        ((5,), (6, 7), "split"),
        ((6,), (8,), "pinned"),
        ((7,), (0,), "move"),
    ]
    assert moved == {7}
    back = align_units([Unit(t) for t in new], [Unit(t) for t in old], pins=[Pin((8,), (6,))])
    assert {(link.old, link.how) for link in back if len(link.old) > 1} == {((6, 7), "merge")}


def test_the_similarity_of_pinned_clauses_is_that_of_the_joined_texts() -> None:
    texts = ["One two three four.", "five six"]
    whole = ["One two three four five six"]
    (link,) = align_units([Unit(t) for t in texts], [Unit(t) for t in whole], pins=[Pin((0, 1), (0,))])
    assert (link.similarity, link.how, link.doubtful) == (1.0, "pinned", False)
    (link,) = align_units([Unit(t) for t in texts], [Unit("One two three four five seven")], pins=[Pin((0, 1), (0,))])
    assert 0.5 < link.similarity < 1


def test_the_runner_up_is_the_likeliest_other_pair_of_either_side() -> None:
    old, new = ["red green blue", "red green grey black"], ["red green blue white", "red blue grey black"]
    links, alike, _ = links_of(old, new, [(0, 0), (1, 1)])
    for link in links:
        others = [(alike.pair(here, there), here, there) for here in (0, 1) for there in (0, 1) if here != there]
        assert link.rival
        assert (link.rival.old, link.rival.new) in {each[1:] for each in others if each[0] == max(others)[0]}
        assert link.rival.similarity == round(max(others)[0], 4)
    banned, *_ = links_of(old, new, [(0, 0), (1, 1)], bans=[Ban(0, 1), Ban(1, 0)])
    assert [link.rival for link in banned] == [None, None]
    alone, *_ = links_of(["red"], ["red"], [(0, 0)])
    assert alone == [Link((0,), (0,), 1.0, "identical")]
    unlike, *_ = links_of(["red", "green"], ["red", "green"], [(0, 0), (1, 1)])
    assert [link.rival for link in unlike] == [None, None]


def test_of_rivals_of_equal_worth_the_earlier_one_is_named() -> None:
    links, *_ = links_of(["x y"], ["x y z", "x y u", "x y v"], [(0, 1)])
    assert links[0].rival
    assert (links[0].rival.old, links[0].rival.new) == (0, 0)
    links, *_ = links_of(["x y z", "x y u", "x y v"], ["x y"], [(1, 0)])
    assert links[0].rival
    assert (links[0].rival.old, links[0].rival.new) == (0, 0)


@pytest.mark.parametrize(("common", "doubtful"), [(1, True), (4, True), (8, False), (12, False)])
def test_a_pair_of_little_worth_is_doubtful(common: int, doubtful: bool) -> None:
    """Worth below .36: similarity .21 amid full support."""
    shared = [f"w{at}" for at in range(common)]
    old = [BODY[0], " ".join([*shared, *(f"o{at}" for at in range(10))]), BODY[1]]
    new = [BODY[0], " ".join([*shared, *(f"n{at}" for at in range(10))]), BODY[1]]
    links, alike, pairing = links_of(old, new, [(0, 0), (1, 1), (2, 2)])
    assert links[1].doubtful is doubtful is (value(alike, pairing, 1, 1) < 0.36)
    assert not links[0].doubtful


def test_a_pair_with_a_rival_close_behind_is_doubtful() -> None:
    seen = set()
    for extra in range(8):
        new = ["red green blue white", " ".join(["red", "green", "blue", *(f"x{at}" for at in range(extra))])]
        links, alike, pairing = links_of(["red green blue pink"], new, [(0, 0)])
        gap = value(alike, pairing, 0, 0) - value(alike, pairing, 0, 1)
        assert links[0].doubtful is (gap < 0.1)
        seen.add(links[0].doubtful)
    assert seen == {True, False}


def test_an_equal_clause_beside_its_twin_is_doubtful_only_where_the_places_do_not_decide() -> None:
    assert not any(link.doubtful for link in align(["Idem.", *BODY, "Idem."], ["Idem.", *BODY, "Idem."]))
    links, *_ = links_of(["Idem."], ["Idem.", "Idem."], [(0, 0)])
    assert not links[0].doubtful
    far, alike, pairing = links_of(
        [*BODY, "Idem."], ["Idem.", *BODY, "Idem."], [(at, at + 1) for at in range(5)] + [(5, 0)]
    )
    assert far[5].doubtful
    assert value(alike, pairing, 5, 0) < value(alike, pairing, 5, 6)
    assert links[0].rival
    assert links[0].rival.similarity == 1.0


def test_a_fork_is_doubtful_where_its_parts_together_are_hardly_alike() -> None:
    old, new = ["one two three four"], ["one two", "three four"]
    for alike, doubtful in ((0.9, False), (0.31, False), (0.3099, True)):
        links, *_ = links_of(old, new, [(0, 0)], [Fork(0, (0, 1), 0, alike)])
        assert [(link.old, link.new, link.how, link.similarity, link.doubtful) for link in links] == [
            ((0,), (0, 1), "split", alike, doubtful)
        ]


def test_a_similarity_is_rounded_but_never_to_one() -> None:
    links, *_ = links_of(["a"], ["a b"], [(0, 0)], [Fork(0, (0,), 0, 0.99997)])
    assert links[0].similarity == 0.9999
    links, *_ = links_of(["a"], ["a b"], [(0, 0)], [Fork(0, (0,), 0, 0.123456)])
    assert links[0].similarity == 0.1235
