"""Watch: a clause or a term that somebody wants to be told of was touched."""

from __future__ import annotations

from collections.abc import Iterator

from cdiff.core.citation import find, subtree
from cdiff.core.model import Change, Clause
from cdiff.features.check.subject import Hit, Subject, changes_by_old
from cdiff.features.check.wording import all_said, first_words
from cdiff.features.check.wordlists import terms_of
from cdiff.searching import count

CLAUSE, TERM = "watch/clause", "watch/term"


def clauses(subject: Subject) -> Iterator[Hit]:
    """Find changes to the clauses that are watched as some version cites them, wherever they stand now."""
    for comparison in subject.watched:
        label = comparison.old.label
        places = changes_by_old(comparison)
        for typed in subject.settings.watch.clauses.get(label, ()):
            root = find(comparison.old.document, typed, label)
            for clause in subtree(comparison.old.document, root):
                yield from _touched(clause, places[clause.citation], f"watched ({label} {typed})", subject)


def _touched(clause: Clause, change: Change, said: str, subject: Subject) -> Iterator[Hit]:
    if subject.against is None:
        if change.is_change:
            yield _hit(CLAUSE, said, change, subject)
        return
    for old in change.new:
        touched = subject.destination[old.citation]
        if touched.is_change:
            yield _hit(CLAUSE, f"{said}, “{first_words(clause)}”", touched, subject)


def _hit(rule: str, said: str, change: Change, subject: Subject) -> Hit:
    what = change.kind if change.kind != "unchanged" else "moved"
    words = f": {all_said(change)}" if change.old and change.new and change.edits else ""
    if change.new:
        return Hit(rule, f"{said}: {what}{words}", change.new[0], about=f"{said} {what}{words}")
    gone = change.old[0]
    return Hit(rule, f"{said}: gone, “{first_words(gone)}”", old=gone.text, about=f"{said} gone {gone.text}")


def terms(subject: Subject) -> Iterator[Hit]:
    """Find places where a watched term came in or went."""
    if subject.against is None:
        return
    for term in terms_of(subject, subject.settings.watch.terms):
        for change in subject.against.changes:
            old, new = (sum(count(term, each.text) for each in side) for side in (change.old, change.new))
            if old != new:
                clause = change.new[0] if change.new else None
                gone = f" with {change.old[0].citation} of {subject.against.old.label}" if not change.new else ""
                message = f"watched: “{term.name}” {'came in' if new > old else 'is gone'}{gone} ({old} → {new})"
                yield Hit(TERM, message, clause, about=f"{term.name} {old} {new}")
