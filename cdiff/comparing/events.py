"""What happened to a clause between two versions, in words."""

from __future__ import annotations

from collections.abc import Iterator

from cdiff.comparing.words import differ_in_substance, fold_quotes
from cdiff.core.clause_edits import share_of
from cdiff.core.model import Change, Clause, ClausePlace, Event, EventKind
from cdiff.core.numbering import number_of
from cdiff.core.records import NamedTuple


class Told(NamedTuple):
    """The places that the events of one cell name."""

    old: tuple[ClausePlace, ...]
    """Of the old clauses of the change."""
    new: tuple[ClausePlace, ...]
    back: tuple[ClausePlace, ...] = ()
    """Where the lineage was last seen, if that was not in the version before."""


def events_of(change: Change, was: Clause | None, now: Clause | None, told: Told) -> tuple[Event, ...]:
    """Say what happened to a lineage in a version.

    `was` and `now` are its clauses in the version before and in this one, where it has one. The events come in the
    order of `EVENT_KINDS`; a clause to which nothing happened is `unchanged`.
    """
    if now is None:
        return (Event("merged", told.old, told.new) if change.new else Event("dropped", told.old),)
    kinds = [*_coming(change, told), *_staying(change, was, now)]
    return tuple(_event(kind, told) for kind in kinds or ["unchanged"])


def _event(kind: EventKind, told: Told) -> Event:
    if kind == "returned":
        return Event(kind, told.back, told.new)
    return Event(kind, told.old, told.new)


def _coming(change: Change, told: Told) -> Iterator[EventKind]:
    if told.back:
        yield "returned"
    elif not change.old:
        yield "entered"
    if change.kind == "split":
        yield "split"
    if change.kind == "merged":
        yield "merged"


def _staying(change: Change, was: Clause | None, now: Clause) -> Iterator[EventKind]:
    if not change.old:
        return
    yield from _rewording(change, now)
    if change.moved:
        yield "moved"
    if change.kind in ("split", "merged"):
        return  # the fork names the numbers before and after
    if was and number_of(was.label).casefold() != number_of(now.label).casefold():
        yield "renumbered"


def _rewording(change: Change, now: Clause) -> Iterator[EventKind]:
    """Whether words were changed; of a split, those of this part."""
    if change.kind in ("modified", "editorial"):
        yield "edited" if change.kind == "modified" else "editorial"
        return
    edits = share_of(change, now)
    old = fold_quotes("".join(edit.text for edit in edits if edit.op != "insert")).strip()
    new = fold_quotes("".join(edit.text for edit in edits if edit.op != "delete")).strip()
    if old != new:
        yield "edited" if differ_in_substance(old, new) else "editorial"
