"""What two sequences of words have in common, in order: a longest common subsequence, and the gaps between its words.

One integer per word holds, as bits, what is known of the words of the other side (H. Hyyrö, "Bit-parallel
LCS-length computation revisited", AWOCA 2004): the same cost whether few words changed or all of them.

Rejected: Myers' algorithm (1986), by diff-match-patch. Its result is as short, and takes five times as long where
half of the words changed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import islice, pairwise

from cdiff.core.records import record

_LONG = 100_000_000
"""Above this product of lengths, which takes 12 MB, the task is cut into pieces first."""
_WINDOW = 4000
"""Words of each side that are compared at once where such a piece is still too long."""


@record
class Gap:
    """A place where words were deleted, inserted, or both: where it starts and ends (exclusive) on either side."""

    old: int
    old_end: int
    new: int
    new_end: int

    def turned(self) -> Gap:
        """Exchange old and new."""
        return Gap(self.new, self.new_end, self.old, self.old_end)

    def shifted(self, old: int, new: int) -> Gap:
        """Move along both sides."""
        return Gap(self.old + old, self.old_end + old, self.new + new, self.new_end + new)


def gaps(old: Sequence[str], new: Sequence[str], weight: Callable[[str], int]) -> list[Gap]:
    """List the gaps between the words of a longest common subsequence, in order.

    Of several subsequences it is one with the earliest words, because a clause grows at its end more often than at
    its start; where either of two words can be left out, the lighter one is. For sequences whose lengths
    multiply to more than `_LONG` it may be a little shorter than the longest.
    """
    if len(old) * len(new) > _LONG:
        return list(_anchored(old, new, weight))
    return _subsequence(old, new, weight)


def _subsequence(old: Sequence[str], new: Sequence[str], weight: Callable[[str], int]) -> list[Gap]:
    rows = _rows(old, new)
    here = there = old_start = new_start = 0
    found: list[Gap] = []
    while here < len(old) and there < len(new):
        if old[here] == new[there]:
            if old_start < here or new_start < there:
                found.append(Gap(old_start, here, new_start, there))
            here, there = here + 1, there + 1
            old_start, new_start = here, there
            continue
        row, bit = len(new) - there, len(old) - here - 1
        old_may_go = rows[row] >> bit & 1
        if not old_may_go or (weight(new[there]) < weight(old[here]) and _may_go(rows, row, bit)):
            there += 1
        else:
            here += 1
    if old_start < len(old) or new_start < len(new):
        found.append(Gap(old_start, len(old), new_start, len(new)))
    return found


def _may_go(rows: Sequence[int], row: int, bit: int) -> bool:
    """Whether the subsequence is as long without the new word of a row."""
    rest = (2 << bit) - 1
    return (rows[row] & rest).bit_count() == (rows[row - 1] & rest).bit_count()


def _rows(old: Sequence[str], new: Sequence[str]) -> list[int]:
    """Return an integer for each new word, from the last one back, after one for no word.

    Its bits stand for the old words, from the last one back; a bit is 0 where the subsequence from there on
    grows with that old word.
    """
    places: dict[str, int] = {}
    for at, word in enumerate(reversed(old)):
        places[word] = places.get(word, 0) | 1 << at
    row = full = (1 << len(old)) - 1
    rows = [row]
    for word in reversed(new):
        hits = row & places.get(word, 0)
        if hits:
            row = ((row + hits) | (row - hits)) & full
        rows.append(row)
    return rows


def _anchored(old: Sequence[str], new: Sequence[str], weight: Callable[[str], int]) -> Iterator[Gap]:
    """Cut a long task at the words whose neighbours and they occur once on each side, in order (patience diff).

    A word that occurs once by itself may have come twice, once here and once there; three in a row are no chance.
    """
    ours, theirs = _once(old), _once(new)
    pairs = [(at, theirs[words]) for words, at in ours.items() if words in theirs]
    ends = (len(old), len(new))
    for (here, there), (old_end, new_end) in pairwise([(-1, -1), *longest_chain(pairs), ends]):
        here, there = here + 1, there + 1
        for gap in _windowed(old[here:old_end], new[there:new_end], weight):
            yield gap.shifted(here, there)


def _windowed(old: Sequence[str], new: Sequence[str], weight: Callable[[str], int]) -> Iterator[Gap]:
    """Go along a long task with a window on both sides, as far as that is too long.

    The last quarter of what a window finds is only a guess: the next window sees it again, and more.
    """
    here = there = 0
    while (len(old) - here) * (len(new) - there) > _LONG:
        found = _subsequence(old[here : here + _WINDOW], new[there : there + _WINDOW], weight)
        ends = [(0, 0), *((gap.old_end, gap.new_end) for gap in found)]
        most = _WINDOW * 3 // 4
        kept = max(at for at, (one, other) in enumerate(ends) if max(one, other) <= most)
        yield from (gap.shifted(here, there) for gap in found[:kept])
        if kept == len(found):  # the rest of the window is the same
            size = min(_WINDOW, len(old) - here) - ends[-1][0]
            here, there = here + ends[-1][0] + size, there + ends[-1][1] + size
        elif ends[kept] == (0, 0) and found[0].old == found[0].new == 0:
            gap = Gap(here, min(here + most, len(old)), there, min(there + most, len(new)))
            here, there = gap.old_end, gap.new_end
            yield gap
        else:
            here, there = here + found[kept].old, there + found[kept].new
    for gap in _subsequence(old[here:], new[there:], weight):
        yield gap.shifted(here, there)


def _once(words: Sequence[str]) -> dict[tuple[str, str, str], int]:
    """Map the three words in a row that occur once to the position of the middle one."""
    found: dict[tuple[str, str, str], int] = {}
    for at, three in enumerate(zip(words, islice(words, 1, None), islice(words, 2, None), strict=False), 1):
        found[three] = -1 if three in found else at
    return {three: at for three, at in found.items() if at >= 0}


def longest_chain(pairs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the longest chain of pairs that stand in the same order on both sides."""
    from bisect import bisect_left

    pairs.sort()
    tails: list[int] = []
    ends: list[int] = []
    back: list[int] = []
    for at, (_, j) in enumerate(pairs):
        place = bisect_left(tails, j)
        tails[place : place + 1] = [j]
        ends[place : place + 1] = [at]
        back.append(ends[place - 1] if place else -1)
    chain = []
    at = ends[-1] if ends else -1
    while at >= 0:
        chain.append(pairs[at])
        at = back[at]
    return chain[::-1]
