"""What moved: the fewest clauses that explain the new order.

The clauses that stayed are a heaviest increasing chain: the largest set of pairs that stand in the same order on
both sides (Fredman 1975 for the algorithm; patience diff uses the same chain). Whatever is not on it moved. Every
clause counts one, because a reader counts moved clauses and not their words; where two chains leave out
equally many, the one with more words stays, and then the one that a checksum of the words prefers, so that
exchanging old and new never changes what moved.

With parents given, order is judged inside each family: the children of a paired heading are compared with
each other, and the heading weighs as much as everything below it. So an objective that changes place is one
move, of its heading; its clauses are carried along. A clause that changed parents is judged among the headings.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import accumulate, pairwise
from typing import NamedTuple
from zlib import crc32

from cdiff.compare.alignment.units import Unit
from cdiff.model import Link


class Moves(NamedTuple):
    """Indices of links: what moved by itself, and what was carried along inside it."""

    moved: frozenset[int]
    carried: frozenset[int]


def heaviest_chain(points: Sequence[tuple[int, int]], weigh: Callable[[int, int], int]) -> list[int]:
    """Find the heaviest run of points that increases on both sides; the points come sorted, none twice.

    Points without room between them stay or go together, so they are taken as one; `weigh` gives the weight of the
    points from one index to another (exclusive).
    """
    if all(one < other for (_, one), (_, other) in pairwise(points)):
        return list(range(len(points)))
    starts = [at for at, (here, there) in enumerate(points) if not at or points[at - 1] != (here - 1, there - 1)]
    stops = [*starts[1:], len(points)]
    kept = _chain([points[start][1] for start in starts], list(map(weigh, starts, stops)))
    return [at for run in kept for at in range(starts[run], stops[run])]


def _chain(heights: Sequence[int], weights: Sequence[int]) -> list[int]:
    """A Fenwick tree over the heights holds the best chain that ends at or before each."""
    rank = {height: at for at, height in enumerate(sorted(set(heights)), 1)}
    best: list[tuple[int, int]] = [(0, -1)] * (len(rank) + 1)
    back: list[int] = []
    for index, height in enumerate(heights):
        weight, previous = _look(best, rank[height] - 1)
        back.append(previous)
        _note(best, rank[height], (weight + weights[index], index))
    at = _look(best, len(rank))[1]
    chain = []
    while at >= 0:
        chain.append(at)
        at = back[at]
    return chain[::-1]


def _look(best: list[tuple[int, int]], at: int) -> tuple[int, int]:
    found = (0, -1)
    while at:
        if best[at][0] > found[0]:
            found = best[at]
        at &= at - 1
    return found


def _note(best: list[tuple[int, int]], at: int, entry: tuple[int, int]) -> None:
    while at < len(best):
        if entry[0] > best[at][0]:
            best[at] = entry
        at += at & -at


def moved_links(links: Iterable[Link]) -> frozenset[int]:
    """Indices of the links that are out of order; the fewest, where nothing is known of headings."""
    links = list(links)
    return _off_chain(links, range(len(links)), [weight(link.old[0], link.new[0], 0) for link in links])


def weight(old: int, new: int, mark: int) -> int:
    """Weigh a pair: one clause; where as many are left out either way, what neither side sees differently.

    The mark is of the words, and comes first; then a scramble of the two places that does not know which is which.
    """
    return weight_of_run(1, mark, old, new)


def weight_of_run(count: int, mark: int, old: int, new: int) -> int:
    """Weigh so many pairs together; the mark is the sum of theirs, the places are those of the first."""
    places = (old + new) * 0x9E3779B1 ^ (old * new) * 0x85EBCA6B
    return (count << 96) + (mark << 40) + (places & 0xFFFFFFFF)


def moves(old: Sequence[Unit], new: Sequence[Unit], links: Sequence[Link]) -> Moves:
    """What moved by itself and what its heading carried."""
    parent = _parents(old, new, links)
    weights = [_weight(old, new, link) for link in links]
    families: dict[int, list[int]] = {}
    for index in sorted(range(len(links)), key=lambda index: -links[index].old[0]):
        families.setdefault(parent[index], []).append(index)
        if parent[index] >= 0:
            weights[parent[index]] += weights[index]
    moved: set[int] = set()
    for family in families.values():
        moved |= _off_chain(links, family, [weights[index] for index in family])
    return Moves(frozenset(moved), frozenset(_carried(families, moved)) - moved)


def _off_chain(links: Sequence[Link], members: Iterable[int], weights: Sequence[int]) -> frozenset[int]:
    members = list(members)
    order = sorted(range(len(members)), key=lambda at: (links[members[at]].old[0], links[members[at]].new[0]))
    points = [(links[members[at]].old[0], links[members[at]].new[0]) for at in order]
    sums = list(accumulate((weights[at] for at in order), initial=0))
    chain = heaviest_chain(points, lambda start, stop: sums[stop] - sums[start])
    return frozenset(members).difference(members[order[at]] for at in chain)


def _parents(old: Sequence[Unit], new: Sequence[Unit], links: Sequence[Link]) -> list[int]:
    """For each link the link of its parents, -1 where these are not paired with each other."""
    by_old = {position: index for index, link in enumerate(links) for position in link.old}
    by_new = {position: index for index, link in enumerate(links) for position in link.new}
    found = []
    for index, link in enumerate(links):
        ours, theirs = old[link.old[0]].parent, new[link.new[0]].parent
        above = -1 if ours is None else by_old.get(ours, -1)
        below = -1 if theirs is None else by_new.get(theirs, -1)
        found.append(above if above == below != index else -1)
    return found


def _weight(old: Sequence[Unit], new: Sequence[Unit], link: Link) -> int:
    texts = [old[at].text for at in link.old], [new[at].text for at in link.new]
    words = sum(text.count(" ") + 1 for side in texts for text in side)
    mark = sum(crc32(" ".join(side).encode()) for side in texts)
    return weight(link.old[0], link.new[0], (words << 34) + mark)


def _carried(families: dict[int, list[int]], moved: Iterable[int]) -> set[int]:
    found: set[int] = set()
    waiting = list(moved)
    while waiting:
        for child in families.get(waiting.pop(), ()):
            if child not in found:
                found.add(child)
                waiting.append(child)
    return found
