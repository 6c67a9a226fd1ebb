"""An audit proves a redline: cdiff's own are whole, and one untracked edit is found at its clause."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, partial

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from bench.perturb import perturb
from cdiff.comparing import compare
from cdiff.core.errors import ReadError
from cdiff.core.model import Document, Version
from cdiff.features.audit.auditing import audit_sides
from cdiff.features.audit.model import Audit, Issue
from cdiff.features.compare.redline import redline
from cdiff.parsing import parse
from cdiff.reading import ReadOptions, read_bytes
from tests.audit.planting import Run, comma_in, erased, planted, tracked, untracked, unwrapped, word_in, word_out
from tests.drafts import pairs, texts
from tests.render.redline_proof import WRITTEN_OUT, shipped
from tests.render.redline_walk import Tree
from tests.render.reports import shortened
from tests.support import version

SOME = settings(max_examples=settings().max_examples // 2)


def sides(data: bytes, profile: str, name: str = "redline.docx") -> tuple[Version, Version]:
    """Read both states of a redline: all rejected, all accepted."""
    options = (ReadOptions(revisions="original"), ReadOptions())
    rejected, accepted = (parse(read_bytes(data, name, each), profile) for each in options)
    return Version(f"{name} original", rejected), Version(f"{name} accepted", accepted)


def written(old: Version, new: Version) -> bytes:
    """Write our own redline."""
    comparison = compare(old, new)
    return redline(comparison, comparison.changes)


def audited(old: Version, new: Version, data: bytes) -> Audit:
    return audit_sides(old, new, *sides(data, old.document.profile))


def of_pair(pair: tuple[str, str]) -> tuple[Version, Version]:
    return version(pair[0]), version(pair[1], "new")


# Whole


@given(pairs())
@settings(SOME)
def test_our_own_redline_of_any_two_drafts_is_whole(pair: tuple[str, str]) -> None:
    old, new = of_pair(pair)
    found = audited(old, new, written(old, new))
    assert found.holds()
    assert (found.differences, dated(found)) == ((), ())


@given(texts, texts)
@settings(SOME)
def test_our_own_redline_of_any_two_texts_is_whole_in_words(first: str, second: str) -> None:
    """Signs that a redline writes out (`\\u202e`) are a difference, and left out here."""
    try:
        old, new = (version(WRITTEN_OUT.sub("", text), label) for text, label in ((first, "old"), (second, "new")))
    except ReadError:
        return  # nothing but spaces
    assert audited(old, new, written(old, new)).holds("substance")


@pytest.mark.parametrize("old", ["draft3", "draft1", "zero"])
def test_our_own_redline_of_the_compact_is_whole(old: str) -> None:
    comparison = shipped(old)
    found = audited(comparison.old, comparison.new, written(comparison.old, comparison.new))
    assert (found.differences, dated(found)) == ((), ())


@pytest.mark.parametrize("seed", [5, 6])
def test_our_own_redline_of_a_heavily_reworked_compact_is_whole(final: Document, seed: int) -> None:
    pair = perturb(final.clauses, seed, "heavy")
    old, new = Version("old", Document(pair.old, "gcm")), Version("new", Document(pair.new, "gcm"))
    found = audited(old, new, written(old, new))
    assert (found.differences, dated(found)) == ((), ())


# Planted

Edit = Callable[[Run], None]
PLANTS: list[tuple[str, Callable[[Tree], list[Run]], Edit, set[tuple[str, str]]]] = [
    ("word in", untracked, word_in, {("rejected", "substance"), ("accepted", "substance")}),
    ("word out", untracked, word_out, {("rejected", "substance"), ("accepted", "substance")}),
    ("comma in", untracked, comma_in, {("rejected", "editorial"), ("accepted", "editorial")}),
    ("insertion untracked", partial(tracked, kind="ins"), unwrapped, {("rejected", "substance")}),
    ("deletion lost", partial(tracked, kind="del"), erased, {("rejected", "substance")}),
]


@cache
def honest() -> tuple[Version, Version, bytes, tuple[Version, Version]]:
    """Two drafts, the whole redline of them, and what is read from it."""
    old, new = shortened("draft1"), shortened("final")
    data = written(old, new)
    return old, new, data, sides(data, "gcm")


def dated(found: Audit) -> tuple[Issue, ...]:
    """The issues but for missing dates: drafts without a date give a redline without any."""
    return tuple(issue for issue in found.issues if issue.lacks != ("date",))


def changed_clauses(before: Version, after: Version) -> set[str]:
    """Name the clauses of which the text is not the same."""
    known = {clause.citation: clause.text for clause in before.document}
    other = {clause.citation: clause.text for clause in after.document}
    return {name for name in known.keys() | other.keys() if known.get(name) != other.get(name)}


@pytest.mark.parametrize(("choose", "edit", "wanted"), [plant[1:] for plant in PLANTS], ids=[p[0] for p in PLANTS])
@given(st.integers(0, 10_000))
@settings(max_examples=6)
def test_one_untracked_edit_is_found_at_its_clause(
    choose: Callable[[Tree], list[Run]], edit: Edit, wanted: set[tuple[str, str]], pick: int
) -> None:
    old, new, whole, read = honest()
    data = planted(whole, choose, pick, edit)
    assert data is not None
    lying = sides(data, "gcm")
    found = audit_sides(old, new, *lying)
    assert not found.holds()
    assert {(each.state, each.grade) for each in found.differences} == wanted
    states = dict(zip(("rejected", "accepted"), zip(read, lying, strict=True), strict=True))
    for state, _ in wanted:
        (difference,) = [each for each in found.differences if each.state == state]
        assert {clause.citation for clause in difference.change.new} == changed_clauses(*states[state])


@pytest.mark.parametrize("pick", range(0, 12, 3))
def test_an_untracked_word_in_a_heading_is_found_at_the_heading(pick: int) -> None:
    old, new, whole, read = honest()
    data = planted(whole, partial(untracked, headings=True), pick, word_in)
    assert data is not None
    lying = sides(data, "gcm")
    found = audit_sides(old, new, *lying)
    for state, before, after in zip(("rejected", "accepted"), read, lying, strict=True):
        changes = [each.change for each in found.differences if (each.state, each.grade) == (state, "substance")]
        cited = {clause.citation for change in changes for clause in (*change.old, *change.new)}
        assert cited == changed_clauses(before, after) != set()


@given(pairs(), st.integers(0, 1000), st.sampled_from([word_in, word_out]))
@settings(SOME)
def test_one_untracked_word_in_any_redline_is_found(pair: tuple[str, str], pick: int, edit: Edit) -> None:
    old, new = of_pair(pair)
    data = planted(written(old, new), untracked, pick, edit)
    assume(data is not None)
    assert data is not None
    found = audited(old, new, data)
    assert not found.holds("substance")
    assert found.of("rejected")
    assert found.of("accepted")
