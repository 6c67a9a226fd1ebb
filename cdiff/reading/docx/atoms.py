"""What a paragraph is made of: words, note marks, text boxes, the ends of comments, and what is set aside."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from cdiff.reading.docx.names import attribute, local
from cdiff.reading.office.around import Around, Tracked
from cdiff.reading.xmlparts import Element

_OPS: dict[str, Literal["insert", "delete"]] = {
    "ins": "insert",
    "moveTo": "insert",
    "cellIns": "insert",
    "del": "delete",
    "moveFrom": "delete",
    "cellDel": "delete",
}
TRACKED = frozenset(_OPS)
"""The elements that say that what they hold, or the mark they stand in, came or went."""

NoteKind = Literal["footnote", "endnote"]


def tracked(element: Element) -> Tracked:
    """Read one of the `TRACKED` elements."""
    return Tracked(_OPS[local(element)], attribute(element, "author"), attribute(element, "date"))


def tracked_in(holder: Element | None) -> tuple[Tracked, ...]:
    """Read the tracked changes among the properties of a paragraph mark, a row or a cell."""
    return () if holder is None else tuple(tracked(child) for child in holder if local(child) in TRACKED)


@dataclass(frozen=True, slots=True)
class Words:
    """Characters of one run."""

    text: str
    properties: Element | None
    around: Around


@dataclass(frozen=True, slots=True)
class NoteMark:
    """Where a footnote or endnote hangs."""

    kind: NoteKind
    id: str
    custom: str
    """The mark that the author typed instead of a number; else empty."""
    around: Around


@dataclass(frozen=True, slots=True)
class Box:
    """A text box that hangs on the paragraph."""

    content: Element
    around: Around


@dataclass(frozen=True, slots=True)
class CommentEdge:
    """Where the words that a comment is about start, or end."""

    id: str
    opens: bool


@dataclass(frozen=True, slots=True)
class PageTurn:
    """Where Word last began a new page."""


@dataclass(frozen=True, slots=True)
class Odd:
    """Something that is not read, or not as it looks."""

    message: str


Atom = Words | NoteMark | Box | CommentEdge | PageTurn | Odd
