"""Akoma Ntoso in: numbers, headings and notes of acts, bills and documents."""

from __future__ import annotations

import pytest

from cdiff.core.errors import ReadError
from cdiff.core.model import Reading, Source
from cdiff.parsing import parse
from cdiff.reading.content import Content
from cdiff.reading.law_xml import read_law_xml
from cdiff.reading.options import Limits, ReadOptions
from cdiff.reading.vocabularies import AKN, vocabulary_of

PLAIN = ReadOptions()
SPACE = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
ACT = """<act name="act"><meta><notes source="#x"><note eId="n1" marker="9"><p>Left over.</p></note></notes></meta>
<coverPage><p>Cover</p></coverPage>
<preface><longTitle><p>Act on <docTitle>Things</docTitle></p></longTitle></preface>
<preamble><recitals><recital><num>(1)</num><p>Whereas things are,</p></recital></recitals>
<formula name="e"><p>Be it so:</p></formula></preamble>
<body><chapter><num>Chapter I</num><heading>General</heading>
<article><num>Article 10</num>
<heading>Rights<authorialNote marker="1"><p>A note,</p><p>in two.</p></authorialNote></heading>
<paragraph><num>1.</num><intro><p>Things may<noteRef href="#n" marker="1"/>:</p></intro>
<list><point><num>(a)</num><content><p>be <b>bold</b>;</p></content></point>
<point><num>(b)</num><content><p>be <del>old</del><ins>new</ins>.</p></content></point></list>
<wrapUp><p>or so.</p></wrapUp></paragraph>
<paragraph><num>2.</num><content>
<blockList><listIntroduction>Of:</listIntroduction><item><num>(i)</num><p>x</p></item></blockList>
<table><tr><th><p>h</p></th><td><p>c</p></td></tr></table></content></paragraph></article>
<article><num>Article 11</num><content>
<p>No heading<eol/>here, <quotedText startQuote="“" endQuote="”">quoted</quotedText>.</p></content></article>
<article><num>Article 12</num></article></chapter></body></act>"""  # fmt: skip


def akn(inner: str, options: ReadOptions = PLAIN) -> Content:
    return read_law_xml(f'<akomaNtoso xmlns="{SPACE}">{inner}</akomaNtoso>'.encode(), "x.xml", options)


def test_an_act_reads_in_order() -> None:
    content = akn(ACT)
    assert [f"{block.label} {block.text}".strip() for block in content.blocks] == [
        "Act on Things",
        "(1) Whereas things are,",
        "Be it so:",
        "Chapter I General",
        "Article 10 Rights[^1]",
        "1. Things may[^1]:",
        "(a) be bold;",
        "(b) be new.",
        "or so.",
        "2. Of:",
        "(i) x",
        "h | c",
        "Article 11",
        "No heading here, “quoted”.",
        "Article 12",
        "A note, in two.",
        "Left over.",
    ]
    assert [(block.note, block.text) for block in content.blocks if block.note] == [
        ("1", "A note, in two."),
        ("9", "Left over."),
    ]
    assert [block.heading for block in content.blocks if block.heading] == [2, 3, 3, 3]
    assert [(row.text, row.reason) for row in content.removed] == [("Cover", "the cover page")]
    assert [(row.op, row.text) for row in content.revisions] == [("delete", "old"), ("insert", "new")]


def test_it_parses_to_clauses() -> None:
    content = akn(ACT)
    reading = Reading(Source("x.xml", content.media_type, "", b""), content.blocks)
    citations = [clause.citation for clause in parse(reading, "articles").clauses]
    assert {"article 10", "article 10, 1", "article 10, 1(a)", "article 11", "fn 1"} <= set(citations)


def test_other_versions_and_prefixes_are_read() -> None:
    data = b'<a:akomaNtoso xmlns:a="http://www.akomantoso.org/2.0"><a:doc><a:mainBody><a:p>x</a:p></a:mainBody></a:doc></a:akomaNtoso>'
    assert vocabulary_of(data) is AKN
    assert [block.text for block in read_law_xml(data, "x.xml", ReadOptions()).blocks] == ["x"]


@pytest.mark.parametrize(
    ("data", "complaint"),
    [
        (b"<x/>", "not Akoma Ntoso"),
        (b"<akomaNtoso><doc>", "well-formed"),
        (b"<akomaNtoso><debate><p>x</p></debate></akomaNtoso>", "no draft"),
        (b"<akomaNtoso><doc><mainBody/></doc></akomaNtoso>", "no text"),
        (b'<!DOCTYPE x [<!ENTITY a "b">]><akomaNtoso>&a;</akomaNtoso>', "document type"),
        (b"<akomaNtoso>" + b"<p>" * 300 + b"</p>" * 300 + b"</akomaNtoso>", "nested deeper"),
    ],
)
def test_what_is_refused(data: bytes, complaint: str) -> None:
    with pytest.raises(ReadError, match=complaint):
        read_law_xml(data, "x.xml", ReadOptions())


def test_a_million_elements_are_refused() -> None:
    with pytest.raises(ReadError, match="more than"):
        akn("<doc>" + "<p/>" * 2000 + "</doc>", ReadOptions(limits=Limits(blocks=1000)))


def test_what_is_akn() -> None:
    assert not vocabulary_of(b"<html><body>akomaNtoso")
