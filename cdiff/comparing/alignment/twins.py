"""Twins: clauses with the same words, paired so that as few as possible stand out of order.

Their words say nothing about which is which ("Reserved."); their parents and their order do. Among the clauses of two
paired parents, and then among those that are left, equal clauses keep their order, and each goes where the clauses
around it went.
"""

from __future__ import annotations

from collections.abc import Container, Sequence

from cdiff.comparing.alignment.pairing import FULL, ClausePairing
from cdiff.comparing.alignment.similarity import Similarity

_MANY = 10_000
"""Pairs of twins beyond which their order is left as it is: a text that repeats itself so often was gone through in
step (`anchors`)."""


def order_twins(similarity: Similarity, pairing: ClausePairing) -> bool:
    """Pair the clauses with twins in order, again where they are paired already; return whether a pair is new.

    Below parents that are not paired with each other none is paired that was not before: the stem sentence of a
    deleted objective did not become that of an inserted one.
    """
    groups = list(_groups(similarity, pairing))
    if not groups:
        return False
    before = {(at, pairing.partner[0][at]) for old, _ in groups for at in old}
    for pair in before:
        pairing.unlink(*pair)
    pairing.survey()
    found: list[tuple[int, int]] = []
    for old, new in groups:
        families = {parent for at in old if (parent := _home(pairing, at)) is not None}
        left: tuple[list[int], list[int]] = (list(old), list(new))
        for family in sorted(families):
            own = [at for at in old if _home(pairing, at) == family]
            other = [at for at in new if pairing.units[1][at].parent == family]
            for pair in _in_order(pairing, own, other, before):
                found.append(pair)
                left[0].remove(pair[0])
                left[1].remove(pair[1])
        found += _in_order(pairing, *left, before)
    for pair in found:
        pairing.link(*pair)
    pairing.survey()
    return not before.issuperset(found)


def _groups(similarity: Similarity, pairing: ClausePairing) -> list[tuple[list[int], list[int]]]:
    """Find the twins whose places could be others: one of them is free, crosses the spine, or changed its parent."""
    groups = []
    seen: set[int] = set()
    for at in range(len(pairing.partner[0])):
        if at in seen or not similarity.old[at]:
            continue
        new = list(similarity.equals(0, at))
        old = list(similarity.equals(1, new[0])) if new else []
        if len(old) + len(new) < 3 or len(old) * len(new) > _MANY:
            continue
        seen.update(old)
        held = [here for here in old if pairing.partner[0][here] < 0 or pairing.partner[0][here] in new]
        mine = [there for there in new if pairing.partner[1][there] < 0 or pairing.partner[1][there] in old]
        fixed = not pairing.pinned[0].isdisjoint(held) or not pairing.pinned[1].isdisjoint(mine)
        banned = any(here in held and there in mine for here, there in pairing.banned)
        if held and mine and not fixed and not banned and _is_open(pairing, held, mine):
            groups.append((held, mine))
    return groups


def _is_open(pairing: ClausePairing, old: Sequence[int], new: Sequence[int]) -> bool:
    pairs = [(at, pairing.partner[0][at]) for at in old if pairing.partner[0][at] >= 0]
    if len(pairs) < min(len(old), len(new)):
        return True
    free = len(pairs) < max(len(old), len(new))
    return any(
        pairing.crosses(*pair) or pairing.estranged(*pair) or (free and pairing.support(*pair) < FULL) for pair in pairs
    )


def _home(pairing: ClausePairing, old: int) -> int | None:
    """Return the partner of the parent of an old clause."""
    parent = pairing.units[0][old].parent
    return None if parent is None or pairing.partner[0][parent] < 0 else pairing.partner[0][parent]


def _in_order(
    pairing: ClausePairing, old: Sequence[int], new: Sequence[int], before: Container[tuple[int, int]]
) -> list[tuple[int, int]]:
    """Pair them in order, so that all together fit their surroundings best; out of order only near by."""
    worth = [[0] * (len(new) + 1) for _ in range(len(old) + 1)]
    for i in range(len(old) - 1, -1, -1):
        for j in range(len(new) - 1, -1, -1):
            fit = pairing.support(old[i], new[j])
            crosses = pairing.crosses(old[i], new[j])
            apart = pairing.estranged(old[i], new[j]) or (crosses and 2 * fit < FULL)
            paired = 0
            if not apart or (old[i], new[j]) in before:
                paired = worth[i + 1][j + 1] + fit + (1 if crosses else FULL)
            worth[i][j] = max(worth[i + 1][j], worth[i][j + 1], paired)
    found = []
    i = j = 0
    while i < len(old) and j < len(new):
        if worth[i][j] == worth[i + 1][j]:
            i += 1
        elif worth[i][j] == worth[i][j + 1]:
            j += 1
        else:
            found.append((old[i], new[j]))
            i, j = i + 1, j + 1
    return found
