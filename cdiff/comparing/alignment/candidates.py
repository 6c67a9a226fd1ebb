"""Which pairs are worth comparing: those that share rare words, and those that face each other in a gap.

The bounds were found on the corpora of `cdiff.comparing.alignment`: F1 is the same for postings of 30 to 60 of both
sides and for 5 to 8 candidates per clause; they keep a text of 100,000 clauses linear (`python -m bench scale`).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import chain, compress, count, islice, pairwise
from operator import ne

from cdiff.comparing.alignment.pairing import NONE, ClausePairing
from cdiff.comparing.alignment.similarity import Similarity

Pair = tuple[int, int]

_POSTING = 15
"""A feature that more clauses than this share (both sides together) proposes no partner."""
_BUDGET = 120
"""A clause looks up features, rarest first, until their clauses add up to this, or to as many as it has features: a
short clause that it contains has some of them only."""
_BEST = 8
"""Partners that each clause proposes."""
_FAINT = 0.08
"""Similarity by rare words below which a pair is not proposed; frequent words do not make up for it."""
_PART = 0.2
"""The share of the shorter clause in rare words from which it is proposed for a longer one that it may stand in."""
_LEAST = 2.0
"""What both have to share then, in words that nothing else contains: one word of a title proves nothing."""
_GAP = 200
"""Pairs of a gap that are all compared; of a larger gap only those near its diagonals."""
_BAND = 6
"""So far from a diagonal a clause may stand; less where a gap has more pairs than `_MOST` near its diagonals."""
_MOST = 50_000
"""In a gap of thousands nobody expects the tenth clause to face its like to within six places; the words find it."""


def by_words(similarity: Similarity, pairing: ClausePairing) -> set[Pair]:
    """Propose pairs of clauses without a partner that share rare words or word pairs, the best few for each clause."""
    loose = [[at for at, other in enumerate(partners) if other < 0] for partners in pairing.partner]
    counts = [Counter(chain.from_iterable(similarity.row(side, at) for at in loose[side])) for side in (0, 1)]
    spread = {
        feature: times + counts[1][feature]
        for feature, times in counts[0].items()
        if feature in counts[1] and times + counts[1][feature] <= _POSTING
    }
    index: dict[int, list[int]] = defaultdict(list)
    for new in loose[1]:
        for feature in _signature(similarity.row(1, new), spread):
            index[feature].append(new)

    found: set[Pair] = set()
    least = _LEAST * similarity.heaviest
    reverse: dict[int, list[tuple[float, int]]] = defaultdict(list)
    for old in loose[0]:
        shared: dict[int, int] = defaultdict(int)
        for feature in _signature(similarity.row(0, old), spread):
            weight = similarity.weight(feature)
            for new in index[feature]:
                shared[new] += weight
        own, weight_of = similarity.weight_of(0, old), similarity.weight_of
        scored = [(-2 * weight / (own + weight_of(1, new)), new) for new, weight in shared.items()]
        ranked = sorted([entry for entry in scored if entry[0] < -_FAINT])
        found.update((old, new) for _, new in ranked[:_BEST])
        found.update((old, new) for new in shared if shared[new] >= max(least, _PART * min(own, weight_of(1, new))))
        for score, new in ranked:
            reverse[new].append((score, old))
    for new, others in reverse.items():
        found.update((old, new) for _, old in sorted(others)[:_BEST])
    return found


def _signature(features: Sequence[int], spread: dict[int, int]) -> list[int]:
    """Choose the rarest features of a clause, as many as the budget pays for; equally rare ones all or none."""
    held = [feature for feature in features if feature in spread]
    budget = max(_BUDGET, len(features))
    if sum([spread[feature] for feature in held]) <= budget:
        return held
    costs = Counter(spread[feature] for feature in held)
    left, dearest = budget, 0
    for cost in sorted(costs):
        left -= cost * costs[cost]
        if left < 0 and dearest:
            break
        dearest = cost
    return [feature for feature in held if spread[feature] <= dearest]


def by_place(pairing: ClausePairing) -> Iterator[Pair]:
    """Propose pairs of clauses without a partner that stand between, or beside, the same two pairs; some twice."""
    ours, theirs = pairing.partner
    loose = list(compress(count(), map((0).__gt__, ours)))
    breaks = compress(count(1), map(ne, islice(loose, 1, None), map((1).__add__, loose)))
    for first, last in pairwise([0, *breaks, len(loose)] if loose else []):
        start, stop = loose[first], loose[last - 1] + 1
        after = ours[start - 1] + 1 if start else 0
        before = ours[stop] - 1 if stop < len(ours) else len(theirs) - 1
        for run in {_run(theirs, after, 1), _run(theirs, before, -1)}:
            yield from _facing(range(start, stop), run)


def _run(partner: Sequence[int], at: int, step: int) -> range:
    """Find the clauses without a partner from a position on, forward or backward."""
    end = at
    while 0 <= end < len(partner) and partner[end] == NONE:
        end += step
    return range(at, end) if step > 0 else range(end + 1, at + 1)


def _facing(old: range, new: range) -> Iterator[Pair]:
    """Pair up the two sides of a gap: all with all, or along the two diagonals where it is large."""
    if len(old) * len(new) <= _GAP:
        yield from ((here, there) for here in old for there in new)
        return
    band = min(_BAND, max(1, _MOST // (4 * len(old))))
    for here in old:
        first, last = here - old.start + new.start, new.stop - (old.stop - here)
        low, high = (first, last) if first <= last else (last, first)
        split = max(low + band + 1, high - band)
        for near in (range(low - band, low + band + 1), range(split, high + band + 1)):
            for there in range(max(near.start, new.start), min(near.stop, new.stop)):
                yield here, there
