"""Structure: whether numbers and letters follow each other, and whether everything is there that belongs there.

A sequence is what a reader would count: the paragraphs of a text, or of an article where they begin again in each;
the letters below one clause. A number that begins again with 1 below another heading begins a sequence of its own.
Where most steps of a sequence break the rule, it is none (the first cells of a table, say), and nothing is said.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from cdiff.check.subject import Hit, Subject
from cdiff.citation import HEADINGS
from cdiff.model import Clause
from cdiff.numbering import REPEATS, number_of, ordinals, printed

_LETTERED = ("action", "item", "roman", "point")
_TRUSTED = 0.5
"""The share of the steps of a sequence that has to be right before the others are called wrong."""

_WORD = re.compile(r"[^\W\d_]{2,}\.? +(?=\S)")
"""The word before a number: `Article`, `OBJECTIVE`."""
_NUMBERED = re.compile(r"\d{1,3}[.)] ")


class Number(NamedTuple):
    """A number as its place in every sequence that it can stand for, and what was put in behind it."""

    places: Mapping[str, tuple[int, ...]]
    after: str
    """`bis`, `ter`, `ante` …"""


class Step(NamedTuple):
    """How a number follows the one before it."""

    fault: str
    """`gap`, `repeat`, `order`; empty where it is right."""
    counter: str = ""


def number(clause: Clause) -> Number | None:
    """Read the number of a clause (`21.`, `(a)`, `Article IV`); none where it has none that can be counted."""
    said = _WORD.sub("", number_of(clause.label))
    read = printed(said)
    if read is None or read.end != len(said) or read.style != "x":
        return None
    return Number(ordinals(read.core), read.after)


def numbering(subject: Subject) -> Iterator[Hit]:
    """Find gaps, repeats and wrong order in numbers, and letters that do not follow."""
    found = [*sequences(subject)]
    for sequence in found:
        steps = [*_steps(sequence)]
        wrong = [(before, clause, step) for before, clause, step in steps if step.fault]
        if len(wrong) <= max(2, _TRUSTED * len(steps)):
            for before, clause, step in wrong:
                yield _hit(before, clause, step)
    yield from _beheaded(found)


def _beheaded(found: Sequence[Sequence[Clause]]) -> Iterator[Hit]:
    """Find lists that do not begin with the first letter, in a text whose other lists of the kind do."""
    by_kind: dict[str, list[Clause]] = {}
    for sequence in found:
        if sequence[0].parent and number(sequence[0]):
            by_kind.setdefault(sequence[0].kind, []).append(sequence[0])
    for firsts in by_kind.values():
        late = [clause for clause in firsts if not _is_first(clause)]
        if len(late) * 3 <= len(firsts):
            for clause in late:
                rule = "structure/letters" if clause.kind in _LETTERED else "structure/gap"
                yield Hit(
                    rule,
                    f"{clause.citation} begins its list: something before it is missing",
                    clause,
                    new=clause.label,
                    about="beheaded",
                )


def _is_first(clause: Clause) -> bool:
    read = number(clause)
    return read is not None and any(place in ((1,), (0,)) or place[-1] == 1 for place in read.places.values())


def sequences(subject: Subject) -> Iterator[list[Clause]]:
    """Give the clauses that count on from each other, in reading order."""
    clauses = [clause for clause in subject.new.document.clauses if clause.label and clause.kind != "footnote"]
    groups: dict[tuple[str, str], list[Clause]] = {}
    restarts = _restarting(subject.new.document.clauses)
    for clause in clauses:
        scope = (clause.parent or "") if clause.kind in _LETTERED or clause.kind in restarts else ""
        groups.setdefault((clause.kind, scope), []).append(clause)
    for group in groups.values():
        yield from _runs(group)


def _restarting(clauses: Iterable[Clause]) -> set[str]:
    """Find the kinds that begin again below other headings: they have a first number below several parents."""
    firsts: dict[str, set[str]] = {}
    for clause in clauses:
        read = number(clause) if clause.label and clause.kind not in _LETTERED else None
        if read and (1,) in read.places.values():
            firsts.setdefault(clause.kind, set()).add(clause.parent or "")
    return {kind for kind, parents in firsts.items() if len(parents) > 1}


def _runs(group: Sequence[Clause]) -> Iterator[list[Clause]]:
    """Cut a group where it begins again with 1 in another place, as annexes do."""
    run: list[Clause] = []
    for clause in group:
        read = number(clause)
        begins = read is not None and not read.after and (1,) in read.places.values()
        if run and begins and (clause.parent != run[-1].parent or len(run) > 2):
            yield run
            run = []
        run.append(clause)
    yield run


def _steps(run: Sequence[Clause]) -> Iterator[tuple[Clause | None, Clause, Step]]:
    before: Clause | None = None
    last: Number | None = None
    counter = ""
    numbers = [(clause, read) for clause in run if (read := number(clause))]
    for at, (clause, read) in enumerate(numbers):
        step = step_of(last, read, counter)
        yield before, clause, step
        following = [each for _, each in numbers[at + 1 : at + 3]]
        if step.fault != "order" and not (step.fault == "gap" and _is_astray(read, following, counter)):
            before, last, counter = clause, read, step.counter or counter


def _is_astray(this: Number, following: Sequence[Number], counter: str) -> bool:
    """Whether a number is a slip on its own, so that the next ones are held against the one before it.

    Two that changed places are no such thing: behind the second one the count goes on from the first.
    """
    if not following or step_of(this, following[0], counter).fault != "order":
        return False
    return len(following) < 2 or bool(step_of(this, following[1], counter).fault)


def step_of(last: Number | None, this: Number, counter: str = "") -> Step:
    """Say how a number follows another; a first one has to be 1, or nothing is known of it.

    Where both can be read in several ways (`i` is a letter and a roman number), the one that follows is meant.
    """
    if last is None:
        return Step("")
    shared = [name for name in this.places if name in last.places or _both_arabic(name, last)]
    steps = [(name, _compare(_place(last, name), this.places[name], last.after, this.after)) for name in shared]
    right = next((name for name, fault in steps if not fault), None)
    if right:
        return Step("", right)
    known = [(name, fault) for name, fault in steps if not counter or name == counter] or steps
    return Step(known[0][1], known[0][0]) if known else Step("")


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


def _hit(before: Clause | None, clause: Clause, step: Step) -> Hit:
    kind = "letter" if clause.kind in _LETTERED else "number"
    rule = "structure/letters" if clause.kind in _LETTERED else f"structure/{step.fault}"
    last = f"{before.citation}" if before else "the start"
    said = {
        "gap": f"{clause.citation} follows {last}: something between them is missing",
        "repeat": f"{clause.citation} has the same {kind} as {last}",
        "order": f"{clause.citation} stands behind {last}",
    }[step.fault]
    return Hit(rule, said, clause, new=clause.label, about=step.fault)


# What belongs there


def incomplete(subject: Subject) -> Iterator[Hit]:
    """Find a heading that lacks what its profile says belongs below it."""
    wanted = {need.kind: need.needs for need in subject.profile.complete}
    for clause in subject.new.document.clauses:
        below = {_kind(inner) for inner in _below(subject, clause)} if clause.kind in wanted else set()
        for kind in wanted.get(clause.kind, ()):
            if kind not in below:
                yield Hit("structure/incomplete", f"{clause.citation} has no {kind}", clause, about=kind)


def _kind(clause: Clause) -> str:
    """Take a text that begins with a number for what it was to be: that its number is wrong is said elsewhere."""
    return "paragraph" if clause.kind == "text" and _NUMBERED.match(clause.text) else clause.kind


def _below(subject: Subject, clause: Clause) -> Iterator[Clause]:
    for child in subject.children.get(clause.citation, ()):
        yield child
        yield from _below(subject, child)


def counted(subject: Subject) -> Iterator[Hit]:
    """Find a number of clauses of a kind that is none of those expected."""
    expected = {need.kind: need.counts for need in subject.profile.expect} | dict(subject.settings.expect)
    for kind, counts in expected.items():
        count = sum(clause.kind == kind for clause in subject.new.document.clauses)
        if count not in counts:
            wanted = " or ".join(map(str, counts))
            message = f"there {'is' if count == 1 else 'are'} {count} of the kind {kind}, not {wanted}"
            yield Hit("structure/count", message, old=wanted, new=str(count), about=f"{kind} {count}")


def empty(subject: Subject) -> Iterator[Hit]:
    """Find a heading without text below it, and a numbered clause without words."""
    clauses = subject.new.document.clauses
    for at, clause in enumerate(clauses):
        following = clauses[at + 1] if at + 1 < len(clauses) else None
        if clause.kind in HEADINGS and clause.kind != "title":
            if _is_bare(clause, following):
                yield Hit("structure/heading", f"no text below this heading: {_words(clause)}", clause, about="bare")
        elif clause.label and not clause.text and not subject.children.get(clause.citation):
            yield Hit("structure/empty", f"{clause.citation} has no words", clause, about="empty")


def _is_bare(clause: Clause, following: Clause | None) -> bool:
    """Whether the next clause is a heading of the same rank or a higher one, or there is none."""
    if following is None or following.kind == "footnote":
        return not _says_itself(clause)
    same = following.kind in HEADINGS and HEADINGS[following.kind] <= HEADINGS[clause.kind]
    return same and following.kind == clause.kind and bool(clause.label) == bool(following.label) and _is_short(clause)


def _says_itself(clause: Clause) -> bool:
    return not clause.label and not _is_short(clause)


def _is_short(clause: Clause) -> bool:
    return len(clause.text) < 120 and not clause.text.endswith((".", ";", ","))


def _words(clause: Clause) -> str:
    return f"{clause.label} {clause.text}".strip()[:80]
