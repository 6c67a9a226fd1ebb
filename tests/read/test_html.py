"""Web pages: what a browser shows is what is read, and nothing is lost on the way."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cdiff.core.errors import ReadError
from cdiff.core.model import Block
from cdiff.reading import read_bytes
from cdiff.reading.html import is_html, read_html
from cdiff.reading.options import Limits, ReadOptions
from tests.read.html_pages import lines, page, reasons

TEXTS = [
    ("<h1>A<br>title</h1><h3>B</h3>", ["A title", "B"]),
    ("<p>one<br>two<br><br>three", ["one", "two", "three"]),
    ("<div>a<p>b</p>c</div>", ["a", "b", "c"]),
    ("<p>a <b>b</b>\n\n c&nbsp;d&hellip;&#x2014;", ["a b c\u00a0d…—"]),
    ("<pre>a\n  b\n\nc</pre>", ["a", "b", "c"]),
    ("<dl><dt>t<dd>x<dd>y</dl>", ["t", "x", "y"]),
    ("<details><summary>s</summary>closed</details>", ["s", "closed"]),
    ("<blockquote>x<p>y</blockquote>z", ["x", "y", "z"]),
    ("<p>he said <q>yes</q>", ["he said “yes”"]),
    ("<p>m<sup>2</sup> and 1<sup>st</sup> H<sub>2</sub>O", ["m² and 1st H₂O"]),
    ("<table><tr><th>a<th>b<tr><td>c<td>d<br>e</table>", ["a | b", "c | d e"]),
    ("<table><tr><td>(1)<td>first<tr><td>—<td>dash</table>", ["(1) first", "dash"]),
    ("<table><tr><td><h2>x</h2>y<td>z</table>", ["x", "y", "z"]),
    ("<table><tr><td>1.<td>text<ol type=a><li>in</ol></table>", ["1. text", "a. in"]),
    ("<div>7.&nbsp;<p>text</p></div>", ["7. text"]),
    ("<p>a<script>no()</script><style>no</style><!-- no -->b", ["ab"]),
    ("<P>Broken <b>bold<p>next</i> <table><td>cell", ["Broken bold", "next", "cell"]),
    ("<p><![if !supportLists]><span style='mso-list:Ignore'>(a)<span>&nbsp; </span></span><![endif]>x", ["(a) x"]),
]


@pytest.mark.parametrize(("body", "wanted"), TEXTS)
def test_texts(body: str, wanted: list[str]) -> None:
    assert lines(body) == wanted


def test_a_line_behind_br_may_go_on_a_paragraph_may_not() -> None:
    one, two, three = page("<p>one<br>two<p>three").blocks
    assert (one.whole, two.whole, three.whole) == (True, False, True)
    assert (one.gap, two.gap, three.gap) == (0, 0, 1)


def test_what_is_only_laid_out_is_no_paragraph() -> None:
    """Before a paragraph, a section, a heading and a list is room; between two boxes, and the items of a list, none."""
    boxes = page("<div>a</div><div>b</div><section>c</section><ul><li>d<li>e</ul><div>f</div><h2>g</h2>").blocks
    assert [(block.text, block.gap) for block in boxes] == [*zip("abcdefg", (0, 0, 1, 1, 0, 1, 1), strict=True)]


def test_headings_keep_their_level_and_blocks_their_line() -> None:
    content = page("\n<h2>x</h2>\n<p>\ny</p>")
    assert [(block.heading, block.line) for block in content.blocks] == [(2, 2), (0, 4)]


# Insertions and deletions

CHANGED = (
    '<p>The <del datetime="2018-05-01" cite="mailto:Ann">old</del><ins>new</ins> text <s>struck</s>.<p><del>gone</del>'
)


def test_revisions_accepted_and_original() -> None:
    assert lines(CHANGED) == ["The new text struck."]
    assert lines(CHANGED, ReadOptions(revisions="original")) == ["The old text struck.", "gone"]
    assert lines(CHANGED, ReadOptions(struck="deleted")) == ["The new text ."]


def test_revisions_are_listed() -> None:
    content = page(CHANGED)
    assert [(row.op, row.text, row.author, row.date) for row in content.revisions] == [
        ("delete", "old", "Ann", "2018-05-01"),
        ("insert", "new", "", ""),
        ("delete", "gone", "", ""),
    ]
    assert [(row.kind, row.text) for row in content.remarks] == [("struck", "struck")]


def test_a_deleted_item_leaves_no_number() -> None:
    assert lines("<ol><li><del>gone</del><li>x</ol>") == ["2. x"]


def test_an_insertion_around_paragraphs_is_a_row_for_each() -> None:
    assert [row.text for row in page("<ins><p>a<p>b</ins>").revisions] == ["a", "b"]


# Bytes


@pytest.mark.parametrize(
    ("data", "text"),
    [
        ("<p>é".encode(), "é"),
        (b"\xef\xbb\xbf<p>\xc3\xa9", "é"),
        ("<p>é".encode("utf-16"), "é"),
        (b"<meta charset=iso-8859-1><p>\x93\xe9\x94", "“é”"),
        (b'<meta http-equiv="Content-Type" content="text/html; charset=windows-1251"><p>\xe4', "д"),
        (b'<?xml version="1.0" encoding="iso-8859-1"?><html><body><p>\xe9', "é"),
        (b"<!-- <meta charset=cp1251> --><p>\xc3\xa9", "é"),
        (b"<meta charset=nonsense><p>\xc3\xa9", "é"),
    ],
)
def test_encodings(data: bytes, text: str) -> None:
    assert [block.text for block in read_html(data, "x.html", ReadOptions()).blocks] == [text]


def test_a_wrong_encoding_is_an_error_that_names_the_way_out() -> None:
    with pytest.raises(ReadError, match=r"--encoding"):
        read_html(b"<p>caf\xe9", "x.html", ReadOptions())
    assert read_html(b"<p>caf\xe9", "x.html", ReadOptions(encoding="cp1252")).blocks[0].text == "café"


ARCHIVE = (
    b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=\"B\"\r\n\r\n--B\r\n"
    b"Content-Type: text/html; charset=\"windows-1252\"\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
    b"<html><body><p>caf=E9 =3D</p></body></html>\r\n--B\r\nContent-Type: image/png\r\n"
    b"Content-Transfer-Encoding: base64\r\nContent-Location: a.png\r\n\r\nAAAA\r\n--B\r\n"
    b"Content-Type: text/html charset=\"utf-8\"\r\n"
    b"Content-Disposition: inline; filename=\"..\\..\\header.html\"\r\n\r\n"
    b"<p>Running head</p>\r\n--B--\r\n"
)  # fmt: skip


def test_a_mime_archive_is_a_page_whatever_its_name() -> None:
    assert is_html(ARCHIVE)
    content = read_html(ARCHIVE, "draft.doc", ReadOptions())
    assert [block.text for block in content.blocks] == ["café ="]
    assert reasons(content) == {"Running head": "another part of the file: header.html"}
    assert content.media_type == "multipart/related"
    assert any("1 pictures" in caution.message for caution in content.warnings)


def test_what_is_html() -> None:
    assert is_html(b" \n<!-- c --><!DOCTYPE HTML><p>")
    assert is_html(b"<p>a<p>b<p>c")
    assert not is_html(b"Text with<br><br><br>breaks")
    assert not is_html(b"Text with one <br> in it, and 1 < 2.")
    assert not is_html(b"From: a\nSubject: no archive\n\ntext")


# Hostile pages


def test_deep_nesting_is_refused() -> None:
    with pytest.raises(ReadError, match="nested deeper than 256"):
        page("<div>" * 300)
    with pytest.raises(ReadError, match="nested deeper"):
        page("<b>" * 5000)
    assert page("<div>" * 200 + "x").blocks


def test_too_many_elements_are_refused() -> None:
    with pytest.raises(ReadError, match="more than 1000 elements"):
        page("<i>x</i>" * 2000, ReadOptions(limits=Limits(blocks=1000)))


@pytest.mark.parametrize("hostile", ["<!--", "/*", "@a", "content:", "{", "a{", "<!---->", "<sup><a href='#x'>1</a>"])
def test_nothing_takes_the_square_of_its_length(hostile: str) -> None:
    """Each of these took minutes in an expression that looks ahead to the end."""
    body = hostile * 200 if hostile.endswith(">") else f"<style>{hostile * 20_000}</style>"
    is_html((hostile * 2000).encode())
    assert page(f"{body}<p id=x>begin").blocks


def test_archives_in_archives_are_refused() -> None:
    head = b"MIME-Version: 1.0\n" + b"".join(
        b'Content-Type: multipart/related; boundary="%d"\n\n--%d\n' % (at, at) for at in range(1500)
    )
    with pytest.raises(ReadError):
        read_html(head, "x.mht", ReadOptions())


def test_entities_of_its_own_expand_to_nothing() -> None:
    data = b'<!DOCTYPE html [<!ENTITY a "ha"><!ENTITY b SYSTEM "file:///etc/passwd">]><p>x &a; &b;'
    text = " ".join(block.text for block in read_html(data, "x.html", ReadOptions()).blocks)
    assert "root:" not in text


@pytest.mark.parametrize("data", [b"", b"<html></html>", b"<p> </p>", b"<script>x</script>", b"<p hidden>x"])
def test_a_page_without_text_is_an_error(data: bytes) -> None:
    with pytest.raises(ReadError, match="no text"):
        read_html(data, "x.html", ReadOptions())


def test_many_open_definitions_are_no_nesting() -> None:
    assert len(page("<dl>" + "<dd>x" * 400 + "</dl>").blocks) == 400


# Nothing is lost

TAGS = [
    "p",
    "div",
    "ol",
    "ul",
    "li",
    "table",
    "tr",
    "td",
    "h2",
    "b",
    "ins",
    "s",
    "pre",
    "nav",
    "footer",
    "section",
    "dl",
    "dd",
    "article",
    "main",
    "a",
    "sup",
    "header",
    "span",
]


def element(tag: str, parts: list[str]) -> str:
    return f"<{tag}>{''.join(parts)}</{tag}>"


TREES = st.recursive(
    st.from_regex(r"[a-z]{3,8}", fullmatch=True),
    lambda inner: st.builds(element, st.sampled_from(TAGS), st.lists(inner, max_size=4)),
    max_leaves=25,
)


@settings(derandomize=True, max_examples=150, deadline=None)
@given(st.lists(TREES, min_size=1, max_size=6))
def test_every_letter_is_in_a_block_or_set_aside(parts: list[str]) -> None:
    body = " ".join(parts)
    content = page("<p>begin</p>" + body)
    read = "".join(block.text for block in content.blocks) + "".join(row.text for row in content.removed)
    wanted = "begin" + re.sub(r"<[^>]*>", "", body)
    assert sorted(re.findall("[a-z]", read)) == sorted(re.findall("[a-z]", wanted))


@settings(derandomize=True, max_examples=100, deadline=None)
@given(st.text(alphabet="<>/ab lio=\"'!-&;[]\n", max_size=200))
def test_no_page_is_too_broken(text: str) -> None:
    blocks: tuple[Block, ...] = page("<p>begin</p>" + text).blocks
    assert blocks[0].text.startswith("begin")


def test_a_piece_of_a_page_is_told_by_its_name() -> None:
    data = b"<p>Old <del>gone</del> words"
    assert [block.text for block in read_bytes(data, "piece.html").blocks] == ["Old words"]
    assert [block.text for block in read_bytes(data, "piece.txt").blocks] == ["<p>Old <del>gone</del> words"]
