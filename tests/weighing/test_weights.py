"""What matters most: every reason where it holds and where it does not, and the order of the changes."""

from __future__ import annotations

import pytest
from hypothesis import given

from cdiff.comparing import compare
from cdiff.core.model import Touched, Watched, Weighed
from cdiff.weighing import ranked, weigh
from cdiff.weighing.lexicon import lexicon
from cdiff.weighing.weights import title_page
from tests.drafts import pairs
from tests.support import parsed

WORDS = lexicon()
OTHERS = (
    "\n\n8. The lamps of the towns are lit at dusk by the keeper, who is paid for it.\n\n9. The ladders are of wood.\n"
)


def weighed(old: str, new: str) -> list[Weighed]:
    """Weigh the changes between two paragraphs that stand among others."""
    comparison = compare(*(parsed(f"1. {text}{OTHERS}" if text else OTHERS) for text in (old, new)))
    return [each for each in weigh(comparison, WORDS) if each.change.is_change]


def reasons(old: str, new: str) -> dict[str, tuple[int, str]]:
    (only,) = weighed(old, new)
    return {each.name: (each.weight, each.said) for each in only.reasons}


@pytest.mark.parametrize(
    ("old", "new", "name", "weight", "said"),
    [
        ("They report by 30 days of rain.", "They report by 60 days of rain.", "number", 6, "“30” → “60”"),
        ("They report in March to the town.", "They report in April to the town.", "number", 6, "“march” → “april”"),
        ("They pay 1,000 for each lamp.", "They pay 1,500 for each lamp.", "number", 6, "“1,000” → “1,500”"),
        ("The keeper shall clean the lamps.", "The keeper may clean the lamps.", "verb", 7, "“shall” → “may”"),
        ("The keeper shall clean the lamps.", "The keeper should clean the lamps.", "verb", 5, "“shall” → “should”"),
        ("The keeper shall clean it.", "The keeper shall not clean it.", "negation", 6, "“shall” → “shall not”"),
        ("Costs are shared by all towns here.", "Costs are not shared by all towns here.", "negation", 6, "+ “not”"),
        ("Costs are shared by all towns here.", "Costs are shared by towns here.", "scope", 3, "− “all”"),
        ("They share oil with us.", "They share oil, as appropriate, with us.", "qualifier", 3, "+ “as appropriate”"),
        ("They share [wood and] oil with the hills.", "They share oil with the hills.", "bracket", 4, "1 closed"),
        ("They share oil with the hills.", "They share [wood and] oil with the hills.", "bracket", 2, "1 opened"),
        ("", "The keeper shall clean the lamps.", "verb", 4, "+ “shall”"),
        ("", "The keeper shall clean the lamps.", "inserted", 2, ""),
        ("The keeper shall clean the lamps.", "", "deleted", 2, ""),
        ("Oil is kept dry.", "Oil is kept dry in a shed behind the town hall.", "size", 1, "7 words"),
    ],
)  # fmt: skip
def test_a_reason_is_found_and_said(old: str, new: str, name: str, weight: int, said: str) -> None:
    assert reasons(old, new)[name] == (weight, said)


@pytest.mark.parametrize(
    ("old", "new", "name"),
    [
        ("They act as article 5 lays down for towns.", "They act as article 6 lays down for towns.", "number"),
        ("They report by 30 days[^1] of the storm.", "They report by 30 days[^2] of the whole storm.", "number"),
        ("In May they report to the town hall.", "In May they should report to the town hall.", "number"),
        ("Requests of the keeper are read aloud.", "Calls of the keeper are read aloud.", "verb"),
        ("The fee of 5 lamps and 6 ladders is due.", "The fee of 6 ladders and 5 lamps is due.", "number"),
    ],
)
def test_what_is_no_reason(old: str, new: str, name: str) -> None:
    assert name not in reasons(old, new)


def test_a_renaming_and_a_reference_that_follow_weigh_nothing() -> None:
    things = "lamp ladder rope wick glass".split()
    old, new = (
        "".join(f"{at}. The {name} shall clean the {thing} at dusk.\n\n" for at, thing in enumerate(things, 1))
        for name in ("Keeper", "Warden")
    )
    found = weigh(compare(parsed(old), parsed(new)), WORDS)
    assert [each.weight for each in found] == [0] * 5


def test_the_title_page_comes_last_and_what_is_watched_is_named() -> None:
    text = "RULES ON LAMPS\n\nDraft Rev {}\n\n{} July 2018\n\n1. The keeper {} clean the lamps.\n\n2. Towns share {}.\n"
    old, new = parsed(text.format(1, 10, "shall", "oil")), parsed(text.format(2, 11, "may", "oil and the wood"))
    comparison = compare(old, new)
    assert title_page(new) == {clause.citation for clause in new.clauses[:3]}
    oil = next(change for change in comparison if change.new[0].label == "2.")
    found = weigh(comparison, WORDS, [Watched("oil", "term", 1, 1, (Touched(oil, 1, 1),))])
    top = ranked(comparison, found)
    assert [each.change.new[0].label for each in top] == ["1.", "2.", "", ""]
    assert ("watched", 5, "oil") in [(each.name, each.weight, each.said) for each in top[1].reasons]
    assert top[2].weight > top[1].weight


def test_words_of_another_language_have_no_verbs_and_their_numbers_count() -> None:
    text = "1. Les Parties notent que le gardien de la ville paie {} pour la lampe, et que les villes le paient.\n"
    (only,) = weigh(compare(parsed(text.format(30)), parsed(text.format(60))), WORDS)
    assert [each.name for each in only.reasons] == ["number"]


@given(pairs())
def test_what_did_not_change_weighs_nothing_and_the_order_is_that_of_the_weights(texts: tuple[str, str]) -> None:
    comparison = compare(*map(parsed, texts))
    found = weigh(comparison, WORDS)
    assert [each.change for each in found] == list(comparison.changes)
    assert all(each.change.is_change for each in found if each.weight)
    assert all(each.weight > 0 for entry in found for each in entry.reasons)
    fronts = title_page(comparison.old.document) | title_page(comparison.new.document)
    top = ranked(comparison, found)
    assert len(top) == sum(each.weight > 0 for each in found)
    weights = [each.weight for each in top if {clause.citation for clause in each.change.new} - fronts]
    assert weights == sorted(weights, reverse=True)
