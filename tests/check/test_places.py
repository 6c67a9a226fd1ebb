"""Where in a file the words of a finding stand."""

from __future__ import annotations

import pytest

from cdiff.core.model import Clause
from cdiff.features.check.model import RawFinding, SourceLine
from cdiff.features.check.places import FileLines, FilePosition, located

LINES = (
    SourceLine(1, "Draft"),
    SourceLine(3, "  1. The lamps are lit, and the lamps\u00a0are"),
    SourceLine(4, "green. See the trea\u00adty.1 The  end."),
    SourceLine(6, "2. The lamps are lit again."),
)
FIRST = Clause("1", "paragraph", "1.", "The lamps are lit, and the lamps are green. See the treaty.[^1] The end.")
SECOND = Clause("2", "paragraph", "2.", "The lamps are lit again.")
WHERE = FileLines("a.txt", "received", LINES, {"1": 3, "2": 6})


def at(clause: Clause | None, words: str = "", nth: int = 0, *, line: int = 0, column: int = 0) -> tuple[int, int]:
    start = -1
    if clause and words:
        for _ in range(nth + 1):
            start = clause.text.index(words, start + 1)
    found = located(RawFinding("a/b", "m", clause, start, start + len(words), line=line, column=column), WHERE)
    assert (found.file, found.place) == ("a.txt", "received")
    return found.line, found.column


PLACES = {
    "the first of two": (FIRST, "lamps", 0, (3, 10)),
    "the second of two": (FIRST, "lamps", 1, (3, 33)),
    "over a line's end": (FIRST, "are green", 0, (3, 39)),
    "in the next line": (FIRST, "green", 0, (4, 1)),
    "through an invisible character": (FIRST, "treaty", 0, (4, 16)),
    "with a footnote mark printed as a number": (FIRST, "treaty.[^1]", 0, (4, 16)),
    "through two spaces": (FIRST, "The end", 0, (4, 26)),
    "in the clause behind": (SECOND, "lamps", 0, (6, 8)),
    "a space alone": (FIRST, " ", 2, (3, 20)),
    "the clause as a whole": (FIRST, "", 0, (3, 3)),
}


@pytest.mark.parametrize("name", PLACES)
def test_words_are_found(name: str) -> None:
    clause, words, nth, expected = PLACES[name]
    if name == "a space alone":
        expected = (3, 16)  # the word before it
    assert at(clause, words, nth) == expected


def test_what_is_not_found_is_shown_at_the_start_of_its_clause() -> None:
    rewritten = Clause("2", "paragraph", "2.", "The torches are lit again.")
    assert at(rewritten, "torches") == (6, 1)


def test_a_number_of_the_label_is_not_a_word_of_the_clause() -> None:
    clause = Clause("2", "paragraph", "2.", "2 lamps are lit again.")
    where = FileLines("a.txt", "received", (SourceLine(6, "2. 2 lamps are lit again."),), {"2": 6})
    found = located(RawFinding("a/b", "m", clause, 0, 1), where)
    assert (found.line, found.column) == (6, 4)


def test_a_line_of_the_source_is_its_own_place_where_the_file_is_the_received_one() -> None:
    assert at(FIRST, "lamps", line=4, column=7) == (4, 7)
    stored = FileLines("one.md", "stored", LINES, {"1": 3, "2": 6})
    found = located(RawFinding("a/b", "m", SECOND, 4, 9, line=4, column=7), stored)
    assert found == FilePosition("one.md", 6, 8, "stored")


def test_what_has_no_place() -> None:
    assert at(None) == (1, 0)
    assert at(Clause("9", "paragraph", "9.", "Nowhere"), "Nowhere") == (0, 0)
    assert located(RawFinding("a/b", "m", FIRST), FileLines()) == FilePosition()
    bare = FileLines("a.txt", "received", (), {"1": 3})
    assert located(RawFinding("a/b", "m", FIRST, 0, 3), bare) == FilePosition("a.txt", 3, 1, "received")
