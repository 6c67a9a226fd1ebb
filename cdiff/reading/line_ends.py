"""Line ends: whether two lines are joined by a space, by nothing, or by a hyphen that belongs to the word."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from cdiff.core.grammar import SUSPENDED
from cdiff.core.model import Block
from cdiff.core.records import replace

_SOLID = frozenset(
    (
        "any down every fore for here how in it never no not on out over some them there under up what when where with "
        "bio cyber eco electro geo hydro hyper inter intra macro micro multi neo photo psycho socio super trans tele"
    ).split()
)
"""What begins longer words: in `under-stand` both halves are words, and yet it is no compound."""
_WORD = re.compile(r"[^\W\d_]+(?:[-‐’'][^\W\d_]+)*")
_CUT = re.compile(r"(?<!\w)(?<!\w[-‐])(?:\w+[-‐])*\w+[-‐\u00ad]$")
_HYPHENS = ("-", "‐", "\u00ad")
_START = re.compile(r"[^\W\d_]+(?:[-‐’'][^\W\d_]+)*")
_CLOSED = (*'.;:!?”"’)]', "; and", "; or")
_ADDRESS = re.compile(r"(?:https?://|www\.)\S*$")
_SLASH = re.compile(r"[\w.]/$")
_DASH = re.compile(r"\w[—–]$")


UNHYPHENATED = "-"
"""Counted like a word where a text divides no words at line ends."""
_ENOUGH = 40
"""So many lines show how a text is set."""
_HYPHENATED = 0.04
"""Programs that divide words do so on one line of twenty at least; compounds end one line of fifty."""


def is_closed(line: str) -> bool:
    """Whether a line ends as one does behind which a sentence may begin."""
    return line.endswith(_CLOSED)


def vocabulary_of(lines: Iterable[str]) -> Counter[str]:
    """Count the words of a document that stand whole within its lines.

    The halves of a word that a line end cuts are no words, and no witnesses for themselves. All cuts together are a
    witness. In a long text with few of them, and in a short one that has compounds within its lines and is cut again
    and again through one word alone, nobody divided words, and the hyphens are their own; unless such a word stands
    whole elsewhere. `UNHYPHENATED` says so.
    """
    words: Counter[str] = Counter()
    cut = False
    count = 0
    cuts: list[str] = []
    for line in lines:
        count += 1
        found = [match[0] for match in _WORD.finditer(line)]
        if cut and cuts and found:
            cuts[-1] += found[0].lower()
        if cut:
            found = found[1:]
        end = _CUT.search(line) if line.endswith(_HYPHENS) else None
        cut = end is not None
        if end:
            cuts.append(end[0][:-1].lower())
            found = found[:-1]
        words.update(word.lower().replace("‐", "-") for word in found)
        for word in found:
            if "-" in word:
                words.update(part.lower() for part in word.split("-"))
    few = count >= _ENOUGH and len(cuts) < _HYPHENATED * count
    one_word = len(cuts) > 1 and len(set(cuts)) == 1 and any("-" in word for word in words)
    if (few or one_word) and not any(words[solid] for solid in cuts):
        words[UNHYPHENATED] = 1
    return words


def with_whole_words(blocks: Sequence[Block]) -> list[Block]:
    """Put together the words that the line ends of a plain text cut; the second half goes to the line of the first."""
    words = vocabulary_of(block.text.strip() for block in blocks)
    whole: list[Block] = []
    for block in blocks:
        start, _, rest = block.text.strip().partition(" ")
        last = whole[-1].text.rstrip() if whole else ""
        cut = last.endswith(_HYPHENS) and _CUT.search(last) and not block.gap and _START.match(start)
        joined = join_lines(last, start, words) if cut else ""
        if not joined or joined == f"{last} {start}":
            whole.append(block)
            continue
        whole[-1] = replace(whole[-1], text=joined)
        if rest.strip():
            indent = block.text[: len(block.text) - len(block.text.lstrip())]
            whole.append(replace(block, text=indent + rest.lstrip()))
    return whole


def join_lines(first: str, second: str, words: Mapping[str, int]) -> str:
    """Put two lines of one paragraph together."""
    if not first or not second:
        return first or second
    cut = _CUT.search(first) if first.endswith(_HYPHENS) else None
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
    if re.match(rf"(?:{'|'.join(SUSPENDED)})(?![\w‐-])", second, re.IGNORECASE):
        return f"{first} {second}"
    start = _START.match(second)
    if start is None or cut[-2].isdecimal():
        return first + second if second[0].isalnum() else f"{first} {second}"
    if cut.endswith("\u00ad"):
        return first[:-1] + second
    return first + second if _keeps_hyphen(cut, start[0], words) else first[:-1] + second


def _keeps_hyphen(cut: str, start: str, words: Mapping[str, int]) -> bool:
    """Decide by what the document writes elsewhere; without witness, by whether the halves are words in it."""
    if start[0].isupper():
        return not (cut[:-1].isupper() and start.isupper() and (cut[:-1] + start).lower() in words)
    before = cut[:-1].lower().replace("‐", "-")
    after = start.lower()
    solid, hyphened = words.get(before + after, 0), words.get(f"{before}-{after}", 0)
    if solid or hyphened:
        return hyphened > solid
    if UNHYPHENATED in words or "-" in before or "-" in after or len(before) == 1:  # `peer-to-peer`, `n-tridecanal`
        return True
    if before in _SOLID or not words.get(after, 0):
        return False
    return words.get(before, 0) > 0 or (len(after) > 4 and words[after] > 1)
