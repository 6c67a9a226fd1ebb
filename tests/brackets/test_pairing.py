"""Which brackets belong together across clauses, and which have no other half."""

from __future__ import annotations

import pytest

from cdiff.features.brackets import mark_up
from cdiff.features.brackets.model import TextPlace
from tests.brackets.texts import document


def test_a_bracket_around_clauses() -> None:
    found = mark_up(document("[Parties act", "and [shall] act", "again.]", "The end"))
    assert [(bracket.depth, bracket.clauses) for bracket in found] == [(1, ("1", "2", "3")), (2, ("2",))]
    assert found.bracket(1).text == "Parties act and [shall] act again."


FAULTS = {
    "a bracket that nothing closes": (["one", "two [three", "four"], [(1, 4, "[")]),
    "a bracket that nothing opens": (["one", "two] three", "four"], [(1, 3, "]")]),
    "at the end of a clause": (["one", "two]", "four"], [(1, 3, "]")]),
    "a slip beside a good bracket": (["[one] two [three"], [(0, 10, "[")]),
    "a slip in a bracket around clauses": (["[one", "two [three", "four]"], [(1, 4, "[")]),
    "a slip behind a bracket around clauses": (["[one", "two]", "a [b", "c"], [(2, 2, "[")]),
    "two slips far apart": (["a [b c", "d", "e", "f] g"], [(0, 2, "["), (3, 1, "]")]),
    "a doubled sign": (["a [[b] c"], [(0, 2, "[")]),
    "turned round": (["a ]b[ c"], [(0, 2, "]"), (0, 4, "[")]),
}


@pytest.mark.parametrize("name", FAULTS)
def test_a_bracket_without_its_other_half_is_a_fault_with_its_place(name: str) -> None:
    texts, expected = FAULTS[name]
    found = mark_up(document(*texts))
    assert [(fault.place.clause, fault.place.offset, fault.sign) for fault in found.faults] == expected
    said = {"[": "[ opens a bracket that nothing closes", "]": "] closes a bracket that nothing opens"}
    assert [fault.message for fault in found.faults] == [said[sign] for *_, sign in expected]


def test_a_slip_in_a_footnote_stays_there() -> None:
    given_document = document("one [two", ("footnote", "[^1]", "A note] here"))
    found = mark_up(given_document)
    assert [fault.place for fault in found.faults] == [TextPlace(0, 4), TextPlace(1, 6)]
