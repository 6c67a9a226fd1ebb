"""Brackets: what a draft says is not agreed, and what became of it in the next one.

`mark_up` reads the marks of one document: open brackets with their depth, choices and their options, attributions,
status words, faults. `compare_marks` says between two versions what was opened, closed, resolved and in favour of
what. Both are views: they change no clause and no comparison. `totals` counts per part of the text.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence
from typing import Literal, cast

from cdiff.core.model import Clause, Document, Remark
from cdiff.features.brackets.asides import Context, aside_reason, context_of
from cdiff.features.brackets.choices import choices_in, with_choices
from cdiff.features.brackets.conventions import Conventions, built_in, conventions
from cdiff.features.brackets.fates import compare_marks
from cdiff.features.brackets.heads import attributions_in, content_of, head_of, parties_in
from cdiff.features.brackets.model import Aside, Attribution, Bracket, Fault, Markup, Place, Status
from cdiff.features.brackets.pairing import Pairing, pair
from cdiff.features.brackets.status import highlighted, status_of, statuses_in
from cdiff.features.brackets.totals import totals

__all__ = ["Conventions", "built_in", "compare_marks", "conventions", "mark_up", "status_of", "totals"]


def mark_up(document: Document, known: Conventions | None = None, remarks: Sequence[Remark] = ()) -> Markup:
    """Read the marks of negotiation in a document.

    `known` are the words by which marks are known, the built-in ones by default; `remarks` are those of the reading
    of its source, whose highlighting is a status where `known` says what its colour means.

    Never refuses: a square bracket without its other half is a fault in the result, with its place. Every `[` and
    `]` of the text is in exactly one bracket, aside or fault.
    """
    known = known or built_in()
    clauses = document.clauses
    pairing = pair(clauses)
    statuses = [*_statuses(clauses, known), *highlighted(document, remarks, known)]
    statuses.sort(key=lambda status: (status.clause, status.start is None, status.start or Place(0, 0)))
    asides = _asides(document, pairing, statuses, known)
    brackets = _brackets(clauses, pairing, asides, known)
    choices = choices_in(clauses, brackets, known)
    attributions = [*_in_brackets(clauses, brackets, known), *_in_asides(clauses, asides, known)]
    for at, clause in enumerate(clauses):
        attributions += attributions_in(at, clause, known)
    return Markup(
        with_choices(brackets, choices),
        tuple(choices),
        tuple(asides),
        tuple(_faults(pairing, asides)),
        tuple(sorted(set(attributions))),
        tuple(statuses),
    )


def _statuses(clauses: Sequence[Clause], known: Conventions) -> Iterator[Status]:
    before = 0
    for at, clause in enumerate(clauses):
        found = statuses_in(at, clause, before, known)
        yield from found
        if not found or found[-1].clause == at:
            before = at


# What is open, and what is not


def _asides(document: Document, pairing: Pairing, statuses: Sequence[Status], known: Conventions) -> list[Aside]:
    """List the square brackets that leave nothing open; what stands inside one belongs to it."""
    context = context_of(document, known)
    tags = {status.start for status in statuses if status.start and not status.partly}
    asides: list[Aside] = []
    end = Place(-1, 0)
    for first, last in pairing.pairs:
        if first < end:
            continue
        reason = "status" if first in tags else _reason(document.clauses, first, last, context, known)
        if reason:
            end = Place(last.clause, last.offset + 1)
            asides.append(Aside(first, end, reason))
    return sorted([*asides, *_outside(pairing.marks, asides)])


def _outside(marks: Sequence[tuple[Place, Place, str]], asides: Sequence[Aside]) -> Iterator[Aside]:
    """Give the marks that stand in no aside; both come in reading order."""
    waiting = deque(asides)
    for start, end, reason in marks:
        while waiting and waiting[0].end <= start:
            waiting.popleft()
        if not (waiting and waiting[0].start < start):
            yield Aside(start, end, reason)


def _reason(clauses: Sequence[Clause], first: Place, last: Place, context: Context, known: Conventions) -> str:
    clause = clauses[first.clause]
    same = first.clause == last.clause
    end = last.offset if same else len(clause.text)
    reason = aside_reason(clause, first.offset, end, clause.text[first.offset + 1 : end], context, known)
    if same or reason == "note":
        return reason or _reserve(clause, first.offset, end, known)
    return ""


def _reserve(clause: Clause, start: int, end: int, known: Conventions) -> str:
    found = attributions_in(0, clause, known)
    inside = any(each.stance == "reserves" and each.start.offset == start and each.end.offset >= end for each in found)
    return "attribution" if inside else ""


def _faults(pairing: Pairing, asides: Sequence[Aside]) -> Iterator[Fault]:
    for place, sign in pairing.alone:
        if any(aside.start < place < aside.end for aside in asides):
            continue
        said = "opens a bracket that nothing closes" if sign == "[" else "closes a bracket that nothing opens"
        yield Fault(place, cast("Literal['[', ']']", sign), f"{sign} {said}")


def _brackets(
    clauses: Sequence[Clause], pairing: Pairing, asides: Sequence[Aside], known: Conventions
) -> list[Bracket]:
    brackets: list[Bracket] = []
    around: list[Bracket] = []
    shut = iter([*asides, None])
    aside = next(shut)
    for first, last in pairing.pairs:
        while aside and aside.end <= first:
            aside = next(shut)
        if aside and aside.start <= first:
            continue
        while around and around[-1].end < first:
            around.pop()
        parent = around[-1].number if around else 0
        brackets.append(_bracket(len(brackets) + 1, first, last, len(around) + 1, parent, clauses, known))
        around.append(brackets[-1])
    return brackets


def _bracket(
    number: int, first: Place, last: Place, depth: int, parent: int, clauses: Sequence[Clause], known: Conventions
) -> Bracket:
    text = clauses[first.clause].text
    limit = last.offset if first.clause == last.clause else len(text)
    head = head_of(text[:limit], first.offset + 1, known)
    pieces = [clauses[at].text for at in range(first.clause, last.clause + 1)]
    pieces[-1] = pieces[-1][: last.offset]
    pieces[0] = pieces[0][head.end :]
    words = " ".join(pieces).strip()
    cited = tuple(clauses[at].citation for at in range(first.clause, last.clause + 1) if clauses[at].kind != "footnote")
    return Bracket(
        number,
        first,
        last,
        depth,
        parent,
        Place(first.clause, head.end),
        words,
        content_of(words, known),
        head.label,
        head.by,
        cited or (clauses[first.clause].citation,),
    )


# Who speaks


def _in_brackets(clauses: Sequence[Clause], brackets: Sequence[Bracket], known: Conventions) -> Iterator[Attribution]:
    for bracket in brackets:
        if bracket.by:
            text, at = clauses[bracket.start.clause].text, bracket.start.clause
            limit = bracket.end.offset if bracket.end.clause == at else len(text)
            head = head_of(text[:limit], bracket.start.offset + 1, known)
            start, end = head.named
            yield Attribution(Place(at, start), Place(at, end), bracket.by, head.stance, bracket.number)


def _in_asides(clauses: Sequence[Clause], asides: Sequence[Aside], known: Conventions) -> Iterator[Attribution]:
    for aside in asides:
        if aside.reason != "attribution":
            continue
        text = clauses[aside.start.clause].text[aside.start.offset + 1 : aside.end.offset - 1]
        parties = parties_in(text, known, by_form=True)
        if parties:
            yield Attribution(aside.start, aside.end, parties)
