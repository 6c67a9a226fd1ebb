"""The table of versions: which of its rows are shown, and what it is called."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cdiff.core import citation
from cdiff.core.errors import CitationError
from cdiff.core.model import Lineage, Table
from cdiff.core.records import replace


def choose_rows(whole: Table, *, changed: bool = False, typed: Sequence[str] = ()) -> Table:
    """Keep the rows of a table that changed, those of some clauses and what belongs to them, or both.

    The headings that a kept row stands under are kept too. Raises `CitationError` for a clause that no version
    has.
    """
    wanted = [set().union(*sets) for sets in zip(*(_cited(whole, each) for each in typed), strict=True)]
    kept = {at for at, row in enumerate(whole.rows) if _is_wanted(row, wanted, changed=changed)}
    return replace(whole, rows=tuple(_with_headings(whole.rows, kept)))


def _is_wanted(row: Lineage, wanted: Sequence[set[str]], *, changed: bool) -> bool:
    """Whether a row is asked for; `wanted` are the citations that each version has of it, empty for all rows."""
    if changed and not row.is_change:
        return False
    if not wanted:
        return True
    cells = zip(row.cells, wanted, strict=True)
    return any(clause.citation in names for cell, names in cells for clause in cell.clauses)


def _cited(whole: Table, typed: str) -> list[set[str]]:
    """Collect for each version the citations of a clause and of what belongs to it."""
    found: list[set[str]] = []
    failure: CitationError | None = None
    for version in whole.versions:
        try:
            clauses = citation.subtree(version.document, citation.find(version.document, typed, version.label))
            found.append({clause.citation for clause in clauses})
        except CitationError as error:
            failure = error
            found.append(set())
    if failure and not any(found):
        raise failure
    return found


def _with_headings(rows: Sequence[Lineage], kept: set[int]) -> Iterator[Lineage]:
    """Give the kept rows, each under the headings that stand above it."""
    above: dict[int, Lineage] = {}
    for at, row in enumerate(rows):
        level = citation.HEADINGS.get(row.kind, 0)
        if level:
            above = {depth: heading for depth, heading in above.items() if depth < level}
        if at in kept:
            yield from above.values()
            above = {}
            yield row
        elif level > 1:
            above[level] = row


def title_of(table: Table) -> str:
    """Name a table after its versions: `zero → draft1`, or `zero: draft1, draft2` where zero is the base."""
    labels = [version.label for version in table.versions]
    return f"{labels[0]}: {', '.join(labels[1:])}" if table.base else " → ".join(labels)
