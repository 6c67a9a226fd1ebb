"""Printed text whose place cannot be determined: set aside, and counted in one warning."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from cdiff.core.model import Caution, Removed

ANGLE = "set at an angle"
OUTSIDE = "outside the visible page"
BELOW_NOTES = "stands below the notes"
NO_MARK = {
    "footnote": "a footnote without a mark in the text",
    "endnote": "an endnote without a mark in the text",
}
_UNPLACED = frozenset((ANGLE, OUTSIDE, BELOW_NOTES, *NO_MARK.values()))


def count_unplaced(removed: Sequence[Removed]) -> Iterator[Caution]:
    """Warn of what could not be placed: how much, and why."""
    reasons = Counter(row.reason for row in removed if row.reason in _UNPLACED)
    total = reasons.total()
    if total:
        told = "; ".join(f"{count}: {reason}" for reason, count in sorted(reasons.items()))
        many = "1 stretch of text" if total == 1 else f"{total} stretches of text"
        listed = f"--removed lists {'it' if total == 1 else 'them'}"
        yield Caution(f"{many} could not be placed ({told}); {listed}", 0, "place")
