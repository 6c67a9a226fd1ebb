"""How far a clause is agreed, by its tags; colours are read in test_versions."""

from __future__ import annotations

import pytest

from cdiff.features.brackets import mark_up, status_of
from cdiff.features.brackets.conventions import conventions
from tests.brackets.texts import document

STATUSES = {
    "Parties act. [agreed]": ("agreed", "agreed"),
    "[agreed ad ref] Parties act": ("agreed ad ref", "agreed"),
    "Parties act (agreed ad referendum)": ("agreed ad referendum", "agreed"),
    "Parties act. – AGREED": ("agreed", "agreed"),
    "Parties act [agreed ad ref, 12 May]": ("agreed ad ref", "agreed"),
    "Parties act. (Agreed in informals)": ("agreed in informals", "agreed"),
    "Parties act – pending one delegation": ("pending one delegation", "pending"),
    "Parties act. [closed]": ("closed", "closed"),
    "Parties act. [open]": ("open", "open"),
    "as mutually [agreed]": None,
    "on terms to be [agreed].": None,
    "Parties agreed": None,
    "[open] access is good": None,
    "a text – agreed between them – holds": None,
}


@pytest.mark.parametrize("text", STATUSES)
def test_a_status(text: str) -> None:
    found = [(status.word, status.meaning) for status in mark_up(document(text)).statuses]
    expected = STATUSES[text]
    assert found == ([expected] if expected else [])


def test_a_status_on_a_line_of_its_own_speaks_of_the_clause_before() -> None:
    given_document = document("Parties act", ("text", "", "[agreed]"), "Parties wait")
    found = mark_up(given_document)
    assert [(status.clause, status.word) for status in found.statuses] == [(0, "agreed")]


def test_a_status_counts_for_what_belongs_to_its_clause() -> None:
    given_document = document(
        ("article", "Article 1.", "Scope [agreed]"), "one", "two [pending]", ("article", "Article 2.", "Use"), "three"
    )
    found = status_of(given_document, mark_up(given_document))
    assert {citation: status.meaning for citation, status in found.items()} == {
        "article 1": "agreed",
        "article 1, 2": "agreed",
        "article 1, 3": "pending",
    }


def test_a_user_owns_the_status_words() -> None:
    known = conventions(status={"agreed": ["clean"], "pending": ["parked"]})
    found = mark_up(document("Act [clean]", "Wait [agreed]"), known)
    assert [(status.word, status.meaning) for status in found.statuses] == [("clean", "agreed")]
    assert [bracket.text for bracket in found] == ["agreed"]


@pytest.mark.parametrize("behind", ["(bracketed by Japan)", "[EU reserves]", "(EU, US reserve position)", "(EU)"])
def test_a_position_may_stand_behind_a_status(behind: str) -> None:
    found = mark_up(document(f"Parties act. [pending] {behind}")).statuses
    assert [(status.word, status.text) for status in found] == [("pending", "pending")]
