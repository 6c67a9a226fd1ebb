"""The wording that all views of a traced clause share."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cdiff.core.model import ClausePlace, Edit, Event
from cdiff.features.trace.model import Biography, BiographyStep, Match, Provenance, VersionCitation, Whereabouts
from cdiff.telling.table_cells import cell_edits
from cdiff.telling.version_header import said_date

_STYLES = {"entered": "inserted", "dropped": "deleted", "edited": "modified"}
"""The style of an event, where the two names differ."""


def happened(event: Event) -> str:
    """Describe an event: `edited`, `split: 3 → 3 + 4`, `returned, last in draft1 as 20(b)`."""
    if event.kind in ("split", "merged"):
        return f"{event.kind}: {_cited(event.old)} → {_cited(event.new)}"
    if event.kind == "returned":
        return f"returned, last in {event.old[0].label} as {event.old[0].citation}"
    return event.kind


def _cited(places: Sequence[ClausePlace]) -> str:
    return " + ".join(place.citation for place in places)


def first_seen(told: Biography) -> BiographyStep:
    """Return the first step that has the clause."""
    return next(step for step in told if step.cell.clause)


def last_seen(told: Biography) -> BiographyStep:
    """Return the last step that has the clause."""
    return next(step for step in reversed(told.steps) if step.cell.clause)


def shown_steps(told: Biography) -> Iterator[BiographyStep]:
    """Skip the versions before a clause entered, and those after the one that dropped it for good."""
    first, last = first_seen(told).place, last_seen(told).place
    return (step for step in told if first <= step.place <= last + 1)


def events_said(told: Biography, step: BiographyStep) -> list[tuple[str, str]]:
    """Describe what happened in one version, each event with the name of its style."""
    if step.cell.events:
        return [(happened(event), _STYLES.get(event.kind, event.kind)) for event in step.cell.events]
    if step.place == first_seen(told).place:
        return [("in the first version", "dim")] if step.place == 0 else [("entered", "inserted")]
    return [("not there", "dim")]


def inside_said(step: BiographyStep) -> str:
    """Count what happened below a heading: `below it: 2 edited, 1 dropped, 7 unchanged`."""
    return "below it: " + ", ".join(f"{count} {kind}" for kind, count in step.inside) if step.inside else ""


def step_edits(told: Biography, step: BiographyStep) -> list[Edit]:
    """Return the words of a step: the whole text in the first one, then the edits; nothing where no word changed.

    The edits of a clause that returned are those since it was last there.
    """
    clause = step.cell.clause
    if clause is None:
        return []
    if step.place == first_seen(told).place:
        return [Edit("equal", clause.text)]
    edits = list(step.since) or [edit for change in step.cell.changes for edit in cell_edits(change, clause)]
    return edits if any(edit.op != "equal" for edit in edits) else []


def ending(told: Biography) -> str:
    """Say when a clause entered, when it was last there, and what its likeness refers to, where a reader needs it."""
    first, last = first_seen(told), last_seen(told)
    parts = []
    if first.place:
        version = told.versions[first.place]
        parts.append(f"It entered in {version.label}" + (f" ({said_date(version.date)})" if version.date else "") + ".")
    if last.place < len(told.versions) - 1:
        parts.append(f"It is not in {told.versions[-1].label}: {told.versions[last.place].label} is the last with it.")
    if any(step.cell.clause and step.similarity < 1 for step in told):
        parts.append(f"Likeness is that to the text of {told.versions[last.place].label}, 1 for the same words.")
    return " ".join(parts)


def not_known_said(told: Provenance) -> Iterator[tuple[str, int]]:
    """Count the words that may be older than what is known of them: `not known before final`."""
    for version, count in zip(told.versions, told.total.not_before, strict=False):
        if count:
            yield f"not known before {version.label}", count
    if told.total.unknown:
        yield "not known", told.total.unknown


def absence(found: Whereabouts) -> str:
    """Say when a clause that the other version lacks was dropped, or entered."""
    if not found.dropped:
        return f"is not in {found.new.label}"
    went = bool(found.way) and found.way[-1].label != found.dropped
    return f"was dropped in {found.dropped}" if went else f"entered in {found.dropped}"


def disagreement(found: Whereabouts) -> str:
    """Warn that the chain and the direct comparison lead to different clauses."""

    def named(matches: Sequence[Match]) -> str:
        return " + ".join(match.clause.citation for match in matches) or "no clause"

    return (
        f"the versions between them lead to {named(found.through)}, a direct comparison to {named(found.direct)}: "
        "look at both (cdiff trace, cdiff compare --explain)"
    )


def cited_as(cited: VersionCitation) -> str:
    """Write what a clause is called in one version; `in 21` where it is a part of that clause there."""
    return f"in {cited.citation}" if cited.inside else cited.citation
