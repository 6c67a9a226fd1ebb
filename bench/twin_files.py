"""Writes the documents of `bench.twins`: Word files, pages, and what LibreOffice, Chromium and pdftotext make of them.

The Word file is written by hand, since what is measured must not depend on a library's idea of one. The page's head
and foot are margin boxes of its style sheet, which a reader of the page never sees and a browser prints.
"""

from __future__ import annotations

import shutil
import subprocess
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from html import escape
from io import BytesIO
from pathlib import Path

from bench.twin_documents import MARK, Look, Part, TwinDocument, masthead

_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_CHROMIUM = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
_SECONDS = 180


# The tools


def tools() -> dict[str, str]:
    """Find the programs that make twins; the name of each that is not installed stands with nothing."""
    return {
        "LibreOffice": shutil.which("soffice") or "",
        "Chromium": next(filter(None, map(shutil.which, _CHROMIUM)), ""),
        "pdftotext": shutil.which("pdftotext") or "",
    }


def write(documents: Mapping[str, TwinDocument], folder: Path, programs: Mapping[str, str]) -> None:
    """Write every document as `NAME.docx` and `NAME.html`, and beside them what the programs make of these files."""
    for name, document in documents.items():
        (folder / f"{name}.docx").write_bytes(as_docx(document))
        (folder / f"{name}.html").write_text(as_html(document), encoding="utf-8")
    if programs["LibreOffice"]:
        profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
        files = [str(folder / f"{name}.docx") for name in documents]
        made = folder / "office"
        _run(programs["LibreOffice"], profile, "--headless", "--convert-to", "pdf", "--outdir", str(made), *files)
        for name in documents:
            (made / f"{name}.pdf").rename(folder / f"{name}.docx.pdf")
    if programs["Chromium"]:
        from playwright.sync_api import sync_playwright

        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=programs["Chromium"], args=["--no-sandbox"])
            page = browser.new_page()
            for name in documents:
                page.goto((folder / f"{name}.html").as_uri())
                page.pdf(path=folder / f"{name}.html.pdf", prefer_css_page_size=True)
            browser.close()
    if programs["pdftotext"]:
        for path in sorted(folder.glob("*.pdf")):
            _run(programs["pdftotext"], "-layout", str(path), f"{path}.txt")


def _run(*command: str) -> None:
    subprocess.run(command, check=True, capture_output=True, timeout=_SECONDS)


# Word


def as_docx(document: TwinDocument) -> bytes:
    """Write a document as a Word file."""
    look = document.look
    notes = [part.note for part in document.parts if part.note]
    body, note, bulleted = [], 0, False
    for part in document.parts:
        note += bool(part.note)
        body.append(_docx_part(part, look, note))
        bulleted |= part.kind == "bullet"
    first = masthead(document)
    headers = {"header": [look.head], "footer": [look.foot], "first": [*first, look.head] if first else []}
    used = {name: lines for name, lines in headers.items() if any(lines)}
    references = "".join(
        f'<w:{"footer" if name == "footer" else "header"}Reference w:type="{kind}" r:id="{name}"/>'
        for name, kind in (("header", "default"), ("footer", "default"), ("first", "first"), ("footer", "first"))
        if name in used and (kind == "default" or first)
    )
    numbers = f'<w:lnNumType w:countBy="{look.line_numbers}" w:restart="newPage"/>' if look.line_numbers else ""
    columns = f'<w:cols w:num="{look.columns}" w:space="500"/>' if look.columns > 1 else ""
    section = (
        f'<w:sectPr>{references}<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1700" w:right="1440" '
        f'w:bottom="1700" w:left="1700" w:header="720" w:footer="720" w:gutter="0"/>{numbers}{columns}'
        f"{'<w:titlePg/>' if first else ''}</w:sectPr>"
    )
    parts = {
        "document": f"<w:body>{''.join(body)}{section}</w:body>",
        "styles": _styles(look),
        "numbering": _NUMBERING + "".join(map(_docx_list, document.parts)),
        "footnotes": _SEPARATORS + "".join(_docx_note(at, text) for at, text in enumerate(notes, 1)),
        **{
            name: "".join(f"<w:p>{_UNNUMBERED}{_docx_line(line)}</w:p>" for line in lines)
            for name, lines in used.items()
        },
    }
    roots = {"header": "hdr", "first": "hdr", "footer": "ftr"}
    kinds = {"document": "document.main", "first": "header"}
    files = {
        f"word/{name}.xml": f'<w:{roots.get(name, name)} xmlns:w="{_WORD}" xmlns:r="{_LINKS}">{inside}'
        f"</w:{roots.get(name, name)}>"
        for name, inside in parts.items()
    }
    overrides = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{_TYPE}.{kinds.get(name, name)}+xml"/>' for name in parts
    )
    files["[Content_Types].xml"] = (
        f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats'
        f'-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>'
    )
    files["_rels/.rels"] = _relations({"word/document": "officeDocument"})
    files["word/_rels/document.xml.rels"] = _relations({n: kinds.get(n, n) for n in parts if n != "document"})
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in ("[Content_Types].xml", *(path for path in files if path != "[Content_Types].xml")):
            archive.writestr(zipfile.ZipInfo(path), files[path], zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _relations(targets: Mapping[str, str]) -> str:
    inside = "".join(
        f'<Relationship Id="{to.rpartition("/")[2]}" Type="{_LINKS}/{kind}" Target="{to}.xml"/>'
        for to, kind in targets.items()
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{inside}</Relationships>'


def _docx_part(part: Part, look: Look, note: int) -> str:
    if part.kind == "table":
        rows = "".join(f"<w:tr>{''.join(map(_docx_cell, row))}</w:tr>" for row in part.rows)
        borders = _borders(_SIDES)
        figures = 1200 * (len(part.rows[0]) - 2)  # the columns behind the first two hold figures
        widths = [(8600 - figures) // 2] * 2 + [1200] * (len(part.rows[0]) - 2)
        grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
        head = f"<w:tblPr><w:tblBorders>{borders}</w:tblBorders></w:tblPr><w:tblGrid>{grid}</w:tblGrid>"
        return f"<w:tbl>{head}{rows}</w:tbl><w:p/>"
    properties, label = "<w:pageBreakBefore/>" if part.breaks else "", part.label
    if part.kind in ("title", "heading"):
        properties = f'<w:pStyle w:val="{"Title" if part.kind == "title" else f"Heading{part.level}"}"/>{properties}'
    elif part.kind == "box":
        properties += f"<w:pBdr>{_borders(_SIDES[:4])}</w:pBdr>"
    elif part.kind == "bullet":
        properties += '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="2"/></w:numPr>'
    elif part.label and look.automatic and not part.level:
        # A list of its own for every number, which starts there: parts can be dropped without moving the others.
        numbered = f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{_list_of(part)}"/></w:numPr>'
        properties, label = properties + numbered, ""
    elif part.label:
        left = 500 * (part.level + 1)
        properties += f'<w:tabs><w:tab w:val="left" w:pos="{left}"/></w:tabs><w:ind w:left="{left}" w:hanging="500"/>'
    elif look.indent:
        properties += f'<w:ind w:firstLine="{look.indent * 20:.0f}"/>'
    start = f"<w:r><w:t>{escape(label)}</w:t><w:tab/></w:r>" if label else ""
    return f"<w:p><w:pPr>{properties}</w:pPr>{start}{_docx_runs(part.text, note)}</w:p>"


_SIDES = ("top", "left", "bottom", "right", "insideH", "insideV")


def _borders(sides: Sequence[str]) -> str:
    return "".join(f'<w:{side} w:val="single" w:sz="6" w:space="4"/>' for side in sides)


def _docx_cell(text: str) -> str:
    return f"<w:tc><w:tcPr/><w:p>{_docx_run(text)}</w:p></w:tc>"


def _docx_run(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{escape(text, quote=False)}</w:t></w:r>' if text else ""


def _docx_runs(text: str, note: int) -> str:
    before, mark, behind = text.partition(MARK)
    reference = f'<w:r>{_RAISED}<w:footnoteReference w:id="{note}"/></w:r>' if mark else ""
    return _docx_run(before) + reference + _docx_run(behind)


def _docx_note(number: int, text: str) -> str:
    return (
        f'<w:footnote w:id="{number}"><w:p><w:pPr><w:pStyle w:val="FootnoteText"/></w:pPr><w:r>{_RAISED}'
        f"<w:footnoteRef/></w:r>{_docx_run(' ' + text)}</w:p></w:footnote>"
    )


def _docx_line(line: str) -> str:
    """Write a line of a head or a foot with its fields."""
    line = line.replace("{{}}", "\0NUMPAGES\0").replace("{}", "\0PAGE\0")
    fields = ("PAGE", "NUMPAGES")
    return "".join(
        f'<w:fldSimple w:instr=" {piece} "><w:r><w:t>1</w:t></w:r></w:fldSimple>'
        if piece in fields
        else _docx_run(piece)
        for piece in line.split("\0")
    )


_UNNUMBERED = "<w:pPr><w:suppressLineNumbers/></w:pPr>"
"""Word numbers no lines of a head; LibreOffice does, unless it is told not to."""
_RAISED = '<w:rPr><w:vertAlign w:val="superscript"/></w:rPr>'
_SEPARATORS = "".join(
    f'<w:footnote w:type="{kind}" w:id="{at}"><w:p><w:r><w:{kind}/></w:r></w:p></w:footnote>'
    for at, kind in ((-1, "separator"), (0, "continuationSeparator"))
)
_NUMBERING = (
    "".join(
        f'<w:abstractNum w:abstractNumId="{identity}"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="{form}"/>'
        f'<w:lvlText w:val="{text}"/><w:pPr><w:ind w:left="500" w:hanging="500"/></w:pPr></w:lvl></w:abstractNum>'
        for identity, form, text in ((1, "decimal", "%1."), (2, "bullet", "•"))
    )
    + '<w:num w:numId="2"><w:abstractNumId w:val="2"/></w:num>'
)


def _list_of(part: Part) -> int:
    return 10 + int(part.label.rstrip("."))


def _docx_list(part: Part) -> str:
    """Define the list of a numbered paragraph."""
    if not part.label or part.level:
        return ""
    start = f'<w:lvlOverride w:ilvl="0"><w:startOverride w:val="{part.label.rstrip(".")}"/></w:lvlOverride>'
    return f'<w:num w:numId="{_list_of(part)}"><w:abstractNumId w:val="1"/>{start}</w:num>'


def _styles(look: Look) -> str:
    spacing = f'<w:spacing w:after="{look.after * 20:.0f}" w:line="{look.leading * 240:.0f}" w:lineRule="auto"/>'
    justified = '<w:jc w:val="both"/>' if look.justified else ""
    fonts = f'<w:rFonts w:ascii="{look.font}" w:hAnsi="{look.font}" w:cs="{look.font}"/>'
    defaults = f'{fonts}<w:sz w:val="{look.size * 2:.0f}"/><w:lang w:val="{look.language}"/>'
    made = (
        f"<w:docDefaults><w:rPrDefault><w:rPr>{defaults}</w:rPr></w:rPrDefault></w:docDefaults>"
        f'<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/>'
        f"<w:pPr>{spacing}{justified}</w:pPr></w:style>"
        f'<w:style w:type="paragraph" w:styleId="FootnoteText"><w:name w:val="footnote text"/>'
        f'<w:basedOn w:val="Normal"/><w:pPr><w:suppressLineNumbers/>'
        f'<w:spacing w:after="0" w:line="240" w:lineRule="auto"/></w:pPr>'
        f'<w:rPr><w:sz w:val="{look.size * 1.7:.0f}"/></w:rPr></w:style>'
    )
    for identity, name, size in (
        ("Title", "Title", 1.5),
        ("Heading1", "heading 1", 1.25),
        ("Heading2", "heading 2", 1.1),
    ):
        made += (
            f'<w:style w:type="paragraph" w:styleId="{identity}"><w:name w:val="{name}"/><w:basedOn w:val="Normal"/>'
            f'<w:pPr><w:keepNext/><w:spacing w:before="240"/><w:jc w:val="left"/></w:pPr>'
            f'<w:rPr><w:b/><w:sz w:val="{look.size * size * 2:.0f}"/></w:rPr></w:style>'
        )
    return made


# A page


def as_html(document: TwinDocument) -> str:
    """Write a document as a page that prints with the furniture of its look."""
    notes: list[str] = []
    body = "\n".join(_html_part(part, document.look, notes) for part in document.parts)
    below = "".join(f'<li id="fn{at}" value="{at}">{escape(text)}</li>' for at, text in enumerate(notes, 1))
    section = f'<section class="footnotes"><hr><ol>{below}</ol></section>' if notes else ""
    title = next((escape(part.text) for part in document.parts if part.kind == "title"), "")
    return (
        f'<!DOCTYPE html>\n<html lang="{document.look.language}"><head><meta charset="utf-8"><title>{title}</title>\n'
        f"<style>\n{_css(document)}\n</style></head>\n<body><main>\n{body}\n{section}</main></body></html>\n"
    )


def _html_part(part: Part, look: Look, notes: list[str]) -> str:
    if part.kind == "table":
        rows = "\n".join(f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in row)}</tr>" for row in part.rows)
        return f"<table>{rows}</table>"
    mark = ""
    if part.note:
        notes.append(part.note)
        at = len(notes)
        mark = f'<sup><a id="ref{at}" href="#fn{at}">{at}</a></sup>'
    text = escape(part.text).replace(MARK, mark)
    broken = ' style="break-before: page"' if part.breaks else ""
    if part.kind in ("title", "heading"):
        tag = "h1" if part.kind == "title" else f"h{part.level + 1}"
        return f"<{tag}{broken}>{text}</{tag}>"
    if part.kind == "bullet":
        return f"<ul><li>{text}</li></ul>"
    if part.label and look.automatic and not part.level:
        return f'<ol start="{part.label.rstrip(".")}"><li>{text}</li></ol>'
    if part.label:
        return f'<p class="item" style="margin-left: {25 * (part.level + 1)}pt">{escape(part.label)}&emsp;{text}</p>'
    return f'<p class="box">{text}</p>' if part.kind == "box" else f"<p>{text}</p>"


def _css(document: TwinDocument) -> str:
    look = document.look
    boxes = {"top-right": [look.head], "bottom-center": [look.foot]}
    first = {"top-left": list(masthead(document))}
    return "\n".join(
        [
            f"@page {{ size: A4; margin: 85pt 72pt; {' '.join(_margin_boxes(boxes))} }}",
            f"@page :first {{ {' '.join(_margin_boxes(first))} }}",
            f"main {{ font: {look.size}pt/{look.leading * 1.2:.2f} '{look.font}'; column-count: {look.columns};",
            f"  column-gap: 25pt; text-align: {'justify' if look.justified else 'left'}; }}",
            f"p, ol, ul, table {{ margin: 0 0 {look.after}pt; text-indent: 0; }}",
            f"p {{ text-indent: {look.indent}pt; }} p.item {{ text-indent: -25pt; }}",
            "p.box { border: 1pt solid; padding: 4pt; } table { border-collapse: collapse; }",
            "td { border: 0.5pt solid; padding: 2pt 4pt; vertical-align: top; }",
            "h1, h2, h3 { text-align: left; } section { font-size: 85%; }",
        ]
    )


def _margin_boxes(boxes: Mapping[str, Sequence[str]]) -> Iterator[str]:
    for place, lines in boxes.items():
        said = " ".join(f'"{line}\\a "' for line in lines if line)
        if said:
            said = said.removesuffix('\\a "') + '"'
            said = said.replace("{{}}", '" counter(pages) "').replace("{}", '" counter(page) "')
            yield f"@{place} {{ font-size: 9pt; white-space: pre; content: {said}; }}"
