"""Comparing: (old, new) → a comparison in which every clause of both stands in exactly one change."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from cdiff.comparing.alignment import Ban, Pin, Unit, align, align_and_move
from cdiff.comparing.edits import word_edits
from cdiff.comparing.passages import with_passages
from cdiff.comparing.routine import flag_routine
from cdiff.comparing.words import differ_in_substance, fold_quotes
from cdiff.core.gc_pause import uncollected
from cdiff.core.model import Change, ChangeKind, Clause, Comparison, Document, Edit, Link, Version
from cdiff.core.numbering import number_of

__all__ = ["Ban", "Pin", "align", "compare", "compare_documents", "word_edits"]


def compare(
    old: Version | Document, new: Version | Document, *, pins: Iterable[Pin] = (), bans: Iterable[Ban] = ()
) -> Comparison:
    """Compare two versions, or two documents, clause by clause.

    `pins` and `bans` name pairs by their positions in the two documents. Every clause of either side stands
    in exactly one change of the result.
    """
    before, after = _as_version(old, "old"), _as_version(new, "new")
    changes, renamings = flag_routine(_compared(before.document, after.document, pins=pins, bans=bans))
    return Comparison(
        before, after, tuple(with_passages(changes)), renamings, cautions=_cautions(before, after, changes)
    )


def _cautions(old: Version, new: Version, changes: Sequence[Change]) -> tuple[str, ...]:
    """Return why one of the two texts may be no draft of the other; most clauses of two drafts have a counterpart."""
    paired = sum(bool(change.old and change.new) for change in changes)
    if 4 * paired >= 3 * min(len(old.document.clauses), len(new.document.clauses)):
        return ()
    from cdiff.comparing.strangers import warnings_of

    return warnings_of(old.document, new.document, (old.label, new.label), changes)


def _as_version(given: Version | Document, label: str) -> Version:
    return given if isinstance(given, Version) else Version(label, given)


def compare_documents(
    old: Document, new: Document, *, pins: Iterable[Pin] = (), bans: Iterable[Ban] = ()
) -> tuple[Change, ...]:
    """Compare two documents clause by clause.

    Every clause of either stands in exactly one change. The changes come in the reading order of the new
    document; a deleted clause stands behind the clause it stood behind in the old one.
    """
    return compare(old, new, pins=pins, bans=bans).changes


@uncollected()
def _compared(
    old: Document, new: Document, *, pins: Iterable[Pin] = (), bans: Iterable[Ban] = ()
) -> tuple[Change, ...]:
    links, moved = align_and_move(_units(old), _units(new), pins=pins, bans=bans)
    changes = []
    for index, link in enumerate(links):
        olds, news = tuple(old.clauses[at] for at in link.old), tuple(new.clauses[at] for at in link.new)
        kind = _kind(olds, news)
        edits = () if kind == "unchanged" else word_edits(joined(olds), joined(news))
        changes.append(Change(kind, olds, news, edits, index in moved, _renumbered(olds, news), link))
    return _in_reading_order(links, changes, old.clauses, new.clauses)


def _units(document: Document) -> list[Unit]:
    places = {clause.citation: at for at, clause in enumerate(document.clauses)}
    return [
        Unit(clause.text, clause.label, clause.kind, places.get(clause.parent or "")) for clause in document.clauses
    ]


def joined(clauses: Sequence[Clause]) -> str:
    """Join the texts of the clauses of one side, as the word edits see them."""
    return " ".join([clause.text for clause in clauses])


def _kind(old: Sequence[Clause], new: Sequence[Clause]) -> ChangeKind:
    if len(old) < len(new):
        return "split"
    if len(old) > len(new):
        return "merged"
    before, after = joined(old), joined(new)
    if before != after:
        before, after = fold_quotes(before), fold_quotes(after)
    if before == after:
        return "unchanged"
    return "modified" if differ_in_substance(before, after) else "editorial"


def _renumbered(old: Sequence[Clause], new: Sequence[Clause]) -> bool:
    """Whether the number of the first clause changed; how it is printed does not matter."""
    if old[0].label == new[0].label:
        return False
    before, after = number_of(old[0].label), number_of(new[0].label)
    return before.casefold() != after.casefold()


def _in_reading_order(
    links: Sequence[Link], changes: Sequence[Change], old: Sequence[Clause], new: Sequence[Clause]
) -> tuple[Change, ...]:
    """Order the changes as the new text is read, each run of deleted clauses behind the linked clause before it."""
    by_old = {at: change for link, change in zip(links, changes, strict=True) for at in link.old}
    by_new = {at: change for link, change in zip(links, changes, strict=True) for at in link.new[:1]}
    linked_new = {at for link in links for at in link.new}
    behind: dict[int, list[Change]] = {}
    ordered: list[Change] = []
    run = ordered
    for at, clause in enumerate(old):
        if at in by_old:
            run = behind.setdefault(id(by_old[at]), [])
        else:
            run.append(Change("deleted", (clause,), (), (Edit("delete", clause.text),) if clause.text else ()))
    for at, clause in enumerate(new):
        if at not in linked_new:
            ordered.append(Change("inserted", (), (clause,), (Edit("insert", clause.text),) if clause.text else ()))
        elif at in by_new:
            ordered.append(by_new[at])
            ordered += behind.get(id(by_new[at]), [])
    return tuple(ordered)
