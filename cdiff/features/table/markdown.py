"""The table of versions as Markdown: a table that a Git host renders, one row per lineage."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cdiff.core.model import Cell, Edit, Table
from cdiff.telling.change_labels import cited
from cdiff.telling.markdown import MARKER, escape, marked
from cdiff.telling.sheet_rows import cell_kinds, paragraphs, standing
from cdiff.telling.version_header import caveats, described


def table_markdown(table: Table, *, command: str = "") -> str:
    """Write a table of versions as Markdown."""
    return "\n".join([MARKER, *_head(table, command), *_rows(table)]) + "\n"


def _head(table: Table, command: str) -> Iterator[str]:
    yield "### " + " → ".join(escape(version.label) for version in table.versions)
    yield ""
    for version in table.versions:
        yield f"- **{escape(version.label)}** {escape(described(version))}".rstrip()
    for text in caveats(*table.versions):
        yield from ("", f"> **Note:** {escape(text)}")
    if command:
        yield from ("", f"Made with <code>{escape(command)}</code>")
    yield ""


def _rows(table: Table) -> Iterator[str]:
    yield "| " + " | ".join(escape(standing(version)) for version in table.versions) + " |"
    yield "|" + "---|" * len(table.versions)
    for row in table:
        yield "| " + " | ".join(map(_cell, row.cells)) + " |"


def _cell(cell: Cell) -> str:
    name, kinds = escape(cited(cell.clauses)), escape(cell_kinds(cell))
    title = [f"<b>{name}</b>"] * bool(name) + [f"<i>{kinds}</i>"] * bool(kinds)
    return "<br>".join([" ".join(title), *map(_words, paragraphs(cell))]) if title else ""


def _words(edits: Sequence[Edit]) -> str:
    return "".join(map(marked, edits))
