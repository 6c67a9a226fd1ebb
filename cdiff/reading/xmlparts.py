"""Safe parsing of untrusted XML: bytes → a tree, with nothing that reaches out, expands or nests without end.

Why lxml: it keeps order, parents and namespaces, is fast over the half million elements of a long draft,
and libxml2 bounds depth and text size itself. Rejected: python-docx (no computed numbers, tracked changes and
text boxes out of reach), docx2python (numbers, but tracked changes only as accepted and without authors),
odfpy (a tree of its own that counts no lists), and the standard library's ElementTree (no bound on depth, no
namespaces kept).
"""

from __future__ import annotations

from lxml import etree

from cdiff.core.errors import ReadError
from cdiff.reading.options import Limits

Element = etree._Element

_DEEP = 256
"""The depth at which libxml2 stops by itself."""
_MARKUP = 3
"""Tags and attributes allowed for each block allowed: what bounds the memory of a tree."""
_SMALL = 100_000
"""So many are always allowed."""


def parse_xml(data: bytes, name: str, part: str, limits: Limits) -> Element:
    """Parse a part of a file; `name` and `part` stand for the file and the part in messages.

    Raises `ReadError` for what is not well-formed, has a document type, is nested too deep, or is too much.
    """
    if b"<!DOCTYPE" in data or b"<!ENTITY" in data:
        raise ReadError(f"{name}: {part} has a document type (DTD), which office files never need; refused")
    most = max(limits.blocks * _MARKUP, _SMALL)
    if data.count(b"<") + data.count(b"=") > most:
        raise ReadError(f"{name}: {part} has more than {most:,} tags and attributes; raise the limit on blocks")
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=limits.depth > _DEEP,
        remove_comments=True,
        remove_pis=True,
        collect_ids=False,
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise ReadError(_complaint(str(error.msg), name, part, limits)) from None
    if root.getroottree().docinfo.internalDTD is not None:
        raise ReadError(f"{name}: {part} has a document type (DTD), which office files never need; refused")
    if limits.depth != _DEEP and root.xpath(f"boolean({'/*' * (limits.depth + 1)})"):
        raise ReadError(_complaint("Excessive depth", name, part, limits))
    return root


def _complaint(message: str, name: str, part: str, limits: Limits) -> str:
    if "xcessive depth" in message:
        return f"{name}: {part} is nested deeper than {min(limits.depth, _DEEP)} elements; refused"
    return f"{name}: {part} is not well-formed XML ({message})"


def text_of(element: Element) -> str:
    """Return all the text inside an element, as it stands."""
    return "".join(str(piece) for piece in element.itertext())
