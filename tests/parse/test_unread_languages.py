"""Numbering that is not read is said, with its place; what merely counts is not taken for it."""

from __future__ import annotations

import pytest

from tests.support import parsed


def told(text: str) -> list[tuple[int, str]]:
    return [(each.line, each.message) for each in parsed(text).warnings if each.message.startswith("numbering not")]


def test_headings_of_a_language_that_is_not_read_are_named() -> None:
    text = "DEDDF\n\n" + "".join(f"Erthygl {at}\n\nBydd y lampau yn olau.\n\n" for at in range(1, 5))
    said = "4 lines like “Erthygl 1” may be headings; a profile can name the word (docs/profiles.md)"
    assert told(text) == [(3, f"numbering not read: {said}")]


def test_a_text_without_any_number_read_in_an_unknown_language_says_so() -> None:
    text = "Νόμος\n\n" + "".join(f"{at}η διάταξη του νόμου ισχύει.\n\n" for at in (3, 7, 9))
    assert [message.split(":")[0] for _, message in told(text)] == ["numbering not recognised"]


@pytest.mark.parametrize(
    "text",
    [
        "Article 1\n\nLamps.\n\nArticle 2\n\nOil.\n\nArticle 3\n\nEnd.\n",
        "Table 1\n\nLamps.\n\nTable 2\n\nOil.\n\nTable 3\n\nEnd.\n",
        "Option 1: lamps.\n\nOption 2: oil.\n\nOption 3: none.\n",
        "In 2018 the towns met.\n\nIn 2020 they met.\n\nIn 2021 they met.\n",
        "Lamps are lit.\n\nOil is bought.\n",
    ],
)
def test_what_is_read_or_only_counts_is_not_warned_about(text: str) -> None:
    assert told(text) == []
