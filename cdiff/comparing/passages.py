"""Passages: words that were moved from one clause to another, word for word, within the edits of both.

A sentence that goes from paragraph 1 to paragraph 3 is a deletion here and an insertion there; the two clauses have
partners of their own. It is found by its words, ten in a row (a little more than what `git blame -C` takes for
copied), that stand once among all that was deleted and once among all that was inserted.

A title that was set out as that of an article which had none, or run into its paragraph, is shorter, and so is an item
from the middle of a clause; it is found beside the clause whose edit has all of its words and no other.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal

from cdiff.comparing.words import fold, is_word, pieces
from cdiff.core.model import Change, Edit, Passage
from cdiff.core.records import replace

_LEAST = 10
"""Words of a passage."""


class _Stretch:
    """The words of one edit, and whose they are."""

    def __init__(self, change: int, edit: Edit) -> None:
        self.change, self.text = change, edit.text
        cut = pieces(edit.text)
        self.folded = [fold(token) for token, _ in cut]
        self.starts = [0]
        for token, space in cut:
            self.starts.append(self.starts[-1] + len(token) + len(space))
        lost = len(edit.text) - self.starts[-1]  # space before the first token
        self.starts = [start + lost for start in self.starts]


def with_passages(changes: Sequence[Change]) -> list[Change]:
    """Return the changes, each with the passages that were moved out of it or into it."""
    sides = [_stretches(changes, op) for op in ("delete", "insert")]
    rows = [_rows(side) for side in sides]
    found = _set_out(changes)
    for at, stretch in enumerate(sides[0]):
        place = 0
        while place + _LEAST <= len(stretch.folded):
            row = tuple(stretch.folded[place : place + _LEAST])
            there = rows[1].get(row)
            if there is None or rows[0][row] != (at, place) or sides[1][there[0]].change == stretch.change:
                place += 1
                continue
            other, start = sides[1][there[0]], there[1]
            size = _LEAST
            while (
                [*stretch.folded[place + size : place + size + 1]]
                == [*other.folded[start + size : start + size + 1]]
                != []
            ):
                size += 1
            if sum(map(is_word, stretch.folded[place : place + size])) >= _LEAST:
                text = stretch.text[stretch.starts[place] : stretch.starts[place + size]].strip()
                old, new = changes[stretch.change].old[0].citation, changes[other.change].new[0].citation
                found.setdefault(stretch.change, []).append(Passage("delete", text, new))
                text = other.text[other.starts[start] : other.starts[start + size]].strip()
                found.setdefault(other.change, []).append(Passage("insert", text, old))
            place += size
    return [replace(change, passages=tuple(found[at])) if at in found else change for at, change in enumerate(changes)]


def _set_out(changes: Sequence[Change]) -> dict[int, list[Passage]]:
    """Find short clauses that came out of the clause beside them, or went into it; by the places of both changes."""
    found: dict[int, list[Passage]] = {}
    for at, change in enumerate(changes):
        came = not any(clause.text for clause in change.old)
        if not came and any(clause.text for clause in change.new):
            continue
        lone, *more = (change.new if came else change.old) or change.old
        words = _folded(lone.text)
        if more or not 0 < len(words) < _LEAST:
            continue
        here: Literal["delete", "insert"] = "insert" if came else "delete"
        there: Literal["delete", "insert"] = "delete" if came else "insert"
        for near in (at + 1, at - 1):
            other = changes[near] if 0 <= near < len(changes) else change
            edit = next((edit for edit in other.edits if edit.op == there and _folded(edit.text) == words), None)
            if edit and other is not change and other.old and other.new:
                cited = (other.old if came else other.new)[0].citation
                found.setdefault(at, []).append(Passage(here, lone.text, cited))
                found.setdefault(near, []).append(Passage(there, edit.text.strip(), lone.citation))
                break
    return found


def _folded(text: str) -> list[str]:
    return [fold(token) for token, _ in pieces(text) if is_word(token)]


def _stretches(changes: Sequence[Change], op: str) -> list[_Stretch]:
    """Cut the long edits of a kind into words."""
    return [
        _Stretch(at, edit)
        for at, change in enumerate(changes)
        for edit in change.edits
        if edit.op == op and len(edit.text) >= 2 * _LEAST
    ]


def _rows(stretches: Sequence[_Stretch]) -> dict[tuple[str, ...], tuple[int, int] | None]:
    """Map each row of words that stands once in the stretches to its place; one that stands twice to none."""
    found: dict[tuple[str, ...], tuple[int, int] | None] = {}
    for row, place in _all_rows(stretches):
        found[row] = None if row in found else place
    return found


def _all_rows(stretches: Sequence[_Stretch]) -> Iterator[tuple[tuple[str, ...], tuple[int, int]]]:
    for at, stretch in enumerate(stretches):
        for start in range(len(stretch.folded) - _LEAST + 1):
            yield tuple(stretch.folded[start : start + _LEAST]), (at, start)
