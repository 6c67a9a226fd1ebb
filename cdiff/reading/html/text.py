"""Paragraphs in the making: the words that are kept, the marks between them, who put words in or out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Literal

from cdiff.core.model import Block, Remark, Revision
from cdiff.core.records import field, record
from cdiff.reading.html.style import Declarations, struck
from cdiff.reading.office import BULLET, LABEL, is_label, is_value
from cdiff.reading.options import ReadOptions
from cdiff.reading.positions import superscript
from cdiff.reading.tree import Node, descendants, text_of

SPACES = " \t\n\r\f"
_SPACE = re.compile(f"[{SPACES}]+")
_Doing = Literal["insert", "delete", "struck", "highlight"]


@record
class Superscript:
    """Raised digits without a link: a note's mark, a note's number, or a power."""

    number: str
    form: str = ""
    """As they are written, with brackets: `1)` and `1` are not marks of one note."""


InlinePiece = str | Superscript


@record(frozen=False)
class MarkupBlock:
    """A block in the making."""

    line: int
    pieces: list[InlinePiece] = field(default_factory=list)
    gap: int = 0
    whole: bool = True
    label: str = ""
    heading: int = 0
    level: int = 0
    note: str = ""

    @property
    def text(self) -> str:
        """The words so far, without needless space; raised digits as raised ones."""
        return one_line("".join(_printed(piece) for piece in self.pieces))


def _printed(piece: InlinePiece) -> str:
    return piece if isinstance(piece, str) else superscript(piece.number, "")


def one_line(text: str) -> str:
    """Bring white space into the form a browser prints it in."""
    return _SPACE.sub(" ", text).strip(SPACES)


def without_number(pieces: list[InlinePiece], number: str) -> list[InlinePiece]:
    """Take a note's own number off its front: `1 `, `[1]`, or raised digits."""
    for at, piece in enumerate(pieces):
        if isinstance(piece, Superscript):
            return pieces[at + 1 :] if piece.number == number else pieces
        if piece.strip(SPACES):
            own = re.escape(number)
            bare = re.sub(rf"^\s*(?:\[{own}\]|\({own}\)|{own}[.:)]?)(?:\s+|$)", "", piece)
            return [bare, *pieces[at + 1 :]]
    return pieces


def blocks_of_drafts(drafts: Sequence[MarkupBlock]) -> tuple[Block, ...]:
    """Decide which raised digits are notes and marks, and finish the blocks."""
    _resolve(drafts)
    return tuple(
        Block(
            draft.text,
            draft.line,
            gap=draft.gap,
            whole=draft.whole,
            label=draft.label,
            heading=draft.heading,
            level=draft.level,
            note=draft.note,
        )
        for draft in drafts
    )


def _resolve(drafts: Sequence[MarkupBlock]) -> None:
    """A paragraph that starts with raised digits is a note if the same digits were raised behind words before it.

    Digits raised in front of a word count the sentences, as German acts do.
    """
    marks: set[str] = set()
    notes: set[str] = set()
    for draft in drafts:
        first = next((piece for piece in draft.pieces if not isinstance(piece, str) or piece.strip(SPACES)), None)
        if isinstance(first, Superscript) and first.form in marks - notes and not draft.note and not draft.label:
            draft.note = first.number
            draft.pieces = draft.pieces[draft.pieces.index(first) + 1 :]
            notes.add(first.form)
        marks.update(piece.form for piece, is_mark in _marks(draft.pieces) if is_mark and piece is not first)
    for draft in drafts:
        numbers = {
            id(piece): piece.number for piece, is_mark in _marks(draft.pieces) if is_mark and piece.form in notes
        }
        draft.pieces = [f"[^{numbers[id(piece)]}]" if id(piece) in numbers else piece for piece in draft.pieces]


def _marks(pieces: Sequence[InlinePiece]) -> Iterator[tuple[Superscript, bool]]:
    """List the raised digits, and whether each stands where a mark does: right behind a word or a stop."""
    before = ""
    for piece in pieces:
        if isinstance(piece, Superscript):
            yield piece, bool(before.strip()) and not before[-1].isspace()
        before = _printed(piece) or before


@record(frozen=False)
class _OpenMarkup:
    node: Node
    doing: _Doing
    words: list[str] = field(default_factory=list)


@record(frozen=False)
class MarkupRevisions:
    """Keeps or drops words by what is done to them, and records it."""

    options: ReadOptions
    revisions: list[Revision] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)
    _open: list[_OpenMarkup] = field(default_factory=list)

    def open(self, node: Node, rules: Declarations) -> None:
        """Start what an element does to its words: `ins`, `del`, strike-through, `mark`."""
        if node.tag == "ins":
            self._open.append(_OpenMarkup(node, "insert"))
        elif node.tag == "del":
            self._open.append(_OpenMarkup(node, "delete"))
        elif struck(node, rules):
            self._open.append(_OpenMarkup(node, "struck"))
        elif node.tag == "mark" or (node.tag in ("span", "font") and _ground(node) not in _NO_COLOUR):
            self._open.append(_OpenMarkup(node, "highlight"))

    def close(self, node: Node) -> None:
        """End what an element does."""
        if self._open and self._open[-1].node is node:
            self._record(self._open.pop())

    def take(self, text: str) -> str:
        """Return the words that are read, and remember what was done to them."""
        if not self._open:
            return text
        for done in self._open:
            done.words.append(text)
        doing = {done.doing for done in self._open}
        deleted = "delete" in doing or ("struck" in doing and self.options.struck == "deleted")
        if self.options.revisions == "accepted":
            return "" if deleted else text
        return "" if "insert" in doing else text

    def end_paragraph(self) -> None:
        """Record what is done to several paragraphs one by one."""
        for done in self._open:
            self._record(done)
            done.words = []

    def _record(self, done: _OpenMarkup) -> None:
        text = one_line("".join(done.words))
        if not text:
            return
        author, date, line = _author(done.node), done.node.get("datetime"), done.node.line
        if done.doing in ("struck", "highlight"):
            kind: Literal["struck", "highlight"] = "struck" if done.doing == "struck" else "highlight"
            self.remarks.append(Remark(kind, text, _colour(done.node) if kind == "highlight" else "", line=line))
        if done.doing == "insert":
            self.revisions.append(Revision("insert", text, author, date, line))
        if done.doing == "delete" or (done.doing == "struck" and self.options.struck == "deleted"):
            self.revisions.append(Revision("delete", text, author, date, line))


def _colour(node: Node) -> str:
    """Return the colour of a highlight as its style names it; browsers show a `mark` without one in yellow."""
    return _ground(node) or "yellow"


_NO_COLOUR = ("", "transparent", "white", "#fff", "#ffffff", "inherit", "initial", "unset", "none")
"""Grounds that highlight nothing."""
_PART = r"(\d{1,9}(?:\.\d{1,9})?|\.\d{1,9})"
_RGB = re.compile(rf"rgba?\(\s*{_PART}(?:\s*,\s*|\s+){_PART}(?:\s*,\s*|\s+){_PART}\s*(?:[,/]\s*{_PART}%?\s*)?\)")


def _ground(node: Node) -> str:
    """Return the ground that the style of an element itself names; Word's web pages highlight so."""
    found = re.search(r"\bbackground(?:-color)?\s*:\s*(#?[\w-]+(?:\([^)]*\))?)", node.get("style").lower())
    if not found or "(" not in found[1]:
        return found[1] if found else ""
    mixed = _RGB.fullmatch(found[1])
    if not mixed or not float(mixed[4] or 1):
        return "none"  # a picture, a gradient, or a colour that one looks through
    return "#" + "".join(f"{min(round(float(part)), 255):02x}" for part in mixed.groups()[:3])


def _author(node: Node) -> str:
    """Word writes the author of a change as a mail address."""
    cite = node.get("cite")
    return cite.removeprefix("mailto:") if cite.startswith("mailto:") else node.get("data-author")


_STRUCTURE = frozenset(("table", "ol", "ul", "dl", "pre", "article", "section", "h1", "h2", "h3", "h4", "h5", "h6"))
_MANY = 4


def is_layout(table: Node) -> bool:
    """Whether a table arranges text: it holds lists, headings, tables or long cells, or has one column.

    Beside a number or a bullet two paragraphs are long: they are what stands below that number.
    """
    if table.get("role").lower() in ("presentation", "none"):
        return True
    if any(node.tag in _STRUCTURE and node is not table for node in descendants(table)):
        return True
    inner = list(descendants(table))
    cells = [node for node in inner if node.tag in ("td", "th")]
    if any(sum(child.tag in ("p", "div") for child in cell.nodes) >= _MANY for cell in cells):
        return True
    rows = [[cell for cell in row.nodes if cell.tag in ("td", "th")] for row in inner if row.tag == "tr"]
    return all(len(row) <= 1 for row in rows) or any(
        len(row) == 2
        and sum(child.tag in ("p", "div") for child in row[1].nodes) > 1
        and is_label(one_line(text_of(row[0])).strip("\xa0"))
        for row in rows
    )


def is_filled(cell: list[InlinePiece]) -> bool:
    """Whether there is something in a cell."""
    return any(isinstance(piece, Superscript) or piece.strip(f"{SPACES}\xa0\u200b") for piece in cell)


def row_of(cells: list[list[InlinePiece]]) -> tuple[str, list[InlinePiece]]:
    """Join the cells of a row: a number beside one text is its label, else ` | ` stands between cells.

    An empty cell keeps its place, so that what moves to another column is a change.
    """
    full = [cell for cell in cells if is_filled(cell)]
    if len(full) == len(cells) == 2:
        first = "".join(piece if isinstance(piece, str) else piece.number for piece in full[0]).strip()
        if LABEL.match(first):
            return first, full[1]
        if BULLET.match(first):
            return "", full[1]
    if len(full) == 1 and (full[0] is cells[0] or not is_value("".join(map(_printed, full[0])))):
        return "", full[0]
    joined: list[InlinePiece] = []
    for at, cell in enumerate(cells if full else []):
        joined += [" | ", *cell] if at else cell
    return "", joined
