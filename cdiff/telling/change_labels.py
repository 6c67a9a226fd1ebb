"""What every view of a change is made of: its citations, its kinds in words, its edits with their seams."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from cdiff.core.clause_edits import parts_of
from cdiff.core.model import Change, Clause, Comparison, Edit, Link, Op

if TYPE_CHECKING:
    from cdiff.core.model import Touched, Watched

MOST_WATCHED = 12
"""So many changes are listed under what is watched."""
SEAM = "¦ "
"""Where one clause ends and the next begins, in a split or a merge."""


def cited(clauses: Sequence[Clause]) -> str:
    """Name the clauses of one side: `3 + 4`."""
    return " + ".join(clause.name for clause in clauses)


def sides(change: Change) -> tuple[str, str]:
    """Name the old and the new clauses of a change; what was inserted or deleted whole is named by its heading."""
    if change.is_unit:
        return cited(change.old[:1]), cited(change.new[:1])
    return cited(change.old), cited(change.new)


def citations(change: Change) -> str:
    """Name a change: `21(a)`, or `3 → 3 + 4` where old and new are cited differently."""
    old, new = sides(change)
    if not old or not new:
        return old or new
    return old if old == new else f"{old} → {new}"


def kinds(change: Change) -> list[str]:
    """Give the kind of a change, its flags, and whether a person pinned it or a placeholder stands on one side."""
    flags = {
        "moved": change.moved,
        "renumbered": change.renumbered,
        "reference": change.reference,
        "renaming": change.renaming,
        "pinned": change.is_pinned,
        "placeholder": change.has_placeholder,
    }
    return [change.kind, *(name for name, holds in flags.items() if holds)]


def hands(change: Change) -> str:
    """Say whose tracked changes made a change: `A. Delegate, 2018-07-11; B. Delegate`."""
    return "; ".join(", ".join(filter(None, (hand.author, hand.date))) for hand in change.by)


def lines_of(change: Change) -> list[tuple[str, str]]:
    """Give the label and the words of each clause of a unit; the label of its heading is in the name of the change."""
    first, *others = change.new or change.old
    return [("", first.text)] * bool(first.text) + [(clause.label, clause.text) for clause in others]


def watch_said(watched: Watched) -> str:
    """Say in numbers what a comparison does to what is watched: `2 → 1`, `1 change`."""
    if watched.kind == "term":
        return times_said(watched, watched)
    count = len(watched.touched)
    return f"{count} change{'s' if count != 1 else ''}"


def times_said(watched: Watched, row: Watched | Touched) -> str:
    """Say how often a watched term stands in both texts, or in the clauses of one change: `2 → 1`.

    Of a draft that is lost in part, `≥1` is what is known of it, and `?` is nothing.
    """
    sides = (row.old, watched.old_known), (row.new, watched.new_known)
    return " → ".join(str(count) if known else f"≥{count}" if count else "?" for count, known in sides)


def quiet_said(watched: Sequence[Watched]) -> list[str]:
    """Name what is watched and left alone, and that of which nothing is known: `untouched: firewall*`."""
    quiet = [each for each in watched if not each.touched]
    untouched = "; ".join(each.name for each in quiet if not each.is_unknown)
    unknown = "; ".join(each.name for each in quiet if each.is_unknown)
    return [f"untouched: {untouched}"] * bool(untouched) + [f"not known: {unknown}"] * bool(unknown)


def watch_rows(watched: Watched) -> tuple[Sequence[Touched], int]:
    """Give the changes to list under what is watched, and how many more there are.

    Of many, only those are listed that change how often it stands there.
    """
    rows: Sequence[Touched] = watched.touched
    if len(rows) > MOST_WATCHED:
        rows = [row for row in rows if row.old != row.new][:MOST_WATCHED]
    return rows, len(watched.touched) - len(rows)


def parts_said(quiet: int, all_: int) -> str:
    """Count the parts of a text that a table folds into one row: `21 other parts`, or `3 parts` where they are all."""
    return f"{quiet} {'other ' if quiet < all_ else ''}part{'s' if quiet != 1 else ''}"


def edits_of(change: Change) -> tuple[Edit, ...]:
    """Give the word edits of a change; where there are none, the words that stayed."""
    return change.edits or (Edit("equal", " ".join(clause.text for clause in change.new or change.old)),)


def words(change: Change, op: Op) -> int:
    """Count the words that came (`insert`) or went (`delete`); a sign alone is no word."""
    return sum(any(map(str.isalnum, word)) for edit in change.edits if edit.op == op for word in edit.text.split())


def with_seams(change: Change, edits: Sequence[Edit], *, plain: bool = False) -> list[Edit]:
    """Put a sign where one clause of a split or a merge ends.

    The same sign in the draft itself is written with a backslash there, and everywhere in a `plain` text.
    """
    parts = parts_of(change, edits)
    if plain or len(parts) > 1:
        parts = [[Edit(edit.op, edit.text.replace("¦", "\\¦")) for edit in part] for part in parts]
    first, *others = parts
    out = list(first)
    for part in others:
        last = out.pop() if out else Edit("equal", "")
        out += [Edit(last.op, last.text + SEAM), *part]
    return out


def without_spaces(text: str) -> tuple[str, str, str]:
    """Cut a text into the spaces before it, its words, and the spaces behind them."""
    inner = text.strip(" ")
    start = text.find(inner) if inner else 0
    return text[:start], inner, text[start + len(inner) :] if inner else ""


BRACKETS: dict[Op, tuple[str, str]] = {"equal": ("", ""), "delete": ("[-", "-]"), "insert": ("{+", "+}")}


_OWN = re.compile(r"\[(?=-)|(?<=-)\]|\{(?=\+)|(?<=\+)\}")
ESCAPED = re.compile(r"\\(?:\[-|¦|\{\+)|[-+]\\[]}]")
"""The signs that a draft itself prints, as they are written where the marks of changes stand among its words."""


def escaped(text: str) -> str:
    """Write the signs of a draft that look like the marks of a change with a backslash: `\\[-5-\\]`."""
    return _OWN.sub(r"\\\g<0>", text) if "-" in text or "+" in text else text


def bracketed(edit: Edit) -> str:
    """Write an edit with the signs of wdiff: `[-gone-]`, `{+come+}`; the spaces stay outside."""
    edit = Edit(edit.op, escaped(edit.text))
    if edit.op == "equal":
        return edit.text
    before, inner, after = without_spaces(edit.text)
    opened, closed = BRACKETS[edit.op]
    return before + opened + (inner or "␠") + closed + after


def rival_said(link: Link, comparison: Comparison) -> str:
    """Name the pair that a link was preferred to: `21(b) → 20(b) 0.41`; empty where there was none."""
    if link.rival is None:
        return ""
    old = comparison.old.document.clauses[link.rival.old].name
    new = comparison.new.document.clauses[link.rival.new].name
    return f"{old} → {new} {link.rival.similarity:.2f}"
