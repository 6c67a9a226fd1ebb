"""Where a term stands in a text."""

from __future__ import annotations

from collections.abc import Iterator

from cdiff.core.records import NamedTuple
from cdiff.searching.term import Part, Phrase, Term
from cdiff.searching.words import Word, Words, words_of


class Span(NamedTuple):
    """A place in a text, in characters."""

    start: int
    end: int


def find(term: Term, text: str | Words) -> list[Span]:
    """Find a term in a text, from left to right; of two places that overlap, the longer one that starts first.

    Who looks for many terms hands in the words of the text (`words_of`), which are then cut once.
    """
    words = text if isinstance(text, Words) else words_of(text)
    found: list[Span] = []
    free = 0
    for start, end in sorted(_places(term, words), key=lambda place: (place[0], -place[1])):
        if start >= free:
            found.append(Span(words.words[start].start, words.words[end - 1].end))
            free = end
    return found


def count(term: Term, text: str | Words) -> int:
    """Count a term in a text."""
    return len(find(term, text))


def _places(term: Term, words: Words) -> Iterator[tuple[int, int]]:
    """Give the runs of words that are the term, each as the place of its first word and the one behind its last."""
    for phrase in term.phrases:
        for start in _starts(phrase[0], words):
            if _stands(phrase, words.words, start) and not _is_excluded(term, words.words, start, start + len(phrase)):
                yield start, start + len(phrase)


def _starts(part: Part, words: Words) -> list[int]:
    """Give the places where the first word of a phrase may stand."""
    if not (part.starts or part.ends or part.accented):
        return words.places.get(part.text, [])
    return [at for at, word in enumerate(words.words) if _is(part, word)]


def _stands(phrase: Phrase, words: tuple[Word, ...], start: int) -> bool:
    if start < 0 or start + len(phrase) > len(words):
        return False
    run = words[start : start + len(phrase)]
    return all(
        _is(part, word) and (at == 0 or _meets(part.gap, word.gap))
        for at, (part, word) in enumerate(zip(phrase, run, strict=True))
    )


def _is(part: Part, word: Word) -> bool:
    text = word.folded if part.accented else word.plain
    if part.starts and part.ends:
        return part.text in text
    if part.starts:
        return text.startswith(part.text)
    return text.endswith(part.text) if part.ends else text == part.text


def _meets(typed: str, there: str) -> bool:
    """Whether what stands between two words is what was typed there; space and hyphen are one."""
    return typed == there or (typed in (" ", "-") and there in (" ", "-"))


def _is_excluded(term: Term, words: tuple[Word, ...], start: int, end: int) -> bool:
    if any(_joins(words, start) and _stands(phrase, words, start - len(phrase)) for phrase in term.not_after):
        return True
    return any(_joins(words, end) and _stands(phrase, words, end) for phrase in term.not_before)


def _joins(words: tuple[Word, ...], at: int) -> bool:
    """Whether no sign parts a word from the one before it."""
    return 0 < at < len(words) and words[at].gap in ("", " ", "-")
