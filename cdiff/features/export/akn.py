"""A version as Akoma Ntoso 3.0 (OASIS LegalDocML): a `doc` that is valid against the schema.

Ids follow the naming convention: `art_10__para_2__point_a`. An element whose number runs through the whole
text has no prefix (`para_21`), as the convention has it for articles in chapters; letters and roman numbers
always have one. What AKN has no element for (objective, stem, principle, sub-heading) is an `hcontainer` with
that name. Written by hand, not with a library: the order of attributes and the white space are then ours.

Known: AKN wants a country, a language and a date; where the version does not say, `xx`, `und` and
0001-01-01 stand for “not known”.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from cdiff.core.citation import HEADINGS, RANK
from cdiff.core.model import Clause, Version
from cdiff.core.numbering import number_of
from cdiff.core.records import field, record
from cdiff.features.export.akn_meta import add_meta
from cdiff.features.export.akn_xml import Element, serialise

NAMESPACE = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"

_MARK = re.compile(r"\[\^([^\[\]\s]+)\]")
_TAGS = {
    "part": "part",
    "chapter": "chapter",
    "section": "section",
    "article": "article",
    "paragraph": "paragraph",
    "action": "point",
    "item": "point",
    "roman": "point",
    "point": "point",
}
_SHORT = {"part": "part", "chapter": "chp", "section": "sec", "article": "art", "paragraph": "para", "point": "point"}


@record(frozen=False)
class _AknUnit:
    """An open element of the hierarchy."""

    rank: int
    kind: str
    element: Element
    words: str = ""
    eid: str = ""
    counts: Counter[str] = field(default_factory=Counter)


def akn(version: Version) -> bytes:
    """Write a version as an Akoma Ntoso file: UTF-8, the same bytes for the same version."""
    clauses = version.document.clauses
    body = [clause for clause in clauses if clause.kind != "footnote"]
    notes = {number_of(clause.label).lstrip("^"): clause.text for clause in clauses if clause.kind == "footnote"}
    writer = _Writer(body, notes)
    doc = Element("doc", {"name": "draft"})
    meta = add_meta(doc, version)
    titles = _leading(body, ("title",))
    writer.preface(doc, body[:titles])
    end = titles + _leading(body[titles:], ("chapeau", "preamble"))
    writer.preamble(doc, body[titles:end])
    writer.main(doc, body[end:])
    writer.unmarked(meta)
    root = Element("akomaNtoso", {"xmlns": NAMESPACE}, [doc])
    return ('<?xml version="1.0" encoding="UTF-8"?>\n' + serialise(root)).encode()


def _leading(clauses: Sequence[Clause], kinds: Iterable[str]) -> int:
    return next((at for at, clause in enumerate(clauses) if clause.kind not in kinds), len(clauses))


class _Writer:
    """Writes the clauses; knows which ids are taken and which notes have been printed."""

    def __init__(self, clauses: Sequence[Clause], notes: dict[str, str]) -> None:
        self.notes = notes
        self.printed: dict[str, str] = {}
        self.taken: set[str] = set()
        self.alike = Counter(_own(clause) for clause in clauses)

    def preface(self, doc: Element, titles: Sequence[Clause]) -> None:
        """Write the titles."""
        preface = doc.add("preface") if titles else doc
        for at, clause in enumerate(titles, 1):
            eid = self._unique(f"preface__longTitle_{at}")
            words = preface.add("longTitle", eId=eid).add("p")
            self._inline(words.add("docTitle", eId=f"{eid}__docTitle_1"), clause.text, eid)

    def preamble(self, doc: Element, clauses: Sequence[Clause]) -> None:
        """Write the chapeau and the recitals before the first heading."""
        preamble = doc.add("preamble") if clauses else doc
        recitals: Element | None = None
        for at, clause in enumerate(clauses, 1):
            if clause.kind == "chapeau":
                recitals = None
                eid = self._unique(f"preamble__formula_{at}")
                self._inline(preamble.add("formula", eId=eid, name="chapeau").add("p"), clause.text, eid)
                continue
            if recitals is None:
                recitals = preamble.add("recitals", eId=self._unique("preamble__recs"))
            number = _slug(number_of(clause.label)) or str(at)
            eid = self._unique(f"{recitals.attrs['eId']}__rec_{number}")
            recital = recitals.add("recital", eId=eid)
            self._label(recital, clause, eid)
            self._inline(recital.add("p"), clause.text, eid)

    def main(self, doc: Element, clauses: Sequence[Clause]) -> None:
        """Write the hierarchy; a clause with others under it has its words in `intro`, else in `content`."""
        body = doc.add("mainBody")
        stack = [_AknUnit(-1, "", body)]
        for at, clause in enumerate(clauses):
            rank = RANK[clause.kind]
            while stack[-1].rank >= rank and len(stack) > 1:
                stack.pop()
            unit = self._unit(clause, stack)
            stack[-1].element.children.append(unit.element)
            following = RANK[clauses[at + 1].kind] if at + 1 < len(clauses) else -1
            self._words(unit, clause, opens=following > rank)
            stack.append(unit)
        if not clauses:
            body.add("p")

    def unmarked(self, meta: Element) -> None:
        """Keep the notes that no text bears a mark of."""
        left = [number for number in self.notes if number not in self.printed]
        notes = meta.add("notes", source="#cdiff") if left else meta
        for at, number in enumerate(left, 1):
            note = notes.add("note", eId=self._unique(f"note_{at}"), marker=number)
            note.add("p").children.append(self.notes[number])

    def _unit(self, clause: Clause, stack: Sequence[_AknUnit]) -> _AknUnit:
        tag = _TAGS.get(clause.kind, "hcontainer")
        eid = self._unique(self._eid(clause, tag, stack))
        attrs = {"eId": eid} if tag != "hcontainer" else {"eId": eid, "name": clause.kind}
        return _AknUnit(RANK[clause.kind], clause.kind, Element(tag, attrs), eid=eid)

    def _eid(self, clause: Clause, tag: str, stack: Sequence[_AknUnit]) -> str:
        above = stack[-1]
        short = _SHORT.get(tag, "hcontainer")
        number = _slug(number_of(clause.label)) if tag != "hcontainer" else ""
        runs_through = tag != "point" and self.alike[_own(clause)] == 1
        if number and runs_through and not any(unit.kind == "article" for unit in stack):
            return f"{short}_{number}"
        if not number:
            above.counts[short] += 1
            number = str(above.counts[short]) if tag == "hcontainer" else f"nn_{above.counts[short]}"
        return f"{above.eid}__{short}_{number}" if above.eid else f"{short}_{number}"

    def _words(self, unit: _AknUnit, clause: Clause, *, opens: bool) -> None:
        eid = unit.eid
        self._label(unit.element, clause, eid)
        if clause.kind in HEADINGS:
            if clause.text:
                self._inline(unit.element.add("heading", eId=f"{eid}__heading"), clause.text, eid)
            return
        part = "intro" if opens else "content"
        if clause.text or not opens:
            self._inline(unit.element.add(part, eId=f"{eid}__{part}").add("p"), clause.text, f"{eid}__{part}")

    def _label(self, element: Element, clause: Clause, eid: str) -> None:
        if clause.label:
            element.add("num", eId=f"{eid}__num").children.append(clause.label)

    def _inline(self, element: Element, text: str, eid: str) -> None:
        """Write words; where a mark stands, the note itself, and at its second mark a reference to it."""
        at = count = 0
        for match in _MARK.finditer(text):
            number = match[1]
            if number not in self.notes:
                continue
            if match.start() > at:
                element.children.append(text[at : match.start()])
            at = match.end()
            if number in self.printed:
                element.add("noteRef", href=f"#{self.printed[number]}", marker=number)
                continue
            count += 1
            note = self._unique(f"{eid}__authorialNote_{count}")
            self.printed[number] = note
            words = element.add("authorialNote", eId=note, marker=number, placement="bottom").add("p")
            self._inline(words, self.notes[number], note)
        if at < len(text):
            element.children.append(text[at:])

    def _unique(self, eid: str) -> str:
        name, count = eid, 2
        while name in self.taken:
            name, count = f"{eid}_{count}", count + 1
        self.taken.add(name)
        return name


def _own(clause: Clause) -> tuple[str, str]:
    return _TAGS.get(clause.kind, "hcontainer"), _slug(number_of(clause.label))


def _slug(text: str) -> str:
    """Bring a number into the form of an id: `5 bis` → `5bis`, `3.2` → `3-2`, `CHAPTER II` → `II`."""
    words = text.split()
    if len(words) > 1 and re.fullmatch(r"[^\W\d_]{2,}", words[0]):
        words = words[1:]
    return re.sub(r"[^\w-]+", "-", "".join(words)).strip("-")
