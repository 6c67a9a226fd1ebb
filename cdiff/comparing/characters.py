"""Character edits: which characters differ between two pieces of text with the same words.

Word edits are what a lawyer marks; where a text was agreed, or claims to be another one, a person must see the comma
itself. The difference is Myers' shortest one ("An O(ND) Difference Algorithm and Its Variations", 1986), as
diff-match-patch finds it without a time-out, so that the same texts give the same edits on any machine.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from cdiff.core.model import Edit, Op

if TYPE_CHECKING:
    from diff_match_patch import diff_match_patch

_OPS: dict[int, Op] = {-1: "delete", 0: "equal", 1: "insert"}


def character_edits(old: str, new: str) -> tuple[Edit, ...]:
    """Return which characters stayed, were deleted and were inserted, a deletion before the insertion in its place.

    The edits without the insertions are the old text, those without the deletions the new one. Meant
    for a few words: the time grows with the length times the number of differences.
    """
    return tuple(Edit(_OPS[op], text) for op, text in _engine().diff_main(old, new, False))


@cache
def _engine() -> diff_match_patch:
    from diff_match_patch import diff_match_patch

    engine = diff_match_patch()
    engine.Diff_Timeout = 0
    return engine
