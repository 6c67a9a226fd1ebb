"""A clause through all versions as subjects: its biography, where its words come from, what it is called elsewhere."""

from __future__ import annotations

from cdiff.features.trace.data import biography_data, concordance_data, provenance_data, where_data
from cdiff.features.trace.lists import whereabouts_view
from cdiff.features.trace.model import Biography, Concordance, ShownProvenance
from cdiff.features.trace.sheets import biography_sheets, concordance_sheets, provenance_sheets, where_sheets
from cdiff.features.trace.views import biography_view, concordance_view, provenance_view, where_view
from cdiff.telling.subject import ReportRequest, Subject, several


def _biography_page(told: Biography, asked: ReportRequest) -> str:
    from cdiff.features.trace.biography_page import biography_html

    return biography_html(told, command=asked.again)


def _blame_page(shown: ShownProvenance, asked: ReportRequest) -> str:
    from cdiff.features.trace.blame_page import blame_html

    return blame_html(shown.told, command=asked.again)


def _concordance_page(found: Concordance, asked: ReportRequest) -> str:
    from cdiff.features.trace.concordance_page import concordance_html

    return concordance_html(found, command=asked.again)


BIOGRAPHY = Subject(
    "a biography",
    versions=lambda told: told.versions,
    view=biography_view,
    sheets=biography_sheets,
    data=biography_data,
    documents={"html": _biography_page},
)
PROVENANCE = Subject(
    "a provenance",
    versions=lambda shown: shown.told.versions,
    view=provenance_view,
    sheets=provenance_sheets,
    data=lambda shown: provenance_data(shown.told),
    documents={"html": _blame_page},
)
WHERE = Subject(
    "a clause in another version",
    versions=lambda found: (found.old, found.new),
    view=where_view,
    sheets=where_sheets,
    data=where_data,
)
CONCORDANCE = Subject(
    "a concordance",
    versions=lambda found: found.versions,
    view=concordance_view,
    sheets=concordance_sheets,
    data=concordance_data,
    documents={"html": _concordance_page},
)

BIOGRAPHIES = several(BIOGRAPHY)
PROVENANCES = several(PROVENANCE)
WHEREABOUTS = several(WHERE, whereabouts_view)
