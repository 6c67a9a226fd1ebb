"""cdiff as the bench sees it: what its comparison says, as clause pairs and reported words."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product

from bench.large import Large
from bench.layout import Received
from bench.perturb import DraftPair, Pair
from bench.runs import flags_of, follow, owners_of, spots_of
from bench.score import Result
from cdiff.comparing import compare
from cdiff.comparing.alignment import Unit, align_units
from cdiff.core.model import Change, Clause, Comparison, Document
from cdiff.parsing import parse
from cdiff.reading import read_bytes


class UncleanError(ValueError):
    """Reading a received draft did not give the clauses that were printed."""


def reread(received: Received, printed: Sequence[Clause]) -> Document:
    """Read a received draft as cdiff does; raise where its clauses are not the ones that were printed."""
    document = parse(read_bytes(received.text.encode(), "draft.txt"), profile="gcm")
    sides = (
        [(c.citation, len(c.text.split())) for c in document],
        [(c.citation, len(c.text.split())) for c in printed],
    )
    for got, wanted in zip(*sides, strict=False):
        if got != wanted:
            raise UncleanError(f"{wanted[0]} of {wanted[1]} words was read as {got[0]} of {got[1]}")
    if len(document) != len(printed):
        raise UncleanError(f"{len(document)} clauses instead of {len(printed)}")
    return document


def result(pair: DraftPair) -> Result:
    """Read both drafts as received, compare them, and give what the comparison says."""
    old, new = reread(pair.old_received, pair.old), reread(pair.new_received, pair.new)
    return read_result(compare(old, new), old.clauses, new.clauses)


def read_result(comparison: Comparison, old: Sequence[Clause], new: Sequence[Clause]) -> Result:
    """Read clause pairs and reported words off a comparison of two drafts."""
    starts = _starts(old), _starts(new)
    gone: set[int] = set()
    came: set[int] = set()
    for change in comparison:
        kept = _followed(change)
        gone.update(starts[0][change.old[k].citation] + w for k, w in _located(change.old, kept[0]))
        came.update(starts[1][change.new[k].citation] + w for k, w in _located(change.new, kept[1]))
    pairs = change_pairs(comparison, old, new)
    return Result(pairs, flags_of(old, frozenset(gone)), flags_of(new, frozenset(came)))


def _followed(change: Change) -> tuple[frozenset[int], frozenset[int]]:
    """Give the words of a change that it reports, counted through its old and through its new clauses."""
    if not change.edits:
        whole = not (change.old and change.new)
        sides = (owners_of(change.old) if whole else [], owners_of(change.new) if whole else [])
        return frozenset(range(len(sides[0]))), frozenset(range(len(sides[1])))
    runs = [(edit.op, edit.text) for edit in change.edits]
    kept = follow(runs, spots_of(change.old), spots_of(change.new))
    return kept.gone, kept.came


def _located(clauses: Sequence[Clause], words: frozenset[int]) -> list[tuple[int, int]]:
    """Give for words counted through some clauses the clause of each and its place there."""
    owners = owners_of(clauses)
    first = {owner: position for position, owner in reversed(list(enumerate(owners)))}
    return [(owners[word], word - first[owners[word]]) for word in sorted(words)]


def _starts(clauses: Sequence[Clause]) -> dict[str, int]:
    starts: dict[str, int] = {}
    count = 0
    for clause in clauses:
        starts[clause.citation] = count
        count += len(clause.text.split())
    return starts


def change_pairs(comparison: Comparison, old: Sequence[Clause], new: Sequence[Clause]) -> frozenset[Pair]:
    """Give the pairs of positions that the changes of a comparison join."""
    here = {clause.citation: position for position, clause in enumerate(old)}
    there = {clause.citation: position for position, clause in enumerate(new)}
    return frozenset(
        (here[a.citation], there[b.citation]) for change in comparison for a, b in product(change.old, change.new)
    )


def align_pairs(large: Large) -> frozenset[Pair]:
    """Align two drafts, without their word edits."""
    links = align_units(units(large.old), units(large.new))
    return frozenset(pair for link in links for pair in product(link.old, link.new))


def compare_pairs(large: Large) -> frozenset[Pair]:
    """Compare two drafts, word edits included."""
    comparison = compare(Document(large.old), Document(large.new))
    return change_pairs(comparison, large.old, large.new)


def units(clauses: Sequence[Clause]) -> list[Unit]:
    """Turn clauses into what alignment works on."""
    places = {clause.citation: position for position, clause in enumerate(clauses)}
    return [Unit(c.text, c.label, c.kind, places.get(c.parent) if c.parent else None) for c in clauses]
