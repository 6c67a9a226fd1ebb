"""From runs to rows: letters that stand on one line, cut where a wide gap divides them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from cdiff.reading.pdf.page import Page, Piece, Row, Run
from cdiff.reading.pdf.spelling import MARK_GAP, piece_of

_SAME_LINE = 0.2
"""Baselines that differ by less than this share of the letter size are one line."""
_SMALL = 0.82
"""A raised mark is at most this share of the size of the letters beside it."""
_WIDE = 1.0
"""A gap of this many letter sizes without a space divides a line."""
_VERY_WIDE = 3.0
"""A gap of this many letter sizes divides a line, space or not."""
_MARGIN = 5.0
"""The mark at the head of a note stands off its text by no more than this many letter sizes."""


def rows_of(page: Page) -> list[Row]:
    """Give the rows of a page from top to bottom, whatever columns they belong to."""
    rows = []
    for runs in _lines(_without_doubles(page.runs)):
        pieces = tuple(_pieces(runs))
        if pieces:
            rows.append(Row(pieces, page.number))
    return sorted(rows, key=lambda row: (row.base, row.left))


def _without_doubles(runs: Sequence[Run]) -> list[Run]:
    """Drop what is drawn twice in one place to look bold."""
    seen: set[tuple[str, int, int]] = set()
    kept = []
    for run in runs:
        if not run.text.strip():
            continue
        near = [(run.text, round(run.left) + step, round(run.base)) for step in (-1, 0, 1)]
        if not seen.intersection(near):
            kept.append(run)
        seen.add(near[1])
    return kept


def _lines(runs: Sequence[Run]) -> list[list[Run]]:
    """Put the runs on lines by their baselines; small raised ones on the line they are raised from."""
    lines: list[list[Run]] = []
    for run in sorted(runs, key=lambda run: run.base):
        last = lines[-1] if lines else None
        if last and run.base - last[0].base <= _SAME_LINE * min(run.size, last[0].size):
            last.append(run)
        else:
            lines.append([run])
    return _with_marks(lines)


def _with_marks(lines: list[list[Run]]) -> list[list[Run]]:
    for at, line in enumerate(lines):
        near = [other for other in lines[max(0, at - 3) : at + 4] if other is not line]
        for run in list(line):
            home = next((other for other in near if _leans_on(run, other)), None)
            if home is not None:
                line.remove(run)
                home.append(replace(run, raised=run.base < _level(home, run)))
            elif _is_raised(run, line):
                line[line.index(run)] = replace(run, raised=True)
    return [line for line in lines if line]


def _level(line: Sequence[Run], run: Run) -> float:
    return max((other.base for other in line if other.size > run.size), default=run.base)


def _leans_on(run: Run, line: Sequence[Run]) -> bool:
    """Whether a small run is a raised or lowered part of another line."""
    for other in line:
        if run.size > _SMALL * other.size or other.raised:
            continue
        rise = other.base - run.base
        apart = max(run.left - other.right, other.left - run.right)
        near = MARK_GAP if run.left > line[0].left or not rise > 0 else _MARGIN
        if -0.35 * other.size <= rise <= 0.65 * other.size and apart <= near * other.size:
            return True
    return False


def _is_raised(run: Run, line: Sequence[Run]) -> bool:
    """Whether a run is small and a little above its neighbours on the same line."""
    return any(
        run.size <= _SMALL * other.size
        and other.base - run.base >= 0.1 * other.size
        and max(run.left - other.right, other.left - run.right) <= 0.7 * other.size
        for other in line
    )


def _pieces(line: list[Run]) -> Iterator[Piece]:
    """Cut a line at its wide gaps."""
    base = _base(line)
    current: list[Run] = []
    for run in sorted((part for run in line for part in _cut(run)), key=lambda run: run.left):
        if current and _divides(current, run):
            yield piece_of(current, base, _size(current))
            current = []
        current.append(run)
    if current:
        yield piece_of(current, base, _size(current))


def _base(line: Sequence[Run]) -> float:
    return max(line, key=lambda run: (not run.raised, len(run.text))).base


def _size(runs: Sequence[Run]) -> float:
    """Give the size of most letters."""
    letters: dict[float, int] = {}
    for run in runs:
        letters[run.size] = letters.get(run.size, 0) + len(run.text)
    return max(letters, key=lambda size: (letters[size], size))


def _divides(before: Sequence[Run], run: Run) -> bool:
    last = max(before, key=lambda other: _ink_right(other))
    gap = run.left - _ink_right(last)
    size = max(last.size, run.size)
    spaced = before[-1].text.endswith(" ") or run.text.startswith(" ")
    return gap > _VERY_WIDE * size or (gap > _WIDE * size and not spaced)


def _ink_right(run: Run) -> float:
    """Give the right edge of its last letter that is no space."""
    end = len(run.text.rstrip())
    return run.rights[end - 1] if end else run.left


def _cut(run: Run) -> Iterator[Run]:
    """Cut a run where it jumps across the page, or back."""
    start = 0
    for at in range(1, len(run.text)):
        gap = run.lefts[at] - run.rights[at - 1]
        if gap > _VERY_WIDE * run.size or gap < -2 * run.size:
            yield part(run, start, at)
            start = at
    yield from () if not run.text[start:].strip() else (part(run, start, len(run.text)),)


def part(run: Run, start: int, end: int) -> Run:
    """Cut a part out of a run."""
    if start == 0 and end == len(run.text):
        return run
    return replace(run, text=run.text[start:end], lefts=run.lefts[start:end], rights=run.rights[start:end])


def cut_run(run: Run, marks: Sequence[bool]) -> Iterator[tuple[Run, bool]]:
    """Cut a run where a mark of its letters changes."""
    start = 0
    for at in range(1, len(marks) + 1):
        if at == len(marks) or marks[at] != marks[start]:
            yield part(run, start, at), marks[start]
            start = at
