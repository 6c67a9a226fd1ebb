"""References: what a text cites and does not have, what a renumbering made it cite instead, and footnotes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from cdiff.comparing.words import MARK
from cdiff.core.clause_edits import old_place
from cdiff.core.model import Change, Clause
from cdiff.core.numbering import number_of
from cdiff.core.records import record, replace
from cdiff.features.check.citing import Reference, cited_elsewhere, is_printed_heading, references
from cdiff.features.check.context import CheckContext
from cdiff.features.check.model import RawFinding
from cdiff.features.check.wording import cited, first_words

_TITLE = re.compile(r",? [(\[“\"]++([^)\]”\"]+)[)\]”\"]")
"""A title behind a reference: `Section 12 (Confidentiality)`."""
_AMENDS = re.compile(
    r"(?:^|\W)(?:(?:is|are|shall be|be) (?:hereby )?(?:amended|repealed|inserted|substituted|replaced|deleted|omitted)"
    r"|(?:insert|substitute|omit|repeal)(?:ed|s|ing)?\b\s*(?:the following|[—–:“\"‘']|,? ?$)"
    r"|(?:by|for .{1,80}) (?:inserting|substituting|striking|adding at the end))"
)
"""A sentence that amends another text, as acts do: `In section 11, after subsection (2) insert—`."""
_CLOSING = {"“": "”", "‘": "’", '"': '"', "„": "“", "«": "»"}
_ENDS_QUOTED = re.compile(r"[”’\"“»][.;,]{0,2}(?: ?(?:and|or))?$")
_SAME = 0.5
"""The least similarity of a clause in two drafts of which most words stayed; below, it may not be what is meant."""
_WITHIN = ("paragraph", "subparagraph", "point")
"""The units that a sentence cites of its own article."""


def missing(context: CheckContext) -> Iterator[RawFinding]:
    """Find references to clauses that the text does not have.

    What a clause cites as a unit of another text, and this one does not have, is meant throughout the clause.
    """
    for clause, quoted in _with_quotations(context.new.document.clauses):
        if quoted or _AMENDS.search(clause.text):
            continue  # the provisions of the amended text are meant
        for each in references(clause.text):
            if context.targets.resolve(each, clause) is None and not is_printed_heading(each, clause.text):
                if (
                    each.steps[0] in cited_elsewhere(clause.text)
                    and not each.own
                    and _is_unknown(each, clause, context)
                ):
                    continue
                message = f"“{each.said}” does not exist in this text" + _meant(each, clause, context)
                yield RawFinding("references/missing", message, clause, each.start, each.end, new=each.said)


def _is_unknown(reference: Reference, clause: Clause, context: CheckContext) -> bool:
    """Whether the text has nothing of the number of the outermost unit that is cited."""
    return context.targets.resolve(replace(reference, steps=reference.steps[:1]), clause) is None


def _with_quotations(clauses: Sequence[Clause]) -> Iterator[tuple[Clause, bool]]:
    """Tell of each clause whether it is quoted: from one that opens a quotation to one that ends it, as in amendments.

    A quotation that nothing ends is taken for one clause: a quotation mark that was forgotten must not hide the rest.
    """
    end = -1
    for at, clause in enumerate(clauses):
        text = f"{clause.label} {clause.text}".strip()
        if at > end and text[:1] in _CLOSING:
            closing = _CLOSING[text[0]]
            ends = (place for place in range(at, len(clauses)) if _ENDS_QUOTED.search(clauses[place].text))
            end = next((place for place in ends if closing in clauses[place].text[-4:]), at)
        yield clause, at <= end


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
                now = f"which is now {cited(became)}" if became else "which was deleted"
                return f"; in {context.against.old.label} it was “{first_words(target)}”, {now}"
    return ""


def shifted(context: CheckContext) -> Iterator[RawFinding]:
    """Find references that kept their number while the clause they named got another, or was deleted.

    A list is judged as a whole, because word edits know nothing of what a number names: of `articles 2 and 3`, which
    rightly became `articles 3 and 4`, they keep the 3. A range names what is between its ends.
    """
    if context.against is None:
        return
    for change in context.against.changes:
        for kept in _kept(change):
            clause, reference = kept.clause, kept.reference
            now = context.targets.resolve(reference, clause)
            meant = context.old_targets.resolve(kept.old_reference, kept.old_clause)
            if not isinstance(now, Clause) or not isinstance(meant, Clause):
                continue
            moved = context.destination[meant.citation]
            title = _TITLE.match(clause.text, reference.end)
            named = {now, *(context.targets.resolve(each, clause) for each in kept.siblings)}
            named |= set(context.targets.between(named)) if kept.in_range else set()
            elsewhere = (context.old_targets.resolve(each, kept.old_clause) for each in kept.old_siblings)
            taken_over = any(
                now in context.destination[each.citation].new for each in elsewhere if isinstance(each, Clause)
            )
            titled = title is not None and now.text.casefold().startswith(title[1].casefold())
            if titled or taken_over or not named.isdisjoint(moved.new):
                continue
            # Nobody can tell what is meant where another clause took the place and the number of a deleted one, where a
            # clause was rewritten, and where a paragraph of the same article went to another one.
            replaced = not moved.new and not context.origin[now.citation].old
            rewritten = bool(moved.new) and moved.similarity < _SAME
            scopes = {context.targets.scope(each) for each in moved.new}
            left = reference.steps[0][0] in _WITHIN and bool(scopes) and context.targets.scope(now) not in scopes
            if replaced or rewritten or left:
                continue
            where = f"which is now {cited(moved.new)}" if moved.new else "which was deleted"
            message = f"“{reference.said}” named “{first_words(meant)}”, {where}; it now names “{first_words(now)}”"
            yield RawFinding("references/shifted", message, clause, reference.start, reference.end, new=reference.said)


@record
class _KeptReference:
    """A reference that kept its number, with its clause, and those of the old draft."""

    clause: Clause
    reference: Reference
    old_clause: Clause
    old_reference: Reference
    siblings: list[Reference]
    """Others of its list that may name what it named: none where the list has as many numbers as before, because then
    each has its old place; of a range the other end."""
    in_range: bool
    old_siblings: list[Reference]
    """Others of its old list whose clause it may name now, where the list has more or fewer numbers than before."""


def _kept(change: Change) -> Iterator[_KeptReference]:
    old, new = _lists(change.old), _lists(change.new)
    single = {start: (bearer, each) for bearer, listed in old.values() for start, each in listed}
    for at_unit, (clause, listed) in new.items():
        before, was = old.get(old_place(at_unit, change.edits), (clause, []))
        for at, (start, each) in enumerate(listed):
            begins = at + 1 < len(listed) and listed[at + 1][1].ends_range
            partner = [listed[at - 1][1]] if each.ends_range else [listed[at + 1][1]] if begins else []
            if len(was) == len(listed):
                if was[at][1].steps == each.steps:
                    yield _KeptReference(clause, each, before, was[at][1], partner, bool(partner), [])
            elif (place := old_place(start, change.edits)) in single and single[place][1].steps == each.steps:
                others = [other for _, other in listed if other is not each]
                bearer, stood = single[place]
                old_others = [other for _, other in next(row for _, row in old.values() if (place, stood) in row)]
                yield _KeptReference(clause, each, bearer, stood, others, bool(partner), old_others)


def _lists(clauses: Sequence[Clause]) -> dict[int, tuple[Clause, list[tuple[int, Reference]]]]:
    """Map where each list of references starts in the joined text of some clauses to its clause, places and numbers."""
    found: dict[int, tuple[Clause, list[tuple[int, Reference]]]] = {}
    offset = 0
    for clause in clauses:
        for each in references(clause.text):
            found.setdefault(offset + each.unit, (clause, []))[1].append((offset + each.start, each))
        offset += len(clause.text) + 1
    return found


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
                meant = f"“{title[1]}” is {bearers[0].name}"
                message = f"“{said}”: {target.name} is “{first_words(target)}”, and {meant}"
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
    # Numbered lines are notes only in a text that has notes: else they are paragraphs.
    has_notes = bool(notes) or not marked.isdisjoint(lines)
    for number, (line, text) in lines.items() if has_notes else ():
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
