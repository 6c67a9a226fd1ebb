"""Line ends: whether two lines are joined by a space, by nothing, or by a hyphen that belongs to the word."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping

_SUSPENDED = "and|or|to|et|ou|y|o|e|u|und|oder|bis"
"""Words that may follow a hyphen and a space: `gender- and child-sensitive` is no word cut in two."""
_WORD = re.compile(r"[^\W\d_]+(?:[-‐’'][^\W\d_]+)*")
_CUT = re.compile(r"(?:\w+[-‐])*\w+[-‐\u00ad]$")
_START = re.compile(r"[^\W\d_]+(?:[-‐’'][^\W\d_]+)*")
_CLOSED = (*'.;:!?”"’)]', "; and", "; or")
_ADDRESS = re.compile(r"(?:https?://|www\.)\S*$")
_SLASH = re.compile(r"[\w.]/$")
_DASH = re.compile(r"\w[—–]$")


def is_closed(line: str) -> bool:
    """Whether a line ends as one does behind which a sentence may begin."""
    return line.endswith(_CLOSED)


def vocabulary_of(lines: Iterable[str]) -> Counter[str]:
    """Count the words of a document that stand whole within its lines."""
    words: Counter[str] = Counter()
    for line in lines:
        found = _WORD.findall(line)
        words.update(word.lower().replace("‐", "-") for word in found)
        for word in found:
            if "-" in word:
                words.update(part.lower() for part in word.split("-"))
    return words


def join_lines(first: str, second: str, words: Mapping[str, int]) -> str:
    """Put two lines of one paragraph together."""
    if not first or not second:
        return first or second
    cut = _CUT.search(first)
    if cut:
        return _mend(first, second, cut[0], words)
    if first.endswith("\u00ad"):
        return first[:-1] + second
    if goes_on_as_address(first, second):
        return first + second
    glued = (_SLASH.search(first) and second[0].isalnum()) or (_DASH.search(first) and second[0].isalpha())
    return first + second if glued else f"{first} {second}"


def goes_on_as_address(first: str, second: str) -> bool:
    """Whether a line begins with the rest of an address that did not fit on the line before."""
    if not _ADDRESS.search(first):
        return False
    start = second.split(" ", 1)[0].rstrip(".,;:)")
    return bool(re.search(r"[/_.=?&%]|\d", start)) or first.endswith(("/", "-", "_", "?", "=", "&"))


def _mend(first: str, second: str, cut: str, words: Mapping[str, int]) -> str:
    """Join a word that is cut by a hyphen: with the hyphen where it belongs to the word, else without."""
    if re.match(rf"(?:{_SUSPENDED})(?![\w‐-])", second, re.IGNORECASE):
        return f"{first} {second}"
    start = _START.match(second)
    if start is None or cut[-2].isdecimal():
        return first + second if second[0].isalnum() else f"{first} {second}"
    if cut.endswith("\u00ad"):
        return first[:-1] + second
    return first + second if _keeps_hyphen(cut, start[0], words) else first[:-1] + second


def _keeps_hyphen(cut: str, start: str, words: Mapping[str, int]) -> bool:
    """Decide by what the document writes elsewhere; without witness, by whether the halves are words."""
    if start[0].isupper():
        return not (cut[:-1].isupper() and start.isupper() and (cut[:-1] + start).lower() in words)
    before = cut[:-1].lower().replace("‐", "-")
    after = start.lower()
    solid, hyphened = words.get(before + after, 0), words.get(f"{before}-{after}", 0)
    if solid or hyphened:
        return hyphened > solid
    if "-" in before or "-" in after:
        return True
    return words.get(after, 0) > 0 and (words.get(before, 0) > 0 or (len(after) > 4 and words[after] > 1))
