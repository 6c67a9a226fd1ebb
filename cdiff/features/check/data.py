"""A check as JSON: the full truth, by `docs/schema/check-1.json`."""

from __future__ import annotations

from typing import Any

from cdiff.core.records import asdict
from cdiff.features.check.model import SEVERITIES, Checked, Finding
from cdiff.features.check.reports import Reported
from cdiff.telling.json import FORMAT, version_data


def check_data(reported: Reported) -> dict[str, Any]:
    """Return a check: its verdict, what it compared, and all findings."""
    checked = reported.checked
    return {"summary": _summary(checked), "findings": [_finding(each, checked) for each in checked.findings]}


def _summary(checked: Checked) -> dict[str, Any]:
    return {
        "format": FORMAT,
        "generator": "cdiff",
        "failed": checked.failed,
        "fail_on": checked.fail_on,
        "count_known": checked.count_known,
        **{severity: checked.number(severity) for severity in SEVERITIES},
        "excused": len(checked.excused),
        "known": sum(finding.known for finding in checked.findings),
        "allowed": sum(bool(finding.allowed) for finding in checked.findings),
        "accepted": sum(finding.accepted for finding in checked.findings),
        "new": version_data(checked.new),
        "old": version_data(checked.old) if checked.old else None,
    }


def _finding(finding: Finding, checked: Checked) -> dict[str, Any]:
    given = {name: value for name, value in asdict(finding).items() if name != "called"}
    return {**given, "name": finding.name, "counts": not checked.is_excused(finding)}
