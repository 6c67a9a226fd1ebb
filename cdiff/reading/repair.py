"""Words that a bad PDF glued together, parted again by the words that are known: `recallingtheNewYork`.

A wrong repair is worse than none. So a token is touched only where no vocabulary knows it, where it parts
into known words without a rest, and where that way is clearly likelier than the next one. Nothing else in the
text changes: every repair puts in spaces, or takes out the hyphen and the space that a line end left behind.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from math import log

from cdiff.core.records import record

_TOKEN = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_LEFTOVER = re.compile(r"(?<![^\W\d_])([^\W\d_]{2,})- ([^\W\d_]{2,})")
_IN_NAME = re.compile(r"[/_@#=&%\\]|\w[.:](?=\w)|[.:]/")
_LEAST = 9
"""Shorter tokens are left alone, unless a capital inside them says where to part."""
_SHORT = frozenset("a I an as at be by in is it of on or to we no so".split())
"""Words of one or two letters that may be a part; any other is more often a rest."""
_JOINTS = frozenset("the and of to that this these their from which shall will have has are was were".split())
"""Two parts are believed only where one of them is such a word: `for`, `in` or `with` begin too many words."""
_SOLID = frozenset(
    (
        "aforementioned aforesaid albeit altogether forasmuch forthcoming forthwith furthermore hereafter "
        "hereby herein hereinafter hereinbefore hereinbelow hereof hereto heretofore hereunder herewith "
        "hitherto howsoever inasmuch insofar insomuch moreover nevertheless nonetheless notwithstanding "
        "nowadays otherwise thenceforth thereabout thereafter thereby therefor therefore therefrom therein "
        "thereinafter thereof thereon thereto theretofore thereunder thereupon therewith whatsoever whenever "
        "whereabouts whereafter whereas whereby wherefore wherein whereof whereon wheresoever whereupon "
        "wherever wherewith whichever whosoever withal withstanding"
    ).split()
)
"""Words of formal English that are made of others: `never the less` is none, whatever the vocabulary knows."""
_WITNESSES = 2
"""A part must be seen this often, or be long."""
_LONG = 6
_LONGEST = 40
_LONGEST_TOKEN = 400
_MARGIN = 3.0
"""How much likelier, in the logarithm, the best way to part must be than the next one."""


@record
class Repair:
    """What stood in the text, and what was made of it."""

    before: str
    after: str


def mend(text: str, vocabulary: Mapping[str, int]) -> tuple[str, tuple[Repair, ...]]:
    """Part the glued words of a text; give the text and the repairs in their order.

    `vocabulary` counts words in small letters. A word that stands in it is never touched, and doing it twice
    changes nothing.
    """
    mender = _Mender(vocabulary)
    repairs: list[Repair] = []
    text = _LEFTOVER.sub(lambda match: mender.rejoin(match, repairs), text)
    text = _TOKEN.sub(lambda match: match[0] if _in_name(match) else mender.part(match[0], repairs), text)
    return text, tuple(repairs)


def _in_name(match: re.Match[str]) -> bool:
    """Whether a token stands in an address, a file name or a symbol: `BRS__TraceabilityOfProducts_v1.pdf`."""
    text, (start, end) = match.string, match.span()
    around = text[max(0, start - 2) : start + 1], text[end - 1 : end + 2]
    return any(_IN_NAME.search(piece) for piece in around)


def redo(text: str, known: Mapping[str, str]) -> tuple[str, tuple[Repair, ...]]:
    """Do the repairs that `mend` gave once more, and no others: what is parted depends on the word alone."""
    done: list[Repair] = []

    def again(match: re.Match[str]) -> str:
        after = known.get(match[0])
        if after is None or (" " in after and _in_name(match)):
            return match[0]
        done.append(Repair(match[0], after))
        return after

    text = _LEFTOVER.sub(again, text)
    return _TOKEN.sub(again, text), tuple(done)


class _Mender:
    """Looks words up, and remembers what it tried."""

    def __init__(self, vocabulary: Mapping[str, int]) -> None:
        self.vocabulary = vocabulary
        self.total = log(1 + sum(vocabulary.values()))
        self.cost = lru_cache(maxsize=4096)(self._cost)

    def rejoin(self, match: re.Match[str], repairs: list[Repair]) -> str:
        """Join `migra- tion` where the vocabulary has `migration` and neither half."""
        first, second = match[1], match[2]
        whole = first + second
        known = self._count(whole) >= _WITNESSES and not self._count(second)
        if not known or self._count(f"{first}-{second}") or not second.islower():
            return match[0]
        repairs.append(Repair(match[0], whole))
        return whole

    def part(self, token: str, repairs: list[Repair]) -> str:
        """Part a token, or give it back."""
        if self._count(token) or len(token) > _LONGEST_TOKEN or not self._is_suspect(token) or token.lower() in _SOLID:
            return token
        words = self._best(token)
        if token[0].islower() and not any(word.lower() in _JOINTS for word in words):
            return token  # `amendPreface` is a name, as programs write them
        doubtful = any(len(word) <= _LONG and self._count(word) < _WITNESSES for word in words)
        if len(words) < 2 or doubtful or not _is_told_apart(words):
            return token
        after = " ".join(words)
        repairs.append(Repair(token, after))
        return after

    def _count(self, word: str) -> int:
        return self.vocabulary.get(word, 0) or self.vocabulary.get(word.lower(), 0)

    def _is_suspect(self, token: str) -> bool:
        """Whether a token may be more than one word; names such as `McDonald` and `eXchange` may not."""
        if token.isupper():
            return len(token) >= 2 * _LEAST
        inner = [at for at in range(1, len(token)) if token[at].isupper() and token[at - 1].islower()]
        return len(token) >= _LEAST or any(at > 2 and len(token) - at > 2 for at in inner)

    def _best(self, token: str) -> list[str]:
        """Find the likeliest way to part a token; none where another is nearly as likely."""
        ways: list[list[tuple[float, tuple[int, ...]]]] = [[(0.0, ())]]
        for end in range(1, len(token) + 1):
            found = [
                (cost + step, (*cuts, end))
                for start in range(max(0, end - _LONGEST), end)
                if ways[start] and (step := self.cost(token[start:end])) is not None and _may_cut(token, start)
                for cost, cuts in ways[start]
            ]
            ways.append(sorted(found)[:2])
        best = ways[-1]
        if not best or (len(best) > 1 and best[1][0] - best[0][0] < _MARGIN):
            return []
        return list(_words(token, best[0][1]))

    def _cost(self, word: str) -> float | None:
        """Say how unlikely a word is; none where it is no word."""
        count = self._count(word)
        if not count:
            return None
        if len(word) <= 2 and word not in _SHORT and word.lower() not in _SHORT:
            return None
        return self.total - log(count) + 1.0


def _may_cut(token: str, at: int) -> bool:
    """Whether a word may begin here: never between a capital and its small letters."""
    return at == 0 or not (token[at - 1].isupper() and token[at].islower() and at > 1)


def _words(token: str, cuts: tuple[int, ...]) -> Iterator[str]:
    start = 0
    for end in cuts:
        yield token[start:end]
        start = end


def _is_told_apart(words: list[str]) -> bool:
    """Whether the parts are words for certain: a joint or a capital between them, and a long one among them."""
    if any(not (word.islower() or word.istitle() or word.isupper()) for word in words):
        return False
    if words[0] == "a" or words[-1] in ("a", "I") or max(map(len, words)) < 4:
        return False
    joints = sum(1 for word in words if word.lower() in _JOINTS)
    capitals = sum(1 for word in words[1:] if word[0].isupper() and len(word) > 2)
    if len(words) == 2:
        return bool(capitals and min(map(len, words)) > 2) or (joints == 1 and max(map(len, words)) >= _LONG)
    return joints + capitals > 0


def gather(others: Iterable[str], own: str = "") -> Counter[str]:
    """Count the words of other versions, and those of the text itself that are no accident.

    A glued word stands in the text too; so the text's own words count only where they come back, and are
    not much longer than words are.
    """
    words: Counter[str] = Counter()
    for text in others:
        words.update(word.lower() for word in _TOKEN.findall(text))
    inside = Counter(word.lower() for word in _TOKEN.findall(own))
    words.update({word: count for word, count in inside.items() if word in words or (count > 1 and len(word) < 20)})
    return words
