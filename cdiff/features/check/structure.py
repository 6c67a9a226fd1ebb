"""Structure: whether numbers and letters follow each other, and whether everything is there that belongs there."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from cdiff.core.citation import HEADINGS
from cdiff.core.model import Clause
from cdiff.core.numbering import number_of
from cdiff.features.check.context import CheckContext
from cdiff.features.check.counting import LETTERED, NumberStep, following, number, steps_of
from cdiff.features.check.model import RawFinding

_NUMBERED = re.compile(r"\d{1,3}[.)] ")


def numbering(context: CheckContext) -> Iterator[RawFinding]:
    """Find gaps, repeats and wrong order in numbers, and letters that do not follow."""
    clauses = context.new.document.clauses
    found = steps_of(context.new.document)
    places = {clause.citation: at for at, clause in enumerate(clauses)}
    # The options of a choice have one number on purpose: `[1. …] [1. …]`.
    choice = {option.start.clause: each.number for each in context.markup.choices for option in each.options}
    for steps in found:
        for step in steps:
            if step.fault == "repeat" and step.before:
                own, other = (choice.get(places[each.citation]) for each in (step.clause, step.before))
                if own is not None and own == other:
                    continue
            if step.fault and not _is_there(step, clauses, places):
                yield _fault(step)
    yield from _beheaded(found, clauses, places)


def _beheaded(
    found: Sequence[Sequence[NumberStep]], clauses: Sequence[Clause], places: Mapping[str, int]
) -> Iterator[RawFinding]:
    """Find lists that do not begin with the first letter, in a text where two in three lists of the kind do.

    A list of numbers that goes on where the one before it ended, below another heading, has lost nothing.
    """
    before_it: dict[str, Clause] = {}
    last: dict[str, Clause] = {}
    for clause in clauses:
        if clause.kind not in LETTERED and number(clause):
            if clause.kind in last:
                before_it[clause.citation] = last[clause.kind]
            last[clause.kind] = clause
    firsts: dict[str, list[Clause]] = {}
    for steps in found:
        if steps and steps[0].clause.parent:
            firsts.setdefault(steps[0].clause.kind, []).append(steps[0].clause)
    for kind, openers in firsts.items():
        late = [
            clause
            for clause in openers
            if (read := number(clause))
            and not read.is_first
            and not ((last_one := before_it.get(clause.citation)) and number_of(clause.label) in following(last_one))
        ]
        for clause in late if len(late) * 3 <= len(openers) else ():
            # The letter before may be printed in the text before, where it was not read as one.
            due = number_of(clause.label)
            before = chr(ord(due) - 1) if len(due) == 1 and due.isalpha() else ""
            at = places[clause.citation]
            near = [*clauses[max(0, at - 3) : at], *(each for each in clauses[:at] if each.citation == clause.parent)]
            if not (before and _print(near, [before])):
                rule = "structure/letters" if kind in LETTERED else "structure/gap"
                message = f"{clause.name} begins its list: something before it is missing"
                yield RawFinding(rule, message, clause, new=clause.label, about="beheaded")


def _is_there(step: NumberStep, clauses: Sequence[Clause], places: Mapping[str, int]) -> bool:
    """Whether the number that seems to be missing is printed all the same, where it was not read as one."""
    if step.fault != "gap" or step.before is None:
        return False
    between = clauses[places[step.before.citation] : places[step.clause.citation]]
    due = following(step.before)
    return any(number_of(each.label) in due for each in between[1:]) or _print(between, due)


def _print(clauses: Sequence[Clause], numbers: Sequence[str]) -> bool:
    """Whether the texts of some clauses print one of some numbers as a label: `3. The`, `(b) to`."""
    any_number = "|".join(map(re.escape, numbers)) or "(?!)"
    printed = re.compile(rf"(?:^|[\s(*])(?:{any_number})[.)] ?\S")
    return any(printed.search(each.text) for each in clauses)


def _fault(step: NumberStep) -> RawFinding:
    clause, last = step.clause, step.before.name if step.before else "the start"
    lettered = clause.kind in LETTERED
    message = {
        "gap": f"{clause.name} follows {last}: something between them is missing",
        "repeat": f"{clause.name} has the same {'letter' if lettered else 'number'} as {last}",
        "order": f"{clause.name} comes after {last}",
    }[step.fault]
    rule = "structure/letters" if lettered else f"structure/{step.fault}"
    return RawFinding(rule, message, clause, new=clause.label, about=step.fault)


# What belongs there


def incomplete(context: CheckContext) -> Iterator[RawFinding]:
    """Find a heading that lacks what its profile wants below it."""
    wanted = {need.kind: need.needs for need in context.profile.complete}
    for clause in context.new.document.clauses:
        if clause.kind not in wanted:
            continue
        # A text that begins with a number should have been a paragraph: that its number is wrong is reported elsewhere.
        below = {
            "paragraph" if inner.kind == "text" and _NUMBERED.match(inner.text) else inner.kind
            for inner in _below(context, clause)
        }
        for kind in wanted[clause.kind]:
            if kind not in below:
                yield RawFinding("structure/incomplete", f"{clause.name} has no {kind}", clause, about=kind)


def _below(context: CheckContext, clause: Clause) -> Iterator[Clause]:
    for child in context.children.get(clause.citation, ()):
        yield child
        yield from _below(context, child)


def counted(context: CheckContext) -> Iterator[RawFinding]:
    """Find kinds of clauses of which there are more or fewer than expected."""
    expected = {need.kind: need.counts for need in context.profile.expect} | dict(context.settings.expect)
    for kind, counts in expected.items():
        count = sum(clause.kind == kind for clause in context.new.document.clauses)
        if count not in counts:
            wanted = " or ".join(map(str, counts))
            message = f"there {'is' if count == 1 else 'are'} {count} of the kind {kind}, not {wanted}"
            yield RawFinding("structure/count", message, new=str(count), about=f"{kind} {count}")


_LONG_HEADING = 120
"""Characters: a longer heading says something itself, as a section of one sentence does."""


def empty(context: CheckContext) -> Iterator[RawFinding]:
    """Find a numbered heading without text below it, and a numbered clause without words.

    Headings without a number are left alone: web pages and tables of contents are full of them.
    """
    clauses = context.new.document.clauses
    for at, clause in enumerate(clauses):
        if not clause.label or clause.kind == "footnote":
            continue
        if clause.kind not in HEADINGS:
            if not clause.text and not context.children.get(clause.citation):
                yield RawFinding("structure/empty", f"{clause.name} has no text", clause, about="empty")
            continue
        behind = clauses[at + 1] if at + 1 < len(clauses) else None
        ends = behind is None or behind.kind == "footnote"
        beside = behind and behind.kind == clause.kind and behind.label and behind.parent != clause.citation
        says_something = len(clause.text) > _LONG_HEADING or clause.text.endswith((".", ";", ","))
        if (ends or beside) and not says_something:
            words = f"{clause.label} {clause.text}".strip()[:80]
            yield RawFinding("structure/heading", f"no text below this heading: {words}", clause, about="bare")
