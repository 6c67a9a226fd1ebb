"""Brackets: those without their other half, those that came, and those that are left where a text is final."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from cdiff.brackets import mark_up
from cdiff.check.subject import Hit, Subject
from cdiff.check.wording import short
from cdiff.model import Document
from cdiff.negotiation import Bracket

_KEY = re.compile(r"[A-Za-z0-9.]+(?:[-_:=/][A-Za-z0-9.]+)+|[A-Z]+\d+")
_LINKED = 0.2
"""The share of keys among the brackets from which on a text is one that links its parts so."""


def unbalanced(subject: Subject) -> Iterator[Hit]:
    """Find square brackets that nothing closes, or nothing opens."""
    clauses = subject.new.document.clauses
    for fault in mark_up(subject.new.document, subject.conventions).faults:
        clause, at = clauses[fault.place.clause], fault.place.offset
        near = clause.text[max(0, at - 30) : at + 30].strip()
        message = f"{fault.message}: “… {near} …”"
        yield Hit("brackets/unbalanced", message, clause, at, at + 1, new=fault.sign, about=f"{fault.sign} {near}")


def left_open(subject: Subject) -> Iterator[Hit]:
    """Find the brackets of a text that is to be final."""
    if not subject.final:
        return
    clauses = subject.new.document.clauses
    for bracket in _open(subject.new.document, subject):
        if bracket.depth == 1:
            clause, at = clauses[bracket.start.clause], bracket.start.offset
            words = short(bracket.text, 80)
            yield Hit("brackets/open", f"still open: [{words}]", clause, at, at + 1, new=f"[{words}]")


def more(subject: Subject) -> Iterator[Hit]:
    """Find the clauses that have more open brackets than before, in a text that has more in all."""
    if subject.against is None:
        return
    old, new = (_by_clause(each, subject) for each in (subject.against.old.document, subject.new.document))
    if new.total() <= old.total():
        return
    totals = f"in all {new.total()}, before {old.total()}"
    for change in subject.against.changes:
        before = sum(old[clause.citation] for clause in change.old)
        now = sum(new[clause.citation] for clause in change.new)
        if now > before:
            clause = next(each for each in change.new if new[each.citation])
            message = f"{now} open bracket{'s' if now > 1 else ''}, before {before} ({totals})"
            at = clause.text.find("[")
            yield Hit("brackets/more", message, clause, at, at + 1, about=f"{before} {now}")


def _by_clause(document: Document, subject: Subject) -> Counter[str]:
    """Count the open brackets of each clause, by its citation."""
    return Counter(document.clauses[bracket.start.clause].citation for bracket in _open(document, subject))


def _open(document: Document, subject: Subject) -> list[Bracket]:
    """Give the brackets of a text; of one that links its parts by keys in brackets, `[flow-control]`, only the others."""
    brackets = list(mark_up(document, subject.conventions))
    keys = sum(_KEY.fullmatch(bracket.text) is not None for bracket in brackets)
    if keys > _LINKED * len(brackets):
        return [bracket for bracket in brackets if " " in bracket.text]
    return brackets
