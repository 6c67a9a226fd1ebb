"""What an audit says in words, whatever it is printed on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from operator import attrgetter

from cdiff.core.model import Change
from cdiff.features.audit.model import GRADES, Audit, FailOn, Grade, Issue, State
from cdiff.telling.change_labels import citations

MOST = 20
"""More issues of one sort than this are counted, not listed."""
_DOING: dict[State, str] = {"rejected": "Rejecting", "accepted": "Accepting"}
_OPS = {"insert": "insertion", "delete": "deletion"}
LEGEND = "The changes below, from old to new, are not tracked."


def name_of(audit: Audit) -> str:
    """Name the redline as it was named."""
    return audit.tracked.new.label.removesuffix(" accepted")


def verdict(audit: Audit, fail_on: FailOn) -> str:
    """Return the verdict in a sentence: whether the redline tracks everything."""
    old, new = audit.rejected.old.label, audit.accepted.new.label
    count = len(audit.differences)
    if not audit.tracks_all(fail_on):
        return f"Incomplete: {_many(count, 'untracked difference')} from {old} to {new}."
    minor = f" {_many(count, 'minor difference')} {_are(count)} not tracked." if count else ""
    read = " in what was read" if audit.unread else ""
    order = " in words and order" if count else ""
    rest = " The notes say what was not read or not compared." if audit.unread else ""
    return f"Complete{read}{order}: the tracked changes turn {old} into {new}.{minor}{rest}"


def state_said(audit: Audit, state: State) -> str:
    """Say what rejecting or accepting every change gives, and how many differences of which grade there are."""
    counts = audit.counted(state)
    return f"{_outcome(audit, state)}: {_counted(counts)}." if counts else f"{_outcome(audit, state)}."


def _outcome(audit: Audit, state: State) -> str:
    target = (audit.rejected.old if state == "rejected" else audit.accepted.new).label
    return f"{_DOING[state]} every change {'does not give' if audit.of(state) else 'gives'} {target}"


def _counted(counts: Mapping[Grade, int]) -> str:
    return ", ".join(f"{count} {GRADES[grade]}" for grade, count in counts.items())


def tracked_said(audit: Audit) -> str:
    """Say how many tracked changes there are, whose, and from when to when."""
    revisions = audit.revisions
    authors = sorted({revision.author for revision in revisions if revision.author})
    days = sorted({revision.date[:10] for revision in revisions if revision.date})
    by = f" by {_listed(authors)}" if authors else ""
    when = f", {days[0]}" + (f" to {days[-1]}" if len(days) > 1 else "") if days else ""
    return f"{_many(len(revisions), 'tracked change')}{by}{when}"


def shown(audit: Audit) -> list[tuple[Change, str]]:
    """Give the differences whose words are to be shown, each under the sentence about its state."""
    worded = [each for each in audit.differences if each.grade != "number"]
    return [(each.change, _outcome(audit, each.state)) for each in worded]


def numbers_said(audit: Audit, state: State) -> str:
    """List the clauses that differ in nothing but their number; empty where there are none."""
    found = [citations(each.change) for each in audit.of(state) if each.grade == "number"]
    return f"Numbers: {_listed(found)}." if found else ""


def issues_said(audit: Audit) -> Iterator[tuple[str, str]]:
    """Say what else a person should know: the clauses, and what is the matter."""
    for kind, found in groupby(audit.issues, key=attrgetter("kind")):
        issues = list(found)
        if kind == "unsigned":
            yield from _unsigned(issues)
            continue
        for issue in issues[:MOST]:
            yield issue.citation or "outside the clauses", _described(issue)
        if len(issues) > MOST:
            yield "…", f"and {len(issues) - MOST} more like these; --json lists all"


def _described(issue: Issue) -> str:
    if issue.revision is None:
        return f"struck through by formatting, not by a tracked change: {issue.text}"
    return f"a tracked {_OPS[issue.revision.op]} that changes nothing: {issue.text}"


def _unsigned(issues: Sequence[Issue]) -> Iterator[tuple[str, str]]:
    for lacks in sorted({issue.lacks for issue in issues}, key=lambda names: (-len(names), names)):
        found = [issue.citation or "outside the clauses" for issue in issues if issue.lacks == lacks]
        yield (
            _listed(list(dict.fromkeys(found))),
            f"{_many(len(found), 'tracked change')} without {' and '.join(lacks)}",
        )


def _listed(names: Sequence[str]) -> str:
    more = f" and {len(names) - MOST} more" if len(names) > MOST else ""
    return ", ".join(names[:MOST]) + more


def _many(count: int, what: str) -> str:
    return f"{count or 'no'} {what}{'' if count == 1 else 's'}"


def _are(count: int) -> str:
    return "is" if count == 1 else "are"
