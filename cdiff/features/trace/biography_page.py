"""The biography of a clause as a page: a time line, one version after the other."""

from __future__ import annotations

from typing import Any

from cdiff.features.trace.event_labels import (
    ending,
    events_below,
    events_said,
    first_seen,
    inside_said,
    last_seen,
    shown_steps,
    similarity_of,
    step_edits,
)
from cdiff.features.trace.model import Biography, BiographyStep
from cdiff.telling.html.links import SiteLinks
from cdiff.telling.html.page import carried, linked, page
from cdiff.telling.html.speech import spoken
from cdiff.telling.html.text import HtmlWords, Nowhere
from cdiff.telling.html.view import STYLES
from cdiff.telling.reference import reference
from cdiff.telling.version_header import reconstructed, said_date

_WRITER = HtmlWords(Nowhere())


def biography_html(told: Biography, *, command: str = "", ways: SiteLinks | None = None) -> str:
    """Write the biography of a clause as one HTML file, or as the page of a site that `ways` leads through."""
    view: dict[str, Any] = {
        "title": f"{told.asked.name} through {len(told.versions)} versions",
        "asked": told.asked,
        "partly": any(step.passages for step in told),
        "steps": [_step(told, step, ways) for step in shown_steps(told)],
        "ends": _ends(told),
        "caveats": reconstructed(told.versions),
        "command": command,
        **(ways.names.spoken(told.versions[-1].label) if ways else spoken(told.versions[-1].document)),
    }
    sources = linked(ways.root) if ways else carried(STYLES, ())
    last = last_seen(told)
    beside = (
        ways.beside(told.versions[last.place].label, last.cell.clause.citation) if ways and last.cell.clause else ()
    )
    return page("life.html.j2", sources, view, ways.nav(beside) if ways else ())


def _step(told: Biography, step: BiographyStep, ways: SiteLinks | None) -> dict[str, Any]:
    version, clause = told.versions[step.place], step.cell.clause
    before = told.versions[step.place - 1].label if step.place else ""
    compared = (f"{before} and {version.label} compared", _compared(told, step, ways)) if ways and before else ()
    return {
        "label": version.label,
        "date": said_date(version.date),
        "round": version.round,
        "reconstruction": version.is_reconstruction,
        "citation": clause.name if clause else "",
        "events": events_said(told, step),
        "similarity": similarity_of(step),
        "inside": inside_said(step),
        "below": [
            {"name": called, "events": events, "words": _WRITER.edits(words)}
            for called, events, words in events_below(told, step)
        ],
        "words": _words(told, step),
        "printed": clause.label if clause and step.place == first_seen(told).place and step.known == "all" else "",
        "ways": (
            ways.version(version.label),
            ways.version(version.label, clause.citation) if clause else "",
        )
        if ways
        else (),
        "compared": compared,
        "cite": reference(version, clause, words=False) if ways and clause else "",
    }


def _words(told: Biography, step: BiographyStep) -> str:
    """Write the words of a step; where passages stand for a text that is known in part, say how each is known."""
    edits = step_edits(told, step)
    shows_passages = step.passages and all(edit.op == "equal" for edit in edits)
    return _WRITER.passages(step.passages) if shows_passages else _WRITER.edits(edits)


def _compared(told: Biography, step: BiographyStep, ways: SiteLinks) -> str:
    """Lead to the comparison of a version with the one before it, at this clause if it is there."""
    old, new = told.versions[step.place - 1].label, told.versions[step.place].label
    clause = step.cell.clause
    return ways.comparison(old, new) + (ways.place(new, clause.citation) if clause else "")


def _ends(told: Biography) -> str:
    there = last_seen(told).place == len(told.versions) - 1
    still = f"Still in the text ({told.versions[-1].label})." if there else ""
    return f"{still} {ending(told)}".strip()
