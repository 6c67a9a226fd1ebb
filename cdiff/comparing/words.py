"""Words: what a text is cut into before anything is compared.

A token is a whole word, a number or citation as one piece (`1/CP.21`, `No.97`, `2015-2030`), a footnote
mark, or one punctuation character. Chinese, Japanese and Korean ideographs are a token each, because those
scripts put no space between words; of Thai, Lao, Khmer and Burmese it is a syllable. No token begins with a combining
mark: vowel signs, tones and the joiners of emoji belong to the character before them. Spaces are not tokens: each
belongs to the token before it.

Rejected: cutting Thai, Lao, Khmer and Burmese into words. Unicode leaves that to dictionaries (UAX 29, "complex
context"), which ICU has and Python has not; a change is seen as well in syllables.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from cdiff.core.unicode_ranges import IDEOGRAPHS

_UNSPACED = "\u0e01-\u0e4e\u0e81-\u0ecd\u0edc-\u0edf\u1000-\u103f\u1050-\u108f\u1780-\u17d3"
"""Letters and signs of Thai, Lao, Burmese and Khmer, whose words are not separated by spaces."""

_INNER = r"[-\u2010\u2011'\u2019/]|(?<=\d)[.,:](?=\w)|\.(?=\d)"
_TOKEN = re.compile(rf"(\[\^[^\[\]\s]+\]|\w+(?:(?:{_INNER})\w+)*|[^\w\s])(\s*)")
MARK = re.compile(r"\[\^[^\[\]\s]+\]")

_QUOTES = dict.fromkeys("‘’‚‛′ʼ", "'") | dict.fromkeys("“”„‟″", '"')
_DASHES = dict.fromkeys("‐‑‒–—−", "-")
_FOLD_QUOTES = str.maketrans(_QUOTES)
_FOLD = str.maketrans(_QUOTES | _DASHES)
_SIGNS = (
    "!-/:-@\\[-`{-~\u00a1\u00a7\u00ab\u00ad\u00b6\u00b7\u00bb\u00bf\u060c\u061b\u061f"
    "\u2010-\u2027\u200b-\u200f\u2030-\u205e\u3000-\u301f"
)
"""Punctuation, as a set of characters in a regular expression."""
_MEANT = re.compile(
    r"\[\^[^\[\]\s]+\]"
    r"|(?P<address>(?<!\w)\w+://[^\s<>]*[\w/]|www\.[^\s<>]*[\w/])"
    r"|(?P<range>(?<=\d)\s?[-\u2010-\u2015\u2212]\s?(?=\d))"
    r"|\d+(?:[.,:/]\d+)*"
    r"|(?<![^\s(])[-\u2212](?=\d)|(?<=\w)/(?=\w)"
    r"|(?P<edge>(?<!\S)\|(?!\S))"
    rf"|[][%+<=>$\u2030]|[^\s\d{_SIGNS}]"
)
"""What carries meaning: a footnote mark, an address, a range of numbers, a number, a minus sign, the slash of and/or,
the edge between two cells of a table, symbols, and letters."""
_PRINTED = {"range": "-", "edge": "\t"}
"""What stands for a range and for the edge of a cell in `substance`."""
_WITHOUT_SIGNS = dict.fromkeys(map(ord, " \t\n!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~"), None) | dict.fromkeys(
    [*range(0x2010, 0x2028), *range(0x2030, 0x205F), *range(0x3000, 0x3020), *map(ord, "¡§«¶·»¿،؛؟")], None
)
_MEANINGFUL = ("%", "[", "]")


def pieces(text: str) -> list[tuple[str, str]]:
    """Cut a text into pairs of a token and the space after it; joined together they are the text again.

    Space before the first token is lost: a clause never starts with one.
    """
    pattern = _TOKEN if text.isascii() or _is_latin(text) else _for_all_scripts()
    return pattern.findall(text)


def tokens(text: str) -> list[str]:
    """Cut a text into tokens, as printed."""
    return [token for token, _ in pieces(text)]


def _is_latin(text: str) -> bool:
    """Whether a text has only Latin letters and common punctuation."""
    return not any("\u0300" <= sign < "\u2010" or sign >= "\u2e80" for sign in set(text))


@cache
def _for_all_scripts() -> re.Pattern[str]:
    """Compile the pattern for all scripts, which takes long and is seldom needed.

    Ideographs are words of their own; a word keeps its marks, which Python does not count as letters.
    """
    ranges = [*range(0x300, 0x2010), *range(0x20D0, 0x2100), *range(0x302A, 0x3100), *range(0xA600, 0xAC00)]
    ranges += [*range(0xFE00, 0xFE30), *range(0x11000, 0x11A00), *range(0x1E000, 0x1F000), *range(0x1F3FB, 0x1F400)]
    marks = "\u200c\u200d" + "".join(
        chr(at) for at in ranges if unicodedata.category(chr(at))[0] == "M" or at >= 0x1F3FB
    )
    word = rf"(?:[^\W{IDEOGRAPHS}{_UNSPACED}][{marks}]*)"
    emoji = rf"[^\w\s](?:\u200d[^\w\s]|[{marks}])*"
    return re.compile(
        rf"(\[\^[^\[\]\s]+\]|[{IDEOGRAPHS}][{marks}]*|\d+(?:[.,]\d+)*(?![^\W{_UNSPACED}])"
        rf"|{_thai(marks)}|{_khmer(marks)}|{_burmese(marks)}|[{_UNSPACED}][{marks}]*"
        rf"|{word}+(?:(?:{_INNER}){word}+)*|{emoji})(\s*)"
    )


def _thai(marks: str) -> str:
    """Return the pattern of a Thai or Lao syllable: a vowel written before it, a consonant, vowels, tones."""
    before, after = "\u0e40-\u0e44\u0ec0-\u0ec4", "\u0e30\u0e32\u0e33\u0e45\u0eb0\u0eb2\u0eb3\u0ebd"
    return rf"[{before}]?[\u0e01-\u0e2e\u0e81-\u0eae][{marks}{after}]*"


def _khmer(marks: str) -> str:
    """Return the pattern of a Khmer syllable: a consonant, those written below it, vowels."""
    return rf"[\u1780-\u17b3](?:\u17d2[\u1780-\u17b3]|[{marks}])*"


def _burmese(marks: str) -> str:
    """Return the pattern of a Burmese syllable: a consonant, those stacked below it, vowels, a final consonant."""
    final = rf"[\u1000-\u1021][\u1037\u1038]*\u103a[{marks}]*"
    return rf"[\u1000-\u102a](?:\u1039[\u1000-\u1021]|[{marks}])*(?:{final})*"


def fold_quotes(text: str) -> str:
    """Replace all quotation marks and apostrophes by straight ones: their style is the typist's, not the text's."""
    return text if text.isascii() else text.translate(_FOLD_QUOTES)


def fold(token: str) -> str:
    """Normalise a token: letter case, quotation marks, dashes and the numbers of footnote marks do not tell words
    apart."""
    if token.startswith("[^"):
        return "[^]"
    return token.translate(_FOLD).casefold()


def is_word(token: str) -> bool:
    """Whether a token carries meaning of its own: a word, a number, or a symbol such as € or %."""
    return token[:1].isalnum() or token in _MEANINGFUL or unicodedata.category(token[:1] or " ") in ("Sc", "Sm", "So")


def differ_in_substance(old: str, new: str) -> bool:
    """Whether two texts differ in more than what an editor may change (see `substance`).

    Most changed clauses differ in their letters, which is quickly seen.
    """
    return _letters(old) != _letters(new) or substance(old) != substance(new)


def _letters(text: str) -> str:
    return (MARK.sub("", text) if "[^" in text else text).casefold().translate(_WITHOUT_SIGNS)


def substance(text: str) -> str:
    """Reduce a text to what an editor may not touch: letters without case, numbers, symbols with a meaning.

    Two texts with the same substance differ in spacing, quotation marks, dashes, punctuation, letter case
    or the number of a footnote mark only. Square brackets are kept (in a draft they say "not agreed"), and
    so is a full stop inside a number: 1.5 is not 15. A dash between numbers is a range, `5–10`, and no punctuation;
    nor is the slash of `and/or`, or what stands in an address. The edge between two cells of a table, ` | `, is kept: a
    tick that moves to another column says something else.
    """
    text = MARK.sub("[^0]", text.casefold()) if "[^" in text else text.casefold()
    return "".join(
        _PRINTED.get(match.lastgroup or "") or (f"|{match[0]}|" if match[0][0].isdigit() else match[0])
        for match in _MEANT.finditer(text)
    )
