"""Furniture of paged plain text: what counts pages or recurs at their ends is set aside, what stands once is text."""

from __future__ import annotations

import random
import textwrap

import pytest

from cdiff.core.model import Reading
from cdiff.parsing import parse
from cdiff.reading import read_bytes

WORDS = "carrier register goods Member States owner letter paragraph person account annex measure report shall".split()


def paragraphs() -> str:
    """Thirty numbered paragraphs of chance words, broken at a width."""
    chance = random.Random(1)
    texts = [f"{at}. The {' '.join(chance.choices(WORDS, k=chance.randint(8, 60)))} goods." for at in range(1, 31)]
    return "\n\n".join(textwrap.fill(text, 70) for text in texts)


TEXT = paragraphs()


def read(text: str) -> Reading:
    return read_bytes(text.encode(), "draft.txt")


def clauses(text: str) -> list[tuple[str, str]]:
    return [(clause.citation, clause.text) for clause in parse(read(text)).clauses]


def paged(form: str, *, head: str = "", feed: str = "", gap: str = "\n", lines: int = 23) -> str:
    """Print the text in pages."""
    rows = TEXT.split("\n")
    pages = [rows[at : at + lines] for at in range(0, len(rows), lines)]
    out = []
    for number, page in enumerate(pages, 1):
        foot = form.format(n=number, t=len(pages))
        out.append("\n".join([*([head + gap] if head else []), *page, *([gap + foot + gap] if foot else [])]))
    return f"\n{feed}".join(out)


FORMS = [
    *("{n}", "- {n} -", "– {n} –", "[{n}]", "Page {n}", "Page {n} of {t}", "[Page {n}]", "{n} / {t}", "{n}/{t}"),
    *("{n} of {t}", "A/CONF.1/L.3   {n}/{t}", "A/CONF.1/L.3 {n}/{t}", "{n}/{t} 18-12345", "Page {n}    A/CONF.1"),
    *("EN {n} EN", "{n}   A. Author", "A. Author    Expires 1 May 2026    [Page {n}]", "Seite {n} von {t}"),
    *("Стр. {n} из {t}", "{n} | P a g e"),
]


@pytest.mark.parametrize("feed", ["", "\f"])
@pytest.mark.parametrize("gap", ["", "\n"])
@pytest.mark.parametrize("head", ["", "CONFIDENTIAL DRAFT", "Draft of 3 May 2018"])
@pytest.mark.parametrize("form", FORMS)
def test_a_change_of_page_is_no_change(form: str, head: str, gap: str, feed: str) -> None:
    assert clauses(paged(form, head=head, gap=gap, feed=feed)) == clauses(TEXT)


def test_form_feeds_alone_and_heads_alone() -> None:
    assert clauses(paged("", feed="\f")) == clauses(TEXT)
    assert clauses(paged("", head="DRAFT OF MAY", feed="\f")) == clauses(TEXT)


def test_what_is_set_aside_is_listed_with_its_line() -> None:
    removed = read(paged("- {n} -", head="DRAFT OF MAY")).removed
    assert {row.text for row in removed} >= {"DRAFT OF MAY", "- 1 -", "- 2 -"}
    assert next(row.line for row in removed if row.text == "DRAFT OF MAY") == 1


TEXTS = {
    "votes": "The votes were:\n\nProposal A\n13/54\n\nProposal B\n20/54\n\nProposal C\n21/54\n",
    "results in a row": "Results\n13/54\n14/54\n15/54\nThat is all.",
    "labels alone": "\n\n".join(f"{at}\n\nThe Party shall keep register {at}." for at in range(1, 9)),
    "labels in brackets": "The Parties shall:\n\n" + "\n\n".join(f"({at})\n\nkeep list {at};" for at in range(1, 9)),
    "an article on each page": "\f".join(f"Article {at}\n\nThe Party keeps register {at}." for at in range(1, 9)),
    "operative paragraphs": "\n\n".join(f"OP {at}\nDecides to keep register {at};" for at in range(1, 9)),
    "years": "Budget\n2018\n2019\n2020\n2021\nis as follows.",
    "a column": "1   Lamps\n2   Lamps\n3   Posts\n",
    "references": "See the report on p. 5\nand on page 6.",
}


@pytest.mark.parametrize("name", TEXTS)
def test_numbers_that_are_not_of_pages_stay(name: str) -> None:
    assert read(TEXTS[name]).removed == ()


def test_a_line_that_stands_once_at_a_page_end_is_text() -> None:
    text = "1. The carrier keeps a list.\n\nANNEXED LIST\n\n- 1 -\n\n2. The list is open.\n\n- 2 -\n"
    assert [row.text for row in read(text).removed] == ["- 1 -", "- 2 -"]


def test_a_note_at_a_page_end_needs_its_mark_on_the_page() -> None:
    note = "1. The Parties meet each year{} in May, and they give their advice to the\n\n1 See annex II.\n\n- 2 -\n\n"
    found = clauses(note.format("1") + "committee of lamps.")
    assert found == [
        ("1", "The Parties meet each year[^1] in May, and they give their advice to the committee of lamps."),
        ("fn 1", "See annex II."),
    ]
    assert "fn 1" not in dict(clauses(note.format("") + "committee of lamps."))


def test_struck_words_of_a_bill_are_reported_and_left_out_only_when_asked() -> None:
    from cdiff.reading import ReadOptions

    bill = b"1. The owner pays.\n\n<DELETED>2. A fee\nis due.</DELETED>\n\n3. The end.\n"
    kept, left_out = read_bytes(bill, "b.txt"), read_bytes(bill, "b.txt", ReadOptions(struck="deleted"))
    assert [block.line for block in kept.blocks] == [1, 3, 4, 6]
    assert [(remark.kind, remark.text, remark.line) for remark in kept.remarks] == [("struck", "2. A fee is due.", 3)]
    assert [block.line for block in left_out.blocks] == [1, 6]
    assert [row.text for row in left_out.removed] == ["2. A fee is due."]
    assert "kept as text" in kept.warnings[0].message


def test_form_feeds_prove_what_ends_their_pages() -> None:
    pages = [f"The keepers report {name}\n\nDRAFT.18 {number}\n" for number, name in ((1, "often."), (2, "rarely."))]
    assert [row.text for row in read("\f".join(pages)).removed] == ["DRAFT.18 1", "DRAFT.18 2"]
    assert read("\n".join(pages)).removed == ()
    assert [row.text for row in read("The keepers report.\n\n   1\n\f").removed] == ["1"]
    assert read("The keepers report.\n\n   2\n\f").removed == ()


def test_a_masthead_heads_a_paged_text() -> None:
    text = "United Nations    A/CONF.231/3\nDistr.: General\n30 July 2018\n\nRules of the house\n\nDoors are shut.\n"
    assert len(read(text + "\f").removed) == 3
    assert read(text).removed == ()
    assert read(text.replace("United Nations", "Unions").replace("30 July 2018", "") + "\f").removed == ()
