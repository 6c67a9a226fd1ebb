"""An audit as JSON, in a versioned schema (`docs/schema/audit-1.json`)."""

from __future__ import annotations

from typing import Any

from cdiff.features.audit.auditing import Judged
from cdiff.features.audit.model import GRADES, STATES, Audit, Difference, Lapse, State
from cdiff.features.audit.words import name_of
from cdiff.telling.json import FORMAT, change_data, version_data


def audit_data(judged: Judged) -> dict[str, Any]:
    """Return an audit: the verdict, every untracked difference, every lapse."""
    audit, fail_on = judged
    return {
        "format": FORMAT,
        "generator": "cdiff",
        "redline": version_data(audit.tracked.new) | {"label": name_of(audit)},
        "old": version_data(audit.rejected.old),
        "new": version_data(audit.accepted.new),
        "fail_on": fail_on,
        "holds": audit.holds(fail_on),
        "tracked": len(audit.revisions),
        "counts": {state: _counts(audit, state) for state in STATES},
        "cautions": list(audit.cautions),
        "differences": [_difference(each, audit) for each in audit.differences],
        "lapses": [_lapse(lapse) for lapse in audit.lapses],
    }


def _counts(audit: Audit, state: State) -> dict[str, int]:
    counted = audit.counted(state)
    return {grade: counted.get(grade, 0) for grade in GRADES}


def _difference(difference: Difference, audit: Audit) -> dict[str, Any]:
    sides: dict[State, Any] = {"rejected": audit.rejected, "accepted": audit.accepted}
    return {
        "state": difference.state,
        "grade": difference.grade,
        "change": change_data(difference.change, difference.part, sides[difference.state]),
    }


def _lapse(lapse: Lapse) -> dict[str, Any]:
    revision = lapse.revision
    return {
        "sin": lapse.sin,
        "citation": lapse.citation,
        "text": lapse.text,
        "lacks": list(lapse.lacks),
        "op": revision.op if revision else None,
        "author": revision.author if revision else "",
        "date": revision.date if revision else "",
        "line": revision.line if revision else 0,
    }
