"""PDF: bytes → paragraphs, from the places of the letters.

The story: the letters of each page stand on rows; what recurs in place is set aside; tables and columns give
the reading order; notes are taken from the foot of each column; what is left becomes paragraphs.
"""

from __future__ import annotations

from cdiff.core.errors import ReadError
from cdiff.reading.content import Content
from cdiff.reading.options import ReadOptions
from cdiff.reading.pdf.blocks import Writer
from cdiff.reading.pdf.bombs import check_streams
from cdiff.reading.pdf.columns import Item, by_height, in_order
from cdiff.reading.pdf.facing import facing_of, take_facing
from cdiff.reading.pdf.flow import Flow
from cdiff.reading.pdf.furniture import furniture
from cdiff.reading.pdf.margins import margins_of, measure_of
from cdiff.reading.pdf.notes import Notes
from cdiff.reading.pdf.page import Page, Row
from cdiff.reading.pdf.sheet import Sheet, without
from cdiff.reading.pdf.sheets import check_text, sheet_of
from cdiff.reading.pdf.struck import with_strikes
from cdiff.reading.pdf.tables import take_tables

__all__ = ["read_pdf"]

MEDIA_TYPE = "application/pdf"


def read_pdf(data: bytes, name: str, options: ReadOptions) -> Content:
    """Read a PDF with a text layer.

    Raises `ReadError` for a file that is encrypted, damaged, scanned without text, set in a font that does not
    say which letters it draws, or larger than the limits allow.
    """
    from cdiff.reading.pdf.pdfium import pages_of

    check_streams(data, name, options.limits)
    pages = [with_strikes(page) for page in pages_of(data, name, options.limits.pages)]
    warnings = check_text(pages, name)
    writer = Writer(options, warnings)
    sheets = [sheet_of(page) for page in pages]
    columns = _columns(pages, sheets, writer)
    _write(columns, sheets, writer)
    if len(writer.blocks) > options.limits.blocks:
        limit = options.limits.blocks
        raise ReadError(f"{name}: more than {limit} paragraphs; split it, or raise the limit")
    if not writer.blocks:
        raise ReadError(f"{name}: all its text is page furniture; is the draft in another file?")
    return writer.content(MEDIA_TYPE)


def _columns(pages: list[Page], sheets: list[Sheet], writer: Writer) -> list[tuple[Sheet, list[Item]]]:
    """Give the columns of all pages in reading order, without the furniture."""
    aside = furniture(sheets)
    taken = []
    for page, sheet in zip(pages, sheets, strict=True):
        writer.set_aside(page, aside[page.number].reasons)
        taken.append(take_tables(without(sheet.rows, aside[page.number].reasons), sheet.bars, page.rules))
    gutters = facing_of([rows for rows, _ in taken])
    columns = []
    for sheet, (rows, tables), gutter in zip(sheets, taken, gutters, strict=True):
        if gutter is None:
            columns += [(sheet, column) for column in in_order(rows, tables, sheet.width)]
        else:
            left, facing = take_facing(rows, gutter)
            columns.append((sheet, by_height([*left, *tables, *facing])))
    return columns


def _write(columns: list[tuple[Sheet, list[Item]]], sheets: list[Sheet], writer: Writer) -> None:
    rows = [item for _, column in columns for item in column if isinstance(item, Row)]
    measure = measure_of(rows)
    notes, flow = Notes(measure.size), Flow(measure)
    body = [(sheet, notes.take(column, sheet.bars, sheet.width)) for sheet, column in columns]
    for (_, column), margins in zip(body, margins_of(body), strict=True):
        flow.add(column, margins)
    writer.write(flow.paragraphs, notes, measure)
