"""What a rule is given, and what it gives back.

A rule is a pure function from a `Subject` to `Hit`s. It knows neither how much its hits matter, nor whether the
old draft had them too, nor in which line of a file they stand: that is added behind it, for all rules in one way.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from cdiff.core.language import language_of
from cdiff.core.model import Change, Clause, Comparison, Document, Remark, Version
from cdiff.core.records import NamedTuple
from cdiff.features.brackets import Conventions, built_in, mark_up
from cdiff.features.brackets.model import Markup
from cdiff.features.check.settings import Rules
from cdiff.features.check.targets import Targets
from cdiff.parsing.profile import Profile
from cdiff.searching import TextWords, words_of


class Raw(NamedTuple):
    """A line or paragraph of the source, as it was received."""

    line: int
    text: str


@dataclass(frozen=True)
class Subject:
    """A text to be checked, with all that the rules may hold against it."""

    new: Version
    settings: Rules = field(default_factory=Rules)
    profile: Profile = field(default_factory=lambda: Profile("plain"))
    against: Comparison | None = None
    """From the old draft to this one."""
    agreed: tuple[Comparison, ...] = ()
    """From each version in which clauses were agreed to this one."""
    watched: tuple[Comparison, ...] = ()
    """From each version by whose citations clauses are watched to the old draft; without one, to this text."""
    same: Comparison | None = None
    """From the text that this one claims to be to this one."""
    final: bool = False
    """No bracket may be left."""
    received: tuple[Raw, ...] = ()
    """The lines of the source that belong to the draft."""
    conventions: Conventions = field(default_factory=built_in)
    """How brackets, options and status words are told."""
    old_remarks: tuple[Remark, ...] = ()
    """What the source of the old draft does to words beside printing them: a colour may say that they are agreed."""
    document: Document | None = None
    """The text with what its reading set aside and warned of, where that is known."""

    @property
    def read(self) -> Document:
        """The text with what its reading says of it."""
        return self.document or self.new.document

    @cached_property
    def markup(self) -> Markup:
        """The marks of negotiation in the text."""
        return mark_up(self.new.document, self.conventions, self.read.remarks)

    @cached_property
    def old_markup(self) -> Markup:
        """The marks of negotiation in the old draft; none without one."""
        return mark_up(self.against.old.document, self.conventions, self.old_remarks) if self.against else Markup()

    @cached_property
    def targets(self) -> Targets:
        """What a reference in the text may name."""
        return Targets(self.new.document)

    @cached_property
    def old_targets(self) -> Targets:
        """What a reference in the old draft may name; nothing without one."""
        return Targets(self.against.old.document if self.against else Document(()))

    @cached_property
    def children(self) -> Mapping[str, tuple[Clause, ...]]:
        """The clauses right below each one, in reading order; those below none under `""`."""
        below: dict[str, list[Clause]] = {}
        for clause in self.new.document.clauses:
            if clause.kind != "footnote":
                below.setdefault(clause.parent or "", []).append(clause)
        return {citation: tuple(clauses) for citation, clauses in below.items()}

    @cached_property
    def words(self) -> tuple[TextWords, ...]:
        """The words of each clause, as terms are looked for in them."""
        return tuple(words_of(clause.text) for clause in self.new.document.clauses)

    @cached_property
    def language(self) -> str:
        """The language of the text; `""` where it is not known."""
        return language_of(self.new.document)

    @cached_property
    def origin(self) -> Mapping[str, Change]:
        """The change in which each clause stands, by its citation; empty without an old draft."""
        return changes_by_new(self.against) if self.against else {}

    @cached_property
    def destination(self) -> Mapping[str, Change]:
        """The change in which each clause of the old draft stands, by its citation; empty without an old draft."""
        return changes_by_old(self.against) if self.against else {}


def changes_by_new(comparison: Comparison) -> dict[str, Change]:
    """Map the citation of every new clause to its change."""
    return {clause.citation: change for change in comparison.changes for clause in change.new}


def changes_by_old(comparison: Comparison) -> dict[str, Change]:
    """Map the citation of every old clause to its change."""
    return {clause.citation: change for change in comparison.changes for clause in change.old}


class Hit(NamedTuple):
    """What a rule found."""

    rule: str
    message: str
    clause: Clause | None = None
    """None for the whole text."""
    start: int = -1
    """Where in the clause's text the words begin; -1 for the clause as a whole."""
    end: int = -1
    old: str = ""
    new: str = ""
    about: str = ""
    """What tells this fault from others of its rule, without a number that may shift; the words, if it is not said."""
    line: int = 0
    """Where it stands in the source, for what the clause's text does not show."""
    column: int = 0

    @property
    def identity(self) -> str:
        """What stays the same of it when numbers and lines shift."""
        return self.about or self.new or self.old
