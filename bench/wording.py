"""Words that remember where they come from, and the material that new wording is made of."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from random import Random
from typing import NamedTuple

_LINKS = {"and", "or", "as", "in", "with"}
_DANGLING = re.compile(
    r"|a|about|against|all|among|an|and|any|are|as|at|be|between|beyond|but|by|can|could|during|each|every|for"
    r"|from|has|have|if|in|including|into|is|its|may|must|nor|not|of|on|or|over|per|should|such|than|that|the|their"
    r"|these|this|those|through|to|towards|under|upon|was|we|were|when|where|which|while|will|with|within|without|would"
)


class Word(NamedTuple):
    """A printed word; `origin` numbers the word of the old draft that it is, or is none for a new word.

    A word keeps its origin only as long as it is printed the same: a comma behind it makes it a new one. Who asks
    where a word comes from, not whether it changed, goes by its `root`.
    """

    form: str
    origin: int | None = None
    was: int | None = None
    """The word that it is in another print or in another place; `bench.histories` says more."""

    @property
    def root(self) -> int | None:
        """The word that it is, printed the same or not."""
        return self.was if self.origin is None else self.origin


Words = list[Word]


def fresh(forms: Iterable[str]) -> Words:
    """Turn printed words into words that no draft had before."""
    return [Word(form) for form in forms]


def reshape(word: Word, form: str) -> Word:
    """Print a word in another way: the same word comes back only when nothing changed."""
    return word if word.form == form else Word(form, None, word.root if core(word.form) == core(form) else None)


def shifted(words: Iterable[Word]) -> Words:
    """Give words that changed although nobody wrote them anew: they stand elsewhere now."""
    return [Word(word.form, None, word.root) for word in words]


def core(form: str) -> str:
    """Give a word without the punctuation around it, in small letters."""
    return form.strip(".,;:()“”\"'").casefold()


def is_free(form: str) -> bool:
    """Whether a word can stand anywhere: no footnote mark, no suspended hyphen, no bracket or quotation."""
    return "[^" not in form and not form.endswith("-") and not set(form) & set('()[]“”"')


def is_dangling(form: str) -> bool:
    """Whether no clause ends with a word: `of`, `including`, or nothing but punctuation."""
    return _DANGLING.fullmatch(core(form)) is not None


def capitalised(form: str) -> str:
    """Give a word with a capital first letter."""
    return form[:1].upper() + form[1:]


def lowered(form: str) -> str:
    """Give a word as it stands inside a sentence: `Develop` becomes `develop`, `UNFCCC` stays."""
    return form[:1].lower() + form[1:] if form[1:].islower() or len(form) == 1 else form


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The text that new wording is drawn from: the same text, so that what is new resembles what is old."""

    texts: tuple[tuple[str, ...], ...]
    """The clauses of some length, as words."""
    verbs: tuple[str, ...]
    """First words of the actions: `Develop`, `Establish` …"""
    items: tuple[tuple[str, ...], ...]
    """Members of enumerations: what stands between two commas in one to three words."""

    def window(self, rng: Random, length: int) -> list[str]:
        """Draw about `length` words that stand in a row somewhere, without punctuation at the ends."""
        for _ in range(50):
            text = rng.choice(self.texts)
            start = rng.randrange(1, max(2, len(text) - length))
            run = list(text[start : start + length])
            if run and all(is_free(form) and not form.endswith((".", ":")) for form in run[:-1]):
                run[-1] = run[-1].strip(".,;:")
                while run and is_dangling(run[-1]):
                    run.pop()
                if run and is_free(run[-1]):
                    return run
        return ["relevant", "stakeholders"]

    def compose(self, rng: Random, length: int) -> list[str]:
        """Make a clause of about `length` words out of short runs of many clauses."""
        forms = [rng.choice(self.verbs)]
        while len(forms) < length:
            forms += self.window(rng, rng.randint(3, 8))
        return forms

    def sentence(self, rng: Random) -> list[str]:
        """Make a sentence of 8 to 24 words."""
        forms = ["We", "will", *self.compose(rng, rng.randint(6, 22))]
        forms[2] = lowered(forms[2])
        forms[-1] += "."
        return forms


def vocabulary(texts: Sequence[str], actions: Sequence[str]) -> Vocabulary:
    """Gather the material of a draft from the texts of its clauses and of its actions."""
    split = [tuple(text.split()) for text in texts]
    long = tuple(words for words in split if len(words) >= 12)
    verbs = sorted({text.split()[0] for text in actions if text.split()[0].isalpha()})
    items = sorted({item for words in long for item in _items(words)})
    return Vocabulary(long, tuple(verbs) or ("Promote",), tuple(items) or (("relevant", "stakeholders"),))


def _items(words: tuple[str, ...]) -> list[tuple[str, ...]]:
    commas = [k for k, form in enumerate(words) if form.endswith(",")]
    found = []
    for left, right in pairwise(commas):
        item = (*words[left + 1 : right], words[right][:-1])
        if len(item) <= 3 and all(map(is_free, item)) and core(item[0]) not in _LINKS:
            found.append(item)
    return found
