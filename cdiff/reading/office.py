"""What Word and OpenDocument share: tracked changes, formatting, a paragraph being put together, the rows of a table.

What stands in the file as one paragraph may print as a part of one (its mark was deleted, or is not yet
inserted), so a `ParagraphBuilder` takes the words of several paragraphs of the file, one after the other.
"""

from __future__ import annotations

import re
from typing import Literal

from cdiff.core.model import Block, Caution, Remark, Removed, Revision
from cdiff.core.records import field, record, replace
from cdiff.reading.content import Content
from cdiff.reading.options import ReadOptions
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

    def warn(self, message: str, line: int = 0) -> None:
        """Add a warning, once for each place."""
        caution = Caution(message, line)
        if caution not in self.warnings[-20:]:
            self.warnings.append(caution)

    def conclude(self) -> None:
        """Warn how many tracked changes and struck-through passages there are, and how they were read."""
        if self.revisions:
            self.warn(f"{_many(len(self.revisions), 'tracked change')}; read as {self.options.revisions}")
        struck = sum(remark.kind == "struck" for remark in self.remarks)
        if struck:
            left_out = self.options.struck == "deleted" and self.options.revisions == "accepted"
            fate = "left out as deleted" if left_out else "kept as text"
            self.warn(f"{_many(struck, 'struck-through passage')}; {fate}")

    def content(self, blocks: list[Block], media_type: str) -> Content:
        """Return everything that was gathered."""
        return Content(
            tuple(blocks),
            media_type,
            tuple(self.removed),
            tuple(self.warnings),
            tuple(self.revisions),
            tuple(self.remarks),
        )


def _many(count: int, what: str) -> str:
    return f"{count} {what}{'' if count == 1 else 's'}"


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
        self.parts.append(text)

    def take(self, text: str, around: TextContext, look: RunFormat, line: int, page: int) -> str:
        """Add words, or set them aside; return those that count."""
        changes = around.changes
        self._changes.take(text, *dict.fromkeys(changes))
        if not self.log.counts(changes):
            return ""
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


_LABEL = re.compile(r"[(\[]?(?:\d{1,4}(?:\.\d{1,3})*|[A-Za-z]{1,2}|[ivxlIVXL]{1,6})(?:[.)\]]{1,2}|(?<=\d))$")


@record(frozen=False)
class _OpenTableRow:
    ends: list[int]
    """How many blocks there were at its start, and after each of its cells."""
    holds_table: bool = False


@record(frozen=False)
class TableRows:
    """Follows a story through its tables, and joins the cells of short rows."""

    blocks: list[Block]
    _open: list[_OpenTableRow] = field(default_factory=list)

    def start(self) -> None:
        """Begin a row; one inside a cell keeps the outer row from being joined."""
        for row in self._open:
            row.holds_table = True
        self._open.append(_OpenTableRow([len(self.blocks)]))

    def end_cell(self) -> None:
        """End a cell."""
        if self._open:
            self._open[-1].ends.append(len(self.blocks))

    def end(self) -> None:
        """End a row; join its cells where they are short."""
        row = self._open.pop()
        found = self.blocks[row.ends[0] :]
        most = max((after - before for before, after in zip(row.ends, row.ends[1:], strict=False)), default=0)
        if most == 1 and len(found) > 1 and not row.holds_table and not any(block.heading for block in found):
            self.blocks[row.ends[0] :] = [_joined(found)]


def _joined(cells: list[Block]) -> Block:
    """Join the cells of a row; a number next to a single text is its label."""
    first, *others = cells
    if len(cells) == 2 and not first.label and _LABEL.match(first.text) and not others[0].label:
        return replace(others[0], label=first.text, line=first.line, gap=first.gap)
    texts = [f"{cell.label} {cell.text}".strip() for cell in others]
    return replace(first, text=" | ".join([first.text, *texts]))
