"""Line numbers: numbers in a side margin that count the lines, on every line, on blank ones too, or on each fifth.

They are told from the numbers of paragraphs, of table rows and from a column of years by three proofs together: they
stand in one column outside the text; they grow as the lines do, by their rows or by their heights; and the lines
beside them go on in mid-sentence, which no numbered paragraph and no table does.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Mapping, Sequence
from itertools import pairwise
from statistics import median

from cdiff.core.records import record
from cdiff.reading.line_ends import is_closed
from cdiff.reading.pdf.page import PageLayout, SetAside, TextSegment

REASON = "side margin: counts the lines"
_LEAST = 5
"""Fewer numbers than this do not show that they count."""
_EVEN = 0.8
"""So many of them must grow as the lines do; a heading or a figure stands between some."""
_NEAR = 3.0
"""Numbers of one column end, or begin, at one place to this many points."""
_RUN_ON = 0.25
"""So many lines of a page go on in mid-sentence: most of running text, none of a list or a table."""
_FIRST = 10
"""The highest number that a count begins with, or goes on with on the next page behind blank lines."""
_USUAL = (5, 10)
"""Where not every line has its number, each fifth or tenth has."""
_LINE = 25
"""A number of a paragraph stands beside a line of so many letters; one that counts pages stands alone."""
_UNIT = 0.15
"""How far the distance of two numbers may be from that of two lines, as a share of it."""
_MOST_PAGES = 0.5
"""Where so many pages count their lines, the others do too; a last page has few lines to tell by."""


@record
class _Number:
    row: int
    base: float
    value: int
    segment: TextSegment


def line_numbers(layouts: Sequence[PageLayout], found: Mapping[int, SetAside]) -> None:
    """Set aside the numbers that count the lines, or in the right margin the paragraphs."""
    _paragraph_numbers(layouts, found)
    for is_left in (True, False):
        columns = {layout.number: _column(layout, is_left=is_left) for layout in layouts}
        sure: set[int] = set()
        last = 0
        for layout in layouts:
            column = columns[layout.number]
            begins = bool(column) and (column[0].value <= _FIRST or 0 < column[0].value - last <= _FIRST)
            if begins and _counts(column, layout):
                sure.add(layout.number)
                last = column[-1].value
        sure |= _sparse(layouts, columns)
        if len(sure) < _MOST_PAGES * len(layouts):
            columns = {page: column for page, column in columns.items() if page in sure}
        if not sure:
            continue
        sample = [number.segment for page in sure for number in columns[page]]
        left, right = median(segment.left for segment in sample), median(segment.right for segment in sample)
        for page, column in columns.items():
            for number in column:
                segment = number.segment
                if page in sure or min(abs(segment.left - left), abs(segment.right - right)) <= _NEAR:
                    found[page].reasons.setdefault(segment, REASON)


def _paragraph_numbers(layouts: Sequence[PageLayout], found: Mapping[int, SetAside]) -> None:
    """Set aside the numbers right of the text that grow by one from each to the next, beside text that runs on."""
    columns = ((number, layout) for layout in layouts for number in _column(layout, is_left=False))
    numbers = [(number, layout) for number, layout in columns if len(layout.rows[number.row].text) >= _LINE]
    steps = [two.value - one.value for (one, _), (two, _) in pairwise(numbers)]
    if len(numbers) < _LEAST or steps.count(1) < _EVEN * len(steps):
        return
    pages = {layout.number: layout for _, layout in numbers}.values()
    lines = [line for layout in pages for line in _texts(layout, {number.segment for number, _ in numbers})]
    if _share_of_run_on(lines) >= _RUN_ON:
        for number, layout in numbers:
            found[layout.number].reasons.setdefault(number.segment, "side margin: counts the paragraphs")


def _texts(layout: PageLayout, alone: Container[TextSegment]) -> list[list[TextSegment]]:
    """Return the rows of a page without some of their segments, and without those that are left empty."""
    rows = ([part for part in row.segments if part not in alone] for row in layout.rows)
    return [parts for parts in rows if parts]


def _share_of_run_on(lines: Sequence[Sequence[TextSegment]]) -> float:
    """Return how many of some lines go on in mid-sentence."""
    count = sum(1 for one, two in pairwise(lines) if two[0].text[:1].islower() and not is_closed(one[-1].text))
    return count / max(1, len(lines))


def _column(layout: PageLayout, *, is_left: bool) -> list[_Number]:
    """Return the numbers that stand in one column outside the text of a page."""
    numbers = []
    for at, row in enumerate(layout.rows):
        segment = row.segments[0 if is_left else -1]
        if segment.text.isdecimal() and len(segment.text) < 6:
            numbers.append(_Number(at, row.base, int(segment.text), segment))
    alone = {number.segment for number in numbers}
    text = [segment for row in layout.rows for segment in row.segments if segment not in alone]
    if not numbers or not text:
        return []
    ends = sorted(segment.left if is_left else -segment.right for segment in text)
    limit = ends[len(ends) // 20]  # all but a few that stick out
    outside = [number for number in numbers if (number.segment.right if is_left else -number.segment.left) < limit]
    aligned: list[_Number] = []
    for edge in ("left", "right"):
        places = Counter(round(getattr(number.segment, edge)) for number in outside)
        place = max(places, key=lambda at: (places[at], -at), default=0)
        column = [number for number in outside if abs(getattr(number.segment, edge) - place) <= _NEAR]
        aligned = max(aligned, column, key=len)
    return aligned


def _sparse(layouts: Sequence[PageLayout], columns: Mapping[int, Sequence[_Number]]) -> set[int]:
    """Return the pages whose few numbers count each second to tenth line: they prove it together.

    No numbers of paragraphs are all multiples of five and so many rows apart; a page set wide has but four of them,
    a short text but two. Beside tables, whose lines are not counted, the steps alone show it, in the same place.
    """
    every = min((number.value for column in columns.values() for number in column), default=0) or 1
    counting = {}
    for layout in layouts:
        column = columns[layout.number]
        pairs = list(pairwise(column))
        steps = sum(1 for one, two in pairs if two.row - one.row == two.value - one.value)
        if column and steps >= _EVEN * len(pairs) and not any(number.value % every for number in column):
            counting[layout.number] = layout
    numbers = [number for page in counting for number in columns[page]]
    lines = [line for page, at in counting.items() for line in _texts(at, {number.segment for number in columns[page]})]
    least = 2 if every in _USUAL else _LEAST
    several = len(numbers) >= least and len(numbers) - len(counting) >= least // 2
    if not several or not 1 < every <= _FIRST or _share_of_run_on(lines) < _RUN_ON:
        return set()
    left, right = median(at.segment.left for at in numbers), median(at.segment.right for at in numbers)
    return {
        page
        for page, column in columns.items()
        if page in counting
        or (
            column
            and column[0].value == every
            and all(two.value - one.value == every for one, two in pairwise(column))
            and all(min(abs(at.segment.left - left), abs(at.segment.right - right)) <= _NEAR for at in column)
        )
    }


def _counts(column: Sequence[_Number], layout: PageLayout) -> bool:
    """Whether the numbers of a page grow as its lines do, and its lines go on in mid-sentence."""
    texts = _texts(layout, {number.segment for number in column})
    divided = sum(1 for parts in texts if len(parts) > 1)
    if len(column) < _LEAST or _share_of_run_on(texts) < _RUN_ON or 2 * divided > len(texts):
        return False
    steps = [two[0].base - one[0].base for one, two in pairwise(texts)]
    line = min((step for step in steps if step > 0.8 * texts[0][0].size), default=0.0)
    pairs = list(pairwise(column))
    by_row = sum(1 for one, two in pairs if two.row - one.row == two.value - one.value)
    by_height = sum(
        1
        for one, two in pairs
        if two.value > one.value and abs((two.base - one.base) / (two.value - one.value) - line) <= _UNIT * line
    )
    return max(by_row, by_height) >= _EVEN * len(pairs)
