"""Two language versions of one text: what no translation changes."""

from __future__ import annotations

import pytest

from cdiff.comparing import compare
from cdiff.features.check.guarded import silent
from cdiff.features.check.model import RawFinding
from cdiff.features.check.translation import drift, is_translation
from tests.check.checking import subject
from tests.support import version

EN = (
    "AGREEMENT ON LAMPS\n\nArticle 1\n\nScope\n\n1. This Agreement applies to the 1,000 lamps of the town.\n\n"
    "Article 2\n\nUse\n\n1. Keepers shall light every lamp within 60 days, and put it out before 1.5 hours have passed"
    " since the sun rose.\n\n2. They shall report on it under article 1.\n"
)
FR = (
    "ACCORD SUR LES LAMPES\n\nArticle premier\n\nChamp\n\n"
    "1. Le présent accord s’applique aux 1 000 lampes de la ville.\n\nArticle 2\n\nUsage\n\n"
    "1. Les gardiens allument chaque lampe dans les 60 jours et l’éteignent avant que 1,5 heure ne se soit écoulée"
    " depuis le lever du soleil.\n\n2. Ils en font rapport au titre de l’article 1.\n"
)


def found(french: str, english: str = EN) -> list[tuple[str, str]]:
    old, new = version(english, "en", "articles"), version(french, "fr", "articles")
    context = subject(new, same=compare(old, new))
    assert list(silent(context)) == [], "no word is compared"
    return [(each.rule.partition("/")[2], each.message) for each in drift(context)]


def test_versions_that_say_the_same() -> None:
    assert found(FR) == []


DRIFT = {
    "a figure": (("60 jours", "30 jours"), [("figures", "figures: 60 in en, 30 here")]),
    "a decimal": (("1,5 heure", "2,5 heures"), [("figures", "figures: 1.5 in en, 2.5 here")]),
    "thousands": (("1 000", "10 000"), [("figures", "figures: 1000 in en, 10000 here")]),
    "a figure that is missing": (("60 jours", "jours"), [("figures", "figures: 60 in en, none here")]),
    "a reference": (("l’article 1.", "l’article 2."), [("figures", "figures: 1 in en, 2 here")]),
    "a bracket": (("chaque lampe", "[chaque] lampe"), [("brackets", "1 open bracket, 0 in en")]),
    "a clause": ((FR[FR.index("2. Ils") :], ""), [("missing", "article 2, 2 of en has no counterpart here")]),
    "another clause": (("l’article 1.\n", "l’article 1.\n\n3. Fin.\n"), [("missing", "en has no clause for this one")]),
    "words": (
        (" et l’éteignent avant que 1,5 heure ne se soit écoulée depuis le lever du soleil", ", 1,5"),
        [("length", "short compared with en: 10 words for 21")],
    ),
}


@pytest.mark.parametrize("name", DRIFT)
def test_what_differs(name: str) -> None:
    (before, after), expected = DRIFT[name]
    assert before in FR
    assert found(FR.replace(before, after)) == expected


def test_where_a_finding_stands() -> None:
    old, new = version(EN, "en", "articles"), version(FR.replace("chaque lampe", "[chaque] lampe"), "fr", "articles")
    finding: RawFinding
    (finding,) = drift(subject(new, same=compare(old, new)))
    assert finding.clause
    assert finding.clause.text[finding.start : finding.end] == "["
    gone = version(FR[: FR.index("2. Ils")], "fr", "articles")
    (finding,) = drift(subject(gone, same=compare(old, gone)))
    assert finding.clause
    assert finding.clause.citation == "article 2, 1", "behind the one before"


def test_what_is_no_translation() -> None:
    old = version(EN, "en", "articles")
    assert not is_translation(None)
    assert not is_translation(compare(old, version(EN.replace("60", "30"), "new", "articles")))
    other = "AGREEMENT ON OIL\n\nArticle 7\n\nTaxes\n\n4. Merchants owe duties each spring.\n"
    assert not is_translation(compare(old, version(other, "new", "articles")))
    assert list(drift(subject(old, same=compare(old, version(other, "new", "articles"))))) == []
