"""Auditing somebody else's redline: do its tracked changes, all of them and alone, turn one text into another?

Both states of the file are read by the profile of the old text and compared with the texts themselves, clause by
clause: what differs was changed without being tracked. Rejected: looking at the file alone, because what is wrong with
a redline is what it does not show.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator

from cdiff.core.model import Change, Comparison, Document, Version
from cdiff.core.numbering import number_of
from cdiff.core.records import record, replace
from cdiff.features.audit.model import FAIL_ON, Audit, FailOn, Grade, Issue, State, UntrackedDifference
from cdiff.parsing.normalise import normalise
from cdiff.pipeline.comparing import all_changes, check_choice, compare
from cdiff.pipeline.tracked_changes import Places, attributed, end_of, with_each_other
from cdiff.pipeline.versions import USUAL, load, load_sides, profile_of
from cdiff.reading.options import ReadOptions
from cdiff.store import Store

_NOBODY = ("", "Author", "Unknown", "Unknown Author")
"""The names that programs write where the author is unknown, or was removed when the file was saved."""


def audit(
    redline: str,
    old: str | Version,
    new: str | Version,
    store: Store,
    *,
    profile: str = "auto",
    options: ReadOptions = USUAL,
) -> Audit:
    """Compare a file with tracked changes with the texts that it claims to turn into each other.

    Each is named as `load` takes it. Raises what `load` does.
    """
    before = load(old, store, profile=profile, options=options)
    one = profile_of(before, store) if profile == "auto" else profile
    after = load(new, store, profile=one, options=options)
    options = replace(options, revisions="accepted", struck="kept")
    accepted, rejected = load_sides(redline, store, profile=one, options=options)
    return audit_sides(before, after, rejected, accepted)


def audit_sides(old: Version, new: Version, rejected: Version, accepted: Version) -> Audit:
    """Audit a redline of which both states are read."""
    rejected, accepted = with_each_other(rejected, accepted)
    tracked = compare(rejected, accepted)
    changes = attributed(tracked.changes, rejected.document, accepted.document)
    sides: dict[State, Comparison] = {"rejected": compare(old, rejected), "accepted": compare(accepted, new)}
    differences = [
        UntrackedDifference(state, grade, change, part)
        for state, side in sides.items()
        for change, part in all_changes(side)
        if (grade := _grade(change))
    ]
    issues = (*_struck(accepted.document), *_unsigned(tracked), *_idle(tracked))
    cautions = []
    if not accepted.document.revisions:
        cautions.append(f"{accepted.source or accepted.label.removesuffix(' accepted')} has no tracked changes")
    return Audit(
        sides["rejected"],
        replace(tracked, changes=changes),
        sides["accepted"],
        tuple(differences),
        issues,
        tuple(cautions),
    )


# Differences


def _grade(change: Change) -> Grade | None:
    """Grade a difference; none where a person would see no difference in print.

    A number may be read as a label in one format and as a word in the other (`1 Scope`): then the print decides.
    """
    from cdiff.comparing import joined
    from cdiff.comparing.words import differ_in_substance

    old, new = (" ".join(f"{each.label} {each.text}".strip() for each in side) for side in (change.old, change.new))
    if change.kind in ("inserted", "deleted"):
        return "substance"
    if (
        change.kind != "unchanged"
        and differ_in_substance(joined(change.old), joined(change.new))
        and differ_in_substance(old, new)
    ):
        return "substance"
    if change.moved:
        return "moved"
    if change.kind in ("split", "merged"):
        return "cut"
    if change.kind == "unchanged":
        return "number" if change.renumbered else None
    # How a number is printed is no difference: `1.` and `(1)`.
    bare = [
        " ".join(f"{number_of(each.label)} {each.text}".strip() for each in side) for side in (change.old, change.new)
    ]
    return None if old == new or bare[0] == bare[1] else "editorial"


# Issues


def _struck(document: Document) -> Iterator[Issue]:
    lines = _ClausesByLine(document)
    for remark in document.remarks:
        if remark.kind == "struck":
            yield Issue("struck", lines.citation(remark.line, remark.text), " ".join(remark.text.split()))


def _unsigned(tracked: Comparison) -> Iterator[Issue]:
    sides = {"delete": _ClausesByLine(tracked.old.document), "insert": _ClausesByLine(tracked.new.document)}
    for revision in tracked.new.document.revisions:
        said = {"author": revision.author not in _NOBODY, "date": bool(revision.date)}
        lacks = tuple(name for name, known in said.items() if not known)
        if lacks:
            citation = sides[revision.op].citation(revision.line, revision.text)
            yield Issue("unsigned", citation, " ".join(revision.text.split()), lacks, revision)


class _ClausesByLine:
    """The clauses of a document by the paragraphs of the file in which they start."""

    def __init__(self, document: Document) -> None:
        self.clauses = sorted(document, key=lambda clause: clause.line)
        self.starts = [clause.line for clause in self.clauses]
        self.end = end_of(document)

    def citation(self, line: int, text: str) -> str:
        """Cite the last clause that starts in a paragraph or before it; empty outside the text, as in a page header.

        Where several start in one (a web page may be one line), the one with the words goes first.
        """
        at = bisect_right(self.starts, line) if not self.end or line < self.end else 0
        here = self.clauses[bisect_left(self.starts, self.starts[at - 1]) : at] if at else []
        having = [clause for clause in here if normalise(text) in f"{clause.label} {clause.text}"]
        return (having[:1] or here[-1:])[0].citation if here else ""


def _idle(tracked: Comparison) -> Iterator[Issue]:
    """Find tracked words that stand in their clause before and after, while nothing else there changed for them.

    Only where a clause has its paragraph for itself and keeps it: elsewhere a tracked move looks the same.
    """
    revisions = tracked.new.document.revisions
    gone = Places(tracked.old.document, [each for each in revisions if each.op == "delete"])
    come = Places(tracked.new.document, [each for each in revisions if each.op == "insert"])
    for change in tracked.changes:
        if change.moved or len(change.old) != 1 or len(change.new) != 1 or change.old[0].line != change.new[0].line:
            continue
        before, after = (f"{clause.label} {clause.text}" for clause in (change.old[0], change.new[0]))
        for places, clause in ((gone, change.old[0]), (come, change.new[0])):
            for revision in places.alone_in(clause):
                said = normalise(revision.text)
                if not said or not 0 < before.count(said) == after.count(said):
                    continue
                if said in {change.old[0].label, change.new[0].label} and change.old[0].label != change.new[0].label:
                    continue  # one label within the other: a) and (a)
                edits = [edit.text.strip() for edit in change.edits if edit.op == revision.op and edit.text.strip()]
                if not any(said in edit or edit in said or set(said.split()) & set(edit.split()) for edit in edits):
                    yield Issue("idle", clause.citation, said, revision=revision)


@record
class JudgedAudit:
    """An audit, and what its verdict depends on."""

    audit: Audit
    fail_on: FailOn = "any"
    accepts_incomplete: bool = False
    """Whether a person accepts that something was not read."""

    @property
    def holds(self) -> bool:
        """The verdict: whether the redline is complete, and nothing that was not read stands against it."""
        return self.audit.holds(self.fail_on, accept_incomplete=self.accepts_incomplete)


def fail_on_of(typed: str) -> FailOn:
    """Check what the verdict is to depend on; raises `CdiffError` with the near misses."""
    check_choice("--fail-on", typed, FAIL_ON)
    return "substance" if typed == "substance" else "any"
