"""All versions together: their terms, their log, their statistics, their history as a git repository."""

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
    """Tell of each version how large it is, and what happened to the one before it."""
    from cdiff.features.statistics.measures import log_of

    return log_of(whole.versions, whole.comparisons)


def statistics(whole: Chain) -> Statistics:
    """Measure where the negotiation was fought, and since when each clause of the last version stands as it is."""
    from cdiff.features.statistics.measures import statistics_of

    return statistics_of(whole.table, whole.comparisons)


TERMS_FORMATS = ("csv", "json")
LOG_FORMATS = ("json",)
STATS_FORMATS = ("html", "csv", "json")


def terms_report(found: TermTable, format_: str) -> bytes:
    """Render terms in one of `TERMS_FORMATS`."""
    if format_ == "csv":
        from cdiff.features.statistics.rows import terms_csv

        return terms_csv(found)
    from cdiff.features.statistics.json import terms_json

    return terms_json(found).encode()


def log_report(entries: Sequence[LogEntry]) -> bytes:
    """Render the log as JSON."""
    from cdiff.features.statistics.json import log_json

    return log_json(entries).encode()


def stats_report(
    found: Statistics, format_: str, *, stable: bool = False, entries: Sequence[LogEntry] = (), command: str = ""
) -> bytes:
    """Render statistics in one of `STATS_FORMATS`; as CSV the parts, or, if `stable`, the clauses and since when.

    The page shows the log too, whose `entries` it is given.
    """
    if format_ == "html":
        from cdiff.features.statistics.page import stats_html

        return stats_html(found, entries, command=command).encode()
    if format_ == "csv":
        from cdiff.features.statistics.rows import standing_csv, stats_csv

        return standing_csv(found) if stable else stats_csv(found)
    from cdiff.features.statistics.json import stats_json

    return stats_json(found).encode()
