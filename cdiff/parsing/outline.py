"""The order of headings: which unit stands below which, learned from the text.

A unit whose numbers start again inside another stands below it: sections in articles in a constitution, articles in
sections in a code. Where the text does not show it (one chapter, numbers that run through), the usual order holds.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from cdiff.core.grammar import UNITS
from cdiff.core.numbering import Printed, worded_place

USUAL = {
    "annex": 0.0,
    "appendix": 0.2,
    "provision": 0.3,
    "book": 0.5,
    "part": 1.0,
    "title": 1.2,
    "subtitle": 1.4,
    "division": 1.6,
    "chapter": 2.0,
    "subdivision": 2.2,
    "subchapter": 2.5,
    "section": 3.0,
    "subsection": 3.5,
    "paragraph": 3.7,
    "article": 4.0,
    "objective": 4.0,
    "rule": 4.0,
    "sign": 4.2,
    "subparagraph": 4.4,
}
"""The usual order; the numbers of `cdiff.core.citation.RANK`, with places in between."""
WORDLESS = 3.0
"""A heading in capitals, without a number."""
SUBHEADING = 5.0
_RUNS_ON = 2
"""So often a unit counts on behind another before it is believed not to start again in it."""


def learn_order(heads: Sequence[Printed]) -> dict[str, float]:
    """Return the rank of each unit that occurs among the headings of a text; the highest has the lowest rank."""
    evidence: Counter[tuple[str, str]] = Counter()
    """How much more often a unit (first) starts again behind another (second) than it counts on behind it."""
    count = Counter(head.unit for head in heads)
    last: dict[str, tuple[int, ...]] = {}
    since: dict[str, set[str]] = {}
    """The units that came since the last heading of each unit."""
    for head in heads:
        place = worded_place(head.core)
        if head.unit in last:
            for other in since[head.unit]:
                evidence[head.unit, other] += 1 if place <= last[head.unit] else -1
        if "." in head.core:  # section 2.1 below article II says it in its number
            evidence.update((head.unit, other) for other in last if other != head.unit and last[other] == place[:1])
        last[head.unit] = place
        for others in since.values():
            others.add(head.unit)
        since[head.unit] = set()
    ranks = {unit: USUAL[unit] for unit in UNITS if unit in last}
    below = _usually_below(ranks, evidence)
    for lower in sorted(ranks, key=ranks.__getitem__):
        for upper in sorted(ranks, key=ranks.__getitem__):
            if lower in below[upper]:
                continue  # books that start again behind the last paragraph of a chapter do not stand in it
            if ranks[upper] > ranks[lower] and evidence[lower, upper] > max(0, evidence[upper, lower]):
                ranks[lower] = ranks[upper] + 0.05
    # Where each runs on through the other, the rarer holds the more frequent: `§ 2` over articles 45 to 47.
    for lower, upper in ((lower, upper) for lower in ranks for upper in ranks if ranks[upper] < ranks[lower]):
        if evidence[lower, upper] <= -_RUNS_ON and evidence[upper, lower] < 0 and count[lower] < count[upper]:
            ranks[lower] = ranks[upper] - 0.05
    return ranks


def _usually_below(ranks: Mapping[str, float], evidence: Mapping[tuple[str, str], int]) -> dict[str, set[str]]:
    """Map each unit to those that it stands below in the usual order, directly or not, and as the text shows."""
    below: dict[str, set[str]] = {}
    for unit in sorted(ranks, key=ranks.__getitem__):
        below[unit] = set()
        for over, seen in list(below.items()):
            if over != unit and evidence.get((unit, over), 0) > max(0, evidence.get((over, unit), 0)):
                below[unit] |= {over, *seen}
    return below
