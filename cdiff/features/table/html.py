"""The table of versions as one HTML file: no script, no address, a style of its own that its policy names.

A table this wide is read on a wide screen or on A3; on a telephone it scrolls.
"""

from __future__ import annotations

import hashlib
from base64 import b64encode
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from cdiff import __version__
from cdiff.core.citation import HEADINGS
from cdiff.core.language import direction_of, language_of
from cdiff.core.model import Cell, Lineage, Table
from cdiff.core.printable import safe
from cdiff.features.table.rows import title_of
from cdiff.telling.change_labels import cited
from cdiff.telling.table_cells import cell_kinds, paragraphs
from cdiff.telling.version_header import caveats, described, limits, said_date

if TYPE_CHECKING:
    from jinja2 import Environment


def table_html(table: Table, *, command: str = "") -> str:
    """Write a table of versions as one HTML file."""
    language = language_of(table.versions[-1].document)
    view: dict[str, Any] = {
        "title": title_of(table),
        "since": f"since {table.base}" if table.base else "since the draft before it",
        "versions": [
            {"label": each.label, "said": described(each), "date": said_date(each.date), "status": each.status}
            for each in table.versions
        ],
        "caveats": [*caveats(*table.versions), *limits(*table.versions)],
        "rows": [_row(row) for row in table],
        "language": language,
        "direction": direction_of(language),
        "command": command,
        "version": __version__,
    }
    return _environment(len(table.versions)).get_template("table.html.j2").render(view) + "\n"


def _row(row: Lineage) -> dict[str, Any]:
    cells = [_cell(cell, first=at == 0) for at, cell in enumerate(row.cells)]
    return {"heading": row.kind in HEADINGS, "cells": cells}


def _cell(cell: Cell, *, first: bool) -> dict[str, Any]:
    return {
        "cited": cited(cell.clauses),
        "kinds": cell_kinds(cell),
        "paragraphs": paragraphs(cell),
        "same": not first and not cell.is_change,
    }


@cache
def _environment(columns: int) -> Environment:
    from jinja2 import Environment, PackageLoader, StrictUndefined
    from markupsafe import Markup

    environment = Environment(
        loader=PackageLoader("cdiff.features.table"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=lambda value: value if isinstance(value, Markup) or not isinstance(value, str) else safe(value),
        trim_blocks=True,
        lstrip_blocks=True,
    )
    text = files("cdiff.features.table").joinpath("templates", "table.css").read_text(encoding="utf-8")
    style = f"{text.strip()}\ntable {{ min-width: {16 * columns}rem; }}"
    digest = b64encode(hashlib.sha256(style.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; img-src data:; base-uri 'none'; form-action 'none'"
    environment.globals |= {"style": Markup(style), "policy": Markup(policy)}  # noqa: S704  # our own file
    return environment
