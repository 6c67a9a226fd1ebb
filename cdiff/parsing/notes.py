"""Footnotes in plain text: the notes and their marks, which the conversion glued to words.

`treaties1` bears mark 1 only because a note 1 exists and because mark 1 is the next one due; `CP.21`, `No.97`
and `2018.` never are. So the notes are found first, as a chain 1, 2, 3 … of lines each of which has its mark
somewhere before it, and every mark is looked for behind the mark before it.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from cdiff.core.records import record
from cdiff.parsing.lines import TextLine, goes_on
from cdiff.parsing.normalise import join

_NOTE = re.compile(
    r"(?:\[\^(?P<md>[^\[\]\s]+)\]:?|\[(?P<square>\d{1,3})\]|(?P<small>(?<![¹²³⁰⁴-⁹])[¹²³⁰⁴-⁹]+)|\^?(?P<bare>\d{1,3}))\s+(?=[\w“\"‘'(])"
)
_SMALL = str.maketrans("¹²³⁰⁴⁵⁶⁷⁸⁹", "1230456789")
_TO_SMALL = str.maketrans("1230456789", "¹²³⁰⁴⁵⁶⁷⁸⁹")
_SMALL_DIGITS = tuple("¹²³⁰⁴⁵⁶⁷⁸⁹")
_GLUED = re.compile(r"(?<![^\W_])(?!(?:Nos?|Add|Rev|Corr|Amend|arts?|paras?|obj)$)[^\W\d_]{3,}$|[^\W\d_]{12}$")
_STOPPED = re.compile(r"[^\W\d_]{2}[.,;:)”’\"]$")
_UNIT = re.compile(r"(?<![^\W_])[a-zA-Z]{1,2}$")
_DIGITS = re.compile(r"\d+|[¹²³⁰⁴-⁹]+")
_RUNS_ON = re.compile(r"[\w/]")
_ENDS_HERE = re.compile(r"[\s,;.)]|$")


@record
class Footnote:
    """A footnote: its number as printed, its text, and where it stands."""

    number: str
    text: str
    line: int


@record
class SplitNotes:
    """The lines of a draft without the notes, and the notes."""

    body: list[TextLine]
    notes: list[Footnote]


def split_notes(lines: Sequence[TextLine]) -> SplitNotes:
    """Take the footnotes out of the lines of a draft."""
    body: list[TextLine] = []
    notes: list[Footnote] = []
    seen = MarkSearch()
    at = 0
    while at < len(lines):
        line = lines[at]
        number = line.note or _number(line, len(notes) + 1)
        if number and (line.note or seen.has(number, body)):
            parts = [line.text if line.note else _NOTE.sub("", line.text, count=1)]
            at += 1
            while (
                at < len(lines)
                and not lines[at].gap
                and not _NOTE.match(lines[at].text)
                and goes_on(parts[-1], lines[at])
            ):
                parts.append(lines[at].text)
                at += 1
            notes.append(Footnote(number, join(parts), line.line))
        else:
            body.append(line)
            at += 1
    return SplitNotes(body, notes)


def _number(line: TextLine, due: int) -> str:
    """Give the number of the note that a line may start, or nothing."""
    match = _NOTE.match(line.text)
    if match is None:
        return ""
    if match["md"]:
        return match["md"]
    number = match["square"] or (match["small"] or "").translate(_SMALL) or match["bare"]
    return number if number == str(due) and (line.gap or not match["bare"] or due > 1) else ""


class MarkSearch:
    """Where the search for the next mark goes on: no line is searched twice for one mark."""

    def __init__(self) -> None:
        self.line = 0
        self.column = 0
        self.searched = 0
        self.texts: list[str] = []
        self.index = NumberIndex()

    def has(self, number: str, body: Sequence[TextLine]) -> bool:
        """Whether the mark stands behind the one found last; moves there if so."""
        for line in body[len(self.texts) :]:
            self.index.add(len(self.texts), line.text)
            self.texts.append(line.text)
        start = max(self.line, self.searched)
        found = locate(number, self.texts, self.index, start, self.column if start == self.line else 0)
        if found is None:
            self.searched = len(body)
            return False
        self.line, self.column, self.searched = found[0], found[2], 0
        return True


class NumberIndex:
    """Which texts print which numbers, so that no mark is looked for in all of them."""

    def __init__(self) -> None:
        self._places: dict[str, list[int]] = {}

    def add(self, at: int, text: str) -> None:
        """Add a text that stands behind those added before."""
        for number in {run.translate(_SMALL) for run in _DIGITS.findall(text)}:
            self._places.setdefault(number, []).append(at)

    def places(self, number: str, start: int, stop: int) -> Sequence[int]:
        """Return the places, from one to another (exclusive), of the texts that may print a number."""
        if not (number.isascii() and number.isdecimal()):
            return range(start, stop)
        found = self._places.get(number, [])
        return found[bisect_left(found, start) : bisect_left(found, stop)]


def locate(
    number: str, texts: Sequence[str], index: NumberIndex, line: int = 0, column: int = 0
) -> tuple[int, int, int] | None:
    """Find the mark of a note: the place of its text, where the mark starts and where it ends.

    Looks behind (`line`, `column`): an explicit mark goes before a number glued to a word, and that before
    a number glued to a stop.
    """
    best: tuple[int, int, int, int] | None = None
    small = number.translate(_TO_SMALL)
    for at in index.places(number, line, len(texts)):
        if number not in texts[at] and small not in texts[at]:
            continue
        for rank, start, end in _candidates(number, texts[at], column if at == line else 0):
            if best is None or rank < best[0]:
                best = rank, at, start, end
        if best and best[0] == 0:
            break
    return best[1:] if best else None


def _candidates(number: str, text: str, column: int) -> Iterator[tuple[int, int, int]]:
    """List what could be a mark in a text: how far it is to be trusted (0 best), where it starts and ends."""
    for printed in (number, number.translate(_TO_SMALL)):
        start = text.find(printed, column)
        while start >= 0:
            end = start + len(printed)
            rank, before, after = _trust(text, start, end, small=printed != number)
            if rank is not None:
                yield rank, start - before, end + after
            start = text.find(printed, end)


def _trust(text: str, start: int, end: int, *, small: bool) -> tuple[int | None, int, int]:
    """Say how far a number is to be trusted as a mark, and how many signs around it belong to the mark."""
    if small:
        alone = start > 0 and text[start - 1] not in _SMALL_DIGITS and text[end : end + 1] not in _SMALL_DIGITS
        # Raised behind a digit or a unit (10⁶, km²) it may be a power: a mark that is one goes before it.
        power = text[start - 1 : start].isdigit() or _UNIT.search(text, max(0, start - 4), start) is not None
        return ((2 if power else 0) if alone else None), 0, 0
    if text[end : end + 1] == "]":
        opened = "[^" if text[:start].endswith("[^") else "["
        explicit = text[:start].endswith(opened) and start > len(opened)
        return (0 if explicit else None), len(opened), 1
    if text[start:end].isdecimal() and _GLUED.search(text, max(0, start - 12), start) and not _RUNS_ON.match(text, end):
        return 1, 0, 0
    behind_stop = _STOPPED.search(text, max(0, start - 12), start) and _ENDS_HERE.match(text, end)
    return (2 if behind_stop else None), 0, 0


def place_marks(texts: list[str], notes: Sequence[Footnote]) -> list[str]:
    """Write the marks as `[^1]` into the texts, in place; give the numbers whose mark was not found."""
    missing = []
    line = column = 0
    index = NumberIndex()
    for at, text in enumerate(texts if notes else ()):
        index.add(at, text)
    for note in notes:
        found = locate(note.number, texts, index, line, column) or locate(note.number, texts, index)
        if found is None:
            missing.append(note.number)
            continue
        at, start, end = found
        mark = f"[^{note.number}]"
        texts[at] = texts[at][:start] + mark + texts[at][end:]
        line, column = at, start + len(mark)
    return missing
