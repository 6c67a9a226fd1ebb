"""What moved: the fewest clauses that explain the new order.

The clauses that stayed are a heaviest increasing chain: the largest set of pairs that stand in the same order on
both sides (Fredman 1975 for the algorithm; patience diff uses the same chain). Whatever is not on it moved. Every
clause counts one, because a reader counts moved clauses and not their words; where two chains leave out
equally many, the one with more words stays, and then the one that a checksum of the words prefers, so that
exchanging old and new never changes what moved.

With parents given, order is judged inside each family: the children of a paired heading are compared with
each other, and the heading weighs as much as everything below it. So an objective that changes place is one
move, of its heading; its clauses are carried along.

A clause whose parents both have a partner, but not each other, moved: it stands under another parent. Where one of the
two was inserted or deleted, that explains it: a heading put in above some paragraphs moves none of them. Such a clause
is judged by its order alone, among the children of the nearest paired ancestors of either side, and of both; of two
that cannot both have stayed there, it is the one that moved. But never past the heading that it stood below, or stands
below now: the new heading took it to before the old one. So is a clause below a number that was deleted: what
stood below paragraph 2 stands beside it when it has no number, and the paragraph alone is said to have moved.
A footnote too is judged by its order: it stands in the list of notes, and where its mark went is told in the clauses.
Where two headings of one kind exchanged their titles, so that each is paired with the heading of the other's
clauses, the headings moved and not the clauses: they are fewer.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from itertools import accumulate, chain, compress, count, islice
from operator import ne
from zlib import crc32

from cdiff.comparing.alignment.units import HEADINGS, Unit
from cdiff.core.model import Link
from cdiff.core.records import record

_GUEST = 1 << 130
"""What a guest of a family weighs less than a member: more than all its words (`weight`), less than any clause."""


@record
class Moves:
    """Indices of links: what moved by itself, and what was carried along inside it."""

    moved: frozenset[int]
    carried: frozenset[int]


Spot = tuple[int, int, int]
"""Where a clause is taken to stand: at its position, or right before the heading at that position."""


def heaviest_chain(new: Sequence[int] | Sequence[Spot], weigh: Callable[[int, int], int]) -> list[int]:
    """Find the heaviest chain of pairs that increases on both sides; return the indices of its pairs.

    The pairs come in old order, as their new positions, none twice. Pairs with no other pair between them on either
    side stay or go together, so they are taken as one; `weigh` returns the weight of the pairs from one index to
    another (exclusive).
    """
    rank = dict(zip(sorted(new), count(), strict=False))
    ranks = list(map(rank.__getitem__, new))
    breaks = compress(count(1), map(ne, islice(ranks, 1, None), map((1).__add__, ranks)))
    starts = [0, *breaks] if new else []
    stops = [*starts[1:], len(new)]

    # A Fenwick tree over the new positions of the runs holds the best chain that ends at or before each of them: its
    # weight and its last run.
    place = {height: at for at, height in enumerate(sorted(ranks[start] for start in starts), 1)}
    tops, ends = [0] * (len(starts) + 1), [-1] * (len(starts) + 1)

    def best_up_to(at: int) -> tuple[int, int]:
        best = found = 0
        while at:
            if tops[at] > best:
                best, found = tops[at], at
            at &= at - 1
        return best, ends[found]

    back: list[int] = []
    for index, (start, stop) in enumerate(zip(starts, stops, strict=False)):
        at = place[ranks[start]]
        best, before = best_up_to(at - 1)
        back.append(before)
        weight = best + weigh(start, stop)
        while at < len(tops):
            if weight > tops[at]:
                tops[at], ends[at] = weight, index
            at += at & -at
    end = best_up_to(len(starts))[1]
    kept = []
    while end >= 0:
        kept.append(end)
        end = back[end]
    return list(chain.from_iterable(range(starts[run], stops[run]) for run in reversed(kept)))


def moved_links(links: Iterable[Link]) -> frozenset[int]:
    """Return the indices of the links that are out of order; the fewest, where nothing is known of headings."""
    places = [(link.old[0], link.new[0]) for link in links]
    spots = [(_spot(old), _spot(new)) for old, new in places]
    return _off_chain(spots, range(len(places)), [weight(1, 0, *pair) for pair in places])


def weight(clauses: int, mark: int, old: int, new: int) -> int:
    """Weigh some pairs: by their number, then by what is the same when old and new are exchanged.

    That is first the mark of their words (`marks`), then a hash of the positions of the first pair in which the two
    are interchangeable.
    """
    places = (old + new) * 0x9E3779B1 ^ (old * new) * 0x85EBCA6B
    return (clauses << 144) + (mark << 40) + (places & 0xFFFFFFFF)


def marks(units: Iterable[Unit]) -> list[int]:
    """Return the running sum of the units' marks: the number of their words, and then a checksum of them."""
    texts = (unit.text for unit in units)
    return list(
        accumulate(
            ((text.count(" ") + 1 << 48) + crc32(text.encode(errors="surrogatepass")) for text in texts), initial=0
        )
    )


def moves(
    old: Sequence[Unit],
    new: Sequence[Unit],
    links: Sequence[Link],
    sums: tuple[list[int], list[int]] | None = None,
    equals: Container[int] = (),
    places: Sequence[tuple[int, int]] = (),
) -> Moves:
    """Return what moved by itself and what its heading carried.

    `sums` are the marks of both sides, if known. `equals` are the links of clauses of which one side has more with the
    same words than the other: which of them is new is a guess, so that none of them moved past the others.
    `places` are the old and new positions where each link stands: of a split or a merge the first ones, if unknown.
    """
    sums = sums or (marks(old), marks(new))
    places = places or [(link.old[0], link.new[0]) for link in links]
    weights = []
    for link in links:
        mark = sum(
            [side[at + 1] - side[at] for side, held in zip(sums, (link.old, link.new), strict=True) for at in held]
        )
        weights.append(weight(1, mark, link.old[0], link.new[0]))

    ancestry = _Ancestry(old, new, links, places)
    families: dict[int, list[int]] = {}
    guests: dict[int, list[int]] = {}
    """For each family the clauses that an inserted or deleted parent put into it or took out of it."""
    moved = set(ancestry.exchanged)
    # A note that became a clause, or the other way round, stands elsewhere, wherever both texts print it.
    moved |= {
        index for index, (at, to) in enumerate(places) if (old[at].kind == "footnote") != (new[to].kind == "footnote")
    }
    # Children before their parents, so that the weight of a heading includes all that stands below it.
    for index in sorted(range(len(links)), key=lambda index: -places[index][0]):
        (above, direct), (below, known) = ancestry.above(0, index), ancestry.above(1, index)
        parent = None
        if above == below or ancestry.home.get(above) == below:
            families.setdefault(above, []).append(index)
            if above >= 0:
                weights[above] += weights[index]
        elif (
            direct
            and known
            and old[places[index][0]].kind != "footnote"
            and (parent := ancestry.released(index, above, below)) is None
        ):
            moved.add(index)
        else:
            if parent is not None and len(links[parent].old) == len(links[parent].new):
                # A line that never had a number heads what follows it, or not, by how it is printed.
                moved.update({parent} if ancestry.is_numbered(parent) else ())
            common = ancestry.common(above, below)
            for family in {above, below, common}:
                guests.setdefault(family, []).append(index)
    for family in {**families, **guests}:
        members, visitors = families.get(family, ()), guests.get(family, ())
        held = {index: weights[index] for index in members}
        held |= {index: weights[index] - _GUEST for index in visitors}
        spots = {index: (_spot(places[index][0]), _spot(places[index][1])) for index in members}
        spots |= {index: ancestry.beside_heading(index, family) for index in visitors}
        off = _off_chain(spots, held, held)
        moved.update(index for index in off if index not in equals)

    carried: set[int] = set()
    waiting = list(moved)
    while waiting:
        below_it = set(families.get(waiting.pop(), ())) - carried
        carried |= below_it
        waiting += below_it
    return Moves(frozenset(moved), frozenset(carried - moved))


def _spot(position: int) -> Spot:
    return position, 0, 0


def _off_chain(
    spots: Sequence[tuple[Spot, Spot]] | Mapping[int, tuple[Spot, Spot]],
    members: Iterable[int],
    weights: Sequence[int] | Mapping[int, int],
) -> frozenset[int]:
    """Return the members of a family that are not on its heaviest increasing chain."""
    members = sorted(members, key=lambda index: spots[index][0])
    sums = list(accumulate([weights[index] for index in members], initial=0))
    new = [spots[index][1] for index in members]
    stayed = heaviest_chain(new, lambda start, stop: sums[stop] - sums[start])
    return frozenset(members).difference([members[at] for at in stayed])


class _Ancestry:
    """For each link the links of its parents, on either side."""

    def __init__(
        self, old: Sequence[Unit], new: Sequence[Unit], links: Sequence[Link], places: Sequence[tuple[int, int]]
    ) -> None:
        self.units, self.links, self.places = (old, new), links, places
        self._parents = tuple({unit.parent for unit in side} for side in self.units)
        self._of = (
            {position: index for index, link in enumerate(links) for position in link.old},
            {position: index for index, link in enumerate(links) for position in link.new},
        )
        self.home: dict[int, int] = {}
        """For the link of an old heading that exchanged its title, the link of the new heading of its clauses."""
        self.exchanged: set[int] = set()
        children: Counter[tuple[int, int]] = Counter()
        total: tuple[Counter[int], Counter[int]] = (Counter(), Counter())
        for index in range(len(links)):
            (above, direct), (below, known) = self.above(0, index), self.above(1, index)
            if above >= 0 and below >= 0 and direct and known:
                children[above, below] += 1
                total[0][above] += 1
                total[1][below] += 1
        for (above, below), shared in children.items():
            kinds = {old[places[above][0]].kind, new[places[below][1]].kind}
            most = 2 * shared > max(total[0][above], total[1][below])
            if above != below and shared > 1 and most and len(kinds) == 1 and kinds <= HEADINGS:
                self.home[above] = below
                self.exchanged |= {above, below}

    def above(self, side: int, index: int) -> tuple[int, bool]:
        """Return the link of the nearest ancestor that has one, -1 for the text itself; and whether it is the parent.

        The title of a text, which one draft may print and another not, is no parent.
        """
        units, links = self.units[side], self._of[side]
        parent, direct = units[self.places[index][side]].parent, True
        while parent is not None:
            found = links.get(parent, -1)
            if found >= 0 and found != index and units[parent].kind != "title":
                return found, direct
            direct = direct and found >= 0
            parent = units[parent].parent
        return -1, direct

    def released(self, index: int, above: int, below: int) -> int | None:
        """Return the link of what the clause stood below, where it now stands beside that, as nothing stands below it.

        A number that was deleted, or given, takes a parent away or makes one; a line without a number heads numbered
        paragraphs only as long as it stands alone before them.
        """
        units = self.units[0][self.places[index][0]], self.units[1][self.places[index][1]]
        alike = units[0].kind == units[1].kind and all(unit.label for unit in units)
        for side, (own, other) in enumerate(((above, below), (below, above))):
            if own < 0 or self.above(1 - side, own)[0] != other:
                continue
            sides = self.links[own].old, self.links[own].new
            here, there = self.units[side][sides[side][0]], self.units[1 - side][sides[1 - side][0]]
            lost = (
                not there.label if here.label else alike and not self._parents[1 - side].intersection(sides[1 - side])
            )
            if lost and here.kind not in HEADINGS:
                return own
        return None

    def beside_heading(self, index: int, family: int) -> tuple[Spot, Spot]:
        """Return where a guest of a family is taken to stand among its members, by the old and by the new text.

        It did not move past a heading that it stood below, or stands below now: a new heading took it to before the
        old one. So it is taken to have stood there already.
        """
        spots = []
        for side, place in enumerate(self.places[index]):
            spot = _spot(place)
            own = self.above(side, index)[0]
            while own not in (-1, family):
                if (self.places[own][0] < self.places[index][0]) != (self.places[own][1] < self.places[index][1]):
                    spot = self.places[own][side], -1, place
                own = self.above(side, own)[0]
            spots.append(spot)
        return spots[0], spots[1]

    def is_numbered(self, index: int) -> bool:
        """Whether a clause has a number on either side."""
        return any(units[at].label for units, at in zip(self.units, self.places[index], strict=True))

    def common(self, above: int, below: int) -> int:
        """Return the nearest link that is above both, by the old text; -1 for the text itself."""
        line = {above}
        while above >= 0:
            above = self.above(0, above)[0]
            line.add(above)
        while below not in line and below >= 0:
            below = self.above(0, below)[0]
        return below
