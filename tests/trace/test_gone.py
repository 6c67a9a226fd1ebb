"""Deleted words that are recognised when they come back."""

from __future__ import annotations

import pytest

from cdiff.features.trace.gone import MANY, Lost, Memory, NGrams, WordRun, runs_of
from cdiff.features.trace.words import Mark, MarkedClause

LONG = "lanterns of brass hang over every gate that leads down into the harbour"


def line(text: str, *, known: bool = True) -> MarkedClause:
    made = MarkedClause(text)
    made.marks = [Mark(0) if known else None] * len(made)
    return made


def back(old: str, gone: slice, new: str, come: slice) -> list[str]:
    """Delete a stretch of an old clause, insert one in a new clause of its lineage, and tell what was restored."""
    was, now = line(old), line(new, known=False)
    memory = Memory()
    memory.keep("a", Lost(WordRun(was, *gone.indices(len(was))[:2]), 1))
    run = WordRun(now, *come.indices(len(now))[:2])
    return [again.new[0].texts[again.new[1]].strip() for again in memory.in_lineages(run, ["a", "a"])]


def test_runs_are_of_words_that_follow_each_other() -> None:
    text = line("one two three four five")
    assert [run.words for run in runs_of(text, [0, 1, 3])] == [("one", "two"), ("four",)]
    assert list(runs_of(text, [])) == []


@pytest.mark.parametrize(
    ("old", "gone", "new", "come", "restored"),
    [
        # Three words or more, one of which carries meaning.
        ("we keep lamps of brass here", slice(1, 5), "now keep lamps of brass", slice(1, 5), 4),
        # A word beside the word that stood there.
        ("we keep lamps", slice(2, 3), "we keep lamps", slice(2, 3), 1),
        ("lamps we keep", slice(0, 1), "lamps we keep", slice(0, 1), 1),
        # Elsewhere, two words are chance.
        ("we keep lamps lit", slice(2, 4), "they found lamps lit again", slice(2, 4), 0),
        # A function word needs both neighbours.
        ("lamps of brass", slice(1, 2), "lamps of brass", slice(1, 2), 1),
        ("lamps of brass", slice(1, 2), "lamps of iron", slice(1, 2), 0),
    ],
)
def test_a_deleted_stretch_is_restored(old: str, gone: slice, new: str, come: slice, restored: int) -> None:
    assert len(back(old, gone, new, come)) == restored


def test_a_word_is_restored_once() -> None:
    was, memory = line(LONG), Memory()
    memory.keep("a", Lost(WordRun(was, 0, len(was)), 1))
    counts = []
    for _ in range(2):
        now = line(LONG, known=False)
        counts.append(len(list(memory.in_lineages(WordRun(now, 0, len(now)), ["a"]))))
    assert counts == [len(was), 0]


def test_of_another_clause_only_a_long_stretch_that_is_nowhere_else_is_restored() -> None:
    was, now = line(LONG), line(f"And {LONG}", known=False)
    run = WordRun(now, 0, len(now))

    def found(gone: int, before: list[MarkedClause]) -> int:
        memory = Memory()
        memory.keep("another", Lost(WordRun(was, 0, gone), 1))
        return len(list(memory.anywhere(run, NGrams(before), 2)))

    assert len(was) > MANY
    assert found(MANY, []) == MANY
    assert found(MANY - 1, []) == 0
    assert found(MANY, [line(LONG)]) == 0
