"""What there is to show of a check: the findings by clause, those that do not count, and the verdict."""

from __future__ import annotations

from collections.abc import Iterator

from cdiff.features.check.model import SEVERITIES, Finding
from cdiff.features.check.order import by_clause, excuse, verdict, where, words
from cdiff.features.check.reports import Reported
from cdiff.telling.sheets import Cell, Sheet
from cdiff.telling.version_header import limits
from cdiff.telling.view import (
    BlankLine,
    Element,
    Entries,
    Entry,
    Heading,
    Note,
    Only,
    Span,
    Text,
    View,
    caveat_notes,
    heads_of,
)

_STYLES = {"error": "deleted", "warning": "warn", "note": "editorial"}
_WHOLE = "the whole text"


def check_view(reported: Reported) -> View:
    """Show a check: what counts first, then what is suppressed and why, and the verdict."""
    checked = reported.checked
    versions = [(side, each) for side, each in (("old", checked.old), ("new", checked.new)) if each]
    said = (verdict(checked), "deleted" if checked.failed else "inserted")
    entries = [entry for clause, group in by_clause(checked.counting) for entry in _entries(clause, group)]
    body: list[Element] = [Only(("html",), Text([(verdict(checked), "head")]))]
    body.append(Entries(("clause", "severity", "finding", "rule", "place"), entries))
    if checked.excused:
        apart = [*map(_apart, checked.excused)]
        body.append(Heading(f"suppressed: {len(checked.excused)}"))
        body.append(Entries(("clause", "severity", "finding", "why"), apart))
    body += [BlankLine(), Only(("terminal",), Text([said]))]
    if checked.excused and reported.command:
        again = f"{reported.command} --all counts what was already in the old draft"
        body.append(Only(("terminal",), Text([(again, "dim")])))
    texts = tuple(each for _, each in versions)
    title = f"cdiff check {checked.new.label}: {verdict(checked)}"
    before = [each for side, each in versions if side == "old"]  # of the new text the findings say what was not read
    notes = [*caveat_notes(*texts), *map(Note, limits(*before))]
    return View(title, heads_of(*versions), notes, body, versions=texts, prose=True)


def _entries(clause: str, group: list[Finding]) -> Iterator[Entry]:
    for at, finding in enumerate(group):
        sign = f"{finding.severity:<8} "
        lines: list[Element] = [Heading(clause or _WHOLE)] if at == 0 else []
        rule: Span = (f"  {finding.rule}", "dim")
        lines.append(Text([(finding.message, ""), rule], sign, _STYLES[finding.severity]))
        indent = " " * len(sign)
        lines += [Text([(words(finding), "")], indent=indent)] if words(finding) else []
        lines += [Text([(where(finding), "dim")], indent=indent)] if where(finding) else []
        changed = [("\n", ""), (finding.old, "delete"), (" ", ""), (finding.new, "insert")] if words(finding) else []
        cells = ([(clause or _WHOLE, "")], [(finding.severity, _STYLES[finding.severity])])
        yield Entry((*cells, [(finding.message, ""), *changed], [(finding.rule, "dim")], [(where(finding), "")]), lines)


def _apart(finding: Finding) -> Entry:
    clause, reason = finding.name or _WHOLE, excuse(finding)
    line = Text(
        [(clause, "head"), (f"  {finding.message}", ""), (f"  ({reason})", "dim")], f"{finding.severity:<8} ", "dim"
    )
    return Entry(([(clause, "")], [(finding.severity, "")], [(finding.message, "")], [(reason, "")]), [line])


def check_sheets(reported: Reported) -> tuple[Sheet, ...]:
    """Make a row for each finding, those that do not count too."""
    columns = ("severity", "rule", "clause", "message", "counts", "why_not", "old", "new", "file", "line", "column")
    checked = reported.checked
    ordered = sorted(checked.findings, key=lambda finding: SEVERITIES.index(finding.severity))
    return (Sheet("Findings", columns, [_row(each, reported) for each in ordered]),)


def _row(finding: Finding, reported: Reported) -> tuple[Cell, ...]:
    counts = not reported.checked.is_excused(finding)
    return (
        *(finding.severity, finding.rule, finding.clause, finding.message, counts, "" if counts else excuse(finding)),
        *(finding.old, finding.new, finding.file, finding.line or None, finding.column or None),
    )
