"""A version as lines, a clause each: what git compares when it is asked to show a draft."""

from __future__ import annotations

from cdiff.core.citation import HEADINGS
from cdiff.core.model import Clause, Document
from cdiff.core.printable import safe


def clause_lines(document: Document) -> str:
    """Write a clause per line, headings with `#` before them; a line at the end tells of tracked changes."""
    lines = [_line(clause) for clause in document]
    count = len(document.revisions)
    if count:
        lines.append(f"(cdiff: {count} tracked change{'s' * (count > 1)}, read as accepted)")
    return "".join(f"{line}\n" for line in lines)


def unreadable(reason: str, sha256: str) -> str:
    """Stand for a file that cannot be read, so that git can go on and still sees whether it changed."""
    return f"(cdiff cannot read this file: {safe(' '.join(reason.split()))}; SHA-256 {sha256})\n"


def _line(clause: Clause) -> str:
    marks = "#" * HEADINGS.get(clause.kind, 0)
    return safe(" ".join(part for part in (marks, clause.label, clause.text) if part))
