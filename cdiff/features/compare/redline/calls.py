"""Footnotes: which marks call a note, which notes are one note in both texts, and whether Word may number them.

Word numbers notes in the order of their marks. Where both drafts number theirs so too, a note that only got
another number is no change at all. Where one does not (a star, a number out of order, a selection of clauses),
every mark is written as the draft prints it (`w:customMarkFollows`, ECMA-376-1 §17.11.7 and §17.11.14).

A mark that calls nothing, or calls a note that an earlier mark called, stays what it is in the text, `[^1]`;
a note that no mark calls is a paragraph. Word has no other place for either.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Literal

from cdiff.core.model import Change, Clause, Edit
from cdiff.core.records import field, record

_MARK = re.compile(r"\[\^([^\[\]\s]+)\]")
_PRINTABLE = re.compile(r"[\w*†‡§¶]{1,10}")


@record(frozen=False)
class Calls:
    """The notes that marks call, on both sides."""

    old: dict[tuple[str, int], Clause]
    """Citation of the clause and place of the mark in its text → the note."""
    new: dict[tuple[str, int], Clause]
    numbered: bool
    """Word's own numbers are the numbers that both drafts print."""
    changes: dict[str, Change] = field(default_factory=dict)
    """Citation of an old note → the change that pairs it with one new note, where both are called."""
    called: frozenset[int] = frozenset()
    """The notes that are called, by identity."""

    def note(self, on: Literal["old", "new"], clause: Clause, place: int) -> Clause | None:
        """Give the note that a mark calls."""
        return (self.old if on == "old" else self.new).get((clause.citation, place))

    def twin(self, note: Clause) -> Clause | None:
        """Give the new note that an old one became."""
        change = self.changes.get(note.citation)
        return change.new[0] if change else None

    def may_keep(self, old: Clause, new: Clause) -> bool:
        """Whether one mark can stand for both notes."""
        return self.numbered or old.label == new.label

    def edits(self, note: Clause) -> tuple[Edit, ...]:
        """Give the word edits of an old note."""
        change = self.changes.get(note.citation)
        return change.edits if change else ()


def calls_of(old: Sequence[Clause], new: Sequence[Clause], changes: Iterable[Change]) -> Calls:
    """Find the notes that are called among the clauses of both sides, each in reading order."""
    before, after = _called(old), _called(new)
    numbered = _in_order(before) and _in_order(after)
    called = frozenset(id(note) for note in (*before.values(), *after.values()))
    pairs = {
        change.old[0].citation: change
        for change in changes
        if len(change.old) == len(change.new) == 1 and {id(change.old[0]), id(change.new[0])} <= called
    }
    return Calls(before, after, numbered, pairs, called)


def _called(clauses: Sequence[Clause]) -> dict[tuple[str, int], Clause]:
    notes: dict[str, Clause] = {}
    for clause in clauses:
        mark = mark_of(clause)
        if mark:
            notes.setdefault(mark, clause)
    found: dict[tuple[str, int], Clause] = {}
    for clause in clauses:
        if clause.kind == "footnote" or "[^" not in clause.text:
            continue
        for match in _MARK.finditer(clause.text):
            note = notes.pop(match[1], None)
            if note is not None:
                found[clause.citation, match.start()] = note
    return found


def _in_order(calls: dict[tuple[str, int], Clause]) -> bool:
    return all(mark_of(note) == str(number) for number, note in enumerate(calls.values(), 1))


def mark_of(note: Clause) -> str:
    """Give the mark that calls a clause, `1` for one labelled `[^1]`; empty for what no mark can call."""
    match = _MARK.fullmatch(note.label) if note.kind == "footnote" else None
    return match[1] if match and _PRINTABLE.fullmatch(match[1]) else ""
