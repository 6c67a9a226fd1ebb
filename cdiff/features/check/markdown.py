"""A check as a comment on a pull request or the summary of a job, within the size that a host takes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cdiff.features.check.model import Checked, Finding
from cdiff.features.check.order import by_clause, by_weight, excuse, verdict, where, words
from cdiff.telling.markdown import MARKER, MAX_BYTES, escape
from cdiff.telling.version_header import caveats, described


def check_markdown(checked: Checked, *, command: str = "", max_bytes: int = MAX_BYTES) -> str:
    """Write a check as Markdown in at most `max_bytes` bytes; of what finds no room the heaviest stays."""
    head = "".join(f"{line}\n" for line in _head(checked, command))
    apart = _apart(checked.excused)
    for most in (len(checked.counting), 400, 200, 100, 50, 25, 10, 0):
        kept = {id(finding) for finding in by_weight(checked.counting)[:most]}
        shown = [finding for finding in checked.counting if id(finding) in kept]
        left = len(checked.counting) - len(shown)
        body = "".join(f"{line}\n" for line in _body(shown))
        more = f"\n{left} more do not fit here.\n" if left else ""
        for tail in (apart, _counted(checked.excused)):
            text = head + body + more + tail
            if len(text.encode()) <= max_bytes:
                return text
    return head


def _head(checked: Checked, command: str) -> Iterator[str]:
    yield MARKER
    yield f"### cdiff check {escape(checked.new.label)}: {escape(verdict(checked))}"
    yield ""
    for side, version in (("old", checked.old), ("new", checked.new)):
        if version:
            yield f"- **{side}** {escape(version.label)}: {escape(described(version)) or 'untitled'}"
    for text in caveats(*filter(None, (checked.old, checked.new))):
        yield from ("", f"> **Note:** {escape(text)}")
    if command:
        yield from ("", f"To see it again: <code>{escape(command)}</code>")


def _body(findings: Sequence[Finding]) -> Iterator[str]:
    for clause, group in by_clause(findings):
        yield from ("", f"**{escape(clause) or 'The whole text'}**", "")
        for finding in group:
            yield _line(finding)


def _line(finding: Finding) -> str:
    changed = f": <del>{escape(finding.old)}</del> <ins>{escape(finding.new)}</ins>" if words(finding) else ""
    place = f" <sub>{escape(where(finding))}</sub>" if where(finding) else ""
    return f"- {finding.severity}: {escape(finding.message)}{changed} ({escape(finding.rule)}){place}"


def _apart(findings: Sequence[Finding]) -> str:
    if not findings:
        return ""
    rows = [
        f"- {finding.severity}: {escape(finding.name) or 'the whole text'}: {escape(finding.message)}"
        f" ({escape(excuse(finding))})\n"
        for finding in findings
    ]
    return f"\n<details><summary>{_said(findings)}</summary>\n\n{''.join(rows)}\n</details>\n"


def _counted(findings: Sequence[Finding]) -> str:
    return f"\n{_said(findings)}\n" if findings else ""


def _said(findings: Sequence[Finding]) -> str:
    return f"{len(findings)} suppressed: already in the old draft, in the baseline, or allowed"
