"""What a check finds, as data: a finding, and the result that all findings of a check make.

Beside `model.py`, and not in it, because a comparison never needs these and every dataclass costs at start-up.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from cdiff.core.model import Version

Severity = Literal["error", "warning", "note"]
Place = Literal["received", "stored", ""]

SEVERITIES: tuple[Severity, ...] = ("error", "warning", "note")
"""From the one that matters most."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One result of a check: what is wrong, how much it matters, and where it stands."""

    rule: str
    """Its stable name, group and all: `references/missing`."""
    severity: Severity
    clause: str
    """The clause as the new text cites it; empty for the whole text."""
    message: str
    file: str = ""
    line: int = 0
    """From 1; 0 where there is no line to point at. In a file without lines: the paragraph, counted from 1."""
    column: int = 0
    """From 1, in characters of that line; 0 where there is none."""
    place: Place = ""
    """Whether file and line are those of the received file, or of the stored form `versions/<label>.md`."""
    old: str = ""
    """The words as they were, or as they are wanted."""
    new: str = ""
    """The words that it is about."""
    known: bool = False
    """The old draft had it too."""
    allowed: str = ""
    """The reason of the exception that lets it pass."""
    accepted: bool = False
    """The baseline holds it."""
    fingerprint: str = ""
    """The same for the same fault in the same words, however lines and numbers shift."""


@dataclass(frozen=True, slots=True)
class Checked:
    """What a check found, in the order of the text, and what follows from it."""

    new: Version
    old: Version | None
    findings: tuple[Finding, ...]
    fail_on: Severity = "error"
    """The least severity that makes the verdict negative."""
    count_known: bool = False
    """Whether what the old draft had too counts as well."""

    def is_excused(self, finding: Finding) -> bool:
        """Whether a finding is not to fail the check: known, allowed, or in the baseline."""
        return bool(finding.allowed or finding.accepted or (finding.known and not self.count_known))

    @property
    def counting(self) -> tuple[Finding, ...]:
        """The findings that nothing excuses."""
        return tuple(finding for finding in self.findings if not self.is_excused(finding))

    @property
    def excused(self) -> tuple[Finding, ...]:
        """The findings that are told apart and do not fail the check."""
        return tuple(finding for finding in self.findings if self.is_excused(finding))

    @property
    def failed(self) -> bool:
        """The verdict: whether a finding that counts is as severe as `fail_on`."""
        worst = SEVERITIES.index(self.fail_on)
        return any(SEVERITIES.index(finding.severity) <= worst for finding in self.counting)

    def number(self, severity: Severity) -> int:
        """Count the findings of one severity that nothing excuses."""
        return sum(finding.severity == severity for finding in self.counting)
