"""Lineages: the links of neighbouring versions, chained into one row per clause.

Two clauses stand in one row if a chain of links leads from one to the other; so what was split, merged or
split again stays together. A clause that was dropped and came back starts a row of its own: only the links of
neighbours are known here.

Rejected: comparing every version with the first one. A clause that is half rewritten in each draft is, in the
end, like nothing in the first; its neighbours know it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cdiff.model import Cell, Change, Clause, Comparison, Lineage, Table, Version

Node = tuple[int, str]
"""A clause: the place of its version, its citation."""


def table_of(versions: Sequence[Version], comparisons: Sequence[Comparison]) -> Table:
    """Chain the comparisons of neighbouring versions into a table.

    `comparisons[i]` compares `versions[i]` with `versions[i + 1]`. Every clause of every version stands in one
    cell, every change in one cell, that of its newer version. The rows come in the reading order of the last
    version; a row that it does not have stands behind the one it stood behind when it was last seen.
    """
    rows = _rows(versions, comparisons)
    clauses: dict[tuple[int, int], list[Clause]] = {}
    for at, version in enumerate(versions):
        for clause in version.document:
            clauses.setdefault((rows[at, clause.citation], at), []).append(clause)
    changes: dict[tuple[int, int], list[Change]] = {}
    for at, comparison in enumerate(comparisons):
        for change in comparison:
            changes.setdefault((rows[_nodes(change, at)[0]], at + 1), []).append(change)
    places = range(len(versions))
    return Table(
        tuple(versions),
        tuple(
            Lineage(tuple(Cell(tuple(clauses.get((row, at), ())), tuple(changes.get((row, at), ()))) for at in places))
            for row in _in_reading_order(versions, rows)
        ),
    )


def _nodes(change: Change, at: int) -> list[Node]:
    """Name the clauses of a change between the versions `at` and `at + 1`."""
    return [(at, clause.citation) for clause in change.old] + [(at + 1, clause.citation) for clause in change.new]


def _rows(versions: Sequence[Version], comparisons: Sequence[Comparison]) -> dict[Node, int]:
    """Give every clause the number of its row: clauses that are linked have the same."""
    parent: dict[Node, Node] = {(at, clause.citation): (at, clause.citation) for at, clause in _walk(versions)}

    def root(node: Node) -> Node:
        while parent[node] != node:
            parent[node] = parent[parent[node]]
            node = parent[node]
        return node

    for at, comparison in enumerate(comparisons):
        for change in comparison:
            first, *others = _nodes(change, at)
            for other in others:
                parent[root(other)] = root(first)
    numbers: dict[Node, int] = {}
    return {node: numbers.setdefault(root(node), len(numbers)) for node in parent}


def _walk(versions: Sequence[Version]) -> Iterator[tuple[int, Clause]]:
    return ((at, clause) for at, version in enumerate(versions) for clause in version.document)


def _in_reading_order(versions: Sequence[Version], rows: dict[Node, int]) -> list[int]:
    """Order the rows: those of the last version, and each other one behind the row it stood behind."""
    behind: dict[int, list[int]] = {}
    start = -1
    placed = {start}
    for at in reversed(range(len(versions))):
        before = start
        for clause in versions[at].document:
            row = rows[at, clause.citation]
            if row not in placed:
                behind.setdefault(before, []).append(row)
                placed.add(row)
            before = row
    return _flat(behind, start)


def _flat(behind: dict[int, list[int]], start: int) -> list[int]:
    """Walk from the start: a row, then what stands behind it; without recursion, as runs may be long.

    A row of a later version was placed first, so it is the last of its siblings: what was dropped between two
    rows stands between them.
    """
    ordered: list[int] = []
    waiting = [start]
    while waiting:
        row = waiting.pop()
        ordered.append(row)
        waiting += behind.get(row, [])
    return ordered[1:]
