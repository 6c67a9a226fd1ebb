"""Footnotes: small type at the foot of a column, below a short rule, each beginning with its mark."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from cdiff.reading.pdf.page import ColumnItem, GlyphRun, HorizontalRule, TextRow
from cdiff.reading.pdf.rows import part, segment_of

_MARK = re.compile(r"(?:\d{1,3}|[*†‡§¶]{1,4}|[a-z])$")
_PLAIN = re.compile(r"(\d{1,3}|[*†‡§¶]{1,4})(?=\s|$|[^\W\d_]|[“\"‘(])")
_TOKEN = re.compile(r"\d{1,3}|[*†‡§¶]{1,4}|[a-z]")
_LINE = re.compile(r"[_—]{5,}$")
_SMALLER = 0.95
_UNITS = re.compile(r"\b(?:k|c|m|d|h)?m$")


@dataclass(slots=True)
class PdfNote:
    """A footnote: its mark, its lines, and the page it begins on."""

    mark: str
    page: int
    rows: list[TextRow] = field(default_factory=list)


@dataclass(slots=True)
class NoteCollector:
    """Collects the notes of a document, column by column."""

    body: float
    """The size of most of the text."""
    found: list[PdfNote] = field(default_factory=list)
    lines: list[TextRow] = field(default_factory=list)
    """The rules above notes that are typed."""
    below: list[TextRow] = field(default_factory=list)
    """Rows below the notes that are no notes."""

    def take(self, column: Sequence[ColumnItem], rules: Sequence[HorizontalRule], width: float) -> list[ColumnItem]:
        """Take the notes out of a column; give what is left."""
        start = self._start(column, rules, width)
        if start is None:
            return list(column)
        rows = [item for item in column[start:] if isinstance(item, TextRow)]
        if rows and _is_line(rows[0]):
            self.lines.append(rows[0])
            rows = rows[1:]
        left = min((row.left for row in rows if self._mark(row)), default=rows[0].left if rows else 0)
        for row in rows:
            self._add(row, left)
        return list(column[:start])

    def _add(self, row: TextRow, left: float) -> None:
        mark = self._mark(row)
        if mark:
            self.found.append(PdfNote(mark, row.page, [_without_mark(row, mark)]))
        elif self.found and abs(row.size - self.found[-1].rows[0].size) < 0.05 * row.size and row.left > left - 40:
            self.found[-1].rows.append(row)
        else:
            self.below.append(row)

    def _mark(self, row: TextRow) -> str:
        """Give the mark that a row begins with: raised, or the number that is due."""
        raised = _raised_start(row)
        if _MARK.match(raised):
            return raised
        plain = _PLAIN.match(row.text)
        if plain is None or raised:
            return ""
        mark = plain[1]
        if not mark.isdecimal():
            return mark
        last = self.found[-1].mark if self.found else "0"
        return mark if last.isdecimal() and int(mark) in (int(last) + 1, 1) else ""

    def _start(self, column: Sequence[ColumnItem], rules: Sequence[HorizontalRule], width: float) -> int | None:
        """Find the first row of the notes at the foot of a column."""
        for at in range(len(column) - 1, -1, -1):
            item = column[at]
            if not isinstance(item, TextRow):
                return None
            if _is_line(item):
                return at if at + 1 < len(column) and self._begins(column[at + 1]) else None
            above = column[at - 1].base if at else 0.0
            if _is_ruled_off(item, above, rules, width) and self._begins(item):
                return at
            if item.size > self.body * 1.05:
                continue
            if item.size < self.body * _SMALLER and _MARK.match(_raised_start(item)) and self._is_first(column, at):
                return at
        return None

    def _begins(self, item: ColumnItem) -> bool:
        """Whether a row below a rule begins the notes, or goes on with the last one."""
        if not isinstance(item, TextRow):
            return False
        if self._mark(item):
            return True
        return bool(self.found) and item.size < self.body * _SMALLER and not _ends(self.found[-1])

    def _is_first(self, column: Sequence[ColumnItem], at: int) -> bool:
        """Whether the text above a small row with a mark is in the larger type of the body, and all below is not."""
        above = column[at - 1] if at else None
        below = [item for item in column[at:] if isinstance(item, TextRow)]
        if any(row.size >= self.body * _SMALLER for row in below):
            return False
        return above is None or not isinstance(above, TextRow) or above.size >= self.body * _SMALLER


def _ends(note: PdfNote) -> bool:
    return note.rows[-1].text.endswith((".", ".”", ".)"))


def _is_line(row: TextRow) -> bool:
    """Whether a row is a rule that is typed, of low lines or dashes."""
    return _LINE.match(row.text) is not None


def _is_ruled_off(row: TextRow, above: float, rules: Sequence[HorizontalRule], width: float) -> bool:
    """Whether a short rule that begins at the left stands right above a row."""
    return any(
        above < rule.y < row.base
        and 0.05 * width <= rule.width <= 0.5 * width
        and rule.left <= row.left + row.size
        and rule.left >= row.left - 8 * row.size
        and row.base - rule.y <= 4 * row.size
        for rule in rules
    )


def _raised_start(row: TextRow) -> str:
    out = []
    for run in row.runs:
        if not run.raised:
            break
        out.append(run.text)
    return "".join(out).strip()


def _without_mark(row: TextRow, mark: str) -> TextRow:
    """Take the mark off the first row of a note."""
    runs = list(row.runs)
    if runs[0].raised:
        while runs and runs[0].raised:
            runs.pop(0)
    else:
        runs = _drop(runs, len(mark))
    if not runs:
        return replace(row, segments=row.segments[:1])
    return TextRow((segment_of(runs, row.base, row.size),), row.page)


def _drop(runs: list[GlyphRun], count: int) -> list[GlyphRun]:
    while runs and count:
        text = runs[0].text
        if len(text) <= count:
            count -= len(text)
            runs.pop(0)
        else:
            runs[0] = part(runs[0], count, len(text))
            count = 0
    return runs


def mark_runs(rows: Iterable[TextRow], notes: Sequence[PdfNote]) -> dict[GlyphRun, str]:
    """Find the raised runs that are marks of notes; give what is written for each."""
    left: dict[str, list[int]] = {}
    for note in notes:
        left.setdefault(note.mark, []).append(note.page)
    written: dict[GlyphRun, str] = {}
    for row in rows:
        runs = row.runs
        for at, run in enumerate(runs):
            if run.raised and not (at and _UNITS.search(runs[at - 1].text)):
                text = _written(run.text, row.page, left)
                if text != run.text:
                    written[run] = text
    return written


def _written(text: str, page: int, left: dict[str, list[int]]) -> str:
    """Write out a raised run: `1, 2` with both notes there is `[^1], [^2]`."""
    marks = [part for part in re.split(r"[,\s]+", text.strip()) if part]
    if not marks or not all(_TOKEN.fullmatch(mark) and _due(mark, page, left) for mark in marks):
        return text
    for mark in marks:
        left[mark].remove(next(at for at in left[mark] if page <= at <= page + 1))
    return _TOKEN.sub(lambda match: f"[^{match[0]}]", text)


def _due(mark: str, page: int, left: dict[str, list[int]]) -> bool:
    return any(page <= at <= page + 1 for at in left.get(mark, ()))
