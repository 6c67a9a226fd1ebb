"""Reading order: a page set in two or three columns is read column by column, between what runs across them."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median

from cdiff.reading.pdf.labels import LABEL
from cdiff.reading.pdf.page import ColumnItem, GlyphRun, PdfTableRow, TextRow, TextSegment
from cdiff.reading.pdf.rows import SAME_LINE, cut_run, segment_of

_EDGE = 3.0
"""The gutter is thought of as a line so far before the edge of the column."""
_LIST = 3
"""So many rows whose columns begin at the same places are a list in columns."""
_LIST_STEP, _LIST_LINE = 3.0, 1.5
"""How near its rows are, and the lines of one of its cells, in letter sizes."""
_GUTTER, _NARROW = 0.5, 0.1
"""The least gap between two columns, in letter sizes; and where a text object begins on the edge of the second."""
_CROSSING = 0.3
"""Of a page set in columns no more than this share of the lines runs over all of them."""
_LEAST = 5
"""Fewer lines than this on one side of a gap are no column."""
_INNER = 0.25
"""The least share of the width that a column of text has."""
_BESIDE = 3
"""So many lines in a side margin are notes beside the text."""
_SMALLER = 0.87
"""Side notes are set in type of at most this share of the text's: 8 points beside 10, 9 beside 11."""
_EDGES = 128
"""So many edges are tried, those where most lines begin."""
_FILLED = 0.55
"""Lines of a column fill at least this share of its width, on average; cells of a table do not."""


def without_side_notes(rows: Sequence[TextRow]) -> tuple[list[TextRow], list[TextRow]]:
    """Part the notes in a side margin, lines in smaller type outside the text, from the rows of a page.

    They are no words of the sentences that they stand beside. Returns the rows without them, and their own.
    """
    segments = [segment for row in rows for segment in row.segments]
    size = median([segment.size for segment in segments for _ in range(len(segment.text))] or [0.0])
    for end in (0, -1):
        outer = (row.segments[end] for row in rows)
        small = {note for note in outer if note.size <= _SMALLER * size and _is_words(note)}
        text = [segment for segment in segments if segment not in small]
        if len(small) < _BESIDE or len(text) < _LEAST:
            continue
        edges = sorted(segment.left if end == 0 else -segment.right for segment in text)
        limit = edges[len(edges) // 20]  # all but a few that stick out
        notes = {note for note in small if (note.right if end == 0 else -note.left) < limit}
        if len(notes) >= _BESIDE:
            page = rows[0].page
            kept = [[segment for segment in row.segments if segment not in notes] for row in rows]
            return [TextRow(tuple(parts), page) for parts in kept if parts], _rows([*notes], page)
    return list(rows), []


def _is_words(segment: TextSegment) -> bool:
    """Whether a segment holds words, not a bullet, a label or a bar."""
    return not LABEL.fullmatch(segment.text) and any(letter.isalnum() for letter in segment.text)


def gutters_of(pages: Sequence[tuple[Sequence[TextRow], float]]) -> list[float | None]:
    """Find the gutter of each page, given with its width; columns stand where those of the other pages do.

    So a page that is too short, or set too far in, to show its columns by itself has them as well.
    """
    segments = [[segment for row in rows for segment in row.segments] for rows, _ in pages]
    own = [_gutter(each, width) for each, (_, width) in zip(segments, pages, strict=True)]
    places = Counter(round(gutter, 1) for gutter in own if gutter)
    if not places:
        return list(own)
    common = max(places, key=lambda place: (places[place], -place))
    mostly = 2 * places[common] >= len(own)
    found: list[float | None] = []
    for gutter, each in zip(own, segments, strict=True):
        crossing = _crossing(each, common)
        least = _crossing(each, gutter) if gutter else _CROSSING * len(each)
        sides = [
            sum(1 for part in each if part.right <= common + 1),
            sum(1 for part in each if part.left >= common - 1),
        ]
        is_short = mostly and not crossing and min(sides) > 0
        found.append(common if is_short or (crossing <= least and min(sides) >= _LEAST) else gutter)
    return found


def _crossing(segments: Sequence[TextSegment], gutter: float) -> int:
    """Count the pieces that run over a gutter."""
    return sum(1 for segment in segments for part in cut_at_gutter(segment, gutter) if is_across(part, gutter))


def in_order(
    rows: Sequence[TextRow], tables: Sequence[PdfTableRow], gutter: float | None, width: float
) -> list[list[ColumnItem]]:
    """Give the columns of a page one after the other, each from top to bottom."""
    segments = [segment for row in rows for segment in row.segments]
    page = rows[0].page if rows else 0
    if gutter is None:
        return [by_height([*_with_lists(rows), *tables])]
    cut = [part for segment in segments for part in cut_at_gutter(segment, gutter)]
    return [column for column in _columns(cut, tables, gutter, page, width) if column]


def _with_lists(rows: Sequence[TextRow]) -> Iterator[ColumnItem]:
    """Read short columns that stand side by side row by row: a list of members, signatures, terms and their meaning.

    A line below a row that begins where one of its later columns does goes on with that cell.
    """
    stack: list[list[TextRow]] = []
    for row in [*rows, None]:
        if row and stack and len(row.segments) == 1 and _cell_of(row, stack[-1]):
            stack[-1].append(row)
            continue
        is_list = row is not None and _is_list_row(row)
        if row and is_list and (not stack or _is_below(row, stack[-1])):
            stack.append([row])
            continue
        if len(stack) < _LIST:
            yield from (line for lines in stack for line in lines)
        else:
            yield from map(_list_row, stack)
        stack = [[row]] if row and is_list else []
        if row and not stack:
            yield row


def _list_row(lines: Sequence[TextRow]) -> PdfTableRow:
    cells = [[TextRow((segment,), lines[0].page)] for segment in lines[0].segments]
    for at, line in enumerate(lines[1:], 1):
        cells[_cell_of(line, lines[:at])].append(line)
    ends = min(line.left for line in lines), max(line.right for line in lines)
    return PdfTableRow(tuple(map(tuple, cells)), lines[0].page, *ends, lines[0].base, lines[-1].base)


def _cell_of(row: TextRow, lines: Sequence[TextRow]) -> int:
    """Return the column, but for the first, that a line right below goes on with; 0 for none."""
    near = row.base - lines[-1].base <= _LIST_LINE * row.size
    places = [at for at, part in enumerate(lines[0].segments) if at and abs(part.left - row.left) <= _EDGE]
    return places[0] if near and places else 0


def _is_list_row(row: TextRow) -> bool:
    """Whether a row has words in several columns; a label before its text, or a number behind it, is none."""
    if len(row.segments) < 2 or LABEL.fullmatch(row.segments[0].text):
        return False
    return all(any(letter.isalpha() for letter in segment.text) for segment in row.segments)


def _is_below(row: TextRow, lines: Sequence[TextRow]) -> bool:
    """Whether the columns of a row begin where those of the row above do."""
    above = lines[0]
    pairs = list(zip(row.segments, above.segments, strict=False))
    alike = len(row.segments) == len(above.segments)
    near = row.base - lines[-1].base <= _LIST_STEP * row.size
    return alike and near and all(abs(one.left - two.left) <= _EDGE for one, two in pairs)


def _columns(
    segments: Sequence[TextSegment], tables: Sequence[PdfTableRow], gutter: float, page: int, width: float
) -> Iterator[list[ColumnItem]]:
    """Cut a page into bands at what runs across the gutter; read each band's left side, then its right."""
    second = [segment for segment in segments if segment.left > gutter]
    over = {segment: None for segment in segments if is_across(segment, gutter) and not _juts_out(segment, second)}
    across: list[ColumnItem] = [*_rows([*over], page)]
    across.extend(table for table in tables if is_across(table, gutter))
    beside = [segment for segment in segments if segment not in over]
    aside = [table for table in tables if not is_across(table, gutter)]
    top = float("-inf")
    for item in [*by_height(across), None]:
        bottom = _top(item) if item else float("inf")
        for is_left in (True, False):
            band = [
                segment for segment in beside if top < segment.base <= bottom and (segment.left < gutter) == is_left
            ]
            cells = [table for table in aside if top < table.base <= bottom and (table.left < gutter) == is_left]
            if band or cells:
                yield from in_order(_rows(band, page), cells, _gutter(band, width / 2), width / 2)
        if item:
            yield [item]
            top = item.base


def _juts_out(segment: TextSegment, second: Sequence[TextSegment]) -> bool:
    """Whether a line reaches over the edge of its column, and the second column goes on beside its end."""
    return any(part.left >= segment.right and abs(part.base - segment.base) < segment.size / 2 for part in second)


def cut_at_gutter(segment: TextSegment, gutter: float) -> list[TextSegment]:
    """Cut a piece where a narrow gap stands over the gutter and the next letter on the edge of the column."""
    if not is_across(segment, gutter) or abs(_next_letter(segment, gutter) - gutter - _EDGE) > 1.5:
        return [segment]
    before: list[GlyphRun] = []
    after: list[GlyphRun] = []
    for run in segment.runs:
        for half, behind in cut_run(run, [left > gutter for left in run.lefts]):
            (after if behind else before).append(half)
    if not (before and after):
        return [segment]
    # What is drawn anew on the edge of the column begins there, also behind a line that is too long for its own.
    anew = any(run.left == after[0].left for run in segment.runs) and abs(after[0].left - gutter - _EDGE) < 1
    gap = after[0].left - max(run.right for run in before if run.text.strip())
    if gap < (_NARROW if anew else _GUTTER) * segment.size:
        return [segment]
    return [segment_of(before), segment_of(after)]


def _next_letter(segment: TextSegment, gutter: float) -> float:
    """Return where the first letter behind a gutter begins."""
    for run in segment.runs:
        if run.right > gutter:
            at = bisect_right(run.lefts, gutter)
            if at < len(run.lefts):
                return run.lefts[at]
    return segment.right


def _top(item: ColumnItem) -> float:
    return item.top - 1 if isinstance(item, PdfTableRow) else item.base - 1


def is_across(item: TextSegment | PdfTableRow, gutter: float) -> bool:
    """Whether something runs over a gutter."""
    return item.left < gutter - 1 and item.right > gutter + 1


def _rows(segments: Sequence[TextSegment], page: int) -> list[TextRow]:
    rows: list[list[TextSegment]] = []
    for segment in sorted(segments, key=lambda segment: (segment.base, segment.left)):
        if rows and segment.base - rows[-1][0].base <= SAME_LINE * min(segment.size, rows[-1][0].size):
            rows[-1].append(segment)
        else:
            rows.append([segment])
    return [TextRow(tuple(sorted(row, key=lambda segment: segment.left)), page) for row in rows]


def by_height(items: Sequence[ColumnItem]) -> list[ColumnItem]:
    """Order what stands on a page from top to bottom."""
    return sorted(items, key=_top)


def _gutter(segments: Sequence[TextSegment], width: float, *, deeper: bool = True) -> float | None:
    """Find the gap between two columns of running text, if there is one; with `deeper`, one of them may be two."""
    if len(segments) < 2 * _LEAST:
        return None
    left, right = min(segment.left for segment in segments), max(segment.right for segment in segments)
    if right - left < 0.4 * width:
        return None
    best: tuple[int, float] | None = None
    for edge in _edges(segments):
        gutter = edge - _EDGE
        if not left + _INNER * (right - left) <= gutter <= right - _INNER * (right - left):
            continue
        cut = [part for segment in segments for part in cut_at_gutter(segment, gutter)]
        crossing = sum(1 for segment in cut if is_across(segment, gutter))
        if crossing > _CROSSING * len(cut) or (best and crossing >= best[0]):
            continue
        if _are_columns(cut, gutter, left, right, deeper=deeper):
            best = crossing, gutter
    return best[1] if best else None


def _edges(segments: Sequence[TextSegment]) -> list[float]:
    """List where segments begin, and what is drawn behind a gap in them; a page full of edges is no page of columns.

    The starts of segments come first: some programs draw each word, or each letter, by itself.
    """
    starts: Counter[float] = Counter()
    inside: Counter[float] = Counter()
    for segment in segments:
        starts[round(segment.left, 1)] += 1
        for before, run in pairwise(segment.runs):
            if run.left - before.right >= _NARROW * run.size and run.text.strip():
                inside[round(run.left, 1)] += 1
    edges = {**starts, **{edge: count + starts[edge] for edge, count in inside.items()}}
    return sorted(sorted(edges, key=lambda edge: (edge not in starts, -edges[edge], edge))[:_EDGES])


def _are_columns(segments: Sequence[TextSegment], gutter: float, left: float, right: float, *, deeper: bool) -> bool:
    one = [segment for segment in segments if segment.right <= gutter + 1]
    two = [segment for segment in segments if segment.left >= gutter - 1]
    first = _is_column(one, left, gutter)
    second = _is_column(two, gutter, right)
    if first and not second and deeper:
        second = _gutter(two, right - gutter, deeper=False) is not None
    return first and second and min(gutter - left, right - gutter) >= _INNER * (right - left)


def _is_column(segments: Sequence[TextSegment], left: float, right: float) -> bool:
    """Whether one side holds lines of running text."""
    lines = _rows(segments, 0)
    if len(lines) < _LEAST or right <= left:
        return False
    filled = sum(row.right - row.left for row in lines) / len(lines)
    if filled < _FILLED * (right - left):
        return False
    return sum(len(row.text.split()) for row in lines) >= 2.5 * len(lines)
