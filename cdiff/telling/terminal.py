"""A view in the terminal, in lines of a given width; every meaning has a sign, so that no colour is needed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from cdiff.core.printable import safe
from cdiff.core.records import record, replace
from cdiff.telling.change_labels import ESCAPED
from cdiff.telling.changes import changes_lines
from cdiff.telling.lanes import lanes_lines
from cdiff.telling.layout import Line, Span, coloured, fit, hang, plain, rule, width_of, wrap
from cdiff.telling.spans import edit_spans
from cdiff.telling.view import (
    BlankLine,
    Changes,
    Edits,
    Element,
    Entries,
    Grid,
    Head,
    Heading,
    Lanes,
    Listing,
    Note,
    Text,
    View,
)

_HEAD = 14
"""Columns of the head of a grid's column; a longer one is cut."""
_ROOMY = 120
"""From so many columns on the heads of a grid are whole words."""
_ESCAPED_SAID = r"The text itself has signs like the marks below; they are written \[- -\] \{+ +\} \¦."
_NARROW, _WIDE = 60, 160
"""The columns of a view of running words (`View.prose`)."""
WIDEST = 10_000
"""Columns; a table is filled up with spaces to the width that is asked for, and no screen has so many."""


@record
class Display:
    """How to show a view in a terminal."""

    width: int = 80
    colours: str = ""
    """rich's name of the colours that the terminal can show; empty for none."""
    context: int | None = None
    """So many words are shown around each edit; all of them where it is none."""
    side_by_side: bool = False

    def __post_init__(self) -> None:
        object.__setattr__(self, "width", min(self.width, WIDEST))

    @property
    def marks(self) -> bool:
        """Whether words that changed stand between signs, `[-deleted-]` and `{+inserted+}`, for want of colours."""
        return not self.colours


def terminal(view: View, display: Display) -> str:
    """Write a view for a terminal."""
    if view.prose:
        display = replace(display, width=min(max(display.width, _NARROW), _WIDE))
    lines: list[Line] = []
    for element in view.lead_of("terminal"):
        lines += element_lines(element, display)
    lines += _heads(view.heads, display.width)
    for note in view.notes:
        lines += _note(note, display.width)
    body = [line for element in view.shown("terminal") for line in element_lines(element, display)]
    if any(ESCAPED.search(text) for line in body for text, _ in line):
        lines += wrap([(_ESCAPED_SAID, "dim")], display.width)
    lines += body
    return coloured(lines, display.colours) if display.colours else plain(lines)


def _heads(heads: Sequence[Head], width: int) -> Iterator[Line]:
    size = max((width_of(safe(head.label)) for head in heads), default=0)
    side = max((len(head.side) for head in heads), default=0)
    for head in heads:
        first = f"{head.side:<{side}}  " * bool(side) + fit(safe(head.label), size) + "  "
        yield from hang(first, [(safe(head.said), "")], width, "head")


def _note(note: Note, width: int) -> Iterator[Line]:
    where = ", ".join(filter(None, (note.label, note.where)))
    said = ": ".join(filter(None, (note.at_terminal or note.text, where, note.quote)))
    return iter(hang("! ", [(safe(said), "warn")], width, "warn"))


def element_lines(element: Element, display: Display) -> Iterable[Line]:
    """Lay out one element."""
    width = display.width
    match element:
        case Heading():
            return [[], [(rule(safe(element.title), width), element.style)]]
        case Text():
            return _text(element, width)
        case Note():
            return _note(element, width)
        case Grid():
            return grid_lines(element, width)
        case Listing():
            return _listing(element, width)
        case Entries():
            return [line for entry in element.entries for each in entry.lines for line in element_lines(each, display)]
        case Changes():
            columns, marks = display.side_by_side, display.marks
            return changes_lines(element.changes, width, display.context, side_by_side=columns, marks=marks)
        case Lanes():
            return lanes_lines(element, width, marks=display.marks)
        case Edits():
            context = display.context if element.context is None else element.context
            spans = edit_spans(element.edits, context, marks=display.marks)
            return hang(element.lead, spans, width, "head") if element.lead else wrap(spans, width, element.indent)
        case BlankLine():
            return [[]]
        case _:
            raise TypeError(f"a terminal does not show {type(element).__name__}")


def _text(text: Text, width: int) -> list[Line]:
    spans = [(safe(said), style) for said, style in text.spans]
    if not text.sign:
        return wrap(spans, width, text.indent)
    first = [(text.indent + safe(text.sign), text.style), *((safe(said), style) for said, style in text.between)]
    lines = hang("".join(said for said, _ in first), spans, width, text.style)
    return [[*first, *line[1:]] if at == 0 else line for at, line in enumerate(lines)]


def grid_lines(grid: Grid, width: int) -> Iterator[Line]:
    """Set the rows of a grid; columns that find no room go below, heads and titles and all."""
    named = grid.short if grid.short and width < _ROOMY else grid.heads
    heads = [fit(safe(head), min(width_of(safe(head)), _HEAD)) for head in named]
    rows = [[_cell(cell, row.style) for cell in row.cells] for row in grid.rows]
    sizes = [
        max([grid.least, width_of(head), *(width_of(cells[at][0]) for cells in rows)]) + grid.gap
        for at, head in enumerate(heads)
    ]
    titles = [safe(row.title[0]) for row in grid.rows]
    longest = max(map(width_of, [grid.title, *titles]))
    blocks: list[list[int]] = [[]]
    for at, size in enumerate(sizes):
        if blocks[-1] and sum(sizes[each] for each in blocks[-1]) + size > width - grid.room:
            blocks.append([])
        blocks[-1].append(at)
    for number, block in enumerate(blocks):
        left = width - sum(sizes[at] for at in block)
        first = left if grid.fills else min(longest + 1, left)
        if number:
            yield []
        yield [(fit(grid.title, first), "dim"), *((_right(heads[at], sizes[at]), "dim") for at in block)]
        for row, title, cells in zip(grid.rows, titles, rows, strict=True):
            yield [
                (fit(title, first), row.title[1]),
                *((_right(cells[at][0], sizes[at]), cells[at][1]) for at in block),
            ]


def _cell(cell: Span | int, style: str) -> Span:
    if isinstance(cell, int):
        return (f"{cell:,}", style) if cell else ("·", "dim")
    return safe(cell[0]), cell[1]


def _right(text: str, size: int) -> str:
    return " " * (size - width_of(text)) + text


def _listing(listing: Listing, width: int) -> Iterator[Line]:
    rows = [[(safe(text), style) for text, style in row] for row in listing.rows]
    shown = [[(safe(head), "dim") for head in listing.heads], *rows] if listing.headed else rows
    sizes = [max(width_of(row[at][0]) for row in shown) for at in range(len(listing.heads))] if shown else []
    texts = len(sizes) - listing.numbers
    cuts, least = listing.cuts or texts, 12 if listing.cuts else max(10, width // max(1, len(sizes)) - 2)
    while sum(sizes) + 2 * (len(sizes) - 1) > width and max(sizes[:cuts]) > least:
        sizes[sizes.index(max(sizes[:cuts]))] -= 1
    for row in shown:
        line: Line = []
        for at, (text, style) in enumerate(row):
            cell = fit(text, sizes[at]) if at < texts else _right(text, sizes[at])
            line.append((cell.rstrip() if at == len(row) - 1 else cell + "  ", style))
        yield line
