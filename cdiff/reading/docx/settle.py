"""Accepting or rejecting tracked changes of a part, all or some: the tree that Word would leave behind.

A mark of a paragraph that goes joins its words to those of the next paragraph, whose properties hold for both
(ECMA-376-1 §17.13.5.15, and what Word does). Where no paragraph follows, before a table or at the end of a cell, an
empty paragraph goes if another block remains; one with words stays.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Literal

from lxml import etree

from cdiff.reading.docx.ooxml import Package, attribute, local, w
from cdiff.reading.xmlparts import Element

Side = Literal["accepted", "rejected"]

_INSERTED, _DELETED = ("ins", "moveTo"), ("del", "moveFrom")
_RANGES = tuple(f"{kind}Range{end}" for kind in ("moveFrom", "moveTo") for end in ("Start", "End")) + tuple(
    f"customXml{kind}Range{end}" for kind in ("Ins", "Del", "MoveFrom", "MoveTo") for end in ("Start", "End")
)
_CHANGES = tuple(f"{kind}Change" for kind in "rPr pPr sectPr tblPr tblPrEx trPr tcPr tblGrid".split())
_WHOLE = {"delText": "t", "delInstrText": "instrText"}
_STAY = {"pPrChange": ("rPr", "sectPr", "pPrChange"), "sectPrChange": ("headerReference", "footerReference")}
"""What a change of properties leaves alone when it is rejected."""

TRACKED = (*_INSERTED, *_DELETED, *_CHANGES, *_RANGES, "cellIns", "cellDel", "cellMerge", "numberingChange")
"""Every element by which a change is tracked."""


def is_tracked(root: Element) -> bool:
    """Whether a part has any tracked change."""
    return next(root.iter(*map(w, TRACKED)), None) is not None


def tracked_parts(package: Package) -> list[str]:
    """Name the parts that have tracked changes: the main one first, then notes, headers and footers."""
    kinds = ("footnotes", "endnotes", "header", "footer")
    told = {each.target: None for kind in kinds for each in package.relations.values() if each.kind == kind}
    parts = [package.main, *(part for part in told if part and part in package.archive)]
    return [part for part in parts if is_tracked(package.parsed(part))]


def printed(root: Element) -> bytes:
    """Write a part as the bytes of its file."""
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def settle(root: Element, side: Side, chosen: Collection[Element] | None = None) -> None:
    """Accept or reject the tracked changes in a part; the tree is changed in place.

    `chosen` are the elements that track the changes to settle, all by default. What stands inside what goes, goes too.
    """
    gone, kept = (_DELETED, _INSERTED) if side == "accepted" else (_INSERTED, _DELETED)

    def found(*names: str) -> list[Element]:
        return _chosen(root.iter(*map(w, names)), chosen)

    for row in [*root.iter(w("tr"), w("tc"))]:
        _settle_cells(row, gone, kept, chosen)
    for element in found(*gone):
        if not _is_marker(element):
            _remove(element)
    stay = [element for element in found(*kept) if not _is_marker(element)]
    whole = [each for top in ([root] if chosen is None else stay) for each in top.iter(*map(w, _WHOLE))]
    for element in stay:
        unwrap(element)
    if side == "rejected":
        for element in whole:
            if local(element) in _WHOLE and next(element.iterancestors(w("del")), None) is None:
                element.tag = w(_WHOLE[local(element)])
    for change in found(*_CHANGES):
        if side == "rejected":
            _restore(change)
        _remove(change)
    for element in found("cellMerge", "numberingChange", *_RANGES):
        _remove(element)
    for paragraph in [*root.iter(w("p"))]:
        _settle_mark(paragraph, gone, kept, chosen)
    for element in found(*gone, *kept):  # what is left marks nothing: a numbering that came
        _remove(element)


def _chosen(elements: Iterable[Element], chosen: Collection[Element] | None) -> list[Element]:
    return [each for each in elements if chosen is None or each in chosen]


_TURNED = {"ins": "del", "del": "ins", "moveFrom": "moveTo", "moveTo": "moveFrom"}


def turn(root: Element) -> None:
    """Exchange what comes and what goes, so that accepting gives what rejecting gave; what goes stands first."""
    names = _TURNED | {
        f"{name}Range{end}": f"{_TURNED[name]}Range{end}" for name in ("moveFrom", "moveTo") for end in ("Start", "End")
    }
    for element in [*root.iter(*map(w, names))]:
        element.tag = w(names[local(element)])
    for texts, name in (({v: k for k, v in _WHOLE.items()}, "del"), (_WHOLE, "ins")):
        for holder in root.iter(w(name)):
            for each in holder.iter(*map(w, texts)):
                each.tag = w(texts[local(each)])
    for holder in [*root.iter(w("del"))]:
        before = holder.getprevious()
        if before is not None and local(before) == "ins" and not _is_marker(holder):
            before.addprevious(holder)
    for change in [*root.iter(w("pPrChange"))]:
        _turn_look(change)


def _turn_look(change: Element) -> None:
    """Exchange the look of a paragraph with its former one."""
    properties, former = change.getparent(), change.find(w("pPr"))
    if properties is None or former is None:
        return
    now = [each for each in properties if local(each) not in _STAY["pPrChange"]]
    before = list(former)
    former[:] = now
    properties[0:0] = before


def unwrap(element: Element) -> None:
    """Put what an element holds into its place."""
    parent = element.getparent()
    if parent is not None:
        at = parent.index(element)
        parent[at : at + 1] = list(element)


def _remove(element: Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def _is_marker(element: Element) -> bool:
    """Whether it marks what it stands in the properties of: a paragraph mark, a row, a numbering."""
    parent = element.getparent()
    return parent is not None and local(parent) in ("rPr", "trPr", "numPr")


def _settle_cells(
    element: Element, gone: tuple[str, ...], kept: tuple[str, ...], chosen: Collection[Element] | None
) -> None:
    """Remove a row or a cell that goes, and the mark of one that stays; a table without rows goes too."""
    properties = element.find(w(f"{local(element)}Pr"))
    if properties is None:
        return
    names = {**dict.fromkeys(gone, True), **dict.fromkeys(kept, False)}
    names |= {"cellIns": names["ins"], "cellDel": names["del"]}
    marks = [child for child in _chosen(properties, chosen) if local(child) in names]
    if any(names[local(mark)] for mark in marks):
        table = next(element.iterancestors(w("tbl")), None)
        _remove(element)
        if table is not None and next(table.iter(w("tr")), None) is None:
            _remove(table)
        return
    for mark in marks:
        properties.remove(mark)


def _restore(change: Element) -> None:
    """Put the former properties back."""
    parent = change.getparent()
    former = next(iter(change), None)
    if parent is None or former is None:
        return
    stay = _STAY.get(local(change), ())
    for child in list(parent):
        if child is not change and local(child) not in stay:
            parent.remove(child)
    before = [child for child in former if local(child) not in stay]
    first = next((at for at, child in enumerate(parent) if local(child) in ("rPr", "sectPr", "pPrChange")), len(parent))
    at = first if local(change) == "pPrChange" else len(parent)
    parent[at:at] = before


def _settle_mark(
    paragraph: Element, gone: tuple[str, ...], kept: tuple[str, ...], chosen: Collection[Element] | None
) -> None:
    properties = paragraph.find(f"{w('pPr')}/{w('rPr')}")
    marks = [] if properties is None else _chosen(properties.iterchildren(*map(w, (*gone, *kept))), chosen)
    goes = any(local(mark) in gone for mark in marks)
    for mark in marks:
        _remove(mark)
    if goes:
        _join(paragraph)


def _join(paragraph: Element) -> None:
    """Join a paragraph whose mark goes to the next one."""
    inside = [child for child in paragraph if local(child) != "pPr"]
    following = paragraph.getnext()
    between = []
    while following is not None and local(following) in ("bookmarkStart", "bookmarkEnd"):
        between.append(following)
        following = following.getnext()
    if following is not None and local(following) == "p":
        first = following.find(w("pPr"))
        at = 0 if first is None else following.index(first) + 1
        following[at:at] = [*inside, *between]
        _remove(paragraph)
    elif not inside and _is_spare(paragraph):
        _remove(paragraph)


def _is_spare(paragraph: Element) -> bool:
    """Whether its container stays whole without a paragraph: another block is there, and a cell ends with one."""
    parent = paragraph.getparent()
    if parent is None:
        return False
    blocks = [child for child in parent if local(child) in ("p", "tbl", "sdt")]
    is_last = blocks[-1] is paragraph
    if local(parent) == "body":
        return len(blocks) > 1 and not (is_last and local(blocks[-2]) == "tbl")
    return len(blocks) > 1 and not is_last


def _plain(element: Element) -> Element:
    """Copy a tree without what tracking leaves behind: revision ids, spelling marks, cuts between equal runs."""
    copy = etree.fromstring(etree.tostring(element))
    for each in copy.iter(etree.Element):
        for name in [name for name in each.attrib if _is_trace(str(name))]:
            del each.attrib[name]
        each.tail = (each.tail or "").strip() or None
        if len(each):
            each.text = (each.text or "").strip() or None
    for each in [*copy.iter(w("proofErr"))]:
        _remove(each)
    for each in reversed([*copy.iter(*map(w, ("rPr", "pPr", "trPr")))]):  # the inner ones first
        if not len(each) and not each.attrib:
            _remove(each)
    for run in [*copy.iter(w("r"))]:
        _merge_run(run)
    return copy


def _is_trace(name: str) -> bool:
    return name.startswith(w("rsid")) or name == "{http://www.w3.org/XML/1998/namespace}space"


def _merge_run(run: Element) -> None:
    """Take the next runs of the same look into a run, and pieces of text that meet into one."""
    if run.getparent() is None:
        return
    own = _look(run)
    following = run.getnext()
    while following is not None and local(following) == "r" and _look(following) == own:
        run.extend([child for child in following if local(child) != "rPr"])
        _remove(following)
        following = run.getnext()
    for text in [*run.iterchildren(w("t"))]:
        before = text.getprevious()
        if before is not None and local(before) == "t":
            before.text = (before.text or "") + (text.text or "")
            run.remove(text)
        elif not text.text:
            run.remove(text)
    if not [child for child in run if local(child) != "rPr"]:
        _remove(run)


def _look(run: Element) -> bytes:
    properties = run.find(w("rPr"))
    return b"" if properties is None else etree.tostring(properties, method="c14n")


def canonical(element: Element) -> bytes:
    """Write a part so that two are equal which differ in nothing but traces of tracking."""
    return etree.tostring(_plain(element), method="c14n")


def note_ids(root: Element) -> set[str]:
    """List the ids of the notes in a part of notes."""
    return {attribute(note, "id") for note in root if local(note) in ("footnote", "endnote")}
