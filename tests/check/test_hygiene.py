"""Hygiene: what is invisible, looks like something else, stands twice, or is set in two ways."""

from __future__ import annotations

import pytest

from cdiff.core.model import Caution, Clause, Document, Version
from cdiff.features.check.hygiene import doubled, endings, lookalikes, quotes, reading_doubts, spacing, unseen
from cdiff.features.check.model import SourceLine
from tests.check.checking import subject

HEAD = "Draft declaration of the States\n\n"


def clauses(*texts: str) -> Version:
    return Version(
        "new",
        Document(tuple(Clause(str(at), "paragraph", f"{at}.", text, line=at) for at, text in enumerate(texts, 1))),
    )


INVISIBLE = {
    "a zero-width space in a word": ("The lam\u200bps are lit.", [("hygiene/invisible", 8)]),
    "a zero-width space beside a slash": ("The and/\u200bor lamps.", []),
    "a soft hyphen in a word": ("The lam\u00adps are lit.", []),
    "a soft hyphen beside a space": ("The \u00adlamps are lit.", [("hygiene/invisible", 5)]),
    "a byte order mark": ("The \ufefflamps are lit.", [("hygiene/invisible", 5)]),
    "a turned text": ("The \u202elamps are lit.", [("hygiene/direction", 5)]),
    "a mark between Latin letters": ("The \u200elamps are lit.", [("hygiene/direction", 5)]),
    "a mark beside Hebrew": ("The \u200eשלום lamps.", []),
    "an override beside Hebrew": ("The \u202eשלום lamps.", [("hygiene/direction", 5)]),
    "an embedding beside Hebrew": ("The \u202bשלום\u202c lamps.", []),
    "a joiner in Persian": ("می\u200cروم", []),
    "a joiner in Latin": ("The lam\u200dps are lit.", [("hygiene/invisible", 8)]),
    "a joiner behind a picture and its colour": ("The 👩🏽\u200d🚒 lamps.", []),
    "a joiner far from a picture": ("The a\u200db 👩 lamps.", [("hygiene/invisible", 6)]),
    "a joiner in a picture": ("The 👩\u200d🚒 lamps.", []),
    "a variation selector behind a picture": ("The ☀\ufe0f lamps.", []),
    "a variation selector behind a letter": ("The a\ufe0f lamps.", [("hygiene/invisible", 6)]),
}


@pytest.mark.parametrize("name", INVISIBLE)
def test_an_invisible_character(name: str) -> None:
    text, expected = INVISIBLE[name]
    context = subject(clauses(text), received=(SourceLine(1, text),))
    assert [(found.rule, found.column) for found in unseen(context)] == expected


def test_what_is_said_of_an_invisible_character() -> None:
    text = "The lam\u200bps of our tow\u200bn are lit."
    (found,) = unseen(subject(clauses("Oil.", text), received=(SourceLine(1, "Oil."), SourceLine(2, text))))
    assert found.message == "an invisible character, U+200B ZERO WIDTH SPACE, 2 times, after “The lam”"
    assert (found.clause and found.clause.citation, found.line, found.column) == ("2", 2, 8)
    assert (found.new, found.about) == ("\u200b", "U+200B ZERO WIDTH SPACE")
    (first,) = unseen(subject(clauses("\ufeffOil."), received=(SourceLine(1, "\ufeffOil."),)))
    assert first.message == "an invisible character, U+FEFF ZERO WIDTH NO-BREAK SPACE"
    (before,) = unseen(subject(clauses("Oil."), received=(SourceLine(0, "a\ufeffb"), SourceLine(1, "Oil."))))
    assert before.clause is None


def test_without_the_source_the_clauses_are_searched() -> None:
    assert [found.column for found in unseen(subject(clauses("Oil.", "The \ufefflamps."), received=()))] == [5]


def rules_of(text: str) -> list[str]:
    return [found.message for found in doubled(subject(HEAD + text))]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("1. The the lamps are lit in the town of the States.", "The the"),
        ("1. The lamps lamps are lit in the town of the States.", "lamps lamps"),
        ("1. OF OF the States and of the people in the town.", "OF OF"),
    ],
)
def test_a_word_twice(text: str, words: str) -> None:
    assert rules_of(text) == [f"“{words}”: the same word twice"]


@pytest.mark.parametrize(
    "text",
    [
        "1. The States that that committee named are in the town.",
        "1. The town of Wagga Wagga is in the list of the States.",
        "1. The lamps' lamps are lit in the town of the States.",
        "1. The lamps are lit-lit in the town of the States.",
        "1. A a. States act in the town and in the list.",
    ],
)
def test_a_word_twice_on_purpose(text: str) -> None:
    assert rules_of(text) == []


def test_what_a_language_repeats() -> None:
    french = "Projet\n\n1. Les États que vous vous donnez sont dans la liste des peuples pour la paix.\n"
    assert list(doubled(subject(french))) == []
    english = HEAD + "1. The States, vous vous, are in the list of the people and of the towns.\n"
    assert len(list(doubled(subject(english)))) == 1


def test_a_letter_of_another_alphabet() -> None:
    (found,) = lookalikes(subject(clauses("The lаmps of the States are in the town and of the people.")))
    assert found.message == "“lаmps” holds U+0430 CYRILLIC SMALL LETTER A, which looks like a letter of “lamps”"
    assert (found.start, found.end) == (4, 9)
    whole = "The States are in the town of the people and of the сосо."
    assert [each.new for each in lookalikes(subject(clauses(whole)))] == ["сосо"]
    assert list(lookalikes(subject(clauses("The States are in the town of the people, а.")))) == []
    assert list(lookalikes(subject(clauses("The word „Москва“ is in the list of the States.")))) == []
    russian = "Государства и стороны договорились о том, что сосо находится в городе и в стране."
    assert list(lookalikes(subject(clauses(russian)))) == []
    (wide,) = lookalikes(subject(clauses("The ｌamps of the States are in the town.")))
    assert "“lamps”" in wide.message


def test_quotation_marks_of_two_kinds() -> None:
    (found,) = quotes(subject(clauses("A “lamp” is lit.", 'A "post" is green.', "“Oil” and “wicks”.")))
    assert found.message == "2 straight quotation marks beside 6 curly ones; the straight ones: 2"
    assert (found.start, found.end, found.new, found.about) == (2, 3, '"', "straight")
    (other,) = quotes(subject(clauses('A "lamp" is "lit".', "A “post” is green.")))
    assert other.message.startswith("2 curly quotation marks beside 4 straight ones; the curly ones: 2")
    (even,) = quotes(subject(clauses('A "lamp".', "A “post”.")))
    assert even.about == "straight"
    assert list(quotes(subject(clauses("A “lamp” is lit.")))) == []
    many = clauses(*['A "lamp".'] * 7, *["“A” “post” “is” “green”."] * 3)
    (found,) = quotes(subject(many))
    assert found.message.endswith("the straight ones: 1, 2, 3, 4, 5 and 2 more")


@pytest.mark.parametrize(
    ("text", "words"),
    [("The lamps , and posts.", "lamps ,"), ("They act ;", "act ;"), ("It ends (now) .", "(now) .")],
)
def test_a_space_before_a_sign(text: str, words: str) -> None:
    (found,) = spacing(subject(clauses(text)))
    assert (found.new, text[found.start : found.end]) == (words, words)
    assert found.message == f"“{words}”: a space before “{words[-1]}”"


def test_a_space_that_belongs_there() -> None:
    assert list(spacing(subject(clauses("It costs .50 in all.", "See . . . below.")))) == []
    french = "Projet\n\n1. Les États se réunissent dans la ville pour la paix ; les peuples sont libres .\n"
    assert [found.new for found in spacing(subject(french))] == ["libres ."]


SENTENCE = "The States act in the town and in all of the land{}"


def test_a_full_stop_that_is_missing() -> None:
    texts = [SENTENCE.format(".")] * 19
    (found,) = endings(subject(clauses(*texts, SENTENCE.format(""))))
    assert found.message == "no full stop after “of the land”"
    assert found.clause
    assert found.clause.citation == "20"
    assert list(endings(subject(clauses(*texts[1:], SENTENCE.format(""))))) == [], "too few to be a style"
    assert list(endings(subject(clauses(*texts, *[SENTENCE.format("")] * 2)))) == [], "more than an oversight"
    for end in (".”", ".[^3]", ";", ":", "!", "?", "…", ".)"):
        assert list(endings(subject(clauses(*texts, SENTENCE.format(end))))) == []
    short = "The States act in all of the land of lamps"
    assert short.count(" ") == 9
    assert list(endings(subject(clauses(*texts, SENTENCE.format("."), short)))) == [], "a title"


def test_doubts_about_the_reading() -> None:
    version = clauses("Lamps.", "Posts.")
    doubts = (
        Caution("a table is cut", 2),
        Caution("profile plain", 1),
        Caution("numbering of 3", 1),
        Caution("odd", 0),
    )
    context = subject(version, document=Document(version.document.clauses, warnings=doubts))
    found = list(reading_doubts(context))
    assert [(each.message, each.clause and each.clause.citation, each.line) for each in found] == [
        ("a table is cut", "2", 2),
        ("odd", None, 0),
    ]
