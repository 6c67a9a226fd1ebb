"""A check as SARIF 2.1.0 (OASIS Standard, 27 March 2020), for code scanning.

What is excused is there too, suppressed with its reason, so that a host closes it and does not lose it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any
from urllib.parse import quote

from cdiff import __version__
from cdiff.core.printable import safe
from cdiff.features.check.model import Checked, Finding
from cdiff.features.check.order import excuse, words
from cdiff.telling.json import dump

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"

RuleSaid = tuple[str, str, str, str]
"""What is to be said of a rule: its name, its usual severity, what it finds, its page."""


def check_sarif(checked: Checked, rules: Iterable[RuleSaid]) -> str:
    """Write a check as SARIF."""
    listed = list(rules)
    places = {name: at for at, (name, *_) in enumerate(listed)}
    driver = {"name": "cdiff", "version": __version__, "rules": [_rule(*each) for each in listed]}
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_result(each, places, checked) for each in checked.findings],
    }
    return dump({"version": "2.1.0", "$schema": SCHEMA, "runs": [run]})


def _rule(name: str, severity: str, says: str, page: str) -> dict[str, Any]:
    return {
        "id": name,
        "shortDescription": {"text": says},
        "help": {"text": f"{page} says what it finds and what to do."},
        "defaultConfiguration": {"level": severity},
    }


def _result(finding: Finding, places: dict[str, int], checked: Checked) -> dict[str, Any]:
    said = f"{finding.name}: {finding.message}" if finding.name else finding.message
    changed = words(finding)
    result: dict[str, Any] = {
        "ruleId": finding.rule,
        "ruleIndex": places[finding.rule],
        "level": finding.severity,
        "message": {"text": _unlinked(safe(f"{said} {changed}".strip()))},
        "locations": _locations(finding),
        "partialFingerprints": {"cdiff/v1": finding.fingerprint or finding.rule},
    }
    if checked.old:
        result["baselineState"] = "unchanged" if finding.known else "new"
    if checked.is_excused(finding):
        result["suppressions"] = [{"kind": "external", "justification": safe(excuse(finding))}]
    return result


def _unlinked(text: str) -> str:
    """Keep words of a draft from being read as a link, `[text](address)` (SARIF 2.1.0, 3.11.6)."""
    return text.replace("\\", "\\\\").replace("[", "\\[").replace("]", "\\]") if "](" in text else text


def _locations(finding: Finding) -> Sequence[dict[str, Any]]:
    if not finding.file:
        return []
    region = {"startLine": max(1, finding.line)}
    if finding.column:
        region["startColumn"] = finding.column
    place: dict[str, Any] = {"physicalLocation": {"artifactLocation": {"uri": uri(finding.file)}, "region": region}}
    if finding.clause:
        place["logicalLocations"] = [{"name": safe(finding.clause), "kind": "clause"}]
    return [place]


def uri(file: str) -> str:
    """Write the name of a file, or an address, as a reference that a URI reader understands."""
    return quote(safe(file), safe="/:?&=%#" if "://" in file else "/")
