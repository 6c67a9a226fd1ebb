"""Biographies and whereabouts: one citation per version, told on over forks; the two ways to a clause."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings

from cdiff.comparing import compare
from cdiff.core.errors import CdiffError, CitationError, VersionError
from cdiff.core.model import Edit, Version
from cdiff.features.trace.biography import Biographer
from cdiff.features.trace.event_labels import events_below
from cdiff.features.trace.model import Biography, Whereabouts
from cdiff.features.trace.versions import biography, concordance, provenance, whereabouts
from cdiff.pipeline.chains import Chain, chain
from tests.compare.test_lineage import FOUR, ONE, THREE, TWO, negotiations, numbered
from tests.support import version

SOME = settings(max_examples=settings().max_examples // 4)


def chained(*drafts: tuple[str, ...]) -> Chain:
    return chain([version(numbered(*texts), f"draft{at}") for at, texts in enumerate(drafts)])


def cited(told: Biography) -> list[str]:
    return [step.cell.clause.citation if step.cell.clause else "" for step in told]


def written(edit: Edit) -> str:
    marks = {"delete": "[-{}-]", "insert": "{{+{}+}}"}
    return marks.get(edit.op, "{}").format(edit.text)


def found(where: Whereabouts) -> list[list[str]]:
    return [[match.clause.citation for match in way] for way in (where.through, where.direct)]


@given(negotiations())
@SOME
def test_a_biography_tells_the_clause_that_was_asked_for(versions: list[Version]) -> None:
    whole = chain(versions)
    for at, each in enumerate(versions):
        for clause in each.document:
            told = Biographer(whole.table).tell(at, clause.citation)
            assert told.steps[at].cell.clause == clause
            assert told.asked.lineage == told.lineage.id == told.steps[at].lineage
            assert [step.place for step in told] == list(range(len(versions)))
            assert all(step.similarity == 0 for step in told if step.cell.clause is None)


@given(negotiations())
@SOME
def test_between_neighbours_the_chain_is_the_comparison(versions: list[Version]) -> None:
    whole = chain(versions)
    for old, new in pairwise(versions):
        for change in compare(old, new):
            for clause in change.old:
                where = whereabouts(whole, clause.citation, old.label, new.label)
                assert where.agrees
                assert {match.clause.citation for match in where.through} == {each.citation for each in change.new}
            for clause in change.new:
                where = whereabouts(whole, clause.citation, new.label, old.label)
                assert where.agrees
                assert {match.clause.citation for match in where.through} == {each.citation for each in change.old}


@given(negotiations())
@SOME
def test_a_concordance_has_every_clause_once(versions: list[Version]) -> None:
    made = concordance(chain(versions))
    for at, each in enumerate(versions):
        own = [entry.cited[at].citation for entry in made if entry.cited[at].citation and not entry.cited[at].inside]
        assert sorted(own) == sorted(clause.citation for clause in each.document)


def test_what_was_split_off_is_told_as_the_whole_before() -> None:
    whole = chained((f"{ONE} {TWO}", THREE), (ONE, TWO, THREE), (FOUR, ONE, TWO, THREE))
    told = biography(whole, "3", "draft2")
    assert cited(told) == ["1", "2", "3"]
    assert [step.lineage for step in told] == ["draft0/1", "draft1/2", "draft1/2"]
    assert told.steps[2].similarity == 1
    assert 0 < told.steps[0].similarity < 1


def test_what_was_merged_is_told_as_the_whole_behind() -> None:
    whole = chained((ONE, TWO, THREE), (f"{ONE} {TWO}", THREE), (FOUR, f"{ONE} {TWO}", THREE))
    told = biography(whole, "2", "draft0")
    assert cited(told) == ["2", "1", "2"]
    assert [step.lineage for step in told] == ["draft0/2", "draft0/1", "draft0/1"]


def test_a_gap_is_a_gap() -> None:
    told = biography(chained((ONE, TWO), (ONE,), (ONE, TWO)), "2")
    assert cited(told) == ["2", "", "2"]
    assert [step.similarity for step in told] == [1, 0, 1]
    assert told.asked.label == "draft2"


def test_without_a_label_the_last_version_that_has_it_is_asked() -> None:
    whole = chained((ONE, TWO, THREE), (ONE, TWO), (ONE, TWO))
    assert biography(whole, "3").asked.label == "draft0"
    assert biography(whole, "2").asked.label == "draft2"
    with pytest.raises(CitationError, match="no clause '7' in any version from draft0 to draft2"):
        biography(whole, "7")
    with pytest.raises(CitationError, match="no clause '3' in draft1"):
        biography(whole, "3", "draft1")
    with pytest.raises(VersionError, match="did you mean"):
        biography(whole, "3", "draft9")


def test_a_heading_counts_what_happened_below_it() -> None:
    old = f"A draft of rules\n\nPREAMBLE\n\n1. {ONE}\n\nREVIEW\n\n2. {TWO}\n\n3. {THREE}\n\n4. {FOUR}\n"
    new = f"A draft of rules\n\nPREAMBLE\n\n1. {ONE}\n\nREVIEW\n\n2. {TWO.replace('shall', 'may')}\n\n3. {FOUR}\n"
    told = biography(chain([version(old, "old"), version(new, "new")]), "review")
    assert told.steps[1].inside == (("modified", 1), ("renumbered", 1), ("deleted", 1))


def test_a_heading_tells_the_words_of_what_is_below_it() -> None:
    old = f"A draft of rules\n\nREVIEW\n\n1. {ONE}\n\n2. {TWO}\n\n3. {THREE}\n\n4. {FOUR}\n"
    new = f"A draft of rules\n\nREVIEW\n\n1. {ONE}\n\n2. {THREE.replace('lost', 'stranded')}\n\n3. {FOUR}\n"
    told = biography(chain([version(old, "old"), version(new, "new")]), "review")
    first, then = (
        [(name, "".join(map(written, edits))) for name, _, edits in events_below(told, step)] for step in told
    )
    assert first == [("1", ONE), ("2", TWO), ("3", THREE), ("4", FOUR)]
    assert then == [("2", f"[-{TWO}-]"), ("2", THREE.replace("lost", "[-lost-]{+stranded+}"))]


def test_what_was_merged_below_a_heading_is_told_once() -> None:
    old = f"A draft of rules\n\nREVIEW\n\n1. {ONE}\n\n2. {TWO}\n\n3. {THREE}\n"
    new = f"A draft of rules\n\nREVIEW\n\n1. {ONE}\n\n2. {TWO} {THREE.replace('lost', 'stranded')}\n"
    told = biography(chain([version(old, "old"), version(new, "new")]), "review")
    assert [name for name, _, _ in events_below(told, told.steps[1])] == ["2"]


def test_where_a_clause_is() -> None:
    whole = chained((ONE, TWO, THREE), (FOUR, ONE, f"{TWO} {THREE}"), (FOUR, ONE, TWO, THREE))
    assert found(whereabouts(whole, "1", "draft0", "draft2")) == [["2"], ["2"]]
    assert found(whereabouts(whole, "3", "draft1", "draft2")) == [["3", "4"], ["3", "4"]]
    assert found(whereabouts(whole, "3", "draft2", "draft1")) == [["3"], ["3"]]
    back = whereabouts(whole, "2", "draft0", "draft2")
    assert [(place.label, place.citation) for place in back.way] == [("draft0", "2"), ("draft1", "3"), ("draft2", "3")]


def test_where_a_clause_was_dropped() -> None:
    whole = chained((ONE, TWO, THREE), (ONE, THREE), (ONE, THREE, TWO.replace("national websites", "a website")))
    gone = whereabouts(whole, "2", "draft0", "draft1")
    assert (found(gone), gone.ended) == ([[], []], "draft1")
    assert gone.closest is not None
    assert whereabouts(whole, "2", "draft0", "draft2").ended == ""
    came = whereabouts(chained((ONE,), (ONE, THREE)), "2", "draft1", "draft0")
    assert (found(came), came.ended) == ([[], []], "draft1")
    with pytest.raises(CdiffError, match="both name draft0"):
        whereabouts(whole, "2", "draft0", "draft0")


def test_what_is_blamed_can_be_one_clause() -> None:
    whole = chained((ONE, TWO), (ONE, TWO.replace("all migrants", "most migrants")))
    told = provenance(whole, "draft1", "2")
    assert [clause.citation for clause, _ in told] == ["2"]
    assert told.total.words == (12, 1)
    assert provenance(whole, "draft0", "2").total.words == (13,)
