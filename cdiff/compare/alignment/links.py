"""From pairs and groups to links: how each was found, its runner-up, and whether it hangs on a thread."""

from __future__ import annotations

from collections.abc import Sequence

from cdiff.compare.alignment.likeness import Likeness
from cdiff.compare.alignment.order import moves
from cdiff.compare.alignment.pairing import Pairing
from cdiff.compare.alignment.pieces import Group
from cdiff.compare.alignment.rounds import LOWEST, value
from cdiff.model import How, Link, Rival

_THREAD = 0.1
"""A link is doubtful when less than this parts it from its rival, or half of it from being none."""


def as_links(likeness: Likeness, pairing: Pairing, groups: Sequence[Group]) -> tuple[Link, ...]:
    """Every pair and group as a link, in the order of the old text."""
    found = _pinned(likeness, pairing)
    found += [Link(group.old, group.new, _round(group.alike), "merge" if group.side else "split") for group in groups]
    taken = ({at for link in found for at in link.old}, {at for link in found for at in link.new})
    for old, new in enumerate(pairing.partner[0]):
        if new >= 0 and old not in taken[0] and new not in taken[1]:
            how: How = "identical" if likeness.same(old, new) else "spine"
            found.append(Link((old,), (new,), _round(likeness.pair(old, new)), how))
    found.sort(key=lambda link: link.old)
    moved = moves(*pairing.units, found).moved
    rivals = _rivals(likeness)
    pairing.survey()
    return tuple(
        _finish(likeness, pairing, link, rivals, moved=index in moved) for index, link in enumerate(found)
    )


def _pinned(likeness: Likeness, pairing: Pairing) -> list[Link]:
    return [
        Link(tuple(pin.old), tuple(pin.new), _round(together(likeness, pin.old, pin.new)), "pinned")
        for pin in pairing.pins
    ]


def together(likeness: Likeness, old: Sequence[int], new: Sequence[int]) -> float:
    """Likeness of two stretches of clauses, each taken as one."""
    words = tuple(sum((list(side[at]) for at in part), []) for side, part in ((likeness.old, old), (likeness.new, new)))
    if words[0] == words[1]:
        return 1.0
    return likeness.dice(*(likeness.features(likeness.stems(tuple(part))) for part in words))


def _round(alike: float) -> float:
    return alike if alike == 1.0 else min(round(alike, 4), 0.9999)


Rivals = tuple[dict[int, list[tuple[float, int, int]]], dict[int, list[tuple[float, int, int]]]]


def _rivals(likeness: Likeness) -> Rivals:
    """For each clause the pairs it was compared in, the likeliest first."""
    found: Rivals = ({}, {})
    for (old, new), alike in likeness.known():
        if alike:
            found[0].setdefault(old, []).append((-alike, old + new, new))
            found[1].setdefault(new, []).append((-alike, old + new, old))
    return found


def _rival(link: Link, rivals: Rivals) -> Rival | None:
    best: list[tuple[float, int, int, int]] = []
    for old in link.old:
        best += [(alike, key, old, new) for alike, key, new in rivals[0].get(old, ()) if new not in link.new]
    for new in link.new:
        best += [(alike, key, old, new) for alike, key, old in rivals[1].get(new, ()) if old not in link.old]
    if not best:
        return None
    alike, _, old, new = min(best)
    return Rival(old, new, _round(-alike))


def _finish(likeness: Likeness, pairing: Pairing, link: Link, rivals: Rivals, *, moved: bool) -> Link:
    rival = _rival(link, rivals)
    how: How = "move" if moved and link.how == "spine" else link.how
    doubtful = how not in ("pinned",) and _doubtful(likeness, pairing, link, rival)
    return Link(link.old, link.new, link.similarity, how, rival, doubtful)


def _doubtful(likeness: Likeness, pairing: Pairing, link: Link, rival: Rival | None) -> bool:
    if link.how in ("split", "merge"):
        return link.similarity < LOWEST
    worth = value(likeness, pairing, link.old[0], link.new[0])
    if worth < LOWEST + _THREAD / 2:
        return True
    return rival is not None and worth - value(likeness, pairing, rival.old, rival.new) < _THREAD
