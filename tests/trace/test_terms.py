"""Terms through all versions: counts, births and deaths, and what the sources document of the Compact."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cdiff.comparing import compare
from cdiff.comparing.lineage import table_of
from cdiff.core.model import Version
from cdiff.features.statistics import versions as chronicles
from cdiff.features.statistics.model import TermHistory, TermTable
from cdiff.features.statistics.term_histories import term_table
from cdiff.pipeline import shipped_store
from cdiff.pipeline.chains import Chain, chain
from cdiff.searching import terms_from
from tests.compare.test_lineage import negotiations
from tests.support import version

SOME = settings(max_examples=settings().max_examples // 2)


def told(typed: list[str], versions: list[Version]) -> TermTable:
    comparisons = [compare(old, new) for old, new in pairwise(versions)]
    return term_table(terms_from(typed), table_of(versions, comparisons), comparisons)


def one(typed: str, *texts: str) -> TermHistory:
    return told([typed], [version(text, f"draft{at}") for at, text in enumerate(texts, 1)]).terms[0]


def events(term: TermHistory) -> list[str]:
    return [f"{event.kind} {event.label}" for event in term.events]


def test_births_and_deaths() -> None:
    with_it = "1. States shall build a firewall between services and police.\n"
    without = "1. States shall keep services and police apart.\n"
    assert events(one("firewall", with_it, with_it)) == ["there draft1"]
    assert events(one("firewall", without, with_it, without)) == ["entered draft2", "left draft3"]
    assert events(one("firewall", with_it, without, with_it)) == ["there draft1", "left draft2", "returned draft3"]
    never = one("firewall", without, without)
    assert (events(never), never.first, never.last) == ([], None, None)


def test_a_term_that_stays_in_the_text_but_moves_is_not_born_again() -> None:
    old = "1. States shall build a firewall.\n\n2. They shall meet every year.\n"
    new = "1. States shall meet.\n\n2. They shall build a firewall every year.\n"
    term = one("firewall", old, new)
    assert events(term) == ["there draft1"]
    assert [[seen.clause.citation for seen in cell.seen] for cell in term.cells] == [["1"], ["2"]]


NEAR = [
    ("firewal", ("firewalls",)),
    ("polcy", ("policy",)),
    ("policymaking", ("policy-making",)),
    ("migrant worker", ("migrants workers",)),
    ("polcy for", ("policy for",)),
    ("migrants wrokers", ("migrants workers",)),
    ("aaaaaa", ()),
    ("worker* | police", ()),
]


@pytest.mark.parametrize(("typed", "wanted"), NEAR)
def test_near_misses(typed: str, wanted: tuple[str, ...]) -> None:
    text = "1. States shall build firewalls and a policy for migrants workers, by policy-making.\n"
    term = one(typed, text)
    assert term.near == wanted if term.first is None else typed == "worker* | police"


def test_what_a_context_leaves_out_is_counted() -> None:
    term = one("as appropriate [not after: as well]", "1. As well as appropriate aid, and, as appropriate, more.\n")
    assert (term.cells[0].total, term.cells[0].left_out) == (1, 1)


# The Compact


@pytest.fixture(scope="module")
def compact() -> Chain:
    store = shipped_store()
    return chain(store.versions(), store)


def counts(compact: Chain, typed: str) -> list[int]:
    term = chronicles.terms(terms_from([typed]), compact).terms[0]
    return [cell.total for cell in term.cells]


def test_non_refoulement_is_documented_in_draft2_alone(compact: Chain) -> None:
    table = chronicles.terms(terms_from(["refoulement"]), compact)
    term = table.terms[0]
    assert events(term) == []
    assert [cell.is_known for cell in term.cells] == [*[False] * 5, True]
    assert [said for each in term.statements for said in [each.said.text] if "was taken out" in said]
    assert [cell.total for cell in term.cells] == [0, 0, 0, 1, 0, 0]
    assert term.first == term.last == 3
    seen = term.cells[3].seen[0]
    assert (seen.clause.citation, table.parts[seen.part].name) == ("36", "objective 21")
    assert seen.clause.text[slice(*seen.spans[0])] == "refoulement"


COUNTED = {
    "firewall*": 0,
    "national law": 1,
    "national law* | national legislation": 7,
    "as appropriate": 2,
    "as appropriate [not after: as well]": 1,
    "shall": 5,
    "must": 10,
    "sexual and reproductive": 0,
}
"""How often the final draft has each: counted line by line, not by cdiff."""


@pytest.mark.parametrize(("typed", "count"), COUNTED.items())
def test_the_final_draft(compact: Chain, typed: str, count: int) -> None:
    assert counts(compact, typed)[-1] == count


# Contracts


@given(negotiations(), st.sampled_from("States migration the of and children 2030 žena мир".split()))
@SOME
def test_counts_are_those_of_a_regular_expression(versions: list[Version], word: str) -> None:
    table = told([word], versions)
    for each, cell in zip(versions, table.terms[0].cells, strict=True):
        pattern = re.compile(rf"(?<!\w){word}(?!\w)", re.IGNORECASE)
        texts = [clause.text for clause in each.document]
        assert cell.total == sum(len(pattern.findall(text)) for text in texts)
        assert [len(seen.spans) for seen in cell.seen] == [len(found) for found in map(pattern.findall, texts) if found]


@given(negotiations(), st.sampled_from("States migration the of and".split()))
@SOME
def test_the_parts_add_up_and_the_events_follow_the_counts(versions: list[Version], word: str) -> None:
    table = told([word], versions)
    term = table.terms[0]
    for cell in term.cells:
        assert len(cell.parts) == len(table.parts)
        assert sum(cell.parts) == sum(len(seen.spans) for seen in cell.seen) == cell.total
        for place, count in enumerate(cell.parts):
            assert count == sum(len(seen.spans) for seen in cell.seen if seen.part == place)
    there = False
    happened = {event.label: event.kind for event in term.events}
    for each, cell in zip(versions, term.cells, strict=True):
        if each.label in happened:
            there = happened[each.label] != "left"
        assert there == bool(cell.total)
