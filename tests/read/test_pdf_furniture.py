"""Running heads and feet: what recurs in the margin is set aside, what stands once is text."""

from __future__ import annotations

from tests.read.pdf_maker import NAMES, Sheet, body, body_of, line_of, read, texts


def test_furniture_recurs_in_place() -> None:
    sheets = [body(Sheet().text(200, 40, "Draft of the Compact").text(290, 800, str(at)), at) for at in range(1, 5)]
    content = read(*sheets)
    assert not any("Draft of" in text for text in body_of(content))
    assert len(content.removed) == 8
    assert {removed.reason for removed in content.removed if removed.page == 2} == {
        "running head: recurs in place",
        "running foot: recurs in place",
    }


def test_furniture_may_count_the_pages_and_change_sides() -> None:
    sheets = [body(Sheet().text(72 if at % 2 else 400, 800, f"Page {at + 6} of 40"), at) for at in range(1, 5)]
    assert not any("Page" in text for text in texts(*sheets))


def test_furniture_may_count_in_roman_numbers() -> None:
    sheets = [body(Sheet().text(290, 800, f"- {number} -"), at) for at, number in enumerate(("iii", "iv", "v", "vi"))]
    content = read(*sheets)
    assert [removed.text for removed in content.removed] == ["- iii -", "- iv -", "- v -", "- vi -"]


def test_what_stands_in_one_place_once_is_text() -> None:
    names = enumerate(("rivers", "hills", "roads", "towns"))
    sheets = [body(Sheet().text(72, 40, f"On {name}"), at) for at, name in names]
    assert sum("On " in text for text in texts(*sheets)) == 4


def test_a_line_of_the_text_that_recurs_at_one_height_by_chance_is_text() -> None:
    sheets = []
    for at, name in enumerate(NAMES):
        first = "actions:" if at in (1, 3, 5) else f"and {name}"
        sheets.append(Sheet().text(72, 40, "Head of it").lines(72, 80, [first, line_of(name), line_of(name[1:])]))
    content = read(*sheets)
    assert {removed.text for removed in content.removed} == {"Head of it"}
    assert sum(text.count("actions:") for text in body_of(content)) == 3


def test_the_last_lines_of_a_text_that_recur_stay_text() -> None:
    lasts = ["for the purposes of this article;" if at % 2 else f"of {name};" for at, name in enumerate(NAMES)]
    sheets = [Sheet().lines(72, 740, [line_of(name), name, last]) for name, last in zip(NAMES, lasts, strict=True)]
    assert sum("for the purposes" in text for text in texts(*sheets)) == 4


def test_a_title_above_a_line_is_no_running_head() -> None:
    first = Sheet().text(72, 60, "A treaty", 20).rule(72, 70, 520, 70).lines(72, 100, [line_of("hills"), "and so on."])
    others = [Sheet().text(72, 40, "A treaty").lines(72, 80, [line_of(name), f"and {name}."]) for name in NAMES]
    content = read(first, *others)
    assert body_of(content)[0] == "A treaty"
    assert len(content.removed) == 8
