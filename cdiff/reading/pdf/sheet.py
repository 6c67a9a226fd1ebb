"""A page cut into rows, and what of it is set aside."""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import dataclass, field

from cdiff.reading.pdf.bars import Bar
from cdiff.reading.pdf.page import Piece, Row


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page cut into rows, with its bars."""

    number: int
    width: float
    height: float
    rows: tuple[Row, ...]
    bars: tuple[Bar, ...]


@dataclass(slots=True)
class Found:
    """The pieces set aside on one page, with the reason for each."""

    reasons: dict[Piece, str] = field(default_factory=dict)

    def add(self, row: Row, reason: str) -> None:
        """Set a whole row aside."""
        for piece in row.pieces:
            self.reasons.setdefault(piece, reason)


def without(rows: Sequence[Row], aside: Container[Piece]) -> list[Row]:
    """Give the rows without the pieces that were set aside."""
    kept = []
    for row in rows:
        pieces = tuple(piece for piece in row.pieces if piece not in aside)
        if pieces:
            kept.append(row if len(pieces) == len(row.pieces) else Row(pieces, row.page))
    return kept
