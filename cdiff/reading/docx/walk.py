"""The blocks of a story in reading order: paragraphs through tables row by row, content controls and wrappers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from cdiff.reading.docx.atoms import TRACKED, tracked, tracked_in
from cdiff.reading.docx.inline import branch
from cdiff.reading.docx.names import MC, M, local, value, w
from cdiff.reading.office.around import INDEX, Around
from cdiff.reading.xmlparts import Element

_WRAPPERS = frozenset(("sdtContent", "customXml", "smartTag", "tbl", "bdo", "dir", "txbxContent"))


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph, and what holds around it."""

    element: Element
    around: Around


@dataclass(frozen=True, slots=True)
class Edge:
    """Where nothing is joined across: the start and end of a cell, a table or a story."""


@dataclass(frozen=True, slots=True)
class CellEnd(Edge):
    """Where a cell of a table ends."""


@dataclass(frozen=True, slots=True)
class RowStart(Edge):
    """Where a row of a table starts."""


@dataclass(frozen=True, slots=True)
class RowEnd(Edge):
    """Where a row of a table ends."""


@dataclass(frozen=True, slots=True)
class Foreign:
    """A part in another format, which is not read."""


_NONE: Mapping[Element, str] = {}
Step = Paragraph | Edge | Foreign
_ENDS = {"tc": CellEnd(), "tr": RowEnd(), "tbl": Edge()}


def walk(story: Element, around: Around, asides: Mapping[Element, str] = _NONE) -> Iterator[Step]:
    """Go through a story: the body, a note, a header, a text box; what is in `asides` is set aside, with the reason."""
    stack: list[tuple[Element, Around] | Edge] = [(child, around) for child in reversed(story)]
    while stack:
        top = stack.pop()
        if isinstance(top, Edge):
            yield top
            continue
        element, holds = top
        holds = holds.beside(asides.get(element, ""))
        name = local(element)
        if name == "p" or element.tag in (M + "oMathPara", M + "oMath"):
            yield Paragraph(element, holds)
        elif name == "altChunk":
            yield Foreign()
        elif name in _ENDS:
            yield RowStart() if name == "tr" else Edge()
            stack.append(_ENDS[name])
            stack += _deeper(element, name, holds)
        else:
            stack += _deeper(element, name, holds)
    yield Edge()


def _deeper(element: Element, name: str, holds: Around) -> list[tuple[Element, Around]]:
    """Give the children to walk on with, the last one first."""
    if name in TRACKED:
        holds = holds.inside(tracked(element))
    elif name in ("tr", "tc"):
        holds = holds.inside(*tracked_in(element.find(w(f"{name}Pr"))))
    elif name == "sdt":
        holds = Around(holds.changes, INDEX) if _is_index(element) else holds
    elif element.tag == MC + "AlternateContent":
        chosen = branch(element)
        return [] if chosen is None else [(child, holds) for child in reversed(chosen)]
    elif name not in _WRAPPERS:
        return []
    return [(child, holds) for child in reversed(element)]


def _is_index(control: Element) -> bool:
    part = control.find(f"{w('sdtPr')}/{w('docPartObj')}")
    return value(part, "docPartGallery") == "Table of Contents"
