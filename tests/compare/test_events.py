"""What happened to a clause between two versions."""

from __future__ import annotations

import pytest

from cdiff.comparing.events import EventSides, events_of
from cdiff.core.model import Change, ChangeKind, Clause, ClausePlace, Edit

ONE, TWO = Clause("1", "paragraph", "1.", "one two"), Clause("2", "paragraph", "2.", "one two")
OLD, NEW, BACK = (
    (ClausePlace("old", "1", "old/1"),),
    (ClausePlace("new", "2", "old/1"),),
    (ClausePlace("zero", "9", "zero/9"),),
)


@pytest.mark.parametrize(
    ("kind", "moved", "renumbered", "events"),
    [
        ("unchanged", False, False, ["unchanged"]),
        ("unchanged", True, False, ["moved"]),
        ("unchanged", False, True, ["renumbered"]),
        ("modified", True, True, ["modified", "moved", "renumbered"]),
        ("editorial", False, False, ["editorial"]),
    ],
)
def test_a_clause_that_stays(kind: ChangeKind, moved: bool, renumbered: bool, events: list[str]) -> None:
    now = TWO if renumbered else ONE
    change = Change(kind, (ONE,), (now,), moved=moved, renumbered=renumbered)
    found = events_of(change, ONE, now, EventSides(OLD, NEW))
    assert [event.kind for event in found] == events
    assert all((event.old, event.new) == (OLD, NEW) for event in found)


def test_a_clause_that_comes_or_goes() -> None:
    entered = events_of(Change("inserted", (), (TWO,)), None, TWO, EventSides((), NEW))
    assert [(event.kind, event.old, event.new) for event in entered] == [("inserted", (), NEW)]
    dropped = events_of(Change("deleted", (ONE,), ()), ONE, None, EventSides(OLD, ()))
    assert [(event.kind, event.old, event.new) for event in dropped] == [("deleted", OLD, ())]
    returned = events_of(Change("inserted", (), (TWO,)), None, TWO, EventSides((), NEW, BACK))
    assert [(event.kind, event.old, event.new) for event in returned] == [("returned", BACK, NEW)]


def test_the_parts_of_a_fork() -> None:
    whole = Clause("1", "paragraph", "1.", "one two. three four")
    parts = Clause("1", "paragraph", "1.", "one two."), Clause("2", "paragraph", "2.", "three five")
    edits = (Edit("equal", "one two. three "), Edit("delete", "four"), Edit("insert", "five"))
    split = Change("split", (whole,), parts, edits, renumbered=True)
    assert [event.kind for event in events_of(split, whole, parts[0], EventSides(OLD, NEW))] == ["split"]
    assert [event.kind for event in events_of(split, None, parts[1], EventSides(OLD, NEW))] == ["split", "modified"]
    edits = (Edit("equal", "one two. three "), Edit("insert", "four"), Edit("delete", "five"))
    merge = Change("merged", parts, (whole,), edits)
    assert [event.kind for event in events_of(merge, parts[0], whole, EventSides(OLD, NEW))] == ["merged", "modified"]
    gone = events_of(merge, parts[1], None, EventSides(OLD, NEW))
    assert [(event.kind, event.old, event.new) for event in gone] == [("merged", OLD, NEW)]
    comma = (Edit("equal", "one two. three four"), Edit("insert", ","))
    split = Change("split", (whole,), (parts[0], Clause("2", "paragraph", "2.", "three four,")), comma)
    assert [event.kind for event in events_of(split, None, split.new[1], EventSides(OLD, NEW))] == [
        "split",
        "editorial",
    ]
