"""From pairs and groups to links: how each was found, its runner-up, and whether it hangs on a thread."""

from __future__ import annotations

from collections.abc import Sequence

from cdiff.comparing.alignment.likeness import Likeness
from cdiff.comparing.alignment.order import moves
from cdiff.comparing.alignment.pairing import Pairing
from cdiff.comparing.alignment.pieces import Group
from cdiff.comparing.alignment.rounds import LOWEST, value
from cdiff.core.model import How, Link, Rival

_THREAD = 0.1
"""A link is doubtful when less than this parts it from its rival, or half of it from being none."""

Best = tuple[float, list[tuple[int, int]]]


def as_links(likeness: Likeness, pairing: Pairing, groups: Sequence[Group]) -> tuple[tuple[Link, ...], frozenset[int]]:
    """Every pair and group as a link, in the order of the old text, and the indices of those that moved."""
    found = _pinned(likeness, pairing)
    found += [Link(group.old, group.new, _round(group.alike), "merge" if group.side else "split") for group in groups]
    taken = ({at for link in found for at in link.old}, {at for link in found for at in link.new})
    for old, new in enumerate(pairing.partner[0]):
        if new >= 0 and old not in taken[0] and new not in taken[1]:
            how: How = "identical" if likeness.same(old, new) else "spine"
            found.append(Link((old,), (new,), _round(likeness.pair(old, new)), how))
    found.sort(key=lambda link: link.old)
    moved = moves(*pairing.units, found, pairing.marks).moved
    best = _best_others(likeness, pairing, found)
    pairing.survey()
    links = [_finish(likeness, pairing, link, best[index], moved=index in moved) for index, link in enumerate(found)]
    return tuple(links), moved


def _pinned(likeness: Likeness, pairing: Pairing) -> list[Link]:
    return [
        Link(tuple(pin.old), tuple(pin.new), _round(together(likeness, pin.old, pin.new)), "pinned")
        for pin in pairing.pins
    ]


def together(likeness: Likeness, old: Sequence[int], new: Sequence[int]) -> float:
    """Likeness of two stretches of clauses, each taken as one."""
    ours = b"".join([likeness.old[at] for at in old])
    theirs = b"".join([likeness.new[at] for at in new])
    if ours == theirs:
        return 1.0
    return likeness.dice(*(likeness.features(likeness.stems(words)) for words in (ours, theirs)))


def _round(alike: float) -> float:
    return alike if alike == 1.0 else min(round(alike, 4), 0.9999)


def _best_others(likeness: Likeness, pairing: Pairing, links: Sequence[Link]) -> list[Best]:
    """For each link the likeliest pairs that one of its clauses might have made instead."""
    homes = [-1] * len(likeness.old), [-1] * len(likeness.new)
    for index, link in enumerate(links):
        for at in link.old:
            homes[0][at] = index
        for at in link.new:
            homes[1][at] = index
    found: list[Best] = [(0.0, [])] * len(links)
    for pair, alike in likeness.known():
        ours, theirs = homes[0][pair[0]], homes[1][pair[1]]
        if not alike or ours == theirs or pair in pairing.banned:
            continue
        for index in (ours, theirs):
            if index >= 0 and alike >= found[index][0]:
                others = found[index][1] if alike == found[index][0] else []
                found[index] = (alike, [*others, pair])
    return found


def _finish(likeness: Likeness, pairing: Pairing, link: Link, best: Best, *, moved: bool) -> Link:
    alike, others = best
    how: How = "move" if moved and link.how == "spine" else link.how
    single = len(link.old) + len(link.new) == 2 and how != "pinned"
    worth = value(likeness, pairing, link.old[0], link.new[0]) if single and (others or how != "identical") else 0.0
    doubtful = _weak(link, worth)
    if not others:
        return Link(link.old, link.new, link.similarity, how, None, doubtful)
    rivals = [(value(likeness, pairing, *pair), pair) for pair in others]
    rival, (old, new) = min(rivals, key=lambda rival: (-rival[0], _key(*rival[1])))
    close = single and worth - rival < _THREAD
    return Link(link.old, link.new, link.similarity, how, Rival(old, new, _round(alike)), doubtful or close)


def _key(old: int, new: int) -> tuple[int, int]:
    """Order pairs in a way that does not know old from new."""
    return old + new, old * new


def _weak(link: Link, worth: float) -> bool:
    """Whether little speaks for a link at all."""
    if link.how in ("identical", "pinned"):
        return False
    if link.how in ("split", "merge"):
        return link.similarity < LOWEST
    return worth < LOWEST + _THREAD / 2
