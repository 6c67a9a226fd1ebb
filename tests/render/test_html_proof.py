"""A report proves itself: its words give both texts back, and its links hold."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings

from cdiff.comparing import compare
from cdiff.comparing.words import fold_quotes
from cdiff.core.citation import UncitedClause, cite
from cdiff.core.model import Comparison, Document, Version
from cdiff.telling.html.anchors import Anchors
from tests.drafts import documents, pairs, versions
from tests.render.reports import (
    articles,
    check_links,
    compact,
    find,
    read,
    report,
    words,
)
from tests.support import parsed

SOME = settings(max_examples=max(10, settings().max_examples // 3))


def prove(comparison: Comparison) -> None:
    """Without `del` each clause is the new one, without `ins` the old one, inline and in columns.

    The style of a quotation mark is no change (see `compare`): words that stayed have the new one.
    """
    nodes = articles(read(report(comparison)))
    assert len(nodes) == len(comparison.changes)
    for node, change in zip(nodes, comparison.changes, strict=True):
        old = " ".join(clause.text for clause in change.old)
        new = " ".join(clause.text for clause in change.new)
        inline = find(node, "t i")
        assert words(inline, "del") == (new if change.new else "")
        if change.edits:
            assert fold_quotes(words(inline, "ins")) == fold_quotes(old)
        if "two" in node.get("class", "").split():
            assert fold_quotes(words(find(node, "t o"), "")) == fold_quotes(old)
            assert words(find(node, "t n"), "") == new


@pytest.mark.parametrize(("old", "new"), [("draft3", "final"), ("zero", "final"), ("final", "zero")])
def test_the_compact_proves_itself(old: str, new: str) -> None:
    prove(compact(old, new))


@SOME
@given(pairs())
def test_a_negotiated_draft_proves_itself(texts: tuple[str, str]) -> None:
    prove(compare(parsed(texts[0]), parsed(texts[1])))


@SOME
@given(documents(), documents())
def test_a_text_that_nobody_would_write_proves_itself(old: Document, new: Document) -> None:
    prove(compare(old, new))


@SOME
@given(versions(), documents())
def test_every_anchor_is_there_once_and_every_link_leads_somewhere(old: Version, new: Document) -> None:
    check_links(report(compare(old, Version("new", new))))


@pytest.mark.parametrize(("old", "new"), [("zero", "final"), ("final", "zero")])
def test_every_link_of_the_compact_leads_somewhere(old: str, new: str) -> None:
    check_links(report(compact(old, new)))


# Anchors


def test_anchors_are_unique_whatever_the_citations() -> None:
    clauses = cite([UncitedClause("paragraph", label, "text") for label in ("1.", "1.", "(1)", "…", "§", "1")])
    comparison = compare(Document(clauses), Document(clauses))
    anchors = Anchors(comparison)
    names = [anchors.new(clause.citation) for clause in clauses] + [anchors.old(clause.citation) for clause in clauses]
    assert len(set(names)) == len(names)
    assert all(re.fullmatch(r"[\w.-]+", name) and not name.startswith("_") for name in names)
