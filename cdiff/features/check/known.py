"""Telling a fault again: in the old draft, where it had another number, and in the next run.

A fault is the same if its rule is, what it is about (words, or the nature of the fault), and its clause: followed
through the comparison from draft to draft, by the words around it from run to run. Line numbers and numbers of
clauses do not count, because they shift.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Sequence

from cdiff.core.model import Change, Comparison
from cdiff.features.check.subject import Hit, changes_by_new

_AROUND = 40
"""Characters on either side of the words that tell a fault from others like it."""


def known(hits: Sequence[Hit], old: Sequence[Hit], against: Comparison | None) -> list[bool]:
    """Say for each hit whether the old draft had it too; what it had once excuses one hit."""
    if against is None:
        return [False] * len(hits)
    had = Counter((hit.clause.citation if hit.clause else "", hit.rule, hit.identity) for hit in old)
    origin = changes_by_new(against)
    return [_was_there(hit, had, origin) for hit in hits]


def _was_there(hit: Hit, had: Counter[tuple[str, str, str]], origin: dict[str, Change]) -> bool:
    change = origin.get(hit.clause.citation) if hit.clause else None
    before = [clause.citation for clause in change.old] if change else ([] if hit.clause else [""])
    for citation in before:
        key = (citation, hit.rule, hit.identity)
        if had[key] > 0:
            had[key] -= 1
            return True
    return False


def fingerprints(hits: Sequence[Hit]) -> list[str]:
    """Give each hit a name that it keeps while its words and those around it stay; all are different."""
    seen: Counter[str] = Counter()
    names = []
    for hit in hits:
        said = "\x00".join((hit.rule, hit.identity, _around(hit)))
        seen[said] += 1
        count = f"\x00{seen[said]}" if seen[said] > 1 else ""
        names.append(hashlib.sha256(f"{said}{count}".encode("utf-8", "surrogatepass")).hexdigest()[:32])
    return names


def _around(hit: Hit) -> str:
    if hit.clause is None:
        return ""
    text = hit.clause.text
    if hit.start < 0:
        return text[: 2 * _AROUND]
    return text[max(0, hit.start - _AROUND) : hit.start] + "\x00" + text[hit.end : hit.end + _AROUND]
