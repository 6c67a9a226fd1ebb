"""What spans all versions as JSON, in the schemas of `docs/schema/`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Any

from cdiff.core.model import Clause, Event, Place
from cdiff.features.trace.event_labels import step_edits
from cdiff.features.trace.model import Biography, Concordance, Match, Owed, Provenance, Step, Whereabouts, Word
from cdiff.telling.json import dump, opened


def biography_json(told: Biography) -> str:
    """Write the biography of a clause: every version, also those that do not have it."""
    return dump(
        {
            **opened("biography", told.versions),
            "asked": _place(told.asked),
            "steps": [_step(told, step) for step in told],
        }
    )


def biographies_json(lives: Sequence[Biography]) -> str:
    """Write the biographies of many clauses of the same versions."""
    return dump(
        {
            **opened("biographies", lives[0].versions if lives else ()),
            "lives": [
                {"lineage": told.lineage.id, "asked": _place(told.asked), "steps": [_step(told, step) for step in told]}
                for told in lives
            ],
        }
    )


def _step(told: Biography, step: Step) -> dict[str, Any]:
    clause = step.cell.clause
    return {
        "version": told.versions[step.place].label,
        "lineage": step.lineage,
        "clause": _clause(clause) if clause else None,
        "events": [_event(event) for event in step.cell.events],
        "similarity_to_last": round(step.similarity, 4) if clause else None,
        "edits": [{"op": edit.op, "text": edit.text} for edit in step_edits(told, step)],
        "inside": dict(step.inside),
    }


def _event(event: Event) -> dict[str, Any]:
    return {"kind": event.kind, "old": list(map(_place, event.old)), "new": list(map(_place, event.new))}


def _place(place: Place) -> dict[str, str]:
    return {"version": place.label, "citation": place.citation, "lineage": place.lineage}


def _clause(clause: Clause) -> dict[str, Any]:
    return {name: getattr(clause, name) for name in ("citation", "kind", "label", "text")}


def provenance_json(told: Provenance) -> str:
    """Write whose the words of a version are: per clause runs of words that share one history."""
    return dump(
        {
            **opened("provenance", told.versions),
            "version": told.version.label,
            "total": _owed(told, told.total),
            "parts": [_owed(told, part) for part in told.parts],
            "clauses": [
                {"citation": clause.citation, "label": clause.label, "runs": list(_runs(words))}
                for clause, words in told
            ],
        }
    )


def _owed(told: Provenance, part: Owed) -> dict[str, Any]:
    labels = [version.label for version in told.versions]
    return {
        "citation": part.citation,
        "title": part.title,
        "words": dict(zip(labels, part.words, strict=True)),
        "returned": part.returned,
    }


def _runs(words: Iterable[Word]) -> Iterable[dict[str, Any]]:
    for (entered, absences), run in groupby(words, key=lambda word: (word.entered, word.absences)):
        yield {
            "text": "".join(word.text for word in run),
            "entered": entered,
            "absences": [absence._asdict() for absence in absences],
        }


def where_json(found: Whereabouts) -> str:
    """Write what a clause is called in another version."""
    return dump(
        {
            **opened("where", (found.old, found.new)),
            "in": found.old.label,
            "to": found.new.label,
            "clause": _clause(found.clause),
            "through": list(map(_match, found.through)),
            "direct": list(map(_match, found.direct)),
            "agrees": found.agrees,
            "way": list(map(_place, found.way)),
            "ended": found.dropped,
            "closest": _match(found.closest) if found.closest else None,
        }
    )


def _match(match: Match) -> dict[str, Any]:
    return {"citation": match.clause.citation, "similarity": round(match.similarity, 4)}


def concordance_json(found: Concordance) -> str:
    """Write what every clause is called in each version."""
    labels = [version.label for version in found.versions]
    return dump(
        {
            **opened("concordance", found.versions),
            "rows": [
                {
                    "lineage": entry.lineage,
                    "similarity": round(entry.similarity, 4),
                    "cited": {
                        label: {"citation": cited.citation, "inside": cited.inside} if cited.citation else None
                        for label, cited in zip(labels, entry.cited, strict=True)
                    },
                }
                for entry in found
            ],
        }
    )
