"""Character edits: both texts can be told from them, and none is larger than it must be."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from cdiff.comparing.characters import character_edits

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)


@given(TEXTS, TEXTS)
def test_both_texts_come_from_the_edits(old: str, new: str) -> None:
    edits = character_edits(old, new)
    assert "".join(edit.text for edit in edits if edit.op != "insert") == old
    assert "".join(edit.text for edit in edits if edit.op != "delete") == new


@given(TEXTS)
def test_the_same_text_has_no_edit(text: str) -> None:
    assert [edit.op for edit in character_edits(text, text)] == (["equal"] if text else [])


def test_a_comma_is_a_comma() -> None:
    assert [(edit.op, edit.text) for edit in character_edits("law, and", "law and")] == [
        ("equal", "law"),
        ("delete", ","),
        ("equal", " and"),
    ]
