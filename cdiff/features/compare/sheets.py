"""The tables of a comparison for programs and spreadsheets: a row for each change, and what happened in each part."""

from __future__ import annotations

from collections.abc import Sequence

from cdiff.core.model import TALLIED, Change, Clause, Comparison, Op, Summary, Version, Weighed
from cdiff.features.compare.headline import reasons, why
from cdiff.telling.change_labels import hands, kinds, lines_of, sides, with_seams, words
from cdiff.telling.sheets import Cell, Paper, Sheet, Words, standing

COLUMNS = (
    *("kind", "moved", "renumbered", "doubtful", "part", "old_citation", "new_citation"),
    *(
        "similarity",
        "words_inserted",
        "words_deleted",
        "old_text",
        "new_text",
        "by",
        "old_version",
        "new_version",
        "weight",
        "reasons",
    ),
)
_WIDTHS = {"part": 24, "kind": 12, "old_citation": 14, "new_citation": 14, "old_text": 70, "new_text": 70} | {
    "old_version": 24,
    "new_version": 24,
    "reasons": 50,
}


def comparison_sheets(comparison: Comparison, summary: Summary, listed: Sequence[Weighed]) -> tuple[Sheet, ...]:
    """Make the tables of a comparison; `listed` are the changes with their parts of the text and their weights."""
    counts: list[tuple[Cell, ...]] = [
        (tally.citation or "before the first heading", tally.title, *(tally.count(name) for name in TALLIED))
        for tally in (*summary.rows, summary.total)
    ]
    rows = [(*_row(each.change, each.part, comparison), each.weight, reasons(each)) for each in listed]
    widths = (24, 50, *(12 for _ in TALLIED))
    return (
        Sheet("Changes", COLUMNS, rows, [_WIDTHS.get(name, 13) for name in COLUMNS], paper=_paper(comparison, listed)),
        Sheet("Summary", ("part", "title", *TALLIED), counts, widths, numbered=False, total=True),
    )


_HEADS = {
    "Old": 13,
    "New": 13,
    "Kind": 15,
    "Part": 27,
    "Old text": 62,
    "New text": 62,
    "Similarity": 10,
    "Why it matters": 36,
    "Tracked by": 20,
}
"""The heads of the columns that a person reads, and how wide each is."""
_SAID = ("kind", "old_citation", "new_citation", "part", "old_text", "new_text", "by")
"""The columns that a person reads in words already."""


def _paper(comparison: Comparison, listed: Sequence[Weighed]) -> Paper:
    """Make the columns for a person: the heads name both versions with their status, which no table may hide."""
    names = {f"{side} text": f"{side} text: {standing(version)}" for side, version in _sides(comparison)}
    heads = [names.get(head, head) for head in _HEADS]
    return Paper(heads, [_read(each) for each in listed], [*_HEADS.values()], 2, [n for n in COLUMNS if n not in _SAID])


def _sides(comparison: Comparison) -> tuple[tuple[str, Version], tuple[str, Version]]:
    return ("Old", comparison.old), ("New", comparison.new)


def _read(each: Weighed) -> tuple[Cell, ...]:
    change = each.change
    return (
        *sides(change),
        ", ".join(kinds(change)),
        each.part or "before the first heading",
        _words(change, change.old, "insert"),
        _words(change, change.new, "delete"),
        round(change.similarity, 2) if change.old and change.new and change.similarity < 1 else None,
        why(each),
        hands(change),
    )


def _row(change: Change, part: str, comparison: Comparison) -> tuple[Cell, ...]:
    return (
        *(change.kind, change.moved, change.renumbered, bool(change.link and change.link.doubtful), part),
        *sides(change),
        round(change.similarity, 4) if change.old and change.new else None,
        *(words(change, "insert"), words(change, "delete")),
        *(_words(change, change.old, "insert"), _words(change, change.new, "delete"), hands(change)),
        *(standing(comparison.old), standing(comparison.new)),
    )


def _words(change: Change, clauses: Sequence[Clause], other: Op) -> Words:
    """Return the words of one side, each clause in a line of its own; `other` are the edits of the other side."""
    edited = with_seams(change, change.edits) if change.edits and change.old and change.new else []
    rows = [clause.text for clause in clauses]
    if clauses and change.is_unit:
        rows = [f"{label} {text}".strip() for label, text in lines_of(change)]
    return Words([edit for edit in edited if edit.op != other], "\n".join(rows))
