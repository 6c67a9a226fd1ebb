"""What is said of a redline: which document it is, that it was proven, and what a person must know of it."""

from __future__ import annotations

from cdiff.core.model import Comparison
from cdiff.features.compare.issued import IssuedRedline


def own_said(target: str, reason: str) -> str:
    """Say that a redline is a document of cdiff's own, and why."""
    return f"{_named(target)} is a document of cdiff's own: {reason}"


def said(made: IssuedRedline, comparison: Comparison, target: str, base: str) -> tuple[str, ...]:
    """Say in a few lines which document a redline is."""
    old, new = comparison.old.label, comparison.new.label
    if not made.data:
        return (own_said(target, made.reason),)
    changes = (
        f"{made.changes} tracked change{'' if made.changes == 1 else 's'}" if made.changes else "no tracked change"
    )
    is_it = f"{_named(target)} is {new if base == 'new' else old} itself with {changes}"
    proof = f"proven: rejecting all gives {old}, accepting all gives {new}, and nothing else in the file is touched"
    return (f"{is_it}; {proof}", *(f"{_named(target)}: {each}" for each in made.notes))


def _named(target: str) -> str:
    return "the redline" if target == "-" else target
