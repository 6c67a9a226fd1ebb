"""Numbers as word processors print them: a format's name and a count → `iv`, `bb`, `3rd`, `§`."""

from __future__ import annotations

from collections.abc import Callable

_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
    (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_LATIN = "abcdefghijklmnopqrstuvwxyz"
_RUSSIAN = "абвгдежзиклмнопрстуфхцчшщыэюя"
_ARABIC = "أبتثجحخدذرزسشصضطظعغفقكلمنهوي"
_ABJAD = "أبجدهوزحطيكلمنسعفصقرشتثخذضظغ"
_SIGNS = "*†‡§"
_ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen"
).split()
_TENS = "- - twenty thirty forty fifty sixty seventy eighty ninety".split()
_ORDINAL = {
    "one": "first", "two": "second", "three": "third", "five": "fifth", "eight": "eighth", "nine": "ninth",
    "twelve": "twelfth",
}  # fmt: skip
_CHINESE = "〇一二三四五六七八九"


def decimal(number: int) -> str:
    """`7`."""
    return str(number)


def roman(number: int) -> str:
    """`iv`; what has no roman number stays decimal."""
    if not 0 < number < 32_768:
        return str(number)
    out = ""
    for value, sign in _ROMAN:
        out += sign * (number // value)
        number %= value
    return out


def repeated(number: int, alphabet: str = _LATIN) -> str:
    """`z`, `aa`, `bb`: Word's letters beyond the last one."""
    if not 0 < number <= 780:
        return str(number)
    return alphabet[(number - 1) % len(alphabet)] * ((number - 1) // len(alphabet) + 1)


def counted(number: int) -> str:
    """`z`, `aa`, `ab`: letters as the columns of a spreadsheet."""
    out = ""
    while number > 0:
        number, rest = divmod(number - 1, 26)
        out = _LATIN[rest] + out
    return out or "0"


def ordinal(number: int) -> str:
    """`1st`, `2nd`, `11th`."""
    endings = {1: "st", 2: "nd", 3: "rd"}
    ending = "th" if number % 100 in (11, 12, 13) else endings.get(number % 10, "th")
    return f"{number}{ending}"


def cardinal(number: int) -> str:
    """`Twenty-one`, up to ninety-nine."""
    return _words(number).capitalize() if 0 <= number < 100 else str(number)


def ordinal_word(number: int) -> str:
    """`Twenty-first`, up to ninety-ninth."""
    if not 0 <= number < 100:
        return ordinal(number)
    head, dash, last = _words(number).rpartition("-")
    last = _ORDINAL.get(last) or (last[:-1] + "ie" if last.endswith("y") else last) + "th"
    return (head + dash + last).capitalize()


def _words(number: int) -> str:
    if number < 20:
        return _ONES[number]
    tens, ones = divmod(number, 10)
    return f"{_TENS[tens]}-{_ONES[ones]}" if ones else _TENS[tens]


def _chinese(number: int) -> str:
    if not 0 < number < 100:
        return "".join(_CHINESE[int(digit)] for digit in str(max(number, 0)))
    tens, ones = divmod(number, 10)
    head = "" if not tens else "十" if tens == 1 else _CHINESE[tens] + "十"
    return head + (_CHINESE[ones] if ones else "")


def _circled(number: int) -> str:
    return chr(0x245F + number) if 0 < number <= 20 else str(number)


FORMATS: dict[str, Callable[[int], str]] = {
    "decimal": decimal,
    "decimalZero": lambda number: f"{number:02d}",
    "upperRoman": lambda number: roman(number).upper(),
    "lowerRoman": roman,
    "upperLetter": lambda number: repeated(number).upper(),
    "lowerLetter": repeated,
    "ordinal": ordinal,
    "cardinalText": cardinal,
    "ordinalText": ordinal_word,
    "none": lambda number: "",
    "bullet": lambda number: "",
    "chicago": lambda number: repeated(number, _SIGNS),
    "numberInDash": lambda number: f"- {number} -",
    "decimalEnclosedCircle": _circled,
    "russianLower": lambda number: repeated(number, _RUSSIAN),
    "russianUpper": lambda number: repeated(number, _RUSSIAN).upper(),
    "arabicAlpha": lambda number: repeated(number, _ARABIC),
    "arabicAbjad": lambda number: repeated(number, _ABJAD),
    "chineseCounting": _chinese,
    "chineseCountingThousand": _chinese,
    "taiwaneseCounting": _chinese,
    "taiwaneseCountingThousand": _chinese,
    "ideographDigital": lambda number: "".join(_CHINESE[int(digit)] for digit in str(max(number, 0))),
    "japaneseCounting": _chinese,
}
"""The formats by their names in Office files."""


def numeral(number: int, format_name: str) -> str:
    """Print a number in a format; one that is not known is printed decimal."""
    return FORMATS.get(format_name, decimal)(number)
