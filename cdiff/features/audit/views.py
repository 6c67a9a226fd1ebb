"""What there is to show of an audit: the verdict first, then the words at their clauses, then what else is odd."""

from __future__ import annotations

from collections.abc import Iterator

from cdiff.core.model import Edit
from cdiff.core.unread import said_of
from cdiff.features.audit.auditing import JudgedAudit
from cdiff.features.audit.model import STATES
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
from cdiff.telling.change_labels import citations
from cdiff.telling.sheets import Cell, Sheet, Words
from cdiff.telling.version_header import ACCEPTED
from cdiff.telling.view import (
    BlankLine,
    Changes,
    Element,
    Head,
    Heading,
    Note,
    Only,
    Text,
    View,
    caveat_notes,
    heads_of,
)


def audit_view(judged: JudgedAudit) -> View:
    """Say whether a redline is complete, and what it does not track."""
    audit, fail_on = judged.audit, judged.fail_on
    old, new = audit.rejected.old, audit.accepted.new
    said = verdict(audit, fail_on)
    heads = [Head(name_of(audit), tracked_said(audit), "redline", titled=True), *heads_of(("old", old), ("new", new))]
    lead: list[Element] = [Only(("markdown", "html"), Text([(said, "head")]))]
    states = [f"{state_said(audit, state)} {numbers_said(audit, state)}".rstrip() for state in STATES]
    counted = [Text([(each, "")], "- ") for each in states]
    body: list[Element] = [Only(("markdown", "html"), each) for each in counted]
    limits = [*map(said_of, audit.unread)]
    limits += [ACCEPTED] if limits and judged.accepts_incomplete else []
    body += [*caveat_notes(old, new), *map(Note, (*audit.cautions, *limits)), BlankLine()]
    body.append(Only(("terminal",), Text([(said, "inserted" if judged.holds else "deleted")])))
    body += [Only(("terminal",), each) for each in counted]
    if shown(audit):
        body.append(Text([(LEGEND, "dim")]))
    body.append(Changes(shown(audit)))
    issues = [*issues_said(audit)]
    body += [Heading("what else to know")] if issues else []
    for where, said in issues:
        body.append(Only(("terminal",), Text([(where, "head"), (f"  {said}", "")], "? ", "warn")))
        body.append(Only(("markdown", "html"), Text([(said, "")], where, "head")))
    title = f"{name_of(audit)}: {old.label} → {new.label}"
    return View(title, heads, (), body, lead, (old, new), prose=True)


def audit_sheets(judged: JudgedAudit) -> tuple[Sheet, ...]:
    """Make a row for each difference that is not tracked, and for each issue."""
    columns = ("what", "clauses", "state", "grade", "words", "author", "date")
    return (Sheet("Audit", columns, [*_rows(judged)], (14, 20, 12, 14, 90, 20, 12)),)


def _rows(judged: JudgedAudit) -> Iterator[tuple[Cell, ...]]:
    audit = judged.audit
    for each in audit.differences:
        edits = each.change.edits or [Edit("equal", " ".join(c.text for c in each.change.new or each.change.old))]
        yield "untracked", citations(each.change), each.state, each.grade, Words(edits), "", ""
    for issue in audit.issues:
        author, date = (issue.revision.author, issue.revision.date) if issue.revision else ("", "")
        yield issue.kind, issue.citation, "", "", issue.text, author, date
