"""Numbered headings: told by the text as a whole, one inside the other."""

from __future__ import annotations

from cdiff.core.citation import subtree
from tests.support import parsed

SPECIFICATION = "\n\n".join(
    [
        "A specification",
        "1. Scope",
        "This text says what is to be.",
        "2. Roles",
        "2.1 Members",
        "2.1.1 Rights of members",
        "Members vote.",
        "2.2 Chairs",
        "Chairs speak.",
        "3. Votes",
        "Votes are counted.",
    ]
)


def test_a_numbered_heading_belongs_to_the_one_whose_number_it_goes_on_from() -> None:
    parents = {clause.citation: clause.parent for clause in parsed(SPECIFICATION)}
    assert parents["section 2.1"] == "section 2"
    assert parents["section 2.1.1"] == "section 2.1"
    assert parents["section 2.2"] == "section 2"
    assert parents["section 2.1.1, unnumbered 1"] == "section 2.1.1"


def test_a_heading_holds_what_stands_under_deeper_headings() -> None:
    document = parsed(SPECIFICATION)
    root = next(clause for clause in document if clause.citation == "section 2.1")
    assert [clause.citation for clause in subtree(document, root)] == [
        "section 2.1",
        "section 2.1.1",
        "section 2.1.1, unnumbered 1",
    ]


def test_a_long_heading_among_short_ones_is_one_too() -> None:
    long = "Policy and legislation in support of the traceability and transparency of all that is made, sold and worn"
    text = "\n\n".join(["A paper", "I. Start", "A text.", f"II. {long}", "More text.", "III. End", "The last text."])
    assert [clause.kind for clause in parsed(text)] == ["title", *["section", "text"] * 3]


def test_a_recital_with_a_capital_letter_is_a_sentence_and_no_heading() -> None:
    text = "A contract\n\nA. Provider offers services.\n\nB. Client wishes to use them.\n\nThe parties agree.\n"
    assert [clause.kind for clause in parsed(text)] == ["title", "paragraph", "paragraph", "text"]


def test_rows_of_names_and_signatures_head_nothing() -> None:
    towns = "\n\n".join(
        ("Salt Lake, Utah", "Green River, Utah", "Durango, Colorado", "Rifle, Colorado", "Lowman, Idaho")
    )
    signed = "Done at Geneva\n\nJeff Smith\n\nAnna Turley"
    text = f"A treaty on towns\n\n1. The towns are:\n\n{towns}\n\n2. They meet.\n\n{signed}"
    kinds = {clause.text: clause.kind for clause in parsed(text)}
    assert {kinds[town] for town in towns.split("\n\n")} == {"text"}
    assert {kinds[name] for name in ("Done at Geneva", "Jeff Smith", "Anna Turley")} == {"text"}
    above = "1. They meet.\n\nTransfers\n\nAuthority to transfer\n\nWho may\n\n2. The Town may."
    assert [clause.kind for clause in parsed(above)] == ["paragraph", *["subheading"] * 3, "paragraph"]
