"""What a rule is given: the text to check, and everything it may be held against.

A rule is a pure function from a `CheckContext` to `RawFinding`s. It knows neither how much its findings matter, nor
whether the old draft had them too, nor their lines in a file: `check` adds that for all rules alike.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

from cdiff.core.language import language_of
from cdiff.core.model import Change, Clause, Comparison, Document, Remark, Version
from cdiff.core.records import field, record
from cdiff.features.brackets import Conventions, built_in, mark_up
from cdiff.features.brackets.model import Markup
from cdiff.features.check.model import SourceLine
from cdiff.features.check.settings import CheckSettings
from cdiff.features.check.targets import Targets
from cdiff.parsing.profile import Profile
from cdiff.searching import TextWords, words_of


@record
class CheckContext:
    """A text to be checked, with the comparisons, settings and conventions that the rules need."""

    new: Version
    settings: CheckSettings = field(default_factory=CheckSettings)
    profile: Profile = field(default_factory=lambda: Profile("plain"))
    against: Comparison | None = None
    """From the old draft to this one."""
    agreed: tuple[Comparison, ...] = ()
    """From each version in which clauses were agreed to this one."""
    watched: tuple[Comparison, ...] = ()
    """From each version whose citations name watched clauses to the old draft; to this text where there is none."""
    same: Comparison | None = None
    """From the text that this one claims to be to this one."""
    final: bool = False
    """No bracket may be left."""
    received: tuple[SourceLine, ...] = ()
    """The lines of the source that belong to the draft."""
    conventions: Conventions = field(default_factory=built_in)
    """The words and signs by which brackets, options and status are recognised."""
    old_remarks: tuple[Remark, ...] = ()
    """How the source of the old draft formats words: a colour may mean that they are agreed."""
    document: Document | None = None
    """The text with what its reading removed and warned of, where that is known."""

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
        """The words of each clause, as terms are searched for."""
        return tuple(words_of(clause.text) for clause in self.new.document.clauses)

    @cached_property
    def language(self) -> str:
        """The language of the text; `""` where it is not known."""
        return language_of(self.new.document)

    @cached_property
    def origin(self) -> Mapping[str, Change]:
        """The change that each clause is part of, by its citation; empty without an old draft."""
        return changes_by_new(self.against) if self.against else {}

    @cached_property
    def destination(self) -> Mapping[str, Change]:
        """The change that each clause of the old draft is part of, by its citation; empty without an old draft."""
        return changes_by_old(self.against) if self.against else {}


def changes_by_new(comparison: Comparison) -> dict[str, Change]:
    """Map the citation of every new clause to its change."""
    return {clause.citation: change for change in comparison.changes for clause in change.new}


def changes_by_old(comparison: Comparison) -> dict[str, Change]:
    """Map the citation of every old clause to its change."""
    return {clause.citation: change for change in comparison.changes for clause in change.old}
