"""Placeholders: `(Unchanged)` stands for a text that is not printed, `[deleted]` for one that is gone.

Its words say nothing of what it stands for, so its place does: the clause of the same number under the same heading
or, where there are no numbers, the only clause left between the same neighbours.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from cdiff.comparing.alignment.pairing import ClausePairing
from cdiff.comparing.alignment.units import Unit

_SIGNS = re.compile(r"[\s()\[\]{}<>.:;*_–—-]+")
_NAMED = re.compile(r"^[\[(]?[^\W\d_]{1,12}\.?\s\d+[a-z]?\s?[:–—-]\s?")
"""The clause by its name: `Paragraph 3 – `, `Art. 5: `."""
_LONGEST = 40
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
    """Whether a text only says what became of a clause: `(Unchanged)`, `[no change]`, `Paragraph 3 – deleted`."""
    return len(text) < _LONGEST and _SIGNS.sub(" ", _NAMED.sub("", text)).strip().casefold() in WORDS


def pair_placeholders(pairing: ClausePairing) -> None:
    """Pair each placeholder with the clause that it stands for, if that has no partner yet."""
    for side in (0, 1):
        units, others = pairing.units[side], pairing.units[1 - side]
        found = [at for at, unit in enumerate(units) if pairing.partner[side][at] < 0 and is_placeholder(unit.text)]
        places = _by_number(others) if found else {}
        for at in found:
            unit = units[at]
            above = -1 if unit.parent is None else pairing.partner[side][unit.parent]
            if not unit.label:
                place = _by_neighbours(pairing, side, at)
            else:
                place = places.get((above, unit.label), -1) if above >= 0 or unit.parent is None else -1
            if place >= 0 and not is_placeholder(others[place].text):
                old, new = (at, place) if side == 0 else (place, at)
                if pairing.free(old, new):
                    pairing.link(old, new)


def _by_number(units: Sequence[Unit]) -> dict[tuple[int, str], int]:
    """Map the heading above and the number to the clause; to -1 where several have both."""
    found: dict[tuple[int, str], int] = {}
    for at, unit in enumerate(units):
        key = (-1 if unit.parent is None else unit.parent, unit.label)
        found[key] = -1 if key in found else at
    return found


def _by_neighbours(pairing: ClausePairing, side: int, at: int) -> int:
    """Find the clause that stands alone between the partners of both neighbours; -1 for none."""
    partner, last = pairing.partner[side], len(pairing.units[side]) - 1
    before = partner[at - 1] if at else -1
    behind = partner[at + 1] if at < last else len(pairing.units[1 - side])
    neighbours_known = (at == 0 or before >= 0) and (at == last or behind >= 0)
    return before + 1 if neighbours_known and behind - before == 2 else -1
