"""The generator of perturbed drafts: the same each time, and honest about what it did."""

from __future__ import annotations

import json
from random import Random

import pytest

from bench.corpus import compact
from bench.drafting import EDITS, rewrite
from bench.layout import receive
from bench.perturb import FLOOR, STRENGTHS, DraftPair, main, perturb
from bench.subject import reread
from bench.tree import grow, roman, tidy
from bench.wording import Word
from cdiff.comparing.words import fold, tokens

WHOLE = compact()
TEXT = WHOLE[:128] + tuple(
    note for note in WHOLE[128:] if note.kind == "footnote" and any(note.label in clause.text for clause in WHOLE[:128])
)
"""The preamble and seven objectives with their notes: every kind of clause, at a third of the cost of the whole."""
SEEDS = [(seed, strength) for strength in STRENGTHS for seed in range(2)]


@pytest.fixture(scope="module", params=SEEDS, ids=str)
def pair(request: pytest.FixtureRequest) -> DraftPair:
    seed, strength = request.param
    return perturb(TEXT, seed, strength)


def test_same_seed_same_pair(pair: DraftPair) -> None:
    assert perturb(TEXT, pair.seed, pair.strength) == pair


def test_citations_are_distinct(pair: DraftPair) -> None:
    for side in (pair.old, pair.new):
        assert len({clause.citation for clause in side}) == len(side)


def test_one_side_is_the_text(pair: DraftPair) -> None:
    texts = [clause.text for clause in TEXT]
    assert texts in ([c.text for c in pair.old], [c.text for c in pair.new])


def test_a_pair_without_marks_is_the_same_clause(pair: DraftPair) -> None:
    for (old, new), marks in pair.truth.marks.items():
        if not marks:
            assert pair.old[old].text == pair.new[new].text
            assert pair.old[old].label == pair.new[new].label


def test_every_word_that_stayed_stands_in_a_partner(pair: DraftPair) -> None:
    for (old, new), marks in pair.truth.marks.items():
        words = pair.old[old].text.split()
        kept = [word for word, gone in zip(words, pair.truth.old_changed[old], strict=True) if not gone]
        if not marks & {"split", "merged"}:
            assert set(kept) <= set(pair.new[new].text.split())
            assert len(kept) >= FLOOR * min(len(words), len(pair.new[new].text.split()))


def test_splits_and_merges_are_groups(pair: DraftPair) -> None:
    pairs = pair.truth.pairs
    several = {old for old, _ in pairs if sum(o == old for o, _ in pairs) > 1}
    for old in several:
        assert {"split"} <= set().union(*(pair.truth.marks[p] for p in pairs if p[0] == old))


def test_received_drafts_are_read_as_printed(pair: DraftPair) -> None:
    for received, printed in ((pair.old_received, pair.old), (pair.new_received, pair.new)):
        for got, wanted in zip(reread(received, printed), printed, strict=True):
            assert (got.kind, got.label, got.parent) == (wanted.kind, wanted.label, wanted.parent)
            assert [fold(token) for token in tokens(got.text)] == [fold(token) for token in tokens(wanted.text)]


def test_every_character_has_a_spot(pair: DraftPair) -> None:
    for received, clauses in ((pair.old_received, pair.old), (pair.new_received, pair.new)):
        assert len(received.spots) == len("".join(received.text.split()))
        assert max(received.spots) == sum(len(clause.text.split()) for clause in clauses) - 1


def test_two_manners_differ() -> None:
    assert receive(TEXT, Random(1)).text != receive(TEXT, Random(2)).text


def test_mirrored_twice_is_the_same(pair: DraftPair) -> None:
    assert pair.truth.mirrored().mirrored() == pair.truth


def test_edits_mark_what_they_change() -> None:
    tree = grow(TEXT)
    rng = Random(7)
    for node in (node for node in tree.nodes if len(node.words) > 20):
        for change in (*(edit for edit, _ in EDITS), rewrite):
            forms = {word.origin: word.form for word in node.words}
            made = tidy(node.words, change(node.words, rng, tree.words))
            assert all(word.origin is None or forms[word.origin] == word.form for word in made)


def test_tidy_refuses_what_breaks_a_clause() -> None:
    before = [Word(form, k) for k, form in enumerate("Adopt gender- and age-sensitive rules[^1] now".split())]
    assert tidy(before, before[:4]) == before
    assert tidy(before, [before[0], before[1], *before[3:]]) == before
    assert tidy(before, [*before, Word("of")]) == before


@pytest.mark.parametrize(("number", "numeral"), [(1, "i"), (4, "iv"), (8, "viii"), (9, "ix"), (14, "xiv")])
def test_romans(number: int, numeral: str) -> None:
    assert roman(number) == numeral


def test_dump(tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("pair")
    main(["--seed", "1", "--strength", "light", "--out", str(folder)])
    truth = json.loads((folder / "truth.json").read_text("utf-8"))
    assert len(truth["old_changed"]) == len(truth["old"])
    assert (folder / "old.txt").read_text("utf-8") != (folder / "new.txt").read_text("utf-8")
