"""The names of OOXML, and the three shapes in which it says a value."""

from __future__ import annotations

from functools import cache

from cdiff.reading.xmlparts import Element

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
VML = "{urn:schemas-microsoft-com:vml}"

STRICT = (
    (b"http://purl.oclc.org/ooxml/wordprocessingml/main", _W),
    (b"http://purl.oclc.org/ooxml/officeDocument/math", M),
    (b"http://purl.oclc.org/ooxml/officeDocument/relationships", R),
    (b"http://purl.oclc.org/ooxml/drawingml/wordprocessingDrawing", WP),
    (b"http://purl.oclc.org/ooxml/drawingml/main", A),
)
"""The namespaces of ISO strict files, and what every other file calls them."""

_OFF = ("0", "false", "off")


@cache
def w(name: str) -> str:
    """Give the full name of a WordprocessingML element or attribute."""
    return _W + name


def local(element: Element) -> str:
    """Give an element's name without its namespace; empty where it is not of WordprocessingML."""
    tag = str(element.tag)
    return tag[len(_W) :] if tag.startswith(_W) else ""


def attribute(element: Element | None, name: str) -> str:
    """Give an attribute of WordprocessingML, or nothing."""
    return "" if element is None else str(element.get(w(name), ""))


def value(parent: Element | None, name: str) -> str:
    """Give the `w:val` of a child, or nothing."""
    return "" if parent is None else attribute(parent.find(w(name)), "val")


def number(parent: Element | None, name: str) -> int | None:
    """Give the `w:val` of a child as a number; none where it is not there or is no number."""
    return integer(value(parent, name))


def integer(text: str) -> int | None:
    """Read a number as an attribute holds it; none where it is none."""
    bare = text.strip()
    digits = bare.removeprefix("-")
    return int(bare) if digits.isascii() and digits.isdecimal() and len(digits) < 10 else None


def switch(parent: Element | None, name: str) -> bool | None:
    """Whether a child switches something on or off; none where it is not there."""
    child = None if parent is None else parent.find(w(name))
    return None if child is None else attribute(child, "val").lower() not in _OFF
