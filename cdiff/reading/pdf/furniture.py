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
from cdiff.reading.pdf.linenumbers import line_numbers
from cdiff.reading.pdf.page import Piece, Row
from cdiff.reading.pdf.sheet import Found, Sheet, without

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


def furniture(sheets: Sequence[Sheet]) -> dict[int, Found]:
    """Find the furniture of every page."""
    found = {sheet.number: Found() for sheet in sheets}
    line_numbers(sheets, found)
    sheets = [replace(sheet, rows=tuple(without(sheet.rows, found[sheet.number].reasons))) for sheet in sheets]
    for reason, head in (("running head", True), ("running foot", False)):
        _edge(sheets, found, head=head, reason=reason)
    _stamps(sheets, found)
    return found


def text_of(piece: Piece) -> str:
    """Give a piece's text without spaces, for comparing; a roman number that stands alone in digits."""
    text = piece.text.replace(" ", "").casefold()
    roman = _ROMAN.fullmatch(text)
    return f"{roman[1]}{_ROMANS[roman[2]]}{roman[3]}" if roman and roman[2] in _ROMANS else text


def _edge(sheets: Sequence[Sheet], found: dict[int, Found], *, head: bool, reason: str) -> None:
    index = _Index(sheets, head=head)
    recurring = {sheet.number: _recurring(sheet, index, len(sheets)) for sheet in sheets}
    share = _shares(recurring, index)
    for sheet in sheets:
        for row in _out_of_the_text(recurring[sheet.number], sheet, share):
            found[sheet.number].add(row, f"{reason}: recurs in place")
    _ruled_off(sheets, found, index, head=head)
    known = {text_of(piece) for entry in found.values() for piece in entry.reasons}
    if head:
        _masthead(sheets, found, known)
    else:
        _further_out(sheets, found, known)


def _recurring(sheet: Sheet, index: _Index, total: int) -> list[Row]:
    """List the rows from the edge inwards that recur, up to the first that does not."""
    return list(takewhile(lambda row: index.recurs(row, sheet, total), index.rows[sheet.number]))


def _shares(recurring: Mapping[int, Sequence[Row]], index: _Index) -> Callable[[Row], float]:
    """Give the way to tell how many of the lines at the height of a row recur: where furniture has its place, most."""
    heights = Counter(round(row.base) for rows in index.rows.values() for row in rows)
    taken = Counter(round(row.base) for rows in recurring.values() for row in rows)

    def share(row: Row) -> float:
        near = range(round(row.base) - 1, round(row.base) + 2)
        return sum(taken[y] for y in near) / sum(heights[y] for y in near)

    return share


def _out_of_the_text(rows: Sequence[Row], sheet: Sheet, share: Callable[[Row], float]) -> list[Row]:
    """Leave out lines of the text that recur by chance: other pages have text there, or they stand close to text."""
    kept = list(takewhile(lambda row: share(row) >= _SHARE, rows))
    step = _step(sheet)
    while kept and share(kept[-1]) < _NEARLY_ALL and _is_close(kept[-1], sheet, kept, step):
        kept.pop()
    return kept


def _is_close(row: Row, sheet: Sheet, rows: Sequence[Row], step: float) -> bool:
    """Whether a row stands as close to one of the text as lines of text do, in the same type."""
    at = sheet.rows.index(row)
    beside = [other for other in sheet.rows[max(0, at - 1) : at + 2] if other not in rows]
    return any(
        abs(other.base - row.base) < _CLOSE * step and abs(other.size - row.size) < 0.08 * row.size for other in beside
    )


def _step(sheet: Sheet) -> float:
    """Give the usual distance of two lines of a page."""
    steps = [later.base - row.base for row, later in pairwise(sheet.rows) if later.base - row.base > 2]
    return median(steps) if steps else 12.0


class _Index:
    """Where each text stands at the edges of all pages."""

    def __init__(self, sheets: Sequence[Sheet], *, head: bool) -> None:
        self.rows = {sheet.number: _outer(sheet, head=head) for sheet in sheets}
        self.spots: dict[str, list[_Spot]] = defaultdict(list)
        self.starts: dict[str, list[_Spot]] = defaultdict(list)
        """Those of some length, by their first letters."""
        self.total = len(sheets)
        for number, rows in self.rows.items():
            for row in rows:
                for piece in row.pieces:
                    text = text_of(piece)
                    spot = _Spot(number, row.base, text)
                    self.spots[_DIGITS.sub("#", text)].append(spot)
                    if len(text) >= _TELLING:
                        self.starts[text[:_TELLING]].append(spot)

    def recurs(self, row: Row, sheet: Sheet, total: int) -> bool:
        """Whether every piece of a row recurs, or stands beside a page number."""
        hits = [self._piece(piece, row, sheet, 2 if total < 5 else 3) for piece in row.pieces]
        if not any(hits):
            return False
        return all(hit or self.elsewhere(piece, sheet) for hit, piece in zip(hits, row.pieces, strict=True))

    def _piece(self, piece: Piece, row: Row, sheet: Sheet, least: int) -> bool:
        text = text_of(piece)
        spots = [spot for spot in self._near(text, sheet.number) if abs(spot.y - row.base) <= _LEVEL]
        pages = {spot.page for spot in spots if _same(spot, text, sheet.number)}
        return len(pages) >= least or _is_number_of(text, sheet.number, self.total, spots)

    def _near(self, text: str, page: int) -> list[_Spot]:
        """Give the places of a text on the pages that are nearest; all of them would cost their square."""
        spots = self.spots[_DIGITS.sub("#", text)]
        at = bisect_left(spots, page, key=lambda spot: spot.page)
        return spots[max(0, at - _WINDOW) : at + _WINDOW]

    def elsewhere(self, piece: Piece, sheet: Sheet) -> bool:
        """Whether a text stands at the edge of another page too, at whatever height."""
        text = text_of(piece)
        return any(
            spot.page != sheet.number and _begin_alike(spot.text, text)
            for spot in self.starts.get(text[:_TELLING], ())
            if len(text) >= _TELLING
        )


def _begin_alike(one: str, other: str) -> bool:
    """Whether a text begins the other; a single short word is too little to tell."""
    short, long = sorted((one, other), key=len)
    return long.startswith(short) and (one == other or len(short) >= 2 * _TELLING or not short.isalpha())


def _outer(sheet: Sheet, *, head: bool) -> list[Row]:
    """List the rows nearest to an edge, the outermost first."""
    rows = sheet.rows[:_DEEP] if head else tuple(reversed(sheet.rows[-_DEEP:]))
    return [row for row in rows if (row.base if head else sheet.height - row.base) < _OUTER * sheet.height]


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


def _ruled_off(sheets: Sequence[Sheet], found: dict[int, Found], index: _Index, *, head: bool) -> None:
    """Set aside what a wide rule sets off from the text, where part of it stands on another page's edge too."""
    for sheet in sheets:
        entry = found[sheet.number]
        for row in _beyond_rule(sheet, head=head):
            fresh = [piece for piece in row.pieces if piece not in entry.reasons]
            if fresh and any(index.elsewhere(piece, sheet) for piece in _off_rule_pieces(sheet, head=head)):
                entry.add(row, f"running {'head' if head else 'foot'}: set off by a rule, and recurs")


def _beyond_rule(sheet: Sheet, *, head: bool) -> list[Row]:
    """List the rows between the edge and the nearest wide rule, where they are few and close to the edge."""
    wide = [bar for bar in sheet.bars if bar.width >= 0.5 * sheet.width]
    if head:
        bar = next((bar for bar in wide if bar.y < 0.2 * sheet.height), None)
        rows = [row for row in sheet.rows if bar and row.base < bar.y]
    else:
        bar = next((bar for bar in reversed(wide) if bar.y > 0.85 * sheet.height), None)
        rows = [row for row in sheet.rows if bar and row.base > bar.y]
    return rows if len(rows) <= 5 and not _is_title(rows, sheet) else []


def _is_title(rows: Sequence[Row], sheet: Sheet) -> bool:
    """Whether what stands above a rule is a title, underlined: one text on each line, in larger type than others."""
    if not rows:
        return False
    usual = median(row.size for row in sheet.rows)
    return all(len(row.pieces) == 1 for row in rows) and any(row.size > _LARGER * usual for row in rows)


def _off_rule_pieces(sheet: Sheet, *, head: bool) -> list[Piece]:
    return [piece for row in _beyond_rule(sheet, head=head) for piece in row.pieces]


def _masthead(sheets: Sequence[Sheet], found: dict[int, Found], known: set[str]) -> None:
    """Set aside the head of the first page: above its last wide rule, and repeating the running head."""
    first = sheets[0]
    bars = [bar for bar in first.bars if bar.width >= 0.5 * first.width and bar.y < 0.35 * first.height]
    rows = [row for row in first.rows if bars and row.base < bars[-1].y]
    if _is_title(rows, first):
        return
    if len(sheets) > 1 and any(text_of(piece) in known for row in rows for piece in row.pieces):
        for row in rows:
            found[first.number].add(row, "head of the first page: set off by a rule, and repeats the running head")


def _further_out(sheets: Sequence[Sheet], found: dict[int, Found], known: set[str]) -> None:
    """Set aside what stands at the foot where the other pages have theirs."""
    feet = [
        piece.base
        for sheet in sheets
        for piece, reason in found[sheet.number].reasons.items()
        if reason.startswith("running foot")
    ]
    if not feet:
        return
    level = Counter(round(base) for base in feet).most_common(1)[0][0] - _LEVEL
    texts = tuple(text for text in known if len(text) >= 5)
    for sheet in sheets:
        for row in (row for row in sheet.rows if row.base >= level - 20):
            if row.base >= level or any(text_of(piece).startswith(texts) for piece in row.pieces):
                found[sheet.number].add(row, "foot: stands where the other pages have their running foot")


def _stamps(sheets: Sequence[Sheet], found: dict[int, Found]) -> None:
    """Set aside what stands on most pages in exactly one place, wherever that is."""
    places: dict[tuple[str, int, int], list[tuple[int, Piece]]] = defaultdict(list)
    for sheet in sheets:
        for row in sheet.rows:
            for piece in row.pieces:
                places[text_of(piece), round(piece.left), round(piece.base)].append((sheet.number, piece))
    for (text, _, _), spots in places.items():
        if len(text) >= 5 and len(spots) >= max(3, 0.6 * len(sheets)):
            for number, piece in spots:
                found[number].reasons.setdefault(piece, "recurs in exactly one place")
