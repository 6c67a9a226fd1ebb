"""Versions in their order, each compared once with the one before it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property
from itertools import pairwise

from cdiff.core.errors import CdiffError, VersionError, near
from cdiff.core.model import Comparison, Table, Version
from cdiff.core.records import field, record, replace
from cdiff.pipeline.comparing import compare
from cdiff.store import Store

Say = Callable[[str], None]


@record
class Chain:
    """Versions in their order, the comparisons of neighbours, and the lineages that these make."""

    versions: tuple[Version, ...]
    comparisons: tuple[Comparison, ...] = field(repr=False)

    @cached_property
    def table(self) -> Table:
        """All lineages."""
        from cdiff.comparing.lineage import table_of

        return table_of(self.versions, self.comparisons)

    def place(self, label: str) -> int:
        """Find a version by its label; raises `VersionError` with the near misses."""
        labels = [version.label for version in self.versions]
        if label not in labels:
            raise VersionError(f"{label!r} is not one of the versions {', '.join(labels)}{near(label, labels)}")
        return labels.index(label)


def chain(versions: Sequence[Version], store: Store | None = None, step: Say | None = None) -> Chain:
    """Compare each version with the one before it, as the concordance says; each pair once.

    `step` is told what is being done. Raises `VersionError` where there is no version.
    """
    if not versions:
        raise VersionError("the store is empty; cdiff add stores a draft")
    comparisons = []
    for old, new in pairwise(versions):
        if step:
            step(f"comparing {old.label} and {new.label}")
        comparisons.append(compare(old, new, store))
    return Chain(tuple(versions), tuple(comparisons))


def table(versions: Sequence[Version], store: Store | None = None, step: Say | None = None) -> Table:
    """Put versions side by side; each is compared with the one before it, as the concordance says.

    `step` is told what is being done. Raises `CdiffError` for less than two versions.
    """
    if len(versions) < 2:
        raise CdiffError("a table takes two versions or more; cdiff list names them")
    return chain(versions, store, step).table


def table_against(
    base: Version, others: Sequence[Version], store: Store | None = None, step: Say | None = None
) -> Table:
    """Put versions beside a base that each of them is compared with, as the concordance says.

    `step` is told what is being done. Raises `CdiffError` where there is nothing beside the base.
    """
    from cdiff.comparing.lineage import table_against

    if not others:
        raise CdiffError("a table takes a base and one version or more beside it; cdiff list names them")
    comparisons = []
    for other in others:
        if step:
            step(f"comparing {base.label} and {other.label}")
        comparisons.append(compare(base, other, store))
    return table_against([base, *others], comparisons)


def named_versions(named: Sequence[str], stored: Sequence[Version], also: Sequence[str] = ()) -> list[str]:
    """List the names of the versions to chain: those named, or all that are stored, and what else is asked for.

    A version as it was at a revision stands before the one of its label, what is not stored at all stands last: so
    a draft can be held against all that are.
    """
    names = list(named) or [version.label for version in stored]
    for name in dict.fromkeys(filter(None, also)):
        label = name.partition("@")[0]
        if name not in names:
            names.insert(names.index(label) if label in names else len(names), name)
    return names


def told_apart(versions: Sequence[Version], names: Sequence[str]) -> list[Version]:
    """Call versions that bear one label by what a person typed for them; raises `VersionError` for one named twice."""
    twice = next((name for at, name in enumerate(names) if name in names[:at]), "")
    if twice:
        raise VersionError(f"{twice} is named twice; name each version once")
    labels = [version.label for version in versions]
    return [
        replace(version, label=name) if labels.count(version.label) > 1 else version
        for version, name in zip(versions, names, strict=True)
    ]
