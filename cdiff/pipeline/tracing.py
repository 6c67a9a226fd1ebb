"""Through all versions: neighbours compared once, then traced, blamed, found again in another numbering."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING

from cdiff import citation
from cdiff.biography import Biography, Concordance, Provenance, Whereabouts
from cdiff.errors import CdiffError, CitationError, VersionError, near
from cdiff.model import Comparison, Table, Version
from cdiff.pipeline.comparing import compare
from cdiff.store import Store

if TYPE_CHECKING:
    from cdiff.trace.biography import Biographer

Say = Callable[[str], None]


@dataclass(frozen=True)
class Chain:
    """Versions in their order, the comparisons of neighbours, and the lineages that these make."""

    versions: tuple[Version, ...]
    comparisons: tuple[Comparison, ...] = field(repr=False)

    @cached_property
    def table(self) -> Table:
        """All lineages."""
        from cdiff.trace.lineage import table_of

        return table_of(self.versions, self.comparisons)

    @cached_property
    def lives(self) -> Biographer:
        """Who knows where each clause stands."""
        from cdiff.trace.biography import Biographer

        return Biographer(self.table)

    def place(self, label: str) -> int:
        """Find a version by its label; raises `VersionError` with the near misses."""
        labels = [version.label for version in self.versions]
        if label not in labels:
            raise VersionError(f"{label!r} is none of the versions {', '.join(labels)}{near(label, labels)}")
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


def named_versions(named: Sequence[str], store: Store, also: Sequence[str] = ()) -> list[str]:
    """Give the names of the versions to chain: those named, or all that are stored, and what else is asked.

    A version as it was at a revision stands before the one of its label, what is not stored at all stands last: so
    a draft can be held against all that are.
    """
    names = list(named) or [version.label for version in store.versions()]
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


def biography(whole: Chain, typed: str, label: str = "") -> Biography:
    """Tell what became of a clause, as a version cites it; without a label, the last version that has it.

    Raises `CitationError` for a clause that the version, or every version, does not have.
    """
    places = [whole.place(label)] if label else range(len(whole.versions) - 1, -1, -1)
    for place in places:
        version = whole.versions[place]
        try:
            return whole.lives.tell(place, citation.find(version.document, typed, version.label).citation)
        except CitationError as error:
            failure = failure_of(whole, typed, error, only=bool(label))
    raise failure


def failure_of(whole: Chain, typed: str, error: CitationError, *, only: bool) -> CitationError:
    """Say that no version has a clause; of a single version its own error says it."""
    if only or len(whole.versions) < 2:
        return error
    known = {clause.citation for version in whole.versions for clause in version.document}
    first, last = whole.versions[0].label, whole.versions[-1].label
    hint = near(typed, sorted(known)) or "; cdiff show lists those of a version"
    return CitationError(f"no clause {typed!r} in any version from {first} to {last}{hint}")


def provenance(whole: Chain, label: str, typed: str = "") -> Provenance:
    """Say for every word of a version, or of a clause of it with all that belongs to it, where it comes from.

    The parts and the total count what is told. Raises `CitationError` and `VersionError`.
    """
    from cdiff.trace.origins import provenance_of

    place = whole.place(label)
    document = whole.versions[place].document
    told = citation.subtree(document, citation.find(document, typed, label)) if typed else document
    return provenance_of(whole.table, whole.comparisons, place, {clause.citation for clause in told})


def whereabouts(whole: Chain, typed: str, old: str, new: str, store: Store | None = None) -> Whereabouts:
    """Say what a clause of one version is called in another one, directly and through the chain.

    Raises `CitationError` for a clause that the version does not have, `VersionError` for a version that is not
    there, and `CdiffError` where both are the same.
    """
    from cdiff.trace.where import whereabouts

    start, end = whole.place(old), whole.place(new)
    if start == end:
        raise CdiffError(f"--in and --to both name {old}; name two versions")
    clause = citation.find(whole.versions[start].document, typed, old)
    first, last = sorted((start, end))
    direct = whole.comparisons[first] if last == first + 1 else None
    direct = direct or compare(whole.versions[first], whole.versions[last], store)
    return whereabouts(whole.lives, (start, end), clause.citation, direct)


def concordance(whole: Chain) -> Concordance:
    """Say of every clause what it is called in each version."""
    from cdiff.trace.where import concordance_of

    return concordance_of(whole.lives)


# Reports

TRACE_FORMATS = ("html", "json", "markdown")
BLAME_FORMATS = ("html", "json")
CONCORDANCE_FORMATS = ("html", "csv", "xlsx", "json")


def biography_report(told: Biography, format_: str, command: str = "") -> bytes:
    """Render a biography in one of `TRACE_FORMATS`."""
    if format_ == "html":
        from cdiff.render.html.life import biography_html

        return biography_html(told, command=command).encode()
    if format_ == "markdown":
        from cdiff.render.trace.markdown import biography_markdown

        return biography_markdown(told, command=command).encode()
    from cdiff.render.trace.json import biography_json

    return biography_json(told).encode()


def provenance_report(told: Provenance, format_: str, command: str = "") -> bytes:
    """Render a provenance in one of `BLAME_FORMATS`."""
    if format_ == "html":
        from cdiff.render.html.blame import blame_html

        return blame_html(told, command=command).encode()
    from cdiff.render.trace.json import provenance_json

    return provenance_json(told).encode()


def where_report(found: Whereabouts) -> bytes:
    """Render whereabouts as JSON."""
    from cdiff.render.trace.json import where_json

    return where_json(found).encode()


def concordance_report(found: Concordance, format_: str, command: str = "") -> bytes:
    """Render a concordance in one of `CONCORDANCE_FORMATS`."""
    if format_ == "html":
        from cdiff.render.html.concordance import concordance_html

        return concordance_html(found, command=command).encode()
    if format_ == "csv":
        from cdiff.render.csv import concordance_csv

        return concordance_csv(found)
    if format_ == "xlsx":
        from cdiff.render.xlsx import concordance_xlsx

        return concordance_xlsx(found, command=command)
    from cdiff.render.trace.json import concordance_json

    return concordance_json(found).encode()
