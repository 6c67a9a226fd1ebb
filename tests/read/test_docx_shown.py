"""What Word shows and stores otherwise than as runs of text: boxes, prompts, formulas, numbers of rows, positions."""

from __future__ import annotations

import pytest

from cdiff.reading.content import Content
from cdiff.reading.docx import read_docx
from cdiff.reading.options import ReadOptions
from tests.read.docx_files import definition, docx, level, listed, num, p, r, table

NUMBERS = definition(1, level(0, "decimal", "%1.")) + num(1, 1)


def read(body: str, options: ReadOptions = ReadOptions(), **others: str) -> Content:  # noqa: B008
    return read_docx(docx(body, **others), "a.docx", options)


def texts(content: Content) -> list[str]:
    return [f"{block.label} {block.text}".strip() for block in content.blocks]


def field(instruction: str, form: str = "", result: str = "") -> str:
    data = f"<w:ffData>{form}</w:ffData>" if form else ""
    shown = f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{r(result)}' if result else ""
    return (
        f'<w:r><w:fldChar w:fldCharType="begin">{data}</w:fldChar></w:r>'
        f"<w:r><w:instrText>{instruction}</w:instrText></w:r>{shown}"
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def box(inside: str) -> str:
    return field(" FORMCHECKBOX ", f"<w:checkBox>{inside}</w:checkBox>")


CHOICE = '<w:ddList><w:result w:val="1"/><w:listEntry w:val="no"/><w:listEntry w:val="yes"/></w:ddList>'


@pytest.mark.parametrize(
    ("shown", "wanted"),
    [
        (box('<w:default w:val="0"/><w:checked/>'), "☒"),
        (box('<w:default w:val="0"/>'), "☐"),
        (box('<w:default w:val="1"/>'), "☒"),
        (box('<w:default w:val="1"/><w:checked w:val="0"/>'), "☐"),
        (field(" FORMDROPDOWN ", CHOICE), "yes"),
        (field(" FORMTEXT ", '<w:textInput><w:default w:val="name"/></w:textInput>'), "name"),
        (field(" FORMTEXT ", '<w:textInput><w:default w:val="name"/></w:textInput>', "Ann"), "Ann"),
        (field(" MACROBUTTON NoMacro [Insert name] "), "[Insert name]"),
        (field(' SYMBOL 254 \\f "Wingdings" '), "☑"),
        (field(" EQ \\f(a;b) "), "a/b"),
        (field(' QUOTE "so it is" '), "so it is"),
    ],
)
def test_a_field_shows_what_word_displays(shown: str, wanted: str) -> None:
    assert texts(read(p(r("1. ") + shown + r(".")))) == [f"1. {wanted}."]


def math(inside: str) -> str:
    return f"<m:oMath>{inside}</m:oMath>"


def m(kind: str, **parts: str) -> str:
    return f"<m:{kind}>{''.join(f'<m:{name}>{_run(text)}</m:{name}>' for name, text in parts.items())}</m:{kind}>"


def _run(text: str) -> str:
    return text if text.startswith("<") else f"<m:r><m:t>{text}</m:t></m:r>"


@pytest.mark.parametrize(
    ("formula", "wanted"),
    [
        (m("f", num="a", den="b"), "a/b"),
        (m("f", num="a+c", den="2"), "(a+c)/2"),
        (m("sSup", e="x", sup="2"), "x²"),
        (m("sSup", e="x", sup="a+1"), "x^(a+1)"),
        (m("sSub", e="x", sub="1"), "x₁"),
        (m("rad", deg="", e="x"), "√x"),
        (m("nary", sub="i", sup="n", e="x"), "∫_i^n x"),
        (m("d", e="x"), "(x)"),
        (m("m", mr="<m:e><m:r><m:t>a</m:t></m:r></m:e><m:e><m:r><m:t>b</m:t></m:r></m:e>"), "[a, b]"),
        ("<m:r><m:t>ab</m:t></m:r>", "ab"),
    ],
)
def test_a_formula_keeps_what_its_places_mean(formula: str, wanted: str) -> None:
    assert texts(read(p(math(formula)))) == [wanted]


def test_raised_and_lowered_runs() -> None:
    up, down = '<w:vertAlign w:val="superscript"/>', '<w:vertAlign w:val="subscript"/>'
    body = p(r("10") + r("6", up) + r(" CO") + r("2", down) + r(" 1") + r("st", up))
    assert texts(read(body)) == ["10⁶ CO₂ 1st"]


def test_a_number_alone_in_its_cell_is_that_of_the_row() -> None:
    rows = table([listed("", 1), p("a"), p("x")], [listed("", 1), p("b"), p("y")])
    assert texts(read(rows + listed("z", 1), numbering=NUMBERS)) == ["1. a | x", "2. b | y", "3. z"]
    long = table([listed("", 1), p("a") + p("more")])
    assert texts(read(long, numbering=NUMBERS)) == ["1. a", "more"]


def test_an_empty_cell_keeps_its_place_unless_its_column_is_empty() -> None:
    rows = table([p("State"), p("Yes"), p("No")], [p("A"), p("X"), p("")], [p("B"), p(""), p("X")])
    assert texts(read(rows)) == ["State | Yes | No", "A | X |", "B |  | X"]
    title = table(
        [p("Votes on the draft"), p("")], [p("A"), p("X")], [p(""), p("Y")], [p(""), p("A long remark on it")]
    )
    assert texts(read(title)) == ["Votes on the draft", "A | X", "| Y", "A long remark on it"]
    assert texts(read(table([p("a"), p(""), p("b")], [p("c"), p(""), p("d")]))) == ["a | b", "c | d"]


def test_lines_inside_a_paragraph_are_items_and_stay_one_cell() -> None:
    broken = r("The Parties:") + "<w:r><w:br/></w:r>" + r("(a) open;") + "<w:r><w:br/></w:r>" + r("(b) close.")
    assert texts(read(p(broken))) == ["The Parties:", "(a) open;", "(b) close."]
    assert texts(read(table([p(broken), p("x")]))) == ["The Parties: (a) open; (b) close. | x"]


def test_a_redline_made_by_formatting_is_read_on_both_sides() -> None:
    body = p(r("Scope", "<w:b/>")) + p(
        r("It applies to ") + r("candles", "<w:strike/>") + r(" lamps", "<w:b/>") + r(".")
    )
    body += p(r("1a. It applies to posts.", "<w:b/>")) + p(r("2. It is cited."))
    new, old = (read(body, ReadOptions(struck="deleted", revisions=side)) for side in ("accepted", "original"))
    assert texts(new) == ["Scope", "It applies to  lamps.", "1a. It applies to posts.", "2. It is cited."]
    assert texts(old) == ["Scope", "It applies to candles.", "2. It is cited."]
    assert texts(read(body)) == texts(read(body, ReadOptions(revisions="original")))


def test_a_style_separator_puts_no_space_before_a_full_stop() -> None:
    first = p("Insurance", "<w:rPr><w:vanish/><w:specVanish/></w:rPr>")
    assert texts(read(first + p(". Each keeper insures."))) == ["Insurance. Each keeper insures."]


def test_what_is_not_compared_is_a_warning() -> None:
    link = f'<w:hyperlink r:id="rId9">{r("the Charter")}</w:hyperlink>'
    content = read(p(r("See ") + link))
    assert "1 link target not compared" in [caution.message for caution in content.warnings]
