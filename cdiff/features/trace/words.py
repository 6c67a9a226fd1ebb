"""The words of clauses, each with its origin, and how a change carries them from one version to the next."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import accumulate

from cdiff.comparing.edits import common_words, is_function_word
from cdiff.comparing.words import fold, is_word, pieces
from cdiff.core.model import Change, Edit
from cdiff.core.records import record


@record(order=True)
class Mark:
    """Where a word comes from."""

    born: int
    """The place of the version in which it entered."""
    gone: tuple[tuple[int, int], ...] = ()
    """When it was absent: the place of the first version without it, and of the one that had it again."""
    known: int = -1
    """The place of the first version that is known to have it: where it is attested or documented; -1 for none."""
    sure: bool = False
    """Whether it is known that no earlier version had it."""


class MarkedClause:
    """The words of one clause: each with the space after it, and its mark once that is known."""

    __slots__ = ("folded", "marks", "texts")

    def __init__(self, text: str) -> None:
        cut = pieces(text)
        self.texts = tuple(token + space for token, space in cut)
        self.folded = tuple(fold(token) for token, _ in cut)
        self.marks: list[Mark | None] = [None] * len(cut)

    def __len__(self) -> int:
        """Count the tokens."""
        return len(self.texts)

    def carries(self, at: int) -> bool:
        """Whether a word carries meaning by itself."""
        return is_word(self.folded[at]) and not is_function_word(self.folded[at])


Spot = tuple[MarkedClause, int]
"""A word: the line it stands in, its place there."""


def spots_of(lines: Sequence[MarkedClause]) -> list[Spot]:
    """List the words of several clauses."""
    return [(line, at) for line in lines for at in range(len(line))]


def carried(change: Change, old: Sequence[MarkedClause], new: Sequence[MarkedClause]) -> Iterator[tuple[Spot, Spot]]:
    """Pair the words of the old clauses of a change with those of the new ones that they became.

    The word edits of the change decide. Where they replace some words by others, those that differ only in what
    an editor may change are still the same, and so are those that the edits delete and insert again for
    readability.
    """
    ours, theirs = spots_of(old), spots_of(new)
    if not change.edits:
        yield from zip(ours, theirs, strict=True) if len(ours) == len(theirs) else same_words(ours, theirs)
        return
    starts = _starts(old), _starts(new)
    for here, there, equal in _stretches(change.edits):
        left = ours[_first(starts[0], here[0]) : _first(starts[0], here[1])]
        right = theirs[_first(starts[1], there[0]) : _first(starts[1], there[1])]
        if equal and len(left) == len(right):
            yield from zip(left, right, strict=True)
        elif left and right:
            yield from same_words(left, right)


def _starts(lines: Sequence[MarkedClause]) -> list[int]:
    """Return the offset of each word in the joined texts; a space stands between two clauses."""
    sizes = [len(text) + (at == len(line) - 1) for line in lines for at, text in enumerate(line.texts)]
    return [0, *accumulate(sizes)]


def _first(starts: Sequence[int], place: int) -> int:
    """Find the first word that starts at an offset or after it."""
    return min(bisect_left(starts, place), len(starts) - 1)


Stretch = tuple[int, int]


def _stretches(edits: Sequence[Edit]) -> Iterator[tuple[Stretch, Stretch, bool]]:
    """Yield what stayed and what was replaced: where it stands in the old text and in the new one."""
    old = new = 0
    at = 0
    while at < len(edits):
        equal = edits[at].op == "equal"
        start = old, new
        while at < len(edits) and (edits[at].op == "equal") == equal:
            old += len(edits[at].text) * (edits[at].op != "insert")
            new += len(edits[at].text) * (edits[at].op != "delete")
            at += 1
        yield (start[0], old), (start[1], new), equal


def same_words(old: Sequence[Spot], new: Sequence[Spot]) -> Iterator[tuple[Spot, Spot]]:
    """Pair the words of a stretch that are still there in the one that replaced it."""
    one, other = _letters(old), _letters(new)
    if "".join(one) == "".join(other) != "":
        yield from _by_letters(old, one, new, other)
        return
    ours, theirs = _parts(old), _parts(new)
    found: dict[int, list[int]] = {}
    for here, there, size in common_words([part for part, _ in ours], [part for part, _ in theirs]):
        edge = (here == there == 0) or (here + size == len(ours) and there + size == len(theirs))
        if edge or any(new[at][0].carries(new[at][1]) for _, at in theirs[there : there + size]):
            for at in range(size):
                found.setdefault(theirs[there + at][1], []).append(ours[here + at][1])
    for at, origins in found.items():
        if len(origins) == sum(owner == at for _, owner in theirs):
            yield old[origins[0]], new[at]


def _parts(spots: Sequence[Spot]) -> list[tuple[str, int]]:
    """Cut words at their hyphens, each part with the number of its word: `gender-based` may lose its hyphen."""
    return [
        (part, at)
        for at, (line, place) in enumerate(spots)
        for part in (line.folded[place].split("-") if len(line.folded[place]) > 1 else [line.folded[place]])
    ]


def _letters(spots: Sequence[Spot]) -> list[str]:
    """Return the letters of each word, a number as it is (1.5 is not 15), nothing of punctuation."""
    words = [line.folded[at] for line, at in spots]
    return [f"|{word}|" if any(map(str.isdigit, word)) else "".join(filter(str.isalnum, word)) for word in words]


def _by_letters(
    old: Sequence[Spot], one: Sequence[str], new: Sequence[Spot], other: Sequence[str]
) -> Iterator[tuple[Spot, Spot]]:
    """Pair words whose letters are the same in the same order, however they are cut: `health care`, `healthcare`."""
    owners = [spot for spot, letters in zip(old, one, strict=True) for _ in letters]
    at = 0
    for spot, letters in zip(new, other, strict=True):
        if letters:
            yield owners[at], spot
            at += len(letters)
    signs = [[spot for spot, letters in zip(*side, strict=True) if not letters] for side in ((old, one), (new, other))]
    for here, there, size in common_words(*([line.folded[at] for line, at in side] for side in signs)):
        yield from zip(signs[0][here : here + size], signs[1][there : there + size], strict=True)
