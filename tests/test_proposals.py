"""What became of proposals: each outcome, all who proposed, and what is no proposal."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings

from cdiff.comparing import compare
from cdiff.core.model import Version
from cdiff.features.proposals.judging import judge
from cdiff.features.proposals.model import OUTCOMES, Proposals
from cdiff.features.proposals.subjects import PROPOSALS
from tests.drafts import pairs
from tests.schemas import faults, schema
from tests.support import version

BASE = """1. The fund helps poor towns.

2. States share data on rivers in a timely manner, as appropriate.

3. A forum is held.
"""
SOME = settings(max_examples=settings().max_examples // 4)


def judged(base: str | Version, *texts: str | Version) -> Proposals:
    """Hold proposals against the last text."""
    labels = [f"p{at}" for at in range(1, len(texts))] + ["next"]
    before = base if isinstance(base, Version) else version(base, "base")
    *proposed, after = (
        each if isinstance(each, Version) else version(each, label) for each, label in zip(texts, labels, strict=True)
    )
    return judge(before, [(compare(before, each), compare(each, after)) for each in proposed], compare(before, after))


def outcomes(found: Proposals) -> list[tuple[str, tuple[str, ...]]]:
    return [(each.outcome, each.by) for each in found]


@pytest.mark.parametrize(
    ("proposed", "next_", "outcome"),
    [
        ("in real time", "in real time", "taken"),
        ("in real time and free of charge", "in real time", "in part"),
        ("in real time", "in real time and free of charge", "taken with more"),
        ("in real time", "each year", "not taken"),
    ],
)
def test_a_wording(proposed: str, next_: str, outcome: str) -> None:
    texts = [BASE.replace("in a timely manner", words) for words in (proposed, next_)]
    assert outcomes(judged(BASE, *texts)) == [(outcome, ("p1",))]


def test_a_deletion_that_was_made_and_one_that_was_not() -> None:
    shorter = BASE.replace(", as appropriate", "").replace("3. A forum is held.\n", "")
    assert outcomes(judged(BASE, shorter, BASE.replace(", as appropriate", ""))) == [
        ("taken", ("p1",)),
        ("not taken", ("p1",)),
    ]
    assert outcomes(judged(BASE, shorter, shorter)) == [("taken", ("p1",)), ("taken", ("p1",))]


def test_that_the_old_wording_went_does_not_show_that_the_new_one_was_taken() -> None:
    found = judged(BASE, BASE.replace("as appropriate", "where possible"), BASE.replace(", as appropriate", ""))
    assert outcomes(found) == [("not taken", ("p1",))]


def test_a_clause_that_was_renumbered_is_still_the_clause() -> None:
    new = "1. A wholly new clause about lakes and their guardians.\n\n"
    later = new + BASE.replace("3.", "4.").replace("2.", "3.").replace("1. The", "2. The")
    found = judged(BASE, BASE.replace("poor", "all"), later.replace("poor", "all"))
    assert outcomes(found) == [("taken", ("p1",))]
    assert [each.cited for each in found] == [("2",)]


def test_what_stands_in_another_clause() -> None:
    added = BASE + "\n4. Guardians of sacred lakes are heard before any dam is built.\n"
    there = BASE.replace("poor towns.", "poor towns, once guardians of sacred lakes are heard.")
    (found,) = judged(BASE, added, there)
    assert (found.outcome, found.cited) == ("elsewhere", ("1",))


def test_a_new_clause_at_its_place() -> None:
    added = BASE + "\n4. Guardians of sacred lakes are heard before any dam is built.\n"
    assert outcomes(judged(BASE, added, added)) == [("taken", ("p1",))]
    more = added.replace("is built", "is built or planned")
    assert outcomes(judged(BASE, added, more)) == [("taken with more", ("p1",))]


def test_all_who_propose_the_same_are_named_together() -> None:
    both = BASE.replace("poor", "all")
    found = judged(BASE, both, both.replace("forum", "review forum"), both)
    assert outcomes(found) == [("taken", ("p1", "p2")), ("not taken", ("p2",))]


def test_a_new_number_is_no_proposal_and_editorial_changes_are_counted() -> None:
    found = judged(BASE, BASE.replace("rivers in", "Rivers in"), BASE)
    assert (found.rows, found.editorial) == ((), 1)


def test_what_is_proposed_by_the_next_draft_itself_is_taken_in_all() -> None:
    other = BASE.replace("poor", "all").replace("forum", "review forum")
    assert {each.outcome for each in judged(BASE, other, other)} == {"taken"}


@given(pairs(), pairs())
@SOME
def test_every_proposal_has_an_outcome_and_fits_the_schema(one: tuple[str, str], two: tuple[str, str]) -> None:
    found = judged(one[0], one[1], two[0], two[1])
    assert sum(map(found.count, OUTCOMES)) == len(found.rows)
    assert faults(schema("proposals"), json.loads(PROPOSALS.printed(found, "json"))) == []
    assert judged(version(one[0], "base"), one[1], one[1]).count("taken") == len(judged(one[0], one[1], one[1]).rows)
