"""Words: what a text is cut into before anything is compared.

A token is a whole word, a number or citation as one piece (`1/CP.21`, `No.97`, `2015-2030`), a footnote
mark, or one punctuation sign. Chinese, Japanese and Korean ideographs are a token each, because those
scripts put no space between words. Spaces are no tokens: they ride behind the token before them.
"""

from __future__ import annotations

import re
import unicodedata

_CJK = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_WORD = rf"[^\W{_CJK}]"
TOKEN = re.compile(
    rf"(\[\^[^\]\s]+\]|[{_CJK}]|{_WORD}+(?:(?:[-\u2010\u2011'\u2019/]|(?<=\d)[.,:](?=\w)|[.](?=\d)){_WORD}+)*|[^\w\s]|_)(\s*)"
)
MARK = re.compile(r"\[\^[^\]\s]+\]")

_QUOTES = dict.fromkeys("‘’‚‛′", "'") | dict.fromkeys("“”„‟″", '"')
_DASHES = dict.fromkeys("‐‑‒–—−", "-")
_FOLD_QUOTES = str.maketrans(_QUOTES)
_FOLD = str.maketrans(_QUOTES | _DASHES)
_SIGNS = (
    "!-/:-@\\[-`{-~\u00a1\u00a7\u00ab\u00ad\u00b6\u00b7\u00bb\u00bf\u060c\u061b\u061f"
    "\u2010-\u2027\u200b-\u200f\u2030-\u205e\u3000-\u301f"
)
"""Punctuation, as a set of characters in a regular expression."""
_MEANT = re.compile(rf"\[\^[^\]\s]+\]|\d+(?:[.,:/]\d+)*|(?<![^\s(])[-\u2212](?=\d)|[][%+<=>$\u2030]|[^\s\d{_SIGNS}]")


_MEANINGFUL = ("%", "[", "]")


def pieces(text: str) -> list[tuple[str, str]]:
    """Cut a text into (token, the space behind it); joined together they give the text again.

    Space before the first token is lost: a clause never starts with one.
    """
    return TOKEN.findall(text)


def tokens(text: str) -> list[str]:
    """Cut a text into tokens, as printed."""
    return [token for token, _ in TOKEN.findall(text)]


def fold_quotes(text: str) -> str:
    """Write all quotation marks and apostrophes straight: their style is the typist's, not the text's."""
    return text.translate(_FOLD_QUOTES)


def fold(token: str) -> str:
    """Make tokens equal that a reader takes for the same word: letter case, quotes, dashes, marks."""
    if token.startswith("[^"):
        return "[^]"
    return token.translate(_FOLD).casefold()


def is_word(token: str) -> bool:
    """Whether a token carries meaning of its own: a word, a number, or a sign such as € or %."""
    return token[0].isalnum() or token in _MEANINGFUL or unicodedata.category(token[0]) in ("Sc", "Sm", "So")


def substance(text: str) -> str:
    """Reduce a text to what an editor may not touch: letters without case, numbers, signs with a meaning.

    Two texts with the same substance differ in spacing, quotation marks, dashes, punctuation, letter case
    or the number of a footnote mark only. Square brackets are kept (in a draft they say "not agreed"), and
    so is a stop inside a number: 1.5 is not 15.
    """
    text = MARK.sub("[^0]", text.casefold()) if "[^" in text else text.casefold()
    return "".join(f"|{piece}|" if piece[0].isdigit() else piece for piece in _MEANT.findall(text))
