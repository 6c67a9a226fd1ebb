"""Deleted words, kept so that they are recognised when they are restored, or stand in another clause.

Words inserted in a clause are the same as words deleted before if one of three things holds:

- they were deleted from the same lineage (or from one that was split or merged with it), the words on one side of
  them are those that stood there then, and one of them carries meaning, or both sides and all of them agree;
- they are, in the same lineage, a run of `SOME` words or more;
- they are a run of `MANY` tokens or more, deleted anywhere, that stands nowhere else in the version before: a
  formula that the text uses everywhere is no evidence of where it comes from.

`MANY` is a little more than what `git blame -C` takes for copied (40 letters and digits), because negotiated texts
repeat themselves: with 6, on generated histories, every second run found so was new wording in old words.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

from cdiff.comparing.edits import common_words
from cdiff.comparing.words import is_word
from cdiff.core.records import record
from cdiff.features.trace.words import MarkedClause, Spot

SOME = 3
MANY = 10
_LATEST = 20
"""The most places where a run was deleted that are examined, the latest; a formula may have been everywhere."""


@record
class WordRun:
    """Consecutive words of one clause."""

    line: MarkedClause
    start: int
    stop: int

    @property
    def words(self) -> tuple[str, ...]:
        """Return the words as they are compared."""
        return self.line.folded[self.start : self.stop]


@record
class Lost:
    """A run that was deleted, and when."""

    run: WordRun
    left: int
    """The place of the first version without it."""


def runs_of(line: MarkedClause, wanted: Iterable[int]) -> Iterator[WordRun]:
    """Yield the runs of consecutive words among the wanted ones, which come in order."""
    start = stop = -1
    for at in wanted:
        if at != stop:
            if stop > start:
                yield WordRun(line, start, stop)
            start = at
        stop = at + 1
    if stop > start:
        yield WordRun(line, start, stop)


@record
class Again:
    """A word that was restored: where it stood, where it stands, and the place of the first version without it."""

    old: Spot
    new: Spot
    left: int


class NGrams:
    """How often each run of `MANY` words stands in a text; counted on first use."""

    def __init__(self, lines: Iterable[MarkedClause]) -> None:
        self._lines = lines
        self._counts: Counter[tuple[str, ...]] | None = None

    def count(self, row: tuple[str, ...]) -> int:
        """Return how often a run of words stands in the text."""
        if self._counts is None:
            rows = (line.folded[at : at + MANY] for line in self._lines for at in range(len(line) - MANY + 1))
            self._counts = Counter(rows)
        return self._counts[row]


class Memory:
    """All deleted runs: by the lineage that they were deleted from, and by their words."""

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
        """Record that a word was restored."""
        self._used.add((id(spot[0]), spot[1]))

    def _is_free(self, line: MarkedClause, at: int) -> bool:
        return (id(line), at) not in self._used

    def in_lineages(self, run: WordRun, lineages: Iterable[str]) -> Iterator[Again]:
        """Find words of a run that were deleted from one of these lineages, the latest first."""
        known = [lost for name in dict.fromkeys(lineages) for lost in self._by_lineage.get(name, ())]
        there = set(run.words)
        for lost in sorted(known, key=lambda lost: -lost.left):
            if there.isdisjoint(lost.run.words):
                continue
            for here, at, size in common_words(lost.run.words, run.words):
                if _is_same(lost.run, run, here, at, size):
                    yield from self._again(lost, lost.run.start + here, run, run.start + at, size)

    def _again(self, lost: Lost, here: int, run: WordRun, there: int, size: int) -> Iterator[Again]:
        for at in range(size):
            if self._is_free(lost.run.line, here + at) and run.line.marks[there + at] is None:
                self._used.add((id(lost.run.line), here + at))
                yield Again((lost.run.line, here + at), (run.line, there + at), lost.left)

    def anywhere(self, run: WordRun, before: NGrams, now: int) -> Iterator[Again]:
        """Find long stretches of a run that were deleted anywhere.

        `before` counts the runs of words of the version before; `now` is the place of the version with the run.
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

    def _longest(self, run: WordRun, at: int, before: NGrams, now: int) -> tuple[Lost, int, int] | None:
        """Find the deleted run that has the most words of a run from a place on; of equals the latest one."""
        row = run.line.folded[at : at + MANY]
        known = self._by_words.get(row, [])
        times = before.count(row) if known else 0
        best: tuple[Lost, int, int] | None = None
        for lost, here in [(lost, here) for lost, here in known if times == (lost.left == now)][-_LATEST:]:
            size = 0  # of what goes on in the same way in both and was not restored yet
            while at + size < run.stop and here + size < lost.run.stop:
                same = run.line.folded[at + size] == lost.run.line.folded[here + size]
                if not same or run.line.marks[at + size] or not self._is_free(lost.run.line, here + size):
                    break
                size += 1
            if size >= MANY and (best is None or (size, lost.left) > (best[2], best[0].left)):
                best = lost, here, size
        return best


def _is_same(old: WordRun, new: WordRun, here: int, there: int, size: int) -> bool:
    """Whether a stretch that two runs share is more than chance."""
    stretch = range(new.start + there, new.start + there + size)
    means = any(new.line.carries(at) for at in stretch)
    if means and sum(is_word(new.line.folded[at]) for at in stretch) >= SOME:
        return True
    before = here == there == 0 and _beside(old, -1) == _beside(new, -1)
    after = here + size == len(old.words) and there + size == len(new.words) and _beside(old, 1) == _beside(new, 1)
    return (before or after) if means else (before and after)


def _beside(run: WordRun, step: int) -> str:
    """Return the word before (-1) or after (1) a run; `""` at the end of the clause."""
    at = run.start - 1 if step < 0 else run.stop
    return run.line.folded[at] if 0 <= at < len(run.line) else ""
