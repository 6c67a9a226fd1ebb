"""The one form in which texts are compared, so that layout is no difference."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from cdiff.core.grammar import SUSPENDED

_INVISIBLE = re.compile("[\u00ad\u200b\u2060\ufeff]")
_LETTERS = str.maketrans(
    {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st", "\u2010": "-", "\u2011": "-"}
)
_OTHER = re.compile("[\u00ad\u200b\u2060\ufeff\u2010\u2011\ufb00-\ufb06]")
"""What the two above change; few lines have any of it, and translating all of them takes a tenth of a comparison."""
_CUT = re.compile(rf"(?:(?<=[^\W\d_])|(?<=\d)(?=- \d))- (?!(?:{'|'.join(SUSPENDED)})(?![\w-]))(?=\w)", re.IGNORECASE)


def normalise(text: str) -> str:
    """Give a line of a draft in its normal form; doing it twice changes nothing.

    What holds afterwards:

    - the text is in Unicode's composed form (NFC);
    - the only white space is a single U+0020 between words, none at the ends;
    - ligatures are written as letters, and every hyphen of a word as U+002D;
    - there are no soft hyphens, zero-width spaces, word joiners or byte-order marks;
    - no word and no range is cut by a hyphen and a space; a suspended hyphen (`gender- and child-sensitive`) stays,
      and so does the dash behind a number (`1- States`).

    Every other character stays as it was received, the source's own slips too.
    """
    if _is_plain(text):
        return text
    text = " ".join(text.split())
    if not text.isascii():
        if _OTHER.search(text):
            text = " ".join(_INVISIBLE.sub("", text.translate(_LETTERS)).split())
        text = unicodedata.normalize("NFC", text)
    return _CUT.sub("-", text) if "- " in text else text


def _is_plain(text: str) -> bool:
    """Whether a text is in normal form as far as can be seen at once; most lines are."""
    ends = text[:1] != " " and text[-1:] != " "
    return ends and text.isascii() and text.isprintable() and "  " not in text and "- " not in text


def join(parts: Sequence[str]) -> str:
    """Put pieces of one sentence together, each in normal form already; the result is in normal form too."""
    return parts[0] if len(parts) == 1 else normalise(" ".join(parts))
