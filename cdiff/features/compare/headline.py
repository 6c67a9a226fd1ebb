"""The head of every view of a comparison: how many clauses changed, and how, in words; which changes matter most."""

from __future__ import annotations

from collections import Counter

from cdiff.comparing.units import followers
from cdiff.core.model import Comparison, Weighed

_ORDER = ("modified", "moved", "split", "merged", "inserted", "deleted", "editorial")
"""The order of the kinds: what changed the words first, what only changed the print last."""


def headline(comparison: Comparison) -> str:
    """Return `13 of 337 clauses changed: 9 modified, 3 inserted, 1 editorial`; empty where nothing changed.

    Every clause of either text is counted once: a pair is one clause, and so is a split, a merge, or what was inserted
    or deleted whole with its heading. The kinds add up to the first number, so `moved` are only those that moved
    without another change; a new number is no change.
    """
    inside = followers(comparison)
    rows = [change for at, change in enumerate(comparison.changes) if at not in inside]
    counted = Counter("moved" if each.kind == "unchanged" else each.kind for each in rows if each.is_change)
    if not counted:
        return ""
    total = len(rows)
    kinds = ", ".join(f"{counted[name]:,} {name}" for name in _ORDER if counted[name])
    return f"{counted.total():,} of {total:,} clause{'s' if total != 1 else ''} changed: {kinds}"


REPORTED = 5
"""So many changes that matter most are named in the head of a report, unless `--top` asks for others."""


ORDERED = "first those that change duties, negations, numbers or brackets, or touch what is watched; then the longest"
"""How the changes that matter most are ordered, for a reader who never saw the weights."""


def why(weighed: Weighed) -> str:
    """Return in words why a change matters, for what is sent to others: `number “30” → “60”, 5 words`."""
    told = [each for each in weighed.reasons if each.name != weighed.change.kind]
    return ", ".join(each.said if each.name == "size" else f"{each.name} {each.said}".strip() for each in told)


def reasons(weighed: Weighed) -> str:
    """Return why a change matters, each reason with its weight: `number “30” → “60” (6), size 5 words (1)`."""
    return ", ".join(f"{each.name} {each.said}".strip() + f" ({each.weight})" for each in weighed.reasons)
