"""Redlines in the issued file: how tests make one, and the proof by a reader that knows nothing of cdiff."""

from __future__ import annotations

from cdiff.comparing import compare
from cdiff.core.model import Version
from cdiff.features.compare.issued import IssuedRedline, issued_redline
from cdiff.parsing import parse
from cdiff.pipeline.versions import Original
from cdiff.reading import ReadOptions, read_bytes
from tests.render.redline_walk import Side, opened, printed, tracking_offences

USUAL = ReadOptions()


def version(data: bytes, label: str, options: ReadOptions = USUAL) -> Version:
    """Read a Word file in memory."""
    reading = read_bytes(data, f"{label}.docx", options)
    document = parse(reading, "plain")
    return Version(label, document, source=reading.source.name, media_type=reading.source.media_type)


def made(old: bytes, new: bytes, options: ReadOptions = USUAL, base: str = "old") -> IssuedRedline:
    """Compare two Word files, and write the redline into one of them."""
    sides = version(old, "old", options), version(new, "new", options)
    one, other = (Original(data, options, "plain") for data in (old, new))
    return issued_redline(compare(*sides), one, other, author="A. Delegate", date="2018-07-11T00:00:00Z", base=base)


def redline(old: bytes, new: bytes, options: ReadOptions = USUAL, base: str = "old") -> str:
    """Write a redline that has to come about, prove it by another reader, and give its main part."""
    found = made(old, new, options, base)
    assert found.reason == ""
    prove(found.data, old, new)
    return opened(found.data)["word/document.xml"].decode()


def prove(data: bytes, old: bytes, new: bytes) -> None:
    """Read both texts from a redline, paragraph by paragraph."""
    assert tracking_offences(data) == []
    assert said(data, "rejected") == said(old, "accepted")
    assert said(data, "accepted") == said(new, "accepted")


def said(data: bytes, side: Side) -> tuple[list[str], list[tuple[str, str]]]:
    """Give the paragraphs that have words, and the notes."""
    seen = printed(data, side)
    lines = (" ".join(line.split()) for line in seen.paragraphs)
    return [line for line in lines if line], [(mark, " ".join(text.split())) for mark, text in seen.notes]
