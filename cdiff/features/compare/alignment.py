"""Which clause became which: the alignment of two versions as a subject, and why one pair was made."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from cdiff.core.model import Change, Comparison
from cdiff.pipeline.comparing import all_changes, summarise
from cdiff.telling.change_labels import cited, rival_said
from cdiff.telling.sheets import Sheet
from cdiff.telling.subject import Subject
from cdiff.telling.view import BlankLine, Element, Listing, Text, View, caveats_of

HOW = {
    "identical": "the words are the same",
    "spine": "in order, between certain pairs",
    "move": "out of order, by its words",
    "split": "the parts together cover the old clause",
    "merge": "the old clauses together cover the new one",
    "pinned": "settled by a person in concordance.toml",
    "placeholder": "one side only says what became of the clause; it is paired by its place",
}
"""How a link was found, in words."""


def alignment_view(comparison: Comparison) -> View:
    """List every pair of clauses; `?` marks the doubtful ones."""
    rows = []
    for change in comparison:
        flags = ["moved"] * change.moved + ["renumbered"] * change.renumbered
        similarity, how, rival, doubtful = _found(change, comparison)
        kind = ", ".join([change.kind, *flags])
        cells = (cited(change.old), cited(change.new), kind, similarity + "?" * doubtful, how, rival)
        rows.append([(cell, "warn" if doubtful else "") for cell in cells])
    old, new = comparison.old, comparison.new
    listing = Listing(("old", "new", "kind", "similarity", "found", "runner-up"), rows, cuts=2)
    title = f"Which clause became which: {old.label} → {new.label}"
    body: list[Element] = [listing] if rows else [Text([("No pairs to show.", "")])]
    return View(title, notes=caveats_of(old, new), body=body, versions=(old, new))


def alignment_sheets(comparison: Comparison) -> tuple[Sheet, ...]:
    """Make a row for each pair of clauses, and for each clause without one."""
    columns = ("old", "new", "kind", "moved", "renumbered", "similarity", "found", "runner_up", "doubtful")
    rows = [
        (
            *(cited(change.old), cited(change.new), change.kind, change.moved, change.renumbered),
            *_found(change, comparison),
        )
        for change in comparison
    ]
    return (Sheet("Alignment", columns, rows),)


def _found(change: Change, comparison: Comparison) -> tuple[str, str, str, bool]:
    """Say how alike a pair is, how it was found, what came next, and whether it is doubtful."""
    link = change.link
    if link is None:
        return "", "", "", False
    return f"{link.similarity:.2f}", link.how, rival_said(link, comparison), link.doubtful


def alignment_data(comparison: Comparison) -> dict[str, Any]:
    """Return the comparison with all its changes, the unchanged clauses too."""
    from cdiff.telling.json import comparison_data
    from cdiff.weighing import ranked, weigh
    from cdiff.weighing.lexicon import lexicon

    weighed = ranked(comparison, weigh(comparison, lexicon()))
    counted = summarise(comparison, by_clause=True)
    return comparison_data(comparison, counted, all_changes(comparison), weighed=weighed)


ALIGNMENT = Subject(
    "an alignment",
    versions=lambda comparison: (comparison.old, comparison.new),
    view=alignment_view,
    sheets=alignment_sheets,
    data=alignment_data,
)


def explanation(comparison: Comparison, changes: Sequence[Change]) -> View:
    """Say for each change why its clauses were taken for the same, and what was nearly taken instead."""
    body = [element for change in changes for element in (BlankLine(), *_explained(change, comparison))]
    return View(f"{comparison.old.label} → {comparison.new.label}", body=body[1:])


def _explained(change: Change, comparison: Comparison) -> Iterator[Element]:
    title = " → ".join(part for part in (cited(change.old), cited(change.new)) if part)
    yield Text([(title, "head"), (f"  {change.kind}", change.kind)])
    link = change.link
    if link is None:
        side = "new" if change.kind == "deleted" else "old"
        yield Text([(f"nothing in the {side} text is similar enough to be the same clause", "")], indent="  ")
        return
    yield Text([(f"found: {link.how}, {HOW[link.how]}", "")], indent="  ")
    yield Text([(f"similarity of the words: {link.similarity:.2f}", "")], indent="  ")
    yield Text([(f"runner-up: {rival_said(link, comparison) or 'none'}", "")], indent="  ")
    if link.doubtful:
        said = "doubtful: look at it, and settle it with cdiff align --pin or --forbid"
        yield Text([(said, "warn")], indent="  ")
