"""Page furniture: what recurs in one place on page after page is not of the draft.

Nothing is known of its wording. A stretch of text at the head or foot of a page is furniture where the same
text, or the same text with a number that counts the pages, stands at the same height on other pages; where it
is set off by a rule and repeats what another page has set off; or where it stands further out than the
furniture of the other pages.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise, takewhile
from statistics import median

from cdiff.reading.numerals import numeral
from cdiff.reading.pdf.line_numbers import line_numbers
from cdiff.reading.pdf.page import PageLayout, SetAside, TextRow, TextSegment, without

_DEEP = 8
"""How many rows from the edge may be furniture."""
_OUTER = 0.18
"""So much of a page, from its head or foot, may hold furniture."""
_LEVEL = 4.0
_TELLING = 5
"""A text of fewer letters tells nothing by standing elsewhere too."""
_WINDOW = 16
_SHARE = 0.4
"""Of the lines at one height, so many are furniture where that is its place."""
_NEARLY_ALL = 0.9
_CLOSE = 1.2
_LARGER = 1.25
_DIGITS = re.compile(r"\d+")
_ROMAN = re.compile(r"([\W_]*)([ivxlc]{1,8})([\W_]*)")
_ROMANS = {numeral(number, "lowerRoman"): number for number in range(1, 200)}


@dataclass(frozen=True, slots=True)
class _Spot:
    page: int
    y: float
    text: str


def furniture(layouts: Sequence[PageLayout]) -> dict[int, SetAside]:
    """Find the furniture of every page."""
    found = {layout.number: SetAside() for layout in layouts}
    line_numbers(layouts, found)
    layouts = [replace(layout, rows=tuple(without(layout.rows, found[layout.number].reasons))) for layout in layouts]
    for reason, head in (("running head", True), ("running foot", False)):
        _edge(layouts, found, head=head, reason=reason)
    _stamps(layouts, found)
    return found


def text_of(segment: TextSegment) -> str:
    """Give a piece's text without spaces, for comparing; a roman number that stands alone in digits."""
    text = segment.text.replace(" ", "").casefold()
    roman = _ROMAN.fullmatch(text)
    return f"{roman[1]}{_ROMANS[roman[2]]}{roman[3]}" if roman and roman[2] in _ROMANS else text


def _edge(layouts: Sequence[PageLayout], found: dict[int, SetAside], *, head: bool, reason: str) -> None:
    index = _EdgeIndex(layouts, head=head)
    recurring = {layout.number: _recurring(layout, index, len(layouts)) for layout in layouts}
    share = _shares(recurring, index)
    for layout in layouts:
        for row in _out_of_the_text(recurring[layout.number], layout, share):
            found[layout.number].add(row, f"{reason}: recurs in place")
    _ruled_off(layouts, found, index, head=head)
    known = {text_of(segment) for entry in found.values() for segment in entry.reasons}
    if head:
        _masthead(layouts, found, known)
    else:
        _further_out(layouts, found, known)


def _recurring(layout: PageLayout, index: _EdgeIndex, total: int) -> list[TextRow]:
    """List the rows from the edge inwards that recur, up to the first that does not."""
    return list(takewhile(lambda row: index.recurs(row, layout, total), index.rows[layout.number]))


def _shares(recurring: Mapping[int, Sequence[TextRow]], index: _EdgeIndex) -> Callable[[TextRow], float]:
    """Give the way to tell how many of the lines at the height of a row recur: where furniture has its place, most."""
    heights = Counter(round(row.base) for rows in index.rows.values() for row in rows)
    taken = Counter(round(row.base) for rows in recurring.values() for row in rows)

    def share(row: TextRow) -> float:
        near = range(round(row.base) - 1, round(row.base) + 2)
        return sum(taken[y] for y in near) / sum(heights[y] for y in near)

    return share


def _out_of_the_text(rows: Sequence[TextRow], layout: PageLayout, share: Callable[[TextRow], float]) -> list[TextRow]:
    """Leave out lines of the text that recur by chance: other pages have text there, or they stand close to text."""
    kept = list(takewhile(lambda row: share(row) >= _SHARE, rows))
    step = _step(layout)
    while kept and share(kept[-1]) < _NEARLY_ALL and _is_close(kept[-1], layout, kept, step):
        kept.pop()
    return kept


def _is_close(row: TextRow, layout: PageLayout, rows: Sequence[TextRow], step: float) -> bool:
    """Whether a row stands as close to one of the text as lines of text do, in the same type."""
    at = layout.rows.index(row)
    beside = [other for other in layout.rows[max(0, at - 1) : at + 2] if other not in rows]
    return any(
        abs(other.base - row.base) < _CLOSE * step and abs(other.size - row.size) < 0.08 * row.size for other in beside
    )


def _step(layout: PageLayout) -> float:
    """Give the usual distance of two lines of a page."""
    steps = [later.base - row.base for row, later in pairwise(layout.rows) if later.base - row.base > 2]
    return median(steps) if steps else 12.0


class _EdgeIndex:
    """Where each text stands at the edges of all pages."""

    def __init__(self, layouts: Sequence[PageLayout], *, head: bool) -> None:
        self.rows = {layout.number: _outer(layout, head=head) for layout in layouts}
        self.spots: dict[str, list[_Spot]] = defaultdict(list)
        self.starts: dict[str, list[_Spot]] = defaultdict(list)
        """Those of some length, by their first letters."""
        self.total = len(layouts)
        for number, rows in self.rows.items():
            for row in rows:
                for segment in row.segments:
                    text = text_of(segment)
                    spot = _Spot(number, row.base, text)
                    self.spots[_DIGITS.sub("#", text)].append(spot)
                    if len(text) >= _TELLING:
                        self.starts[text[:_TELLING]].append(spot)

    def recurs(self, row: TextRow, layout: PageLayout, total: int) -> bool:
        """Whether every piece of a row recurs, or stands beside a page number."""
        hits = [self._segment(segment, row, layout, 2 if total < 5 else 3) for segment in row.segments]
        if not any(hits):
            return False
        return all(hit or self.elsewhere(segment, layout) for hit, segment in zip(hits, row.segments, strict=True))

    def _segment(self, segment: TextSegment, row: TextRow, layout: PageLayout, least: int) -> bool:
        text = text_of(segment)
        spots = [spot for spot in self._near(text, layout.number) if abs(spot.y - row.base) <= _LEVEL]
        pages = {spot.page for spot in spots if _same(spot, text, layout.number)}
        return len(pages) >= least or _is_number_of(text, layout.number, self.total, spots)

    def _near(self, text: str, page: int) -> list[_Spot]:
        """Give the places of a text on the pages that are nearest; all of them would cost their square."""
        spots = self.spots[_DIGITS.sub("#", text)]
        at = bisect_left(spots, page, key=lambda spot: spot.page)
        return spots[max(0, at - _WINDOW) : at + _WINDOW]

    def elsewhere(self, segment: TextSegment, layout: PageLayout) -> bool:
        """Whether a text stands at the edge of another page too, at whatever height."""
        text = text_of(segment)
        return any(
            spot.page != layout.number and _begin_alike(spot.text, text)
            for spot in self.starts.get(text[:_TELLING], ())
            if len(text) >= _TELLING
        )


def _begin_alike(one: str, other: str) -> bool:
    """Whether a text begins the other; a single short word is too little to tell."""
    short, long = sorted((one, other), key=len)
    return long.startswith(short) and (one == other or len(short) >= 2 * _TELLING or not short.isalpha())


def _outer(layout: PageLayout, *, head: bool) -> list[TextRow]:
    """List the rows nearest to an edge, the outermost first."""
    rows = layout.rows[:_DEEP] if head else tuple(reversed(layout.rows[-_DEEP:]))
    return [row for row in rows if (row.base if head else layout.height - row.base) < _OUTER * layout.height]


def _same(spot: _Spot, text: str, page: int) -> bool:
    """Whether two texts are the same but for a number that counts the pages."""
    if spot.text == text:
        return bool(_DIGITS.sub("", text))
    steps = [int(other) - int(one) for one, other in zip(_numbers(text), _numbers(spot.text), strict=False)]
    return all(step in (0, spot.page - page) for step in steps)


def _numbers(text: str) -> list[str]:
    return [number[:9] for number in _DIGITS.findall(text)]


def _is_number_of(text: str, page: int, total: int, spots: Sequence[_Spot]) -> bool:
    """Whether a text is nothing but the number of its page."""
    numbers = [int(number) for number in _numbers(text)]
    if re.search(r"[^\W\d_]", text) or not numbers or text[-1] in ".)":
        return False
    if numbers[0] == page:
        return len(numbers) == 1 or (len(numbers) == 2 and numbers[1] == total)
    return len({spot.page for spot in spots if _same(spot, text, page) and spot.page != page}) >= 2


def _ruled_off(layouts: Sequence[PageLayout], found: dict[int, SetAside], index: _EdgeIndex, *, head: bool) -> None:
    """Set aside what a wide rule sets off from the text, where part of it stands on another page's edge too."""
    for layout in layouts:
        entry = found[layout.number]
        for row in _beyond_rule(layout, head=head):
            fresh = [segment for segment in row.segments if segment not in entry.reasons]
            if fresh and any(index.elsewhere(segment, layout) for segment in _off_rule_segments(layout, head=head)):
                entry.add(row, f"running {'head' if head else 'foot'}: set off by a rule, and recurs")


def _beyond_rule(layout: PageLayout, *, head: bool) -> list[TextRow]:
    """List the rows between the edge and the nearest wide rule, where they are few and close to the edge."""
    wide = [bar for bar in layout.rules if bar.width >= 0.5 * layout.width]
    if head:
        bar = next((bar for bar in wide if bar.y < 0.2 * layout.height), None)
        rows = [row for row in layout.rows if bar and row.base < bar.y]
    else:
        bar = next((bar for bar in reversed(wide) if bar.y > 0.85 * layout.height), None)
        rows = [row for row in layout.rows if bar and row.base > bar.y]
    return rows if len(rows) <= 5 and not _is_title(rows, layout) else []


def _is_title(rows: Sequence[TextRow], layout: PageLayout) -> bool:
    """Whether what stands above a rule is a title, underlined: one text on each line, in larger type than others."""
    if not rows:
        return False
    usual = median(row.size for row in layout.rows)
    return all(len(row.segments) == 1 for row in rows) and any(row.size > _LARGER * usual for row in rows)


def _off_rule_segments(layout: PageLayout, *, head: bool) -> list[TextSegment]:
    return [segment for row in _beyond_rule(layout, head=head) for segment in row.segments]


def _masthead(layouts: Sequence[PageLayout], found: dict[int, SetAside], known: set[str]) -> None:
    """Set aside the head of the first page: above its last wide rule, and repeating the running head."""
    first = layouts[0]
    bars = [bar for bar in first.rules if bar.width >= 0.5 * first.width and bar.y < 0.35 * first.height]
    rows = [row for row in first.rows if bars and row.base < bars[-1].y]
    if _is_title(rows, first):
        return
    if len(layouts) > 1 and any(text_of(segment) in known for row in rows for segment in row.segments):
        for row in rows:
            found[first.number].add(row, "head of the first page: set off by a rule, and repeats the running head")


def _further_out(layouts: Sequence[PageLayout], found: dict[int, SetAside], known: set[str]) -> None:
    """Set aside what stands at the foot where the other pages have theirs."""
    feet = [
        segment.base
        for layout in layouts
        for segment, reason in found[layout.number].reasons.items()
        if reason.startswith("running foot")
    ]
    if not feet:
        return
    level = Counter(round(base) for base in feet).most_common(1)[0][0] - _LEVEL
    texts = tuple(text for text in known if len(text) >= 5)
    for layout in layouts:
        for row in (row for row in layout.rows if row.base >= level - 20):
            if row.base >= level or any(text_of(segment).startswith(texts) for segment in row.segments):
                found[layout.number].add(row, "foot: stands where the other pages have their running foot")


def _stamps(layouts: Sequence[PageLayout], found: dict[int, SetAside]) -> None:
    """Set aside what stands on most pages in exactly one place, wherever that is."""
    places: dict[tuple[str, int, int], list[tuple[int, TextSegment]]] = defaultdict(list)
    for layout in layouts:
        for row in layout.rows:
            for segment in row.segments:
                places[text_of(segment), round(segment.left), round(segment.base)].append((layout.number, segment))
    for (text, _, _), spots in places.items():
        if len(text) >= 5 and len(spots) >= max(3, 0.6 * len(layouts)):
            for number, segment in spots:
                found[number].reasons.setdefault(segment, "recurs in exactly one place")
