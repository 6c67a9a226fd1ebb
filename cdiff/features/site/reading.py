"""The pages of a site on which a version is read: the whole text, and each clause with what it is called elsewhere."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any

from cdiff.core.citation import HEADINGS, unit_of
from cdiff.core.evidence import KnownWords
from cdiff.core.model import Clause, Version
from cdiff.features.trace.blame_page import clause_view, tags_of
from cdiff.features.trace.event_labels import events_said
from cdiff.features.trace.model import Biography
from cdiff.telling.html.anchors import anchors_of
from cdiff.telling.html.links import SiteLinks
from cdiff.telling.html.page import LAID_OUT_AT_ONCE, linked, page
from cdiff.telling.html.speech import spoken
from cdiff.telling.html.text import HtmlWords, Nowhere
from cdiff.telling.reference import reference
from cdiff.telling.version_header import caveats, described, reconstructed, said_date

_START = 60
"""How many signs of a clause are enough to know it by."""


class _Notes:
    """Footnote marks lead to the notes of the same text."""

    def __init__(self, anchors: Mapping[str, str]) -> None:
        self._anchors = anchors

    def shown(self, citation: str) -> str:
        """Give the anchor of a note."""
        return self._anchors.get(citation, "")

    new = shown


def version_html(version: Version, ways: SiteLinks) -> str:
    """Write a version as the page of a site."""
    title = next((clause.text for clause in version.document if clause.kind == "title"), "")
    said = caveats(version)
    more = [
        ("Whose words", ways.blame(version.label)),
        *_neighbours(version.label, ways),
        ("As data", "version.json"),
    ]
    view: dict[str, Any] = {
        "title": f"{version.label} · {title}" if title else version.label,
        "label": version.label,
        "heading": title or version.title or version.label,
        "described": described(version),
        "note": said[0] if said and not version.is_reconstruction else "",
        "more": more,
        "parts": list(_parts(version, ways)),
        "partly": not version.is_known,
        "caveats": said[:1] if version.is_reconstruction else [],
        "command": "",
        "long": len(version.document) > LAID_OUT_AT_ONCE,
        **spoken(version.document),
    }
    return page("read.html.j2", linked(ways.root), view, ways.nav())


def _neighbours(label: str, ways: SiteLinks) -> Iterator[tuple[str, str]]:
    """Lead to the comparisons with the version before, the one behind and the last."""
    labels = ways.names.labels
    at = labels.index(label)
    others = dict.fromkeys((*labels[max(0, at - 1) : at], *labels[at + 1 : at + 2], labels[-1]))
    for other in others:
        if other != label:
            old, new = sorted((label, other), key=labels.index)
            yield f"Compared with {other}", ways.comparison(old, new)


def _parts(version: Version, ways: SiteLinks) -> Iterator[dict[str, Any]]:
    units = unit_of(version.document)
    anchors = anchors_of(version.document)
    writer, known = HtmlWords(_Notes(anchors)), KnownWords(version)
    tags = tags_of(version.document)
    for name, group in groupby(version.document, key=lambda clause: units[clause.citation]):
        clauses = list(group)
        yield {
            "name": name,
            "title": _title(clauses[0]) if clauses[0].citation == name else "",
            "clauses": [
                {
                    **clause_view(clause, anchors, version.label, ways),
                    "tag": tags[clause.citation],
                    "words": _words(clause, known, writer),
                }
                for clause in clauses
            ],
        }


def _words(clause: Clause, known: KnownWords, writer: HtmlWords) -> str:
    """Write the words of a clause; of a draft that is lost in part those are marked that are known."""
    return writer.text(clause.text) if known.version.is_known else writer.known(known.runs(clause))


class ClausePages:
    """Writes a page for each clause of a version."""

    def __init__(self, version: Version, ways: SiteLinks) -> None:
        self._version = version
        self._ways = ways
        self._clauses = version.document.clauses
        self._places = {clause.citation: at for at, clause in enumerate(self._clauses)}
        self._below: dict[str, list[Clause]] = {}
        for clause in self._clauses:
            self._below.setdefault(clause.parent or "", []).append(clause)
        self._spoken = ways.names.spoken(version.label)
        self._writer, self._known = HtmlWords(Nowhere()), KnownWords(version)
        self._caveats = caveats(version)[:1] if version.is_reconstruction else []

    def page(self, told: Biography) -> str:
        """Write the page of the clause that a biography was asked for."""
        at = self._places[told.asked.citation]
        clause, ways, version = self._clauses[at], self._ways, self._version
        view: dict[str, Any] = {
            "title": f"{clause.citation} · {version.label}",
            "label": version.label,
            "date": said_date(version.date),
            "status": version.status,
            "citation": clause.citation,
            "printed": clause.label,
            "words": _words(clause, self._known, self._writer),
            "cite": reference(version, clause, words=False),
            "partly": not version.is_known,
            "above": [{**self._named(each), "title": _title(each)} for each in self._above(clause)],
            "below": [
                {**self._named(each), "start": _start(each.text)} for each in self._below.get(clause.citation, ())
            ],
            "steps": list(_steps(told, ways)),
            "lineage": ways.lineage(told.asked.lineage),
            "text": ways.version(version.label, clause.citation),
            "blame": ways.blame(version.label) + ways.place(version.label, clause.citation),
            "before": self._named(self._clauses[at - 1]) if at else None,
            "after": self._named(self._clauses[at + 1]) if at + 1 < len(self._clauses) else None,
            "caveats": self._caveats,
            "command": "",
            **self._spoken,
        }
        return page("clause.html.j2", linked(ways.root), view, ways.nav())

    def _named(self, clause: Clause) -> dict[str, str]:
        return {"citation": clause.citation, "way": self._ways.clause(self._version.label, clause.citation)}

    def _above(self, clause: Clause) -> list[Clause]:
        found: list[Clause] = []
        while clause.parent in self._places and len(found) < len(self._clauses):
            clause = self._clauses[self._places[clause.parent]]
            found.insert(0, clause)
        return found


def _title(clause: Clause) -> str:
    """Give the words of a heading that its citation does not say already."""
    return clause.text if clause.kind in HEADINGS and clause.text.casefold() != clause.citation else ""


def _start(text: str) -> str:
    return text if len(text) <= _START else text[:_START].rsplit(" ", 1)[0] + " …"


def _steps(told: Biography, ways: SiteLinks) -> Iterator[dict[str, Any]]:
    for step in told:
        version, clause = told.versions[step.place], step.cell.clause
        label = version.label
        yield {
            "label": label,
            "reconstruction": version.is_reconstruction,
            "citation": clause.citation if clause else "",
            "way": ways.clause(label, clause.citation) if clause else "",
            "here": label == told.asked.label,
            "said": ", ".join(said for said, _ in events_said(told, step)),
        }


def search_html(versions: Sequence[Version], ways: SiteLinks) -> str:
    """Write the page on which terms are looked for; the texts themselves are in `texts.js` beside it."""
    view: dict[str, Any] = {
        "title": "Search for terms",
        "caveats": reconstructed(versions),
        "command": "",
        **spoken(versions[-1].document),
    }
    sources = linked(ways.root, ("words.js", "terms.js"))
    return page("terms.html.j2", sources, view, ways.nav())
