"""Lineages: every clause of every version in one cell, every change in one cell, rows in reading order."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cdiff.compare import compare
from cdiff.errors import CdiffError, CitationError
from cdiff.model import Document, Table, Version
from cdiff.pipeline.tables import choose_rows, table
from cdiff.render.marks import cited
from cdiff.trace.lineage import table_of
from tests.drafts import documents, drafts, edited, printed
from tests.support import version

SOME = settings(max_examples=settings().max_examples // 2)


def chained(versions: list[Version]) -> Table:
    return table_of(versions, [compare(old, new) for old, new in pairwise(versions)])


def prove(versions: list[Version]) -> None:
    comparisons = [compare(old, new) for old, new in pairwise(versions)]
    whole = table_of(versions, comparisons)
    for at, each in enumerate(versions):
        cells = [clause for row in whole for clause in row.cells[at].clauses]
        assert Counter(clause.citation for clause in cells) == Counter(clause.citation for clause in each.document)
        for row in whole:
            places = [each.document.clauses.index(clause) for clause in row.cells[at].clauses]
            assert places == sorted(places)
    for at, comparison in enumerate(comparisons, 1):
        found = Counter(id(change) for row in whole for change in row.cells[at].changes)
        assert found == Counter(id(change) for change in comparison.changes)
    assert all(not row.cells[0].changes for row in whole)
    assert all(any(cell.clauses for cell in row.cells) for row in whole)
    firsts = [row.cells[-1].clauses[0].citation for row in whole if row.cells[-1].clauses]
    order = [clause.citation for clause in versions[-1].document]
    assert firsts == [citation for citation in order if citation in set(firsts)]


@st.composite
def negotiations(draw: st.DrawFn) -> list[Version]:
    """Draw a draft and what two rounds make of it."""
    parts = draw(drafts())
    texts = [printed(parts)]
    for _ in range(2):
        parts = draw(edited(parts))
        texts.append(printed(parts))
    return [version(text, f"draft{at}") for at, text in enumerate(texts)]


@given(negotiations())
@SOME
def test_a_table_holds_everything_once(versions: list[Version]) -> None:
    prove(versions)


@given(st.lists(documents().filter(lambda document: len(document) > 0), min_size=2, max_size=4))
@SOME
def test_a_table_of_anything_holds_everything_once(texts: list[Document]) -> None:
    prove([Version(f"draft{at}", document) for at, document in enumerate(texts)])


ONE = "The States shall publish their statistics on regular migration every year."
TWO = "They shall also establish national websites that inform all migrants about their rights."
THREE = "Consular posts assist nationals who are detained or lost abroad."
FOUR = "Remittances of diasporas contribute to development where transfers are cheap."


def told(*drafts_: tuple[str, ...]) -> list[list[str]]:
    texts = [
        "A draft of rules\n\n" + "".join(f"{at}. {text}\n\n" for at, text in enumerate(each, 1)) for each in drafts_
    ]
    whole = chained([version(text, f"draft{at}") for at, text in enumerate(texts)])
    return [[cited(cell.clauses) for cell in row.cells] for row in whole][1:]


def test_a_split_and_a_merge_stay_in_one_row() -> None:
    split, one = (ONE, TWO, THREE), (f"{ONE} {TWO}", THREE)
    assert told(one, split) == [["1", "1 + 2"], ["2", "3"]]
    assert told(split, one) == [["1 + 2", "1"], ["3", "2"]]
    assert told(split, one, split) == [["1 + 2", "1", "1 + 2"], ["3", "2", "3"]]


def test_a_clause_that_is_gone_leaves_an_empty_cell_where_it_stood() -> None:
    assert told((ONE, THREE, FOUR), (ONE, FOUR), (ONE, FOUR)) == [["1", "1", "1"], ["2", "", ""], ["3", "2", "2"]]


def test_a_run_that_is_gone_keeps_its_order() -> None:
    found = told((ONE, TWO, THREE, FOUR), (ONE, TWO, FOUR), (ONE, FOUR))
    assert found == [["1", "1", "1"], ["2", "2", ""], ["3", "", ""], ["4", "3", "2"]]


def test_a_clause_that_came_leaves_the_cells_before_it_empty() -> None:
    assert told((ONE,), (ONE, THREE)) == [["1", "1"], ["", "2"]]


def test_a_table_takes_two_versions() -> None:
    with pytest.raises(CdiffError, match="two versions or more"):
        table([version("A draft\n\n1. One.\n")])


def test_rows_can_be_chosen_and_keep_their_headings() -> None:
    old = f"A draft of rules\n\nPREAMBLE\n\n1. {ONE}\n\nREVIEW\n\n2. {THREE}\n\n3. {FOUR}\n"
    whole = table([version(old, "a"), version(old.replace("detained", "held"), "b")])
    changed = choose_rows(whole, changed=True)
    assert [cited(row.cells[1].clauses) for row in changed] == ["review", "2"]
    assert [cited(row.cells[0].clauses) for row in choose_rows(whole, typed="review")] == ["review", "2", "3"]
    assert [cited(row.cells[0].clauses) for row in choose_rows(whole, typed="1")] == ["preamble", "1"]
    with pytest.raises(CitationError):
        choose_rows(whole, typed="99")
