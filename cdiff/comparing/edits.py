"""Word edits: which words of a clause went and which came, as a lawyer would draw them.

The difference itself (`subsequence`) is the shortest, not the most readable: two phrases with nothing in common
but "of the" come out as a chain of scraps. So stretches that stayed are given up where they weigh less than what
changed on both sides of them, as in the semantic clean-up of Neil Fraser ("Writing: Diff Strategies", 2006),
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
from cdiff.core.records import NamedTuple

_FUNCTION_WORDS = frozenset(
    "a an the of to in on at by for with from and or nor but as than that which who whose this these those its "
    "their our is are was were be been being it they we into per also such any all "
    "de la le les des du et ou à au aux en un une que qui el los las del y o con por para".split()
)
_WEAK = 20
"""The most that a stretch may weigh that is given up: two words of meaning, in tenths of a word."""


class _Text(NamedTuple):
    """A text as words, and the space behind each."""

    words: Sequence[str]
    spaces: Sequence[str]


def word_edits(old: str, new: str) -> tuple[Edit, ...]:
    """Say which words stayed, went and came between two texts in normal form.

    The texts of the edits that are no insertions give the old text, those that are no deletions the new one,
    up to the style of quotation marks. Empty for two equal texts.
    """
    before, after = fold_quotes(old), fold_quotes(new)
    if before == after:
        return (Edit("equal", new),) if new else ()
    start, end = _shared_ends(before, after)
    sides = _cut(old[start : len(old) - end]), _cut(new[start : len(new) - end])
    parts = _parts(*sides, _changed(*sides))
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
    """Find the largest size up to a limit that fits, by halving; a size fits if every smaller one does."""
    low, high = 0, limit
    while low < high:
        middle = (low + high + 1) // 2
        if fits(middle):
            low = middle
        else:
            high = middle - 1
    return low


def _cut(text: str) -> _Text:
    found = pieces(text)
    return _Text([word for word, _ in found], [space for _, space in found])


def _changed(old: _Text, new: _Text) -> list[Gap]:
    """Find where words changed.

    There may be several shortest differences; always asking in the same direction makes the result mirror itself.
    """
    before, after = ([_same(word) for word in side.words] for side in (old, new))
    if after < before:
        return [gap.turned() for gap in _readable(after, before)]
    return _readable(before, after)


def _same(word: str) -> str:
    """Write a word so that it equals what differs in the style of its quotation marks only."""
    return word if word.isascii() else fold_quotes(word)


def _readable(old: Sequence[str], new: Sequence[str]) -> list[Gap]:
    kept = _merge_weak(_slide(gaps(old, new, _weight), old, new), _sums(old), _sums(new))
    return list(_slide(kept, old, new))


def common_words(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[int, int, int]]:
    """Find the stretches of words that two rows of words share in one order, worth showing or not.

    Gives where each begins in the old row and in the new one, and its length.
    """
    found = gaps([_same(word) for word in old], [_same(word) for word in new], _weight)
    start, end = Gap(0, 0, 0, 0), Gap(len(old), len(old), len(new), len(new))
    for before, after in pairwise([start, *found, end]):
        if after.old > before.old_end:
            yield before.old_end, before.new_end, after.old - before.old_end


# What is worth keeping


def is_function_word(word: str) -> bool:
    """Whether a word in small letters says little by itself: `the`, `of`, `and`."""
    return word in _FUNCTION_WORDS


def _slide(found: Sequence[Gap], old: Sequence[str], new: Sequence[str]) -> Iterator[Gap]:
    """Move what only went or only came along equal words to the gap beside it, if it gets there; else to the right.

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
    """Say how far a stretch can move: back to `least` where it gets there and that is a gap, else forward."""
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
    """Give up stretches that stayed but weigh less than the changes on both of their sides."""
    kept: list[Gap] = []
    for gap in found:
        while kept and _is_weak(kept[-1], gap, old, new):
            last = kept.pop()
            gap = Gap(last.old, gap.old_end, last.new, gap.new_end)
        kept.append(gap)
    return kept


def _is_weak(before: Gap, after: Gap, old: Sequence[int], new: Sequence[int]) -> bool:
    stayed = old[after.old] - old[before.old_end]
    return stayed <= _WEAK and 100 * stayed < 67 * min(_size(before, old, new), _size(after, old, new))


def _size(gap: Gap, old: Sequence[int], new: Sequence[int]) -> int:
    """Weigh a change: the heavier of what went and what came."""
    return max(old[gap.old_end] - old[gap.old], new[gap.new_end] - new[gap.new])


def _sums(words: Sequence[str]) -> list[int]:
    """Running sum of the weights of words, in tenths of a word."""
    return list(accumulate(map(_weight, words), initial=0))


@lru_cache(10_000)
def _weight(word: str) -> int:
    if is_function_word(word.lower()):
        return 3
    return 10 if is_word(word) else 1


# As text


def _parts(old: _Text, new: _Text, changed: Sequence[Gap]) -> Iterator[tuple[Op, str]]:
    """Write out what stayed, went and came, as the texts have it."""
    at_old = at_new = 0
    for gap in (*changed, Gap(len(old.words), len(old.words), len(new.words), len(new.words))):
        yield from _stayed(old.spaces[at_old : gap.old], new.words[at_new : gap.new], new.spaces[at_new : gap.new])
        if gap.old < gap.old_end:
            yield "delete", _spelt(old.words[gap.old : gap.old_end], old.spaces[gap.old : gap.old_end])
        if gap.new < gap.new_end:
            yield "insert", _spelt(new.words[gap.new : gap.new_end], new.spaces[gap.new : gap.new_end])
        at_old, at_new = gap.old_end, gap.new_end


def _stayed(gone: Sequence[str], words: Sequence[str], spaces: Sequence[str]) -> Iterator[tuple[Op, str]]:
    """Write out words that stayed; the spaces behind them may have changed."""
    if gone == spaces:
        yield "equal", _spelt(words, spaces)
        return
    for before, word, after in zip(gone, words, spaces, strict=True):
        yield "equal", word
        if before == after:
            yield "equal", after
        else:
            yield "delete", before
            yield "insert", after


def _spelt(words: Sequence[str], spaces: Sequence[str]) -> str:
    return "".join([word + space for word, space in zip(words, spaces, strict=True)])


def _joined(parts: list[tuple[Op, str]]) -> Iterator[Edit]:
    kept = went = came = ""
    for op, text in [*parts, ("equal", "\0")]:
        if op == "delete":
            went += text
        elif op == "insert":
            came += text
        elif text:
            if went or came:
                before, went, came, after = _shared_spaces(went, came)
                yield from _some(kept + before, went, came)
                kept, went, came = after, "", ""
            kept += text
    if kept != "\0":
        yield Edit("equal", kept[:-1])


def _some(kept: str, went: str, came: str) -> Iterator[Edit]:
    if kept:
        yield Edit("equal", kept)
    if went:
        yield Edit("delete", went)
    if came:
        yield Edit("insert", came)


def _shared_spaces(went: str, came: str) -> tuple[str, str, str, str]:
    before = after = ""
    if went[:1] == came[:1] == " ":
        before, went, came = " ", went[1:], came[1:]
    if went[-1:] == came[-1:] == " ":
        after, went, came = " ", went[:-1], came[:-1]
    return before, went, came, after
