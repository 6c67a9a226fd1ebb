"""An audit as JSON, in a versioned schema (`docs/schema/audit-1.json`)."""

from __future__ import annotations

from typing import Any

from cdiff.features.audit.auditing import JudgedAudit
from cdiff.features.audit.model import GRADES, STATES, Audit, Issue, State, UntrackedDifference
from cdiff.features.audit.words import name_of
from cdiff.telling.json import FORMAT, change_data, unread_data, version_data


def audit_data(judged: JudgedAudit) -> dict[str, Any]:
    """Return an audit: the verdict, every untracked difference, every issue."""
    audit, fail_on = judged.audit, judged.fail_on
    return {
        "format": FORMAT,
        "generator": "cdiff",
        "redline": version_data(audit.tracked.new) | {"label": name_of(audit)},
        "old": version_data(audit.rejected.old),
        "new": version_data(audit.accepted.new),
        "fail_on": fail_on,
        "holds": judged.holds,
        "unread": unread_data(audit.unread),
        "accepted_incomplete": judged.accepts_incomplete,
        "tracked": len(audit.revisions),
        "counts": {state: _counts(audit, state) for state in STATES},
        "cautions": list(audit.cautions),
        "differences": [_difference(each, audit) for each in audit.differences],
        "lapses": [_issue(issue) for issue in audit.issues],
    }


def _counts(audit: Audit, state: State) -> dict[str, int]:
    counted = audit.counted(state)
    return {grade: counted.get(grade, 0) for grade in GRADES}


def _difference(difference: UntrackedDifference, audit: Audit) -> dict[str, Any]:
    sides: dict[State, Any] = {"rejected": audit.rejected, "accepted": audit.accepted}
    return {
        "state": difference.state,
        "grade": difference.grade,
        "change": change_data(difference.change, difference.part, sides[difference.state]),
    }


def _issue(issue: Issue) -> dict[str, Any]:
    revision = issue.revision
    return {
        "sin": issue.kind,
        "citation": issue.citation,
        "text": issue.text,
        "lacks": list(issue.lacks),
        "op": revision.op if revision else None,
        "author": revision.author if revision else "",
        "date": revision.date if revision else "",
        "line": revision.line if revision else 0,
    }
