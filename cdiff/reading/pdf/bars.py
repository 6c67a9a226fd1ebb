"""Bars: the lines of a page, the touching pieces of one line put together."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from cdiff.reading.pdf.page import Rule

_LEVEL = 1.5
_TOUCH = 5.0
"""Pieces of one line: some programs leave a little room between two cells."""


@dataclass(frozen=True, slots=True)
class Bar:
    """A horizontal line, and the places where its pieces meet."""

    left: float
    right: float
    y: float
    breaks: tuple[float, ...] = ()

    @property
    def width(self) -> float:
        """How far it reaches."""
        return self.right - self.left


def bars_of(rules: Iterable[Rule]) -> list[Bar]:
    """Give the horizontal lines of a page from top to bottom."""
    rows: list[list[Rule]] = []
    for rule in sorted((rule for rule in rules if rule.flat), key=lambda rule: rule.y):
        if rows and rule.y - rows[-1][0].y <= _LEVEL:
            rows[-1].append(rule)
        else:
            rows.append([rule])
    return [bar for row in rows for bar in _joined(row)]


def _joined(row: list[Rule]) -> list[Bar]:
    bars: list[Bar] = []
    for rule in sorted(row, key=lambda rule: rule.left):
        last = bars[-1] if bars else None
        if last and rule.left <= last.right + _TOUCH:
            breaks = (*last.breaks, rule.left) if rule.left >= last.right - _TOUCH else last.breaks
            bars[-1] = Bar(last.left, max(last.right, rule.right), last.y, breaks)
        else:
            bars.append(Bar(rule.left, rule.right, rule.y))
    return bars
