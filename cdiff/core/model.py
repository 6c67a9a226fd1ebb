"""The words of cdiff as data: what is read, what is stored, what is compared.

Nothing here reads, prints or computes beyond a view of its own fields. Everything is frozen, so that a
stage can hand its result on without a copy and a test can compare two results with `==`.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import Literal, get_args

from cdiff.core.clause import Clause as Clause
from cdiff.core.errors import CitationError
from cdiff.core.records import field, record

ChangeKind = Literal["unchanged", "editorial", "modified", "split", "merged", "inserted", "deleted"]
Op = Literal["equal", "delete", "insert"]
How = Literal["identical", "spine", "move", "split", "merge", "pinned"]

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
    """Where it was fetched from; empty for a file."""


@record
class Block:
    """A line or a paragraph of a source, with the layout hints that its format gives."""

    text: str
    line: int
    """Where it starts in the source: its line, from 1 (in a file without lines: its ordinal)."""
    gap: int = 0
    """Empty lines before it."""
    whole: bool = False
    """The format says that this is a whole paragraph; a plain text line may go on in the next one."""
    label: str = ""
    """The number that the format prints beside the text (Word's and HTML's lists); else empty."""
    heading: int = 0
    """The heading level that the format gives it, from 1; 0 for text."""
    level: int = 0
    """How deep the format nests it as a list item, from 1; 0 outside lists."""
    page: int = 0
    """The page it stands on, from 1; 0 where the format has no pages."""
    note: str = ""
    """The mark of the footnote that this block is the text of; else empty."""


@record
class Removed:
    """Something in the source that is not of the draft, and why it was set aside."""

    text: str
    reason: str
    line: int
    page: int = 0
    """The page it stands on, from 1; 0 where the format has no pages."""


@record
class Caution:
    """Something that a person should look at before trusting the reading."""

    message: str
    line: int = 0


@record
class Revision:
    """A tracked change in a source: words that somebody put in or took out."""

    op: Literal["insert", "delete"]
    text: str
    author: str = ""
    date: str = ""
    """As the file says it, ISO 8601 where it is a Word file; empty where it does not say."""
    line: int = 0


@record
class Remark:
    """Something that a source does to words beside printing them."""

    kind: Literal["struck", "highlight", "comment"]
    text: str
    """The words it is done to."""
    note: str = ""
    """The comment, or the colour of the highlight."""
    author: str = ""
    line: int = 0


@record
class Reading:
    """A source cut into blocks: what `read` hands to `parse`."""

    source: Source
    blocks: tuple[Block, ...] = field(repr=False)
    removed: tuple[Removed, ...] = ()
    warnings: tuple[Caution, ...] = ()
    revisions: tuple[Revision, ...] = ()
    remarks: tuple[Remark, ...] = ()


@record
class Document:
    """A parsed draft: its clauses in reading order.

    `removed`, `warnings`, `revisions` and `remarks` tell of the reading, not of the text: they do not count
    when two documents are compared, and the stored form does not carry them (the kept source gives them again).
    """

    clauses: tuple[Clause, ...]
    profile: str = "plain"
    removed: tuple[Removed, ...] = field(default=(), compare=False)
    warnings: tuple[Caution, ...] = field(default=(), compare=False)
    revisions: tuple[Revision, ...] = field(default=(), compare=False)
    remarks: tuple[Remark, ...] = field(default=(), compare=False)

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
        """Go through the clauses in reading order."""
        return iter(self.clauses)

    def __len__(self) -> int:
        """Count the clauses."""
        return len(self.clauses)


@record
class Version:
    """A draft under a label, with its provenance."""

    label: str
    document: Document = field(repr=False)
    title: str = ""
    date: str = ""
    """The day it was issued, ISO 8601; empty where it is not known."""
    round: str = ""
    status: str = ""
    """`official`, `reconstruction`, or what the one who added it said."""
    follows: str = ""
    """The label that it comes after where two share a date."""
    source: str = ""
    """The name of the received file."""
    sha256: str = ""
    media_type: str = ""
    read_with: str = ""
    """The choices made about reading, where they were not the usual ones: `encoding=cp1252 struck=deleted`."""
    address: str = ""
    """Where the received file was fetched from; empty where it was a file."""
    note: str = ""
    """What a reader must know about the text before using it."""
    changes: int = 0
    """How many documented changes a reconstruction undoes."""

    @property
    def is_reconstruction(self) -> bool:
        """Whether no official text stands behind this version."""
        return self.status == "reconstruction"


@record
class Edit:
    """A run of words that stayed, went or came."""

    op: Op
    text: str


@record
class Rival:
    """The pair that a link was preferred to."""

    old: int
    new: int
    similarity: float


@record
class Link:
    """One correspondence: positions in the old sequence and in the new one, and why they belong together."""

    old: tuple[int, ...]
    new: tuple[int, ...]
    similarity: float
    """Likeness of the words, 0 to 1; 1 for the same words."""
    how: How = "spine"
    rival: Rival | None = None
    """The runner-up: the likeliest other partner of either side."""
    doubtful: bool = False
    """The link hangs on a thread: little likeness, or a rival close behind."""


@record
class Author:
    """Who made a tracked change, and when; the file says so, and nobody has proven it."""

    author: str
    date: str
    """The day, ISO 8601; empty where the file does not say."""


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
    """Why these belong together; none for an inserted or deleted clause."""
    by: tuple[Author, ...] = ()
    """Whose tracked changes made it; empty where two files are compared."""

    @property
    def similarity(self) -> float:
        """Likeness of the words of both sides, 0 to 1."""
        return self.link.similarity if self.link else 0.0

    @property
    def is_pinned(self) -> bool:
        """Whether a person settled that these clauses belong together."""
        return self.link is not None and self.link.how == "pinned"

    @property
    def is_change(self) -> bool:
        """Whether a reader of the text would see any difference but a number."""
        return self.kind != "unchanged" or self.moved


@record
class Comparison:
    """Every clause of two versions, each in exactly one change, in reading order."""

    old: Version
    new: Version
    changes: tuple[Change, ...]

    @property
    def differs(self) -> bool:
        """The verdict: whether the two texts differ in words, characters or order."""
        return any(change.is_change for change in self.changes)

    @property
    def doubtful(self) -> tuple[Change, ...]:
        """The pairs that hang on a thread: a person should look at them."""
        return tuple(change for change in self.changes if change.link and change.link.doubtful)

    def __iter__(self) -> Iterator[Change]:
        """Go through the changes in reading order."""
        return iter(self.changes)


@record
class Tally:
    """What happened in one part of the text."""

    citation: str
    """The objective, article or section; `""` for what stands before the first one."""
    title: str
    counts: tuple[tuple[str, int], ...]
    """How many changes of each kind, and how many moved and renumbered, in the order of `TALLIED`."""
    words: tuple[tuple[str, int], ...] = ()
    """What became of the words, each counted once, in the order of `WORDED`; empty where they were not counted."""

    def count(self, name: str) -> int:
        """Give the number of one kind, of `moved` or of `renumbered`."""
        return dict(self.counts)[name]

    @property
    def is_quiet(self) -> bool:
        """Whether nothing but numbers changed here."""
        return all(not count for name, count in self.counts if name not in ("unchanged", "renumbered"))


TALLIED = ("unchanged", "editorial", "modified", "moved", "split", "merged", "inserted", "deleted", "renumbered")
"""The columns of a summary."""

WORDED = ("unchanged", "edited", "moved", "inserted", "deleted")
"""What becomes of a word: it stays; comes or goes inside a clause that stays; stays in a clause that stands
elsewhere; comes with its clause; goes with it."""


@record
class Summary:
    """A comparison in numbers: one row per part of the text, and the total."""

    rows: tuple[Tally, ...]
    total: Tally


EventKind = Literal[
    "entered", "returned", "split", "merged", "edited", "editorial", "moved", "renumbered", "unchanged", "dropped"
]
EVENT_KINDS: tuple[EventKind, ...] = get_args(EventKind)
"""What may happen to a clause between two versions, in the order in which it is told."""


@record
class ClausePlace:
    """Where a lineage stands in one version."""

    label: str
    """The version."""
    citation: str
    lineage: str
    """The id of the lineage that the clause belongs to there."""


@record
class Event:
    """One thing that happened to a clause between two versions.

    `edited`: words changed; `editorial`: only what an editor may change; `split` and `merged`: it became several
    clauses or one of them, or the other way round; `returned`: it is back, having been dropped.
    """

    kind: EventKind
    old: tuple[ClausePlace, ...] = ()
    """The clauses that were there before: none for `entered`; for `returned` where it was last seen."""
    new: tuple[ClausePlace, ...] = ()
    """The clauses that are there now: none for `dropped`, all parts of a `split`."""


@record
class Cell:
    """What one version has of a lineage, and what happened to it since the version before."""

    clause: Clause | None = None
    """None where the version does not have it."""
    changes: tuple[Change, ...] = ()
    """The row of the comparison with the version before that its clause, new or old, stands in.

    A split or a merge stands in the cells of all lineages that take part, a deletion in that of what was dropped.
    """
    events: tuple[Event, ...] = ()
    """In the order of `EVENT_KINDS`; none while the lineage is absent, and none in the first version."""

    @property
    def clauses(self) -> tuple[Clause, ...]:
        """The clause, as one or none."""
        return (self.clause,) if self.clause else ()

    @property
    def is_change(self) -> bool:
        """Whether words, characters or the place in the text changed since the version before."""
        return any(change.is_change for change in self.changes)


@record
class Lineage:
    """The chain of one clause through all versions; what is split off it has lineages of its own."""

    cells: tuple[Cell, ...]
    """One per version, in their order."""
    id: str = ""
    """Where it was born: `draft2/21(b)`; a later version does not change it."""

    @property
    def is_change(self) -> bool:
        """Whether anything but a number changed between the first version and the last."""
        return any(cell.is_change for cell in self.cells)

    @property
    def kind(self) -> str:
        """What the clause is, as the last version that has it says."""
        return next((cell.clause.kind for cell in reversed(self.cells) if cell.clause), "")


@record
class Table:
    """All lineages of several versions: every clause of each in exactly one, in reading order."""

    versions: tuple[Version, ...]
    rows: tuple[Lineage, ...]

    def __iter__(self) -> Iterator[Lineage]:
        """Go through the rows in reading order."""
        return iter(self.rows)


@record
class Touched:
    """A change that touches what is watched."""

    change: Change
    old: int
    """How often the term stands in its old clauses; how many old clauses it has, where a clause is watched."""
    new: int


@record
class Watched:
    """A term or a clause that is watched, and what a comparison does to it."""

    name: str
    """As the configuration names it."""
    kind: Literal["term", "clause"]
    old: int
    """How often the term stands in the old text; how many clauses of the old text are watched."""
    new: int
    touched: tuple[Touched, ...]
    """The changes that touch it, in reading order; none where the comparison leaves it alone."""
