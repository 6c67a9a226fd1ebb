"""Defined terms: what a text defines twice, never uses, or uses after its definition went.

A definition is told by its form: `“Party” means …`, `(hereinafter “the Fund”)`, `(the “Committee”)`. Use counts in the
letter case in which a term is defined: a text that defines “Services” may speak of services.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from cdiff.core.citation import HEADINGS
from cdiff.core.model import Clause, Document
from cdiff.core.records import NamedTuple
from cdiff.features.check.subject import Hit, Subject

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
        quoted = re.compile(rf"[“\"‘]{re.escape(each.term.removesuffix('s'))}(?:s|es)?[,.]?[”\"’]")
        if each.term in there or any(quoted.search(clause.text) for clause in subject.new.document.clauses):
            continue
        use = _first_use(each.term, subject.new.document)
        if use:
            where = f"in {subject.against.old.label} it was defined in {each.clause.citation}"
            message = f"“{each.term}” is used and no longer defined; {where}"
            yield Hit("terms/undefined", message, use[0], use[1], use[1] + len(each.term), new=each.term)
            there.add(each.term)


def _pattern(term: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w]){re.escape(term)}(?:s|es)?(?!\w)")


def _is_used(term: str, document: Document, defined_times: int) -> bool:
    """Whether a term stands in more places than those that define it, in any number and letter case."""
    bare = re.sub("^the ", "", term, flags=re.IGNORECASE)
    stem = bare[:-1] if bare.endswith(("s", "y")) and len(bare) > 4 else bare
    pattern = re.compile(rf"(?<!\w){re.escape(stem)}(?:s|es|y|ies)?(?!\w)", re.IGNORECASE)
    return sum(len(pattern.findall(clause.text)) for clause in document.clauses) > defined_times


def _first_use(term: str, document: Document) -> tuple[Clause, int] | None:
    """Find a term in a sentence: in titles every word has a capital, so one that stands among capitals is no use."""
    pattern = _pattern(term)
    for clause in document.clauses:
        for match in pattern.finditer(clause.text) if clause.kind not in HEADINGS else ():
            before, after = clause.text[: match.start()].split()[-2:], clause.text[match.end() :].split()[:1]
            opens = len(before) < 2 or before[0].endswith((".", ";", ":"))
            before = [] if opens else before[1:]
            if not any(word[:1].isupper() for word in (*before, *after)):
                return clause, match.start()
    return None
