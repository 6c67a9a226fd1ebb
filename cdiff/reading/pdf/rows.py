"""From runs to rows: letters that stand on one line, cut where a wide gap divides them, and their words written out.

Where letters stand apart there is a space, whether the file has one or not.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from operator import sub
from statistics import median
from typing import TypeVar

from cdiff.core.records import replace
from cdiff.reading.pdf.mirrored import in_logical_order
from cdiff.reading.pdf.page import GlyphRun, PdfPage, TextRow, TextSegment

T = TypeVar("T")

MARK_GAP = 0.7
"""A note mark stands further off than a letter does, and is none the less one with its word."""
_WORD_GAP = 0.15
"""A gap of this share of the letter size is a space between two runs: the narrowest space of a font is a fifth."""
_GAP_WITH_SPACES, _GAP_WITHOUT = 0.6, 0.18
"""How much wider than its usual gap a gap within one run is, in letter sizes, to be a space."""
SAME_LINE = 0.2
"""Baselines that differ by less than this share of the letter size are one line."""
_SMALL = 0.85
"""A raised mark is at most this share of the size of the letters beside it: browsers set it at five sixths."""
_RISE = 0.1
"""And it stands higher than they do by this share of their size."""
_SMALLEST = 0.4
"""What is smaller than this share of them is no mark, but text that large letters lie over."""
_WIDE = 1.0
"""A gap of this many letter sizes without a space divides a line."""
_VERY_WIDE = 3.0
"""A gap of this many letter sizes divides a line, space or not."""
_BACK = 2.0
"""A run that steps back by this many letter sizes goes on in another place; kerning and accents step back by less."""
_MARGIN = 5.0
"""The mark at the head of a note stands off its text by no more than this many letter sizes."""
_MARK = 4
"""And has no more letters; more are a line of text beside larger type."""


def segment_of(runs: Sequence[GlyphRun]) -> TextSegment:
    """Put runs on one line together, from left to right."""
    return TextSegment(tuple(runs), _base(runs), _size(runs), spell(runs), runs[0].left, max(run.right for run in runs))


def spell(runs: Sequence[GlyphRun]) -> str:
    """Write out runs on one line, with a space wherever a gap stands for one."""
    runs = in_logical_order(runs)
    gaps = [(later.left - run.right) / later.size for run, later in pairwise(runs) if not run.text.endswith(" ")]
    single = sum(1 for run in runs if len(run.text) == 1)
    # Letters that are drawn one by one may be set apart, as headings are: then a space is wider than their usual gap.
    usual = max(0.0, median(gaps)) if gaps and 4 <= single > 0.8 * len(runs) else 0.0
    out: list[str] = []
    last: GlyphRun | None = None
    for run in runs:
        apart = max(run.left - last.right, last.left - run.right) if last else 0.0
        gap = apart / run.size if last and not last.text.endswith(" ") else 0.0
        if gap > (MARK_GAP if run.raised else _WORD_GAP + usual):
            out.append(" ")
        out.append(_spell_run(run))
        last = run
    return " ".join("".join(out).split())


def _spell_run(run: GlyphRun) -> str:
    """Write out one run: some programs write no spaces, and only move on."""
    gaps = list(map(sub, run.lefts[1:], run.rights))
    if not gaps or max(gaps) <= _WORD_GAP * run.size:
        return run.text
    usual = max(0.0, median(gaps))
    # A run that has spaces of its own has them all: only a wide gap is one more. One without must be parted by gaps.
    wide = usual + (_GAP_WITH_SPACES if " " in run.text.strip() else _GAP_WITHOUT) * run.size
    letters = [run.text[0]]
    for gap, letter in zip(gaps, run.text[1:], strict=True):
        letters.append(f" {letter}" if gap > wide else letter)
    return "".join(letters)


def rows_of(page: PdfPage) -> list[TextRow]:
    """Return the rows of a page from top to bottom, whatever columns they belong to."""
    rows = []
    for line in _lines(_without_doubles(page.runs)):
        groups: list[list[GlyphRun]] = []
        for run in sorted((part for run in line for part in _cut_at_jumps(run)), key=lambda run: run.left):
            if not groups or _divides(groups[-1], run):
                groups.append([])
            groups[-1].append(run)
        if groups:
            rows.append(TextRow(tuple(segment_of(_with_whole_marks(group)) for group in groups), page.number))
    return sorted(rows, key=lambda row: (row.base, row.left))


def _base(runs: Sequence[GlyphRun]) -> float:
    """Return the baseline of most letters that are not raised; columns side by side may differ by a point or two."""
    return max(runs, key=lambda run: (not run.raised, len(run.text))).base


def _with_whole_marks(runs: Sequence[GlyphRun]) -> list[GlyphRun]:
    """Put raised runs that touch together: the digits of a note mark may be drawn one by one."""
    whole: list[GlyphRun] = []
    for run in runs:
        last = whole[-1] if whole else None
        if last and run.raised and last.raised and run.left - last.right <= _WORD_GAP * run.size:
            lefts, rights = (*last.lefts, *run.lefts), (*last.rights, *run.rights)
            whole[-1] = replace(last, text=last.text + run.text, lefts=lefts, rights=rights)
        else:
            whole.append(run)
    return whole


def _without_doubles(runs: Sequence[GlyphRun]) -> list[GlyphRun]:
    """Drop what is drawn twice in one place to look bold."""
    seen: set[tuple[str, int, int]] = set()
    kept = []
    for run in runs:
        if not run.text.strip():
            continue
        text, left, base = run.text, round(run.left), round(run.base)
        if not ((text, left, base) in seen or (text, left - 1, base) in seen or (text, left + 1, base) in seen):
            kept.append(run)
        seen.add((text, left, base))
    return kept


def _lines(runs: Sequence[GlyphRun]) -> list[list[GlyphRun]]:
    """Put the runs on lines by their baselines; small raised ones on the line they are raised from."""
    lines: list[list[GlyphRun]] = []
    for run in sorted(runs, key=lambda run: run.base):
        last = lines[-1] if lines else None
        if last and run.base - last[0].base <= SAME_LINE * min(run.size, last[0].size):
            last.append(run)
        else:
            lines.append([run])
    for at, line in enumerate(lines):
        near = [other for other in lines[max(0, at - 3) : at + 4] if other is not line]
        for run in list(line):
            home = next((other for other in near if _leans_on(run, other, line)), None)
            if home is not None:
                line.remove(run)
                level = max((other.base for other in home if other.size > run.size), default=run.base)
                home.append(replace(run, raised=run.base < level))
            elif _is_raised(run, line):
                line[line.index(run)] = replace(run, raised=True)
    return [line for line in lines if line]


def _leans_on(run: GlyphRun, line: Sequence[GlyphRun], own: Sequence[GlyphRun]) -> bool:
    """Whether a small run is a raised or lowered part of another line than its own."""
    for other in line:
        if not _SMALLEST * other.size <= run.size <= _SMALL * other.size or other.raised:
            continue
        rise = other.base - run.base
        apart = max(run.left - other.right, other.left - run.right)
        heads = run.left < line[0].left and rise > _RISE * other.size
        heads = heads and sum(len(each.text.strip()) for each in own if each.left < other.left) <= _MARK
        near = _MARGIN if heads else MARK_GAP
        # A superscript rises by up to two thirds of the letter, a subscript falls by a third (TeX, Word and Writer).
        if -0.35 * other.size <= rise <= 0.65 * other.size and apart <= near * other.size:
            return True
    return False


def _is_raised(run: GlyphRun, line: Sequence[GlyphRun]) -> bool:
    """Whether a run is small and a little above its neighbours on the same line."""
    return any(
        run.size <= _SMALL * other.size
        and other.base - run.base >= _RISE * other.size
        and max(run.left - other.right, other.left - run.right) <= MARK_GAP * other.size
        for other in line
    )


def _size(runs: Sequence[GlyphRun]) -> float:
    """Return the size of most letters."""
    letters: dict[float, int] = {}
    for run in runs:
        letters[run.size] = letters.get(run.size, 0) + len(run.text)
    return max(letters, key=lambda size: (letters[size], size))


def _divides(before: Sequence[GlyphRun], run: GlyphRun) -> bool:
    """Whether the gap before a run divides its line."""
    last = max(before, key=_ink_right)
    gap = run.left - _ink_right(last)
    # A number set smaller than the line that it stands before counts the lines; a letter set so belongs to them.
    counts = len(before) == 1 and last.text.strip().isdecimal()
    size = last.size if counts else max(last.size, run.size)
    spaced = before[-1].text.endswith(" ") or run.text.startswith(" ")
    number = run.text.strip()
    spaced = spaced and not (number.isdecimal() and len(number) < 5)  # set off by a gap, it counts lines or is a cell
    return gap > _VERY_WIDE * size or (gap > _WIDE * size and not spaced)


def _ink_right(run: GlyphRun) -> float:
    """Return the right edge of its last letter that is no space."""
    end = len(run.text.rstrip())
    return run.rights[end - 1] if end else run.left


def _cut_at_jumps(run: GlyphRun) -> Iterator[GlyphRun]:
    """Cut a run where it jumps across the page, or back; a space far before its first letter is none of this line."""
    gaps = list(map(sub, run.lefts[1:], run.rights))
    if not gaps or (max(gaps) <= _WIDE * run.size and min(gaps) >= -_BACK * run.size):  # nearly every run
        yield run
        return
    start = len(run.text) - len(run.text.lstrip())
    if start == len(run.text) or (start and run.lefts[start] - run.rights[start - 1] <= _WIDE * run.size):
        start = 0
    for at in range(start + 1, len(run.text)):
        if gaps[at - 1] > _VERY_WIDE * run.size or gaps[at - 1] < -_BACK * run.size:
            yield part(run, start, at)
            start = at
    if run.text[start:].strip():
        yield part(run, start, len(run.text))


def part(run: GlyphRun, start: int, end: int) -> GlyphRun:
    """Cut a part out of a run."""
    if start == 0 and end == len(run.text):
        return run
    return replace(run, text=run.text[start:end], lefts=run.lefts[start:end], rights=run.rights[start:end])


def cut_run(run: GlyphRun, marks: Sequence[T]) -> Iterator[tuple[GlyphRun, T]]:
    """Cut a run where the mark of its letters changes; `marks` has one for each letter."""
    start = 0
    for at in range(1, len(marks) + 1):
        if at == len(marks) or marks[at] != marks[start]:
            yield part(run, start, at), marks[start]
            start = at
