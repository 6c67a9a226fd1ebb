"""Words: what a text is cut into before anything is compared.

A token is a whole word, a number or citation as one piece (`1/CP.21`, `No.97`, `2015-2030`), a footnote
mark, or one punctuation character. Chinese, Japanese and Korean ideographs are a token each, because those
scripts put no space between words. Spaces are not tokens: each belongs to the token before it.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from cdiff.core.unicode_ranges import IDEOGRAPHS, VOWEL_SIGNS

_INNER = r"[-\u2010\u2011'\u2019/]|(?<=\d)[.,:](?=\w)|\.(?=\d)"
_TOKEN = re.compile(rf"(\[\^[^\]\s]+\]|\w+(?:(?:{_INNER})\w+)*|[^\w\s])(\s*)")
MARK = re.compile(r"\[\^[^\]\s]+\]")

_QUOTES = dict.fromkeys("‘’‚‛′ʼ", "'") | dict.fromkeys("“”„‟″", '"')
_DASHES = dict.fromkeys("‐‑‒–—−", "-")
_FOLD_QUOTES = str.maketrans(_QUOTES)
_FOLD = str.maketrans(_QUOTES | _DASHES)
_SIGNS = (
    "!-/:-@\\[-`{-~\u00a1\u00a7\u00ab\u00ad\u00b6\u00b7\u00bb\u00bf\u060c\u061b\u061f"
    "\u2010-\u2027\u200b-\u200f\u2030-\u205e\u3000-\u301f"
)
"""Punctuation, as a set of characters in a regular expression."""
_MEANT = re.compile(rf"\[\^[^\]\s]+\]|\d+(?:[.,:/]\d+)*|(?<![^\s(])[-\u2212](?=\d)|[][%+<=>$\u2030]|[^\s\d{_SIGNS}]")
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

    Ideographs are words of their own; a word keeps its vowel signs, which Python does not count as letters.
    """
    word = rf"(?:[^\W{IDEOGRAPHS}][{VOWEL_SIGNS}]*)"
    return re.compile(rf"(\[\^[^\]\s]+\]|[{IDEOGRAPHS}]|{word}+(?:(?:{_INNER}){word}+)*|[^\w\s])(\s*)")


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
    return token[0].isalnum() or token in _MEANINGFUL or unicodedata.category(token[0]) in ("Sc", "Sm", "So")


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
    so is a full stop inside a number: 1.5 is not 15.
    """
    text = MARK.sub("[^0]", text.casefold()) if "[^" in text else text.casefold()
    return "".join(f"|{piece}|" if piece[0].isdigit() else piece for piece in _MEANT.findall(text))
