"""References: what a text cites and does not have, what a renumbering made it cite instead, and footnotes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from cdiff.comparing.words import MARK
from cdiff.core.model import Change, Clause
from cdiff.core.numbering import number_of
from cdiff.features.check.citing import Reference, references
from cdiff.features.check.context import CheckContext
from cdiff.features.check.model import RawFinding
from cdiff.features.check.wording import cited, first_words, old_place

_TITLE = re.compile(r",? [(\[“\"]+([^)\]”\"]+)[)\]”\"]")
"""A title behind a reference: `Section 12 (Confidentiality)`."""


def missing(context: CheckContext) -> Iterator[RawFinding]:
    """Find references to clauses that the text does not have."""
    for clause in context.new.document.clauses:
        for each in references(clause.text):
            if context.targets.resolve(each, clause) is None:
                message = f"“{each.said}”: there is none" + _meant(each, clause, context)
                yield RawFinding("references/missing", message, clause, each.start, each.end, new=each.said)


def _meant(reference: Reference, clause: Clause, context: CheckContext) -> str:
    """Describe what a reference that leads nowhere named in the old draft."""
    change = context.origin.get(clause.citation)
    if context.against is None or change is None:
        return ""
    for old in change.old:
        for each in references(old.text):
            target = context.old_targets.resolve(each, old) if each.steps == reference.steps else None
            if isinstance(target, Clause):
                became = context.destination[target.citation].new
                now = f"which is now {cited(became)}" if became else "which is gone"
                return f"; in {context.against.old.label} it was “{first_words(target)}”, {now}"
    return ""


def shifted(context: CheckContext) -> Iterator[RawFinding]:
    """Find references that kept their number while the clause they named got another, or was deleted."""
    if context.against is None:
        return
    for change in context.against.changes:
        for clause, before, reference in _kept(change):
            now, meant = context.targets.resolve(reference, clause), context.old_targets.resolve(reference, before)
            if not isinstance(now, Clause) or not isinstance(meant, Clause):
                continue
            title = _TITLE.match(clause.text, reference.end)
            became = context.destination[meant.citation].new
            if now in became or (title and now.text.casefold().startswith(title[1].casefold())):
                continue
            if not became and not context.origin[now.citation].old:
                continue  # what came in its place took its number: nobody can tell whether that is meant
            where = f"which is now {cited(became)}" if became else "which is gone"
            message = f"“{reference.said}” named “{first_words(meant)}”, {where}; it now names “{first_words(now)}”"
            yield RawFinding("references/shifted", message, clause, reference.start, reference.end, new=reference.said)


def _kept(change: Change) -> Iterator[tuple[Clause, Clause, Reference]]:
    """Yield the references that nobody touched: each with its clause, and the old one in which it stood."""
    stood: dict[tuple[int, object], Clause] = {}
    offset = 0
    for clause in change.old:
        stood |= {(offset + each.start, each.steps): clause for each in references(clause.text)}
        offset += len(clause.text) + 1
    offset = 0
    for clause in change.new if stood else ():
        for each in references(clause.text):
            before = stood.get((old_place(offset + each.start, change.edits), each.steps))
            if before:
                yield clause, before, each
        offset += len(clause.text) + 1


def mistitled(context: CheckContext) -> Iterator[RawFinding]:
    """Find references that give one clause's number and another one's title: `Section 12 (Confidentiality)`.

    Only where a single other clause bears that title: words in brackets behind a number may be anything.
    """
    for clause in context.new.document.clauses:
        for each in references(clause.text):
            title = _TITLE.match(clause.text, each.end)
            target = context.targets.resolve(each, clause) if title else None
            if title is None or not isinstance(target, Clause) or _bears(target, title[1]):
                continue
            bearers = [other for other in context.new.document.clauses if other.label and _bears(other, title[1])]
            if len(bearers) == 1:
                said = each.said + title[0]
                meant = f"“{title[1]}” is {bearers[0].citation}"
                message = f"“{said}”: {target.citation} is “{first_words(target)}”, and {meant}"
                yield RawFinding("references/title", message, clause, each.start, title.end(), new=said)


def _bears(clause: Clause, title: str) -> bool:
    """Whether a title is all that a heading says, or what a paragraph starts with up to a full stop."""
    text, wanted = clause.text.casefold(), title.casefold().strip()
    return text.startswith(wanted) and text[len(wanted) : len(wanted) + 1] in ("", ".", ":", ";", ",")


# Footnotes

_GLUED = re.compile(r"(?<![\w-])(?P<word>[^\W\d_]{4,})(?P<number>\d{1,3})(?=[\s,;:.)\]”]|$)")
_NOTE_LINE = re.compile(r"(?:(?P<number>\d{1,3})\.? +|\[\^(?P<mark>\d{1,3})\]: *)(?=[\w“\"‘'(])")
_MOST_NOTES = 100
"""A higher number glued to a word is a name and no footnote mark: `Airbus320`."""


def footnotes(context: CheckContext) -> Iterator[RawFinding]:  # four kinds of marks and notes, told one by one
    """Find marks without a note and notes without a mark.

    A mark that lost its note stays glued to its word (`treaties1`), and a note that lost its mark stays a line that
    starts with its number: the parser recognises neither, and so they are searched for here.
    """
    document = context.read
    notes = {number_of(clause.label).lstrip("^"): clause for clause in document.clauses if clause.kind == "footnote"}
    lines = _note_lines(context)
    marked: set[str] = set()
    for clause in document.clauses:
        for match in MARK.finditer(clause.text):
            if not match.start() and clause.text[match.end() :].startswith(":"):
                continue  # a note that nobody marks
            number = match[0][2:-1]
            marked.add(number)
            if number not in notes and number not in lines:
                message = f"mark {number} has no note"
                yield RawFinding("references/note", message, clause, *match.span(), new=match[0])
        for match in _GLUED.finditer(clause.text) if notes or lines else ():
            number = match["number"]
            marked.add(number)
            if number not in notes and number not in lines and int(number) < _MOST_NOTES:
                message = f"“{match[0]}”: a mark without its note?"
                yield RawFinding("references/note", message, clause, *match.span(), new=match[0])
    for number, note in notes.items():
        if number not in marked:
            message = f"note {number} has no mark in the text"
            bearer = _bearer(context, number) or note
            yield RawFinding("references/mark", message, bearer, new=note.text[:60], about=note.text)
    for number, (line, text) in lines.items():
        if number not in marked and number not in notes:
            message = f"note {number} has no mark in the text: “{text[:60]}”"
            lost = _bearer(context, number)
            yield RawFinding("references/mark", message, lost, new=text[:60], about=text, line=0 if lost else line)


def _note_lines(context: CheckContext) -> Mapping[str, tuple[int, str]]:
    """Find lines at the end of a text that look like notes and were not read as notes, by their numbers."""
    clauses = context.read.clauses
    rows = [(row.line, row.text) for row in context.read.removed if row.reason.startswith("after the draft")]
    labelled = [at for at, clause in enumerate(clauses) if clause.label and clause.kind != "footnote"]
    rows += [(each.line, each.text) for each in clauses[max(labelled, default=-1) + 1 :] if each.kind == "text"]
    found: dict[str, tuple[int, str]] = {}
    for line, text in rows:
        if match := _NOTE_LINE.match(text):
            found.setdefault(match["number"] or match["mark"], (line, text))
    # Notes are counted: their numbers are a run, with a hole or two where one was lost.
    numbers = [int(number) for number in found]
    return found if numbers and max(numbers) - min(numbers) < len(numbers) + 3 else {}


def _bearer(context: CheckContext, number: str) -> Clause | None:
    """Find the clause whose mark was lost: the one that has it in the old draft."""
    for change in context.against.changes if context.against else ():
        if any(f"[^{number}]" in clause.text for clause in change.old) and change.new:
            return change.new[0]
    return None
