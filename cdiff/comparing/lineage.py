"""Lineages: the links of neighbouring versions, chained, and a second comparison across a gap.

**A lineage is a chain.** It has at most one clause in each version, and every clause of every version is in
exactly one. A split and a merge are not links of the chain but forks of it: one part carries the lineage on, every
other part begins a lineage of its own, or ends one. The fork is an event in all cells that take part, with the
ids of the others, so that nothing of the graph is lost.

The part that carries on is the first, because the whole is called by how it begins; but not if another one kept
more than twice as many words, and if the whole is a heading, it is a heading, whatever text was printed behind it.
Numbers have no say: a clause put in before shifts them.

**The lineage of a clause**, for a reader who asks what became of it, is its chain; before the clause was split off,
the chain it was part of, and after it was merged, the chain it became part of (`trace.biography`). So a clause
has a citation in every version between its first and its last, and never more than one.

Rejected: one row for all clauses that links connect. Each fork makes it larger for good (after four heavy rounds of
the bench, and in chains of ten real drafts, up to four clauses share a row), a reader who asks about one clause is
shown others, a clause has several citations in one version, and two ids become one when their rows meet. Rejected as
well: comparing every version with the first one. A clause that is half rewritten in each draft is, in the end, like
nothing in the first; its neighbours recognise it.

**Ids.** A lineage is named after the version and the citation it was born with. Versions are processed from
the first to the last and nothing is ever revised, so that a later version cannot change an id. One that
turns up between two others changes the ids of what is born in it, and of nothing else unless it reveals
links that the others hid.

A clause that was deleted and returned is found by `comparing.returning`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from cdiff.comparing.events import EventSides, events_of
from cdiff.comparing.returning import Come, Gone, returned
from cdiff.comparing.words import fold_quotes
from cdiff.core.citation import HEADINGS
from cdiff.core.clause_edits import parts_of
from cdiff.core.model import Cell, Change, Clause, ClausePlace, Comparison, Event, Lineage, Table, Version

Node = tuple[int, str]
"""A clause: the place of its version, its citation."""
Insertion = tuple[int, int, str, str]
"""What makes two proposals insert one clause: the chains of its parent and of what it was split off from, -1 for none,
its kind and its words."""


def table_of(versions: Sequence[Version], comparisons: Sequence[Comparison]) -> Table:
    """Chain the comparisons of neighbouring versions into lineages.

    `comparisons[i]` compares `versions[i]` with `versions[i + 1]`. The rows come in the reading order of the last
    version; a row that it does not have stands behind the one it stood behind when it was last seen.
    """
    chains = _Chains(versions, comparisons)
    order = _in_reading_order(versions, chains.of, range(len(versions))[::-1])
    return Table(tuple(versions), tuple(_lineage(chains, row) for row in order))


def table_against(versions: Sequence[Version], comparisons: Sequence[Comparison]) -> Table:
    """Put versions beside the first of them, the base: what each changed in it, whatever the others did.

    `comparisons[i]` compares `versions[0]` with `versions[i + 1]`. The rows come in the reading order of the base; what
    a version inserted has a row behind the one it stands behind there, the same one where another version inserted the
    same words below the same clause. A clause cannot return.
    """
    chains = _Chains(versions, comparisons, star=True)
    order = _in_reading_order(versions, chains.of, [0, *range(1, len(versions))[::-1]])
    return Table(tuple(versions), tuple(_lineage(chains, row) for row in order), versions[0].label)


class _Chains:
    """The chains as they grow from version to version."""

    def __init__(self, versions: Sequence[Version], comparisons: Sequence[Comparison], *, star: bool = False) -> None:
        self.versions = versions
        self.star = star
        """Whether every version is compared with the first one."""
        self.of: dict[Node, int] = {}
        """The chain of every clause."""
        self.clauses: list[dict[int, Clause]] = []
        """For each chain its clauses by the place of their version."""
        self.change: dict[tuple[int, int], Change] = {}
        """By chain and place, the change that led there."""
        self._ended: dict[int, int] = {}
        """Chains that ended, and the one that each was merged into, or -1."""
        self._inserted: dict[Insertion, list[int]] = {}
        """The chains that began with an insertion into the base."""
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

    def before(self, at: int) -> int:
        """Return the place of the version that one is compared with."""
        return 0 if self.star else at - 1

    def _grow(self, at: int, comparison: Comparison) -> None:
        """Extend the chains by one version."""
        before = self.before(at)
        loose: dict[str, int] = {}
        for change in comparison:
            heirs = _heirs(change)
            for old, new in heirs:
                self._put(at, new, self.of[before, old.citation])
            # What the change does not carry on ends its chain, or is left without one: split off from `into`, or new.
            into = self.of[at, heirs[0][1].citation] if heirs else -1
            carried, taken = {old.citation for old, _ in heirs}, {new.citation for _, new in heirs}
            for old in change.old:
                if old.citation not in carried:
                    self._ended[self.of[before, old.citation]] = into
            loose |= {new.citation: into for new in change.new if new.citation not in taken}
        found = {} if self.star else self._returned(at, loose)
        times: Counter[Insertion] = Counter()
        for clause in comparison.new.document:
            if clause.citation in found:
                self._put(at, clause, found[clause.citation])
                del self._ended[found[clause.citation]]
            elif clause.citation in loose and self.star:
                self._insert(at, clause, loose[clause.citation], times)
            elif clause.citation in loose:
                self._begin(at, clause)
        for change in comparison:
            nodes = [(before, old.citation) for old in change.old] + [(at, new.citation) for new in change.new]
            for node in nodes:
                self.change[self.of[node], at] = change

    def _insert(self, at: int, clause: Clause, into: int, times: Counter[Insertion]) -> None:
        """Put an insertion into the chain of an equal one of another version, or begin one; twins keep their order.

        `times` counts the equal insertions of this version so far.
        """
        parent = self.of.get((at, clause.parent or ""), -1)
        insertion = (parent, into, clause.kind, fold_quotes(clause.text) or clause.label)
        chains = self._inserted.setdefault(insertion, [])
        if times[insertion] < len(chains):
            self._put(at, clause, chains[times[insertion]])
        else:
            chains.append(len(self.clauses))
            self._begin(at, clause)
        times[insertion] += 1

    def _returned(self, at: int, loose: Mapping[str, int]) -> dict[str, int]:
        """Find among the clauses without a chain those that were there before the version before."""
        gone = []
        for chain, into in self._ended.items():
            last = max(self.clauses[chain])
            if last < at - 1:
                clause = self.clauses[chain][last]
                gone.append(Gone(chain, clause, into, self.of.get((last, clause.parent or ""), -1)))
        if not gone or not loose:
            return {}
        document = self.versions[at].document
        known = {clause.citation: self.of.get((at, clause.citation), -1) for clause in document}
        return returned(gone, [Come(name, whole) for name, whole in loose.items()], document, known)

    def places(self, at: int, clauses: Iterable[Clause]) -> tuple[ClausePlace, ...]:
        """Return where clauses of a version stand, with their lineages."""
        label = self.versions[at].label
        return tuple(
            ClausePlace(label, each.citation, self.ids[self.of[at, each.citation]], each.called) for each in clauses
        )


def _heirs(change: Change) -> list[tuple[Clause, Clause]]:
    """Return which old clause goes on as which new one: one pair, or none where it was inserted or deleted."""
    if not change.old or not change.new:
        return []
    if len(change.old) == len(change.new):
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
    """Name each chain after its birth; duplicates, where two versions have one label, get a `[2]` suffix."""
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
        events: tuple[Event, ...] = ()
        if change:
            before = chains.before(at)
            seen = [place for place in own if place < at]
            back = chains.places(seen[-1], [own[seen[-1]]]) if seen and seen[-1] < before else ()
            sides = EventSides(chains.places(before, change.old), chains.places(at, change.new), back)
            events = events_of(change, own.get(before), own.get(at), sides)
        cells.append(Cell(own.get(at), (change,) if change else (), events))
    return Lineage(tuple(cells), chains.ids[chain])


def _in_reading_order(versions: Sequence[Version], rows: Mapping[Node, int], places: Sequence[int]) -> list[int]:
    """Order the rows: those of the first version of `places`, and each other one behind the row it stood behind.

    A row of a version that is placed earlier is the last of its siblings: what was deleted between two rows
    stands between them. The walk is no recursion, as chains of siblings may be long.
    """
    behind: dict[int, list[int]] = {}
    start = -1
    placed = {start}
    for at in places:
        before = start
        for clause in versions[at].document:
            row = rows[at, clause.citation]
            if row not in placed:
                behind.setdefault(before, []).append(row)
                placed.add(row)
            before = row
    ordered: list[int] = []
    waiting = [start]
    while waiting:
        row = waiting.pop()
        ordered.append(row)
        waiting += behind.get(row, [])
    return ordered[1:]
