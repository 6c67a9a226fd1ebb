"""Footnotes and endnotes: which number Word prints for each, and where their texts are."""

from __future__ import annotations

from cdiff.core.records import field, record, replace
from cdiff.reading.docx.inline import NoteKind, NoteMark
from cdiff.reading.docx.ooxml import attribute, number, value, w
from cdiff.reading.numerals import numeral
from cdiff.reading.xmlparts import Element

KINDS: tuple[NoteKind, ...] = ("footnote", "endnote")


@record
class _NoteNumbering:
    """How a section counts the notes of one kind."""

    format: str
    start: int = 1
    restart: str = "continuous"


_USUAL = {"footnote": _NoteNumbering("decimal"), "endnote": _NoteNumbering("lowerRoman")}


@record
class DocxNoteCall:
    """A note whose mark stands in the text."""

    kind: NoteKind
    id: str
    mark: str
    custom: str
    """The mark as the author typed it, here and before the note; empty for a number."""
    counts: bool
    """Its mark is on the side of the tracked changes that is read."""


@record(frozen=False)
class DocxNotes:
    """Numbers the notes as their marks turn up."""

    texts: dict[NoteKind, dict[str, Element]]
    sections: list[dict[NoteKind, _NoteNumbering]]
    calls: list[DocxNoteCall] = field(default_factory=list)
    _section: int = 0
    _last: dict[NoteKind, int] = field(default_factory=dict)

    def call(self, mark: NoteMark, *, counts: bool) -> str:
        """Return the mark that is printed, and remember the note."""
        printed = mark.custom.strip()
        if not printed and counts:
            counting = self._counting(mark.kind)
            self._last[mark.kind] = self._last.get(mark.kind, counting.start - 1) + 1
            printed = numeral(self._last[mark.kind], counting.format)
        self.calls.append(DocxNoteCall(mark.kind, mark.id, plain_mark(printed), mark.custom.strip(), counts))
        return self.calls[-1].mark

    def next_section(self) -> None:
        """Enter the next section."""
        self._section += 1
        for kind in KINDS:
            if self._counting(kind).restart == "eachSect":
                self._last.pop(kind, None)

    def _counting(self, kind: NoteKind) -> _NoteNumbering:
        return self.sections[min(self._section, len(self.sections) - 1)][kind]

    def by_page(self) -> list[NoteKind]:
        """List the kinds that are counted anew on every page, which only Word's layout knows."""
        return [kind for kind in KINDS if any(each[kind].restart == "eachPage" for each in self.sections)]

    def doubled(self) -> list[str]:
        """List the marks that two notes share."""
        marks = [each.mark for each in self.calls if each.counts]
        return sorted({mark for mark in marks if marks.count(mark) > 1})

    def uncalled(self) -> list[tuple[NoteKind, Element]]:
        """List the notes that no mark calls."""
        known = {(each.kind, each.id) for each in self.calls}
        return [(kind, note) for kind in KINDS for id_, note in self.texts[kind].items() if (kind, id_) not in known]


def plain_mark(printed: str) -> str:
    """Return a mark without spaces and the square brackets that it is written in here; an empty one is a star."""
    return "".join(printed.split()).strip("[]") or "*"


def notes_of(body: Element, settings: Element | None, footnotes: Element | None, endnotes: Element | None) -> DocxNotes:
    """Read how a document counts its notes, section by section."""
    usual = {kind: _counting(settings, kind, _USUAL[kind]) for kind in KINDS}
    changed = {inner for each in body.iter(w("sectPrChange")) for inner in each}
    ends = [end for end in body.iter(w("sectPr")) if end not in changed]
    sections = [{kind: _counting(end, kind, usual[kind]) for kind in KINDS} for end in ends]
    texts: dict[NoteKind, dict[str, Element]] = {
        "footnote": _texts(footnotes, "footnote"),
        "endnote": _texts(endnotes, "endnote"),
    }
    return DocxNotes(texts, sections or [usual])


def _counting(holder: Element | None, kind: NoteKind, usual: _NoteNumbering) -> _NoteNumbering:
    said = None if holder is None else holder.find(w(f"{kind}Pr"))
    start = number(said, "numStart")
    return replace(
        usual,
        format=value(said, "numFmt") or usual.format,
        start=usual.start if start is None else start,
        restart=value(said, "numRestart") or usual.restart,
    )


def _texts(root: Element | None, kind: NoteKind) -> dict[str, Element]:
    """Find the notes of a part; those with a type are the lines that Word draws above notes."""
    found = [] if root is None else list(root.iterchildren(w(kind)))
    return {attribute(note, "id"): note for note in found if attribute(note, "type") in ("", "normal")}
