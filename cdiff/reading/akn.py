"""Akoma Ntoso (LegalDocML) XML: acts, bills and other documents → blocks in reading order.

The hierarchy is flattened: a number becomes the label of the words behind it, a heading is a line of its own
with its number in front, an `authorialNote` a mark and a note. Structure is not taken over from the file but
found again by the profile, so that a draft reads alike whatever it came as.
"""

from __future__ import annotations

import re

from cdiff.core.errors import ReadError
from cdiff.core.model import Block, Caution, Removed
from cdiff.core.records import record
from cdiff.reading.content import Content
from cdiff.reading.html.text import InlinePiece, MarkupBlock, MarkupRevisions, blocks_of_drafts, one_line, row_of
from cdiff.reading.options import ReadOptions
from cdiff.reading.tree import Node, descendants, steps, text_of, xml_tree

MEDIA_TYPE = "application/akn+xml"

_IS = re.compile(rb"<(?:[\w.-]+:)?akomaNtoso\b")
_INLINE = frozenset(
    "b i u em strong span a sub sup ins del ref mref rref mod rmod mmod date time doctitle docnumber docdate doctype "
    "docproponent docstage docstatus docketnumber docjurisdiction docauthority doccommittee docintroducer docpurpose "
    "shorttitle def term person organization concept object event location process role entity quantity abbr inline "
    "quotedtext embeddedtext affecteddocument decoration omissis placeholder fillin marker anchor img neutralcitation "
    "party judge lawyer opinion argument signature session vote outcome change legislature courttype "
    "noteref authorialnote eol ".split()
)
_ASIDE = {
    "coverpage": "the cover page",
    "toc": "table of contents",
    "remark": "an editor’s remark",
    "header": "the head of the page",
}
_HEADS = frozenset(("heading", "subheading", "crossheading"))
_UNITS = frozenset(
    "part chapter section article book tome title division clause subpart subchapter subsection subdivision subtitle "
    "paragraph subparagraph subclause point indent alinea list sublist level rule subrule proviso transitional "
    "hcontainer item recital citation tblock".split()
)
_LISTED = frozenset(("point", "indent", "item", "subparagraph", "subclause", "alinea"))
_NAMED = re.compile(r"(?![ivxlcdm]+\b)[^\W\d_]{3,}", re.IGNORECASE)
_MOST_HEADING = 6


@record(frozen=False)
class _AknNote:
    """A note in the making, and the text it interrupts."""

    draft: MarkupBlock
    interrupted: MarkupBlock | None


def is_akn(data: bytes) -> bool:
    """Whether bytes are an Akoma Ntoso file, whatever it is called."""
    return _IS.search(data[:4096].replace(b"\0", b"")) is not None


def read_akn(data: bytes, name: str, options: ReadOptions) -> Content:
    """Read an Akoma Ntoso file of any version.

    Raises `ReadError` for other XML, a debate or judgment, or a file beyond the limits.
    """
    root = xml_tree(data, name, options.limits)
    if root.tag != "akomantoso":
        raise ReadError(f"{name}: this XML is not Akoma Ntoso; its root is <{root.tag}>")
    for node in root.nodes:
        if node.tag in ("debate", "debatereport", "judgment"):
            raise ReadError(f"{name}: a {node.tag} is no draft of a text; cdiff reads acts, bills and documents")
    reader = _AknReader(options)
    blocks = reader.read(root)
    if not blocks:
        raise ReadError(f"{name}: there is no text in it")
    ink = reader.ink
    return Content(
        blocks, MEDIA_TYPE, tuple(reader.removed), tuple(reader.cautions), tuple(ink.revisions), tuple(ink.remarks)
    )


class _AknReader:
    """The walk through a file."""

    def __init__(self, options: ReadOptions) -> None:
        self.ink = MarkupRevisions(options)
        self.removed: list[Removed] = []
        self.cautions: list[Caution] = []
        self._out: list[MarkupBlock] = []
        self._ends: list[MarkupBlock] = []
        self._unmarked: list[MarkupBlock] = []
        self._draft: MarkupBlock | None = None
        self._notes: list[_AknNote] = []
        self._numbers = 0
        self._label = ""
        self._label_line = 0
        self._number: list[str] | None = None
        self._units: list[str] = []
        self._head = False
        self._cells: list[list[InlinePiece]] | None = None

    def read(self, root: Node) -> tuple[Block, ...]:
        skip: set[Node] = set()
        for step, node, text in steps(root, skip):
            if step == "text":
                self._text(text, node.line)
            elif step == "open":
                self._open(node, skip)
            elif node not in skip:
                self._close(node)
        self._flush()
        return blocks_of_drafts([*self._out, *self._ends, *self._unmarked])

    # Words

    def _text(self, text: str, line: int) -> None:
        kept = self.ink.take(text)
        if self._number is not None and not self._notes:
            self._number.append(kept)
        elif self._draft is not None and kept:
            self._draft.pieces.append(kept)
        elif kept.strip():
            self._draft = MarkupBlock(line, [kept])

    def _flush(self) -> None:
        draft, self._draft = self._draft, None
        self.ink.end_paragraph()
        if draft is None or not draft.text:
            return
        if self._notes:
            self._notes[-1].draft.pieces += [" ", *draft.pieces]
        elif self._cells is not None:
            self._cells = self._cells or [[]]
            self._cells[-1] += [" ", *draft.pieces]
        else:
            self._emit(draft)

    def _emit(self, draft: MarkupBlock) -> None:
        if self._head:
            draft.heading = self._depth()
        elif _NAMED.match(self._label):
            self._spend_label()
        draft.gap = int(bool(self._out))
        draft.label, self._label = self._label or draft.label, ""
        draft.level = 0 if draft.heading else sum(unit in _LISTED for unit in self._units)
        self._out.append(draft)

    def _spend_label(self) -> None:
        """Print a number without text, `Article 10`, as a line of its own."""
        if self._label and not self._notes:
            named = _NAMED.match(self._label) is not None
            heading = self._depth() if named else 0
            self._out.append(MarkupBlock(self._label_line, [self._label], int(bool(self._out)), heading=heading))
            self._label = ""

    def _depth(self) -> int:
        return min(_MOST_HEADING, sum(unit not in _LISTED for unit in self._units) + 1)

    # Structure

    def _open(self, node: Node, skip: set[Node]) -> None:
        tag = node.tag
        if tag == "meta" or tag in _ASIDE:
            skip.add(node)
            self._set_aside(node)
            return
        self.ink.open(node, {})
        if tag not in _INLINE:
            self._flush()
        self._quote(node, "startquote")
        if tag in _UNITS:
            self._spend_label()
            self._units.append(tag)
        elif tag == "num":
            self._number, self._label_line = [], node.line
        elif tag in _HEADS:
            self._head = True
        elif tag == "tr" and not self._notes:
            self._cells = []
        elif tag in ("td", "th") and self._cells is not None:
            self._cells.append([])
        else:
            self._open_inline(node)

    def _open_inline(self, node: Node) -> None:
        if node.tag == "authorialnote":
            self._start_note(node)
        elif node.tag == "noteref":
            self._text(f"[^{_marker(node) or '?'}]", node.line)
        elif node.tag in ("eol", "br"):
            self._text(" ", node.line)
        elif node.tag == "img" and node.get("alt").strip():
            self.removed.append(Removed(one_line(node.get("alt")), "a picture: the words that stand for it", node.line))
        elif node.tag == "#entity":
            self.cautions.append(Caution("an entity of the file's own is not read", node.line))

    def _close(self, node: Node) -> None:
        tag = node.tag
        self._quote(node, "endquote")
        if tag == "num":
            self._label = one_line("".join(self._number or ()))
            self._number = None
        elif tag not in _INLINE:
            self._flush()
        self.ink.close(node)
        if tag in _UNITS:
            self._spend_label()
            self._units.pop()
        elif tag in _HEADS:
            self._head = False
        elif tag == "tr" and self._cells is not None:
            self._end_row(node.line)
        elif tag == "authorialnote":
            self._end_note()

    def _quote(self, node: Node, name: str) -> None:
        """Print the quotation marks that a file keeps in attributes."""
        if node.get(name) and node.tag in ("quotedtext", "embeddedtext"):
            self._text(node.get(name), node.line)

    def _end_row(self, line: int) -> None:
        cells, self._cells = self._cells or [], None
        label, pieces = row_of(cells)
        if pieces:
            self._emit(MarkupBlock(line, pieces, label=label))

    def _set_aside(self, node: Node) -> None:
        if node.tag in _ASIDE:
            text = one_line(text_of(node))
            self.removed += [Removed(text, _ASIDE[node.tag], node.line)] if text else []
            return
        for inner in descendants(node):
            if inner.tag == "note" and (text := one_line(text_of(inner))):
                self._unmarked.append(MarkupBlock(inner.line, [text], note=_marker(inner) or inner.get("eid") or "?"))

    def _start_note(self, node: Node) -> None:
        self._numbers += 1
        mark = _marker(node) or str(self._numbers)
        self._text(f"[^{mark}]", node.line)
        self._notes.append(_AknNote(MarkupBlock(node.line, note=mark), self._draft))
        self._draft = None

    def _end_note(self) -> None:
        self._flush()
        note = self._notes.pop()
        self._draft = note.interrupted
        if note.draft.text:
            self._ends.append(note.draft)


def _marker(node: Node) -> str:
    return re.sub(r"[\s\[\]()^]", "", node.get("marker"))
