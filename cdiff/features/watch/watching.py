"""What the configuration watches, and what a comparison does to it.

    watch = ["firewall*", "as appropriate [not after: as well]", "@qualifiers", "clause 31(b) in final"]

A clause is named as one version cites it, because citations shift from draft to draft; in any other version it is the
clause that the lineages lead to, with all that belongs to it. Everything else is a term.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING

from cdiff.core import citation
from cdiff.core.config import Config, WatchedClause, watched_clause
from cdiff.core.errors import CdiffError, ConfigError, near
from cdiff.core.evidence import KnownWords
from cdiff.core.model import Clause, Comparison, Version
from cdiff.store import Store

if TYPE_CHECKING:
    from cdiff.core.model import Watched
    from cdiff.searching import Term, TextWords

    Cut = Callable[[str], TextWords]


def watched_in(comparison: Comparison, config: Config, store: Store) -> tuple[Watched, ...]:
    """Say for all that is watched what a comparison does to it; see `cdiff.features.watch.watch`."""
    from cdiff.searching import words_of

    cut = cache(words_of)
    found: list[Watched] = []
    for name in config.settings.watch:
        try:
            found += _watched(name, comparison, store, cut)
        except CdiffError as error:
            raise ConfigError(f"{config.file}: watch: {error}") from None
    return tuple(found)


def _watched(name: str, comparison: Comparison, store: Store, cut: Cut) -> Iterator[Watched]:
    if anchor := watched_clause(name):
        yield _watched_clause(name, anchor, comparison, store)
        return
    from cdiff.searching import terms_from

    for term in terms_from([name]):
        yield _watched_term(term, comparison, cut)


# Terms


def _watched_term(term: Term, comparison: Comparison, cut: Cut) -> Watched:
    from cdiff.core.model import Touched, Watched

    versions = (comparison.old, comparison.new)
    known = [None if version.is_known else KnownWords(version) for version in versions]
    touched = []
    olds = news = 0
    for change in comparison:
        places = [_places(term, clauses, cut) for clauses in (change.old, change.new)]
        old, new = (_count(found, each) for found, each in zip(places, known, strict=True))
        olds, news = olds + old, news + new
        if (old or new) and change.is_change:
            touched.append(Touched(change, old, new))
    return Watched(term.name, "term", olds, news, tuple(touched), *(version.is_known for version in versions))


def _places(term: Term, clauses: Sequence[Clause], cut: Cut) -> list[tuple[Clause, tuple[int, int]]]:
    """List where a term stands in some clauses."""
    from cdiff.searching import find

    return [(clause, (span.start, span.end)) for clause in clauses for span in find(term, cut(clause.text))]


def _count(places: Sequence[tuple[Clause, tuple[int, int]]], known: KnownWords | None) -> int:
    """Count the places of a term; of a draft that is lost in part, those that are known to be of it."""
    return len(places) if known is None else sum(known.knows_span(*place) for place in places)


# Clauses


def _watched_clause(name: str, anchor: WatchedClause, comparison: Comparison, store: Store) -> Watched:
    from cdiff.core.model import Touched, Watched

    roots = _roots(anchor, comparison, store)
    old, new = (
        {clause.citation for root in found for clause in citation.subtree(version.document, root)}
        for version, found in zip((comparison.old, comparison.new), roots, strict=True)
    )
    touched = []
    for change in comparison:
        before = sum(clause.citation in old for clause in change.old)
        after = sum(clause.citation in new for clause in change.new)
        if (before or after) and (change.is_change or change.renumbered):
            touched.append(Touched(change, before, after))
    return Watched(name, "clause", len(old), len(new), tuple(touched))


def _roots(
    anchor: WatchedClause, comparison: Comparison, store: Store
) -> tuple[tuple[Clause, ...], tuple[Clause, ...]]:
    """Find a clause in the old and in the new text: none where a text does not have it."""
    sides = (comparison.old, comparison.new)
    for at, version in enumerate(sides):
        if version.label == anchor.label:
            clause = citation.find(version.document, anchor.citation, version.label)
            partners = _partners(clause, comparison, at)
            return ((clause,), partners) if at == 0 else (partners, (clause,))
    return _through_all(anchor, sides, store)


def _partners(clause: Clause, comparison: Comparison, at: int) -> tuple[Clause, ...]:
    for change in comparison:
        here, there = (change.old, change.new) if at == 0 else (change.new, change.old)
        if clause in here:
            return there
    return ()


def _through_all(
    anchor: WatchedClause, sides: tuple[Version, Version], store: Store
) -> tuple[tuple[Clause, ...], tuple[Clause, ...]]:
    """Follow a clause from the version that names it to both sides, through all versions between."""
    from cdiff.features.trace.biography import Biographer
    from cdiff.pipeline.chains import chain

    labels = store.labels()
    if anchor.label not in labels:
        hint = near(anchor.label, labels) or f"; there are {', '.join(labels)}"
        raise ConfigError(f"no version {anchor.label!r}{hint}")
    versions = _chained(anchor.label, sides, store)
    place = next(at for at, version in enumerate(versions) if version.label == anchor.label)
    cited = citation.find(versions[place].document, anchor.citation, anchor.label).citation
    steps = Biographer(chain(versions, store).table).tell(place, cited).steps
    old, new = (steps[next(at for at, version in enumerate(versions) if version is side)] for side in sides)
    return old.cell.clauses, new.cell.clauses


def _chained(label: str, sides: tuple[Version, Version], store: Store) -> list[Version]:
    """Give the versions from the one of a label to both sides, in their order; a side that is not stored is last."""
    versions: list[Version] = []
    stored = store.versions()
    for version in stored:
        versions += [side for side in sides if side.label == version.label] or [version]
    known = {version.label for version in stored}
    versions += [side for side in sides if side.label not in known]
    wanted = [label, *(side.label for side in sides)]
    places = [at for at, version in enumerate(versions) if version.label in wanted]
    return versions[min(places) : max(places) + 1]
