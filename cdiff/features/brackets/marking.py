"""Marking up: all marks of negotiation in one document, and how many there are in each part of it."""

from __future__ import annotations

from bisect import bisect_left
from collections import deque
from collections.abc import Sequence

from cdiff.core.citation import unit_of
from cdiff.core.model import Clause, Document, Remark
from cdiff.core.records import replace
from cdiff.features.brackets.asides import BracketContext, aside_reason, context_of
from cdiff.features.brackets.choices import choices_in, with_choices
from cdiff.features.brackets.conventions import Conventions, built_in
from cdiff.features.brackets.heads import content_of, head_of
from cdiff.features.brackets.model import (
    AgreementStatus,
    Aside,
    Attribution,
    Bracket,
    BracketTally,
    Fault,
    Markup,
    TextPlace,
)
from cdiff.features.brackets.pairing import PairedSigns, pair
from cdiff.features.brackets.positions import (
    Position,
    attributed,
    attributions_in,
    parties_in,
    position_in,
)
from cdiff.features.brackets.status import highlighted, statuses_in

DEEPEST = 50
"""Brackets in each other; drafts have a dozen. Each holds the words of all that is in it, so what is written and the
time it takes grow with the depth."""
_TOO_DEEP = "nested too deep"


def mark_up(document: Document, known: Conventions | None = None, remarks: Sequence[Remark] = ()) -> Markup:
    """Read the marks of negotiation in a document.

    `known` are the words by which marks are recognised, the built-in ones by default; `remarks` are those of the
    reading of its source, whose highlighting is a status where `known` says what its colour means.

    Never refuses: an unmatched square bracket is a fault in the result, with its place, and so is the
    first one that stands in `DEEPEST` others; what is in it, and in others so deep, is not read. Every `[` and `]` of
    the text is in exactly one bracket, aside or fault.
    """
    known = known or built_in()
    clauses = document.clauses
    signs = pair(clauses)
    statuses: list[AgreementStatus] = []
    before = 0
    for at, clause in enumerate(clauses):
        found = statuses_in(at, clause, before, known)
        statuses += found
        if not found or found[-1].clause == at:  # a clause that is nothing but a tag speaks of the one before
            before = at
    statuses += highlighted(document, remarks, known)
    statuses.sort(key=lambda status: (status.clause, status.start is None, status.start or TextPlace(0, 0)))
    asides = _asides(document, signs, statuses, known)
    faults = _faults(signs, asides)
    brackets, attributions = _brackets(clauses, signs, asides, known)
    choices = choices_in(clauses, brackets, known)
    for aside in asides:
        if aside.reason in ("attribution", "instruction"):
            inside = clauses[aside.start.clause].text[aside.start.offset + 1 : aside.end.offset - 1]
            tagged = parties_in(inside, known, by_form=True)
            positions = position_in(inside, known) or ((Position(tagged, "proposes"),) if tagged else ())
            attributions += attributed((aside.start, aside.end), positions)
    for at, clause in enumerate(clauses):
        attributions += attributions_in(at, clause, known)
    return Markup(
        with_choices(brackets, choices),
        tuple(choices),
        tuple(_behind_faults(asides, faults)),
        tuple(faults),
        tuple(sorted(set(attributions))),
        tuple(statuses),
    )


def _faults(signs: PairedSigns, asides: Sequence[Aside]) -> list[Fault]:
    """List the signs without another half that stand in no aside, and the first bracket that is nested too deep."""
    faults = []
    starts = [aside.start for aside in asides]
    for place, sign in signs.alone:
        before = bisect_left(starts, place)
        if not before or asides[before - 1].end <= place:
            said = "opens a bracket that nothing closes" if sign == "[" else "closes a bracket that nothing opens"
            faults.append(Fault(place, sign, f"{sign} {said}"))
    deep = next((aside.start for aside in asides if aside.reason == _TOO_DEEP), None)
    if deep:
        said = f"[ opens a bracket inside {DEEPEST} others; what is in brackets so deep is not read"
        faults.append(Fault(deep, "[", said, alone=False))
    return sorted(faults, key=lambda fault: fault.place)


def _behind_faults(asides: Sequence[Aside], faults: Sequence[Fault]) -> list[Aside]:
    """Let an aside whose first sign is a fault start behind it."""
    told = {fault.place for fault in faults if not fault.alone}
    return [
        replace(aside, start=TextPlace(aside.start.clause, aside.start.offset + 1)) if aside.start in told else aside
        for aside in asides
    ]


def _asides(
    document: Document, signs: PairedSigns, statuses: Sequence[AgreementStatus], known: Conventions
) -> list[Aside]:
    """List the square brackets that leave nothing open; what stands inside one belongs to it."""
    context = context_of(document, known)
    tags = {status.start for status in statuses if status.start and not status.partly}
    asides: list[Aside] = []
    end = TextPlace(-1, 0)
    around: list[TextPlace] = []
    for first, last in signs.pairs:
        if first < end:
            continue
        while around and around[-1] < first:
            around.pop()
        if len(around) == DEEPEST:
            reason = _TOO_DEEP
        else:
            reason = "status" if first in tags else _reason(document.clauses, first, last, context, known)
        if reason:
            end = TextPlace(last.clause, last.offset + 1)
            asides.append(Aside(first, end, reason))
        else:
            around.append(last)
    # Footnote marks and intervals are asides too, unless they stand in one; both come in reading order.
    waiting = deque(asides)
    for start, end, reason in signs.marks:
        while waiting and waiting[0].end <= start:
            waiting.popleft()
        if not (waiting and waiting[0].start < start):
            asides.append(Aside(start, end, reason))
    return sorted(asides)


def _reason(
    clauses: Sequence[Clause], first: TextPlace, last: TextPlace, context: BracketContext, known: Conventions
) -> str:
    """Tell what a pair of square brackets is that leaves nothing open; empty for an open bracket."""
    clause = clauses[first.clause]
    same = first.clause == last.clause
    end = last.offset if same else len(clause.text)
    reason = aside_reason(clause, first.offset, end, clause.text[first.offset + 1 : end], context, known)
    if not same:
        return reason if reason == "note" else ""
    if reason:
        return reason
    positions = position_in(clause.text[first.offset + 1 : end], known)
    if not positions:
        return ""
    return "instruction" if positions[0].instructs else "attribution"


def _brackets(
    clauses: Sequence[Clause], signs: PairedSigns, asides: Sequence[Aside], known: Conventions
) -> tuple[list[Bracket], list[Attribution]]:
    """Make the open brackets, numbered in the order of opening, and the attributions in their heads."""
    brackets: list[Bracket] = []
    attributions: list[Attribution] = []
    around: list[Bracket] = []
    waiting = deque(asides)
    for first, last in signs.pairs:
        while waiting and waiting[0].end <= first:
            waiting.popleft()
        if waiting and waiting[0].start <= first:
            continue
        while around and around[-1].end < first:
            around.pop()
        text = clauses[first.clause].text
        limit = last.offset if first.clause == last.clause else len(text)
        head = head_of(text, first.offset + 1, limit, known)
        inside = range(first.clause, last.clause + 1)
        pieces = [text[head.end : limit]]
        pieces += [clauses[at].text for at in inside[1:-1]]
        pieces += [clauses[last.clause].text[: last.offset]] if len(inside) > 1 else []
        words = " ".join(pieces).strip()
        cited = tuple(clauses[at].citation for at in inside if clauses[at].kind != "footnote")
        bracket = Bracket(
            len(brackets) + 1,
            first,
            last,
            depth=len(around) + 1,
            parent=around[-1].number if around else 0,
            words=TextPlace(first.clause, head.end),
            text=words,
            content=content_of(words, known),
            label=head.label,
            by=head.by,
            clauses=cited or (clauses[first.clause].citation,),
        )
        brackets.append(bracket)
        around.append(bracket)
        start, end = (TextPlace(first.clause, offset) for offset in head.named)
        for side in head.sides:
            deletes = bracket.content == "nothing" and side.stance == "proposes"
            sides = [replace(side, stance="deletes")] if deletes else [side]
            attributions += attributed((start, end), sides, bracket.number)
    return brackets, attributions


def totals(document: Document, markup: Markup) -> tuple[BracketTally, ...]:
    """Count the open brackets, the choices, the depth and the faults of each objective, article and section.

    A bracket, a choice and a fault count where they begin. Parts come in reading order, those with nothing open too;
    the last row is the total.
    """
    units = list(unit_of(document).values())
    titles = {clause.citation: clause.text for clause in document}
    depths: dict[str, list[int]] = {part: [] for part in units}
    choices = dict.fromkeys(units, 0)
    faults = dict.fromkeys(units, 0)
    for bracket in markup:
        depths[units[bracket.start.clause]].append(bracket.depth)
    for choice in markup.choices:
        choices[units[choice.options[0].start.clause]] += 1
    for fault in markup.faults:
        faults[units[fault.place.clause]] += 1
    rows = [
        BracketTally(part, titles.get(part, ""), len(depth), choices[part], max(depth, default=0), faults[part])
        for part, depth in depths.items()
    ]
    deepest = max((row.deepest for row in rows), default=0)
    total = BracketTally("total", "", len(markup.brackets), len(markup.choices), deepest, len(markup.faults))
    return (*rows, total)
