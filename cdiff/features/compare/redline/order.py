"""The order of a redline: one sequence of blocks in which both texts stand in their own order.

What stands still is the heaviest chain of changes whose clauses follow each other in both texts; the comparison's
`moved` decides who gives way, and what belongs to a moved clause goes with it. Everything else is written twice:
where it stood, as deleted or moved away, and where it stands, as inserted or moved here. So rejecting gives the
old order and accepting the new one, whatever the comparison says of moves: they only choose the look.

Rejected: writing moved clauses once, at their new place, with a note. Nobody could reject that.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Literal

from cdiff.core.model import Change, Clause, Comparison
from cdiff.core.records import field, record
from cdiff.features.compare.redline.calls import Calls, calls_of

_STEADY = 1_000_000
"""What a clause weighs that the comparison does not call moved; more than all that moved together."""


@record(frozen=False)
class Item:
    """A change without its called footnotes, and where its clauses stand."""

    change: Change
    old: list[int] = field(default_factory=list)
    """Places in the old text, ascending."""
    new: list[int] = field(default_factory=list)
    move: int = 0
    """The number of the move that it is a part of, from 1; 0 for none."""

    @property
    def is_whole(self) -> bool:
        """Whether the change lost no clause to the footnotes, so that its edits fit."""
        return len(self.old) == len(self.change.old) and len(self.new) == len(self.change.new)

    @property
    def is_compact(self) -> bool:
        """Whether nothing else stands between its clauses, on either side."""
        return all(places and places[-1] - places[0] == len(places) - 1 for places in (self.old, self.new))


@record
class Span:
    """A stretch of one text of which nothing stands still: it is written as gone, come or moved."""

    on: Literal["old", "new"]
    start: int
    end: int


Step = Item | Span
"""What comes next: a change that stands still, or a stretch of one side."""


@record(frozen=False)
class Plan:
    """Both texts, and the order to write them in."""

    calls: Calls
    old: list[Clause]
    new: list[Clause]
    items: list[Item]
    steps: list[Step] = field(default_factory=list)
    old_owner: dict[int, Item] = field(default_factory=dict)
    new_owner: dict[int, Item] = field(default_factory=dict)

    def owner(self, on: Literal["old", "new"]) -> dict[int, Item]:
        """Say which change each place of one side belongs to."""
        return self.old_owner if on == "old" else self.new_owner

    def clauses(self, on: Literal["old", "new"], places: Iterable[int]) -> list[Clause]:
        """Give the clauses at some places of one side."""
        side = self.old if on == "old" else self.new
        return [side[place] for place in places]


def plan(comparison: Comparison, changes: Sequence[Change]) -> Plan:
    """Put the clauses of some changes in an order that is right for both sides."""
    olds = _in_order((clause for change in changes for clause in change.old), comparison.old.document.clauses)
    news = _in_order((clause for change in changes for clause in change.new), comparison.new.document.clauses)
    calls = calls_of(olds, news, changes)
    made = Plan(calls, _uncalled(olds, calls), _uncalled(news, calls), [])
    _own(made, changes)
    standing = _standing(made)
    _find_moves(made, {id(item) for item in standing})
    made.steps = list(_steps(made, standing))
    return made


def _in_order(clauses: Iterable[Clause], document: Sequence[Clause]) -> list[Clause]:
    places = {clause.citation: at for at, clause in enumerate(document)}
    return sorted(clauses, key=lambda clause: places.get(clause.citation, len(places)))


def _uncalled(clauses: Iterable[Clause], calls: Calls) -> list[Clause]:
    return [clause for clause in clauses if id(clause) not in calls.called]


def _own(made: Plan, changes: Sequence[Change]) -> None:
    old_places = {id(clause): at for at, clause in enumerate(made.old)}
    new_places = {id(clause): at for at, clause in enumerate(made.new)}
    for change in changes:
        item = Item(change, _places(change.old, old_places), _places(change.new, new_places))
        made.items.append(item)
        made.old_owner.update((place, item) for place in item.old)
        made.new_owner.update((place, item) for place in item.new)


def _places(clauses: Iterable[Clause], places: dict[int, int]) -> list[int]:
    return sorted(places[id(clause)] for clause in clauses if id(clause) in places)


# What stands still


def _standing(made: Plan) -> list[Item]:
    """Choose the heaviest chain of changes that follow each other in both texts."""
    linked = sorted((item for item in made.items if item.old and item.new), key=lambda item: item.old[0])
    carried = _carried(made)
    best = _Heaviest(len(made.new))
    waiting: list[tuple[Item, int, Item | None]] = []
    back: dict[int, Item | None] = {}
    for item in linked:
        for done, weight, _ in [row for row in waiting if row[0].old[-1] < item.old[0]]:
            best.put(done.new[-1], weight, done)
        waiting = [row for row in waiting if row[0].old[-1] >= item.old[0]]
        weight, before = best.below(item.new[0])
        back[id(item)] = before
        own = 1 if id(item) in carried else _STEADY
        waiting.append((item, weight + own, before))
    for done, weight, _ in waiting:
        best.put(done.new[-1], weight, done)
    return _chain(best.below(len(made.new))[1], back)


def _chain(last: Item | None, back: dict[int, Item | None]) -> list[Item]:
    chain: list[Item] = []
    while last is not None:
        chain.append(last)
        last = back[id(last)]
    return chain[::-1]


class _Heaviest:
    """The heaviest chain that ends below a place (a tree of prefix maxima; P. Fenwick, 1994)."""

    def __init__(self, size: int) -> None:
        self._rows: list[tuple[int, Item | None]] = [(0, None)] * (size + 1)

    def put(self, place: int, weight: int, item: Item) -> None:
        """Say that a chain of this weight ends with this item, at this place."""
        place += 1
        while place < len(self._rows):
            if weight > self._rows[place][0]:
                self._rows[place] = weight, item
            place += place & -place

    def below(self, place: int) -> tuple[int, Item | None]:
        """Give the heaviest chain that ends before a place."""
        best: tuple[int, Item | None] = (0, None)
        while place:
            best = max(best, self._rows[place], key=lambda row: row[0])
            place -= place & -place
        return best


def _carried(made: Plan) -> set[int]:
    """Find the changes that are called moved, and those that belong to a moved clause in both texts."""
    gone = _moved({clause.citation: clause.parent for clause in made.old}, made.items, "old")
    come = _moved({clause.citation: clause.parent for clause in made.new}, made.items, "new")
    return {
        id(item)
        for item in made.items
        if item.change.moved or (_belongs(item.change.old, gone) and _belongs(item.change.new, come))
    }


def _belongs(clauses: Sequence[Clause], moved: set[str]) -> bool:
    return bool(clauses) and clauses[0].citation in moved


def _moved(parents: dict[str, str | None], items: Iterable[Item], on: Literal["old", "new"]) -> set[str]:
    found: set[str] = set()
    for item in items:
        if item.change.moved:
            found.update(clause.citation for clause in (item.change.old if on == "old" else item.change.new))
    for citation, parent in parents.items():  # a parent stands before what belongs to it
        if parent in found:
            found.add(citation)
    return found


# What moves


def _find_moves(made: Plan, standing: set[int]) -> None:
    """Number the moves: clauses that go together, in their order, are one move."""
    moved = sorted(
        (item for item in made.items if item.is_compact and id(item) not in standing), key=lambda item: item.old[0]
    )
    number = 0
    last: Item | None = None
    for item in moved:
        if last is None or not _goes_with(last, item, made):
            number += 1
        item.move = number
        last = item


def _goes_with(last: Item, item: Item, made: Plan) -> bool:
    """Whether nothing but deleted clauses stands between two moves in the old text, but inserted ones in the new."""
    if item.new[0] < last.new[-1]:
        return False
    old = (made.old_owner.get(place) for place in range(last.old[-1] + 1, item.old[0]))
    new = (made.new_owner.get(place) for place in range(last.new[-1] + 1, item.new[0]))
    return all(each is None or not each.new for each in old) and all(each is None or not each.old for each in new)


def _steps(made: Plan, standing: Sequence[Item]) -> Iterator[Step]:
    old = new = 0
    for item in standing:
        yield Span("old", old, item.old[0])
        yield Span("new", new, item.new[0])
        yield item
        old, new = item.old[-1] + 1, item.new[-1] + 1
    yield Span("old", old, len(made.old))
    yield Span("new", new, len(made.new))
