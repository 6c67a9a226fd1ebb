"""All versions together: their terms, their log, their statistics, their history as a git repository."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from cdiff.errors import VersionError
from cdiff.model import Version

if TYPE_CHECKING:
    from cdiff.chronicle import LogEntry, Statistics, TermTable
    from cdiff.pipeline.tracing import Chain
    from cdiff.terms import Term


def terms(asked: Sequence[Term], whole: Chain) -> TermTable:
    """Follow terms through all versions: counts per version and part, births and deaths, where each was seen."""
    from cdiff.trace.terms import term_table

    return term_table(asked, whole.table, whole.comparisons)


def log(whole: Chain) -> tuple[LogEntry, ...]:
    """Tell of each version how large it is, and what happened to the one before it."""
    from cdiff.trace.statistics import log_of

    return log_of(whole.versions, whole.comparisons)


def statistics(whole: Chain) -> Statistics:
    """Measure where the negotiation was fought, and since when each clause of the last version stands as it is."""
    from cdiff.trace.statistics import statistics_of

    return statistics_of(whole.table, whole.comparisons)


def history(versions: Sequence[Version], target: Path) -> str:
    """Make a bare git repository with one commit per version, in their order; gives the id of the last commit.

    `text.md` holds the clauses, one per line, `README.md` what the version is. Raises `VersionError` where there is no
    version, and what `store.history.write_history` raises.
    """
    from cdiff.render.history import author, message, readme
    from cdiff.store.form import write_text
    from cdiff.store.history import Snapshot, write_history

    if not versions:
        raise VersionError("there are no versions to make a history of; cdiff add puts one in")
    return write_history(
        target,
        [
            Snapshot(
                version.label,
                version.date,
                author(version),
                message(version),
                {"README.md": readme(version).encode(), "text.md": write_text(version.document).encode()},
            )
            for version in versions
        ],
    )
