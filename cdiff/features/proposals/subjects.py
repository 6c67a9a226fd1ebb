"""Proposals as a subject."""

from __future__ import annotations

from cdiff.features.proposals.data import proposals_data
from cdiff.features.proposals.sheets import proposals_sheets
from cdiff.features.proposals.views import proposals_view
from cdiff.telling.subject import Subject

PROPOSALS = Subject(
    "what became of proposals",
    versions=lambda found: found.versions,
    view=proposals_view,
    sheets=proposals_sheets,
    data=proposals_data,
)
