"""Word: .docx → blocks, numbered as Word prints them, on one side of the tracked changes.

The order of the parts matters: the body first, so that marks and lists count as they are printed; then the
notes in the order of their marks; finally the headers and footers, which are set aside. Paragraphs of the file
are counted on through all of them, whichever side is read, so that a place means the same in both readings.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from cdiff.core.errors import ReadError
from cdiff.core.model import Block, Removed
from cdiff.core.records import record
from cdiff.reading.content import Content
from cdiff.reading.docx.lists import DocxLists
from cdiff.reading.docx.notes import DocxNoteCall, notes_of
from cdiff.reading.docx.ooxml import VML, A, Package, R, attribute, integer, switch, w
from cdiff.reading.docx.story import DocxComment, DocxPlace, DocxPosition, DocxStory
from cdiff.reading.docx.styles import DocxStyles
from cdiff.reading.office import FOOTER, HEADER, ReadingLog, RunFormat, new_marks
from cdiff.reading.options import ReadOptions
from cdiff.reading.paragraphs import believed_headings, rejoined
from cdiff.reading.positions import superscript
from cdiff.reading.unplaced import NO_MARK
from cdiff.reading.xmlparts import Element, text_of
from cdiff.reading.zipped import DOCX

__all__ = ["DocxPlaces", "read_docx", "read_places"]

_FURNITURE = {"headerReference": HEADER, "footerReference": FOOTER}
_QUOTED = re.compile(r'"([^"]+)"')
_SYMBOL, _LETTERHEAD = 5, 500
"""The least length of a document's symbol (`A/1/2`), and the greatest of a letterhead, in characters without spaces."""
_PROPERTY = "{http://schemas.openxmlformats.org/officeDocument/2006/extended-properties}"
_OWN = "a page header or footer that cdiff added to its redline"


def read_docx(data: bytes, name: str, options: ReadOptions = ReadOptions()) -> Content:  # noqa: B008  # frozen
    """Read a Word file; `name` stands for it in messages.

    A block is a paragraph as it is printed. Its `line` is the ordinal of the paragraph in the file that its first
    words stand in; what a tracked change joined to it stands between that and the line of the next block.

    Raises `ReadError` for a file that is damaged, is protected, is no Word file, or passes a limit.
    """
    package = Package(data, name, options.limits)
    return _DocxReader(package, _body(package), ReadingLog(options)).read()


def _body(package: Package) -> Element:
    body = package.parsed(package.main).find(w("body"))
    if body is None:
        raise ReadError(f"{package.name}: {package.main} is not a Word document: it has no body")
    return body


@record
class DocxPlaces:
    """A Word file with its paragraphs as they were read: the line of a block or a clause is the place of one."""

    package: Package
    places: tuple[DocxPlace, ...]
    styles: DocxStyles
    log: ReadingLog


def read_places(data: bytes, name: str, options: ReadOptions = ReadOptions()) -> DocxPlaces:  # noqa: B008  # frozen
    """Read a Word file as `read_docx` does, and return where in the file its words stand; raises the same."""
    package = Package(data, name, options.limits)
    reader = _DocxReader(package, _body(package), ReadingLog(options), [])
    reader.read()
    return DocxPlaces(package, tuple(reader.places or ()), DocxStyles(package.related("styles")), reader.log)


@record(frozen=False)
class _DocxReader:
    package: Package
    body: Element
    log: ReadingLog
    places: list[DocxPlace] | None = None

    def read(self) -> Content:
        """Read the parts in their order."""
        package, log = self.package, self.log
        styles = DocxStyles(package.related("styles"))
        settings, footnotes, endnotes = (package.related(kind) for kind in ("settings", "footnotes", "endnotes"))
        notes = notes_of(self.body, settings, footnotes, endnotes)
        story = DocxStory(
            log,
            styles,
            DocxLists(package.related("numbering"), styles),
            notes,
            DocxPosition(page=1 if _counts_pages(package, self.body) else 0, places=self.places),
            _comments_of(package.related("comments")),
            package.name,
        )
        if log.options.struck == "deleted":
            styles.with_marks = True
            log.new_marks = new_marks(_formats(self.body, styles))
        story.read(self.body, letterhead=_letterhead(package, self.body))
        story.position.page = 0
        text = believed_headings(story.blocks, lambda block: story.heading_styles.get(block.line, ""))
        text, counters = rejoined(text, story.in_cells)
        log.removed += counters
        blocks = [*text, *(block for call in notes.calls if (block := self._note(call, story)))]
        for kind, note in notes.uncalled():
            self._set_aside(note, NO_MARK[kind], story)
        own = _property(package, "Application") == "cdiff"
        for part, reason in _furniture(package, self.body):
            self._set_aside(part, _OWN if own else reason, story)
        story.finish()
        for format_name in sorted(story.lists.unknown):
            log.warn(f"the number format {format_name} is not known; its numbers are printed decimal")
        for kind in notes.by_page():
            log.warn(f"{kind}s count anew on every page, which only Word knows; they are numbered through")
        for mark in notes.doubled():
            log.warn(f"more than one note has the mark {mark}")
        return log.content(blocks, DOCX, links=[*self._links()], pictures=[*self._pictures()])

    def _links(self) -> Iterator[str]:
        """Give the targets of the links out of the file, as Word stores them: relations, and fields."""
        for each in self.body.iter(w("hyperlink")):
            if R + "id" in each.attrib:
                relation = self.package.relations.get(str(each.get(R + "id")))
                address, place = relation.address if relation else "", attribute(each, "anchor")
                yield f"{address}#{place}" if place else address
        for each in self.body.iter(w("instrText")):
            field = text_of(each)
            if "HYPERLINK" in field.upper():
                quoted = _QUOTED.search(field)
                yield quoted[1] if quoted else field

    def _pictures(self) -> Iterator[str]:
        """Give a fingerprint of each picture in the body, or the address of one that is not in the file."""
        for each in self.body.iter(A + "blip", VML + "imagedata"):
            ids = (each.get(R + name) for name in ("embed", "link", "id", "href"))
            relations = [self.package.relations[name] for name in map(str, ids) if name in self.package.relations]
            for relation in relations:
                yield self.package.archive.fingerprint(relation.target) or relation.address
        for part in self.package.relations.values():
            if part.kind in ("header", "footer"):
                images = (each for each in self.package.relations_of(part.target) if each.kind == "image")
                yield from (self.package.archive.fingerprint(each.target) or each.address for each in images)

    def _beside(self, element: Element, story: DocxStory, log: ReadingLog) -> list[Block]:
        """Read a story whose lists count for themselves."""
        lists = DocxLists(self.package.related("numbering"), story.styles)
        beside = DocxStory(log, story.styles, lists, story.notes, story.position, story.comments, story.name)
        beside.read(element)
        return beside.blocks

    def _note(self, call: DocxNoteCall, story: DocxStory) -> Block | None:
        element = story.notes.texts[call.kind].get(call.id)
        if element is None:
            self.log.warn(f"the text of {call.kind} {call.mark} is missing in the file", unread="part")
            return None
        # A note whose mark is on the other side of the tracked changes is read for its own changes alone.
        log = self.log if call.counts else ReadingLog(self.log.options)
        line = story.position.line + 1
        blocks = self._beside(element, story, log)
        text = " ".join(f"{block.label} {block.text}".strip() for block in blocks)
        for printed in (call.custom, superscript(call.custom, "")):
            text = text.removeprefix(printed).strip()
        if not call.counts:
            self.log.revisions += log.revisions
            return None
        if not text:
            self.log.warn(f"{call.kind} {call.mark} is empty", line)
        return Block(text, line, whole=True, note=call.mark)

    def _set_aside(self, element: Element, reason: str, story: DocxStory) -> None:
        blocks = self._beside(element, story, self.log)
        known = {(removed.text, removed.reason) for removed in self.log.removed}
        rows = (Removed(block.text, reason, block.line) for block in blocks)
        self.log.removed += [row for row in rows if (row.text, reason) not in known]


def _furniture(package: Package, body: Element) -> Iterator[tuple[Element, str]]:
    """Go through the headers and footers that the sections name, each part once, with the reason to set it aside."""
    seen = set()
    for section in body.iter(w("sectPr")):
        for kind, reason in _FURNITURE.items():
            for reference in section.iterchildren(w(kind)):
                relation = package.relations.get(str(reference.get(R + "id", "")))
                target = relation.target if relation else ""
                if target and target not in seen and target in package.archive:
                    seen.add(target)
                    yield package.parsed(target), reason


def _letterhead(package: Package, body: Element) -> Element | None:
    """Find the table at the head of a first page that has no running head of its own, but repeats it in a cell.

    That is where it recurs: letterheads of organisations name the document's symbol, which runs at the head of all
    other pages. A title that is alone in its row is none, whatever the running head says.
    """
    first = next((child for child in body if child.tag == w("tbl") or _letters(child)), None)
    section = next(body.iter(w("sectPr")), None)
    if first is None or first.tag != w("tbl") or not switch(section, "titlePg"):
        return None
    parts = [part for part, reason in _furniture(package, body) if reason == HEADER]
    heads = {_letters(line) for part in parts for line in part.iter(w("p"))}
    rows = [[text for cell in row.iter(w("tc")) if (text := _letters(cell))] for row in first.iter(w("tr"))]
    repeats = any(len(row) > 1 and any(len(text) >= _SYMBOL and text in heads for text in row) for row in rows)
    return first if repeats and len(_letters(first)) <= _LETTERHEAD else None


def _formats(body: Element, styles: DocxStyles) -> Iterator[list[RunFormat]]:
    """List the formats of the runs of each paragraph."""
    for paragraph in body.iter(w("p")):
        style = styles.of(paragraph.find(w("pPr")))
        runs = [run for run in paragraph.iter(w("r")) if any(text_of(text).strip() for text in run.iter(w("t")))]
        yield [styles.look(run.find(w("rPr")), style) for run in runs]


def _letters(element: Element) -> str:
    """Return the words in an element without spaces, for comparing."""
    return "".join("".join(text_of(text) for text in element.iter(w("t"))).split())


def _comments_of(root: Element | None) -> dict[str, DocxComment]:
    """Read `comments.xml`; a file may lack it."""
    found = {}
    for comment in () if root is None else root.iterchildren(w("comment")):
        paragraphs = ("".join(text_of(text) for text in each.iter(w("t"))) for each in comment.iter(w("p")))
        text = " ".join(" ".join(paragraphs).split())
        found[attribute(comment, "id")] = DocxComment(attribute(comment, "author"), text)
    return found


def _counts_pages(package: Package, body: Element) -> bool:
    """Whether the page breaks that Word left in the file are as many as the pages that it counted.

    Word writes a break only where a page starts inside a paragraph that it laid out anew, so that often some
    are missing; page numbers that are wrong are worse than none.
    """
    return integer(_property(package, "Pages")) == 1 + sum(1 for _ in body.iter(w("lastRenderedPageBreak")))


def _property(package: Package, name: str) -> str:
    """Return a property of the file that the program which saved it last wrote; empty if there is none."""
    part = "docProps/app.xml"
    found = package.parsed(part).find(_PROPERTY + name) if part in package.archive else None
    return "" if found is None else text_of(found).strip()
