"""Akoma Ntoso out: valid against the schema, ids by the naming convention, and the same clauses when read back."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from cdiff.core.citation import RANK, UncitedClause, cite
from cdiff.core.model import Clause, Document, Reading, Source, Version
from cdiff.features.export.akn import akn
from cdiff.parsing import parse
from cdiff.reading.akn import read_akn
from cdiff.reading.options import ReadOptions
from tests.read.whole import compact, same


@cache
def schema() -> etree.XMLSchema:
    return etree.XMLSchema(etree.parse(Path(__file__).parent / "schema" / "akomantoso30.xsd"))


def check(data: bytes) -> None:
    validator = schema()
    assert validator.validate(etree.fromstring(data)), str(validator.error_log.last_error)


def version(*items: tuple[str, str, str], label: str = "v1", status: str = "") -> Version:
    return Version(label, Document(cite(UncitedClause(*item) for item in items)), status=status)


def ids(data: bytes) -> list[str]:
    return re.findall(
        r'<(?:part|chapter|section|article|paragraph|point|hcontainer|recital) eId="([^"]*)"', data.decode()
    )


def read_back(data: bytes, profile: str) -> Document:
    content = read_akn(data, "x.xml", ReadOptions())
    return parse(Reading(Source("x.xml", content.media_type, "", data), content.blocks), profile)


def test_the_compact_is_valid_and_reads_back_the_same() -> None:
    document = compact()
    data = akn(Version("final", document, title="Global Compact", date="2018-07-11", status="official"))
    check(data)
    assert same(read_back(data, "gcm"), document)
    assert data == akn(Version("final", document, title="Global Compact", date="2018-07-11", status="official"))


TREATY = (
    ("title", "", "Convention on Things"),
    ("preamble", "", "The Parties,"),
    ("preamble", "", "Recalling[^1] things,"),
    ("chapter", "Chapter I.", "General"),
    ("article", "Article 1.", "Terms"),
    ("text", "", "In this Convention:"),
    ("item", "(a)", "one;"),
    ("item", "(b)", "two."),
    ("article", "Article 10.", "Rights"),
    ("paragraph", "1.", "First[^1] words."),
    ("paragraph", "2.", "Second:"),
    ("item", "(a)", "x, of which:"),
    ("roman", "(i)", "deep."),
    ("article", "Article 10 bis.", "More"),
    ("paragraph", "1.", "Words."),
    ("footnote", "[^1]", "A note & <more>."),
    ("footnote", "[^7]", "A note without a mark."),
)


def test_ids_follow_the_naming_convention() -> None:
    data = akn(version(*TREATY))
    check(data)
    assert ids(data) == [
        "preamble__recs__rec_1",
        "preamble__recs__rec_2",
        "chp_I",
        "art_1",
        "art_1__hcontainer_1",
        "art_1__hcontainer_1__point_a",
        "art_1__hcontainer_1__point_b",
        "art_10",
        "art_10__para_1",
        "art_10__para_2",
        "art_10__para_2__point_a",
        "art_10__para_2__point_a__point_i",
        "art_10bis",
        "art_10bis__para_1",
    ]


def test_a_treaty_reads_back_the_same() -> None:
    first = version(*TREATY)
    assert same(read_back(akn(first), "articles"), first.document)


def test_a_note_stands_at_its_first_mark_and_later_marks_refer_to_it() -> None:
    text = akn(version(*TREATY)).decode()
    assert text.count("<authorialNote") == 1
    assert '<noteRef href="#preamble__recs__rec_2__authorialNote_1" marker="1"/>' in text
    assert "A note &amp; &lt;more&gt;." in text
    assert '<note eId="note_1" marker="7">' in text


def test_what_is_not_official_says_so() -> None:
    assert '<FRBRauthoritative value="false"/>' in akn(version(*TREATY, status="reconstruction")).decode()
    assert 'value="reconstruction" name="status"' in akn(version(*TREATY, status="reconstruction")).decode()
    assert '<FRBRauthoritative value="true"/>' in akn(version(*TREATY, status="official")).decode()


@pytest.mark.parametrize("date", ["", "2018", "July 2018", "2018-07-11"])
def test_a_date_that_is_not_known_keeps_it_valid(date: str) -> None:
    check(akn(Version("x y/é", Document(()), date=date, title="Ünïcode & <title>\x01")))


CLAUSES = st.builds(
    Clause,
    citation=st.just("x"),
    kind=st.sampled_from(sorted(RANK)),
    label=st.sampled_from(["", "1.", "(a)", "(a)", "3.2", "5 bis.", "Article 1.", "[^1]", "§", "<&>"]),
    text=st.text(alphabet='ab [^]1<&>"\x00\x0bé', max_size=12),
)


@settings(derandomize=True, max_examples=150, deadline=None)
@given(st.lists(CLAUSES, max_size=12))
def test_any_document_is_valid(clauses: list[Clause]) -> None:
    check(akn(Version("v", Document(tuple(clauses)))))
