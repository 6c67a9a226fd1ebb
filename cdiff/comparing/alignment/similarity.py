"""How alike two clauses are: words and word pairs, weighed by how rare they are in both texts.

A clause is the set of its word stems and of its pairs of neighbouring stems. A stem weighs
`log(1 + clauses / clauses with it)`, counted over both texts, so that "the", and a stem sentence that every objective
repeats, weigh little and a name weighs much; a pair weighs the mean of its two words. Similarity is
Dice's coefficient of the weights: twice what is shared over what there is. Sums are whole numbers: the same
whatever the order of summation, so that exchanging old and new gives the same figure to the last bit.

Dice rather than containment (shared over the smaller side): containment takes a short clause for the same as
every long one around it. Mixed in at .7 it cost F1 .2 to .6 points on every corpus and recall on moved, split,
merged and rewritten clauses two. Rather than edit distance: a phrase that moved inside its clause is still there.
"""

from __future__ import annotations

from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence, Set
from itertools import chain, islice
from math import log
from operator import add

from cdiff.comparing.words import fold, is_word, tokens

Words = bytes
"""The folded words of a clause, eight bytes each: the number of its stem and its own, as both texts share them.

A long text is many small things far apart in memory; looking at each of them costs more than computing with
it. So the words of a clause lie side by side.
"""
Features = dict[int, int]
"""Stems and pairs of neighbouring stems, and what each weighs.

Rejected: two sets, weighed when they share something. They are made in half the time, and compared in twice.
"""

_ENDINGS = frozenset(
    "isations izations isation ization ations ation ising izing ises izes ised ized ise ize "
    "ing ies ied es ed ly s e y".split()
)
_SIZES = {
    last: sorted({len(ending) for ending in _ENDINGS if ending[-1] == last}, reverse=True)
    for last in {ending[-1] for ending in _ENDINGS}
}
"""How long the endings with a last letter are, the longest first."""
_AROUND = ".,;:()\"'"
"""Punctuation around a word."""
_SCALE = 1000
_WORD = 8
"""Bytes of a word: two numbers, as `array` lays them out on this machine."""
_SECOND = (1 << 32) - 1
_FEW = 10
"""A word that no more clauses than this contain, of both texts together, is rare."""
_KEPT = 500_000
"""Features of a side that are held with their weights at once, those of thousands of clauses; the others are computed
again when needed."""


def stem(word: str) -> str:
    """Cut off the ending that a redraft changes first: organise, organizing, organization."""
    if word.isalpha():
        for size in _SIZES.get(word[-1], ()):
            if word[-size:] in _ENDINGS and len(word) >= size + 3:
                return word[:-size]
    return word


def shared(one: Features, other: Features) -> int:
    """Add up the weights of the features that two collections have in common."""
    return sum(map(one.__getitem__, one.keys() & other.keys()))


class Vocabulary(dict[str, Words]):
    """The folded words of each run of characters without a space, and their numbers.

    Texts repeat their words, so cutting at spaces first and looking the run up is twice as fast as the pattern;
    no token contains a space, so it comes to the same.
    """

    def __init__(self) -> None:
        super().__init__()
        self._words: dict[str, Words] = {}
        self._stems: dict[str, int] = {}
        self._texts: dict[str, Words] = {}
        self._numerals: set[Words] = set()

    def read(self, text: str) -> Words:
        """Return the folded words of a text."""
        words = self._texts.get(text)
        if words is None:
            words = self._texts[text] = b"".join(map(self.__getitem__, text.split()))
        return words

    def __missing__(self, run: str) -> Words:
        bare = run.strip(_AROUND)
        if bare.isalpha() and bare.isascii():
            words = self._word(bare.lower())
        else:
            words = b"".join([self._word(fold(token)) for token in tokens(run) if is_word(token)])
        self[run] = words
        return words

    def _word(self, word: str) -> Words:
        found = self._words.get(word)
        if found is None:
            number = self._stems.setdefault(stem(word), len(self._stems) + 1)
            found = self._words[word] = array("I", (number, len(self._words))).tobytes()
            if not word.isalpha() and any(map(str.isdigit, word)):
                self._numerals.add(found)
        return found

    @property
    def stems(self) -> range:
        """The numbers of the stems; none is 0."""
        return range(1, len(self._stems) + 1)

    def labelled(self, words: Words) -> bool:
        """Whether a number stands before other words."""
        return len(words) > _WORD and words[:_WORD] in self._numerals


class Similarity:
    """The words of both texts, and how similar any two stretches of them are."""

    def __init__(self, old: Sequence[str], new: Sequence[str]) -> None:
        vocabulary = Vocabulary()
        self.old = [vocabulary.read(text) for text in old]
        self.new = [vocabulary.read(text) for text in new]
        self._vocabulary = vocabulary
        self._times = Counter(self.old), Counter(self.new)
        self.heaviest = 2 * _SCALE * log(1 + max(1, len(old) + len(new)))
        """What a feature weighs that nothing else contains."""
        self.heaviest = 2 * _SCALE * log(1 + max(1, len(old) + len(new)))
        """What a feature weighs that nothing else contains."""
        self._rare_from = int(_SCALE * log(1 + (len(old) + len(new)) / _FEW))
        self._weight = self._weigh()
        self.repetition = self._repetition()
        self._features: tuple[dict[int, Features], dict[int, Features]] = ({}, {})
        self._held = [0, 0]
        """How many features of each side are held."""
        self._rows: tuple[dict[int, array[int]], dict[int, array[int]]] = ({}, {})
        self._totals = array("q", [-1]) * len(old), array("q", [-1]) * len(new)
        self._known: dict[tuple[int, int], float] = {}
        self._places: tuple[dict[Words, list[int]], dict[Words, list[int]]] | None = None

    def _weigh(self) -> array[int]:
        count: Counter[int] = Counter()
        repeated: dict[int, list[Words]] = defaultdict(list)
        for words, times in (self._times[0] + self._times[1]).items():
            repeated[times].append(words)
        for times, alike in repeated.items():
            once = Counter(chain.from_iterable(map(set, map(self.stems, alike))))
            count.update({stem: times * found for stem, found in once.items()} if times > 1 else once)
        clauses = len(self.old) + len(self.new)
        weights = [int(_SCALE * log(1 + clauses / (count[stem] or 1))) for stem in self._vocabulary.stems]
        return array("i", [0, *weights])

    def _repetition(self) -> float:
        """Return the share of the clauses whose words occur more than once on their side."""
        once = sum(times == 1 for side in self._times for times in side.values())
        return 1 - once / max(1, len(self.old) + len(self.new))

    def twin(self, old: int, new: int) -> bool:
        """Whether two clauses have the same words, and a third one has them too."""
        words = self.old[old]
        return words == self.new[new] and max(times[words] for times in self._times) > 1

    def outnumbered(self, old: int) -> bool:
        """Whether one side has more clauses with the words of an old clause than the other, and both have some."""
        ours, theirs = (times[self.old[old]] for times in self._times)
        return ours != theirs and bool(theirs)

    def equals(self, side: int, position: int) -> Sequence[int]:
        """Return the positions on the other side of the clauses with the same words as a clause."""
        if self._places is None:
            self._places = {}, {}
            for at, texts in enumerate((self.old, self.new)):
                for place, words in enumerate(texts):
                    if words in self._times[1 - at]:
                        self._places[at].setdefault(words, []).append(place)
        return self._places[1 - side].get((self.old, self.new)[side][position], ())

    def stems(self, words: Words) -> array[int]:
        """Return the stems of the words, without a number that only labels what follows it (`4.2.1. DATA`)."""
        stems = array("I", words)[::2]
        return stems[1:] if self._vocabulary.labelled(words) else stems

    def pairs(self, stems: array[int]) -> list[int]:
        """Number the pairs of neighbouring stems, in their order: the two numbers, four bytes each, read as one."""
        flat, count = stems.tobytes(), len(stems) - 1
        pairs = [0] * count
        pairs[::2] = array("Q", flat[: (count + 1) // 2 * 8])
        pairs[1::2] = array("Q", flat[4 : 4 + count // 2 * 8])
        return pairs

    def features(self, stems: array[int]) -> Features:
        """Collect stems and pairs of neighbouring stems, with twice their weights, so that all are whole numbers."""
        weights = list(map(self._weight.__getitem__, stems))
        found = dict(zip(self.pairs(stems), map(add, weights, islice(weights, 1, None)), strict=True))
        found.update(zip(stems, map(add, weights, weights), strict=True))
        return found

    def weight(self, feature: int) -> int:
        """Return twice the weight of one stem or pair of stems."""
        if feature <= _SECOND:
            return 2 * self._weight[feature]
        return self._weight[feature >> 32] + self._weight[feature & _SECOND]

    def known(self) -> Iterable[tuple[tuple[int, int], float]]:
        """Return all pairs compared so far, with their similarity."""
        return self._known.items()

    def of(self, side: int, position: int) -> Features:
        """Return the features of a clause; side 0 is old, 1 is new."""
        kept = self._features[side]
        found = kept.get(position)
        if found is None:
            if self._held[side] >= _KEPT:
                kept.clear()
                self._held[side] = 0
            found = kept[position] = self.features(self.stems((self.old, self.new)[side][position]))
            self._held[side] += len(found)
            self._totals[side][position] = sum(found.values())
        return found

    def keys(self, side: int, position: int) -> Set[int]:
        """Return the features of a clause without their weights; they are not kept."""
        kept = self._features[side].get(position)
        if kept is not None:
            return kept.keys()
        stems = self.stems((self.old, self.new)[side][position])
        found = set(stems)
        found.update(self.pairs(stems))
        return found

    def row(self, side: int, position: int) -> array[int]:
        """Return the features of a clause in a small form, to be iterated once."""
        rows = self._rows[side]
        row = rows.get(position)
        if row is None:
            row = rows[position] = array("q", self.of(side, position))
        return row

    def size(self, side: int, position: int) -> int:
        """Return how many words a clause has."""
        return len((self.old, self.new)[side][position]) // _WORD

    def same(self, old: int, new: int) -> bool:
        """Whether the folded words of two clauses are the same."""
        return self.old[old] == self.new[new]

    def dice(self, one: Features, other: Features) -> float:
        """Return Dice's coefficient of two collections of features, at most .9999."""
        whole = sum(one.values()) + sum(other.values())
        return min(2 * shared(one, other) / whole, 0.9999) if whole else 0.0

    def pair(self, old: int, new: int) -> float:
        """Return the similarity of two clauses, 1 when their folded words are the same and only then."""
        key = (old, new)
        found = self._known.get(key)
        if found is None:
            if self.same(old, new):
                found = 1.0
            else:
                whole = self.weight_of(0, old) + self.weight_of(1, new)
                found = min(2 * shared(self.of(0, old), self.of(1, new)) / whole, 0.9999) if whole else 0.0
            self._known[key] = found
        return found

    def kept(self, side: int, part: int, whole: int) -> float:
        """Return the share of a clause of a side that stands in a clause of the other side."""
        weight = self.weight_of(side, part)
        return shared(self.of(side, part), self.of(1 - side, whole)) / weight if weight else 0.0

    def mass(self, old: int, new: int) -> float:
        """Return how much two clauses share, counted in words that nothing else contains."""
        both = self.weight_of(0, old) + self.weight_of(1, new)
        return self.pair(old, new) * both / (2 * self.heaviest)

    def share_rare_word(self, old: int, new: int) -> bool:
        """Whether two clauses have a word in common that few others contain, beside what recurs through the text."""
        return any(
            self._weight[feature] >= self._rare_from
            for feature in self.of(0, old).keys() & self.of(1, new).keys()
            if feature <= _SECOND
        )

    def rare(self, weight: int) -> float:
        """Express what two clauses share as a number of words that nothing else contains."""
        return weight / self.heaviest

    def weight_of(self, side: int, position: int) -> int:
        """Return the weight of everything in a clause."""
        found = self._totals[side][position]
        if found < 0:
            self.of(side, position)
            found = self._totals[side][position]
        return found
