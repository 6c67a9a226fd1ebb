"""Line ends: words cut in two, addresses, hyphens that belong to the word."""

from __future__ import annotations

import pytest

from cdiff.reading.line_ends import join_lines, vocabulary_of, with_whole_words
from cdiff.reading.text import blocks_of
from tests.read.pdf_maker import FULL, Sheet, texts


@pytest.mark.parametrize(
    ("first", "second", "joined"),
    [
        ("the international migra-", "tion of persons", "international migration of"),
        ("migration policy is evidence-", "based and more", "is evidence-based and"),
        ("the Secretary-", "General of it", "the Secretary-General of"),
        ("paragraphs 52-", "73 of it", "paragraphs 52-73 of"),
        ("this is gender-", "and child-sensitive", "gender- and child-sensitive"),
        ("see A/RES/", "71/1 of it", "see A/RES/71/1 of"),
        ("a peer-", "to-peer exchange", "a peer-to-peer exchange"),
        ("(http://www.un.org/some_", "page.pdf) too", "(http://www.un.org/some_page.pdf) too"),
    ],
)
def test_words_cut_at_line_ends(first: str, second: str, joined: str) -> None:
    before = ("word " * 30)[: 68 - len(first)].ljust(68 - len(first), "w") + " "
    sheet = Sheet().lines(72, 100, [FULL, before + first, second + " the end."])
    sheet.lines(72, 160, ["It is based on evidence of migration."])
    assert joined in texts(sheet)[0]


LINES = ["the transport of docu-", "ments to the psycho-", "social ship", "evidence is here", "it is based"]


@pytest.mark.parametrize(
    ("first", "second", "joined"),
    [
        ("of docu-", "ments", "of documents"),  # its halves are no witnesses for themselves
        ("evidence-", "based", "evidence-based"),
        ("under-", "ship", "undership"),
        ("machine-", "readable", "machinereadable"),
        ("n-", "tridecanal", "n-tridecanal"),
        ("Secretary-", "General", "Secretary-General"),
        ("52-", "73", "52-73"),
        ("vracht-", "en zendkosten", "vracht- en zendkosten"),
        ("in-", "och utvandring", "in- och utvandring"),
        ("Δυ-", "νατότητας", "Δυνατότητας"),
        ("GOVERN-", "MENT", "GOVERN-MENT"),
    ],
)
def test_the_halves_of_a_cut_word(first: str, second: str, joined: str) -> None:
    assert join_lines(first, second, vocabulary_of(LINES)) == joined


def test_a_word_written_elsewhere_decides() -> None:
    words = vocabulary_of(["psycho-social and psycho-social and psychosocial", "government"])
    assert join_lines("psycho-", "social", words) == "psycho-social"
    assert join_lines("GOVERN-", "MENT", words) == "GOVERNMENT"
    assert join_lines("psycho-", "social", vocabulary_of(["psychosocial psycho-social"])) == "psychosocial"


def test_a_longer_half_that_comes_back_is_a_word() -> None:
    assert join_lines("care-", "based", vocabulary_of(["based on it", "it is based"])) == "care-based"
    assert join_lines("care-", "base", vocabulary_of(["base on it", "it is base"])) == "carebase"
    assert join_lines("care-", "based", vocabulary_of(["based on it"])) == "carebased"


def test_a_text_that_divides_no_words_keeps_its_hyphens() -> None:
    lines = ["the keepers of the lamps report"] * 60
    assert join_lines("age-", "sensitive", vocabulary_of([*lines, "age-", "sensitive"])) == "age-sensitive"
    assert join_lines("age-", "sensitive", vocabulary_of([*lines[:20], "age-", "sensitive"])) == "agesensitive"
    divided = [*lines, "docu-", "ments and documents", "age-", "sensitive"]
    assert join_lines("age-", "sensitive", vocabulary_of(divided)) == "agesensitive"
    assert join_lines("age-", "sensitive", vocabulary_of([*lines, *["age-", "sensitive"] * 5])) == "agesensitive"


@pytest.mark.parametrize(
    ("within", "cut", "joined"),
    [
        ("an up-to-date register", ["gender-", "responsive", "and gender-", "responsive"], "gender-responsive"),
        ("a register", ["gender-", "responsive", "and gender-", "responsive"], "genderresponsive"),  # no compounds
        ("an up-to-date register", ["gender-", "responsive"], "genderresponsive"),  # once
        ("an up-to-date register", ["gender-", "responsive", "docu-", "ments"], "genderresponsive"),  # others too
        ("up-to-date genderresponsive", ["gender-", "responsive", "gender-", "responsive"], "genderresponsive"),
    ],
)
def test_a_short_text_that_is_cut_through_one_word_alone(within: str, cut: list[str], joined: str) -> None:
    assert join_lines("gender-", "responsive", vocabulary_of([within, *cut])) == joined


@pytest.mark.parametrize(
    ("lines", "read_as"),
    [
        (["the psycho-", "social support"], ["the psychosocial", "support"]),
        (["  the docu-", "  ments of", "  it"], ["  the documents", "  of", "  it"]),
        (["price-determining price-", "determining"], ["price-determining price-determining"]),
        (["de vracht-", "en verzendkosten"], ["de vracht-", "en verzendkosten"]),
        (["the docu-", "", "ments"], ["the docu-", "ments"]),
        (["an item -", "more"], ["an item -", "more"]),
    ],
)
def test_words_that_the_line_ends_of_a_plain_text_cut(lines: list[str], read_as: list[str]) -> None:
    assert [block.text for block in with_whole_words(blocks_of("\n".join(lines)))] == read_as
