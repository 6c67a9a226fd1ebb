"""A redline, one change at a time: words, labels, splits, merges, moves, styles and footnotes."""

from __future__ import annotations

import re

from cdiff.core.model import Change, Comparison, Edit, Version
from tests.render.redline_proof import between, body, document, prove, tracked
from tests.render.redline_walk import W, printed, trees

SPLIT = "States ensure access to services for all migrants"
REST = "They protect the rights of children at every border and on the way home"


def test_words_and_labels_are_tracked() -> None:
    data = between([("paragraph", "1.", "States shall act now")], [("paragraph", "2.", "States should act now")])
    assert tracked(data, "del") == ["1.", "shall"]
    assert tracked(data, "ins") == ["2.", "should"]


def test_a_split_is_an_inserted_mark() -> None:
    data = between([("paragraph", "1.", f"{SPLIT} {REST}")], [("paragraph", "1.", SPLIT), ("paragraph", "2.", REST)])
    assert tracked(data, "ins") == ["2."]
    assert "".join(tracked(data, "del")).strip() == ""
    marks = [len(paragraph.findall(f"{W}pPr/{W}rPr/{W}ins")) for paragraph in trees(data)["word/document.xml"][0][:2]]
    assert marks == [1, 0]


def test_a_merge_is_a_deleted_mark() -> None:
    data = between([("paragraph", "1.", SPLIT), ("paragraph", "2.", REST)], [("paragraph", "1.", f"{SPLIT} {REST}")])
    assert tracked(data, "del") == ["2."]
    assert "<w:rPr><w:del " in body(data)


def test_what_is_inserted_between_the_halves_of_a_split() -> None:
    other = ("paragraph", "2.", "Nobody is returned against the will of a court that heard the case")
    old = document(("paragraph", "1.", f"{SPLIT} {REST}"))
    new = document(("paragraph", "1.", SPLIT), other, ("paragraph", "3.", REST))
    split = Change("split", old.clauses, (new.clauses[0], new.clauses[2]), (Edit("equal", f"{SPLIT} {REST}"),))
    changes = (split, Change("inserted", (), (new.clauses[1],)))
    data = prove(Comparison(Version("old", old), Version("new", new), changes))
    assert "".join(tracked(data, "ins")).startswith("2.")
    assert SPLIT not in "".join(tracked(data, "ins"))


MOVED = [("objective", f"OBJECTIVE {at}:", f"Title {word}") for at, word in enumerate(("red", "green", "blue"), 1)]


def test_an_objective_moves_with_all_that_belongs_to_it() -> None:
    words = ("consular care for every citizen abroad", "data on births and deaths", "remittances at low cost")
    blocks = [
        [MOVED[at], ("paragraph", f"{at + 20}.", f"We commit to {word}"), ("action", "(a)", f"Fund {word} in full")]
        for at, word in enumerate(words)
    ]
    old = [*blocks[0], *blocks[1], *blocks[2]]
    data = between(old, [*blocks[2], *blocks[0], *blocks[1]])
    assert tracked(data, "ins") == tracked(data, "del") == []
    assert len(re.findall("<w:moveFromRangeStart ", body(data))) == 1
    assert "".join(tracked(data, "moveTo")) == "".join(tracked(data, "moveFrom"))


def test_what_is_called_moved_gives_way_with_all_that_belongs_to_it() -> None:
    """The comparison decides who moved, even where more clauses move than stand still."""
    still = [("objective", "OBJECTIVE 1:", "Title red"), ("paragraph", "1.", SPLIT)]
    moves = [("objective", "OBJECTIVE 2:", "Title blue"), ("paragraph", "2.", REST), ("action", "(a)", "Fund it")]
    old, new = document(*still, *moves), document(*moves, *still)
    pairs = zip([*old.clauses[2:], *old.clauses[:2]], new.clauses, strict=True)
    changes = [Change("unchanged", (left,), (right,), moved=left is old.clauses[2]) for left, right in pairs]
    data = prove(Comparison(Version("old", old), Version("new", new), tuple(changes)))
    assert "".join(tracked(data, "moveTo")) == f"OBJECTIVE 2: Title blue2.{REST}(a)Fund it"


def test_a_moved_clause_shows_what_it_lost_and_what_it_won() -> None:
    rows = [("paragraph", f"{at}.", f"{SPLIT} in state number {at} and {word}") for at, word in enumerate("abcde", 1)]
    moved = ("paragraph", "9.", f"{REST} with slow care and due regard")
    data = between([moved, *rows], [*rows, (*moved[:2], moved[2].replace("slow", "great"))])
    assert tracked(data, "del") == ["slow"]
    assert tracked(data, "ins") == ["great"]
    assert REST in "".join(tracked(data, "moveFrom"))
    assert REST in "".join(tracked(data, "moveTo"))


def test_a_paragraph_that_becomes_a_heading_was_none() -> None:
    old = document(("text", "", "Shared responsibilities of us all"))
    new = document(("subheading", "", "Shared responsibilities of us all"))
    change = Change("unchanged", old.clauses, new.clauses)
    data = prove(Comparison(Version("old", old), Version("new", new), (change,)))
    assert printed(data, "rejected").styles == ["Text1"]
    assert printed(data, "accepted").styles == ["Heading4"]


def test_the_style_of_quotation_marks_is_given_back_exactly() -> None:
    data = between([("paragraph", "1.", 'The "safe" way')], [("paragraph", "1.", "The “safe” way")])
    assert tracked(data, "del") == ['"', '"']


# Footnotes


def noted(*rows: tuple[str, str]) -> list[tuple[str, str, str]]:
    return [("paragraph", "1.", rows[0][1]), *(("footnote", f"[^{mark}]", text) for mark, text in rows[1:])]


def test_a_note_that_only_got_another_number_is_no_change() -> None:
    old = noted(("", "The treaties of this kind[^1] and the agreement of Paris"), ("1", "A list of treaties"))
    new = noted(
        ("", "The treaties[^1] of this kind[^2] and the agreement of Paris"),
        *(("1", "Something else entirely, adopted in 2015"), ("2", "A list of treaties")),
    )
    data = between(old, new)
    assert body(data).count("<w:footnoteReference ") == 2
    assert tracked(data, "ins", "word/footnotes.xml") == [" Something else entirely, adopted in 2015"]


def test_a_changed_note_is_tracked() -> None:
    old = noted(("", "The treaties[^1] of this kind"), ("1", "A list of seven core treaties"))
    data = between(old, noted(("", "The treaties[^1] of this kind"), ("1", "A list of nine core treaties")))
    assert tracked(data, "del", "word/footnotes.xml") == ["seven"]
    assert tracked(data, "ins", "word/footnotes.xml") == ["nine"]


def test_a_mark_that_word_would_number_otherwise_is_written() -> None:
    old = noted(("", "The treaties[^*] of this kind[^7]"), ("*", "A star"), ("7", "A seven"))
    data = between(old, old)
    assert body(data).count('w:customMarkFollows="1"') == 2
    assert printed(data, "accepted").notes == [("*", "A star"), ("7", "A seven")]


def test_a_mark_that_became_another_is_tracked_where_word_does_not_number() -> None:
    old = noted(("", "The treaties[^*] of this kind"), ("*", "A list of treaties"))
    data = between(old, noted(("", "The treaties[^†] of this kind"), ("†", "A list of treaties")))
    assert tracked(data, "del") == ["*"]
    assert tracked(data, "ins") == ["†"]


def test_marks_without_a_note_and_notes_without_a_mark_stay_in_the_text() -> None:
    rows = [
        ("paragraph", "1.", "One[^1] two[^1] three[^9]"),
        ("footnote", "[^1]", "Note"),
        ("footnote", "[^5]", "Lone"),
    ]
    seen = printed(between(rows, rows), "accepted")
    assert seen.paragraphs == ["1.\tOne[^1] two[^1] three[^9]", "[^5]\tLone"]
