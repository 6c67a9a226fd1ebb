"""From paragraphs to blocks: the words written out, and beside them all that was found on the way."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from itertools import groupby

from cdiff.core.model import Block, Caution, Remark, Removed
from cdiff.core.records import field, record, replace
from cdiff.reading.beside import PDF_COMMENTS, PDF_LINKS, PDF_PICTURES, PDF_WATERMARKS, RUNNING, beside, recurring
from cdiff.reading.content import Content
from cdiff.reading.line_ends import join_lines, vocabulary_of
from cdiff.reading.office import is_value
from cdiff.reading.options import ReadOptions
from cdiff.reading.pdf.labels import LABEL
from cdiff.reading.pdf.notes import NoteCollector, mark_runs
from cdiff.reading.pdf.page import GlyphRun, PdfPage, PdfTableRow, TextRow, TextSegment
from cdiff.reading.pdf.paragraphs import Measure, PdfParagraph
from cdiff.reading.pdf.rows import spell
from cdiff.reading.unplaced import ANGLE, OUTSIDE

_WATERMARK = "a watermark: lies in one place on most pages, over the text"
_HIDDEN = "not shown on the page: in the colour of what is below, or covered"
_STRUCK = "struck through, which counts as deleted"
_BULLET = re.compile(r"[•▪●○◦‣■□▫]\s+(?=\S)")
"""What a list prints before its items, and the file that was printed does not hold as text. A dash is typed."""
_HEADING, _LARGE = 120, 300
"""A heading has at most so many letters; one in larger type than the text may be longer."""
_LARGER = 1.12
"""Type is larger than the text's from an eighth on: 10 to 11.5 points; rounding and scaled pages differ by less."""


@record(frozen=False)
class BlockWriter:
    """Writes the blocks of a document and keeps what it sets aside."""

    options: ReadOptions
    warnings: list[Caution]
    blocks: list[Block] = field(default_factory=list)
    removed: list[Removed] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)
    links: set[str] = field(default_factory=set)
    pictures: set[str] = field(default_factory=set)
    _words: Mapping[str, int] = field(default_factory=dict)
    _marks: dict[GlyphRun, str] = field(default_factory=dict)

    def set_aside(self, page: PdfPage, segments: Mapping[TextSegment, str]) -> None:
        """Keep what was taken from a page, with the reason and the page."""
        for segment, reason in segments.items():
            self._remove(segment.text, reason, page.number)
        for text in page.turned:
            self._remove(text, ANGLE, page.number)
        for text in page.overlaid:
            self._remove(text, _WATERMARK, page.number)
        for text in page.hidden:
            self._remove(text, _HIDDEN, page.number)
        for text in page.outside:
            self._remove(text, OUTSIDE, page.number)

    def write(self, paragraphs: Sequence[PdfParagraph], notes: NoteCollector, measure: Measure) -> None:
        """Write out the paragraphs, and behind them the notes."""
        body = [row for paragraph in paragraphs for row in paragraph.all_rows]
        inside = [row for note in notes.found for row in note.rows]
        self._words = vocabulary_of(row.text for row in [*body, *inside])
        self._marks = mark_runs(body, notes.found)
        levels = _levels(paragraphs, measure)
        # Rows of as many columns that follow each other are one table.
        for _, run in groupby(paragraphs, key=lambda paragraph: paragraph.table and len(paragraph.table.cells)):
            together = list(run)
            used = {at for each in together if each.table for at, cell in enumerate(each.table.cells) if cell}
            for paragraph in together:
                if paragraph.table:
                    self._row(paragraph, paragraph.table, used)
                else:
                    self._paragraph(paragraph, levels)
        for note in notes.found:
            self._add(Block(self._text(note.rows), self._line, 1, whole=True, page=note.page, note=note.mark))
        for row in notes.lines:
            self._remove(row.text, "rule above the notes", row.page)

    def content(self, media_type: str) -> Content:
        """Hand over what was written."""
        shown = beside(
            {
                RUNNING: recurring(row.text for row in self.removed if row.reason.startswith("running ")),
                PDF_LINKS: self.links,
                PDF_PICTURES: self.pictures,
                PDF_COMMENTS: (remark.note for remark in self.remarks if remark.kind == "comment"),
                PDF_WATERMARKS: recurring(row.text for row in self.removed if row.reason == _WATERMARK),
            }
        )
        lists = (tuple(self.removed), tuple(self.warnings), (), tuple(self.remarks))
        return Content(tuple(self.blocks), media_type, *lists, shown)

    def _paragraph(self, paragraph: PdfParagraph, levels: Mapping[float, int]) -> None:
        text = self._text(paragraph.rows)
        heading = _heading(paragraph, text, levels)
        bullet = _BULLET.match(text)
        if bullet:
            self._remove(bullet[0].strip(), "the bullet of a list item", paragraph.page)
            text = text[bullet.end() :]
        block = Block(text, self._line, paragraph.gap, paragraph.sure, heading=heading, page=paragraph.page)
        self._add(replace(block, level=1, whole=True) if bullet else block)

    def _row(self, paragraph: PdfParagraph, table: PdfTableRow, used: Collection[int]) -> None:
        """Join the cells of a row; an empty one keeps its place, so that what moves to another column is a change.

        `used` are the columns in which the table has anything.
        """
        texts = [(at, self._text(cell)) for at, cell in enumerate(table.cells)]
        cells = [text for at, text in texts if text or (at in used and at not in table.spanned)]
        filled = [text for text in cells if text]
        label = ""
        if len(filled) == 2 and LABEL.fullmatch(filled[0]):  # a number beside one text
            label, cells = filled[0], filled[1:]
        elif len(filled) == 1 and (cells[0] or not is_value(filled[0])):
            cells = filled
        text = " | ".join(cells).strip(" ")
        self._add(Block(text, self._line, paragraph.gap, whole=True, label=label, page=paragraph.page))

    def _add(self, block: Block) -> None:
        if block.text.strip():
            self.blocks.append(block)

    @property
    def _line(self) -> int:
        return len(self.blocks) + 1

    def _remove(self, text: str, reason: str, page: int) -> None:
        if text.strip():
            self.removed.append(Removed(text, reason, len(self.blocks), page))

    def _text(self, rows: Sequence[TextRow]) -> str:
        """Join rows to one text, with note marks, and without struck words where those count as deleted."""
        self._note_struck(rows)
        text = ""
        for row in rows:
            runs = [run for run in row.runs if not (run.struck and self.options.struck == "deleted")]
            marked = [_written(run, self._marks[run]) if run in self._marks else run for run in runs]
            text = join_lines(text, spell(marked), self._words)
        return text

    def _note_struck(self, rows: Sequence[TextRow]) -> None:
        """Remark on each stretch of struck words; a stretch goes on over a line end."""
        stretches: list[list[list[GlyphRun]]] = [[]]
        for row in rows:
            fresh = True
            for run in row.runs:
                if run.struck:
                    if fresh:
                        stretches[-1].append([])
                    stretches[-1][-1].append(run)
                    fresh = False
                elif run.text.strip():
                    stretches.append([])
                    fresh = True
        for stretch in stretches:
            text = ""
            for runs in stretch:
                text = join_lines(text, spell(runs), self._words)
            if text:
                self.remarks.append(Remark("struck", text, line=self._line))
                if self.options.struck == "deleted":
                    self.removed.append(Removed(text, _STRUCK, self._line, rows[0].page))


def _written(run: GlyphRun, text: str) -> GlyphRun:
    """Put a note mark in the place of what is printed."""
    width = len(text)
    return GlyphRun(
        text, (run.left,) * width, (run.right,) * width, run.base, run.size, run.bold, run.struck, raised=True
    )


def _levels(paragraphs: Sequence[PdfParagraph], measure: Measure) -> dict[float, int]:
    """Rank the sizes that are larger than the text; bold of the text's size comes last."""
    sizes = {round(part.rows[0].size) for part in paragraphs if part.rows}
    larger = sorted((size for size in sizes if size > _LARGER * measure.size), reverse=True)
    return {**{size: rank for rank, size in enumerate(larger, 1)}, 0: len(larger) + 1}


def _heading(paragraph: PdfParagraph, text: str, levels: Mapping[float, int]) -> int:
    """Give the heading level of a paragraph, 0 for text."""
    if not any(letter.isalpha() for letter in text):
        return 0
    level = levels.get(round(paragraph.rows[0].size), 0)
    if level:
        return level if len(text) <= _LARGE else 0
    return levels[0] if len(text) <= _HEADING and all(row.bold for row in paragraph.rows) else 0
