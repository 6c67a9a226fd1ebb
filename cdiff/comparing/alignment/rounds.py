"""From candidates to pairs: the surest first, each round with the evidence of the rounds before."""

from __future__ import annotations

from cdiff.comparing.alignment.candidates import Pair, by_place, by_words
from cdiff.comparing.alignment.likeness import Likeness
from cdiff.comparing.alignment.pairing import FULL, Pairing

Candidates = dict[Pair, float]
"""Pairs that may be linked, and their likeness."""

PRIOR = 0.15
"""What full support of the surroundings adds to the likeness."""
LOWEST = 0.31
"""Below this sum two clauses are a deletion and an insertion: likeness .16 amid full support, .31 without."""
_REPEAT = 0.9
"""What a pair without support loses for the square of the share of clauses that the text says more than once."""
_LABEL = 0.02
"""What the same number adds: enough between equals, never against the words."""
_CLASH = 0.2
"""What is taken off where a heading faces a clause that is none."""
_RENAMED = 0.2
"""What a heading gains when all clauses under it were paired with each other."""
_SURE = 0.8 * FULL
"""Support that a clause with twins needs; with less it waits for the last round, when its surroundings are known."""
_PLAIN = 0.75
"""Worth from which clauses that face each other in a gap are paired before any search."""
_FEW = 2000
"""One link to so many clauses, of both sides together, is few."""
_ROUNDS = (0.65, 0.5, 0.4, LOWEST)


def value(likeness: Likeness, pairing: Pairing, old: int, new: int) -> float:
    """How much speaks for a pair: the likeness of its words, and a prior from where it stands."""
    support = pairing.support(old, new) / FULL
    alone = 1 - support
    worth = likeness.pair(old, new) + PRIOR * support - _REPEAT * likeness.repetition**2 * alone
    if pairing.crosses(old, new):
        worth -= _reluctance(likeness, pairing, old, new) * alone
    if pairing.clash(old, new):
        return worth - _CLASH
    return worth + _RENAMED * pairing.household(old, new) + (_LABEL if pairing.same_label(old, new) else 0.0)


def _reluctance(likeness: Likeness, pairing: Pairing, old: int, new: int) -> float:
    """How loath the text is to have moved this clause: where no verbatim clause moved, a rewritten one seldom did."""
    bars = pairing.bars
    loss = min(bars.cross_most, bars.cross * pairing.steadiness**2)
    return loss * bars.mass / max(bars.mass, likeness.mass(old, new))


def settle(likeness: Likeness, pairing: Pairing) -> None:
    """Pair what is left, in falling order of what speaks for it.

    What faces its like in a gap between two pairs needs no search; only what is left then is looked up.
    """
    pairing.survey()
    _exhaust(likeness, pairing, {}, _PLAIN)
    candidates = {pair: likeness.pair(*pair) for pair in sorted(by_words(likeness, pairing))}
    for bar in _ROUNDS:
        candidates = _exhaust(likeness, pairing, candidates, bar)


def _exhaust(likeness: Likeness, pairing: Pairing, candidates: Candidates, bar: float) -> Candidates:
    """Link all that is worth the bar, and what these links then make worth it; give the candidates left.

    In a long text a few links more make hardly any other worth it: the next round, whose bar is lower, will see to it.
    """
    ours, theirs = pairing.partner
    few = 0 if bar == LOWEST else (len(ours) + len(theirs)) // _FEW
    _add_by_place(likeness, pairing, candidates)
    while _take(likeness, pairing, candidates, bar) > few:
        pairing.survey()
        candidates = {pair: alike for pair, alike in candidates.items() if ours[pair[0]] < 0 and theirs[pair[1]] < 0}
        _add_by_place(likeness, pairing, candidates)
    return candidates


def _add_by_place(likeness: Likeness, pairing: Pairing, candidates: Candidates) -> None:
    for pair in by_place(pairing):
        if pair not in candidates:
            candidates[pair] = likeness.pair(*pair)


def _must_wait(likeness: Likeness, pairing: Pairing, old: int, new: int, bar: float) -> bool:
    """Whether a clause with twins should not choose among them yet."""
    if bar == LOWEST or not likeness.twin(old, new):
        return False
    return bar == _PLAIN or pairing.support(old, new) < _SURE


def _take(likeness: Likeness, pairing: Pairing, candidates: Candidates, bar: float) -> int:
    """Link the best pairs above the bar and count them; rivals of equal worth stand in an order both sides share."""
    ranked = []
    for (old, new), alike in candidates.items():
        hope = alike or pairing.household(old, new)
        if hope and hope + PRIOR >= bar and pairing.free(old, new):
            if alike == 1.0 and _must_wait(likeness, pairing, old, new, bar):
                continue
            worth = value(likeness, pairing, old, new)
            if worth >= bar:
                ranked.append((-worth, old + new, old, new))
    taken = 0
    for _, _, old, new in sorted(ranked):
        if pairing.free(old, new):
            pairing.link(old, new)
            taken += 1
    return taken
