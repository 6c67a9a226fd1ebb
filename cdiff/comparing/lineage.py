"""Lineages: the links of neighbouring versions, chained, and a second look across a gap.

**A lineage is a chain.** It has at most one clause in each version, and every clause of every version is in
exactly one. A split and a merge are not links of the chain but forks of it: one part carries the lineage on, every
other part begins a lineage of its own, or ends one. The fork is an event in all cells that take part, with the
ids of the others, so that nothing of the graph is lost.

The part that carries on is the first, because the whole is called by how it begins; but not if another one kept
more than twice as many words, and if the whole is a heading, it is a heading, whatever text was printed behind it.
Numbers have no say: a clause put in before shifts them.

**The lineage of a clause**, for whoever asks what became of it, is its chain; before the clause was split off,
the chain it was part of, and after it was merged, the chain it became part of (`trace.biography`). So a clause
has a citation in every version between its entering and its end, and never more than one.

Rejected: one row for all clauses that links connect. Each fork makes it larger for good (after four heavy rounds of
the bench, and in chains of ten real drafts, up to four clauses share a row), whoever asks about one clause is shown
others, a clause has several citations in one version, and two ids become one when their rows meet. Rejected as well:
comparing every version with the first one. A clause that is half rewritten in each draft is, in the end, like
nothing in the first; its neighbours know it.

**Ids.** A lineage is called by the version and the citation it was born with. Versions are gone through from
the first to the last and nothing is ever taken back, so that a later version cannot change an id. One that
turns up between two others changes the ids of what is born in it, and of nothing else unless it tells of
links that the others hid.

A clause that was dropped and came back is found by `trace.returning`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from cdiff.comparing.events import Told, events_of
from cdiff.comparing.returning import Come, Gone, returned
from cdiff.core.citation import HEADINGS
from cdiff.core.clause_edits import parts_of
from cdiff.core.model import Cell, Change, Clause, ClausePlace, Comparison, Event, Lineage, Table, Version

Node = tuple[int, str]
"""A clause: the place of its version, its citation."""


def table_of(versions: Sequence[Version], comparisons: Sequence[Comparison]) -> Table:
    """Chain the comparisons of neighbouring versions into lineages.

    `comparisons[i]` compares `versions[i]` with `versions[i + 1]`. The rows come in the reading order of the last
    version; a row that it does not have stands behind the one it stood behind when it was last seen.
    """
    chains = _Chains(versions, comparisons)
    return Table(tuple(versions), tuple(_lineage(chains, row) for row in _in_reading_order(versions, chains.of)))


class _Chains:
    """The chains as they grow from version to version."""

    def __init__(self, versions: Sequence[Version], comparisons: Sequence[Comparison]) -> None:
        self.versions = versions
        self.of: dict[Node, int] = {}
        """The chain of every clause."""
        self.clauses: list[dict[int, Clause]] = []
        """For each chain its clauses by the place of their version."""
        self.change: dict[tuple[int, int], Change] = {}
        """By chain and place, the change that led there."""
        self._ended: dict[int, int] = {}
        """Chains that ended, and the one that each was merged into, or -1."""
        for clause in versions[0].document if versions else ():
            self._begin(0, clause)
        for at, comparison in enumerate(comparisons, 1):
            self._grow(at, comparison)
        self.ids = _ids(versions, self.clauses)

    def _begin(self, at: int, clause: Clause) -> None:
        self.clauses.append({})
        self._put(at, clause, len(self.clauses) - 1)

    def _put(self, at: int, clause: Clause, chain: int) -> None:
        self.clauses[chain][at] = clause
        self.of[at, clause.citation] = chain

    def _grow(self, at: int, comparison: Comparison) -> None:
        """Go one version further."""
        loose: dict[str, int] = {}
        for change in comparison:
            heirs = _heirs(change)
            for old, new in heirs:
                self._put(at, new, self.of[at - 1, old.citation])
            loose |= self._left_over(at, change, heirs)
        found = self._returned(at, loose)
        for clause in comparison.new.document:
            if clause.citation in found:
                self._put(at, clause, found[clause.citation])
                del self._ended[found[clause.citation]]
            elif clause.citation in loose:
                self._begin(at, clause)
        for change in comparison:
            for chain in dict.fromkeys(self.of[node] for node in _nodes(change, at)):
                self.change[chain, at] = change

    def _left_over(self, at: int, change: Change, heirs: Sequence[tuple[Clause, Clause]]) -> dict[str, int]:
        """End the chains that a change does not carry on; give the clauses that it leaves without one.

        Each comes with the chain that it was split from, or -1.
        """
        carried = {old.citation for old, _ in heirs}
        taken = {new.citation for _, new in heirs}
        into = self.of[at, heirs[0][1].citation] if heirs else -1
        for old in change.old:
            if old.citation not in carried:
                self._ended[self.of[at - 1, old.citation]] = into
        return {new.citation: into for new in change.new if new.citation not in taken}

    def _returned(self, at: int, loose: Mapping[str, int]) -> dict[str, int]:
        """Find among the clauses without a chain those that were there before the version before."""
        gone = [self._gone(chain, into) for chain, into in self._ended.items() if max(self.clauses[chain]) < at - 1]
        if not gone or not loose:
            return {}
        document = self.versions[at].document
        known = {clause.citation: self.of.get((at, clause.citation), -1) for clause in document}
        return returned(gone, [Come(name, whole) for name, whole in loose.items()], document, known)

    def _gone(self, chain: int, into: int) -> Gone:
        last = max(self.clauses[chain])
        clause = self.clauses[chain][last]
        return Gone(chain, clause, into, self.of.get((last, clause.parent or ""), -1))

    def places(self, at: int, clauses: Iterable[Clause]) -> tuple[ClausePlace, ...]:
        """Say where clauses of a version stand, with their lineages."""
        label = self.versions[at].label
        return tuple(ClausePlace(label, each.citation, self.ids[self.of[at, each.citation]]) for each in clauses)


def _nodes(change: Change, at: int) -> list[Node]:
    return [(at - 1, old.citation) for old in change.old] + [(at, new.citation) for new in change.new]


def _heirs(change: Change) -> list[tuple[Clause, Clause]]:
    """Say which old clause goes on as which new one: one pair, or none for what came or went."""
    if not change.old or not change.new:
        return []
    if len(change.old) == len(change.new) == 1:
        return [(change.old[0], change.new[0])]
    if len(change.old) > 1:
        return [(_heir(change, change.old, change.new[0]), change.new[0])]
    return [(change.old[0], _heir(change, change.new, change.old[0]))]


def _heir(change: Change, parts: Sequence[Clause], whole: Clause) -> Clause:
    """Choose the part that goes on as the whole of a split or a merge."""
    kept = [sum(len(edit.text) for edit in part if edit.op == "equal") for part in parts_of(change, change.edits)]
    kept += [0] * (len(parts) - len(kept))

    def worth(at: int) -> tuple[bool, int, int]:
        same = (parts[at].kind in HEADINGS) == (whole.kind in HEADINGS)
        return same, kept[at] if at else 2 * kept[at], -at

    return parts[max(range(len(parts)), key=worth)]


def _ids(versions: Sequence[Version], chains: Sequence[Mapping[int, Clause]]) -> list[str]:
    """Call each chain by its birth; where two versions bear one label, a number tells them apart."""
    taken: dict[str, int] = {}
    ids = []
    for chain in chains:
        at = min(chain)
        name = f"{versions[at].label}/{chain[at].citation}"
        taken[name] = taken.get(name, 0) + 1
        ids.append(name if taken[name] == 1 else f"{name} [{taken[name]}]")
    return ids


def _lineage(chains: _Chains, chain: int) -> Lineage:
    own = chains.clauses[chain]
    cells = []
    for at in range(len(chains.versions)):
        change = chains.change.get((chain, at))
        events = _events(chains, own, at, change) if change else ()
        cells.append(Cell(own.get(at), (change,) if change else (), events))
    return Lineage(tuple(cells), chains.ids[chain])


def _events(chains: _Chains, own: Mapping[int, Clause], at: int, change: Change) -> tuple[Event, ...]:
    before = [place for place in own if place < at]
    seen = chains.places(before[-1], [own[before[-1]]]) if before else ()
    back = seen if before and before[-1] < at - 1 else ()
    old, new = chains.places(at - 1, change.old), chains.places(at, change.new)
    return events_of(change, own.get(at - 1), own.get(at), Told(old, new, back))


def _in_reading_order(versions: Sequence[Version], rows: Mapping[Node, int]) -> list[int]:
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


def _flat(behind: Mapping[int, list[int]], start: int) -> list[int]:
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
