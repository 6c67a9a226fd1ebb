"""Tables with rules: text between horizontal lines, cut into cells by vertical ones or by common gaps.

A table is read row by row. What lies between two lines is one row, unless several of its text rows fill
the first column and another: then each of these starts a row of its own.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from cdiff.reading.pdf.bars import Bar
from cdiff.reading.pdf.page import Piece, Row, Rule, Run
from cdiff.reading.pdf.rows import part
from cdiff.reading.pdf.spelling import piece_of
from cdiff.reading.pdf.tablerow import TableRow

_EDGE = 8.0
"""Lines whose ends differ by less belong to one table."""
_GAP = 6.0
"""A gap that all rows share and that is at least this wide divides columns."""
_NEAR = 3.0
_SPANNED = 30.0
"""A row of one cell is no higher than this; a line of text between two tables has more room."""
_ACROSS = 5.0
"""Letters closer than this are no two cells."""


@dataclass(frozen=True, slots=True)
class _Grid:
    bars: list[Bar]
    columns: list[float]
    """Where a new column begins, without the first."""
    ruled: bool = True
    """Whether each row is between two lines, as where columns are ruled too."""
    posts: tuple[Rule, ...] = ()
    """The lines that stand between columns."""

    def open_at(self, base: float) -> list[float]:
        """Give the columns that no line parts from the one before at this height."""
        standing = [post.x for post in self.posts if post.top <= base - 1 and base - 1 <= post.bottom]
        return [column for column in self.columns if not any(abs(column - x) <= _NEAR for x in standing)]

    @property
    def left(self) -> float:
        return min(bar.left for bar in self.bars)

    @property
    def right(self) -> float:
        return max(bar.right for bar in self.bars)


def take_tables(rows: Sequence[Row], bars: Sequence[Bar], rules: Sequence[Rule]) -> tuple[list[Row], list[TableRow]]:
    """Take the tables of a page out of its rows."""
    left = list(rows)
    tables: list[TableRow] = []
    for group in _groups(bars):
        for grid in _grids(group, left, rules):
            inside = [row for row in left if _is_inside(row, grid)]
            left = [row for row in left if row not in inside]
            tables.extend(_read(grid, inside, bars))
    return left, tables


def _groups(bars: Sequence[Bar]) -> list[list[Bar]]:
    """Put the lines together that begin and end alike."""
    groups: list[list[Bar]] = []
    for bar in bars:
        if bar.width < 40:
            continue
        home = next((group for group in groups if _alike(group[-1], bar)), None)
        if home is None:
            groups.append([bar])
        else:
            home.append(bar)
    return [group for group in groups if len(group) >= 2]


def _alike(one: Bar, other: Bar) -> bool:
    return abs(one.left - other.left) <= _EDGE and abs(one.right - other.right) <= _EDGE


def _grids(bars: Sequence[Bar], rows: Sequence[Row], rules: Sequence[Rule]) -> Iterator[_Grid]:
    """Cut lines that begin and end alike where plain text stands between two of them."""
    current: list[Bar] = []
    for bar in bars:
        if current and not (_is_strip(current[-1], bar, rows, rules) or _keeps_columns(current, bar, rows)):
            yield from _grid(current, rows, rules)
            current = []
        current.append(bar)
    yield from _grid(current, rows, rules)


def _is_strip(top: Bar, bottom: Bar, rows: Sequence[Row], rules: Sequence[Rule]) -> bool:
    """Whether what stands between two lines is a row of a table, not text."""
    posts = _posts([top, bottom], rules)
    if posts:
        return True
    between = [row for row in rows if top.y < row.base < bottom.y and row.right > top.left and row.left < top.right]
    if not between:
        return bottom.y - top.y < 20
    if any(row.left < top.left - _EDGE or row.right > top.right + _EDGE for row in between):
        return False
    columns = _breaks([top, bottom]) or _apart(top.breaks or bottom.breaks)
    if columns:
        across = any(_runs_across(piece, columns) for row in between for piece in row.pieces)
        return not across or (len(between) == 1 and bottom.y - top.y < _SPANNED)
    divided = sum(1 for row in between if len(row.pieces) > 1)
    return divided >= max(1, 0.3 * len(between))


def _keeps_columns(above: Sequence[Bar], bottom: Bar, rows: Sequence[Row]) -> bool:
    """Whether what stands between two lines fills several of the columns that the strips above have."""
    known = [row for row in rows if above[0].y < row.base < above[-1].y]
    columns = _gaps(known)
    pieces = [piece for row in rows if above[-1].y < row.base < bottom.y for piece in row.pieces]
    if not columns or any(_runs_across(piece, columns) for piece in pieces):
        return False
    return len({_column(piece.left, piece.left, columns) for piece in pieces}) > 1


def _grid(bars: list[Bar], rows: Sequence[Row], rules: Sequence[Rule]) -> Iterator[_Grid]:
    if len(bars) < 2:
        return
    posts = _posts(bars, rules)
    grid = _Grid(bars, [])
    inside = [row for row in rows if _is_inside(row, grid)]
    ruled = posts or _breaks(bars)
    columns = ruled or (_gaps(inside) if len(bars) > 2 else [])
    if columns and inside:
        yield _Grid(bars, columns, bool(ruled), tuple(_standing(bars, rules)))


def _posts(bars: Sequence[Bar], rules: Sequence[Rule]) -> list[float]:
    """Find where vertical lines stand inside a table."""
    return _apart([rule.x for rule in _standing(bars, rules)])


def _standing(bars: Sequence[Bar], rules: Sequence[Rule]) -> list[Rule]:
    """Find the vertical lines inside a table."""
    top, bottom = bars[0].y, bars[-1].y
    left, right = min(bar.left for bar in bars), max(bar.right for bar in bars)
    return [
        rule
        for rule in rules
        if not rule.flat
        and rule.bottom - rule.top > 4
        and rule.top < bottom - 2
        and rule.bottom > top + 2
        and left + _EDGE < rule.x < right - _EDGE
    ]


def _breaks(bars: Sequence[Bar]) -> list[float]:
    """Find where the horizontal lines are put together from pieces: one for each cell."""
    places = sorted(place for bar in bars for place in bar.breaks)
    left, right = bars[0].left, bars[0].right
    shared = [place for place in places if sum(1 for other in places if abs(other - place) <= _NEAR) >= 2]
    return _apart([place for place in shared if left + _EDGE < place < right - _EDGE])


def _gaps(rows: Sequence[Row]) -> list[float]:
    """Find the gaps that all rows of more than one piece share."""
    spans = sorted((piece.left, piece.right) for row in rows if len(row.pieces) > 1 for piece in row.pieces)
    columns: list[float] = []
    end = spans[0][1] if spans else 0.0
    for left, right in spans:
        if left - end >= _GAP:
            columns.append(left - _NEAR)
        end = max(end, right)
    return columns


def _apart(places: Sequence[float]) -> list[float]:
    kept: list[float] = []
    for place in sorted(places):
        if not kept or place - kept[-1] > 2 * _NEAR:
            kept.append(place)
    return kept


def _is_inside(row: Row, grid: _Grid) -> bool:
    return (
        grid.bars[0].y < row.base <= grid.bars[-1].y + 1
        and row.left >= grid.left - _EDGE
        and row.right <= grid.right + _EDGE
    )


def _read(grid: _Grid, rows: Sequence[Row], bars: Sequence[Bar]) -> Iterator[TableRow]:
    heights = [bar.y for bar in grid.bars]
    strips: dict[int, list[Row]] = {}
    for row in rows:
        strips.setdefault(bisect_right(heights, row.base - 1), []).append(row)
    for at, strip in sorted(strips.items()):
        lines = [_split(row, grid) for row in strip]
        inside = [bar for bar in bars if at and at < len(heights) and heights[at - 1] < bar.y < heights[at]]
        shorter = [bar for bar in inside if bar not in grid.bars and not any(_touches(bar, row) for row in strip)]
        for part_ in _beside_high_cells(lines, grid, shorter) if grid.posts else [lines]:
            for cut in [part_] if grid.ruled else _rows_of_strip(part_):
                yield _table_row(cut, grid, strip[0].page)


def _beside_high_cells(
    lines: list[list[Piece | None]], grid: _Grid, bars: Sequence[Bar]
) -> Iterator[list[list[Piece | None]]]:
    """Cut a strip where lines part some of its columns; a cell beside them is as high as several rows."""
    edges = [grid.left, *grid.columns, grid.right]
    rules = [
        [bar.y for bar in bars if bar.left <= left + _NEAR and right - _NEAR <= bar.right and _ends_at(bar, edges)]
        for left, right in pairwise(edges)
    ]
    parts: dict[int, list[list[Piece | None]]] = {}
    for line in lines:
        places = [bisect_right(own, piece.base - 1) if piece else -1 for own, piece in zip(rules, line, strict=True)]
        for place in sorted(set(places) - {-1}):
            cut = [piece if place == here else None for piece, here in zip(line, places, strict=True)]
            parts.setdefault(place, []).append(cut)
    for _, part_ in sorted(parts.items()):
        yield part_


def _touches(bar: Bar, row: Row) -> bool:
    """Whether a line goes through or right below letters: it strikes or underlines them."""
    pieces = (piece for piece in row.pieces if piece.left < bar.right and piece.right > bar.left)
    return any(piece.base - 0.8 * piece.size < bar.y < piece.base + 0.25 * piece.size for piece in pieces)


def _ends_at(bar: Bar, edges: Sequence[float]) -> bool:
    """Whether a line goes from one edge of a column to another, as no underlined text does."""
    return all(any(abs(end - edge) <= _NEAR for edge in edges) for end in (bar.left, bar.right))


def _rows_of_strip(lines: list[list[Piece | None]]) -> Iterator[list[list[Piece | None]]]:
    """Cut a strip where a line fills all its columns, if several lines do."""
    filled = [any(column) for column in zip(*lines, strict=True)]
    full = [at for at, line in enumerate(lines) if list(map(bool, line)) == filled and sum(filled) > 1]
    if len(full) < 2 or full[0] != 0:
        yield lines
        return
    for start, end in zip(full, [*full[1:], len(lines)], strict=True):
        yield lines[start:end]


def _split(row: Row, grid: _Grid) -> list[Piece | None]:
    """Cut a row of text at the column edges; a piece with a word across an edge without a line stays whole."""
    columns, unparted = grid.columns, grid.open_at(row.base)
    parts: list[list[Run]] = [[] for _ in range(len(columns) + 1)]
    for piece in row.pieces:
        if _runs_across(piece, unparted):
            parts[_column(piece.left, piece.runs[0].rights[0], columns)].extend(piece.runs)
            continue
        for run in piece.runs:
            for at, cut in _cut_at(run, columns):
                parts[at].append(cut)
    return [piece_of(runs, row.base, row.size) if runs else None for runs in parts]


def _column(left: float, right: float, columns: Sequence[float]) -> int:
    return bisect_right(columns, (left + right) / 2)


def _runs_across(piece: Piece, columns: Sequence[float]) -> bool:
    """Whether words go on across a column edge without a gap."""
    last: tuple[int, float] | None = None
    for run in piece.runs:
        for letter, left, right in zip(run.text, run.lefts, run.rights, strict=True):
            if letter == " ":
                continue
            here = _column(left, right, columns)
            if last and here != last[0] and left - last[1] < _ACROSS:
                return True
            last = here, right
    return False


def _cut_at(run: Run, columns: Sequence[float]) -> Iterator[tuple[int, Run]]:
    start = 0
    homes = [_column(left, right, columns) for left, right in zip(run.lefts, run.rights, strict=True)]
    for at in range(1, len(homes) + 1):
        if at == len(homes) or homes[at] != homes[start]:
            yield homes[start], part(run, start, at)
            start = at


def _table_row(lines: list[list[Piece | None]], grid: _Grid, page: int) -> TableRow:
    cells = tuple(
        tuple(Row((piece,), page) for piece in column if piece is not None and _has_text(piece))
        for column in zip(*lines, strict=True)
    )
    bases = [piece.base for line in lines for piece in line if piece]
    return TableRow(cells, page, grid.left, grid.right, min(bases), max(bases))


def _has_text(piece: Piece) -> bool:
    return any(run.text.strip() for run in piece.runs)
