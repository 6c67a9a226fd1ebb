"""OOXML: the parts of a Word file, how they refer to each other, and the names and values of their elements.

Only relationships inside the archive are followed; what points outside is never fetched.
"""

from __future__ import annotations

import posixpath
from functools import cache

from cdiff.core.errors import ReadError
from cdiff.core.records import record
from cdiff.reading.options import Limits
from cdiff.reading.xmlparts import Element, parse_xml
from cdiff.reading.zipped import Archive

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
    """Return the full name of a WordprocessingML element or attribute."""
    return _W + name


def local(element: Element) -> str:
    """Return an element's name without its namespace; empty where it is not of WordprocessingML."""
    tag = str(element.tag)
    return tag[len(_W) :] if tag.startswith(_W) else ""


def attribute(element: Element | None, name: str) -> str:
    """Return an attribute of WordprocessingML, or nothing."""
    return "" if element is None else str(element.get(w(name), ""))


def value(parent: Element | None, name: str) -> str:
    """Return the `w:val` of a child, or nothing."""
    return "" if parent is None else attribute(parent.find(w(name)), "val")


def number(parent: Element | None, name: str) -> int | None:
    """Return the `w:val` of a child as a number; none where it is not there or is no number."""
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


_RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"


@record
class Relationship:
    """What a part points to."""

    id: str
    kind: str
    """The last word of its type: `footnotes`, `header`, `officeDocument`."""
    target: str
    """The full name of the part; empty for one outside of the file."""
    address: str = ""
    """Where it lies as the file says it."""


class Package:
    """A Word file as its parts."""

    def __init__(self, data: bytes, name: str, limits: Limits) -> None:
        """Open it and find its main part. Raises `ReadError` where there is none."""
        self.archive = Archive(data, name, limits)
        self.name = name
        self.limits = limits
        mains = (each.target for each in self.relations_of("") if each.kind == "officeDocument")
        self.main = next((part for part in (*mains, "word/document.xml") if part in self.archive), "")
        if not self.main:
            raise ReadError(f"{name}: there is no Word document inside (word/document.xml is missing)")
        self.relations = {relation.id: relation for relation in self.relations_of(self.main)}
        self._trees: dict[str, Element] = {}

    @property
    def is_strict(self) -> bool:
        """Whether it is saved as Strict Open XML, whose namespaces are other ones than it is parsed with."""
        return STRICT[0][0] in self.archive.bytes(self.main)

    def relations_of(self, part: str) -> list[Relationship]:
        """List what a part points to; the part named "" is the file itself."""
        folder, file = posixpath.split(part)
        listing = posixpath.join(folder, "_rels", f"{file}.rels")
        if listing not in self.archive:
            return []
        found = self.archive.xml(listing).iter(_RELATIONSHIP)
        return [_relation(element, folder) for element in found]

    def related(self, kind: str) -> Element | None:
        """Parse the part that the main one points to as its footnotes, styles …; none where there is none."""
        name = self.part(kind)
        return self.parsed(name) if name else None

    def part(self, kind: str) -> str:
        """Name the part that the main one points to as its footnotes, styles …; empty where there is none."""
        named = (each.target for each in self.relations.values() if each.kind == kind and each.target in self.archive)
        return next(named, "")

    def parsed(self, part: str) -> Element:
        """Parse a part, once, the namespaces of strict files turned into the usual ones."""
        if part not in self._trees:
            self._trees[part] = self._parsed(part)
        return self._trees[part]

    def _parsed(self, part: str) -> Element:
        data = self.archive.bytes(part)
        for strict, usual in STRICT:
            data = data.replace(strict, usual[1:-1].encode())
        return parse_xml(data, self.name, part, self.limits)


def _relation(element: Element, folder: str) -> Relationship:
    kind = str(element.get("Type", "")).rsplit("/", 1)[-1]
    address = target = str(element.get("Target", ""))
    if str(element.get("TargetMode", "")).lower() == "external":
        target = ""
    elif target.startswith("/"):
        target = target.lstrip("/")
    else:
        target = posixpath.normpath(posixpath.join(folder, target))
    return Relationship(str(element.get("Id", "")), kind, target, address)
