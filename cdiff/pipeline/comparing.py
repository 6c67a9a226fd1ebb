"""Comparing two versions as the concordance says, and choosing what to show."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from cdiff.core import citation
from cdiff.core.errors import CdiffError, CitationError, PinError, VersionError, near
from cdiff.core.model import TALLIED, Change, Comparison, Summary, Version
from cdiff.core.records import record, replace
from cdiff.store import Store

if TYPE_CHECKING:
    from cdiff.comparing import Ban, Pin
    from cdiff.store.pins import PinEntry


def compare(old: Version, new: Version, store: Store | None = None) -> Comparison:
    """Compare two versions clause by clause; the concordance of the store is obeyed.

    Raises `PinError` for a pinned or forbidden pair that no longer names two clauses.
    """
    from cdiff.comparing import compare

    pins, bans = _settled(old, new, store) if store else ([], [])
    return compare(old, new, pins=pins, bans=bans)


def _settled(old: Version, new: Version, store: Store) -> tuple[list[Pin], list[Ban]]:
    """Give what the concordance says about two versions, as positions in them."""
    if not (store.folder / "concordance.toml").is_file():
        return [], []
    from cdiff.comparing import Ban, Pin
    from cdiff.store.pins import read_pins

    places = [_places(old), _places(new)]
    pins: list[Pin] = []
    bans: list[Ban] = []
    for entry in read_pins(store.folder):
        if entry.between == (new.label, old.label):
            entry = entry.mirrored()
        if entry.between != (old.label, new.label):
            continue
        olds, news = (_resolve(entry, side, places) for side in (0, 1))
        if entry.verb == "pin":
            _refuse_twice(entry, olds, news, pins)
            pins.append(Pin(olds, news))
        else:
            bans.append(Ban(olds[0], news[0]))
    return pins, bans


def _places(version: Version) -> tuple[Version, dict[str, int]]:
    return version, {clause.citation: at for at, clause in enumerate(version.document.clauses)}


def _resolve(entry: PinEntry, side: int, places: list[tuple[Version, dict[str, int]]]) -> tuple[int, ...]:
    version, positions = places[side]
    try:
        found = [citation.find(version.document, typed, version.label) for typed in (entry.old, entry.new)[side]]
    except CitationError as error:
        raise PinError(f"{entry.where} ({entry.said}): {error}; correct or remove this entry") from None
    return tuple(sorted(positions[clause.citation] for clause in found))


def _refuse_twice(entry: PinEntry, olds: tuple[int, ...], news: tuple[int, ...], pins: list[Pin]) -> None:
    for pin in pins:
        if set(pin.old) & set(olds) or set(pin.new) & set(news):
            raise PinError(f"{entry.where} ({entry.said}): a clause of it is pinned by another entry already")


def settle(verb: str, typed: str, old: Version, new: Version, store: Store, *, reason: str, name: str) -> Path:
    """Pin (`pin`) or forbid (`not`) a pair of clauses between two stored versions; gives the file written.

    Raises `PinError` for a pair that is none, and `CitationError` for a clause that is not there.
    """
    from cdiff.store.pins import PinEntry, append_pin, parse_pair

    if store.built_in:
        raise VersionError("the built-in Compact cannot be changed; run cdiff init to make a store of your own")
    for version in (old, new):
        if not store.has(version.label):
            raise VersionError(f"{version.label} is not stored, so nothing can be settled about it; cdiff add it first")
    sides = zip((old, new), parse_pair(typed), strict=True)
    cited = [
        tuple(citation.find(version.document, part, version.label).citation for part in parts)
        for version, parts in sides
    ]
    entry = PinEntry(verb, (old.label, new.label), cited[0], cited[1], reason, name or _who(store))
    if not entry.reason or not entry.name:
        raise PinError("say why with --reason, and who with --name; others will read it")
    return append_pin(store.folder, entry)


def _who(store: Store) -> str:
    from cdiff.store import git

    repo = store.repository()
    return git.user_name(repo) if repo else ""


# Choosing


def check_choice(option: str, value: str, choices: tuple[str, ...]) -> None:
    """Refuse a value that is none of the choices; raises `CdiffError` with the near misses."""
    if value not in choices:
        raise CdiffError(f"{option}: unknown value {value!r} (choose {', '.join(choices)}){near(value, choices)}")


def kinds_of(given: list[str]) -> list[str]:
    """Split `modified,moved` and check every name; raises `CdiffError` with the near misses."""
    names = [name.strip() for value in given for name in value.split(",") if name.strip()]
    for name in names:
        check_choice("--only", name, TALLIED)
    return names


@record
class Selection:
    """Which changes to show."""

    only: tuple[str, ...] = ()
    objective: str = ""
    clauses: tuple[str, ...] = ()


def select(comparison: Comparison, wanted: Selection | None = None) -> list[tuple[Change, str]]:
    """Give the changes to show in reading order, each with the part of the text it stands in.

    Without a selection these are all that differ in words, characters or order. Raises `CitationError` for
    a clause or an objective that neither text has.
    """
    from cdiff.comparing.summary import parts_of

    wanted = wanted or Selection()
    clauses = _wanted_clauses(comparison, wanted)
    shown = zip(comparison.changes, parts_of(comparison), strict=True)
    return [(change, part) for change, part in shown if _is_wanted(change, wanted, clauses)]


def in_units(comparison: Comparison, shown: list[tuple[Change, str]]) -> list[tuple[Change, str]]:
    """Join the changes of what was inserted or deleted whole, as an article with its heading, if all are shown."""
    from cdiff.comparing.units import in_units

    return in_units(comparison, shown)


def count_changes(comparison: Comparison) -> int:
    """Count what differs in words, characters or order; what was inserted or deleted whole is one change."""
    from cdiff.comparing.units import followers

    return sum(change.is_change for change in comparison.changes) - len(followers(comparison))


def _is_wanted(change: Change, wanted: Selection, clauses: tuple[set[str], set[str]] | None) -> bool:
    if clauses is not None:
        old = any(clause.citation in clauses[0] for clause in change.old)
        new = any(clause.citation in clauses[1] for clause in change.new)
        if not (old or new):
            return False
        if wanted.clauses and not wanted.only:
            return True
    if not wanted.only:
        return change.is_change
    marks = {change.kind, "moved" if change.moved else "", "renumbered" if change.renumbered else ""}
    return bool(marks.intersection(wanted.only))


def _wanted_clauses(comparison: Comparison, wanted: Selection) -> tuple[set[str], set[str]] | None:
    """Collect the citations, old and new, that a selection names; none where it names none."""
    if not wanted.clauses and not wanted.objective:
        return None
    sides: tuple[set[str], set[str]] = set(), set()
    for typed in wanted.clauses or [f"objective {wanted.objective.lower().removeprefix('objective').strip()}"]:
        for version, root, side in zip((comparison.old, comparison.new), _roots(comparison, typed), sides, strict=True):
            clauses = citation.subtree(version.document, citation.find(version.document, root)) if root else ()
            side |= {clause.citation for clause in clauses}
    return sides


def about(comparison: Comparison, typed: str) -> list[Change]:
    """Give the changes that hold a clause, named as the old or the new text cites it.

    Raises `CitationError` where neither text has it.
    """
    exact = _roots(comparison, typed)
    return [
        change
        for change in comparison.changes
        if any(clause.citation == exact[0] for clause in change.old)
        or any(clause.citation == exact[1] for clause in change.new)
    ]


def _roots(comparison: Comparison, typed: str) -> tuple[str, str]:
    """Find a clause in both texts by what a person types; `""` where one of them does not have it."""
    found = ["", ""]
    where = f"{comparison.old.label} or {comparison.new.label}"
    failure: CitationError | None = None
    for side, version in enumerate((comparison.old, comparison.new)):
        try:
            found[side] = citation.find(version.document, typed, where).citation
        except CitationError as error:
            failure = error
    if failure and not any(found):
        raise failure
    return found[0], found[1]


def all_changes(comparison: Comparison) -> list[tuple[Change, str]]:
    """Give every change, the unchanged clauses too, each with the part of the text it stands in."""
    from cdiff.comparing.summary import parts_of

    return list(zip(comparison.changes, parts_of(comparison), strict=True))


def only_doubtful(comparison: Comparison) -> Comparison:
    """Keep of a comparison the pairs that hang on a thread."""
    return replace(comparison, changes=comparison.doubtful)


def summarise(comparison: Comparison, *, words: bool = True, by_clause: bool = False) -> Summary:
    """Count what happened in each part of the text, to changes and, unless told otherwise, to words.

    What was inserted or deleted whole counts once; `by_clause` counts every clause of it, as JSON lists them.
    """
    from cdiff.comparing.summary import summarise

    return summarise(comparison, words=words, by_clause=by_clause)
