"""Numbers as drafts print them: what is read off a line, what it can stand for, what a draft makes of a series."""

from __future__ import annotations

import pytest

from cdiff.core.citation import find
from cdiff.core.model import Document
from cdiff.core.numbering import letter, number_of, order, ordinals, printed, roman
from tests.support import parsed

PRINTED = {
    "21. Text": ("21", "x."),
    "(a) Text": ("a", "(x)"),
    "a) Text": ("a", "x)"),
    "a. Text": ("a", "x."),
    "[3] Text": ("3", "[x]"),
    "iv. Text": ("iv", "x."),
    "(iv) Text": ("iv", "(x)"),
    "5 bis. Text": ("5 bis", "x."),
    "5bis. Text": ("5 bis", "x."),
    "5-ter. Text": ("5 ter", "x."),
    "20 ante. Text": ("20 ante", "x."),
    "3a bis. Text": ("3a bis", "x."),
    "2bis Text": ("2 bis", "x"),
    "54 ter ante. Text": ("54 ter ante", "x."),
    "5.bis Text": ("5 bis", "x"),
    "5. bis Text": ("5 bis", "x."),
    "5. bis zum Ende": ("5", "x."),
    "5 (bis) Text": ("5 bis", "x"),
    "5 (bis). Text": ("5 bis", "x."),
    "(a bis) text": ("a bis", "(x)"),
    "(a) bis Text": ("a bis", "(x)"),
    "(a) bis. text": ("a bis", "(x)"),
    "7 quinquies. Text": ("7 quinquies", "x."),
    "2.1 bis Text": ("2.1 bis", "x"),
    "6 alt. Text": ("6 alt", "x."),
    "6alt 2. Text": ("6 alt 2", "x."),
    "6 Alt. Text": ("6 alt", "x."),
    "12A. Text": ("12A", "x."),
    "21st of May": None,
    "5 bisons": ("5", "x"),
    "OP6. Text": ("6", "x."),
    "OP6alt. Text": ("6 alt", "x."),
    "OP 7. Text": ("7", "x."),
    "OP4 alt Text": ("4 alt", "x"),
    "PP2bis. Text": ("2 bis", "x."),
    "OPEN text": ("OPEN", "x"),
    "[5. Text": None,
    "[(a) text": None,
    "2 bis ter. Text": ("2 bis ter", "x."),
    "3.2.1 Text": ("3.2.1", "x"),
    "3.2. Text": ("3.2", "x."),
    "aa) Text": ("aa", "x)"),
    "A. Text": ("A", "x."),
    "XIV. Text": ("XIV", "x."),
    "21.\u00a0\u00a0 Text": ("21", "x."),
    "21.Text": None,
    "(a Text": None,
    "Text": None,
    "21.": ("21", "x."),
    "12345. Text": ("12345", "x."),
}


@pytest.mark.parametrize("line", PRINTED)
def test_a_label_is_read_off_the_front(line: str) -> None:
    read = printed(line)
    assert (read and (read.number, read.style)) == PRINTED[line]


@pytest.mark.parametrize(
    ("number", "value"),
    [("i", 1), ("iv", 4), ("ix", 9), ("xiv", 14), ("xl", 40), ("mcmxc", 1990), ("iiii", 0), ("vx", 0), ("", 0)],
)
def test_roman_numbers(number: str, value: int) -> None:
    assert roman(number) == value


@pytest.mark.parametrize(
    ("label", "place"),
    [("a", 1), ("z", 26), ("aa", 27), ("bb", 28), ("ab", 28), ("zz", 52), ("abc", 0), ("é", 0), ("1", 0)],
)
def test_letters(label: str, place: int) -> None:
    assert letter(label) == place


def test_one_print_can_stand_for_two_places() -> None:
    assert ordinals("i") == {"letter": (9,), "roman": (1,)}
    assert ordinals("V") == {"LETTER": (22,), "ROMAN": (5,)}
    assert ordinals("b") == {"letter": (2,)}
    assert ordinals("3.2") == {"decimal": (3, 2)}
    assert ordinals("7") == {"arabic": (7,)}


@pytest.mark.parametrize(
    ("label", "number"),
    [("21.", "21"), ("(a)", "a"), ("OBJECTIVE 5:", "OBJECTIVE 5"), ("5 bis.", "5 bis"), ("[^1]", "^1"), ("", "")],
)
def test_a_label_without_its_signs(label: str, number: str) -> None:
    assert number_of(label) == number


# Series in a draft


def cited(document: Document) -> list[str]:
    return [clause.citation for clause in document if clause.kind != "title"]


def lines(*labels: str, opener: str = "1. The States shall:") -> str:
    return "\n\n".join(["A title of the text", opener, *(f"{label} take the {label} measure" for label in labels)])


SERIES = {
    "letters past h: i is the ninth letter": (
        ["g)", "h)", "i)", "j)"],
        ["1", "1(g)", "1(h)", "1(i)", "1(j)"],
    ),
    "letters from a to k": (
        [f"{sign})" for sign in "abcdefghijk"],
        ["1", *(f"1({sign})" for sign in "abcdefghijk")],
    ),
    "romans behind a colon": (
        ["(i)", "(ii)", "(iii)", "(iv)", "(v)"],
        ["1", "1(i)", "1(ii)", "1(iii)", "1(iv)", "1(v)"],
    ),
    "letters past z": (["y)", "z)", "aa)", "bb)"], ["1", "1(y)", "1(z)", "1(aa)", "1(bb)"]),
    "letters past z, the other way": (["z)", "aa)", "ab)", "ac)"], ["1", "1(z)", "1(aa)", "1(ab)", "1(ac)"]),
    "a letter put in": (["(a)", "(a bis)", "(b)"], ["1", "1(a)", "1(a bis)", "1(b)"]),
    "a gap": (["a)", "b)", "d)"], ["1", "1(a)", "1(b)", "1(d)"]),
    "a repeat": (["a)", "b)", "b)", "c)"], ["1", "1(a)", "1(b)", "1(b) [2]", "1(c)"]),
    "wrong order": (["a)", "c)", "b)", "d)"], ["1", "1(a)", "1(c)", "1(b)", "1(d)"]),
}


@pytest.mark.parametrize("name", SERIES)
def test_a_series_of_letters(name: str) -> None:
    labels, citations = SERIES[name]
    assert cited(parsed(lines(*labels))) == citations


NUMBERS = {
    "put in after the numbering": (["1.", "2.", "2 bis.", "2 ter.", "3."], ["1", "2", "2 bis", "2 ter", "3"]),
    "put in, written together": (["1.", "2.", "2bis.", "3."], ["1", "2", "2 bis", "3"]),
    "put in before": (["1.", "2 ante.", "2."], ["1", "2 ante", "2"]),
    "a gap": (["1.", "2.", "5.", "6."], ["1", "2", "5", "6"]),
    "a repeat": (["1.", "2.", "2.", "3."], ["1", "2", "2 [2]", "3"]),
    "wrong order": (["1.", "3.", "2.", "4."], ["1", "3", "2", "4"]),
    "decimals": (["1.1", "1.2", "1.2.1", "1.2.2", "1.3", "2.1"], ["1.1", "1.2", "1.2.1", "1.2.2", "1.3", "2.1"]),
    "starts late": (["17.", "18.", "19."], ["17", "18", "19"]),
}


@pytest.mark.parametrize("name", NUMBERS)
def test_a_series_of_numbers(name: str) -> None:
    labels, citations = NUMBERS[name]
    text = "\n\n".join(["A title of the text", *(f"{label} The States take measure {label}" for label in labels)])
    assert cited(parsed(text)) == citations


@pytest.mark.parametrize(
    ("labels", "message"),
    [
        (["1.", "2.", "5."], "jumps from 2 to 5"),
        (["17.", "18."], "starts at 17"),
        (["1.", "2.", "2."], "comes again to 2"),
    ],
)
def test_a_doubtful_number_is_a_warning(labels: list[str], message: str) -> None:
    text = "\n\n".join(["A title of the text", *(f"{label} The States take measures." for label in labels)])
    assert any(message in warning.message for warning in parsed(text).warnings)


def test_letters_and_romans_that_differ_only_by_their_sign() -> None:
    text = """A title of the text

1. The States shall:

h) take one measure
i) take a list of measures:
i. the first
ii. the second
j) take the last measure
"""
    assert cited(parsed(text)) == ["1", "1(h)", "1(i)", "1(i)(i)", "1(i)(ii)", "1(j)"]


def test_letters_and_romans_of_one_print() -> None:
    text = """A title of the text

1. The States shall:

(g) take one measure
(h) take a list of measures:
(i) the first
(ii) the second
(i) take another measure
(j) take the last measure
"""
    assert cited(parsed(text)) == ["1", "1(g)", "1(h)", "1(h)(i)", "1(h)(ii)", "1(i)", "1(j)"]


def test_a_figure_at_the_start_of_a_line_is_no_number() -> None:
    text = """A title of the text

1. The meeting was held in the spring of
2018. It was attended by the States, and by
12 observers.

2. It ended.
"""
    assert cited(parsed(text)) == ["1", "2"]


@pytest.mark.parametrize("end", ["and", "or", "; and", ", or", "of the"])
def test_the_next_letter_counts_whatever_word_stands_before_it(end: str) -> None:
    """`(a) … and`, an empty line, `(b) …`: nobody breaks a line there by accident."""
    end = f" {end}" if end[0].isalpha() else end
    text = f"A title of the text\n\n1. The States shall:\n\n(a) take a measure{end}\n\n(b) take more.\n"
    assert cited(parsed(text)) == ["1", "1(a)", "1(b)"]


@pytest.mark.parametrize("line", ["10.00 Opening", "10.15 – 10.30 | Elections", "15.30-16:00 Other business"])
def test_a_time_is_no_number(line: str) -> None:
    assert printed(line) is None


@pytest.mark.parametrize("line", ["10.1 Scope", "10.15 Scope", "3.2. – Scope", "3.01 Definitions"])
def test_a_decimal_number_is_none_the_less(line: str) -> None:
    assert printed(line) is not None


# What is put in


def test_numbers_that_were_put_in_stand_where_they_belong() -> None:
    """Sorting undoes any shuffling: 20 ante, 20, its alternatives, 20 bis, 20 ter ante, 20 ter, 21."""
    numbers = "1 2 2a 2b 3 19 20_ante 20 20_alt 20_alt_2 20_bis 20_bis_alt 20_ter_ante 20_ter 20_quater 20_quinquies 21"
    listed = [number.replace("_", " ") for number in numbers.split()]
    assert sorted(sorted(listed), key=order) == listed
    resolution = ["OP5", "OP6", "OP6alt", "OP6alt2", "OP6bis", "OP7"]
    assert sorted(sorted(resolution), key=order) == resolution
    assert sorted(["(c)", "(b bis)", "(b)", "(a)"], key=order) == ["(a)", "(b)", "(b bis)", "(c)"]
    assert sorted(["3.2 bis", "3.10", "3.2", "3.2.7"], key=order) == ["3.2", "3.2.7", "3.2 bis", "3.10"]
    assert order("OBJECTIVE") == order("") == ()


PUT_IN = {
    "before and behind": ["1.", "2 ante.", "2.", "2 bis.", "2 ter ante.", "2 ter.", "3."],
    "before the first": ["1 ante.", "1.", "2."],
    "with letters": ["1.", "2.", "2a.", "2b.", "2b bis.", "3."],
    "alternatives": ["1.", "2.", "2 alt.", "2 alt 2.", "3."],
}


@pytest.mark.parametrize("name", PUT_IN)
def test_a_series_with_numbers_put_in_is_no_cause_for_doubt(name: str) -> None:
    labels = PUT_IN[name]
    text = "\n\n".join(["A title of the text", *(f"{label} The States take measure {label}" for label in labels)])
    document = parsed(text)
    assert cited(document) == [label.rstrip(".") for label in labels]
    assert document.warnings == ()


def test_a_letter_behind_a_number_that_it_does_not_belong_to_is_none() -> None:
    text = "A title of the text\n\n1. The States act.\n\n3D. printing is a technique.\n\n2. The States stop."
    assert cited(parsed(text)) == ["1", "1, unnumbered 1", "2"]


def test_the_paragraphs_of_a_resolution() -> None:
    labels = ["PP1", "PP2bis.", "OP1.", "OP 2.", "OP2 alt.", "OP2 bis", "OP3:"]
    text = "\n\n".join(["A title of the text", *(f"{label} Recalling measure {label}" for label in labels[:-1])])
    document = parsed(text)
    assert cited(document) == ["PP1", "PP2 bis", "OP1", "OP2", "OP2 alt", "OP2 bis"]
    assert [clause.kind for clause in document][1:3] == ["preamble", "preamble"]
    for typed, citation in {"pp2bis": "PP2 bis", "op 2 alt": "OP2 alt", "OP2bis": "OP2 bis"}.items():
        assert find(document, typed).citation == citation


def test_short_paragraphs_of_a_resolution_are_no_headings() -> None:
    text = "A title\n\nOP1. Urges action\n\nWith all means at hand.\n\nOP2. Urges speed\n\nWithout delay of any sort."
    assert [clause.citation for clause in parsed(text) if clause.label] == ["OP1", "OP2"]


@pytest.mark.parametrize("lead", ["[", "[[", "[ ", "[EU: ", "[Option 1: "])
def test_a_bracket_before_a_number_is_of_the_text(lead: str) -> None:
    """`[5. Text]` is paragraph 5, in brackets: the bracket is text, and no comparison may miss it."""
    text = f"A title of the text\n\n1. The States act.\n\n{lead}2. The States stop.]\n\n3. The States rest."
    assert [(clause.citation, clause.text) for clause in parsed(text)][2] == ("2", f"{lead}The States stop.]")
    listed = f"A title of the text\n\n1. The States:\n\n(a) act;\n\n{lead}(b) stop;]\n\n(c) rest."
    assert [(clause.citation, clause.text) for clause in parsed(listed)][3] == ("1(b)", f"{lead}stop;]")


def test_a_bracket_before_a_heading_is_of_the_text() -> None:
    text = "A treaty\n\nArticle 1\n\nScope\n\n1. It applies.\n\n[Article 2\n\nUse\n\n1. It is used.]\n"
    found = [(clause.citation, clause.text) for clause in parsed(text, "articles")]
    assert found[3:] == [("article 2", "[Use"), ("article 2, 1", "It is used.]")]


def test_a_note_in_brackets_is_no_number() -> None:
    text = "A title of the text\n\n4. The States act.\n\n[Note: 1. is new]\n"
    assert parsed(text).clauses[2].text == "[Note: 1. is new]"


@pytest.mark.parametrize(
    ("line", "label", "text"),
    [
        ("[5.] The States stop.", "5.", "[] The States stop."),
        ("[5]. The States stop.", "5.", "[] The States stop."),
        ("[5] The States stop.", "5", "[] The States stop."),
        ("5.] The States stop.", "5.", "] The States stop."),
        ("[5. The States stop.", "5.", "[The States stop."),
        ("[5.]", "5.", "[]"),
        ("(a)] by law", "(a)", "] by law"),
        ("[Article 5] Scope of it", "Article 5.", "[] Scope of it"),
        ("[Article 5]", "Article 5.", "[]"),
    ],
)
def test_brackets_of_a_number_stand_in_the_text(line: str, label: str, text: str) -> None:
    clause = parsed(f"A title of the text\n\n4. The States act.\n\n{line}\n").clauses[2]
    assert (clause.label, clause.text) == (label, text)
