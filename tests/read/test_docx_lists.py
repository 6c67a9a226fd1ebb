"""Numbers as Word prints them: every rule that makes a label."""

from __future__ import annotations

import pytest

from cdiff.reading.docx import read_docx
from cdiff.reading.numerals import FORMATS, counted, numeral
from tests.read.docx_files import definition, docx, level, listed, num, p, restart, style

PLAIN = definition(1, level(0, "decimal", "%1."), level(1, "lowerLetter", "(%2)"), level(2, "lowerRoman", "(%3)"))


def labels(body: str, numbering: str, styles: str = "") -> list[str]:
    content = read_docx(docx(body, numbering=numbering, styles=styles), "a.docx")
    return [block.label for block in content.blocks]


def at(*levels: int, number: int = 1) -> str:
    return "".join(listed("words", number, level) for level in levels)


def test_levels_count_and_start_again_under_a_higher_one() -> None:
    assert labels(at(0, 0, 1, 1, 2, 2, 1, 0, 1), PLAIN + num(1, 1)) == [
        *("1.", "2.", "(a)", "(b)", "(i)", "(ii)", "(c)", "3.", "(a)"),
    ]


def test_lists_of_one_definition_count_together() -> None:
    assert labels(at(0, 0) + at(0, number=2) + at(0), PLAIN + num(1, 1) + num(2, 1)) == ["1.", "2.", "3.", "4."]


def test_a_start_override_holds_once() -> None:
    numbering = PLAIN + num(1, 1) + num(2, 1, restart(0, 5))
    assert labels(at(0, 0) + at(0, 0, number=2) + at(0), numbering) == ["1.", "2.", "5.", "6.", "7."]


def test_a_level_may_be_replaced_in_one_list() -> None:
    other = f'<w:lvlOverride w:ilvl="0">{level(0, "upperLetter", "%1)", start=3)}</w:lvlOverride>'
    assert labels(at(0) + at(0, number=2), PLAIN + num(1, 1) + num(2, 1, other)) == ["1.", "B)"]


def test_a_level_that_is_skipped_shows_its_start_and_is_not_counted() -> None:
    numbering = definition(1, level(0, "decimal", "%1."), level(1, "decimal", "%1.%2")) + num(1, 1)
    assert labels(at(1, 1, 0, 1), numbering) == ["1.1", "1.2", "1.", "1.1"]


def test_a_level_that_never_restarts_goes_on() -> None:
    deep = level(1, "lowerLetter", "(%2)", '<w:lvlRestart w:val="0"/>')
    assert labels(at(0, 1, 1, 0, 1), definition(1, level(0, "decimal", "%1."), deep) + num(1, 1)) == [
        *("1.", "(a)", "(b)", "2.", "(c)"),
    ]


def test_legal_numbering_prints_all_levels_decimal() -> None:
    numbering = definition(1, level(0, "upperRoman", "%1."), level(1, "decimal", "%1.%2", "<w:isLgl/>"))
    assert labels(at(0, 0, 1), numbering + num(1, 1)) == ["I.", "II.", "2.1"]


def test_bullets_have_a_level_and_no_label() -> None:
    numbering = definition(1, level(0, "bullet", "\u2022")) + num(1, 1)
    block = read_docx(docx(at(0), numbering=numbering), "a.docx").blocks[0]
    assert (block.label, block.level, block.text) == ("", 1, "words")


def test_a_format_none_prints_the_words_around_it() -> None:
    assert labels(at(0), definition(1, level(0, "none", "Note")) + num(1, 1)) == ["Note"]


def test_styles_carry_lists_and_inherit_them() -> None:
    numbering = definition(
        1,
        level(0, "decimal", "%1.", '<w:pStyle w:val="One"/>'),
        level(1, "lowerLetter", "(%2)", '<w:pStyle w:val="Two"/>'),
    )
    has_list = '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>'
    styles = style("One", has_list) + style("Two", has_list) + style("Child", based_on="Two")
    body = "".join(p("x", f'<w:pStyle w:val="{name}"/>') for name in ("One", "Two", "Child", "One"))
    assert labels(body, numbering + num(1, 1), styles) == ["1.", "(a)", "(b)", "2."]


def test_list_number_zero_takes_a_paragraph_out_of_its_style_s_list() -> None:
    styles = style("One", '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>')
    out = p("x", '<w:pStyle w:val="One"/><w:numPr><w:numId w:val="0"/></w:numPr>')
    assert labels(p("x", '<w:pStyle w:val="One"/>') + out, PLAIN + num(1, 1), styles) == ["1.", ""]


def test_a_list_style_is_followed_to_its_definition() -> None:
    linked = definition(1, '<w:numStyleLink w:val="Legal"/>')
    target = definition(2, '<w:styleLink w:val="Legal"/>', level(0, "decimal", "Article %1:"))
    assert labels(at(0, 0) + at(0, number=2), linked + target + num(1, 1) + num(2, 2)) == [
        *("Article 1:", "Article 2:", "Article 3:"),
    ]


def test_an_empty_paragraph_uses_up_its_number_and_says_so() -> None:
    content = read_docx(docx(at(0) + listed("", 1) + at(0), numbering=PLAIN + num(1, 1)), "a.docx")
    assert [block.label for block in content.blocks] == ["1.", "3."]
    assert [(removed.text, removed.line) for removed in content.removed] == [("2.", 2)]


def test_a_number_that_is_hidden_counts_and_is_not_printed() -> None:
    hidden = level(0, "decimal", "%1.", "<w:rPr><w:vanish/></w:rPr>")
    assert labels(at(0), definition(1, hidden) + num(1, 1)) == [""]


def test_an_unknown_format_is_printed_decimal_with_a_warning() -> None:
    content = read_docx(docx(at(0), numbering=definition(1, level(0, "klingon", "%1.")) + num(1, 1)), "a.docx")
    assert content.blocks[0].label == "1."
    assert "klingon" in content.warnings[0].message


def test_broken_lists_do_no_harm() -> None:
    loop = definition(1, '<w:numStyleLink w:val="A"/><w:styleLink w:val="A"/>')
    odd = '<w:num w:numId="7"><w:abstractNumId w:val="99"/></w:num><w:abstractNum/><w:num/>'
    styles = style("A", based_on="B") + style("B", based_on="A")
    body = at(0, 8) + at(0, number=7) + at(0, number=55) + p("x", '<w:pStyle w:val="A"/>')
    assert labels(body, loop + num(1, 1) + odd, styles) == ["", "", "", "", ""]


@pytest.mark.parametrize(
    ("name", "number", "printed"),
    [
        ("decimal", 12, "12"),
        ("decimalZero", 7, "07"),
        ("lowerLetter", 26, "z"),
        ("lowerLetter", 28, "bb"),
        ("upperLetter", 1, "A"),
        ("lowerRoman", 1994, "mcmxciv"),
        ("upperRoman", 4, "IV"),
        ("lowerRoman", 0, "0"),
        ("ordinal", 11, "11th"),
        ("ordinal", 22, "22nd"),
        ("cardinalText", 42, "Forty-two"),
        ("ordinalText", 21, "Twenty-first"),
        ("ordinalText", 20, "Twentieth"),
        ("ordinalText", 8, "Eighth"),
        ("ordinalText", 12, "Twelfth"),
        ("chicago", 5, "**"),
        ("russianLower", 2, "б"),
        ("arabicAbjad", 3, "ج"),
        ("chineseCounting", 21, "二十一"),
        ("decimalEnclosedCircle", 3, "③"),
        ("none", 3, ""),
        ("no such format", 3, "3"),
    ],
)
def test_numerals(name: str, number: int, printed: str) -> None:
    assert numeral(number, name) == printed


def test_letters_as_columns() -> None:
    assert [counted(number) for number in (1, 26, 27, 28, 703)] == ["a", "z", "aa", "ab", "aaa"]


@pytest.mark.parametrize("name", sorted(FORMATS))
def test_no_number_is_too_large_or_too_small(name: str) -> None:
    for number in (-1, 0, 1, 99, 100, 5_000, 10**9):
        assert len(numeral(number, name)) < 60


def test_a_field_counts_within_a_paragraph_behind_its_number_and_the_list_goes_on_behind_it() -> None:
    named = definition(1, '<w:name w:val="Acts"/>', level(0, "decimal", "%1."), level(1, "decimal", "(%2)"))
    field = (
        '<w:r><w:t>—</w:t></w:r><w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        '<w:r><w:instrText xml:space="preserve"> LISTNUM "acts" \\l 2 </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    first = listed("first", 1, 0).replace("</w:pPr>", f"</w:pPr>{field}")
    content = read_docx(docx(first + at(1) + first + at(1), numbering=named + num(1, 1)), "a.docx")
    printed = [(block.label, block.text) for block in content.blocks]
    assert printed == [("1.", "—(1)first"), ("(2)", "words"), ("2.", "—(1)first"), ("(2)", "words")]
