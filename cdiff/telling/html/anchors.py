"""The addresses inside a report: what `#21a` leads to.

An anchor is the citation as a person types it on the command line (`21a`, `obj5`, `fn3`), so it outlives
every new report of the same text. Clauses are called as the new text calls them; what only the old text has,
or calls otherwise, stands behind `old-`. Ids of the page itself start with `_`, which no citation does.
"""

from __future__ import annotations

import re

from cdiff.core.citation import key
from cdiff.core.model import Comparison, Document

_OTHER = re.compile(r"[^\w.-]+")


def anchors_of(document: Document) -> dict[str, str]:
    """Give the anchor of each clause of a text, by its citation: unique, the same in every run."""
    taken: set[str] = set()
    return {clause.citation: _free(clause.citation, taken) for clause in document.clauses}


class Anchors:
    """The anchors of a comparison: unique, the same in every run."""

    def __init__(self, comparison: Comparison) -> None:
        self._new = anchors_of(comparison.new.document)
        taken = set(self._new.values())
        self._old = {
            clause.citation: _free(clause.citation, taken, "old-") for clause in comparison.old.document.clauses
        }
        self._shown = {clause.citation for change in comparison.changes for clause in change.new}

    def shown(self, citation: str) -> str:
        """Give the anchor of a clause of the new text that is in the report; "" where it is not."""
        return self._new.get(citation, "") if citation in self._shown else ""

    def new(self, citation: str) -> str:
        """Give the anchor of a clause of the new text; "" where there is none."""
        return self._new.get(citation, "")

    def old(self, citation: str) -> str:
        """Give the anchor of a clause of the old text; "" where there is none."""
        return self._old.get(citation, "")


def _free(citation: str, taken: set[str], before: str = "") -> str:
    wanted = before + (_OTHER.sub("-", key(citation)).strip("-_") or "clause")
    name, count = wanted, 1
    while name in taken:
        count += 1
        name = f"{wanted}-{count}"
    taken.add(name)
    return name
