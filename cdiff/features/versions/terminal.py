"""A version in the terminal: its head, its clauses, what was set aside; and the list of versions."""

from __future__ import annotations

from collections.abc import Sequence

from cdiff.core.citation import HEADINGS, RANK
from cdiff.core.model import Clause, Document, Version
from cdiff.telling.version_header import caveats, described
from cdiff.telling.layout import Line, coloured, fit, hang, plain, safe, wrap


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
    head = ""
    for row in document.removed:
        reason = f"page {row.page}: {row.reason}" if row.page else row.reason
        if reason != head:
            head = reason
            lines += [[(safe(reason), "head")]]
        lines += hang(f"{row.line:5}  ", [(safe(row.text), "")], width, "dim")
    lines += [[("nothing was set aside", "")]] if not document.removed else []
    for warning in document.warnings:
        lines += wrap(
            [(f"! line {warning.line}: " if warning.line else "! ", "warn"), (safe(warning.message), "")], width
        )
    return coloured(lines, colours) if colours else plain(lines)


def remarks_list(document: Document, *, width: int = 80, colours: str = "") -> str:
    """List the tracked changes of a source, and the words that it strikes, highlights or comments."""
    lines: list[Line] = []
    for revision in document.revisions:
        said = f"{_TRACKED[revision.op]}{_by(revision.author, revision.date[:10])}"
        lines += _remark(revision.line, said, revision.text, width)
    for remark in document.remarks:
        said = f"{remark.kind}{_by(remark.author)}" + (f" ({remark.note})" if remark.note else "")
        lines += _remark(remark.line, said, remark.text, width)
    lines = lines or [[("no word is struck, highlighted, commented or tracked", "")]]
    return coloured(lines, colours) if colours else plain(lines)


_TRACKED = {"insert": "inserted", "delete": "deleted"}


def _by(*names: str) -> str:
    known = [name for name in names if name]
    return f" by {', '.join(known)}" if known else ""


def _remark(line: int, said: str, text: str, width: int) -> list[Line]:
    return hang(f"{line:5}  ", [(safe(said), "head"), (f": {safe(' '.join(text.split())) or '¶'}", "")], width, "dim")


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
