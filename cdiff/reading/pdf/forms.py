"""Drawings that repeat each other: ten that draw ten that draw ten … are a small file and an endless page.

How often a form is drawn is bounded from above, without opening the file: by its own calls, times the most that
any form it may name can cost.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from cdiff.core.errors import ReadError

OBJECT = re.compile(rb"(\d{1,9})\s+\d{1,5}\s+obj\b")
_REFERENCE = re.compile(rb"(\d{1,9})\s+\d{1,5}\s+R\b")
CALL = re.compile(rb"\bDo\b")
_MOST = 200_000
_DEEP = 64
_FAR = 3
"""A form's resources stand at most so many references away from it."""


@dataclass(slots=True)
class Forms:
    """What the file's objects refer to, and how often its forms call others."""

    references: dict[int, set[int]] = field(default_factory=dict)
    calls: dict[int, int] = field(default_factory=dict)
    _weights: dict[int, int] = field(default_factory=dict)

    def see(self, number: int, entries: bytes) -> None:
        """Take note of an object's dictionary."""
        found = self.references.setdefault(number, set())
        found.update(int(reference) for reference in _REFERENCE.findall(entries))

    def see_form(self, number: int, calls: int) -> None:
        """Take note of how often a form calls others."""
        self.calls[number] = max(self.calls.get(number, 0), calls)

    def see_packed(self, content: bytes, entries: bytes) -> None:
        """Take note of the objects in an object stream."""
        first = re.search(rb"/First\s+(\d{1,9})", entries)
        if first is None:
            return
        inside = content[int(first[1]) :]
        numbers = [int(number) for number in content[: int(first[1])].split() if number.isdigit()]
        places = numbers[1::2]
        for number, start, end in zip(numbers[::2], places, [*places[1:], len(inside)], strict=False):
            self.see(number, inside[start:end])

    def check(self, name: str) -> None:
        """Raise `ReadError` where a form draws more than any page holds."""
        if any(self._weight(number, 0) > _MOST for number in self.calls):
            raise ReadError(f"{name}: its drawings repeat each other without end; print it to a new PDF")

    def _weight(self, number: int, depth: int) -> int:
        if number in self._weights:
            return self._weights[number]
        self._weights[number] = 1  # a form that draws itself is drawn once
        if depth < _DEEP and self.calls[number]:
            most = max((self._weight(inner, depth + 1) for inner in self._inner(number)), default=0)
            self._weights[number] = min(1 + self.calls[number] * most, _MOST * 10)
        return self._weights[number]

    def _inner(self, number: int) -> Iterable[int]:
        """List the forms that a form may name: those its dictionary refers to, at once or through others."""
        seen: set[int] = {number}
        edge = {number}
        for _ in range(_FAR):
            edge = {there for here in edge for there in self.references.get(here, ())} - seen
            seen |= edge
            yield from sorted(there for there in edge if there in self.calls)
            edge = {there for there in edge if there not in self.calls}
