"""Splits and merges: one clause on one side that two or more neighbours on the other share out among them.

The whole is cut where its stretches resemble the parts most. A part that was cut out of the whole shows twice: it
resembles its own stretch, and the part that was found first fits better once that stretch is taken
away. The second sign tells a half from a new clause that merely speaks of the same things, so it counts
double. Both halves may be rewritten: neither sign has to be strong alone. (Containment of the part in the
whole, the rule of the prototype, sees only the first sign, and loses a rewritten half.)
"""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import accumulate, chain, pairwise, repeat
from operator import add, sub

from cdiff.comparing.alignment.likeness import Features, Likeness, shared
from cdiff.comparing.alignment.pairing import FULL, Pairing
from cdiff.comparing.alignment.rounds import PRIOR, value

_REACH = 3
"""Neighbours on either side that are looked at in any case; farther ones where the words of a rest point to them."""
_COMMON = 10
"""A feature that more rests have points to none. (Asking for rare features instead lost plain merges in long texts.)"""
_MOST = 6
"""Parts that one clause is split into at the most."""


class Group:
    """One clause and the neighbours that share it out among them."""

    def __init__(self, whole: int, parts: tuple[int, ...], side: int, alike: float) -> None:
        """Side says where the whole stands: 0 for a split, 1 for a merge."""
        self.whole, self.parts, self.side, self.alike = whole, parts, side, alike

    @property
    def old(self) -> tuple[int, ...]:
        """Positions in the old sequence."""
        return self.parts if self.side else (self.whole,)

    @property
    def new(self) -> tuple[int, ...]:
        """Positions in the new sequence."""
        return (self.whole,) if self.side else self.parts


Proposal = tuple[float, int, Group]
Rests = dict[int, list[int]]
"""For a feature the clauses that have it while their partner has not."""


def find_groups(likeness: Likeness, pairing: Pairing) -> list[Group]:
    """Find all splits and merges, none overlapping, the clearest first."""
    pairing.survey()
    proposals: list[Proposal] = []
    parts = _parts(likeness, pairing, 1), _parts(likeness, pairing, 0)
    rests = _rests(likeness, pairing, parts)
    for side in (0, 1):
        for part in parts[side]:
            beside = _beside(likeness, pairing, side, part, rests[side])
            proposals += _proposals(likeness, pairing, side, part, beside)
    used: tuple[set[int], set[int]] = (set(), set())
    found: list[Group] = []
    for group in _clear(proposals):
        if used[0].isdisjoint(group.old) and used[1].isdisjoint(group.new):
            group = _extend(likeness, pairing, group, used[1 - group.side])
            used[0].update(group.old)
            used[1].update(group.new)
            found.append(group)
    return found


def _clear(proposals: list[Proposal]) -> Iterator[Group]:
    """Go through the proposals, best first; of a split and a merge that nothing tells apart, neither."""
    proposals.sort(key=lambda proposal: proposal[:2])
    ranks: dict[tuple[float, int], set[int]] = {}
    for strength, key, group in proposals:
        ranks.setdefault((strength, key), set()).add(group.side)
    for strength, key, group in proposals:
        if len(ranks[strength, key]) == 1:
            yield group


def _parts(likeness: Likeness, pairing: Pairing, side: int) -> list[int]:
    """Clauses of a side that may be parts of a whole on the other: without a partner, or hardly at home with it."""
    partners = pairing.partner[side]
    return [at for at, other in enumerate(partners) if other < 0 or _loose(likeness, pairing, side, at)]


def _loose(likeness: Likeness, pairing: Pairing, side: int, position: int) -> bool:
    """Whether a clause has a partner that another place could take it from: other words, far from home."""
    partner = pairing.partner[side][position]
    if position in pairing.pinned[side] or pairing.partner[1 - side][partner] != position:
        return False
    old, new = (position, partner) if side == 0 else (partner, position)
    return not likeness.same(old, new) and 2 * pairing.support(old, new) < FULL


def _rests(likeness: Likeness, pairing: Pairing, parts: tuple[list[int], list[int]]) -> tuple[Rests, Rests]:
    """For each feature of the parts the wholes that have it while their partner has not; for splits, for merges."""
    wanted = [set(chain.from_iterable(likeness.row(1 - side, part) for part in parts[side])) for side in (0, 1)]
    found: tuple[Rests, Rests] = (defaultdict(list), defaultdict(list))
    for old, new in zip(*pairing.pairs(), strict=True):
        if not likeness.same(old, new):
            ours, theirs = likeness.keys(0, old), likeness.keys(1, new)
            for feature in (ours - theirs) & wanted[0]:
                found[0][feature].append(old)
            for feature in (theirs - ours) & wanted[1]:
                found[1][feature].append(new)
    splits, merges = (
        {feature: wholes for feature, wholes in rests.items() if len(wholes) <= _COMMON} for rests in found
    )
    return splits, merges


def _beside(likeness: Likeness, pairing: Pairing, side: int, part: int, rests: Rests) -> list[int]:
    """Clauses that may have the same whole as the part: its neighbours, and wherever its words are missed."""
    found: dict[int, int] = defaultdict(int)
    mine = likeness.of(1 - side, part)
    for feature in mine.keys() & rests.keys():
        for whole in rests[feature]:
            found[whole] += mine[feature]
    enough = pairing.bars.part * likeness.weight_of(1 - side, part)
    ranked = sorted((-weight, whole) for whole, weight in found.items() if 2 * weight >= enough)
    near = range(max(0, part - _REACH), min(len(pairing.partner[1 - side]), part + _REACH + 1))
    far = (pairing.partner[side][whole] for _, whole in ranked[:_REACH])
    return sorted({*near, *far})


def _proposals(
    likeness: Likeness, pairing: Pairing, side: int, part: int, besides: Iterable[int]
) -> Iterator[Proposal]:
    """For a part: the wholes that the clauses beside it go with."""
    partners = pairing.partner[1 - side]
    for beside in besides:
        whole = partners[beside]
        if beside == part or whole < 0 or whole == partners[part] or not _open(pairing, side, whole, beside, part):
            continue
        alone = _pair(likeness, side, whole, beside)
        if alone == 1.0:
            continue
        parts = (min(beside, part), max(beside, part))
        enough = pairing.bars.split + pairing.bars.apart * min(abs(beside - part) - 1, _REACH)
        strength, alike = weigh(likeness, side, whole, parts, part, alone, (pairing.bars.part, enough))
        if strength >= enough and not _better_off(likeness, pairing, 1 - side, part, strength):
            yield -strength, whole + part + beside, Group(whole, parts, side, alike)


def _open(pairing: Pairing, side: int, whole: int, beside: int, part: int) -> bool:
    """Whether no pin and no ban stands against sharing out the whole."""
    pair = (whole, part) if side == 0 else (part, whole)
    pinned = whole in pairing.pinned[side] or not pairing.pinned[1 - side].isdisjoint((beside, part))
    return not pinned and pair not in pairing.banned and pairing.partner[side][whole] == beside


def _pair(likeness: Likeness, side: int, whole: int, part: int) -> float:
    return likeness.pair(whole, part) if side == 0 else likeness.pair(part, whole)


def _better_off(likeness: Likeness, pairing: Pairing, side: int, part: int, strength: float) -> bool:
    partner = pairing.partner[side][part]
    if partner < 0:
        return False
    old, new = (part, partner) if side == 0 else (partner, part)
    return value(likeness, pairing, old, new) + PRIOR >= strength


def weigh(
    likeness: Likeness,
    side: int,
    whole: int,
    parts: tuple[int, ...],
    part: int,
    before: float,
    bars: tuple[float, float],
) -> tuple[float, float]:
    """How clearly the part was cut out of the whole, and how alike the whole and all parts are then.

    `before` is how alike the whole and the others were. The bars are how alike the part and its stretch have to be, and
    how clear it has to be: what could not get there if all that it shares with the whole stood in one stretch, and the
    others were the rest to the letter, is not looked at.
    """
    floor, enough = bars
    mine = likeness.of(1 - side, part)
    common, weight = shared(likeness.of(side, whole), mine), likeness.weight_of(1 - side, part)
    most = 2 * common / (common + weight) if common else 0.0
    if most < floor or most + 2 * (1 - before) < enough:
        return 0.0, 0.0
    stems = likeness.stems((likeness.old, likeness.new)[side][whole])
    pairs = likeness.pairs(stems)
    features = [likeness.of(1 - side, at) for at in parts]
    hits = [_hits(stems, pairs, found) for found in features]
    own = parts.index(part)
    ways = [_share_out(likeness, stems, features, _cuts(hits), own)]
    if len(parts) == 2:
        ways.append(_share_out(likeness, stems, features[::-1], _cuts(hits[::-1]), 1 - own))
    return max((mine + 2 * (others - before) if mine >= floor else 0.0, alike) for mine, others, alike in ways)


def _share_out(
    likeness: Likeness, stems: array[int], parts: list[Features], cuts: list[int], own: int
) -> tuple[float, float, float]:
    """Say how alike one part, the others, and all of them are to their stretches."""
    common, there = [0, 0], [0, 0]
    for at, (part, (start, stop)) in enumerate(zip(parts, pairwise(cuts), strict=True)):
        stretch = likeness.features(stems[start:stop])
        common[at == own] += shared(stretch, part)
        there[at == own] += sum(stretch.values()) + sum(part.values())
    others, mine = (2 * common[side] / there[side] if there[side] else 0.0 for side in (0, 1))
    return mine, others, min(2 * sum(common) / sum(there) if any(there) else 0.0, 0.9999)


def _extend(likeness: Likeness, pairing: Pairing, group: Group, used: set[int]) -> Group:
    """Add the clauses right beside a group, as long as they too were cut out of the whole."""
    partners, more = pairing.partner[1 - group.side], True
    while more and len(group.parts) < _MOST:
        more = False
        for part in (group.parts[-1] + 1, group.parts[0] - 1):
            if 0 <= part < len(partners) and partners[part] < 0 and part not in used:
                larger = _larger(likeness, pairing, group, part)
                if larger:
                    group, more = larger, True
                    break
    return group


def _larger(likeness: Likeness, pairing: Pairing, group: Group, part: int) -> Group | None:
    pair = (group.whole, part) if group.side == 0 else (part, group.whole)
    if pair in pairing.banned:
        return None
    parts, bars = tuple(sorted((*group.parts, part))), (pairing.bars.part, pairing.bars.split)
    strength, alike = weigh(likeness, group.side, group.whole, parts, part, group.alike, bars)
    return Group(group.whole, parts, group.side, alike) if strength >= pairing.bars.split else None


def _cuts(hits: list[list[int]]) -> list[int]:
    """Where to cut a row of stems so that each stretch shares the most with its part.

    For each part comes the running sum over the stems of what it shares with them.
    """
    best = [0] * len(hits[0])
    """The most that the parts so far share with the stems up to each place."""
    steps: list[tuple[list[int], list[int]]] = []
    for of_part in hits:
        start = list(map(sub, best, of_part))
        most = list(accumulate(start, max))
        best = list(map(add, most, of_part))
        steps.append((start, most))
    cuts = [len(best) - 1]
    for start, most in reversed(steps):
        cuts.append(start.index(most[cuts[-1]]))
    return cuts[::-1]


def _hits(stems: array[int], pairs: list[int], part: Features) -> list[int]:
    """Running sum over the stems, and the pairs that end with them, of what the part shares with them."""
    single = map(part.get, stems, repeat(0))
    double = map(part.get, pairs, repeat(0))
    return list(accumulate(map(add, single, chain((0,), double)), initial=0))
