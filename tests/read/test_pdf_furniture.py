"""Running heads and feet: what recurs in the margin is set aside, what stands once is text."""

from __future__ import annotations

import pytest

from cdiff.reading.pdf.furniture import is_counter
from tests.read.pdf_maker import FULL, NAMES, WIDE, Sheet, body, body_of, line_of, notes, read, texts


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


def removed(*sheets: Sheet) -> list[str]:
    return [row.text for row in read(*sheets).removed]


def articles(heading: str = "Article {}", y: float = 50, gap: float = 18, last: str = "in the night.") -> list[Sheet]:
    """Five pages that all begin and end alike, one article on each, with a foot."""
    sheets = []
    for at, name in enumerate(NAMES[:5], 1):
        sheet = (
            Sheet().text(72, y, heading.format(at)).lines(72, y + gap, [*[line_of(name), line_of(name[1:])] * 3, last])
        )
        sheets.append(sheet.text(72, 800, "12345/22").text(500, 800, str(at)))
    return sheets


@pytest.mark.parametrize(
    "heading", ["Article {}", "Section {}.", "§ {}", "({}) On", "{}.", "Form No. {}", "Annex {}: Oil"]
)
def test_a_label_that_counts_like_the_pages_is_text(heading: str) -> None:
    assert removed(*articles(heading, gap=30)) == [f for at in range(1, 6) for f in ("12345/22", str(at))]


@pytest.mark.parametrize("head", ["Page {}", "Seite {} von 5", "- {} -", "The Compact {}", "A/77/L.{}", "A-{}"])
def test_what_counts_the_pages_apart_from_the_text_is_furniture(head: str) -> None:
    assert len(removed(*articles(head, gap=30))) == 15


def test_the_gap_to_the_text_is_one_line_and_a_half() -> None:
    assert len(removed(*articles("Draft of it", gap=18.5))) == 15
    assert len(removed(*articles("Draft of it", gap=17.5))) == 10


def test_furniture_stands_in_the_outer_seventh() -> None:
    assert len(removed(*articles("Draft of it", y=125, gap=30))) == 15
    assert len(removed(*articles("Draft of it", y=128, gap=30))) == 10


def test_on_five_pages_the_same_words_stand_three_times_and_on_four_twice() -> None:
    heads = ["The head", "The head", "Other", "Words", "Here"]
    five = [body(Sheet().text(72, 40, head), at) for at, head in enumerate(heads)]
    assert removed(*five) == []
    assert removed(*five[:4]) == ["The head"] * 2


def test_words_recur_at_one_height_to_four_points() -> None:
    assert removed(*[body(Sheet().text(72, 40 + 3.9 * (at % 2), "The head"), at) for at in range(4)]) != []
    assert removed(body(Sheet().text(72, 40, "The head"), 1), body(Sheet().text(72, 44.1, "The head"), 2)) == []


def test_a_margin_on_most_pages_is_margin_on_the_one_that_is_full() -> None:
    sheets = [body(Sheet().text(72, 40, "The head"), at, 55 if at == 2 else 100) for at in range(5)]
    assert removed(*sheets) == ["The head"] * 5
    sheets = [body(Sheet().text(72, 40, "The head"), at, 55 if at > 1 else 100) for at in range(5)]
    assert removed(*sheets) == ["The head"] * 2


def test_text_further_out_makes_what_recurs_below_it_text() -> None:
    sheets = [body(Sheet().text(72, 40, f"On {name}").text(72, 60, "The head"), at) for at, name in enumerate(NAMES)]
    assert removed(*sheets) == []


def test_a_box_low_on_the_first_page_takes_nothing() -> None:
    sheets = [body(Sheet().text(72, 40, "Draft convention on carriers"), at, 200) for at in range(3)]
    sheets[0].text(72, 100, "DRAFT CONVENTION ON CARRIERS").text(72, 130, "1. No carrier is detained.")
    sheets[0].rule(72, 150, 520, 150).text(80, 164, "Note by the Chair").rule(72, 170, 520, 170)
    assert removed(*sheets) == ["Draft convention on carriers"] * 3


def test_lines_that_recur_in_the_text_are_kept_and_told() -> None:
    sheets = [Sheet().text(72, 40, "The same").lines(72, 52, [line_of(name), f"on {name}."]) for name in NAMES[:3]]
    content = read(*sheets)
    assert content.removed == ()
    assert [warning.message for warning in content.warnings] == [
        "lines that recur at the edge of pages 1, 2, 3 touch the text; they are kept as text"
    ]


def test_the_head_of_the_first_page_is_known_by_its_fields() -> None:
    sheet = Sheet().text(72, 50, "United Nations").text(400, 50, "A/RES/77/321").text(72, 90, "General Assembly")
    sheet.text(400, 80, "Distr.: General").text(400, 100, "8 August 2023").text(72, 140, "Seventy-seventh session")
    sheet.lines(72, 170, [FULL] * 3).text(72, 780, "23-15249 (E) 110823").text(400, 800, "*2315249*")
    fields = ["United Nations", "A/RES/77/321", "Distr.: General", "General Assembly", "8 August 2023"]
    assert sorted(removed(sheet)) == sorted([*fields, "23-15249 (E) 110823", "*2315249*"])
    assert removed(Sheet().text(72, 50, "General Assembly").text(72, 90, "8 August 2023").text(72, 140, "Text")) == []
    low = Sheet().lines(72, 300, ["General Assembly", "Distr.: General"]).text(72, 400, "Text")
    assert removed(low) == []


@pytest.mark.parametrize("text", ["3", "- 3 -", "3/12", "Page 3 of 12", "[iv]", "A-3", "3 | Page", "Seite 3", "стр. 3"])
def test_page_counters(text: str) -> None:
    assert is_counter(text)


@pytest.mark.parametrize("text", ["3.", "(3)", "§ 3", "Article 3", "3 apples", "123456", "3 of them", "mild"])
def test_what_is_no_page_counter(text: str) -> None:
    assert not is_counter(text)


def test_a_struck_line_at_the_page_top_takes_no_heading_with_it() -> None:
    sheets = articles("Article {}", last="to the gate.")
    sheets[2].rule(72, 65, 470, 65)
    sheets[4].parts[0] = sheets[4].parts[0].replace("Article 5", "Article 30")
    assert not any("Article" in text for text in removed(*sheets))


def test_a_note_that_stands_on_several_pages_is_no_furniture() -> None:
    def page(number: int, name: str) -> Sheet:
        sheet = body(Sheet(), number, 200).text(72, 700, f"as in {name}").text(108 + 6 * len(name), 696, "1", 6)
        return sheet.rule(72, 760, 200, 760).text(72, 775, "1 Adopted without", 8).text(72, 785, "a vote.", 8)

    content = read(*[page(*each) for each in enumerate(NAMES[:4])])
    assert notes(content) == [("1", "Adopted without a vote.")] * 4
    assert content.removed == ()


def test_a_masthead_may_hold_the_head_of_the_other_pages() -> None:
    first = Sheet().text(72, 40, "Distr.: General").text(72, 52, "Original: English").text(72, 64, "Rules of May")
    others = [body(Sheet().text(72, 40, "Rules of May"), at, 100) for at in (2, 3, 4)]
    content = read(body(first, 1, 120), *others)
    assert [row.text for row in content.removed if row.page == 1] == [
        "Distr.: General", "Original: English", "Rules of May",
    ]  # fmt: skip


def test_the_symbol_of_a_document_beside_the_number_of_its_page() -> None:
    sheet = Sheet().lines(72, 100, [WIDE, WIDE, "It ends."])
    sheet.text(72, 802, "12345/22").text(300, 802, "EN").text(500, 802, "1")
    assert {row.text for row in read(sheet).removed} == {"12345/22", "EN", "1"}
    alone = Sheet().lines(72, 100, [WIDE, WIDE, "It ends."]).text(72, 802, "12345/22")
    assert read(alone).removed == ()


def test_the_symbol_in_the_masthead_is_the_running_head_of_the_next_page() -> None:
    first = Sheet().text(72, 40, "Distr.: General").text(72, 52, "Original: English").text(72, 64, "ABC/87/L.4")
    second = Sheet().text(72, 40, "ABC/87/L.4")
    content = read(body(first, 1, 120), body(second, 2, 100))
    assert [row.text for row in content.removed if row.page == 2] == ["ABC/87/L.4"]
    assert read(body(Sheet().text(72, 64, "ABC/87/L.4"), 1, 120), body(second, 2, 100)).removed == ()


def test_a_foot_that_counts_the_pages_may_stand_close_to_wide_lines() -> None:
    lines = [FULL, FULL[1:], FULL[2:]]
    sheets = [Sheet().lines(72, 700, lines, 26).text(72, 785, f"Job 18-022 {at}") for at in range(1, 5)]
    assert removed(*sheets) == ["Job 18-022 1", "Job 18-022 2", "Job 18-022 3", "Job 18-022 4"]
