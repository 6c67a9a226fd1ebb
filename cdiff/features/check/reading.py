"""Reading: what a person should look at before trusting how the file was read, said among the findings.

Which profile was chosen, and why, is no doubt about the text; and of numbers the rules of structure say more.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator

from cdiff.features.check.subject import Hit, Subject


def cautions(subject: Subject) -> Iterator[Hit]:
    """Give the warnings of the reading, each at the clause in whose lines it stands."""
    placed = sorted((clause.line, at) for at, clause in enumerate(subject.new.document.clauses) if clause.line)
    for caution in subject.read.warnings:
        if caution.message.startswith(("profile ", "numbering ")):
            continue
        at = bisect_right(placed, (caution.line, len(subject.new.document.clauses))) - 1
        clause = subject.new.document.clauses[placed[at][1]] if caution.line and at >= 0 else None
        yield Hit("reading/doubt", caution.message, clause, about=caution.message, line=caution.line)
