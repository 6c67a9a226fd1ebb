"""The story in order: find the store, load versions, add one, compare two.

Everything that the command line and the library do is a call to this room; it joins the stages, which do not
know each other, and decides nothing about how a result looks.
"""

from __future__ import annotations

from cdiff.pipeline.comparing import (
    Selection,
    about,
    all_changes,
    check_choice,
    compare,
    in_units,
    kinds_of,
    only_doubtful,
    select,
    settle,
    summarise,
)
from cdiff.pipeline.read_options import options_from
from cdiff.pipeline.stores import find_store, init_store, shipped_store
from cdiff.pipeline.tracked_changes import compare_revisions
from cdiff.pipeline.versions import Added, Verdict, add, clauses_of, load, load_file, read_again, reading_of, verify

__all__ = [
    "Added",
    "Selection",
    "Verdict",
    "about",
    "add",
    "all_changes",
    "check_choice",
    "clauses_of",
    "compare",
    "compare_revisions",
    "find_store",
    "in_units",
    "init_store",
    "kinds_of",
    "load",
    "load_file",
    "only_doubtful",
    "options_from",
    "read_again",
    "reading_of",
    "select",
    "settle",
    "shipped_store",
    "summarise",
    "verify",
]
