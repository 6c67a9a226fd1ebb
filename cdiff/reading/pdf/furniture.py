"""Page furniture: what is proven to be no text of the draft. Nothing is presumed: where the proof fails, it is text.

A stretch of text is furniture on positive evidence alone. Either it stands in the margin zone, at the head or foot of
its page and parted from the text block, and there the same words stand at the same height on several pages (a number
that counts these pages may vary); or it is a page counter there, in one of the forms that `furniture.toml` lists; or it
is a field of the first page's masthead or imprint, as listed there. What stands once is text. What is inside the text
block is text, whatever recurs: `Article 3` on the third page, the last line of each page's table.

Rejected: to set aside all above a rule, or all that stands as far out as the furniture of other pages. Tables, boxes
and struck lines have rules too, and a page may be set lower than the others: running text went with it.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Container, Mapping, Sequence
from functools import lru_cache
from importlib.resources import files
from itertools import pairwise, takewhile
from statistics import median

from cdiff.core.model import Caution
from cdiff.core.records import record, replace
from cdiff.reading.numerals import numeral
from cdiff.reading.pdf.line_numbers import line_numbers
from cdiff.reading.pdf.page import TYPED_RULE, PageLayout, SetAside, TextRow, TextSegment, without

_RECURS = "recurs in place"
_ZONE = 0.15
"""So much of a page, from its head or foot, may be margin: in 40 official PDFs no furniture stands further in."""
_DEEP = 8
"""How many rows from the edge may be furniture."""
_PARTED = 1.5
"""The gap between furniture and text, in usual lines: lines and headings of one text stand closer, and in the same 40
PDFs nine running heads of ten stand off further; the others stand where the other pages have theirs."""
_WIDE = 40.0
"""A gap of so many points parts in any case; a page of few lines has no usual distance."""
_LEVEL = 4.0
"""Heights that differ by less, in points, are one place."""
_SEVERAL, _SEVERAL_OF_FEW, _FEW = 3, 2, 5
"""On so many pages the same words recur; of fewer than five pages, two are enough."""
_MASTHEAD = 0.35
"""A masthead reaches no deeper than this share of the first page."""
_MAX_UNPROVEN = 40
"""More letters than this beside what recurs are a line of text, and what recurs stands in its side margin."""
_NAMED = 12
"""So many pages are named in a warning."""
_WINDOW = 16
"""A text is looked for on so many of its places before and behind: all of them would cost their square."""
_DIGITS = re.compile(r"\d+")
_ROMAN = re.compile(r"([\W_]*)([ivxlc]{1,8})([\W_]*)")
_ROMANS = {numeral(number, "lowerRoman"): number for number in range(1, 200)}
_AROUND = r"[-‐–—|•·~\[\](<>{}/\s]*"
"""What may be set around a page counter; a stop or a closing bracket behind it makes it a label."""
_LABEL_WORD = re.compile(r"([^\W\d_]+)[.:]?(?:\s*(?:no\.?|nr\.?|n[°º]))?|§+", re.IGNORECASE)
"""The one word, or sign, that a label begins with."""


@record
class _Place:
    """Where a text stands, and the numbers in it."""

    page: int
    y: float
    numbers: tuple[int, ...]


def furniture(layouts: Sequence[PageLayout]) -> tuple[dict[int, SetAside], list[TextRow]]:
    """Find the furniture of every page; and the rows that recur like it, but are text for want of proof."""
    found = {layout.number: SetAside() for layout in layouts}
    line_numbers(layouts, found)
    layouts = [replace(layout, rows=tuple(without(layout.rows, found[layout.number].reasons))) for layout in layouts]
    first, above = layouts[0], found[layouts[0].number]
    symbols = {part.text for row in _masthead(first, above, ()) for part in row.segments}
    kept = [*_margin(layouts, found, symbols, is_head=True), *_margin(layouts, found, (), is_head=False)]
    running = {part.text for aside in found.values() for part, reason in aside.reasons.items() if _RECURS in reason}
    for row in _masthead(first, above, running):
        above.add(row, "masthead: a known field")
    return found, kept


def warn_of_kept(kept: Sequence[TextRow]) -> list[Caution]:
    """Warn of rows that recur like furniture, but are text."""
    pages = sorted({row.page for row in kept})
    if len(pages) < _SEVERAL:
        return []
    named = ", ".join(map(str, pages[:_NAMED])) + (" …" if len(pages) > _NAMED else "")
    return [Caution(f"lines that recur at the edge of pages {named} touch the text; they are kept as text")]


def _margin(
    layouts: Sequence[PageLayout], found: Mapping[int, SetAside], symbols: Container[str], *, is_head: bool
) -> list[TextRow]:
    """Set aside what recurs in the head or foot of pages; return the rows that recur, but inside the text.

    `symbols` stand in the masthead of the first page, and recur wherever another page has them in its head.
    """
    recurrence = _Recurrence(layouts, symbols, is_head=is_head)
    proven = {layout.number: recurrence.proven(layout) for layout in layouts}
    ends: dict[int, list[tuple[float, bool]]] = defaultdict(list)
    votes: dict[int, list[bool]] = defaultdict(list)
    for layout in layouts:
        steps = [step for row, below in pairwise(layout.rows) if 2 < (step := below.base - row.base) < _WIDE]
        gap = min(_WIDE, _PARTED * median(steps or [12.0]))
        inwards = layout.rows if is_head else layout.rows[::-1]
        for row in proven[layout.number]:
            below = (abs(inner.base - row.base) for inner in inwards[inwards.index(row) + 1 :])
            parted = next((step for step in below if step > _LEVEL), gap + 1) > gap or TYPED_RULE.fullmatch(row.text)
            counts = not is_head and all(
                is_counter(part.text) or recurrence.counts(part, row.base, layout.number) for part in row.segments
            )
            ends[layout.number].append((row.base, bool(parted) or counts))
            votes[round(row.base)].append(bool(parted))
    kept = []
    for layout in layouts:
        # Where most pages have the text parted from what stands at a height, that height is margin on all of them.
        reach = [
            base
            for base, parted in ends[layout.number]
            if parted or median([vote for near in (-1, 0, 1) for vote in votes[round(base) + near]]) > 0.5
        ]
        limit = max(reach, default=0.0) if is_head else min(reach, default=layout.height + 1)
        for row, segments in proven[layout.number].items():
            outside = row.base <= limit if is_head else row.base >= limit
            for segment, reason in segments.items() if outside else ():
                found[layout.number].reasons.setdefault(segment, reason)
            if not outside:
                kept.append(row)
    return kept


class _Recurrence:
    """Where each text stands at the heads, or the feet, of all pages."""

    def __init__(self, layouts: Sequence[PageLayout], symbols: Container[str], *, is_head: bool) -> None:
        self.total = len(layouts)
        self.first, self.symbols = layouts[0].number, symbols
        self.is_head = is_head
        self.least = _SEVERAL if self.total >= _FEW else _SEVERAL_OF_FEW
        self.rows: dict[int, list[TextRow]] = {}
        self.places: dict[str, list[_Place]] = defaultdict(list)
        for layout in layouts:
            outer = layout.rows[:_DEEP] if is_head else layout.rows[: -_DEEP - 1 : -1]
            depth = _ZONE * layout.height
            notes = set() if is_head else _notes_of(layout)
            rows = [
                row for row in outer if (row.base if is_head else layout.height - row.base) < depth and row not in notes
            ]
            self.rows[layout.number] = rows
            for row in rows:
                for segment in row.segments:
                    shape, numbers = _shape(segment.text)
                    self.places[shape].append(_Place(layout.number, row.base, numbers))

    def proven(self, layout: PageLayout) -> dict[TextRow, dict[TextSegment, str]]:
        """Return the rows that hold something proven, from the edge of a page to the first that does not."""
        reason = f"running {'head' if self.is_head else 'foot'}: {_RECURS}"
        found: dict[TextRow, dict[TextSegment, str]] = {}
        for row in self.rows[layout.number]:
            segments = {part: reason for part in row.segments if self._recurs(part, row.base, layout.number)}
            if not self.is_head:
                imprint = (part for part in row.segments if known_furniture().imprint.fullmatch(part.text))
                segments = dict.fromkeys(imprint, "imprint: a known field") | segments
                if any(
                    is_counter(part.text) for part in segments
                ):  # the symbol of the document beside the page's number
                    fields = (part for part in row.segments if known_furniture().beside.fullmatch(part.text))
                    segments = dict.fromkeys(fields, "imprint: a known field") | segments
            letters = sum(len(part.text) for part in row.segments if part not in segments)
            if segments and letters <= _MAX_UNPROVEN:
                found[row] = segments
            elif not any(abs(row.base - other.base) <= _LEVEL for other in found):
                break
        return found

    def _recurs(self, segment: TextSegment, base: float, page: int) -> bool:
        """Whether a text stands at this height on several pages, or counts them."""
        if segment.text in self.symbols and page != self.first:
            return True
        shape, numbers = _shape(segment.text)
        same, counting, counters = {page}, {page}, set[int]()
        for place in self._near(shape, base, page):
            if place.page == page:
                continue
            steps = [other - own for own, other in zip(numbers, place.numbers, strict=True)]
            if not any(steps):
                same.add(place.page)
            elif all(step in (0, place.page - page) for step in steps):
                counting.add(place.page)
                counters.update(at for at, step in enumerate(steps) if step)
        if len(same) >= self.least and shape != "#":
            return True
        if is_counter(segment.text) and numbers in ((page,), (page, self.total)):
            return True
        if len(counting) < self.least or any(_is_label(segment.text, at) for at in counters):
            return False
        return is_counter(segment.text) or any(letter.isalpha() for letter in shape)

    def counts(self, segment: TextSegment, base: float, page: int) -> bool:
        """Whether a text holds the number of its page, as those at this height on several pages do."""
        near = self._near(_shape(segment.text)[0], base, page)
        return sum(place.page in place.numbers for place in near) >= self.least

    def _near(self, shape: str, base: float, page: int) -> list[_Place]:
        """Return where texts of one shape stand at this height, on this page and those around."""
        places = self.places[shape]
        at = bisect_left(places, page, key=lambda place: place.page)
        return [place for place in places[max(0, at - _WINDOW) : at + _WINDOW] if abs(place.y - base) <= _LEVEL]


def _notes_of(layout: PageLayout) -> set[TextRow]:
    """Return the rows of the notes at the foot of a page: what begins with a mark, and small type right below it.

    The same note may stand on several pages: `Ibid.`, `Adopted without a vote.`
    """
    marks = {run.text.strip() for row in layout.rows for run in row.runs[1:] if run.raised}
    found: list[TextRow] = []
    for row in layout.rows:
        mark, _, text = row.text.partition(" ")
        raised = row.runs[0].raised and len(row.runs[0].text.strip()) <= 3  # `123`, `***`
        opens = raised or (text and mark in marks and not is_counter(row.text))
        last = found[-1] if found else row
        goes_on = 0 < row.base - last.base <= _PARTED * row.size and abs(row.size - last.size) < 0.05 * row.size
        if opens or goes_on:
            found.append(row)
    return set(found)


def _shape(text: str) -> tuple[str, tuple[int, ...]]:
    """Return a text without spaces, `#` for its numbers, and these; a roman number that stands alone is one."""
    text = text.casefold()
    roman = _ROMAN.fullmatch(text.strip())
    if roman and roman[2] in _ROMANS:
        text = f"{roman[1]}{_ROMANS[roman[2]]}{roman[3]}"
    return _DIGITS.sub("#", text).replace(" ", ""), tuple(int(number[:9]) for number in _DIGITS.findall(text))


def _is_label(text: str, which: int) -> bool:
    """Whether one of the numbers in a text is a label, and no page counter: `Article 3`, `§ 3`, `3.`, `(3)`."""
    number = list(_DIGITS.finditer(text))[which : which + 1]
    if not number:  # a roman one
        return False
    before, after = text[: number[0].start()].strip(), text[number[0].end() :].strip()
    word = _LABEL_WORD.fullmatch(before)
    if word:
        return word[0] != after and (word[1] or "").casefold() not in known_furniture().page_words
    return not before.strip("( ") and after[:1] in (".", ")")


@lru_cache(maxsize=1024)
def is_counter(text: str) -> bool:
    """Whether a text has one of the forms in which pages are counted: `3`, `- 3 -`, `3/12`, `Page 3 of 12`, `A-3`."""
    return known_furniture().counter.fullmatch(text.strip()) is not None and text.strip()[-1:] not in (".", ")")


@record
class KnownFurniture:
    """What `furniture.toml` lists."""

    page_words: frozenset[str]
    counter: re.Pattern[str]
    masthead: re.Pattern[str]
    beside: re.Pattern[str]
    imprint: re.Pattern[str]


@lru_cache(maxsize=1)
def known_furniture() -> KnownFurniture:
    """Return the forms that `furniture.toml` lists, compiled."""
    from tomllib import loads

    lists = loads(files("cdiff.reading.pdf").joinpath("furniture.toml").read_text("utf-8"))
    word = rf"(?:{'|'.join(map(re.escape, lists['page_words']))})"
    number = r"(?:[A-Z]\s?-\s?)?(?:\d{1,5}|[ivxlc]{1,8})(?:\s?[-–]\s?\d{1,5})?"
    total = rf"(?:\s*(?:/|{'|'.join(lists['of'])})\s*\d{{1,5}})?"
    counter = rf"{_AROUND}(?:{word}\.?\s*)?{number}{total}(?:\s*+(?:\|\s*+)?{word})?{_AROUND}"
    patterns = [counter, *("|".join(lists[name]) for name in ("masthead", "beside_masthead", "imprint"))]
    return KnownFurniture(frozenset(lists["page_words"]), *(re.compile(pattern, re.IGNORECASE) for pattern in patterns))


def _masthead(layout: PageLayout, found: SetAside, running: Container[str]) -> list[TextRow]:
    """Return the head of the first page, whose rows are fields of a masthead, or the running head of other pages."""
    known = known_furniture()
    rows = [row for row in layout.rows if row.base < _MASTHEAD * layout.height]
    rows = without(rows, found.reasons)
    fields = sum(known.masthead.fullmatch(segment.text) is not None for row in rows for segment in row.segments)
    if fields < 2:
        return []
    return list(
        takewhile(
            lambda row: all(
                known.masthead.fullmatch(s.text) or known.beside.fullmatch(s.text) or s.text in running
                for s in row.segments
            ),
            rows,
        )
    )
