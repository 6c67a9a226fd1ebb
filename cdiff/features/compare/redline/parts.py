"""The parts of the file beside its text: styles, settings, head, properties, and how they hang together.

Open Packaging Conventions: ECMA-376-2 §9 (relationships) and §10 (content types); styles ECMA-376-1 §17.7,
settings §17.15.1.78, headers §17.10.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from cdiff.core.records import record
from cdiff.features.compare.redline.page import turns
from cdiff.features.compare.redline.wml import quoted, shown

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

_LINKED = {
    "styles": "styles",
    "settings": "settings",
    "footnotes": "footnotes",
    "header1": "header",
    "header2": "header",
    "footer1": "footer",
}
"""The parts that the document hangs together with, and what each is."""


@record
class RedlineHead:
    """What the first page says above the text, and what the others do."""

    title: str
    lines: list[str]
    warnings: list[str]
    short: str


def parts(document: str, footnotes: str, head: RedlineHead, properties: Mapping[str, str]) -> dict[str, str]:
    """Give the parts of the package by name, in the order they are packed in."""
    rtl = properties["rtl"] == "yes"
    roots = {
        "document": ("document", f"<w:body>{document}{_section(rtl=rtl)}</w:body>"),
        "styles": ("styles", _styles(properties["language"])),
        "settings": ("settings", _SETTINGS),
        "footnotes": ("footnotes", footnotes),
        "header1": ("hdr", _first_head(head)),
        "header2": ("hdr", _line("Header", head.short)),
        "footer1": ("ftr", _FOOTER),
    }
    return {
        "[Content_Types].xml": _content_types(),
        "_rels/.rels": _relationships(_PACKAGE_LINKS),
        "docProps/app.xml": _APP,
        "docProps/core.xml": _core(head.title, properties),
        **{f"word/{name}.xml": _root(*given) for name, given in roots.items()},
        "word/_rels/document.xml.rels": _relationships(
            (name, f"{_R}/{kind}", f"{name}.xml") for name, kind in _LINKED.items()
        ),
    }


def _root(name: str, inside: str) -> str:
    return f'{_DECLARATION}<w:{name} xmlns:w="{_W}" xmlns:r="{_R}">{inside}</w:{name}>\n'


# The package

_PACKAGE_LINKS = (
    ("document", f"{_R}/officeDocument", "word/document.xml"),
    ("core", f"{_PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
    ("app", f"{_R}/extended-properties", "docProps/app.xml"),
)
_APP = (
    f'{_DECLARATION}<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
    "<Application>cdiff</Application></Properties>\n"
)


def _content_types() -> str:
    types = {"/word/document.xml": f"{_WORD}.document.main+xml"}
    types |= {f"/word/{name}.xml": f"{_WORD}.{kind}+xml" for name, kind in _LINKED.items()}
    types["/docProps/core.xml"] = "application/vnd.openxmlformats-package.core-properties+xml"
    types["/docProps/app.xml"] = "application/vnd.openxmlformats-officedocument.extended-properties+xml"
    overrides = "".join(f'<Override PartName="{name}" ContentType="{kind}"/>' for name, kind in types.items())
    return (
        f'{_DECLARATION}<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>\n'
    )


def _relationships(links: Iterable[tuple[str, str, str]]) -> str:
    inside = "".join(f'<Relationship Id="{name}" Type="{kind}" Target="{to}"/>' for name, kind, to in links)
    return f'{_DECLARATION}<Relationships xmlns="{_PACKAGE}/relationships">{inside}</Relationships>\n'


def _core(title: str, properties: Mapping[str, str]) -> str:
    date = f'xsi:type="dcterms:W3CDTF">{properties["date"]}'
    return (
        f'{_DECLARATION}<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{shown(title)}</dc:title><dc:creator>{quoted(properties['author'])}</dc:creator>"
        f"<dcterms:created {date}</dcterms:created><dcterms:modified {date}</dcterms:modified>"
        "</cp:coreProperties>\n"
    )


# The settings and the section

_SETTINGS = (
    '<w:trackRevisions/><w:defaultTabStop w:val="567"/><w:footnotePr><w:footnote w:id="-1"/><w:footnote w:id="0"/>'
    '</w:footnotePr><w:compat><w:compatSetting w:name="compatibilityMode" '
    'w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>'
)
"""Tracking stays on, so that what the next person types is tracked too; mode 15 is Word since 2013."""


def _section(*, rtl: bool) -> str:
    """Write the page: A4, another head on the first one (17.6.17)."""
    return (
        '<w:sectPr><w:headerReference w:type="first" r:id="header1"/>'
        '<w:headerReference w:type="default" r:id="header2"/>'
        '<w:footerReference w:type="first" r:id="footer1"/><w:footerReference w:type="default" r:id="footer1"/>'
        '<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1418" w:right="1418" w:bottom="1418" w:left="1418" '
        f'w:header="709" w:footer="709" w:gutter="0"/><w:titlePg/>{"<w:bidi/>" if rtl else ""}</w:sectPr>'
    )


# The head

_FOOTER = (
    '<w:p><w:pPr><w:pStyle w:val="Footer"/></w:pPr><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r>'
    '<w:instrText xml:space="preserve"> PAGE </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    '<w:r><w:t>1</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
)


def _first_head(head: RedlineHead) -> str:
    lines = [("RedlineTitle", head.title)]
    lines += [("RedlineHead", line) for line in head.lines]
    lines += [("RedlineWarning", line) for line in head.warnings]
    return "".join(_line(style, text) for style, text in lines) + _line("Header", "")


def _line(style: str, text: str) -> str:
    bidi, look = ("<w:bidi/>", "<w:rPr><w:rtl/></w:rPr>") if turns(text) else ("", "")
    run = f'<w:r>{look}<w:t xml:space="preserve">{shown(text)}</w:t></w:r>' if text else ""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{bidi}</w:pPr>{run}</w:p>'


# The styles

_STEP = 794
"""1.4 centimetres, in twentieths of a point: a struck number and the new one stand before the words (`11.13.`)."""


def _styles(language: str) -> str:
    east = language if language.startswith(("zh", "ja", "ko")) else "zh-CN"
    turned = language if language.startswith(("ar", "he", "fa", "ur")) else "ar-SA"
    return (
        '<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" '
        'w:eastAsia="SimSun" w:cs="Times New Roman"/><w:sz w:val="22"/><w:szCs w:val="24"/>'
        f'<w:lang w:val="{language}" w:eastAsia="{east}" w:bidi="{turned}"/></w:rPr></w:rPrDefault>'
        '<w:pPrDefault><w:pPr><w:spacing w:after="120" w:line="264" w:lineRule="auto"/></w:pPr></w:pPrDefault>'
        "</w:docDefaults>"
        + _style("Normal", "Normal", based="")
        + _character("DefaultParagraphFont", "Default Paragraph Font", "", default=True)
        + "".join(_heading(level) for level in range(1, 5))
        + "".join(_depths())
        + _furniture()
    )


def _style(style: str, name: str, paragraph: str = "", run: str = "", based: str = "Normal") -> str:
    usual = "" if based else ' w:default="1"'
    return (
        f'<w:style w:type="paragraph"{usual} w:styleId="{style}"><w:name w:val="{name}"/>'
        + (f'<w:basedOn w:val="{based}"/>' if based else "")
        + ('<w:next w:val="Text1"/>' if style.startswith("Heading") else "")
        + "<w:qFormat/>"
        + (f"<w:pPr>{paragraph}</w:pPr>" if paragraph else "")
        + (f"<w:rPr>{run}</w:rPr>" if run else "")
        + "</w:style>"
    )


def _character(style: str, name: str, run: str, *, default: bool = False) -> str:
    usual = ' w:default="1"' if default else ""
    look = f"<w:rPr>{run}</w:rPr>" if run else ""
    return (
        f'<w:style w:type="character"{usual} w:styleId="{style}"><w:name w:val="{name}"/>'
        f'<w:uiPriority w:val="99"/>{look}</w:style>'
    )


def _heading(level: int) -> str:
    before, size, centre = ((0, 30, True), (360, 26, True), (300, 24, False), (240, 22, False))[level - 1]
    slant = "<w:i/><w:iCs/>" if level == 4 else ""
    return _style(
        f"Heading{level}",
        f"heading {level}",
        f'<w:keepNext/><w:keepLines/><w:spacing w:before="{before}" w:after="120"/>'
        + ('<w:jc w:val="center"/>' if centre else "")
        + f'<w:outlineLvl w:val="{level - 1}"/>',
        f'<w:b/><w:bCs/>{slant}<w:sz w:val="{size}"/><w:szCs w:val="{size + 2}"/>',
    )


def _depths() -> Iterable[str]:
    """Clauses by their depth: with a label, which hangs in front of the words, and without."""
    for depth in range(1, 5):
        left = depth * _STEP
        yield _style(f"Numbered{depth}", f"Numbered {depth}", f'<w:ind w:left="{left}" w:hanging="{_STEP}"/>')
        inset = left - _STEP if depth == 1 else left
        yield _style(f"Text{depth}", f"Text {depth}", f'<w:ind w:left="{inset}"/>')


def _furniture() -> str:
    sides = "".join(f'<w:{side} w:val="single" w:sz="6" w:space="6" w:color="7F7F7F"/>' for side in _SIDES)
    box = f'<w:pBdr>{sides}</w:pBdr><w:shd w:val="clear" w:color="auto" w:fill="F2F2F2"/><w:spacing w:after="40"/>'
    small = '<w:sz w:val="18"/><w:szCs w:val="20"/>'
    grey = f'<w:color w:val="595959"/>{small}'
    return (
        _style("RedlineTitle", "Redline Title", box, '<w:b/><w:bCs/><w:sz w:val="24"/><w:szCs w:val="26"/>')
        + _style("RedlineHead", "Redline Head", box, small)
        + _style("RedlineWarning", "Redline Warning", box, f'<w:b/><w:bCs/><w:color w:val="9C0006"/>{small}')
        + _style("Header", "header", '<w:spacing w:after="120"/>', grey)
        + _style("Footer", "footer", '<w:spacing w:after="0"/><w:jc w:val="center"/>', grey)
        + _style("FootnoteText", "footnote text", '<w:spacing w:after="40" w:line="240" w:lineRule="auto"/>', small)
        + _character("FootnoteReference", "footnote reference", '<w:vertAlign w:val="superscript"/>')
    )


_SIDES = ("top", "left", "bottom", "right")
