"""What there is to show of versions: the list of them, the text of one, what was set aside, tracked and remarked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from cdiff.core.citation import HEADINGS, RANK
from cdiff.core.model import Clause, Document, Evidence, Version
from cdiff.core.records import record
from cdiff.store import Survey
from cdiff.telling.json import opened, text_data
from cdiff.telling.sheets import Sheet, standing
from cdiff.telling.subject import Subject
from cdiff.telling.view import (
    BlankLine,
    Element,
    Entries,
    Entry,
    Listing,
    Note,
    Only,
    Text,
    View,
    caveats_of,
    heads_of,
)

# The list of all


def list_view(found: Survey) -> View:
    """List versions, one line each, and say which are no official texts."""
    rows, lines = [], []
    versions = found.versions
    for version in versions:
        title = version.title or version.source
        date, size, status = version.date or "no date", len(version.document), version.status or "–"
        rows.append([(version.label, "head"), (date, ""), (status, ""), (title, ""), (f"{size:,}", "")])
        lines.append([(version.label, "head"), (f"{date:10}", ""), (f"{size:4} clauses  {status:15} {title}", "")])
    body: list[Element] = []
    if versions:
        heads = ("label", "date", "status", "title", "clauses")
        body.append(Only(("markdown", "html"), Listing(heads, rows, numbers=1)))
        body.append(Only(("terminal",), Listing(heads[:3], lines, headed=False)))
    if any(version.is_reconstruction for version in versions):
        said = "A reconstruction is made from documented changes; it is not an official text."
        body += [BlankLine(), Note(said)]
    return View("Versions", body=body, versions=tuple(versions))


def list_sheets(found: Survey) -> tuple[Sheet, ...]:
    """Make a row for each version."""
    columns = ("label", "title", "date", "round", "status", "clauses", "changes", "follows", "source", "sha256", "note")
    rows = [
        [len(each.document) if name == "clauses" else getattr(each, name) for name in columns]
        for each in found.versions
    ]
    return (Sheet("Versions", columns, rows),)


def list_data(found: Survey) -> dict[str, Any]:
    """Return what is known of each version, without its text, and what is wrong with those that do not read."""
    lost = [{"label": each.label, "reason": each.reason, "read": each.is_read} for each in found.lost]
    return {**opened("versions", found.versions), "lost": lost}


VERSIONS = Subject(
    "the list of versions",
    versions=lambda found: found.versions,
    view=list_view,
    sheets=list_sheets,
    data=list_data,
)

# One of them


@record
class Shown:
    """A version, the clauses of it that are shown, and its source read again."""

    version: Version
    clauses: Sequence[Clause]
    again: Document = Document(())
    """The reading of its source, with what was set aside."""


def text_view(shown: Shown) -> View:
    """Show a version, or some clauses of it."""
    version = shown.version
    entries = []
    known: dict[str, list[Evidence]] = {}
    for each in version.evidence:
        known.setdefault(each.clause, []).append(each)
    for clause in shown.clauses:
        style = "head" if clause.kind in HEADINGS else ""
        printed = f"{clause.label} {clause.text}" if clause.label else clause.text
        where = f"line {clause.line}" if clause.line else ""
        indent = "  " * max(0, RANK[clause.kind] - RANK["paragraph"])
        lines: list[Element] = [
            BlankLine(),
            Text([(f"{clause.name}  {where}".rstrip(), "dim")], indent=indent),
            Text([(printed, style)], indent=indent),
        ]
        lines += [Text(_known(each), indent=f"{indent}  ") for each in known.get(clause.citation, ())]
        entries.append(Entry(([(clause.name, "")], [(printed, style)]), lines))
    title = f"{version.label}: {version.title}" if version.title else version.label
    body = [Entries(("clause", "text"), entries)]
    return View(title, heads_of(("", version)), caveats_of(version), body, versions=(version,))


def _known(evidence: Evidence) -> list[tuple[str, str]]:
    """Quote words that are known in another way than the others of their version, with the source."""
    source = f" ({evidence.source})" if evidence.source else ""
    quoted = f"“{evidence.words}”" if evidence.words else "all of it"
    return [(f"{evidence.kind}: ", "dim"), (quoted, ""), (source, "dim")]


def text_sheets(shown: Shown) -> tuple[Sheet, ...]:
    """Make a row for each clause."""
    columns = ("version", "citation", "kind", "parent", "label", "text", "line")
    name = standing(shown.version)
    rows = (
        (name, clause.citation, clause.kind, clause.parent or "", clause.label, clause.text, clause.line)
        for clause in shown.clauses
    )
    return (Sheet("Clauses", columns, rows, (24, 18, 14, 18, 12, 90, 8)),)


def shown_data(shown: Shown) -> dict[str, Any]:
    """Return a version with the clauses shown, what was set aside, warned of, tracked and remarked."""
    return text_data(shown.version, shown.clauses, shown.again)


TEXT = Subject(
    "the text of a version",
    versions=lambda shown: (shown.version,),
    view=text_view,
    sheets=text_sheets,
    data=shown_data,
)

# What a source holds beside the text


def removed_view(shown: Shown) -> View:
    """List what a source holds beside the draft, and what to look at before trusting the reading."""
    entries = []
    before = ""
    for row in shown.again.removed:
        reason = f"page {row.page}: {row.reason}" if row.page else row.reason
        lines: list[Element] = [Text([(reason, "head")])] if reason != before else []
        before = reason
        lines.append(Text([(row.text, "")], f"{row.line:5}  ", "dim"))
        entries.append(Entry(([(reason, "")], [(str(row.line or ""), "")], [(row.text, "")]), lines))
    body: list[Element] = [Entries(("why", "line", "text"), entries)]
    body += [Text([("nothing was set aside", "")])] if not entries else []
    for warning in shown.again.warnings:
        where = f"line {warning.line}: " if warning.line else ""
        body.append(Only(("terminal",), Text([(f"! {where}", "warn"), (warning.message, "")])))
        body.append(Only(("markdown", "html"), Note(warning.message, "Warning", where.removesuffix(": "))))
    title = f"What the source of {shown.version.label} contains besides its text"
    return View(title, body=body, versions=(shown.version,))


def removed_sheets(shown: Shown) -> tuple[Sheet, ...]:
    """Make a row for everything that was set aside, and for every warning."""
    again, name = shown.again, standing(shown.version)
    rows = [(name, row.reason, row.page or None, row.line or None, row.text) for row in again.removed]
    rows += [(name, "warning", None, row.line or None, row.message) for row in again.warnings]
    return (Sheet("Set aside", ("version", "why", "page", "line", "text"), rows, (24, 36, 8, 8, 90)),)


REMOVED = Subject(
    "what was set aside",
    versions=lambda shown: (shown.version,),
    view=removed_view,
    sheets=removed_sheets,
    data=shown_data,
)


def _remarks(document: Document) -> Iterator[tuple[int, str, str]]:
    """Give the line of each tracked change and remark, what it is and whose, and the words."""
    for revision in document.revisions:
        op = {"insert": "inserted", "delete": "deleted"}[revision.op]
        yield revision.line, op + _by(revision.author, revision.date[:10]), revision.text
    for remark in document.remarks:
        yield remark.line, remark.kind + _by(remark.author) + (f" ({remark.note})" if remark.note else ""), remark.text


def _by(*names: str) -> str:
    known = [name for name in names if name]
    return f" by {', '.join(known)}" if known else ""


def remarks_view(shown: Shown) -> View:
    """List the tracked changes of a source, and the words that it strikes, highlights or comments."""
    entries = []
    for line, said, text in _remarks(shown.again):
        words = " ".join(text.split()) or "¶"
        entries.append(
            Entry(
                ([(str(line), "")], [(said, "")], [(words, "")]),
                [Text([(said, "head"), (f": {words}", "")], f"{line:5}  ", "dim")],
            )
        )
    nothing = Text([("no word is struck, highlighted, commented or tracked", "")])
    body = [Entries(("line", "what", "words"), entries) if entries else nothing]
    title = f"Tracked changes and remarks in the source of {shown.version.label}"
    return View(title, body=body, versions=(shown.version,))


def remarks_sheets(shown: Shown) -> tuple[Sheet, ...]:
    """Make a row for each tracked change and each remark."""
    rows = ((standing(shown.version), line or None, said, text) for line, said, text in _remarks(shown.again))
    return (Sheet("Remarks", ("version", "line", "what", "words"), rows, (24, 8, 36, 90)),)


REMARKS = Subject(
    "the remarks in a source",
    versions=lambda shown: (shown.version,),
    view=remarks_view,
    sheets=remarks_sheets,
    data=shown_data,
)
