"""Term counts, sizes and change statistics across versions.

Frozen, like `cdiff.core.model`; nothing here reads, prints or computes beyond a view of its own fields. Where a tuple
has one entry per version, the versions are in their order; where it has one per step, step `i` leads from version `i`
to version `i + 1`.
"""

from __future__ import annotations

from typing import Literal

from cdiff.core.model import Clause, Statement, Tally, Version
from cdiff.core.records import record

TermEventKind = Literal["there", "entered", "left", "returned"]


@record
class PartLineage:
    """An objective, article or section through all versions, whatever its number in each."""

    citations: tuple[str | None, ...]
    """What each version calls it; none where it does not have it; `""` is what stands before the first heading."""
    title: str
    """The words of its heading in the last version that has it."""

    @property
    def name(self) -> str:
        """What the last version that has it calls it."""
        return next((name for name in reversed(self.citations) if name is not None), "")


# Terms


@record
class Seen:
    """A clause that has a term."""

    clause: Clause
    spans: tuple[tuple[int, int], ...]
    """Where in its text, in characters."""
    part: int
    """The place of the part it stands in."""


@record
class TermCell:
    """A term in one version; what that only carries over from another draft is not counted."""

    seen: tuple[Seen, ...]
    """In reading order."""
    parts: tuple[int, ...]
    """How often in each part."""
    left_out: int = 0
    """How many places its [not after: …] and [not before: …] leave out."""
    carried: int = 0
    """How many places the version only carries over."""
    is_known: bool = True
    """Whether the version is known in full, so that what is not counted is not there."""

    @property
    def total(self) -> int:
        """How often in all."""
        return sum(self.parts)


@record
class TermEvent:
    """A birth or a death of a term: `there` says that the first version has it."""

    kind: TermEventKind
    label: str


@record
class TermStatement:
    """What a source says of a term, which may give no words."""

    labels: tuple[str, ...]
    """The versions that it is about."""
    said: Statement


@record
class TermHistory:
    """One term through all versions."""

    name: str
    typed: str
    cells: tuple[TermCell, ...]
    """One per version."""
    events: tuple[TermEvent, ...]
    near: tuple[str, ...] = ()
    """What else may have been meant, where no version has it."""
    statements: tuple[TermStatement, ...] = ()
    """What sources say of it."""

    @property
    def is_known(self) -> bool:
        """Whether all versions are known in full, so that each of its births and deaths is."""
        return all(cell.is_known for cell in self.cells)

    @property
    def first(self) -> int | None:
        """The place of the first version that has it."""
        return next((at for at, cell in enumerate(self.cells) if cell.seen), None)

    @property
    def last(self) -> int | None:
        """The place of the last version that has it."""
        return next((at for at in reversed(range(len(self.cells))) if self.cells[at].seen), None)


@record
class TermTable:
    """Terms through all versions."""

    versions: tuple[Version, ...]
    parts: tuple[PartLineage, ...]
    terms: tuple[TermHistory, ...]


@record
class ShownTerms:
    """Terms, and whether only their counts are shown."""

    table: TermTable
    stat: bool = False


# Versions


@record
class LogEntry:
    """A version, its size, and changes since the previous version it."""

    version: Version
    clauses: int
    words: int
    happened: Tally | None
    """None for the first version."""
    known_words: int | None = None
    """How many of its words are attested or documented; None where all are."""
    documented: int | None = None
    """How many changed words sources report; None where it and the version before are known in full."""


@record
class Size:
    """How much text there is."""

    clauses: int
    words: int


@record
class PartHistory:
    """The sizes and changes of one part."""

    part: PartLineage
    sizes: tuple[Size | None, ...]
    """One per version; none where it does not have the part."""
    steps: tuple[Tally | None, ...]
    """One per step; none where neither version has the part."""
    documented: tuple[int | None, ...] = ()
    """One per step: how many changed words sources report; none where both versions are known in full."""
    known_words: tuple[int | None, ...] = ()
    """One per version: how many of its words are attested or documented; none where all are."""

    def stays(self, at: int) -> bool:
        """Whether the part is in the version before a step and in the one after it."""
        return bool(self.sizes[at] and self.sizes[at + 1])

    def is_known(self, at: int) -> bool:
        """Whether it can be said how much changed in a step: both versions are known, or words that entered or went."""
        whole = self.documented[at] is None
        return whole or (not self.stays(at) and bool(self.known_words[at] or self.known_words[at + 1]))

    def share(self, at: int) -> float | None:
        """Return the share of words that changed in a step; None where there was none, or where it is not known."""
        step = self.steps[at]
        return None if step is None or self.documented[at] is not None else share(step)


def share(step: Tally) -> float:
    """Return the share of words that changed, 0 to 1: those inserted, deleted or edited, of all in either version.

    A word that stands elsewhere has not changed.
    """
    words = dict(step.words)
    every = sum(words.values())
    return (words["modified"] + words["inserted"] + words["deleted"]) / every if every else 0.0


@record
class Standing:
    """A clause of the last version, and the labels since which it stands as it is."""

    clause: Clause
    since: str
    """Every character."""
    wording_since: str
    """Every word: what an editor may change may have changed."""
    may_be_older: bool = False
    """Whether it may have stood so before, in a version of which that is not known."""
    wording_may_be_older: bool = False


@record
class Statistics:
    """Where a negotiation was fought, and what never moved."""

    versions: tuple[Version, ...]
    parts: tuple[PartHistory, ...]
    total: PartHistory
    standing: tuple[Standing, ...]
    """Every clause of the last version, in reading order."""

    @property
    def log(self) -> tuple[LogEntry, ...]:
        """Each version with its size, and changes since the previous version it."""
        sizes = (size or Size(0, 0) for size in self.total.sizes)
        documented = (None, *self.total.documented)
        every = zip(self.versions, sizes, (None, *self.total.steps), self.total.known_words, documented, strict=True)
        return tuple(
            LogEntry(version, size.clauses, size.words, step, known, count)
            for version, size, step, known, count in every
        )


@record
class ShownStatistics:
    """Statistics, and what of them is shown."""

    found: Statistics
    every: bool = False
    """Include parts in which no word ever changed."""
    stable: bool = False
    """Instead of the parts, the clauses with the version since which each stands as it is."""
