"""The text that the bench perturbs: the Compact, out of the store of this repository."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from cdiff.core.model import Clause
from cdiff.store import Store

ROOT = Path(__file__).resolve().parent.parent
VERSIONS = ROOT / "versions"


@cache
def compact() -> tuple[Clause, ...]:
    """Give the clauses of the final draft as the store has them."""
    return Store(VERSIONS).load("final").document.clauses
