"""The table of versions as one HTML file, in the look of the other pages.

All rows are in it; those in which nothing changed are shown when the reader asks for them, which needs no script. Where
there is no room for a column each, on a telephone, the versions of a clause stand one under the other.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from cdiff.core.citation import HEADINGS
from cdiff.core.model import Lineage, Table
from cdiff.features.table.known import KnownCells
from cdiff.features.table.rows import choose_rows, title_of
from cdiff.telling.change_labels import SEAM, cited
from cdiff.telling.html.page import carried, page
from cdiff.telling.html.speech import spoken
from cdiff.telling.html.text import HtmlWords, Nowhere
from cdiff.telling.table_cells import paragraphs
from cdiff.telling.version_header import caveats, described, limits, reconstructed, said_date

_STYLES = ("report.css", "pages.css", "table.css")
_WRITER = HtmlWords(Nowhere())


def table_html(table: Table, *, command: str = "") -> str:
    """Write a table of versions as one HTML file."""
    last = table.versions[-1].document
    rows, tail = _rows(table)
    changed = sum(row.is_change for row in table)
    view: dict[str, Any] = {
        "title": title_of(table),
        "heading": next((clause.text for clause in last if clause.kind == "title"), "") or title_of(table),
        "since": f"since {table.base}" if table.base else "since the version before it",
        "versions": [
            {
                "label": each.label,
                "said": described(each) or "untitled",
                "date": said_date(each.date),
                "status": each.status,
            }
            for each in table.versions
        ],
        "caveats": [
            *reconstructed(table.versions),
            *caveats(*(each for each in table.versions if not each.is_reconstruction and each.status != "official")),
            *limits(*table.versions),
        ],
        "rows": rows,
        "tail": tail,
        "quiet": any("quiet" in row["cls"] for row in rows),
        "forks": any(SEAM.strip() in words for row in rows for cell in row["cells"] for words in cell["paragraphs"]),
        "changed": changed,
        "clauses": len(table.rows),
        "command": command,
        **spoken(last),
    }
    return page("table.html.j2", carried(_STYLES, ()), view)


def _rows(table: Table) -> tuple[list[dict[str, Any]], str]:
    """Make the rows, and the line for the unchanged ones behind the last; where nothing changed, all are shown."""
    shown = {id(row) for row in choose_rows(table, changed=True)} or {id(row) for row in table}
    rows: list[dict[str, Any]] = []
    waiting: list[Lineage] = []
    known, partly = KnownCells(table), not all(version.is_known for version in table.versions)
    for at, row in enumerate(table, 1):
        is_quiet = id(row) not in shown
        names = ["quiet"] * is_quiet + ["heading"] * (row.kind in HEADINGS)
        gap = "" if is_quiet else _gap(waiting, partly=partly)
        waiting = [*waiting, row] if is_quiet else []
        rows.append({"anchor": f"r{at}", "cls": " ".join(names), "gap": gap, "cells": list(_cells(row, known))})
    return rows, _gap(waiting, partly=partly)


def _gap(rows: list[Lineage], *, partly: bool) -> str:
    """Name unchanged clauses in a row: `12 unchanged clauses, 17(b) to 17(m)`; of lost drafts it is not known."""
    if not rows:
        return ""
    names = [next(cited(cell.clauses) for cell in reversed(row.cells) if cell.clauses) for row in rows]
    what, more = ("", " without a documented change") if partly else ("unchanged ", "")
    if len(names) == 1:
        return f"1 {what}clause{more}, {names[0]}"
    return f"{len(names)} {what}clauses{more}, {names[0]} to {names[-1]}"


def _cells(row: Lineage, known: KnownCells) -> Iterator[dict[str, Any]]:
    for at, cell in enumerate(row.cells):
        yield {"cited": cited(cell.clauses), "kinds": known.said(at, cell), "cls": _look(row, at, known)} | {
            "paragraphs": [_WRITER.edits(edits) for edits in paragraphs(cell)]
        }


def _look(row: Lineage, at: int, known: KnownCells) -> str:
    cell = row.cells[at]
    if not cell.clauses and not cell.is_change:
        return "none"
    if known.is_carried(at, cell):
        return "same"
    stays = at > 0 and not cell.is_change and known.is_known(at, cell) and known.is_known(at - 1, row.cells[at - 1])
    return "same" if stays else ""
