"""Word edits: which words of a clause were deleted and which inserted, as a lawyer would mark them.

The difference itself (`subsequence`) is the shortest, not the most readable: two phrases with nothing in common
but "of the" come out as a chain of scraps. So unchanged stretches are given up where they weigh less than the
changes on both sides of them, as in the semantic clean-up of Neil Fraser ("Writing: Diff Strategies", 2006),
but weighed in words: a function word or a comma weighs next to nothing.

Rejected: a difference of characters (it cuts words) and of whole texts (it finds chance agreements between
clauses that have nothing to do with each other).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from itertools import accumulate, pairwise

from cdiff.comparing.subsequence import Gap, gaps
from cdiff.comparing.words import fold_quotes, is_word, pieces
from cdiff.core.model import Edit, Op
from cdiff.core.records import record

_FUNCTION_WORDS = frozenset(
    "a an the of to in on at by for with from and or nor but as than that which who whose this these those its "
    "their our is are was were be been being it they we into per also such any all "
    "de la le les des du et ou à au aux en un une que qui el los las del y o con por para".split()
)
_WEAK = 20
"""The heaviest stretch that is given up: two words of meaning, in tenths of a word."""


@record
class _TokenText:
    """A text as words, and the space after each."""

    words: Sequence[str]
    spaces: Sequence[str]


def word_edits(old: str, new: str) -> tuple[Edit, ...]:
    """Return which words stayed, were deleted and were inserted between two texts in normal form.

    The edits without the insertions are the old text, those without the deletions the new one, up to the style of
    quotation marks. Two equal texts are one equal edit; two empty ones none.
    """
    before, after = fold_quotes(old), fold_quotes(new)
    if before == after:
        return (Edit("equal", new),) if new else ()
    start, end = _shared_ends(before, after)
    cut = [pieces(text[start : len(text) - end]) for text in (old, new)]
    ours, theirs = (_TokenText([word for word, _ in found], [space for _, space in found]) for found in cut)
    parts = _parts(ours, theirs, _changed(ours.words, theirs.words))
    return tuple(_joined([("equal", new[:start]), *parts, ("equal", new[len(new) - end :])]))


def _shared_ends(old: str, new: str) -> tuple[int, int]:
    """Count the characters at the start and at the end that are whole words on both sides and the same."""
    if "  " in old or "  " in new:
        return 0, 0
    shorter = min(len(old), len(new))
    start = old.rfind(" ", 0, _longest(shorter, lambda size: old[:size] == new[:size])) + 1
    end = _longest(shorter - start, lambda size: old[len(old) - size :] == new[len(new) - size :])
    gap = old.find(" ", len(old) - end) if end else -1
    return start, len(old) - gap - 1 if gap >= 0 else 0


def _longest(limit: int, fits: Callable[[int], bool]) -> int:
    """Find the largest size up to a limit that fits, by bisection; where one fits, every smaller one does."""
    low, high = 0, limit
    while low < high:
        middle = (low + high + 1) // 2
        if fits(middle):
            low = middle
        else:
            high = middle - 1
    return low


def _changed(old: Sequence[str], new: Sequence[str]) -> list[Gap]:
    """Find where words changed.

    There may be several shortest differences; always asking in the same direction makes the result mirror itself.
    """
    before, after = list(map(fold_quotes, old)), list(map(fold_quotes, new))
    turned = after < before
    if turned:
        before, after = after, before
    found = _merge_weak(_slide(gaps(before, after, _weight), before, after), _sums(before), _sums(after))
    return [gap.turned() if turned else gap for gap in _slide(found, before, after)]


def common_words(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[int, int, int]]:
    """Find the stretches that two sequences of words share in one order, worth showing or not.

    Yields where each begins in the old sequence and in the new one, and its length.
    """
    found = gaps(list(map(fold_quotes, old)), list(map(fold_quotes, new)), _weight)
    start, end = Gap(0, 0, 0, 0), Gap(len(old), len(old), len(new), len(new))
    for before, after in pairwise([start, *found, end]):
        if after.old > before.old_end:
            yield before.old_end, before.new_end, after.old - before.old_end


# What is worth keeping


def is_function_word(word: str) -> bool:
    """Whether a word in small letters carries little meaning by itself: `the`, `of`, `and`."""
    return word in _FUNCTION_WORDS


def _slide(found: Sequence[Gap], old: Sequence[str], new: Sequence[str]) -> Iterator[Gap]:
    """Shift pure deletions and insertions along equal words to the gap before them, if they reach it; else right.

    `the [rights of the] child` and `[the rights of] the child` are the same difference.
    """
    ends = Gap(len(old), len(old), len(new), len(new))
    before = (0, 0)
    for gap, following in pairwise([*found, ends]):
        if gap.old == gap.old_end:
            step = _step(new, gap.new, gap.new_end, before[1], following.new)
            gap = gap.shifted(step, step)
        elif gap.new == gap.new_end:
            step = _step(old, gap.old, gap.old_end, before[0], following.old)
            gap = gap.shifted(step, step)
        before = gap.old_end, gap.new_end
        yield gap


def _step(words: Sequence[str], start: int, end: int, least: int, most: int) -> int:
    """Return how far a stretch can be shifted: back to `least` if it gets there and that is a gap, else forward."""
    back = 0
    while start + back > least and words[start + back - 1] == words[end + back - 1]:
        back -= 1
    if least and back and start + back == least:
        return back
    step = 0
    while end + step < most and words[start + step] == words[end + step]:
        step += 1
    return step


def _merge_weak(found: Iterator[Gap], old: Sequence[int], new: Sequence[int]) -> list[Gap]:
    """Give up unchanged stretches of at most `_WEAK` that weigh less than two thirds of the smaller change beside them.

    `old` and `new` are the running sums of the weights of the words (`_sums`).
    """

    def size(gap: Gap) -> int:
        return max(old[gap.old_end] - old[gap.old], new[gap.new_end] - new[gap.new])

    kept: list[Gap] = []
    for gap in found:
        while kept:
            last, stayed = kept[-1], old[gap.old] - old[kept[-1].old_end]
            if stayed > _WEAK or 100 * stayed >= 67 * min(size(last), size(gap)):
                break
            gap = Gap(last.old, gap.old_end, last.new, gap.new_end)
            kept.pop()
        kept.append(gap)
    return kept


def _sums(words: Sequence[str]) -> list[int]:
    """Return the running sum of the weights of words, in tenths of a word."""
    return list(accumulate(map(_weight, words), initial=0))


@lru_cache(10_000)
def _weight(word: str) -> int:
    if is_function_word(word.lower()):
        return 3
    return 10 if is_word(word) else 1


# As text


def _parts(old: _TokenText, new: _TokenText, changed: Sequence[Gap]) -> Iterator[tuple[Op, str]]:
    """Write out what stayed, was deleted and was inserted, as the texts print it.

    Words that stayed are written as the new text has them; the spaces after them may have changed.
    """

    def spelt(text: _TokenText, start: int, stop: int) -> str:
        return "".join(
            [word + space for word, space in zip(text.words[start:stop], text.spaces[start:stop], strict=True)]
        )

    at_old = at_new = 0
    for gap in (*changed, Gap(len(old.words), len(old.words), len(new.words), len(new.words))):
        gone, spaces = old.spaces[at_old : gap.old], new.spaces[at_new : gap.new]
        if gone == spaces:
            yield "equal", spelt(new, at_new, gap.new)
        else:
            for before, word, after in zip(gone, new.words[at_new : gap.new], spaces, strict=True):
                yield "equal", word
                if before == after:
                    yield "equal", after
                else:
                    yield "delete", before
                    yield "insert", after
        yield "delete", spelt(old, gap.old, gap.old_end)
        yield "insert", spelt(new, gap.new, gap.new_end)
        at_old, at_new = gap.old_end, gap.new_end


def _joined(parts: list[tuple[Op, str]]) -> Iterator[Edit]:
    """Join neighbouring parts into edits, a deletion before the insertion in its place; spaces that both share stay."""
    kept = deleted = inserted = ""
    for op, text in [*parts, ("equal", "\0")]:
        if op == "delete":
            deleted += text
        elif op == "insert":
            inserted += text
        elif text:
            if deleted or inserted:
                if deleted[:1] == inserted[:1] == " ":
                    kept, deleted, inserted = kept + " ", deleted[1:], inserted[1:]
                after = ""
                if deleted[-1:] == inserted[-1:] == " ":
                    after, deleted, inserted = " ", deleted[:-1], inserted[:-1]
                written: tuple[tuple[Op, str], ...] = ("equal", kept), ("delete", deleted), ("insert", inserted)
                yield from (Edit(op, text) for op, text in written if text)
                kept, deleted, inserted = after, "", ""
            kept += text
    if kept != "\0":
        yield Edit("equal", kept[:-1])
