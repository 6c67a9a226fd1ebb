"""A clause, and what has clauses: what citations are made of."""

from __future__ import annotations

from typing import Literal, Protocol

from cdiff.core.records import field, record

Basis = Literal["", "word", "number", "level", "slip", "style", "shape", "wording", "place", "title", "note"]
"""What a citation rests on: the word and number that are printed; a number that comes next in its list; the list level
that the file gives; a number that does not follow; a heading style of the file; the shape of a heading (capitals, or a
few words alone); a wording that the profile names; the place in the text alone; that it is the title, or a note."""


@record
class Clause:
    """The smallest unit that a person can cite."""

    citation: str
    """Unique in its document: `21(a)`, `objective 5`, `fn 3`."""
    kind: str
    """title, chapeau, section, objective, paragraph, action … as the profile calls it."""
    label: str
    """The label as printed, normalised: `21.`, `(a)`, `OBJECTIVE 5:`; empty if it has none."""
    text: str
    """The words after the label, in one line; a footnote mark is written `[^1]`."""
    parent: str | None = None
    """The citation of the clause it belongs to."""
    line: int = 0
    """The line where it starts in the source, from 1; 0 if unknown."""
    called: str = ""
    """What people call it where that is not its citation: the only paragraph of article 2 is article 2 to them."""

    basis: Basis = field(default="", compare=False)
    """What its citation rests on; empty in a version that was stored."""

    @property
    def name(self) -> str:
        """How people cite it; unlike the citation it may name the heading above it too."""
        return self.called or self.citation


class HasClauses(Protocol):
    """A document, as citations need it: its clauses in reading order."""

    @property
    def clauses(self) -> tuple[Clause, ...]:
        """The clauses in reading order."""
