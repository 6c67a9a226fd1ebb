"""The longest common subsequence of words, short and long."""

from __future__ import annotations

from itertools import combinations, pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cdiff.comparing import subsequence
from cdiff.comparing.subsequence import Gap, gaps, longest_chain

ROWS = st.lists(st.sampled_from("abc"), max_size=9)


def same(_: str) -> int:
    return 1


def common(old: list[str], new: list[str], found: list[Gap]) -> int:
    """Check that the gaps are a difference of the two rows; return how many words stayed."""
    start, end = Gap(0, 0, 0, 0), Gap(len(old), len(old), len(new), len(new))
    stayed = 0
    for before, after in pairwise([start, *found, end]):
        assert old[before.old_end : after.old] == new[before.new_end : after.new]
        stayed += after.old - before.old_end
    return stayed


def longest(old: list[str], new: list[str]) -> int:
    table = [[0] * (len(new) + 1) for _ in range(len(old) + 1)]
    for i, one in enumerate(old):
        for j, other in enumerate(new):
            table[i + 1][j + 1] = table[i][j] + 1 if one == other else max(table[i][j + 1], table[i + 1][j])
    return table[-1][-1]


@given(ROWS, ROWS)
@settings(max_examples=150, derandomize=True, deadline=None)
def test_no_subsequence_is_longer(old: list[str], new: list[str]) -> None:
    found = gaps(old, new, same)
    assert common(old, new, found) == longest(old, new)
    assert all(gap.old < gap.old_end or gap.new < gap.new_end for gap in found)


def test_of_several_the_earliest_words_stay_and_the_lighter_go() -> None:
    assert gaps(list("ab"), list("abab"), same) == [Gap(2, 2, 2, 4)]
    assert gaps(list("xy"), list("yx"), {"x": 1, "y": 9}.__getitem__) == [Gap(0, 1, 0, 0), Gap(2, 2, 1, 2)]
    assert gaps(list("xy"), list("yx"), {"x": 9, "y": 1}.__getitem__) == [Gap(0, 0, 0, 1), Gap(1, 2, 2, 2)]


@pytest.mark.parametrize("words", [3, 40])
def test_a_long_task_loses_little(monkeypatch: pytest.MonkeyPatch, words: int) -> None:
    """By words that stand in threes once, and where there are none in windows."""
    monkeypatch.setattr(subsequence, "_LONG", 100)
    monkeypatch.setattr(subsequence, "_WINDOW", 40)
    old = [str(at * at % 97 % words) for at in range(600)]
    new = list(old)
    for at in (50, 51, 200, 399, 598):
        new[at] = "changed"
    del new[300:310]
    new[450:450] = ["inserted"] * 5
    stayed = common(old, new, gaps(old, new, same))
    assert longest(old, new) - stayed <= 12


def test_two_long_rows_with_nothing_in_common(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(subsequence, "_LONG", 100)
    monkeypatch.setattr(subsequence, "_WINDOW", 40)
    old, new = ["a"] * 100, ["b"] * 150
    assert common(old, new, gaps(old, new, same)) == 0
    assert common(old, ["b", *old], gaps(old, ["b", *old], same)) >= 90


@given(
    st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), max_size=8, unique_by=(lambda p: p[0], lambda p: p[1]))
)
@settings(max_examples=80, derandomize=True, deadline=None)
def test_no_chain_is_longer(pairs: list[tuple[int, int]]) -> None:
    found = longest_chain(list(pairs))
    ordered = sorted(pairs)
    assert all(one[1] < other[1] for one, other in pairwise(found))
    assert set(found) <= set(pairs)
    best = max(
        size
        for size in range(len(pairs) + 1)
        for chain in combinations(ordered, size)
        if all(one[1] < other[1] for one, other in pairwise(chain))
    )
    assert len(found) == best


def test_a_gap_turns_and_shifts() -> None:
    assert Gap(1, 2, 3, 4).turned() == Gap(3, 4, 1, 2)
    assert Gap(1, 2, 3, 4).shifted(10, 20) == Gap(11, 12, 23, 24)
