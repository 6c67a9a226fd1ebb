"""The redline proves itself: accepting every change gives the new text, rejecting every one the old."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bench.perturb import perturb
from cdiff.comparing import compare
from cdiff.core.citation import HEADINGS
from cdiff.core.model import Change, Comparison, Document, Edit, Version
from tests.drafts import documents, pairs
from tests.render.redline_proof import document, prove, shipped
from tests.render.redline_walk import printed
from tests.support import parsed

SOME = settings(max_examples=settings().max_examples // 2)


@given(pairs())
@settings(SOME)
def test_a_draft_and_what_a_negotiation_makes_of_it(pair: tuple[str, str]) -> None:
    prove(compare(parsed(pair[0]), parsed(pair[1])))


@given(documents(), documents())
@example(
    document(("paragraph", "1.", "One[^1] two"), ("footnote", "[^1]", "A note")),
    document(("paragraph", "1.", "One two"), ("footnote", "[^1]", "A note")),
)
def test_any_two_documents(old: Document, new: Document) -> None:
    prove(compare(old, new))


@st.composite
def shuffled(draw: st.DrawFn) -> tuple[Document, Document]:
    """Draw a document, and its clauses in another order with some words and some notes changed."""
    words = st.lists(st.sampled_from("one two three “four” five[^1] six[^2] seven[^*]".split()), min_size=1, max_size=9)
    kinds = st.sampled_from(("paragraph", "action", "objective", "text", "section"))
    rows = draw(st.lists(st.tuples(kinds, st.sampled_from(("1.", "(a)", "")), words.map(" ".join)), max_size=9))
    notes = [("footnote", f"[^{mark}]", f"note {mark} of the draft") for mark in "12*"]
    moved = [
        (kind, draw(st.sampled_from((label, "7."))), draw(st.sampled_from((text, text.replace("one", "ten")))))
        for kind, label, text in draw(st.permutations(rows))
    ]
    return document(*rows, *notes), document(*moved, *draw(st.permutations(notes))[: draw(st.integers(0, 3))])


@given(shuffled())
def test_any_order(pair: tuple[Document, Document]) -> None:
    prove(compare(*pair))


@given(documents(), documents(), st.randoms(use_true_random=False))
@settings(SOME)
def test_any_comparison(old: Document, new: Document, random: Random) -> None:
    """A comparison that pairs anything with anything, with edits that fit nothing, is written all the same."""
    olds, news = list(old.clauses), list(new.clauses)
    random.shuffle(olds)
    random.shuffle(news)
    changes = []
    while olds and news:
        some, others = olds[: random.randint(1, 3)], news[: random.randint(1, 3)]
        del olds[: len(some)], news[: len(others)]
        edits = (Edit("equal", " ".join(clause.text for clause in some)),)
        moved = random.random() < 0.5
        changes.append(Change("modified", tuple(some), tuple(others), edits, moved))
    changes += [Change("deleted", (clause,), ()) for clause in olds]
    changes += [Change("inserted", (), (clause,)) for clause in news]
    prove(Comparison(Version("old", old), Version("new", new), tuple(changes)))


@pytest.mark.parametrize("old", ["draft3", "zero", "draft1"])
def test_the_drafts_of_the_compact(old: str) -> None:
    comparison = shipped(old)
    seen = printed(prove(comparison), "accepted")
    headings = [clause for clause in comparison.new.document if clause.kind in HEADINGS]
    assert sum(style.startswith("Heading") for style in seen.styles) == len(headings)


@pytest.mark.parametrize("seed", [3, 4])
def test_a_heavily_reworked_compact(final: Document, seed: int) -> None:
    pair = perturb(final.clauses, seed, "heavy")
    prove(compare(Document(pair.old, "gcm"), Document(pair.new, "gcm")))
