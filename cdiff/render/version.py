"""A version in the terminal: its head, its clauses, what was set aside; and the list of versions."""

from __future__ import annotations

from collections.abc import Sequence

from cdiff.citation import HEADINGS, RANK
from cdiff.model import Clause, Document, Version
from cdiff.render.head import caveats, described
from cdiff.render.layout import Line, coloured, fit, hang, plain, safe, wrap


def version_text(version: Version, clauses: Sequence[Clause], *, width: int = 80, colours: str = "") -> str:
    """Write a version, or some clauses of it, for a terminal of `width` columns."""
    lines: list[Line] = hang(f"{safe(version.label)}  ", [(safe(described(version)) or "untitled", "")], width, "head")
    for text in caveats(version):
        lines += hang("! ", [(safe(text), "warn")], width, "warn")
    for clause in clauses:
        lines += [[], *_clause(clause, width)]
    return coloured(lines, colours) if colours else plain(lines)


def _clause(clause: Clause, width: int) -> list[Line]:
    indent = "  " * max(0, RANK[clause.kind] - RANK["paragraph"])
    style = "head" if clause.kind in HEADINGS else ""
    printed = f"{clause.label} {clause.text}" if clause.label else clause.text
    lines = wrap([(safe(printed), style)], width, indent)
    where = f"line {clause.line}" if clause.line else ""
    return [*wrap([(safe(f"{clause.citation}  {where}".rstrip()), "dim")], width, indent), *lines]


def removed_list(document: Document, *, width: int = 80, colours: str = "") -> str:
    """List what a source holds beside the draft, and what to look at before trusting the reading."""
    lines: list[Line] = []
    reason = ""
    for row in document.removed:
        if row.reason != reason:
            reason = row.reason
            lines += [[(safe(reason), "head")]]
        lines += hang(f"{row.line:5}  ", [(safe(row.text), "")], width, "dim")
    lines += [[("nothing was set aside", "")]] if not document.removed else []
    for warning in document.warnings:
        lines += wrap(
            [(f"! line {warning.line}: " if warning.line else "! ", "warn"), (safe(warning.message), "")], width
        )
    return coloured(lines, colours) if colours else plain(lines)


def version_list(versions: Sequence[Version], *, width: int = 80, colours: str = "") -> str:
    """List versions, one line each, and what is no official text."""
    if not versions:
        return ""
    size = max(len(version.label) for version in versions) + 2
    lines: list[Line] = []
    for version in versions:
        line: Line = [(fit(safe(version.label), size), "head"), (fit(safe(version.date) or "no date", 12), "")]
        rest = f"{len(version.document):4} clauses  {version.status or '–':15} {version.title}"
        lines.append([*line, (fit(safe(rest), max(20, width - size - 12)).rstrip(), "")])
    if any(version.is_reconstruction for version in versions):
        lines.append([])
        said = "! A reconstruction is made from documented changes; it is not an official text."
        lines += wrap([(said, "warn")], width)
    return coloured(lines, colours) if colours else plain(lines)
