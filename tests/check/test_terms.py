"""Terms: required, forbidden, gone, spelled in two ways, defined twice, never used, no longer defined."""

from __future__ import annotations

import pytest

from cdiff.core.errors import ConfigError
from cdiff.features.check.model import RawFinding
from cdiff.features.check.settings import Terms
from cdiff.features.check.terms import defined, definitions, forbidden, gone, lost, required, undefined, variants
from tests.check.checking import rules, subject
from tests.support import parsed

HEAD = "Draft\n\n"


def text(*paragraphs: str) -> str:
    return HEAD + "\n\n".join(f"{at}. {words}" for at, words in enumerate(paragraphs, 1)) + "\n"


def said(found: RawFinding) -> tuple[str, str]:
    """Return the clause and the message of a finding."""
    return (found.clause.citation if found.clause else "", found.message)


def test_required_and_forbidden_terms() -> None:
    settings = rules(terms=Terms(required=("human right*", "oil lamp"), forbidden=("candle*",)))
    context = subject(text("Human rights are kept.", "Candles and a candle are dark."), settings=settings)
    assert [said(each) for each in required(context)] == [("", "“oil lamp” is required and missing")]
    found = list(forbidden(context))
    assert [said(each) for each in found] == [
        ("2", "“Candles” is forbidden (candle*)"),
        ("2", "“candle” is forbidden (candle*)"),
    ]
    assert [(each.start, each.end) for each in found] == [(0, 7), (14, 20)]


def test_a_term_that_must_stay() -> None:
    old = text("Lamps are lit.", "Candles burn.", "A candle is dark.")
    settings = rules(terms=Terms(keep=("candle*", "torch*")))
    new = text("Lamps are lit.", "Wicks burn.", "A wick is dark.")
    assert [said(each) for each in gone(subject(new, old, settings=settings))] == [
        ("2", "“candle*” was deleted from the text; in old it stood in 2, 3")
    ]
    assert list(gone(subject(old, old, settings=settings))) == []
    assert list(gone(subject(new, settings=settings))) == []


def test_a_term_that_is_not_understood_names_the_configuration() -> None:
    settings = rules(terms=Terms(required=("*",)), where="cdiff.toml")
    with pytest.raises(ConfigError, match=r"cdiff\.toml: \[terms\] or watch: "):
        list(required(subject(text("Lamps."), settings=settings)))


VARIANTS = {
    "a pair": (
        ["It is the programme of the States.", "The program and the program of the land run."],
        ["“programme” in 1, and “program” in 2"],
    ),
    "-ise and -ize": (
        ["They organise and organize.", "They organize again."],
        ["“organise” in 1, and “organize” in 1, 2"],
    ),
    "-our and -or": (["It is labour.", "The labor is hard.", "More labour."], ["“labor” in 2, and “labour” in 1, 3"]),
    "at the start of a sentence": (
        ["Organising helps.", "It is organizing."],
        ["“Organising” in 1, and “organizing” in 2"],
    ),
    "a name inside a sentence": (["The Labour Organisation acts.", "It is an organization."], []),
    "words without a second spelling": (["An hour of four tours.", "A tour for hours."], []),
    "one spelling": (["They organize.", "They organize."], []),
    "a hyphen": (
        ["It is decision-making.", "A decision making body."],
        ["“decision making” in 2, and “decision-making” in 1"],
    ),
}


@pytest.mark.parametrize("name", VARIANTS)
def test_two_spellings(name: str) -> None:
    paragraphs, expected = VARIANTS[name]
    assert [found.message for found in variants(subject(text(*paragraphs)))] == expected


def test_two_spellings_in_another_language_are_left_alone() -> None:
    french = text("Les États se réunissent dans le programme de la paix.", "Le program des États est pour les peuples.")
    assert list(variants(subject(french))) == []


def test_configured_spellings() -> None:
    settings = rules(terms=Terms(variants=(("street lamp", "street-lamp"),)))
    context = subject(text("A street lamp.", "A street-lamp.", "A street-lamp."), settings=settings)
    (found,) = variants(context)
    assert found.message == "“street lamp” in 1, and “street-lamp” in 2, 3"
    assert (found.start, found.end, found.about) == (2, 13, "street lamp")


def test_many_places_are_counted() -> None:
    paragraphs = ["They organise."] * 7 + ["They organize."] * 8
    (found,) = variants(subject(text(*paragraphs)))
    assert found.message == "“organise” in 1, 2, 3, 4 and 3 more, and “organize” in 8, 9, 10, 11 and 4 more"


# Definitions

DEFINED = {
    "“Lamp” means a thing of glass.": ["Lamp"],
    "“Lamp” or “Light” means a thing of glass.": ["Lamp"],
    "“Lamp” shall mean a thing of glass.": ["Lamp"],
    "The keepers (hereinafter “the Board”) meet.": ["Board"],
    "The keepers (the “Board”) meet.": ["Board"],
    "The keepers (each a “Keeper,”) meet.": ["Keeper"],
    "“lamp” means a thing of glass.": [],
    "They call it a “Lamp”.": [],
}


@pytest.mark.parametrize("paragraph", DEFINED)
def test_a_definition(paragraph: str) -> None:
    found = definitions(parsed(text(paragraph)))
    assert [each.term for each in found] == DEFINED[paragraph]
    for each in found:
        assert each.term in each.clause.text[each.start : each.end]


def test_defined_twice_and_never_used() -> None:
    context = subject(text("“Lamp” means glass.", "“Lamp” means iron.", "A lamp, a “Wick” and (the “Posts”)."))
    assert [said(each) for each in defined(context)] == [
        ("2", "“Lamp” is defined here and in 1"),
        ("3", "“Posts” is defined but never used"),
    ]
    used = subject(text("“Parties” means States.", "A party acts.", "(the “Class”)", "A class."))
    assert [said(each) for each in defined(used)] == []


def test_a_term_that_has_to_be_defined() -> None:
    context = subject(text("“Lamp” means glass."), settings=rules(terms=Terms(defined=("Lamp", "Wick"))))
    assert [said(each) for each in undefined(context)] == [("", "“Wick” must be defined in the text, and is not")]


OLD = text("“Wick” means a thread.", "“Oil” means what burns.", "Each Wick is long.", "Some Oil is pure.")


def test_a_term_whose_definition_is_gone() -> None:
    new = text("Threads are thin.", "“Oil” means what burns.", "Each Wick is long.", "Some Oil is pure.")
    (found,) = lost(subject(new, OLD))
    assert said(found) == ("3", "“Wick” is used and no longer defined; in old it was defined in 1")
    assert (found.start, found.end) == (5, 9)
    assert list(lost(subject(OLD, OLD))) == []
    assert list(lost(subject(new))) == []


@pytest.mark.parametrize(
    "use", ["The Wick Rules are long.", "Every Long Wick is lit.", "The word “Wick” is old.", "A wick is long."]
)
def test_what_is_no_use_of_a_term(use: str) -> None:
    new = text("Threads are thin.", "“Oil” means what burns.", use, "Some Oil is pure.")
    assert list(lost(subject(new, OLD))) == []


@pytest.mark.parametrize("use", ["It ends. Wicks are long.", "Wick ends are long.", "Many Wicks are long."])
def test_what_is_one(use: str) -> None:
    new = text("Threads are thin.", "“Oil” means what burns.", use, "Some Oil is pure.")
    assert [found.new for found in lost(subject(new, OLD))] == ["Wick"]
