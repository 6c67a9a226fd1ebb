"""What the tests of the check need: texts in memory, checked without a file and without a command line."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from cdiff.comparing import compare
from cdiff.core.model import Version
from cdiff.features.check import CheckContext, CheckSettings, Excuses, FileLines, SourceLine, check
from cdiff.features.check.model import Checked, Finding
from cdiff.parsing import load_profile
from tests.support import reading, version


def subject(new: str | Version, old: str | Version = "", *, profile: str = "plain", **more: Any) -> CheckContext:
    """Set a text up to be checked, against an old one if it is given."""
    text = version(new, "new", profile) if isinstance(new, str) else new
    before = version(old, "old", profile) if isinstance(old, str) and old else old
    against = compare(before, text) if isinstance(before, Version) else None
    lines = tuple(SourceLine(block.line, block.text) for block in reading(new).blocks) if isinstance(new, str) else ()
    known: dict[str, Any] = {"against": against, "received": lines, "profile": load_profile(profile)}
    return CheckContext(text, **(known | more))


def checked(new: str, old: str = "", *, profile: str = "plain", **more: Any) -> Checked:
    """Check a text as the command line does, `new.txt` against `old.txt`."""
    excuses = more.pop("excuses", Excuses())
    after = subject(new, old, profile=profile, **more)
    before = (
        subject(old, profile=profile, **{k: v for k, v in more.items() if k in ("settings", "final")}) if old else None
    )
    starts = {clause.citation: clause.line for clause in after.new.document.clauses}
    return check(after, before, excuses=excuses, lines=FileLines("new.txt", "received", after.received, starts))


def found(new: str, old: str = "", **more: Any) -> list[tuple[str, str]]:
    """Give the rules and clauses of what counts."""
    return [(finding.rule, finding.clause) for finding in checked(new, old, **more).counting]


def of_rule(findings: Sequence[Finding], rule: str) -> list[Finding]:
    """Keep the findings of one rule or group."""
    return [finding for finding in findings if rule in (finding.rule, finding.rule.partition("/")[0])]


def rules(**more: Any) -> CheckSettings:
    """Give settings with a few of their fields set."""
    return CheckSettings(**more)
