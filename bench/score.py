"""What is measured of one comparison, against the truth.

Pairs: precision, recall and F1 over pairs of clauses (a split of one clause into two is two pairs); recall
over the pairs that moved, and over the hard ones together (moved, split, merged or rewritten). Words:
`false` is the share of the words reported as deleted or inserted that did not change. Where a clause has a
word twice, reporting the other one is no fault. (A tool cannot keep silent instead: what it does not report
it shows as common to both texts, and `bench.runs` holds it to that.)
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, fields
from itertools import compress

from bench.perturb import HARD, Pair, Sides
from cdiff.core.model import Clause

Flags = tuple[tuple[bool, ...], ...]
"""For each clause, for each of its words between spaces: whether it is reported as changed."""


@dataclass(frozen=True, slots=True)
class Result:
    """What a tool says about a pair of drafts."""

    pairs: frozenset[Pair]
    old_reported: Flags
    new_reported: Flags


@dataclass(frozen=True, slots=True)
class Tally:
    """Counts over pairs of clauses and words; tallies of many pairs of drafts add up."""

    found: int = 0
    true: int = 0
    right: int = 0
    moved: int = 0
    moved_right: int = 0
    split: int = 0
    split_right: int = 0
    merged: int = 0
    merged_right: int = 0
    rewritten: int = 0
    rewritten_right: int = 0
    hard: int = 0
    hard_right: int = 0
    reported: int = 0
    reported_false: int = 0

    def __add__(self, other: Tally) -> Tally:
        """Add two tallies up."""
        return Tally(*(getattr(self, f.name) + getattr(other, f.name) for f in fields(self)))

    @property
    def precision(self) -> float:
        """Share of the found pairs that are right."""
        return _share(self.right, self.found)

    @property
    def recall(self) -> float:
        """Share of the true pairs that were found."""
        return _share(self.right, self.true)

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        return _share(2 * self.right, self.found + self.true)

    @property
    def false(self) -> float:
        """Share of the words reported as changed that did not change."""
        return self.reported_false / self.reported if self.reported else 0.0

    def recall_on(self, mark: str) -> float:
        """Share found of the true pairs with a mark: moved, split, merged, rewritten, or hard for any."""
        return _share(getattr(self, f"{mark}_right"), getattr(self, mark))


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 1.0


def tally(pair: Sides, result: Result) -> Tally:
    """Hold what a tool says about a pair of drafts against the truth."""
    truth = pair.truth
    counts = {
        "found": len(result.pairs),
        "true": len(truth.pairs),
        "right": len(result.pairs & truth.pairs),
    }
    for name in [*sorted(HARD), "hard"]:
        wanted = truth.having(*(HARD if name == "hard" else (name,)))
        counts[name] = len(wanted)
        counts[f"{name}_right"] = len(wanted & result.pairs)
    sides = (
        (pair.old, truth.old_changed, result.old_reported),
        (pair.new, truth.new_changed, result.new_reported),
    )
    for clauses, changed, reported in sides:
        for name, count in _words(clauses, changed, reported).items():
            counts[name] = counts.get(name, 0) + count
    return Tally(**counts)


def _words(clauses: Sequence[Clause], changed: Flags, reported: Flags) -> Counter[str]:
    counts: Counter[str] = Counter()
    for clause, truly, said in zip(clauses, changed, reported, strict=True):
        if not any(said):
            continue
        words = clause.text.split()
        came, told = Counter(compress(words, truly)), Counter(compress(words, said))
        counts["reported"] += told.total()
        counts["reported_false"] += (told - came).total()
    return counts
