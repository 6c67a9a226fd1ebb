"""A story of an OpenDocument text becomes blocks, paragraph by paragraph.

Paragraphs are counted as they stand in the body; those of a tracked deletion lie apart and count as the place
they were deleted from. Read as original, an insertion that spans the end of a paragraph joins it to the next one, and
a deletion that spans one splits it again.
"""

from __future__ import annotations

from collections.abc import Iterator

from cdiff.core.errors import ReadError
from cdiff.core.model import Block, Remark, Removed
from cdiff.core.records import field, record, replace
from cdiff.reading.odt.lists import OUTLINE, OdtListItem, OdtLists
from cdiff.reading.odt.styles import DC, DRAW, FIELD, OFFICE, SVG, TABLE, TEXT, XML_ID, OdtStyles, get, name_of, number
from cdiff.reading.office import (
    EMPTY,
    FREE,
    HIDDEN,
    INDEX,
    PICTURE,
    RUBY,
    ParagraphBuilder,
    ReadingLog,
    RunFormat,
    TableRows,
    TextContext,
    TrackedChange,
    is_title,
)
from cdiff.reading.paragraphs import BREAK, lines_of_paragraph
from cdiff.reading.xmlparts import Element, text_of


@record
class ChangedRegion:
    """One tracked change: who and when, and, for a deletion, the deleted paragraphs."""

    change: TrackedChange
    gone: tuple[Element, ...] = ()
    before: tuple[TrackedChange, ...] = ()
    """The insertion of what was deleted later."""


def regions_of(body: Element) -> dict[str, ChangedRegion]:
    """Read the insertions and deletions by their ids; changes of format do not count."""
    found = {}
    for element in body.iter(TEXT + "changed-region"):
        region = _region(element)
        if region:
            found[get(element, XML_ID) or get(element, TEXT + "id")] = region
    return found


def _region(element: Element) -> ChangedRegion | None:
    insertion, deletion = element.find(TEXT + "insertion"), element.find(TEXT + "deletion")
    inserted = () if insertion is None else (TrackedChange("insert", *_who(insertion)),)
    if deletion is not None:
        gone = tuple(deletion.iter(TEXT + "p", TEXT + "h"))
        return ChangedRegion(TrackedChange("delete", *_who(deletion)), gone, inserted)
    return ChangedRegion(inserted[0]) if inserted else None


def _who(change: Element) -> tuple[str, str]:
    info = change.find(OFFICE + "change-info")
    if info is None:
        return "", ""
    author, date = info.find(DC + "creator"), info.find(DC + "date")
    return "" if author is None else text_of(author), "" if date is None else text_of(date)


_SPECIAL = {
    TEXT + "note",
    TEXT + "soft-page-break",
    TEXT + "change",
    TEXT + "change-start",
    TEXT + "change-end",
    OFFICE + "annotation",
    OFFICE + "annotation-end",
}
_SIGNS = {TEXT + "tab": "\t", TEXT + "line-break": BREAK}
_COLUMNS = 64
"""A table of a text has no more columns; a file may claim any number of them."""


@record
class OdtText:
    """Characters that look alike."""

    text: str
    look: RunFormat
    aside: str = ""
    """Why they are not of the draft; empty where they are."""


@record
class OdtElement:
    """An element that is more than words: a note, a comment, a tracked change, a drawing."""

    element: Element
    name: str


def inline(paragraph: Element, styles: OdtStyles, look: RunFormat) -> Iterator[OdtText | OdtElement]:
    """Take a paragraph apart, in reading order."""
    stack = _inside(paragraph, look, "")
    while stack:
        node, look, aside = stack.pop()
        if isinstance(node, str):
            yield OdtText(node, look, aside)
            continue
        name = name_of(node)
        if name in _SPECIAL or name.startswith(DRAW):
            yield OdtElement(node, name)
        elif name in _SIGNS:
            yield OdtText(_SIGNS[name], look, aside)
        elif name == FIELD + "fieldmark" and get(node, FIELD + "type").endswith(".FORMCHECKBOX"):
            params = {get(child, FIELD + "name"): get(child, FIELD + "value") for child in node}
            yield OdtText("☒" if params.get("Checkbox_Checked") == "true" else "☐", look, aside)
        elif name == TEXT + "s":
            yield OdtText(" " * min(number(get(node, TEXT + "c")) or 1, 80), look, aside)
        elif name == TEXT + "hidden-text":
            yield OdtText(get(node, TEXT + "string-value"), look, HIDDEN)
        else:
            inner = styles.look("text", get(node, TEXT + "style-name"), look) if name == TEXT + "span" else look
            stack += _inside(node, inner, RUBY if name == TEXT + "ruby-text" else aside)


def _inside(element: Element, look: RunFormat, aside: str) -> list[tuple[Element | str, RunFormat, str]]:
    """Return what is inside an element, the last piece first."""
    pieces: list[Element | str] = [element.text or ""]
    for child in element:
        pieces += [child, child.tail or ""]
    return [(piece, look, aside) for piece in reversed(pieces) if not isinstance(piece, str) or piece]


_INDEXES = {
    TEXT + name
    for name in (
        "table-of-content",
        "alphabetical-index",
        "illustration-index",
        "table-index",
        "object-index",
        "user-index",
        "bibliography",
    )
}
_SKIPPED = {TEXT + "tracked-changes", TEXT + "sequence-decls", TEXT + "variable-decls", OFFICE + "forms"}
_CELLS = (TABLE + "table-cell", TABLE + "covered-table-cell")
_MARKS = (TEXT + "change", TEXT + "change-start", TEXT + "change-end")
_UNREAD = (DRAW + "object", DRAW + "object-ole")


@record
class OdtNoteCall:
    """A note whose mark stands in the text."""

    mark: str
    body: Element | None
    counts: bool


@record
class ParagraphEnd:
    """What is settled at the end of a paragraph: its list item and its heading level."""

    item: OdtListItem | None = None
    heading: int = 0
    printed: bool = True
    """It is a paragraph even without words."""


@record(frozen=False)
class OdtContext:
    """What the stories of one file have in common; all count their paragraphs on together."""

    name: str
    log: ReadingLog
    styles: OdtStyles
    lists: OdtLists
    regions: dict[str, ChangedRegion]
    page: int = 0
    """From 1; stays 0 where the file does not tell its pages."""
    line: int = 0
    notes: list[OdtNoteCall] = field(default_factory=list)


@record(frozen=False)
class OdtStory:
    """Reads the elements of one story after the other into blocks."""

    shared: OdtContext
    blocks: list[Block] = field(default_factory=list)
    _gap: int = 0
    _draft: ParagraphBuilder | None = None
    _inserted: dict[str, TrackedChange] = field(default_factory=dict)
    _comments: dict[str, tuple[Element, int, list[str]]] = field(default_factory=dict)
    _rows: TableRows = field(init=False)
    _spanned: int = 0
    """How many covered cells of this row still belong to the cell before them."""
    in_cells: set[int] = field(default_factory=set)
    """The lines of the paragraphs in tables."""
    heading_styles: dict[int, str] = field(default_factory=dict)
    """The styles of the paragraphs that are headings, by their lines."""
    _style: str = ""

    def __post_init__(self) -> None:
        self._rows = TableRows(self.blocks)

    def read(  # one case for each kind of element
        self, parent: Element, around: TextContext = FREE, item: OdtListItem | None = None
    ) -> None:
        """Read what is inside an element."""
        for child in parent:
            name = name_of(child)
            if name in (TEXT + "p", TEXT + "h"):
                self._paragraph(child, around, item)
            elif name == TEXT + "list":
                self._list(child, around, item)
            elif name in _CELLS:
                self._flush(ParagraphEnd(printed=False))
                self.read(child, around)
                self._flush(ParagraphEnd(printed=False))
                span = number(get(child, TABLE + "number-columns-spanned")) or 1
                for _ in range(min(number(get(child, TABLE + "number-columns-repeated")) or 1, _COLUMNS)):
                    if name == TABLE + "table-cell" or not self._spanned:
                        self._rows.end_cell(span)
                    self._spanned = span - 1 if name == TABLE + "table-cell" else max(0, self._spanned - 1)
            elif name == TABLE + "table-row":
                self._rows.start()
                self._spanned = 0
                self.read(child, around)
                self._rows.end()
            elif name == TABLE + "table":
                self._rows.start_table()
                self.read(child, around)
                self._rows.end_table()
            elif name in _MARKS or name == TEXT + "soft-page-break" or name.startswith(DRAW):
                self._special(OdtElement(child, name), around, ParagraphEnd(printed=False))
            elif name not in _SKIPPED and not name.startswith(DC):
                self.read(child, around.beside(_reason(child, name)), item)

    def finish(self) -> None:
        """End what is open: the last paragraph, and comments without an end."""
        self._flush(ParagraphEnd(printed=False))
        for name in list(self._comments):
            self._end_comment(name)

    def _list(self, element: Element, around: TextContext, outer: OdtListItem | None) -> None:
        level = outer.level + 1 if outer else 1
        style = get(element, TEXT + "style-name") or (outer.style if outer else self._style_inside(element))
        run = outer.run if outer else self.shared.lists.open(element, style)
        if outer and outer.counted and get(element, TEXT + "continue-numbering") != "true":
            run.counts.pop(level, None)
        for child in element:
            start = number(get(child, TEXT + "start-value"))
            numbered = name_of(child) != TEXT + "list-header"
            self.read(
                child, around, OdtListItem(run, level, get(child, TEXT + "style-override") or style, start, numbered)
            )

    def _style_inside(self, element: Element) -> str:
        first = next(element.iter(TEXT + "p", TEXT + "h"), None)
        return "" if first is None else self.shared.styles.list_style(first)

    def _paragraph(self, element: Element, around: TextContext, item: OdtListItem | None) -> None:
        shared, limits = self.shared, self.shared.log.options.limits
        shared.line += 1
        if shared.line > limits.blocks:
            raise ReadError(f"{shared.name}: more than {limits.blocks:,} paragraphs; raise the limit on blocks")
        end = self._end_of(element, item)
        self._style = get(element, TEXT + "style-name")
        self._words(element, around, end)
        changes = self._changes(around)
        draft = self._current()
        draft.mark(changes)
        draft.end_line(shared.line)
        self._commented(" ")
        if shared.log.counts(changes):
            self._flush(end)

    def _end_of(self, element: Element, item: OdtListItem | None) -> ParagraphEnd:
        if name_of(element) != TEXT + "h":
            return ParagraphEnd(item)
        heading = number(get(element, TEXT + "outline-level")) or 1
        if item is None and get(element, TEXT + "is-list-header") != "true":
            restart = get(element, TEXT + "restart-numbering") == "true"
            start = number(get(element, TEXT + "start-value")) if restart else None
            item = OdtListItem(self.shared.lists.outline, heading, OUTLINE, start)
        return ParagraphEnd(item, heading)

    def _words(self, element: Element, around: TextContext, end: ParagraphEnd) -> None:
        """Take the words of a paragraph into the draft."""
        styles = self.shared.styles
        look = styles.look("paragraph", get(element, TEXT + "style-name"))
        is_heading = bool(self.shared.log.new_marks) and is_title("".join(map(str, element.itertext())))
        for atom in inline(element, styles, look):
            if isinstance(atom, OdtElement):
                self._special(atom, around, end)
                continue
            holds = TextContext(self._changes(around), around.aside or atom.aside)
            # Bold is how headings are set, new or old.
            look = replace(atom.look, marks=frozenset()) if is_heading and atom.look.marks else atom.look
            self._commented(self._current().take(atom.text, holds, look, self.shared.line, self.shared.page))

    def _special(self, special: OdtElement, around: TextContext, end: ParagraphEnd) -> None:
        element, name = special.element, special.name
        if name in _MARKS:
            self._turn_change(element, name, around, end)
        elif name == TEXT + "note":
            self._call(element, around)
        elif name == TEXT + "soft-page-break":
            self.shared.page += 1 if self.shared.page else 0
        elif name == OFFICE + "annotation":
            key = get(element, OFFICE + "name") or f"at {len(self._comments)} {self.shared.line}"
            self._comments[key] = element, self.shared.line, []
            if not get(element, OFFICE + "name"):
                self._end_comment(key)
        elif name == OFFICE + "annotation-end":
            self._end_comment(get(element, OFFICE + "name"))
        else:
            self._drawing(element, around)

    def _current(self) -> ParagraphBuilder:
        if self._draft is None:
            self._draft = ParagraphBuilder(self.shared.log)
        return self._draft

    def _changes(self, around: TextContext) -> tuple[TrackedChange, ...]:
        return (*around.changes, *self._inserted.values())

    def _turn_change(self, element: Element, name: str, around: TextContext, end: ParagraphEnd) -> None:
        key = get(element, TEXT + "change-id")
        region = self.shared.regions.get(key)
        if name == TEXT + "change-end":
            self._inserted.pop(key, None)
        elif region and region.change.op == "insert" and name == TEXT + "change-start":
            self._inserted[key] = region.change
        elif region and region.change.op == "delete" and name == TEXT + "change":
            self._restore(region, around.inside(*region.before, region.change), end)

    def _restore(self, region: ChangedRegion, around: TextContext, end: ParagraphEnd) -> None:
        """Read deleted paragraphs at the place they were deleted from."""
        for at, paragraph in enumerate(region.gone):
            if at:
                changes = self._changes(around)
                self._current().mark(changes)
                self._current().end_line(self.shared.line)
                if self.shared.log.counts(changes):
                    self._flush(end)
                    if end.item:
                        end.item.renew()
            self._words(paragraph, around, end)

    def _call(self, note: Element, around: TextContext) -> None:
        citation = note.find(TEXT + "note-citation")
        said = "" if citation is None else get(citation, TEXT + "label") or text_of(citation)
        mark = "".join(said.split()).strip("[]") or str(len(self.shared.notes) + 1)
        counts = self.shared.log.counts(self._changes(around))
        self.shared.notes.append(OdtNoteCall(mark, note.find(TEXT + "note-body"), counts))
        if counts:
            self._current().put(f"[^{mark}]", self.shared.line, self.shared.page)

    def _commented(self, text: str) -> None:
        for _, _, words in self._comments.values():
            words.append(text)

    def _end_comment(self, name: str) -> None:
        if name not in self._comments:
            return
        element, line, words = self._comments.pop(name)
        creator = element.find(DC + "creator")
        author = "" if creator is None else text_of(creator)
        note = " ".join(" ".join(text_of(each) for each in element.iter(TEXT + "p")).split())
        about = " ".join("".join(words).split())
        self.shared.log.remarks.append(Remark("comment", about, note, author, line))

    def _drawing(self, element: Element, around: TextContext) -> None:
        """Keep a text box for the end of the paragraph; set the description of a picture aside."""
        if next(element.iter(TEXT + "p", TEXT + "h"), None) is not None:
            self._current().boxes.append((element, TextContext(self._changes(around), around.aside)))
            return
        if next(element.iter(*_UNREAD), None) is not None:
            self.shared.log.warn("an embedded object is not read; its text is missing here", self.shared.line, "part")
        for told in element.iter(SVG + "desc"):
            holds = TextContext(self._changes(around), PICTURE)
            self._current().take(text_of(told), holds, self.shared.styles.look("graphic", ""), self.shared.line, 0)

    def _flush(self, end: ParagraphEnd) -> None:
        """End the paragraph that is being put together."""
        draft, self._draft = self._draft, None
        if draft is None:
            return
        text = draft.text.strip()
        if text or end.printed:
            label = self.shared.lists.label(end.item) if end.item else ""
            self._add(draft, text, label, end)
        for element, around in draft.boxes:
            self.read(element, around)
            self._flush(ParagraphEnd(printed=False))

    def _add(self, draft: ParagraphBuilder, text: str, label: str, end: ParagraphEnd) -> None:
        if text:
            level = end.item.level if end.item and end.item.run is not self.shared.lists.outline else 0
            block = Block(text, draft.line, self._gap, True, label, end.heading, level, draft.page)
            if end.heading:
                self.heading_styles[draft.line] = self._style
            if self._rows.inside:
                self.in_cells.add(draft.line)
                self.blocks.append(replace(block, text=text.replace(BREAK, " ")))
            else:
                self.blocks += lines_of_paragraph(block)
            self._gap = 0
            return
        self._gap += 1
        if label and self._rows.inside and not draft.set_aside:
            self.blocks.append(Block("", self.shared.line, 0, True, label))
        elif label:
            self.shared.log.removed.append(Removed(label, draft.set_aside or EMPTY, self.shared.line))


def _reason(element: Element, name: str) -> str:
    """Why an element is set aside; empty where it is not."""
    if name in _INDEXES:
        return INDEX
    if name == TEXT + "section" and get(element, TEXT + "display") == "none":
        return HIDDEN
    return "a table cell that another one covers" if name == TABLE + "covered-table-cell" else ""
