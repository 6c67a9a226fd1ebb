"""Units that come or go whole: a new article is one thing to a reader, however many clauses it has.

Each clause stays in a change of its own; what is said here is which of these changes are counted and shown as one. A
part or a chapter is no such unit for the articles in it: ten new articles in a new chapter are ten.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal

from cdiff.core.citation import HEADINGS, subtree, unit_of
from cdiff.core.model import Change, Comparison, Document, Edit
from cdiff.core.records import replace


def whole_units(comparison: Comparison) -> dict[int, tuple[int, ...]]:
    """Find what was inserted or deleted whole, with its heading.

    The result maps the position of the change of each such heading to the positions of all changes of its unit, its
    own first.
    """
    found: dict[int, tuple[int, ...]] = {}
    sides: tuple[tuple[Literal["inserted", "deleted"], Document], ...] = (
        ("deleted", comparison.old.document),
        ("inserted", comparison.new.document),
    )
    for kind, document in sides:
        places = {
            clause.citation: at
            for at, change in enumerate(comparison.changes)
            if change.kind == kind
            for clause in (*change.old, *change.new)
        }
        if not any(clause.kind in HEADINGS for clause in document if clause.citation in places):
            continue
        taken: set[str] = set()
        for heading, members in _units(document, places):
            if len(members) > 1 and taken.isdisjoint(members) and all(name in places for name in members):
                taken.update(members)
                found[places[heading]] = tuple(places[name] for name in members)
    return found


def _units(document: Document, places: dict[str, int]) -> Iterator[tuple[str, list[str]]]:
    """Yield the citations of headings, each with those of its clauses; articles before the sub-headings in them.

    Only headings that stand in `places` are looked at.
    """
    members: dict[str, list[str]] = {}
    for citation, heading in unit_of(document).items():
        members.setdefault(heading, []).append(citation)
    yield from ((heading, names) for heading, names in members.items() if heading in places)
    for clause in document:
        if clause.kind == "subheading" and clause.citation in places:
            yield clause.citation, [each.citation for each in subtree(document, clause)]


def followers(comparison: Comparison) -> frozenset[int]:
    """Return the positions of the changes that are counted with the heading of their unit."""
    return frozenset(at for members in whole_units(comparison).values() for at in members[1:])


def in_units(comparison: Comparison, shown: Sequence[tuple[Change, str]]) -> list[tuple[Change, str]]:
    """Join the changes of each whole unit into one, where all of them are among those shown."""
    chosen = {id(change) for change, _ in shown}
    joined: dict[int, Change | None] = {}
    for members in whole_units(comparison).values():
        changes = [comparison.changes[at] for at in members]
        if all(id(change) in chosen for change in changes):
            joined |= dict.fromkeys(map(id, changes[1:])) | {id(changes[0]): _joined(changes)}
    rows = ((joined.get(id(change), change), part) for change, part in shown)
    return [(change, part) for change, part in rows if change]


def _joined(changes: Sequence[Change]) -> Change:
    old = tuple(clause for change in changes for clause in change.old)
    new = tuple(clause for change in changes for clause in change.new)
    text = " ".join(clause.text for clause in (*old, *new))
    edit = Edit("insert" if new else "delete", text)
    by = tuple(dict.fromkeys(author for change in changes for author in change.by))
    return replace(changes[0], old=old, new=new, edits=(edit,) if text else (), by=by)
