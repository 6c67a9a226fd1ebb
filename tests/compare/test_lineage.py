"""Lineages: every clause of every version in one cell, every change in one cell, rows in reading order."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cdiff.comparing import compare
from cdiff.comparing.lineage import table_against, table_of
from cdiff.core.errors import CdiffError, CitationError
from cdiff.core.model import EVENT_KINDS, ClausePlace, Document, Table, Version
from cdiff.features.table.rows import choose_rows
from cdiff.pipeline.chains import table
from cdiff.telling.change_labels import cited
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
        for change in comparison:
            told = {row.id for row in whole if change in row.cells[at].changes}
            olds = {row.id for row in whole if row.cells[at - 1].clause in change.old}
            assert told == olds | {row.id for row in whole if row.cells[at].clause in change.new}
    assert len({row.id for row in whole}) == len(whole.rows)
    for row in whole:
        assert not row.cells[0].changes
        assert any(cell.clauses for cell in row.cells)
        for cell in row.cells[1:]:
            assert bool(cell.events) == bool(cell.changes)
            assert bool(cell.events) >= bool(cell.clause)
            assert [e.kind for e in cell.events] == [k for k in EVENT_KINDS if k in {e.kind for e in cell.events}]
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


@given(negotiations())
@SOME
def test_a_table_against_a_base_has_everything_once_and_only_the_changes_to_the_base(versions: list[Version]) -> None:
    base, *others = versions
    comparisons = [compare(base, other) for other in others]
    whole = table_against(versions, comparisons)
    assert whole.base == base.label
    for at, each in enumerate(versions):
        cells = [clause.citation for row in whole for cell in row.cells[at : at + 1] for clause in cell.clauses]
        assert sorted(cells) == sorted(clause.citation for clause in each.document)
    for at, comparison in enumerate(comparisons, 1):
        for change in comparison:
            told = {row.id for row in whole if change in row.cells[at].changes}
            olds = {row.id for row in whole if row.cells[0].clause in change.old}
            assert told == olds | {row.id for row in whole if row.cells[at].clause in change.new}
    order = [row.cells[0].clauses[0].citation for row in whole if row.cells[0].clauses]
    assert order == [clause.citation for clause in base.document]


def test_two_proposals_to_one_clause_stand_beside_it_whatever_the_other_did() -> None:
    base, north, south = ((ONE, TWO, THREE), (FOUR, ONE, f"{TWO} Often."), (ONE, f"{TWO} Always."))
    versions = [version(numbered(*texts), label) for texts, label in ((base, "base"), (north, "n"), (south, "s"))]
    whole = table_against(versions, [compare(versions[0], other) for other in versions[1:]])
    rows = [[cited(cell.clauses) for cell in row.cells] for row in whole][1:]
    assert rows == [["", "1", ""], ["1", "2", "1"], ["2", "3", "2"], ["3", "", ""]]
    assert [[event.kind for event in cell.events] for cell in whole.rows[3].cells] == [
        [],
        ["modified", "renumbered"],
        ["modified"],
    ]
    assert [[event.kind for event in cell.events] for cell in whole.rows[4].cells] == [[], ["deleted"], ["deleted"]]


def test_proposals_that_insert_the_same_words_share_a_row() -> None:
    base, north, south = (ONE, TWO), (ONE, FOUR, "Reserved.", "Reserved.", TWO), (THREE, ONE, "Reserved.", FOUR)
    versions = [version(numbered(*texts), label) for texts, label in ((base, "base"), (north, "n"), (south, "s"))]
    whole = table_against(versions, [compare(versions[0], other) for other in versions[1:]])
    rows = [[cited(cell.clauses) for cell in row.cells] for row in whole][1:]
    assert sorted(rows) == [
        ["", "", "1"],
        ["", "2", "4"],
        ["", "3", "3"],
        ["", "4", ""],
        ["1", "1", "2"],
        ["2", "5", ""],
    ]


def test_the_same_words_below_different_clauses_are_different_proposals() -> None:
    heads = "Article 1\nLamps\n\n{}\n\nArticle 2\nOil\n\n{}\n"
    texts = (ONE, TWO), (f"{ONE}\n\n{FOUR}", TWO), (ONE, f"{TWO}\n\n{FOUR}")
    base, *others = (version(heads.format(*each), f"v{at}", "articles") for at, each in enumerate(texts))
    whole = table_against([base, *others], [compare(base, other) for other in others])
    found = [[bool(cell.clauses) for cell in row.cells] for row in whole if not row.cells[0].clauses]
    assert sorted(found) == [[False, False, True], [False, True, False]]


ONE = "The States shall publish their statistics on regular migration every year."
TWO = "They shall also establish national websites that inform all migrants about their rights."
THREE = "Consular posts assist nationals who are detained or lost abroad."
FOUR = "Remittances of diasporas contribute to development where transfers are cheap."

LONG = f"{TWO} The websites are kept in all languages that these migrants read, and say where to turn for legal advice."


def numbered(*texts: str) -> str:
    return "A draft of rules\n\n" + "".join(f"{at}. {text}\n\n" for at, text in enumerate(texts, 1))


def told(*drafts_: tuple[str, ...]) -> list[list[str]]:
    whole = chained([version(numbered(*texts), f"draft{at}") for at, texts in enumerate(drafts_)])
    return [[cited(cell.clauses) for cell in row.cells] for row in whole][1:]


def test_a_split_and_a_merge_fork() -> None:
    """The first part carries the lineage on, unless another one is much longer."""
    split, one = (ONE, TWO, THREE), (f"{ONE} {TWO}", THREE)
    assert told(one, split) == [["1", "1"], ["", "2"], ["2", "3"]]
    assert told(split, one) == [["1", "1"], ["2", ""], ["3", "2"]]
    assert told(split, one, split) == [["1", "1", "1"], ["2", "", "2"], ["3", "2", "3"]]
    assert told((FOUR, *one), (FOUR, *split)) == [["1", "1"], ["2", "2"], ["", "3"], ["3", "4"]]
    assert told((*split, FOUR), (FOUR, *one)) == [["4", "1"], ["1", "2"], ["2", ""], ["3", "3"]]
    short = (f"{ONE} {LONG}", THREE), (ONE, LONG, THREE)
    assert told(*short) == [["", "1"], ["1", "2"], ["2", "3"]]


def test_a_clause_that_came_back_stands_in_one_row() -> None:
    found = told(
        (ONE, TWO, THREE), (ONE, THREE), (FOUR, THREE), (ONE, TWO.replace("all migrants", "most migrants"), THREE)
    )
    assert found == [["", "", "1", ""], ["1", "1", "", "1"], ["2", "", "", "2"], ["3", "2", "2", "3"]]


def test_twins_come_back_only_below_their_own() -> None:
    """Of two clauses with the same words nobody can say which one is back, unless what stands above them is."""
    parts = [f"{at}. {text}\n\na) The same words\n\nb) {letter}\n\n" for at, text, letter in LISTS]
    texts = ["".join(parts), parts[0].replace("a) The same words\n\n", ""), "".join(parts)]
    whole = chained([version(f"A draft of rules\n\n{text}", f"draft{at}") for at, text in enumerate(texts)])
    rows = {row.id: [cited(cell.clauses) for cell in row.cells] for row in whole}
    assert rows["draft0/1(a)"] == ["1(a)", "", "1(a)"]
    assert rows["draft0/2(a)"] == ["2(a)", "", "2(a)"]


LISTS = (
    (1, "Consular posts assist nationals by the following means:", "Visits to those who are detained abroad"),
    (2, "Remittances of diasporas are made cheaper by these measures:", "Competition between providers of transfers"),
)


def test_what_happened_is_told() -> None:
    texts = [
        f"A draft of rules\n\n1. {ONE}\n\n2. {THREE}\n\n3. {FOUR}\n",
        f"A draft of rules\n\n1. {FOUR}\n\n2. {ONE.upper()}\n",
        f"A draft of rules\n\n1. {FOUR}\n\n2. {TWO}\n\n3. {ONE.upper()}\n\n4. {THREE}\n",
    ]
    whole = chained([version(text, f"draft{at}") for at, text in enumerate(texts)])
    kinds = {row.id: [[event.kind for event in cell.events] for cell in row.cells] for row in whole}
    assert kinds["draft0/1"] == [[], ["editorial", "renumbered"], ["renumbered"]]
    assert kinds["draft0/2"] == [[], ["deleted"], ["returned"]]
    assert kinds["draft0/3"] == [[], ["moved", "renumbered"], ["unchanged"]]
    assert kinds["draft2/2"] == [[], [], ["inserted"]]
    back = next(row for row in whole if row.id == "draft0/2").cells[2].events[0]
    assert back.old == (ClausePlace("draft0", "2", "draft0/2"),)
    assert back.new == (ClausePlace("draft2", "4", "draft0/2"),)


def test_a_fork_names_the_lineages_that_take_part() -> None:
    split, one = (ONE, TWO, THREE), (f"{ONE} {TWO}", THREE)
    drafts_ = [numbered(*texts) for texts in (one, split, one)]
    whole = chained([version(text, f"draft{at}") for at, text in enumerate(drafts_)])
    rows = {row.id: row for row in whole}
    for lineage in ("draft0/1", "draft1/2"):
        first, second = (rows[lineage].cells[at].events[0] for at in (1, 2))
        assert (first.kind, second.kind) == ("split", "merged")
        assert (
            first.new == second.old == (ClausePlace("draft1", "1", "draft0/1"), ClausePlace("draft1", "2", "draft1/2"))
        )


def test_a_draft_that_turns_up_late_changes_no_id_of_what_was_there_before() -> None:
    texts = [(ONE, THREE), (ONE, THREE, FOUR), (ONE, TWO, THREE, FOUR)]
    versions = [version(numbered(*each), f"draft{at}") for at, each in enumerate(texts)]
    ids = [[row.id for row in chained(some)] for some in ([versions[0], versions[2]], versions)]
    assert ids[0] == ["draft0/title", "draft0/1", "draft2/2", "draft0/2", "draft2/4"]
    assert ids[1] == ["draft0/title", "draft0/1", "draft2/2", "draft0/2", "draft1/3"]


@given(negotiations())
@SOME
def test_a_later_version_changes_no_id(versions: list[Version]) -> None:
    """What is known of the first drafts is known for good."""
    before, after = chained(versions[:2]), chained(versions)
    ids = [
        {(at, cell.clause.citation): row.id for row in whole for at, cell in enumerate(row.cells[:2]) if cell.clause}
        for whole in (before, after)
    ]
    assert ids[0] == ids[1]


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
    assert [cited(row.cells[0].clauses) for row in choose_rows(whole, typed=["review"])] == ["review", "2", "3"]
    assert [cited(row.cells[0].clauses) for row in choose_rows(whole, typed=["1"])] == ["preamble", "1"]
    with pytest.raises(CitationError):
        choose_rows(whole, typed=["1", "99"])


def test_lineages_born_alike_in_two_versions_of_one_label_are_told_apart() -> None:
    drafts = [version(numbered(*texts), "draft") for texts in ((ONE,), (FOUR,), (THREE,))]
    assert sorted(row.id for row in chained(drafts)) == ["draft/1", "draft/1 [2]", "draft/1 [3]", "draft/title"]
