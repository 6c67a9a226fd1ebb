"""Web pages: what a browser shows is what is read, and nothing is lost on the way."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cdiff.core.errors import ReadError
from cdiff.core.model import Block
from cdiff.reading import read_bytes
from cdiff.reading.content import Content
from cdiff.reading.html import is_html, read_html
from cdiff.reading.options import Limits, ReadOptions

PLAIN = ReadOptions()


def page(body: str, options: ReadOptions = PLAIN) -> Content:
    return read_html(f"<!doctype html><html><body>{body}</body></html>".encode(), "page.html", options)


def lines(body: str, options: ReadOptions = PLAIN) -> list[str]:
    return [f"{block.label} {block.text}".strip() for block in page(body, options).blocks]


def reasons(content: Content) -> dict[str, str]:
    return {row.text: row.reason for row in content.removed}


LISTS = [
    ("<ol><li>x<li>y</ol>", ["1. x", "2. y"]),
    ("<ol type=a><li>x<li>y</ol>", ["a. x", "b. y"]),
    ("<ol type=A start=27><li>x</ol>", ["AA. x"]),
    ("<ol type=i start=4><li>x</ol>", ["iv. x"]),
    ("<ol type=I><li>x<li value=9>y<li>z</ol>", ["I. x", "IX. y", "X. z"]),
    ("<ol reversed><li>x<li>y<li>z</ol>", ["3. x", "2. y", "1. z"]),
    ("<ol reversed start=2><li>x<li>y<li>z</ol>", ["2. x", "1. y", "0. z"]),
    ("<ol start=-1><li>x<li>y</ol>", ["-1. x", "0. y"]),
    ("<ol start=x><li>x</ol>", ["1. x"]),
    ("<ol><li>x<li type=a>y</ol>", ["1. x", "b. y"]),
    ('<ol style="list-style-type: lower-roman"><li>x<li>y</ol>', ["i. x", "ii. y"]),
    ('<ol style="list-style: inside upper-alpha"><li>x</ol>', ["A. x"]),
    ('<ol type=a style="list-style:none"><li>(a) x<li>(b) y</ol>', ["(a) x", "(b) y"]),
    ("<style>ol.x {list-style-type: lower-greek}</style><ol class=x><li>x<li>y</ol>", ["α. x", "β. y"]),
    ("<style>@media print {ol {list-style: none}}</style><ol><li>x</ol>", ["1. x"]),
    ('<ol style="list-style-type:decimal-leading-zero"><li>x</ol>', ["01. x"]),
    ("<ol><li>x<ol type=a><li>y<li>z</ol><li>w</ol>", ["1. x", "a. y", "b. z", "2. w"]),
    ("<ol><li><ol type=a><li>y</ol></ol>", ["1.", "a. y"]),
    ("<ol><li><p>x</p><p>more</p><li>y</ol>", ["1. x", "more", "2. y"]),
    ("<ol><li>x<li hidden>no<li>y</ol>", ["1. x", "2. y"]),
    ("<ul><li>x<ul><li>y</ul></ul>", ["x", "y"]),
    ("<menu><li>x</menu><li>lost", ["x", "lost"]),
    ("<ol start=4000 type=I><li>x</ol>", ["4000. x"]),
]


@pytest.mark.parametrize(("body", "wanted"), LISTS)
def test_lists_have_the_numbers_of_a_browser(body: str, wanted: list[str]) -> None:
    assert lines(body) == wanted


def test_levels_and_bullets() -> None:
    blocks = page("<p>t<ol><li>x<ul><li>y</ul></ol>").blocks
    assert [(block.level, block.label) for block in blocks] == [(0, ""), (1, "1."), (2, "")]


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
    ("<p>m<sup>2</sup> and 1<sup>st</sup> H<sub>2</sub>O", ["m2 and 1st H2O"]),
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


# What is set aside


def test_hidden_text_is_set_aside_with_the_reason() -> None:
    content = page(
        "<style>.gone{display:none}</style><p>x<span hidden>a</span><span style='display:none'>b</span>"
        "<span aria-hidden=true>c</span><p class=gone>d<dialog>e</dialog><noscript>f</noscript><template>g</template>"
    )
    assert [block.text for block in content.blocks] == ["x"]
    assert sorted("".join(reasons(content))) == ["a", "b", "c", "d", "e", "f", "g"]
    assert any("hidden" in caution.message for caution in content.warnings)


CLAUSES = "".join(f"<li>Clause number {at} says something that is long enough to count." for at in range(30))
SITE = f"""
<div class="cookie-banner">We use cookies. <button>Accept</button></div>
<header><a href="/">Site</a><nav><ul><li><a href="/a">About</a><li><a href="/b">News</a></ul></nav></header>
<div id="wrap"><div class="sidebar"><h3>Archive</h3><a href=1>2018</a></div>
<article class="post"><h1>The draft</h1><ol>{CLAUSES}</ol>
<div class="share-buttons"><a href="x">Tweet</a></div></article>
<article class="post"><h2>Holiday</h2><p>Another post of the blog, of no interest to anybody.</article>
<section id="comments"><h3>2 comments</h3><p>First!</p></section></div>
<footer>© Site</footer>"""


def test_the_furniture_of_a_site_is_set_aside() -> None:
    content = page(SITE)
    assert [block.text for block in content.blocks][:2] == [
        "The draft",
        "Clause number 0 says something that is long enough to count.",
    ]
    assert [block.label for block in content.blocks[1:]] == [f"{at}." for at in range(1, 31)]
    why = reasons(content)
    assert why["We use cookies. Accept"] == "a cookie notice"
    assert why["About"] == "the head of the page"
    assert why["Archive"] == "beside the main text"
    assert why["Tweet"] == "share buttons"
    assert why["Holiday"] == "another post on the page"
    assert why["First!"] == "readers’ comments"
    assert why["© Site"] == "the foot of the page"


def test_posts_of_like_length_all_stay_and_it_is_said() -> None:
    content = page(f"<article class=post><ol>{CLAUSES}</ol></article><article class=post><ol>{CLAUSES}</ol></article>")
    assert len(content.blocks) == 60
    assert any("2 posts" in caution.message for caution in content.warnings)


def test_articles_of_a_law_are_no_posts() -> None:
    body = f"<article><h2>Article 1</h2><ol>{CLAUSES}</ol></article><article><h2>Article 2</h2><p>Short.</article>"
    assert "Short." in lines(body)


def test_a_page_that_is_all_sidebar_is_read() -> None:
    assert lines("<div class=sidebar><p>All of the text.</div>") == ["All of the text."]


def test_a_table_of_contents_is_set_aside_a_list_of_clauses_with_links_is_not() -> None:
    links = "".join(f"<li><a href='#s{at}'>Section {at}</a>" for at in range(6))
    text = "".join(f"<h2 id=s{at}>Section {at}</h2><p>Words of section {at}, and more of them.</p>" for at in range(6))
    content = page(f"<ul>{links}</ul>{text}")
    assert {row.reason for row in content.removed} == {"table of contents"}
    assert len(content.blocks) == 12
    clauses = "<ol>" + "".join(f"<li><a href='/d{at}'>The convention of {at}</a>;" for at in range(6)) + "</ol>"
    assert len(page(f"<p>Recalling</p>{clauses}{text}").blocks) == 19


def test_a_list_of_links_that_does_not_repeat_headings_is_text() -> None:
    steps = "".join(f"<li>A <a href='#s{at}'>step {at}</a>" for at in range(6))
    text = "".join(
        f"<h2 id=s{at}>{at}. Taking step {at}</h2><p>Words of section {at}, and more.</p>" for at in range(6)
    )
    content = page(f"<p>Possible next steps:</p><ul>{steps}</ul>{text}")
    assert not content.removed
    assert [block.text for block in content.blocks][1:3] == ["A step 0", "A step 1"]


def test_around_the_main_part_small_things_go_and_paragraphs_stay() -> None:
    paragraph = "<p>" + "An abstract that stands before the main part and is of the text. " * 6
    content = page(f"<h1>T</h1><div>{paragraph}</div><div>Print</div><main><ol>{CLAUSES}</ol></main>")
    assert [block.text[:11] for block in content.blocks][:2] == ["T", "An abstract"]
    assert reasons(content) == {"Print": "outside the page’s main part"}


# Notes

LINKED = """<p>Word<sup><a href="#fn1" id="r1">1</a></sup> and again<sup><a href="#fn2">[2]</a></sup>,
see <a href="#fn1">above</a>.
<ol><li id="fn1">First note. <a href="#r1">↩</a><li id="fn2"><p>Second,</p><p>in two paragraphs.</p></ol>"""


def notes(body: str) -> list[tuple[str, str]]:
    return [(block.note, block.text) for block in page(body).blocks if block.note]


def test_linked_marks_and_their_notes() -> None:
    assert lines(LINKED)[0] == "Word[^1] and again[^2], see above."
    assert notes(LINKED) == [("1", "First note."), ("2", "Second, in two paragraphs.")]


NOTES = [
    (
        '<p>x<a href="#_ftn1" name="_ftnref1"><sup>[1]</sup></a>'
        '<div id=ftn1><p><a href="#_ftnref1" name="_ftn1">[1]</a> N.</div>'
    ),
    (
        '<p>x<a href="#_ftn1" style="mso-footnote-id:ftn1"></a>'
        '<div id=ftn1><p><a href="#_ftn1" style="mso-footnote-id:ftn1"></a>N.</div>'
    ),
    '<p>x<sup><a href="#n">1</a></sup><p id=n><sup>1</sup>N.',
    '<p>x<sup><a href="#n">1</a></sup><p><a id=n></a>1. N.',
    '<p>x<a role=doc-noteref href="#n">1</a><aside id=n role=doc-footnote>1 N.</aside>',
    '<p>x<sup><a href="#n">1</a></sup><dl><dt id=n>1<dd>N.</dl>',
    '<p>x<sup><a href="#n">1</a></sup><table><tr id=n><td>1<td>N.</table>',
    "<p>x<sup>1</sup><hr><p><sup>1</sup> N.",
    "<p>x<sup>1</sup><footer><p><sup>1</sup> N.</footer>",
]  # fmt: skip


@pytest.mark.parametrize("body", NOTES[:-1])
def test_notes_of_many_makes(body: str) -> None:
    blocks = [block for block in page(body).blocks if block.text != "1"]
    assert [(block.note, block.text) for block in blocks] == [("", "x[^1]"), ("1", "N.")]


def test_notes_in_the_foot_of_the_page_are_kept() -> None:
    body = '<p>x<sup><a href="#n">1</a></sup><footer><p>© Site<p id=n>1 N.</footer>'
    assert notes(body) == [("1", "N.")]


def test_a_power_is_no_mark() -> None:
    assert lines("<p>10<sup>6</sup> m<sup>2</sup>") == ["106 m2"]


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


@pytest.mark.parametrize(
    ("ground", "colour"),
    [
        ("rgb(255, 255, 0)", "#ffff00"),
        ("RGB(0 255 0 / 50%)", "#00ff00"),
        ("rgba(0, 0, 300, 0.4)", "#0000ff"),
        ("rgba(255, 255, 0, 0)", ""),
        ("rgb(255,255,255)", ""),
        ("url(yellow.png)", ""),
        ("linear-gradient(rgb(1, 2, 3), red)", ""),
    ],
)
def test_a_ground_given_by_its_parts_has_the_colour_they_mix_to(ground: str, colour: str) -> None:
    page = f'<html><body><p>1. <span style="background-color: {ground}">Agreed words</span>.</p></body></html>'
    assert [remark.note for remark in read_bytes(page.encode(), "draft.html").remarks] == [colour] * bool(colour)


def test_a_coloured_ground_is_a_highlight_and_a_white_one_is_none() -> None:
    page = (
        '<p>1. <span style="background:yellow;mso-highlight:yellow">Agreed words</span> and '
        '<span style="background-color: white">plain ones</span>.</p>'
    )
    found = read_bytes(f"<html><body>{page}</body></html>".encode(), "draft.html").remarks
    assert [(remark.kind, remark.note, remark.text) for remark in found] == [("highlight", "yellow", "Agreed words")]
