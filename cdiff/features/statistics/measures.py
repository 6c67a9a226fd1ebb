"""Measure how much of each part changed from version to version, and what never did."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from cdiff.comparing.summary import carried_by, count_words, marks_of, summarise, tally, words_of
from cdiff.comparing.units import followers
from cdiff.core.evidence import KnownWords
from cdiff.core.model import Comparison, Table, Tally, Version
from cdiff.core.records import replace
from cdiff.features.statistics.known import documented_words, known_words
from cdiff.features.statistics.model import LogEntry, PartHistory, PartLineage, Size, Standing, Statistics
from cdiff.features.statistics.parts import Parts


def log_of(versions: Sequence[Version], comparisons: Sequence[Comparison]) -> tuple[LogEntry, ...]:
    """Tell of each version how large it is, and changes since the previous version it."""
    happened = [None, *(summarise(comparison).total for comparison in comparisons)]
    documented = [None, *map(_documented_in_all, comparisons)]
    return tuple(
        LogEntry(version, len(version.document), _words(version), total, _known(version), count)
        for version, total, count in zip(versions, happened, documented, strict=True)
    )


def _documented_in_all(comparison: Comparison) -> int | None:
    """Count the changed words that sources report; None where both versions are known in full."""
    if comparison.old.is_known and comparison.new.is_known:
        return None
    old, new = KnownWords(comparison.old), KnownWords(comparison.new)
    return sum(documented_words(change, old, new) for change in comparison)


def _known(version: Version) -> int | None:
    """Count the words of a version that are attested or documented; None where all are."""
    if version.is_known:
        return None
    known = KnownWords(version)
    return sum(known_words(clause, known) for clause in version.document)


def _words(version: Version) -> int:
    return sum(count_words(clause.text) for clause in version.document)


def statistics_of(table: Table, comparisons: Sequence[Comparison]) -> Statistics:
    """Measure every part in every version and in every step between two, and how long each clause has stood.

    `comparisons[i]` compares version `i` of the table with the one behind it.
    """
    parts = Parts(table, comparisons)
    sizes = [_sizes(version, at, parts) for at, version in enumerate(table.versions)]
    steps = [_steps(comparison, at, parts) for at, comparison in enumerate(comparisons)]
    documented = [_documented(comparison, at, parts) for at, comparison in enumerate(comparisons)]
    known = [_known_in_parts(version, at, parts) for at, version in enumerate(table.versions)]
    histories = tuple(
        PartHistory(
            part,
            tuple(each.get(place) for each in sizes),
            tuple(each.get(place) for each in steps),
            tuple(None if each is None else each[place] for each in documented),
            tuple(None if each is None else each[place] for each in known),
        )
        for place, part in enumerate(parts.parts)
    )
    total = _total(table.versions, comparisons)
    sums = [[None if each is None else each.total() for each in counted] for counted in (documented, known)]
    total = replace(total, documented=tuple(sums[0]), known_words=tuple(sums[1]))
    return Statistics(table.versions, histories, total, standing(table, comparisons))


def _documented(comparison: Comparison, at: int, parts: Parts) -> Counter[int] | None:
    """Count the changed words of each part that sources report; None where both versions are known in full."""
    if comparison.old.is_known and comparison.new.is_known:
        return None
    counted: Counter[int] = Counter()
    old, new = KnownWords(comparison.old), KnownWords(comparison.new)
    for change in comparison:
        place, clause = (at + 1, change.new[0]) if change.new else (at, change.old[0])
        counted[parts.of(place, clause.citation)] += documented_words(change, old, new)
    return counted


def _known_in_parts(version: Version, at: int, parts: Parts) -> Counter[int] | None:
    """Count the words of each part that are attested or documented; None where all are."""
    if version.is_known:
        return None
    counted, known = Counter[int](), KnownWords(version)
    for clause in version.document:
        counted[parts.of(at, clause.citation)] += known_words(clause, known)
    return counted


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

    A new number and a new place are no change. A clause that was split or merged, or that was deleted and returned,
    stands since then. Of drafts that are lost in part it is known to stand since the first from which on every one is
    known to have all of its words.
    """
    labels = [version.label for version in table.versions]
    exact = {clause.citation: (0, False) for clause in table.versions[0].document}
    worded = dict(exact)
    for at, comparison in enumerate(comparisons, 1):
        exact, worded = (
            _carried_on(comparison, since, kinds, at)
            for since, kinds in ((exact, ("unchanged",)), (worded, ("unchanged", "editorial")))
        )
    found = []
    for clause in table.versions[-1].document:
        (one, older), (other, worded_older) = exact[clause.citation], worded[clause.citation]
        found.append(Standing(clause, labels[one], labels[other], older, worded_older))
    return tuple(found)


Since = tuple[int, bool]
"""The place of the version since which a clause stands, and whether it may have stood so before."""


def _carried_on(comparison: Comparison, since: dict[str, Since], kinds: Sequence[str], at: int) -> dict[str, Since]:
    """Take over the places of those clauses that only these kinds of change happened to."""
    old, new = KnownWords(comparison.old), KnownWords(comparison.new)
    found: dict[str, Since] = {}
    for change in comparison:
        stays = change.kind in kinds and old.knows(change.old[0]) and new.knows(change.new[0])
        for clause in change.new:
            found[clause.citation] = since[change.old[0].citation] if stays else (at, not comparison.old.is_known)
    return found
