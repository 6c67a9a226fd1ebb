"""The pairs found so far, and how well a further pair would stand among them."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Container, Iterable, Iterator, Sequence
from itertools import compress, count
from math import log

from cdiff.comparing.alignment.order import heaviest_chain, marks, weight
from cdiff.comparing.alignment.units import HEADINGS, Ban, Pin, Unit, bars_for

FULL = 1200
"""Support of a pair that both neighbours and the parents confirm; divisible by the small distances."""
NONE = -1
_TITLE = 25
"""Words of a heading from which it is a paragraph too: its first sentence was printed behind the title."""
_TERM = re.compile(
    r"(?:the |an? |les? |la |el |der |die |das )?[“\"‘'«„](?P<term>[^“”\"‘’'«»„]{2,60})[”\"’'»“] (?=\w)", re.IGNORECASE
)
"""The term that opens a definition: `“Content” means`, `The “Service” refers to`."""
_SEEN = (10, 0.25)
"""Anchors, and anchors out of order, that are presumed before a text has shown any."""


class ClausePairing:
    """Which old clause goes with which new one; every method treats both sides alike."""

    def __init__(self, old: Sequence[Unit], new: Sequence[Unit], pins: Iterable[Pin], bans: Iterable[Ban]) -> None:
        self.units = (old, new)
        self.bars = bars_for(old, new)
        self.partner = array("q", [NONE]) * len(old), array("q", [NONE]) * len(new)
        self.steadiness = 0.0
        """How seldom the anchors moved: the logarithm of how many there are to every one out of order."""
        self.pins = tuple(pins)
        self.banned = frozenset((ban.old, ban.new) for ban in bans)
        self.pinned: tuple[set[int], set[int]] = (set(), set())
        self._paired = array("q"), array("q")
        self._spine = array("q"), array("q")
        self._surveyed = False
        self._children = (_children(old), _children(new))
        self._below: tuple[dict[int, list[int]], dict[int, list[int]]] = ({}, {})
        self.marks = marks(old), marks(new)
        self.defined = _defined_alike(old, new)
        """For each old clause the new one that defines the same term, where no other clause of either side does."""
        for pin in self.pins:
            for side, own, other in ((0, pin.old, pin.new), (1, pin.new, pin.old)):
                self.pinned[side].update(own)
                for position in own:
                    self.partner[side][position] = other[0]

    def link(self, old: int, new: int) -> None:
        """Pair two clauses."""
        self.partner[0][old] = new
        self.partner[1][new] = old
        self._surveyed = False

    def unlink(self, old: int, new: int) -> None:
        """Undo a pair, if it is one."""
        if new >= 0:
            self.partner[0][old] = self.partner[1][new] = NONE
            self._surveyed = False

    def free(self, old: int, new: int) -> bool:
        """Whether neither has a partner yet and nobody forbids the pair."""
        return self.partner[0][old] < 0 and self.partner[1][new] < 0 and (old, new) not in self.banned

    def survey(self) -> None:
        """Record which positions are paired by now, and which pairs are the spine."""
        if self._surveyed:
            return
        self._surveyed = True
        self._paired = array("q", _taken(self.partner[0])), array("q", _taken(self.partner[1]))
        old, new = self.pairs()
        spine = self._in_order(old, new)
        self._spine = array("q", map(old.__getitem__, spine)), array("q", map(new.__getitem__, spine))
        if not self.steadiness:
            self.steadiness = log((len(old) + _SEEN[0]) / (len(old) - len(spine) + _SEEN[1]))

    def pairs(self) -> tuple[list[int], list[int]]:
        """Return all pairs in old order, as old and as new positions; of a pin with many clauses the first two."""
        ours, theirs = self.partner
        old = _taken(ours)
        if self.pins:
            old = [at for at in old if theirs[ours[at]] == at]
        return old, list(map(ours.__getitem__, old))

    def crosses(self, old: int, new: int, without: Container[int] = ()) -> bool:
        """Whether a pair stands out of order: it crosses the spine, but for the pairs of the old clauses `without`."""
        olds, news = self._spine
        after = bisect_left(olds, old)
        if after < len(olds) and olds[after] == old and old not in without:
            return news[after] != new
        before = after - 1
        while before >= 0 and olds[before] in without:
            before -= 1
        while after < len(olds) and olds[after] in without:
            after += 1
        return (before >= 0 and news[before] >= new) or (after < len(news) and news[after] <= new)

    def off_spine(self) -> Iterator[tuple[int, int]]:
        """List the pairs that are not on the spine."""
        stayed = set(self._spine[0])
        return (pair for pair in zip(*self.pairs(), strict=True) if pair[0] not in stayed)

    def expected(self, side: int, at: int) -> set[int]:
        """Return where a clause would stand on the other side: as far from its nearest paired neighbours as here."""
        paired, partners = self._paired[side], self.partner[side]
        before, after = bisect_left(paired, at) - 1, bisect_right(paired, at)
        found = set()
        if before >= 0:
            found.add(partners[paired[before]] + at - paired[before])
        if after < len(paired):
            found.add(partners[paired[after]] + at - paired[after])
        return found.intersection(range(len(self.partner[1 - side])))

    def support(self, old: int, new: int) -> int:
        """Rate how well a pair fits its surroundings, 0 to `FULL`: neighbours on both sides, parent, children.

        Parents and children count as much as all neighbours together, where they are paired themselves.
        """
        near = self._near(0, old, new) + self._near(1, new, old)
        votes = []
        mother, other = self.units[0][old].parent, self.units[1][new].parent
        if mother is not None and other is not None and self.partner[0][mother] >= 0 and self.partner[1][other] >= 0:
            votes.append(FULL if self.partner[0][mother] == other else 0)
        shared = self._offspring(old, new)
        if shared is not None:
            votes.append(int(FULL * shared))
        return (near + sum(votes) // len(votes)) >> 1 if votes else near

    def _near(self, side: int, own: int, other: int) -> int:
        """Rate how near the partners of the nearest paired neighbours, before and after, stand to where they should."""
        paired, partners = self._paired[side], self.partner[side]
        before, after = bisect_left(paired, own) - 1, bisect_right(paired, own)
        neighbour = paired[before] if before >= 0 else -1
        near = _closeness(own - neighbour, other - (partners[neighbour] if before >= 0 else -1))
        if after < len(paired):
            neighbour = paired[after]
            return near + _closeness(neighbour - own, partners[neighbour] - other)
        return near + _closeness(len(partners) - own, len(self.partner[1 - side]) - other)

    def _offspring(self, old: int, new: int) -> float | None:
        """Return the share of the paired children on both sides that are paired with each other, if there are any."""
        ours, theirs = self._children[0].get(old), self._children[1].get(new)
        if not ours or not theirs:
            return None
        homes = [self.units[1][at].parent for child in ours if (at := self.partner[0][child]) >= 0]
        placed = len(homes) + sum(self.partner[1][child] >= 0 for child in theirs)
        return 2 * homes.count(new) / placed if placed else None

    def same_label(self, old: int, new: int) -> bool:
        """Whether both bear the same number."""
        ours, theirs = self.units[0][old], self.units[1][new]
        return bool(ours.label) and (ours.label, ours.kind) == (theirs.label, theirs.kind)

    def estranged(self, old: int, new: int) -> bool:
        """Whether both have a parent and these are not paired with each other, or not yet."""
        mother, other = self.units[0][old].parent, self.units[1][new].parent
        return mother is not None and other is not None and self.partner[0][mother] != other

    def akin(self, old: int, new: int) -> bool:
        """Whether both have a parent and these are paired with each other."""
        mother = self.units[0][old].parent
        return mother is not None and self.units[1][new].parent == self.partner[0][mother]

    def household(self, old: int, new: int) -> float:
        """Rate how far two headings of one kind head the same clauses, 0 to 1; sub-headings in between do not count."""
        ours, theirs = self.units[0][old].kind, self.units[1][new].kind
        if ours != theirs or ours not in HEADINGS:
            return 0.0
        placed = [
            [at for at in self.below(side, top) if self.partner[side][at] >= 0] for side, top in ((0, old), (1, new))
        ]
        wanted = set(self.below(1, new))
        common = sum(self.partner[0][at] in wanted for at in placed[0])
        return 2 * common / (len(placed[0]) + len(placed[1])) if common else 0.0

    def below(self, side: int, top: int) -> list[int]:
        """List the clauses below a heading, those below its sub-headings included; these themselves are not listed.

        A line without a number that stands before numbered paragraphs heads them by its place only: all are listed.
        """
        found = self._below[side].get(top)
        if found is None:
            found, waiting = [], [top]
            while waiting:
                for at in self._children[side].get(waiting.pop(), ()):
                    unit = self.units[side][at]
                    if unit.kind in HEADINGS or not unit.label:
                        waiting.append(at)
                    if unit.kind not in HEADINGS:
                        found.append(at)
            self._below[side][top] = found
        return found

    def heirs(self) -> Iterator[tuple[int, int]]:
        """Propose headings without a partner of one kind below which clauses are paired with each other; some twice."""
        for side in (0, 1):
            for top, unit in enumerate(self.units[side]):
                if unit.kind in HEADINGS and self.partner[side][top] < 0:
                    for at in self.below(side, top):
                        other: int | None = self.partner[side][at]
                        while other is not None and other >= 0 and self.units[1 - side][other].kind != unit.kind:
                            other = self.units[1 - side][other].parent
                        if other is not None and other >= 0 and self.partner[1 - side][other] < 0:
                            yield (top, other) if side == 0 else (other, top)

    def in_order(self, pairs: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
        """Keep the most of these pairs that stand in the same order on both sides.

        Among equally many the words and places decide, in a way that does not know old from new.
        """
        pairs = sorted(pairs)
        return [pairs[at] for at in self._in_order([old for old, _ in pairs], [new for _, new in pairs])]

    def _in_order(self, old: Sequence[int], new: Sequence[int]) -> list[int]:
        ours, theirs = self.marks

        def weigh(start: int, stop: int) -> int:
            here, there = old[start], new[start]
            mark = ours[old[stop - 1] + 1] - ours[here] + theirs[new[stop - 1] + 1] - theirs[there]
            return weight(stop - start, mark, here, there)

        return heaviest_chain(new, weigh)

    def is_title(self, side: int, line: int, paragraph: int) -> bool:
        """Whether a line without a number stands above several numbered paragraphs, of which this is one."""
        unit = self.units[side][paragraph]
        if unit.parent != line or unit.kind != "paragraph" or self.units[side][line].label:
            return False
        return sum(bool(self.units[side][at].label) for at in self._children[side][line]) > 1

    def clash(self, old: int, new: int) -> bool:
        """Whether one of the two is nothing but a heading and the other is none."""
        ours, theirs = self.units[0][old], self.units[1][new]
        if not (ours.kind and theirs.kind) or (ours.kind in HEADINGS) == (theirs.kind in HEADINGS):
            return False
        heading = ours if ours.kind in HEADINGS else theirs
        return heading.text.count(" ") < _TITLE


def _defined_alike(old: Sequence[Unit], new: Sequence[Unit]) -> dict[int, int]:
    sides: list[dict[str, int]] = [{}, {}]
    for terms, units in zip(sides, (old, new), strict=True):
        for at, unit in enumerate(units):
            if match := _TERM.match(unit.text):
                term = match["term"].casefold()
                terms[term] = NONE if term in terms else at
    return {at: there for term, at in sides[0].items() if at >= 0 and (there := sides[1].get(term, NONE)) >= 0}


def _taken(partners: Sequence[int]) -> list[int]:
    return list(compress(count(), map(NONE.__lt__, partners)))


def _children(units: Sequence[Unit]) -> dict[int, list[int]]:
    found: dict[int, list[int]] = {}
    for position, unit in enumerate(units):
        if unit.parent is not None:
            found.setdefault(unit.parent, []).append(position)
    return found


def _closeness(own: int, other: int) -> int:
    """Compare the distance to a neighbour with that to its partner; in the wrong direction it counts half."""
    near = FULL // (4 + 4 * abs(own - other))
    return near if other > 0 else near >> 1
