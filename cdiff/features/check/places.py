"""Places: in which line and column of a file the words of a hit stand.

A clause knows the line it starts in. Its words are looked for there and in the lines up to the next clause, with
whatever spaces and invisible characters the source has between them; the third “the” of a clause is the third one
there. What is not found (a mark rewritten, a word parted at a line's end) is shown at the start of its clause.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from cdiff.comparing.words import MARK
from cdiff.core.model import Clause
from cdiff.core.records import NamedTuple
from cdiff.features.check.model import Place
from cdiff.features.check.subject import Hit, Raw

_BETWEEN = "[\\s\u00a0\u00ad\u200b\u2060\ufeff\\\\]*"


@dataclass(frozen=True)
class Whereabouts:
    """The file that findings point into."""

    file: str = ""
    place: Place = ""
    lines: Sequence[Raw] = ()
    starts: Mapping[str, int] = field(default_factory=dict)
    """The line in which each clause starts, by its citation."""

    @cached_property
    def order(self) -> list[int]:
        """The lines in which clauses start, in order."""
        return sorted(set(self.starts.values()))

    def lines_of(self, line: int) -> list[Raw]:
        """Give the lines from the start of a clause up to the next one."""
        following = bisect_right(self.order, line)
        end = self.order[following] if following < len(self.order) else self.lines[-1].line + 1
        first, last = (bisect_left(self.lines, (each, "")) for each in (line, end))
        return list(self.lines[first:last])


class Found(NamedTuple):
    """A place in a file."""

    file: str = ""
    line: int = 0
    column: int = 0
    place: Place = ""


def placed(hit: Hit, where: Whereabouts) -> Found:
    """Say where a hit stands; without a line where nothing is known."""
    if not where.file:
        return Found()
    if hit.line and where.place == "received":
        return Found(where.file, hit.line, hit.column, where.place)
    line = where.starts.get(hit.clause.citation, 0) if hit.clause else 0
    if not line or hit.clause is None:
        return Found(where.file, 1 if hit.clause is None else 0, 0, where.place)
    line, column = _search(hit, hit.clause, where, line)
    return Found(where.file, line, column, where.place)


def _search(hit: Hit, clause: Clause, where: Whereabouts, line: int) -> tuple[int, int]:
    lines = where.lines_of(line) if where.lines else []
    if not lines:
        return line, 1
    first = len(lines[0].text) - len(lines[0].text.lstrip()) + 1
    words, at = _words(hit, clause.text)
    if not words:
        return line, first
    count = clause.text.count(words, 0, at)
    pattern = re.compile(_BETWEEN.join(_signs(words)))
    whole = "\n".join(raw.text for raw in lines)
    found = _nth(pattern, whole, len(_plain_label(clause)), count)
    if found is None:
        return line, first
    row = whole.count("\n", 0, found)
    return lines[row].line, found - (whole.rfind("\n", 0, found) + 1) + 1


def _words(hit: Hit, text: str) -> tuple[str, int]:
    """Give the words to look for, and where they start; for a space alone the word before it."""
    if hit.start < 0:
        return "", 0
    words = text[hit.start : hit.end]
    if words.strip():
        return words.strip(), hit.start + len(words) - len(words.lstrip())
    before = text[: hit.start].rstrip()
    start = before.rfind(" ") + 1
    return before[start:], start


def _signs(words: str) -> Iterator[str]:
    """Write each sign of some words as a pattern; a footnote mark as the source may print it."""
    at = 0
    for mark in [*MARK.finditer(words), None]:
        plain = words[at : mark.start()] if mark else words[at:]
        yield from map(re.escape, plain.replace(" ", ""))
        if mark:
            number = re.escape(mark[0][2:-1])
            yield rf"(?:\[\^{number}\]|\[{number}\]|{number}|[¹²³⁰⁴-⁹]+)"
            at = mark.end()


def _plain_label(clause: Clause) -> str:
    return clause.label.strip("().: ")


def _nth(pattern: re.Pattern[str], text: str, start: int, count: int) -> int | None:
    """Find where the words stand for the time behind `count` others; the label is passed by."""
    for at, match in enumerate(pattern.finditer(text, min(start, len(text)))):
        if at == count:
            return match.start()
    return None
