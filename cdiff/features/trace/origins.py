"""Provenance: for every word of a version, the draft in which it entered.

The method is that of WikiWho (F. Flöck and M. Acosta, "WikiWho: precise and efficient attribution of authorship of
revisioned content", WWW 2014, https://doi.org/10.1145/2566486.2568026) and of mwpersistence (A. Halfaker): a word is
born in the first version that has it, and lives on as long as the differences of neighbouring versions keep it.
Both identify a paragraph or a sentence by its hash, and compute a
difference of what is left. Here the alignment carries the words: what stands elsewhere, under another number,
in two clauses or in half of one is the same clause, so its words keep their birth; and differences are computed
only between clauses that belong together, so that one "the" is not taken for another.

In each version words find their birth in this order:

1. carried over the change that their clause stands in (`words.carried`);
2. in a clause that returned, over the difference from its last text;
3. restored: they were deleted from the same lineage, now or earlier (`gone.Memory.in_lineages`);
4. restored: a long run of words that was deleted anywhere (`gone.Memory.anywhere`);
5. else they enter here.

Of drafts that are lost in part only what is attested or documented is a birth: what such a draft carries over from
another one, and what it lacks, is no evidence of that draft. So a word is dated by the first version that is known to
have it, and may be older unless that one is the first, the one before is known in full, or a source reports that the
word came there.

Case, punctuation, quotes and dashes do not make a word new. Punctuation has a birth as words do, but is not counted.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterator, Sequence
from itertools import accumulate

from cdiff.comparing.edits import word_edits
from cdiff.comparing.words import is_word
from cdiff.core.citation import unit_of
from cdiff.core.evidence import KnownWords
from cdiff.core.model import Change, Clause, Comparison, Table, Version
from cdiff.features.trace.gone import Again, Lost, Memory, NGrams, runs_of
from cdiff.features.trace.model import Absence, Provenance, Word, WordShare
from cdiff.features.trace.words import Mark, MarkedClause, carried


def provenance_of(
    table: Table, comparisons: Sequence[Comparison], place: int = -1, wanted: Container[str] | None = None
) -> Provenance:
    """Attribute every word of the version at a place to the version in which it entered.

    `comparisons[i]` compares `table.versions[i]` with the next one; `table` holds their lineages. `wanted` are
    the citations of the clauses to include and to count; all without it.
    """
    end = place if place >= 0 else len(table.versions) + place
    versions = table.versions[: end + 1]
    lines = _WordOrigins(table).to(comparisons[:end])
    labels, partly = [version.label for version in versions], not all(version.is_known for version in versions)
    clauses = tuple(
        (clause, tuple(_told(lines[clause.citation], labels, partly=partly)))
        for clause in versions[-1].document
        if wanted is None or clause.citation in wanted
    )
    parts = tuple(_parts(versions[-1], clauses, labels, partly=partly))
    return Provenance(versions[-1], versions, clauses, parts, _sum(parts, len(labels)))


def _told(line: MarkedClause, labels: Sequence[str], *, partly: bool) -> Iterator[Word]:
    for text, mark in zip(line.texts, line.marks, strict=True):
        if mark and not partly:
            yield Word(text, labels[mark.born], tuple(Absence(labels[left], labels[back]) for left, back in mark.gone))
        elif mark:
            gone = [away for away in mark.gone if 0 <= mark.known < away[0]]
            away = tuple(Absence(labels[left], labels[back]) for left, back in gone)
            yield Word(text, labels[mark.known] if mark.known >= 0 else "", away, not mark.sure)


class _WordOrigins:
    """Follows the words from one version to the next."""

    def __init__(self, table: Table) -> None:
        self.table = table
        self.memory = Memory()
        self.partly = not all(version.is_known for version in table.versions)
        self.rows = {
            (at, cell.clause.citation): row for row in table for at, cell in enumerate(row.cells) if cell.clause
        }
        self.last: dict[str, tuple[Clause, MarkedClause, int]] = {}
        """The last text of each lineage, and in which version."""

    def to(self, comparisons: Sequence[Comparison]) -> dict[str, MarkedClause]:
        """Go through the versions; return the words of the clauses of the last one."""
        lines = {clause.citation: MarkedClause(clause.text) for clause in self.table.versions[0].document}
        for line in lines.values():
            line.marks = [Mark(0)] * len(line)
        self._note(0, lines)
        for at, comparison in enumerate(comparisons, 1):
            lines = self._step(at, comparison, lines)
            self._note(at, lines)
        return lines

    def _note(self, at: int, lines: dict[str, MarkedClause]) -> None:
        if self.partly:
            self._date(at, lines)
        for clause in self.table.versions[at].document:
            self.last[self.rows[at, clause.citation].id] = clause, lines[clause.citation], at

    def _date(self, at: int, lines: dict[str, MarkedClause]) -> None:
        """Date the words that this version is the first one known to have."""
        versions = self.table.versions
        known, after_gap = KnownWords(versions[at]), at > 0 and not versions[at - 1].is_known
        for clause in versions[at].document:
            if not known.knows_some(clause):
                continue
            line = lines[clause.citation]
            starts = [0, *accumulate(map(len, line.texts))][:-1]
            for place, (mark, kind) in enumerate(zip(line.marks, known.kinds(clause, starts), strict=True)):
                if mark and mark.known < 0 and kind != "carried":
                    sure = not after_gap or (mark.born == at and kind == "documented")
                    line.marks[place] = Mark(mark.born, mark.gone, at, sure)

    def _step(self, at: int, comparison: Comparison, before: dict[str, MarkedClause]) -> dict[str, MarkedClause]:
        """Carry the words of one version into the next one."""
        now: dict[str, MarkedClause] = {}
        kept: set[tuple[int, int]] = set()
        same: set[str] = set()
        for change in comparison:
            if [clause.text for clause in change.old] == [clause.text for clause in change.new]:
                now |= {new.citation: before[old.citation] for old, new in zip(change.old, change.new, strict=True)}
                same.update(clause.citation for clause in change.old)
                continue
            now |= {clause.citation: MarkedClause(clause.text) for clause in change.new}
            olds, news = (
                [lines[c.citation] for c in side] for lines, side in ((before, change.old), (now, change.new))
            )
            for (line, here), (new, there) in carried(change, olds, news) if olds and news else ():
                new.marks[there] = line.marks[here]
                kept.add((id(line), here))
        self._forget(at, {name: line for name, line in before.items() if name not in same}, kept)
        loose = [change for change in comparison if any(None in now[c.citation].marks for c in change.new)]
        for change in loose:
            self._take_back(at, change, now)
            self._know_again(at, change, now)
        if loose:
            self._know_anywhere(at, loose, before, now)
        for change in loose:
            for clause in change.new:
                line = now[clause.citation]
                line.marks = [mark or Mark(at) for mark in line.marks]
        return now

    def _forget(self, at: int, before: dict[str, MarkedClause], kept: set[tuple[int, int]]) -> None:
        """Remember the words that were not carried over."""
        for citation, line in before.items():
            gone = [here for here in range(len(line)) if (id(line), here) not in kept]
            for run in runs_of(line, gone):
                self.memory.keep(self.rows[at - 1, citation].id, Lost(run, at))

    def _take_back(self, at: int, change: Change, now: dict[str, MarkedClause]) -> None:
        """Carry the words of a clause that returned over from its last text."""
        for clause in change.new if not change.old else ():
            row = self.rows[at, clause.citation]
            if row.id not in self.last:
                continue
            old, line, seen = self.last[row.id]
            back = Change("modified", (old,), (clause,), word_edits(old.text, clause.text))
            for (_, here), (new, there) in carried(back, [line], [now[clause.citation]]):
                self._mark(at, Again((line, here), (new, there), seen + 1))
                self.memory.use((line, here))

    def _know_again(self, at: int, change: Change, now: dict[str, MarkedClause]) -> None:
        lineages = [self.rows[at - 1, clause.citation].id for clause in change.old]
        lineages += [self.rows[at, clause.citation].id for clause in change.new]
        for clause in change.new:
            line = now[clause.citation]
            for run in runs_of(line, _unknown(line)):
                for again in self.memory.in_lineages(run, lineages):
                    self._mark(at, again)

    def _know_anywhere(
        self, at: int, changes: Sequence[Change], before: dict[str, MarkedClause], now: dict[str, MarkedClause]
    ) -> None:
        rows = NGrams(before.values())
        for change in changes:
            for clause in change.new:
                line = now[clause.citation]
                for run in runs_of(line, _unknown(line)):
                    for again in self.memory.anywhere(run, rows, at):
                        self._mark(at, again)

    @staticmethod
    def _mark(at: int, again: Again) -> None:
        """Return to a restored word the birth that it had, and record for how long it was gone."""
        mark = again.old[0].marks[again.old[1]]
        if mark is None:
            raise ValueError("a word of a finished version has no birth")
        away = ((again.left, at),) if again.left < at else ()
        again.new[0].marks[again.new[1]] = Mark(mark.born, mark.gone + away, mark.known, mark.sure)


def _unknown(line: MarkedClause) -> list[int]:
    return [at for at, mark in enumerate(line.marks) if mark is None]


def _parts(
    version: Version, clauses: Sequence[tuple[Clause, Sequence[Word]]], labels: Sequence[str], *, partly: bool
) -> Iterator[WordShare]:
    units = unit_of(version.document)
    titles = {clause.citation: clause.text for clause in version.document}
    counts: dict[str, Counter[tuple[str, bool]]] = {}
    back: Counter[str] = Counter()
    for clause, words in clauses:
        unit = units[clause.citation]
        row = counts.setdefault(unit, Counter())
        for word in words:
            if is_word(word.text):
                row[word.entered, word.may_be_older] += 1
                back[unit] += bool(word.absences)
    for unit, row in counts.items():
        sure, older = (tuple(row[label, may] for label in labels) for may in (False, True))
        yield WordShare(unit, titles.get(unit, ""), sure, back[unit], older if partly else (), row["", True])


def _sum(parts: Sequence[WordShare], count: int) -> WordShare:
    words, older = (
        tuple(map(sum, zip(*each, strict=True)))
        for each in ([part.words for part in parts], [part.not_before for part in parts])
    )
    returned, unknown = (sum(getattr(part, name) for part in parts) for name in ("returned", "unknown"))
    return WordShare("total", "", words or (0,) * count, returned, older, unknown)
