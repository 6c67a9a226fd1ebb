"""Checking: (text, comparisons, rules) → findings, and the verdict. Pure: no file, no clock, no printing.

The rules return raw findings (`rules`); `check` marks those that the old draft had too, that an exception allows or
that the baseline holds (`suppression`), and looks up their lines and columns (`places`).
"""

from __future__ import annotations

from collections.abc import Iterator

from cdiff.features.check.context import CheckContext
from cdiff.features.check.model import SEVERITIES, Checked, Finding, RawFinding, Severity, SourceLine
from cdiff.features.check.places import FileLines, located
from cdiff.features.check.rules import IDLE_ALONE, IN_CHANGE, IN_TEXT, NAMES, RULES, CheckRule, Finder, rule
from cdiff.features.check.settings import OFF, CheckSettings, rules_of, severity_of
from cdiff.features.check.suppression import Excuses, excused, fingerprints, known

__all__ = [
    "NAMES",
    "RULES",
    "CheckContext",
    "CheckRule",
    "CheckSettings",
    "Excuses",
    "FileLines",
    "SourceLine",
    "check",
    "rule",
    "rules_of",
]


def check(
    context: CheckContext,
    before: CheckContext | None = None,
    *,
    excuses: Excuses = Excuses(),  # noqa: B008  # frozen
    lines: FileLines = FileLines(),  # noqa: B008  # frozen
    fail_on: Severity | None = None,
    count_known: bool = False,
) -> Checked:
    """Check a text; `before` is the old draft, which may have had the same faults.

    The findings come in reading order, those about the whole text first.
    """
    severities = context.settings.severities
    off = {each.name for each in RULES if severity_of(each.name, each.severity, severities) == OFF}
    raw = [*_raw_findings(context, IN_TEXT, off), *_raw_findings(context, IN_CHANGE, off)]
    old = [*_raw_findings(before, IN_TEXT, off)] if before else []
    findings = []
    for each, fingerprint, is_known in zip(raw, fingerprints(raw), known(raw, old, context.against), strict=True):
        chosen = severity_of(each.rule, rule(each.rule).severity, severities)
        severity = next(name for name in SEVERITIES if name == chosen)
        citation, called = (each.clause.citation, each.clause.called) if each.clause else ("", "")
        at = located(each, lines)
        said = (each.rule, severity, citation, each.message, at.file, at.line, at.column, at.place)
        findings.append(Finding(*said, each.old, each.new, is_known, fingerprint=fingerprint, called=called))
    idle = off | (set() if context.against or context.same else set(IDLE_ALONE))
    order = {clause.citation: at for at, clause in enumerate(context.new.document.clauses)}
    judged = sorted(
        excused(findings, context, excuses, idle),
        key=lambda found: (order.get(found.clause, -1), SEVERITIES.index(found.severity), found.column, found.rule),
    )
    worst = fail_on or context.settings.fail_on
    return Checked(context.new, before.new if before else None, tuple(judged), worst, count_known)


def _raw_findings(context: CheckContext, finders: dict[Finder, tuple[str, ...]], off: set[str]) -> Iterator[RawFinding]:
    for find, names in finders.items():
        if not off.issuperset(names):
            yield from (each for each in find(context) if each.rule not in off)
