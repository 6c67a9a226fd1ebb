"""References: what a text cites and does not have, what a renumbering made it cite instead, and footnotes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from cdiff.comparing.words import MARK
from cdiff.core.model import Change, Clause
from cdiff.core.numbering import number_of
from cdiff.features.check.citing import Reference, references
from cdiff.features.check.subject import Hit, Subject
from cdiff.features.check.wording import first_words, old_place

MISSING, SHIFTED, TITLE = "references/missing", "references/shifted", "references/title"
_TITLE = re.compile(r",? [(\[“\"]+([^)\]”\"]+)[)\]”\"]")
NO_NOTE, NO_MARK = "references/note", "references/mark"


def missing(subject: Subject) -> Iterator[Hit]:
    """Find references to clauses that the text does not have."""
    for clause in subject.new.document.clauses:
        for each in references(clause.text):
            if subject.targets.resolve(each, clause) is None:
                message = f"“{each.said}”: there is none" + _meant(each, clause, subject)
                yield Hit(MISSING, message, clause, each.start, each.end, new=each.said)


def _meant(reference: Reference, clause: Clause, subject: Subject) -> str:
    """Say what a reference that leads nowhere meant in the old draft."""
    if subject.against is None:
        return ""
    change = subject.origin.get(clause.citation)
    for old in change.old if change else ():
        for each in references(old.text):
            target = subject.old_targets.resolve(each, old) if each.steps == reference.steps else None
            if isinstance(target, Clause):
                return f"; in {subject.against.old.label} it was “{first_words(target)}”{_now(target, subject)}"
    return ""


def _now(target: Clause, subject: Subject) -> str:
    change = subject.destination.get(target.citation)
    now = [clause.citation for clause in change.new] if change else []
    return f", which is now {' + '.join(now)}" if now else ", which is gone"


def shifted(subject: Subject) -> Iterator[Hit]:
    """Find references that kept their number while the clause they named got another, or went."""
    if subject.against is None:
        return
    for change in subject.against.changes:
        for clause, before, reference in _kept(change):
            yield from _shifted(reference, clause, before, subject)


def _kept(change: Change) -> Iterator[tuple[Clause, Clause, Reference]]:
    """Give the references that nobody touched: each with its clause, and the old one in which it stood."""
    stood = [(clause, each) for clause in change.old for each in references(clause.text)]
    for at, clause in enumerate(change.new if stood else ()):
        offset = sum(len(other.text) + 1 for other in change.new[:at])
        for each in references(clause.text):
            place = old_place(offset + each.start, change.edits)
            for before, other in stood:
                start = sum(len(each.text) + 1 for each in change.old[: change.old.index(before)]) + other.start
                if other.steps == each.steps and start == place:
                    yield clause, before, each


def _shifted(reference: Reference, clause: Clause, before: Clause, subject: Subject) -> Iterator[Hit]:
    now, meant = subject.targets.resolve(reference, clause), subject.old_targets.resolve(reference, before)
    if not isinstance(now, Clause) or not isinstance(meant, Clause) or _is_titled(reference, clause, now):
        return
    became = subject.destination[meant.citation]
    if now in became.new:
        return
    if not became.new and subject.origin[now.citation].old:
        where = "which is gone"
    elif became.new:
        where = f"which is now {' + '.join(each.citation for each in became.new)}"
    else:
        return  # it went, and what came in its place took its number: nobody can tell whether that is meant
    message = f"“{reference.said}” named “{first_words(meant)}”, {where}; it now names “{first_words(now)}”"
    yield Hit(SHIFTED, message, clause, reference.start, reference.end, new=reference.said)


def mistitled(subject: Subject) -> Iterator[Hit]:
    """Find references that give one clause's number and another one's title: `Section 12 (Confidentiality)`.

    Only where a single other clause bears that title: words in brackets behind a number may be anything.
    """
    for clause in subject.new.document.clauses:
        for each in references(clause.text):
            title = _TITLE.match(clause.text, each.end)
            named = subject.targets.resolve(each, clause) if title else None
            if title is None or not isinstance(named, Clause) or _bears(named, title[1]):
                continue
            bearers = [other for other in subject.new.document.clauses if other.label and _bears(other, title[1])]
            if len(bearers) == 1:
                meant = f"“{title[1]}” is {bearers[0].citation}"
                message = f"“{each.said}{title[0]}”: {named.citation} is “{first_words(named)}”, and {meant}"
                yield Hit(TITLE, message, clause, each.start, title.end(), new=each.said + title[0])


def _bears(clause: Clause, title: str) -> bool:
    """Whether a title is all that a heading says, or what a paragraph starts with up to a stop."""
    text, wanted = clause.text.casefold(), title.casefold().strip()
    return text.startswith(wanted) and text[len(wanted) : len(wanted) + 1] in ("", ".", ":", ";", ",")


def _is_titled(reference: Reference, clause: Clause, target: Clause) -> bool:
    """Whether the reference says the title of what it names: `Section 1.6 (Machine Learning)`."""
    title = _TITLE.match(clause.text, reference.end)
    return title is not None and target.text.casefold().startswith(title[1].casefold())


# Footnotes

_GLUED = re.compile(r"(?<![\w-])(?P<word>[^\W\d_]{4,})(?P<number>\d{1,3})(?=[\s,;:.)\]”]|$)")
_NOTE_LINE = re.compile(r"(?:(?P<number>\d{1,3})\.? +|\[\^(?P<mark>\d{1,3})\]: *)(?=[\w“\"‘'(])")


def footnotes(subject: Subject) -> Iterator[Hit]:
    """Find marks without a note and notes without a mark.

    A mark that lost its note stays glued to its word (`treaties1`), and a note that lost its mark stays a line that
    starts with its number: the reader of the text takes neither for what it was, and so they are looked for here.
    """
    document = subject.read
    notes = {number_of(clause.label).lstrip("^"): clause for clause in document.clauses if clause.kind == "footnote"}
    lines = _note_lines(subject)
    marked: set[str] = set()
    for clause in document.clauses:
        for match in MARK.finditer(clause.text):
            if not match.start() and clause.text[match.end() :].startswith(":"):
                continue  # a note that nobody marks
            number = match[0][2:-1]
            marked.add(number)
            if number not in notes and number not in lines:
                yield Hit(NO_NOTE, f"mark {number} has no note", clause, *match.span(), new=match[0])
        if notes or lines:
            for match in _GLUED.finditer(clause.text):
                marked.add(match["number"])
                if match["number"] not in notes and match["number"] not in lines and int(match["number"]) < 100:
                    yield Hit(NO_NOTE, f"“{match[0]}”: a mark without its note?", clause, *match.span(), new=match[0])
    yield from _unmarked(subject, notes, lines, marked)


def _note_lines(subject: Subject) -> dict[str, tuple[int, str]]:
    """Find lines at the end of a text that look like notes and were not taken for notes."""
    document = subject.read
    rows = [(row.line, row.text) for row in document.removed if row.reason.startswith("after the draft")]
    last = next(
        (at for at, each in reversed(list(enumerate(document.clauses))) if each.label and each.kind != "footnote"), -1
    )
    rows += [(clause.line, clause.text) for clause in document.clauses[last + 1 :] if clause.kind == "text"]
    found: dict[str, tuple[int, str]] = {}
    for line, text in rows:
        if match := _NOTE_LINE.match(text):
            found.setdefault(match["number"] or match["mark"], (line, text))
    return found if _is_run(found) else {}


def _is_run(numbers: Mapping[str, object]) -> bool:
    places = sorted(map(int, numbers))
    return bool(places) and places[-1] - places[0] < len(places) + 3


def _unmarked(
    subject: Subject, notes: Mapping[str, Clause], lines: Mapping[str, tuple[int, str]], marked: set[str]
) -> Iterator[Hit]:
    for number, clause in notes.items():
        if number not in marked:
            bearer = _bearer(subject, number) or clause
            yield Hit(
                NO_MARK, f"note {number} has no mark in the text", bearer, new=clause.text[:60], about=clause.text
            )
    for number, (line, text) in lines.items():
        if number not in marked and number not in notes:
            lost = _bearer(subject, number)
            message = f"note {number} has no mark in the text: “{text[:60]}”"
            yield Hit(NO_MARK, message, lost, new=text[:60], about=text, line=0 if lost else line)


def _bearer(subject: Subject, number: str) -> Clause | None:
    """Find the clause whose mark was lost: the one that bore it in the old draft."""
    if subject.against is None:
        return None
    for change in subject.against.changes:
        if any(f"[^{number}]" in clause.text for clause in change.old) and change.new:
            return change.new[0]
    return None
