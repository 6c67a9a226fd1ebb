"""PairedSigns: which `[` belongs to which `]`, over clauses, and which has no other half.

Where the signs of a text come out even, a stack pairs them. Where they do not, one slip must not take the whole
draft with it: signs are paired inside their clauses first; then brackets around whole clauses, which open at the
head of one clause and close at the end of another; what is left has no other half, and is a fault where it stands.

Rejected: a stack alone (one lost `]` in paragraph 2 makes everything after it a bracket that nobody opened), and
pairing inside clauses alone (a bracket around paragraphs 3 to 7 is the commonest of all).
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Mapping, Sequence
from typing import Literal

from cdiff.core.model import Clause
from cdiff.core.records import record
from cdiff.features.brackets.model import TextPlace

_HEAD = re.compile(r"[\s\[“\"'(]*")
"""What may stand before a sign at the head of a clause; a sign in it is one."""
_CLOSING = re.compile(r"[\s\].,;:)”\"'’]+")
_END = re.compile(
    r"(?:(?<=\s)(?:and|or))?(?:\[\^[^\[\]\s]+\])*+[\s.,;]*+"
    r"(?:[\[(–—-]\s*+(?:[^\[\]()]{1,40}|(?<=\s))[\])]?)?\s*$"
)
"""What may stand behind a closing sign, and all closing signs next to it, at the end of a clause."""
_HALF_OPEN = re.compile(
    r"\[\s*[-−]?\d[\d.]*\s*,\s*[-−+]?(?:\d[\d.]*|∞|n|N)\s*\)|\(\s*[-−]?\d[\d.]*\s*,\s*[-−+]?\d[\d.]*\s*\]"
)
_FOOTNOTE_MARK = re.compile(r"\[\^[^\[\]\s]+\]")

_SIGN = re.compile(r"[\[\]]")


@record
class BracketSign:
    """A `[` or a `]`."""

    place: TextPlace
    opens: bool
    outer: bool
    """It stands where a bracket around whole clauses does: a `[` at the head of its clause, a `]` at its end."""


@record
class PairedSigns:
    """The square brackets of a document, paired."""

    pairs: list[tuple[TextPlace, TextPlace]]
    """Where each pair opens and closes, in the order of opening; any two are apart or one is in the other."""
    alone: list[tuple[TextPlace, Literal["[", "]"]]]
    """The signs without another half, in reading order."""
    marks: list[tuple[TextPlace, TextPlace, str]]
    """Footnote marks and half-open intervals: start, end (just behind), and what they are."""


def pair(clauses: Sequence[Clause]) -> PairedSigns:
    """Pair the square brackets of a document; those of each footnote apart from all others."""
    paired = PairedSigns([], [], [])
    # Brackets may span all clauses but the footnotes, and each footnote on its own.
    scopes = [[at for at, clause in enumerate(clauses) if clause.kind != "footnote"]]
    scopes += [[at] for at, clause in enumerate(clauses) if clause.kind == "footnote"]
    for scope in scopes:
        signs: list[BracketSign] = []
        for at in scope:
            text = clauses[at].text
            if "[" not in text and "]" not in text:
                continue
            marks = [
                (TextPlace(at, match.start()), TextPlace(at, match.end()), reason)
                for pattern, reason in ((_FOOTNOTE_MARK, "footnote mark"), (_HALF_OPEN, "interval"))
                for match in pattern.finditer(text)
            ]
            paired.marks.extend(marks)
            in_marks = {offset for start, end, _ in marks for offset in range(start.offset, end.offset)}
            signs += _signs(at, text, in_marks)
        pairs, left = _by_stack(signs)
        if left or not all(_is_likely(first, last, clauses) for first, last in pairs):
            pairs, left = _by_clause(signs)
        paired.pairs.extend((first.place, last.place) for first, last in pairs)
        paired.alone.extend((sign.place, "[" if sign.opens else "]") for sign in left)
    return PairedSigns(sorted(paired.pairs), sorted(paired.alone), sorted(paired.marks))


def _signs(at: int, text: str, in_marks: Container[int]) -> Iterator[BracketSign]:
    """List the signs of a clause but those of marks.

    What stands behind a sign is read once: signs next to each other share it, and of marks in a row, which may stand
    behind a sign, none reads those behind it.
    """
    head = _HEAD.match(text)
    behind_head = head.end() if head else 0
    closed, at_end = 0, False
    for match in _SIGN.finditer(text):
        opens, offset = match[0] == "[", match.start()
        if offset in in_marks:
            continue
        if not opens and offset >= closed and (closing := _CLOSING.match(text, offset)):
            closed = closing.end()
            at_end = _END.match(text, closed) is not None
        yield BracketSign(TextPlace(at, offset), opens, offset < behind_head if opens else at_end)


def _is_likely(first: BracketSign, last: BracketSign, clauses: Sequence[Clause]) -> bool:
    """Whether one bracket can have both signs: in the middle of two far clauses they are two slips."""
    start, end = first.place.clause, last.place.clause
    if first.outer or last.outer or end - start <= 1:
        return True
    above = clauses[end].parent
    return above is not None and above in (clauses[start].parent, clauses[start].citation)


def _by_stack(signs: Sequence[BracketSign]) -> tuple[list[tuple[BracketSign, BracketSign]], list[BracketSign]]:
    """Pair each `]` with the last `[` that is still open."""
    pairs: list[tuple[BracketSign, BracketSign]] = []
    waiting: list[BracketSign] = []
    left: list[BracketSign] = []
    for sign in signs:
        if sign.opens:
            waiting.append(sign)
        elif waiting:
            pairs.append((waiting.pop(), sign))
        else:
            left.append(sign)
    return pairs, [*left, *waiting]


def _by_clause(signs: Sequence[BracketSign]) -> tuple[list[tuple[BracketSign, BracketSign]], list[BracketSign]]:
    """Pair inside clauses, then outer signs with each other, then what still fits between them."""
    by_clause: dict[int, list[BracketSign]] = {}
    for sign in signs:
        by_clause.setdefault(sign.place.clause, []).append(sign)
    pairs: list[tuple[BracketSign, BracketSign]] = []
    rest: list[BracketSign] = []
    for group in by_clause.values():
        inside, left = _by_stack(group)
        pairs += inside
        rest += sorted(left, key=lambda sign: sign.place)
    around, _ = _by_stack([sign for sign in rest if sign.outer])
    pairs += around
    between, left = _next_to(rest, {first.place: last.place for first, last in around})
    return pairs + between, left


def _next_to(
    rest: Sequence[BracketSign], around: Mapping[TextPlace, TextPlace]
) -> tuple[list[tuple[BracketSign, BracketSign]], list[BracketSign]]:
    """Pair the signs that are in no pair yet where one ends what the clause right before it began.

    No pair reaches over one end of a bracket in `around`.
    """
    ends = set(around.values())
    levels: list[list[BracketSign]] = [[]]
    pairs: list[tuple[BracketSign, BracketSign]] = []
    left: list[BracketSign] = []
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
