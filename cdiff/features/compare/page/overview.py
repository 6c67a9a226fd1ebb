"""The overview of a report: for each part of the text a bar of what became of its words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cdiff.core.model import Summary, Tally
from cdiff.core.records import record

WIDTH = 1000
_LEAST = 12
"""How wide a piece of a bar is at least: one word in a thousand is what the reader looks for."""


@record
class Piece:
    """A piece of a bar."""

    name: str
    words: int
    start: int
    width: int


@record
class Bar:
    """One row of the overview."""

    citation: str
    title: str
    pieces: tuple[Piece, ...]
    words: str
    """The bar in words."""
    said: str
    """What happened, in words."""
    quiet: bool


def bars(summary: Summary) -> list[Bar]:
    """Draw a bar for each part of the text."""
    return [bar(row) for row in summary.rows]


def bar(row: Tally) -> Bar:
    """Draw the bar of one part."""
    title = row.title if row.title.casefold() != row.citation else ""
    counted = [(name, count) for name, count in row.words if count]
    words = ", ".join(f"{count:,} {name}" for name, count in counted) or "no words"
    return Bar(row.citation, title, tuple(_pieces(counted)), words, _said(row), row.is_quiet)


def _said(row: Tally) -> str:
    quiet = ("unchanged", "renumbered")
    counted = [f"{count} {name}" for name, count in row.counts if count and name not in quiet]
    return ", ".join(counted) or "no change"


def _pieces(counted: Sequence[tuple[str, int]]) -> Iterator[Piece]:
    start = 0
    for (name, count), width in zip(counted, _widths([count for _, count in counted]), strict=True):
        yield Piece(name, count, start, width)
        start += width


def _widths(counts: Sequence[int]) -> list[int]:
    """Share the width of a bar out; the widest piece gives what the narrow ones need to be seen."""
    if not counts:
        return []
    widths = [max(_LEAST, WIDTH * count // sum(counts)) for count in counts]
    widths[widths.index(max(widths))] += WIDTH - sum(widths)
    return widths
