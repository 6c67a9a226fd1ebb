"""Law in XML (Akoma Ntoso, USLM, bills of the US Congress, UK legislation, Formex) → blocks in reading order.

One walk for all of them; what each calls its parts stands in `vocabularies`. The hierarchy is flattened: a number
becomes the label of the words behind it, a heading is a line of its own with its number in front, a note a mark and a
note. Numbers and levels are those of the elements: a number that the file has bare (`a`, `1 –`) is printed as one.
"""

from __future__ import annotations

import re

from cdiff.core.errors import ReadError
from cdiff.core.model import Block, Caution, Removed
from cdiff.core.records import record
from cdiff.reading.content import Content
from cdiff.reading.html.text import (
    InlinePiece,
    MarkupBlock,
    MarkupRevisions,
    blocks_of_drafts,
    is_filled,
    one_line,
    row_of,
)
from cdiff.reading.office import used_columns
from cdiff.reading.options import ReadOptions
from cdiff.reading.positions import subscript, superscript
from cdiff.reading.tree import Node, descendants, steps, text_of, xml_tree
from cdiff.reading.vocabularies import AKN, XmlVocabulary, root_of, vocabulary_of

_NAMED = re.compile(r"(?<![^\W\d_])(?![ivxlcdm]+\b)[^\W\d_]{3,}", re.IGNORECASE)
_BARE = re.compile(r"(?P<core>\d{1,4}[A-Za-z]{0,3}|[^\W\d_]{1,2}|[ivxl]{1,6})\s*+(?:[.)]\s*+)?[–—-]?$")
_MOST_HEADING = 6
_DASH = ".—"
"""What the printed acts of the US Congress set between a heading and its text."""
_UNCOUNTED = frozenset(("list", "sublist", "alinea", "np", "p1group", "p2group", "p3group", "tblock", "gr.seq"))
_LISTED = frozenset(("point", "indent", "item", "subparagraph", "subclause"))
_OPENING = frozenset(("quote", "quot.start", "inlineamendment"))
_CLOSING_QUOTES = frozenset(("quote", "quot.end", "inlineamendment"))
_RAISED = {"sup": superscript, "superscript": superscript, "superior": superscript}
_LOWERED = {"sub": subscript, "subscript": subscript, "inferior": subscript}
_DOCTYPE = re.compile(rb"<!DOCTYPE[^\[<>]*>")
"""A document type without declarations of its own, which older bills have; it is not fetched."""


@record(frozen=False)
class _OpenNote:
    """A note in the making, and the text it interrupts."""

    draft: MarkupBlock
    interrupted: MarkupBlock | None


def read_law_xml(data: bytes, name: str, options: ReadOptions) -> Content:
    """Read an act, a bill or another document of law.

    Raises `ReadError` for other XML, a debate or judgment, or a file beyond the limits.
    """
    vocabulary = vocabulary_of(data)
    if vocabulary is None:
        root = root_of(data)
        formats = "Akoma Ntoso, USLM, US bill, UK legislation or Formex"
        raise ReadError(f"{name}: this XML is not {formats}; its root is <{root[0] if root else '?'}>")
    root_node = xml_tree(_DOCTYPE.sub(b"", data, count=1), name, options.limits)
    for node in root_node.nodes if vocabulary is AKN else []:
        if node.tag in ("debate", "debatereport", "judgment"):
            raise ReadError(f"{name}: a {node.tag} is no draft of a text; cdiff reads acts, bills and documents")
    reader = _LawReader(options, vocabulary)
    blocks = reader.read(root_node)
    if not blocks:
        raise ReadError(f"{name}: there is no text in it")
    ink = reader.ink
    removed, cautions = tuple(reader.removed), tuple(reader.cautions)
    return Content(blocks, vocabulary.media_type, removed, cautions, tuple(ink.revisions), tuple(ink.remarks))


class _LawReader:
    """The walk through a file."""

    def __init__(self, options: ReadOptions, words: XmlVocabulary) -> None:
        self.words = words
        self.ink = MarkupRevisions(options)
        self.removed: list[Removed] = []
        self.cautions: list[Caution] = []
        self._out: list[MarkupBlock] = []
        self._ends: list[MarkupBlock] = []
        self._unmarked: list[MarkupBlock] = []
        self._draft: MarkupBlock | None = None
        self._notes: list[_OpenNote] = []
        self._numbers = 0
        self._label = ""
        self._label_line = 0
        self._number: list[str] | None = None
        self._units: list[str] = []
        self._head = False
        self._title: MarkupBlock | None = None
        """A heading that stands before its number, as in UK legislation."""
        self._quoted = 0
        self._run_in = ""
        """The heading of a unit that stands at the front of its text."""
        self._cells: list[list[InlinePiece]] | None = None
        self._rows: list[list[tuple[MarkupBlock, list[list[InlinePiece]]]]] = []

    def read(self, root: Node) -> tuple[Block, ...]:
        skip: set[Node] = set()
        for step, node, text in steps(root, skip):
            if step == "text":
                self._text(text, node)
            elif step == "open":
                self._open(node, skip)
            elif node not in skip:
                self._close(node)
        self._flush()
        return blocks_of_drafts([*self._out, *self._ends, *self._unmarked])

    # Words

    def _text(self, text: str, node: Node) -> None:
        kept = self.ink.take(text)
        raised = _RAISED.get(node.tag) or _LOWERED.get(node.tag) or _RAISED.get(node.get("type").lower())
        if raised and kept.strip():
            kept = raised(kept, self._draft.text if self._draft else "")
        if self._quoted and not kept.strip():
            self._flush()
        elif self._number is not None and not self._notes:
            self._number.append(kept)
        elif self._draft is not None and kept:
            self._draft.pieces.append(kept)
        elif kept.strip():
            self._draft = MarkupBlock(node.line, [self._run_in, kept])
            self._run_in = ""

    def _flush(self) -> None:
        if self._quoted:
            if self._draft is not None and self._draft.pieces[-1] not in (" ", "“", "‘", "«"):
                self._draft.pieces.append(" ")
            return
        draft, self._draft = self._draft, None
        self.ink.end_paragraph()
        if draft is None or not draft.text:
            return
        if self._notes:
            self._notes[-1].draft.pieces += [" ", *draft.pieces]
        elif self._cells is not None:
            self._cells = self._cells or [[]]
            self._cells[-1] += [" ", *draft.pieces]
        elif self._head and self._units[-1:] == ["p1group"]:
            self._title = draft
        else:
            self._emit(draft)

    def _emit(self, draft: MarkupBlock) -> None:
        self._place_title()
        if self._head:
            draft.heading = self._depth()
        elif _NAMED.match(self._label):
            self._spend_label()
        label, self._label = self._label or draft.label, ""
        draft.label = label if draft.heading else _printed(label)
        draft.gap = int(bool(self._out))
        draft.level = 0 if draft.heading else max(0, len(self._nested()) - 1)
        self._out.append(draft)

    def _place_title(self) -> None:
        """Write a heading that stood before its number, now that the number is known."""
        title, self._title = self._title, None
        if title is not None:
            title.label, self._label = self._label, ""
            title.heading, title.gap = self._depth(), int(bool(self._out))
            self._out.append(title)

    def _spend_label(self) -> None:
        """Print a number without text, `Article 10`, as a line of its own."""
        self._place_title()
        if self._run_in:
            self._emit(MarkupBlock(self._label_line, [self._run_in.removesuffix(_DASH)]))
            self._run_in = ""
        if self._label and not self._notes:
            named = _NAMED.match(self._label) is not None
            heading = self._depth() if named else 0
            self._out.append(MarkupBlock(self._label_line, [self._label], int(bool(self._out)), heading=heading))
            self._label = ""

    def _nested(self) -> list[str]:
        """List the open units below the one that is cited by number through the text; all lists of it without."""
        units = [unit for unit in self._units if unit not in _UNCOUNTED]
        basic = max((at for at, unit in enumerate(units) if unit in self.words.basic), default=None)
        if basic is not None:
            return units[basic + 1 :]
        return ["", *(unit for unit in units if unit in _LISTED)]

    def _depth(self) -> int:
        units = [unit for unit in self._units if unit not in _UNCOUNTED]
        return min(_MOST_HEADING, len(units) - len(self._nested()) + 1 if self._has_basic() else len(units) + 1)

    def _has_basic(self) -> bool:
        return any(unit in self.words.basic for unit in self._units)

    # Structure

    def _open(self, node: Node, skip: set[Node]) -> None:  # one case for each role of an element
        tag, words = node.tag, self.words
        if tag in words.silent or tag in words.aside:
            skip.add(node)
            self._set_aside(node)
            return
        self.ink.open(node, {})
        if tag in words.quoted:
            self._quoted += 1
            self._quote(node, "startquote")
            return
        if tag not in words.inline:
            self._flush()
        self._quote(node, "startquote")
        if self._quoted:
            self._open_inline(node)
        elif tag in words.units:
            if tag != "p1":
                self._spend_label()
            self._units.append(tag)
        elif tag in words.numbers:
            self._number, self._label_line = [], node.line
        elif tag in words.headings:
            self._head = not (words.run_in and self._has_basic() and self._nested())
        elif tag == "table":
            self._rows.append([])
        elif tag in ("tr", "row") and not self._notes:
            self._cells = []
        elif tag in ("td", "th", "cell", "entry") and self._cells is not None:
            self._cells.append([])
        else:
            self._open_inline(node)

    def _open_inline(self, node: Node) -> None:
        if node.tag in self.words.notes:
            self._start_note(node)
        elif node.tag == "noteref":
            self._text(f"[^{_marker(node) or '?'}]", node)
        elif node.tag in ("eol", "br"):
            self._text(" ", node)
        elif node.tag in _OPENING:
            self._text("“", node)
        elif node.tag == "img" and node.get("alt").strip():
            self.removed.append(Removed(one_line(node.get("alt")), "a picture: the words that stand for it", node.line))
        elif node.tag == "#entity":
            self.cautions.append(Caution("an entity of the file's own is not read", node.line, "part"))

    def _close(self, node: Node) -> None:  # one case for each role of an element
        tag, words = node.tag, self.words
        self._quote(node, "endquote")
        if tag in _CLOSING_QUOTES:
            self._text("”", node)
        if tag in words.quoted:
            self._quoted -= 1
            self.ink.close(node)
            return
        is_run_in = tag in words.headings and not self._head and not self._quoted
        if tag in words.numbers and self._number is not None:
            self._label = one_line("".join(self._number))
            if self._units[-1:] and self._units[-1] in words.basic and self._label[:1].isdigit():
                self._label = f"{words.basic_word} {self._label}".strip()
            self._number = None
        elif is_run_in and self._draft is not None:
            self._run_in = self._draft.text.rstrip(". ") + _DASH
            self._draft = None
        elif tag not in words.inline:
            self._flush()
        self.ink.close(node)
        if self._quoted:
            pass
        elif tag in words.units:
            self._spend_label()
            self._units.pop()
        elif tag in words.headings:
            self._head = False
        elif tag in ("tr", "row") and self._cells is not None:
            self._end_row(node.line)
        elif tag == "table" and self._rows:
            self._end_table(self._rows.pop())
        if tag in words.notes and self._notes:
            self._end_note()

    def _quote(self, node: Node, name: str) -> None:
        """Print the quotation marks that a file keeps in attributes, or leaves to whoever prints it."""
        if name == "endquote" and node.tag in self.words.quoted and self._draft and self._draft.pieces[-1:] == [" "]:
            self._draft.pieces.pop()
        if self.words.quotes and node.tag in self.words.quoted:
            self._text("“" if name == "startquote" else "”", node)
        if node.get(name) and (node.tag in ("quotedtext", "embeddedtext") or node.tag in self.words.quoted):
            self._text(node.get(name), node)

    def _end_row(self, line: int) -> None:
        cells, self._cells = self._cells or [], None
        if any(map(is_filled, cells)):
            block = MarkupBlock(line, row_of(cells)[1])
            self._emit(block)
            if self._rows:
                self._rows[-1].append((block, cells))
            else:
                block.label, block.pieces = row_of(cells)

    def _end_table(self, rows: list[tuple[MarkupBlock, list[list[InlinePiece]]]]) -> None:
        used = used_columns([[(is_filled(cell), 1) for cell in cells] for _, cells in rows])
        for (block, cells), kept in zip(rows, used, strict=True):
            label, block.pieces = row_of([cells[at] for at in kept])
            block.label = block.label or label

    def _set_aside(self, node: Node) -> None:
        if node.tag in self.words.aside:
            text = one_line(text_of(node))
            self.removed += [Removed(text, self.words.aside[node.tag], node.line)] if text else []
            return
        for inner in descendants(node):
            if inner.tag == "note" and self.words is AKN and (text := one_line(text_of(inner))):
                self._unmarked.append(MarkupBlock(inner.line, [text], note=_marker(inner) or inner.get("eid") or "?"))

    def _start_note(self, node: Node) -> None:
        self._numbers += 1
        mark = _marker(node) or str(self._numbers)
        self._text(f"[^{mark}]", node)
        self._notes.append(_OpenNote(MarkupBlock(node.line, note=mark), self._draft))
        self._draft = None

    def _end_note(self) -> None:
        self._flush()
        note = self._notes.pop()
        self._draft = note.interrupted
        if note.draft.text:
            self._ends.append(note.draft)


def _printed(label: str) -> str:
    """Print a number that the file has bare, with a dash or not: `a` as (a), `1 –` as 1."""
    match = _BARE.match(label)
    if match is None:
        return label
    return f"{match['core']}." if match["core"][0].isdigit() else f"({match['core']})"


def _marker(node: Node) -> str:
    return re.sub(r"[\s\[\]()^]", "", node.get("marker"))
