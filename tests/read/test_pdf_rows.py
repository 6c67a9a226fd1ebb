"""From runs to rows: what stands on one line, where a gap is a space, where it divides the line."""

from __future__ import annotations

import pytest

from cdiff.reading.pdf.page import GlyphRun, PdfPage
from cdiff.reading.pdf.rows import cut_run, rows_of, spell
from tests.read.pdf_maker import run


def rows(*runs: GlyphRun) -> list[list[str]]:
    return [[segment.text for segment in row.segments] for row in rows_of(PdfPage(1, 595, 842, runs))]


@pytest.mark.parametrize(("gap", "said"), [(1.4, "onetwo"), (1.6, "one two")])
def test_a_gap_between_runs_of_a_seventh_of_the_size_is_a_space(gap: float, said: str) -> None:
    assert spell([run("one", 10, 100), run("two", 28 + gap, 100)]) == said


@pytest.mark.parametrize(("gap", "said"), [(6.9, "word1"), (7.1, "word 1")])
def test_a_raised_mark_stands_off_further(gap: float, said: str) -> None:
    assert spell([run("word", 10, 100), run("1", 34 + gap, 96, raised=True)]) == said


@pytest.mark.parametrize(("gap", "said"), [(1.7, "abcd"), (1.9, "ab cd")])
def test_a_run_without_spaces_is_parted_where_it_moves_on(gap: float, said: str) -> None:
    lefts = (0, 6, 12 + gap, 18 + gap)
    assert spell([GlyphRun("abcd", lefts, tuple(left + 6 for left in lefts), 100, 10)]) == said


@pytest.mark.parametrize(("gap", "said"), [(5.9, "a bcde"), (6.1, "a b cde")])
def test_a_run_that_has_spaces_has_them_all_but_for_wide_gaps(gap: float, said: str) -> None:
    lefts = (0, 6, 12, 18 + gap, 24 + gap, 30 + gap)
    assert spell([GlyphRun("a bcde", lefts, tuple(left + 6 for left in lefts), 100, 10)]) == said


@pytest.mark.parametrize(("down", "lines"), [(1.9, [["one two"]]), (2.1, [["one"], ["two"]])])
def test_baselines_that_differ_by_less_than_a_fifth_are_one_line(down: float, lines: list[list[str]]) -> None:
    assert rows(run("one", 10, 100), run("two", 34, 100 + down)) == lines


@pytest.mark.parametrize(
    ("gap", "segments"),
    [(9.9, ["one two"]), (10.1, ["one", "two"])],
)
def test_a_gap_without_a_space_divides_from_one_size_on(gap: float, segments: list[str]) -> None:
    assert rows(run("one", 10, 100), run("two", 28 + gap, 100)) == [segments]


@pytest.mark.parametrize(("gap", "segments"), [(29.9, ["one two"]), (30.1, ["one", "two"])])
def test_a_gap_with_a_space_divides_from_three_sizes_on(gap: float, segments: list[str]) -> None:
    assert rows(run("one ", 10, 100), run("two", 28 + gap, 100)) == [segments]


@pytest.mark.parametrize(
    ("rise", "size", "count"), [(6.4, 8.2, 1), (6.6, 8.2, 2), (6.4, 8.4, 1), (6.4, 8.6, 2), (-3.4, 6, 1), (-3.6, 6, 2)]
)
def test_a_small_run_a_little_higher_or_lower_belongs_to_the_line(rise: float, size: float, count: int) -> None:
    assert len(rows(run("word", 10, 100), run("2", 34, 100 - rise, size))) == count


def test_what_is_raised_is_marked() -> None:
    raised = [
        part.raised for part in rows_of(PdfPage(1, 595, 842, (run("word", 10, 100), run("2", 34, 96, 6))))[0].runs
    ]
    assert raised == [False, True]
    lowered = rows_of(PdfPage(1, 595, 842, (run("H", 10, 100), run("2", 16, 102.5, 6))))[0].runs
    assert [part.raised for part in lowered] == [False, False]
    little = rows_of(PdfPage(1, 595, 842, (run("word", 10, 100), run("2", 34, 98.9, 6))))[0].runs
    assert [part.raised for part in little] == [False, True]


def test_what_is_drawn_twice_to_look_bold_is_read_once() -> None:
    assert rows(run("word", 10, 100), run("word", 10.6, 100)) == [["word"]]
    assert rows(run("word", 10, 100), run("word", 60, 100)) == [["word", "word"]]


def test_a_run_is_cut_where_its_mark_changes() -> None:
    assert [(part.text, mark) for part, mark in cut_run(run("abcd", 0, 1), [1, 1, 2, 1])] == [
        ("ab", 1),
        ("c", 2),
        ("d", 1),
    ]


def test_letters_that_are_set_apart_are_one_word() -> None:
    letters = [run(letter, 10 + 9 * at, 100) for at, letter in enumerate("HEAD")]
    assert spell([*letters, *(run(letter, 52 + 9 * at, 100) for at, letter in enumerate("LINE"))]) == "HEAD LINE"
    assert spell([run("The", 10, 100), run("seat", 31, 100), run("of", 58, 100)]) == "The seat of"


def test_letters_drawn_one_by_one_on_the_line_of_a_large_heading_are_no_mark_of_it() -> None:
    letters = tuple(run(letter, 200 + 6 * at, 100.1) for at, letter in enumerate("cycle"))
    (row,) = rows_of(PdfPage(1, 595, 842, (*letters, run("Settlement", 290, 100, 15, pitch=9))))
    assert [segment.text for segment in row.segments] == ["cycle", "Settlement"]


def test_a_line_of_text_left_of_a_large_heading_is_no_mark_of_it() -> None:
    letters = [run(letter, 200 + 6 * at, 100) for at, letter in enumerate("article")]
    (text, heading) = rows_of(PdfPage(1, 595, 842, (*letters, run("Settlement", 290, 106, 15, pitch=9))))
    assert (text.text, heading.text) == ("article", "Settlement")
