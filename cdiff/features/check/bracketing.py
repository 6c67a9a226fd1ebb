"""Brackets: unbalanced ones, those that were added, and those that are left where a text is final."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby

from cdiff.core.model import Document
from cdiff.features.brackets.model import Bracket, Markup
from cdiff.features.check.context import CheckContext
from cdiff.features.check.model import RawFinding
from cdiff.features.check.wording import short

_KEY = re.compile(r"[A-Za-z0-9.]+(?:[-_:=/][A-Za-z0-9.]+)+|[A-Z]+\d+")
_LINKED = 0.2
"""A text in which more than this share of the brackets are keys, `[flow-control]`, links its parts so."""
_NEAR = 30
"""Characters shown on either side of an unbalanced bracket."""
_TOLD = 20
"""Unbalanced brackets of a clause that are named one by one: more are no slips, and help nobody to mend them."""


def unbalanced(context: CheckContext) -> Iterator[RawFinding]:
    """Find square brackets that nothing closes, or nothing opens; of those of a clause the first few, and how many."""
    clauses = context.new.document.clauses
    for number, group in groupby(context.markup.faults, lambda fault: fault.place.clause):
        clause, faults = clauses[number], [*group]
        told, left = faults[:_TOLD], len(faults[_TOLD:])
        for fault in told:
            at = fault.place.offset
            near = clause.text[max(0, at - _NEAR) : at + _NEAR].strip()
            message, about = f"{fault.message}: “… {near} …”", f"{fault.sign} {near}"
            if left and fault is told[-1]:
                message, about = f"{message}; and {left} more in this clause", f"{about} {left}"
            yield RawFinding("brackets/unbalanced", message, clause, at, at + 1, new=fault.sign, about=about)


def left_open(context: CheckContext) -> Iterator[RawFinding]:
    """Find the outermost brackets of a text that should be final, positions and instructions of parties included."""
    if not context.final:
        return
    clauses = context.new.document.clauses
    for bracket in _open(context.markup):
        if bracket.depth == 1:
            clause, at = clauses[bracket.start.clause], bracket.start.offset
            words = short(bracket.text, 80)
            yield RawFinding("brackets/open", f"still open: [{words}]", clause, at, at + 1, new=f"[{words}]")
    for aside in context.markup.asides:
        if aside.reason in ("attribution", "instruction"):
            clause, at = clauses[aside.start.clause], aside.start.offset
            words = short(clause.text[at : aside.end.offset], 80)
            yield RawFinding("brackets/open", f"still open: {words}", clause, at, at + 1, new=words)


def more(context: CheckContext) -> Iterator[RawFinding]:
    """Find the clauses that have more open brackets than before, in a text that has more in all."""
    if context.against is None:
        return
    old = _by_clause(context.against.old.document, context.old_markup)
    new = _by_clause(context.new.document, context.markup)
    if new.total() <= old.total():
        return
    totals = f"{new.total()} in the whole text ({old.total()} before)"
    for change in context.against.changes:
        before = sum(old[clause.citation] for clause in change.old)
        now = sum(new[clause.citation] for clause in change.new)
        if now > before:
            clause = next(each for each in change.new if new[each.citation])
            message = f"{now} open bracket{'s' if now > 1 else ''} ({before} before); {totals}"
            at = clause.text.find("[")
            yield RawFinding("brackets/more", message, clause, at, at + 1, about=f"{before} {now}")


def _by_clause(document: Document, markup: Markup) -> Counter[str]:
    """Count the open brackets of each clause, by its citation."""
    return Counter(document.clauses[bracket.start.clause].citation for bracket in _open(markup))


def _open(markup: Markup) -> Sequence[Bracket]:
    """Return the open brackets; in a text that links its parts by keys, only those of several words."""
    keys = sum(_KEY.fullmatch(bracket.text) is not None for bracket in markup)
    if keys > _LINKED * len(markup.brackets):
        return [bracket for bracket in markup if " " in bracket.text]
    return markup.brackets
