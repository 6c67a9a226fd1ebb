"""Who signs a tracked change: the hand that the source names for its words, else whoever writes the redline.

A comparison knows by whose tracked changes each of its changes was made; the tracked passages themselves say which of
its words are whose. So the words that a change adds or deletes are laid along the passages of its clauses in their
order, and a run is cut where another hand goes on.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import Literal

from cdiff.core.model import Change, Clause, Comparison, Revision
from cdiff.core.records import field, record
from cdiff.pipeline.tracked_changes import Places

Side = Literal["delete", "insert"]
_WORD = re.compile(r"\S+\s*|\s+")


@record
class Hand:
    """An author and a date, as the file signs a change with them; the date is empty where it is not known."""

    author: str
    date: str = ""


@record(frozen=False)
class Hands:
    """The hands of a comparison's changes, for the words of each in turn."""

    usual: Hand
    """Who signs what no source names a hand for."""
    places: Mapping[Side, Places] = field(default_factory=dict)
    _owners: dict[int, Change] = field(default_factory=dict)
    """The change of each clause, by identity."""
    _words: dict[tuple[int, Side], list[tuple[str, Hand]]] = field(default_factory=dict)
    """The tracked words of a change that no run has taken yet, in their order."""

    def owner(self, clause: Clause | None) -> Change | None:
        """Return the change that a clause belongs to."""
        return self._owners.get(id(clause))

    def lead(self, change: Change | None, side: Side) -> Hand:
        """Return whose hand made a paragraph: that of a tracked paragraph mark, else the first of its change."""
        if change is None or not change.by:
            return self.usual
        marks = [hand for word, hand in self._tracked(change, side) if not word]
        first = change.by[0]
        return marks[0] if marks else Hand(first.author or self.usual.author, first.date)

    def cut(self, change: Change | None, side: Side, text: str) -> Iterator[tuple[str, Hand]]:
        """Cut added or deleted words of a change where another hand goes on."""
        if change is None or not change.by:
            yield text, self.usual
            return
        before = self.lead(change, side)
        signed: list[tuple[str, Hand]] = []
        for word in _WORD.findall(text):
            before = self._take(change, side, word.strip()) or before
            signed.append((word, before))
        for hand, group in groupby(signed, key=lambda each: each[1]):
            yield "".join(word for word, _ in group), hand

    def _take(self, change: Change, side: Side, word: str) -> Hand | None:
        """Find the next tracked passage with a word, or with a part of it; what was passed over is not asked again."""
        words = self._tracked(change, side)
        for is_found in (word.__eq__, word.__contains__):
            for at, (tracked, hand) in enumerate(words):
                if word and tracked and is_found(tracked):
                    del words[: at + 1]
                    return hand
        return None

    def _tracked(self, change: Change, side: Side) -> list[tuple[str, Hand]]:
        key = id(change), side
        if key not in self._words:
            clauses = change.old if side == "delete" else change.new
            found = self.places[side].of(clauses, change) if clauses else []
            self._words[key] = [
                (word, _hand(revision, self.usual)) for revision in found for word in revision.text.split() or [""]
            ]
        return self._words[key]


def _hand(revision: Revision, usual: Hand) -> Hand:
    return Hand(revision.author or usual.author, revision.date)


def hands_of(comparison: Comparison, changes: Sequence[Change], usual: Hand) -> Hands:
    """Collect whose hands made the changes of a comparison; `usual` signs what no source names a hand for."""
    old, new = comparison.old.document, comparison.new.document
    if not any(change.by for change in changes):
        return Hands(usual)
    sides: dict[Side, Places] = {
        "delete": Places(old, [each for each in new.revisions if each.op == "delete"]),
        "insert": Places(new, [each for each in new.revisions if each.op == "insert"]),
    }
    owners = {id(clause): change for change in changes for clause in (*change.old, *change.new)}
    return Hands(usual, sides, owners)
