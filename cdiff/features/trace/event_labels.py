"""The wording that all views of a traced clause share."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cdiff.core.model import ClausePlace, Edit, Event
from cdiff.features.trace.model import Biography, BiographyStep, Match, Provenance, VersionCitation, Whereabouts
from cdiff.telling.change_labels import edits_of
from cdiff.telling.table_cells import cell_edits
from cdiff.telling.version_header import said_date


def happened(event: Event) -> str:
    """Describe an event: `modified`, `split: 3 → 3 + 4`, `returned, last in draft1 as 20(b)`."""
    if event.kind in ("split", "merged"):
        return f"{event.kind}: {_cited(event.old)} → {_cited(event.new)}"
    if event.kind == "returned":
        return f"returned, last in {event.old[0].label} as {event.old[0].name}"
    return event.kind


def _cited(places: Sequence[ClausePlace]) -> str:
    return " + ".join(place.name for place in places)


def first_seen(told: Biography) -> BiographyStep:
    """Return the first step that has the clause."""
    return next(step for step in told if step.cell.clause)


def last_seen(told: Biography) -> BiographyStep:
    """Return the last step that has the clause."""
    return next(step for step in reversed(told.steps) if step.cell.clause)


def shown_steps(told: Biography) -> Iterator[BiographyStep]:
    """Skip the versions before a clause was inserted, and those after the one that deleted it for good."""
    first, last = first_seen(told).place, last_seen(told).place
    return (step for step in told if first <= step.place <= last + 1)


def events_said(told: Biography, step: BiographyStep) -> list[tuple[str, str]]:
    """Describe what happened in one version, each event with the name of its style."""
    if not step.sure and step.cell.clause:
        said = [each for each in step.cell.events if each.kind != "unchanged"]
        return [
            *((happened(event), event.kind) for event in said),
            (_known(told, step), "dim"),
        ]
    if step.cell.events:
        return [(happened(event), event.kind) for event in step.cell.events]
    if step.place == first_seen(told).place:
        return [("in the first version", "dim")] if step.place == 0 else [("inserted", "inserted")]
    return [("absent", "dim")]


def _known(told: Biography, step: BiographyStep) -> str:
    """Say which of the words of a clause are known, in a draft that is lost in part or behind one."""
    if step.known == "none":
        return "wording not known"
    if step.known == "part":
        return "wording known in part"
    return "wording not known earlier" if step is told.known_since else "wording known"


def inside_said(step: BiographyStep) -> str:
    """Count what happened below a heading: `below it: 2 modified, 1 deleted, 7 unchanged`."""
    if not step.inside:
        return ""
    same = "unchanged" if step.sure else "of which no change is documented"
    return "below it: " + ", ".join(f"{count} {same if kind == 'unchanged' else kind}" for kind, count in step.inside)


def told_below(step: BiographyStep) -> Iterator[tuple[Biography, BiographyStep]]:
    """Give of the clauses below a heading those whose words a step shows, each with its own step.

    One that is told as a part of another, into which it was merged, is told there alone if that stands here too.
    """
    here = {life.lineage.id for life in step.below}
    for life in step.below:
        own = life.steps[step.place]
        if (own.lineage == life.lineage.id or own.lineage not in here) and step_edits(life, own):
            yield life, own


def events_below(told: Biography, step: BiographyStep) -> Iterator[tuple[str, list[tuple[str, str]], list[Edit]]]:
    """Give the name, events and words of these clauses; what is said of the heading's wording is not repeated."""
    above = events_said(told, step)
    for life, own in told_below(step):
        events = [said for said in events_said(life, own) if said[1] != "dim" or said not in above]
        yield called_at(life, own), events, step_edits(life, own)


def called_at(told: Biography, step: BiographyStep) -> str:
    """Say what a clause is called in a version; in one that deleted it, what it was called before."""
    clause = step.cell.clause or told.steps[step.place - 1].cell.clause
    return clause.name if clause else told.asked.name


def step_edits(told: Biography, step: BiographyStep) -> list[Edit]:
    """Return the words of a step: the whole text in the first one, then the edits; nothing where no word changed.

    A clause that was deleted leaves its words as deleted ones.
    The edits of a clause that returned are those since it was last there. In a draft that is lost in part the words
    that are known stand for the whole text, which is that of the first version known in full.
    """
    clause = step.cell.clause
    if clause is None:
        return [edit for change in step.cell.changes if not change.new for edit in edits_of(change)]
    first = step.place == first_seen(told).place
    if first and step.known == "all":
        return [Edit("equal", clause.text)]
    edits = list(step.since) or [edit for change in step.cell.changes for edit in cell_edits(change, clause)]
    if not first and any(edit.op != "equal" for edit in edits):
        return edits
    if step.passages:
        return [Edit("equal", f"… {' … '.join(text for text, _ in step.passages)} …")]
    return [Edit("equal", clause.text)] if step is told.known_since else []


def similarity_of(step: BiographyStep) -> str:
    """Write the similarity to the last text, where it is known and not the same."""
    return f"{step.similarity:.2f}" if step.cell.clause and step.known == "all" and step.similarity < 1 else ""


def ending(told: Biography) -> str:
    """Say when a clause was inserted, since when its wording is known, and where it was last seen."""
    first, last = first_seen(told), last_seen(told)
    parts = []
    if first.place:
        version = told.versions[first.place]
        inserted = "was inserted in" if told.versions[first.place - 1].is_known else "is first documented in"
        date = f" ({said_date(version.date)})" if version.date else ""
        parts.append(f"It {inserted} {version.label}{date}.")
    if since := told.known_since:
        parts.append(f"Its wording is not known before {told.versions[since.place].label}.")
    if last.place < len(told.versions) - 1:
        parts.append(f"It is not in {told.versions[-1].label}: {told.versions[last.place].label} is the last with it.")
    return " ".join(parts)


def similarity_said(told: Biography) -> str:
    """Say which text the similarity of each version refers to; empty where none is shown."""
    if not any(similarity_of(step) for step in told):
        return ""
    return f"Similarity is to the text of {told.versions[last_seen(told).place].label}; 1 means the same words."


def not_known_said(told: Provenance) -> Iterator[tuple[str, int]]:
    """Count the words that may be older than what is known of them: `not known before final`."""
    for version, count in zip(told.versions, told.total.not_before, strict=False):
        if count:
            yield f"not known before {version.label}", count
    if told.total.unknown:
        yield "not known", told.total.unknown


def absence(found: Whereabouts) -> str:
    """Say when a clause that the other version lacks was deleted, or inserted."""
    if not found.ended:
        return f"is not in {found.new.label}"
    went = bool(found.way) and found.way[-1].label != found.ended
    if not found.new.is_known:
        return f"is not in {found.new.label} as far as that is documented; it " + (
            f"was deleted in {found.ended}" if went else f"is first documented in {found.ended}"
        )
    return f"was deleted in {found.ended}" if went else f"was inserted in {found.ended}"


def disagreement(found: Whereabouts) -> str:
    """Warn that the chain and the direct comparison lead to different clauses."""

    def named(matches: Sequence[Match]) -> str:
        return " + ".join(match.clause.name for match in matches) or "no clause"

    return (
        f"the versions between them lead to {named(found.through)}, a direct comparison to {named(found.direct)}: "
        "look at both (cdiff trace, cdiff compare --explain)"
    )


def cited_as(cited: VersionCitation) -> str:
    """Write what a clause is called in one version; `in 21` where it is a part of that clause there."""
    return f"in {cited.name}" if cited.inside else cited.name
