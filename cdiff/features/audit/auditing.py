"""Auditing somebody else's redline: do its tracked changes, all of them and alone, turn one text into another?

Both states of the file are read by the profile of the old text and compared with the texts themselves, clause by
clause: what differs was changed without being tracked. Rejected: to look at the file alone, for what is wrong with
a redline is what it does not show.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace

from cdiff.core.model import Change, Clause, Comparison, Document, Revision, Version
from cdiff.core.numbering import number_of
from cdiff.core.records import NamedTuple
from cdiff.features.audit.model import FAIL_ON, Audit, Difference, FailOn, Grade, Lapse, State
from cdiff.parsing.normalise import normalise
from cdiff.pipeline.comparing import all_changes, check_choice, compare
from cdiff.pipeline.tracked_changes import Places, attributed, end_of
from cdiff.pipeline.versions import USUAL, load, load_sides, profile_of
from cdiff.reading.options import ReadOptions
from cdiff.store import Store

_NOBODY = ("", "Author", "Unknown", "Unknown Author")
"""What stands for an author whose name was not given, or was taken out of the file when it was saved."""


def audit(
    redline: str, old: str, new: str, store: Store, *, profile: str = "auto", options: ReadOptions = USUAL
) -> Audit:
    """Hold a file with tracked changes against the texts between which it claims to lead.

    Each is named as `load` takes it. Raises what `load` does.
    """
    before = load(old, store, profile=profile, options=options)
    one = profile_of(before, store) if profile == "auto" else profile
    after = load(new, store, profile=one, options=options)
    options = options._replace(revisions="accepted", struck="kept")
    accepted, rejected = load_sides(redline, store, profile=one, options=options)
    return audit_sides(before, after, rejected, accepted)


def audit_sides(old: Version, new: Version, rejected: Version, accepted: Version) -> Audit:
    """Audit a redline of which both states are read."""
    tracked = compare(rejected, accepted)
    changes = attributed(tracked.changes, rejected.document, accepted.document)
    sides: dict[State, Comparison] = {"rejected": compare(old, rejected), "accepted": compare(accepted, new)}
    differences = [found for state, side in sides.items() for found in _differences(state, side)]
    lapses = (*_struck(accepted.document), *_unsigned(tracked), *_idle(tracked))
    cautions = tuple(_cautions(old, new, accepted))
    return Audit(
        sides["rejected"], replace(tracked, changes=changes), sides["accepted"], tuple(differences), lapses, cautions
    )


def _cautions(old: Version, new: Version, redline: Version) -> Iterator[str]:
    if not redline.document.revisions:
        yield f"{redline.label.removesuffix(' accepted')} has no tracked changes"
    for version in (old, new):
        count = len(version.document.revisions)
        if count:
            yield f"{version.label} has tracked changes itself ({count}); it is read with all of them accepted"


# Differences


def _differences(state: State, comparison: Comparison) -> Iterator[Difference]:
    for change, part in all_changes(comparison):
        grade = _grade(change)
        if grade:
            yield Difference(state, grade, change, part)


def _grade(change: Change) -> Grade | None:
    """Say how grave a difference is; none where a person would see no difference in print.

    A number may be read as a label in one format and as a word in the other (`1 Scope`): then the print decides.
    """
    from cdiff.comparing import joined
    from cdiff.comparing.words import differ_in_substance

    old, new = _printed(change.old), _printed(change.new)
    if change.kind in ("inserted", "deleted"):
        return "substance"
    if change.kind != "unchanged" and all(
        differ_in_substance(*pair) for pair in ((joined(change.old), joined(change.new)), (old, new))
    ):
        return "substance"
    if change.moved:
        return "moved"
    if change.kind in ("split", "merged"):
        return "cut"
    if change.kind != "unchanged":
        return None if old == new or _numbered(change.old) == _numbered(change.new) else "editorial"
    return "number" if change.renumbered else None


def _printed(clauses: Sequence[Clause]) -> str:
    return " ".join(f"{clause.label} {clause.text}".strip() for clause in clauses)


def _numbered(clauses: Sequence[Clause]) -> str:
    """Print clauses with bare numbers: how a number is printed is no difference."""
    return " ".join(f"{number_of(clause.label)} {clause.text}".strip() for clause in clauses)


# Lapses


def _struck(document: Document) -> Iterator[Lapse]:
    lines = _Lines(document)
    for remark in document.remarks:
        if remark.kind == "struck":
            yield Lapse("struck", lines.citation(remark.line, remark.text), " ".join(remark.text.split()))


def _unsigned(tracked: Comparison) -> Iterator[Lapse]:
    sides = {"delete": _Lines(tracked.old.document), "insert": _Lines(tracked.new.document)}
    for revision in tracked.new.document.revisions:
        said = {"author": revision.author not in _NOBODY, "date": bool(revision.date)}
        lacks = tuple(name for name, known in said.items() if not known)
        if lacks:
            citation = sides[revision.op].citation(revision.line, revision.text)
            yield Lapse("unsigned", citation, " ".join(revision.text.split()), lacks, revision)


class _Lines:
    """Which clause a paragraph of the file belongs to."""

    def __init__(self, document: Document) -> None:
        self.clauses = sorted(document, key=lambda clause: clause.line)
        self.starts = [clause.line for clause in self.clauses]
        self.end = end_of(document)

    def citation(self, line: int, text: str) -> str:
        """Name the last clause that starts in a paragraph or before it; empty outside the text, as in a page header.

        Where several start in one (a web page may be one line), the one with the words goes first.
        """
        at = bisect_right(self.starts, line) if not self.end or line < self.end else 0
        here = self.clauses[bisect_left(self.starts, self.starts[at - 1]) : at] if at else []
        having = [clause for clause in here if normalise(text) in f"{clause.label} {clause.text}"]
        return (having[:1] or here[-1:])[0].citation if here else ""


def _idle(tracked: Comparison) -> Iterator[Lapse]:
    """Find tracked words that stand in their clause before and after, while nothing else there changed for them.

    Only where a clause has its paragraph for itself and keeps it: elsewhere a tracked move looks the same.
    """
    revisions = tracked.new.document.revisions
    gone = Places(tracked.old.document, [each for each in revisions if each.op == "delete"])
    come = Places(tracked.new.document, [each for each in revisions if each.op == "insert"])
    for change in tracked.changes:
        if change.moved or len(change.old) != 1 or len(change.new) != 1 or change.old[0].line != change.new[0].line:
            continue
        for places, clause in ((gone, change.old[0]), (come, change.new[0])):
            found = places.alone_in(clause)
            yield from (_idled(each, clause) for each in found if _changes_nothing(each, change))


def _idled(revision: Revision, clause: Clause) -> Lapse:
    return Lapse("idle", clause.citation, normalise(revision.text), revision=revision)


def _changes_nothing(revision: Revision, change: Change) -> bool:
    """Whether the words stand in the clause as often before as after, and no edit has any of them."""
    said = normalise(revision.text)
    before, after = (f"{clause.label} {clause.text}" for clause in (change.old[0], change.new[0]))
    if not said or not 0 < before.count(said) == after.count(said):
        return False
    edits = [edit.text.strip() for edit in change.edits if edit.op == revision.op and edit.text.strip()]
    return not any(said in edit or edit in said or set(said.split()) & set(edit.split()) for edit in edits)


class Judged(NamedTuple):
    """An audit, and what its verdict depends on."""

    audit: Audit
    fail_on: FailOn = "any"


def fail_on_of(typed: str) -> FailOn:
    """Check what the verdict is to depend on; raises `CdiffError` with the near misses."""
    check_choice("--fail-on", typed, FAIL_ON)
    return "substance" if typed == "substance" else "any"
