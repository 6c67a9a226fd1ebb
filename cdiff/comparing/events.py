"""What happened to a clause between two versions, as events."""

from __future__ import annotations

from cdiff.comparing.words import differ_in_substance, fold_quotes
from cdiff.core.clause_edits import share_of
from cdiff.core.model import Change, Clause, ClausePlace, Event, EventKind
from cdiff.core.numbering import number_of
from cdiff.core.records import record


@record
class EventSides:
    """The places that the events of one cell name."""

    old: tuple[ClausePlace, ...]
    """Of the old clauses of the change."""
    new: tuple[ClausePlace, ...]
    back: tuple[ClausePlace, ...] = ()
    """Where the lineage was last seen, if that was not in the version before."""


def events_of(change: Change, was: Clause | None, now: Clause | None, sides: EventSides) -> tuple[Event, ...]:
    """List what happened to a lineage in a version, in the order of `EVENT_KINDS`; else that it is `unchanged`.

    `was` and `now` are its clauses in the version before and in this one, where it has one.
    """
    if now is None:
        return (Event("merged", sides.old, sides.new) if change.new else Event("deleted", sides.old),)
    kinds: list[EventKind] = []
    if sides.back:
        kinds.append("returned")
    elif not change.old:
        kinds.append("inserted")
    if change.kind == "split" or change.kind == "merged":
        kinds.append(change.kind)
    if change.old:
        kinds += _rewording(change, now)
        kinds += ["moved"] if change.moved else []
        fork = change.kind in ("split", "merged")  # which names the numbers before and after
        if was and not fork and number_of(was.label).casefold() != number_of(now.label).casefold():
            kinds.append("renumbered")
    return tuple(
        Event(kind, sides.back if kind == "returned" else sides.old, sides.new) for kind in kinds or ["unchanged"]
    )


def _rewording(change: Change, now: Clause) -> list[EventKind]:
    """Return whether words were changed, and how; of a split, those of this part."""
    if change.kind in ("modified", "editorial"):
        return [change.kind]
    edits = share_of(change, now)
    old = fold_quotes("".join(edit.text for edit in edits if edit.op != "insert")).strip()
    new = fold_quotes("".join(edit.text for edit in edits if edit.op != "delete")).strip()
    if old == new:
        return []
    return ["modified" if differ_in_substance(old, new) else "editorial"]
