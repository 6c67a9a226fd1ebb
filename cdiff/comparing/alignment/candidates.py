"""Which pairs are worth comparing: those that share rare words, and those that face each other in a gap."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import compress, count, islice, pairwise
from operator import ne

from cdiff.comparing.alignment.likeness import Likeness
from cdiff.comparing.alignment.pairing import NONE, Pairing

Pair = tuple[int, int]

_POSTING = 15
"""A feature that more clauses than this share (both sides together) finds nobody a partner."""
_BUDGET = 120
"""A clause looks up features, rarest first, until their clauses add up to this."""
_BEST = 8
"""Partners that each clause brings forward."""
_FAINT = 0.08
"""Likeness by rare words below which a pair is not looked at; frequent words do not make up for it."""
_GAP = 200
"""Pairs of a gap that are all looked at; of a larger gap only those near its diagonal."""
_BAND = 6


def by_words(likeness: Likeness, pairing: Pairing) -> set[Pair]:
    """Pairs of clauses without a partner that share rare words or word pairs, the best few for each clause."""
    loose = [[at for at, other in enumerate(partners) if other < 0] for partners in pairing.partner]
    spread = _spread(likeness, loose)
    index: dict[int, list[int]] = defaultdict(list)
    for new in loose[1]:
        for feature in _signature(likeness.row(1, new), spread):
            index[feature].append(new)
    found: set[Pair] = set()
    reverse: dict[int, list[tuple[float, int]]] = defaultdict(list)
    for old in loose[0]:
        ranked = _rank(likeness, old, index, spread)
        found.update((old, new) for _, new in ranked[:_BEST])
        for score, new in ranked:
            reverse[new].append((score, old))
    for new, others in reverse.items():
        found.update((old, new) for _, old in sorted(others)[:_BEST])
    return found


def _spread(likeness: Likeness, loose: list[list[int]]) -> dict[int, int]:
    """For each feature of both sides, how many clauses have it."""
    counts: list[Counter[int]] = [Counter(), Counter()]
    for side in (0, 1):
        for position in loose[side]:
            counts[side].update(likeness.row(side, position))
    old, new = counts
    return {
        feature: times + new[feature]
        for feature, times in old.items()
        if feature in new and times + new[feature] <= _POSTING
    }


def _signature(features: Iterable[int], spread: dict[int, int]) -> list[int]:
    """The rarest features of a clause, as many as the budget pays for; equally rare ones all or none."""
    held = [feature for feature in features if feature in spread]
    if sum([spread[feature] for feature in held]) <= _BUDGET:
        return held
    costs = Counter(spread[feature] for feature in held)
    left, dearest = _BUDGET, 0
    for cost in sorted(costs):
        left -= cost * costs[cost]
        if left < 0 and dearest:
            break
        dearest = cost
    return [feature for feature in held if spread[feature] <= dearest]


def _rank(likeness: Likeness, old: int, index: dict[int, list[int]], spread: dict[int, int]) -> list[tuple[float, int]]:
    shared: dict[int, int] = defaultdict(int)
    for feature in _signature(likeness.row(0, old), spread):
        weight = likeness.weight(feature)
        for new in index[feature]:
            shared[new] += weight
    own, weight_of = likeness.weight_of(0, old), likeness.weight_of
    ranked = [(-2 * weight / (own + weight_of(1, new)), new) for new, weight in shared.items()]
    return sorted([entry for entry in ranked if entry[0] < -_FAINT])


def by_place(pairing: Pairing) -> Iterator[Pair]:
    """Pairs of clauses without a partner that stand between, or beside, the same two pairs; some twice."""
    ours, theirs = pairing.partner
    for start, stop in _gaps(ours):
        after = ours[start - 1] + 1 if start else 0
        before = ours[stop] - 1 if stop < len(ours) else len(theirs) - 1
        facing = {_run(theirs, after, 1), _run(theirs, before, -1)}
        for run in facing:
            yield from _facing(range(start, stop), run)


def _gaps(partner: Sequence[int]) -> Iterator[Pair]:
    """Give the stretches of clauses without a partner, as start and stop."""
    loose = list(compress(count(), map((0).__gt__, partner)))
    breaks = compress(count(1), map(ne, islice(loose, 1, None), map((1).__add__, loose)))
    for start, stop in pairwise([0, *breaks, len(loose)] if loose else []):
        yield loose[start], loose[stop - 1] + 1


def _run(partner: Sequence[int], at: int, step: int) -> range:
    end = at
    while 0 <= end < len(partner) and partner[end] == NONE:
        end += step
    return range(at, end) if step > 0 else range(end + 1, at + 1)


def _facing(old: range, new: range) -> Iterator[Pair]:
    if len(old) * len(new) <= _GAP:
        yield from ((here, there) for here in old for there in new)
        return
    for here in old:
        for there in new:
            if (
                abs((here - old.start) - (there - new.start)) <= _BAND
                or abs((old.stop - here) - (new.stop - there)) <= _BAND
            ):
                yield here, there
