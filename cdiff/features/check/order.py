"""What all formats share: which findings come first, and the words that go with one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from cdiff.core.model import Edit
from cdiff.core.printable import safe
from cdiff.features.check.model import SEVERITIES, Checked, Finding
from cdiff.telling.change_labels import bracketed


def by_clause(findings: Iterable[Finding]) -> Iterator[tuple[str, list[Finding]]]:
    """Group findings, in reading order, by the clause they stand in, as people cite it; `""` for the whole text."""
    for clause, group in groupby(findings, key=lambda finding: finding.name):
        yield clause, list(group)


def by_weight(findings: Iterable[Finding]) -> list[Finding]:
    """Put what matters most first; within one severity the reading order stays."""
    return sorted(findings, key=lambda finding: SEVERITIES.index(finding.severity))


def where(finding: Finding) -> str:
    """Write the place of a finding as an editor opens it: `draft.txt:12:5`."""
    return ":".join(map(str, filter(None, (finding.file, finding.line, finding.column))))


def words(finding: Finding) -> str:
    """Write what went and what came, with the signs of wdiff; nothing where only one of them is known."""
    if not (finding.old and finding.new) or finding.old == finding.new:
        return ""
    edits: list[Edit] = [Edit("delete", safe(finding.old)), Edit("insert", safe(finding.new))]
    return " ".join(map(bracketed, edits))


def excuse(finding: Finding) -> str:
    """Say why a finding does not count."""
    if finding.allowed:
        return f"allowed: {finding.allowed}"
    return "in the baseline" if finding.accepted else "already in the old draft"


def verdict(checked: Checked) -> str:
    """Say in a line what was found and what follows: `2 errors, 1 note: failed`."""
    counts = [(checked.number(severity), severity) for severity in SEVERITIES]
    said = ", ".join(f"{count} {name}{'s' if count > 1 else ''}" for count, name in counts if count)
    excused = len(checked.excused)
    apart = f"; {excused} suppressed" if excused else ""
    end = "failed" if checked.failed else "passed"
    return f"{end}: {said or 'nothing found'}{apart}"
