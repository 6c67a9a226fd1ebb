"""The words of a change as HTML: `ins` and `del`, seams, footnote marks, and signs nobody would see.

The text of an element that this module writes is, without `del` and seams, the new text, and without `ins`
and seams the old one, character for character. Two things are written for the eye: a control character or a
bidi override becomes `<span class="x">\\u202e</span>`, and the brackets of a footnote mark are hidden.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate
from typing import Protocol

from markupsafe import Markup, escape

from cdiff.core.model import Change, Clause, Edit, EvidenceKind
from cdiff.core.records import record
from cdiff.telling.change_labels import edits_of

UNSAFE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\ud800-\udfff\ufffe\uffff\U000e0000-\U000e007f]"
)
"""Signs that steer the setting of a text, and signs that no page may hold."""
MARKS_OF_DIRECTION = "\u061c\u200e\u200f"
"""A right-to-left text needs them and they turn nothing around; alone in an edit they are written out."""

_TAGS = {"insert": "ins", "delete": "del"}
_NOTE = re.compile(r"\[\^([^\[\]\s]+)\]")


@record
class Seam:
    """Where the next clause of a split or a merge begins."""

    clause: Clause
    old: bool


class AnchorsOf(Protocol):
    """Where clauses stand on a page; "" for what does not."""

    def shown(self, citation: str) -> str:
        """Give the anchor of a clause that a link may lead to."""
        ...

    def new(self, citation: str) -> str:
        """Give the anchor of a clause of the new text."""
        ...


class Nowhere:
    """A page without anchors."""

    def shown(self, citation: str) -> str:
        """Give no anchor."""
        return ""

    new = shown


class HtmlWords:
    """Writes the words of changes, and of texts."""

    def __init__(self, anchors: AnchorsOf) -> None:
        self._anchors = anchors

    def edits(self, edits: Iterable[Edit]) -> Markup:
        """Write edits one behind the other."""
        return Markup("").join(map(self._edit, edits))

    def text(self, text: str) -> Markup:
        """Write words as they stand."""
        return self._text(text, linked=True)

    def known(self, runs: Iterable[tuple[str, EvidenceKind]]) -> Markup:
        """Write the words of a draft that is lost in part, with those marked that are attested or documented."""
        marked = Markup('<span class="kn kn-{}" title="{}">{}</span>')
        return Markup("").join(
            self.text(text) if kind == "carried" else marked.format(kind, kind, self.text(text)) for text, kind in runs
        )

    def passages(self, runs: Iterable[tuple[str, EvidenceKind]]) -> Markup:
        """Write the passages of a text that are known, marked, without the words between them."""
        return Markup("… {} …").format(Markup(" … ").join(self.known([run]) for run in runs))

    def inline(self, change: Change) -> Markup:
        """Write both sides into one text."""
        return self._written(change, "")

    def side(self, change: Change, *, old: bool) -> Markup:
        """Write one side alone, with what is not on the other side marked."""
        return self._written(change, "insert" if old else "delete")

    def _written(self, change: Change, without: str) -> Markup:
        parts: list[Markup] = []
        for piece in _pieces(change, edits_of(change)):
            if isinstance(piece, Seam):
                if without != ("delete" if piece.old else "insert"):
                    parts.append(self._seam(piece, named=not without))
            elif piece.op != without:
                parts.append(self._edit(piece))
        return Markup("").join(parts)

    def _seam(self, seam: Seam, *, named: bool) -> Markup:
        cited = seam.clause.citation
        side = "old" if seam.old else "new"
        name = Markup(' id="{}"').format(self._anchors.new(cited)) if named and not seam.old else ""
        return Markup('<span class="seam"{}><b>{}</b> <i>{}</i></span>').format(name, written_out(cited), side)

    def _edit(self, edit: Edit) -> Markup:
        tag = _TAGS.get(edit.op)
        if tag is None:
            return self._text(edit.text, linked=True)
        bare = edit.text.strip(" " + MARKS_OF_DIRECTION) == ""
        text = self._text(edit.text, linked=edit.op == "insert", all_signs=bare)
        cls = Markup("") if edit.text.strip() else Markup(' class="ws"')
        return Markup("<{0}{1}>{2}</{0}>").format(tag, cls, text)

    def _text(self, text: str, *, linked: bool, all_signs: bool = False) -> Markup:
        written = UNSAFE.sub(lambda sign: _sign(sign[0], all_signs=all_signs), str(escape(text)))
        if "[^" in written:
            written = _NOTE.sub(lambda mark: self._note(mark[1], linked=linked), written)
        return Markup(written)  # noqa: S704  # escaped above

    def _note(self, number: str, *, linked: bool) -> str:
        anchor = escape(self._anchors.shown(f"fn {number}")) if linked else ""
        tag, link = ("a", f' href="#{anchor}"') if anchor else ("span", "")
        mark = f'<span class="vh">[^</span>{number}<span class="vh">]</span>'
        return f'<sup><{tag} class="fn"{link}>{mark}</{tag}></sup>'


def written_out(text: str) -> str:
    """Write out the signs that nobody would see; for what is no clause text: labels, names, citations."""
    return UNSAFE.sub(lambda sign: ascii(sign[0])[1:-1], text)


def _sign(sign: str, *, all_signs: bool) -> str:
    if sign in MARKS_OF_DIRECTION and not all_signs:
        return sign
    return f'<span class="x">{ascii(sign)[1:-1]}</span>'


def _pieces(change: Change, edits: Sequence[Edit]) -> Iterator[Edit | Seam]:
    """Cut the edits where one clause of a split or a merge ends."""
    seams = {"delete": _seams(change.old, old=True), "insert": _seams(change.new, old=False)}
    if not seams["delete"] and not seams["insert"]:
        yield from edits
        return
    at = {"delete": 0, "insert": 0}
    for edit in edits:
        sides = [op for op in at if edit.op in ("equal", op)]
        cuts = sorted(
            (place - at[op], seam)
            for op in sides
            for place, seam in seams[op]
            if at[op] < place <= at[op] + len(edit.text)
        )
        start = 0
        for place, seam in cuts:
            if place > start:
                yield Edit(edit.op, edit.text[start:place])
            yield seam
            start = place
        if start < len(edit.text):
            yield Edit(edit.op, edit.text[start:])
        for op in sides:
            at[op] += len(edit.text)


def _seams(clauses: Sequence[Clause], *, old: bool) -> list[tuple[int, Seam]]:
    """Say how many signs of a side stand before each clause but the first."""
    places = accumulate(len(clause.text) + 1 for clause in clauses)
    return [(place, Seam(clause, old)) for place, clause in zip(places, clauses[1:], strict=False)]
