"""From pairs and forks to links: how each was found, its runner-up, and whether it is doubtful."""

from __future__ import annotations

from collections.abc import Sequence

from cdiff.comparing.alignment.order import moves
from cdiff.comparing.alignment.pairing import ClausePairing
from cdiff.comparing.alignment.pieces import Fork
from cdiff.comparing.alignment.placeholders import is_placeholder
from cdiff.comparing.alignment.rounds import LOWEST, value
from cdiff.comparing.alignment.similarity import Similarity
from cdiff.core.model import How, Link, Rival

_THREAD = 0.1
"""A link is doubtful when less than this separates it from its rival, or half of it from being none."""

_BY_PLACE = ("pinned", "placeholder")
"""What the words have no say in: they are neither likely nor doubtful."""
Best = tuple[float, list[tuple[int, int]]]
"""The similarity of the likeliest other pairs, and these pairs."""


def as_links(
    similarity: Similarity, pairing: ClausePairing, forks: Sequence[Fork]
) -> tuple[tuple[Link, ...], frozenset[int]]:
    """Return every pair and fork as a link, in the order of the old text, and the indices of those that moved."""
    found = [
        Link(tuple(pin.old), tuple(pin.new), _round(_together(similarity, pin.old, pin.new)), "pinned")
        for pin in pairing.pins
    ]
    found += [Link(fork.old, fork.new, _round(fork.similarity), "merge" if fork.side else "split") for fork in forks]
    taken = ({at for link in found for at in link.old}, {at for link in found for at in link.new})
    for old, new in enumerate(pairing.partner[0]):
        if new >= 0 and old not in taken[0] and new not in taken[1]:
            how: How = "identical" if similarity.same(old, new) else "spine"
            if is_placeholder(pairing.units[0][old].text) != is_placeholder(pairing.units[1][new].text):
                how = "placeholder"
            found.append(Link((old,), (new,), _round(similarity.pair(old, new)), how))
    found.sort(key=lambda link: link.old)
    equals = {at for at, link in enumerate(found) if link.how == "identical" and similarity.outnumbered(link.old[0])}
    places = [_place(pairing, link) for link in found]
    moved = moves(*pairing.units, found, pairing.marks, equals, places).moved
    best = _best_others(similarity, pairing, found)
    pairing.survey()
    links = [_finish(similarity, pairing, link, best[at], moved=at in moved) for at, link in enumerate(found)]
    return tuple(links), moved


def _place(pairing: ClausePairing, link: Link) -> tuple[int, int]:
    """Return where a link stands: a split or a merge where the part does that was paired with the whole first."""
    old, new = pairing.partner[0][link.old[0]], pairing.partner[1][link.new[0]]
    if len(link.old) == 1 and old in link.new:
        return link.old[0], old
    if len(link.new) == 1 and new in link.old:
        return new, link.new[0]
    return link.old[0], link.new[0]


def _together(similarity: Similarity, old: Sequence[int], new: Sequence[int]) -> float:
    """Compare two stretches of clauses, each taken as one."""
    ours = b"".join([similarity.old[at] for at in old])
    theirs = b"".join([similarity.new[at] for at in new])
    if ours == theirs:
        return 1.0
    return similarity.dice(*(similarity.features(similarity.stems(words)) for words in (ours, theirs)))


def _round(alike: float) -> float:
    return alike if alike == 1.0 else min(round(alike, 4), 0.9999)


def _best_others(similarity: Similarity, pairing: ClausePairing, links: Sequence[Link]) -> list[Best]:
    """Find for each link the likeliest pairs that one of its clauses might have made instead."""
    homes = [-1] * len(similarity.old), [-1] * len(similarity.new)
    for index, link in enumerate(links):
        for at in link.old:
            homes[0][at] = index
        for at in link.new:
            homes[1][at] = index
    found: list[Best] = [(0.0, [])] * len(links)
    for pair, alike in similarity.known():
        ours, theirs = homes[0][pair[0]], homes[1][pair[1]]
        if not alike or ours == theirs or pair in pairing.banned:
            continue
        for index in (ours, theirs):
            if index >= 0 and alike >= found[index][0]:
                others = found[index][1] if alike == found[index][0] else []
                found[index] = (alike, [*others, pair])
    return found


def _finish(similarity: Similarity, pairing: ClausePairing, link: Link, best: Best, *, moved: bool) -> Link:
    """Complete a link: found by a move or in order, its runner-up, and whether a person should look at it."""
    alike, others = best
    how: How = "move" if moved and link.how == "spine" else link.how
    single = len(link.old) + len(link.new) == 2 and how not in _BY_PLACE
    worth = value(similarity, pairing, link.old[0], link.new[0]) if single and (others or how != "identical") else 0.0
    if how == "identical" or how in _BY_PLACE:
        doubtful = False
    elif how in ("split", "merge"):
        doubtful = link.similarity < LOWEST
    else:
        doubtful = worth < LOWEST + _THREAD / 2
    if not others:
        return Link(link.old, link.new, link.similarity, how, None, doubtful)
    # Of rivals of equal worth the one that is chosen must not depend on which side is the old one.
    rivals = [(-value(similarity, pairing, *pair), sum(pair), pair[0] * pair[1], pair) for pair in others]
    rival, _, _, (old, new) = min(rivals, key=lambda rival: rival[:3])
    doubtful = doubtful or (single and worth + rival < _THREAD)
    return Link(link.old, link.new, link.similarity, how, Rival(old, new, _round(alike)), doubtful)
