"""How what is inserted looks: as the new file has it, told in the styles and lists of the old one.

What looks in the new file like a word that both have looks in the redline like that word in the old file. So a look is
learned from everything that stayed. One that nothing that stayed has is taken from the new file where its style exists
in the old one; else the neighbour's is taken.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from lxml import etree

from cdiff.core.records import field, record
from cdiff.reading.docx import DocxPlaces
from cdiff.reading.docx.ooxml import attribute, local, value, w
from cdiff.reading.xmlparts import Element

_NOT_ITS_OWN = ("rPr", "sectPr", "pPrChange", "framePr", "ins", "del", "moveFrom", "moveTo", "rPrChange")
"""What is in the properties and says nothing of the look of one paragraph or run."""
_POSITION = ("vertAlign",)


_BEFORE_LIST = ("pStyle", "keepNext", "keepLines", "pageBreakBefore", "widowControl")
"""What the schema puts in front of the list of a paragraph (ECMA-376-1 Annex A, `CT_PPrBase`)."""


def look_key(properties: Element | None) -> bytes:
    """Write a look so that equal ones are equal."""
    if properties is None:
        return b""
    parts = [each for each in properties if local(each) not in _NOT_ITS_OWN]
    return b"".join(etree.tostring(each, method="c14n", exclusive=True) for each in parts)


def copy_of(properties: Element | None) -> list[Element]:
    """Copy what makes up a look."""
    parts = () if properties is None else properties
    return [
        etree.fromstring(etree.tostring(each, with_tail=False)) for each in parts if local(each) not in _NOT_ITS_OWN
    ]


@record(frozen=False, eq=False)
class Looks:
    """What is known of the looks of two files."""

    old: DocxPlaces
    new: DocxPlaces
    _paragraphs: dict[bytes, Counter[int]] = field(default_factory=dict)
    _runs: dict[bytes, Counter[int]] = field(default_factory=dict)
    _elements: dict[int, Element | None] = field(default_factory=dict)
    _keys: dict[bytes, int] = field(default_factory=dict)

    def learn_paragraph(self, old: Element, new: Element) -> None:
        """Learn from a paragraph that stayed."""
        self._learn(self._paragraphs, old.find(w("pPr")), new.find(w("pPr")), 1)

    def learn_run(self, old: Element | None, new: Element | None, size: int) -> None:
        """Learn from words that stayed."""
        if old is not None and new is not None:
            self._learn(self._runs, old.find(w("rPr")), new.find(w("rPr")), size)

    def _learn(self, known: dict[bytes, Counter[int]], old: Element | None, new: Element | None, weight: int) -> None:
        number = self._keys.setdefault(look_key(old), len(self._keys))
        self._elements.setdefault(number, old)
        known.setdefault(look_key(new), Counter())[number] += weight

    def _learned(self, known: dict[bytes, Counter[int]], new: Element | None) -> tuple[bool, Element | None]:
        counted = known.get(look_key(new))
        if not counted:
            return False, None
        most = min(counted, key=lambda number: (-counted[number], number))
        return True, self._elements[most]

    def run(self, new: Element | None, neighbour: Element | None) -> list[Element]:
        """Give the look of an inserted run: what its `w:rPr` is to hold."""
        known, old = self._learned(self._runs, new)
        if known:
            return copy_of(old)
        if self._has_style(new, "rStyle"):
            return copy_of(new)
        position = [each for each in copy_of(new) if local(each) in _POSITION]
        return [*(each for each in copy_of(neighbour) if local(each) not in _POSITION), *position]

    def paragraph(self, new: Element | None, neighbour: Element | None) -> list[Element]:
        """Give the look of an inserted paragraph: what its `w:pPr` is to hold."""
        known, old = self._learned(self._paragraphs, new)
        if known:
            return copy_of(old)
        if self._has_style(new, "pStyle"):
            return [each for each in copy_of(new) if local(each) != "numPr" or self._has_list(each)]
        return [each for each in copy_of(neighbour) if local(each) != "numPr"]

    def listed(self, old: Element, new: Element) -> list[Element] | None:
        """Give the look of an old paragraph in the list of the new one; none where it stands in it, or it is not known.

        Only what paragraphs say of themselves counts, in files that know the list by one number.
        """
        before, after = old.find(w("pPr")), new.find(w("pPr"))
        sides = [None if each is None else each.find(w("numPr")) for each in (before, after)]
        if _numbered(sides[0]) == _numbered(sides[1]):
            return None
        if sides[1] is not None and not self._has_list(sides[1]):
            return None
        look = [each for each in copy_of(before) if local(each) != "numPr"]
        if sides[1] is not None:
            at = next((at for at, each in enumerate(look) if local(each) not in _BEFORE_LIST), len(look))
            look.insert(at, etree.fromstring(etree.tostring(sides[1], with_tail=False)))
        return look

    def table(self, new: Element | None) -> list[Element]:
        """Give the look of an inserted table, row or cell."""
        return [
            each
            for each in copy_of(new)
            if not local(each).endswith("Change")
            and local(each) not in ("cellIns", "cellDel", "cellMerge")
            and (local(each) != "tblStyle" or self.old.styles.chain(attribute(each, "val")))
        ]

    def _has_style(self, properties: Element | None, name: str) -> bool:
        style = value(properties, name)
        return not style or bool(self.old.styles.chain(style))

    def _has_list(self, numbering: Element) -> bool:
        """Whether the list that a paragraph of the new file names is the same one in the old file."""
        lists = [_list(places, value(numbering, "numId")) for places in (self.old, self.new)]
        return lists[0] == lists[1] != b""


def _numbered(numbering: Element | None) -> tuple[str, str]:
    """Name the list and the level that a paragraph says."""
    return value(numbering, "numId"), value(numbering, "ilvl")


def _list(places: DocxPlaces, number: str) -> bytes:
    root = places.package.related("numbering")
    if root is None:
        return b""
    for num in root.iterchildren(w("num")):
        if attribute(num, "numId") == number:
            named = value(num, "abstractNumId")
            found = [each for each in root.iterchildren(w("abstractNum")) if attribute(each, "abstractNumId") == named]
            return _printed([*num, *(level for each in found for level in each.iterchildren(w("lvl")))])
    return b""


def _printed(parts: Iterable[Element]) -> bytes:
    """Write what decides which numbers a list prints."""
    said = ("start", "numFmt", "lvlText", "lvlRestart", "isLgl", "startOverride")
    found = (each for part in parts for each in part.iter(*map(w, said)))
    return b"".join(etree.tostring(each, method="c14n", exclusive=True).strip() for each in found)
