"""A story becomes blocks: the body, a note, a header or a text box, paragraph by paragraph, tables row by row.

Which mark of a paragraph counts decides where a printed paragraph ends: with a mark that was deleted (or, read as
original, one that was inserted) its words run on into the next paragraph, whose properties hold for both.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from cdiff.core.errors import ReadError
from cdiff.core.model import Block, Remark, Removed
from cdiff.core.records import field, record, replace
from cdiff.reading.docx.inline import (
    TRACKED,
    Atom,
    CommentEdge,
    FieldStack,
    ListNumber,
    NoteMark,
    NotRead,
    PageBreak,
    TextBox,
    TextRun,
    atoms,
    branch,
    fields_of,
    tracked,
    tracked_in,
)
from cdiff.reading.docx.lists import DocxLists
from cdiff.reading.docx.notes import DocxNotes
from cdiff.reading.docx.ooxml import MC, M, attribute, local, number, switch, value, w
from cdiff.reading.docx.styles import DocxStyles
from cdiff.reading.office import (
    EMPTY,
    FREE,
    INDEX,
    LETTERHEAD,
    ParagraphBuilder,
    ReadingLog,
    TableRows,
    TextContext,
    is_title,
)
from cdiff.reading.paragraphs import BREAK, lines_of_paragraph
from cdiff.reading.xmlparts import Element, text_of

_NUMBER = "\ufdd0"
"""Stands for the number of a field until its paragraph is counted; Unicode keeps this sign from being a character."""
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

    span: int = 1


@record
class TableStart(Edge):
    """Where a table starts."""


@record
class TableEnd(Edge):
    """Where a table ends."""


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
_STARTS = {"tc": Edge(), "tr": RowStart(), "tbl": TableStart()}
_ENDS = {"tc": CellEnd(), "tr": RowEnd(), "tbl": TableEnd()}


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
            yield _STARTS[name]
            span = number(element.find(w("tcPr")), "gridSpan") if name == "tc" else None
            stack.append(CellEnd(span) if span and span > 1 else _ENDS[name])
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


@record
class DocxPlace:
    """A paragraph of the file as it was read: its line is its place among all, from 1."""

    paragraph: DocxParagraph
    atoms: tuple[Atom, ...]
    style: str


@record(frozen=False)
class DocxPosition:
    """Where the reading of a file stands; all its stories count on together."""

    line: int = 0
    page: int = 0
    """From 1; stays 0 where the file does not tell its pages."""
    places: list[DocxPlace] | None = None
    """Every paragraph that was read, where somebody asks for them."""


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
    heading_styles: dict[int, str] = field(default_factory=dict)
    """The styles of the paragraphs that are headings by their style, by their lines."""
    in_cells: set[int] = field(default_factory=set)
    """The lines of the paragraphs in tables."""
    _is_title: bool = False
    _gap: int = 0
    _draft: ParagraphBuilder | None = None
    _numbers: list[str] = field(default_factory=list)
    """The LISTNUM fields of the paragraph that is being put together."""
    _commented: dict[str, tuple[int, list[str]]] = field(default_factory=dict)
    _rows: TableRows = field(init=False)

    def __post_init__(self) -> None:
        self._rows = TableRows(self.blocks)

    def read(self, story: Element, around: TextContext = FREE, letterhead: Element | None = None) -> None:
        """Read a story; its blocks come after those there are. A letterhead in it is set aside."""
        fields = fields_of(story)
        for step in walk(story, around, {} if letterhead is None else {letterhead: LETTERHEAD}):
            if isinstance(step, Foreign):
                self.log.warn("a part in another format (altChunk) is not read", self.position.line, "part")
            elif isinstance(step, DocxParagraph):
                self._paragraph(step, fields)
            else:
                self._flush()
                if isinstance(step, RowStart):
                    self._rows.start()
                elif isinstance(step, CellEnd):
                    self._rows.end_cell(step.span)
                elif isinstance(step, TableStart):
                    self._rows.start_table()
                elif isinstance(step, TableEnd):
                    self._rows.end_table()
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
        self._is_title = bool(self.log.new_marks) and is_title(
            "".join(text_of(text) for text in step.element.iter(w("t")))
        )
        taken: Iterable[Atom] = atoms(step.element, fields, step.around)
        if self.position.places is not None:
            taken = tuple(taken)
            self.position.places.append(DocxPlace(step, taken, style))
        for atom in taken:
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
            draft.separated = True
        elif self.log.counts(changes) and not is_drop_cap:
            self._flush(printed=not hidden)
        if properties is not None and properties.find(w("sectPr")) is not None:
            self.notes.next_section()

    def _take(self, atom: Atom, draft: ParagraphBuilder, style: str) -> None:  # one case for each kind
        if isinstance(atom, TextRun):
            look = self.styles.look(atom.properties, style)
            # Bold is how headings are set, new or old.
            look = replace(look, marks=frozenset()) if self._is_title and look.marks else look
            self._comment(draft.take(atom.text, atom.around, look, self.position.line, self.position.page))
        elif isinstance(atom, NoteMark):
            counts = self.log.counts(atom.around.changes)
            printed = self.notes.call(atom, counts=counts)
            if counts:
                draft.put(f"[^{printed}]", self.position.line, self.position.page)
        elif isinstance(atom, ListNumber) and self.log.counts(atom.around.changes):
            draft.put(_NUMBER, self.position.line, self.position.page)
            self._numbers.append(atom.instruction)
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
        elif isinstance(atom, NotRead):
            self.log.warn(atom.message, self.position.line, atom.kind)

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
            tracked = self.log.options.revisions == "accepted"
            label = self.lists.label(draft.properties, tracked=tracked)
            for instruction in self._numbers:  # they count behind the number of their paragraph
                number = self.lists.field(instruction, draft.properties, tracked=tracked)
                if number is None:
                    said = f"{' '.join(instruction.split())}: that list is not in the file; its number is missing here"
                    self.log.warn(said, self.position.line, "part")
                text = text.replace(_NUMBER, number or "", 1)
            self._numbers.clear()
            if text:
                heading = self.styles.heading(draft.properties)
                block = Block(text, draft.line, self._gap, True, label.text, heading, label.level, draft.page)
                if heading:
                    self.heading_styles[draft.line] = self.styles.of(draft.properties)
                if self._rows.inside:
                    self.in_cells.add(draft.line)
                    self.blocks.append(replace(block, text=text.replace(BREAK, " ")))
                else:
                    self.blocks += lines_of_paragraph(block)
                self._gap = 0
            else:  # a paragraph of which nothing is left; its number is printed all the same
                self._gap += 1
                if label.text and self._rows.inside and not draft.set_aside:
                    self.blocks.append(Block("", self.position.line, 0, True, label.text, 0, label.level))
                elif label.text:
                    self.log.removed.append(Removed(label.text, draft.set_aside or EMPTY, self.position.line))
        for content, around in draft.boxes:
            self.read(content, around)

    def finish(self) -> None:
        """List the comments that have no end, or no words they are about."""
        for id_, (line, words) in self._commented.items():
            self._remark(id_, words, line)
        for id_ in list(self.comments):
            self._remark(id_, [], 0)
