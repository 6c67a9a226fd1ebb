"""The marks of negotiation in versions: read by the conventions of the user, compared, counted through all versions."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from cdiff.core.config import Config
from cdiff.core.model import Version
from cdiff.core.records import record, replace
from cdiff.features.brackets import Conventions, compare_marks, conventions, mark_up, totals
from cdiff.features.brackets.model import OUTCOMES, BracketComparison, BracketRow, BracketTable, BracketTally, Markup
from cdiff.parsing import BUILT_IN, load_profile
from cdiff.parsing.profile import Profile
from cdiff.pipeline.chains import table
from cdiff.pipeline.comparing import check_choice, compare
from cdiff.pipeline.versions import reading_of
from cdiff.store import Store


def conventions_for(version: Version, store: Store, config: Config, profile: str = "") -> Conventions:
    """Give the conventions of a version: the built-in ones, its profile's on top, those of `cdiff.toml` last.

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
    """Say what became of every bracket and choice; clauses are followed as the concordance says."""
    return compare_marks(compare(old.version, new.version, store), (old.markup, new.markup))


@record
class ChosenOutcomes:
    """What became of the brackets of two versions, and the part of it that is to be shown."""

    whole: BracketComparison
    shown: BracketComparison


def choose(compared: BracketComparison, only: Sequence[str]) -> ChosenOutcomes:
    """Choose the changes of some fates, comma-separated or not; all where none is named.

    Raises `CdiffError` for a fate that there is not.
    """
    names = [name.strip() for value in only for name in value.split(",") if name.strip()]
    for name in names:
        check_choice("--only", name, OUTCOMES)
    kept = tuple(change for change in compared if change.outcome in names)
    return ChosenOutcomes(compared, replace(compared, changes=kept) if names else compared)


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
