"""All versions on one page: their sizes, how much of each part changed, and since when each clause stands."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any

from cdiff.core.model import Tally, Version
from cdiff.core.records import record
from cdiff.features.statistics.model import LogEntry, PartHistory, Statistics, share
from cdiff.telling.html.links import SiteLinks
from cdiff.telling.html.page import carried, linked, page
from cdiff.telling.html.speech import spoken
from cdiff.telling.html.view import STYLES
from cdiff.telling.shares import shade, share_said
from cdiff.telling.version_header import reconstructed, said_date


@record
class SiteOverview:
    """What the overview of a site shows beside the statistics."""

    ways: SiteLinks
    changes: dict[tuple[str, str], int]
    """How many changes each comparison has, by the labels of its versions."""
    shares: dict[str, Any]
    """The table of how many words come from each draft."""
    files: Sequence[tuple[str, str]]
    """The data beside the pages: what each is, and where."""
    feed: str
    """The file of the feed; empty where there is none."""


def heading_of(version: Version) -> str:
    """Give the title that the text of a version has, else that under which it is stored, else its label."""
    title = next((clause.text for clause in version.document if clause.kind == "title"), "")
    return title or version.title or version.label


def stats_html(stats: Statistics, *, command: str = "", around: SiteOverview | None = None) -> str:
    """Write the statistics and the log of all versions as one HTML file, or as the overview of a site."""
    last = stats.versions[-1]
    ways = around.ways if around else None
    heading = heading_of(last)
    view: dict[str, Any] = {
        "title": heading,
        "heading": heading,
        "stats": {
            "labels": [version.label for version in stats.versions],
            "versions": list(_versions(stats.log, ways)),
            "steps": list(_steps(stats, ways)),
            "rows": [*(_row(row, stats, ways) for row in stats.parts), _total(stats)],
        },
        "pairs": list(_pairs(stats, around)) if around and len(stats.versions) > 1 else [],
        "shares": around.shares if around else None,
        "blame": ways.blame(last.label) if ways else "",
        "last": last.label,
        "known": all(version.is_known for version in stats.versions),
        "standing": list(_standing(stats, ways)),
        "files": around.files if around else (),
        "feed": around.feed if around else "",
        "caveats": reconstructed(stats.versions),
        "command": command,
        **spoken(last.document),
    }
    sources = linked(ways.root) if ways else carried(STYLES, ())
    return page("stats.html.j2", sources, view, ways.nav() if ways else ())


def _versions(log: Sequence[LogEntry], ways: SiteLinks | None) -> Iterator[dict[str, Any]]:
    before = ""
    for entry in log:
        version = entry.version
        yield {
            "label": version.label,
            "title": version.title or version.source,
            "date": said_date(version.date),
            "round": version.round,
            "status": version.status,
            "clauses": entry.clauses,
            "words": entry.words,
            "happened": _happened(entry) if entry.happened else "",
            "known": entry.words if entry.known_words is None else entry.known_words,
            "way": ways.version(version.label) if ways else "",
            "compared": ways.comparison(before, version.label) if ways and before else "",
        }
        before = version.label


def _happened(entry: LogEntry) -> str:
    said = _counted(entry.happened) if entry.happened else ""
    return said if entry.documented is None else f"as far as documented: {said}"


def _counted(tally: Tally) -> str:
    quiet = ("unchanged", "renumbered")
    return ", ".join(f"{count} {name}" for name, count in tally.counts if count and name not in quiet) or "no change"


def _steps(stats: Statistics, ways: SiteLinks | None) -> Iterator[dict[str, str]]:
    for old, new in pairwise(version.label for version in stats.versions):
        yield {"label": f"→ {new}", "way": ways.comparison(old, new) if ways else ""}


def _row(row: PartHistory, stats: Statistics, ways: SiteLinks | None) -> dict[str, Any]:
    last = row.part.citations[-1]
    name = row.part.name or "before the first heading"
    known = ways and last and any(clause.citation == last for clause in stats.versions[-1].document)
    return {
        "name": name + ("" if last is not None else " (gone)"),
        "title": row.part.title if row.part.title.casefold() != row.part.name else "",
        "way": ways.version(stats.versions[-1].label, last) if ways and last and known else "",
        "cells": [_cell(at, row, stats, ways) for at in range(len(row.steps))],
        "total": False,
    }


def _total(stats: Statistics) -> dict[str, Any]:
    cells = [_cell(at, stats.total, stats, None) for at in range(len(stats.total.steps))]
    return {"name": "all of it", "title": "", "way": "", "cells": cells, "total": True}


def _cell(at: int, row: PartHistory, stats: Statistics, ways: SiteLinks | None) -> dict[str, str]:
    step = row.steps[at]
    if step is None:
        return {"share": "·", "said": "not in these versions", "heat": "hx", "way": ""}
    if not row.is_known(at):
        documented = row.documented[at]
        said = f"{documented} changed words are documented; the rest is not known" if documented else "not known"
        return {"share": f"≥{documented}" if documented else "?", "said": said, "heat": "hx", "way": ""}
    part = share(step)
    old, new = (version.label for version in stats.versions[at : at + 2])
    return {
        "share": share_said(round(part * 1_000_000), 1_000_000),
        "said": _counted(step),
        "heat": shade(part),
        "way": ways.comparison(old, new) + _place(row, at, stats, ways) if ways and part else "",
    }


def _place(row: PartHistory, at: int, stats: Statistics, ways: SiteLinks) -> str:
    """Lead to the heading of a part in a comparison, if the new version has one."""
    version, citation = stats.versions[at + 1], row.part.citations[at + 1]
    if not citation or all(clause.citation != citation for clause in version.document):
        return ""
    return ways.place(version.label, citation)


def _pairs(stats: Statistics, around: SiteOverview) -> Iterator[dict[str, Any]]:
    labels = [version.label for version in stats.versions]
    for at, old in enumerate(labels[:-1]):
        cells: list[dict[str, Any] | None] = [None] * at
        for new in labels[at + 1 :]:
            count = around.changes[old, new]
            said = f"{old} and {new} compared: {count} changes"
            cells.append({"href": around.ways.comparison(old, new), "count": count, "said": said})
        yield {"label": old, "ways": cells}


def _standing(stats: Statistics, ways: SiteLinks | None) -> Iterator[dict[str, Any]]:
    for version in stats.versions:
        for older, said in ((False, "since"), (True, "not known before")):
            found = [
                each.clause.citation
                for each in stats.standing
                if (each.wording_since, each.wording_may_be_older) == (version.label, older)
            ]
            if not found:
                continue
            last = stats.versions[-1].label
            clauses = [{"citation": name, "way": ways.clause(last, name) if ways else ""} for name in found]
            yield {"label": f"{said} {version.label}", "count": len(found), "clauses": clauses}
