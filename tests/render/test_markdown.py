"""A comment for a pull request shows the words of both texts and nothing that a Git host would run."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from lxml import html
from markdown_it import MarkdownIt

from cdiff import pipeline
from cdiff.comparing import compare
from cdiff.core.model import Comparison, Document, Version
from cdiff.core.printable import safe
from cdiff.features.compare.markdown import comparison_markdown
from cdiff.telling.change_labels import SEAM, edits_of, with_seams
from cdiff.telling.markdown import escape
from tests.drafts import documents, pairs, wild
from tests.support import flat, version

SOME = settings(max_examples=settings().max_examples // 2)
MARKDOWN = MarkdownIt("gfm-like", {"html": True, "linkify": False})


def written(comparison: Comparison, limit: int = 10**6) -> str:
    return comparison_markdown(
        comparison,
        pipeline.summarise(comparison),
        pipeline.select(comparison),
        command="cdiff compare old new",
        max_bytes=limit,
    )


def shown(text: str) -> html.HtmlElement:
    """Render as a Git host does."""
    return html.fromstring(f"<div>{MARKDOWN.render(text)}</div>")


def words(node: html.HtmlElement, without: str) -> str:
    copy = html.fromstring(html.tostring(node, encoding="unicode"))
    for gone in copy.xpath(f".//{without}"):
        gone.drop_tree()
    return copy.text_content()


@given(wild)
def test_an_escaped_text_is_read_as_it_was(text: str) -> None:
    for around in (f"<p>x {escape(text)} x</p>", f"x {escape(text)} x"):
        assert flat(shown(around).text_content()) == flat(f"x {safe(text)} x")


@pytest.mark.parametrize(
    "text",
    [
        "| ** _ <script>alert(1)</script> [a](b) `code` ~~gone~~ <!-- x --> &amp;",
        "<!-- -->@mention #12 !3 GH-7 www.example.org https://example.org mailto:a@b.org :tada: $x$",
        "</p></details><img src=x onerror=alert(1)>",
        "= 1. - item",
    ],
)
def test_nothing_in_a_text_is_run(text: str) -> None:
    page = shown(f"<p>{escape(text)}</p>")
    assert flat(page.text_content()) == flat(text)
    assert [node.tag for node in page.iter() if isinstance(node.tag, str)] == ["div", "p"]
    live = r"[@#!]\w|://|www\.\w|GH-\d|mailto:\w|:tada:"
    assert not any(re.search(live, piece) for piece in page.xpath(".//text()"))


def prove(comparison: Comparison) -> None:
    folded = shown(written(comparison)).xpath(".//details")
    changes = [change for change, _ in pipeline.select(comparison)]
    assert len(folded) == len(changes)
    for node, change in zip(folded, changes, strict=True):
        edits = with_seams(change, edits_of(change))
        for without, op in (("del", "delete"), ("ins", "insert")):
            kept = "".join(edit.text for edit in edits if edit.op != op)
            assert flat(words(node.xpath("./p")[0], without).replace("␠", " ")) == flat(safe(kept))


@given(pairs())
@SOME
def test_a_comment_proves_itself(texts: tuple[str, str]) -> None:
    prove(compare(version(texts[0], "old"), version(texts[1], "new")))


@given(documents(), documents())
@SOME
def test_a_comment_of_anything_is_whole(old: Document, new: Document) -> None:
    comparison = compare(old, new)
    page = shown(written(comparison))
    assert len(page.xpath(".//details")) == len(pipeline.select(comparison))
    assert not page.xpath(".//script | .//a | .//img")


def long_pair() -> Comparison:
    old = "A draft of rules\n\n" + "".join(f"{at}. The States shall report in {at} ways.\n\n" for at in range(1, 60))
    return compare(version(old, "old"), version(old.replace("report", "agree"), "new"))


@pytest.mark.parametrize("limit", [1000, 1500, 3000, 8000])
def test_a_comment_keeps_to_its_size_and_says_what_is_left_out(limit: int) -> None:
    comparison = long_pair()
    text = written(comparison, limit)
    assert len(text.encode()) <= limit
    total, there = len(pipeline.select(comparison)), text.count("<details>")
    assert f"{total - there} of {total} changes do not fit in this comment." in text
    assert "<code>cdiff compare old new</code> shows all" in text


def test_a_comment_with_room_leaves_nothing_out() -> None:
    text = written(long_pair())
    assert "no room" not in text
    assert SEAM not in text


def test_two_equal_texts_say_so() -> None:
    same = Version("a", version("A draft\n\n1. One.\n").document)
    assert "No difference" in written(compare(same, same))
