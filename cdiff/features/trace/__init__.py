"""Tracing: a clause, and each of its words, through all versions."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from cdiff.comparing import compare
from cdiff.core.model import Comparison, Document, Table, Version
from cdiff.features.trace.model import Provenance

__all__ = ["lineages", "provenance"]


def lineages(versions: Sequence[Version | Document], comparisons: Sequence[Comparison] = ()) -> Table:
    """Chain the clauses of successive versions, or of documents, into lineages.

    `comparisons[i]` compares the version `i` with the next one; without them, they are made. Documents are
    labelled `1`, `2` and so on. Every clause of every version is in exactly one lineage.
    """
    from cdiff.comparing.lineage import table_of

    known = _as_versions(versions)
    return table_of(known, comparisons or _compared(known))


def provenance(versions: Sequence[Version | Document], comparisons: Sequence[Comparison] = ()) -> Provenance:
    """Say for every word of the last of successive versions in which one it entered.

    As for `lineages`; raises `ValueError` where there is no version.
    """
    from cdiff.comparing.lineage import table_of
    from cdiff.features.trace.origins import provenance_of

    known = _as_versions(versions)
    if not known:
        raise ValueError("provenance takes one version or more")
    made = comparisons or _compared(known)
    return provenance_of(table_of(known, made), made)


def _as_versions(given: Sequence[Version | Document]) -> list[Version]:
    return [each if isinstance(each, Version) else Version(str(at), each) for at, each in enumerate(given, 1)]


def _compared(versions: Sequence[Version]) -> list[Comparison]:
    return [compare(old, new) for old, new in pairwise(versions)]
