"""Lines from right to left: mirrored, with figures and Latin words turned round."""

from __future__ import annotations

import pytest

from cdiff.reading.pdf.mirrored import has_rtl, in_logical_order, mirrored
from cdiff.reading.pdf.page import GlyphRun, PdfPage, RuledLine
from cdiff.reading.pdf.pdfium import _spelled
from cdiff.reading.pdf.rows import rows_of
from tests.read.pdf_maker import run


def right_to_left(text: str, right: float, base: float = 100) -> GlyphRun:
    lefts = tuple(right - 6 * at - 6 for at in range(len(text)))
    return GlyphRun(text, lefts, tuple(left + 6 for left in lefts), base, 10)


@pytest.mark.parametrize(
    ("parts", "said"),
    [
        (["المادة", "1"], "المادة 1"),
        (["للقرار", "73/195", "."], "للقرار 73/195."),
        (["ab", "x", "של"], "x ab של"),
        (["של", "Lamps", "of", "של"], "של of Lamps של"),
        (["של", "-", "של"], "של - של"),
    ],
)
def test_what_runs_from_left_to_right_is_turned_round(parts: list[str], said: str) -> None:
    runs = [run(part, 0, 100) for part in parts]
    assert [part.text for part in in_logical_order(runs)] == said.replace("195.", "195 .").split()


def test_a_line_is_read_from_its_right_end() -> None:
    runs = (right_to_left("המאמר", 500), run("12", 450, 100), right_to_left("כאן", 440))
    page = mirrored(PdfPage(1, 595, 842, runs, (RuledLine(400, 90, 500, 90),)))
    assert [row.text for row in rows_of(page)] == ["המאמר 12 כאן"]
    assert page.lines == (RuledLine(95, 90, 195, 90),)
    assert rows_of(page)[0].left == 95


def test_a_page_with_a_word_from_right_to_left_stays_as_it_is() -> None:
    page = PdfPage(1, 595, 842, (run("The word is", 10, 100), right_to_left("של", 120)))
    assert mirrored(page) is page


def test_forms_of_letters_within_words_are_letters() -> None:
    assert _spelled("\ufefb") == "لا"
    assert has_rtl("של")
    assert not has_rtl("Δυνατότητας")


def test_a_space_far_before_the_first_letter_of_a_run_is_none() -> None:
    odd = GlyphRun(" .", (10, 40), (10, 43), 100, 10)
    assert [row.text for row in rows_of(PdfPage(1, 595, 842, (run("word", 16, 100), odd)))] == ["word."]
