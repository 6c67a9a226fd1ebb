"""What only says "(Unchanged)" stands for the clause of its place."""

from __future__ import annotations

import pytest

from cdiff import align
from cdiff.comparing import compare
from cdiff.comparing.alignment.placeholders import is_placeholder
from tests.support import parsed

RULES = ("The prefect keeps the register.", "The minister shall publish the list.", "A decree sets fees.")
OLD = "Article 11\n\n" + "\n\n".join(f"{number}. {text}" for number, text in enumerate(RULES, 1))
PLACEHOLDERS = [
    "(Unchanged)",
    "[no change]",
    "– deleted –",
    "(Sans modification)",
    "Supprimé.",
    "gestrichen",
    "删除",
    "(حذف)",
]


@pytest.mark.parametrize("text", [*PLACEHOLDERS, "Paragraph 3 – unchanged"])
def test_a_placeholder_in_any_print(text: str) -> None:
    assert is_placeholder(text)


@pytest.mark.parametrize("text", ["", "The text is deleted.", "Deleted files are kept", "changes", "[…]"])
def test_words_that_say_more_are_a_text(text: str) -> None:
    assert not is_placeholder(text)


def pairs(old: str, new: str) -> set[tuple[str, str]]:
    found = compare(parsed(old, "articles"), parsed(new, "articles"))
    return {(change.old[0].citation, change.new[0].citation) for change in found if change.old and change.new}


def test_a_placeholder_stands_for_the_clause_of_its_number() -> None:
    new = OLD.replace("The minister shall publish the list.", "(Unchanged)").replace("A decree sets fees.", "(Deleted)")
    for number in ("2", "3"):
        assert (f"article 11, {number}", f"article 11, {number}") in pairs(OLD, new) & pairs(new, OLD)
    moved = new.replace("2. (Unchanged)", "4. (Unchanged)")
    assert not any(there.endswith("4") for _, there in pairs(OLD, moved))


def test_without_numbers_it_stands_for_what_is_alone_between_its_neighbours() -> None:
    old = ["The prefect keeps the register.", "The minister shall publish it.", "A decree sets the fees of each town."]
    new = [old[0], "[no change]", old[2]]
    assert [(link.old, link.new) for link in align(old, new)] == [((0,), (0,)), ((1,), (1,)), ((2,), (2,))]
    assert [(link.old, link.new) for link in align(new, old)] == [((0,), (0,)), ((1,), (1,)), ((2,), (2,))]
    assert [link.old for link in align([*old[:2], "They meet in spring at noon.", old[2]], new)] == [(0,), (3,)]
