"""Places: the line and column of a file in which the words of a finding stand.

A clause knows the line it starts in. Its words are searched for there and in the lines up to the next clause, with
whatever spaces and invisible characters the source has between them; the third “the” of a clause is the third one
there. What is not found (a mark rewritten, a word parted at a line's end) is shown at the start of its clause.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from functools import cached_property, lru_cache
from itertools import accumulate

from cdiff.comparing.words import MARK
from cdiff.core.model import Clause
from cdiff.core.records import field, record
from cdiff.features.check.model import FindingPlace, RawFinding, SourceLine

_BETWEEN = "[\\s\u00a0\u00ad\u200b\u2060\ufeff\\\\]*"
"""What may stand between two characters in the source: line ends, and what normalising takes away."""


@record
class FileLines:
    """The file that findings point into."""

    file: str = ""
    place: FindingPlace = ""
    lines: Sequence[SourceLine] = ()
    starts: Mapping[str, int] = field(default_factory=dict)
    """The line in which each clause starts, by its citation."""

    @cached_property
    def order(self) -> list[int]:
        """The lines in which clauses start, in order."""
        return sorted(set(self.starts.values()))

    def lines_of(self, line: int) -> Sequence[SourceLine]:
        """Return the lines from the start of a clause up to the next one."""
        following = bisect_right(self.order, line)
        end = self.order[following] if following < len(self.order) else self.lines[-1].line + 1
        first, last = (bisect_left(self.lines, each, key=lambda row: row.line) for each in (line, end))
        return self.lines[first:last]


@record
class FilePosition:
    """A position in a file, as a finding has it."""

    file: str = ""
    line: int = 0
    column: int = 0
    place: FindingPlace = ""


def located(finding: RawFinding, where: FileLines) -> FilePosition:
    """Return the position of a finding; without a line where nothing is known."""
    if not where.file:
        return FilePosition()
    if finding.line and where.place == "received":
        return FilePosition(where.file, finding.line, finding.column, where.place)
    line, column = 1 if finding.clause is None else where.starts.get(finding.clause.citation, 0), 0
    if finding.clause and line:
        line, column = _search(finding, finding.clause, where, line)
    return FilePosition(where.file, line, column, where.place)


def _search(finding: RawFinding, clause: Clause, where: FileLines, line: int) -> tuple[int, int]:
    """Find the words of a finding in the lines of its clause; the start of the clause where they are not found."""
    lines = where.lines_of(line) if where.lines else ()
    if not lines:
        return line, 1
    first = len(lines[0].text) - len(lines[0].text.lstrip()) + 1
    text, start = clause.text, finding.start
    words = text[start : finding.end] if start >= 0 else ""
    if start >= 0 and not words.strip():  # a space alone, or nothing: the word before it
        words = text[:start].rstrip().rpartition(" ")[2]
        start = len(text[:start].rstrip()) - len(words)
    start += len(words) - len(words.lstrip())
    words = words.strip()
    if not words:
        return line, first
    source = tuple(row.text for row in lines)
    before = bisect_right(_ends(text, words), start)
    found = _starts(source, words, min(len(clause.label.strip("().: ")), sum(map(len, source)) + len(source) - 1))
    if before >= len(found):
        return line, first
    row = bisect_right(_line_starts(source), found[before]) - 1
    return lines[row].line, found[before] - _line_starts(source)[row] + 1


@lru_cache(maxsize=1)
def _ends(text: str, words: str) -> list[int]:
    """Where the words end in a clause, each time that they stand there; a rule often finds the same ones again."""
    return [match.end() for match in re.finditer(re.escape(words), text)]


@lru_cache(maxsize=1)
def _line_starts(source: tuple[str, ...]) -> list[int]:
    return [0, *accumulate(len(line) + 1 for line in source)]


@lru_cache(maxsize=1)
def _starts(source: tuple[str, ...], words: str, behind_label: int) -> list[int]:
    """Where the words start in the lines of a clause, each time that they stand there behind its label.

    Between any two characters the source may have spaces; a footnote mark may be printed in several ways.
    """
    signs: list[str] = []
    at = 0
    for mark in [*MARK.finditer(words), None]:
        signs += map(re.escape, (words[at : mark.start()] if mark else words[at:]).replace(" ", ""))
        if mark:
            number = re.escape(mark[0][2:-1])
            signs.append(rf"(?:\[\^{number}\]|\[{number}\]|{number}|[¹²³⁰⁴-⁹]+)")
            at = mark.end()
    places = re.compile(_BETWEEN.join(signs)).finditer("\n".join(source), behind_label)
    return [match.start() for match in places]
