"""Notes: which of the old file belong to which of the new one, and new ones in the part of the old file."""

from __future__ import annotations

from collections.abc import Callable

from lxml import etree

from cdiff.core.records import field, record
from cdiff.features.compare.issued.matching import ParagraphLinks
from cdiff.reading.docx import DocxPlaces
from cdiff.reading.docx.ooxml import attribute, integer, local, w
from cdiff.reading.xmlparts import Element

KINDS = ("footnote", "endnote")


class NoPlaceError(Exception):
    """The old file has no part for the notes of a kind."""


def note_of(element: Element) -> str:
    """Name the note that a paragraph stands in, by its kind and id; empty outside notes."""
    note = next(element.iterancestors(*map(w, KINDS)), None)
    return "" if note is None else f"{local(note)} {attribute(note, 'id')}"


def keys_of(
    old: DocxPlaces, new: DocxPlaces, links: ParagraphLinks
) -> tuple[Callable[[str], str], Callable[[str], str]]:
    """Give what stands for the marks of notes in the words of both files: notes that belong together have one name."""
    olds, news = (
        {line: note_of(place.paragraph.element) for line, place in enumerate(each.places, 1)} for each in (old, new)
    )
    twins: dict[str, str] = {}
    for line, note in olds.items():
        for link in links.of_old.get(line, ()) if note else ():
            if news.get(link.line) and note not in twins.values():
                twins.setdefault(news[link.line], note)
    names: dict[str, str] = {}

    def key(note: str) -> str:
        return f"n{names.setdefault(note, str(len(names) + 1))}"

    return lambda note: key(f"old {note}"), lambda note: key(f"old {twins[note]}" if note in twins else f"new {note}")


@record(frozen=False, eq=False)
class NoteParts:
    """The parts of notes of both files."""

    old: DocxPlaces
    new: DocxPlaces
    made: list[tuple[Element, Element]] = field(default_factory=list)
    """Notes that were added: the note of the new file, and the empty one in the old file."""

    def find(self, places: DocxPlaces, named: str) -> Element | None:
        """Find a note by its kind and id."""
        kind, _, identity = named.partition(" ")
        root = places.package.related(f"{kind}s")
        found = () if root is None else root.iterchildren(w(kind))
        return next((each for each in found if attribute(each, "id") == identity), None)

    def add(self, named: str) -> Element:
        """Add a note of the new file, whose words are still to be written; give the mark that calls it."""
        kind, _, _ = named.partition(" ")
        root = self.old.package.related(f"{kind}s")
        if root is None:
            raise NoPlaceError(kind)
        taken = [integer(attribute(each, "id")) or 0 for each in root.iterchildren(w(kind))]
        made = etree.SubElement(root, w(kind))
        made.set(w("id"), str(max(taken, default=0) + 1))
        note = self.find(self.new, named)
        if note is not None:
            self.made.append((note, made))
        call = etree.Element(w(f"{kind}Reference"))
        call.set(w("id"), attribute(made, "id"))
        return call
