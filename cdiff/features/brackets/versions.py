"""The marks of negotiation in versions: read by the user's conventions, selected, compared, counted in each version."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence

from cdiff.core.citation import find, subtree
from cdiff.core.config import Config
from cdiff.core.errors import CdiffError, CitationError, near
from cdiff.core.model import Version
from cdiff.core.records import record, replace
from cdiff.features.brackets import Conventions, compare_marks, conventions, mark_up, totals
from cdiff.features.brackets.conventions import fold
from cdiff.features.brackets.model import OUTCOMES, BracketComparison, BracketRow, BracketTable, BracketTally, Markup
from cdiff.parsing import BUILT_IN, load_profile
from cdiff.parsing.profile import Profile
from cdiff.pipeline.chains import table
from cdiff.pipeline.comparing import check_choice, compare
from cdiff.pipeline.versions import reading_of
from cdiff.store import Store


def conventions_for(version: Version, store: Store, config: Config, profile: str = "") -> Conventions:
    """Return the conventions of a version: the built-in ones, its profile's on top, those of `cdiff.toml` last.

    In a reconstruction `[…]` stands for words that nobody has documented: no negotiator put it there.

    `profile` is what was asked for on the command line, which a version read from a file no longer knows.
    """
    known = conventions()
    for said in (_profile(version, store, profile).negotiation, config.negotiation):
        known = conventions(said.parties, said.status, said.highlight, known)
    return replace(known, leaves_out=version.is_reconstruction)


def _profile(version: Version, store: Store, profile: str) -> Profile:
    stored = store.has(version.label)
    own = store.profile_path(version.label)
    if stored and own.is_file():
        return load_profile(str(own))
    named = profile if not stored and profile not in ("", "auto") else version.document.profile
    return load_profile(named if named in BUILT_IN or named.endswith(".toml") else "plain")


@record
class Marked:
    """A version with its marks."""

    version: Version
    markup: Markup


def marked(name: str, version: Version, store: Store, config: Config, profile: str = "") -> Marked:
    """Read the marks of a loaded version; `name` is what a person typed for it.

    Its source is read again only where a colour means something.
    """
    known = conventions_for(version, store, config, profile)
    remarks = reading_of(version, name, store).remarks if known.highlight else ()
    return Marked(version, mark_up(version.document, known, remarks))


def compare_brackets(old: Marked, new: Marked, store: Store | None = None) -> BracketComparison:
    """Tell what became of every bracket and choice; clauses are followed as the pins say."""
    return compare_marks(compare(old.version, new.version, store), (old.markup, new.markup))


@record
class Narrowing:
    """What of the marks to show; everything where nothing is set."""

    only: Sequence[str] = ()
    """Outcomes, comma-separated or not."""
    parties: Sequence[str] = ()
    """What one of them proposes, supports, opposes, reserves, or wants deleted, moved, kept or merged."""
    clauses: Sequence[str] = ()
    """Citations: what stands in one of them, or below it."""


def narrow(listed: Marked, wanted: Narrowing) -> Marked:
    """Select marks of a version; what is left keeps its number, and a bracket in a choice brings the whole choice.

    Raises `CdiffError` for a party that the text does not name, and `CitationError` for a clause it does not have.
    """
    version, markup = listed.version, listed.markup
    if wanted.parties:
        parties = _named(wanted.parties, {party for row in markup.attributions for party in row.parties}, version.label)
        rows = [row for row in markup.attributions if not parties.isdisjoint(map(fold, row.parties))]
        tagged = [option for choice in markup.choices for option in choice.options]
        options = {option.bracket for option in tagged if not parties.isdisjoint(map(fold, option.by))}
        numbers = {row.bracket for row in rows} | options
        markup = _with_brackets(replace(markup, attributions=tuple(rows), statuses=(), faults=()), numbers - {0})
    if wanted.clauses:
        cited = _inside(version, wanted.clauses)
        places = {at for at, clause in enumerate(version.document.clauses) if clause.citation in cited}
        numbers = {
            each.number for each in markup if not places.isdisjoint(range(each.start.clause, each.end.clause + 1))
        }
        bare = [each for each in markup.choices if not any(option.bracket for option in each.options)]
        kept = {
            each.number
            for each in bare
            if not places.isdisjoint(range(each.options[0].start.clause, each.options[-1].end.clause + 1))
        }
        markup = replace(
            markup,
            attributions=tuple(row for row in markup.attributions if row.start.clause in places),
            statuses=tuple(row for row in markup.statuses if row.clause in places),
            faults=tuple(row for row in markup.faults if row.place.clause in places),
        )
        markup = _with_brackets(markup, numbers, kept)
    return Marked(version, markup)


def _with_brackets(markup: Markup, numbers: set[int], bare: Collection[int] = ()) -> Markup:
    """Keep some brackets, the choices that have one as an option or around them, and some choices without brackets."""
    choices = tuple(
        choice
        for choice in markup.choices
        if choice.number in bare
        or not numbers.isdisjoint({option.bracket for option in choice.options} - {0})
        or (choice.kind == "slash" and choice.bracket in numbers)
    )
    numbers = numbers | {option.bracket for choice in choices for option in choice.options}
    numbers |= {choice.bracket for choice in choices}
    return replace(markup, brackets=tuple(each for each in markup if each.number in numbers), choices=choices)


def _named(typed: Sequence[str], named: Collection[str], label: str) -> set[str]:
    """Fold the typed names of parties; raises `CdiffError` with the near misses for one that is not named."""
    known = {fold(party): party for party in named}
    for party in typed:
        if fold(party) not in known:
            raise CdiffError(f"--party: {label} does not name {party!r}{near(party, known.values())}")
    return set(map(fold, typed))


def _inside(version: Version, typed: Sequence[str]) -> set[str]:
    """Cite some clauses and everything below them; raises `CitationError` for one that is not there."""
    roots = [find(version.document, each, version.label) for each in typed]
    return {clause.citation for root in roots for clause in subtree(version.document, root)}


@record
class ChosenOutcomes:
    """What became of the brackets of two versions, and the part of it that is to be shown."""

    whole: BracketComparison
    shown: BracketComparison
    stat: bool = False
    """Whether the totals alone are shown."""


@record
class ListedMarks:
    """The marks of a version that are to be shown."""

    marked: Marked
    stat: bool = False
    """Whether the totals alone are shown."""


def choose(compared: BracketComparison, wanted: Narrowing) -> BracketComparison:
    """Select changes of two versions; all where nothing is wanted.

    Raises `CdiffError` for an unknown outcome or party, and `CitationError` for a clause that neither version has.
    """
    names = [name.strip() for value in wanted.only for name in value.split(",") if name.strip()]
    for name in names:
        check_choice("--only", name, OUTCOMES)
    changes = compared.changes
    if names:
        changes = tuple(change for change in changes if change.outcome in names)
    if wanted.parties:
        named = {party for markup in compared.marks for row in markup.attributions for party in row.parties}
        parties = _named(wanted.parties, named, f"{compared.old.label} or {compared.new.label}")
        changes = tuple(change for change in changes if not parties.isdisjoint(map(fold, change.parties)))
    if wanted.clauses:
        versions = (compared.old, compared.new)
        for each in wanted.clauses:
            if not any(_has(version, each) for version in versions):
                find(compared.new.document, each, compared.new.label)
        sides = [_inside(version, [each for each in wanted.clauses if _has(version, each)]) for version in versions]
        changes = tuple(
            change
            for change in changes
            if any(not side.isdisjoint(cited) for side, cited in zip(sides, change.clauses, strict=True))
        )
    return replace(compared, changes=changes)


def _has(version: Version, typed: str) -> bool:
    try:
        find(version.document, typed)
    except CitationError:
        return False
    return True


# Through all versions


def bracket_table(
    versions: Sequence[Marked], store: Store | None = None, step: Callable[[str], None] | None = None
) -> BracketTable:
    """Count what is open in each part of several versions; parts are followed as their headings are.

    Raises `CdiffError` for less than two versions.
    """
    chained = table([each.version for each in versions], store, step)
    row_of = {
        (at, clause.citation): number
        for number, row in enumerate(chained)
        for at, cell in enumerate(row.cells)
        for clause in cell.clauses
    }
    rows: dict[object, list[list[BracketTally]]] = {}
    for at, each in enumerate(versions):
        for tally in totals(each.version.document, each.markup):
            key = row_of.get((at, tally.citation), tally.citation)
            rows.setdefault(key, [[] for _ in versions])[at].append(tally)
    ordered = sorted(rows, key=lambda key: _place(key, len(chained.rows)))
    return BracketTable(chained.versions, tuple(_row(rows[key]) for key in ordered))


def _place(key: object, size: int) -> int:
    """Order the parts: before the first one, then as the text goes, then footnotes and the total."""
    if isinstance(key, int):
        return key
    return {"": -1, "footnotes": size, "total": size + 1}.get(str(key), size)


def _row(cells: Sequence[Sequence[BracketTally]]) -> BracketRow:
    tallies = tuple(_sum(cell) for cell in cells)
    last = next(tally for tally in reversed(tallies) if tally)
    return BracketRow(last.citation, last.title, tallies)


def _sum(cell: Sequence[BracketTally]) -> BracketTally | None:
    """Put together the parts that a later version merged, or that an earlier one had in one."""
    if not cell:
        return None
    return replace(
        cell[0],
        brackets=sum(tally.brackets for tally in cell),
        choices=sum(tally.choices for tally in cell),
        deepest=max(tally.deepest for tally in cell),
        faults=sum(tally.faults for tally in cell),
    )
