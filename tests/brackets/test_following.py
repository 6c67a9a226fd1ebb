"""Where the words and bracket signs of an old text are in the new one."""

from __future__ import annotations

import pytest

from cdiff.comparing import compare
from cdiff.features.brackets import mark_up
from cdiff.features.brackets.following import LIGHT, WORD, Token, cheapest, follow
from cdiff.features.brackets.model import TextPlace
from tests.brackets.texts import document


def kept(old: str | list[str], new: str | list[str]) -> list[str]:
    """Write the words of the old text, those that are gone in angle brackets, those that came behind a plus."""
    sides = [document(*([side] if isinstance(side, str) else side)) for side in (old, new)]
    found = follow(compare(*sides), (mark_up(sides[0]), mark_up(sides[1])))
    out = [piece.token.text if piece.place in found.to else f"<{piece.token.text}>" for piece in found.words[0]]
    there = set(found.to.values())
    return [*out, *(f"+{piece.token.text}" for piece in found.words[1] if piece.place not in there)]


FOLLOWED = {
    "nothing changed": ("Parties [shall] act", "Parties [shall] act", "Parties shall act"),
    "a bracket closed": ("Parties [shall] act", "Parties shall act", "Parties shall act"),
    "a bracket deleted": ("Parties [promptly] act", "Parties act", "Parties <promptly> act"),
    "the second option kept whole": (
        "[Option 1: States shall act] [Option 2: States should act]",
        "States should act",
        "<States> <shall> <act> States should act",
    ),
    "a number filled in": ("within [30] days", "within [45] days", "within <30> days +45"),
    "a plural sign taken up": ("State[s] act", "States act", "State s act"),
    "a name that goes in passing": ("[EU: Parties shall act]", "Parties shall act", "Parties shall act"),
}


@pytest.mark.parametrize("name", FOLLOWED)
def test_words_are_followed_through_brackets(name: str) -> None:
    old, new, expected = FOLLOWED[name]
    assert " ".join(kept(old, new)) == expected


def test_words_that_came_are_found_between_the_old_places_around_them() -> None:
    old, new = document("Parties [shall] act now"), document("Parties [shall always] act now")
    found = follow(compare(old, new), (mark_up(old), mark_up(new)))
    assert [piece.token.text for piece in found.came_within(TextPlace(0, 8), TextPlace(0, 14))] == ["always"]
    assert found.came_within(TextPlace(0, 16), TextPlace(0, 22)) == []
    assert found.guessed == frozenset()


def tokens(text: str) -> list[Token]:
    return [Token(word, word, WORD if word.isalpha() else LIGHT) for word in text.split()]


def test_the_search_skips_what_can_be_left_out_and_prefers_to_replace_over_deleting_and_inserting() -> None:
    path = cheapest(tokens("a [ b c ] d"), tokens("a d"), {1: [5]})
    assert path is not None
    assert path.partner == [0, -1, -1, -1, -1, 1]
    assert path.came == []
    path = cheapest(tokens("a b c"), tokens("a x c"), {})
    assert path is not None
    assert (path.partner, path.came) == ([0, -1, 2], [(1, 1)])


def test_the_search_gives_up_at_its_limit() -> None:
    old, new = tokens("a b c d e f"), tokens("u v w x y z")
    assert cheapest(old, new, {}, limit=3) is None
    assert cheapest(old, old, {}, limit=3) is not None


def test_a_long_text_is_cut_where_words_stand_once_and_gives_the_same() -> None:
    words = [f"w{number}" for number in range(150)]
    old = [Token(word, word, WORD) for word in words]
    new = [*old[:70], Token("new", "new", WORD), *old[71:]]
    path = cheapest(old, new, {})
    assert path is not None
    assert path.partner == [*range(70), -1, *range(71, 150)]
    assert [at for _, at in path.came] == [70]
