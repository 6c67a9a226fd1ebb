"""From paragraphs to blocks: the words written out, and beside them all that was found on the way."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from cdiff.core.model import Block, Caution, Remark, Removed
from cdiff.reading.content import Content
from cdiff.reading.options import ReadOptions
from cdiff.reading.pdf.flow import Paragraph
from cdiff.reading.pdf.labels import LABEL
from cdiff.reading.pdf.margins import Measure
from cdiff.reading.pdf.notes import Note, Notes, mark_runs
from cdiff.reading.pdf.page import Page, Piece, Row, Run
from cdiff.reading.pdf.spelling import spell
from cdiff.reading.pdf.tablerow import table_cells
from cdiff.reading.pdf.words import join_lines, vocabulary_of
from cdiff.reading.unplaced import ANGLE, BELOW_NOTES, OUTSIDE

_STRUCK = "struck through, which counts as deleted"
_HEADING, _LARGE = 120, 300
"""A heading has at most so many letters; one in larger type than the text may be longer."""


@dataclass(slots=True)
class Writer:
    """Writes the blocks of a document and keeps what it sets aside."""

    options: ReadOptions
    warnings: list[Caution]
    blocks: list[Block] = field(default_factory=list)
    removed: list[Removed] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)
    _words: Mapping[str, int] = field(default_factory=dict)
    _marks: dict[Run, str] = field(default_factory=dict)

    def set_aside(self, page: Page, pieces: Mapping[Piece, str]) -> None:
        """Keep what was taken from a page, with the reason and the page."""
        for piece, reason in pieces.items():
            self._remove(piece.text, reason, page.number)
        for text in page.turned:
            self._remove(text, ANGLE, page.number)
        for text in page.outside:
            self._remove(text, OUTSIDE, page.number)

    def write(self, paragraphs: Sequence[Paragraph], notes: Notes, measure: Measure) -> None:
        """Write out the paragraphs, and behind them the notes."""
        body = list(_rows_of(paragraphs))
        inside = [row for note in notes.found for row in note.rows]
        self._words = vocabulary_of(row.text for row in [*body, *inside])
        self._marks = mark_runs(body, notes.found)
        levels = _levels(paragraphs, measure)
        for paragraph in paragraphs:
            self._paragraph(paragraph, levels)
        for note in notes.found:
            self._note(note)
        for row in notes.lines:
            self._remove(row.text, "rule above the notes", row.page)
        for row in notes.below:
            self._remove(row.text, BELOW_NOTES, row.page)
        self._warn_of_struck()

    def content(self, media_type: str) -> Content:
        """Hand over what was written."""
        return Content(
            tuple(self.blocks), media_type, tuple(self.removed), tuple(self.warnings), remarks=tuple(self.remarks)
        )

    def _paragraph(self, paragraph: Paragraph, levels: Mapping[float, int]) -> None:
        if paragraph.table:
            text, label = self._cells(paragraph)
            self._add(Block(text, self._line, paragraph.gap, whole=True, label=label, page=paragraph.page))
            return
        text = self._text(paragraph.rows)
        heading = _heading(paragraph, text, levels)
        self._add(Block(text, self._line, paragraph.gap, paragraph.sure, heading=heading, page=paragraph.page))

    def _cells(self, paragraph: Paragraph) -> tuple[str, str]:
        """Write out a table's row; a number beside one text is its label."""
        assert paragraph.table is not None  # noqa: S101  # the caller has looked
        cells = [text for cell in table_cells(paragraph.table) if (text := self._text(cell))]
        if len(cells) == 2 and LABEL.fullmatch(cells[0]):
            return cells[1], cells[0]
        return " | ".join(cells), ""

    def _note(self, note: Note) -> None:
        text = self._text(note.rows)
        self._add(Block(text, self._line, 1, whole=True, page=note.page, note=note.mark))

    def _add(self, block: Block) -> None:
        if block.text.strip():
            self.blocks.append(block)

    @property
    def _line(self) -> int:
        return len(self.blocks) + 1

    def _remove(self, text: str, reason: str, page: int) -> None:
        if text.strip():
            self.removed.append(Removed(text, reason, len(self.blocks), page))

    # Words

    def _text(self, rows: Sequence[Row]) -> str:
        """Join rows to one text, with note marks, and without struck words where those count as deleted."""
        self._keep_struck(rows)
        text = ""
        for row in rows:
            runs = [run for run in row.runs if not (run.struck and self.options.struck == "deleted")]
            text = join_lines(text, spell(self._with_marks(runs)), self._words)
        return text

    def _with_marks(self, runs: Sequence[Run]) -> list[Run]:
        return [_written(run, self._marks[run]) if run in self._marks else run for run in runs]

    def _keep_struck(self, rows: Sequence[Row]) -> None:
        """Remark on each stretch of struck words."""
        stretch: list[list[Run]] = []
        for row in rows:
            fresh = True
            for run in row.runs:
                if run.struck and fresh:
                    stretch.append([])
                if run.struck:
                    stretch[-1].append(run)
                    fresh = False
                elif run.text.strip():
                    self._end(stretch, rows)
                    stretch = []
                    fresh = True
        self._end(stretch, rows)

    def _end(self, stretch: Sequence[Sequence[Run]], rows: Sequence[Row]) -> None:
        text = ""
        for runs in stretch:
            text = join_lines(text, spell(runs), self._words)
        if not text:
            return
        self.remarks.append(Remark("struck", text, line=self._line))
        if self.options.struck == "deleted":
            self.removed.append(Removed(text, _STRUCK, self._line, rows[0].page))

    def _warn_of_struck(self) -> None:
        count = len(self.remarks)
        if count:
            many = f"{count} struck-through passage{'s' if count > 1 else ''}"
            fate = "left out as deleted" if self.options.struck == "deleted" else "kept as text"
            self.warnings.append(Caution(f"{many}; {fate}"))


def _written(run: Run, text: str) -> Run:
    """Put a note mark in the place of what is printed."""
    width = len(text)
    return Run(text, (run.left,) * width, (run.right,) * width, run.base, run.size, run.bold, run.struck, raised=True)


def _rows_of(paragraphs: Sequence[Paragraph]) -> Iterator[Row]:
    for paragraph in paragraphs:
        yield from paragraph.rows
        if paragraph.table:
            for cell in paragraph.table.cells:
                yield from cell


def _levels(paragraphs: Sequence[Paragraph], measure: Measure) -> dict[float, int]:
    """Rank the sizes that are larger than the text; bold of the text's size comes last."""
    sizes = {round(part.rows[0].size) for part in paragraphs if part.rows}
    larger = sorted((size for size in sizes if size > 1.12 * measure.size), reverse=True)
    return {**{size: rank for rank, size in enumerate(larger, 1)}, 0: len(larger) + 1}


def _heading(paragraph: Paragraph, text: str, levels: Mapping[float, int]) -> int:
    """Give the heading level of a paragraph, 0 for text."""
    if not any(letter.isalpha() for letter in text):
        return 0
    level = levels.get(round(paragraph.rows[0].size), 0)
    if level:
        return level if len(text) <= _LARGE else 0
    return levels[0] if len(text) <= _HEADING and all(row.bold for row in paragraph.rows) else 0
