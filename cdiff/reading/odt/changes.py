"""Tracked changes of OpenDocument: insertions lie in the text between two marks, deletions lie apart."""

from __future__ import annotations

from dataclasses import dataclass

from cdiff.reading.odt.names import DC, OFFICE, TEXT, XML_ID, get
from cdiff.reading.office.around import Tracked
from cdiff.reading.xmlparts import Element, text_of


@dataclass(frozen=True, slots=True)
class Region:
    """One tracked change: who and when, and, where it is a deletion, the paragraphs that went."""

    change: Tracked
    gone: tuple[Element, ...] = ()
    before: tuple[Tracked, ...] = ()
    """The insertion of what was deleted later."""


def regions_of(body: Element) -> dict[str, Region]:
    """Read the insertions and deletions by their ids; changes of format do not count."""
    found = {}
    for element in body.iter(TEXT + "changed-region"):
        region = _region(element)
        if region:
            found[get(element, XML_ID) or get(element, TEXT + "id")] = region
    return found


def _region(element: Element) -> Region | None:
    insertion, deletion = element.find(TEXT + "insertion"), element.find(TEXT + "deletion")
    inserted = () if insertion is None else (Tracked("insert", *_who(insertion)),)
    if deletion is not None:
        gone = tuple(deletion.iter(TEXT + "p", TEXT + "h"))
        return Region(Tracked("delete", *_who(deletion)), gone, inserted)
    return Region(inserted[0]) if inserted else None


def _who(change: Element) -> tuple[str, str]:
    info = change.find(OFFICE + "change-info")
    if info is None:
        return "", ""
    author, date = info.find(DC + "creator"), info.find(DC + "date")
    return "" if author is None else text_of(author), "" if date is None else text_of(date)
