"""Proposals to a draft, and what became of each in the next one."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from cdiff.core.model import Change, Edit, Version
from cdiff.core.records import record

Outcome = Literal["taken", "taken with more", "in part", "elsewhere", "not taken"]
OUTCOMES: tuple[Outcome, ...] = ("taken", "taken with more", "in part", "elsewhere", "not taken")
"""What became of a proposal: the next draft has its words; has them and changed more; has some of them; has words of it
in another clause; has none of them. Why is nowhere said: only what both texts print is compared."""


@record
class Proposal:
    """A change to one clause of the base that one or several proposed."""

    by: tuple[str, ...]
    """The labels of all versions that propose it, word for word."""
    change: Change
    """From the base to the first of them."""
    outcome: Outcome
    cited: tuple[str, ...]
    """The clauses of the next draft that it was held against; for `elsewhere`, those that have words of it."""
    became: tuple[Edit, ...]
    """The words of these clauses, with what changed in them since the base."""


@record
class Proposals:
    """All proposals to a base, in its reading order."""

    base: Version
    by: tuple[Version, ...]
    next: Version
    rows: tuple[Proposal, ...]
    editorial: int
    """How many changes of nothing but punctuation, case or spaces were left out."""

    def __iter__(self) -> Iterator[Proposal]:
        return iter(self.rows)

    @property
    def versions(self) -> tuple[Version, ...]:
        """All texts: the base, those with proposals, the next draft."""
        return (self.base, *self.by, self.next)

    def count(self, outcome: Outcome) -> int:
        """Count the proposals of which one thing became."""
        return sum(each.outcome == outcome for each in self.rows)
