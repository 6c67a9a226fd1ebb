"""Passages: sentences that went from one clause to another."""

from __future__ import annotations

import pytest

from cdiff.comparing import compare
from cdiff.core.model import Comparison, Passage
from tests.support import parsed

LADDERS = "Ladders are kept dry and are looked at by two climbers before the first frost."
LAMPS, OIL, POSTS = (
    "Lamps are lit at dusk in all streets of the town.",
    "Oil is shared.",
    "Posts are painted every year.",
)


def compared(old: list[str], new: list[str]) -> Comparison:
    texts = ["\n\n".join(f"{at}. {text}" for at, text in enumerate(side, 1)) for side in (old, new)]
    return compare(parsed(texts[0]), parsed(texts[1]))


def passages(comparison: Comparison) -> dict[str, tuple[Passage, ...]]:
    return {(change.new or change.old)[0].citation: change.passages for change in comparison if change.passages}


def test_both_clauses_name_the_other() -> None:
    old, new = [f"{LAMPS} {LADDERS}", OIL, POSTS], [LAMPS, OIL, f"{POSTS} {LADDERS}"]
    assert passages(compared(old, new)) == {
        "1": (Passage("delete", LADDERS, "3"),),
        "3": (Passage("insert", LADDERS, "1"),),
    }


@pytest.mark.parametrize(
    "sentence",
    [
        "Ladders are kept dry by nine climbers here too.",  # nine words
        LADDERS.replace("kept", "held").replace("climbers", "men"),  # edited: fewer than ten in a row
    ],
)
def test_fewer_than_ten_words_in_a_row_are_no_passage(sentence: str) -> None:
    old, new = [f"{LAMPS} {sentence}", OIL, POSTS], [LAMPS, OIL, f"{POSTS} {LADDERS}"]
    assert passages(compared(old, new)) == {}


def test_what_stands_twice_is_no_passage() -> None:
    old = [f"{LAMPS} {LADDERS}", f"{OIL} {LADDERS}", POSTS]
    found = passages(compared(old, [LAMPS, OIL, f"{POSTS} {LADDERS}"]))
    assert [each.text for rows in found.values() for each in rows if "Ladders" in each.text] == []


def test_a_passage_is_as_long_as_the_words_go_on() -> None:
    old = [f"{LAMPS} {LADDERS}", OIL, POSTS]
    new = [LAMPS, OIL, f"{POSTS} Mayors say that {LADDERS[0].lower()}{LADDERS[1:-1]} and the last."]
    assert passages(compared(old, new))["1"] == (Passage("delete", LADDERS[:-1], "3"),)


def test_a_short_line_that_was_set_out_or_run_in_is_a_passage() -> None:
    text = "The keeper {}sends a word to each town in which a lamp is out for longer than one night."
    run_in = f"RULES\n\nA. Lamps\n\n{LAMPS}\n\n{text.format('of notices ')}\n"
    set_out = f"RULES\n\nA. Lamps\n\n{LAMPS}\n\nB. Of notices\n\n{text.format('')}\n"
    there = compare(parsed(run_in), parsed(set_out))
    came = next(change for change in there if change.kind == "inserted")
    lost = next(change for change in there if change.kind == "modified")
    assert came.passages == (Passage("insert", "Of notices", lost.old[0].citation),)
    assert [(each.op, each.clause) for each in lost.passages] == [("delete", came.new[0].citation)]
    back = compare(parsed(set_out), parsed(run_in))
    assert {each.op for change in back for each in change.passages} == {"insert", "delete"}
    assert [change.kind for change in back if change.passages] == ["deleted", "modified"]


@pytest.mark.parametrize("title", ["Notices", "Lamps"])
def test_a_title_that_was_set_out_is_a_split_and_one_run_in_a_merge(title: str) -> None:
    text = "The keeper of the lamps sends a word to each town in which a lamp is out for longer than one night."
    run_in = f"RULES\n\nA. Posts\n\n{POSTS}\n\n{title}. {text}\n"
    set_out = f"RULES\n\nA. Posts\n\n{POSTS}\n\nB. {title}\n\n{text}\n"
    there, back = compare(parsed(run_in), parsed(set_out)), compare(parsed(set_out), parsed(run_in))
    assert [change.kind for change in there if change.is_change] == ["split"]
    assert [change.kind for change in back if change.is_change] == ["merged"]
