"""The language of a text and its direction, for screen readers and for typesetting.

Detected by the script, or by the most frequent function words. If neither is conclusive, the result is "" (unknown),
which is better than a wrong one: a screen reader then keeps the voice that its user chose.
"""

from __future__ import annotations

import re
from collections import Counter

from cdiff.core.model import Document

RIGHT_TO_LEFT = ("ar", "fa", "he", "ur")
_SAMPLE = 20_000
"""Characters that are looked at."""
_LEAST = 0.08
"""The share of function words that a longer text reaches only in its own language."""

_SMALL = {
    "en": "the of and to in for that with as by on are is or be from this",
    "fr": "le la les des et du en dans un une pour que par sur au aux est",
    "es": "el la los las de y en del que una para por con como su se",
    "de": "der die das und den dem des zu von mit für auf ist ein eine",
    "pt": "o a os as e do da dos das em que para por com uma na no",
    "it": "il lo gli di e del della dei delle che per con una nel sono",
    "ru": "и в на с по для о от к из не что их или а также",
}
_SCRIPTS = {
    "fa": "پچژگی",
    "ar": "\u0600-\u06ff",
    "he": "\u0590-\u05ff",
    "ja": "\u3040-\u30ff",
    "ko": "\uac00-\ud7af",
    "zh": "\u4e00-\u9fff",
}
_IN_SCRIPT = {name: re.compile(f"[{signs}]") for name, signs in _SCRIPTS.items()}
_WORD = re.compile(r"[^\W\d_]+")


def language_of(document: Document) -> str:
    """Detect the language of a draft (`en`, `ar`); "" if unknown."""
    taken, size = [], 0
    for clause in document.clauses:
        taken.append(clause.text)
        size += len(clause.text)
        if size > _SAMPLE:
            break
    return language_of_text(" ".join(taken))


def direction_of(language: str) -> str:
    """The direction of a language for HTML: `rtl`, or `auto`, which leaves it to the browser."""
    return "rtl" if language in RIGHT_TO_LEFT else "auto"


def language_of_text(text: str) -> str:
    """Detect the language of a text; "" if unknown."""
    letters = sum(map(len, _WORD.findall(text)))
    for name, pattern in _IN_SCRIPT.items():
        # Persian has five letters of its own, and Japanese is mostly written in Chinese characters.
        share = 0.05 if name in ("fa", "ja") else 0.5
        if letters and len(pattern.findall(text)) > share * letters:
            return name
    counted = Counter(_WORD.findall(text.lower()))
    shares = {name: sum(counted[word] for word in words.split()) for name, words in _SMALL.items()}
    best = max(shares, key=lambda name: (shares[name], name))
    return best if shares[best] >= max(2, _LEAST * counted.total()) else ""
