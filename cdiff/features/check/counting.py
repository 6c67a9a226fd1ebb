"""Counting: whether numbers and letters follow each other, as a reader would count them.

The clauses of a kind count on from each other: the paragraphs of a text, or of an article where they begin again in
each; the letters below one clause. A 1 or an (a) may begin a list within a list at any time, and what comes behind such
a list goes on with the one around it. Letters behind a number or a letter count items that were inserted: 1, 1a, 1b, 2;
(a), (aa), (ab), (b), while behind (z) the same (aa) is the 27th letter. An alternative (`OP1 alt`) stands beside the
number that it repeats, and counts nothing. Where many steps break the rule, nobody counts there (the first cells of a
table, a document that quotes single articles of another), and nothing is reported.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence

from cdiff.core.citation import HEADINGS
from cdiff.core.model import Clause, Document
from cdiff.core.numbering import REPEATS, letter, number_of, ordinals, printed, roman
from cdiff.core.records import record
from cdiff.parsing.lines import is_open

LETTERED = ("action", "item", "roman", "point")
_WORD = re.compile(r"^[^\W\d_]{2,}\.? +(?=\S)")
"""The word before a number: `Article`, `OBJECTIVE`."""
_CALLS = re.compile(r"\b(?:sections?|paragraphs?|articles?|clauses?|items?|points?)$", re.IGNORECASE)
"""A line that ends so goes on with a number that is no label."""
_ALT = re.compile(r"[Aa]lt\b\.?(?: ?\d{1,2}\b)?[.:)]? ")
"""A text that begins so belongs to an alternative, whose label was read without it: `(a) alt to act`."""
_TRUSTED = 0.5
"""A sequence in which more than this share of the steps is wrong is none."""
_TRUSTED_IN_ALL = 0.25
"""The same, for all sequences of a text together."""
_INSERTED = "+"
"""Behind the name of a sequence: its places with what was inserted behind them, `aa` → `{"letter+": (1, 1)}`."""
_FAMILY = {"arabic": "number", "decimal": "number"}
"""Sequences of which one continues the other: 3.1 comes behind 3; each sequence is also continued by its insertions."""
_MOST_INSERTED = 3
"""Letters of an insertion into an insertion: (aaa) comes between (aa) and (ab)."""
_FOREIGN = "foreign"
"""The fault of a number that is of another count: `6` behind `D` begins a count of its own."""


@record
class ClauseNumber:
    """A number as its place in every sequence that it can stand for, and what was inserted behind it."""

    places: Mapping[str, tuple[int, ...]]
    after: str
    """`bis`, `ter`, `ante` …"""

    @property
    def is_first(self) -> bool:
        """Whether a list may begin with it: 1, (a), 1.1, 0; not with an insertion."""
        places = [place for name, place in self.places.items() if not name.endswith(_INSERTED)]
        return not self.after and any(place == (0,) or place[-1] == 1 for place in places)

    @property
    def is_alternative(self) -> bool:
        """Whether it repeats a number on purpose: `OP1 alt`, `1 alt 2`."""
        return "alt" in self.after.split()


@record
class NumberStep:
    """How a clause follows the one before it."""

    clause: Clause
    before: Clause | None
    """The clause it is compared with; none for the first of its sequence."""
    fault: str = ""
    """`gap`, `repeat`, `order`; empty where it is right."""


@record
class _OpenList:
    """A sequence that may go on: its last clause and number, and how it counts where that is known."""

    clause: Clause
    number: ClauseNumber
    counter: str


def number(clause: Clause) -> ClauseNumber | None:
    """Parse the number of a clause (`21.`, `(a)`, `Article IV`); none where it has none that can be counted."""
    said = _WORD.sub("", number_of(clause.label))
    read = printed(said)
    if read is None or read.end != len(said) or read.style != "x":
        return None
    after = f"{read.after} alt".strip() if _ALT.match(clause.text) else read.after
    places: dict[str, tuple[int, ...]] = {str(name): place for name, place in ordinals(read.core).items()}
    core = read.core.lower()
    if core.isalpha() and len(core) > 1:
        last = ord(core[-1]) - ord("a") + 1
        below = tuple(ord(sign) - ord("a") + 1 for sign in core[1:])
        names = ("LETTER", "ROMAN") if read.core.isupper() else ("letter", "roman")
        places |= {f"{names[0]}{_INSERTED}": (letter(core[0]), *below)} if len(core) <= _MOST_INSERTED else {}
        places |= {f"{names[1]}{_INSERTED}": (roman(core[:-1]), last)} if roman(core[:-1]) else {}
    return ClauseNumber(places, after)


def following(clause: Clause) -> list[str]:
    """Return the numbers that are due behind a clause: `5` → `6`, `b` → `c`, `3.2` → `3.3` or `4`."""
    read = number(clause)
    for name, place in read.places.items() if read else ():
        if name in ("arabic", "decimal"):
            return [".".join(map(str, (*place[:at], place[at] + 1))) for at in range(len(place))]
        if name in ("letter", "LETTER") and place[0] < 26:
            return [chr(ord("A" if name == "LETTER" else "a") + place[0])]
    return []


def steps_of(document: Document) -> list[list[NumberStep]]:
    """Return the steps of every sequence of a text that can be trusted to be one, in reading order."""
    places = {clause.citation: at for at, clause in enumerate(document.clauses)}
    there = {place for clause in document.clauses for place in _counted(clause)}
    found = [list(_steps(group, there, places)) for group in _groups(document.clauses)]
    wrong, steps = (sum(map(count, found)) for count in (_wrong, len))
    headless = any(group and group[0].clause.kind in HEADINGS and not _is_trusted(group) for group in found)
    # Up to three faults in a short text are faults; beyond, the share decides whether anybody counts there.
    if headless or (wrong > 3 and wrong > _TRUSTED_IN_ALL * steps):
        return []
    return [group for group in found if _is_trusted(group)]


def _wrong(steps: Sequence[NumberStep]) -> int:
    return sum(bool(step.fault) for step in steps)


def _is_trusted(steps: Sequence[NumberStep]) -> bool:
    first = number(steps[0].clause) if steps else None
    begun = first is not None and (first.is_first or _wrong(steps) < len(steps) - 1)
    return begun and _wrong(steps) <= max(2, _TRUSTED * (len(steps) - 1))


def _counted(clause: Clause) -> Collection[tuple[int, ...]]:
    """Return the places that a number may stand for; nothing for letters."""
    read = number(clause) if clause.label and clause.kind not in LETTERED else None
    return read.places.values() if read else ()


def _groups(clauses: Sequence[Clause]) -> list[list[Clause]]:
    """Collect the clauses that count on from each other, in reading order."""
    counted = []
    firsts: dict[str, set[str]] = {}
    for at, clause in enumerate(clauses):
        if not clause.label or clause.kind == "footnote" or number(clause) is None:
            continue
        # The text before may call for a number: `in section` and, on the next line, `7. This …`.
        before = clauses[at - 1] if at else None
        open_ended = before and before.kind not in HEADINGS and before.text[-1:].isalpha()
        if before and open_ended and (is_open(before.text) or _CALLS.search(before.text)):
            continue
        counted.append(clause)
        if (1,) in _counted(clause):
            firsts.setdefault(clause.kind, set()).add(clause.parent or "")
    # A kind with a first number below several parents begins again below each heading.
    restarting = {kind for kind, parents in firsts.items() if len(parents) > 1}
    groups: dict[tuple[str, str], list[Clause]] = {}
    for clause in counted:
        scope = (clause.parent or "") if clause.kind in LETTERED or clause.kind in restarting else ""
        groups.setdefault((clause.kind, scope), []).append(clause)
    # Markdown lets `1.` stand for every number of a list.
    return [group for group in groups.values() if len(group) <= 2 or len({clause.label for clause in group}) > 1]


def _steps(
    group: Sequence[Clause], there: Collection[tuple[int, ...]], places: Mapping[str, int]
) -> Iterator[NumberStep]:
    """Walk through a group; `lists` are the lists within lists, the innermost last."""
    lists: list[_OpenList] = []
    numbers = [(clause, read) for clause in group if (read := number(clause))]
    alternatives: set[tuple[str, ...]] = set()
    for at, (clause, read) in enumerate(numbers):
        base = next((each for each in reversed(lists) if _shared(each.number, read)), None)
        if read.is_alternative and base:
            given = (base.clause.citation, read.after)
            yield NumberStep(clause, base.clause, "repeat" if given in alternatives else "")
            alternatives.add(given)
            continue
        depth = _continued(lists, read, there)
        if depth is not None:
            last = lists[depth]
            del lists[depth:]
            lists.append(_OpenList(clause, read, _compared(last.number, read, last.counter)[0]))
            yield NumberStep(clause, last.clause)
            continue
        if not lists or _begins(lists, clause, read, places):
            lists.append(_OpenList(clause, read, ""))
            yield NumberStep(clause, None)
            continue
        last = _nearest(lists, read)
        fault = _compared(last.number, read, last.counter)[1]
        yield NumberStep(clause, last.clause, fault)
        # A gap that the next numbers do not confirm is a slip of one number, so that the next ones are compared with
        # the one before it. Two that changed places are no slip: behind the second the count goes on from the first.
        after = [_compared(read, each)[1] for _, each in numbers[at + 1 : at + 3]]
        is_slip = fault == "gap" and after[:1] == ["order"] and (len(after) < 2 or bool(after[1]))
        if fault != "order" and not is_slip:
            del lists[lists.index(last) :]
            lists.append(_OpenList(clause, read, last.counter))


def _continued(lists: Sequence[_OpenList], read: ClauseNumber, there: Collection[tuple[int, ...]]) -> int | None:
    """Return the depth of the innermost list that a number continues; none where it continues none."""
    for depth in range(len(lists) - 1, -1, -1):
        if not _compared(lists[depth].number, read, lists[depth].counter)[1]:
            return depth
    # 4.1 goes on behind 2.2 if there is a section 4, which is counted by itself.
    above = [place[:-1] for place in read.places.values() if len(place) > 1 and place[-1] in (0, 1)]
    if any(place in there for place in above):
        for depth, each in enumerate(lists):
            if any(len(place) > 1 for place in each.number.places.values()):
                return depth
    return None


def _begins(lists: Sequence[_OpenList], clause: Clause, read: ClauseNumber, places: Mapping[str, int]) -> bool:
    """Whether a number that continues no list begins one of its own."""
    last = _nearest(lists, read)
    if _compared(last.number, read, last.counter)[1] == _FOREIGN:
        return True
    # Among letters `i` is the ninth one, and begins no list.
    lettered = any(each.counter.startswith("letter") for each in lists) and "letter" in read.places
    if not (read.places["letter"] == (1,) if lettered else read.is_first):
        return False
    # A first number right behind the same number is a repeat.
    same = _shared(lists[-1].number, read)
    return not (same and places[clause.citation] == places[lists[-1].clause.citation] + 1)


def _nearest(lists: Sequence[_OpenList], read: ClauseNumber) -> _OpenList:
    """Choose the list that a number that continues none is compared with: the innermost with as many levels."""
    levels = {len(place) for place in read.places.values()}
    alike = [each for each in lists if levels & {len(place) for place in each.number.places.values()}]
    return (alike or lists)[-1]


# Two numbers


def _family(name: str) -> str:
    bare = name.removesuffix(_INSERTED)
    return _FAMILY.get(bare, bare)


def _shared(one: ClauseNumber, other: ClauseNumber) -> bool:
    """Whether two numbers can be the same."""
    return not set(one.places.items()).isdisjoint(other.places.items())


def _compared(last: ClauseNumber, this: ClauseNumber, counter: str = "") -> tuple[str, str]:
    """Return the sequence in which a number follows another, and the fault: empty, gap, repeat, order or foreign.

    Where both can be read in several ways (`i` is a letter and a roman number), the way in which one follows the
    other counts.
    """
    pairs = [(name, other) for name in this.places for other in last.places if _family(name) == _family(other)]
    pairs.sort(key=lambda pair: pair[0] != pair[1])  # how a letter follows a letter says more than how it follows `aa`
    steps = [(name, _compare(last.places[other], this.places[name], last.after, this.after)) for name, other in pairs]
    right = next((name for name, fault in steps if not fault), None)
    if right:
        return right, ""
    known = [(name, fault) for name, fault in steps if not counter or name == counter] or steps
    return known[0] if known else ("", _FOREIGN)


def _compare(last: tuple[int, ...], this: tuple[int, ...], last_after: str, this_after: str) -> str:
    if this == last:
        return "" if _goes_on(last_after, this_after) else "repeat"
    # Behind 3.2 come 3.3, 4, 3.2.1; behind 3 comes 3.1; a level may begin with 0.
    higher = {(*last[:at], last[at] + 1) for at in range(len(last))}
    deeper = {(*last, 1), (*last, 0), (*last, 1, 1)}
    if this in higher | deeper | {(*step, first) for step in higher for first in (0, 1)}:
        return "" if not this_after or this_after.endswith("ante") else "gap"
    return "gap" if this > last else "order"


def _goes_on(last: str, this: str) -> bool:
    """Whether 5 bis follows 5, 5 ter follows 5 bis, and 5 follows 5 ante."""
    first, second = last.rpartition(" ")[2], this.rpartition(" ")[2]
    if last != first or this != second:
        return last != this  # of several words (`bis ter`), any other may follow
    order = ["ante", "", *(each for each in REPEATS if each != "novies")]
    first, second = ("nonies" if each == "novies" else each for each in (first, second))  # both are the ninth
    return first in order and second in order and order.index(second) == order.index(first) + 1
