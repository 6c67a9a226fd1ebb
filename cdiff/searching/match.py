"""Where a term occurs in a text."""

from __future__ import annotations

from collections.abc import Iterator

from cdiff.core.records import record
from cdiff.searching.term import Phrase, Term, TermWord
from cdiff.searching.words import TextWord, TextWords, words_of


@record
class Occurrence:
    """A place in a text, in characters."""

    start: int
    end: int


def find(term: Term, text: str | TextWords) -> list[Occurrence]:
    """Find a term in a text, from left to right; of overlapping occurrences the first, of these the longest.

    A caller that searches for many terms passes the words of the text (`words_of`), which are then cut once.
    """
    words = text if isinstance(text, TextWords) else words_of(text)
    found: list[Occurrence] = []
    free = 0
    for start, end in sorted(_places(term, words), key=lambda place: (place[0], -place[1])):
        if start >= free:
            found.append(Occurrence(words.words[start].start, words.words[end - 1].end))
            free = end
    return found


def count(term: Term, text: str | TextWords) -> int:
    """Count the occurrences of a term in a text."""
    return len(find(term, text))


def _places(term: Term, words: TextWords) -> Iterator[tuple[int, int]]:
    """Yield the runs of words that are the term, each as the place of its first word and the one after its last."""
    for phrase in term.phrases:
        first = phrase[0]
        if first.starts or first.ends or first.accented:
            starts = [at for at, word in enumerate(words.words) if _is(first, word)]
        else:
            starts = words.places.get(first.text, [])
        for start in starts:
            end = start + len(phrase)
            if _stands(phrase, words.words, start) and not _is_excluded(term, words.words, start, end):
                yield start, end


def _stands(phrase: Phrase, words: tuple[TextWord, ...], start: int) -> bool:
    """Whether a phrase stands at a place of a text."""
    if start < 0 or start + len(phrase) > len(words):
        return False
    run = words[start : start + len(phrase)]
    return all(
        _is(part, word) and (at == 0 or _meets(part.gap, word.gap))
        for at, (part, word) in enumerate(zip(phrase, run, strict=True))
    )


def _is(part: TermWord, word: TextWord) -> bool:
    text = word.folded if part.accented else word.plain
    if part.starts and part.ends:
        return part.text in text
    if part.starts:
        return text.startswith(part.text)
    return text.endswith(part.text) if part.ends else text == part.text


def _meets(typed: str, there: str) -> bool:
    """Whether what stands between two words is what was typed there; space and hyphen are the same."""
    return typed == there or (typed in (" ", "-") and there in (" ", "-"))


def _is_excluded(term: Term, words: tuple[TextWord, ...], start: int, end: int) -> bool:
    """Whether a context that the term excludes stands directly before or after a place, with no sign in between."""
    joined = [0 < at < len(words) and words[at].gap in ("", " ", "-") for at in (start, end)]
    before = joined[0] and any(_stands(phrase, words, start - len(phrase)) for phrase in term.not_after)
    return before or (joined[1] and any(_stands(phrase, words, end) for phrase in term.not_before))
