"""Tracked changes as a subject: a list, a table, JSON (`docs/schema/revisions-1.json`), the Word file itself."""

from __future__ import annotations

from typing import Any

from cdiff.core.records import asdict
from cdiff.features.revisions.model import KINDS, ListedRevision, Revisions
from cdiff.telling.json import opened
from cdiff.telling.sheets import Sheet, standing
from cdiff.telling.subject import Subject
from cdiff.telling.view import Element, Entries, Entry, Text, View, caveats_of, heads_of

_STYLES = {"insert": "inserted", "delete": "deleted", "move": "moved", "format": "modified"}


def revisions_view(found: Revisions) -> View:
    """List the tracked changes, each with its number, its author and its words."""
    entries = [_entry(each) for each in found.rows]
    heads = ("Id", "Clause", "Change", "By", "Words")
    body: list[Element] = [Entries(heads, entries) if entries else Text([("the file has no tracked changes", "")])]
    title = f"Tracked changes in {found.version.label}"
    return View(title, heads_of(("", found.version)), caveats_of(found.version), body, versions=(found.version,))


def _entry(each: ListedRevision) -> Entry:
    did = KINDS[each.kind] if each.what == "words" else f"{each.what} {KINDS[each.kind]}"
    by = ", ".join(filter(None, (each.author or "no author", each.date[:10])))
    did += f" ({each.settled})" if each.settled else ""
    return Entry(
        ([(str(each.id), "")], [(each.place, "")], [(did, "")], [(by, "")], [(each.text, _STYLES[each.kind])]),
        [
            Text([(f"{each.place or '–'}  ", "head"), (did, ""), (f" by {by}", "dim")], f"{each.id:4}  ", "dim"),
            Text([(each.text, "")], "      "),
        ],
    )


def revisions_sheets(found: Revisions) -> tuple[Sheet, ...]:
    """Make a row for each tracked change."""
    columns = ("version", "id", "kind", "what", "author", "date", "clause", "text", "settled")
    name = standing(found.version)
    rows = [
        (name, each.id, each.kind, each.what, each.author, each.date, each.place, each.text, each.settled)
        for each in found.rows
    ]
    return (Sheet("Tracked changes", columns, rows, (24, 8, 12, 18, 24, 22, 18, 90, 12)),)


def revisions_data(found: Revisions) -> dict[str, Any]:
    """Return every tracked change."""
    return {**opened("revisions", (found.version,)), "revisions": [asdict(each) for each in found.rows]}


REVISIONS = Subject(
    "the tracked changes of a file",
    versions=lambda found: (found.version,),
    view=revisions_view,
    sheets=revisions_sheets,
    data=revisions_data,
    documents={"docx": lambda found, asked: found.data},
)
