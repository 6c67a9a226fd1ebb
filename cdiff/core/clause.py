"""A clause, and what has clauses: what citations are made of."""

from __future__ import annotations

from typing import Protocol

from cdiff.core.records import record


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


class HasClauses(Protocol):
    """A document, as citations need it: its clauses in reading order."""

    @property
    def clauses(self) -> tuple[Clause, ...]:
        """The clauses in reading order."""
