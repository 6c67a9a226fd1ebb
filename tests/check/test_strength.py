"""Strength: the words that changed, and the traps of the final draft of the Compact."""

from __future__ import annotations

from pathlib import Path

import pytest

from cdiff.core.errors import ConfigError
from cdiff.core.model import Document
from cdiff.searching import find
from cdiff.weighing.lexicon import BUILT_IN, lexicon
from cdiff.weighing.verbs import uses
from tests.check.checking import checked, of_rule

WORDS = lexicon(BUILT_IN)


def lines(final: Document, verb: str, *, negated: bool | None = None) -> list[int]:
    """Give the lines of the received file in which somebody acts by a verb."""
    return sorted(
        clause.line
        for clause in final
        for use in uses(clause.text, WORDS)
        if use.verb.words == verb and (negated is None or use.negated == negated)
    )


# Where a naive detector goes wrong in the final draft: line by line


def test_as_appropriate_but_not_as_well_as_appropriate_assistance(final: Document) -> None:
    (term,) = [term for term in WORDS.weaken if term.name.startswith("as appropriate")]
    assert [clause.line for clause in final if find(term, clause.text)] == [613]


def test_national_law_but_not_international_law(final: Document) -> None:
    terms = [term for term in WORDS.weaken if "national law" in term.typed or "national legislation" in term.typed]
    hits = [clause for clause in final for term in terms if find(term, clause.text)]
    assert hits
    assert all(
        "international law" not in clause.text[span.start : span.end]
        for clause in hits
        for term in terms
        for span in find(term, clause.text)
    )


def test_shall_and_shall_not(final: Document) -> None:
    assert lines(final, "shall") == [422, 731, 732, 734, 735]
    assert lines(final, "shall", negated=True) == [422]


def test_should_and_should_never(final: Document) -> None:
    assert lines(final, "should") == [227, 744]
    assert lines(final, "should", negated=True) == [227]


def test_must(final: Document) -> None:
    assert lines(final, "must") == [197, *[215] * 3, *[227] * 5, 525]


def test_decide_but_not_migrants_who_decide_to_work(final: Document) -> None:
    assert lines(final, "decide") == [691, 729]


def test_request_but_not_requests_of_migrants(final: Document) -> None:
    assert lines(final, "request") == [719, 746]


def test_invite(final: Document) -> None:
    assert lines(final, "invite") == [721, 738, 740, 742]


def test_encourage_but_not_a_programme_that_encourages(final: Document) -> None:
    assert set(lines(final, "encourage")) == {744}


def test_consider_but_not_taking_into_consideration(final: Document) -> None:
    assert lines(final, "consider") == [729, 738]  # both open with “Considering that”


def test_strive_but_not_the_compact_that_strives(final: Document) -> None:
    assert lines(final, "strive") == [689]


# What changed


def changed(old: str, new: str) -> list[tuple[str, str, str]]:
    texts = [
        f"Draft text\n\n1. States meet in the spring.\n\n2. {text}\n\n3. States review all that was done."
        for text in (old, new)
    ]
    return [(hit.rule, hit.old, hit.new) for hit in of_rule(checked(texts[1], texts[0]).findings, "strength")]


PAIRS = {
    "a weaker auxiliary": (
        "States shall report on it.",
        "States should report on it.",
        [("strength/verb", "shall", "should")],
    ),
    "a stronger one": ("States may report on it.", "States must report on it.", [("strength/verb", "may", "must")]),
    "negation": (
        "States shall report on it.",
        "States shall not report on it.",
        [("strength/verb", "shall", "shall not")],
    ),
    "no longer negated": (
        "States shall not report on it.",
        "States shall report on it.",
        [("strength/verb", "shall not", "shall")],
    ),
    "a verb of its own": (
        "We commit to ensure access.",
        "We commit to promote access.",
        [("strength/verb", "ensure", "promote")],
    ),
    "decides to consider": (
        "The Conference decides to establish a fund for it.",
        "The Conference decides to consider establishing a fund for it.",
        [("strength/verb", "establish", "decides to consider")],  # and not that “establish” is gone
    ),
    "an auxiliary that came in": (
        "Reports are public in all States.",
        "Reports may be public in all States.",
        [("strength/verb", "are", "may")],
    ),
    "an auxiliary that is gone": (
        "States shall report on it.",
        "States report on it.",
        [("strength/verb", "shall", "")],
    ),
    "a qualifier": (
        "States shall report on it.",
        "States shall report on it, where possible.",
        [("strength/qualifier", "", "where possible")],
    ),
    "a qualifier that is gone": (
        "States shall report at all times.",
        "States shall report.",
        [("strength/qualifier", "at all times", "")],
    ),
    "a qualifier beside another change": (
        "All towns shall report on oil at all times.",
        "All cities shall report on oil.",
        [("strength/qualifier", "at all times", "")],
    ),
    "the article": (
        "Its interests are the primary consideration.",
        "Its interests are a primary consideration.",
        [("strength/article", "the", "a")],
    ),
    "a letter case": ("It reads: Requests the chair to act.", "It reads: requests the chair to act.", []),
    "a noun": ("List: Note by the chair.", "List: note of the chair.", []),
    "a noun before a preposition": ("Read: Request for help is made.", "Read: help for all is made.", []),
    "a verb at the start": ("Notes with concern.", "Requests with concern.", [("strength/verb", "Notes", "Requests")]),
    "another verb of the same force": ("States shall report on it.", "States must report on it.", []),
    "a prohibition": ("States may not report on it.", "States must not report on it.", []),
    "a noun inside a sentence": (
        "It handles portability requests of all.",
        "It handles portability demands of all.",
        [],
    ),
    "the month": ("It meets on 12 May 2018 in Rome.", "It meets on 12 June 2018 in Rome.", []),
    "political will": ("It needs political will to act.", "It needs political power to act.", []),
    "a stretch written anew": (
        "States shall report on it every year in writing to the secretariat of the Union.",
        "A fund that the bank keeps should pay whatever the poorest members have spent for all this.",
        [],
    ),
}


@pytest.mark.parametrize("name", PAIRS)
def test_what_is_said_of_a_change(name: str) -> None:
    old, new, hits = PAIRS[name]
    assert changed(old, new) == hits


def test_it_is_a_note_and_fails_nothing() -> None:
    result = checked(
        "Draft\n\n1. States should report.\n\n2. They meet.", "Draft\n\n1. States shall report.\n\n2. They meet."
    )
    assert {finding.severity for finding in of_rule(result.findings, "strength")} == {"note"}
    assert not result.failed


def test_another_language_is_left_alone() -> None:
    old = "Projet\n\n1. Les États doivent se réunir et ils shall faire la paix dans le monde pour les peuples."
    assert of_rule(checked(old.replace("shall", "should"), old).findings, "strength") == []


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[[verb]]\nforce = 'four'\n", "force is of the wrong kind"),
        ("[[verb]]\nwordz = []\n", "unknown key 'wordz'; did you mean words"),
        ("[qualifiers]\nweaken = ['* x']\n", "cannot stand alone"),
        ("[[verb\n", "not TOML"),
    ],
)
def test_a_lexicon_that_is_not_understood(tmp_path: Path, text: str, said: str) -> None:
    path = tmp_path / "my.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ConfigError, match=said.replace("*", r"\*")):
        lexicon(path)


def test_the_lexicon_names_its_sources() -> None:
    text = BUILT_IN.read_text(encoding="utf-8")
    assert "# Sources" in text
    assert text.count("#   ") > 10
