"""OpenDocument texts written by hand, as small as a test needs them."""

from __future__ import annotations

from cdiff.reading.zipped import ODT
from tests.read.docx_files import zipped

_O = "urn:oasis:names:tc:opendocument:xmlns:"
NAMESPACES = " ".join(
    f'xmlns:{prefix}="{name}"'
    for prefix, name in {
        "office": f"{_O}office:1.0",
        "text": f"{_O}text:1.0",
        "table": f"{_O}table:1.0",
        "draw": f"{_O}drawing:1.0",
        "style": f"{_O}style:1.0",
        "meta": f"{_O}meta:1.0",
        "fo": f"{_O}xsl-fo-compatible:1.0",
        "svg": f"{_O}svg-compatible:1.0",
        "dc": "http://purl.org/dc/elements/1.1/",
    }.items()
)
WHO = "<office:change-info><dc:creator>Ann</dc:creator><dc:date>2018-02-05T10:00:00</dc:date></office:change-info>"


def odt(body: str, automatic: str = "", named: str = "", furniture: str = "", **parts: str) -> bytes:
    """Write an OpenDocument text: its body, styles of two kinds, and the headers and footers of a page."""
    content = (
        f"<office:document-content {NAMESPACES}><office:automatic-styles>{automatic}</office:automatic-styles>"
        f"<office:body><office:text>{body}</office:text></office:body></office:document-content>"
    )
    styles = (
        f"<office:document-styles {NAMESPACES}><office:styles>{named}</office:styles><office:master-styles>"
        f"<style:master-page>{furniture}</style:master-page></office:master-styles></office:document-styles>"
    )
    return zipped({"mimetype": ODT, "content.xml": content, "styles.xml": styles, **parts})


def p(inside: str, style: str = "") -> str:
    """A paragraph."""
    return f'<text:p text:style-name="{style}">{inside}</text:p>'


def h(inside: str, level: int = 1, more: str = "") -> str:
    """A heading."""
    return f'<text:h text:outline-level="{level}" {more}>{inside}</text:h>'


def items(*paragraphs: str, more: str = "") -> str:
    """A list, one item for each of what is given."""
    inside = "".join(f"<text:list-item>{paragraph}</text:list-item>" for paragraph in paragraphs)
    return f"<text:list {more}>{inside}</text:list>"


def number(level: int, form: str, more: str = "", kind: str = "list-level-style-number") -> str:
    """A level of a list style."""
    return f'<text:{kind} text:level="{level}" style:num-format="{form}" {more}/>'


def list_style(name: str, *levels: str) -> str:
    """A list style."""
    return f'<text:list-style style:name="{name}">{"".join(levels)}</text:list-style>'


def look(name: str, properties: str, family: str = "text", more: str = "") -> str:
    """A style for words."""
    return (
        f'<style:style style:name="{name}" style:family="{family}" {more}>'
        f"<style:text-properties {properties}/></style:style>"
    )


def tracked(*regions: str) -> str:
    """The tracked changes of a document."""
    return f"<text:tracked-changes>{''.join(regions)}</text:tracked-changes>"


def came(identity: str) -> str:
    """An insertion."""
    return f'<text:changed-region xml:id="{identity}"><text:insertion>{WHO}</text:insertion></text:changed-region>'


def went(identity: str, *paragraphs: str) -> str:
    """A deletion and what it took out."""
    inside = "".join(paragraphs)
    return (
        f'<text:changed-region xml:id="{identity}"><text:deletion>{WHO}{inside}</text:deletion></text:changed-region>'
    )


def between(identity: str, inside: str) -> str:
    """What an insertion put in."""
    return f'<text:change-start text:change-id="{identity}"/>{inside}<text:change-end text:change-id="{identity}"/>'


def here(identity: str) -> str:
    """Where a deletion took out."""
    return f'<text:change text:change-id="{identity}"/>'
