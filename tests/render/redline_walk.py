"""A walk through a Word file that knows nothing of cdiff: what is left when every change is accepted or rejected.

And the rules of the format that can be told from the file alone: ids, relationships, content types, the order of
elements.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal
from xml.etree import ElementTree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
Side = Literal["accepted", "rejected"]
Tree = ElementTree.Element

_GONE: dict[Side, tuple[str, ...]] = {"accepted": (f"{W}del", f"{W}moveFrom"), "rejected": (f"{W}ins", f"{W}moveTo")}
_TRACKED = tuple(f"{W}{name}" for name in ("ins", "del", "moveFrom", "moveTo"))


@dataclass(frozen=True, slots=True)
class Printed:
    """What a person sees on one side."""

    paragraphs: list[str]
    notes: list[tuple[str, str]]
    """Mark and text, in the order of the marks."""
    styles: list[str]


def opened(data: bytes) -> dict[str, bytes]:
    """Unpack a file."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def trees(data: bytes) -> dict[str, Tree]:
    """Parse every part."""
    return {name: ElementTree.fromstring(text) for name, text in opened(data).items()}


def printed(data: bytes, side: Side) -> Printed:
    """Accept or reject every change, and print what is left."""
    parts = trees(data)
    body = parts["word/document.xml"].find(f"{W}body")
    assert body is not None
    calls: list[tuple[str, str]] = []
    paragraphs, styles = _paragraphs(body, side, calls)
    notes = {str(note.get(f"{W}id")): note for note in parts.get("word/footnotes.xml", ())}
    texts = []
    for mark, number in calls:
        (text,), _ = _paragraphs(notes[number], side, [])
        texts.append((mark, text.removeprefix(mark).strip()))
    return Printed(paragraphs, texts, styles)


def _paragraphs(story: Tree, side: Side, calls: list[tuple[str, str]]) -> tuple[list[str], list[str]]:
    found: list[str] = []
    styles: list[str] = []
    text = ""
    for paragraph in story.iter(f"{W}p"):
        text += "".join(_pieces(paragraph, side, calls))
        mark = paragraph.find(f"{W}pPr/{W}rPr")
        if mark is None or not any(child.tag in _GONE[side] for child in mark):
            found.append(text)
            styles.append(_style(paragraph, side))
            text = ""
    assert text == ""
    return found, styles


def _style(paragraph: Tree, side: Side) -> str:
    before = paragraph.find(f"{W}pPr/{W}pPrChange/{W}pPr") if side == "rejected" else None
    holder = before if before is not None else paragraph.find(f"{W}pPr")
    style = None if holder is None else holder.find(f"{W}pStyle")
    return "" if style is None else str(style.get(f"{W}val"))


def _pieces(element: Tree, side: Side, calls: list[tuple[str, str]]) -> Iterator[str]:
    for child in element:
        if child.tag in _GONE[side] or child.tag == f"{W}pPr":
            continue
        if child.tag in (f"{W}t", f"{W}delText"):
            yield child.text or ""
        elif child.tag == f"{W}tab":
            yield "\t"
        elif child.tag == f"{W}footnoteReference":
            typed = "".join(text.text or "" for text in element if text.tag in (f"{W}t", f"{W}delText"))
            calls.append((typed or str(len(calls) + 1), str(child.get(f"{W}id"))))
            yield f"[^{calls[-1][0]}]"
            return
        else:
            yield from _pieces(child, side, calls)


# The rules of the format


def offences(data: bytes) -> list[str]:
    """List what Word would want to repair."""
    parts = trees(data)
    found = [*_ids(parts), *_links(parts), *_types(parts), *_moves(parts["word/document.xml"])]
    for name, tree in parts.items():
        found += [f"{name}: {fault}" for fault in _faults(tree)]
    return found


def tracking_offences(data: bytes) -> list[str]:
    """List what is wrong about the tracked changes of any file."""
    parts = {name: tree for name, tree in trees(data).items() if name.startswith("word/")}
    found = [*_numbers(parts), *_moves(parts["word/document.xml"])]
    return [*found, *(f"{name}: {fault}" for name, tree in parts.items() for fault in _misplaced(tree))]


def _numbers(parts: dict[str, Tree]) -> Iterator[str]:
    """Every change has a number of its own."""
    changes = Counter(
        element.get(f"{W}id")
        for tree in parts.values()
        for element in tree.iter()
        if element.get(f"{W}author") is not None
    )
    yield from (f"id {number} stands twice" for number, count in changes.items() if count > 1 or number is None)


def _ids(parts: dict[str, Tree]) -> Iterator[str]:
    """Every change has a number of its own, and so has every range, whose two ends share it."""
    yield from _numbers(parts)
    notes = parts["word/footnotes.xml"]
    have = [note.get(f"{W}id") for note in notes]
    called = [mark.get(f"{W}id") for mark in parts["word/document.xml"].iter(f"{W}footnoteReference")]
    if sorted(map(str, called)) != sorted(str(number) for number in have if number not in ("-1", "0")):
        yield "notes and marks do not match"


def _links(parts: dict[str, Tree]) -> Iterator[str]:
    links = {link.get("Id"): link.get("Target") for link in parts["word/_rels/document.xml.rels"]}
    for target in links.values():
        if f"word/{target}" not in parts:
            yield f"{target} is not there"
    for element in parts["word/document.xml"].iter():
        number = element.get(f"{R}id")
        if number is not None and number not in links:
            yield f"{number} is no relationship"
    for link in parts["_rels/.rels"]:
        if link.get("Target") not in parts:
            yield f"{link.get('Target')} is not there"


def _types(parts: dict[str, Tree]) -> Iterator[str]:
    types = parts["[Content_Types].xml"]
    named = {str(each.get("PartName")).lstrip("/") for each in types if each.get("PartName")}
    wanted = {name for name in parts if not name.endswith(".rels") and name != "[Content_Types].xml"}
    yield from (f"{name} has no content type, or one without a part" for name in sorted(named ^ wanted))


def _moves(document: Tree) -> Iterator[str]:
    """Each name has one range moved from and one moved to; ranges open and close, and hold every moved word."""
    names: dict[str, list[str]] = {"moveFrom": [], "moveTo": []}
    open_: dict[str, str | None] = {"moveFrom": None, "moveTo": None}
    for element in document.iter():
        name = element.tag.removeprefix(W)
        kind = name.split("Range")[0]
        if name.endswith("RangeStart") and kind in names:
            if open_[kind] is not None:
                yield f"two ranges {kind} are open"
            open_[kind] = element.get(f"{W}id")
            names[kind].append(str(element.get(f"{W}name")))
        elif name.endswith("RangeEnd") and kind in names:
            if open_[kind] != element.get(f"{W}id"):
                yield f"a range {kind} ends that is not open"
            open_[kind] = None
        elif name in names and open_[name] is None and not _is_mark(element):
            yield f"a {name} outside a range"
    if sorted(names["moveFrom"]) != sorted(names["moveTo"]) or len(set(names["moveTo"])) != len(names["moveTo"]):
        yield f"moves do not match: {names}"


def _is_mark(element: Tree) -> bool:
    return len(element) == 0  # the mark of a paragraph, whose range may start behind it


_ORDER: dict[str, Sequence[str]] = {
    "p": ("pPr", "*"),
    "pPr": ("pStyle keepNext keepLines pBdr shd tabs bidi spacing ind jc outlineLvl rPr sectPr pPrChange").split(),
    "rPr": ("ins del moveFrom moveTo rStyle rFonts b bCs i iCs color sz szCs vertAlign rtl lang").split(),
    "sectPr": ("headerReference footerReference pgSz pgMar titlePg bidi").split(),
    "settings": ("trackRevisions defaultTabStop footnotePr compat").split(),
    "style": ("name basedOn next uiPriority qFormat pPr rPr").split(),
    "body": ("*", "sectPr"),
}
"""The order of children that the schema wants (ECMA-376-1 Annex A), of the elements that a redline has."""
_NO_SIGN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]")


def _faults(tree: Tree) -> Iterator[str]:
    for element in tree.iter():
        name = element.tag.removeprefix(W)
        order = _ORDER.get(name)
        if order:
            yield from _disorder(name, [child.tag.removeprefix(W) for child in element], order)
        if name == "delText" and element.text and _NO_SIGN.search(element.text):
            yield "a control character"
    yield from _misplaced(tree)


def _disorder(name: str, children: list[str], order: Sequence[str]) -> Iterator[str]:
    rest = order.index("*") if "*" in order else -1
    places = [order.index(child) if child in order else rest for child in children]
    if -1 in places or places != sorted(places):
        yield f"the children of {name} are {children}"


def _misplaced(tree: Tree) -> Iterator[str]:
    """Deleted words are `delText`, and only those."""
    deleted = {id(text) for holder in tree.iter(f"{W}del") for text in holder.iter()}
    for element in tree.iter(f"{W}t"):
        if id(element) in deleted:
            yield "words in a deletion that are no delText"
    for element in tree.iter(f"{W}delText"):
        if id(element) not in deleted:
            yield "delText outside a deletion"
    for element in tree.iter():
        if element.tag in _TRACKED and not element.get(f"{W}author"):
            yield f"{element.tag} without author"
