"""The parts of a Word file and how they point to each other.

Only relationships inside the archive are followed; what points outside is never fetched.
"""

from __future__ import annotations

import posixpath
from dataclasses import dataclass

from cdiff.core.errors import ReadError
from cdiff.reading.docx.names import STRICT
from cdiff.reading.options import Limits
from cdiff.reading.xmlparts import Element, parse_xml
from cdiff.reading.zipped import Archive

_RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"


@dataclass(frozen=True, slots=True)
class Relation:
    """What a part points to."""

    id: str
    kind: str
    """The last word of its type: `footnotes`, `header`, `officeDocument`."""
    target: str
    """The full name of the part; empty for one outside of the file."""


class Package:
    """A Word file as its parts."""

    def __init__(self, data: bytes, name: str, limits: Limits) -> None:
        """Open it and find its main part. Raises `ReadError` where there is none."""
        self.archive = Archive(data, name, limits)
        self.name = name
        self.limits = limits
        self.main = self._main()
        self.relations = {relation.id: relation for relation in self.relations_of(self.main)}

    def _main(self) -> str:
        for relation in self.relations_of(""):
            if relation.kind == "officeDocument" and relation.target in self.archive:
                return relation.target
        if "word/document.xml" in self.archive:
            return "word/document.xml"
        raise ReadError(f"{self.name}: there is no Word document inside (word/document.xml is missing)")

    def relations_of(self, part: str) -> list[Relation]:
        """List what a part points to; the part named "" is the file itself."""
        folder, file = posixpath.split(part)
        listing = posixpath.join(folder, "_rels", f"{file}.rels")
        if listing not in self.archive:
            return []
        found = self.archive.xml(listing).iter(_RELATIONSHIP)
        return [_relation(element, folder) for element in found]

    def related(self, kind: str) -> Element | None:
        """Parse the part that the main one points to as its footnotes, styles …; none where there is none."""
        for relation in self.relations.values():
            if relation.kind == kind and relation.target in self.archive:
                return self.parsed(relation.target)
        return None

    def parsed(self, part: str) -> Element:
        """Parse a part, the namespaces of strict files turned into the usual ones."""
        data = self.archive.bytes(part)
        for strict, usual in STRICT:
            data = data.replace(strict, usual[1:-1].encode())
        return parse_xml(data, self.name, part, self.limits)


def _relation(element: Element, folder: str) -> Relation:
    kind = str(element.get("Type", "")).rsplit("/", 1)[-1]
    target = str(element.get("Target", ""))
    if str(element.get("TargetMode", "")).lower() == "external":
        target = ""
    elif target.startswith("/"):
        target = target.lstrip("/")
    else:
        target = posixpath.normpath(posixpath.join(folder, target))
    return Relation(str(element.get("Id", "")), kind, target)
