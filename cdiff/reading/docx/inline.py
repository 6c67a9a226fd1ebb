"""A paragraph taken apart: its runs in reading order, each piece with what holds around it.

Everything is walked with a stack of its own, so that no depth of nesting can exhaust Python's.
"""

from __future__ import annotations

from collections.abc import Iterator

from cdiff.reading.docx.atoms import (
    TRACKED,
    Atom,
    Box,
    CommentEdge,
    NoteKind,
    NoteMark,
    Odd,
    PageTurn,
    Words,
    tracked,
)
from cdiff.reading.docx.fields import Fields, is_index
from cdiff.reading.docx.names import MC, VML, WP, A, M, attribute, local, w
from cdiff.reading.docx.symbols import spelled, symbol
from cdiff.reading.office.around import INDEX, PICTURE, RUBY, Around
from cdiff.reading.xmlparts import Element, text_of

_WRAPPERS = frozenset(("hyperlink", "smartTag", "sdt", "sdtContent", "customXml", "bdo", "dir", "fldSimple", "p"))
_SIGNS = {"tab": "\t", "ptab": "\t", "br": " ", "cr": " ", "noBreakHyphen": "-", "softHyphen": "\u00ad"}
_COMMENT_EDGES = {"commentRangeStart": True, "commentRangeEnd": False}
_NOTES: dict[str, NoteKind] = {"footnoteReference": "footnote", "endnoteReference": "endnote"}
_UNREAD = {"chart": "a chart", "diagram": "a diagram"}
_ART = "text drawn as a shape"


def branch(alternatives: Element) -> Element | None:
    """Choose one of the versions that a newer and an older Word may show: the first that has text."""
    branches = [child for child in alternatives if child.tag in (MC + "Choice", MC + "Fallback")]
    told = (each for each in branches if any(text_of(text).strip() for text in each.iter(w("t"), M + "t")))
    return next(told, branches[0] if branches else None)


def atoms(paragraph: Element, fields: Fields, around: Around) -> Iterator[Atom]:
    """Take a paragraph apart."""
    stack = [(child, around) for child in reversed(paragraph)]
    while stack:
        element, holds = stack.pop()
        name = local(element)
        if name == "r":
            yield from _run(element, fields, holds)
        elif name in _COMMENT_EDGES:
            yield CommentEdge(attribute(element, "id"), _COMMENT_EDGES[name])
        elif name == "altChunk":
            yield Odd("a part in another format (altChunk) is not read")
        elif name == "ruby" or element.tag == M + "r":
            yield from _special(element, fields, holds)
        else:
            stack += [(child, inner) for child, inner in _deeper(element, name, holds)]


def _deeper(element: Element, name: str, holds: Around) -> Iterator[tuple[Element, Around]]:
    """Give the children to walk on with, the last one first."""
    if name in TRACKED:
        holds = holds.inside(tracked(element))
    elif name == "fldSimple" and is_index(attribute(element, "instr")):
        holds = Around(holds.changes, INDEX)
    elif element.tag == MC + "AlternateContent":
        chosen = branch(element)
        element = element if chosen is None else chosen
    elif name not in _WRAPPERS and not str(element.tag).startswith(M):
        return
    for child in reversed(element):
        yield child, holds


def _special(element: Element, fields: Fields, holds: Around) -> Iterator[Atom]:
    if element.tag == M + "r":
        text = "".join(text_of(text) for text in element.iterchildren(M + "t", w("t"), w("delText")))
        yield _words(text, element.find(w("rPr")), fields, holds)
        return
    for part in element:
        inner = Around(holds.changes, RUBY) if local(part) == "rt" else holds
        for run in part.iter(w("r")):
            yield from _run(run, fields, inner)


def _words(text: str, properties: Element | None, fields: Fields, holds: Around) -> Words:
    aside = holds.aside or fields.aside
    return Words(text, properties, Around(holds.changes, aside) if aside else holds)


def _run(run: Element, fields: Fields, holds: Around) -> Iterator[Atom]:
    properties = run.find(w("rPr"))
    custom: NoteMark | None = None
    stack = list(reversed(run))
    while stack:
        element = stack.pop()
        name = local(element)
        if element.tag == MC + "AlternateContent":
            chosen = branch(element)
            stack += [] if chosen is None else reversed(chosen)
        elif name in _NOTES and attribute(element, "customMarkFollows") in ("1", "true", "on"):
            custom = NoteMark(_NOTES[name], attribute(element, "id"), "", holds)
        else:
            for atom in _piece(element, name, properties, fields, holds):
                if custom and isinstance(atom, Words):
                    custom = NoteMark(custom.kind, custom.id, custom.custom + atom.text, holds)
                else:
                    yield atom
    if custom:
        yield custom


def _piece(element: Element, name: str, properties: Element | None, fields: Fields, holds: Around) -> Iterator[Atom]:
    if name in ("t", "delText"):
        yield _words(_text(element, properties), properties, fields, holds)
    elif name in _SIGNS:
        yield _words(_SIGNS[name], properties, fields, holds)
    elif name == "sym":
        yield from _symbol(element, properties, fields, holds)
    elif name in _NOTES:
        yield NoteMark(_NOTES[name], attribute(element, "id"), "", holds)
    elif name in ("fldChar", "instrText", "delInstrText"):
        yield from _field(element, name, fields)
    elif name == "lastRenderedPageBreak":
        yield PageTurn()
    elif name == "ruby":
        yield from _special(element, fields, holds)
    elif name in ("drawing", "pict", "object"):
        yield from _drawing(element, holds)


def _text(element: Element, properties: Element | None) -> str:
    text = text_of(element)
    if text.isascii() or properties is None:
        return text
    fonts = properties.find(w("rFonts"))
    return spelled(attribute(fonts, "ascii") or attribute(fonts, "hAnsi"), text)


def _symbol(element: Element, properties: Element | None, fields: Fields, holds: Around) -> Iterator[Atom]:
    font, place = attribute(element, "font"), attribute(element, "char")
    try:
        sign = symbol(font, int(place, 16))
    except ValueError:
        sign = ""
    if not sign:
        yield Odd(f"the sign {place} of the font {font} has no character; it is read as \ufffd")
    yield _words(sign or "\ufffd", properties, fields, holds)


def _field(element: Element, name: str, fields: Fields) -> Iterator[Atom]:
    if name != "fldChar":
        fields.instruct(text_of(element))
        return
    unstored = fields.turn(attribute(element, "fldCharType"))
    if unstored:
        yield Odd(f"a number that a {unstored} field makes is not stored in the file; it is missing here")


def _drawing(drawing: Element, holds: Around) -> Iterator[Atom]:
    """Find the text boxes of a drawing, each once; what is drawn otherwise has no text that could be read."""
    stack = [drawing]
    boxes = 0
    while stack:
        element = stack.pop()
        if element.tag == w("txbxContent"):
            boxes += 1
            yield Box(element, holds)
        elif element.tag == MC + "AlternateContent":
            chosen = branch(element)
            stack += [] if chosen is None else [chosen]
        else:
            yield from _drawn(element, holds)
            stack += reversed(element)
    description = next(drawing.iter(WP + "docPr"), None)
    told = "" if description is None else str(description.get("descr", "")).strip()
    if told and not boxes:
        yield Words(told, None, Around(holds.changes, PICTURE))


def _drawn(element: Element, holds: Around) -> Iterator[Atom]:
    if element.tag == VML + "textpath":
        yield Words(str(element.get("string", "")), None, Around(holds.changes, _ART))
    elif element.tag == A + "graphicData":
        uri = str(element.get("uri", ""))
        what = next((what for word, what in _UNREAD.items() if uri.rstrip("/").endswith(word)), "")
        if what:
            yield Odd(f"{what} is not read; its text is missing here")
    elif str(element.tag).endswith("}OLEObject"):
        yield Odd("an embedded object is not read; its text is missing here")
