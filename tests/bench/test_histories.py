"""The generator of histories, and what is measured on them: true, the same each time, and able to tell wrong."""

from __future__ import annotations

import pytest

from bench.authors import AUTHORS, Author
from bench.births import clause_score, told_births, told_parents, word_score
from bench.corpus import compact
from bench.histories import DRAFTS, History, ancestors, history
from bench.subject import reread
from cdiff.comparing.words import fold, tokens
from cdiff.core.model import Clause, Document, Version
from cdiff.features.trace import lineages

TEXT = compact()[:128]
"""The preamble and seven objectives: every kind of clause, at a third of the cost of the whole."""


@pytest.fixture(scope="module", params=["light", "heavy"])
def made(request: pytest.FixtureRequest) -> History:
    return history(TEXT, 1, request.param)


def test_the_same_seed_gives_the_same_history(made: History) -> None:
    assert history(TEXT, made.seed, made.strength) == made


def test_every_word_has_a_birth_that_is_not_later_than_its_draft(made: History) -> None:
    assert len(made.drafts) == len(made.births) == DRAFTS
    for at, (draft, births) in enumerate(zip(made.drafts, made.births, strict=True)):
        for clause, row in zip(draft, births, strict=True):
            assert len(row) == len(clause.text.split())
            assert set(row) <= set(range(at + 1))


def test_parents_stand_in_earlier_drafts_and_share_words(made: History) -> None:
    assert set(made.parents) == {(at, k) for at, draft in enumerate(made.drafts) for k in range(len(draft))}
    for (at, k), parents in made.parents.items():
        words = {fold(token) for token in tokens(made.drafts[at][k].text)}
        for draft, place in parents:
            assert draft < at
            assert words & {fold(token) for token in tokens(made.drafts[draft][place].text)}


def test_clauses_leave_and_come_back(made: History) -> None:
    back = [spot for spot, parents in made.parents.items() if any(draft < spot[0] - 1 for draft, _ in parents)]
    assert back
    assert sum(map(sum, made.back)) > 20


def test_received_drafts_are_read_as_printed(made: History) -> None:
    for received, draft in zip(made.received, made.drafts, strict=True):
        assert len(reread(received, draft)) == len(draft)


def test_the_truth_scores_full_and_a_wrong_birth_costs(made: History) -> None:
    truth = [birth for clause in made.births[-1] for birth in clause]
    score = word_score(made, truth)
    assert (score.right, score.young_right, score.back_right) == (score.words, score.young, score.back)
    wrong = word_score(made, [(birth + 1) % DRAFTS for birth in truth])
    assert wrong.right < 0.2 * wrong.words
    assert wrong.back_right == 0


def test_the_true_parents_score_full_and_a_missing_one_costs(made: History) -> None:
    full = clause_score(made, made.parents)
    assert (full.clauses_right, full.links_right) == (full.clauses, full.links)
    spot = next(spot for spot in made.parents if spot[0] == 1 and made.parents[spot])
    less = clause_score(made, {**made.parents, spot: frozenset()})
    assert less.links_right == full.links - 1
    assert less.clauses_right <= full.clauses


def test_ancestors_go_all_the_way_back() -> None:
    parents = {(2, 0): frozenset({(1, 0), (1, 1)}), (1, 0): frozenset({(0, 0)}), (1, 1): frozenset[tuple[int, int]]()}
    assert ancestors(parents, (2, 0)) == {(1, 0), (1, 1), (0, 0)}


DRAFT = (
    (
        Clause("1", "paragraph", "1.", "States adopt fair rules for all"),
        Clause("2", "paragraph", "2.", "Gone for good"),
    ),
    (Clause("1", "paragraph", "1.", "States adopt new rules for all"),),
)


@pytest.mark.parametrize("author", [each for each in AUTHORS if each.installed], ids=lambda each: each.name)
def test_another_author_is_read_word_for_word(author: Author) -> None:
    assert author.births(DRAFT) == [0, 0, 1, 0, 0, 0]


def test_an_absent_author_is_not_installed() -> None:
    assert not Author("none", "no-such-tool-anywhere", AUTHORS[0].births).installed


def test_cdiff_is_read_word_for_word() -> None:
    versions = [Version(str(at), Document(clauses)) for at, clauses in enumerate(DRAFT)]
    assert told_births(versions) == [0, 0, 1, 0, 0, 0]
    parents = told_parents(lineages(versions))
    assert parents == {(0, 0): frozenset(), (0, 1): frozenset(), (1, 0): frozenset({(0, 0)})}


def test_on_a_light_history_cdiff_is_right() -> None:
    each = history(TEXT, 0, "light")
    versions = [Version(str(at), Document(draft, "gcm")) for at, draft in enumerate(each.drafts)]
    score = word_score(each, told_births(versions)) + clause_score(each, told_parents(lineages(versions)))
    assert score.right >= 0.99 * score.words
    assert score.clauses_right >= 0.98 * score.clauses
