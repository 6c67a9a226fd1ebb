"""Guarded text: what was agreed, what claims to be the same, what is on watch."""

from __future__ import annotations

from typing import Any

import pytest

from cdiff.comparing import compare
from cdiff.features.check.guarded import listed_as_agreed, marked_as_agreed, silent, watched_clauses, watched_terms
from cdiff.features.check.model import RawFinding
from cdiff.features.check.settings import Watch
from tests.check.checking import rules, subject
from tests.support import version

OLD = """Draft declaration

1. States meet in the spring of every year to review the lamps. [agreed]

2. States shall report on the oil that was burnt in their towns and on the posts that they have set up.

3. The chair opens every meeting with a word on wicks.
"""
MERGED = OLD.replace(
    " of every year to review the lamps. [agreed]\n\n2. States shall", " of every year to review the lamps and shall"
)


def agreed(new: str, *cited: str) -> list[RawFinding]:
    old, now = version(OLD, "draft2"), version(new, "new")
    settings = rules(agreed={"draft2": cited})
    return list(listed_as_agreed(subject(now, settings=settings, agreed=(compare(old, now),))))


def messages(found: list[RawFinding]) -> list[tuple[str, str]]:
    return [(each.rule, each.message) for each in found]


def test_agreed_text_that_stayed() -> None:
    assert agreed(OLD, "1", "2") == []
    assert agreed(OLD.replace(" [agreed]", ""), "1") == [], "the tag is no part of the words"
    assert agreed(OLD.replace("lamps. [agreed]", "lamps. (agreed ad ref, 3 May)"), "1") == []
    first, third = "States meet in the spring of every year to review the lamps.", OLD[OLD.index("The chair") :]
    moved = f"Draft declaration\n\n1. {third}\n\n2. {first}\n"
    (found,) = agreed(moved, "1", "3")
    assert found.rule == "agreed/moved", "a new number is no change, a new place has a rule of its own"
    assert found.message in (
        "agreed in draft2 as 1, and moved since: 2 here",
        "agreed in draft2 as 3, and moved since: 1 here",
    )
    later = OLD.replace("1. States", "1. The lamps are lit.\n\n2. States").replace(
        "\n2. States shall", "\n3. States shall"
    )
    assert agreed(later.replace("3. The chair", "4. The chair"), "1", "2", "3") == []


def test_agreed_text_that_changed_is_found_with_its_words() -> None:
    (found,) = agreed(OLD.replace("shall report", "should report"), "1", "2")
    assert messages([found]) == [
        ("agreed/changed", "agreed in draft2 as 2, and changed since: “shall” became “should”")
    ]
    assert found.clause
    assert found.clause.text[found.start : found.end] == "should"
    assert (found.old, found.new) == ("shall", "should")
    assert found.about.startswith("draft2 2: States should")
    assert agreed(OLD.replace("shall report", "should report"), "1", "3") == []


def test_a_sign_is_editorial() -> None:
    (found,) = agreed(OLD.replace("burnt in", "burnt, in"), "2")
    assert found.rule == "agreed/editorial"
    assert found.message == "agreed in draft2 as 2, and touched since: U+002C COMMA inserted after “at was burnt”"
    (found,) = agreed(OLD.replace("burnt in", "burnt, in").replace("posts", "poles"), "2")
    assert found.rule == "agreed/changed"
    assert (found.old, found.new) == ("posts", "poles"), "the change of substance is shown"


def test_agreed_text_that_is_gone_is_shown_behind_what_stood_before_it() -> None:
    (found,) = agreed(OLD.replace(OLD[OLD.index("2. ") : OLD.index("3. ")], "").replace("3. ", "2. "), "2")
    assert found.message == "agreed in draft2 as 2, and gone: “2. States shall report on the oil that was …”"
    assert found.clause
    assert found.clause.citation == "1"


def test_a_split_and_a_merge_are_changes() -> None:
    split = OLD.replace("towns and on", "towns.\n\n3. They report on").replace("3. The chair", "4. The chair")
    (found,) = agreed(split, "2")
    assert found.message.startswith("agreed in draft2 as 2, and split into 2 + 3: ")
    (found,) = agreed(MERGED.replace("3. The", "2. The"), "1", "2")
    assert found.message.startswith("agreed in draft2 as 1 + 2, and merged into 1: ")


def test_what_the_old_draft_marks_as_agreed() -> None:
    new = OLD.replace("the lamps. [agreed]", "all lamps. [agreed]").replace("shall report", "should report")
    assert [found.message for found in marked_as_agreed(subject(new, OLD))] == [
        "agreed in old as 1, and changed since: “the” became “all”"
    ]
    before, now = version(OLD, "draft2"), version(new, "new")
    twice = subject(now, OLD, settings=rules(agreed={"draft2": ("1",)}), agreed=(compare(before, now),))
    assert list(marked_as_agreed(twice)) == [], "what the configuration lists is reported once"
    assert list(marked_as_agreed(subject(new))) == []


# Claimed to be the same


def same(new: str, old: str = OLD) -> list[RawFinding]:
    now = version(new, "new")
    return list(silent(subject(now, same=compare(version(old), now))))


def test_the_same_text_has_nothing_silent() -> None:
    assert same(OLD) == []
    assert list(silent(subject(OLD))) == []


SILENT = {
    "a word": (("shall report", "should report"), "silent/changed", "“shall” became “should”", ("shall", "should")),
    "a comma": (
        ("year to", "year, to"),
        "silent/editorial",
        "U+002C COMMA inserted after “f every year”",
        ("", ","),
    ),
    "an apostrophe": (
        ("a word on", "a word’s on"),
        "silent/changed",
        "“word” became “word’s”",
        ("word", "word’s"),
    ),
}


@pytest.mark.parametrize("name", SILENT)
def test_any_difference_is_silent(name: str) -> None:
    (before, after), rule, message, words = SILENT[name]
    (found,) = same(OLD.replace(before, after))
    assert (found.rule, found.message, (found.old, found.new)) == (rule, message, words)
    assert found.clause
    assert found.clause.text[found.start : found.end] == (words[1] or found.clause.text[found.start])


def test_clauses_that_are_gone_or_new_or_numbered_otherwise() -> None:
    without = OLD[: OLD.index("3. The")]
    assert messages(same(without)) == [("silent/changed", "gone: “3. The chair opens every meeting with a word …”")]
    assert messages(same(OLD, without)) == [
        ("silent/changed", "not in old: “3. The chair opens every meeting with a word …”")
    ]
    assert messages(same(OLD.replace("3. The", "5. The"))) == [("silent/changed", "numbered 5., in old 3.")]


def test_a_moved_and_a_merged_clause() -> None:
    first, second, third = OLD.split("\n\n")[1:]
    moved = f"Draft declaration\n\n1. {third[3:].strip()}\n\n2. {first[3:]}\n\n3. {second[3:]}\n"
    said = [message for _, message in messages(same(moved))]
    assert "stands in another place than in old" in said
    merged = [message for _, message in messages(same(MERGED.replace("3. The", "2. The")))]
    assert "1 + 2 of old is 1 here" in merged


def test_words_and_signs_of_one_clause_are_two_findings() -> None:
    found = same(OLD.replace("shall report", "should report").replace("burnt in", "burnt, in"))
    assert [each.rule for each in found] == ["silent/changed", "silent/editorial"]


# Watched


def watching(new: str, *watched: str, old: str = "", terms: tuple[str, ...] = ()) -> list[str]:
    first, now = version(OLD, "draft1"), version(new, "new")
    settings = rules(watch=Watch({"draft1": watched}, terms))
    context: dict[str, Any] = {"settings": settings, "watched": (compare(first, version(old, "old") if old else now),)}
    context_of = subject(now, old, **context)
    return [found.message for found in (*watched_clauses(context_of), *watched_terms(context_of))]


def test_a_watched_clause_that_changed() -> None:
    assert watching(OLD, "2") == []
    changed = OLD.replace("shall report", "should report")
    assert watching(changed, "2") == ["watched (draft1 2): modified: “shall” became “should”"]
    assert watching(changed, "1") == []
    gone = OLD[: OLD.index("3. The")]
    assert watching(gone, "3") == ["watched (draft1 3): gone, “3. The chair opens every meeting with a word …”"]


def test_a_watched_clause_is_followed_to_the_old_draft_and_from_there() -> None:
    changed = OLD.replace("shall report", "should report")
    assert watching(changed, "2", old=changed) == []
    assert watching(changed, "2", old=OLD) == [
        "watched (draft1 2), “2. States shall report on the oil that was …”: modified: “shall” became “should”"
    ]


def test_a_watched_term() -> None:
    new = OLD.replace("the oil", "the pure oil")
    assert watching(new, old=OLD, terms=("pure oil",)) == ["watched: “pure oil” inserted (0 → 1)"]
    assert watching(OLD, old=new, terms=("pure oil",)) == ["watched: “pure oil” deleted (1 → 0)"]
    assert watching(new, old=new, terms=("pure oil",)) == []
    gone = OLD[: OLD.index("3. The")]
    assert watching(gone, old=OLD, terms=("wick*",)) == ["watched: “wick*” deleted with 3 of old (1 → 0)"]
    assert watching(new, terms=("pure oil",)) == []
