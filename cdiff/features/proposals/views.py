"""What there is to show of proposals: each with its words, all who proposed it, and what the next draft has."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from cdiff.core.model import Edit
from cdiff.features.proposals.judging import clauses_of
from cdiff.features.proposals.model import OUTCOMES, Proposal, Proposals
from cdiff.telling.change_labels import cited, edits_of, kinds, with_seams
from cdiff.telling.view import BlankLine, Edits, Element, Entries, Entry, Span, Text, View, caveats_of, heads_of

_STYLES = {
    "taken": "inserted",
    "taken with more": "inserted",
    "in part": "modified",
    "elsewhere": "moved",
    "not taken": "dim",
}
SAID = "Only the printed words are compared; they do not tell why a proposal was taken or not."


def proposals_view(found: Proposals) -> View:
    """Show what became of each proposal."""
    body: list[Element] = [Text([(headline(found), "head")])]
    if found.editorial:
        body.append(Text([(f"Left out: {_counted(found.editorial, 'editorial change')}", "dim")]))
    body += [Text([(SAID, "dim")]), BlankLine()]
    heads = ("Clause", "Proposed by", "Proposed", "Outcome", f"In {found.next.label}")
    entries = [_entry(each, found.next.label) for each in found]
    body += [Entries(heads, entries)] if entries else []
    sides = [("base", found.base), *(("proposal", version) for version in found.by), ("next", found.next)]
    title = f"Proposals to {found.base.label} and what became of them in {found.next.label}"
    return View(
        title,
        heads_of(*sides),
        caveats_of(*found.versions),
        body,
        versions=found.versions[-1:],
        signed=True,
        prose=True,
    )


def headline(found: Proposals) -> str:
    """Return `7 proposals: 2 taken, 1 taken with more, 2 in part, 1 elsewhere, 1 not taken`."""
    said = ", ".join(f"{found.count(each)} {each}" for each in OUTCOMES if found.count(each))
    return f"{_counted(len(found.rows), 'proposal')}{': ' if said else ''}{said}"


def _counted(count: int, noun: str) -> str:
    return f"{count} {noun}{'' if count == 1 else 's'}"


def name_of(proposal: Proposal) -> str:
    """Name the clause that a proposal is about, by the numbers of the base; a new one by that of the proposal."""
    change = proposal.change
    return cited(clauses_of(change)) + ("" if change.old else " (new)")


def next_of(proposal: Proposal) -> str:
    """Name the clauses of the next draft that it was held against; empty where there are none."""
    return " + ".join(proposal.cited)


def proposed_edits(proposal: Proposal) -> Sequence[Edit]:
    """Return the words of a proposal: what it adds and deletes in the clause."""
    change = proposal.change
    if not change.edits and change.kind in ("inserted", "deleted"):
        words = " ".join(clause.text for clause in clauses_of(change))
        return [Edit("insert" if change.new else "delete", words)]
    return with_seams(change, edits_of(change))


def _entry(proposal: Proposal, label: str) -> Entry:
    by, outcome = ", ".join(proposal.by), proposal.outcome
    flags = ", ".join(kinds(proposal.change))
    there = next_of(proposal) or "not in the text"
    became = [] if outcome == "taken" else proposal.became
    same = ", the same words" if outcome == "taken" and proposal.cited else ""
    title: list[Span] = [(name_of(proposal), "head"), (f"  {outcome}", _STYLES[outcome]), (f"  proposed by {by}", "")]
    lines: list[Element] = [
        Text(title),
        Text([(f"proposed: {flags}", "dim")], indent="  "),
        Edits(proposed_edits(proposal), "    "),
        Text([(f"{label}: {there}{same}", "dim")], indent="  "),
        *([Edits(became, "    ")] if became else []),
        BlankLine(),
    ]
    cells = (
        [(name_of(proposal), "head")],
        [(by, "")],
        [*_spans(proposed_edits(proposal))],
        [(outcome, "event")],
        [(f"{there}{same}{': ' if became else ''}", "head"), *_spans(became)],
    )
    return Entry(cells, lines)


def _spans(edits: Iterable[Edit]) -> Iterator[Span]:
    for edit in edits:
        yield edit.text, "" if edit.op == "equal" else edit.op
