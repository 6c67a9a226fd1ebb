"""Anchors: clauses with the same words, paired where only one place is possible, wherever that is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from cdiff.comparing.alignment.likeness import Likeness, Words
from cdiff.comparing.alignment.pairing import Pairing

Keys = tuple[list[Words], list[Words]]

_WINDOW = 256
"""Clauses looked at together where a long stretch has no unique clause at all."""


def anchor(likeness: Likeness, pairing: Pairing) -> None:
    """Pair what is the same and unique; then what is the same beside it; then what is unique in between."""
    keys = (likeness.old, likeness.new)
    if keys[0] == keys[1] and not pairing.pins and not pairing.banned:
        for position in range(len(keys[0])):
            pairing.link(position, position)
        return
    whole = range(len(keys[0])), range(len(keys[1]))
    if _repeats(keys):
        _stream(keys, pairing, *whole)
    else:
        _unique(keys, pairing, *whole)
    _spread(keys, pairing)
    _between(keys, pairing)
    _spread(keys, pairing)


def _repeats(keys: Keys) -> bool:
    """Whether a long text says most things more than once: what is unique in it then proves little."""
    if min(len(keys[0]), len(keys[1])) <= 2 * _WINDOW:
        return False
    once = sum(times == 1 for side in keys for times in Counter(side).values())
    return 2 * once < len(keys[0]) + len(keys[1])


def _unique(keys: Keys, pairing: Pairing, old: range, new: range, *, twins: bool = False) -> None:
    """Pair what stands once in each stretch; twins that do so by chance only where their parents agree."""
    for here, there in _shared(keys, pairing, old, new):
        if not (twins and pairing.estranged(here, there)):
            pairing.link(here, there)


def _shared(keys: Keys, pairing: Pairing, old: range, new: range) -> list[tuple[int, int]]:
    """Clauses whose words stand exactly once in each stretch."""
    ours, theirs = _once(keys[0], pairing.partner[0], old), _once(keys[1], pairing.partner[1], new)
    return [
        (here, there)
        for key, here in ours.items()
        if here >= 0 and (there := theirs.get(key, -1)) >= 0 and key and pairing.free(here, there)
    ]


def _once(keys: list[Words], partner: Sequence[int], stretch: range) -> dict[Words, int]:
    found: dict[Words, int] = {}
    for position in stretch:
        if partner[position] < 0:
            key = keys[position]
            found[key] = -1 if key in found else position
    return found


def _spread(keys: Keys, pairing: Pairing) -> None:
    """Pair what follows a pair, and then what precedes one, as long as the words are the same.

    No two pairs can reach for the same clause: between them the nearer one stops the farther one.
    """
    ours, theirs = pairing.partner
    ends = (len(ours), len(theirs))
    for step in (1, -1):
        old, new = pairing.pairs()
        edge = (-1, -1) if step > 0 else ends
        for here, there in zip([*old, edge[0]], [*new, edge[1]], strict=True):
            here, there = here + step, there + step
            while (
                0 <= here < ends[0]
                and 0 <= there < ends[1]
                and pairing.free(here, there)
                and keys[0][here] == keys[1][there]
                and not pairing.estranged(here, there)
            ):
                pairing.link(here, there)
                here, there = here + step, there + step


def _between(keys: Keys, pairing: Pairing) -> None:
    """Between two neighbouring anchors of the spine, pair what is unique there (patience, one level down)."""
    for old, new in _stretches(pairing):
        if len(old) <= 2 * _WINDOW or len(new) <= 2 * _WINDOW:
            _unique(keys, pairing, old, new, twins=True)
        else:
            _stream(keys, pairing, old, new)


def _stretches(pairing: Pairing) -> list[tuple[range, range]]:
    ours, theirs = pairing.partner
    spine = [(-1, -1), *pairing.in_order(zip(*pairing.pairs(), strict=True)), (len(ours), len(theirs))]
    return [(range(a + 1, c), range(b + 1, d)) for (a, b), (c, d) in pairwise(spine) if c - a > 1 and d - b > 1]


def _stream(keys: Keys, pairing: Pairing, old: range, new: range) -> None:
    """Go along a stretch of repetitions with a window on both sides, keeping in step with what was found.

    The last quarter of what a window finds only shows the way: the next window sees it again, and more.
    """
    here, there = old.start, new.start
    while here < old.stop and there < new.stop:
        window = range(here, min(here + _WINDOW, old.stop)), range(there, min(there + _WINDOW, new.stop))
        found = pairing.in_order(_shared(keys, pairing, *window))
        if window[0].stop < old.stop and window[1].stop < new.stop:
            found = found[: max(1, len(found) * 3 // 4)]
        for pair in found:
            pairing.link(*pair)
        last = found[-1] if found else (window[0].stop - 1, window[1].stop - 1)
        here, there = last[0] + 1, last[1] + 1
