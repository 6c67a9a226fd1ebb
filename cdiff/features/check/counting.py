"""Counting: whether numbers and letters follow each other, as a reader would count them.

The clauses of a kind count on from each other: the paragraphs of a text, or of an article where they begin again in
each; the letters below one clause. A 1 or an (a) may begin a list within a list at any time, and what comes behind such
a list goes on with the one around it. Where many steps break the rule, nobody counts there (the first cells of a table,
a document that quotes single articles of another), and nothing is said.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from cdiff.core.citation import HEADINGS
from cdiff.core.model import Clause, Document
from cdiff.core.numbering import REPEATS, number_of, ordinals, printed
from cdiff.core.records import NamedTuple
from cdiff.parsing.lines import is_open

LETTERED = ("action", "item", "roman", "point")
_WORD = re.compile(r"[^\W\d_]{2,}\.? +(?=\S)")
"""The word before a number: `Article`, `OBJECTIVE`."""
_CALLS = re.compile(r"\b(?:sections?|paragraphs?|articles?|clauses?|items?|points?)$", re.IGNORECASE)
_TRUSTED = 0.5
"""The share of the steps of a sequence that may be wrong; one more, and it is none."""
_FOREIGN = "foreign"
"""What is not of one count: `6` behind `D` begins a count of its own."""
_TRUSTED_IN_ALL = 0.25
"""The same, for all sequences of a text together."""


class Number(NamedTuple):
    """A number as its place in every sequence that it can stand for, and what was put in behind it."""

    places: Mapping[str, tuple[int, ...]]
    after: str
    """`bis`, `ter`, `ante` …"""

    @property
    def is_first(self) -> bool:
        """Whether a list may begin with it: 1, (a), 1.1, 0."""
        return not self.after and any(place == (0,) or place[-1] == 1 for place in self.places.values())


class Step(NamedTuple):
    """How a clause follows the one before it."""

    clause: Clause
    before: Clause | None
    """The one that it is held against; none for the first of its sequence."""
    fault: str = ""
    """`gap`, `repeat`, `order`; empty where it is right."""


class _Open(NamedTuple):
    """Where a sequence stands."""

    clause: Clause
    number: Number
    counter: str


def number(clause: Clause) -> Number | None:
    """Read the number of a clause (`21.`, `(a)`, `Article IV`); none where it has none that can be counted."""
    said = _WORD.sub("", number_of(clause.label))
    read = printed(said)
    if read is None or read.end != len(said) or read.style != "x":
        return None
    return Number({str(name): place for name, place in ordinals(read.core).items()}, read.after)


def following(clause: Clause) -> list[str]:
    """Write the numbers that are due behind a clause: `5` → `6`, `b` → `c`, `3.2` → `3.3` or `4`."""
    read = number(clause)
    if read is None:
        return []
    for name, place in read.places.items():
        if name in ("arabic", "decimal"):
            return [".".join(map(str, (*place[:at], place[at] + 1))) for at in range(len(place))]
        if name in ("letter", "LETTER") and place[0] < 26:
            return [chr(ord("A" if name == "LETTER" else "a") + place[0])]
    return []


def steps_of(document: Document) -> list[list[Step]]:
    """Give the steps of every sequence of a text that can be trusted to be one, in reading order."""
    there = {place for clause in document.clauses if (read := _counted(clause)) for place in read}
    places = {clause.citation: at for at, clause in enumerate(document.clauses)}
    clauses = [
        clause for at, clause in enumerate(document.clauses) if not at or not _is_figure(document.clauses[at - 1])
    ]
    found = [[*_steps(group, there, places)] for group in _groups(clauses) if not _is_unnumbered(group)]
    wrong, steps = (sum(map(count, found)) for count in (_wrong, len))
    headless = any(group and group[0].clause.kind in HEADINGS and not _is_trusted(group) for group in found)
    if headless or (wrong > 3 and wrong > _TRUSTED_IN_ALL * steps):
        return []
    return [group for group in found if _is_trusted(group)]


def _wrong(steps: Sequence[Step]) -> int:
    return sum(bool(step.fault) for step in steps)


def _is_trusted(steps: Sequence[Step]) -> bool:
    first = number(steps[0].clause) if steps else None
    begun = first is not None and (first.is_first or _wrong(steps) < len(steps) - 1)
    return begun and _wrong(steps) <= max(2, _TRUSTED * (len(steps) - 1))


# Sequences


def _is_figure(before: Clause) -> bool:
    """Whether the text before a number calls for one: `in section` and, on the next line, `7. This …`."""
    if before.kind in HEADINGS or not before.text[-1:].isalpha():
        return False
    return is_open(before.text) or _CALLS.search(before.text) is not None


def _groups(clauses: Iterable[Clause]) -> Iterator[list[Clause]]:
    """Give the clauses that count on from each other, in reading order."""
    clauses = [clause for clause in clauses if clause.label and clause.kind != "footnote" and number(clause)]
    groups: dict[tuple[str, str], list[Clause]] = {}
    restarts = _restarting(clauses)
    for clause in clauses:
        scope = (clause.parent or "") if clause.kind in LETTERED or clause.kind in restarts else ""
        groups.setdefault((clause.kind, scope), []).append(clause)
    return iter(groups.values())


def _restarting(clauses: Iterable[Clause]) -> set[str]:
    """Find the kinds that begin again below other headings: they have a first number below several parents."""
    firsts: dict[str, set[str]] = {}
    for clause in clauses:
        if clause.kind not in LETTERED and (1,) in _counted(clause):
            firsts.setdefault(clause.kind, set()).add(clause.parent or "")
    return {kind for kind, parents in firsts.items() if len(parents) > 1}


def _counted(clause: Clause) -> list[tuple[int, ...]]:
    read = number(clause) if clause.label and clause.kind not in LETTERED else None
    return list(read.places.values()) if read else []


def _is_unnumbered(group: Sequence[Clause]) -> bool:
    """Whether every clause has the same number: Markdown lets `1.` stand for all of them."""
    return len(group) > 2 and len({clause.label for clause in group}) == 1


def _steps(group: Sequence[Clause], there: Collection[tuple[int, ...]], places: Mapping[str, int]) -> Iterator[Step]:
    """Walk through a group; `open_` are the lists within lists, the innermost last."""
    open_: list[_Open] = []
    numbers = [(clause, read) for clause in group if (read := number(clause))]
    for at, (clause, read) in enumerate(numbers):
        depth = _followed(open_, read, there)
        if depth is not None:
            before, counter = open_[depth], _counter(open_[depth], read)
            del open_[depth:]
            open_.append(_Open(clause, read, counter))
            yield Step(clause, before.clause)
        elif (
            not open_
            or _fault(_nearest(open_, read), read) == _FOREIGN
            or (_begins(open_, read) and not _is_repeat(open_[-1], clause, read, places))
        ):
            open_.append(_Open(clause, read, ""))
            yield Step(clause, None)
        else:
            last = _nearest(open_, read)
            fault = _fault(last, read)
            yield Step(clause, last.clause, fault)
            following = [each for _, each in numbers[at + 1 : at + 3]]
            if fault != "order" and not (fault == "gap" and _is_astray(read, following)):
                del open_[open_.index(last) :]
                open_.append(_Open(clause, read, last.counter))


def _followed(open_: Sequence[_Open], read: Number, there: Collection[tuple[int, ...]]) -> int | None:
    """Find the innermost list that a number goes on with.

    4.1 goes on behind 2.2 if there is a section 4, which is counted by itself.
    """
    for depth in range(len(open_) - 1, -1, -1):
        if not _fault(open_[depth], read):
            return depth
    for depth, each in enumerate(open_):
        above = [place[:-1] for place in read.places.values() if len(place) > 1 and place[-1] in (0, 1)]
        if any(place in there for place in above) and any(len(place) > 1 for place in each.number.places.values()):
            return depth
    return None


def _begins(open_: Sequence[_Open], read: Number) -> bool:
    """Whether a number may begin a list within the open ones: among letters `i` is the ninth one, and begins none."""
    counters = {each.counter for each in open_ if each.counter}
    if "letter" in counters and "letter" in read.places:
        return read.places["letter"] == (1,)
    return read.is_first


def _is_repeat(last: _Open, clause: Clause, read: Number, places: Mapping[str, int]) -> bool:
    """Whether a first number stands right behind the same number."""
    same = bool(set(read.places.items()) & set(last.number.places.items()))
    return same and places[clause.citation] == places[last.clause.citation] + 1


def _nearest(open_: Sequence[_Open], read: Number) -> _Open:
    """Choose the list that a number that follows none is held against: the innermost with as many levels."""
    levels = {len(place) for place in read.places.values()}
    alike = [each for each in open_ if levels & {len(place) for place in each.number.places.values()}]
    return (alike or open_)[-1]


def _is_astray(this: Number, following: Sequence[Number]) -> bool:
    """Whether a number is a slip on its own, so that the next ones are held against the one before it.

    Two that changed places are no such thing: behind the second one the count goes on from the first.
    """
    if not following or _compared(this, following[0])[1] != "order":
        return False
    return len(following) < 2 or bool(_compared(this, following[1])[1])


# Two numbers


def _fault(last: _Open, this: Number) -> str:
    return _compared(last.number, this, last.counter)[1]


def _counter(last: _Open, this: Number) -> str:
    return _compared(last.number, this, last.counter)[0]


def _compared(last: Number, this: Number, counter: str = "") -> tuple[str, str]:
    """Say in which sequence a number follows another, and what is wrong with that.

    Where both can be read in several ways (`i` is a letter and a roman number), the one that follows is meant.
    """
    shared = [name for name in this.places if name in last.places or _both_arabic(name, last)]
    steps = [(name, _compare(_place(last, name), this.places[name], last.after, this.after)) for name in shared]
    right = next((name for name, fault in steps if not fault), None)
    if right:
        return right, ""
    known = [(name, fault) for name, fault in steps if not counter or name == counter] or steps
    return known[0] if known else ("", _FOREIGN)


def _both_arabic(name: str, last: Number) -> bool:
    return name in ("arabic", "decimal") and ("arabic" in last.places or "decimal" in last.places)


def _place(number: Number, name: str) -> tuple[int, ...]:
    return number.places.get(name) or number.places.get("arabic") or number.places["decimal"]


def _compare(last: tuple[int, ...], this: tuple[int, ...], last_after: str, this_after: str) -> str:
    if this == last:
        return "" if _goes_on(last_after, this_after) else "repeat"
    if this in _next(last):
        return "" if not this_after or this_after.endswith("ante") else "gap"
    return "gap" if this > last else "order"


def _next(place: tuple[int, ...]) -> set[tuple[int, ...]]:
    """Give what may come behind a number: 3.2 → 3.3, 4, 3.2.1; and 3 → 3.1."""
    higher = {(*place[:at], place[at] + 1) for at in range(len(place))}
    deeper = {(*place, 1), (*place, 0), (*place, 1, 1)}
    first = {(*step, 1) for step in higher} | {(*step, 0) for step in higher}
    return higher | deeper | first


def _goes_on(last: str, this: str) -> bool:
    """Whether 5 bis follows 5, 5 ter follows 5 bis, and 5 follows 5 ante."""
    order = ["ante", "", *REPEATS]
    first, second = last.rpartition(" ")[2], this.rpartition(" ")[2]
    if last != first or this != second:
        return last != this
    if "novies" in (first, second) or "octies" in (first, second):
        return first != second
    return first in order and second in order and order.index(second) == order.index(first) + 1
