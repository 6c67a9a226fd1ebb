"""Brackets: what a draft says is not agreed, and what became of it in the next one.

`mark_up` reads the marks of one document: open brackets with their depth, choices and their options, attributions,
status words, faults. `compare_marks` tells for two versions what was opened, closed, resolved, and in favour of what.
Both are views: they change no clause and no comparison. `totals` counts per part of the text.
"""

from __future__ import annotations

from cdiff.features.brackets.conventions import Conventions, built_in, conventions
from cdiff.features.brackets.marking import mark_up, totals
from cdiff.features.brackets.outcomes import compare_marks
from cdiff.features.brackets.status import status_of

__all__ = ["Conventions", "built_in", "compare_marks", "conventions", "mark_up", "status_of", "totals"]
