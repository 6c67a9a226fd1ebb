"""The walk over a page: elements open, words come, elements close; what comes out are blocks.

Browsers set a block apart by margins, not by empty lines; a paragraph, heading or list has one (gap 1), an
item, a `div` or a line behind `br` has none. A line behind a single `br` may go on the line before it, so it
is no whole paragraph; the parser decides as it does for plain text.
"""

from __future__ import annotations

from collections.abc import Container, Mapping
from zlib import crc32

from cdiff.core.errors import ReadError
from cdiff.core.model import Block, Removed
from cdiff.core.records import field, record
from cdiff.reading.html.notes import NUMBER, HtmlNotes
from cdiff.reading.html.style import HtmlList, StyleSheet, listing, next_label
from cdiff.reading.html.text import (
    SPACES,
    InlinePiece,
    MarkupBlock,
    MarkupRevisions,
    Superscript,
    blocks_of_drafts,
    is_filled,
    is_layout,
    one_line,
    row_of,
    without_number,
)
from cdiff.reading.office import BULLET, LABEL, is_label, used_columns
from cdiff.reading.options import ReadOptions
from cdiff.reading.positions import subscript, superscript
from cdiff.reading.tree import Node, steps, text_of

LISTS = frozenset(("ol", "ul", "menu", "dir"))
HEADINGS = {f"h{level}": level for level in range(1, 7)}
SPACED = frozenset(("p", "blockquote", "pre", "dl", "table", "hr", "figure", "fieldset", "article", "section"))
BLOCKS = (
    LISTS
    | HEADINGS.keys()
    | SPACED
    | frozenset(
        "html body div main header footer nav aside address center form li dt dd tr td th thead tbody tfoot caption "
        "colgroup details summary figcaption legend hgroup search dialog optgroup option listing xmp title".split()
    )
)
SILENT = frozenset(("script", "style", "link", "meta", "base", "colgroup", "xml"))
"""Elements that no reader ever sees the inside of."""


@record(frozen=False)
class HtmlPlan:
    """What is known of a page before the walk."""

    sheet: StyleSheet
    notes: HtmlNotes
    aside: Mapping[Node, str] = field(default_factory=dict)
    """What is not read, with the reason; an empty one for what is no text."""
    raised: Mapping[Node, tuple[str, str]] = field(default_factory=dict)
    """Raised digits without a link, alone and as they are written."""
    labels: Container[Node] = ()
    """Elements whose words are the number of the element next to them."""
    set_off: Container[Node] = ()
    """Elements with a number that the layout alone sets off from the words behind it."""


def lines_in(root: Node) -> list[tuple[str, int]]:
    """Return the text of an element that is not read, a row for each paragraph, with its line."""
    rows: list[tuple[str, int]] = []
    words: list[str] = []
    start = root.line
    silent: set[Node] = set()
    for step, node, text in steps(root, silent):
        if step == "open" and node.tag in SILENT and node is not root:
            silent.add(node)
        if step == "text":
            words.append(text)
        elif node.tag in BLOCKS or node.tag == "br" or (step == "close" and node is root):
            line = one_line("".join(words))
            if line.strip("\xa0"):
                rows.append((line, start))
            words, start = [], node.line
        elif step == "open" and node.get("alt").strip():
            words.append(f" {node.get('alt')} ")
    return rows


_COLUMNS = 64
"""A table of a text has no more columns; a page may claim any number of them."""


def _span(cell: Node, name: str) -> int:
    said = cell.get(name).strip()
    return min(max(int(said), 1), _COLUMNS) if said.isdecimal() and len(said) < 6 else 1


@record(frozen=False)
class _TableRow:
    """A row that was written, and its cells, to write it again when its whole table is known."""

    block: MarkupBlock
    cells: list[list[InlinePiece]]
    spans: list[tuple[int, int]]
    """For each cell, how many columns and rows it spans."""

    def fill(self, below: dict[int, int]) -> None:
        """Put empty cells where cells of earlier rows reach down; `below` counts how far, by column."""
        cells: list[list[InlinePiece]] = []
        spans: list[tuple[int, int]] = []
        column = 0
        for cell, (columns, rows) in [*zip(self.cells, self.spans, strict=True), ([], (0, 1))]:
            while below.get(column, 0) > 0:
                below[column] -= 1
                cells.append([])
                spans.append((1, 1))
                column += 1
            if columns:
                cells.append(cell)
                spans.append((columns, rows))
                below.update({at: rows - 1 for at in range(column, column + columns) if rows > 1})
                column += columns
        self.cells, self.spans = cells, spans


class HtmlReader:
    """Turns a page into blocks."""

    def __init__(self, plan: HtmlPlan, options: ReadOptions, name: str) -> None:
        """Start with nothing written; `name` stands for the file in errors."""
        self.plan = plan
        self.options = options
        self.name = name
        self.ink = MarkupRevisions(options)
        self.removed: list[Removed] = []
        self.links: list[str] = []
        self.pictures: list[str] = []
        self._out: list[MarkupBlock] = []
        self._draft: MarkupBlock | None = None
        self._note: MarkupBlock | None = None
        self._note_of: Node | None = None
        self._numbered = False
        self._lists: list[HtmlList] = []
        self._tables: list[bool] = []
        self._cells: list[list[InlinePiece]] | None = None
        self._spans: list[tuple[int, int]] = []
        self._rows: list[list[_TableRow]] = []
        self._cell_start = 0
        self._label = ""
        self._printed_label: list[str] | None = None
        self._heading = 0
        self._depth = 0
        self._pre = 0
        self._breaks = 0
        self._margin = False
        self._erased = False

    def write(self, root: Node) -> tuple[Block, ...]:
        """Walk the page once; afterwards `removed` and `ink` hold what was not read."""
        plan = self.plan
        skip = {*plan.aside, *plan.raised, *plan.notes.marks, *plan.notes.returns}
        for step, node, text in steps(root, skip):
            if step == "text":
                self._text(self._placed(text, node), node.line)
            elif step == "open":
                if node in skip:
                    self._special(node)
                else:
                    self._open(node)
            elif node not in skip:
                self._close(node)
        self._flush()
        return blocks_of_drafts(self._out)

    # Words

    def _text(self, text: str, line: int) -> None:
        if self._printed_label is not None:
            self._printed_label.append(text)
        elif self._pre and self._cells is None and self._note is None:
            first, *rest = text.split("\n")
            self._words(first, line)
            for at, part in enumerate(rest, 1):
                self._break()
                self._words(part, line + at)
        else:
            self._words(text, line)

    def _placed(self, text: str, node: Node) -> str:
        """Keep the position of raised and lowered characters."""
        if node.tag not in ("sup", "sub") or not text.strip():
            return text
        before = self._draft.text if self._draft else ""
        return superscript(text, before) if node.tag == "sup" else subscript(text, before)

    def _words(self, text: str, line: int) -> None:
        kept = self.ink.take(text)
        if not kept:
            self._erased = self._erased or bool(text.strip())
        elif self._draft is not None:
            self._draft.pieces.append(kept)
        elif kept.strip(SPACES):
            started = len(kept) - len(kept.lstrip(SPACES))
            self._draft = MarkupBlock(line + kept.count("\n", 0, started), [kept])

    def _special(self, node: Node) -> None:
        """Deal with an element whose inside is not walked."""
        plan = self.plan
        if node in plan.notes.marks:
            self._words(f"[^{plan.notes.marks[node]}]", node.line)
        elif node in plan.raised:
            if self.ink.take(plan.raised[node][0]):
                self._draft = self._draft or MarkupBlock(node.line)
                self._draft.pieces.append(Superscript(*plan.raised[node]))
        elif node in plan.notes.returns:
            self._return(node)
        else:
            if node.tag in BLOCKS:
                self._flush()
            self._set_aside(node, plan.aside[node])

    def _return(self, node: Node) -> None:
        """A link back to the text is no words of the note; often it is the note's number."""
        match = NUMBER.match(text_of(node))
        if match and self._note is not None and match["number"] == self._note.note:
            self._numbered = True
        else:
            self._set_aside(node, "a link from a note back to the text")

    def _set_aside(self, node: Node, reason: str) -> None:
        if reason:
            self.removed += [Removed(text, reason, line) for text, line in lines_in(node)]

    # Structure

    def _open(self, node: Node) -> None:
        tag = node.tag
        rules = self.plan.sheet.of(node)
        if tag in ("ins", "del", "s", "strike", "mark") or rules or node.get("style"):
            self.ink.open(node, rules)
        if node in self.plan.notes.bodies:
            self._start_note(node)
        if node in self.plan.labels:
            self._boundary(spaced=False)
            self._printed_label = []
            return
        if tag in BLOCKS:
            self._take_label_before(tag)
            self._boundary(spaced=tag in SPACED or tag in HEADINGS)
            self._open_block(node)
        elif tag == "br":
            self._break()
        elif tag == "q":
            self._words("“", node.line)
        elif "mso-tab-count" in rules:
            self._words(" ", node.line)
        elif tag == "a" and not node.get("href").strip().startswith("#"):
            self.links.append(node.get("href"))
        elif tag == "img":
            source = node.get("src")
            self.pictures.append(f"data {crc32(source.encode()):08x}" if source.startswith("data:") else source)
            if node.get("alt").strip():
                why = "a picture: the words that stand for it"
                self.removed.append(Removed(one_line(node.get("alt")), why, node.line))
        elif rules.get("mso-list") == "ignore" and self._draft is None:
            self._printed_label = []

    def _open_block(self, node: Node) -> None:
        tag = node.tag
        if tag in LISTS:
            self._margin = self._margin or not self._lists
            self._spend_label(node.line)
            self._lists.append(listing(node, self.plan.sheet))
        elif tag == "li":
            self._spend_label(node.line)
            label = next_label(self._lists[-1], node, self.plan.sheet) if self._lists else ""
            self._label = "" if node in self.plan.notes.bodies else label
            self._erased = False
        elif tag in HEADINGS:
            self._heading = HEADINGS[tag]
        elif tag == "pre":
            self._pre += 1
        elif tag == "dd":
            self._depth += 1
        elif tag == "table":
            self._tables.append(is_layout(node))
            self._rows.append([])
        elif tag == "tr" and self._tables and not self._tables[-1]:
            self._cells, self._spans = [], []
        elif tag in ("td", "th"):
            if self._cells is not None:
                self._cells.append([])
                self._spans.append((_span(node, "colspan"), _span(node, "rowspan")))
            self._cell_start = len(self._out)

    def _close(self, node: Node) -> None:
        tag = node.tag
        if node in self.plan.labels:
            typed = one_line("".join(self._printed_label or ()).replace("\xa0", " "))
            self._printed_label = None
            self._label = f"{self._label} {typed}".strip()
            self.ink.close(node)
            return
        if node in self.plan.set_off and self._draft is not None:
            self._draft.pieces.append(" ")
        if tag == "q":
            self._words("”", node.line)
        elif self._printed_label is not None and self.plan.sheet.of(node).get("mso-list") == "ignore":
            label = one_line("".join(self._printed_label).replace("\xa0", " "))
            self._printed_label = None
            self._label = label if any(sign.isalnum() for sign in label) and len(label) > 1 else self._label
        if tag in BLOCKS:
            self._boundary(spaced=tag in SPACED or tag in HEADINGS)
            self._close_block(tag, node.line)
        self.ink.close(node)
        if node in self.plan.notes.bodies:
            self._end_note(node)

    def _close_block(self, tag: str, line: int) -> None:
        if tag in LISTS and self._lists:
            self._lists.pop()
            self._margin = self._margin or not self._lists
        elif tag == "li":
            self._spend_label(line)
        elif tag in HEADINGS:
            self._heading = 0
        elif tag == "pre":
            self._pre -= 1
        elif tag == "dd":
            self._depth -= 1
        elif tag == "table":
            self._tables.pop()
            self._end_table(self._rows.pop())
        elif tag == "tr":
            self._end_row(line)
        elif tag in ("td", "th") and self._cells is None:
            self._take_label_cell()

    def _boundary(self, *, spaced: bool) -> None:
        self._flush()
        self._breaks = 0
        self._margin = self._margin or spaced

    def _break(self) -> None:
        """End a line: within a heading, note or row that is a space."""
        if self._heading or self._note is not None or self._cells is not None:
            self._words(" ", 0)
            return
        self._flush()
        self._breaks += 1
        self._margin = self._margin or self._breaks > 1

    # Blocks

    def _flush(self) -> None:
        draft, self._draft = self._draft, None
        self.ink.end_paragraph()
        if draft is None:
            return
        if not draft.text.strip("\xa0\u200b\ufeff "):
            self._margin = True
        elif self._note is not None:
            self._note.pieces += [" ", self._label, " ", *draft.pieces]
            self._label = ""
        elif self._cells is not None:
            self._cells = self._cells or [[]]
            self._cells[-1] += [" ", *draft.pieces]
        else:
            self._emit(draft)

    def _emit(self, draft: MarkupBlock) -> None:
        draft.gap = int(self._margin and bool(self._out))
        draft.whole = self._breaks != 1
        draft.label = draft.label or self._label
        draft.heading = 0 if draft.note else self._heading
        draft.level = 0 if draft.note else len(self._lists) + self._depth
        self._label, self._breaks, self._margin = "", 0, False
        self._out.append(draft)
        if len(self._out) > self.options.limits.blocks:
            raise ReadError(f"{self.name}: more than {self.options.limits.blocks} paragraphs; split it")

    def _spend_label(self, line: int) -> None:
        """Print a number whose item has no words of its own; not if its words were deleted."""
        if self._label and not self._erased and self._note is None:
            self._emit(MarkupBlock(line))
        self._label = ""

    def _end_row(self, line: int) -> None:
        cells, self._cells = self._cells, None
        label, pieces = row_of(cells or [])
        if self._note is not None:
            self._note.pieces += [f" {label} ", *pieces]
        elif pieces:
            block = MarkupBlock(line, pieces)
            self._emit(block)
            if self._rows:
                # A header without `td` around its words has no span of its own.
                spans = [*self._spans, *[(1, 1)] * (len(cells or []) - len(self._spans))]
                self._rows[-1].append(_TableRow(block, cells or [], spans))

    def _end_table(self, rows: list[_TableRow]) -> None:
        """Write the rows of a table, now that it is known which of its columns are in use."""
        below: dict[int, int] = {}
        for row in rows:
            row.fill(below)
        used = used_columns(
            [
                [(is_filled(cell), columns) for cell, (columns, _) in zip(row.cells, row.spans, strict=True)]
                for row in rows
            ]
        )
        for row, kept in zip(rows, used, strict=True):
            label, row.block.pieces = row_of([row.cells[at] for at in kept])
            row.block.label = row.block.label or label

    def _take_label_cell(self) -> None:
        """In a table that arranges a list, a number alone in its cell is the label of the next; a bullet is none."""
        if len(self._out) == self._cell_start + 1 and self._tables and self._tables[-1]:
            alone = self._out[-1]
            if not alone.label and is_label(alone.text):
                self._label = "" if BULLET.match(self._out.pop().text) else alone.text
                self._margin = self._margin or bool(alone.gap)

    def _take_label_before(self, tag: str) -> None:
        """A number that stands alone right before a paragraph is the label of that paragraph."""
        if tag in ("p", "div") and self._draft is not None and self._cells is None and not self._label:
            alone = self._draft.text.strip("\xa0 ")
            if LABEL.match(alone) and not alone.isdigit():
                self._label, self._draft = alone, None

    # Notes

    def _start_note(self, node: Node) -> None:
        if self._note is None:
            self._flush()
            self._note = MarkupBlock(node.line, note=self.plan.notes.bodies[node])
            self._note_of, self._numbered = node, node.tag == "li"

    def _end_note(self, node: Node) -> None:
        if self._note is not None and self._note_of is node:
            self._flush()
            note, self._note = self._note, None
            if not self._numbered:
                note.pieces = without_number(note.pieces, note.note)
            self._boundary(spaced=True)
            if note.text:
                self._emit(note)
