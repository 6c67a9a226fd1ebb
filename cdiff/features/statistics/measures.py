"""Measure how much of each part changed from version to version, and what never did."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from cdiff.comparing.summary import carried_by, count_words, marks_of, summarise, tally, words_of
from cdiff.comparing.units import followers
from cdiff.core.model import Comparison, Table, Tally, Version
from cdiff.features.statistics.model import LogEntry, PartHistory, PartLineage, Size, Standing, Statistics
from cdiff.features.statistics.parts import Parts


def log_of(versions: Sequence[Version], comparisons: Sequence[Comparison]) -> tuple[LogEntry, ...]:
    """Tell of each version how large it is, and what happened to the one before it."""
    happened = [None, *(summarise(comparison).total for comparison in comparisons)]
    return tuple(
        LogEntry(version, len(version.document), _words(version), total)
        for version, total in zip(versions, happened, strict=True)
    )


def _words(version: Version) -> int:
    return sum(count_words(clause.text) for clause in version.document)


def statistics_of(table: Table, comparisons: Sequence[Comparison]) -> Statistics:
    """Measure every part in every version and in every step between two, and how long each clause has stood.

    `comparisons[i]` compares version `i` of the table with the one behind it.
    """
    parts = Parts(table, comparisons)
    sizes = [_sizes(version, at, parts) for at, version in enumerate(table.versions)]
    steps = [_steps(comparison, at, parts) for at, comparison in enumerate(comparisons)]
    histories = tuple(
        PartHistory(part, tuple(each.get(place) for each in sizes), tuple(each.get(place) for each in steps))
        for place, part in enumerate(parts.parts)
    )
    return Statistics(table.versions, histories, _total(table.versions, comparisons), standing(table, comparisons))


def _sizes(version: Version, at: int, parts: Parts) -> dict[int, Size]:
    clauses: Counter[int] = Counter()
    words: Counter[int] = Counter()
    for clause in version.document:
        place = parts.of(at, clause.citation)
        clauses[place] += 1
        words[place] += count_words(clause.text)
    return {place: Size(clauses[place], words[place]) for place in clauses}


def _steps(comparison: Comparison, at: int, parts: Parts) -> dict[int, Tally]:
    """Count what happened in each part: where the clause stands now, or stood if it is gone."""
    counts: dict[int, Counter[str]] = {}
    words: dict[int, Counter[str]] = {}
    carried, within = carried_by(comparison), followers(comparison)
    for at_change, change in enumerate(comparison):
        gone = not change.new
        clause = (change.old if gone else change.new)[0]
        place = parts.of(at if gone else at + 1, clause.citation)
        counts.setdefault(place, Counter()).update(marks_of(change) if at_change not in within else ())
        words.setdefault(place, Counter()).update(words_of(change, carried))
    return {
        place: tally(name, part.title, counts.get(place, Counter()), words.get(place, Counter()))
        for place, part in enumerate(parts.parts)
        if (name := part.citations[at + 1] if part.citations[at + 1] is not None else part.citations[at]) is not None
    }


def _total(versions: Sequence[Version], comparisons: Sequence[Comparison]) -> PartHistory:
    sizes = tuple(Size(len(version.document), _words(version)) for version in versions)
    steps = tuple(summarise(comparison).total for comparison in comparisons)
    return PartHistory(PartLineage(tuple("total" for _ in versions), ""), sizes, steps)


# What stands


def standing(table: Table, comparisons: Sequence[Comparison]) -> tuple[Standing, ...]:
    """Say for each clause of the last version since which version it stands as it is.

    A new number and a new place are no change. A clause that was split or merged, or that left and came back,
    stands since then.
    """
    labels = [version.label for version in table.versions]
    exact = {clause.citation: 0 for clause in table.versions[0].document}
    worded = dict(exact)
    for at, comparison in enumerate(comparisons, 1):
        exact, worded = (
            _carried_on(comparison, since, kinds, at)
            for since, kinds in ((exact, ("unchanged",)), (worded, ("unchanged", "editorial")))
        )
    return tuple(
        Standing(clause, labels[exact[clause.citation]], labels[worded[clause.citation]])
        for clause in table.versions[-1].document
    )


def _carried_on(comparison: Comparison, since: dict[str, int], kinds: Sequence[str], at: int) -> dict[str, int]:
    """Take over the places of those clauses that only these kinds of change happened to."""
    return {
        clause.citation: since[change.old[0].citation] if change.kind in kinds else at
        for change in comparison
        for clause in change.new
    }
