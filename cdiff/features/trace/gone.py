"""Words that are gone, kept so that they are known again when they come back, or stand in another clause.

What came in a clause is the same as what went if one of three things says so:

- it went from the same lineage (or from one that was split or merged with it), the words on one side of it are
  those that stood there then, and it holds a word that means something, or both sides and all of it agree;
- it is, in the same lineage, a row of `SOME` words or more;
- it is a row of `MANY` words and signs or more, wherever it went, that stands nowhere else in the version before: a
  formula that the text uses everywhere says nothing about where it comes from.

`MANY` is a little more than what `git blame -C` takes for copied (40 letters and digits), because negotiated texts
repeat themselves: with 6, on generated histories, every second row found so was new wording in old words.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

from cdiff.comparing.edits import common_words
from cdiff.comparing.words import is_word
from cdiff.core.records import NamedTuple
from cdiff.features.trace.words import Line, Spot

SOME = 3
MANY = 10
_LATEST = 20
"""So many places where a row of words was lost are looked at, the latest ones; a formula may have been everywhere."""


class Run(NamedTuple):
    """Words in a row in one clause."""

    line: Line
    start: int
    stop: int

    @property
    def words(self) -> tuple[str, ...]:
        """Give the words as they are compared."""
        return self.line.folded[self.start : self.stop]


class Lost(NamedTuple):
    """A run that is gone, and since when."""

    run: Run
    left: int
    """The place of the first version without it."""


def runs_of(line: Line, wanted: Iterable[int]) -> Iterator[Run]:
    """Give the runs of some words of a line; the words come in order."""
    start = stop = -1
    for at in wanted:
        if at != stop:
            if stop > start:
                yield Run(line, start, stop)
            start = at
        stop = at + 1
    if stop > start:
        yield Run(line, start, stop)


class Again(NamedTuple):
    """A word that was found again."""

    old: Spot
    new: Spot
    left: int


class Rows:
    """How often rows of `MANY` words stand in a text; counted when somebody asks."""

    def __init__(self, lines: Iterable[Line]) -> None:
        self._lines = lines
        self._counts: Counter[tuple[str, ...]] | None = None

    def count(self, row: tuple[str, ...]) -> int:
        """Count how often a row of words stands in the text."""
        if self._counts is None:
            rows = (line.folded[at : at + MANY] for line in self._lines for at in range(len(line) - MANY + 1))
            self._counts = Counter(rows)
        return self._counts[row]


class Memory:
    """All runs that are gone: by the lineage that they went from, and by what they say."""

    def __init__(self) -> None:
        self._by_lineage: dict[str, list[Lost]] = defaultdict(list)
        self._by_words: dict[tuple[str, ...], list[tuple[Lost, int]]] = defaultdict(list)
        self._used: set[tuple[int, int]] = set()

    def keep(self, lineage: str, lost: Lost) -> None:
        """Remember a run."""
        self._by_lineage[lineage].append(lost)
        words = lost.run.words
        for at in range(len(words) - MANY + 1):
            self._by_words[words[at : at + MANY]].append((lost, lost.run.start + at))

    def use(self, spot: Spot) -> None:
        """Note that a word is there again."""
        self._used.add((id(spot[0]), spot[1]))

    def _is_free(self, line: Line, at: int) -> bool:
        return (id(line), at) not in self._used

    def in_lineages(self, run: Run, lineages: Iterable[str]) -> Iterator[Again]:
        """Find words of a run again that went from one of these lineages, the latest first."""
        known = [lost for name in dict.fromkeys(lineages) for lost in self._by_lineage.get(name, ())]
        there = set(run.words)
        for lost in sorted(known, key=lambda lost: -lost.left):
            if there.isdisjoint(lost.run.words):
                continue
            for here, at, size in common_words(lost.run.words, run.words):
                if _is_same(lost.run, run, here, at, size):
                    yield from self._again(lost, lost.run.start + here, run, run.start + at, size)

    def _again(self, lost: Lost, here: int, run: Run, there: int, size: int) -> Iterator[Again]:
        for at in range(size):
            if self._is_free(lost.run.line, here + at) and run.line.marks[there + at] is None:
                self._used.add((id(lost.run.line), here + at))
                yield Again((lost.run.line, here + at), (run.line, there + at), lost.left)

    def anywhere(self, run: Run, before: Rows, now: int) -> Iterator[Again]:
        """Find long rows of words of a run again, wherever they went.

        `before` counts the rows of words of the version before; `now` is the place of the version with the run.
        """
        at = run.start
        while at + MANY <= run.stop:
            found = self._longest(run, at, before, now)
            if found:
                lost, here, size = found
                yield from self._again(lost, here, run, at, size)
                at += size
            else:
                at += 1

    def _longest(self, run: Run, at: int, before: Rows, now: int) -> tuple[Lost, int, int] | None:
        """Find the lost run that has the most words of a run from a place on; of equals the latest one."""
        row = run.line.folded[at : at + MANY]
        known = self._by_words.get(row, [])
        times = before.count(row) if known else 0
        best: tuple[Lost, int, int] | None = None
        for lost, here in [(lost, here) for lost, here in known if times == (lost.left == now)][-_LATEST:]:
            size = self._size(run, at, lost, here)
            if size >= MANY and (best is None or (size, lost.left) > (best[2], best[0].left)):
                best = lost, here, size
        return best

    def _size(self, run: Run, at: int, lost: Lost, here: int) -> int:
        """Count the words that go on in the same way in both runs and are free."""
        size = 0
        while at + size < run.stop and here + size < lost.run.stop:
            same = run.line.folded[at + size] == lost.run.line.folded[here + size]
            if not same or run.line.marks[at + size] or not self._is_free(lost.run.line, here + size):
                break
            size += 1
        return size


def _is_same(old: Run, new: Run, here: int, there: int, size: int) -> bool:
    """Whether a stretch that two runs share is more than chance."""
    stretch = range(new.start + there, new.start + there + size)
    means = any(new.line.carries(at) for at in stretch)
    if means and sum(is_word(new.line.folded[at]) for at in stretch) >= SOME:
        return True
    before = here == there == 0 and _beside(old, -1) == _beside(new, -1)
    after = here + size == len(old.words) and there + size == len(new.words) and _beside(old, 1) == _beside(new, 1)
    return (before or after) if means else (before and after)


def _beside(run: Run, step: int) -> str:
    """Give the word before (-1) or behind (1) a run; `""` at the end of the clause."""
    at = run.start - 1 if step < 0 else run.stop
    return run.line.folded[at] if 0 <= at < len(run.line) else ""
