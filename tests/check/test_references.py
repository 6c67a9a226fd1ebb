"""References through drafts: what is missing, what a renumbering shifted, titles, footnotes."""

from __future__ import annotations

import pytest

from cdiff.features.check.context import CheckContext
from cdiff.features.check.references import footnotes, missing, mistitled, shifted
from tests.check.checking import subject

TOPICS = ("Lamps shall be of iron.", "Posts shall be of wood.", "Oil shall be pure.", "Wicks shall be long.")
MORE = ("Keepers shall be sober at night.", "Fees are paid in May each year.", "Papers are kept for seven years.")


def treaty(*articles: str) -> str:
    """Number some articles of one paragraph."""
    body = (f"Article {at}\n\nTitle {text.split()[0]}\n\n1. {text}\n" for at, text in enumerate(articles, 1))
    return "AGREEMENT ON LAMPS\n\n" + "\n".join(body)


def moved(old: str, new: str, *, before: int = 1) -> list[str]:
    """Insert an article and return the references said to be shifted in the last one, which changed from old to new."""
    was = (*TOPICS, *MORE[:1], f"Parties act under {old} at dawn in every town.")
    now = [*TOPICS, *MORE[:1], f"Parties act under {new} at dawn in every town."]
    now.insert(before, "Carriers shall walk on the left side of every street.")
    context = subject(treaty(*now), treaty(*was), profile="articles")
    return [found.new for found in shifted(context)]


RIGHT = {
    "one number": ("article 2", "article 3"),
    "a list": ("articles 2 and 3", "articles 3 and 4"),
    "a longer list": ("articles 2, 3 and 4", "articles 3, 4 and 5"),
    "a range": ("articles 2 to 4", "articles 3 to 5"),
    "a range with a dash": ("articles 2–4", "articles 3–5"),
    "a list that grew": ("articles 3 and 4", "articles 2, 4 and 5"),
    "a list that shrank": ("articles 2, 3 and 4", "articles 3 and 5"),
    "one that became a list": ("article 2", "articles 2 and 3"),
    "a paragraph of an article": ("article 2 (1) or article 3 (1)", "article 3 (1) or article 4 (1)"),
    "an article before the new one": ("article 1", "article 1"),
    "another text's": ("article 2 of the Convention", "article 2 of the Convention"),
    "with its title": ("article 2 (Title Carriers)", "article 2 (Title Carriers)"),
}
WRONG = {
    "one number": ("article 2", "article 2", ["article 2"]),
    "a list": ("articles 2 and 3", "articles 2 and 3", ["article 2", "article 3"]),
    "one of a list": ("articles 2, 3 and 4", "articles 3, 4 and 4", ["article 4"]),
    "the first of a list": ("articles 2, 3 and 4", "articles 2, 4 and 5", ["article 2"]),
    "the end of a range": ("articles 2 to 4", "articles 3 to 4", ["article 4"]),
    "a paragraph of an article": ("article 2 (1)", "article 2 (1)", ["article 2 (1)"]),
    "one of a list that shrank": ("articles 2, 3 and 4", "articles 2 and 5", ["article 2"]),
}


@pytest.mark.parametrize("name", RIGHT)
def test_what_went_along_is_right(name: str) -> None:
    assert moved(*RIGHT[name]) == []


@pytest.mark.parametrize("name", WRONG)
def test_what_was_forgotten_is_found(name: str) -> None:
    old, new, expected = WRONG[name]
    assert moved(old, new) == expected


def test_a_range_around_the_new_article_names_it_too() -> None:
    assert moved("articles 1 to 4", "articles 1 to 5", before=2) == []
    assert moved("articles 1 to 4", "articles 1 to 4", before=2) == ["article 4"]


def test_where_a_clause_went_is_said() -> None:
    old = treaty(*TOPICS, "Parties act under article 2 at dawn.")
    new = treaty(TOPICS[0], *TOPICS[2:], "Parties act under article 2 at dawn.")
    ((found),) = shifted(subject(new, old, profile="articles"))
    assert found.message.endswith("which was deleted; it now names “Article 2. Title Oil”")
    swapped = treaty(TOPICS[0], TOPICS[2], TOPICS[1], TOPICS[3], "Parties act under article 2 at dawn.")
    ((found),) = shifted(subject(swapped, old, profile="articles"))
    assert "“article 2” named “Article 2. Title Posts”, which is now article 3" in found.message


def test_an_article_in_the_place_of_a_deleted_one_may_be_meant() -> None:
    old = treaty(*TOPICS, "Parties act under article 2 at dawn.")
    new = treaty(
        TOPICS[0], "Carriers walk on the left side of streets.", *TOPICS[2:], "Parties act under article 2 at dawn."
    )
    assert list(shifted(subject(new, old, profile="articles"))) == []


# Missing


def absent(text: str, *more: str) -> list[str]:
    """Return the references of the last article that lead nowhere."""
    return [found.new for found in missing(subject(treaty(*TOPICS, *more, text), profile="articles"))]


MISSING = {
    "Parties act under article 9.": ["article 9"],
    "Parties act under articles 2, 8 and 9.": ["article 8", "article 9"],
    "Parties act under article 9 of this Agreement.": ["article 9"],
    "Parties act under article 9 of the present Agreement.": ["article 9"],
    "Parties act under article 2, paragraph 1.": [],
    "Parties act under Part XV, section 2, of the Convention.": [],
    "Parties act under article 8 or article 9 of the Convention.": [],
    "Parties act under article 8 and under article 9 of Directive 12/34/EC.": [],
    "Parties act under article 8, article 9 and article 10 of the Convention.": [],
    "Parties act under article 9(1), first subparagraph, of the Convention.": [],
    "Parties act under article 9 (1), second sentence, of Law 12.": [],
    "Parties act under articles 7, 8 and 9 of Law 12.": [],
    "Parties act under Annex II to that Agreement.": [],
    "Parties act under Title III, chapter 2, of the said Code.": [],
    "Parties act. Article 9 Good faith.": [],
    "In article 9, insert “and all others”.": [],
    "Article 9 is hereby repealed.": [],
    "Parties act under article 9, and article 8 of the Convention is kept.": [],
}


@pytest.mark.parametrize("text", MISSING)
def test_what_the_text_does_not_have(text: str) -> None:
    assert absent(text) == MISSING[text]


def test_what_is_quoted_is_of_another_text() -> None:
    text = treaty(
        *TOPICS,
        "This is added:\n\n“A Party acts under article 9.\n\nIt acts again under article 8.”\n\nSee article 7.",
    )
    assert [found.new for found in missing(subject(text, profile="articles"))] == ["article 7"]
    unclosed = treaty(
        *TOPICS, "The following is added:\n\n“A Party acts under article 9.\n\nIt acts again under article 8."
    )
    assert [found.new for found in missing(subject(unclosed, profile="articles"))] == ["article 8"]


def test_what_a_reference_meant_is_said() -> None:
    old = treaty(*TOPICS, *MORE, "Parties act under article 7 at dawn.")
    new = treaty(*TOPICS, "Parties act under article 7 at dawn.")
    (found,) = missing(subject(new, old, profile="articles"))
    assert (
        found.message
        == "“article 7” does not exist in this text; in old it was “Article 7. Title Papers”, which was deleted"
    )
    renumbered = treaty(*TOPICS, MORE[2], "Parties act under article 7 at dawn.")
    (found,) = missing(subject(renumbered, old, profile="articles"))
    assert found.message.endswith("which is now article 5")


# Titles


def titles(text: str) -> list[str]:
    return [found.message for found in mistitled(subject(treaty(*TOPICS, text), profile="articles"))]


def test_a_title_of_another_clause_is_found() -> None:
    said = "“article 3 (Title Lamps)”: article 3 is “Article 3. Title Oil”, and “Title Lamps” is article 1"
    assert titles("Parties act under article 3 (Title Lamps).") == [said]
    assert titles("Parties act under article 1 (Title Lamps).") == []
    assert titles("Parties act under article 3 (as amended).") == []


# Footnotes

NOTED = "A draft\n\n1. Lamps are lit[^1] and dark[^2].\n\n[^1]: A first note.\n\n[^2]: A second note.\n"


def marks(context: CheckContext) -> list[tuple[str, str]]:
    return [(found.rule, found.message) for found in footnotes(context)]


def test_marks_and_notes_that_belong_together() -> None:
    assert marks(subject(NOTED)) == []


def test_a_mark_without_a_note() -> None:
    assert marks(subject(NOTED.replace("[^2]: A second note.\n", ""))) == [("references/note", "mark 2 has no note")]


def test_a_note_without_a_mark_is_shown_where_it_was() -> None:
    new = NOTED.replace("dark[^2]", "dark")
    (found,) = footnotes(subject(new, NOTED))
    assert found.rule == "references/mark"
    assert found.clause
    assert found.clause.citation == "1"


def test_numbered_paragraphs_are_no_notes() -> None:
    text = "A draft\n\nLamps are lit.\n\n138. All lamps are lit.\n\n139. No lamp is dark.\n"
    assert marks(subject(text)) == []
