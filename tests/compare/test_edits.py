"""Word edits: what a lawyer would mark."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cdiff.comparing.edits import common_words, is_function_word, word_edits
from cdiff.comparing.words import fold_quotes
from cdiff.telling.change_labels import bracketed

MARKED = [
    ("States shall protect", "States shall protect", "States shall protect"),
    ("", "", ""),
    ("", "new words", "{+new words+}"),
    ("old words", "", "[-old words-]"),
    ("States shall protect all", "States should protect all", "States [-shall-]{+should+} protect all"),
    ("protect children", "protect all children", "protect {+all+} children"),
    ("the child", "the rights of the child", "the {+rights of the+} child"),
    ("the rights of the child", "the child", "the [-rights of the-] child"),
    ("one, two", "one and two", "one[-,-] {+and+} two"),
    ("“one” two", '"one" three', '"one" [-two-]{+three+}'),
    # two words of meaning between larger changes are given up, three are not
    ("a1 a2 a3 kept b1 b2 b3", "c1 c2 c3 kept d1 d2 d3", "[-a1 a2 a3 kept b1 b2 b3-]{+c1 c2 c3 kept d1 d2 d3+}"),
    (
        "a1 a2 a3 a4 a5 k1 k2 k3 b1 b2 b3 b4 b5",
        "c1 c2 c3 c4 c5 k1 k2 k3 d1 d2 d3 d4 d5",
        "[-a1 a2 a3 a4 a5-]{+c1 c2 c3 c4 c5+} k1 k2 k3 [-b1 b2 b3 b4 b5-]{+d1 d2 d3 d4 d5+}",
    ),
    ("a1 kept b1", "c1 kept d1", "[-a1-]{+c1+} kept [-b1-]{+d1+}"),
    ("a1 a2 of the b1 b2", "c1 c2 of the d1 d2", "[-a1 a2 of the b1 b2-]{+c1 c2 of the d1 d2+}"),
    ("a1 a2 k b1", "c1 c2 k d1", "[-a1 a2-]{+c1 c2+} k [-b1-]{+d1+}"),
    ("one  two", "one two", "one [-␠-]two"),
]


@pytest.mark.parametrize(("old", "new", "marked"), MARKED)
def test_the_edits_are_those_of_a_lawyer(old: str, new: str, marked: str) -> None:
    assert "".join(map(bracketed, word_edits(old, new))) == marked


TEXT = st.lists(st.sampled_from("the rights of all children, and “shall” not — 1.5 移民".split()), max_size=12).map(
    " ".join
)


@given(TEXT, TEXT)
@settings(max_examples=200, derandomize=True, deadline=None)
def test_the_edits_give_both_texts_and_mirror_each_other(old: str, new: str) -> None:
    edits = word_edits(old, new)
    assert "".join(edit.text for edit in edits if edit.op != "insert") == old
    assert "".join(edit.text for edit in edits if edit.op != "delete") == new
    assert all(edit.text for edit in edits)
    for one, other in pairwise(edits):
        assert one.op != other.op
        assert (one.op, other.op) != ("insert", "delete")
    swapped = {"insert": "delete", "delete": "insert", "equal": "equal"}
    back = sorted((swapped[edit.op], fold_quotes(edit.text)) for edit in word_edits(new, old))
    assert back == sorted((edit.op, fold_quotes(edit.text)) for edit in edits)


def test_common_words_are_found_however_few_they_are() -> None:
    assert list(common_words("a1 a2 of b1".split(), "c1 of b1 d1".split())) == [(2, 1, 2)]
    assert list(common_words([], ["a"])) == []
    assert list(common_words(["a"], ["a"])) == [(0, 0, 1)]


def test_function_words() -> None:
    assert [word for word in "the of migrant de shall and 1".split() if is_function_word(word)] == [
        "the",
        "of",
        "de",
        "and",
    ]
