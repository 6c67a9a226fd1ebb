"""Numbered headings in a text whose paragraphs are numbered too: `2. Services`, `3.1 Terminology`, `4 Offences`.

A number and a few words are a heading in one text and an item of a list in the next, and no single line tells
which. The text as a whole does: where the lines of one depth (`2`, `3.1`) are mostly short, stand alone, and have
something else than the next number behind them, that depth is a depth of headings, and its lines count on. A list
of short items fails the second test, paragraphs fail the first.

Rejected: to believe each line by itself (the last item of every list would head what stands behind it), and to
believe capitals alone (most specifications and acts use none).
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Sequence

from cdiff.core.numbering import Printed, ordinals
from cdiff.core.records import NamedTuple
from cdiff.parsing.lines import Line, goes_on
from cdiff.parsing.shapes import is_title_text

_STYLES = ("x.", "x")
_LEAST = 2
"""So many headings of a depth are needed: one alone is as likely an item, unless it stands inside other headings."""
_LONG = 40
"""A heading among others may have so many words."""
_SKIP = 3
"""A heading may be further on than the last one by so much; more is another sequence."""


class _Line(NamedTuple):
    """A line that bears a number."""

    at: int
    place: tuple[int, ...]
    short: bool
    """It looks like a heading: a few words with a capital first letter, alone between gaps."""
    empty: bool
    """The next line is numbered no deeper than this one: it heads nothing."""


def numbered_headings(
    lines: Sequence[Line], numbers: Sequence[Printed | None], is_heading: Callable[[Line], bool]
) -> frozenset[int]:
    """Find the places of the lines that are numbered headings.

    `numbers` are the labels at the front of the lines; `is_heading` tells the headings that need no number,
    behind which the numbers may start again.
    """
    marked = list(_marked(lines, numbers))
    depths: set[int] = set()
    for depth in sorted({len(line.place) for line in marked}):
        if _is_depth_of_headings(depth, marked, least=1 if depth - 1 in depths else _LEAST):
            depths.add(depth)
    wanted = [line for line in marked if lines[line.at].heading or (line.short and len(line.place) in depths)]
    if not wanted:
        return frozenset()
    breaks = [at for at, line in enumerate(lines) if numbers[at] is None and is_heading(line)]
    return frozenset(_counting_on(wanted, breaks))


def _marked(lines: Sequence[Line], numbers: Sequence[Printed | None]) -> Iterator[_Line]:
    for at, (line, label) in enumerate(zip(lines, numbers, strict=True)):
        place = _place(label)
        if label and place:
            following = numbers[at + 1] if at + 1 < len(lines) else None
            beyond = _place(following)
            short = _is_short(line, label, lines, at, deeper=len(beyond) > len(place))
            yield _Line(at, place, short, 0 < len(beyond) <= len(place))


def _place(label: Printed | None) -> tuple[int, ...]:
    if label is None or label.prefix or label.style not in _STYLES or not label.core[0].isdigit():
        return ()
    return next(iter(ordinals(label.core).values()), ())


def _is_short(line: Line, label: Printed, lines: Sequence[Line], at: int, *, deeper: bool) -> bool:
    text = line.text[label.end :]
    first = next((sign for sign in text if sign.isalnum()), "")
    if not first or first.islower() or "|" in text or not is_title_text(text):
        return False
    if at + 1 == len(lines):
        return False  # a heading with nothing behind it heads nothing
    after = lines[at + 1]
    if goes_on(text, after):
        return False  # a sentence that a page break cut
    apart = bool(after.gap) or after.whole or deeper or not line.wrapped
    return apart and (at == 0 or bool(line.gap) or line.whole or not line.wrapped)


def _is_depth_of_headings(depth: int, marked: Sequence[_Line], *, least: int) -> bool:
    short = [line for line in marked if len(line.place) == depth and line.short]
    heads = [line for line in short if not line.empty]
    numbered = sum(1 for line in marked if len(line.place) == depth)
    # A third is enough: in a specification, lists under the headings bear numbers of the same depth.
    return len(heads) >= least and 2 * len(heads) > len(short) and 3 * len(short) >= numbered


def _counting_on(wanted: Sequence[_Line], breaks: Sequence[int]) -> Iterator[int]:
    """Give the places of the lines that count on: 1, 2, 2.1, 2.2, 3; behind an unnumbered heading from 1 again."""
    last: dict[tuple[int, ...], int] = {}
    """The last number of each sequence, by the number above it."""
    waiting = deque(breaks)
    afresh = True
    for line in wanted:
        while waiting and waiting[0] < line.at:
            waiting.popleft()
            afresh = True
        *above, number = line.place
        before = last.get(tuple(above), 0)
        if not (before < number <= before + _SKIP or (number == 1 and afresh)) or not _is_inside(above, last):
            continue
        last = {over: count for over, count in last.items() if len(over) < len(line.place)}
        last[tuple(above)] = number
        afresh = False
        yield line.at


def _is_inside(above: Sequence[int], last: dict[tuple[int, ...], int]) -> bool:
    """Whether 3.1 stands behind heading 3, if there are headings of that depth at all."""
    return not above or last.get((), above[0]) == above[0]


def capital_headings(lines: Sequence[Line], numbers: Sequence[Printed | None]) -> frozenset[int]:
    """Find the places of the lines that a capital letter or roman number marks as headings: `A.`, `IV.`.

    They are those with the text of a heading; all of them where most open a count of paragraphs; and a longer one
    among those that is no sentence.
    """
    marked = [at for at, label in enumerate(numbers) if label and label.style == "x." and label.core.isupper()]
    openers = [at for at in marked if _opens(numbers[at + 1 :])]
    if 2 * len(openers) > len(marked):
        return frozenset(marked)
    titled = [at for at in marked if is_title_text(lines[at].text)]
    most = _LONG if 2 * len(titled) > len(marked) else 0
    return frozenset(at for at in marked if at in titled or is_title_text(lines[at].text, most))


def _opens(ahead: Sequence[Printed | None]) -> bool:
    """Whether the next number is a 1."""
    return next((label.core for label in ahead if label), "") == "1"
