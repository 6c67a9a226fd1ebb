"""Findings that do not count: the same ones recognised in the old draft and in the next run, exceptions at work."""

from __future__ import annotations

import pytest

from cdiff.core.model import Clause
from cdiff.core.records import replace
from cdiff.features.check import CheckSettings, Excuses
from cdiff.features.check.model import RawFinding
from cdiff.features.check.settings import Allow
from cdiff.features.check.suppression import fingerprints, known
from tests.check.checking import checked, subject

TEXT = "The the lamps are lit at dusk by all of the keepers of the town, and the the posts are green."


def raw(
    text: str, start: int = -1, end: int = -1, *, citation: str = "1", new: str = "", about: str = ""
) -> RawFinding:
    clause = Clause(citation, "paragraph", f"{citation}.", text) if citation else None
    return RawFinding("hygiene/doubled", "a message", clause, start, end, new=new, about=about)


def test_a_fingerprint_stays_where_lines_and_numbers_shift() -> None:
    first = raw(TEXT, 0, 7, new="The the")
    (name,) = fingerprints([first])
    assert len(name) == 32
    assert fingerprints([replace(first, line=9, column=4, message="other")]) == [name]
    assert fingerprints([raw(TEXT, 0, 7, citation="7", new="The the")]) == [name]
    far = TEXT.replace("green", "blue")
    assert fingerprints([raw(far, 0, 7, new="The the")]) == [name], "what is far from the words does not matter"


@pytest.mark.parametrize(
    "other",
    [
        raw(TEXT, 0, 7, new="the the"),
        raw(TEXT.replace("lamps", "posts"), 0, 7, new="The the"),
        raw("A" + TEXT, 1, 8, new="The the"),
        raw(TEXT, 0, 7, new="The the", about="another thing"),
        replace(raw(TEXT, 0, 7, new="The the"), rule="hygiene/spacing"),
        raw(TEXT, citation="", new="The the"),
    ],
)
def test_another_finding_has_another_fingerprint(other: RawFinding) -> None:
    names = fingerprints([raw(TEXT, 0, 7, new="The the"), other])
    assert len(set(names)) == 2


def test_the_same_finding_twice_has_two_fingerprints() -> None:
    one, two, three = fingerprints([raw(TEXT, 0, 7)] * 3)
    assert len({one, two, three}) == 3
    assert fingerprints([raw(TEXT, 0, 7)] * 2) == [one, two]


def test_the_words_around_are_forty_characters_on_either_side() -> None:
    text = "x" * 41 + "HERE" + "y" * 41

    def name(changed: str) -> str:
        return fingerprints([raw(changed, 41, 45, new="HERE")])[0]

    assert name(text) == name("z" + text[1:]) == name(text[:-1] + "z")
    assert name(text) != name("xz" + text[2:])
    assert name(text) != name(text[:-2] + "zy")
    whole = "x" * 81
    assert fingerprints([raw(whole)]) == fingerprints([raw(whole[:-1] + "z")])
    assert fingerprints([raw(whole)]) != fingerprints([raw(whole[:-2] + "zx")])


OLD = "Draft\n\n1. The the lamps are lit.\n\n2. Posts are green.\n"


def test_one_old_finding_makes_one_new_finding_known() -> None:
    against = subject(OLD, OLD).against
    assert against
    clauses = {clause.citation: clause for clause in against.new.document}
    had = [RawFinding("a/b", "m", clauses["1"], new="x")]
    new = [*had, *had, RawFinding("a/b", "m", clauses["2"], new="x"), RawFinding("a/c", "m", clauses["1"], new="x")]
    assert known(new, had, against) == [True, False, False, False]
    assert known(new, [*had, *had], against) == [True, True, False, False]
    assert known(new, had, None) == [False] * 4


def test_a_finding_about_the_whole_text_is_known_too() -> None:
    against = subject(OLD, OLD).against
    whole = RawFinding("a/b", "m", new="x")
    assert known([whole, whole], [whole], against) == [True, False]


def findings(*allows: Allow, text: str = OLD, today: str = "", **settings: object) -> list[tuple[str, str, str, str]]:
    result = checked(text, settings=CheckSettings(allow=allows, **settings), excuses=Excuses(today))  # type: ignore[arg-type]
    return [(each.rule, each.clause, each.message, each.severity) for each in result.counting]


DOUBLED = ("hygiene/doubled", "1", "“The the”: the same word twice", "warning")


def test_an_exception_suppresses_its_rule_or_group_in_its_clause() -> None:
    assert findings() == [DOUBLED]
    for allow in (Allow("hygiene/doubled", "so"), Allow("hygiene", "so"), Allow("hygiene", "so", "1")):
        assert findings(allow) == []
    assert DOUBLED in findings(Allow("hygiene", "so", "2"))
    assert DOUBLED in findings(Allow("terms", "so"))


def test_what_is_reported_about_exceptions() -> None:
    unused = ("exceptions/unused", "2", "[[allow]] hygiene in 2 suppresses nothing: there is no such finding", "note")
    assert unused in findings(Allow("hygiene", "so", "2"))
    gone = ("exceptions/unused", "", "[[allow]] hygiene in 9 suppresses nothing: there is no clause 9", "note")
    assert gone in findings(Allow("hygiene", "so", "9"))
    expired = ("exceptions/expired", "1", "[[allow]] hygiene in 1 expired on 2020-01-31", "warning")
    assert findings(Allow("hygiene", "so", "1", until="2020-01-31"), today="2020-02-01") == [expired, DOUBLED]


def test_an_exception_to_a_rule_that_had_nothing_to_do_is_not_reported() -> None:
    assert findings(Allow("strength", "so"), text="Draft\n\n1. Lamps.\n") == []
    assert findings(Allow("strength/verb", "so"), text="Draft\n\n1. Lamps.\n") == []
    off = {"terms": "off"}
    assert findings(Allow("terms/variant", "so"), text="Draft\n\n1. Lamps.\n", severities=off) == []
    assert findings(Allow("terms", "so"), text="Draft\n\n1. Lamps.\n", severities={"exceptions": "off"}) == []
    assert findings(
        Allow("hygiene", "so", until="2020-01-01"), today="2021-01-01", severities={"exceptions/expired": "off"}
    ) == [DOUBLED]


def test_an_exception_excuses_no_complaint_about_exceptions() -> None:
    complaints = findings(Allow("exceptions", "so"), Allow("terms", "so"), text="Draft\n\n1. Lamps.\n")
    assert [rule for rule, *_ in complaints] == ["exceptions/unused", "exceptions/unused"]
