"""Anchors: equal clauses, paired where only one place is possible."""

from __future__ import annotations

import pytest

from cdiff.comparing.alignment import Ban, Pin, Unit, anchors
from cdiff.comparing.alignment.anchors import anchor
from cdiff.comparing.alignment.pairing import ClausePairing
from cdiff.comparing.alignment.similarity import Similarity

Side = list[Unit] | str


def anchored(old: Side, new: Side, *pins: Pin, bans: tuple[Ban, ...] = ()) -> set[tuple[int, int]]:
    sides = [[Unit(word) for word in side.split()] if isinstance(side, str) else side for side in (old, new)]
    pairing = ClausePairing(sides[0], sides[1], pins, bans)
    anchor(Similarity([unit.text for unit in sides[0]], [unit.text for unit in sides[1]]), pairing)
    return set(zip(*pairing.pairs(), strict=True))


@pytest.mark.parametrize(
    ("old", "new", "pairs"),
    [
        ("a b c", "c a b", {(0, 1), (1, 2), (2, 0)}),  # unique, wherever it stands
        ("a x x b", "a x x b", {(0, 0), (1, 1), (2, 2), (3, 3)}),
        ("a x x b", "a x b", {(0, 0), (1, 1), (3, 2)}),  # beside a pair: the one before
        ("x a", "x x a", {(0, 0), (1, 2)}),  # the start of a text is a pair too
        ("y x a", "z x x a", {(1, 2), (2, 3)}),  # the one behind
        ("x b", "c x b x", {(0, 1), (1, 2)}),
        ("x x", "x x x", {(0, 0), (1, 1)}),
        ("a p x q b x", "a r x s b", {(0, 0), (2, 2), (4, 4)}),  # unique between two anchors
        ("… a", "… a", {(0, 0), (1, 1)}),
        ("… a …", "a b", {(1, 0)}),  # no words are no evidence
        ("", "a", set()),
    ],
)
def test_what_is_paired(old: str, new: str, pairs: set[tuple[int, int]]) -> None:
    assert anchored(old, new) == pairs
    assert anchored(new, old) == {(there, here) for here, there in pairs}


def test_pins_and_bans_come_first() -> None:
    assert anchored("a b", "a b", Pin((0,), (1,))) == {(0, 1)}
    assert anchored("a b", "a b", bans=(Ban(0, 0),)) == {(1, 1)}


def test_a_twin_beside_a_pair_is_paired_only_below_the_same_parent() -> None:
    old = [Unit("A"), Unit("stem", parent=0), Unit("B"), Unit("stem", parent=2)]
    new = [Unit("A"), Unit("B"), Unit("stem", parent=1)]
    assert anchored(old, new) == {(0, 0), (2, 1), (3, 2)}
    new = [Unit("A"), Unit("other", parent=0), Unit("stem", parent=0), Unit("B")]
    old = [Unit("A"), Unit("C"), Unit("stem", parent=1), Unit("B"), Unit("stem", parent=3)]
    assert anchored(old, new) == {(0, 0), (3, 3)}  # between A and B the stem is unique, but under C


def test_a_long_text_that_repeats_itself_is_paired_in_step(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(anchors, "_WINDOW", 4)
    chapter = "a b c d e".split()
    old = " ".join(chapter * 6)
    new = " ".join([*(chapter * 6)[:12], "new", *(chapter * 6)[12:]])
    wanted = {(at, at) for at in range(12)} | {(at, at + 1) for at in range(12, 30)}
    assert anchored(old, new) == wanted
    assert anchored(new, old) == {(there, here) for here, there in wanted}


def test_a_text_repeats_itself_where_less_than_half_is_unique(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(anchors, "_WINDOW", 2)
    side = [b"x", b"x", b"x", b"y", b"z"]
    assert anchors._repeats((side, side))
    assert not anchors._repeats((side, [b"x", b"x", b"a", b"y", b"z", b"b"]))
    assert not anchors._repeats((side[:4], side))
    assert not anchors._repeats(([b"x", b"x", b"x", b"y", b"z", b"u"], [b"x", b"x", b"x", b"y", b"z", b"u"]))


def test_a_long_gap_of_repetitions_is_paired_in_step(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(anchors, "_WINDOW", 3)
    unique = [f"u{at}" for at in range(40)]
    gap = "a b c a b c a b c".split()
    old = " ".join([*unique, "start", *gap, "end"])
    new = " ".join([*unique, "start", "p", *gap, "q", "end"])
    found = anchored(old, new)
    assert {(41 + at, 42 + at) for at in range(9)} <= found
