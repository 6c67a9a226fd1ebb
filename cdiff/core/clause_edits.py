"""The word edits of a change: split at the boundaries of its clauses, gathered into the places where words changed.

The edits of a split or a merge run over the joined texts of its clauses. A reader of one part wants its share of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate

from cdiff.core.model import Change, Clause, Edit, Op
from cdiff.core.records import record


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


@record
class ChangedWords:
    """Deleted and inserted text in one place."""

    old: str
    new: str
    at_old: int
    """Where it stood in the old text, in characters."""
    at_new: int


def groups(edits: Sequence[Edit]) -> Iterator[ChangedWords]:
    """Yield the places where words changed, in reading order."""
    at_old = at_new = 0
    gone = came = ""
    for edit in [*edits, Edit("equal", "")]:
        if edit.op == "delete":
            gone += edit.text
        elif edit.op == "insert":
            came += edit.text
        else:
            if gone or came:
                yield ChangedWords(gone, came, at_old, at_new)
                at_old, at_new = at_old + len(gone), at_new + len(came)
            at_old, at_new = at_old + len(edit.text), at_new + len(edit.text)
            gone = came = ""


def old_place(at: int, edits: Sequence[Edit]) -> int:
    """Return where a character of the new text that stayed stood in the old one; -1 for one that was inserted."""
    shift = 0
    for group in groups(edits):
        if group.at_new > at:
            break
        if at < group.at_new + len(group.new):
            return -1
        shift += len(group.old) - len(group.new)
    return at + shift
