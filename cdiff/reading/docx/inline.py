"""A paragraph taken apart: its runs, note marks, fields and text boxes in reading order, each with its context.

Everything is walked with a stack of its own, so that no depth of nesting can exhaust Python's. A field, which is
what Word computes, may run over many paragraphs and hold others, so its state lives as long as the story: its
result is text, its instruction is not.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Literal

from cdiff.core.model import UnreadKind
from cdiff.core.records import field, record, replace
from cdiff.reading.docx.ooxml import MC, VML, WP, A, M, attribute, integer, local, number, switch, value, w
from cdiff.reading.office import ART, INDEX, PICTURE, RUBY, TextContext, TrackedChange
from cdiff.reading.paragraphs import BREAK
from cdiff.reading.positions import subscript, superscript
from cdiff.reading.xmlparts import Element, text_of

_SYMBOL = " !∀#∃%&∋()∗+,−./0123456789:;<=>?≅ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ[∴]⊥_‾αβχδεφγηιϕκλμνοπθρστυϖωξψζ{|}∼"
_SYMBOL_HIGH = "€ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…⏐⎯↵ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓◊〈®©™∑⎛⎜⎝⎡⎢⎣⎧⎨⎩⎪ 〉∫⌠⎮⌡⎞⎟⎠⎤⎥⎦⎫⎬⎭"
_FIRST, _LAST = "\uf020", "\uf0ff"
"""The private-use range in which Word stores the characters of a symbol font."""
_WINGDINGS = {
    0x6C: "●", 0x6E: "■", 0x6F: "□", 0x71: "❑", 0x72: "❒", 0x76: "❖", 0x9F: "•", 0xA7: "▪", 0xA8: "☐",
    0xD8: "➢", 0xDF: "←", 0xE0: "→", 0xE1: "↑", 0xE2: "↓", 0xE8: "➔", 0xFB: "✗", 0xFC: "✓", 0xFD: "☒", 0xFE: "☑",
}  # fmt: skip


def symbol(font: str, place: int) -> str:
    """Return the character at a place of a font; empty where it is not known."""
    name = font.lower()
    if name.startswith("symbol"):
        return _in_symbol(place & 0xFF)
    if name == "wingdings":
        return _WINGDINGS.get(place & 0xFF, "")
    return chr(place) if 0x20 <= place < 0xD800 else ""


def _in_symbol(place: int) -> str:
    if 0x20 <= place < 0x20 + len(_SYMBOL):
        return _SYMBOL[place - 0x20]
    if 0xA0 <= place < 0xA0 + len(_SYMBOL_HIGH):
        return _SYMBOL_HIGH[place - 0xA0].strip()
    return ""


def spelled(font: str, text: str) -> str:
    """Replace the private-use characters of a symbol font; unknown ones stay."""
    if not any(_FIRST <= letter <= _LAST for letter in text):
        return text
    return "".join(symbol(font, ord(letter)) or letter if _FIRST <= letter <= _LAST else letter for letter in text)


_OPS: dict[str, Literal["insert", "delete"]] = {
    "ins": "insert",
    "moveTo": "insert",
    "cellIns": "insert",
    "del": "delete",
    "moveFrom": "delete",
    "cellDel": "delete",
}
TRACKED = frozenset(_OPS)
"""The elements that mark what they hold, or the mark they stand in, as inserted or deleted."""

NoteKind = Literal["footnote", "endnote"]


def tracked(element: Element) -> TrackedChange:
    """Read one of the `TRACKED` elements."""
    return TrackedChange(_OPS[local(element)], attribute(element, "author"), attribute(element, "date"))


def tracked_in(holder: Element | None) -> tuple[TrackedChange, ...]:
    """Read the tracked changes among the properties of a paragraph mark, a row or a cell."""
    return () if holder is None else tuple(tracked(child) for child in holder if local(child) in TRACKED)


@record
class TextRun:
    """Characters of one run."""

    text: str
    properties: Element | None
    around: TextContext
    element: Element | None = None
    """What holds them in the file: `w:t`, `w:tab`, `w:sym` …; none for what several elements make, as a formula."""


@record
class NoteMark:
    """The mark of a footnote or endnote."""

    kind: NoteKind
    id: str
    custom: str
    """The mark that the author typed instead of a number; else empty."""
    around: TextContext
    element: Element


@record
class TextBox:
    """A text box anchored in the paragraph."""

    content: Element
    around: TextContext


@record
class CommentEdge:
    """Where the words that a comment is about start, or end."""

    id: str
    opens: bool


@record
class PageBreak:
    """Where Word last began a new page."""


@record
class NotRead:
    """Something that is not read, or not as it looks."""

    message: str
    kind: UnreadKind = "part"


@record
class ListNumber:
    """A LISTNUM field: a number of a list that stands within a paragraph."""

    instruction: str
    around: TextContext


Atom = TextRun | NoteMark | TextBox | CommentEdge | PageBreak | NotRead | ListNumber


_INDEXES = ("TOC", "INDEX", "TOA")
_UNSTORED = ("AUTONUM", "AUTONUMLGL", "AUTONUMOUT")
_BUTTONS = ("MACROBUTTON", "GOTOBUTTON")
CODE = "the instruction of a field"


@record(frozen=False)
class _ComplexField:
    instruction: str = ""
    form: Element | None = None
    """What a form field stores of itself."""
    has_result: bool = False
    result: str = ""

    @property
    def name(self) -> str:
        words = self.instruction.split(maxsplit=1)
        return words[0].upper() if words else ""


@record(frozen=False)
class FieldStack:
    """The fields that are open at a place of a story."""

    trusted: bool = True
    """As many fields end as begin; where they do not, nothing is taken for an instruction."""
    _open: list[_ComplexField] = field(default_factory=list)

    def turn(self, kind: str, form: Element | None) -> _ComplexField | None:
        """Enter the beginning, the middle or the end of a field; return the field that ends."""
        if kind == "begin":
            self._open.append(_ComplexField(form=form))
        elif kind == "separate" and self._open:
            self._open[-1].has_result = True
        elif kind == "end" and self._open:
            return self._open.pop()
        return None

    def show(self, text: str) -> None:
        """Add words of a result."""
        if self._open and self._open[-1].has_result:
            self._open[-1].result += text

    def instruct(self, text: str) -> None:
        """Add a piece of an instruction."""
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


def fields_of(story: Element) -> FieldStack:
    """Start at the beginning of a story."""
    kinds = [attribute(turn, "fldCharType") for turn in story.iter(w("fldChar"))]
    return FieldStack(kinds.count("begin") == kinds.count("end"))


def _displayed(field: _ComplexField) -> str:
    """Return what Word displays for a field whose display is not among the runs of the text; else nothing."""
    form, words = field.form, field.instruction.split()
    if field.name == "FORMCHECKBOX":
        box = None if form is None else form.find(w("checkBox"))
        ticked = switch(box, "checked")
        return "☒" if (switch(box, "default") if ticked is None else ticked) else "☐"
    if field.result.strip():
        return ""
    if field.name == "FORMDROPDOWN" and form is not None:
        drop = form.find(w("ddList"))
        entries = [] if drop is None else [attribute(entry, "val") for entry in drop.iterchildren(w("listEntry"))]
        chosen = number(drop, "result") or number(drop, "default") or 0
        return entries[chosen] if 0 <= chosen < len(entries) else ""
    if field.name == "FORMTEXT" and form is not None:
        return value(form.find(w("textInput")), "default")
    if field.name in _BUTTONS:
        return " ".join(words[2:])
    if field.name == "SYMBOL" and len(words) > 1:
        place = words[1].lower()
        at = int(place, 16) if re.fullmatch(r"0x[0-9a-f]{1,6}", place) else integer(place) or 0
        font = re.search(r'\\f\s+"?([^"\\]+)', field.instruction)
        return symbol(font[1].strip() if font else "", at) or "\ufffd"
    if field.name == "QUOTE":
        quoted = re.search(r'"([^"]*)"', field.instruction)
        return quoted[1] if quoted else ""
    if field.name == "EQ":
        parts = re.fullmatch(r"\s*EQ\s+\\f\s*\(([^,;()]*)[,;]([^,;()]*)\)\s*", field.instruction, re.IGNORECASE)
        return f"{parts[1].strip()}/{parts[2].strip()}" if parts else " ".join(words[1:])
    return ""


def is_index(instruction: str) -> bool:
    """Whether a field makes a table of contents or an index."""
    return _ComplexField(instruction).name in _INDEXES


_WRAPPERS = frozenset(("hyperlink", "smartTag", "sdt", "sdtContent", "customXml", "bdo", "dir", "fldSimple", "p"))
_SIGNS = {"tab": "\t", "ptab": "\t", "cr": BREAK, "noBreakHyphen": "-", "softHyphen": "\u00ad"}
_COMMENT_EDGES = {"commentRangeStart": True, "commentRangeEnd": False}
_NOTES: dict[str, NoteKind] = {"footnoteReference": "footnote", "endnoteReference": "endnote"}
_UNREAD = {"chart": "a chart", "diagram": "a diagram"}


def branch(alternatives: Element) -> Element | None:
    """Choose one of the versions that a newer and an older Word may show: the first that has text."""
    branches = [child for child in alternatives if child.tag in (MC + "Choice", MC + "Fallback")]
    told = (each for each in branches if any(text_of(text).strip() for text in each.iter(w("t"), M + "t")))
    return next(told, branches[0] if branches else None)


def atoms(paragraph: Element, fields: FieldStack, around: TextContext) -> Iterator[Atom]:
    """Take a paragraph apart."""
    first: list[Element | str] = formula(paragraph) if str(paragraph.tag).startswith(M) else [*paragraph]
    stack: list[tuple[Element | str, TextContext]] = [(child, around) for child in reversed(first)]
    while stack:
        element, holds = stack.pop()
        if isinstance(element, str):
            yield _words(element, None, fields, holds)
            continue
        name = local(element)
        if name == "r":
            yield from _run(element, fields, holds)
        elif name in _COMMENT_EDGES:
            yield CommentEdge(attribute(element, "id"), _COMMENT_EDGES[name])
        elif name == "altChunk":
            yield NotRead("a part in another format (altChunk) is not read")
        elif name == "ruby" or element.tag == M + "r":
            yield from _special(element, fields, holds)
        else:
            stack += [(child, inner) for child, inner in _deeper(element, name, holds)]


def _deeper(element: Element, name: str, holds: TextContext) -> Iterator[tuple[Element | str, TextContext]]:
    """Return the children to walk on with, the last one first."""
    if str(element.tag).startswith(M):
        yield from ((child, holds) for child in reversed(formula(element)))
        return
    if name in TRACKED:
        holds = holds.inside(tracked(element))
    elif name == "fldSimple" and is_index(attribute(element, "instr")):
        holds = TextContext(holds.changes, INDEX)
    elif element.tag == MC + "AlternateContent":
        chosen = branch(element)
        element = element if chosen is None else chosen
    elif name not in _WRAPPERS:
        return
    for child in reversed(element):
        yield child, holds


def formula(element: Element) -> list[Element | str]:  # one case for each kind of element
    """Write an element of the equation editor in one line: its parts in order, with what their places mean."""
    kind = str(element.tag).removeprefix(M)
    properties = element.find(f"{M}{kind}Pr")

    def said(name: str, otherwise: str) -> str:
        child = None if properties is None else properties.find(M + name)
        return otherwise if child is None else str(child.get(M + "val", otherwise))

    def group(name: str, *, before: str = "", bare: bool = False) -> list[Element | str]:
        part = element.find(M + name)
        text = "" if part is None else "".join(text_of(each) for each in part.iter(M + "t"))
        if part is None or not text.strip():
            return []
        if before and text.isdecimal() and next(part.iter(*map(w, TRACKED)), None) is None:
            return [superscript(text, "") if before == "^" else subscript(text, "")]
        inside: list[Element | str] = [part] if bare or text.strip().isalnum() else ["(", part, ")"]
        return [before, *inside] if before else inside

    def joined(parts: Iterable[Element], between: str) -> list[Element | str]:
        return [piece for at, part in enumerate(parts) for piece in ((between, part) if at else (part,))]

    if kind == "f":
        return [*group("num"), "" if said("type", "bar") == "noBar" else "/", *group("den")]
    if kind in ("sSup", "sSub", "sSubSup", "limUpp", "limLow"):
        return [*group("e"), *group("sub", before="_"), *group("sup", before="^"), *group("lim", before="_")]
    if kind == "sPre":
        return [*group("sub", before="_"), *group("sup", before="^"), *group("e", bare=True)]
    if kind == "rad":
        return [*group("deg"), "√", *group("e")]
    if kind == "nary":
        limits = [*group("sub", before="_"), *group("sup", before="^")]
        return [said("chr", "∫"), *limits, " ", *group("e", bare=True)]
    if kind == "d":
        return [said("begChr", "("), *joined(element.iterchildren(M + "e"), said("sepChr", "|")), said("endChr", ")")]
    if kind == "m":
        return ["[", *joined(element.iterchildren(M + "mr"), "; "), "]"]
    if kind in ("mr", "eqArr"):
        return joined(element.iterchildren(M + "e"), ", " if kind == "mr" else "; ")
    return list(element)


def _special(element: Element, fields: FieldStack, holds: TextContext) -> Iterator[Atom]:
    if element.tag == M + "r":
        text = "".join(text_of(text) for text in element.iterchildren(M + "t", w("t"), w("delText")))
        yield _words(text, element.find(w("rPr")), fields, holds)
        return
    for part in element:
        inner = TextContext(holds.changes, RUBY) if local(part) == "rt" else holds
        for run in part.iter(w("r")):
            yield from _run(run, fields, inner)


def _words(
    text: str, properties: Element | None, fields: FieldStack, holds: TextContext, element: Element | None = None
) -> TextRun:
    aside = holds.aside or fields.aside
    return TextRun(text, properties, TextContext(holds.changes, aside) if aside else holds, element)


def _run(run: Element, fields: FieldStack, holds: TextContext) -> Iterator[Atom]:
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
            custom = NoteMark(_NOTES[name], attribute(element, "id"), "", holds, element)
        else:
            for atom in _piece(element, name, properties, fields, holds):
                if custom and isinstance(atom, TextRun):
                    custom = replace(custom, custom=custom.custom + atom.text)
                else:
                    yield atom
    if custom:
        yield custom


def _piece(
    element: Element, name: str, properties: Element | None, fields: FieldStack, holds: TextContext
) -> Iterator[Atom]:
    if name in ("t", "delText"):
        text = _text(element, properties)
        fields.show(text)
        yield _words(text, properties, fields, holds, element)
    elif name == "br":
        ends_line = attribute(element, "type") in ("", "textWrapping")
        yield _words(BREAK if ends_line else " ", properties, fields, holds, element)
    elif name in _SIGNS:
        yield _words(_SIGNS[name], properties, fields, holds, element)
    elif name == "sym":
        yield from _symbol(element, properties, fields, holds)
    elif name in _NOTES:
        yield NoteMark(_NOTES[name], attribute(element, "id"), "", holds, element)
    elif name in ("fldChar", "instrText", "delInstrText"):
        yield from _field(element, name, properties, fields, holds)
    elif name == "lastRenderedPageBreak":
        yield PageBreak()
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


def _symbol(element: Element, properties: Element | None, fields: FieldStack, holds: TextContext) -> Iterator[Atom]:
    font, place = attribute(element, "font"), attribute(element, "char")
    try:
        sign = symbol(font, int(place, 16))
    except ValueError:
        sign = ""
    if not sign:
        yield NotRead(f"the sign {place} of the font {font} has no character; it is read as \ufffd", "letters")
    yield _words(sign or "\ufffd", properties, fields, holds, element)


def _field(
    element: Element, name: str, properties: Element | None, fields: FieldStack, holds: TextContext
) -> Iterator[Atom]:
    if name != "fldChar":
        fields.instruct(text_of(element))
        return
    ended = fields.turn(attribute(element, "fldCharType"), element.find(w("ffData")))
    if ended is None:
        return
    if ended.name in _UNSTORED:
        yield NotRead(f"a number that a {ended.name} field makes is not stored in the file; it is missing here")
    if ended.name == "LISTNUM" and fields.trusted:
        yield ListNumber(ended.instruction, holds)
    displayed = _displayed(ended) if fields.trusted else ""
    if displayed:
        yield _words(displayed, properties, fields, holds)


def _drawing(drawing: Element, holds: TextContext) -> Iterator[Atom]:
    """Find the text boxes of a drawing, each once; what is drawn otherwise has no text that could be read."""
    stack = [drawing]
    boxes = 0
    while stack:
        element = stack.pop()
        if element.tag == w("txbxContent"):
            boxes += 1
            yield TextBox(element, holds)
        elif element.tag == MC + "AlternateContent":
            chosen = branch(element)
            stack += [] if chosen is None else [chosen]
        else:
            yield from _drawn(element, holds)
            stack += reversed(element)
    description = next(drawing.iter(WP + "docPr"), None)
    told = "" if description is None else str(description.get("descr", "")).strip()
    if told and not boxes:
        yield TextRun(told, None, TextContext(holds.changes, PICTURE))


def _drawn(element: Element, holds: TextContext) -> Iterator[Atom]:
    if element.tag == VML + "textpath":
        yield TextRun(str(element.get("string", "")), None, TextContext(holds.changes, ART))
    elif element.tag == A + "graphicData":
        uri = str(element.get("uri", ""))
        what = next((what for word, what in _UNREAD.items() if uri.rstrip("/").endswith(word)), "")
        if what:
            yield NotRead(f"{what} is not read; its text is missing here")
    elif str(element.tag).endswith("}OLEObject"):
        yield NotRead("an embedded object is not read; its text is missing here")
