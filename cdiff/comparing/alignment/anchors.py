"""Anchors: clauses with the same words, paired where only one place is possible, wherever that is."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise

from cdiff.comparing.alignment.pairing import ClausePairing
from cdiff.comparing.alignment.similarity import Similarity, Words

Keys = tuple[list[Words], list[Words]]
"""The folded words of every clause: the old side, the new side."""

_WINDOW = 256
"""Clauses compared at once in a long stretch without a unique clause; drafts of 100,000 clauses that repeat every
sentence (`python -m bench scale`) keep in step with it."""


def anchor(similarity: Similarity, pairing: ClausePairing) -> None:
    """Pair clauses that are the same and unique; then the same beside them; then what is unique in between."""
    keys = (similarity.old, similarity.new)
    if keys[0] == keys[1] and not pairing.pins and not pairing.banned:
        for position in range(len(keys[0])):
            pairing.link(position, position)
        return
    whole = range(len(keys[0])), range(len(keys[1]))
    if _repeats(keys):
        _stream(keys, pairing, *whole)
    else:
        for here, there in _shared(keys, pairing, *whole):
            pairing.link(here, there)
    _spread(keys, pairing)
    _between(keys, pairing)
    _spread(keys, pairing)


def _repeats(keys: Keys) -> bool:
    """Whether a long text repeats most of its clauses: what is unique in it then proves little."""
    if min(len(keys[0]), len(keys[1])) <= 2 * _WINDOW:
        return False
    once = sum(times == 1 for side in keys for times in Counter(side).values())
    return 2 * once < len(keys[0]) + len(keys[1])


def _shared(keys: Keys, pairing: ClausePairing, old: range, new: range) -> list[tuple[int, int]]:
    """List the clauses without a partner whose words occur exactly once in each stretch."""
    once: list[dict[Words, int]] = [{}, {}]
    for side, stretch in enumerate((old, new)):
        for position in stretch:
            if pairing.partner[side][position] < 0:
                key = keys[side][position]
                once[side][key] = -1 if key in once[side] else position
    return [
        (here, there)
        for key, here in once[0].items()
        if here >= 0 and (there := once[1].get(key, -1)) >= 0 and key and pairing.free(here, there)
    ]


def _spread(keys: Keys, pairing: ClausePairing) -> None:
    """Pair what follows a pair, and then what precedes one, as long as the words are the same.

    No two pairs can reach for the same clause: between them the nearer one stops the farther one.
    """
    ends = len(keys[0]), len(keys[1])
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


def _between(keys: Keys, pairing: ClausePairing) -> None:
    """Between two neighbouring anchors of the spine, pair what is unique there (patience, one level down).

    Clauses that are unique by chance, being cut off from their twins, are paired only where their parents are.
    """
    pairs = pairing.in_order(zip(*pairing.pairs(), strict=True))
    spine = [(-1, -1), *pairs, (len(keys[0]), len(keys[1]))]
    for (here, there), (old_end, new_end) in pairwise(spine):
        old, new = range(here + 1, old_end), range(there + 1, new_end)
        if len(old) > 2 * _WINDOW < len(new):
            _stream(keys, pairing, old, new)
        elif old and new:
            for one, other in _shared(keys, pairing, old, new):
                if not pairing.estranged(one, other):
                    pairing.link(one, other)


def _stream(keys: Keys, pairing: ClausePairing, old: range, new: range) -> None:
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
