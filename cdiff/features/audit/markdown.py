"""An audit as a comment on a pull request."""

from __future__ import annotations

from collections.abc import Iterator

from cdiff.features.audit.model import STATES, Audit, FailOn
from cdiff.features.audit.words import (
    LEGEND,
    issues_said,
    name_of,
    numbers_said,
    shown,
    state_said,
    tracked_said,
    verdict,
)
from cdiff.telling.markdown import MARKER, MAX_BYTES, escape, fitting, left_out, side_line, size
from cdiff.telling.version_header import caveats


def audit_markdown(audit: Audit, *, fail_on: FailOn = "any", command: str = "", max_bytes: int = MAX_BYTES) -> str:
    """Write an audit as Markdown, in at most `max_bytes` bytes of UTF-8.

    The verdict and the caveats are always there, even if they alone take more; then come the issues, then the
    differences as far as there is room.
    """
    head = "\n".join([MARKER, *_head(audit, fail_on)]) + "\n"
    changes = shown(audit)
    room = max_bytes - size(head) - size(left_out(len(changes), len(changes), command))
    issues = _issues(audit)
    if size(issues) > room:
        issues = "\nWhat else to know finds no room here.\n" if issues else ""
    body, count = fitting(changes, room - size(issues))
    return head + body + left_out(len(changes) - count, len(changes), command) + issues


def _head(audit: Audit, fail_on: FailOn) -> Iterator[str]:
    old, new = audit.rejected.old, audit.accepted.new
    yield f"### {escape(name_of(audit))}: {escape(old.label)} → {escape(new.label)}"
    yield ""
    yield f"**{escape(verdict(audit, fail_on))}**"
    yield ""
    yield f"- redline: {escape(tracked_said(audit))}"
    yield side_line("old", old)
    yield side_line("new", new)
    for state in STATES:
        yield f"- {escape(f'{state_said(audit, state)} {numbers_said(audit, state)}'.rstrip())}"
    for text in (*caveats(old, new), *audit.cautions):
        yield from ("", f"> **Note:** {escape(text)}")
    if shown(audit):
        yield from ("", LEGEND)


def _issues(audit: Audit) -> str:
    rows = [f"- **{escape(where)}** {escape(said)}\n" for where, said in issues_said(audit)]
    return "\n#### what else to know\n\n" + "".join(rows) if rows else ""
