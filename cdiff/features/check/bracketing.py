"""Brackets: those without their other half, those that came, and those that are left where a text is final."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from cdiff.core.model import Document
from cdiff.features.brackets.model import Bracket, Markup
from cdiff.features.check.subject import Hit, Subject
from cdiff.features.check.wording import short

_KEY = re.compile(r"[A-Za-z0-9.]+(?:[-_:=/][A-Za-z0-9.]+)+|[A-Z]+\d+")
_LINKED = 0.2
"""The share of keys among the brackets from which on a text is one that links its parts so."""


def unbalanced(subject: Subject) -> Iterator[Hit]:
    """Find square brackets that nothing closes, or nothing opens."""
    clauses = subject.new.document.clauses
    for fault in subject.markup.faults:
        clause, at = clauses[fault.place.clause], fault.place.offset
        near = clause.text[max(0, at - 30) : at + 30].strip()
        message = f"{fault.message}: “… {near} …”"
        yield Hit("brackets/unbalanced", message, clause, at, at + 1, new=fault.sign, about=f"{fault.sign} {near}")


def left_open(subject: Subject) -> Iterator[Hit]:
    """Find the brackets of a text that is to be final."""
    if not subject.final:
        return
    clauses = subject.new.document.clauses
    for bracket in _open(subject.markup):
        if bracket.depth == 1:
            clause, at = clauses[bracket.start.clause], bracket.start.offset
            words = short(bracket.text, 80)
            yield Hit("brackets/open", f"still open: [{words}]", clause, at, at + 1, new=f"[{words}]")


def more(subject: Subject) -> Iterator[Hit]:
    """Find the clauses that have more open brackets than before, in a text that has more in all."""
    if subject.against is None:
        return
    old = _by_clause(subject.against.old.document, subject.old_markup)
    new = _by_clause(subject.new.document, subject.markup)
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


def _by_clause(document: Document, markup: Markup) -> Counter[str]:
    """Count the open brackets of each clause, by its citation."""
    return Counter(document.clauses[bracket.start.clause].citation for bracket in _open(markup))


def _open(markup: Markup) -> Sequence[Bracket]:
    """Give the open brackets; where keys in brackets, `[flow-control]`, link a text, only the others."""
    keys = sum(_KEY.fullmatch(bracket.text) is not None for bracket in markup)
    if keys > _LINKED * len(markup.brackets):
        return [bracket for bracket in markup if " " in bracket.text]
    return markup.brackets
