"""What a redline must give back, and the proof that it does, by two readers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from cdiff import pipeline
from cdiff.comparing import compare
from cdiff.core.citation import HEADINGS, UncitedClause, cite
from cdiff.core.model import Block, Change, Clause, Comparison, Document, Version
from cdiff.features.compare.redline import redline
from cdiff.features.compare.redline.page import format_of
from cdiff.parsing.normalise import normalise
from cdiff.reading import ReadOptions
from cdiff.reading.docx import read_docx
from cdiff.reading.paragraphs import believed_headings, rejoined
from tests.render.redline_walk import Printed, Side, W, offences, opened, printed, trees
from tests.support import ROOT

_MARK = re.compile(r"\[\^([^\]\s]+)\]")
WRITTEN_OUT = re.compile("[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]")


def visible(text: str) -> str:
    """Write a text as a redline shows it."""
    return WRITTEN_OUT.sub(lambda sign: ascii(sign[0])[1:-1], text)


def expected(document: Document) -> tuple[list[str], list[tuple[str, str]]]:
    """Say what a redline must print of a document: its paragraphs, and its notes in the order of their marks."""
    called = called_notes(document)
    kept = [clause for clause in document if all(clause is not note for note in called)]
    return [_line(clause) for clause in kept], [(note.label[2:-1], visible(note.text).strip()) for note in called]


def called_notes(document: Document) -> list[Clause]:
    """List the notes that a mark calls, in the order of the marks."""
    notes: dict[str, Clause] = {}
    for clause in document:
        match = re.fullmatch(r"\[\^([\w*†‡§¶]{1,10})\]", clause.label)
        if clause.kind == "footnote" and match:
            notes.setdefault(match[1], clause)
    marks = [mark for clause in document if clause.kind != "footnote" for mark in _MARK.findall(clause.text)]
    return [notes.pop(mark) for mark in marks if mark in notes]


def _line(clause: Clause) -> str:
    gap = (" " if clause.kind in HEADINGS else "\t") if clause.label and clause.text else ""
    return visible(clause.label) + gap + visible(clause.text)


def prove(comparison: Comparison, changes: Sequence[Change] | None = None) -> bytes:
    """Write a redline, and read both texts from it in two ways."""
    data = redline(comparison, comparison.changes if changes is None else changes)
    assert offences(data) == []
    sides: tuple[tuple[Side, Version], ...] = (("rejected", comparison.old), ("accepted", comparison.new))
    for side, version in sides:
        paragraphs, notes = expected(version.document)
        seen = printed(data, side)
        assert seen.paragraphs == (paragraphs or [""])  # a file has a paragraph at least
        assert seen.notes == notes
        assert [style for style, text in zip(seen.styles, seen.paragraphs, strict=True) if text] == _styles(version)
        _prove_by_reading(data, side, seen)
    return data


def _styles(version: Version) -> list[str]:
    """Say which styles a redline must give: real headings, and clauses by their depth."""
    called = set(map(id, called_notes(version.document)))
    left = [clause for clause in version.document if id(clause) not in called and (clause.label or clause.text)]
    return [format_of(clause).style for clause in left]


def _prove_by_reading(data: bytes, side: Side, seen: Printed) -> None:
    """cdiff's own reader of Word files, which knows nothing of the renderer, sees the same."""
    revisions = ReadOptions(revisions="accepted" if side == "accepted" else "original")
    blocks = [block for block in read_docx(data, "redline.docx", revisions).blocks if normalise(block.text)]
    assert [normalise(block.text) for block in blocks if not block.note] == _as_read(seen)
    assert [(block.note, normalise(block.text)) for block in blocks if block.note] == [
        (mark, normalise(text)) for mark, text in seen.notes if normalise(text)
    ]


def _as_read(seen: Printed) -> list[str]:
    """Give the paragraphs of a page as any Word file with them is read: those that look cut by a page end are whole."""
    pairs = enumerate(zip(seen.paragraphs, seen.styles, strict=True))
    shown = [
        Block(text, at, whole=True, heading=int(style.startswith(("Title", "Heading"))))
        for at, (text, style) in pairs
        if normalise(text)
    ]
    blocks, _ = rejoined(believed_headings(shown, lambda block: seen.styles[block.line]))
    return [normalise(block.text) for block in blocks]


def document(*rows: tuple[str, str, str]) -> Document:
    return Document(cite([UncitedClause(*row) for row in rows]), "plain")


@cache
def shipped(old: str, new: str = "final") -> Comparison:
    store = pipeline.find_store(str(ROOT / "versions"))
    return compare(pipeline.load(old, store), pipeline.load(new, store))


def body(data: bytes) -> str:
    return opened(data)["word/document.xml"].decode()


def between(old: Sequence[tuple[str, str, str]], new: Sequence[tuple[str, str, str]]) -> bytes:
    return prove(compare(document(*old), document(*new)))


def tracked(data: bytes, name: str, part: str = "word/document.xml") -> list[str]:
    """List the words inside the elements of a name."""
    found = ["".join(element.itertext()) for element in trees(data)[part].iter(f"{W}{name}")]
    return [words for words in found if words]
