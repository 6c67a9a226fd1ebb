"""The words by which marks of negotiation are recognised, and what a user puts on top of them."""

from __future__ import annotations

import re

import pytest

from cdiff.features.brackets.conventions import any_of, built_in, conventions, fold


@pytest.mark.parametrize("name", ["EU", "the EU", " Switzerland ", "côte d’ivoire", "Cote d'Ivoire"])
def test_a_party_is_known_in_any_spelling(name: str) -> None:
    assert built_in().knows(name) is (name != "Cote d'Ivoire")


def test_a_user_adds_parties_and_replaces_the_words_of_status() -> None:
    ours = conventions(["Ruritania"], {"agreed": ["clean", "clean for now"]}, {"Yellow": "clean"})
    assert ours.knows("ruritania")
    assert ours.knows("EU")
    assert not built_in().knows("Ruritania")
    assert ours.status == (("clean for now", "agreed"), ("clean", "agreed"))
    assert dict(ours.highlight) == {"yellow": "clean"}
    assert conventions().status == built_in().status
    again = conventions(highlight={"green": "agreed"}, base=ours)
    assert dict(again.highlight) == {"yellow": "clean", "green": "agreed"}


def test_a_meaning_means_itself_and_other_words_mean_nothing() -> None:
    ours = conventions(status={"agreed": ["Clean"], "pending": ["parked"]})
    assert [ours.meaning(word) for word in ("CLEAN", "agreed", "parked", "closed")] == [
        "agreed",
        "agreed",
        "pending",
        "",
    ]


def test_names_fold_case_spaces_and_apostrophes() -> None:
    assert fold("  Côte  d’Ivoire ") == "côte d'ivoire"


def test_a_pattern_for_words_takes_the_longest_and_any_space() -> None:
    pattern = any_of(["ad ref", "agreed", "agreed ad ref", "chair's text"])
    assert re.match(pattern, "agreed  ad\nref")[0] == "agreed  ad\nref"  # type: ignore[index]
    assert re.fullmatch(pattern, "chair’s text")
    assert not re.fullmatch(pattern, "agreedad ref")
