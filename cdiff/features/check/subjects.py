"""A check as a subject: with the formats of the hosts, which are documents of their own."""

from __future__ import annotations

from cdiff.features.check import NAMES, RULES
from cdiff.features.check.codequality import check_codequality
from cdiff.features.check.data import check_data
from cdiff.features.check.github import check_github
from cdiff.features.check.junit import check_junit
from cdiff.features.check.markdown import check_markdown
from cdiff.features.check.reports import Reported
from cdiff.features.check.sarif import check_sarif
from cdiff.features.check.views import check_sheets, check_view
from cdiff.telling.subject import ReportRequest, Subject


def _sarif(reported: Reported, asked: ReportRequest) -> str:
    return check_sarif(reported.checked, [(rule.name, rule.severity, rule.says, rule.page) for rule in RULES])


CHECK = Subject(
    "a check",
    versions=lambda reported: tuple(filter(None, (reported.checked.old, reported.checked.new))),
    view=check_view,
    sheets=check_sheets,
    data=check_data,
    documents={
        "markdown": lambda reported, asked: check_markdown(
            reported.checked, command=reported.command, max_bytes=asked.max_bytes or 65536
        ),
        "sarif": _sarif,
        "junit": lambda reported, asked: check_junit(reported.checked, NAMES),
        "github": lambda reported, asked: check_github(reported.checked),
        "codequality": lambda reported, asked: check_codequality(reported.checked),
    },
    keeps_paths=True,
)
