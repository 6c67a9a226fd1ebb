"""The normal form, as tables."""

from __future__ import annotations

import pytest

from cdiff.parsing.normalise import join, normalise

SAME = [
    "plain words",
    "gender- and child-sensitive",
    "age- or disability-related",
    "pré- et post-natal",
    "a dash - alone",
    "2015 - 2030",
    "Members States , with the source's own slips",
    "l’enfant “cité”",
    "100 % of €5",
    "زائد",
    "移民",
    "a\u200db",  # a joiner shapes letters in Persian and Hindi; it is no layout
]

CHANGED = {
    "  ends  ": "ends",
    "a\u00a0 b": "a b",
    "a \u00a0b": "a b",
    "a\u2009b\u202fc\u3000d": "a b c d",
    "a\tb\u2028c\u0085d": "a b c d",
    "evidence- based": "evidence-based",
    "evidence-\u00a0 based": "evidence-based",
    "soft\u00adhyphen": "softhyphen",
    "zero\u200bwidth\u2060\ufeff": "zerowidth",
    "e\u0301": "é",
    "A\u030angstro\u0308m": "Ångström",
    "a- b- c": "a-b-c",
    "\u00a0\u00a0": "",
    "": "",
}

INVISIBLE_BETWEEN = ["e\u200b\u0301", "e\u00ad\u0301", "\u1100\u2060\u1161"]


@pytest.mark.parametrize("text", SAME)
def test_what_stays(text: str) -> None:
    assert normalise(text) == text


@pytest.mark.parametrize(("text", "normal"), CHANGED.items())
def test_what_is_layout(text: str, normal: str) -> None:
    assert normalise(text) == normal


@pytest.mark.parametrize("text", INVISIBLE_BETWEEN)
def test_signs_that_meet_when_the_invisible_one_goes_are_composed(text: str) -> None:
    assert len(normalise(text)) == 1


@pytest.mark.parametrize(
    ("first", "second", "whole"),
    [
        ("the rights", "of all", "the rights of all"),
        ("evidence-", "based", "evidence-based"),
        ("gender-", "and child-sensitive", "gender- and child-sensitive"),
        ("", "alone", "alone"),
        ("alone", "", "alone"),
    ],
)
def test_two_parts_of_a_sentence(first: str, second: str, whole: str) -> None:
    assert join([first, second]) == whole
