"""The table of versions as a Word file, for the ones who print it on A3 and take it into the room.

Plain WordprocessingML, by hand: it takes four parts and a dozen elements, and python-docx would bring a
template with a clock and a person's name in it. What changed is formatted, not tracked: Word's tracked changes know
one old and one new text, not five; for these there is the redline.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from xml.sax.saxutils import escape

from cdiff.core.citation import HEADINGS
from cdiff.core.language import direction_of, language_of
from cdiff.core.model import Cell, Edit, Lineage, Table
from cdiff.core.printable import safe
from cdiff.features.table.known import KnownCells
from cdiff.features.table.package import PARTS
from cdiff.features.table.rows import title_of
from cdiff.telling.change_labels import cited
from cdiff.telling.sheets import standing
from cdiff.telling.table_cells import paragraphs
from cdiff.telling.version_header import caveats, described, limits

_TWIPS = {"A4": (16838, 11906), "A3": (23811, 16838)}
"""Width and height of a sheet on its side."""
_MARGIN = 850
_LOOKS = {
    "": "",
    "bold": "<w:b/>",
    "note": '<w:i/><w:color w:val="595959"/>',
    "insert": '<w:color w:val="0B6B2E"/><w:u w:val="single"/>',
    "delete": '<w:strike/><w:color w:val="A3221A"/>',
}
"""The properties of a run, in the order that the schema wants."""
_DATE = (1980, 1, 1, 0, 0, 0)


def table_docx(table: Table) -> bytes:
    """Write a table of versions as a Word file: a row of heads that every page repeats, one column per version."""
    out = io.BytesIO()
    title = title_of(table)
    parts = {name: text.replace("{title}", _text(title)) for name, text in PARTS.items()}
    parts["word/document.xml"] = "".join(_document(table, title))
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, text in parts.items():
            package.writestr(zipfile.ZipInfo(name, _DATE), text.encode(), zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _document(table: Table, title: str) -> Iterator[str]:
    width, height = _TWIPS["A3" if len(table.versions) > 3 else "A4"]
    room = (width - 2 * _MARGIN) // len(table.versions)
    rtl = direction_of(language_of(table.versions[-1].document)) == "rtl"
    yield '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    yield '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    yield 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><w:body>'
    yield from _head(table, title)
    yield '<w:tbl><w:tblPr><w:tblStyle w:val="Drafts"/>' + "<w:bidiVisual/>" * rtl
    yield f'<w:tblW w:w="{room * len(table.versions)}" w:type="dxa"/><w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>'
    yield f'<w:gridCol w:w="{room}"/>' * len(table.versions) + "</w:tblGrid>"
    yield _row([_paragraph([(standing(version), "bold")]) for version in table.versions], room, "DDE1E6", repeat=True)
    known = KnownCells(table)
    for row in table:
        cells = [_cell(known.said(at, cell), cell, row, rtl=rtl) for at, cell in enumerate(row.cells)]
        yield _row(cells, room, "EEF0F3" * (row.kind in HEADINGS))
    yield '</w:tbl><w:p/><w:sectPr><w:footerReference w:type="default" r:id="rId2"/>'
    yield f'<w:pgSz w:w="{width}" w:h="{height}" w:orient="landscape"/>'
    yield "<w:pgMar " + " ".join(f'w:{side}="{_MARGIN}"' for side in ("top", "right", "bottom", "left"))
    yield ' w:header="400" w:footer="400" w:gutter="0"/></w:sectPr></w:body></w:document>'


def _head(table: Table, title: str) -> Iterator[str]:
    yield _paragraph([(title, "")], style="Title")
    for version in table.versions:
        yield _paragraph([(f"{version.label}  ", "bold"), (described(version), "")])
    for text in (*caveats(*table.versions), *limits(*table.versions)):
        yield _paragraph([(text, "")], style="Caveat")
    key = [("One row for each clause, one column for each draft; ", "note"), ("inserted words", "insert")]
    yield _paragraph(
        [
            *key,
            (" and ", "note"),
            ("deleted words", "delete"),
            (f" since {table.base or 'the draft before it'}.", "note"),
        ]
    )


def _row(cells: Iterable[str], room: int, shade: str, *, repeat: bool = False) -> str:
    fill = f'<w:shd w:val="clear" w:color="auto" w:fill="{shade}"/>' if shade else ""
    start = f'<w:tc><w:tcPr><w:tcW w:w="{room}" w:type="dxa"/>{fill}</w:tcPr>'
    head = "<w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>" if repeat else ""
    return f"<w:tr>{head}" + "".join(f"{start}{cell}</w:tc>" for cell in cells) + "</w:tr>"


def _cell(kinds: str, cell: Cell, row: Lineage, *, rtl: bool) -> str:
    title = [(cited(cell.clauses), "bold"), (f"  {kinds}" if kinds else "", "note")]
    shown = [_paragraph(title, style="Citation")] if cell.clauses or kinds else []
    heading = row.kind in HEADINGS
    shown += [_words(edits, heading=heading, rtl=rtl) for edits in paragraphs(cell)]
    return "".join(shown) or "<w:p/>"


def _words(edits: Sequence[Edit], *, heading: bool, rtl: bool) -> str:
    kept = "bold" if heading else ""
    return _paragraph([(edit.text, kept if edit.op == "equal" else edit.op) for edit in edits], rtl=rtl)


def _paragraph(runs: Iterable[tuple[str, str]], *, style: str = "", rtl: bool = False) -> str:
    properties = (f'<w:pStyle w:val="{style}"/>' if style else "") + "<w:bidi/>" * rtl
    written = "".join(_run(text, look, rtl=rtl) for text, look in runs if text)
    return f"<w:p><w:pPr>{properties}</w:pPr>{written}</w:p>"


def _run(text: str, look: str, *, rtl: bool) -> str:
    properties = _LOOKS[look] + "<w:rtl/>" * rtl
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{_text(text)}</w:t></w:r>'


def _text(text: str) -> str:
    """Write what cannot stand in XML, or would not be seen, as an escape."""
    return escape("".join(ascii(sign)[1:-1] if sign in "\ufffe\uffff" else sign for sign in safe(text)))
