"""What is set aside as furniture of a site, and what stays."""

from __future__ import annotations

import pytest

from tests.read.html_pages import lines, page, reasons


def test_hidden_text_is_set_aside_with_the_reason() -> None:
    content = page(
        "<style>.gone{display:none}</style><p>x<span hidden>a</span><span style='display:none'>b</span>"
        "<span aria-hidden=true>c</span><p class=gone>d<dialog>e</dialog><noscript>f</noscript><template>g</template>"
    )
    assert [block.text for block in content.blocks] == ["x"]
    assert sorted("".join(reasons(content))) == ["a", "b", "c", "d", "e", "f", "g"]
    assert any("hidden" in caution.message for caution in content.warnings)


@pytest.mark.parametrize(
    "hidden",
    [
        "<div hidden><article>x</article></div>",
        "<div style='display:none'><article>x</article></div>",
        "<div aria-hidden=true><main><article>x</article></main></div>",
        "<template><article>x</article></template>",
        "<noscript><div class=post>x</div></noscript>",
        "<dialog><div class=entry>x</div></dialog>",
    ],
)
def test_what_is_not_shown_is_never_the_main_part(hidden: str) -> None:
    content = page(f"<html><body>{hidden}<h1>Treaty</h1><p>1. States shall protect rivers.</p></body></html>")
    assert [block.text for block in content.blocks] == ["Treaty", "1. States shall protect rivers."]


def test_closed_details_are_text() -> None:
    content = page("<details><summary>More</summary><article><p>1. States shall act.</p></article></details>")
    assert "1. States shall act." in [block.text for block in content.blocks]


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
