"""A check as annotations of a GitHub workflow.

GitHub shows ten errors, ten warnings and ten notices of a step, so the most important come first, and what finds no
room is counted in the last line. A message is data of a workflow command: escaped as the runner's own toolkit does it
(`@actions/core`, command.ts), so that no line of a draft can be a command.
"""

from __future__ import annotations

from collections.abc import Iterator

from cdiff.core.printable import safe
from cdiff.features.check.model import SEVERITIES, Checked, Finding
from cdiff.features.check.order import by_weight, verdict, words

MOST = 10
"""Annotations of one severity that GitHub keeps of a step."""
_COMMANDS = {"error": "error", "warning": "warning", "note": "notice"}


def check_github(checked: Checked) -> str:
    """Write a check as workflow commands, and its verdict."""
    return "".join(f"{line}\n" for line in _lines(checked))


def _lines(checked: Checked) -> Iterator[str]:
    left = 0
    for severity in SEVERITIES:
        chosen = [finding for finding in by_weight(checked.counting) if finding.severity == severity]
        yield from map(_annotation, chosen[:MOST])
        left += len(chosen[MOST:])
    more = f"; {left} more than GitHub shows are in the other reports" if left else ""
    yield f"cdiff check {verdict(checked)}{more}"


def _annotation(finding: Finding) -> str:
    properties = {
        "file": finding.file,
        "line": str(finding.line) if finding.line else "",
        "col": str(finding.column) if finding.line and finding.column else "",
        "title": f"{finding.name or 'the whole text'}: {finding.rule}",
    }
    said = ",".join(f"{name}={_property(value)}" for name, value in properties.items() if value)
    message = f"{finding.message} {words(finding)}".strip()
    return f"::{_COMMANDS[finding.severity]} {said}::{_data(message)}"


def _data(text: str) -> str:
    return safe(text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A"))


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
