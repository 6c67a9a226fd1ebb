"""What stands on a page, as plain data: runs of letters with their places, and the lines drawn between them.

Coordinates are those of the page as it is shown: in points, from its upper left corner, downwards.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, eq=False)
class Run:
    """Letters in one type on one baseline, in the order in which they are drawn."""

    text: str
    lefts: tuple[float, ...]
    """The left edge of each letter of `text`."""
    rights: tuple[float, ...]
    base: float
    size: float
    bold: bool = False
    struck: bool = False
    raised: bool = False
    """Small and high beside its neighbours: a note mark, or the `rd` of `23rd`."""

    @property
    def left(self) -> float:
        """Its left edge."""
        return self.lefts[0]

    @property
    def right(self) -> float:
        """Its right edge."""
        return self.rights[-1]


@dataclass(frozen=True, slots=True)
class Rule:
    """A line drawn on the page, horizontal or vertical."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def flat(self) -> bool:
        """Whether it lies rather than stands."""
        return self.right - self.left >= self.bottom - self.top

    @property
    def width(self) -> float:
        """How far it reaches across the page."""
        return self.right - self.left

    @property
    def y(self) -> float:
        """The height at which it lies."""
        return (self.top + self.bottom) / 2

    @property
    def x(self) -> float:
        """Where it stands."""
        return (self.left + self.right) / 2


@dataclass(frozen=True, slots=True)
class Page:
    """One page."""

    number: int
    width: float
    height: float
    runs: tuple[Run, ...]
    rules: tuple[Rule, ...] = ()
    turned: tuple[str, ...] = ()
    """Text that is not set upright, a string for each stretch."""
    outside: tuple[str, ...] = ()
    """Text that lies outside the visible page."""
    unknown: int = 0
    """Letters whose font does not say which letters they are."""
    pictures: int = 0


@dataclass(frozen=True, slots=True, eq=False)
class Piece:
    """A stretch of runs on one line that no wide gap divides."""

    runs: tuple[Run, ...]
    base: float
    size: float
    text: str
    """Its letters written out."""
    left: float
    right: float

    @property
    def bold(self) -> bool:
        """Whether all its letters are bold."""
        return all(run.bold for run in self.runs if run.text.strip() and not run.raised)


@dataclass(frozen=True, slots=True, eq=False)
class Row:
    """A line of text: one piece or more, from left to right."""

    pieces: tuple[Piece, ...]
    page: int

    @property
    def text(self) -> str:
        """Its letters written out."""
        return self.pieces[0].text if len(self.pieces) == 1 else " ".join(piece.text for piece in self.pieces)

    @property
    def left(self) -> float:
        """Its left edge."""
        return self.pieces[0].left

    @property
    def right(self) -> float:
        """Its right edge."""
        return self.pieces[-1].right

    @property
    def base(self) -> float:
        """Its baseline."""
        return self.pieces[0].base

    @property
    def size(self) -> float:
        """The size of most of its letters."""
        return max(self.pieces, key=lambda piece: piece.right - piece.left).size

    @property
    def bold(self) -> bool:
        """Whether all its letters are bold."""
        return all(piece.bold for piece in self.pieces)

    @property
    def runs(self) -> tuple[Run, ...]:
        """All its runs, from left to right."""
        return tuple(run for piece in self.pieces for run in piece.runs)
