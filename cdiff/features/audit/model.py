"""The audit of a redline as data: which changes from old to new a file with tracked changes does not track.

    old ──untracked── rejected ──tracked── accepted ──untracked── new

A complete redline has nothing on the outer two. Every difference is reported in the direction old → new: words deleted
or inserted without a tracked change.
"""

from __future__ import annotations

from collections import Counter
from typing import Literal

from cdiff.core.model import Change, Comparison, Revision, Unread
from cdiff.core.records import record, replace

State = Literal["rejected", "accepted"]
STATES: tuple[State, ...] = ("rejected", "accepted")
Grade = Literal["substance", "moved", "cut", "editorial", "number"]
IssueKind = Literal["struck", "unsigned", "idle"]
FailOn = Literal["any", "substance"]

GRADES: dict[Grade, str] = {
    "substance": "of substance",
    "moved": "moved, same words",
    "cut": "divided into clauses differently, same words",
    "editorial": "editorial",
    "number": "in numbering only",
}
"""The grades of a difference, the gravest first, and how each is worded."""

FAIL_ON: tuple[FailOn, ...] = ("any", "substance")
_GRAVE: tuple[Grade, ...] = ("substance", "moved")


@record
class UntrackedDifference:
    """A difference that no tracked change accounts for."""

    state: State
    """`rejected`: between old and the redline without its changes; `accepted`: between it with all of them and new."""
    grade: Grade
    change: Change
    part: str
    """The objective, article or section."""


@record
class Issue:
    """Something about a redline that a person should know, though no text differs because of it."""

    kind: IssueKind
    """`struck`: struck through by formatting, so it looks deleted and is not; `unsigned`: a tracked change without
    its author or its date; `idle`: a tracked change of words that changes nothing."""
    citation: str
    """The clause, cited as on the side that has its words; empty where it is in none."""
    text: str
    lacks: tuple[str, ...] = ()
    """What an unsigned change lacks: `author`, `date`."""
    revision: Revision | None = None
    """The tracked change; none for struck words."""


@record
class Audit:
    """A file with tracked changes, compared with the texts that it claims to turn into each other."""

    rejected: Comparison
    """From old to the redline with every tracked change rejected."""
    tracked: Comparison
    """From there to the redline with every one accepted; each change names its authors."""
    accepted: Comparison
    """From there to new."""
    differences: tuple[UntrackedDifference, ...]
    """In reading order, those of the rejected state first."""
    issues: tuple[Issue, ...] = ()
    cautions: tuple[str, ...] = ()
    """What a person should know before trusting the audit."""

    @property
    def revisions(self) -> tuple[Revision, ...]:
        """The tracked changes of the file, without changes of format."""
        return self.tracked.new.document.revisions

    def of(self, state: State) -> tuple[UntrackedDifference, ...]:
        """Return the differences of one state of the redline."""
        return tuple(each for each in self.differences if each.state == state)

    def counted(self, state: State) -> dict[Grade, int]:
        """Count the differences of one state by grade, the gravest first."""
        counts = Counter(each.grade for each in self.of(state))
        return {grade: counts[grade] for grade in GRADES if counts[grade]}

    @property
    def unread(self) -> tuple[Unread, ...]:
        """What was not read of the three files, or not compared; the two states of the redline are one file."""
        name = self.tracked.new.label.removesuffix(" accepted")
        found = [*self.rejected.unread, *self.accepted.unread]
        states = (self.tracked.old.label, self.tracked.new.label)
        return tuple(dict.fromkeys(replace(each, label=name) if each.label in states else each for each in found))

    def tracks_all(self, fail_on: FailOn = "any") -> bool:
        """Whether the tracked changes turn old into new, completely or in words and order alone, as far as was read."""
        return not any(fail_on == "any" or each.grade in _GRAVE for each in self.differences)

    def holds(self, fail_on: FailOn = "any", *, accept_incomplete: bool = False) -> bool:
        """The verdict: whether the tracked changes turn old into new, and everything was read or need not be."""
        return self.tracks_all(fail_on) and (accept_incomplete or not self.unread)
