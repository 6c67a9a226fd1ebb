"""Several texts side by side in a terminal: in lanes where they have room, else one under the other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain

from cdiff.core.printable import safe
from cdiff.telling.layout import Line, Span, fit, width_of, wrap
from cdiff.telling.spans import edit_spans
from cdiff.telling.view import Lane, Lanes

_LEAST = 26
"""Columns of the terminal that a text needs to be read in."""
_RULE = " │ "


def lanes_lines(lanes: Lanes, width: int, *, marks: bool = True) -> Iterator[Line]:
    """Set texts side by side in a terminal of `width` columns; `marks` are signs around the words that changed."""
    count = len(lanes.labels)
    room = (width - len(_RULE) * (count - 1)) // count
    return _columns(lanes, room, marks=marks) if room >= _LEAST else _stacked(lanes, width, marks=marks)


def _columns(lanes: Lanes, room: int, *, marks: bool) -> Iterator[Line]:
    yield _side_by_side([[[(safe(label), "head")]] for label in lanes.labels], room, 0)
    for _, row in lanes.rows:
        yield [("─┼─".join("─" * room for _ in row), "dim")]
        cells = [
            [
                *wrap(_title(lane), room),
                *chain(*(wrap(edit_spans(edits, marks=marks), room) for edits in lane.paragraphs)),
            ]
            for lane in row
        ]
        for at in range(max(map(len, cells))):
            yield _side_by_side(cells, room, at)


def _side_by_side(cells: Sequence[Sequence[Line]], room: int, at: int) -> Line:
    line: Line = []
    for cell in cells:
        spans = cell[at] if at < len(cell) else []
        line += [(_RULE, "dim")] if line else []
        line += [*spans, (" " * max(0, room - sum(width_of(text) for text, _ in spans)), "")]
    return line


def _title(lane: Lane) -> list[Span]:
    return [(safe(text), style) for text, style in lane.title]


def _stacked(lanes: Lanes, width: int, *, marks: bool) -> Iterator[Line]:
    size = max(width_of(safe(label)) for label in lanes.labels)
    for name, row in lanes.rows:
        title = f"── {safe(name)} "
        yield [(title + "─" * max(0, width - width_of(title)), "dim")]
        for label, lane in zip(lanes.labels, row, strict=True):
            if lane.told:
                yield [(fit(safe(label), size) + "  ", "dim"), *_title(lane)]
                for edits in lane.paragraphs:
                    yield from wrap(edit_spans(edits, marks=marks), width, "  ")
        yield []
