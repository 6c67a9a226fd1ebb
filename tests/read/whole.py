"""The whole Compact, for tests that write it in a format and read it back."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from cdiff.core.model import Document
from cdiff.parsing import parse
from cdiff.reading import read

FINAL = Path(__file__).parents[2] / "versions" / "sources" / "final.txt"


@cache
def compact() -> Document:
    """Parse the final draft as it was received."""
    return parse(read(FINAL), "gcm")


def same(read_back: Document, document: Document) -> bool:
    """Compare clauses but for their lines; a difference fails with the first pair that differs."""
    pairs = [
        [(clause.citation, clause.kind, clause.label, clause.text, clause.parent) for clause in each.clauses]
        for each in (read_back, document)
    ]
    for got, wanted in zip(*pairs, strict=False):
        assert got == wanted
    assert len(pairs[0]) == len(pairs[1])
    return True
