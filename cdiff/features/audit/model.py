"""The audit of a redline as data: what a file with tracked changes does not say of the way from old to new.

    old ──untracked── rejected ──tracked── accepted ──untracked── new

A redline that is whole has nothing on the outer two. Every difference is told in the direction old → new: words
that go or come without a tracked change.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Literal

from cdiff.core.model import Change, Comparison, Revision
from cdiff.core.records import NamedTuple

State = Literal["rejected", "accepted"]
STATES: tuple[State, ...] = ("rejected", "accepted")
Grade = Literal["substance", "moved", "cut", "editorial", "number"]
Sin = Literal["struck", "unsigned", "idle"]
FailOn = Literal["any", "substance"]

GRADES: dict[Grade, str] = {
    "substance": "of substance",
    "moved": "moved with the same words",
    "cut": "cut into clauses otherwise, with the same words",
    "editorial": "editorial",
    "number": "of a number alone",
}
"""How grave a difference is, the gravest first, and how it is said."""

FAIL_ON: tuple[FailOn, ...] = ("any", "substance")
_GRAVE: tuple[Grade, ...] = ("substance", "moved")


class Difference(NamedTuple):
    """A difference that no tracked change accounts for."""

    state: State
    """`rejected`: between old and the redline without its changes; `accepted`: between it with all of them and new."""
    grade: Grade
    change: Change
    part: str
    """The objective, article or section."""


class Lapse(NamedTuple):
    """Something about a redline that a person should know, though no text differs for it."""

    sin: Sin
    """`struck`: struck through by formatting, so it looks deleted and is not; `unsigned`: a tracked change without
    its author or its date; `idle`: a tracked change of words that changes nothing."""
    citation: str
    """The clause, as the side cites it on which its words stand; empty where it is in none."""
    text: str
    lacks: tuple[str, ...] = ()
    """What an unsigned change does not say: `author`, `date`."""
    revision: Revision | None = None
    """The tracked change; none for struck words."""


@dataclass(frozen=True, slots=True)
class Audit:
    """A file with tracked changes, held against the texts between which it claims to lead."""

    rejected: Comparison
    """From old to the redline with every tracked change rejected."""
    tracked: Comparison
    """From there to the redline with every one accepted; each change says whose it is."""
    accepted: Comparison
    """From there to new."""
    differences: tuple[Difference, ...]
    """In reading order, those of the rejected state first."""
    lapses: tuple[Lapse, ...] = ()
    cautions: tuple[str, ...] = ()
    """What a person should know before trusting the audit."""

    @property
    def revisions(self) -> tuple[Revision, ...]:
        """The tracked changes of the file; changes of format are none."""
        return self.tracked.new.document.revisions

    def of(self, state: State) -> tuple[Difference, ...]:
        """Give the differences of one state of the redline."""
        return tuple(each for each in self.differences if each.state == state)

    def counted(self, state: State) -> dict[Grade, int]:
        """Count the differences of one state by grade, the gravest first."""
        counts = Counter(each.grade for each in self.of(state))
        return {grade: counts[grade] for grade in GRADES if counts[grade]}

    def holds(self, fail_on: FailOn = "any") -> bool:
        """The verdict: whether the tracked changes turn old into new, all of it, or in words and order alone."""
        return not any(fail_on == "any" or each.grade in _GRAVE for each in self.differences)
