"""Negotiation marks as data: what is not agreed, the options there are, who wants what, what became of it.

All of it is a view over the clauses of a document, computed from their stored text and never written into it.
Like `cdiff.core.model`, nothing here reads, prints or decides.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from operator import attrgetter
from typing import Literal, get_args

from cdiff.core.model import Version
from cdiff.core.records import record

Content = Literal["words", "placeholder", "nothing"]
"""What a bracket holds: words, a gap to be filled (`[X] days`), or the proposal to have no text (`[no text]`)."""

Stance = Literal["proposes", "alternative", "supports", "opposes", "reserves", "deletes", "moves", "keeps", "merges"]
"""What a party does with a text next to its name: proposes it, proposes it in place of another, supports or opposes it,
cannot agree yet, wants it deleted, moved, kept as it is or merged with another."""

STANCES: tuple[Stance, ...] = get_args(Stance)

ChoiceKind = Literal["brackets", "slash", "labels", "numbers"]
"""How options are marked: `[shall] [should]`, `[shall/should]`, `Option A`, `OP6` and `OP6alt`."""

Outcome = Literal["opened", "open", "closed", "resolved", "replaced", "deleted"]
"""What became of a bracket or of a choice between two versions.

opened: it is new; open: it is still there; closed: its brackets are gone and its words stayed; resolved: of its
options one or more stayed, the others were deleted; replaced: it is gone, and other words stand in its place; deleted:
it is gone with its words.
"""

OUTCOMES: tuple[Outcome, ...] = ("opened", "open", "closed", "resolved", "replaced", "deleted")


@record(order=True)
class TextPlace:
    """A character in a document."""

    clause: int
    """The position of its clause among the clauses of the document, from 0."""
    offset: int
    """How many characters of the clause's text stand before it."""


@record
class Bracket:
    """Text in square brackets: not agreed."""

    number: int
    """Its place among the open brackets of the document, from 1, in the order of opening."""
    start: TextPlace
    """Where its `[` stands."""
    end: TextPlace
    """Where its `]` stands, in the same clause or in a later one."""
    depth: int
    """1 for an outermost bracket."""
    parent: int
    """The number of the bracket that it stands in; 0 for an outermost one."""
    words: TextPlace
    """Where its words start, behind label and attribution."""
    text: str
    """The words in it, without label and attribution, with the brackets inside it; clauses are joined by a space."""
    content: Content = "words"
    label: str = ""
    """`Option 1`, `Alt`, as printed; empty where it has none."""
    by: tuple[str, ...] = ()
    """The parties that its head names."""
    clauses: tuple[str, ...] = ()
    """The citations of all clauses that it touches, in reading order."""
    choice: int = 0
    """The number of the choice that it is an option of; 0 where it stands alone."""


@record
class Option:
    """One option of a choice."""

    label: str
    """As printed: `Option 1`, `Alt`, `OP6alt`; empty where it has none."""
    text: str
    start: TextPlace
    end: TextPlace
    """Just behind its last character."""
    bracket: int = 0
    """The number of the bracket that it is; 0 for one marked by a slash, a label or a number alone."""
    by: tuple[str, ...] = ()
    content: Content = "words"


@record
class Choice:
    """Options of which one should stay."""

    number: int
    kind: ChoiceKind
    options: tuple[Option, ...]
    """Two or more, in reading order."""
    bracket: int = 0
    """The number of the bracket that the choice stands in; 0 outside brackets."""


@record(order=True)
class Aside:
    """Square brackets that leave nothing open: a footnote mark, a citation, an editor's insertion, a note."""

    start: TextPlace
    end: TextPlace
    """Just behind its last character; everything between belongs to it."""
    reason: str


@record
class Fault:
    """A square bracket without its other half, or one in too many others."""

    place: TextPlace
    sign: Literal["[", "]"]
    message: str
    alone: bool = True
    """It has no other half."""


@record(order=True)
class Attribution:
    """A position: whose text it is, who cannot agree to it yet, who wants it deleted: `[EU: …]`, `– EU reserve`."""

    start: TextPlace
    end: TextPlace
    """Just behind it, in the same clause."""
    parties: tuple[str, ...]
    """None for an instruction without a name."""
    stance: Stance = "proposes"
    bracket: int = 0
    """The number of the bracket it speaks of; 0 where it speaks of the clause."""
    about: str = ""
    """The words or the place that an instruction names: `promptly`, `to OP5`."""


@record
class AgreementStatus:
    """A word that says how far a clause is agreed."""

    clause: int
    """The position of the clause that it speaks of."""
    word: str
    """As the list of status words has it: `agreed ad ref`."""
    meaning: str
    """The name under which the list has it: `agreed`, `pending` …"""
    text: str
    """As printed, with a day or a name behind it; for a highlight its colour."""
    start: TextPlace | None = None
    end: TextPlace | None = None
    """Just behind it; none for a highlight of the whole clause."""
    partly: bool = False
    """It is said of some words of the clause only, from `start` to `end`: those are highlighted."""


@record
class Markup:
    """All marks of negotiation in a document.

    Every square bracket of the text is the start or end of one bracket, lies in one aside, or is one fault; a selection
    (`narrow`) has some of them, with their numbers in the whole text.
    """

    brackets: tuple[Bracket, ...] = ()
    choices: tuple[Choice, ...] = ()
    asides: tuple[Aside, ...] = ()
    faults: tuple[Fault, ...] = ()
    attributions: tuple[Attribution, ...] = ()
    statuses: tuple[AgreementStatus, ...] = ()

    def __iter__(self) -> Iterator[Bracket]:
        """Iterate over the open brackets in the order of opening."""
        return iter(self.brackets)

    def bracket(self, number: int) -> Bracket:
        """Return a bracket by its number, from 1."""
        return self.brackets[bisect_left(self.brackets, number, key=attrgetter("number"))]

    def choice(self, number: int) -> Choice:
        """Return a choice by its number, from 1."""
        return self.choices[bisect_left(self.choices, number, key=attrgetter("number"))]

    def inside(self, bracket: Bracket) -> tuple[Bracket, ...]:
        """Return the brackets that stand in a bracket, at any depth."""
        return tuple(other for other in self.brackets if bracket.start < other.start and other.end < bracket.end)


@record
class BracketChange:
    """What became of one bracket, or of one choice with all its options, between two versions."""

    outcome: Outcome
    old: tuple[Bracket, ...] = ()
    """The bracket, or those of the options; none for one that was opened, and for a choice without brackets."""
    new: tuple[Bracket, ...] = ()
    """The brackets that it is now; none unless it is open."""
    choice: Choice | None = None
    """The choice that it is, as the old text has it (the new one, where it was opened)."""
    kept: tuple[Option, ...] = ()
    """The options in whose favour it was resolved; of a choice that is still open, those that are left."""
    gone: tuple[Option, ...] = ()
    """The options that are gone."""
    added: tuple[Option, ...] = ()
    """The options that are new in a choice that is still open."""
    text: str = ""
    """The words that stand there now, without brackets."""
    modified: bool = False
    """Its words changed too."""
    clauses: tuple[tuple[str, ...], tuple[str, ...]] = ((), ())
    """The citations that it touches, in the old text and in the new one."""
    part: str = ""
    """The objective, article or section that it stands in, as the new text cites it."""

    @property
    def parties(self) -> tuple[str, ...]:
        """The parties that its brackets and options name."""
        named = [bracket.by for bracket in (*self.old, *self.new)]
        named += [option.by for option in (*(self.choice.options if self.choice else ()), *self.added)]
        return tuple(dict.fromkeys(party for by in named for party in by))


@record
class BracketComparison:
    """What became of every bracket of two versions."""

    old: Version
    new: Version
    marks: tuple[Markup, Markup]
    changes: tuple[BracketChange, ...]
    """In reading order of the new text. Every bracket of either text is in a change; two that became one, in two."""

    def count(self, outcome: Outcome) -> int:
        """Count the changes of one outcome."""
        return sum(change.outcome == outcome for change in self.changes)

    def __iter__(self) -> Iterator[BracketChange]:
        """Iterate over the changes in reading order."""
        return iter(self.changes)


@record
class BracketTally:
    """How much is open in one part of a text."""

    citation: str
    """The objective, article or section; `""` for what stands before the first one."""
    title: str
    brackets: int
    choices: int
    deepest: int
    faults: int


@record
class BracketRow:
    """One part of the text through several versions."""

    citation: str
    """As the last version that has it cites it; `""` for what stands before the first part."""
    title: str
    tallies: tuple[BracketTally | None, ...]
    """One per version; none where the version does not have the part."""


@record
class BracketTable:
    """How much was open in each part of a text, version by version."""

    versions: tuple[Version, ...]
    rows: tuple[BracketRow, ...]
    """In reading order of the last version; the last row is the total."""
