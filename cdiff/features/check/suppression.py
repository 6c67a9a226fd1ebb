"""Suppression: findings that do not fail a check, because they are known, allowed or accepted.

Known: the old draft had the same finding. Two findings are the same if their rule is, what they are about (words, or
the nature of the fault), and their clause: followed through the comparison from draft to draft, by the words around it
from run to run. Line numbers and numbers of clauses do not count, because they shift.

Allowed: an exception that a person wrote (`[[allow]]`). One that has expired suppresses nothing and is itself reported,
so that no clause stays exempt because nobody looked; so is one that nothing needs any more.

Accepted: a baseline that a run wrote has its fingerprint.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Collection, Iterator, Sequence

from cdiff.core.citation import find
from cdiff.core.errors import CitationError
from cdiff.core.model import Comparison
from cdiff.core.records import record, replace
from cdiff.features.check.context import CheckContext, changes_by_new
from cdiff.features.check.model import SEVERITIES, Finding, RawFinding
from cdiff.features.check.rules import NAMES, rule
from cdiff.features.check.settings import Allow, severity_of

UNREAD = "silent/unread"
EXPIRED, UNUSED = "exceptions/expired", "exceptions/unused"
_AROUND = 40
"""Characters on either side of the words that are part of a fingerprint: about half a line, so that two findings in one
sentence differ, and an edit elsewhere in the clause does not disturb either."""


@record
class Excuses:
    """What may suppress findings beside the old draft and the configured exceptions."""

    today: str = ""
    """The day against which exceptions expire, ISO 8601; without it none does."""
    baseline: frozenset[str] = frozenset()
    """The fingerprints of accepted findings."""
    incomplete: bool = False
    """Whether a person accepts that something was not read (`--accept-incomplete`)."""


def known(findings: Sequence[RawFinding], old: Sequence[RawFinding], against: Comparison | None) -> list[bool]:
    """Tell for each finding whether the old draft had it too; one old finding makes one new finding known."""
    if against is None:
        return [False] * len(findings)
    had = Counter((each.clause.citation if each.clause else "", each.rule, each.identity) for each in old)
    origin = changes_by_new(against)
    answers = []
    for each in findings:
        change = origin.get(each.clause.citation) if each.clause else None
        before = [clause.citation for clause in change.old] if change else ([] if each.clause else [""])
        key = next((key for citation in before if had[key := (citation, each.rule, each.identity)] > 0), None)
        if key:
            had[key] -= 1
        answers.append(key is not None)
    return answers


def fingerprints(findings: Sequence[RawFinding]) -> list[str]:
    """Return a name for each finding that it keeps while its words and those around it stay; all are different."""
    seen: Counter[str] = Counter()
    names = []
    for each in findings:
        text = each.clause.text if each.clause else ""
        around = text[: 2 * _AROUND]
        if each.clause and each.start >= 0:
            around = text[max(0, each.start - _AROUND) : each.start] + "\x00" + text[each.end : each.end + _AROUND]
        said = "\x00".join((each.rule, each.identity, around))
        seen[said] += 1
        count = f"\x00{seen[said]}" if seen[said] > 1 else ""
        names.append(hashlib.sha256(f"{said}{count}".encode("utf-8", "surrogatepass")).hexdigest()[:32])
    return names


def excused(
    findings: Sequence[Finding], context: CheckContext, excuses: Excuses, idle: Collection[str]
) -> Iterator[Finding]:
    """Mark the allowed findings and those in the baseline; add findings about the exceptions themselves.

    `idle` are the rules that had nothing to do: an exception to one of them is not reported as unused.
    """
    exceptions = [_AllowInUse(allow, context, excuses.today) for allow in context.settings.allow]
    for finding in findings:
        reason = next((each.allow.reason for each in exceptions if each.allows(finding)), "")
        reason = "--accept-incomplete" if excuses.incomplete and finding.rule == UNREAD else reason
        yield replace(finding, allowed=reason, accepted=finding.fingerprint in excuses.baseline)
    for each in exceptions:
        yield from each.complaints(context, idle)


class _AllowInUse:
    """An exception during a run: the clause it means, and whether it suppressed anything."""

    def __init__(self, allow: Allow, context: CheckContext, today: str) -> None:
        self.allow = allow
        self.expired = bool(allow.until and today and today > allow.until)
        self.used = False
        self.clause: str | None = ""
        self.called = ""
        try:
            if allow.clause:
                found = find(context.new.document, allow.clause)
                self.clause, self.called = found.citation, found.called
        except CitationError:
            self.clause = None

    def allows(self, finding: Finding) -> bool:
        """Whether it allows a finding; remembers that it did."""
        if self.expired or self.clause is None or finding.rule.startswith("exceptions/"):
            return False
        words_fit = self.allow.words in finding.new or self.allow.words in finding.old
        fits = self._names(finding.rule) and words_fit and self.clause in ("", finding.clause)
        self.used = self.used or fits
        return fits

    def _names(self, rule: str) -> bool:
        return self.allow.rule in (rule, rule.partition("/")[0])

    def complaints(self, context: CheckContext, idle: Collection[str]) -> Iterator[Finding]:
        """Report that it has expired, or that it suppresses nothing."""
        said = f"[[allow]] {self.allow.rule}" + (f" in {self.allow.clause}" if self.allow.clause else "")
        if self.expired:
            name, message = EXPIRED, f"{said} expired on {self.allow.until}"
        elif not self.used and not all(name in idle for name in NAMES if self._names(name)):
            why = f"there is no clause {self.allow.clause}" if self.clause is None else "there is no such finding"
            name, message = UNUSED, f"{said} suppresses nothing: {why}"
        else:
            return
        if name not in idle:
            severity = severity_of(name, rule(name).severity, context.settings.severities)
            level = next((each for each in SEVERITIES if each == severity), SEVERITIES[-1])
            yield Finding(name, level, self.clause or "", message, file=context.settings.file, called=self.called)
