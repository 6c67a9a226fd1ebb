"""Brackets as subjects: those of one version, what became of them in the next, and how many there were in all."""

from __future__ import annotations

from cdiff.features.brackets.data import changes_data, listing_data, table_data
from cdiff.features.brackets.sheets import changes_sheets, listing_sheets, table_sheets
from cdiff.features.brackets.views import changes_view, listing_view, table_view
from cdiff.telling.subject import Subject

LISTING = Subject(
    "the brackets of a version",
    versions=lambda listed: (listed.marked.version,),
    view=listing_view,
    sheets=listing_sheets,
    data=listing_data,
)
CHANGES = Subject(
    "what became of brackets",
    versions=lambda chosen: (chosen.whole.old, chosen.whole.new),
    view=changes_view,
    sheets=changes_sheets,
    data=changes_data,
)
TABLE = Subject(
    "brackets in all versions",
    versions=lambda counted: counted.versions,
    view=table_view,
    sheets=table_sheets,
    data=table_data,
)
