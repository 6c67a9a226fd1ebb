"""What every view of a change is made of: its citations, its kinds in words, its edits with their seams."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate

from cdiff.model import Change, Clause, Edit, Op

SEAM = "¦ "
"""Where one clause ends and the next begins, in a split or a merge."""


def cited(clauses: Sequence[Clause]) -> str:
    """Name the clauses of one side: `3 + 4`."""
    return " + ".join(clause.citation for clause in clauses)


def citations(change: Change) -> str:
    """Name a change: `21(a)`, or `3 → 3 + 4` where old and new are cited differently."""
    old, new = cited(change.old), cited(change.new)
    if not old or not new:
        return old or new
    return old if old == new else f"{old} → {new}"


def kinds(change: Change) -> list[str]:
    """Give the kind of a change, its flags, and whether a person pinned it."""
    flags = {"moved": change.moved, "renumbered": change.renumbered, "pinned": change.is_pinned}
    return [change.kind, *(name for name, holds in flags.items() if holds)]


def hands(change: Change) -> str:
    """Say whose tracked changes made a change: `A. Delegate, 2018-07-11; B. Delegate`."""
    return "; ".join(", ".join(filter(None, (hand.author, hand.date))) for hand in change.by)


def edits_of(change: Change) -> tuple[Edit, ...]:
    """Give the word edits of a change; where there are none, the words that stayed."""
    return change.edits or (Edit("equal", " ".join(clause.text for clause in change.new or change.old)),)


def words(change: Change, op: Op) -> int:
    """Count the words that came (`insert`) or went (`delete`); a sign alone is no word."""
    return sum(any(map(str.isalnum, word)) for edit in change.edits if edit.op == op for word in edit.text.split())


def with_seams(change: Change, edits: Sequence[Edit]) -> list[Edit]:
    """Put a sign where one clause of a split or a merge ends."""
    many, passed_by = (change.new, "delete") if len(change.new) > 1 else (change.old, "insert")
    if len(many) < 2:
        return list(edits)
    seams = list(accumulate(len(clause.text) + 1 for clause in many))[:-1]
    out: list[Edit] = []
    at = 0
    for edit in edits:
        text = ""
        for sign in edit.text:
            text += sign
            at += edit.op != passed_by
            if seams and at == seams[0] and edit.op != passed_by:
                text += SEAM
                seams.pop(0)
        out.append(Edit(edit.op, text))
    return out


def without_spaces(text: str) -> tuple[str, str, str]:
    """Cut a text into the spaces before it, its words, and the spaces behind them."""
    inner = text.strip(" ")
    start = text.find(inner) if inner else 0
    return text[:start], inner, text[start + len(inner) :] if inner else ""


BRACKETS: dict[Op, tuple[str, str]] = {"equal": ("", ""), "delete": ("[-", "-]"), "insert": ("{+", "+}")}


def bracketed(edit: Edit) -> str:
    """Write an edit with the signs of wdiff: `[-gone-]`, `{+come+}`; the spaces stay outside."""
    if edit.op == "equal":
        return edit.text
    before, inner, after = without_spaces(edit.text)
    opened, closed = BRACKETS[edit.op]
    return before + opened + (inner or "␠") + closed + after
