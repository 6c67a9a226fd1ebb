"""Whether two texts are drafts of one text: a list of amendments and a text of other origin are told, edits are not."""

from __future__ import annotations

import pytest

from cdiff.comparing import compare
from cdiff.comparing.strangers import warnings_of
from tests.support import parsed

BODY = ("The States report each year.", "They meet in the capital.", "Fees are paid in May.", "Papers are public.")
ORDERS = ("In article 1, replace “shall” by “may”.", "Delete paragraph 2.", "After section 3, insert a new one.")


def text(*clauses: str) -> str:
    return "".join(f"{at}. {clause}\n\n" for at, clause in enumerate(clauses, 1))


def told(old: str, new: str) -> tuple[str, ...]:
    comparison = compare(parsed(old), parsed(new))
    return warnings_of(comparison.old.document, comparison.new.document, ("old", "new"), comparison.changes)


@pytest.mark.parametrize(
    ("clauses", "counted"),
    [
        ((*ORDERS, *BODY[:3]), "3 of 6"),
        ((*ORDERS[:2], *BODY[:2]), "2 of 4"),
        ((*ORDERS, *BODY), ""),  # fewer than half
        ((ORDERS[0], BODY[0]), ""),  # one is no list
        (("Replace the lamps.", "Delete the letters.", "Insert the posts."), ""),  # no place is named
        (("Article 1 is old.", "Paragraph 2 is long.", "Section 3 is lost."), ""),  # nothing is to be done
    ],
)
def test_a_list_of_amendments_is_told_on_either_side(clauses: tuple[str, ...], counted: str) -> None:
    said = f"reads as a list of amendments, not as a draft: {counted} clauses say what to replace, delete or insert"
    for pair, label in (((text(*clauses), text(*BODY)), "old"), ((text(*BODY), text(*clauses)), "new")):
        found = [each for each in told(*pair) if "amendments" in each]
        assert found == ([f"{label} {said}; none was applied"] if counted else [])


def test_two_lists_of_amendments_are_drafts_of_one() -> None:
    assert told(text(*ORDERS), text(*ORDERS[:2], "In article 4, replace “six” by “ten”.")) == ()


NUMERALS = "one two three four five six seven eight nine ten".split()


def words(count: int, letter: str) -> list[str]:
    """Give words that no other letter's have in common, in clauses of ten."""
    return [" ".join(f"{letter}{name}{at}" for name in NUMERALS) for at in range(count // 10)]


def test_of_texts_of_less_than_thirty_words_nothing_is_said() -> None:
    assert told(text(*words(20, "a")), text(*words(20, "b"))) == ()
    (said,) = told(text(*words(30, "a")), text(*words(30, "b")))
    assert said.startswith("the two texts have hardly a word in common (")


def test_a_tenth_of_the_words_of_the_shorter_text_makes_a_draft() -> None:
    old = text(*words(90, "a"), *words(10, "x"))
    assert told(old, text(*words(200, "b"), *words(10, "x"))) == ()
    assert len(told(text("more", *words(90, "a"), *words(10, "x")), text(*words(200, "b"), *words(10, "x")))) == 1
