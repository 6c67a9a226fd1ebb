"""A check as a JUnit report: a test for every finding, and one for every rule that finds nothing.

What fails the check is a failure, what is excused is skipped, and the rest passes and says what was found.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from xml.etree import ElementTree as Tree  # writes only: nothing is parsed here

from cdiff.core.printable import safe
from cdiff.features.check.model import SEVERITIES, Checked, Finding
from cdiff.features.check.order import excuse, where, words

_NOT_XML = re.compile("[\ufffe\uffff]")


def check_junit(checked: Checked, rules: Iterable[str]) -> str:
    """Write a check as JUnit XML; `rules` are the names of all rules."""
    found = {finding.rule for finding in checked.findings}
    cases = [_case(finding, checked) for finding in checked.findings]
    cases += [Tree.Element("testcase", classname=name, name="nothing found") for name in rules if name not in found]
    counts = {"tests": len(cases)}
    for name, tag in (("failures", "failure"), ("skipped", "skipped")):
        counts[name] = sum(case.find(tag) is not None for case in cases)
    counts["errors"] = 0
    said = {name: str(count) for name, count in counts.items()}
    root = Tree.Element("testsuites", {"name": "cdiff check", **said})
    suite = Tree.SubElement(root, "testsuite", {"name": _clean(checked.new.label), **said})
    suite.extend(cases)
    Tree.indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + Tree.tostring(root, encoding="unicode") + "\n"


def _case(finding: Finding, checked: Checked) -> Tree.Element:
    name = f"{finding.name or 'the whole text'}: {finding.message}"
    case = Tree.Element("testcase", classname=finding.rule, name=_clean(name))
    if finding.file:
        case.set("file", _clean(finding.file))
        case.set("line", str(max(1, finding.line)))
    said = "\n".join(filter(None, (finding.severity, words(finding), where(finding))))
    if checked.is_excused(finding):
        Tree.SubElement(case, "skipped", message=_clean(excuse(finding)))
    elif SEVERITIES.index(finding.severity) <= SEVERITIES.index(checked.fail_on):
        failure = Tree.SubElement(case, "failure", message=_clean(finding.message), type=finding.rule)
        failure.text = _clean(said)
    else:
        Tree.SubElement(case, "system-out").text = _clean(said)
    return case


def _clean(text: str) -> str:
    """Write out what XML cannot hold, and what would steer a terminal."""
    return _NOT_XML.sub(lambda sign: f"\\u{ord(sign[0]):04x}", safe(text))
