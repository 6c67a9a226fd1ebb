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
from itertools import accumulate, chain, compress, count, islice
from operator import ne
from zlib import crc32

from cdiff.comparing.alignment.units import Unit
from cdiff.core.model import Link
from cdiff.core.records import NamedTuple


class Moves(NamedTuple):
    """Indices of links: what moved by itself, and what was carried along inside it."""

    moved: frozenset[int]
    carried: frozenset[int]


def heaviest_chain(new: Sequence[int], weigh: Callable[[int, int], int]) -> list[int]:
    """Find the heaviest run of pairs that increases on both sides.

    The pairs come in old order, as their new positions, none twice. Pairs with no other pair between them on either
    side stay or go together, so they are taken as one; `weigh` gives the weight of the pairs from one index to another
    (exclusive).
    """
    rank = dict(zip(sorted(new), count(), strict=False))
    ranks = list(map(rank.__getitem__, new))
    breaks = compress(count(1), map(ne, islice(ranks, 1, None), map((1).__add__, ranks)))
    starts = [0, *breaks] if new else []
    stops = [*starts[1:], len(new)]
    kept = _chain([ranks[start] for start in starts], list(map(weigh, starts, stops)))
    return list(chain.from_iterable(range(starts[run], stops[run]) for run in kept))


def _chain(heights: Sequence[int], weights: Sequence[int]) -> list[int]:
    """A Fenwick tree over the heights holds the best chain that ends at or before each: its weight and its end."""
    rank = {height: at for at, height in enumerate(sorted(heights), 1)}
    tops, ends = [0] * (len(rank) + 1), [-1] * (len(rank) + 1)
    back: list[int] = []
    for index, height in enumerate(heights):
        best, before = _best(tops, rank[height] - 1)
        back.append(ends[before])
        weight, at = best + weights[index], rank[height]
        while at < len(tops):
            if weight > tops[at]:
                tops[at], ends[at] = weight, index
            at += at & -at
    end = ends[_best(tops, len(rank))[1]]
    found = []
    while end >= 0:
        found.append(end)
        end = back[end]
    return found[::-1]


def _best(tops: Sequence[int], at: int) -> tuple[int, int]:
    """Give the greatest weight up to a place of the tree, and where it stands."""
    best = found = 0
    while at:
        if tops[at] > best:
            best, found = tops[at], at
        at &= at - 1
    return best, found


def moved_links(links: Iterable[Link]) -> frozenset[int]:
    """Indices of the links that are out of order; the fewest, where nothing is known of headings."""
    links = list(links)
    return _off_chain(links, range(len(links)), [weight(1, 0, link.old[0], link.new[0]) for link in links])


def weight(clauses: int, mark: int, old: int, new: int) -> int:
    """Weigh so many pairs: by their number; where as many are left out either way, by what no side sees differently.

    The mark is of their words (`marks`), and comes first; then a scramble of the places of the first pair that does not
    know which is which.
    """
    places = (old + new) * 0x9E3779B1 ^ (old * new) * 0x85EBCA6B
    return (clauses << 144) + (mark << 40) + (places & 0xFFFFFFFF)


def marks(units: Iterable[Unit]) -> list[int]:
    """Running sum of what the units weigh among equally many: the number of their words, and then a checksum."""
    texts = (unit.text for unit in units)
    return list(
        accumulate(
            ((text.count(" ") + 1 << 48) + crc32(text.encode(errors="surrogatepass")) for text in texts), initial=0
        )
    )


def moves(
    old: Sequence[Unit], new: Sequence[Unit], links: Sequence[Link], sums: tuple[list[int], list[int]] | None = None
) -> Moves:
    """What moved by itself and what its heading carried; `sums` are the marks of both sides, if known."""
    parent = _parents(old, new, links)
    sums = sums or (marks(old), marks(new))
    weights = [_weight(sums, link) for link in links]
    families: dict[int, list[int]] = {}
    for index in sorted(range(len(links)), key=lambda index: -links[index].old[0]):
        families.setdefault(parent[index], []).append(index)
        if parent[index] >= 0:
            weights[parent[index]] += weights[index]
    moved: set[int] = set()
    for family in families.values():
        moved |= _off_chain(links, family, weights)
    return Moves(frozenset(moved), frozenset(_carried(families, moved)) - moved)


def _off_chain(links: Sequence[Link], members: Iterable[int], weights: Sequence[int]) -> frozenset[int]:
    members = sorted(members, key=lambda index: links[index].old[0])
    sums = list(accumulate([weights[index] for index in members], initial=0))
    new = [links[index].new[0] for index in members]
    stayed = heaviest_chain(new, lambda start, stop: sums[stop] - sums[start])
    return frozenset(members).difference([members[at] for at in stayed])


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


def _weight(sums: tuple[list[int], list[int]], link: Link) -> int:
    mark = sum(
        [side[at + 1] - side[at] for side, places in zip(sums, (link.old, link.new), strict=True) for at in places]
    )
    return weight(1, mark, link.old[0], link.new[0])


def _carried(families: dict[int, list[int]], moved: Iterable[int]) -> set[int]:
    found: set[int] = set()
    waiting = list(moved)
    while waiting:
        for child in families.get(waiting.pop(), ()):
            if child not in found:
                found.add(child)
                waiting.append(child)
    return found
