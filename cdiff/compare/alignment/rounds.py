"""From candidates to pairs: the surest first, each round with the evidence of the rounds before."""

from __future__ import annotations

from collections.abc import Iterable

from cdiff.compare.alignment.candidates import Pair, by_place, by_words
from cdiff.compare.alignment.likeness import Likeness
from cdiff.compare.alignment.pairing import FULL, Pairing

PRIOR = 0.15
"""What full support of the surroundings adds to the likeness."""
CROSS = 0.08
"""What a pair out of order loses for every unit of the text's steadiness, as far as it stands alone there."""
REPEAT = 0.6
"""What a pair without support loses in a text that says everything more than once; in proportion."""
LOWEST = 0.31
"""Below this sum two clauses are a deletion and an insertion: likeness .16 amid full support, .31 without."""
_CLASH = 0.2
"""What is taken off where a heading faces a clause that is none."""
_RENAMED = 0.2
"""What a heading gains when all clauses under it were paired with each other."""
_ROUNDS = (0.65, 0.5, 0.4, LOWEST)


def value(likeness: Likeness, pairing: Pairing, old: int, new: int) -> float:
    """How much speaks for a pair: the likeness of its words, and a prior from where it stands."""
    support = pairing.support(old, new) / FULL
    loss = REPEAT * likeness.repetition
    if pairing.crosses(old, new):
        loss += CROSS * pairing.steadiness
    worth = likeness.pair(old, new) + PRIOR * support - loss * (1 - support)
    return worth - (_CLASH if pairing.clash(old, new) else 0.0)


def settle(likeness: Likeness, pairing: Pairing) -> None:
    """Pair what is left, in falling order of what speaks for it."""
    candidates = by_words(likeness, pairing)
    pairing.survey()
    for bar in _ROUNDS:
        while True:
            candidates |= by_place(pairing)
            if not _take(likeness, pairing, candidates, bar):
                break
            candidates = {pair for pair in candidates if pairing.free(*pair)}
            pairing.survey()


def _take(likeness: Likeness, pairing: Pairing, candidates: Iterable[Pair], bar: float) -> bool:
    """Link the best pairs above the bar; rivals of equal worth stand in an order that both sides share."""
    ranked = []
    for old, new in candidates:
        alike = likeness.pair(old, new)
        if alike and alike + PRIOR >= bar and pairing.free(old, new):
            worth = value(likeness, pairing, old, new)
            if worth >= bar:
                ranked.append((-worth, old + new, old, new))
    taken = False
    for _, _, old, new in sorted(ranked):
        if pairing.free(old, new):
            pairing.link(old, new)
            taken = True
    return taken
