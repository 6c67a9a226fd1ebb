"""The names of OpenDocument."""

from __future__ import annotations

from cdiff.reading.xmlparts import Element

_O = "urn:oasis:names:tc:opendocument:xmlns:"
OFFICE = f"{{{_O}office:1.0}}"
TEXT = f"{{{_O}text:1.0}}"
TABLE = f"{{{_O}table:1.0}}"
DRAW = f"{{{_O}drawing:1.0}}"
STYLE = f"{{{_O}style:1.0}}"
META = f"{{{_O}meta:1.0}}"
FO = f"{{{_O}xsl-fo-compatible:1.0}}"
SVG = f"{{{_O}svg-compatible:1.0}}"
LOEXT = "{urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0}"
DC = "{http://purl.org/dc/elements/1.1/}"
XML_ID = "{http://www.w3.org/XML/1998/namespace}id"


def get(element: Element, name: str) -> str:
    """Give an attribute by its full name, or nothing."""
    return str(element.get(name, ""))


def number(text: str) -> int | None:
    """Read a whole number; none where it is none."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else None


def name_of(element: Element) -> str:
    """Give an element's full name."""
    return str(element.tag)
