"""All versions together: their terms, their log, their statistics."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from cdiff.core.errors import TermError

if TYPE_CHECKING:
    from cdiff.features.statistics.model import LogEntry, Statistics, TermTable
    from cdiff.pipeline.chains import Chain
    from cdiff.searching import Term


def terms_asked(typed: Sequence[str], file: str = "") -> list[Term]:
    """Read the terms that a person types, and those of a list, one per line; a file `-` is standard input.

    Raises `TermError` for what is not understood, for a list that cannot be read, and for no term at all.
    """
    from cdiff.searching import read_terms, terms_from

    found = {term.typed: term for term in terms_from(typed)} if typed or not file else {}
    if file:
        for term in read_terms(_list_of_terms(file), file):
            found.setdefault(term.typed, term)
    return list(found.values())


def _list_of_terms(file: str) -> str:
    import sys

    try:
        data = sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
        return data.decode("utf-8")
    except OSError as error:
        raise TermError(f"cannot read {file}: {error.strerror}") from None
    except UnicodeDecodeError as error:
        raise TermError(f"{file}: byte {error.start} is not UTF-8; save the list as UTF-8") from None


def terms(asked: Sequence[Term], whole: Chain) -> TermTable:
    """Follow terms through all versions: counts per version and part, births and deaths, where each was seen."""
    from cdiff.features.statistics.term_histories import term_table

    return term_table(asked, whole.table, whole.comparisons)


def log(whole: Chain) -> tuple[LogEntry, ...]:
    """Tell of each version how large it is, and changes since the previous version it."""
    from cdiff.features.statistics.measures import log_of

    return log_of(whole.versions, whole.comparisons)


def statistics(whole: Chain) -> Statistics:
    """Measure where the negotiation was fought, and since when each clause of the last version stands as it is."""
    from cdiff.features.statistics.measures import statistics_of

    return statistics_of(whole.table, whole.comparisons)
