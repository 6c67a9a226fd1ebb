"""A check as a code quality report, in the part of Code Climate's format that GitLab reads.

What is excused is left out: GitLab knows no suppressed issue, and shows what a branch adds.
"""

from __future__ import annotations

from typing import Any

from cdiff.core.printable import safe
from cdiff.features.check.model import Checked, Finding
from cdiff.features.check.order import words
from cdiff.telling.json import dump

_SEVERITIES = {"error": "critical", "warning": "minor", "note": "info"}


def check_codequality(checked: Checked) -> str:
    """Write a check as a code quality report."""
    return dump([_issue(finding) for finding in checked.counting])


def _issue(finding: Finding) -> dict[str, Any]:
    said = f"{finding.name}: {finding.message}" if finding.name else finding.message
    return {
        "type": "issue",
        "engine_name": "cdiff",
        "check_name": finding.rule,
        "description": safe(f"{said} {words(finding)}".strip()),
        "categories": ["Style"] if finding.rule.startswith("hygiene/") else ["Bug Risk"],
        "severity": _SEVERITIES[finding.severity],
        "fingerprint": finding.fingerprint or finding.rule,
        "location": {"path": safe(finding.file), "lines": {"begin": max(1, finding.line)}},
    }
