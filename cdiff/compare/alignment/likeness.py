"""How alike two clauses are: words and word pairs, weighed by how rare they are in both texts.

A clause is the set of its word stems and of its pairs of neighbouring stems. A stem weighs
`log(1 + clauses / clauses with it)`, counted over both texts, so that a stem sentence that every objective
repeats, and "the", say little and a name says much; a pair weighs the mean of its two words. Likeness is
Dice's coefficient of the weights: twice what is shared over what there is. Sums are whole numbers: the same
whatever the order of summation, so that exchanging old and new gives the same figure to the last bit.

Dice rather than containment (shared over the smaller side): containment took a short clause for the same as
every long one around it and cost one to three points on every corpus, however much it was damped. Rather
than edit distance: a phrase that moved inside its clause is still there.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise
from math import log

from cdiff.compare.words import TOKEN, fold, is_word

Words = tuple[int, ...]
Features = frozenset[int]

_TOKEN = re.compile(TOKEN.pattern.removesuffix(r"(\s*)"))
_ENDINGS = re.compile(r"(?<=\w{3})(?:i[sz]ations?|ations?|i[sz](?:e[sd]?|ing)|i(?:ng|es|ed)|e[sd]|ly|[sey])$")
_SCALE = 1000
_KEPT = 20_000
"""Clauses whose features are held at once; what lies further back is made again when it is asked for."""


def stem(word: str) -> str:
    """Cut off the ending that a redraft changes first: organise, organizing, organization."""
    return _ENDINGS.sub("", word) if word.isalpha() else word


class Lexicon(dict[str, int]):
    """Numbers for tokens as printed, shared by both texts; -1 for what is no word."""

    def __init__(self) -> None:
        super().__init__()
        self._words: dict[str, int] = {}
        self._stems: dict[str, int] = {}
        self._texts: dict[str, Words] = {}
        self.numeral: list[bool] = []
        self.stem_of: list[int] = []

    def read(self, text: str) -> Words:
        """Turn a text into the numbers of its folded words."""
        words = self._texts.get(text)
        if words is None:
            words = self._texts[text] = tuple([n for token in _TOKEN.findall(text) if (n := self[token]) >= 0])
        return words

    def __missing__(self, token: str) -> int:
        number = self[token] = self._enter(fold(token)) if is_word(token) else -1
        return number

    def _enter(self, word: str) -> int:
        number = self._words.setdefault(word, len(self._words))
        if number == len(self.stem_of):
            self.stem_of.append(self._stems.setdefault(stem(word), len(self._stems)))
            self.numeral.append(any(map(str.isdigit, word)))
        return number


class Likeness:
    """The words of both texts, and the likeness of any two stretches of them."""

    def __init__(self, old: Sequence[str], new: Sequence[str]) -> None:
        lexicon = Lexicon()
        self.old = [lexicon.read(text) for text in old]
        self.new = [lexicon.read(text) for text in new]
        self._lexicon = lexicon
        self._weight = self._weigh()
        self.repetition = self._repetition()
        self._features: tuple[dict[int, Features], dict[int, Features]] = ({}, {})
        self._totals: tuple[dict[int, int], dict[int, int]] = ({}, {})
        self._known: dict[tuple[int, int], float] = {}

    def _weigh(self) -> dict[int, int]:
        count: Counter[int] = Counter()
        for side in (self.old, self.new):
            for words in side:
                count.update(set(self.stems(words)))
        clauses = len(self.old) + len(self.new)
        return {stem: int(_SCALE * log(1 + clauses / times)) for stem, times in count.items()}

    def _repetition(self) -> float:
        """Share of the clauses whose words stand elsewhere on the same side too."""
        once = sum(times == 1 for side in (self.old, self.new) for times in Counter(side).values())
        return 1 - once / max(1, len(self.old) + len(self.new))

    def stems(self, words: Words) -> list[int]:
        """Stems of the words, without a number that only labels what follows it (`4.2.1. DATA`)."""
        stem_of = self._lexicon.stem_of
        if len(words) > 1 and self._lexicon.numeral[words[0]]:
            words = words[1:]
        return [stem_of[word] for word in words]

    def features(self, stems: Iterable[int]) -> Features:
        """Collect stems and pairs of neighbouring stems."""
        stems = list(stems)
        weight = self._weight
        pairs = {(first + 1) << 32 | second: (first, second) for first, second in pairwise(stems)}
        for pair, (first, second) in pairs.items():
            if pair not in weight:
                weight[pair] = (weight[first] + weight[second]) >> 1
        return frozenset(pairs).union(stems)

    def weight(self, feature: int) -> int:
        """Weight of one stem or pair of stems."""
        return self._weight[feature]

    def known(self) -> Iterable[tuple[tuple[int, int], float]]:
        """All pairs compared so far."""
        return self._known.items()

    def total(self, features: Iterable[int]) -> int:
        """Add up the weights."""
        return sum(map(self._weight.__getitem__, features))

    def of(self, side: int, position: int) -> Features:
        """Features of a clause: side 0 is old, 1 is new."""
        kept = self._features[side]
        found = kept.get(position)
        if found is None:
            if len(kept) >= _KEPT:
                kept.clear()
            found = kept[position] = self.features(self.stems((self.old, self.new)[side][position]))
        return found

    def same(self, old: int, new: int) -> bool:
        """Whether the folded words of two clauses are the same."""
        return self.old[old] == self.new[new]


    def dice(self, one: Features, other: Features) -> float:
        """Compare two collections of features."""
        whole = self.total(one) + self.total(other)
        return min(2 * self.total(one & other) / whole, 0.9999) if whole else 0.0

    def pair(self, old: int, new: int) -> float:
        """Likeness of two clauses, 1 when their folded words are the same and only then."""
        key = (old, new)
        found = self._known.get(key)
        if found is None:
            found = self._known[key] = 1.0 if self.same(old, new) else self._compare(old, new)
        return found

    def _compare(self, old: int, new: int) -> float:
        whole = self.weight_of(0, old) + self.weight_of(1, new)
        return min(2 * self.total(self.of(0, old) & self.of(1, new)) / whole, 0.9999) if whole else 0.0

    def weight_of(self, side: int, position: int) -> int:
        """Weight of everything in a clause."""
        kept = self._totals[side]
        found = kept.get(position)
        if found is None:
            found = kept[position] = self.total(self.of(side, position))
        return found
