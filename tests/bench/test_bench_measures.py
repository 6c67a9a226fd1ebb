"""What the bench measures, on drafts of a few words."""

from __future__ import annotations

from random import Random

import pytest

from bench.__main__ import main
from bench.corpus import compact
from bench.large import enlarge, reworded
from bench.layout import LABEL, Received, receive
from bench.peers import PEERS, Peer
from bench.perturb import DraftPair, Truth
from bench.runs import MisreadError, derive, follow, spots_of
from bench.score import Result, Tally, tally
from bench.subject import UncleanError, read_result, reread
from bench.tables import ratio, share, table
from cdiff.comparing import compare
from cdiff.core.model import Clause, Document

TEXT = compact()[:128]
OLD = (Clause("1", "paragraph", "1.", "States adopt fair rules"), Clause("2", "paragraph", "2.", "Gone for good"))
NEW = (Clause("1", "paragraph", "1.", "States adopt new rules"),)
TRUTH = Truth(
    {(0, 0): frozenset({"edited", "moved"})},
    ((False, False, True, False), (True, True, True)),
    ((False, False, True, False),),
)
PAIR = DraftPair(OLD, NEW, TRUTH, 0, "light", receive(OLD, Random(0)), receive(NEW, Random(0)))


def test_the_truth_scores_full() -> None:
    counts = tally(PAIR, Result(TRUTH.pairs, TRUTH.old_changed, TRUTH.new_changed))
    assert (counts.f1, counts.precision, counts.recall, counts.false) == (1, 1, 1, 0)
    assert counts.recall_on("moved") == counts.recall_on("hard") == 1


def test_a_wrong_pair_and_false_words_cost() -> None:
    everything = tuple(tuple(True for _ in words) for words in TRUTH.old_changed)
    counts = tally(PAIR, Result(frozenset({(1, 0)}), everything, TRUTH.new_changed))
    assert (counts.f1, counts.recall_on("moved")) == (0, 0)
    assert counts.false == pytest.approx(3 / 8)


def test_reporting_the_other_of_two_equal_words_is_no_fault() -> None:
    clause = Clause("1", "paragraph", "1.", "fair and fair")
    truth = Truth({}, ((True, False, False),), ())
    pair = DraftPair((clause,), (), truth, 0, "light", Received("", ()), Received("", ()))
    assert tally(pair, Result(frozenset(), ((False, False, True),), ())).false == 0


def test_tallies_add_up() -> None:
    one = tally(PAIR, Result(TRUTH.pairs, TRUTH.old_changed, TRUTH.new_changed))
    assert (one + one).true == 2 * one.true
    assert one + Tally() == one


def test_punctuation_is_of_no_word() -> None:
    assert spots_of([Clause("1", "", "", "law, and")]) == [0, 0, 0, LABEL, 1, 1, 1]
    kept = follow([("equal", "law"), ("insert", ", and")], [0, 0, 0], spots_of([Clause("1", "", "", "law, and")]))
    assert kept.came == {1}


def test_runs_must_spell_both_texts() -> None:
    with pytest.raises(MisreadError):
        follow([("equal", "la")], [0, 0, 0], [0, 0, 0])


@pytest.mark.parametrize("peer", [peer for peer in PEERS if peer.installed], ids=lambda peer: peer.name)
def test_a_peer_is_read_word_for_word(peer: Peer) -> None:
    old, new = PAIR.old_received, PAIR.new_received
    result = derive(PAIR, follow(peer.diff(old.text, new.text), old.spots, new.spots), 0.1)
    counts = tally(PAIR, result)
    assert counts.precision == 1
    assert all(result.old_reported[1])


def test_an_absent_peer_is_not_installed() -> None:
    assert not Peer("none", "no-such-tool-anywhere", PEERS[0].diff).installed


def test_a_comparison_is_read_word_for_word() -> None:
    found = read_result(compare(Document(OLD), Document(NEW)), OLD, NEW)
    assert found == Result(TRUTH.pairs, TRUTH.old_changed, TRUTH.new_changed)


def test_a_draft_that_was_not_read_as_printed_is_told() -> None:
    received = receive(compact(), Random(3))
    with pytest.raises(UncleanError):
        reread(received, compact()[:-1])


def test_large_drafts_have_distinct_clauses() -> None:
    large = enlarge(TEXT, 500, "light")
    for side in (large.old, large.new):
        assert 450 < len(side) < 550
        assert len({clause.citation for clause in side}) == len(side)
        assert {clause.parent for clause in side} <= {None, *(clause.citation for clause in side)}
    assert all(old < len(large.old) and new < len(large.new) for old, new in large.pairs)


def test_the_first_copy_keeps_its_words_and_the_next_does_not() -> None:
    assert reworded(TEXT, 0) == list(TEXT)
    copies = [{clause.text for clause in reworded(TEXT, copy) if clause.kind == "action"} for copy in (1, 2)]
    assert not copies[0] & copies[1]


def test_tables_stand_in_columns() -> None:
    assert table(("a", "b"), [["long", "1"]]).splitlines() == ["a     b", "----  -", "long  1"]
    assert (share(0.985), share(1), ratio(1, 4), ratio(30, 2), ratio(1, 0)) == (".985", "1.000", "0.250", "15.0", "–")


def test_an_unknown_section_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["sped"])
    assert "no section sped" in capsys.readouterr().err


def test_skipped_copies_are_the_first_ones_of_a_larger_pair() -> None:
    count = len(TEXT)
    both, first, second = enlarge(TEXT, 2 * count), enlarge(TEXT, count), enlarge(TEXT, count, skip=1)
    assert first.old + second.old == both.old
    assert first.new + second.new == both.new
