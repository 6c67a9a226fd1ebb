"""Drawn lines: rules, strikes, underlines."""

from __future__ import annotations

import pytest

from cdiff.reading.pdf.drawings import borders_of, rules_of, with_strikes
from cdiff.reading.pdf.page import HorizontalRule, PdfPage, RuledLine
from cdiff.reading.pdf.rows import rows_of
from tests.read.pdf_maker import Sheet, body_of, read, run


def struck_sheet() -> Sheet:
    return Sheet().text(72, 100, "We shall never do it.").rule(120, 97, 156, 97).rule(72, 102, 102, 102)


def test_struck_text_is_reported_and_kept() -> None:
    content = read(struck_sheet())
    assert body_of(content) == ["We shall never do it."]
    assert [(remark.kind, remark.text, remark.line) for remark in content.remarks] == [("struck", "never", 1)]


def test_struck_text_may_count_as_deleted() -> None:
    content = read(struck_sheet(), struck="deleted")
    assert body_of(content) == ["We shall do it."]
    assert [(removed.text, removed.reason) for removed in content.removed] == [
        ("never", "struck through, which counts as deleted")
    ]


@pytest.mark.parametrize(
    ("above", "thick", "struck"),
    [(1.1, 0.5, False), (1.3, 0.5, True), (5.7, 0.5, True), (5.9, 0.5, False), (3, 2.4, True), (3, 2.6, False)],
)
def test_a_line_strikes_between_an_eighth_and_six_tenths_of_a_letter(above: float, thick: float, struck: bool) -> None:
    line = RuledLine(0, 100 - above - thick / 2, 90, 100 - above + thick / 2)
    page = PdfPage(1, 595, 842, (run("word", 10, 100),), (line,))
    assert [part.struck for part in with_strikes(page).runs] == [struck]


def test_only_the_letters_below_the_middle_of_which_a_line_runs_are_struck() -> None:
    page = PdfPage(1, 595, 842, (run("one two", 10, 100),), (RuledLine(34.4, 96.8, 60, 97.2),))
    assert [(part.text, part.struck) for part in with_strikes(page).runs] == [("one ", False), ("two", True)]


def test_lines_that_touch_are_one_rule_and_remember_where_they_meet() -> None:
    lines = [RuledLine(10, 99, 50, 99), RuledLine(55, 100.5, 90, 100.5), RuledLine(95.1, 99, 99, 99)]
    assert rules_of(lines) == [HorizontalRule(10, 90, 99, (55,)), HorizontalRule(95.1, 99, 99)]
    assert len(rules_of([RuledLine(10, 99, 50, 99), RuledLine(50, 100.6, 90, 100.6)])) == 2
    assert rules_of([RuledLine(10, 0, 10, 90)]) == []


def test_a_stroked_box_has_four_edges_and_a_thin_one_is_a_line() -> None:
    sheet = Sheet().text(72, 100, "1.").text(172, 100, "in a box").raw("60 735 200 20 re S 160 735 2 20 re f")
    assert [block.text for block in read(sheet).blocks] == ["in a box"]
    curved = Sheet().text(72, 100, "1.").text(172, 100, "in a box").raw("60 735 m 60 755 l 160 755 160 735 160 735 c S")
    assert len(read(curved).blocks[0].text.split()) > 2


@pytest.mark.parametrize(
    ("below", "left", "right", "border"),
    [
        (-8.1, 10, 70, True),
        (-7.9, 10, 70, False),
        (1.9, 10, 70, False),
        (2.1, 10, 70, True),
        (1, 10, 131, True),
        (1, 10, 129, False),
    ],
)
def test_a_rule_that_touches_letters_borders_nothing(below: float, left: float, right: float, border: bool) -> None:
    rows = rows_of(PdfPage(1, 595, 842, (run("ten_letter", 10, 100),)))
    assert bool(borders_of([HorizontalRule(left, right, 100 + below)], rows)) == border


def circle(x: float, y: float, radius: float, paint: str = "f") -> str:
    """Draw a circle of four curves around a place that is given from the upper left corner."""
    y, k = 842 - y, 0.55 * radius
    west, east, south, north = x - radius, x + radius, y - radius, y + radius
    return (
        f"{west} {y} m {west} {y + k} {x - k} {north} {x} {north} c {x + k} {north} {east} {y + k} {east} {y} c "
        f"{east} {y - k} {x + k} {south} {x} {south} c {x - k} {south} {west} {y - k} {west} {y} c {paint}"
    )


def bullets(drawing: str, left: float = 90) -> int:
    content = read(Sheet().text(72, 88, "Keys are").text(left, 100, "of iron").raw(drawing))
    return sum(removed.reason == "the bullet of a list item" for removed in content.removed)


def test_a_dot_before_a_line_is_the_bullet_of_an_item() -> None:
    assert bullets(circle(78, 97, 2)) == 1
    assert bullets(circle(78, 97, 2, "S")) == 0  # a circle to be filled in
    assert bullets("76 743 4 4 re f") == 0  # a box to be ticked
    sign = "76 747 m 80 745 l 76 743 l 76 744 l 79 745 l 76 746 l f"  # `>`, drawn where a font has none
    assert bullets(sign) == 0
    assert bullets(circle(78, 97, 4)) == bullets(circle(78, 97, 0.5)) == 0
    assert bullets(circle(78, 107, 2)) == bullets(circle(110, 97, 2)) == 0
    assert bullets(circle(78, 97, 2), left=110) == 0


def test_an_item_with_a_drawn_bullet_begins_where_the_paragraph_before_hangs() -> None:
    full = "word " * 13
    one = Sheet().text(72, 100, "1.").lines(96, 100, [full + "here.", full + "here.", full + "here."])
    two = Sheet().lines(96, 100, [full + "here.", "and more."])
    assert len(body_of(read(one, two))) == 1
    assert len(body_of(read(one, two.raw(circle(84, 97, 2))))) == 2
