"""Defined terms: what a text defines twice, never uses, or uses after its definition went.

A definition is told by its form: `“Party” means …`, `(hereinafter “the Fund”)`, `(the “Committee”)`. Use counts in the
letter case in which a term is defined: a text that defines “Services” may speak of services.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from cdiff.check.subject import Hit, Subject
from cdiff.model import Clause, Document

_QUOTED = r"[“\"‘](?P<{name}>[^”\"’“]{{2,60}})[”\"’]"
_MEANS = re.compile(
    _QUOTED.format(name="means")
    + r"(?:,? (?:or|and) [“\"][^”\"]{2,60}[”\"])* (?:means?|shall mean|refers? to|has the meaning"
    r"|have the meaning|is defined as|includes)\b"
)
_HEREINAFTER = re.compile(
    r"\((?:(?:hereinafter|hereafter|together|collectively|each|individually|referred to as|as|and|also|the|an?|or"
    r"|called|known),? )*" + _QUOTED.format(name="short") + r"\)"
)


class Definition(NamedTuple):
    """Where a term is defined."""

    term: str
    clause: Clause
    start: int
    end: int


def definitions(document: Document) -> list[Definition]:
    """Find the definitions of a text, in reading order."""
    found = []
    for clause in document.clauses:
        if "“" in clause.text or '"' in clause.text or "‘" in clause.text:
            for pattern, name in ((_MEANS, "means"), (_HEREINAFTER, "short")):
                for match in pattern.finditer(clause.text):
                    term = match[name].strip(" ,.").removeprefix("the ")
                    if term[:1].isupper():
                        found.append(Definition(term, clause, *match.span(name)))
    return found


def defined(subject: Subject) -> Iterator[Hit]:
    """Find terms that are defined twice, or never used."""
    by_term: dict[str, list[Definition]] = {}
    for each in definitions(subject.new.document):
        by_term.setdefault(each.term, []).append(each)
    for term, places in by_term.items():
        first, *others = places
        for other in others:
            if other.clause.citation != first.clause.citation:
                message = f"“{term}” is defined here and in {first.clause.citation}"
                yield Hit("terms/twice", message, other.clause, other.start, other.end, new=term)
        if not _is_used(term, subject.new.document, len(places)):
            yield Hit(
                "terms/unused", f"“{term}” is defined and never used", first.clause, first.start, first.end, new=term
            )


def undefined(subject: Subject) -> Iterator[Hit]:
    """Find terms without a definition: those that the configuration lists, and those that lost theirs."""
    there = {each.term for each in definitions(subject.new.document)}
    for term in subject.settings.terms.defined:
        if term not in there:
            yield Hit("terms/undefined", f"“{term}” has to be defined in the text, and is not", old=term)


def lost(subject: Subject) -> Iterator[Hit]:
    """Find terms that the text uses and that only the old draft defined."""
    if subject.against is None:
        return
    there = {each.term for each in definitions(subject.new.document)}
    for each in definitions(subject.against.old.document):
        use = _first_use(each.term, subject.new.document) if each.term not in there else None
        if use:
            where = f"in {subject.against.old.label} it was defined in {each.clause.citation}"
            message = f"“{each.term}” is used and no longer defined; {where}"
            yield Hit("terms/undefined", message, use[0], use[1], use[1] + len(each.term), new=each.term)
            there.add(each.term)


def _pattern(term: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w]){re.escape(term)}(?:s|es)?(?!\w)")


def _is_used(term: str, document: Document, defined_times: int) -> bool:
    pattern = _pattern(term.removesuffix("s") if len(term) > 4 else term)
    folded = _pattern(term.removesuffix("y") + "ies") if term.endswith("y") else pattern
    count = sum(
        len(pattern.findall(clause.text)) + (len(folded.findall(clause.text)) if folded is not pattern else 0)
        for clause in document.clauses
    )
    return count > defined_times


def _first_use(term: str, document: Document) -> tuple[Clause, int] | None:
    pattern = _pattern(term)
    for clause in document.clauses:
        if match := pattern.search(clause.text):
            return clause, match.start()
    return None
