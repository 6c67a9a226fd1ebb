"""Marks of negotiation in one document: what every one of them has, and open brackets by real forms of them."""

from __future__ import annotations

import pytest
from hypothesis import example, given

from cdiff.core.model import Document
from cdiff.features.brackets import mark_up
from cdiff.features.brackets.model import Bracket, Markup, TextPlace
from tests.brackets.texts import document, documents, signs


@given(documents)
@example(document("[Note: a [b] [c", "d] e]"))
@example(document("[agreed", "] x [", "0, 1) [^1"))
def test_every_square_bracket_is_one_thing(given_document: Document) -> None:
    """Contract: each `[` and `]` is the end of one bracket, in one aside, or one fault."""
    found = mark_up(given_document)
    counted = [end for bracket in found for end in (bracket.start, bracket.end)] + [
        fault.place for fault in found.faults
    ]
    every = signs(given_document.clauses)
    counted += [
        TextPlace(*sign) for sign in every for aside in found.asides if aside.start <= TextPlace(*sign) < aside.end
    ]
    assert sorted(counted) == sorted(TextPlace(*sign) for sign in every)


@given(documents)
def test_brackets_are_nested_and_numbered_in_order(given_document: Document) -> None:
    found = mark_up(given_document)
    assert [bracket.number for bracket in found] == list(range(1, len(found.brackets) + 1))
    for bracket in found:
        around = [other for other in found if other.start < bracket.start and bracket.end < other.end]
        crossing = [other for other in found if bracket.start < other.start < bracket.end < other.end]
        assert crossing == []
        assert bracket.depth == len(around) + 1
        assert bracket.parent == (around[-1].number if around else 0)
        assert set(found.inside(bracket)) == {other for other in found if bracket in _around(other, found)}


def _around(bracket: Bracket, found: Markup) -> list[Bracket]:
    parents: list[Bracket] = []
    number = bracket.parent
    while number:
        parents.append(found.bracket(number))
        number = found.bracket(number).parent
    return parents


@given(documents)
def test_options_stand_in_order_and_in_one_choice(given_document: Document) -> None:
    found = mark_up(given_document)
    for choice in found.choices:
        assert len(choice.options) > 1
        places = [option.start for option in choice.options]
        assert places == sorted(places)
    for bracket in found:
        of = [
            choice.number for choice in found.choices for option in choice.options if option.bracket == bracket.number
        ]
        assert of == ([bracket.choice] if bracket.choice else [])


def opened(*texts: str | tuple[str, str, str]) -> list[str]:
    """List the open brackets of a text as `depth content label by | words`."""
    found = mark_up(document(*texts))
    assert not found.faults
    return [
        f"{bracket.depth} {' '.join(filter(None, [bracket.label, ', '.join(bracket.by)]))}| {bracket.text}".replace(
            " |", "|"
        )
        for bracket in found
    ]


BRACKETS = {
    "words": ("Parties [shall] act", ["1| shall"]),
    "nested": ("act [promptly [and effectively]]", ["1| promptly [and effectively]", "2| and effectively"]),
    "three deep": ("[a [b [c]]]", ["1| a [b [c]]", "2| b [c]", "3| c"]),
    "an option with a label": ("[Option 1: Parties shall act.]", ["1 Option 1| Parties shall act."]),
    "a label without a colon": ("[Option A Parties shall act]", ["1 Option A| Parties shall act"]),
    "a label with a dash": ("[Alt 1 – Parties shall act]", ["1 Alt 1| Parties shall act"]),
    "an alternative": ("[Alternative B. Parties act]", ["1 Alternative B| Parties act"]),
    "a bare label": ("[Alt: act]", ["1 Alt| act"]),
    "an alternative by number": ("[OP6alt: Calls upon]", ["1 OP6alt| Calls upon"]),
    "an attribution": ("[EU: Parties shall]", ["1 EU| Parties shall"]),
    "several parties": ("[EU, Mexico: act]", ["1 EU, Mexico| act"]),
    "parties with a slash": ("[USA/Canada: act]", ["1 USA, Canada| act"]),
    "a group": ("[G77 and China: act]", ["1 G77 and China| act"]),
    "supporters": ("[African Group, supported by Norway and the EU: act]", ["1 African Group, Norway, EU| act"]),
    "an abbreviation that no list has": ("[XYZ: act]", ["1 XYZ| act"]),
    "an alternative of a party": ("[US alt: should]", ["1 alt US| should"]),
    "an option of parties": ("[Option 2 (EU, Mexico): act]", ["1 Option 2 EU, Mexico| act"]),
    "a year that is a date": ("by [2030] and by June [2025]", ["1| 2030", "1| 2025"]),
    "a year in part": ("in 20[26], see note[26]", ["1| 26"]),
    "a number": ("[30] days after [50] ratifications", ["1| 30", "1| 50"]),
    "part of a word": ("State[s], Part[y][ies], [in]direct", ["1| s", "1| y", "1| ies", "1| in"]),
    "an omission that is a gap": ("within […] days", ["1| …"]),
    "a word that is also a status": ("terms as mutually [agreed]", ["1| agreed"]),
    "no party": ("[Geneva: a place]", ["1| Geneva: a place"]),
    "a label that is none": ("[Option holders shall vote]", ["1| Option holders shall vote"]),
}


@pytest.mark.parametrize("name", BRACKETS)
def test_an_open_bracket(name: str) -> None:
    text, expected = BRACKETS[name]
    assert opened(text) == expected
