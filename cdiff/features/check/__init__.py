"""Checking: (text, comparisons, rules) → findings, and the verdict. Pure: no file, no clock, no printing.

hits       what the rules find in the text, and in what it does to an older one
known      which of them the old draft had too
excused    which of them an exception or the baseline lets pass
placed     in which file, line and column each stands
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from cdiff.features.check.excuses import Excuses, excused
from cdiff.features.check.known import fingerprints, known
from cdiff.features.check.model import SEVERITIES, Checked, Finding, Severity
from cdiff.features.check.places import Whereabouts, placed
from cdiff.features.check.rules import IDLE_ALONE, IN_CHANGE, IN_TEXT, NAMES, RULES, Finder, Rule, rule
from cdiff.features.check.settings import OFF, Rules, rules_of, severity_of
from cdiff.features.check.subject import Hit, Raw, Subject

__all__ = [
    "NAMES",
    "RULES",
    "Excuses",
    "Raw",
    "Rule",
    "Rules",
    "Subject",
    "Whereabouts",
    "check",
    "rule",
    "rules_of",
]


def check(
    subject: Subject,
    before: Subject | None = None,
    *,
    excuses: Excuses = Excuses(),  # noqa: B008  # frozen
    whereabouts: Whereabouts = Whereabouts(),  # noqa: B008  # frozen
    fail_on: Severity | None = None,
    count_known: bool = False,
) -> Checked:
    """Check a text; `before` is the old draft, which may have had the same faults.

    The findings come in reading order, those about the whole text first.
    """
    hits = [*_hits(subject, IN_TEXT), *_hits(subject, IN_CHANGE)]
    old = [*_hits(before, IN_TEXT)] if before else []
    findings = [
        _finding(hit, subject, print_, whereabouts, is_known=is_known)
        for hit, print_, is_known in zip(hits, fingerprints(hits), known(hits, old, subject.against), strict=True)
    ]
    idle = _is_off(subject) | (set() if subject.against or subject.same else set(IDLE_ALONE))
    judged = excused(findings, subject, excuses, idle)
    return Checked(
        subject.new,
        before.new if before else None,
        tuple(sorted(judged, key=_reading_order(subject))),
        fail_on or subject.settings.fail_on,
        count_known,
    )


def _hits(subject: Subject, finders: dict[Finder, tuple[str, ...]]) -> Iterator[Hit]:
    off = _is_off(subject)
    for find, names in finders.items():
        if not off.issuperset(names):
            yield from (hit for hit in find(subject) if hit.rule not in off)


def _is_off(subject: Subject) -> set[str]:
    severities = subject.settings.severities
    return {each.name for each in RULES if severity_of(each.name, each.severity, severities) == OFF}


def _finding(hit: Hit, subject: Subject, print_: str, whereabouts: Whereabouts, *, is_known: bool) -> Finding:
    said = severity_of(hit.rule, rule(hit.rule).severity, subject.settings.severities)
    severity = next(name for name in SEVERITIES if name == said)
    where = placed(hit, whereabouts)
    return Finding(
        hit.rule,
        severity,
        hit.clause.citation if hit.clause else "",
        hit.message,
        where.file,
        where.line,
        where.column,
        where.place,
        hit.old,
        hit.new,
        is_known,
        fingerprint=print_,
    )


def _reading_order(subject: Subject) -> Callable[[Finding], tuple[int, int, int, str]]:
    places = {clause.citation: at for at, clause in enumerate(subject.new.document.clauses)}

    def key(finding: Finding) -> tuple[int, int, int, str]:
        place = places.get(finding.clause, -1)
        return place, SEVERITIES.index(finding.severity), finding.column, finding.rule

    return key
