"""What stands on a page, as plain data: runs of letters with their places, and the lines drawn between them.

Coordinates are those of the page as it is shown: in points, from its upper left corner, downwards.
"""

from __future__ import annotations

import re
from collections.abc import Container, Sequence
from typing import Literal

from cdiff.core.records import field, record

TYPED_RULE = re.compile(r"[_—–-]{5,}")
"""A line that is typed, not drawn."""
WIDEST_SPACE = 0.6
"""The space of a typewriter, in letter sizes; those of other types are a third at most, unless a line is stretched."""


@record(eq=False)
class GlyphRun:
    """Letters in one type on one baseline, in the order in which they are drawn."""

    text: str
    lefts: tuple[float, ...]
    """The left edge of each letter of `text`."""
    rights: tuple[float, ...]
    base: float
    size: float
    bold: bool = False
    struck: bool = False
    raised: bool = False
    """Small and high beside its neighbours: a note mark, or the `rd` of `23rd`."""

    @property
    def left(self) -> float:
        """Its left edge; figures in a mirrored line run backwards."""
        return min(self.lefts[0], self.lefts[-1])

    @property
    def right(self) -> float:
        """Its right edge."""
        return max(self.rights[0], self.rights[-1])


@record
class RuledLine:
    """A line drawn on the page, horizontal or vertical."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def flat(self) -> bool:
        """Whether it lies rather than stands."""
        return self.right - self.left >= self.bottom - self.top

    @property
    def width(self) -> float:
        """How far it reaches across the page."""
        return self.right - self.left

    @property
    def y(self) -> float:
        """The height at which it lies."""
        return (self.top + self.bottom) / 2

    @property
    def x(self) -> float:
        """Where it stands."""
        return (self.left + self.right) / 2


@record
class HorizontalRule:
    """A horizontal line, and the places where its pieces meet."""

    left: float
    right: float
    y: float
    breaks: tuple[float, ...] = ()

    @property
    def width(self) -> float:
        """How far it reaches."""
        return self.right - self.left


@record
class PdfAnnotation:
    """Words or an address that an annotation of a page has."""

    kind: Literal["comment", "typed", "field", "link"]
    """A note behind a sign or on marked words; a text typed on the page; the value of a form field; an address."""
    text: str
    author: str = ""


@record
class PdfPage:
    """One page."""

    number: int
    width: float
    height: float
    runs: tuple[GlyphRun, ...]
    lines: tuple[RuledLine, ...] = ()
    turned: tuple[str, ...] = ()
    """Text that is not set upright, a string for each stretch."""
    outside: tuple[str, ...] = ()
    """Text that lies outside the visible page."""
    overlaid: tuple[str, ...] = ()
    """Watermarks."""
    hidden: tuple[str, ...] = ()
    """Lines of text that the page does not show."""
    unknown: int = 0
    """Letters whose font does not say which letters they are."""
    pictures: int = 0
    is_blank: bool = False
    """Whether nothing at all is drawn on it."""
    annotations: tuple[PdfAnnotation, ...] = ()
    drawn: tuple[str, ...] = ()
    """A fingerprint of each picture: its size in pixels and in bytes."""


@record(eq=False)
class TextSegment:
    """A stretch of runs on one line that no wide gap divides."""

    runs: tuple[GlyphRun, ...]
    base: float
    size: float
    text: str
    """Its letters written out."""
    left: float
    right: float

    @property
    def bold(self) -> bool:
        """Whether all its letters are bold."""
        return all(run.bold for run in self.runs if run.text.strip() and not run.raised)


@record(eq=False)
class TextRow:
    """A line of text: one piece or more, from left to right."""

    segments: tuple[TextSegment, ...]
    page: int

    @property
    def text(self) -> str:
        """Its letters written out."""
        return self.segments[0].text if len(self.segments) == 1 else " ".join(segment.text for segment in self.segments)

    @property
    def left(self) -> float:
        """Its left edge."""
        return self.segments[0].left

    @property
    def right(self) -> float:
        """Its right edge."""
        return self.segments[-1].right

    @property
    def base(self) -> float:
        """Its baseline."""
        return self.segments[0].base

    @property
    def size(self) -> float:
        """The size of most of its letters."""
        if len(self.segments) == 1:
            return self.segments[0].size
        return max(self.segments, key=lambda segment: segment.right - segment.left).size

    @property
    def first_word(self) -> float:
        """The width of its first word."""
        right = self.left
        for run in self.runs:
            for letter, left, end in zip(run.text, run.lefts, run.rights, strict=True):
                if letter == " " or left - right > 0.3 * run.size:
                    return right - self.left
                right = end
        return right - self.left

    @property
    def space(self) -> float:
        """The width of the narrowest space between its words."""
        narrowest, right, apart = WIDEST_SPACE * self.size, self.left, False
        for run in self.runs:
            for letter, left, end in zip(run.text, run.lefts, run.rights, strict=True):
                if letter == " ":
                    apart = True
                    continue
                if apart:
                    narrowest = min(narrowest, left - right)
                right, apart = end, False
        return narrowest

    @property
    def bold(self) -> bool:
        """Whether all its letters are bold."""
        return all(segment.bold for segment in self.segments)

    @property
    def runs(self) -> tuple[GlyphRun, ...]:
        """All its runs, from left to right."""
        if len(self.segments) == 1:
            return self.segments[0].runs
        return tuple(run for segment in self.segments for run in segment.runs)


@record
class PdfTableRow:
    """A row of a table: for each column its lines of text."""

    cells: tuple[tuple[TextRow, ...], ...]
    page: int
    left: float
    right: float
    top: float
    base: float
    spanned: frozenset[int] = frozenset()
    """The columns that no line parts from the one before: they are no cells of this row."""


ColumnItem = TextRow | PdfTableRow
"""What a column holds, from top to bottom."""


@record
class PageLayout:
    """A page cut into rows, with its rules."""

    number: int
    width: float
    height: float
    rows: tuple[TextRow, ...]
    rules: tuple[HorizontalRule, ...]
    boxes: tuple[RuledLine, ...] = ()
    """What stands between the two sides of a box; one of them may be cut by the page end."""


@record(frozen=False)
class SetAside:
    """The pieces set aside on one page, with the reason for each."""

    reasons: dict[TextSegment, str] = field(default_factory=dict)

    def add(self, row: TextRow, reason: str) -> None:
        """Set a whole row aside."""
        for segment in row.segments:
            self.reasons.setdefault(segment, reason)


def without(rows: Sequence[TextRow], aside: Container[TextSegment]) -> list[TextRow]:
    """Return the rows without the pieces that were set aside."""
    kept = []
    for row in rows:
        segments = tuple(segment for segment in row.segments if segment not in aside)
        if segments:
            kept.append(row if len(segments) == len(row.segments) else TextRow(segments, row.page))
    return kept
