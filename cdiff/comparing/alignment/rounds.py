"""From candidates to pairs: the surest first, each round with the evidence of the rounds before."""

from __future__ import annotations

from collections.abc import Container, Iterator
from itertools import chain

from cdiff.comparing.alignment.candidates import Pair, by_place, by_words
from cdiff.comparing.alignment.pairing import FULL, NONE, ClausePairing
from cdiff.comparing.alignment.similarity import Similarity
from cdiff.comparing.alignment.twins import order_twins

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
_DEFINED = 0.3
"""What it adds that both define the same term: a definition that was rewritten is the definition of its term still."""
_CLASH = 0.2
"""What is taken off where a heading faces a clause that is none."""
_RENAMED = 0.35
"""What a heading gains when all clauses below it were paired with each other: it goes on where they go on."""
_EMPTY = 0.17
"""Similarity of two clauses without words: articles without a title are not the same for that."""
_SURE = 0.8 * FULL
"""Support that a clause with twins needs; with less it waits for the last round, when its surroundings are known."""
_PLAIN = 0.75
"""Worth from which clauses that face each other in a gap are paired before any search."""
_FEW = 2000
"""One link to so many clauses, of both sides together, is few."""
_ROUNDS = (0.65, 0.5, 0.4, LOWEST)
_REPLACED = 0.5
"""Similarity from which a clause is paired with other words although its own words stand on the other side too."""
_STAY = 0.1
"""How much more two pairs have to be worth where the clauses changed places than where each kept its number."""
_ALONE = FULL // 10
"""Support below which nothing but the words suggests a pair."""
_AS_WELL = 0.9
"""The share of the similarity of a pair from which another one is as likely by the words."""
_WHOLE = 0.75
"""The share of a clause that has to stand in a longer one which it grew into: all but a word in four."""
_SENTENCE = 10
"""Words that the shorter of the two has if they are out of order: fewer are an item of a list or a name that recurs."""
_MASS = 4.0
"""What both have to share then, in words that nothing else contains: a formula stands in many clauses."""


def value(similarity: Similarity, pairing: ClausePairing, old: int, new: int, without: Container[int] = ()) -> float:
    """Weigh the evidence for a pair: the similarity of its words, and a prior from where it stands.

    That it crosses the pairs of the old clauses `without` does not count.
    """
    support = pairing.support(old, new) / FULL
    alone = 1 - support
    household = pairing.household(old, new)
    alike = similarity.pair(old, new) if similarity.old[old] else min(similarity.pair(old, new), _EMPTY)
    worth = alike + PRIOR * support - _REPEAT * similarity.repetition**2 * alone
    if pairing.crosses(old, new, without):
        # Where no verbatim clause moved, a rewritten one seldom did; a long clause is less of a chance.
        bars = pairing.bars
        reluctance = min(bars.cross_most, bars.cross * pairing.steadiness**2)
        worth -= reluctance * bars.mass / max(bars.mass, similarity.mass(old, new)) * alone * (1 - household)
    if pairing.clash(old, new):
        return worth - _CLASH
    worth += _DEFINED if pairing.defined.get(old) == new else 0.0
    return worth + _RENAMED * household + (_LABEL if pairing.same_label(old, new) else 0.0)


def settle(similarity: Similarity, pairing: ClausePairing) -> None:
    """Pair what is left, in falling order of the evidence.

    What faces its like in a gap between two pairs needs no search; only what is left then is looked up. Clauses with
    twins are paired before any other clause can take their place, but after all whose surroundings they need.
    """
    pairing.survey()
    _exhaust(similarity, pairing, {}, _PLAIN)
    candidates = {pair: similarity.pair(*pair) for pair in sorted(by_words(similarity, pairing))}
    for bar in _ROUNDS[:-1]:
        candidates = _exhaust(similarity, pairing, candidates, bar)
    if order_twins(similarity, pairing):
        for bar in _ROUNDS[:-1]:
            candidates = _exhaust(similarity, pairing, candidates, bar, waiting=False)
    candidates = _exhaust(similarity, pairing, candidates, LOWEST, waiting=False)
    if _part_copies(similarity, pairing):
        _exhaust(similarity, pairing, {}, LOWEST, waiting=False)
    _pair_grown(similarity, pairing, candidates)
    _exchange(similarity, pairing)


def _part_copies(similarity: Similarity, pairing: ClausePairing) -> bool:
    """Undo the pairs that nothing but the words suggests where the words suggest another clause as well, if any.

    The new article on notices to others repeats an item of the article on notices, which is there still; that a list
    far away has lost an item with the same formula says nothing.
    """
    alone = {
        pair
        for pair in pairing.off_spine()
        if not similarity.same(*pair) and pairing.estranged(*pair) and pairing.support(*pair) < _ALONE
        if pair[0] not in pairing.pinned[0]
    }
    sides = dict(alone), {new: old for old, new in alone}
    found = set()
    for (old, new), alike in similarity.known() if alone else ():
        for side, own, other in ((0, old, new), (1, new, old)):
            if own in sides[side] and sides[side][own] != other and pairing.partner[1 - side][other] >= 0:
                pair = (own, sides[side][own]) if side == 0 else (sides[side][own], own)
                if alike >= _AS_WELL * similarity.pair(*pair):
                    found.add(pair)
    for pair in found:
        pairing.unlink(*pair)
    pairing.survey()
    return bool(found)


def _exchange(similarity: Similarity, pairing: ClausePairing) -> None:
    """Exchange the partners of two pairs where both together are worth more then; or hardly less, by their numbers.

    The surest pair is made first, though it may leave to another clause what that has less in common with, or nothing:
    two clauses that are alike, each reworded in its place, have not changed places.
    """
    found = []
    for old, new in pairing.off_spine():
        for here, there in _opposites(pairing, old, new):
            now, then = ((old, new), (here, there)), ((old, there), (here, new))
            worth = [value(similarity, pairing, *each, (old, here)) for each in now]
            if pairing.partner[0][here] != there:
                worth[1] = LOWEST
            margin = sum(worth) - (_STAY if all(pairing.same_label(*each) for each in then) else 0.0)
            alike = sum(similarity.dice(similarity.of(0, one), similarity.of(1, two)) for one, two in then)
            if alike + 2 * (PRIOR + _RENAMED + _LABEL) > margin:
                worth = [value(similarity, pairing, *each, (old, here)) for each in then]
                margin -= sum(worth)
                if margin < 0 and min(worth) >= LOWEST:
                    found.append((margin, sum(map(sum, now)), old * new + here * there, now, then))
    for *_, now, then in sorted(found):
        if all(pairing.partner[0][old] in (new, NONE) and pairing.partner[1][new] in (old, NONE) for old, new in now):
            for pair in then:
                pairing.link(*pair)
    pairing.survey()


def _opposites(pairing: ClausePairing, old: int, new: int) -> Iterator[tuple[int, int]]:
    """Propose with which pair, or which two clauses without a partner, a pair may be exchanged: they stand where the
    clauses of the pair would stand by their neighbours."""
    for side, own, other in ((0, old, new), (1, new, old)):
        for place in pairing.expected(side, own):
            partner = pairing.partner[1 - side][place]
            for opposite in (partner,) if partner >= 0 else pairing.expected(1 - side, other):
                here, there = (opposite, place) if side == 0 else (place, opposite)
                paired = pairing.partner[0][here] == there and pairing.partner[1][there] == here
                pinned = not pairing.pinned[0].isdisjoint((old, here)) or not pairing.pinned[1].isdisjoint((new, there))
                banned = not pairing.banned.isdisjoint(((old, there), (here, new)))
                if here != old and there != new and not (pinned or banned) and (paired or pairing.free(here, there)):
                    yield here, there


def _pair_grown(similarity: Similarity, pairing: ClausePairing, candidates: Candidates) -> None:
    """Pair a clause that stands almost whole in a longer one, where neither has a better partner.

    Dice's coefficient is small where a sentence grew to a page, or was all that was kept of one.
    """
    found = []
    for old, new in candidates:
        if pairing.free(old, new) and not pairing.clash(old, new) and similarity.mass(old, new) >= _MASS:
            kept = max(similarity.kept(0, old, new), similarity.kept(1, new, old))
            size = min(similarity.size(0, old), similarity.size(1, new))
            if kept >= _WHOLE and (size >= _SENTENCE or not pairing.crosses(old, new)):
                found.append((-kept, -similarity.mass(old, new), old + new, old, new))
    for _, _, _, old, new in sorted(found):
        if pairing.free(old, new):
            pairing.link(old, new)
    pairing.survey()


def _exhaust(
    similarity: Similarity, pairing: ClausePairing, candidates: Candidates, bar: float, *, waiting: bool = True
) -> Candidates:
    """Link all that is worth the bar, and what these links then make worth it; return the candidates left.

    In a long text a few links more make hardly any other worth it: the next round, whose bar is lower, will see to it.
    """
    ours, theirs = pairing.partner
    few = 0 if bar == LOWEST else (len(ours) + len(theirs)) // _FEW
    while True:
        for pair in chain(by_place(pairing), pairing.heirs(), pairing.defined.items()):
            if pair not in candidates:
                candidates[pair] = similarity.pair(*pair)
        if _take(similarity, pairing, candidates, bar, waiting=waiting) <= few:
            return candidates
        pairing.survey()
        candidates = {pair: alike for pair, alike in candidates.items() if ours[pair[0]] < 0 and theirs[pair[1]] < 0}


def _take(similarity: Similarity, pairing: ClausePairing, candidates: Candidates, bar: float, *, waiting: bool) -> int:
    """Link the best pairs above the bar and count them; rivals of equal worth stand in an order both sides share."""
    ranked = []
    for (old, new), alike in candidates.items():
        hope = alike + _RENAMED * pairing.household(old, new) + _DEFINED * (pairing.defined.get(old) == new)
        if not hope or hope + PRIOR < bar or not pairing.free(old, new):
            continue
        worth = value(similarity, pairing, old, new)
        if worth < bar:
            continue
        if _is_replaced(similarity, old, new, alike) or (waiting and _must_wait(similarity, pairing, old, new, bar)):
            continue
        ranked.append((-worth, old + new, old, new))
    taken = 0
    for _, _, old, new in sorted(ranked):
        if pairing.free(old, new):
            pairing.link(old, new)
            taken += 1
    return taken


def _must_wait(similarity: Similarity, pairing: ClausePairing, old: int, new: int, bar: float) -> bool:
    """Whether a clause should not choose yet: among its twins, or before a clause whose words are the same as its."""
    if similarity.same(old, new):
        return similarity.twin(old, new) and (bar == _PLAIN or pairing.support(old, new) < _SURE)
    return any(
        pairing.partner[1 - side][other] < 0
        for side, at in ((0, old), (1, new))
        for other in similarity.equals(side, at)
    )


def _is_replaced(similarity: Similarity, old: int, new: int, alike: float) -> bool:
    """Whether two clauses have little in common, and all words of one of them stand on the other side too."""
    return alike < _REPLACED and any(
        similarity.size(side, at) and similarity.equals(side, at) for side, at in ((0, old), (1, new))
    )
