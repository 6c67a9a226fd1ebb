"""What every clause is called in each version, as a page: a table that can be searched for a citation."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from cdiff.features.trace.event_labels import cited_as
from cdiff.features.trace.model import Concordance, ConcordanceEntry
from cdiff.telling.html.links import SiteLinks
from cdiff.telling.html.page import carried, linked, page
from cdiff.telling.html.view import STYLES
from cdiff.telling.version_header import reconstructed


def concordance_html(found: Concordance, *, command: str = "", ways: SiteLinks | None = None) -> str:
    """Write what every clause is called in each version as one HTML file, or as the page of a site."""
    labels = [version.label for version in found.versions]
    view: dict[str, Any] = {
        "title": f"Concordance: {', '.join(labels)}",
        "labels": labels,
        "rows": [_row(entry, labels, ways) for entry in found],
        "caveats": reconstructed(found.versions),
        "command": command,
    }
    sources = linked(ways.root, ("names.js",)) if ways else carried(STYLES, ("names.js",))
    return page("concordance.html.j2", sources, view, ways.nav() if ways else ())


def _row(entry: ConcordanceEntry, labels: list[str], ways: SiteLinks | None) -> dict[str, Any]:
    return {
        "cells": list(_cells(entry, labels, ways)),
        "similarity": entry.similarity_said,
        "lineage": entry.lineage,
        "way": ways.lineage(entry.lineage) if ways else "",
    }


def _cells(entry: ConcordanceEntry, labels: list[str], ways: SiteLinks | None) -> Iterator[dict[str, Any]]:
    before = ""
    for cited, label in zip(entry.cited, labels, strict=True):
        yield {
            "said": cited_as(cited),
            "new": bool(before and cited.citation and cited.citation != before),
            "way": ways.version(label, cited.citation) if ways and cited.citation else "",
        }
        before = cited.citation or before
