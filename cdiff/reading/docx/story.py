"""A story becomes blocks: the body, a note, a header or a text box, paragraph by paragraph.

Which mark of a paragraph counts decides where a printed paragraph ends: with a mark that was deleted (or, read as
original, one that was inserted) its words run on into the next paragraph, whose properties hold for both.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from cdiff.core.errors import ReadError
from cdiff.core.model import Block, Remark, Removed
from cdiff.reading.docx.atoms import Atom, Box, CommentEdge, NoteMark, Odd, PageTurn, Words, tracked_in
from cdiff.reading.docx.fields import fields_of
from cdiff.reading.docx.inline import atoms
from cdiff.reading.docx.lists import Label, Lists
from cdiff.reading.docx.names import attribute, switch, w
from cdiff.reading.docx.notes import Notes
from cdiff.reading.docx.styles import Styles
from cdiff.reading.docx.walk import CellEnd, Edge, Foreign, Paragraph, RowEnd, RowStart, walk
from cdiff.reading.office.around import EMPTY, FREE, LETTERHEAD, Around
from cdiff.reading.office.draft import Draft
from cdiff.reading.office.finds import Finds
from cdiff.reading.office.rows import Rows
from cdiff.reading.xmlparts import Element


@dataclass(slots=True)
class Place:
    """Where the reading of a file stands; all its stories count on together."""

    line: int = 0
    page: int = 0
    """From 1; stays 0 where the file does not tell its pages."""


@dataclass(frozen=True, slots=True)
class Comment:
    """What somebody wrote beside the text."""

    author: str
    text: str


@dataclass(slots=True)
class Story:
    """Reads one story after the other into blocks."""

    finds: Finds
    styles: Styles
    lists: Lists
    notes: Notes
    place: Place
    comments: dict[str, Comment] = field(default_factory=dict)
    name: str = ""
    blocks: list[Block] = field(default_factory=list)
    _gap: int = 0
    _draft: Draft | None = None
    _commented: dict[str, tuple[int, list[str]]] = field(default_factory=dict)
    _rows: Rows = field(init=False)

    def __post_init__(self) -> None:
        self._rows = Rows(self.blocks)

    def read(self, story: Element, around: Around = FREE, letterhead: Element | None = None) -> None:
        """Read a story; its blocks come after those there are. A letterhead in it is set aside."""
        fields = fields_of(story)
        for step in walk(story, around, {} if letterhead is None else {letterhead: LETTERHEAD}):
            if isinstance(step, Edge):
                self._flush()
                self._turn(step)
            elif isinstance(step, Foreign):
                self.finds.warn("a part in another format (altChunk) is not read", self.place.line)
            else:
                self._begin_line()
                draft = self._current()
                style = self.styles.of(step.element.find(w("pPr")))
                for atom in atoms(step.element, fields, step.around):
                    self._take(atom, draft, style)
                self._end_line(step, draft)

    def _turn(self, edge: Edge) -> None:
        if isinstance(edge, RowStart):
            self._rows.start()
        elif isinstance(edge, CellEnd):
            self._rows.end_cell()
        elif isinstance(edge, RowEnd):
            self._rows.end()

    def _begin_line(self) -> None:
        self.place.line += 1
        if self.place.line > self.finds.options.limits.blocks:
            limit = self.finds.options.limits.blocks
            raise ReadError(f"{self.name}: more than {limit:,} paragraphs; split it, or raise the limit on blocks")

    def _current(self) -> Draft:
        if self._draft is None:
            self._draft = Draft(self.finds)
        return self._draft

    def _take(self, atom: Atom, draft: Draft, style: str) -> None:
        if isinstance(atom, Words):
            look = self.styles.look(atom.properties, style)
            self._comment(draft.take(atom.text, atom.around, look, self.place.line, self.place.page))
        elif isinstance(atom, NoteMark):
            self._call(atom, draft)
        elif isinstance(atom, Box):
            draft.boxes.append((atom.content, atom.around))
        elif isinstance(atom, CommentEdge):
            self._turn_comment(atom)
        elif isinstance(atom, PageTurn):
            self.place.page += 1 if self.place.page else 0
        elif isinstance(atom, Odd):
            self.finds.warn(atom.message, self.place.line)

    def _call(self, mark: NoteMark, draft: Draft) -> None:
        counts = self.finds.counts(mark.around.changes)
        printed = self.notes.call(mark, counts=counts)
        if counts:
            draft.put(f"[^{printed}]", self.place.line, self.place.page)

    def _comment(self, text: str) -> None:
        for _, words in self._commented.values():
            words.append(text)

    def _turn_comment(self, edge: CommentEdge) -> None:
        if edge.opens:
            self._commented[edge.id] = self.place.line, []
        elif edge.id in self._commented:
            line, words = self._commented.pop(edge.id)
            self._remark(edge.id, " ".join("".join(words).split()), line)

    def _remark(self, id_: str, words: str, line: int) -> None:
        comment = self.comments.pop(id_, None)
        if comment:
            self.finds.remarks.append(Remark("comment", words, comment.text, comment.author, line))

    def _end_line(self, step: Paragraph, draft: Draft) -> None:
        properties = step.element.find(w("pPr"))
        mark = None if properties is None else properties.find(w("rPr"))
        changes = (*step.around.changes, *tracked_in(mark))
        draft.mark(changes)
        draft.end_line(self.place.line)
        if not draft.has_properties:
            draft.properties = self._said(properties)
        self._comment(" ")
        hidden = bool(switch(mark, "vanish"))
        if hidden and switch(mark, "specVanish"):
            draft.has_properties = True
            draft.put(" ", self.place.line, self.place.page)
        elif self.finds.counts(changes) and not _is_drop_cap(properties):
            self._flush(printed=not hidden)
        if properties is not None and properties.find(w("sectPr")) is not None:
            self.notes.next_section()

    def _said(self, properties: Element | None) -> Element | None:
        """Give the properties of the side that is read."""
        before = None if properties is None else properties.find(f"{w('pPrChange')}/{w('pPr')}")
        return before if before is not None and self.finds.options.revisions == "original" else properties

    def _flush(self, *, printed: bool = False) -> None:
        """End the paragraph that is being put together; `printed` where it is one even without words."""
        draft, self._draft = self._draft, None
        if draft is None:
            return
        text = draft.text.strip()
        if text:
            self._add(draft, text)
        elif printed:
            self._gap += 1
            self._set_aside(draft)
        for content, around in draft.boxes:
            self.read(content, around)

    def _add(self, draft: Draft, text: str) -> None:
        label = self._label(draft)
        heading = self.styles.heading(draft.properties)
        self.blocks.append(Block(text, draft.line, self._gap, True, label.text, heading, label.level, draft.page))
        self._gap = 0

    def _label(self, draft: Draft) -> Label:
        return self.lists.label(draft.properties, tracked=self.finds.options.revisions == "accepted")

    def _set_aside(self, draft: Draft) -> None:
        """Count a paragraph of which nothing is left; its number is printed all the same."""
        label = self._label(draft)
        if label.text:
            self.finds.removed.append(Removed(label.text, draft.set_aside or EMPTY, self.place.line))

    def finish(self) -> None:
        """List the comments that end nowhere, or hang on no words."""
        for id_, (line, words) in self._commented.items():
            self._remark(id_, " ".join("".join(words).split()), line)
        for id_ in list(self.comments):
            self._remark(id_, "", 0)


def _is_drop_cap(properties: Element | None) -> bool:
    """Whether a paragraph is the large first letter of the next one."""
    frame = None if properties is None else properties.find(w("framePr"))
    return attribute(frame, "dropCap") in ("drop", "margin")
