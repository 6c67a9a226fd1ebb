"""From candidates to pairs: the surest first, each round with the evidence of the rounds before."""

from __future__ import annotations

from cdiff.comparing.alignment.candidates import Pair, by_place, by_words
from cdiff.comparing.alignment.pairing import FULL, ClausePairing
from cdiff.comparing.alignment.similarity import Similarity

Candidates = dict[Pair, float]
"""Pairs that may be linked, and their similarity."""

PRIOR = 0.15
"""What full support of the surroundings adds to the similarity (flat from .1 to .2, see the package)."""
LOWEST = 0.31
"""Below this sum two clauses are a deletion and an insertion: similarity .16 amid full support, .31 without
(flat from .28 to .34)."""
_REPEAT = 0.9
"""What a pair without support loses for the square of the share of clauses that the text repeats."""
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


def value(similarity: Similarity, pairing: ClausePairing, old: int, new: int) -> float:
    """Weigh the evidence for a pair: the similarity of its words, and a prior from where it stands."""
    support = pairing.support(old, new) / FULL
    alone = 1 - support
    worth = similarity.pair(old, new) + PRIOR * support - _REPEAT * similarity.repetition**2 * alone
    if pairing.crosses(old, new):
        # Where no verbatim clause moved, a rewritten one seldom did; a long clause is less of a chance.
        bars = pairing.bars
        reluctance = min(bars.cross_most, bars.cross * pairing.steadiness**2)
        worth -= reluctance * bars.mass / max(bars.mass, similarity.mass(old, new)) * alone
    if pairing.clash(old, new):
        return worth - _CLASH
    return worth + _RENAMED * pairing.household(old, new) + (_LABEL if pairing.same_label(old, new) else 0.0)


def settle(similarity: Similarity, pairing: ClausePairing) -> None:
    """Pair what is left, in falling order of the evidence.

    What faces its like in a gap between two pairs needs no search; only what is left then is looked up.
    """
    pairing.survey()
    _exhaust(similarity, pairing, {}, _PLAIN)
    candidates = {pair: similarity.pair(*pair) for pair in sorted(by_words(similarity, pairing))}
    for bar in _ROUNDS:
        candidates = _exhaust(similarity, pairing, candidates, bar)


def _exhaust(similarity: Similarity, pairing: ClausePairing, candidates: Candidates, bar: float) -> Candidates:
    """Link all that is worth the bar, and what these links then make worth it; return the candidates left.

    In a long text a few links more make hardly any other worth it: the next round, whose bar is lower, will see to it.
    """
    ours, theirs = pairing.partner
    few = 0 if bar == LOWEST else (len(ours) + len(theirs)) // _FEW
    while True:
        for pair in by_place(pairing):
            if pair not in candidates:
                candidates[pair] = similarity.pair(*pair)
        if _take(similarity, pairing, candidates, bar) <= few:
            return candidates
        pairing.survey()
        candidates = {pair: alike for pair, alike in candidates.items() if ours[pair[0]] < 0 and theirs[pair[1]] < 0}


def _take(similarity: Similarity, pairing: ClausePairing, candidates: Candidates, bar: float) -> int:
    """Link the best pairs above the bar and count them; rivals of equal worth stand in an order both sides share."""
    ranked = []
    for (old, new), alike in candidates.items():
        hope = alike or pairing.household(old, new)
        if not hope or hope + PRIOR < bar or not pairing.free(old, new):
            continue
        if (
            alike == 1.0
            and bar != LOWEST
            and similarity.twin(old, new)
            and (bar == _PLAIN or pairing.support(old, new) < _SURE)
        ):
            continue  # a clause with twins does not choose among them yet
        worth = value(similarity, pairing, old, new)
        if worth >= bar:
            ranked.append((-worth, old + new, old, new))
    taken = 0
    for _, _, old, new in sorted(ranked):
        if pairing.free(old, new):
            pairing.link(old, new)
            taken += 1
    return taken
