"""Split the word edits of a change at the boundaries of its clauses.

The edits of a split or a merge run over the joined texts of its clauses. A reader of one part wants its share of them.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate

from cdiff.core.model import Change, Clause, Edit, Op


def parts_of(change: Change, edits: Sequence[Edit]) -> list[list[Edit]]:
    """Cut the edits of a change where its clauses end: one part per new clause of a split, per old one of a merge.

    The parts joined together are the edits again, each space between two clauses at the end of the first. A
    change of one clause into one is one part.
    """
    # The side with several clauses, and the edits that its texts do not contain.
    many: tuple[Clause, ...] = change.old if len(change.old) > 1 else change.new
    passed_by: Op = "insert" if len(change.old) > 1 else "delete"
    seams = [*accumulate(len(clause.text) + 1 for clause in many)][:-1]
    parts: list[list[Edit]] = [[]]
    at = 0
    for edit in edits:
        text = edit.text
        while seams and edit.op != passed_by and at + len(text) >= seams[0]:
            cut = seams.pop(0) - at
            parts[-1] += [Edit(edit.op, text[:cut])] if cut else []
            parts.append([])
            text, at = text[cut:], at + cut
        parts[-1] += [Edit(edit.op, text)] if text else []
        at += len(text) if edit.op != passed_by else 0
    return parts


def share_of(change: Change, clause: Clause) -> list[Edit]:
    """Return the edits of one new clause of a change: of a split its part, of any other change all.

    Without the deletions they are the text of the clause, up to the style of quotation marks.
    """
    if clause not in change.new or len(change.new) < 2:
        return list(change.edits)
    at = change.new.index(clause)
    part = parts_of(change, change.edits)[at]
    if at < len(change.new) - 1 and part:
        last = part.pop()
        part += [Edit(last.op, last.text[:-1])] if len(last.text) > 1 else []
    return part
