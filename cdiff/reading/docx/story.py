"""A story becomes blocks: the body, a note, a header or a text box, paragraph by paragraph, tables row by row.

Which mark of a paragraph counts decides where a printed paragraph ends: with a mark that was deleted (or, read as
original, one that was inserted) its words run on into the next paragraph, whose properties hold for both.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from cdiff.core.errors import ReadError
from cdiff.core.model import Block, Remark, Removed
from cdiff.core.records import field, record
from cdiff.reading.docx.inline import (
    TRACKED,
    Atom,
    CommentEdge,
    FieldStack,
    NoteMark,
    PageBreak,
    TextBox,
    TextRun,
    Unread,
    atoms,
    branch,
    fields_of,
    tracked,
    tracked_in,
)
from cdiff.reading.docx.lists import DocxLists
from cdiff.reading.docx.notes import DocxNotes
from cdiff.reading.docx.ooxml import MC, M, attribute, local, switch, value, w
from cdiff.reading.docx.styles import DocxStyles
from cdiff.reading.office import EMPTY, FREE, INDEX, LETTERHEAD, ParagraphBuilder, ReadingLog, TableRows, TextContext
from cdiff.reading.xmlparts import Element

_WRAPPERS = frozenset(("sdtContent", "customXml", "smartTag", "tbl", "bdo", "dir", "txbxContent"))


@record
class DocxParagraph:
    """A paragraph, and what holds around it."""

    element: Element
    around: TextContext


@record
class Edge:
    """Where nothing is joined across: the start and end of a cell, a table or a story."""


@record
class CellEnd(Edge):
    """Where a cell of a table ends."""


@record
class RowStart(Edge):
    """Where a row of a table starts."""


@record
class RowEnd(Edge):
    """Where a row of a table ends."""


@record
class Foreign:
    """A part in another format, which is not read."""


_NONE: Mapping[Element, str] = {}
Step = DocxParagraph | Edge | Foreign
_ENDS = {"tc": CellEnd(), "tr": RowEnd(), "tbl": Edge()}


def walk(story: Element, around: TextContext, asides: Mapping[Element, str] = _NONE) -> Iterator[Step]:
    """Go through a story: the body, a note, a header, a text box; what is in `asides` is set aside, with the reason."""
    stack: list[tuple[Element, TextContext] | Edge] = [(child, around) for child in reversed(story)]
    while stack:
        top = stack.pop()
        if isinstance(top, Edge):
            yield top
            continue
        element, holds = top
        holds = holds.beside(asides.get(element, ""))
        name = local(element)
        if name == "p" or element.tag in (M + "oMathPara", M + "oMath"):
            yield DocxParagraph(element, holds)
        elif name == "altChunk":
            yield Foreign()
        elif name in _ENDS:
            yield RowStart() if name == "tr" else Edge()
            stack.append(_ENDS[name])
            stack += _deeper(element, name, holds)
        else:
            stack += _deeper(element, name, holds)
    yield Edge()


def _deeper(element: Element, name: str, holds: TextContext) -> list[tuple[Element, TextContext]]:
    """Return the children to walk on with, the last one first."""
    if name in TRACKED:
        holds = holds.inside(tracked(element))
    elif name in ("tr", "tc"):
        holds = holds.inside(*tracked_in(element.find(w(f"{name}Pr"))))
    elif name == "sdt":
        gallery = value(element.find(f"{w('sdtPr')}/{w('docPartObj')}"), "docPartGallery")
        holds = TextContext(holds.changes, INDEX) if gallery == "Table of Contents" else holds
    elif element.tag == MC + "AlternateContent":
        chosen = branch(element)
        return [] if chosen is None else [(child, holds) for child in reversed(chosen)]
    elif name not in _WRAPPERS:
        return []
    return [(child, holds) for child in reversed(element)]


@record(frozen=False)
class DocxPosition:
    """Where the reading of a file stands; all its stories count on together."""

    line: int = 0
    page: int = 0
    """From 1; stays 0 where the file does not tell its pages."""


@record
class DocxComment:
    """A comment on the text."""

    author: str
    text: str


@record(frozen=False)
class DocxStory:
    """Reads one story after the other into blocks."""

    log: ReadingLog
    styles: DocxStyles
    lists: DocxLists
    notes: DocxNotes
    position: DocxPosition
    comments: dict[str, DocxComment] = field(default_factory=dict)
    name: str = ""
    blocks: list[Block] = field(default_factory=list)
    _gap: int = 0
    _draft: ParagraphBuilder | None = None
    _commented: dict[str, tuple[int, list[str]]] = field(default_factory=dict)
    _rows: TableRows = field(init=False)

    def __post_init__(self) -> None:
        self._rows = TableRows(self.blocks)

    def read(self, story: Element, around: TextContext = FREE, letterhead: Element | None = None) -> None:
        """Read a story; its blocks come after those there are. A letterhead in it is set aside."""
        fields = fields_of(story)
        for step in walk(story, around, {} if letterhead is None else {letterhead: LETTERHEAD}):
            if isinstance(step, Foreign):
                self.log.warn("a part in another format (altChunk) is not read", self.position.line)
            elif isinstance(step, DocxParagraph):
                self._paragraph(step, fields)
            else:
                self._flush()
                if isinstance(step, RowStart):
                    self._rows.start()
                elif isinstance(step, CellEnd):
                    self._rows.end_cell()
                elif isinstance(step, RowEnd):
                    self._rows.end()

    def _paragraph(self, step: DocxParagraph, fields: FieldStack) -> None:
        """Read a paragraph of the file into the one that is being put together, which it ends if its mark counts."""
        self.position.line += 1
        if self.position.line > self.log.options.limits.blocks:
            limit = self.log.options.limits.blocks
            raise ReadError(f"{self.name}: more than {limit:,} paragraphs; split it, or raise the limit on blocks")
        draft = self._draft = self._draft or ParagraphBuilder(self.log)
        properties = step.element.find(w("pPr"))
        style = self.styles.of(properties)
        for atom in atoms(step.element, fields, step.around):
            self._take(atom, draft, style)
        mark = None if properties is None else properties.find(w("rPr"))
        changes = (*step.around.changes, *tracked_in(mark))
        draft.mark(changes)
        draft.end_line(self.position.line)
        if not draft.has_properties:
            before = None if properties is None else properties.find(f"{w('pPrChange')}/{w('pPr')}")
            original = before is not None and self.log.options.revisions == "original"
            draft.properties = before if original else properties
        self._comment(" ")
        hidden = bool(switch(mark, "vanish"))
        frame = None if properties is None else properties.find(w("framePr"))
        is_drop_cap = attribute(frame, "dropCap") in ("drop", "margin")  # the large first letter of the next paragraph
        if hidden and switch(mark, "specVanish"):
            draft.has_properties = True
            draft.put(" ", self.position.line, self.position.page)
        elif self.log.counts(changes) and not is_drop_cap:
            self._flush(printed=not hidden)
        if properties is not None and properties.find(w("sectPr")) is not None:
            self.notes.next_section()

    def _take(self, atom: Atom, draft: ParagraphBuilder, style: str) -> None:
        if isinstance(atom, TextRun):
            look = self.styles.look(atom.properties, style)
            self._comment(draft.take(atom.text, atom.around, look, self.position.line, self.position.page))
        elif isinstance(atom, NoteMark):
            counts = self.log.counts(atom.around.changes)
            printed = self.notes.call(atom, counts=counts)
            if counts:
                draft.put(f"[^{printed}]", self.position.line, self.position.page)
        elif isinstance(atom, TextBox):
            draft.boxes.append((atom.content, atom.around))
        elif isinstance(atom, CommentEdge) and atom.opens:
            self._commented[atom.id] = self.position.line, []
        elif isinstance(atom, CommentEdge):
            line, words = self._commented.pop(atom.id, (0, []))
            if line:
                self._remark(atom.id, words, line)
        elif isinstance(atom, PageBreak):
            self.position.page += 1 if self.position.page else 0
        elif isinstance(atom, Unread):
            self.log.warn(atom.message, self.position.line)

    def _comment(self, text: str) -> None:
        for _, words in self._commented.values():
            words.append(text)

    def _remark(self, id_: str, words: list[str], line: int) -> None:
        comment = self.comments.pop(id_, None)
        if comment:
            about = " ".join("".join(words).split())
            self.log.remarks.append(Remark("comment", about, comment.text, comment.author, line))

    def _flush(self, *, printed: bool = False) -> None:
        """End the paragraph that is being put together; `printed` where it is one even without words."""
        draft, self._draft = self._draft, None
        if draft is None:
            return
        text = draft.text.strip()
        if text or printed:
            label = self.lists.label(draft.properties, tracked=self.log.options.revisions == "accepted")
            if text:
                heading = self.styles.heading(draft.properties)
                block = Block(text, draft.line, self._gap, True, label.text, heading, label.level, draft.page)
                self.blocks.append(block)
                self._gap = 0
            else:  # a paragraph of which nothing is left; its number is printed all the same
                self._gap += 1
                if label.text:
                    self.log.removed.append(Removed(label.text, draft.set_aside or EMPTY, self.position.line))
        for content, around in draft.boxes:
            self.read(content, around)

    def finish(self) -> None:
        """List the comments that have no end, or no words they are about."""
        for id_, (line, words) in self._commented.items():
            self._remark(id_, words, line)
        for id_ in list(self.comments):
            self._remark(id_, [], 0)
