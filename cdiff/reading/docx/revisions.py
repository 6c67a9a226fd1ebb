"""The tracked changes of a Word file, one by one: what Word lists, with the elements that track each.

Neighbours of one kind, author and moment are one change, as runs are cut where a look or a bookmark begins. A move is
what its named ranges hold on both sides (ECMA-376-1 §17.13.5.23–28); the mark of its last paragraph stands before them.
Without ranges its halves are known by their author, moment and words.
"""

from __future__ import annotations

from typing import Literal

from lxml import etree

from cdiff.core.records import field, record
from cdiff.reading.docx.ooxml import Package, attribute, local, w
from cdiff.reading.docx.settle import TRACKED, tracked_parts
from cdiff.reading.xmlparts import Element, text_of

RevisionKind = Literal["insert", "delete", "move", "format"]

_KINDS: dict[str, RevisionKind] = {
    **dict.fromkeys(("ins", "cellIns", "customXmlInsRangeStart"), "insert"),
    **dict.fromkeys(("del", "cellDel", "customXmlDelRangeStart"), "delete"),
    **dict.fromkeys(("moveFrom", "moveTo", "customXmlMoveFromRangeStart", "customXmlMoveToRangeStart"), "move"),
}
_WHAT = {"trPr": "row", "tcPr": "cell", "numPr": "numbering"}
_SIGNS = {**dict.fromkeys(("tab", "br", "cr", "p"), " "), "noBreakHyphen": "-"}


@record(frozen=False, eq=False)
class TrackedRevision:
    """A tracked change of a Word file."""

    kind: RevisionKind
    what: str
    """`words`, `paragraph mark`, `row`, `cell`, `numbering`, `formatting` or `content control`."""
    author: str
    date: str
    elements: list[Element] = field(default_factory=list)
    """All that track it, in the order of the file; those of a move with its ranges."""
    words: list[str] = field(default_factory=list)
    """What it is about; of a move what went, or else what came."""

    @property
    def text(self) -> str:
        """Its words in one line; ¶ where it has none."""
        return " ".join("".join(self.words).split()) or "¶"


def revisions_of(package: Package) -> list[TrackedRevision]:
    """List the tracked changes of a file: of the body in their order, then of notes, headers and footers."""
    found: list[TrackedRevision] = []
    moves: dict[tuple[str, ...], TrackedRevision] = {}
    for part in tracked_parts(package):
        _PartWalk(found, moves).walk(package.parsed(part))
    return found


@record(frozen=False)
class _PartWalk:
    found: list[TrackedRevision]
    moves: dict[tuple[str, ...], TrackedRevision]
    """By the names of their ranges, or by what their halves share."""
    at: dict[Element, TrackedRevision] = field(default_factory=dict)
    """The change that ends at an element; one that begins behind it may be the same."""
    open: dict[str, list[tuple[str, str]]] = field(default_factory=lambda: {"moveFrom": [], "moveTo": []})
    """The ids and names of the ranges that are open, on each side of moves."""
    met: dict[str, str] = field(default_factory=dict)
    """The range that a paragraph met last, on each side."""
    ranges: list[tuple[str, Element]] = field(default_factory=list)
    """The edges of moves by their names."""
    controls: dict[tuple[str, str], TrackedRevision] = field(default_factory=dict)

    def walk(self, root: Element) -> None:
        """Go through a part."""
        names = [w(name) for name in (*TRACKED, "p")]
        for event, element in etree.iterwalk(root, events=("start", "end"), tag=names):
            name = local(element)
            if name == "p":
                if event == "start":
                    self.met = {side: opened[-1][1] for side, opened in self.open.items() if opened}
                else:
                    self._end_paragraph(element)
            elif event == "start":
                self._take(element, name)
        for name, element in self.ranges:
            if ("range", name) in self.moves:
                self.moves["range", name].elements.append(element)

    def _take(self, element: Element, name: str) -> None:
        side, _, edge = name.partition("Range")
        if side in self.open and edge:
            self._edge(element, side, edge)
        elif edge == "End":
            control = self.controls.get((side, attribute(element, "id")))
            if control:
                control.elements.append(element)
        elif side in self.open:
            if _what(element, name) != "paragraph mark":
                self._move(element, name)
        else:
            made = self._add(element, name)
            if edge == "Start":
                self.controls[side, attribute(element, "id")] = made

    def _edge(self, element: Element, side: str, edge: str) -> None:
        opened, identity = self.open[side], attribute(element, "id")
        if edge == "Start":
            opened.append((identity, attribute(element, "name")))
            self.met[side] = opened[-1][1]
        known = next((each for each in reversed(opened) if each[0] == identity), None)
        if known:
            self.ranges.append((known[1], element))
            if edge == "End":
                opened.remove(known)

    def _end_paragraph(self, paragraph: Element) -> None:
        """Tell of which moves the mark of a paragraph is, now that the ranges in it are known."""
        properties = paragraph.find(f"{w('pPr')}/{w('rPr')}")
        for mark in () if properties is None else properties:
            if local(mark) in self.open:
                self._move(mark, local(mark))

    def _move(self, element: Element, name: str) -> None:
        named, words = self.met.get(name, ""), _words(element, _what(element, name))
        signed = attribute(element, "author"), attribute(element, "date")
        key = ("range", named) if named else ("words", *signed, words)
        if key in self.moves:
            known = self.moves[key]
            known.elements.append(element)
            if local(known.elements[0]) == name:
                known.words.append(words)
            if words:
                known.what = "words"
        else:
            made = self.moves[key] = self._new(element, name)
            made.words.append(words)

    def _add(self, element: Element, name: str) -> TrackedRevision:
        what = _what(element, name)
        place = element if what == "words" else _owner(element, "r") if name == "rPrChange" else None
        neighbour = None if place is None else place.getprevious()
        before = None if neighbour is None else self.at.get(neighbour)
        kind = _KINDS.get(name, "format")
        signed = kind, what, attribute(element, "author"), attribute(element, "date")
        if before is not None and (before.kind, before.what, before.author, before.date) == signed:
            before.elements.append(element)
        else:
            before = self._new(element, name)
        before.words.append(_words(element, what))
        if place is not None:
            self.at[place] = before
        return before

    def _new(self, element: Element, name: str) -> TrackedRevision:
        signed = attribute(element, "author"), attribute(element, "date")
        self.found.append(TrackedRevision(_KINDS.get(name, "format"), _what(element, name), *signed, [element]))
        return self.found[-1]


def _what(element: Element, name: str) -> str:
    if name.startswith("customXml"):
        return "content control"
    if name not in _KINDS:
        return "formatting"
    parent = element.getparent()
    within = "" if parent is None else local(parent)
    return "paragraph mark" if within == "rPr" else _WHAT.get(within, "words")


def _words(element: Element, what: str) -> str:
    """Return the words that a change is about: in it, or in the run, paragraph, cell or row that it changes."""
    if what == "paragraph mark":
        return ""
    about = element if what == "words" else _owner(element, "r", "p", "tc", "tr")
    if about is None or (local(about) == "p" and local(element) == "rPrChange"):
        return ""
    pieces = about.iter(*map(w, ("t", "delText", *_SIGNS)))
    return "".join(_SIGNS.get(local(each)) or text_of(each) for each in pieces)


def _owner(element: Element, *names: str) -> Element | None:
    return next(element.iterancestors(*map(w, names)), None)
