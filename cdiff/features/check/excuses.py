"""Excuses: exceptions that a person wrote, and a baseline that a run wrote.

An exception that has expired excuses nothing and is itself said, so that no clause stays excused because nobody
looked; one that excuses nothing any more is said too.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from cdiff.core.citation import find
from cdiff.core.errors import CitationError
from cdiff.core.records import NamedTuple
from cdiff.features.check.model import SEVERITIES, Finding
from cdiff.features.check.rules import NAMES, rule
from cdiff.features.check.settings import Allow, severity_of
from cdiff.features.check.subject import Subject

EXPIRED, UNUSED = "exceptions/expired", "exceptions/unused"


class Excuses(NamedTuple):
    """What lets findings pass."""

    today: str = ""
    """The day against which exceptions expire, ISO 8601; without it none does."""
    baseline: frozenset[str] = frozenset()
    """The fingerprints of findings that were accepted."""


def excused(
    findings: Sequence[Finding], subject: Subject, excuses: Excuses, idle: Collection[str]
) -> Iterator[Finding]:
    """Mark what is allowed and what the baseline holds; add what is to be said about the exceptions themselves.

    `idle` are the rules that had nothing to do: an exception to one of them is of no use today, and may be tomorrow.
    """
    allows = [_Exception(allow, subject, excuses.today) for allow in subject.settings.allow]
    for finding in findings:
        reason = next((each.allow.reason for each in allows if each.excuses(finding)), "")
        yield replace(finding, allowed=reason, accepted=finding.fingerprint in excuses.baseline)
    for each in allows:
        yield from each.complaints(subject, idle)


class _Exception:
    """An exception at work: which clause it means, and whether it was of use."""

    def __init__(self, allow: Allow, subject: Subject, today: str) -> None:
        self.allow = allow
        self.expired = bool(allow.until and today and today > allow.until)
        self.used = False
        self.clause: str | None
        try:
            self.clause = find(subject.new.document, allow.clause).citation if allow.clause else ""
        except CitationError:
            self.clause = None

    def excuses(self, finding: Finding) -> bool:
        """Whether it lets a finding pass."""
        if self.expired or self.clause is None or finding.rule.startswith("exceptions/"):
            return False
        words_fit = self.allow.words in finding.new or self.allow.words in finding.old
        fits = self._names(finding.rule) and words_fit and self.clause in ("", finding.clause)
        self.used = self.used or fits
        return fits

    def _names(self, rule: str) -> bool:
        return self.allow.rule in (rule, rule.partition("/")[0])

    def complaints(self, subject: Subject, idle: Collection[str]) -> Iterator[Finding]:
        """Say that it has expired, or that nothing needs it."""
        said = f"[[allow]] {self.allow.rule}" + (f" in {self.allow.clause}" if self.allow.clause else "")
        if (EXPIRED if self.expired else UNUSED) in idle:
            return
        if self.expired:
            yield _about(EXPIRED, f"{said} held until {self.allow.until}", self.clause or "", subject)
        elif not self.used and not all(name in idle for name in NAMES if self._names(name)):
            why = f"there is no clause {self.allow.clause}" if self.clause is None else "nothing is found there"
            yield _about(UNUSED, f"{said} excuses nothing: {why}", self.clause or "", subject)


def _about(name: str, message: str, clause: str, subject: Subject) -> Finding:
    said = severity_of(name, rule(name).severity, subject.settings.severities)
    severity = next((each for each in SEVERITIES if each == said), SEVERITIES[-1])
    return Finding(name, severity, clause, message, file=subject.settings.file)
