"""An audit in the terminal: the verdict first, then the words at their clauses, then what else is odd."""

from __future__ import annotations

from collections.abc import Iterator

from cdiff.core.config import Look
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
from cdiff.features.compare.terminal import changes_lines, version_lines
from cdiff.telling.layout import Line, coloured, fit, hang, plain, rule, safe, wrap
from cdiff.telling.version_header import caveats


def audit_terminal(audit: Audit, look: Look, *, fail_on: FailOn = "any", colours: str = "") -> str:
    """Write an audit for a terminal of `look.width` columns."""
    width = min(max(look.width or 80, 60), 160)
    lines = [*_head(audit, width), [], *_verdict(audit, fail_on, width)]
    lines += changes_lines(shown(audit), look, width)
    issues = [*issues_said(audit)]
    lines += [[], [(rule("what else to know", width), "dim")]] if issues else []
    for where, said in issues:
        lines += hang("? ", [(safe(where), "head"), (f"  {safe(said)}", "")], width, "warn")
    return coloured(lines, colours) if colours else plain(lines)


def _head(audit: Audit, width: int) -> Iterator[Line]:
    old, new = audit.rejected.old, audit.accepted.new
    name = name_of(audit)
    size = max(len(safe(label)) for label in (name, old.label, new.label))
    yield from hang(f"redline  {fit(safe(name), size)}  ", [(safe(tracked_said(audit)), "")], width, "head")
    yield from version_lines("old    ", old, size, width)
    yield from version_lines("new    ", new, size, width)
    for text in (*caveats(old, new), *audit.cautions):
        yield from hang("! ", [(safe(text), "warn")], width, "warn")


def _verdict(audit: Audit, fail_on: FailOn, width: int) -> Iterator[Line]:
    yield from wrap([(safe(verdict(audit, fail_on)), "inserted" if audit.holds(fail_on) else "deleted")], width)
    for state in STATES:
        said = f"{state_said(audit, state)} {numbers_said(audit, state)}"
        yield from hang("- ", [(safe(said), "")], width)
    if shown(audit):
        yield from wrap([(LEGEND, "dim")], width)
