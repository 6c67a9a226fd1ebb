"""Brackets in a check: unbalanced, added, left in a text that should be final."""

from __future__ import annotations

from cdiff.features.check.bracketing import left_open, more, unbalanced
from tests.check.checking import subject

HEAD = "Draft declaration\n\n"
TEXT = HEAD + "1. States [shall] meet.\n\n2. They [report [at once]].\n"


def test_a_bracket_without_its_other_half() -> None:
    words = "States that have signed this declaration shall [meet in the spring of every year to review it."
    (found,) = unbalanced(subject(f"{HEAD}1. {words}\n"))
    assert found.message == (
        "[ opens a bracket that nothing closes: “… signed this declaration shall [meet in the spring of every y …”"
    )
    assert (found.start, found.end, found.new) == (words.index("["), words.index("[") + 1, "[")
    assert found.about.startswith("[ signed")
    assert list(unbalanced(subject(TEXT))) == []


def test_of_very_many_in_a_clause_the_first_are_named_and_the_rest_counted() -> None:
    found = list(unbalanced(subject(f"{HEAD}1. {'[' * 100} of the States\n\n2. Reports [of States.\n")))
    assert len(found) == 21
    assert found[19].message.rpartition("; ")[2] == "and 80 more in this clause"
    assert not any(" more in this clause" in each.message for each in (*found[:19], found[20]))


def test_what_a_final_text_leaves_open() -> None:
    assert list(left_open(subject(TEXT))) == []
    found = list(left_open(subject(TEXT, final=True)))
    assert [each.message for each in found] == ["still open: [shall]", "still open: [report [at once]]"]
    assert [(each.start, each.end) for each in found] == [(7, 8), (5, 6)]
    assert [each.new for each in found] == ["[shall]", "[report [at once]]"]


def test_positions_and_instructions_leave_a_text_open_and_notes_do_not() -> None:
    text = HEAD + "1. States act. [EU reserves]\n\n2. They meet. [US: delete paragraph] [Note: to be read]\n"
    found = list(left_open(subject(text, final=True)))
    assert [each.message for each in found] == ["still open: [EU reserves]", "still open: [US: delete paragraph]"]
    assert [(each.start, each.end) for each in found] == [(12, 13), (11, 12)]


def test_more_brackets_than_before() -> None:
    less = TEXT.replace("[shall]", "shall")
    (found,) = more(subject(TEXT, less))
    assert found.message == "1 open bracket (0 before); 3 in the whole text (2 before)"
    assert (found.start, found.end, found.about) == (7, 8, "0 1")
    (found,) = more(subject(TEXT, TEXT.replace("[report [at once]]", "report at once")))
    assert found.message == "2 open brackets (0 before); 3 in the whole text (1 before)"
    assert list(more(subject(less, TEXT))) == []
    assert list(more(subject(TEXT, TEXT))) == []
    elsewhere = HEAD + "1. States shall meet.\n\n2. They [report [at once]] [now].\n"
    assert list(more(subject(elsewhere, TEXT))) == [], "no more in all"
    assert list(more(subject(TEXT))) == []


def test_keys_of_a_text_that_links_its_parts_are_no_brackets() -> None:
    linked = "See [flow-control] and [RFC9000] and [data.link], [shall we] act.\n"
    text = HEAD + f"1. {linked}"
    assert [each.new for each in left_open(subject(text, final=True))] == ["[shall we]"]
    few = HEAD + "1. See [flow-control] and [a], [b], [c], [d] act.\n"
    assert len(list(left_open(subject(few, final=True)))) == 5
