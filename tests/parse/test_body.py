"""Where a draft starts and ends in a file that holds other things too, and which of its lines are the title."""

from __future__ import annotations

import pytest

from cdiff.core.citation import UncitedClause
from cdiff.core.records import replace
from cdiff.parsing.body import cut_tail, find_start, title_lines
from cdiff.parsing.lines import TextLine
from cdiff.parsing.profile import Body, HeadingRule, Profile


def lines(*texts: str, heading: int = 0) -> list[TextLine]:
    """Make lines; a `_` in front means that no empty line is above it."""
    return [
        TextLine(text.lstrip("_"), at, 0 if text.startswith("_") else 1, False, False, heading, False)
        for at, text in enumerate(texts, 1)
    ]


COMPACT = Profile("test", body=Body("^COMPACT", ("^We,", "^PREAMBLE$"), True))


def test_the_draft_starts_at_the_last_title_before_its_first_clause() -> None:
    found = lines("Blog", "COMPACT", "_OF STATES", "compact", "We, the States", "PREAMBLE")
    start, removed = find_start(found, COMPACT)
    assert start == 3
    assert [row.reason.partition(": ")[2] for row in removed] == ["other text", *["its title, printed once more"] * 2]
    assert [row.line for row in removed] == [1, 2, 3]


def test_a_title_is_near_the_first_clause() -> None:
    assert find_start(lines("COMPACT", *["A line."] * 10, "We, the States"), COMPACT)[0] == 0
    assert find_start(lines("COMPACT", *["A line."] * 11, "We, the States"), COMPACT)[0] == 1 + 11


def test_without_a_title_the_short_lines_before_are_one() -> None:
    assert find_start(lines("A sentence.", "A title", "PREAMBLE"), COMPACT)[0] == 1
    assert find_start(lines("A" * 89, "PREAMBLE"), COMPACT)[0] == 0
    assert find_start(lines("A" * 90, "PREAMBLE"), COMPACT)[0] == 1
    assert find_start(lines(*["Word"] * 8, "PREAMBLE"), COMPACT)[0] == 2


def test_the_first_pattern_that_occurs_at_all_counts() -> None:
    assert find_start(lines("PREAMBLE", "A sentence.", "We, the States"), COMPACT)[0] == 2


def test_a_text_without_boundaries_starts_at_once() -> None:
    assert find_start(lines("Blog", "Text"), COMPACT) == (0, [])
    assert find_start(lines("Blog", "Text"), Profile("test")) == (0, [])


@pytest.mark.parametrize(
    ("texts", "count"),
    [
        (("A title", "Text."), 1),
        (("A title",), 0),
        (("A sentence.", "Text."), 0),
        (("1 title", "Text."), 0),
        (("# title", "Text."), 0),
        (("(title", "Text."), 0),
        (("Preamble of it", "Text."), 0),
        (("Preambles", "Text."), 1),
        (("A. Part", "Text."), 0),
        (("word " * 30, "Text."), 1),
        (("word " * 31, "Text."), 0),
        (("Rule one", "Text."), 0),
        (("A TITLE", "_OF TWO", "Text."), 2),
        (("A TITLE", "OF ONE", "Text."), 1),
        (("A TITLE", "_of one", "Text."), 1),
        (("A title", "_OF ONE", "Text."), 1),
        (("A TITLE", "_OF ALL"), 2),
    ],
)
def test_the_title_is_at_the_start(texts: tuple[str, ...], count: int) -> None:
    profile = Profile("test", heading=(HeadingRule("article", "^Rule"), HeadingRule("section", shape="capitals")))
    assert title_lines(lines(*(text.strip() for text in texts)), profile) == range(count)


def test_what_stands_before_the_first_clause_is_the_title() -> None:
    assert title_lines(lines("One.", "Two.", "PREAMBLE"), COMPACT) == range(2)


def test_one_line_of_the_first_rank_below_others_is_the_title() -> None:
    def ranked(*headings: int) -> list[TextLine]:
        return [
            replace(line, heading=rank) for line, rank in zip(lines(*["Item"] * len(headings)), headings, strict=True)
        ]

    plain = Profile("test")
    assert title_lines(ranked(2, 0, 1), plain) == range(2, 3)
    assert title_lines(ranked(1, 0, 2), plain) == range(1)
    assert title_lines(ranked(2, 1, 1), plain) == range(1)
    assert title_lines(ranked(2, *[0] * 10, 1), plain) == range(11, 12)
    assert title_lines(ranked(2, *[0] * 11, 1), plain) == range(1)
    assert title_lines([], plain) == range(0)


def test_a_draft_ends_with_its_last_numbered_clause() -> None:
    rows = lines("1. One", "Signed", "Blog")
    items = [UncitedClause("paragraph", "1.", "One", 1), UncitedClause("text", "", "Signed", 2)]
    kept, removed = cut_tail(items, rows, 0, COMPACT)
    assert kept == items[:1]
    assert [(row.text, row.line) for row in removed] == [("Signed", 2)]
    assert "after the draft" in removed[0].reason
    assert cut_tail(items, rows, -1, COMPACT) == (items, [])
    assert cut_tail(items, rows, 0, Profile("test")) == (items, [])
