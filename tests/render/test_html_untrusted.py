"""Whatever a draft says, the page stays a page, and reaches nothing."""

from __future__ import annotations

import hashlib
import re
from base64 import b64encode

import pytest

from cdiff.comparing import compare
from cdiff.core.citation import UncitedClause, cite
from cdiff.core.model import Document, Version
from tests.render.reports import (
    compact,
    read,
    report,
    report_of,
)

HOSTILE = (
    *("<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "{{ 7*7 }}", "</style>", "\u202egnp"),
    "a\x1b[31m",
)


@pytest.mark.parametrize("said", HOSTILE)
def test_whatever_a_draft_says_is_text(said: str) -> None:
    clauses = cite(
        [
            UncitedClause("title", "", said),
            UncitedClause("paragraph", "1.", f"one {said}"),
            UncitedClause("footnote", "[^1]", said),
        ]
    )
    empty = Version("new", Document(cite([UncitedClause("paragraph", "1.", "one")])))
    fields = dict.fromkeys(("title", "date", "round", "status", "source", "note", "sha256", "read_with"), said)
    old = Version(said, Document(clauses, profile=said), **fields)  # type: ignore[arg-type]  # all are texts
    text = report(compare(old, empty), command=said)
    page = read(text)
    assert len(list(page.iter("script"))) == 2
    assert list(page.iter("img")) == []
    assert [name for node in page.iter() for name in node.attrib if name.startswith("on")] == []
    assert "49" not in re.sub(r"<style>.*?</style>|<script>.*?</script>|sha256-\S+", "", text, flags=re.DOTALL)
    assert "\u202e" not in text
    assert "\x1b" not in text


def test_signs_that_nobody_sees_are_written_out() -> None:
    text = report_of("1. Every thing\n", "1. Every \u202ething\n")
    assert '<span class="x">\\u202e</span>' in text


def test_marks_of_direction_stay_in_a_text_and_are_written_out_where_they_are_the_edit() -> None:
    old = Document(cite([UncitedClause("paragraph", "1.", "one\u200f two three")]))
    new = Document(cite([UncitedClause("paragraph", "1.", "one\u200f two three \u200e")]))
    text = report_of(old, new)
    assert "one\u200f two" in text
    assert '<span class="x">\\u200e</span></ins>' in text


def test_the_page_may_reach_nothing() -> None:
    text = report(compact("draft3", "final"))
    page = read(text)
    policy = next(node.get("content", "") for node in page.iter("meta") if "Policy" in node.get("http-equiv", ""))
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    bodies = re.findall(r"<(style|script)>(.*?)</\1>", text, flags=re.DOTALL)
    assert [tag for tag, _ in bodies] == ["style", "script", "script"]
    for _, body in bodies:
        assert b64encode(hashlib.sha256(body.encode()).digest()).decode() in policy
    assert not re.search(r"(?:src|href)=\"(?!#|data:,)", text)
    assert not re.search(r"\sstyle=", text)
    assert "url(" not in text
    assert "@import" not in text
