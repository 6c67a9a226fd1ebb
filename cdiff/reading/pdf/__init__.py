"""PDF: bytes → paragraphs, from the places of the letters.

The story: the letters of each page stand on rows; what recurs in place is set aside; tables and columns give
the reading order; notes are taken from the foot of each column; what is left becomes paragraphs.
"""

from __future__ import annotations

from cdiff.core.errors import ReadError
from cdiff.reading.content import Content
from cdiff.reading.options import ReadOptions
from cdiff.reading.pdf.annotations import remarks_of, warn_of_unread
from cdiff.reading.pdf.blocks import BlockWriter
from cdiff.reading.pdf.columns import by_height, gutters_of, in_order, without_side_notes
from cdiff.reading.pdf.drawings import borders_of, boxes_of, rules_of, with_strikes
from cdiff.reading.pdf.facing import facing_gutters, take_facing
from cdiff.reading.pdf.furniture import furniture, warn_of_kept
from cdiff.reading.pdf.hidden import warn_of_hidden
from cdiff.reading.pdf.mirrored import mirrored
from cdiff.reading.pdf.notes import NoteCollector
from cdiff.reading.pdf.overlays import with_initials, without_watermarks
from cdiff.reading.pdf.page import ColumnItem, PageLayout, PdfPage, TextRow, without
from cdiff.reading.pdf.paragraphs import PdfParagraphBuilder, margins_of, measure_of
from cdiff.reading.pdf.pdfium import pages_of
from cdiff.reading.pdf.rows import rows_of
from cdiff.reading.pdf.tables import take_tables
from cdiff.reading.pdf.unread import check_text

__all__ = ["read_pdf"]

MEDIA_TYPE = "application/pdf"


def read_pdf(data: bytes, name: str, options: ReadOptions) -> Content:
    """Read a PDF with a text layer.

    Raises `ReadError` for a file that is encrypted, damaged, scanned without text, set in a font that does not
    say which letters it draws, or larger than the limits allow.
    """
    pages = list(pages_of(data, name, options.limits.pages))
    writer = BlockWriter(options, check_text(pages, name))
    pages = [with_strikes(with_initials(mirrored(page))) for page in without_watermarks(pages)]
    for page in pages:
        writer.remarks += remarks_of(page.annotations, page.number)
        writer.links |= {each.text for each in page.annotations if each.kind == "link"}
        writer.pictures |= {*page.drawn}  # one on each page is one picture, however many pages there are
    writer.warnings += warn_of_hidden(pages)
    writer.warnings += warn_of_unread([each for page in pages for each in page.annotations])
    columns, asides = _columns(pages, writer)
    measure = measure_of([item for _, column in columns for item in column if isinstance(item, TextRow)])
    notes = NoteCollector(measure.size, [column for _, column in columns])
    builder = PdfParagraphBuilder(measure)
    body = [(layout, notes.take(column, layout.rules, layout.width)) for layout, column in columns]
    for at, ((layout, column), margins) in enumerate(zip(body, margins_of(body), strict=True), 1):
        builder.add(column, margins, layout.boxes)
        if at == len(body) or body[at][0] is not layout:  # its last column
            builder.add_aside(asides[layout.number], margins_of([(layout, asides[layout.number])])[0])
    writer.write(builder.finish(), notes, measure)
    if len(writer.blocks) > options.limits.blocks:
        limit = options.limits.blocks
        raise ReadError(f"{name}: more than {limit} paragraphs; split it, or raise the limit")
    if not writer.blocks:
        raise ReadError(f"{name}: all its text is page furniture; is the draft in another file?")
    return writer.content(MEDIA_TYPE)


def _columns(
    pages: list[PdfPage], writer: BlockWriter
) -> tuple[list[tuple[PageLayout, list[ColumnItem]]], dict[int, list[TextRow]]]:
    """Return the columns of all pages in reading order, without the furniture; and what stands beside each page."""
    layouts = []
    for page in pages:
        rows = rows_of(page)
        rules = borders_of(rules_of(page.lines), rows)
        boxes = boxes_of(page.lines)
        layouts.append(PageLayout(page.number, page.width, page.height, tuple(rows), tuple(rules), tuple(boxes)))
    aside, kept = furniture(layouts)
    writer.warnings += warn_of_kept(kept)
    taken = []
    asides: dict[int, list[TextRow]] = {}
    for page, layout in zip(pages, layouts, strict=True):
        writer.set_aside(page, aside[page.number].reasons)
        rows, tables = take_tables(without(layout.rows, aside[page.number].reasons), layout.rules, page.lines)
        rows, asides[page.number] = without_side_notes(rows)
        taken.append((rows, tables))
    columns = []
    facing = facing_gutters([rows for rows, _ in taken])
    gutters = gutters_of([(rows, layout.width) for layout, (rows, _) in zip(layouts, taken, strict=True)])
    for layout, (rows, tables), between, gutter in zip(layouts, taken, facing, gutters, strict=True):
        if between is None:
            columns += [(layout, column) for column in in_order(rows, tables, gutter, layout.width)]
        else:
            left, beside = take_facing(rows, between)
            columns.append((layout, by_height([*left, *tables, *beside])))
    return columns, asides
