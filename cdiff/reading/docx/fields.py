"""Fields: what Word computes. Their results are text; their instructions are not.

A field may run over many paragraphs and hold others, so its state lives as long as the story.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from cdiff.reading.docx.names import attribute, w
from cdiff.reading.office.around import INDEX
from cdiff.reading.xmlparts import Element

_INDEXES = ("TOC", "INDEX", "TOA")
_UNSTORED = ("LISTNUM", "AUTONUM", "AUTONUMLGL", "AUTONUMOUT")
CODE = "the instruction of a field"


@dataclass(slots=True)
class _Field:
    instruction: str = ""
    has_result: bool = False

    @property
    def name(self) -> str:
        words = self.instruction.split(maxsplit=1)
        return words[0].upper() if words else ""


@dataclass(slots=True)
class Fields:
    """The fields that are open at a place of a story."""

    trusted: bool = True
    """As many fields end as begin; where they do not, nothing is taken for an instruction."""
    _open: list[_Field] = field(default_factory=list)

    def turn(self, kind: str) -> str:
        """Pass the beginning, the middle or the end of a field; give the name of one whose result is not stored."""
        if kind == "begin":
            self._open.append(_Field())
        elif kind == "separate" and self._open:
            self._open[-1].has_result = True
        elif kind == "end" and self._open:
            name = self._open.pop().name
            return name if name in _UNSTORED else ""
        return ""

    def instruct(self, text: str) -> None:
        """Pass a piece of an instruction."""
        if self._open:
            self._open[-1].instruction += text

    @property
    def aside(self) -> str:
        """Why text at this place is not of the draft; empty where it is."""
        if not self.trusted:
            return ""
        for each in self._open:
            if not each.has_result:
                return CODE
            if each.name in _INDEXES:
                return INDEX
        return ""


def fields_of(story: Element) -> Fields:
    """Start at the beginning of a story."""
    kinds = [attribute(turn, "fldCharType") for turn in story.iter(w("fldChar"))]
    return Fields(kinds.count("begin") == kinds.count("end"))


def is_index(instruction: str) -> bool:
    """Whether a field makes a table of contents or an index."""
    return _Field(instruction).name in _INDEXES
