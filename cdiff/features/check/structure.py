"""Structure: whether numbers and letters follow each other, and whether everything is there that belongs there."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from cdiff.core.citation import HEADINGS
from cdiff.core.model import Clause
from cdiff.core.numbering import number_of
from cdiff.features.check.counting import LETTERED, Step, following, number, steps_of
from cdiff.features.check.subject import Hit, Subject

_NUMBERED = re.compile(r"\d{1,3}[.)] ")


def numbering(subject: Subject) -> Iterator[Hit]:
    """Find gaps, repeats and wrong order in numbers, and letters that do not follow."""
    found = steps_of(subject.new.document)
    places = {clause.citation: at for at, clause in enumerate(subject.new.document.clauses)}
    for steps in found:
        yield from (_hit(step) for step in steps if step.fault and not _is_there(step, subject, places))
    yield from (hit for hit in _beheaded(found) if hit.clause and not _stands_before(hit.clause, subject, places))


def _is_there(step: Step, subject: Subject, places: Mapping[str, int]) -> bool:
    """Whether the number that seems to be missing is printed all the same, where it was not read as one."""
    if step.fault != "gap" or step.before is None:
        return False
    between = subject.new.document.clauses[places[step.before.citation] : places[step.clause.citation]]
    due = following(step.before)
    printed = re.compile(rf"(?:^|[\s(*])(?:{'|'.join(map(re.escape, due)) or '(?!)'})[.)] ?\S")
    labels = {number_of(each.label) for each in between[1:]}
    return not labels.isdisjoint(due) or any(printed.search(each.text) for each in between)


def _stands_before(clause: Clause, subject: Subject, places: Mapping[str, int]) -> bool:
    """Whether the letter before the first one of a list is printed in the text before it."""
    at = places[clause.citation]
    due = number_of(clause.label)
    before = re.escape(chr(ord(due) - 1)) if len(due) == 1 and due.isalpha() else ""
    printed = re.compile(rf"(?:^|[\s(*]){before}[.)] ?\S")
    return bool(before) and any(printed.search(each.text) for each in subject.new.document.clauses[max(0, at - 3) : at])


def _hit(step: Step) -> Hit:
    clause, last = step.clause, step.before.citation if step.before else "the start"
    lettered = clause.kind in LETTERED
    said = {
        "gap": f"{clause.citation} follows {last}: something between them is missing",
        "repeat": f"{clause.citation} has the same {'letter' if lettered else 'number'} as {last}",
        "order": f"{clause.citation} stands behind {last}",
    }[step.fault]
    rule = "structure/letters" if lettered else f"structure/{step.fault}"
    return Hit(rule, said, clause, new=clause.label, about=step.fault)


def _beheaded(found: Sequence[Sequence[Step]]) -> Iterator[Hit]:
    """Find lists that do not begin with the first letter, in a text whose other lists of the kind do."""
    by_kind: dict[str, list[Clause]] = {}
    for steps in found:
        if steps and steps[0].clause.parent:
            by_kind.setdefault(steps[0].clause.kind, []).append(steps[0].clause)
    for firsts in by_kind.values():
        late = [clause for clause in firsts if not _is_first(clause)]
        for clause in late if len(late) * 3 <= len(firsts) else ():
            rule = "structure/letters" if clause.kind in LETTERED else "structure/gap"
            message = f"{clause.citation} begins its list: something before it is missing"
            yield Hit(rule, message, clause, new=clause.label, about="beheaded")


def _is_first(clause: Clause) -> bool:
    read = number(clause)
    return read is None or read.is_first


# What belongs there


def incomplete(subject: Subject) -> Iterator[Hit]:
    """Find a heading that lacks what its profile says belongs below it."""
    wanted = {need.kind: need.needs for need in subject.profile.complete}
    for clause in subject.new.document.clauses:
        below = {_kind(inner) for inner in _below(subject, clause)} if clause.kind in wanted else set()
        for kind in wanted.get(clause.kind, ()):
            if kind not in below:
                yield Hit("structure/incomplete", f"{clause.citation} has no {kind}", clause, about=kind)


def _kind(clause: Clause) -> str:
    """Take a text that begins with a number for what it was to be: that its number is wrong is said elsewhere."""
    return "paragraph" if clause.kind == "text" and _NUMBERED.match(clause.text) else clause.kind


def _below(subject: Subject, clause: Clause) -> Iterator[Clause]:
    for child in subject.children.get(clause.citation, ()):
        yield child
        yield from _below(subject, child)


def counted(subject: Subject) -> Iterator[Hit]:
    """Find a number of clauses of a kind that is none of those expected."""
    expected = {need.kind: need.counts for need in subject.profile.expect} | dict(subject.settings.expect)
    for kind, counts in expected.items():
        count = sum(clause.kind == kind for clause in subject.new.document.clauses)
        if count not in counts:
            wanted = " or ".join(map(str, counts))
            message = f"there {'is' if count == 1 else 'are'} {count} of the kind {kind}, not {wanted}"
            yield Hit("structure/count", message, new=str(count), about=f"{kind} {count}")


def empty(subject: Subject) -> Iterator[Hit]:
    """Find a numbered heading without text below it, and a numbered clause without words.

    Of headings without a number nothing is said: web pages and tables of contents are full of them.
    """
    clauses = subject.new.document.clauses
    for at, clause in enumerate(clauses):
        following = clauses[at + 1] if at + 1 < len(clauses) else None
        if not clause.label or clause.kind == "footnote":
            continue
        if clause.kind in HEADINGS:
            if _is_bare(clause, following):
                yield Hit("structure/heading", f"no text below this heading: {_words(clause)}", clause, about="bare")
        elif not clause.text and not subject.children.get(clause.citation):
            yield Hit("structure/empty", f"{clause.citation} has no words", clause, about="empty")


def _is_bare(clause: Clause, following: Clause | None) -> bool:
    """Whether the next clause is a heading beside this one, or there is none, and the heading says nothing itself."""
    if len(clause.text) > 120 or clause.text.endswith((".", ";", ",")):
        return False
    if following is None or following.kind == "footnote":
        return True
    return following.kind == clause.kind and bool(following.label) and following.parent != clause.citation


def _words(clause: Clause) -> str:
    return f"{clause.label} {clause.text}".strip()[:80]
