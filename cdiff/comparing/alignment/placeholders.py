"""Placeholders: `(Unchanged)` stands for a text that is not printed, `[deleted]` for one that is gone.

Its words say nothing of what it stands for, so its place does: the clause of the same number under the same heading
or, where there are no numbers, the only clause left between the same neighbours.
"""

from __future__ import annotations

import re

from cdiff.comparing.alignment.pairing import ClausePairing

_SIGNS = re.compile(r"[\s()\[\]{}<>.:;*_–—-]+")
WORDS = frozenset(
    words.strip()
    for line in """
    unchanged|no change|no changes|not changed|remains unchanged|text unchanged|as before|same|idem
    deleted|omitted|repealed|revoked|suppressed|withdrawn
    inchangé|inchangée|sans changement|sans modification|non modifié|non modifiée|supprimé|supprimée|abrogé|abrogée
    sin cambios|sin modificación|sin modificaciones|suprimido|suprimida|derogado|derogada
    unverändert|keine änderung|gestrichen|entfällt|aufgehoben|weggefallen
    invariato|invariata|soppresso|soppressa|abrogato|abrogata|inalterado|inalterada|suprimido|revogado|revogada
    ongewijzigd|vervallen|geschrapt
    без изменений|исключен|исключён|исключена|исключено|не изменен|не изменён|утратил силу
    无变化|未变|删除|不变|دون تغيير|بدون تغيير|حذف|محذوف|محذوفة
    """.split("\n")
    for words in line.split("|")
    if words.strip()
)
"""What drafters print for a clause that they do not repeat, in the languages whose structure is read."""


def is_placeholder(text: str) -> bool:
    """Whether a text only says what became of a clause: `(Unchanged)`, `[no change]`, `– deleted –`."""
    return len(text) < 40 and _SIGNS.sub(" ", text).strip().casefold() in WORDS


def pair_placeholders(pairing: ClausePairing) -> None:
    """Pair each placeholder with the clause that it stands for, if that has no partner yet."""
    for side in (0, 1):
        for at, unit in enumerate(pairing.units[side]):
            if pairing.partner[side][at] >= 0 or not is_placeholder(unit.text):
                continue
            place = _by_number(pairing, side, at) if unit.label else _by_neighbours(pairing, side, at)
            if place >= 0:
                old, new = (at, place) if side == 0 else (place, at)
                if pairing.free(old, new) and not is_placeholder(pairing.units[1 - side][place].text):
                    pairing.link(old, new)


def _by_number(pairing: ClausePairing, side: int, at: int) -> int:
    """Find the clause of the same number under the same heading; -1 for none."""
    own, others = pairing.units[side][at], pairing.units[1 - side]
    above = -1 if own.parent is None else pairing.partner[side][own.parent]
    if own.parent is not None and above < 0:
        return -1
    found = [
        place
        for place, other in enumerate(others)
        if other.label == own.label and (-1 if other.parent is None else other.parent) == above
    ]
    return found[0] if len(found) == 1 else -1


def _by_neighbours(pairing: ClausePairing, side: int, at: int) -> int:
    """Find the clause that stands alone between the partners of both neighbours; -1 for none."""
    partner, last = pairing.partner[side], len(pairing.units[side]) - 1
    before = partner[at - 1] if at else -1
    behind = partner[at + 1] if at < last else len(pairing.units[1 - side])
    neighbours_known = (at == 0 or before >= 0) and (at == last or behind >= 0)
    return before + 1 if neighbours_known and behind - before == 2 else -1
