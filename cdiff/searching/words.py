"""What a word is when a term is searched for.

A word is a run of letters and digits. A hyphen, an apostrophe and a slash separate words, so `refoulement` is found in
`non-refoulement`, `asile` in `d'asile` and `State` in `State's`; a number is one word with the points inside it
(`1.5`, `10,000`), and so is `don't`. Where a script puts no space between words, each character is a word, and a term
is found wherever its characters stand in a row.

What stands between two words counts as well: `[^1]`, quotation marks, apostrophes and square brackets (which mean "not
agreed") count as nothing there, so that a footnote mark does not hide a phrase.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cached_property

from cdiff.core.records import field, record
from cdiff.core.unicode_ranges import IDEOGRAPHS, VOWEL_SIGNS

_UNSPACED = f"{IDEOGRAPHS}\u0e00-\u0e7f\u0e80-\u0eff\u1000-\u109f\u1780-\u17ff"
"""Ideographs, Thai, Lao, Burmese and Khmer."""
_INVISIBLE = "\u00ad\u200b-\u200d\u2060\ufeff\u0640"
"""What may stand inside a word without being part of it: the soft hyphen, joiners, the Arabic tatweel."""
_NUMBER = r"\d+(?:[.,:]\d+)+(?![^\W_])"
_WORD = rf"[^\W_{_UNSPACED}](?:[^\W_{_UNSPACED}]|[{VOWEL_SIGNS}{_INVISIBLE}])*(?:(?<=[nN])['’]t(?![^\W_]))?"
_FIND = re.compile(rf"\[\^[^\[\]\s]+\]|(?P<word>{_NUMBER}|[{_UNSPACED}][{VOWEL_SIGNS}]*|{_WORD})")
_IS_NOTHING = re.compile(r"\[\^[^\[\]\s]+\]|[\[\]\"'‘’‚‛′ʼ“”„‟″«»‹›*_\\]")
_HYPHEN = re.compile(r"[-‐‑‒–−]\s*")
_NO_PART = re.compile(f"[{_INVISIBLE}]")
_DIACRITIC = re.compile(
    "(?<![\u0400-\u04ff])[\u0300-\u036f]|(?<=[\u0400-\u04ff])[\u0301\u0308]|[\u0591-\u05c7\u064b-\u0652\u0670]"
)
"""Accents of Latin and Greek, stress and the two points of Cyrillic ё (but not й), the vowels of Arabic and Hebrew."""


@record
class TextWord:
    """A word of a text."""

    folded: str
    """Without letter case; composed and decomposed accents are one."""
    plain: str
    """The same without accents."""
    start: int
    end: int
    gap: str
    """What stands before it: `" "` a space, `"-"` a hyphen, `""` nothing that counts, else the punctuation."""


@record
class TextWords:
    """The words of a text, and the positions of each."""

    words: tuple[TextWord, ...]
    text: str = field(repr=False, default="")

    @cached_property
    def places(self) -> dict[str, list[int]]:
        """Map each plain word to its positions."""
        found: dict[str, list[int]] = {}
        for at, word in enumerate(self.words):
            found.setdefault(word.plain, []).append(at)
        return found


def words_of(text: str) -> TextWords:
    """Cut a text into words."""
    found: list[TextWord] = []
    end = 0
    for match in _FIND.finditer(text):
        if match["word"] is None:
            continue
        folded = fold(match["word"])
        found.append(TextWord(folded, plain(folded), match.start(), match.end(), _gap(text[end : match.start()])))
        end = match.end()
    return TextWords(tuple(found), text)


def fold(word: str) -> str:
    """Normalise a word: letter case, the encoding of accents, and invisible characters do not tell words apart."""
    if word.isascii():
        return word.lower()
    folded = unicodedata.normalize("NFKD", _NO_PART.sub("", word)).casefold()
    return unicodedata.normalize("NFKD", folded).replace("’", "'")


def plain(folded: str) -> str:
    """Remove the accents of a folded word."""
    return folded if folded.isascii() else _DIACRITIC.sub("", folded)


def _gap(between: str) -> str:
    """Reduce what stands between two words to what counts there."""
    if between in (" ", ""):
        return between
    left = _IS_NOTHING.sub("", between)
    if not left.strip():
        return " " if left else ""
    if _HYPHEN.fullmatch(left):
        return "-"
    return "".join(left.split())
