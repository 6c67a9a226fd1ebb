"""The words of tracing as data: the biography of a clause, where its words come from, what it is called elsewhere.

Like `cdiff.core.model`, which tells of drafts and comparisons: frozen, and nothing here reads, prints or computes
beyond a view of its own fields.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from cdiff.core.model import Cell, Clause, ClausePlace, Edit, EventKind, Lineage, Version
from cdiff.core.records import NamedTuple


class Step(NamedTuple):
    """One version in the biography of a clause."""

    place: int
    """Of the version, in the order of the table."""
    lineage: str
    """The lineage that is told here: another one before the clause was split off, and after it was merged."""
    cell: Cell
    similarity: float = 0.0
    """Likeness to the last text of the clause, 0 to 1; 0 where the version does not have it."""
    since: tuple[Edit, ...] = ()
    """Of a clause that returned: the word edits against what it last said."""
    inside: tuple[tuple[EventKind, int], ...] = ()
    """Of a heading: how often each event befell the clauses below it since the version before."""


@dataclass(frozen=True, slots=True)
class Biography:
    """What became of one clause, version by version.

    Before it was split off it is told as the clause that it was part of; after it was merged as the clause
    that it became part of. So it has a citation in every version between its entering and its end.
    """

    versions: tuple[Version, ...]
    lineage: Lineage
    """The lineage that was asked for."""
    asked: ClausePlace
    """The clause that was asked for."""
    steps: tuple[Step, ...]
    """One per version."""

    def __iter__(self) -> Iterator[Step]:
        """Go through the versions in their order."""
        return iter(self.steps)


class Absence(NamedTuple):
    """A time for which words were gone."""

    left: str
    """The label of the first version without them."""
    back: str
    """The label of the version that has them again."""


class Word(NamedTuple):
    """A word or a sign of a clause, and where it comes from."""

    text: str
    """As printed, with the space behind it."""
    entered: str
    """The label of the version in which it entered."""
    absences: tuple[Absence, ...] = ()
    """When it was gone in between."""


def runs(words: Iterable[Word]) -> Iterator[Word]:
    """Join neighbouring words that share one history."""
    for (entered, absences), run in groupby(words, key=lambda word: (word.entered, word.absences)):
        yield Word("".join(word.text for word in run), entered, absences)


class Owed(NamedTuple):
    """How many words of one part of a text are owed to each version."""

    citation: str
    """The objective, article or section; `""` for what stands before the first one."""
    title: str
    words: tuple[int, ...]
    """One count per version of the provenance, in their order."""
    returned: int = 0
    """How many of all these had left and come back."""


@dataclass(frozen=True, slots=True)
class Provenance:
    """For every word of a version the draft in which it entered."""

    version: Version
    versions: tuple[Version, ...]
    """It and those before it, in their order."""
    clauses: tuple[tuple[Clause, tuple[Word, ...]], ...]
    """Every clause of the version, or those that were asked for, with its words; joined they are its text."""
    parts: tuple[Owed, ...]
    """Its objectives, articles and sections, in reading order."""
    total: Owed

    def __iter__(self) -> Iterator[tuple[Clause, tuple[Word, ...]]]:
        """Go through the clauses in reading order."""
        return iter(self.clauses)


class ShownProvenance(NamedTuple):
    """A provenance, and whether a reader is shown its counts alone."""

    told: Provenance
    stat: bool = False


class Match(NamedTuple):
    """A clause in the numbering of another version."""

    clause: Clause
    similarity: float
    """Likeness of the words to those of the clause that was asked for, 0 to 1."""


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """What a clause of one version is called in another one."""

    old: Version
    """The version that the clause was cited from; it may be the later one."""
    new: Version
    clause: Clause
    direct: tuple[Match, ...]
    """The clauses that the two versions, compared with each other, take for the same; several after a split."""
    through: tuple[Match, ...]
    """Those that the chain of all versions between them leads to."""
    way: tuple[ClausePlace, ...] = ()
    """The clause in every version from the old one to the new one that has it, as its biography tells."""
    dropped: str = ""
    """Where the chain leads nowhere: the label of the version in which the clause was dropped, or entered."""
    closest: Match | None = None
    """Where nothing corresponds: what is likest in the other version."""

    @property
    def agrees(self) -> bool:
        """Whether the direct way and the chain lead to the same clauses."""
        return {match.clause.citation for match in self.direct} == {match.clause.citation for match in self.through}


class VersionCitation(NamedTuple):
    """What a clause is called in one version."""

    citation: str = ""
    """Empty where the version does not have it."""
    inside: bool = False
    """The version has its words in this clause, from which it was split, or into which it was merged."""


class ConcordanceEntry(NamedTuple):
    """One row of a concordance: a lineage, and what it is called in each version."""

    lineage: str
    cited: tuple[VersionCitation, ...]
    similarity: float
    """Likeness of its first text to its last, 0 to 1."""


@dataclass(frozen=True, slots=True)
class Concordance:
    """What every clause is called in each version, in reading order."""

    versions: tuple[Version, ...]
    entries: tuple[ConcordanceEntry, ...]

    def __iter__(self) -> Iterator[ConcordanceEntry]:
        """Go through the rows."""
        return iter(self.entries)
