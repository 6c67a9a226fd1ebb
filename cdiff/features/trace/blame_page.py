"""Where the words of a version come from, as a page: a table, and marked runs that say more when pointed at."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any

from markupsafe import Markup

from cdiff.core.citation import HEADINGS, unit_of
from cdiff.core.model import Clause
from cdiff.features.trace.model import Absence, Provenance, Word, WordShare, runs
from cdiff.telling.change_labels import without_spaces
from cdiff.telling.html.anchors import anchors_of
from cdiff.telling.html.links import SiteLinks
from cdiff.telling.html.page import LAID_OUT_AT_ONCE, carried, linked, page, size_class
from cdiff.telling.html.speech import spoken
from cdiff.telling.html.text import HtmlWords, Nowhere, written_out
from cdiff.telling.html.view import STYLES
from cdiff.telling.shares import shade, share_said
from cdiff.telling.version_header import described, reconstructed

HUES = 12
"""How many colours the style sheet has; after the last one they start again."""
_WRITER = HtmlWords(Nowhere())


def blame_html(told: Provenance, *, command: str = "", ways: SiteLinks | None = None) -> str:
    """Write where the words of a version come from as one HTML file, or as the page of a site."""
    version = told.version
    title = next((clause.text for clause in version.document if clause.kind == "title"), "")
    view: dict[str, Any] = {
        "title": f"Where the words come from: {version.label}",
        "heading": title or version.title or version.label,
        "label": version.label,
        "unmarked": _unmarked(told),
        "known": told.is_known,
        "told": table_of_shares(told),
        "owners": list(_owners(told)),
        "parts": list(_parts(told, ways)),
        "caveats": reconstructed(told.versions),
        "command": command,
        "long": len(version.document) > LAID_OUT_AT_ONCE,
        **spoken(version.document),
    }
    sources = linked(ways.root, ("blame.js",)) if ways else carried(STYLES, ("blame.js",))
    nav = ways.nav([(f"Read {version.label}", ways.version(version.label))]) if ways else ()
    return page("blame.html.j2", sources, view, nav)


# The table


def table_of_shares(told: Provenance, page: str = "") -> dict[str, Any]:
    """Return the table of how many words come from each draft, for the template; its parts link to their text."""
    anchors = anchors_of(told.version.document)
    shown = {clause.citation for clause, _ in told}
    places = {name: f"{page}#{anchor}" for name, anchor in anchors.items() if name in shown}
    rows = [_row(part, places.get(part.citation, "")) for part in told.parts]
    total = {**_row(told.total, ""), "name": "all of it", "total": True}
    labels = [version.label for version in told.versions]
    return {"labels": labels if told.is_known else [*labels, "not known earlier"], "rows": [*rows, total]}


def _unmarked(told: Provenance) -> str:
    """Say of the words without a mark where they come from."""
    if told.is_known:
        return f"are in the text since {told.versions[0].label}"
    return f"are not known before {told.version.label}" if told.version.is_known else "are not known"


def _row(part: WordShare, way: str) -> dict[str, Any]:
    whole = part.all
    cells = [_cell(count, whole, first=at == 0) for at, count in enumerate(part.words)]
    return {
        "name": part.citation or "before the first heading",
        "title": part.title if part.title.casefold() != part.citation else "",
        "anchor": way,
        "cells": [*cells, _cell(part.not_known, whole, first=True)] if part.not_before else cells,
        "all": whole,
        "returned": part.returned,
        "total": False,
    }


def _cell(count: int, whole: int, *, first: bool) -> dict[str, str]:
    share = count / whole if whole else 0.0
    return {
        "count": f"{count:,}" if count else "–",
        "share": share_said(count, whole) if count else "",
        "heat": "hx" if not count else "" if first else shade(share),
    }


# The legend and the text


def hue(place: int) -> int:
    """Return the number of a version's colour by its place; the first one has none."""
    return (place - 1) % HUES + 1 if place else 0


def _owners(told: Provenance) -> Iterator[dict[str, Any]]:
    whole = told.total.all
    for at, (version, count) in enumerate(zip(told.versions, told.total.words, strict=True)):
        if at and at <= HUES:
            said = described(version)
            yield {
                "hue": hue(at),
                "label": version.label,
                "said": f"{count:,} words, {share_said(count, whole)}" + (f" · {said}" if said else ""),
            }


def _parts(told: Provenance, ways: SiteLinks | None) -> Iterator[list[dict[str, Any]]]:
    units = unit_of(told.version.document)
    anchors = anchors_of(told.version.document)
    places = {version.label: at for at, version in enumerate(told.versions)}
    tags = tags_of(clause for clause, _ in told)
    for _, group in groupby(told, key=lambda pair: units[pair[0].citation]):
        yield [
            {
                **clause_view(clause, anchors, told.version.label, ways),
                "tag": tags[clause.citation],
                "words": Markup("").join(_runs(words, places, told)),
            }
            for clause, words in group
        ]


def clause_view(clause: Clause, anchors: Mapping[str, str], label: str, ways: SiteLinks | None) -> dict[str, Any]:
    """Return what the page of a whole text shows of a clause besides its words and their tag."""
    return {
        "anchor": anchors[clause.citation],
        "citation": clause.name,
        "way": ways.clause(label, clause.citation) if ways else "",
        "printed": clause.label,
        "size": size_class(len(clause.text)) if len(anchors) > LAID_OUT_AT_ONCE else "",
    }


def tags_of(clauses: Iterable[Clause]) -> dict[str, str]:
    """Return the tag of each clause by its citation; no heading is more than one level below the one above it."""
    tags: dict[str, str] = {}
    above: list[int] = []
    for clause in clauses:
        level = HEADINGS.get(clause.kind, 0)
        if level:
            above = [*(each for each in above if each < level), level]
        tags[clause.citation] = f"h{min(2 + len(above), 6)}" if level else "p"
    return tags


def _runs(words: Sequence[Word], places: dict[str, int], told: Provenance) -> Iterator[Markup]:
    for word in runs(words):
        entered, absences = word.entered, word.absences
        before, text, after = without_spaces(word.text)
        at = places.get(entered, 0)
        plain = not (at or absences) if told.is_known else not told.is_marked(word)
        if not text or plain:
            yield _WRITER.text(before + text + after)
            continue
        yield _WRITER.text(before)
        cls = f"w v{hue(at)}" + (" back" if absences else "")
        yield Markup('<span class="{}" data-l="{}" title="{}">{}</span>').format(
            cls, _named(entered, absences), written_out(origin(word)), _WRITER.text(text)
        )
        yield _WRITER.text(after)


def _named(entered: str, absences: Sequence[Absence]) -> str:
    return written_out(entered + "".join(f" ↺ {absence.back}" for absence in absences))


def origin(word: Word) -> str:
    """Say in words where a run of words comes from."""
    away = "".join(f"; left in {absence.left}, returned in {absence.back}" for absence in word.absences)
    return f"{'not known before' if word.may_be_older else 'entered in'} {word.entered}{away}"
