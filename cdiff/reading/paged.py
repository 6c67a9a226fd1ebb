"""Furniture of paged plain text: page numbers, running heads and feet, notes at page ends.

What is set aside is proven, never presumed. A page counter is one by a form that only page counters have
(`[Page 2]`, `- 2 -`, `Page 2 of 34`), or because it counts: `13/54`, a bare `4`, a number beside the same words,
one page further each time, and where it stands shows that it is no number of a paragraph. A running head or foot
recurs, word for word, next to the page ends so found. What stands once is text. Where a page ended inside a
sentence, the lines around it touch again.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import pairwise

from cdiff.core.model import Block, Caution, Removed
from cdiff.core.records import field, record

COUNTER = "a page number"
HEAD = "running head: recurs at page ends"
FOOT = "running foot: recurs at page ends"
RECURS = "recurs inside sentences"
MASTHEAD = "masthead: a known field"

_WORD = (
    r"(?:pages?|pp?\.|pg\.?|página|pagina|pág\.?|pag\.?|seite|s\.|strona|str\.|стр\.?|страница|с\.|sida|side|sivu|"
    r"oldal|blz\.?|صفحة|الصفحة)"
)
_OF = r"(?:of|/|de|sur|von|di|van|av|af|z|из|من)"
_NUMBER = r"(?P<number>\d{1,4})"
_TOTAL = r"\d{1,4}"
_LISTED = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"[\[({{<|]{{0,2}}\s*+{_WORD}\s*+(?:[|:]\s*+)?{_NUMBER}(?:\s*{_OF}\s*{_TOTAL})?\s*[\])}}>|]{{0,2}}",
        rf"[-–—−]\s*{_NUMBER}\s*[-–—−]",
        rf"{_NUMBER}\s*\|\s*p\s*a\s*g\s*e",
        rf"第\s*{_NUMBER}\s*[页頁](?:[\s,/，]*共\s*{_TOTAL}\s*[页頁])?",
    )
)
"""Forms that only page counters have: one is enough."""
_PAGES_OF = rf"{_NUMBER}(?:\s*{_OF}\s*(?P<total>{_TOTAL}))?"
_COUNTING = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"\[?\s*{_PAGES_OF}\s*\]?(?P<rest>)",
        rf"(?P<rest>[A-Z]{{2,3}})\s+{_PAGES_OF}\s+(?P=rest)",
        rf"{_NUMBER}\s*/\s*(?P<total>{_TOTAL})\s+(?P<rest>\S.*)",
        rf"(?P<rest>.*\S)(?:\s{{2,}}+|\t\s*+|\s++(?=[\[(]?{_WORD}|\d+\s*/\s*\d))[\[(|]?\s*+(?:{_WORD}\s*+)?{_PAGES_OF}\s*[\])|]?",
        rf"[\[(|]?\s*(?:{_WORD}\s*)?{_PAGES_OF}\s*[\])|]?(?:\s{{2,}}|\t\s*)(?P<rest>\S.*)",
    )
)
"""A number that may count pages: alone, or set off from words by a wide space, by a word for page, or by its total."""
_AT_FOOT = re.compile(rf"(?P<rest>\W*+\w.*\S)\s{_NUMBER}")
"""Words and a number in the last line of a page that a form feed ends: there one space sets the number off."""
_PAGE = re.compile(rf"(?<!\w){_WORD}\s*\d", re.IGNORECASE)
_ROMAN = re.compile(r"[ivxl]{1,7}")
_DIGIT = re.compile(r"\d")
_OPENING = 16
"""In every form a figure is one of the last two signs (`34]`) or, behind signs and a word for page, of the first."""
_LONGEST = 160
"""Characters of the longest line that may count pages, a running head beside the number included."""
_VALUES = {"i": 1, "v": 5, "x": 10, "l": 50}
_STOPS = (".", ";", ":", "!", "?", ",", "。", "؟", "।", "—")
_CLOSING = "”’\"')]»"
_SHARE = 0.4
"""A head stands on so many of the pages: odd and even ones may have different heads, the first ones another."""
_FIELDS = 2
_APART = re.compile(r"\s{2,}|\t")
_NEAR = 3
"""A head or foot has at most so many lines."""
_PAGE_LINES = (12, 100)
"""Fewest and most lines of a page; 58 in a request for comments, about 45 in what word processors print."""
_EVEN = 1.7
"""How much longer than the shortest page the longest may be, where nothing but the distance proves the pages."""
_NOTE = re.compile(r"\s*(?:\[\^?(\d{1,3})\]|(\d{1,3})|([¹²³⁰⁴-⁹]+))\s*(?=[^\W\d_]|[“\"‘'(])")
_RULE = re.compile(r"\s*(?:_{3,}|-{5,}|─{3,}|—{3,})\s*")
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_LOWERED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_TAKEN = "a note"
_NARROW, _FULL = 50, 0.75
"""A text of at least so many columns breaks its lines, and a line that fills so much of them was broken."""


@record(frozen=False)
class PageLine:
    """A line that is not empty, and where it stands."""

    text: str
    line: int
    gap: int
    breaks: bool = False
    """A form feed stands right before it."""
    reason: str = ""
    """Why it is set aside; empty for text."""
    words: str = field(init=False)

    def __post_init__(self) -> None:
        self.words = " ".join(self.text.split())


@record
class PagedText:
    """The blocks of a text without the furniture of its pages, the furniture, and what was doubtful."""

    blocks: tuple[Block, ...]
    removed: tuple[Removed, ...]
    warnings: tuple[Caution, ...]


def without_furniture(lines: Sequence[PageLine], *, is_closed: bool = False) -> PagedText:
    """Set aside what belongs to the pages of a text, and join again what a page end cut.

    `is_closed` says that a form feed ends the last page too, as programs write that take text out of pages.
    """
    feet = [line for line, following in pairwise(lines) if following.breaks]
    feet += lines[-1:] if feet or is_closed else ()
    doubts = _mark_counters(lines, feet)
    ends = _page_ends(lines)
    _mark_edges(lines, ends)
    if feet:
        _mark_masthead(lines)
    if not ends:
        _mark_recurring(lines)
    notes = _mark_notes(lines, ends)
    removed = tuple(
        Removed(line.text.strip(), line.reason, line.line) for line in lines if line.reason not in ("", _TAKEN)
    )
    return PagedText(_blocks(lines, notes), removed, doubts)


# Page counters


def is_counter(text: str) -> bool:
    """Whether a line may be a page counter and nothing else: a bare number, or a form that only counters have."""
    words = " ".join(text.split())
    return words.isdecimal() or any(form.fullmatch(words) for form in _LISTED)


def _mark_counters(lines: Sequence[PageLine], feet: Sequence[PageLine]) -> tuple[Caution, ...]:
    """Mark the lines that count pages; return a warning for bare numbers that count and are not proven.

    `feet` are the last lines of the pages that form feeds end; a number alone there, and that of its page, counts it.
    """
    at_foot = {id(line) for line in feet}
    found: dict[tuple[str, str], list[tuple[int, int]]] = defaultdict(list)
    for at, line in enumerate(lines):
        words = line.words
        if len(words) > _LONGEST or not (_DIGIT.search(words[:_OPENING] + words[-2:]) or _ROMAN.fullmatch(words)):
            continue
        if any(form.fullmatch(line.words) for form in _LISTED):
            line.reason = COUNTER
        elif (counted := _counter_in(line, is_foot=id(line) in at_foot)) is not None:
            key, number = counted
            found[key].append((at, number))
    doubts: list[Caution] = []
    for (around, total), places in found.items():
        chain = _longest_count(places)
        if len(chain) < 2:
            continue
        bare = not around and total in ("", "roman")
        whole = 5 * len(chain) >= 4 * len(places)  # one in five may have been misread
        apart = all(id(lines[at]) in at_foot for at in chain) or _are_apart(lines, chain)
        if _is_proven(lines, chain) if bare else whole and apart:
            for at in chain:
                lines[at].reason = FOOT if around else COUNTER
        elif bare and len(chain) > 2 and any(_cuts(lines, at) for at in chain):
            message = "bare numbers count like pages from here; they are kept as text"
            doubts.append(Caution(message, lines[chain[0]].line))
    for number, line in enumerate(feet, 1):
        if line.words == str(number):
            line.reason = COUNTER
    return tuple(doubts)


def _counter_in(line: PageLine, *, is_foot: bool) -> tuple[tuple[str, str], int] | None:
    """Find what may count pages in a line: the words around it and the total, which stay, and its number."""
    words = line.words
    if _ROMAN.fullmatch(words):
        number = 0
        values = [_VALUES[letter] for letter in words]
        for value, following in zip(values, [*values[1:], 0], strict=True):
            number += -value if value < following else value
        return ("", "roman"), number
    for form in (*_COUNTING, _AT_FOOT) if is_foot else _COUNTING:
        match = form.fullmatch(line.text.strip())
        if match:
            rest, total = " ".join(match["rest"].split()), match.groupdict().get("total") or ""
            counts = not rest.endswith(_STOPS) and not (total and int(match["number"]) > int(total))
            return ((rest, total), int(match["number"])) if counts else None
    return None


def _longest_count(places: Sequence[tuple[int, int]]) -> list[int]:
    """Find the longest run of places, in order, whose numbers go up by one each time."""
    best: dict[int, list[int]] = {}
    for at, number in places:
        chain = [*best.get(number - 1, []), at]
        if len(chain) >= len(best.get(number, [])):
            best[number] = chain
    return max(best.values(), key=len, default=[])


def _are_apart(lines: Sequence[PageLine], chain: Sequence[int]) -> bool:
    """Whether counters beside the same words or the same total stand where pages end.

    They say `page`, cut a sentence, or are as far from each other as page ends; a list of results does none of this.
    """
    if _spread(chain) < 2:
        return False
    far = min(lines[two].line - lines[one].line for one, two in pairwise(chain)) >= _PAGE_LINES[0]
    return far or any(_PAGE.search(lines[at].words) or lines[at].breaks or _cuts(lines, at) for at in chain)


def _is_proven(lines: Sequence[PageLine], chain: Sequence[int]) -> bool:
    """Whether bare numbers that count are those of pages.

    By form feeds, by a line that recurs next to them, by the sentences that they cut, or by even distances.
    """
    if all(lines[at].breaks or at + 1 == len(lines) or lines[at + 1].breaks for at in chain):
        return True
    for step in (-1, 1):
        beside = Counter(
            lines[at + step].words for at in chain if 0 <= at + step < len(lines) and _may_run(lines[at + step])
        )
        if beside and beside.most_common(1)[0][1] > max(1, len(chain) // 2):
            return True
    if sum(_cuts(lines, at) for at in chain) >= max(1, len(chain) // 4) and _spread(chain) > 1:
        return len(chain) > 2 or all(_cuts(lines, at) for at in chain)
    lengths = [lines[two].line - lines[one].line for one, two in pairwise(chain)]
    fewest, most = _PAGE_LINES
    even = len(chain) > 2 and min(lengths) >= fewest and max(lengths) <= min(most, _EVEN * min(lengths))
    return even and all(lines[at].gap or at + 1 == len(lines) or lines[at + 1].gap for at in chain)


def _spread(chain: Sequence[int]) -> int:
    """Return the least distance between two places."""
    return min(two - one for one, two in pairwise(chain))


def _cuts(lines: Sequence[PageLine], at: int) -> bool:
    """Whether a line stands inside a sentence: the line before has no stop, the one behind begins small."""
    before = next((line for line in reversed(lines[:at][-8:]) if not line.reason), None)
    after = next((line for line in lines[at + 1 : at + 9] if not line.reason), None)
    if before is None or after is None:
        return False
    return not _is_stopped(before.words) and after.words[:1].islower()


def _is_stopped(words: str) -> bool:
    return words.rstrip(_CLOSING).endswith(_STOPS)


# Running heads and feet


def _mark_masthead(lines: Sequence[PageLine]) -> None:
    """Mark the fields of a masthead that begin the first page; there are two at least."""
    from cdiff.reading.pdf.furniture import known_furniture

    known = known_furniture()
    fields = 0
    head: list[PageLine] = []
    for line in lines:
        parts = _APART.split(line.text.strip())
        named = sum(known.masthead.fullmatch(part) is not None for part in parts)
        if named + sum(known.beside.fullmatch(part) is not None for part in parts) < len(parts):
            break
        fields += named
        head.append(line)
    for line in head if fields >= _FIELDS else ():
        line.reason = line.reason or MASTHEAD


def _page_ends(lines: Sequence[PageLine]) -> list[tuple[int, int]]:
    """Find the page ends: the places of the last line before each and of the first one behind it, text or not."""
    ends: list[tuple[int, int]] = []
    for at, line in enumerate(lines):
        if line.reason:
            # Counters at the top of a page stand behind a form feed, or the page ends behind them.
            ends.append((at - 1, at) if line.breaks else (at, at + 1))
        elif line.breaks and not (at and lines[at - 1].reason):
            ends.append((at - 1, at))
    return ends


def _mark_edges(lines: Sequence[PageLine], ends: Sequence[tuple[int, int]]) -> None:
    """Mark the lines next to page ends that recur there, and those like them at the two ends of the text."""
    known: dict[bool, set[str]] = {}
    for is_head in (False, True):
        seen: Counter[str] = Counter()
        for last, first in ends:
            seen.update({row.words for row in _edge(lines, last, first, is_head=is_head) if _may_run(row)})
        if not is_head and ends:  # the last page has a foot too; the first one may begin with a title that recurs
            last_foot = _edge(lines, len(lines) - 1, len(lines), is_head=False)
            seen.update({row.words for row in last_foot if _may_run(row)})
        known[is_head] = {words for words, count in seen.items() if count > 1 and count >= _SHARE * len(ends)}
    whole = [(len(lines) - 1, len(lines)), (-1, 0)] if ends else []
    for last, first in [*ends, *whole]:
        for is_head in (False, True):
            for row in _edge(lines, last, first, is_head=is_head):
                if row.words not in known[is_head]:
                    break
                row.reason = HEAD if is_head else FOOT


def _edge(lines: Sequence[PageLine], last: int, first: int, *, is_head: bool) -> list[PageLine]:
    """List the lines of a head or a foot, from the page end into the page, up to the next page end."""
    found: list[PageLine] = []
    at, step = (first, 1) if is_head else (last, -1)
    while 0 <= at < len(lines) and len(found) < _NEAR:
        line = lines[at]
        if is_head and line.breaks and at != first:
            break  # the next page begins
        if not line.reason:
            found.append(line)
        elif found:
            break
        if not is_head and line.breaks:
            break
        at += step
    return found


def _may_run(row: PageLine) -> bool:
    """Whether a line may be a running head: not the end or the middle of a sentence, no item, no rule."""
    first = next(filter(str.isalnum, row.words), "")
    return not first.islower() and any(map(str.isalpha, row.words)) and not _is_stopped(row.words)


def _mark_recurring(lines: Sequence[PageLine]) -> None:
    """Without page ends, mark the lines that come three times and more, twice of them inside a sentence."""
    counts = Counter(line.words for line in lines)
    cuts: Counter[str] = Counter()
    for at, line in enumerate(lines):
        if counts[line.words] > 2 and _may_run(line) and _cuts(lines, at):
            cuts[line.words] += 1
    for line in lines:
        if cuts[line.words] > 1:
            line.reason = RECURS


# Notes at page ends


def _mark_notes(lines: Sequence[PageLine], ends: Sequence[tuple[int, int]]) -> list[Block]:
    """Take the notes above each page end out of the text; a note needs its mark in the text of its page."""
    notes: list[Block] = []
    start = 0
    for last, first in [*ends, (len(lines) - 1, len(lines))] if ends else []:
        page = [line for line in lines[start : last + 1] if not line.reason]
        start = first
        for at in range(len(page) - 1, 0, -1):
            opener = _NOTE.match(page[at].text)
            if not opener or not (page[at].gap or _RULE.fullmatch(page[at - 1].text)):
                continue
            above = " ".join(line.words for line in page[:at])
            found = _notes_in(page[at:], above)
            if found:
                notes += found
                if _RULE.fullmatch(page[at - 1].text):
                    page[at - 1].reason = "the rule above notes"
                break
    return notes


def _notes_in(tail: Sequence[PageLine], above: str) -> list[Block]:
    """Read the end of a page as notes: each with a mark in the text above, counting up; else none."""
    notes: list[list[PageLine]] = []
    numbers: list[int] = []
    for line in tail:
        match = _NOTE.match(line.text)
        number = int(next(filter(None, match.groups())).translate(_LOWERED)) if match else 0
        if number and (not numbers or number == numbers[-1] + 1) and _has_mark(above, number):
            notes.append([line])
            numbers.append(number)
        elif notes and not (line.gap and notes[-1]):
            notes[-1].append(line)
        else:
            return []
    blocks = []
    for number, note in zip(numbers, notes, strict=True):
        text = " ".join(line.words for line in note)
        match = _NOTE.match(text)
        text = text[match.end() :] if match else text
        blocks.append(Block(text, note[0].line, 1, whole=True, note=str(number)))
        for line in note:
            line.reason = _TAKEN
    return blocks


def _has_mark(above: str, number: int) -> bool:
    """Whether a text has the mark of a note: raised, in brackets, or glued to a word or a stop."""
    raised = str(number).translate(_RAISED)
    glued = rf"(?:[^\W\d_]{{2}}|[.,;:)”’]){number}(?![\w/])"
    return f"[{number}]" in above or re.search(rf"(?<![⁰¹²³⁴-⁹]){raised}(?![⁰¹²³⁴-⁹])|{glued}", above) is not None


# What is left


def _blocks(lines: Sequence[PageLine], notes: Sequence[Block]) -> tuple[Block, ...]:
    """Write the lines that are left, those around a page end inside a sentence without the gap between them."""
    width = max((len(line.text.rstrip()) for line in lines if not line.reason), default=0)
    blocks: list[Block] = []
    turned, gap = False, 0
    for line in lines:
        turned = turned or bool(line.reason) or line.breaks
        gap = max(gap, line.gap)
        if line.reason:
            continue
        if turned and blocks:
            gap = 0 if _goes_on(blocks[-1].text, line.text, width) else max(gap, 1)
        blocks.append(Block(line.text, line.line, gap))
        turned, gap = False, 0
    return (*blocks, *notes)


def _goes_on(before: str, after: str, width: int) -> bool:
    """Whether a page ended inside a sentence: no full stop before it, and a small letter or a full line."""
    before = before.rstrip()
    first = next((letter for letter in after if letter.isalnum()), "")
    if first.islower() and not _NOTE.match(after):
        return not before.rstrip(_CLOSING).endswith((".", "!", "?", ";", ":", "。"))
    full = width >= _NARROW and len(before) >= _FULL * width
    return full and not _is_stopped(before) and first.isalpha()
