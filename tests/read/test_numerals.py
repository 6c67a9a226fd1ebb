"""Numbers as word processors print them."""

from __future__ import annotations

import pytest

from cdiff.reading.numerals import counted, numeral

PRINTED = [
    ("decimal", 7, "7"),
    ("decimalZero", 7, "07"),
    ("decimalZero", 12, "12"),
    ("lowerRoman", 1944, "mcmxliv"),
    ("upperRoman", 49, "XLIX"),
    ("lowerRoman", 0, "0"),
    ("lowerRoman", 32_767, "m" * 32 + "dcclxvii"),
    ("lowerRoman", 32_768, "32768"),
    ("lowerLetter", 26, "z"),
    ("lowerLetter", 27, "aa"),
    ("lowerLetter", 28, "bb"),
    ("lowerLetter", 780, "z" * 30),
    ("lowerLetter", 781, "781"),
    ("upperLetter", 0, "0"),
    ("ordinal", 1, "1st"),
    ("ordinal", 22, "22nd"),
    ("ordinal", 103, "103rd"),
    ("ordinal", 111, "111th"),
    ("ordinal", 113, "113th"),
    ("cardinalText", 0, "Zero"),
    ("cardinalText", 19, "Nineteen"),
    ("cardinalText", 40, "Forty"),
    ("cardinalText", 99, "Ninety-nine"),
    ("cardinalText", 100, "100"),
    ("ordinalText", 3, "Third"),
    ("ordinalText", 20, "Twentieth"),
    ("ordinalText", 21, "Twenty-first"),
    ("ordinalText", 34, "Thirty-fourth"),
    ("ordinalText", 100, "100th"),
    ("chicago", 5, "**"),
    ("decimalEnclosedCircle", 20, "⑳"),
    ("decimalEnclosedCircle", 21, "21"),
    ("chineseCounting", 9, "九"),
    ("chineseCounting", 10, "十"),
    ("chineseCounting", 21, "二十一"),
    ("chineseCounting", 100, "一〇〇"),
    ("ideographDigital", 12, "一二"),
    ("russianLower", 30, "аа"),
    ("bullet", 3, ""),
    ("of another program", 3, "3"),
]


@pytest.mark.parametrize(("name", "number", "printed"), PRINTED)
def test_a_number_is_printed_as_word_does(name: str, number: int, printed: str) -> None:
    assert numeral(number, name) == printed


def test_columns_are_counted_as_in_a_spreadsheet() -> None:
    assert [counted(number) for number in (0, 1, 26, 27, 28, 702, 703)] == ["0", "a", "z", "aa", "ab", "zz", "aaa"]
