"""Changes of a comparison in lines: the sign and the citation of each, then its words, with their edits marked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cdiff.core.model import Change, Edit
from cdiff.core.printable import safe
from cdiff.telling.change_labels import citations, edits_of, kinds, lines_of, with_seams
from cdiff.telling.layout import Line, columns, hang, rule, wrap
from cdiff.telling.spans import edit_spans

SIGNS = {
    "unchanged": "=",
    "editorial": "≈",
    "modified": "~",
    "split": "÷",
    "merged": "&",
    "inserted": "+",
    "deleted": "-",
}

FIRST = "before the first heading"
"""The part of what stands before all parts."""


def changes_lines(
    shown: Sequence[tuple[Change, str]],
    width: int,
    context: int | None = None,
    *,
    side_by_side: bool = False,
    marks: bool = True,
) -> Iterator[Line]:
    """Lay out changes, each under the title of its part, in lines of a width; `context` words around each edit.

    `marks` are signs around the words that changed.
    """
    part = None
    for change, where in shown:
        if where != part:
            part = where
            yield []
            yield [(rule(safe(where) or FIRST, width), "dim")]
        yield []
        yield from wrap(_title(change), width)
        yield from _body(change, width, context, side_by_side=side_by_side, marks=marks)
        for passage in change.passages:
            where = "moved to" if passage.op == "delete" else "moved from"
            said: Line = [(f"{where} ", "moved"), (safe(passage.clause), "head"), (f": {safe(passage.text)}", "dim")]
            yield from hang("  > ", said, width, "moved")


def _title(change: Change) -> Line:
    sign, style = sign_of(change)
    similarity = f"  similarity {change.similarity:.2f}" if change.old and change.new and change.similarity < 1 else ""
    return [
        (f"{sign} ", style),
        (safe(citations(change)), "head"),
        ("  ", ""),
        (", ".join(kinds(change)), style),
        (similarity, "dim"),
        (_hands(change), "dim"),
    ]


def sign_of(change: Change) -> tuple[str, str]:
    """Give the sign of a change, and its style."""
    if change.kind == "unchanged" and change.moved:
        return ">", "moved"
    return SIGNS[change.kind], change.kind


def _hands(change: Change) -> str:
    """Say by whom a change was tracked, and when."""
    said = [", ".join(part for part in (hand.author, hand.date) if part) for hand in change.by]
    return f"  by {safe('; '.join(said))}" if said else ""


def _body(change: Change, width: int, context: int | None, *, side_by_side: bool, marks: bool) -> list[Line]:
    if change.is_unit:
        return [line for row in lines_of(change) for line in _unit_line(row, change, width, marks=marks)]
    edits = with_seams(change, edits_of(change), plain=True)
    if side_by_side and change.old and change.new:
        half = (width - 5) // 2
        left = wrap(edit_spans(edits, context, without="insert", marks=marks), half, "  ")
        right = wrap(edit_spans(edits, context, without="delete", marks=marks), half, "")
        return columns(left, right, half + 1)
    return wrap(edit_spans(edits, context, marks=marks), width, "  ")


def _unit_line(row: tuple[str, str], change: Change, width: int, *, marks: bool) -> list[Line]:
    """Lay out a clause of what was inserted or deleted whole: its label, and its words as inserted or deleted."""
    label, text = row
    spans = edit_spans([Edit("insert" if change.new else "delete", text)], marks=marks) if text else ()
    return wrap([*([(f"{safe(label)} ", "dim")] if label else []), *spans], width, "  ")
