"""Tables with a column per version, set so that they fit a terminal: what finds no room goes below, head and all."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from cdiff.core.records import NamedTuple
from cdiff.features.statistics.model import Part
from cdiff.telling.layout import Line, Span, fit, safe, width_of

_TITLE = 24
"""Columns that the title of a row has at least."""
_LONGEST = 14
"""Columns of a label; a longer one is cut."""


class Row(NamedTuple):
    """A row: its title, and a cell per column."""

    title: Span
    cells: Sequence[Span]


def grid(heads: Sequence[str], rows: Iterable[Row], width: int, *, least: int = 4, title: str = "") -> Iterator[Line]:
    """Set rows under the heads of their columns, each column `least` wide or more; cells stand on the right."""
    rows = list(rows)
    named = [fit(safe(head), min(width_of(safe(head)), _LONGEST)) for head in heads]
    sizes = [
        max(least, width_of(head), *(width_of(row.cells[at][0]) for row in rows), 0) + 1
        for at, head in enumerate(named)
    ]
    longest = max([width_of(title), *(width_of(row.title[0]) for row in rows)])
    for number, block in enumerate(_blocks(sizes, width - _TITLE)):
        first = min(longest + 1, width - sum(sizes[at] for at in block))
        if number:
            yield []
        yield [(fit(title, first), "dim"), *((_right(named[at], sizes[at]), "dim") for at in block)]
        for row in rows:
            cells = [(_right(row.cells[at][0], sizes[at]), row.cells[at][1]) for at in block]
            yield [(fit(row.title[0], first), row.title[1]), *cells]


def _right(text: str, size: int) -> str:
    return " " * (size - width_of(text)) + text


def _blocks(sizes: Sequence[int], room: int) -> list[list[int]]:
    """Share columns out to blocks that have room for them."""
    blocks: list[list[int]] = [[]]
    for at, size in enumerate(sizes):
        if blocks[-1] and sum(sizes[each] for each in blocks[-1]) + size > room:
            blocks.append([])
        blocks[-1].append(at)
    return blocks


def part_title(part: Part) -> str:
    """Name a part as the last version that has it does, with its title."""
    name = safe(part.name) or "before the first heading"
    return f"{name}  {safe(part.title)}" if part.title and part.title.casefold() != part.name else name
