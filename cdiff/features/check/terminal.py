"""A check in the terminal: grouped by clause, every severity with its word and a colour."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cdiff.features.check.model import Checked, Finding
from cdiff.features.check.order import by_clause, excuse, verdict, where, words
from cdiff.telling.layout import Line, coloured, fit, hang, plain, safe, width_of, wrap
from cdiff.telling.version_header import caveats, described

_STYLES = {"error": "deleted", "warning": "warn", "note": "editorial"}
_NARROW = 60
_WIDE = 160


def check_terminal(checked: Checked, *, width: int, colours: str = "", command: str = "") -> str:
    """Write a check for a terminal of `width` columns; `colours` is rich's name of what it can show."""
    width = min(max(width, _NARROW), _WIDE)
    lines = [*_head(checked, width)]
    lines += _groups(checked.counting, width)
    if checked.excused:
        lines += [[], [(_rule(f"told apart: {len(checked.excused)}", width), "dim")]]
        lines += _apart(checked.excused, width)
    lines += [[], [(verdict(checked), "deleted" if checked.failed else "inserted")]]
    if checked.excused and command:
        lines += wrap([(f"{safe(command)} --all counts what the old draft had too", "dim")], width)
    return coloured(lines, colours) if colours else plain(lines)


def _head(checked: Checked, width: int) -> Iterator[Line]:
    versions = [("old", checked.old), ("new", checked.new)]
    size = max(len(safe(version.label)) for _, version in versions if version)
    for side, version in versions:
        if version:
            said = safe(described(version)) or "untitled"
            yield from hang(f"{side}  {fit(safe(version.label), size)}  ", [(said, "")], width, "head")
    for text in caveats(*(version for _, version in versions if version)):
        yield from hang("! ", [(safe(text), "warn")], width, "warn")


def _groups(findings: Sequence[Finding], width: int) -> Iterator[Line]:
    for clause, group in by_clause(findings):
        yield []
        yield [(_rule(safe(clause) or "the whole text", width), "dim")]
        for finding in group:
            yield from _finding(finding, width)


def _finding(finding: Finding, width: int) -> Iterator[Line]:
    sign = f"{finding.severity:<8} "
    yield from hang(sign, [(safe(finding.message), ""), (f"  {finding.rule}", "dim")], width, _STYLES[finding.severity])
    indent = " " * len(sign)
    if words(finding):
        yield from wrap([(words(finding), "")], width, indent)
    if where(finding):
        yield from wrap([(safe(where(finding)), "dim")], width, indent)


def _apart(findings: Sequence[Finding], width: int) -> Iterator[Line]:
    for finding in findings:
        spans = [(safe(finding.clause) or "the whole text", "head"), (f"  {safe(finding.message)}", "")]
        reason = f"  ({safe(excuse(finding))})"
        yield from hang(f"{finding.severity:<8} ", [*spans, (reason, "dim")], width, "dim")


def _rule(title: str, width: int) -> str:
    text = fit(f"── {title}", width - 1).rstrip() + " "
    return text + "─" * (width - width_of(text))
