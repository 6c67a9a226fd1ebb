"""What a check finds: the raw findings of the rules, the findings made of them, and the result with its verdict."""

from __future__ import annotations

from typing import Literal

from cdiff.core.model import Clause, Version
from cdiff.core.records import record

Severity = Literal["error", "warning", "note"]
FindingPlace = Literal["received", "stored", ""]

SEVERITIES: tuple[Severity, ...] = ("error", "warning", "note")
"""Most severe first."""


@record
class SourceLine:
    """A line or paragraph of the source, as it was received."""

    line: int
    text: str


@record
class RawFinding:
    """What a rule returns: what is wrong and where, before severity, file position and suppression are known."""

    rule: str
    message: str
    clause: Clause | None = None
    """None for the whole text."""
    start: int = -1
    """Where the words begin in the clause's text; -1 for the clause as a whole."""
    end: int = -1
    old: str = ""
    new: str = ""
    about: str = ""
    """What distinguishes this finding from others of its rule, without numbers that may shift; the words if empty."""
    line: int = 0
    """Its line in the source, for what the clause's text does not show."""
    column: int = 0

    @property
    def identity(self) -> str:
        """What stays the same when numbers and lines shift."""
        return self.about or self.new or self.old


@record
class Finding:
    """One result of a check: what is wrong, how much it matters, and where."""

    rule: str
    """The stable name of the rule with its group: `references/missing`."""
    severity: Severity
    clause: str
    """The clause as the new text cites it; empty for the whole text."""
    message: str
    file: str = ""
    line: int = 0
    """From 1; 0 where there is no line to point at. In a file without lines: the paragraph, counted from 1."""
    column: int = 0
    """From 1, in characters of that line; 0 where there is none."""
    place: FindingPlace = ""
    """Whether file and line are those of the received file or of the stored form `versions/<label>.md`."""
    old: str = ""
    """The words as they were, or as they should be."""
    new: str = ""
    """The words that the finding is about."""
    known: bool = False
    """The old draft had it too."""
    allowed: str = ""
    """The reason given by the exception that allows it."""
    accepted: bool = False
    """It is in the baseline."""
    fingerprint: str = ""
    """The same for the same finding in the same words, however lines and numbers shift."""
    called: str = ""
    """What people call the clause where that is not its citation: the only paragraph of article 2 is article 2."""

    @property
    def name(self) -> str:
        """How people cite the clause; empty for the whole text."""
        return self.called or self.clause


@record
class Checked:
    """The findings of a check, in the order of the text, and the verdict."""

    new: Version
    old: Version | None
    findings: tuple[Finding, ...]
    fail_on: Severity = "error"
    """The least severity that makes the verdict negative."""
    count_known: bool = False
    """Whether findings that the old draft had too count as well."""

    def is_excused(self, finding: Finding) -> bool:
        """Whether a finding is suppressed: known, allowed, or in the baseline."""
        return bool(finding.allowed or finding.accepted or (finding.known and not self.count_known))

    @property
    def counting(self) -> tuple[Finding, ...]:
        """The findings that are not suppressed."""
        return tuple(finding for finding in self.findings if not self.is_excused(finding))

    @property
    def excused(self) -> tuple[Finding, ...]:
        """The suppressed findings, which are listed and do not fail the check."""
        return tuple(finding for finding in self.findings if self.is_excused(finding))

    @property
    def failed(self) -> bool:
        """The verdict: whether a finding that counts is as severe as `fail_on`."""
        worst = SEVERITIES.index(self.fail_on)
        return any(SEVERITIES.index(finding.severity) <= worst for finding in self.counting)

    def number(self, severity: Severity) -> int:
        """Count the findings of one severity that are not suppressed."""
        return sum(finding.severity == severity for finding in self.counting)
