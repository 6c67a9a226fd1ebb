"""Who signs a tracked change: whoever the source names for its words, else whoever writes the redline.

A comparison knows by whose tracked changes each of its changes was made; the tracked passages themselves say which of
its words are whose. So the words that a change adds or deletes are laid along the passages of its clauses in their
order, and a run is cut where another author goes on.
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
class Signatory:
    """An author and a date, as the file signs a change with them; the date is empty where it is not known."""

    author: str
    date: str = ""


@record(frozen=False)
class Signatures:
    """Who signs the changes of a comparison, for the words of each in turn."""

    usual: Signatory
    """Who signs what no source signs."""
    places: Mapping[Side, Places] = field(default_factory=dict)
    _owners: dict[int, Change] = field(default_factory=dict)
    """The change of each clause, by identity."""
    _words: dict[tuple[int, Side], list[tuple[str, Signatory]]] = field(default_factory=dict)
    """The tracked words of a change that no run has taken yet, in their order."""

    def owner(self, clause: Clause | None) -> Change | None:
        """Return the change that a clause belongs to."""
        return self._owners.get(id(clause))

    def lead(self, change: Change | None, side: Side) -> Signatory:
        """Return who signs a paragraph: the author of a tracked paragraph mark, else the first of its change."""
        if change is None or not change.by:
            return self.usual
        marks = [signature for word, signature in self._tracked(change, side) if not word]
        first = change.by[0]
        return marks[0] if marks else Signatory(first.author or self.usual.author, first.date)

    def cut(self, change: Change | None, side: Side, text: str) -> Iterator[tuple[str, Signatory]]:
        """Cut added or deleted words of a change where another author goes on."""
        if change is None or not change.by:
            yield text, self.usual
            return
        before = self.lead(change, side)
        signed: list[tuple[str, Signatory]] = []
        for word in _WORD.findall(text):
            before = self._take(change, side, word.strip()) or before
            signed.append((word, before))
        for signature, group in groupby(signed, key=lambda each: each[1]):
            yield "".join(word for word, _ in group), signature

    def _take(self, change: Change, side: Side, word: str) -> Signatory | None:
        """Find the next tracked passage with a word, or with a part of it; what was passed over is not asked again."""
        words = self._tracked(change, side)
        for is_found in (word.__eq__, word.__contains__):
            for at, (tracked, signature) in enumerate(words):
                if word and tracked and is_found(tracked):
                    del words[: at + 1]
                    return signature
        return None

    def _tracked(self, change: Change, side: Side) -> list[tuple[str, Signatory]]:
        key = id(change), side
        if key not in self._words:
            clauses = change.old if side == "delete" else change.new
            found = self.places[side].of(clauses, change) if clauses else []
            self._words[key] = [
                (word, _signature(revision, self.usual)) for revision in found for word in revision.text.split() or [""]
            ]
        return self._words[key]


def _signature(revision: Revision, usual: Signatory) -> Signatory:
    return Signatory(revision.author or usual.author, revision.date)


def signatures_of(comparison: Comparison, changes: Sequence[Change], usual: Signatory) -> Signatures:
    """Collect who made the changes of a comparison; `usual` signs what no source signs."""
    old, new = comparison.old.document, comparison.new.document
    if not any(change.by for change in changes):
        return Signatures(usual)
    sides: dict[Side, Places] = {
        "delete": Places(old, [each for each in new.revisions if each.op == "delete"]),
        "insert": Places(new, [each for each in new.revisions if each.op == "insert"]),
    }
    owners = {id(clause): change for change in changes for clause in (*change.old, *change.new)}
    return Signatures(usual, sides, owners)
