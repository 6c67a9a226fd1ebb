"""What Word and OpenDocument share: tracked changes, formatting, a paragraph being put together, the rows of a table.

What stands in the file as one paragraph may print as a part of one (its mark was deleted, or is not yet
inserted), so a `ParagraphBuilder` takes the words of several paragraphs of the file, one after the other.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Literal

from cdiff.core.model import Block, Caution, Remark, Removed, Revision, UnreadKind
from cdiff.core.records import field, record, replace
from cdiff.reading.beside import COMMENTS, FOOTERS, HEADERS, HIGHLIGHTS, LINKS, PICTURES, WATERMARKS, beside
from cdiff.reading.content import Content
from cdiff.reading.options import ReadOptions
from cdiff.reading.paragraphs import BREAK
from cdiff.reading.positions import subscript, superscript
from cdiff.reading.text import STRUCK
from cdiff.reading.xmlparts import Element

INDEX = "a table of contents or index that the word processor made"
HIDDEN = "hidden text"
PICTURE = "a picture: the description that stands for it"
RUBY = "ruby: the reading that is printed above a word"
EMPTY = "a list number without text"
HEADER = "a page header"
LETTERHEAD = "head of the first page: a table that repeats the running head"
FOOTER = "a page footer"
ART = "text drawn as a shape"


@record
class TrackedChange:
    """A tracked change around something."""

    op: Literal["insert", "delete"]
    author: str
    date: str


@record
class TextContext:
    """What holds for everything inside an element."""

    changes: tuple[TrackedChange, ...] = ()
    aside: str = ""
    """Why it is not of the draft; empty where it is."""

    def inside(self, *changes: TrackedChange) -> TextContext:
        """Return the context inside further tracked changes."""
        return TextContext((*self.changes, *changes), self.aside) if changes else self

    def beside(self, reason: str) -> TextContext:
        """Return the context where everything is set aside; an outer reason takes precedence."""
        return TextContext(self.changes, self.aside or reason) if reason else self


@record
class RunFormat:
    """Formatting of words that matters to the text."""

    struck: bool = False
    hidden: bool = False
    highlight: str = ""
    """The colour; empty for none."""
    position: Literal["", "super", "sub"] = ""
    marks: frozenset[str] = frozenset()
    """How the run differs from the text around it (`bold`, `underlined`, a colour); for redlines made by formatting."""


_TITLE = 14
"""A line of more words is no heading, as in `parsing.shapes`."""
PLAIN = RunFormat()
FREE = TextContext()


@record(frozen=False)
class ReadingLog:
    """The lists that every story of a file adds to."""

    options: ReadOptions
    removed: list[Removed] = field(default_factory=list)
    warnings: list[Caution] = field(default_factory=list)
    revisions: list[Revision] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)
    new_marks: frozenset[str] = frozenset()
    """What marks new words beside struck ones, where a redline was made by formatting and is read so."""

    def counts(self, changes: tuple[TrackedChange, ...]) -> bool:
        """Whether words inside these tracked changes are of the side that is read."""
        gone = "delete" if self.options.revisions == "accepted" else "insert"
        return all(change.op != gone for change in changes)

    def aside(self, around: TextContext, look: RunFormat) -> str:
        """Why words that count are not of the draft; empty where they are."""
        if around.aside:
            return around.aside
        if look.hidden:
            return HIDDEN
        as_deleted = self.options.struck == "deleted" and self.options.revisions == "accepted"
        return STRUCK if look.struck and as_deleted else ""

    def warn(self, message: str, line: int = 0, unread: UnreadKind | None = None) -> None:
        """Add a warning, once for each place; `unread` says how it limits what can be said of the text."""
        caution = Caution(message, line, unread)
        if caution not in self.warnings[-20:]:
            self.warnings.append(caution)

    def content(
        self, blocks: list[Block], media_type: str, *, links: Sequence[str] = (), pictures: Sequence[str] = ()
    ) -> Content:
        """Return everything that was gathered, and warn of what is shown in the file and is no clause.

        `links` are the targets of all links, `pictures` what distinguishes one picture from another.
        """
        edges = sum(row.reason in (HEADER, FOOTER) for row in self.removed)
        if edges:
            self.warn(f"{_many(edges, 'line')} of page headers and footers not compared; --removed lists them")
        if links:
            self.warn(f"{_many(len(links), 'link target')} not compared")
        if pictures:
            self.warn(f"{_many(len(pictures), 'picture')} not compared")
        contents = {
            HEADERS: (row.text for row in self.removed if row.reason == HEADER),
            FOOTERS: (row.text for row in self.removed if row.reason == FOOTER),
            WATERMARKS: (row.text for row in self.removed if row.reason == ART),
            LINKS: (link.rstrip("/") for link in links),
            PICTURES: pictures,
            COMMENTS: (remark.note for remark in self.remarks if remark.kind == "comment"),
            HIGHLIGHTS: (remark.text for remark in self.remarks if remark.kind == "highlight"),
        }
        return Content(
            tuple(blocks),
            media_type,
            tuple(self.removed),
            tuple(self.warnings),
            tuple(self.revisions),
            tuple(self.remarks),
            beside(contents),
        )


def _many(count: int, what: str) -> str:
    return f"{count} {what}{'' if count == 1 else 's'}"


def new_marks(paragraphs: Iterable[Sequence[RunFormat]]) -> frozenset[str]:
    """Find how a redline made by formatting marks new words: what runs next to struck ones have and those have not.

    A paragraph is given as the formats of its runs.
    """
    found: set[str] = set()
    for runs in paragraphs:
        for one, two in pairwise(runs):
            if one.struck != two.struck:
                struck, other = (one, two) if one.struck else (two, one)
                found |= other.marks - struck.marks
    return frozenset(found)


def is_title(words: str) -> bool:
    """Whether the words of a paragraph read as a heading: a few, without a full stop."""
    text = words.strip()
    return len(text.split()) <= _TITLE and not text.endswith((".", ";", ":", ","))


@record
class _Struck:
    pass


@record
class _Highlighted:
    colour: str


class RunJoiner:
    """Joins what neighbouring runs have in common: Word cuts a sentence into many."""

    def __init__(self) -> None:
        """Start with no words."""
        self._open: dict[object, int] = {}
        self._texts: list[tuple[object, list[str]]] = []

    def take(self, text: str, *keys: object) -> None:
        """Add the next words and their keys; keys that are not among them are closed."""
        for key in [key for key in self._open if key not in keys]:
            del self._open[key]
        for key in keys:
            if key not in self._open:
                self._open[key] = len(self._texts)
                self._texts.append((key, []))
            self._texts[self._open[key]][1].append(text)

    def end(self) -> list[tuple[object, str]]:
        """Return all that was joined, in the order of their beginnings, and start again."""
        done = [(key, "".join(texts)) for key, texts in self._texts]
        self._open, self._texts = {}, []
        return done


@record(frozen=False)
class ParagraphBuilder:
    """The paragraph that is being put together."""

    log: ReadingLog
    line: int = 0
    """The paragraph of the file that its first words stand in; 0 before them."""
    page: int = 0
    parts: list[str] = field(default_factory=list)
    boxes: list[tuple[Element, TextContext]] = field(default_factory=list)
    properties: Element | None = None
    """Those of the paragraph of the file whose mark ends it; for a style separator, of the first one."""
    has_properties: bool = False
    set_aside: str = ""
    """Why words of it were set aside, the last reason; empty where none were."""
    separated: bool = False
    """A style separator stands right before: a paragraph mark that is not printed."""
    _changes: RunJoiner = field(default_factory=RunJoiner)
    _remarks: RunJoiner = field(default_factory=RunJoiner)
    _removed: RunJoiner = field(default_factory=RunJoiner)

    @property
    def text(self) -> str:
        """The words so far."""
        return "".join(self.parts)

    def put(self, text: str, line: int, page: int) -> None:
        """Add words that count."""
        if not self.line and text.strip():
            self.line, self.page = line, page
        if self.separated and text:
            # Words would run into one another; a full stop that follows belongs to what stands before it.
            joins = text[0].isalnum() or text[0] in "“‘«(["
            self.parts.append(" " if joins else "")
            self.separated = False
        self.parts.append(text)

    def take(self, text: str, around: TextContext, look: RunFormat, line: int, page: int) -> str:
        """Add words, or set them aside; return those that count."""
        changes = around.changes
        if look.position and text.strip():
            before = "".join(self.parts[-2:])
            text = superscript(text, before) if look.position == "super" else subscript(text, before)
        self._changes.take(text.replace(BREAK, " "), *dict.fromkeys(changes))
        if not self.log.counts(changes):
            return ""
        if look.marks & self.log.new_marks and not look.struck and self.log.options.revisions == "original":
            return ""  # new words of a redline made by formatting
        reason = self.log.aside(around, look)
        self._removed.take(text, *([reason] if reason else []))
        marks = [_Struck()] if look.struck else []
        colours = [_Highlighted(look.highlight)] if look.highlight else []
        self._remarks.take(text, *([] if around.aside or look.hidden else [*marks, *colours]))
        if reason:
            self.set_aside = reason if text.strip() else self.set_aside
            return ""
        self.put(text, line, page)
        return text

    def mark(self, changes: tuple[TrackedChange, ...]) -> None:
        """Add the mark that ends the paragraph of the file."""
        self._changes.take("\n", *dict.fromkeys(changes))

    def end_line(self, line: int) -> None:
        """End a paragraph of the file, and log what was found in it."""
        for key, text in self._changes.end():
            if isinstance(key, TrackedChange) and text:
                said = text.rstrip("\n") or text
                self.log.revisions.append(Revision(key.op, said, key.author, key.date, line))
        for key, text in self._removed.end():
            if text.strip():
                self.log.removed.append(Removed(text.strip(), str(key), line))
        for key, text in self._remarks.end():
            if text.strip():
                self.log.remarks.append(_remark(key, text, line))


def _remark(key: object, text: str, line: int) -> Remark:
    if isinstance(key, _Highlighted):
        return Remark("highlight", text.strip(), key.colour, line=line)
    return Remark("struck", text.strip(), line=line)


LABEL = re.compile(r"[(\[]?(?:\d{1,4}(?:\.\d{1,3})*|[A-Za-z]{1,2}|[ivxlIVXL]{1,6})(?:[.)\]]{1,2}|(?<=\d))$")
"""A cell that is nothing but a number."""
BULLET = re.compile(r"[—–•·▪‣◦-]$")


def is_label(words: str) -> bool:
    """Whether words are nothing but a number or a bullet."""
    return bool(LABEL.match(words) or BULLET.match(words))


_VALUE = 2
"""A tick, a figure, a figure and its unit."""


@record(frozen=False)
class _OpenTableRow:
    start: int
    """How many blocks there were before it."""
    cells: list[tuple[int, int]] = field(default_factory=list)
    """For each cell, how many blocks there were behind it, and how many columns it spans."""
    holds_table: bool = False


@record(frozen=False)
class TableRows:
    """Follows a story through its tables, and joins the cells of short rows.

    A row whose cells hold one paragraph at most reads `a | b | c`: so the same table is the same text whatever format
    it came in, and a change in a cell is a change of its row. An empty cell keeps its place, `a | | c`, unless its
    whole column is empty. A row with longer cells (several paragraphs, a heading, a table) stays paragraph by
    paragraph, for its cells may hold numbered clauses that must stay clauses.
    """

    blocks: list[Block]
    _open: list[_OpenTableRow] = field(default_factory=list)
    _tables: list[list[tuple[int, list[tuple[Block | None, int]]]]] = field(default_factory=list)
    """For each open table, the places of its joined rows among the blocks, and their cells with their spans."""

    @property
    def inside(self) -> bool:
        """Whether a row is open."""
        return bool(self._open)

    def start_table(self) -> None:
        """Begin a table."""
        self._tables.append([])

    def start(self) -> None:
        """Begin a row; one inside a cell keeps the outer row from being joined."""
        for row in self._open:
            row.holds_table = True
        self._open.append(_OpenTableRow(len(self.blocks)))

    def end_cell(self, span: int = 1) -> None:
        """End a cell."""
        if self._open:
            self._open[-1].cells.append((len(self.blocks), span))

    def end(self) -> None:
        """End a row; join its cells where they are short."""
        row = self._open.pop()
        found = self.blocks[row.start :]
        cells: list[tuple[list[Block], int]] = []
        start = row.start
        for end, span in row.cells:
            cells.append((self.blocks[start:end], span))
            start = end
        short = all(len(inside) <= 1 for inside, _ in cells) and not any(block.heading for block in found)
        if found and short and not row.holds_table and self._tables:
            self.blocks[row.start :] = [found[0]]
            entries = [(inside[0] if inside else None, span) for inside, span in cells]
            self._tables[-1].append((row.start, entries))
            return
        beside = len(cells) == 2 and len(cells[0][0]) == 1 and len(found) > 1
        if beside and found[1].text and is_label(found[0].text) and not found[0].label:
            printed = "" if BULLET.match(found[0].text) else found[0].text
            found[0] = replace(found[0], text="", label=printed)
        # A number alone in its cell is that of the paragraph behind it.
        out: list[Block] = []
        number: Block | None = None
        for block in found:
            if number and block.text and not (block.label and number.label):
                block, number = replace(block, label=number.label or block.label, gap=number.gap), None
            if block.text:
                out += [number, block] if number else [block]
                number = None
            else:
                out += [number] if number else []
                number = block
        self.blocks[row.start :] = [*out, number] if number else out

    def end_table(self) -> None:
        """End a table: write its joined rows, now that it is known which columns are in use."""
        rows = self._tables.pop() if self._tables else []
        used = used_columns([[(block is not None, span) for block, span in entries] for _, entries in rows])
        for (place, entries), kept in zip(rows, used, strict=True):
            self.blocks[place] = _joined([entries[at][0] for at in kept])


def used_columns(rows: Sequence[Sequence[tuple[bool, int]]]) -> list[list[int]]:
    """Return, for each row of a table, the places of the cells that count: those in columns that are not all empty.

    A row is given as its cells: whether there is something in it, and how many columns it spans.
    """
    starts = [[sum(span for _, span in row[:at]) for at in range(len(row))] for row in rows]
    used = {
        start
        for row, at in zip(rows, starts, strict=True)
        for (filled, _), start in zip(row, at, strict=True)
        if filled
    }
    return [[at for at, start in enumerate(row) if start in used] for row in starts]


def is_value(text: str) -> bool:
    """Whether the only words of a row are a value, whose column matters, and no heading across the table."""
    return len(text.split()) <= _VALUE


def _joined(cells: Sequence[Block | None]) -> Block:
    """Join the cells of a row; a number in a cell of its own next to the text is its label."""
    filled = [cell for cell in cells if cell]
    first, *others = filled
    rest = cells[1:] if cells[0] else cells
    if not first.text and others:
        # Word counts it itself, so that it is the number of the row, however many cells there are behind it.
        text = " | ".join(f"{cell.label} {cell.text}".strip() if cell else "" for cell in rest)
        return replace(others[0], text=text.strip(" "), label=first.label, line=first.line, gap=first.gap)
    if len(cells) == 2 and others and not first.label and is_label(first.text) and not others[0].label:
        label = "" if BULLET.match(first.text) else first.text
        return replace(others[0], label=label, line=first.line, gap=first.gap)
    if len(cells) == 1 or (not others and (cells[0] or not is_value(first.text))):
        return first
    texts = [f"{cell.label} {cell.text}".strip() if cell else "" for cell in cells]
    if cells[0]:
        texts[0] = first.text
        return replace(first, text=" | ".join(texts).strip(" "))
    return replace(first, text=" | ".join(texts).strip(" "), label="")
