"""Layout is no text: line ends, label styles, page breaks and spaces give the same document."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Callable

import pytest

from cdiff.comparing.words import fold_quotes
from cdiff.core.model import Document
from cdiff.parsing import parse
from cdiff.parsing.normalise import normalise
from cdiff.reading import read_bytes
from tests.support import FINAL, parsed, shape

DRAFT = """A DRAFT OF RULES

PREAMBLE

1. The States recall the “Charter” and all that rests on it.

2. They decide on the following:

a) to promote the regular movement of workers, who are:

i. young people
ii. older people
iii. all others

b) to review the rules every four years

c) to report

FOLLOW-UP

3. Nothing in these rules affects the “Charter”.
"""


def same(text: str) -> bool:
    return folded(text) == folded(DRAFT)


def folded(text: str) -> list[tuple[str, str, str]]:
    return [(citation, kind, fold_quotes(words)) for citation, kind, words in shape(parsed(text))]


def test_the_draft_is_what_it_looks_like() -> None:
    assert [clause.citation for clause in parsed(DRAFT)] == [
        *("title", "preamble", "1", "2", "2(a)", "2(a)(i)", "2(a)(ii)", "2(a)(iii)", "2(b)", "2(c)", "follow-up", "3"),
    ]


def relabelled(letter: str, roman: str, number: str) -> str:
    text = re.sub(r"(?m)^([abc])\) ", lambda match: letter.format(match[1]), DRAFT)
    text = re.sub(r"(?m)^(i+)\. ", lambda match: roman.format(match[1]), text)
    return re.sub(r"(?m)^(\d)\. ", lambda match: number.format(match[1]), text)


@pytest.mark.parametrize("letter", ["{}) ", "({}) ", "{}. ", "({})\t", "{})\u00a0\u00a0\u00a0 "])
@pytest.mark.parametrize("roman", ["{}. ", "({}) ", "{}) "])
@pytest.mark.parametrize("number", ["{}. ", "{}.\u00a0\u00a0 ", "{}) "])
def test_the_style_of_a_label_is_no_text(letter: str, roman: str, number: str) -> None:
    assert same(relabelled(letter, roman, number))


NOISE: dict[str, Callable[[str], str]] = {
    "Windows line ends": lambda text: text.replace("\n", "\r\n"),
    "old Mac line ends": lambda text: text.replace("\n", "\r"),
    "no line end at the end": lambda text: text.rstrip("\n"),
    "more empty lines": lambda text: text.replace("\n\n", "\n\n\n\n"),
    "lines of spaces": lambda text: text.replace("\n\n", "\n \u00a0 \t\n"),
    "no-break spaces": lambda text: text.replace(" ", "\u00a0 "),
    "indented": lambda text: textwrap.indent(text, "    "),
    "trailing spaces": lambda text: text.replace("\n", "  \n"),
    "straight quotes": lambda text: text.replace("“", '"').replace("”", '"'),
    "soft hyphens": lambda text: text.replace("regular", "regu\u00adlar").replace("Charter", "Char\u00adter"),
    "zero-width spaces": lambda text: text.replace(" ", " \u200b"),
    "a byte-order mark": lambda text: "\ufeff" + text,
    "a form feed in a sentence": lambda text: text.replace("movement of", "movement\n\f\nof"),
    "a page break in a sentence": lambda text: text.replace("movement of", "movement\n\n\n\nof"),
    "a page break behind a hyphen": lambda text: text.replace("regular movement", "regular\n\nmovement"),
    "a page break between items": lambda text: text.replace("ii. older", "\n\n\nii. older"),
}


@pytest.mark.parametrize("name", NOISE)
def test_layout_is_no_text(name: str) -> None:
    assert same(NOISE[name](DRAFT))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_the_encoding_is_no_text(encoding: str) -> None:
    document = parse(read_bytes(DRAFT.encode(encoding), "draft.txt"), "plain")
    assert shape(document) == shape(parsed(DRAFT))


# Lines broken at a width


def wrapped(document: Document, width: int, *, gap: bool = True) -> str:
    """Print a document as a mail program would: lines of at most `width` columns."""
    out = []
    for clause in document:
        if clause.kind == "footnote":
            printed = f"{clause.label.strip('[]^')} {clause.text}"
        else:
            printed = re.sub(r"\[\^(\d+)\]", r"\1", f"{clause.label} {clause.text}".strip())
        out.append("\n".join(textwrap.wrap(printed, width, break_long_words=False, break_on_hyphens=False)))
    return ("\n\n" if gap else "\n").join(out) + "\n"


@pytest.mark.parametrize("width", [60, 72, 78, 100])
def test_a_text_broken_at_a_width_gives_the_same_clauses(final: Document, width: int) -> None:
    """The Compact, its lines broken, gives the same clauses as with one line a paragraph."""
    again = parse(read_bytes(wrapped(final, width).encode(), "final.txt"), "gcm")
    assert shape(again) == shape(final)


def test_a_received_file_broken_at_a_width_gives_the_same_clauses(final: Document) -> None:
    received = FINAL.read_text(encoding="utf-8").split("\n")[179:]
    lines = [textwrap.fill(normalise(line), 72, break_on_hyphens=False) if line else "" for line in received]
    again = parse(read_bytes("\n".join(lines).encode(), "final.txt"), "gcm")
    assert shape(again) == shape(final)


def test_a_received_file_with_other_labels_gives_the_same_clauses(final: Document) -> None:
    received = FINAL.read_text(encoding="utf-8")
    text = re.sub(r"(?m)^([a-l])\)[\u00a0 ]+", r"(\1) ", received)
    text = re.sub(r"(?m)^(i{1,3}|iv|v)\.[\u00a0 ]+", r"(\1) ", text)
    again = parse(read_bytes(text.encode(), "final.txt"), "gcm")
    assert shape(again) == shape(final)


def test_paragraphs_that_touch_are_told_apart_by_their_numbers() -> None:
    text = """A DRAFT OF RULES
1. The States recall the Charter and all that rests
on it, as they did before in their earlier rules for
the movement of persons.
2. They decide:
(a) to promote the regular movement of workers and of
their families;
(b) to review.
"""
    assert [(clause.citation, clause.text[-12:]) for clause in parsed(text)][1:] == [
        ("1", " of persons."),
        ("2", "They decide:"),
        ("2(a)", "ir families;"),
        ("2(b)", "to review."),
    ]


@pytest.mark.parametrize("end", [".", ":", ";"])
def test_a_heading_in_capitals_needs_no_empty_line(end: str) -> None:
    text = f"A draft of rules\n\n1. The States have adopted these rules{end}\nPREAMBLE\n\n2. They shall meet.\n"
    assert [clause.kind for clause in parsed(text)] == ["title", "paragraph", "section", "paragraph"]


def test_an_abbreviation_below_an_unfinished_line_is_no_heading() -> None:
    text = "A draft of rules\n\n1. The States have adopted the rules of the\nICAO\n\n2. They shall meet.\n"
    assert [clause.kind for clause in parsed(text)] == ["title", "paragraph", "paragraph"]
