"""PDFs: reading order, paragraphs, furniture, notes, tables, struck text."""

from __future__ import annotations

from collections import Counter

import pytest

from cdiff.core.model import Reading, Source
from cdiff.parsing import parse
from cdiff.reading.content import Content
from cdiff.reading.options import ReadOptions
from cdiff.reading.pdf import read_pdf
from cdiff.reading.pdf.pdfium import pages_of
from tests.read.pdf_maker import Sheet, make

FULL = "x" * 5 + " " + "word " * 12 + "end"
"""A line of 69 letters: with type of size 10, from 72 to 486."""


def read(data: bytes, **options: str) -> Content:
    return read_pdf(data, "draft.pdf", ReadOptions(**options))  # type: ignore[arg-type]


def texts(content: Content) -> list[str]:
    return [block.text for block in content.blocks if not block.note]


def notes(content: Content) -> list[tuple[str, str]]:
    return [(block.note, block.text) for block in content.blocks if block.note]


def body(sheet: Sheet, page: int, y: float = 120) -> Sheet:
    words = FULL.replace("word", ("word", "rule", "part", "text", "page")[page % 5])
    return sheet.lines(72, y, [words, words[1:], f"and {'more ' * page} ends here."])


def test_lines_become_paragraphs() -> None:
    sheet = Sheet().lines(72, 100, [FULL, FULL, "it ends."]).lines(72, 148, [FULL, "so does this."])
    first, second = read(make(sheet)).blocks
    assert first.text == f"{FULL} {FULL} it ends."
    assert second.text == f"{FULL} so does this."
    assert (first.whole, first.page, second.gap, second.line) == (True, 1, 1, 2)


def test_an_indent_begins_a_paragraph() -> None:
    sheet = Sheet().lines(72, 100, [FULL, FULL[:-2] + "d."]).text(96, 124, FULL[4:]).text(72, 136, "goes on.")
    assert [text[-9:] for text in texts(read(make(sheet)))] == [" word ed.", " goes on."]


def test_hanging_labels_are_joined_with_their_text() -> None:
    sheet = Sheet().text(72, 100, "1.").lines(96, 100, [FULL[4:], "the rest;"])
    sheet.text(96, 124, "(a)").lines(130, 124, [FULL[10:], "more"])
    sheet.text(96, 148, "(b)").text(130, 148, "Last")
    assert [text[:6] for text in texts(read(make(sheet)))] == ["1. x w", "(a) wo", "(b) La"]


def test_a_paragraph_runs_over_the_page_end() -> None:
    one, two = Sheet().lines(72, 100, [FULL] * 3), Sheet().lines(72, 100, ["and ends on the next page.", "New one."])
    assert texts(read(make(one, two)))[0] == f"{FULL} {FULL} {FULL} and ends on the next page."


@pytest.mark.parametrize(
    ("first", "second", "joined"),
    [
        ("the international migra-", "tion of persons", "international migration of"),
        ("migration policy is evidence-", "based and more", "is evidence-based and"),
        ("the Secretary-", "General of it", "the Secretary-General of"),
        ("paragraphs 52-", "73 of it", "paragraphs 52-73 of"),
        ("this is gender-", "and child-sensitive", "gender- and child-sensitive"),
        ("see A/RES/", "71/1 of it", "see A/RES/71/1 of"),
        ("a peer-", "to-peer exchange", "a peer-to-peer exchange"),
        ("(http://www.un.org/some_", "page.pdf) too", "(http://www.un.org/some_page.pdf) too"),
    ],
)
def test_words_cut_at_line_ends(first: str, second: str, joined: str) -> None:
    before = ("word " * 30)[: 68 - len(first)].ljust(68 - len(first), "w") + " "
    sheet = Sheet().lines(72, 100, [FULL, before + first, second + " the end."])
    sheet.lines(72, 160, ["It is based on evidence of migration."])
    assert joined in texts(read(make(sheet)))[0]


def test_furniture_recurs_in_place() -> None:
    sheets = [body(Sheet().text(200, 40, "Draft of the Compact").text(290, 800, str(at)), at) for at in range(1, 5)]
    content = read(make(*sheets))
    assert not any("Draft of" in text for text in texts(content))
    assert len(content.removed) == 8
    assert {removed.reason for removed in content.removed if removed.page == 2} == {
        "running head: recurs in place",
        "running foot: recurs in place",
    }


def test_furniture_may_count_the_pages_and_change_sides() -> None:
    sheets = [body(Sheet().text(72 if at % 2 else 400, 800, f"Page {at + 6} of 40"), at) for at in range(1, 5)]
    assert not any("Page" in text for text in texts(read(make(*sheets))))


def test_furniture_may_count_in_roman_numbers() -> None:
    sheets = [body(Sheet().text(290, 800, f"- {number} -"), at) for at, number in enumerate(("iii", "iv", "v", "vi"))]
    content = read(make(*sheets))
    assert [removed.text for removed in content.removed] == ["- iii -", "- iv -", "- v -", "- vi -"]


def test_what_stands_in_one_place_once_is_text() -> None:
    names = enumerate(("rivers", "hills", "roads", "towns"))
    sheets = [body(Sheet().text(72, 40, f"On {name}"), at) for at, name in names]
    assert sum("On " in text for text in texts(read(make(*sheets)))) == 4


def test_line_numbers_in_the_margin() -> None:
    sheet = Sheet()
    for at in range(8):
        sheet.text(40, 100 + 12 * at, str(at + 1)).text(72, 100 + 12 * at, FULL)
    content = read(make(sheet))
    assert texts(content) == [" ".join([FULL] * 8)]
    assert {(removed.page, removed.reason) for removed in content.removed} == {(1, "side margin: counts the lines")}


NAMES = ("rivers", "hills", "roads", "towns", "fields", "lakes", "woods", "shores")


def line_of(name: str) -> str:
    return " ".join([name] * 9)


def numbered(start: int, count: int) -> Sheet:
    sheet = Sheet().text(72, 60, "A running head of the draft")
    for at in range(count):
        number = str(start + at)
        words = line_of(NAMES[(start + at) % 7])
        sheet.text(60 - 6 * len(number), 100 + 12 * at, number).text(72, 100 + 12 * at, words)
    return sheet


def test_line_numbers_on_a_last_page_with_few_lines() -> None:
    content = read(make(numbered(1, 9), numbered(10, 9), numbered(19, 2)))
    assert not any(number in text for text in texts(content) for number in "0123456789")
    assert sum(removed.reason == "side margin: counts the lines" for removed in content.removed) == 20


def test_a_line_of_the_text_that_recurs_at_one_height_by_chance_is_text() -> None:
    sheets = []
    for at, name in enumerate(NAMES):
        first = "actions:" if at in (1, 3, 5) else f"and {name}"
        sheets.append(Sheet().text(72, 40, "Head of it").lines(72, 80, [first, line_of(name), line_of(name[1:])]))
    content = read(make(*sheets))
    assert {removed.text for removed in content.removed} == {"Head of it"}
    assert sum(text.count("actions:") for text in texts(content)) == 3


def test_the_last_lines_of_a_text_that_recur_stay_text() -> None:
    lasts = ["for the purposes of this article;" if at % 2 else f"of {name};" for at, name in enumerate(NAMES)]
    sheets = [Sheet().lines(72, 740, [line_of(name), name, last]) for name, last in zip(NAMES, lasts, strict=True)]
    assert sum("for the purposes" in text for text in texts(read(make(*sheets)))) == 4


def test_a_title_above_a_line_is_no_running_head() -> None:
    first = Sheet().text(72, 60, "A treaty", 20).rule(72, 70, 520, 70).lines(72, 100, [line_of("hills"), "and so on."])
    others = [Sheet().text(72, 40, "A treaty").lines(72, 80, [line_of(name), f"and {name}."]) for name in NAMES]
    content = read(make(first, *others))
    assert texts(content)[0] == "A treaty"
    assert len(content.removed) == 8


def test_a_labelled_line_that_ends_as_far_from_the_margin_as_it_begins_is_not_centred() -> None:
    sheet = Sheet().lines(72, 80, [FULL] * 3)
    sheet.text(96, 116, "(a)").text(120, 116, "word " * 11 + "the Penitent").lines(120, 128, ["Persons " * 7, "to it."])
    assert texts(read(make(sheet)))[1].endswith("the Penitent " + "Persons " * 7 + "to it.")


def test_text_at_an_angle_is_set_aside() -> None:
    content = read(make(body(Sheet().turned(20, 500, "ADVANCE COPY"), 1)))
    assert [(removed.text, removed.reason) for removed in content.removed] == [("ADVANCE COPY", "set at an angle")]


def test_turned_pages_are_read_as_they_are_shown() -> None:
    sheet = Sheet()
    sheet.extra = "/Rotate 90"
    sheet.turned(100, 700, "It is shown upright").turned(112, 700, "although it is turned.")
    assert texts(read(make(sheet))) == ["It is shown upright although it is turned."]


def test_notes_and_their_marks() -> None:
    sheet = Sheet().text(72, 80, FULL + ".")
    sheet.text(72, 100, "as in the treaties").text(180, 96, "1", 6).text(184, 100, "; and 10 m")
    sheet.text(244, 96, "2", 6).text(248, 100, ".")
    sheet.text(72, 112, "On the 23").text(126, 108, "rd", 6).text(140, 112, "day of it.")
    sheet.rule(72, 700, 200, 700).text(72, 712, "1", 5).text(78, 715, "Convention on the Rights of", 8)
    sheet.text(72, 725, "the Child.", 8)
    sheet.text(72, 732, "2", 5).text(78, 735, "Another one.", 8)
    content = read(make(sheet))
    assert texts(content)[1:] == ["as in the treaties[^1]; and 10 m2.", "On the 23rd day of it."]
    assert notes(content) == [("1", "Convention on the Rights of the Child."), ("2", "Another one.")]


def test_a_note_goes_on_on_the_next_page() -> None:
    one = body(Sheet().text(72, 90, "Text").text(97, 86, "1", 6), 1)
    one.rule(72, 700, 200, 700).text(72, 712, "1", 5).text(78, 715, "A note that is", 8)
    two = body(Sheet(), 2).rule(72, 700, 200, 700).text(72, 715, "too long for one page.", 8)
    content = read(make(one, two))
    assert notes(content) == [("1", "A note that is too long for one page.")]
    assert texts(content)[0] == "Text[^1]"


def test_two_columns_are_read_one_after_the_other() -> None:
    left = [f"the left column line {at:02d} of it" for at in range(10)]
    right = [f"the right column line {at:02d} of" for at in range(10)]
    sheet = Sheet().text(72, 80, "A title that runs across both columns of the page, as titles do.")
    sheet.lines(72, 110, left).lines(320, 116, right)
    joined = " ".join(texts(read(make(sheet))))
    assert joined.index("left column line 09") < joined.index("right column line 00")
    assert joined.startswith("A title")


def test_tables_are_read_row_by_row() -> None:
    sheet = body(Sheet(), 1, 100)
    for y in (200, 230, 260):
        sheet.rule(72, y, 480, y)
    for x in (72, 200, 480):
        sheet.rule(x, 200, x, 260)
    sheet.text(80, 212, "Article 1").lines(208, 212, ["Delete the words", "of the draft."])
    sheet.text(80, 245, "Article 2").text(208, 245, "Insert a comma.")
    assert texts(read(make(sheet)))[1:] == ["Article 1 | Delete the words of the draft.", "Article 2 | Insert a comma."]


def struck_sheet() -> bytes:
    sheet = Sheet().text(72, 100, "We shall never do it.").rule(120, 97, 156, 97).rule(72, 102, 102, 102)
    return make(sheet)


def test_struck_text_is_reported_and_kept() -> None:
    content = read(struck_sheet())
    assert texts(content) == ["We shall never do it."]
    assert [(remark.kind, remark.text, remark.line) for remark in content.remarks] == [("struck", "never", 1)]
    assert [warning.message for warning in content.warnings] == ["1 struck-through passage; kept as text"]


def test_struck_text_may_count_as_deleted() -> None:
    content = read(struck_sheet(), struck="deleted")
    assert texts(content) == ["We shall do it."]
    assert [(removed.text, removed.reason) for removed in content.removed] == [
        ("never", "struck through, which counts as deleted")
    ]


def test_headings_by_bold_and_larger_type() -> None:
    sheet = Sheet().text(72, 60, "The title", 18).text(72, 85, "A part", 10, "F2")
    blocks = read(make(body(sheet, 1, 110))).blocks
    assert [block.heading for block in blocks] == [1, 2, 0]


def test_it_parses_like_the_text() -> None:
    sheet = Sheet().text(72, 100, "1.").lines(96, 100, [FULL[4:], "the rest:"])
    sheet.text(96, 136, "(a)").text(130, 136, "One;").text(96, 160, "(b)").text(130, 160, "Two.")
    data = make(sheet)
    content = read(data)
    reading = Reading(Source("draft.pdf", content.media_type, "", data), content.blocks)
    assert [clause.label for clause in parse(reading, "plain")] == ["1.", "(a)", "(b)"]


def test_no_letter_is_lost() -> None:
    one = body(Sheet().text(72, 90, "Text").text(97, 86, "1", 6).turned(20, 500, "COPY"), 1)
    one.text(72, 700, "__________").text(72, 712, "1", 5).text(78, 715, "A note", 8).text(72, 800, "1")
    two = body(Sheet().rule(96, 117, 120, 117), 2).text(72, 800, "2")
    data = make(one, two)
    content = read(data)
    drawn = Counter(
        letter for page in pages_of(data, "draft.pdf", 9) for run in page.runs for letter in run.text if letter != " "
    )
    told = [block.text + block.label + block.note for block in content.blocks]
    told += [removed.text for removed in content.removed if removed.text != "COPY"]
    assert Counter("".join(told).replace(" ", "").replace("[^1]", "1")) == drawn
