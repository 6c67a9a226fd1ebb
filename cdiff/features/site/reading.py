"""The pages of a site on which versions are read and searched."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any

from cdiff.core.citation import HEADINGS, unit_of
from cdiff.core.evidence import KnownWords
from cdiff.core.model import Clause, Version
from cdiff.features.trace.blame_page import clause_view, tags_of
from cdiff.telling.html.anchors import anchors_of
from cdiff.telling.html.links import SiteLinks
from cdiff.telling.html.page import LAID_OUT_AT_ONCE, linked, page
from cdiff.telling.html.speech import spoken
from cdiff.telling.html.text import HtmlWords
from cdiff.telling.version_header import caveats, described, reconstructed


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
        ("Where the words come from", ways.blame(version.label)),
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


def _title(clause: Clause) -> str:
    """Give the words of a heading that its citation does not say already."""
    return clause.text if clause.kind in HEADINGS and clause.text.casefold() != clause.citation else ""


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
