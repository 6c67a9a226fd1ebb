"""Line ends: words cut in two, addresses, hyphens that belong to the word."""

from __future__ import annotations

import pytest

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
