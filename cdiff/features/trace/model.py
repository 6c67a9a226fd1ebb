"""The results of tracing: the biography of a clause, where its words come from, what it is called elsewhere.

Frozen, like `cdiff.core.model`; nothing here reads, prints or computes beyond a view of its own fields.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Literal

from cdiff.core.model import EVENT_KINDS, Cell, Clause, ClausePlace, Edit, EventKind, EvidenceKind, Lineage, Version
from cdiff.core.records import record


@record
class BiographyStep:
    """One version in the biography of a clause."""

    place: int
    """Of the version, in the order of the table."""
    lineage: str
    """The lineage that is told here: another one before the clause was split off, and after it was merged."""
    cell: Cell
    similarity: float = 0.0
    """Similarity to the last text of the clause, 0 to 1; 0 where the version does not have it."""
    since: tuple[Edit, ...] = ()
    """Of a clause that returned: the word edits against what it last said."""
    below: tuple[Biography, ...] = ()
    """Of a heading: the clauses below it now or in the previous version, in reading order; theirs are not told."""
    known: Literal["all", "part", "none"] = "all"
    """Which of the words of the clause are attested or documented."""
    sure: bool = True
    """Whether this version and the one before are known in full, so that what is the same stayed the same."""
    passages: tuple[tuple[str, EvidenceKind], ...] = ()
    """Where a part of the words is known: those that are, each attested or documented."""

    @property
    def inside(self) -> tuple[tuple[EventKind, int], ...]:
        """Of a heading: how often each event happened to the clauses below it since the previous version."""
        counted = Counter(event.kind for life in self.below for event in life.lineage.cells[self.place].events)
        return tuple((kind, counted[kind]) for kind in EVENT_KINDS if counted[kind])


@record
class Biography:
    """What became of one clause, version by version.

    Before it was split off it is told as the clause that it was part of; after it was merged as the clause
    that it became part of. So it has a citation in every version between its insertion and its end.
    """

    versions: tuple[Version, ...]
    lineage: Lineage
    """The lineage that was asked for."""
    asked: ClausePlace
    """The clause that was asked for."""
    steps: tuple[BiographyStep, ...]
    """One per version."""

    @property
    def known_since(self) -> BiographyStep | None:
        """The first step that is known in full, where one before it is not."""
        known = [step for step in self.steps if step.cell.clause]
        first = next((step for step in known if step.known == "all"), None)
        return first if first and first is not known[0] else None

    def __iter__(self) -> Iterator[BiographyStep]:
        """Go through the versions in their order."""
        return iter(self.steps)


@record
class Absence:
    """A period in which words were deleted."""

    left: str
    """The label of the first version without them."""
    back: str
    """The label of the version that has them again."""


@record
class Word:
    """A word or a sign of a clause, and where it comes from."""

    text: str
    """As printed, with the space behind it."""
    entered: str
    """The label of the version in which it entered, or, of drafts that are lost in part, of the first that is known to
    have it; empty where none is."""
    absences: tuple[Absence, ...] = ()
    """When it was gone in between."""
    may_be_older: bool = False
    """Whether a version before may have had it too, of which that is not known."""


def runs(words: Iterable[Word]) -> Iterator[Word]:
    """Join neighbouring words that share one history."""
    for shared, run in groupby(words, key=lambda word: (word.entered, word.absences, word.may_be_older)):
        yield Word("".join(word.text for word in run), *shared)


@record
class WordShare:
    """How many words of one part of a text come from each version."""

    citation: str
    """The objective, article or section; `""` for what stands before the first one."""
    title: str
    words: tuple[int, ...]
    """One count per version of the provenance, in their order."""
    returned: int = 0
    """How many of all these left and returned."""
    not_before: tuple[int, ...] = ()
    """How many are not known before each version, and may be older; empty where all versions are known in full."""
    unknown: int = 0
    """How many no version is known to have."""

    @property
    def not_known(self) -> int:
        """How many may be older than what is known of them."""
        return sum(self.not_before) + self.unknown

    @property
    def all(self) -> int:
        """All of its words."""
        return sum(self.words) + self.not_known


@record
class Provenance:
    """For every word of a version, the draft in which it first appeared."""

    version: Version
    versions: tuple[Version, ...]
    """It and those before it, in their order."""
    clauses: tuple[tuple[Clause, tuple[Word, ...]], ...]
    """Every clause of the version, or those that were asked for, with its words; joined they are its text."""
    parts: tuple[WordShare, ...]
    """Its objectives, articles and sections, in reading order."""
    total: WordShare

    @property
    def is_known(self) -> bool:
        """Whether all versions are known in full, so that every word has a birth."""
        return all(version.is_known for version in self.versions)

    def is_marked(self, word: Word) -> bool:
        """Whether of a word, where drafts are lost in part, more is known than that it stands in this version."""
        last = self.version.is_known and word.entered == self.version.label
        return bool(word.entered) and not (word.may_be_older and last)

    def __iter__(self) -> Iterator[tuple[Clause, tuple[Word, ...]]]:
        """Go through the clauses in reading order."""
        return iter(self.clauses)


@record
class ShownProvenance:
    """A provenance, and whether only its counts are shown."""

    told: Provenance
    stat: bool = False


@record
class Match:
    """A clause in the numbering of another version."""

    clause: Clause
    similarity: float | None
    """Similarity of the words to those of the clause that was asked for, 0 to 1; None where either is not known."""


@record
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
    ended: str = ""
    """Where the chain leads nowhere: the label of the version in which the clause was deleted, or inserted."""
    closest: Match | None = None
    """Where nothing corresponds: what is likest in the other version."""

    @property
    def agrees(self) -> bool:
        """Whether the direct way and the chain lead to the same clauses."""
        return {match.clause.citation for match in self.direct} == {match.clause.citation for match in self.through}


@record
class VersionCitation:
    """What a clause is called in one version."""

    citation: str = ""
    """Empty where the version does not have it."""
    inside: bool = False
    """The version has its words in this clause, from which it was split, or into which it was merged."""
    name: str = ""
    """How people cite it: the only paragraph of article 2 is article 2 to them."""


@record
class ConcordanceEntry:
    """One row of a concordance: a lineage, and what it is called in each version."""

    lineage: str
    cited: tuple[VersionCitation, ...]
    similarity: float | None
    """Similarity of its first text to its last, 0 to 1; None where either is not known, or one version alone has it."""

    @property
    def similarity_said(self) -> str:
        """The similarity in two digits; `?` where it is not known, `–` where one version alone has the clause."""
        if self.similarity is None:
            return "?" if sum(bool(cited.citation) for cited in self.cited) > 1 else "–"
        return f"{self.similarity:.2f}"


@record
class Concordance:
    """What every clause is called in each version, in reading order."""

    versions: tuple[Version, ...]
    entries: tuple[ConcordanceEntry, ...]

    def __iter__(self) -> Iterator[ConcordanceEntry]:
        """Go through the rows."""
        return iter(self.entries)
