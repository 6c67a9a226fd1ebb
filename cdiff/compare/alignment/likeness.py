"""How alike two clauses are: words and word pairs, weighed by how rare they are in both texts.

A clause is the set of its word stems and of its pairs of neighbouring stems. A stem weighs
`log(1 + clauses / clauses with it)`, counted over both texts, so that a stem sentence that every objective
repeats, and "the", say little and a name says much; a pair weighs the mean of its two words. Likeness is
Dice's coefficient of the weights: twice what is shared over what there is. Sums are whole numbers: the same
whatever the order of summation, so that exchanging old and new gives the same figure to the last bit.

Dice rather than containment (shared over the smaller side): containment takes a short clause for the same as
every long one around it. Mixed in at .7 it cost F1 .2 to .6 points on every corpus and recall on moved, split,
merged and rewritten clauses two. Rather than edit distance: a phrase that moved inside its clause is still there.
"""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import chain, islice
from math import log
from operator import add

from cdiff.compare.words import fold, is_word, tokens

Words = tuple[int, ...]
Features = dict[int, int]
"""Stems and pairs of neighbouring stems, and what each weighs."""

_ENDINGS = frozenset(
    "isations izations isation ization ations ation ising izing ises izes ised ized ise ize "
    "ing ies ied es ed ly s e y".split()
)
_LAST = frozenset(ending[-1] for ending in _ENDINGS)
_LONGEST = 8
_AROUND = ".,;:()\"'"
"""Signs around a word that are no words themselves."""
_SCALE = 1000
_SECOND = (1 << 32) - 1
_KEPT = 4_000
"""Clauses of a side whose features are held with their weights at once; the others are made anew when needed."""


def stem(word: str) -> str:
    """Cut off the ending that a redraft changes first: organise, organizing, organization."""
    if word[-1:] in _LAST and word.isalpha():
        for size in range(min(_LONGEST, len(word) - 3), 0, -1):
            if word[-size:] in _ENDINGS:
                return word[:-size]
    return word


def shared(one: Features, other: Features) -> int:
    """Add up what two collections of features have in common."""
    return sum(map(one.__getitem__, one.keys() & other.keys()))


class Lexicon(dict[str, Words]):
    """The words in each run of signs without a space, as numbers that both texts share.

    Texts repeat their words, so cutting at spaces first and looking the run up is twice as fast as the pattern;
    no token contains a space, so it comes to the same.
    """

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
            words = self._texts[text] = tuple(chain.from_iterable(map(self.__getitem__, text.split())))
        return words

    def __missing__(self, run: str) -> Words:
        bare = run.strip(_AROUND)
        if bare.isascii() and bare.isalpha():
            words: Words = (self._number(bare.lower()),)
        else:
            words = tuple([self._number(fold(token)) for token in tokens(run) if is_word(token)])
        self[run] = words
        return words

    @property
    def stems(self) -> int:
        """How many different stems there are."""
        return len(self._stems)

    def _number(self, word: str) -> int:
        number = self._words.setdefault(word, len(self._words))
        if number == len(self.stem_of):
            self.stem_of.append(self._stems.setdefault(stem(word), len(self._stems)))
            self.numeral.append(not word.isalpha() and any(map(str.isdigit, word)))
        return number


class Likeness:
    """The words of both texts, and the likeness of any two stretches of them."""

    def __init__(self, old: Sequence[str], new: Sequence[str]) -> None:
        lexicon = Lexicon()
        self.old = [lexicon.read(text) for text in old]
        self.new = [lexicon.read(text) for text in new]
        self._lexicon = lexicon
        self._weight = self._weigh()
        self._twice = [2 * weight for weight in self._weight]
        self._first = [(stem + 1) << 32 for stem in range(len(self._weight))]
        self._times = Counter(self.old), Counter(self.new)
        self.repetition = self._repetition()
        self._features: tuple[dict[int, Features], dict[int, Features]] = ({}, {})
        self._rows: tuple[dict[int, array[int]], dict[int, array[int]]] = ({}, {})
        self._totals: tuple[dict[int, int], dict[int, int]] = ({}, {})
        self._known: dict[tuple[int, int], float] = {}

    def _weigh(self) -> list[int]:
        count = Counter(chain.from_iterable(map(set, map(self.stems, chain(self.old, self.new)))))
        clauses = len(self.old) + len(self.new)
        self._rarest = 2 * _SCALE * log(1 + max(1, clauses))
        return [int(_SCALE * log(1 + clauses / (count[stem] or 1))) for stem in range(self._lexicon.stems)]

    def _repetition(self) -> float:
        """Share of the clauses whose words stand elsewhere on the same side too."""
        once = sum(times == 1 for side in self._times for times in side.values())
        return 1 - once / max(1, len(self.old) + len(self.new))

    def twin(self, old: int, new: int) -> bool:
        """Whether two clauses with the same words are not the only ones with them."""
        words = self.old[old]
        return words == self.new[new] and max(times[words] for times in self._times) > 1

    def stems(self, words: Words) -> list[int]:
        """Stems of the words, without a number that only labels what follows it (`4.2.1. DATA`)."""
        stem_of = self._lexicon.stem_of
        if len(words) > 1 and self._lexicon.numeral[words[0]]:
            words = words[1:]
        return list(map(stem_of.__getitem__, words))

    def pairs(self, stems: Sequence[int]) -> list[int]:
        """Number the pairs of neighbouring stems, in their order."""
        return list(map(add, map(self._first.__getitem__, stems), islice(stems, 1, None)))

    def features(self, stems: Sequence[int]) -> Features:
        """Collect stems and pairs of neighbouring stems, with twice their weights, so that all are whole numbers."""
        weights = list(map(self._weight.__getitem__, stems))
        found = dict(zip(self.pairs(stems), map(add, weights, islice(weights, 1, None)), strict=True))
        found.update(zip(stems, map(add, weights, weights), strict=True))
        return found

    def weight(self, feature: int) -> int:
        """Give twice the weight of one stem or pair of stems."""
        if feature <= _SECOND:
            return self._twice[feature]
        return self._weight[(feature >> 32) - 1] + self._weight[feature & _SECOND]

    def known(self) -> Iterable[tuple[tuple[int, int], float]]:
        """All pairs compared so far."""
        return self._known.items()

    def of(self, side: int, position: int) -> Features:
        """Features of a clause: side 0 is old, 1 is new."""
        kept = self._features[side]
        found = kept.get(position)
        if found is None:
            if len(kept) >= _KEPT:
                kept.clear()
            found = kept[position] = self.features(self.stems((self.old, self.new)[side][position]))
            self._totals[side][position] = sum(found.values())
        return found

    def row(self, side: int, position: int) -> array[int]:
        """Features of a clause in a small form, to go through once."""
        rows = self._rows[side]
        row = rows.get(position)
        if row is None:
            row = rows[position] = array("q", self.of(side, position))
        return row

    def same(self, old: int, new: int) -> bool:
        """Whether the folded words of two clauses are the same."""
        return self.old[old] == self.new[new]

    def dice(self, one: Features, other: Features) -> float:
        """Compare two collections of features."""
        whole = sum(one.values()) + sum(other.values())
        return min(2 * shared(one, other) / whole, 0.9999) if whole else 0.0

    def pair(self, old: int, new: int) -> float:
        """Likeness of two clauses, 1 when their folded words are the same and only then."""
        key = (old, new)
        found = self._known.get(key)
        if found is None:
            found = self._known[key] = 1.0 if self.same(old, new) else self._compare(old, new)
        return found

    def mass(self, old: int, new: int) -> float:
        """How much two clauses share, counted in words that nothing else contains."""
        both = self.weight_of(0, old) + self.weight_of(1, new)
        return self.pair(old, new) * both / (2 * self._rarest)

    def _compare(self, old: int, new: int) -> float:
        whole = self.weight_of(0, old) + self.weight_of(1, new)
        return min(2 * shared(self.of(0, old), self.of(1, new)) / whole, 0.9999) if whole else 0.0

    def weight_of(self, side: int, position: int) -> int:
        """Weight of everything in a clause."""
        found = self._totals[side].get(position)
        if found is None:
            self.of(side, position)
            found = self._totals[side][position]
        return found
