"""Tables as an Excel workbook. The only door of XlsxWriter.

Chosen against openpyxl: cdiff only writes, and XlsxWriter has no dependency of its own, writes text runs of
several looks in one cell, and puts no clock into the file when the date is given. openpyxl reads its work in the
tests.

Every text is written as a text, never as a formula or a link; one that looks like a formula is marked so that it
stays a text when a person edits its cell. A cell holds 32,767 characters; where there are more,
the cell ends with a note of how many are missing. What cannot stand in XML is written out (`\\x1b`).
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from datetime import datetime
from itertools import groupby
from math import ceil
from typing import TYPE_CHECKING, Any

from cdiff.core.language import direction_of, language_of
from cdiff.core.model import Edit, Version
from cdiff.core.printable import safe
from cdiff.telling.layout import width_of
from cdiff.telling.sheets import MARKER, Cell, Paper, Sheet, Words, in_words, is_like_a_formula
from cdiff.telling.version_header import caveats, described, limits

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.worksheet import Worksheet

LIMIT = 32767
"""What a cell of Excel holds, in UTF-16 code units."""
_WIDEST = 50
"""How wide a column is at most that says nothing of its width, in digits."""
_LINE, _HIGHEST = 15, 409
"""How high a line is, and how high Excel lets a row be, in points."""
_INDENT = 2
_SIGNS = 1.1
"""How many letters of a text stand on the width of a digit, which Excel measures a column by; wrapping counted in."""
_DATE = datetime(2000, 1, 1)  # the file has no zone, and the date says nothing
_LEFT: dict[str, Any] = {"text_wrap": True, "valign": "top", "align": "left", "indent": 1}
_GONE: dict[str, Any] = {"font_color": "#B3261E", "font_strikeout": True}
_CAME: dict[str, Any] = {"font_color": "#0B6B2E", "underline": 1}
_LOOKS: dict[str, dict[str, Any]] = {
    "text": _LEFT,
    "quoted": {**_LEFT, "quote_prefix": True},
    "head": {**_LEFT, "bold": True, "bg_color": "#E8EAED", "bottom": 1},
    "bold": {**_LEFT, "bold": True},
    "raw": {"font_color": "#5F6368", "valign": "top", "align": "left", "indent": 1},
    "share": {"valign": "top", "align": "right", "indent": 1, "num_format": "0.00"},
    "number": {"valign": "top", "align": "right", "indent": 1},
    "truth": {**_LEFT, "num_format": '"TRUE";"TRUE";"FALSE"'},
    "delete": _GONE,
    "insert": _CAME,
    "all delete": {**_LEFT, **_GONE},
    "all insert": {**_LEFT, **_CAME},
}
_RTL = {"align": "right", "reading_order": 2}
"""What becomes of `_LEFT` where a text is read from right to left."""


class _Book:
    """A workbook being written: its sheets, and its looks by name."""

    def __init__(self, versions: Sequence[Version]) -> None:
        from xlsxwriter import Workbook

        self.file = io.BytesIO()
        said = {f"strings_to_{what}": False for what in ("formulas", "urls", "numbers")}
        self.book: Workbook = Workbook(self.file, {"in_memory": True, **said})
        self.rtl = any(direction_of(language_of(each.document)) == "rtl" for each in versions[-1:])
        self.looks = {
            name: self.book.add_format({**look, **(_RTL if self.rtl and look.get("align") == "left" else {})})
            for name, look in _LOOKS.items()
        }
        self._widths: dict[str, list[int]] = {}
        self._lines: dict[tuple[Worksheet, int], int] = {}
        self.book.set_properties({"author": "cdiff", "comments": "Written by cdiff", "created": _DATE})

    def sheet(self, name: str, heads: Sequence[str], widths: Iterable[int], frozen: int = 1) -> Worksheet:
        """Begin a sheet with a head that stays in sight and can filter."""
        sheet = self.book.add_worksheet(name)
        self._widths[name] = [*widths]
        for at, width in enumerate(self._widths[name]):
            sheet.set_column(at, at, width)
        for at, head in enumerate(heads):
            self.put(sheet, 0, at, head, "head")
        sheet.freeze_panes(1, frozen)
        sheet.set_landscape()
        sheet.set_paper(8)  # A3
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(0)
        sheet.hide_gridlines(0)  # on paper too
        if self.rtl:
            sheet.right_to_left()
        sheet.set_margins(left=0.4, right=0.4)
        sheet.set_footer("&L&A&R&P / &N")
        return sheet

    def put(self, sheet: Worksheet, row: int, at: int, value: Cell, look: str = "text") -> None:
        """Write one value."""
        if isinstance(value, Words):
            if look == "raw":
                self.put(sheet, row, at, value.plain or "", look)
                return
            self._put_edits(sheet, row, at, value.edits or [Edit("equal", value.plain or "")])
        elif isinstance(value, str):
            look = "quoted" if look == "text" and is_like_a_formula(value) else look
            text = fitted(safe(value))
            if look != "raw":
                self._make_room(sheet, row, at, text)
            sheet.write_string(row, at, text, self.looks[look])
        elif isinstance(value, bool):
            sheet.write_boolean(row, at, value, self.looks["truth"])
        elif value is not None:
            shown = "share" if isinstance(value, float) and look == "text" else "number" if look == "text" else look
            sheet.write_number(row, at, value, self.looks[shown])

    def _put_edits(self, sheet: Worksheet, row: int, at: int, edits: Sequence[Edit]) -> None:
        """Write word edits, each in its look; a text that does not fit loses its looks and its end."""
        edits = [
            Edit(op, safe("".join(edit.text for edit in run))) for op, run in groupby(edits, key=lambda edit: edit.op)
        ]
        edits = [edit for edit in edits if edit.text]
        whole = "".join(edit.text for edit in edits)
        if len(edits) < 2 or _units(whole) > LIMIT:
            look = "text" if len(edits) != 1 or edits[0].op == "equal" else f"all {edits[0].op}"
            self.put(sheet, row, at, whole, look)
            return
        self._make_room(sheet, row, at, whole)
        runs = [part for edit in edits for part in (self.looks.get(edit.op), edit.text) if part is not None]
        sheet.write_rich_string(row, at, *runs, self.looks["quoted" if is_like_a_formula(whole) else "text"])

    def _make_room(self, sheet: Worksheet, row: int, at: int, text: str) -> None:
        """Count the lines that a row needs; LibreOffice prints wrapped texts over each other if nobody says."""
        room = (self._widths[sheet.name][at] - _INDENT) * _SIGNS
        lines = sum(max(1, ceil(width_of(line) / room)) for line in text.split("\n"))
        self._lines[sheet, row] = max(lines, self._lines.get((sheet, row), 1))

    def end(self, sheet: Worksheet, rows: int, columns: int, raw: int) -> None:
        """End a sheet of rows under a head: what can be filtered, and what is printed, without what is for programs."""
        sheet.autofilter(0, 0, rows, columns + raw - 1)
        sheet.print_area(0, 0, rows, columns - 1)

    def done(self) -> bytes:
        """Close the workbook and give its bytes."""
        for (sheet, row), lines in self._lines.items():
            if lines > 1:
                sheet.set_row(row, min(_LINE * lines, _HIGHEST))
        self.book.close()
        return self.file.getvalue()


def fitted(text: str) -> str:
    """Cut a text to what a cell of Excel holds, with a note of what is missing."""
    if _units(text) <= LIMIT:
        return text
    note = " … [{} more characters do not fit into a cell]"
    kept = text.encode("utf-16-le")[: 2 * (LIMIT - len(note) - 10)].decode("utf-16-le", "ignore")
    return kept + note.format(len(text) - len(kept))


def _units(text: str) -> int:
    return len(text) if text.isascii() else len(text.encode("utf-16-le")) // 2


def workbook(sheets: Sequence[Sheet], versions: Sequence[Version]) -> bytes:
    """Write tables as a workbook, a sheet each, and a last one that says what the texts are."""
    book = _Book(versions)
    for each in sheets:
        paper = _paper(each)
        heads, rows, raw = [*paper.heads], [[*row] for row in paper.rows], _raw(each, paper)
        widths = [*(paper.widths or _widths(heads, rows)), *(13 for _ in raw)]
        sheet = book.sheet(each.name, [*heads, *raw], widths, frozen=paper.frozen)
        for at, row in enumerate(rows, 1):
            for column, cell in enumerate([*row, *(values[at - 1] for values in raw.values())]):
                look = "raw" if column >= len(heads) else "bold" if each.total and at == len(rows) else "text"
                book.put(sheet, at, column, cell, look)
        book.end(sheet, len(rows), len(heads), len(raw))
    about = [(version.label, described(version)) for version in versions]
    about += [("note", text) for text in (*caveats(*versions), *limits(*versions))]
    sheet = book.sheet("About", ("version", "what it is"), (20, 120))
    for at, said in enumerate(about, 1):
        for column, value in enumerate(said):
            book.put(sheet, at, column, value, "bold" if column == 0 else "text")
    return book.done()


def _paper(sheet: Sheet) -> Paper:
    return sheet.paper or Paper([*map(in_words, sheet.columns)], [*sheet.rows], sheet.widths)


def _raw(sheet: Sheet, paper: Paper) -> dict[str, list[Cell]]:
    """Give the columns for programs, by their heads: the number of the row first, by which cdiff knows its own file."""
    found: dict[str, list[Cell]] = {MARKER: [*range(1, len(paper.rows) + 1)]} if sheet.numbered else {}
    if paper.raw:
        rows = [*sheet.rows]
        found |= {name: [row[sheet.columns.index(name)] for row in rows] for name in paper.raw}
    return found


def _widths(heads: Sequence[str], rows: Sequence[Sequence[Cell]]) -> list[int]:
    """Make each column as wide as its longest text, within reason."""
    return [min(max(len(head), *(len(str(row[at])) for row in rows), 0) + 3, _WIDEST) for at, head in enumerate(heads)]
