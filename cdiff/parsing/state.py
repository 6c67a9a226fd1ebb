"""Where the reading of a draft stands: the clauses so far, and what each level of the numbering had last."""

from __future__ import annotations

from cdiff.core.model import Caution


class ClauseDraft:
    """A clause in the making."""

    def __init__(
        self, kind: str, label: str, parts: list[str], line: int, *, wants_title: bool = False, lead: str = ""
    ) -> None:
        self.kind = kind
        self.label = label
        self.parts = parts
        self.line = line
        self.wants_title = wants_title
        self.lead = lead
        """What opened a bracket before its number; its text begins with it, so that every comparison sees it."""

    @property
    def last(self) -> str:
        """The last piece of its text so far; the whole is only put together at the end."""
        return self.parts[-1]


class ParserState:
    """Where the reading of a draft stands."""

    def __init__(self) -> None:
        self.drafts: list[ClauseDraft] = []
        self.places: dict[int, tuple[int, ...]] = {}
        """The number that each level of the profile had last."""
        self.paused: dict[int, tuple[int, ...]] = {}
        """Where the levels stood that a heading closed: their numbers may run on behind it."""
        self.styles: dict[int, str] = {}
        """How each level is printed."""
        self.headings: dict[int, str] = {}
        """The headings that are open, by their rank."""
        self.seen: set[str] = set()
        """The kinds of all headings so far."""
        self.open: set[str] = set()
        """The kinds of clauses that a list may still belong to: those since the last heading or paragraph."""
        self.warnings: list[Caution] = []
        self.at_heading = False
        """Whether the line at hand is a numbered heading, as the text as a whole tells."""
        self.at_capital = False
        """Whether it is one with a capital letter or roman number, if the profile has such headings."""
        self.last_numbered = -1
        """The place of the last line that bore a number or was a heading told by a pattern."""

    @property
    def last(self) -> str:
        """The last piece of text so far; empty at the start."""
        return self.drafts[-1].last if self.drafts else ""

    @property
    def inside(self) -> set[str]:
        """The kinds of the headings that are open."""
        return set(self.headings.values())
