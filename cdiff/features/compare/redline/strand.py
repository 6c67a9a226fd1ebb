"""A change as threads: what both texts have, what only the old one has, what only the new one has.

The word edits of a comparison fold quotation marks and join the clauses of a split; a redline must give either
text back sign by sign, paragraph by paragraph. So the edits are laid along both texts as they stand: what is not
the same sign on both sides, a seam between two clauses, and a footnote mark whose note has no twin, is never
taken for common. Edits that do not fit the texts make one deletion and one insertion.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Literal

from cdiff.core.citation import HEADINGS
from cdiff.core.model import Clause, Edit
from cdiff.core.records import field, record
from cdiff.features.compare.redline.calls import Calls

On = Literal["both", "old", "new"]
What = Literal["label", "text", "tab", "mark", "end", "between"]

WHOLE = (Edit("equal", ""),)
"""Stands for edits of a change whose words are the same on both sides."""
_MARK = re.compile(r"\[\^[^\[\]\s]+\]")


@record
class Thread:
    """A piece of a text: words, the tab behind a label, a footnote mark, the end of a paragraph."""

    on: On
    what: What
    text: str = ""
    old: Clause | None = None
    """At an end: the clause that ends; at a mark: the note; on the old side."""
    new: Clause | None = None
    at: int = 0
    """At a `between`: the place in its change of the clause that ended."""


@record
class CommonStretch:
    """A stretch that both sides have in common: where it stands in the old text and in the new one."""

    old: int
    old_end: int
    new: int
    new_end: int
    mark: bool = False


@record(frozen=False)
class Strand:
    """One side of a change: its clauses as one text, with the places of its seams and its marks."""

    on: Literal["old", "new"]
    clauses: Sequence[Clause]
    calls: Calls
    text: str = ""
    seams: dict[int, int] = field(default_factory=dict)
    """Place of a seam → the clause, by number, that begins behind it."""
    marks: dict[int, tuple[int, Clause]] = field(default_factory=dict)
    """Start of a mark → its end, and its note."""
    solid: set[int] = field(default_factory=set)
    """Every place of a seam or a mark."""

    def __post_init__(self) -> None:
        """Find the seams and the marks."""
        start = 0
        for at, clause in enumerate(self.clauses):
            if at:
                self.seams[start - 1] = at
                self.solid.add(start - 1)
            self._find_marks(clause, start)
            start += len(clause.text) + 1
        self.text = " ".join(clause.text for clause in self.clauses)

    def _find_marks(self, clause: Clause, start: int) -> None:
        for match in _MARK.finditer(clause.text) if "[^" in clause.text else ():
            note = self.calls.note(self.on, clause, match.start())
            if note is not None:
                self.marks[start + match.start()] = start + match.end(), note
                self.solid.update(range(start + match.start(), start + match.end()))

    def cut(self, start: int, end: int) -> Iterator[Thread]:
        """Give what stands between two places of this side alone."""
        for place in sorted(place for place in (*self.seams, *self.marks) if start <= place < end):
            yield from self._words(start, place)
            if place in self.marks:
                start, note = self.marks[place]
                yield self._thread("mark", self.text[place:start], note)
            else:
                start = place + 1
                yield from self._seam(self.seams[place])
        yield from self._words(start, end)

    def _words(self, start: int, end: int) -> Iterator[Thread]:
        if start < end:
            yield Thread(self.on, "text", self.text[start:end])

    def _seam(self, at: int) -> Iterator[Thread]:
        yield self._thread("end", "", self.clauses[at - 1])
        yield Thread(self.on, "between", at=at - 1)
        label, gap = labelled(self.clauses[at])
        yield from _label(self.on, label)
        yield from _gap(self.on, gap)

    def _thread(self, what: What, text: str, clause: Clause) -> Thread:
        return (
            Thread(self.on, what, text, clause, None) if self.on == "old" else Thread("new", what, text, None, clause)
        )


def labelled(clause: Clause) -> tuple[str, str]:
    """Give the label of a clause, and what stands between it and its words: a tab, behind a heading's a space."""
    if not (clause.label and clause.text):
        return clause.label, ""
    return clause.label, " " if clause.kind in HEADINGS else "\t"


def _label(on: On, label: str) -> Iterator[Thread]:
    if label:
        yield Thread(on, "label", label)


def _gap(on: On, gap: str) -> Iterator[Thread]:
    if gap:
        yield Thread(on, "tab") if gap == "\t" else Thread(on, "label", gap)


def weave(old: Sequence[Clause], new: Sequence[Clause], edits: Sequence[Edit], calls: Calls) -> Iterator[Thread]:
    """Go through both sides of a change at once; one of them may be empty.

    The threads on `old` and `both` give the old clauses, those on `new` and `both` the new ones.
    """
    left, right = Strand("old", old, calls), Strand("new", new, calls)
    if old and new:
        yield from _woven(left, right, edits)
        yield Thread("both", "end", old=old[-1], new=new[-1])
        return
    for strand in (left, right):
        if strand.clauses:
            label, gap = labelled(strand.clauses[0])
            yield from (*_label(strand.on, label), *_gap(strand.on, gap), *strand.cut(0, len(strand.text)))
            yield Thread(strand.on, "end", old=old[-1] if old else None, new=new[-1] if new else None)


def _woven(left: Strand, right: Strand, edits: Sequence[Edit]) -> Iterator[Thread]:
    yield from _labels(left.clauses[0], right.clauses[0])
    old = new = 0
    end = CommonStretch(len(left.text), len(left.text), len(right.text), len(right.text))
    for block in [*blocks(left, right, edits), end]:
        yield from left.cut(old, block.old)
        yield from right.cut(new, block.new)
        if block.mark:
            text = right.text[block.new : block.new_end]
            yield Thread("both", "mark", text, left.marks[block.old][1], right.marks[block.new][1])
        elif block.old < block.old_end:
            yield Thread("both", "text", right.text[block.new : block.new_end])
        old, new = block.old_end, block.new_end


def _labels(old: Clause, new: Clause) -> Iterator[Thread]:
    (before, old_gap), (after, new_gap) = labelled(old), labelled(new)
    if before == after:
        yield from _label("both", before)
    else:
        yield from (*_label("old", before), *_label("new", after))
    if old_gap == new_gap:
        yield from _gap("both", old_gap)
    else:
        yield from (*_gap("old", old_gap), *_gap("new", new_gap))


# What both sides have in common


def blocks(left: Strand, right: Strand, edits: Sequence[Edit]) -> list[CommonStretch]:
    """List what both sides have in common, in order."""
    found = [block for stretch in _stretches(left.text, right.text, edits) for block in _same(left, right, *stretch)]
    return list(_with_twins(left, right, found)) if left.marks and right.marks else found


def _stretches(old: str, new: str, edits: Sequence[Edit]) -> list[tuple[int, int, int]]:
    """Find where the edits say that the texts agree: place in the old one, in the new one, length."""
    if edits is WHOLE:
        return [(0, 0, len(old))] if len(old) == len(new) else []
    found = []
    at_old = at_new = 0
    for edit in edits:
        size = len(edit.text)
        if edit.op == "equal":
            found.append((at_old, at_new, size))
        at_old += size if edit.op != "insert" else 0
        at_new += size if edit.op != "delete" else 0
    return found if (at_old, at_new) == (len(old), len(new)) else []


def _same(left: Strand, right: Strand, old: int, new: int, size: int) -> Iterator[CommonStretch]:
    """Keep of a stretch what is the same sign by sign, marks whole."""
    if not left.solid and not right.solid and left.text[old : old + size] == right.text[new : new + size]:
        yield CommonStretch(old, old + size, new, new + size)
        return
    start = at = 0
    while at < size:
        mark = _twin_marks(left, right, old + at, new + at)
        if mark or not _is_common(left, right, old + at, new + at):
            yield from _plain(old, new, start, at)
            if mark and at + mark <= size:
                yield CommonStretch(old + at, old + at + mark, new + at, new + at + mark, mark=True)
            start = at + (mark or 1)
        at += mark or 1
    yield from _plain(old, new, start, size)


def _plain(old: int, new: int, start: int, end: int) -> Iterator[CommonStretch]:
    if start < end:
        yield CommonStretch(old + start, old + end, new + start, new + end)


def _is_common(left: Strand, right: Strand, old: int, new: int) -> bool:
    return left.text[old] == right.text[new] and old not in left.solid and new not in right.solid


def _twin_marks(left: Strand, right: Strand, old: int, new: int) -> int:
    """Give the length of the mark that starts at both places and calls one note; 0 where there is none."""
    if old not in left.marks or new not in right.marks:
        return 0
    (old_end, old_note), (new_end, new_note) = left.marks[old], right.marks[new]
    same = old_end - old == new_end - new and left.calls.twin(old_note) is new_note
    return old_end - old if same and left.calls.may_keep(old_note, new_note) else 0


def _with_twins(left: Strand, right: Strand, found: Iterable[CommonStretch]) -> Iterator[CommonStretch]:
    """Add the marks that call one note under two numbers, where nothing that both sides have lies between."""
    old = new = 0
    places = {id(note): place for place, (_, note) in right.marks.items()}
    for block in [*found, CommonStretch(len(left.text), len(left.text), len(right.text), len(right.text))]:
        for start, (end, note) in sorted(left.marks.items(), key=lambda mark: mark[0]):
            twin = left.calls.twin(note)
            place = places.get(id(twin), -1)
            if twin and old <= start < block.old and new <= place < block.new and left.calls.may_keep(note, twin):
                old, new = end, right.marks[place][0]
                yield CommonStretch(start, old, place, new, mark=True)
        yield block
        old, new = block.old_end, block.new_end
