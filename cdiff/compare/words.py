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

_SAME = str.maketrans(
    {
        "\u2018": "'",
        "\u2019": "'",
        "\u201a": "'",
        "\u201b": "'",
        "\u2032": "'",
        "\u201c": '"',
        "\u201d": '"',
        "\u201e": '"',
        "\u00ab": '"',
        "\u00bb": '"',
        "\u2033": '"',
        "\u2010": "-",
        "\u2011": "-",
        "\u2012": "-",
        "\u2013": "-",
        "\u2014": "-",
        "\u2212": "-",
    }
)


def pieces(text: str) -> list[tuple[str, str]]:
    """Cut a text into (token, the space behind it); joined together they give the text again.

    Space before the first token is lost: a clause never starts with one.
    """
    return TOKEN.findall(text)


def tokens(text: str) -> list[str]:
    """Cut a text into tokens, as printed."""
    return [token for token, _ in TOKEN.findall(text)]


def fold(token: str) -> str:
    """Make tokens equal that a reader takes for the same word: letter case, quotes, dashes, marks."""
    if token.startswith("[^"):
        return "[^]"
    return token.translate(_SAME).casefold()


def is_word(token: str) -> bool:
    """Whether a token carries meaning of its own: a word, a number, or a sign such as € or %."""
    return token[0].isalnum() or unicodedata.category(token[0]) in ("Sc", "Sm", "So") or token == "%"  # noqa: S105


def essence(text: str) -> tuple[str, ...]:
    """Cut a text into folded words only: equal essences differ at most editorially."""
    return tuple(fold(token) for token in tokens(text) if is_word(token))
