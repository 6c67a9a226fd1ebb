"""What spans all versions as data for JSON, in the schemas of `docs/schema/`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from cdiff.core.model import Clause, ClausePlace, Event
from cdiff.core.records import asdict
from cdiff.features.trace.event_labels import step_edits, told_below
from cdiff.features.trace.model import (
    Biography,
    BiographyStep,
    Concordance,
    Match,
    Provenance,
    Whereabouts,
    Word,
    WordShare,
    runs,
)
from cdiff.telling.json import opened


def biography_data(told: Biography) -> dict[str, Any]:
    """Return the biography of a clause: every version, also those that do not have it."""
    return {
        **opened("biography", told.versions),
        "asked": _place(told.asked),
        "steps": [_step(told, step, told_below(step)) for step in told],
    }


def biographies_data(lives: Sequence[Biography]) -> dict[str, Any]:
    """Return the biographies of many clauses of the same versions, none of them within that of a heading."""
    return {
        **opened("biographies", lives[0].versions if lives else ()),
        "lives": [
            {"lineage": told.lineage.id, "asked": _place(told.asked), "steps": [_step(told, step) for step in told]}
            for told in lives
        ],
    }


def _step(
    told: Biography, step: BiographyStep, below: Iterable[tuple[Biography, BiographyStep]] = ()
) -> dict[str, Any]:
    clause = step.cell.clause
    return {
        "version": told.versions[step.place].label,
        "lineage": step.lineage,
        "clause": _clause(clause) if clause else None,
        "events": [_event(event) for event in step.cell.events if step.sure or event.kind != "unchanged"],
        "known": step.known if clause else None,
        "similarity_to_last": round(step.similarity, 4) if clause and step.known == "all" else None,
        "edits": [{"op": edit.op, "text": edit.text} for edit in step_edits(told, step)],
        "inside": dict(step.inside),
        "below": [_step(life, own) for life, own in below],
    }


def _event(event: Event) -> dict[str, Any]:
    return {"kind": event.kind, "old": list(map(_place, event.old)), "new": list(map(_place, event.new))}


def _place(place: ClausePlace) -> dict[str, str]:
    return {"version": place.label, "citation": place.citation, "lineage": place.lineage}


def _clause(clause: Clause) -> dict[str, Any]:
    return {name: getattr(clause, name) for name in ("citation", "kind", "label", "text")}


def provenance_data(told: Provenance) -> dict[str, Any]:
    """Return where the words of a version come from: per clause the runs of words that share one history."""
    return {
        **opened("provenance", told.versions),
        "version": told.version.label,
        "total": _shares(told, told.total),
        "parts": [_shares(told, part) for part in told.parts],
        "clauses": [
            {"citation": clause.citation, "label": clause.label, "runs": list(map(_run, runs(words)))}
            for clause, words in told
        ],
    }


def _shares(told: Provenance, part: WordShare) -> dict[str, Any]:
    labels = [version.label for version in told.versions]
    return {
        "citation": part.citation,
        "title": part.title,
        "words": dict(zip(labels, part.words, strict=True)),
        "not_known_before": dict(zip(labels, part.not_before or [0] * len(labels), strict=True)),
        "not_known": part.unknown,
        "returned": part.returned,
    }


def _run(word: Word) -> dict[str, Any]:
    absences = [asdict(absence) for absence in word.absences]
    known = {"entered": word.entered or None, "may_be_older": word.may_be_older}
    return {"text": word.text, **known, "absences": absences}


def where_data(found: Whereabouts) -> dict[str, Any]:
    """Return what a clause is called in another version."""
    return {
        **opened("where", (found.old, found.new)),
        "in": found.old.label,
        "to": found.new.label,
        "clause": _clause(found.clause),
        "through": list(map(_match, found.through)),
        "direct": list(map(_match, found.direct)),
        "agrees": found.agrees,
        "way": list(map(_place, found.way)),
        "ended": found.ended,
        "closest": _match(found.closest) if found.closest else None,
    }


def _rounded(similarity: float | None) -> float | None:
    return None if similarity is None else round(similarity, 4)


def _match(match: Match) -> dict[str, Any]:
    return {"citation": match.clause.citation, "similarity": _rounded(match.similarity)}


def concordance_data(found: Concordance) -> dict[str, Any]:
    """Return what every clause is called in each version."""
    labels = [version.label for version in found.versions]
    return {
        **opened("concordance", found.versions),
        "rows": [
            {
                "lineage": entry.lineage,
                "similarity": _rounded(entry.similarity),
                "cited": {
                    label: {"citation": cited.citation, "inside": cited.inside} if cited.citation else None
                    for label, cited in zip(labels, entry.cited, strict=True)
                },
            }
            for entry in found
        ],
    }
