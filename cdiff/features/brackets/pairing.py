"""Pairing: which `[` belongs to which `]`, over clauses, and which has no other half.

Where the signs of a text come out even, a stack pairs them. Where they do not, one slip must not take the whole
draft with it: signs are paired inside their clauses first; then brackets around whole clauses, which open at the
head of one clause and close at the end of another; what is left has no other half, and is a fault where it stands.

Rejected: a stack alone (one lost `]` in paragraph 2 makes everything after it a bracket that nobody opened), and
pairing inside clauses alone (a bracket around paragraphs 3 to 7 is the commonest of all).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from cdiff.core.model import Clause
from cdiff.core.records import NamedTuple
from cdiff.features.brackets.model import Place

_AT_HEAD = re.compile(r"[\s\[“\"'(]*$")
_AT_END = re.compile(
    r"[\s\].,;:)”\"'’]*(?:\s(?:and|or))?(?:\[\^[^\]\s]+\])*[\s.,;]*(?:[\[(–—-]\s*[^\[\]()]{1,40}[\])]?)?\s*$"
)
_HALF_OPEN = re.compile(
    r"\[\s*[-−]?\d[\d.]*\s*,\s*[-−+]?(?:\d[\d.]*|∞|n|N)\s*\)|\(\s*[-−]?\d[\d.]*\s*,\s*[-−+]?\d[\d.]*\s*\]"
)
_FOOTNOTE_MARK = re.compile(r"\[\^[^\]\s]+\]")


class Sign(NamedTuple):
    """A `[` or a `]`."""

    place: Place
    opens: bool
    outer: bool
    """It stands where a bracket around whole clauses does: a `[` at the head of its clause, a `]` at its end."""


class Pairing(NamedTuple):
    """What the signs of a document came to."""

    pairs: list[tuple[Place, Place]]
    """Where each pair opens and closes, in the order of opening; any two are apart or one is in the other."""
    alone: list[tuple[Place, str]]
    """The signs without another half, in reading order."""
    marks: list[tuple[Place, Place, str]]
    """Footnote marks and half-open intervals: start, end (just behind), and what they are."""


def pair(clauses: Sequence[Clause]) -> Pairing:
    """Pair the square brackets of a document; those of each footnote apart from all others."""
    marks: list[tuple[Place, Place, str]] = []
    pairs: list[tuple[Place, Place]] = []
    alone: list[tuple[Place, str]] = []
    for scope in _scopes(clauses):
        signs: list[Sign] = []
        for at in scope:
            found = list(_marks(at, clauses[at].text))
            marks += found
            signs += _signs(at, clauses[at].text, found)
        made, left = _pair(signs, clauses)
        pairs += made
        alone += left
    return Pairing(sorted(pairs), sorted(alone), sorted(marks))


def _scopes(clauses: Sequence[Clause]) -> Iterator[list[int]]:
    """Give the clauses that brackets may run over together: all but the footnotes, and each footnote."""
    yield [at for at, clause in enumerate(clauses) if clause.kind != "footnote"]
    yield from ([at] for at, clause in enumerate(clauses) if clause.kind == "footnote")


def _marks(at: int, text: str) -> Iterator[tuple[Place, Place, str]]:
    if "[" not in text and "]" not in text:
        return
    for pattern, reason in ((_FOOTNOTE_MARK, "footnote mark"), (_HALF_OPEN, "interval")):
        for match in pattern.finditer(text):
            yield Place(at, match.start()), Place(at, match.end()), reason


def _signs(at: int, text: str, marks: Sequence[tuple[Place, Place, str]]) -> Iterator[Sign]:
    taken = [(start.offset, end.offset) for start, end, _ in marks]
    for match in re.finditer(r"[\[\]]", text):
        offset = match.start()
        if any(start <= offset < end for start, end in taken):
            continue
        opens = match[0] == "["
        outer = bool(_AT_HEAD.match(text[:offset])) if opens else bool(_AT_END.match(text, offset + 1))
        yield Sign(Place(at, offset), opens, outer)


def _pair(
    signs: Sequence[Sign], clauses: Sequence[Clause]
) -> tuple[list[tuple[Place, Place]], list[tuple[Place, str]]]:
    pairs, left = _by_stack(signs)
    if left or not all(_is_likely(first, last, clauses) for first, last in pairs):
        pairs, left = _by_clause(signs)
    alone = [(sign.place, "[" if sign.opens else "]") for sign in left]
    return [(first.place, last.place) for first, last in pairs], alone


def _is_likely(first: Sign, last: Sign, clauses: Sequence[Clause]) -> bool:
    """Whether one bracket can have both signs: in the middle of two far clauses they are two slips."""
    start, end = first.place.clause, last.place.clause
    if first.outer or last.outer or end - start <= 1:
        return True
    above = clauses[end].parent
    return above is not None and above in (clauses[start].parent, clauses[start].citation)


def _by_stack(signs: Sequence[Sign]) -> tuple[list[tuple[Sign, Sign]], list[Sign]]:
    """Pair each `]` with the last `[` that is still open."""
    pairs: list[tuple[Sign, Sign]] = []
    waiting: list[Sign] = []
    left: list[Sign] = []
    for sign in signs:
        if sign.opens:
            waiting.append(sign)
        elif waiting:
            pairs.append((waiting.pop(), sign))
        else:
            left.append(sign)
    return pairs, [*left, *waiting]


def _by_clause(signs: Sequence[Sign]) -> tuple[list[tuple[Sign, Sign]], list[Sign]]:
    """Pair inside clauses, then outer signs with each other, then what still fits between them."""
    by_clause: dict[int, list[Sign]] = {}
    for sign in signs:
        by_clause.setdefault(sign.place.clause, []).append(sign)
    pairs: list[tuple[Sign, Sign]] = []
    rest: list[Sign] = []
    for group in by_clause.values():
        inside, left = _by_stack(group)
        pairs += inside
        rest += sorted(left)
    around, _ = _by_stack([sign for sign in rest if sign.outer])
    pairs += around
    between, left = _next_to(rest, {first.place: last.place for first, last in around})
    return pairs + between, left


def _next_to(rest: Sequence[Sign], around: Mapping[Place, Place]) -> tuple[list[tuple[Sign, Sign]], list[Sign]]:
    """Pair the signs that are in no pair yet where one ends what the clause right before it began.

    No pair reaches over one end of a bracket in `around`.
    """
    ends = set(around.values())
    levels: list[list[Sign]] = [[]]
    pairs: list[tuple[Sign, Sign]] = []
    left: list[Sign] = []
    for sign in rest:
        if sign.place in around:
            levels.append([])
        elif sign.place in ends:
            left += levels.pop()
        elif sign.opens:
            levels[-1].append(sign)
        elif levels[-1] and sign.place.clause - levels[-1][-1].place.clause == 1:
            pairs.append((levels[-1].pop(), sign))
        else:
            left.append(sign)
    return pairs, left + [sign for level in levels for sign in level]
