"""Tables with rules: text between horizontal lines, cut into cells by vertical ones or by common gaps.

A table is read row by row. What lies between two lines is one row, unless several of its text rows fill
the first column and another: then each of these starts a row of its own. A row that a page end cuts in two is put
together.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise

from cdiff.core.records import record, replace
from cdiff.reading.line_ends import is_closed
from cdiff.reading.pdf.labels import LABEL
from cdiff.reading.pdf.page import GlyphRun, HorizontalRule, PdfTableRow, RuledLine, TextRow, TextSegment
from cdiff.reading.pdf.rows import cut_run, segment_of

_EDGE = 8.0
"""Lines whose ends differ by less, in points, belong to one table; so do cells in one column on two pages."""
_SHORTEST = 40
"""A shorter line, in points, is no side of a table: it underlines or strikes a word."""
_GAP = 6.0
"""A gap that all rows share and that is at least this wide, two letters, divides columns."""
_NEAR = 3.0
"""Lines that meet are apart by no more than their own width."""
_EMPTY = 20
"""Two lines so near with nothing between them are an empty row."""
_SPANNED = 30.0
"""A row of one cell is no higher than this; a line of text between two tables has more room."""
_ACROSS = 5.0
"""Letters closer than this are no two cells."""

Cells = list[TextSegment | None]
"""A line of text cut at the columns; nothing where a column is empty."""


@record
class _Ruling:
    rules: list[HorizontalRule]
    columns: list[float]
    """Where a new column begins, without the first."""
    ruled: bool = True
    """Whether each row is between two lines, as where columns are ruled too."""
    posts: tuple[RuledLine, ...] = ()
    """The lines that stand between columns."""

    @property
    def left(self) -> float:
        return min(rule.left for rule in self.rules)

    @property
    def right(self) -> float:
        return max(rule.right for rule in self.rules)

    def holds(self, row: TextRow) -> bool:
        """Whether a row stands between its lines."""
        inside = self.rules[0].y < row.base <= self.rules[-1].y + 1
        return inside and row.left >= self.left - _EDGE and row.right <= self.right + _EDGE

    def open_at(self, base: float) -> list[float]:
        """Return the columns that no line parts from the one before at this height."""
        standing = [post.x for post in self.posts if post.top <= base - 1 and base - 1 <= post.bottom]
        return [column for column in self.columns if not any(abs(column - x) <= _NEAR for x in standing)]


def take_tables(
    rows: Sequence[TextRow], rules: Sequence[HorizontalRule], lines: Sequence[RuledLine]
) -> tuple[list[TextRow], list[PdfTableRow]]:
    """Take the tables of a page out of its rows; return what is left, and the rows of the tables."""
    groups: list[list[HorizontalRule]] = []  # rules that begin and end alike
    ends = [*rules, *_cut_ends(rules, lines)]
    for rule in sorted((rule for rule in ends if rule.width >= _SHORTEST), key=lambda rule: rule.y):
        for group in groups:
            last = group[-1]
            if abs(last.left - rule.left) <= _EDGE and abs(last.right - rule.right) <= _EDGE:
                group.append(rule)
                break
        else:
            groups.append([rule])
    left = list(rows)
    tables: list[PdfTableRow] = []
    for group in groups:
        for grid in _grids(group, left, lines):
            inside = [row for row in left if grid.holds(row)]
            left = [row for row in left if row not in inside]
            tables.extend(_table_rows(grid, inside, rules))
    return left, tables


def _cut_ends(rules: Sequence[HorizontalRule], lines: Sequence[RuledLine]) -> Iterator[HorizontalRule]:
    """Yield where a page end cut the last or the first row of a table: its sides stand beyond the rules, and end alike.

    Browsers draw no rule there.
    """
    posts = [line for line in lines if not line.flat]
    for at_foot in (True, False):
        ends: dict[int, list[RuledLine]] = {}
        for post in posts:
            end, other = (post.bottom, post.top) if at_foot else (post.top, post.bottom)
            touched = [abs(rule.y - y) <= _NEAR and rule.left - _EDGE <= post.x <= rule.right + _EDGE
                       for rule in rules for y in (end, other)]  # fmt: skip
            if any(touched[1::2]) and not any(touched[::2]):
                ends.setdefault(round(end), []).append(post)
        for y, alike in ends.items():
            if len(alike) > 2:
                yield HorizontalRule(min(post.x for post in alike), max(post.x for post in alike), float(y))


def _grids(rules: Sequence[HorizontalRule], rows: Sequence[TextRow], lines: Sequence[RuledLine]) -> Iterator[_Ruling]:
    """Cut rules that begin and end alike where plain text stands between two of them."""
    stacks: list[list[HorizontalRule]] = []
    for rule in rules:
        if stacks and (_is_strip(stacks[-1][-1], rule, rows, lines) or _keeps_columns(stacks[-1], rule, rows)):
            stacks[-1].append(rule)
        else:
            stacks.append([rule])
            if len(stacks) > 1:
                yield from _grid(stacks[-2], rows, lines)
    if stacks:
        yield from _grid(stacks[-1], rows, lines)


def _grid(rules: list[HorizontalRule], rows: Sequence[TextRow], lines: Sequence[RuledLine]) -> Iterator[_Ruling]:
    """Yield the table between rules, where it has columns and text."""
    if len(rules) < 2:
        return
    posts = _posts(rules, lines)
    bare = _Ruling(rules, [])
    inside = [row for row in rows if bare.holds(row)]
    ruled = _apart([post.x for post in posts]) or _breaks(rules)
    # Two rules alone, with gaps between words, are as likely the lines above and below a heading.
    columns = ruled or (_gaps(inside) if len(rules) > 2 else [])
    if columns and inside:
        yield _Ruling(rules, columns, bool(ruled), tuple(posts))


def _is_strip(top: HorizontalRule, bottom: HorizontalRule, rows: Sequence[TextRow], lines: Sequence[RuledLine]) -> bool:
    """Whether what stands between two rules is a row of a table, not text, nor another table and text around it."""
    if _stand_through(_posts([top, bottom], lines), top.y, bottom.y):
        return True
    if _is_between_tables(top, bottom, lines):
        return False
    between = [row for row in rows if top.y < row.base < bottom.y and row.right > top.left and row.left < top.right]
    if not between:
        return bottom.y - top.y < _EMPTY
    if any(row.left < top.left - _EDGE or row.right > top.right + _EDGE for row in between):
        return False
    columns = _breaks([top, bottom]) or _apart(top.breaks or bottom.breaks)
    if columns:
        across = any(_runs_across(segment, columns) for row in between for segment in row.segments)
        return not across or (len(between) == 1 and bottom.y - top.y < _SPANNED)
    # A label that hangs before its text is no column of its own.
    divided = sum(len(row.segments) > 1 + bool(LABEL.fullmatch(row.segments[0].text)) for row in between)
    return divided >= max(1, 0.3 * len(between))


def _stand_through(posts: Sequence[RuledLine], top: float, bottom: float) -> bool:
    """Whether a line between columns, or its pieces one below the other, stands from one height to another."""
    reached: dict[float, float] = {}
    for post in sorted(posts, key=lambda post: post.top):
        place = next((x for x in reached if abs(x - post.x) <= _NEAR), post.x)
        if post.top <= reached.get(place, top) + _NEAR:
            reached[place] = max(post.bottom, reached.get(place, top))
    return any(low >= bottom - _NEAR for low in reached.values())


def _is_between_tables(top: HorizontalRule, bottom: HorizontalRule, lines: Sequence[RuledLine]) -> bool:
    """Whether the sides of a table end at a rule, and none goes on to the next: another table begins there."""
    middle = (top.y + bottom.y) / 2
    sides = [line for line in lines if not line.flat and top.left - _NEAR <= line.x <= top.right + _NEAR]
    ends = any(line.top < top.y - _NEAR and abs(line.bottom - top.y) <= _NEAR for line in sides)
    return ends and bottom.y - top.y > _NEAR and not any(line.top < middle < line.bottom for line in sides)


def _keeps_columns(above: Sequence[HorizontalRule], bottom: HorizontalRule, rows: Sequence[TextRow]) -> bool:
    """Whether what stands between two rules fills several of the columns that the strips above have."""
    columns = _gaps([row for row in rows if above[0].y < row.base < above[-1].y])
    segments = [segment for row in rows if above[-1].y < row.base < bottom.y for segment in row.segments]
    if not columns or any(_runs_across(segment, columns) for segment in segments):
        return False
    return len({bisect_right(columns, segment.left) for segment in segments}) > 1


def _posts(rules: Sequence[HorizontalRule], lines: Sequence[RuledLine]) -> list[RuledLine]:
    """Find the vertical lines inside a table."""
    top, bottom = rules[0].y, rules[-1].y
    left, right = min(rule.left for rule in rules), max(rule.right for rule in rules)
    return [
        line
        for line in lines
        if not line.flat
        and line.bottom - line.top > 4
        and line.top < bottom - 2
        and line.bottom > top + 2
        and left + _EDGE < line.x < right - _EDGE
    ]


def _breaks(rules: Sequence[HorizontalRule]) -> list[float]:
    """Find where the horizontal lines are put together from pieces, two of them at one place: one for each cell."""
    places = sorted(place for rule in rules for place in rule.breaks)
    left, right = rules[0].left, rules[0].right
    shared = [place for place in places if sum(1 for other in places if abs(other - place) <= _NEAR) >= 2]
    return _apart([place for place in shared if left + _EDGE < place < right - _EDGE])


def _gaps(rows: Sequence[TextRow]) -> list[float]:
    """Find the gaps that all rows of more than one segment share."""
    spans = sorted((part.left, part.right) for row in rows if len(row.segments) > 1 for part in row.segments)
    columns: list[float] = []
    end = spans[0][1] if spans else 0.0
    for left, right in spans:
        if left - end >= _GAP:
            columns.append(left - _NEAR)
        end = max(end, right)
    return columns


def _apart(places: Sequence[float]) -> list[float]:
    """Return places in their order, one for each group of near ones."""
    kept: list[float] = []
    for place in sorted(places):
        if not kept or place - kept[-1] > 2 * _NEAR:
            kept.append(place)
    return kept


def _table_rows(grid: _Ruling, rows: Sequence[TextRow], rules: Sequence[HorizontalRule]) -> Iterator[PdfTableRow]:
    """Cut the text of a table into rows: at its rules, beside high cells, and where lines fill all columns."""
    heights = [rule.y for rule in grid.rules]
    strips: dict[int, list[TextRow]] = {}
    for row in rows:
        strips.setdefault(bisect_right(heights, row.base - 1), []).append(row)
    for at, strip in sorted(strips.items()):
        lines = [_split(row, grid) for row in strip]
        inside = [rule for rule in rules if at and at < len(heights) and heights[at - 1] < rule.y < heights[at]]
        shorter = [rule for rule in inside if rule not in grid.rules]
        for behind, part in enumerate(_beside_high_cells(lines, grid, shorter) if grid.posts else [lines]):
            for cut in [part] if grid.ruled else _cut_at_full_lines(part):
                cells = tuple(
                    tuple(TextRow((piece,), strip[0].page) for piece in column if piece is not None and piece.text)
                    for column in zip(*cut, strict=True)
                )
                bases = [piece.base for line in cut for piece in line if piece]
                # A cell without text beside the later rows of a higher one is that higher one.
                none = [at for at, cell in enumerate(cells) if not cell]
                spanned = frozenset(
                    at
                    for at in none
                    if behind
                    or (at and grid.posts and all(grid.columns[at - 1] in grid.open_at(base) for base in bases))
                )
                ends = grid.left, grid.right, min(bases), max(bases)
                yield PdfTableRow(cells, strip[0].page, *ends, spanned)


def _beside_high_cells(lines: Sequence[Cells], grid: _Ruling, rules: Sequence[HorizontalRule]) -> Iterator[list[Cells]]:
    """Cut a strip where rules part some of its columns; a cell beside them is as high as several rows.

    Such a rule goes from one edge of a column to another, as no underlined text does.
    """
    edges = [grid.left, *grid.columns, grid.right]
    whole = [
        rule
        for rule in rules
        if all(any(abs(end - edge) <= _NEAR for edge in edges) for end in (rule.left, rule.right))
    ]
    parting = [
        [rule.y for rule in whole if rule.left <= left + _NEAR and right - _NEAR <= rule.right]
        for left, right in pairwise(edges)
    ]
    parts: dict[int, list[Cells]] = {}
    for line in lines:
        places = [bisect_right(own, piece.base - 1) if piece else -1 for own, piece in zip(parting, line, strict=True)]
        for place in sorted(set(places) - {-1}):
            cut = [piece if place == here else None for piece, here in zip(line, places, strict=True)]
            parts.setdefault(place, []).append(cut)
    for _, part in sorted(parts.items()):
        yield part


def _cut_at_full_lines(lines: list[Cells]) -> Iterator[list[Cells]]:
    """Cut a strip where a line fills all its columns, if several lines do."""
    filled = [any(column) for column in zip(*lines, strict=True)]
    full = [at for at, line in enumerate(lines) if list(map(bool, line)) == filled and sum(filled) > 1]
    if len(full) < 2 or full[0] != 0:
        yield lines
        return
    for start, end in zip(full, [*full[1:], len(lines)], strict=True):
        yield lines[start:end]


def _split(row: TextRow, grid: _Ruling) -> Cells:
    """Cut a row of text at the column edges; a segment with a word across an edge without a line stays whole."""
    columns, unparted = grid.columns, grid.open_at(row.base)
    parts: list[list[GlyphRun]] = [[] for _ in range(len(columns) + 1)]
    for segment in row.segments:
        if _runs_across(segment, unparted):
            parts[_column(segment.left, segment.runs[0].rights[0], columns)].extend(segment.runs)
            continue
        for run in segment.runs:
            homes = [_column(left, right, columns) for left, right in zip(run.lefts, run.rights, strict=True)]
            for cut, at in cut_run(run, homes):
                parts[at].append(cut)
    return [segment_of(runs) if runs else None for runs in parts]


def _column(left: float, right: float, columns: Sequence[float]) -> int:
    return bisect_right(columns, (left + right) / 2)


def _runs_across(segment: TextSegment, columns: Sequence[float]) -> bool:
    """Whether words go on across a column edge without a gap."""
    last: tuple[int, float] | None = None
    for run in segment.runs:
        for letter, left, right in zip(run.text, run.lefts, run.rights, strict=True):
            if letter == " ":
                continue
            here = _column(left, right, columns)
            if last and here != last[0] and left - last[1] < _ACROSS:
                return True
            last = here, right
    return False


def goes_on_as_row(before: PdfTableRow, row: PdfTableRow) -> bool:
    """Whether the first row of a page goes on with the last one of the page before.

    A cell whose sentence runs on shows it: in small letters, where it began with a capital or a cell beside it has no
    more. A cell that begins with a label, or anew although the last line had room for its first word, shows that a new
    row begins, and so does one that holds a number on both pages. Where a cell begins anew, one in small letters goes
    on only if it had no room either.
    """
    if row.page != before.page + 1 or len(row.cells) != len(before.cells):
        return False
    pairs = [(last, next_) for last, next_ in zip(before.cells, row.cells, strict=True) if next_]
    if any(not last or abs(min(r.left for r in last) - min(r.left for r in next_)) > _EDGE for last, next_ in pairs):
        return False
    small = [last for last, next_ in pairs if next_[0].text[:1].islower() and not is_closed(last[-1].text)]
    done = any(last and not next_ for last, next_ in zip(before.cells, row.cells, strict=True))
    runs_on = any(done or not last[0].text[:1].islower() for last in small)
    anew = any(not next_[0].text[:1].islower() and not is_closed(last[-1].text) for last, next_ in pairs)
    lefts = [min(row.left for row in cell) for cell in before.cells if cell]
    margin = min(_EDGE, max(0.0, lefts[0] - before.left))  # words keep as far from the line behind them
    edges = [left - 2 * margin for left in lefts] + [before.right - margin]
    return runs_on and not any(
        LABEL.match(next_[0].text)
        or (_is_number(last) and _is_number(next_))
        or (anew and not is_closed(last[-1].text) and not _is_filled(last[-1], next_[0], edges))
        for last, next_ in pairs
    )


def _is_number(cell: Sequence[TextRow]) -> bool:
    """Whether a cell holds one number, which no page end cuts."""
    return len(cell) == 1 and cell[0].text[:1].isdecimal() and not any(map(str.isalpha, cell[0].text))


def _is_filled(last: TextRow, row: TextRow, edges: Sequence[float]) -> bool:
    """Whether a line of a cell had no room for the first word of another, before the next of some edges."""
    return last.right + row.first_word > min((edge for edge in edges if edge > last.left + 1), default=last.right)


def joined_rows(before: PdfTableRow, row: PdfTableRow) -> PdfTableRow:
    """Put the two halves of a row together."""
    cells = tuple((*last, *next_) for last, next_ in zip(before.cells, row.cells, strict=True))
    return replace(before, cells=cells, base=row.base)
