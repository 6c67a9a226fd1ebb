"""Drafts that are lost in part: what is only carried over is neither counted nor dated, and what is missing was not
missing for that."""

from __future__ import annotations

import pytest

from cdiff.core.model import Evidence, Statement, Version
from cdiff.core.records import replace
from cdiff.features.statistics.measures import log_of, statistics_of
from cdiff.features.statistics.model import TermHistory
from cdiff.features.statistics.term_histories import term_table
from cdiff.features.statistics.views import events_said
from cdiff.features.trace.biography import Biographer
from cdiff.features.trace.biography_page import biography_html
from cdiff.features.trace.event_labels import events_said as step_events
from cdiff.features.trace.event_labels import step_edits
from cdiff.features.trace.model import Provenance
from cdiff.features.trace.origins import provenance_of
from cdiff.features.trace.versions import biography
from cdiff.features.trace.where import concordance_of
from cdiff.pipeline.chains import Chain, chain
from cdiff.searching import terms_from
from tests.compare.test_lineage import numbered
from tests.support import version

RIVER = "The States shall keep the river clean at all times."
FISH = "They shall count the fish and report the numbers every year."
OLD_FISH = "They shall count the fish every year."


def lost_draft(fish: str, *evidence: Evidence, statements: tuple[Statement, ...] = ()) -> Version:
    """A draft that is carried over from another one but for the passages of which more is known."""
    draft = version(numbered(RIVER, fish), "lost", words="carried")
    return replace(draft, evidence=evidence, statements=statements)


def archive(*evidence: Evidence, statements: tuple[Statement, ...] = ()) -> Chain:
    """A draft of which two passages are known, the next one of which one is, and the text that was agreed."""
    lost = lost_draft(OLD_FISH, *evidence, statements=statements)
    half = replace(lost_draft(FISH, Evidence("documented", "2", "and report the numbers")), label="half")
    return chain([lost, half, version(numbered(RIVER, FISH), "agreed", status="official")])


def blamed(whole: Chain, place: int = -1) -> Provenance:
    return provenance_of(whole.table, whole.comparisons, place)


def births(told: Provenance) -> dict[str, tuple[str, bool]]:
    return {word.text.strip(): (word.entered, word.may_be_older) for _, words in told for word in words}


def test_carried_words_are_not_known_before_the_text_that_was_read() -> None:
    told = blamed(archive())
    assert births(told)["river"] == ("agreed", True)
    assert not told.is_known
    assert told.total.words == (0, 4, 0)
    assert told.total.not_before == (0, 0, told.total.all - 4)


def test_a_word_that_a_source_reports_entered_there() -> None:
    assert births(blamed(archive()))["numbers"] == ("half", False)


def test_a_word_that_was_read_is_known_since_then() -> None:
    assert births(blamed(archive(Evidence("attested", "1", "the river"))))["river"] == ("lost", False)


def test_a_word_that_was_read_behind_a_gap_may_be_older() -> None:
    whole = archive()
    half = replace(whole.versions[1], evidence=(Evidence("attested", "1", "the river"),))
    told = blamed(chain([whole.versions[0], half, whole.versions[2]]))
    assert births(told)["river"] == ("half", True)
    assert told.total.not_before[1] == 2


def test_what_no_version_is_known_to_have() -> None:
    told = blamed(archive(), 0)
    assert births(told)["river"] == ("", True)
    assert told.total.unknown == told.total.all


def test_versions_that_are_known_in_full_are_dated_as_ever() -> None:
    whole = chain([version(numbered(RIVER, OLD_FISH), "one"), version(numbered(RIVER, FISH), "two")])
    told = blamed(whole)
    assert births(told)["river"] == ("one", False)
    assert births(told)["numbers"] == ("two", False)
    assert told.total.not_before == ()


# The life of a clause


def told(whole: Chain, citation: str) -> list[tuple[str, str]]:
    life = Biographer(whole.table).tell(len(whole.versions) - 1, citation)
    return [
        (", ".join(said for said, _ in step_events(life, step)), "".join(edit.text for edit in step_edits(life, step)))
        for step in life
    ]


def test_a_page_marks_how_each_passage_of_a_clause_is_known() -> None:
    known = Evidence("attested", "1", "the river"), Evidence("documented", "1", "all times")
    page = biography_html(biography(archive(*known), "1"))
    assert (
        '… <span class="kn kn-attested" title="attested">the river</span>'
        ' … <span class="kn kn-documented" title="documented">all times</span> …'
    ) in page
    assert "read in this draft" in page
    assert 'class="kn' not in biography_html(biography(archive(), "1"))


def test_a_life_tells_a_wording_from_where_it_is_known() -> None:
    assert told(archive(), "1") == [
        ("wording not known", ""),
        ("wording not known", ""),
        ("wording not known earlier", RIVER),
    ]


def test_a_life_shows_what_is_known_of_a_lost_draft() -> None:
    whole = archive(Evidence("attested", "1", "the river"), Evidence("attested", "1", "all times"))
    assert told(whole, "1")[0] == ("wording known in part", "… the river … all times …")


def test_a_life_tells_documented_changes() -> None:
    said, words = told(archive(), "2")[1]
    assert said == "modified, wording known in part"
    assert "report the numbers" in words


def test_similarity_to_words_that_are_not_known_is_none() -> None:
    whole = archive(Evidence("attested", "1"))
    found = concordance_of(Biographer(whole.table))
    assert {entry.cited[0].citation: entry.similarity for entry in found}["1"] == 1.0
    assert {entry.cited[0].citation: entry.similarity for entry in found}["2"] is None


# Terms


def term(typed: str, whole: Chain) -> TermHistory:
    return term_table(terms_from([typed]), whole.table, whole.comparisons).terms[0]


def said(typed: str, whole: Chain) -> str:
    return events_said(term(typed, whole), [each.label for each in whole.versions])


@pytest.mark.parametrize(
    ("typed", "counts", "sentence"),
    [
        ("river", [1, 0, 1], "In lost and agreed; of half it is not known."),
        ("numbers", [0, 1, 1], "In half and agreed; of lost it is not known."),
        ("firewall*", [0, 0, 0], "Not in agreed; of lost and half it is not known."),
        ("fish", [0, 0, 1], "In agreed; of lost and half it is not known."),
    ],
)
def test_a_term_is_counted_where_it_is_known(typed: str, counts: list[int], sentence: str) -> None:
    whole = archive(Evidence("attested", "1", "the river"))
    found = term(typed, whole)
    assert [cell.total for cell in found.cells] == counts
    assert found.events == ()
    assert said(typed, whole) == sentence


def test_a_phrase_that_is_known_in_part_is_not() -> None:
    assert term("the river clean", archive(Evidence("attested", "1", "the river"))).cells[0].carried == 1


def test_a_search_asks_what_sources_say() -> None:
    report = Statement("Firewalls were discussed.", "a letter")
    found = term("firewall*", archive(statements=(report,)))
    assert [(each.labels, each.said) for each in found.statements] == [(("lost",), report)]


# Statistics


def test_only_reported_changes_are_counted() -> None:
    whole = archive()
    found = statistics_of(whole.table, whole.comparisons)
    assert found.total.documented == (4, 0)
    assert found.total.share(0) is None
    assert [entry.known_words for entry in log_of(whole.versions, whole.comparisons)] == [0, 4, None]
    assert [entry.documented for entry in log_of(whole.versions, whole.comparisons)] == [None, 4, 0]


def test_a_deleted_word_is_reported_in_the_draft_that_had_it() -> None:
    lost = lost_draft(FISH, Evidence("documented", "2", "numbers"))
    whole = chain([lost, version(numbered(RIVER, OLD_FISH), "agreed")])
    assert statistics_of(whole.table, whole.comparisons).total.documented == (1,)


def since(*versions: Version) -> list[tuple[str, bool]]:
    whole = chain(list(versions))
    found = statistics_of(whole.table, whole.comparisons).standing
    return [(each.since, each.may_be_older) for each in found if each.clause.kind == "paragraph"]


def test_no_clause_stands_since_a_draft_that_is_not_known() -> None:
    assert since(*archive().versions) == [("agreed", True), ("agreed", True)]


def test_a_clause_that_was_read_in_every_draft_stands() -> None:
    assert since(lost_draft(FISH, Evidence("attested", "1")), version(numbered(RIVER, FISH), "agreed")) == [
        ("lost", False),
        ("agreed", True),
    ]
