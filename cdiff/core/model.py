"""Core data model: sources, documents, versions, comparisons.

Nothing here reads, prints or computes more than a view of its own fields. Everything is frozen, so that a stage can
pass its result on without a copy and a test can compare two results with `==`.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from itertools import pairwise
from typing import Literal, get_args

from cdiff.core.clause import Clause as Clause
from cdiff.core.errors import CitationError
from cdiff.core.records import field, record
from cdiff.core.unread import UNREAD_KINDS as UNREAD_KINDS
from cdiff.core.unread import Beside as Beside
from cdiff.core.unread import Caution as Caution
from cdiff.core.unread import Unread as Unread
from cdiff.core.unread import UnreadKind as UnreadKind
from cdiff.core.unread import beside_between, unread_of

ChangeKind = Literal["unchanged", "editorial", "modified", "split", "merged", "inserted", "deleted"]
Op = Literal["equal", "delete", "insert"]
How = Literal["identical", "spine", "move", "split", "merge", "pinned", "placeholder"]

CHANGE_KINDS: tuple[ChangeKind, ...] = get_args(ChangeKind)


@record
class Source:
    """A file as it was received."""

    name: str
    """The file's name without its folder; `-` for standard input."""
    media_type: str
    sha256: str
    data: bytes = field(repr=False)
    address: str = ""
    """The URL it was fetched from; empty for a file."""


@record
class Block:
    """A line or a paragraph of a source, with layout hints from its format."""

    text: str
    line: int
    """The line where it starts in the source, from 1; in a file without lines its ordinal."""
    gap: int = 0
    """The number of empty lines before it."""
    whole: bool = False
    """Whether this is a whole paragraph; a line of plain text may continue in the next one."""
    label: str = ""
    """The number that the format generates for it (lists of Word and HTML); empty otherwise."""
    heading: int = 0
    """The heading level in the format, from 1; 0 for text."""
    level: int = 0
    """The nesting depth of a list item, from 1; 0 outside lists."""
    page: int = 0
    """The page it is on, from 1; 0 if the format has no pages."""
    note: str = ""
    """For the text of a footnote its mark; empty otherwise."""


@record
class Removed:
    """Something in the source that is not part of the draft, and why it was removed."""

    text: str
    reason: str
    line: int
    page: int = 0
    """The page it is on, from 1; 0 if the format has no pages."""


@record
class Revision:
    """A tracked change in a source: words inserted or deleted."""

    op: Literal["insert", "delete"]
    text: str
    author: str = ""
    date: str = ""
    """As given in the file (in a Word file, ISO 8601); empty if not given."""
    line: int = 0


@record
class Remark:
    """Words that a source strikes out, highlights or comments on."""

    kind: Literal["struck", "highlight", "comment"]
    text: str
    """The words concerned."""
    note: str = ""
    """The comment, or the colour of the highlight."""
    author: str = ""
    line: int = 0


@record
class Reading:
    """A source divided into blocks: what `read` returns and `parse` takes."""

    source: Source
    blocks: tuple[Block, ...] = field(repr=False)
    removed: tuple[Removed, ...] = ()
    warnings: tuple[Caution, ...] = ()
    revisions: tuple[Revision, ...] = ()
    remarks: tuple[Remark, ...] = ()
    beside: tuple[Beside, ...] = ()


@record
class Document:
    """A parsed draft: its clauses in reading order.

    All but the clauses and the profile is about the reading, not the text: it is ignored when two documents are
    compared for equality. The stored form keeps of it only what limits an answer; reading the kept source again
    restores the rest.
    """

    clauses: tuple[Clause, ...]
    profile: str = "plain"
    removed: tuple[Removed, ...] = field(default=(), compare=False)
    warnings: tuple[Caution, ...] = field(default=(), compare=False)
    revisions: tuple[Revision, ...] = field(default=(), compare=False)
    remarks: tuple[Remark, ...] = field(default=(), compare=False)
    beside: tuple[Beside, ...] = field(default=(), compare=False)

    @cached_property
    def _by_citation(self) -> dict[str, Clause]:
        return {clause.citation: clause for clause in self.clauses}

    def __getitem__(self, citation: str) -> Clause:
        """The clause that a citation names, typed as people type it: `21(a)`, `21a`, `obj5`, `fn3`.

        Raises `CitationError`, which is a `KeyError`, with the near misses.
        """
        if not isinstance(citation, str):
            raise TypeError(f'a clause is named by its citation, as in document["21(a)"], not by {citation!r}')
        from cdiff.core.citation import find

        return self._by_citation.get(citation) or find(self, citation)

    def __contains__(self, given: object) -> bool:
        """Whether the document has a clause, given itself or by a citation as people type it."""
        if not isinstance(given, str):
            return given in self.clauses
        try:
            return bool(self[given])
        except CitationError:
            return False

    def __iter__(self) -> Iterator[Clause]:
        """Iterate over the clauses in reading order."""
        return iter(self.clauses)

    def __len__(self) -> int:
        """The number of clauses."""
        return len(self.clauses)


EvidenceKind = Literal["attested", "documented", "carried"]
EVIDENCE_KINDS: tuple[EvidenceKind, ...] = get_args(EvidenceKind)
"""How words of a version are known: they were read in that draft or in a quotation from it; a source reports them, or
the change that brought or took them; or they are only carried over from another draft, and nothing is known."""


@record
class Evidence:
    """How some words of a version are known, and from where."""

    kind: EvidenceKind
    clause: str
    """The citation of their clause."""
    words: str = ""
    """The words as the clause has them; empty for all of it."""
    nth: int = 0
    """Which occurrence of the words in the clause, from 1; 0 where they occur once."""
    source: str = ""


@record
class Statement:
    """What a source says of a version, or of the step to it, which may give no words."""

    text: str
    source: str = ""


@record
class Version:
    """A draft under a label, with its provenance."""

    label: str
    document: Document = field(repr=False)
    title: str = ""
    date: str = ""
    """The day it was issued, ISO 8601; empty if unknown."""
    round: str = ""
    status: str = ""
    """`official`, `reconstruction`, or any other status given when it was added."""
    follows: str = ""
    """The label of the version before it, if two share a date."""
    source: str = ""
    """The name of the received file."""
    sha256: str = ""
    media_type: str = ""
    read_with: str = ""
    """The options it was read with that were not the defaults: `encoding=cp1252 struck=deleted`."""
    address: str = ""
    """The URL the received file was fetched from; empty for a file."""
    note: str = ""
    """What a reader must know about the text before using it."""
    changes: int = 0
    """The number of documented changes that a reconstruction undoes."""
    words: str = ""
    """How its words are known where `evidence` says nothing else, an `EvidenceKind`; empty where nobody said it."""
    evidence: tuple[Evidence, ...] = ()
    """How the words of some clauses are known; of two that overlap the later one counts."""
    statements: tuple[Statement, ...] = ()
    """What sources say of it."""

    @property
    def word_kind(self) -> EvidenceKind:
        """How its words are known where `evidence` says nothing else; those of a reconstruction are carried."""
        said = next((kind for kind in EVIDENCE_KINDS if kind == self.words), None)
        return said or ("carried" if self.is_reconstruction else "attested")

    @property
    def is_known(self) -> bool:
        """Whether all of its words are attested or documented, so that what it lacks was not in the draft."""
        return self.word_kind != "carried" and all(each.kind != "carried" for each in self.evidence)

    @property
    def is_reconstruction(self) -> bool:
        """Whether this version is no official text, but was made from a later one."""
        return self.status == "reconstruction"


def unread_in(*versions: Version) -> tuple[Unread, ...]:
    """List what was not read of some versions, and what stands beside the text and differs between two neighbours."""
    found = [each for version in versions for each in unread_of(version.label, version.document.warnings)]
    for old, new in pairwise(versions):
        found += beside_between(old.document.beside, new.document.beside)
    return tuple(dict.fromkeys(found))


@record
class Edit:
    """A run of words that stayed, was deleted or was inserted."""

    op: Op
    text: str


@record
class Rival:
    """The next best pair that a link was preferred to."""

    old: int
    new: int
    similarity: float


@record
class Link:
    """Clauses that correspond: their positions in the old and in the new sequence, and why they were linked."""

    old: tuple[int, ...]
    new: tuple[int, ...]
    similarity: float
    """Similarity of the words, 0 to 1; 1 for the same words."""
    how: How = "spine"
    rival: Rival | None = None
    """The runner-up: the most similar other partner of either side."""
    doubtful: bool = False
    """Whether the link is uncertain: low similarity, or a rival close behind."""


@record
class Author:
    """Who made a tracked change, and when, as the file claims."""

    author: str
    date: str
    """The day, ISO 8601; empty if not given."""


@record
class Passage:
    """Words within the edits of a change that stand, word for word, in another clause of the other text."""

    op: Literal["delete", "insert"]
    """Whether they were moved out of the clause or into it."""
    text: str
    clause: str
    """The citation of the other clause: in the new text where they went, in the old text where they came from."""


@record
class Renaming:
    """Words that the same words replaced throughout a text."""

    old: str
    new: str
    clauses: tuple[str, ...]
    """The citations, in the new text, of the clauses with the new words."""


@record
class Change:
    """One row of a comparison."""

    kind: ChangeKind
    old: tuple[Clause, ...]
    new: tuple[Clause, ...]
    edits: tuple[Edit, ...] = ()
    moved: bool = False
    renumbered: bool = False
    link: Link | None = None
    """Why these clauses belong together; None for an inserted or deleted clause."""
    by: tuple[Author, ...] = ()
    """The authors of the tracked changes; empty if two files are compared."""
    reference: bool = False
    """Nothing changed but references to clauses that were renumbered, as their new numbers ask for."""
    renaming: bool = False
    """Nothing changed but words that were renamed throughout the text."""
    passages: tuple[Passage, ...] = ()
    """What was moved, word for word, from it to other clauses, and from other clauses to it."""

    @property
    def similarity(self) -> float:
        """Similarity of the words of both sides, 0 to 1."""
        return self.link.similarity if self.link else 0.0

    @property
    def is_pinned(self) -> bool:
        """Whether a person pinned these clauses together."""
        return self.link is not None and self.link.how == "pinned"

    @property
    def has_placeholder(self) -> bool:
        """Whether one side only says what became of the clause: `(Unchanged)`, `[deleted]`."""
        return self.link is not None and self.link.how == "placeholder"

    @property
    def is_unit(self) -> bool:
        """Whether it joins all that was inserted or deleted with a heading: the first clause is the heading."""
        return len(self.old) + len(self.new) > 1 and not (self.old and self.new)

    @property
    def is_change(self) -> bool:
        """Whether a reader would see any difference other than a number."""
        return self.kind != "unchanged" or self.moved


@record
class Comparison:
    """Every clause of two versions, each in exactly one change, in reading order."""

    old: Version
    new: Version
    changes: tuple[Change, ...]
    renamings: tuple[Renaming, ...] = ()
    """What was renamed throughout the text."""
    accepts_incomplete: bool = False
    """Whether a person accepted that something was not read."""
    cautions: tuple[str, ...] = ()
    """Why one of the texts may be no draft of the other."""

    @property
    def differs(self) -> bool:
        """The verdict: whether the texts differ in words, characters or order, as far as they were read."""
        return any(change.is_change for change in self.changes)

    @cached_property
    def unread(self) -> tuple[Unread, ...]:
        """What limits the verdict: what was not read of either text, or not compared."""
        return unread_in(self.old, self.new)

    @property
    def is_incomplete(self) -> bool:
        """Whether something limits the verdict that no person accepted."""
        return bool(self.unread) and not self.accepts_incomplete

    @property
    def doubtful(self) -> tuple[Change, ...]:
        """The low-confidence pairs, which a person should look at."""
        return tuple(change for change in self.changes if change.link and change.link.doubtful)

    def __iter__(self) -> Iterator[Change]:
        """Iterate over the changes in reading order."""
        return iter(self.changes)


ReasonName = Literal[
    "number", "negation", "verb", "qualifier", "scope", "bracket", "watched", "inserted", "deleted", "moved", "size"
]


@record
class Reason:
    """One reason why a change matters."""

    name: ReasonName
    weight: int
    said: str = ""
    """The words or the number that it is about: `“30” → “60”`; empty where the name says all."""


@record
class Weighed:
    """A change with the reasons why it matters."""

    change: Change
    part: str
    """The part of the text it is in."""
    reasons: tuple[Reason, ...] = ()
    """The heaviest first."""

    @property
    def weight(self) -> int:
        """How much it matters: the sum of its reasons."""
        return sum(reason.weight for reason in self.reasons)


@record
class Tally:
    """The number of changes and words in one part of the text."""

    citation: str
    """The objective, article or section; `""` for the text before the first one."""
    title: str
    counts: tuple[tuple[str, int], ...]
    """The number of changes of each kind, moved and renumbered, in the order of `TALLIED`."""
    words: tuple[tuple[str, int], ...] = ()
    """The number of words by what happened to them, in the order of `WORDED`; empty if not counted."""

    def count(self, name: str) -> int:
        """The number of changes of a kind, of `moved` or of `renumbered`."""
        return dict(self.counts)[name]

    @property
    def is_quiet(self) -> bool:
        """Whether nothing but numbers changed here."""
        return all(not count for name, count in self.counts if name not in ("unchanged", "renumbered"))


TALLIED = ("unchanged", "editorial", "modified", "moved", "split", "merged", "inserted", "deleted", "renumbered")
"""The columns of a summary."""

WORDED = ("unchanged", "modified", "moved", "inserted", "deleted")
"""What happens to a word: it stays; is inserted or deleted in a clause that stays; stays in a clause that moved; is
inserted with its clause; is deleted with its clause."""


@record
class Summary:
    """A comparison in numbers: one row per part of the text, and the total."""

    rows: tuple[Tally, ...]
    total: Tally


EventKind = Literal[
    "inserted", "returned", "split", "merged", "modified", "editorial", "moved", "renumbered", "unchanged", "deleted"
]
EVENT_KINDS: tuple[EventKind, ...] = get_args(EventKind)
"""What may happen to a clause between two versions, in the order in which it is reported."""


@record
class ClausePlace:
    """A clause of a lineage in one version."""

    label: str
    """The label of the version."""
    citation: str
    lineage: str
    """The id of the lineage that the clause belongs to in that version."""
    called: str = ""
    """What people call it where that is not its citation: the only paragraph of article 2 is article 2 to them."""

    @property
    def name(self) -> str:
        """How people cite it."""
        return self.called or self.citation


@record
class Event:
    """One thing that happened to a clause between two versions.

    `modified`: words changed; `editorial`: only editorial changes; `split`, `merged`: one clause became several,
    several became one; `returned`: it is back after having been deleted.
    """

    kind: EventKind
    old: tuple[ClausePlace, ...] = ()
    """Its clauses in the version before: none for `inserted`; for `returned`, where it was last seen."""
    new: tuple[ClausePlace, ...] = ()
    """Its clauses in this version: none for `deleted`, all parts for `split`."""


@record
class Cell:
    """A lineage in one version: its clause there, and what happened to it since the version before."""

    clause: Clause | None = None
    """None if the version does not have it."""
    changes: tuple[Change, ...] = ()
    """The change of its clause, new or old, in the comparison with the version before.

    A split or a merge is in the cells of all lineages that take part, a deletion in that of the deleted one.
    """
    events: tuple[Event, ...] = ()
    """In the order of `EVENT_KINDS`; none while the lineage is absent, and none in the first version."""

    @property
    def clauses(self) -> tuple[Clause, ...]:
        """The clause as a tuple of one, or an empty tuple."""
        return (self.clause,) if self.clause else ()

    @property
    def is_change(self) -> bool:
        """Whether words, characters or the place in the text changed since the version before."""
        return any(change.is_change for change in self.changes)


@record
class Lineage:
    """The chain of one clause through all versions; clauses split off from it have their own lineages."""

    cells: tuple[Cell, ...]
    """One per version, in their order."""
    id: str = ""
    """The version and citation in which it first appears: `draft2/21(b)`; later versions do not change it."""

    @property
    def is_change(self) -> bool:
        """Whether anything other than a number changed between the first version and the last."""
        return any(cell.is_change for cell in self.cells)

    @property
    def kind(self) -> str:
        """The kind of the clause in the last version that has it."""
        return next((cell.clause.kind for cell in reversed(self.cells) if cell.clause), "")


@record
class Table:
    """All lineages of several versions: every clause of each in exactly one, in reading order."""

    versions: tuple[Version, ...]
    rows: tuple[Lineage, ...]
    base: str = ""
    """The label of the first version, if every other one is compared with it and not with the one before it."""

    @cached_property
    def unread(self) -> tuple[Unread, ...]:
        """What was not read of the versions, or not compared between two neighbours."""
        return unread_in(*self.versions)

    def __iter__(self) -> Iterator[Lineage]:
        """Iterate over the rows in reading order."""
        return iter(self.rows)


@record
class Touched:
    """A change to a watched term or clause."""

    change: Change
    old: int
    """How often its old clauses have the term; for a watched clause, the number of old clauses."""
    new: int


@record
class Watched:
    """A watched term or clause, and what a comparison does to it."""

    name: str
    """As the configuration names it."""
    kind: Literal["term", "clause"]
    old: int
    """How often the old text has the term; for a watched clause, the number of watched clauses in the old text."""
    new: int
    touched: tuple[Touched, ...]
    """The changes that affect it, in reading order; empty if nothing changed."""
    old_known: bool = True
    """Whether the old text is known in full; else `old` counts attested and documented words, and there may be more."""
    new_known: bool = True

    @property
    def is_unknown(self) -> bool:
        """Whether nothing can be said: no text is known to have the term, and one is not known in full."""
        return self.kind == "term" and not (self.old or self.new or (self.old_known and self.new_known))
