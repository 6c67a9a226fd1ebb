"""Footnotes: small type that begins with a mark, below a rule or called by the text of its page.

A row of the text's own size is text, also below a rule: so notes end where larger type begins, and what a rule, a star
or a figure merely looks like takes nothing from the text.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from cdiff.core.records import field, record, replace
from cdiff.reading.pdf.page import TYPED_RULE, ColumnItem, GlyphRun, HorizontalRule, TextRow
from cdiff.reading.pdf.rows import part, segment_of

_MARK = re.compile(r"(?:\d{1,3}|[*†‡§¶]{1,4}|[a-z])$")
_PLAIN = re.compile(r"(\d{1,3}|[*†‡§¶]{1,4})(?=\s|$|[^\W\d_]|[“\"‘(])")
_TOKEN = re.compile(r"\d{1,3}|[*†‡§¶]{1,4}|[a-z]")
_LISTED = re.compile(r"(\d{1,3})[.)]?(?=\s)")
"""How a list of notes at the end of a text numbers them."""
_SYMBOL = re.compile(r"(?<=[\w.,;:)”\"])([*†‡]{1,4})")
_SMALLER = 0.95
"""Notes are set in smaller type than the text: 10 points of 12, 9 of 10. What is as large as the text is text."""
_OUTDENT = 40
"""A note's lines begin no further left of its first one than this, in points."""
_UNITS = re.compile(r"\b(?:k|c|m|d|h)?m$")


@record(frozen=False)
class PdfNote:
    """A footnote: its mark, its lines, and the page it begins on."""

    mark: str
    page: int
    rows: list[TextRow] = field(default_factory=list)
    at_end: bool = False
    """Whether it stands at the end of the text, not of the page that calls it."""


class NoteCollector:
    """Collects the notes of a document, column by column."""

    def __init__(self, body: float, columns: Sequence[Sequence[ColumnItem]]) -> None:
        """Look in the columns for what may call a note; `body` is the size of most of the text."""
        self.body = body
        self.found: list[PdfNote] = []
        self.called: dict[int, set[str]] = defaultdict(set)
        """The marks on each page that may call a note."""
        self.lines: list[TextRow] = []
        """The rules above notes that are typed."""
        for column in columns:
            for item in column:
                for row in [item] if isinstance(item, TextRow) else [row for cell in item.cells for row in cell]:
                    self.called[row.page].update(self._calls(row))
        self._at_end = self._endnotes([item for column in columns for item in column])
        """The rows of the notes at the end of the text; each with its label where it begins one."""

    def _endnotes(self, items: Sequence[ColumnItem]) -> dict[TextRow, str]:
        """Find the small type that ends a text and is a list of notes: it counts on, and the text calls each number."""
        tail: list[TextRow] = []
        for item in reversed(items):
            if not isinstance(item, TextRow) or item.size >= self.body * _SMALLER:
                break
            tail.append(item)
        marks = set().union(*self.called.values())
        found: dict[TextRow, str] = {}
        due = 1
        for row in reversed(tail):
            label = _LISTED.match(row.text)
            if label and label[1] == str(due) and label[1] in marks:
                found[row] = label[0]
                due += 1
            elif found:
                found[row] = ""
        return found if due > 1 and str(due) not in marks else {}

    def _is_called(self, mark: str, page: int) -> bool:
        return mark in self.called[page] or mark in self.called[page - 1]

    def take(self, column: Sequence[ColumnItem], rules: Sequence[HorizontalRule], width: float) -> list[ColumnItem]:
        """Take the notes out of a column; return what is left."""
        kept: list[ColumnItem] = []
        inside = False
        for item in column:
            if isinstance(item, TextRow) and item in self._at_end:
                label = self._at_end[item]
                if label:
                    self.found.append(PdfNote(label.rstrip(".)"), item.page, [_without_mark(item, label)], at_end=True))
                else:
                    self.found[-1].rows.append(item)
                continue
            if not isinstance(item, TextRow) or item.size >= self.body * _SMALLER:
                inside = False  # what is as large as the text is text, wherever it stands
                kept.append(item)
                continue
            above = kept[-1] if kept else None
            typed = isinstance(above, TextRow) and TYPED_RULE.fullmatch(above.text) is not None
            ruled = typed or _is_ruled_off(item, above.base if above else 0.0, rules, width)
            mark = self._mark(item)
            if mark and (inside or ruled or (self._is_called(mark, item.page) and mark == _raised_start(item))):
                self.found.append(PdfNote(mark, item.page, [_without_mark(item, mark)]))
            elif (inside and self._goes_on(item)) or (
                ruled and self.found and not self.found[-1].rows[-1].text.endswith((".", ".”", ".)"))
            ):
                self.found[-1].rows.append(item)
            else:
                inside = False
                kept.append(item)
                continue
            if typed and not inside and isinstance(above, TextRow):
                self.lines.append(above)
                kept.pop()
            inside = True
        return kept

    def _calls(self, row: TextRow) -> Iterator[str]:
        """Yield the marks in a row that may call a note; the one that a small row begins with is its own."""
        small = row.size < self.body * _SMALLER
        for run in row.runs:
            if run.raised and not (small and run is row.runs[0]):
                yield from (part for part in re.split(r"[,\s]+", run.text.strip()) if _TOKEN.fullmatch(part))
        yield from (match[1] for match in _SYMBOL.finditer(row.text))

    def _goes_on(self, row: TextRow) -> bool:
        """Whether a small row without a mark goes on with the note above it, in its type and below it."""
        first = self.found[-1].rows[0]
        return abs(row.size - first.size) < 0.05 * row.size and row.left > first.left - _OUTDENT

    def _mark(self, row: TextRow) -> str:
        """Return the mark that a row begins with: raised, or the number that is due."""
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
    return TextRow((segment_of(runs),), row.page)


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
    """Find the raised runs, and the symbols in others, that are marks of notes; return what is written for each.

    A note is called on its own page or the one before, one at the end of the text on any page.
    """
    left: dict[str, list[range]] = {}
    for note in notes:
        left.setdefault(note.mark, []).append(range(0 if note.at_end else note.page - 1, note.page + 1))
    written: dict[GlyphRun, str] = {}
    for row in rows:
        runs = row.runs
        for at, run in enumerate(runs):
            if run.raised and not (at and _UNITS.search(runs[at - 1].text)):
                text = _written(run.text, row.page, left)
            elif not run.raised and (symbol := _SYMBOL.search(run.text)):
                text = run.text[: symbol.start()] + _written(symbol[1], row.page, left) + run.text[symbol.end() :]
            else:
                continue
            if text != run.text:
                written[run] = text
    return written


def _written(text: str, page: int, left: dict[str, list[range]]) -> str:
    """Write out a raised run: `1, 2` with both notes there is `[^1], [^2]`."""
    marks = [part for part in re.split(r"[,\s]+", text.strip()) if part]
    if not marks or not all(_TOKEN.fullmatch(mark) and any(page in at for at in left.get(mark, ())) for mark in marks):
        return text
    for mark in marks:
        left[mark].remove(next(pages for pages in left[mark] if page in pages))
    return _TOKEN.sub(lambda match: f"[^{match[0]}]", text)
