"""Through all versions: a clause traced, its words blamed, found again in another numbering."""

from __future__ import annotations

from cdiff.core import citation
from cdiff.core.errors import CdiffError, CitationError, near
from cdiff.features.trace.model import Biography, Concordance, Provenance, Whereabouts
from cdiff.pipeline.chains import Chain
from cdiff.pipeline.comparing import compare
from cdiff.store import Store


def biography(whole: Chain, typed: str, label: str = "") -> Biography:
    """Tell what became of a clause, as a version cites it; without a label, the last version that has it.

    Raises `CitationError` for a clause that the version, or every version, does not have.
    """
    from cdiff.features.trace.biography import Biographer

    lives = Biographer(whole.table)
    places = [whole.place(label)] if label else range(len(whole.versions) - 1, -1, -1)
    for place in places:
        version = whole.versions[place]
        try:
            return lives.tell(place, citation.find(version.document, typed, version.label).citation)
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
    from cdiff.features.trace.origins import provenance_of

    place = whole.place(label)
    document = whole.versions[place].document
    told = citation.subtree(document, citation.find(document, typed, label)) if typed else document
    return provenance_of(whole.table, whole.comparisons, place, {clause.citation for clause in told})


def whereabouts(whole: Chain, typed: str, old: str, new: str, store: Store | None = None) -> Whereabouts:
    """Say what a clause of one version is called in another one, directly and through the chain.

    Raises `CitationError` for a clause that the version does not have, `VersionError` for a version that is not
    there, and `CdiffError` where both are the same.
    """
    from cdiff.features.trace.biography import Biographer
    from cdiff.features.trace.where import whereabouts

    start, end = whole.place(old), whole.place(new)
    if start == end:
        raise CdiffError(f"--in and --to both name {old}; name two versions")
    clause = citation.find(whole.versions[start].document, typed, old)
    first, last = sorted((start, end))
    direct = whole.comparisons[first] if last == first + 1 else None
    direct = direct or compare(whole.versions[first], whole.versions[last], store)
    return whereabouts(Biographer(whole.table), (start, end), clause.citation, direct)


def concordance(whole: Chain) -> Concordance:
    """Say of every clause what it is called in each version."""
    from cdiff.features.trace.biography import Biographer
    from cdiff.features.trace.where import concordance_of

    return concordance_of(Biographer(whole.table))
