"""Words: where a token ends in any script, and what is of substance."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cdiff.comparing.words import differ_in_substance, fold, fold_quotes, is_word, pieces, substance, tokens


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("States shall, 1/CP.21; No.97!", ["States", "shall", ",", "1/CP.21", ";", "No.97", "!"]),
        ("the State's non-refoulement[^12].", ["the", "State's", "non-refoulement", "[^12]", "."]),
        ("2015-2030 at 10:30 or 1,500.5", ["2015-2030", "at", "10:30", "or", "1,500.5"]),
        ("a.b and so. On", ["a", ".", "b", "and", "so", ".", "On"]),
        ("移民の権利", ["移", "民", "の", "権", "利"]),
        ("права́ мигрантов", ["права́", "мигрантов"]),
        ("அரசு எல்லா", ["அரசு", "எல்லா"]),
        ("ప్రభుత్వం", ["ప్రభుత్వం"]),
        ("รัฐต้องคุ้มครอง", ["รั", "ฐ", "ต้", "อ", "ง", "คุ้", "ม", "ค", "ร", "อ", "ง"]),
        ("โดยเด็ก", ["โด", "ย", "เด็", "ก"]),
        ("រដ្ឋត្រូវ", ["រ", "ដ្ឋ", "ត្រូ", "វ"]),
        ("ပြည်သူ", ["ပြည်", "သူ"]),
        ("มาตรา 12", ["มา", "ต", "รา", "12"]),
        ("👨‍👩‍👧 ok", ["👨‍👩‍👧", "ok"]),
    ],
)
def test_a_text_is_cut_into_tokens(text: str, wanted: list[str]) -> None:
    assert tokens(text) == wanted


@given(st.text(alphabet=st.characters(categories=["L", "M", "N", "P", "Zs", "S"])))
def test_pieces_joined_are_the_text(text: str) -> None:
    text = text.strip()
    assert "".join(token + space for token, space in pieces(text)) == text


@pytest.mark.parametrize("letters", ["กำิ่้เแโ", "កខ្ិាំ", "ကခ်ာိ္း", "தமிழ்ா", "కాి్ం", "ລາວເັ"])
def test_no_token_begins_with_a_combining_mark(letters: str) -> None:
    for first in letters:
        for second in letters:
            for third in letters:
                text = "x " + first + second + third
                for token in tokens(text)[1:]:
                    at = text.index(token)
                    assert unicodedata.category(token[0])[0] != "M" or at == 2


SUBSTANCE = [
    ("Articles 5–10 apply", "Articles 5, 10 apply", True),
    ("Articles 5–10 apply", "Articles 5-10 apply", False),
    ("pages 1 – 3", "pages 1–3", False),
    ("1–3", "1 3", True),
    ("and/or", "and, or", True),
    ("and/or", "and / or", True),
    ("see https://e.org/v1-2.", "see https://e.org/v1_2.", True),
    ("see https://e.org/v1-2.", "see https://e.org/v1-2", False),
    ("not-for-profit", "not for profit", False),
    ("5 %", "5", True),
    ("±5", "5", True),
    ("< 5", "> 5", True),
    ("-5 degrees", "5 degrees", True),
    ("1,500", "1.500", True),
    ("15", "1.5", True),
    ("the item(s)", "the items", False),
    ("the item(s)", "the item", True),
    ("Rights[^1]", "rights[^22]", False),
    ("[shall]", "shall", True),
    ("State A | X |", "State A | | X", True),
    ("State A | 1 | 2", "State A | 1 2", True),
    ("a |b| c", "a b c", False),
    ("“rights” — of all", "'rights', of all", False),
]


@pytest.mark.parametrize(("old", "new", "differ"), SUBSTANCE)
def test_what_is_of_substance(old: str, new: str, differ: bool) -> None:
    assert differ_in_substance(old, new) is differ is differ_in_substance(new, old)
    assert (substance(old) != substance(new)) is differ


def test_tokens_are_folded() -> None:
    assert [fold(token) for token in ("Rights", "[^3]", "‘’", "–", "STRAẞE")] == ["rights", "[^]", "''", "-", "strasse"]
    assert fold_quotes("“a” ‘b’ –") == "\"a\" 'b' –"
    assert [token for token in "a 1 % [ ] € . , ( ±".split() if is_word(token)] == ["a", "1", "%", "[", "]", "€", "±"]
