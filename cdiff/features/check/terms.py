"""Terms: words that must be in the text, or may not, spellings that disagree, and definitions.

A definition is recognised by its form: `“Party” means …`, `(hereinafter “the Fund”)`, `(the “Committee”)`. Use counts
in the letter case in which a term is defined: a text that defines “Services” may speak of services.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from cdiff.core.citation import HEADINGS
from cdiff.core.errors import ConfigError, TermError
from cdiff.core.model import Clause, Document
from cdiff.core.records import record
from cdiff.features.check.context import CheckContext
from cdiff.features.check.model import RawFinding
from cdiff.searching import Term, find, terms_from

TermPlace = tuple[Clause, int, int]
"""A clause, and where in its text a term begins and ends."""

# Configured terms


def terms_of(context: CheckContext, typed: Sequence[str]) -> list[Term]:
    """Parse the terms that the configuration names; raises `ConfigError` for one that cannot be parsed."""
    try:
        return terms_from(typed) if typed else []
    except TermError as error:
        raise ConfigError(f"{context.settings.where}: [terms] or watch: {error}") from None


def required(context: CheckContext) -> Iterator[RawFinding]:
    """Find terms that must be in the text and are not."""
    for term in terms_of(context, context.settings.terms.required):
        if not any(find(term, words) for words in context.words):
            yield RawFinding("terms/required", f"“{term.name}” is required and missing", old=term.name)


def forbidden(context: CheckContext) -> Iterator[RawFinding]:
    """Find terms that may not be in the text."""
    terms = terms_of(context, context.settings.terms.forbidden)
    for clause, words in zip(context.new.document.clauses, context.words if terms else (), strict=False):
        for term in terms:
            for span in find(term, words):
                said = clause.text[span.start : span.end]
                message = f"“{said}” is forbidden ({term.name})"
                yield RawFinding("terms/forbidden", message, clause, span.start, span.end, new=said)


def gone(context: CheckContext) -> Iterator[RawFinding]:
    """Find terms that the old draft had, that must stay, and that are gone."""
    if context.against is None:
        return
    old = context.against.old.document.clauses
    for term in terms_of(context, context.settings.terms.keep):
        before = [clause for clause in old if find(term, clause.text)]
        if before and not any(find(term, words) for words in context.words):
            change = context.destination[before[0].citation]
            stood = ", ".join(clause.name for clause in before[:5])
            message = f"“{term.name}” was deleted from the text; in {context.against.old.label} it stood in {stood}"
            yield RawFinding("terms/gone", message, change.new[0] if change.new else None, old=term.name)


# Spelling

_PAIRS = (
    ("healthcare", "health care"),
    ("policymaking", "policy-making"),
    ("decision making", "decision-making"),
    ("capacity building", "capacity-building"),
    ("programme", "program"),
    ("ageing", "aging"),
    ("fulfil", "fulfill"),
    ("judgement", "judgment"),
    ("centre", "center"),
    ("cooperation", "co-operation"),
    ("coordination", "co-ordination"),
    ("travelling", "traveling"),
    ("labelling", "labeling"),
    ("defence", "defense"),
)
"""Spellings between which a text has to choose; `organise` and `organize`, `labour` and `labor` go by their endings."""
_PAIRED = re.compile(rf"(?<![\w-])(?:{'|'.join(name for pair in _PAIRS for name in pair)})(?![\w-])", re.IGNORECASE)
_ISE = re.compile(r"(?<=[a-z])[iy][sz](?=(?:e|ed|es|er|ers|ing|ation|ations)$)")
_OUR = re.compile(r"(?<=[a-z])our(?=s?$|ed$|ing$|able$|ably$|ful$|ite$|ites$|less$|hood$)")
_SPELLED_IN_TWO_WAYS = re.compile(
    r"(?<![\w-])[A-Za-z]+(?:[iy][sz](?:e|ed|es|er|ers|ing|ation|ations)|ou?r(?:s|ed|ing|able|ably|ful|ite|ites|less|hood)?)"
    r"(?![\w-])"
)
"""Words with -ise or -ize, with -our or -or."""
_NO_OUR = frozenset(
    "four hour hours tour tours pour your yours sour flour devour scour contour detour paramour".split()
)


def variants(context: CheckContext) -> Iterator[RawFinding]:
    """Find words that the text spells in two ways; the rarer one is shown."""
    clauses = context.new.document.clauses
    for names in context.settings.terms.variants:
        chosen: list[tuple[str, list[TermPlace]]] = []
        for name in names:
            term = terms_of(context, [name])[0]
            # A typed hyphen must be there, or the term would find the other spelling as well.
            exact = not ("*" in name or "|" in name or "[" in name)
            places = [
                (clause, span.start, span.end)
                for clause, words in zip(clauses, context.words, strict=True)
                for span in find(term, words)
                if not exact or clause.text[span.start : span.end].casefold() == name.casefold()
            ]
            chosen.append((name, places))
        yield from _differing(chosen)
    if context.language not in ("en", ""):
        return
    found: dict[str, list[TermPlace]] = {}
    for clause in clauses:
        for match in _PAIRED.finditer(clause.text):
            found.setdefault(match[0].lower(), []).append((clause, *match.span()))
    for pair in _PAIRS:
        yield from _differing([(name, found.get(name, [])) for name in pair])
    for spellings in _by_stem(clauses).values():
        if len({name.lower() for name in spellings}) > 1:
            yield from _differing(list(spellings.items()))


def _by_stem(clauses: Sequence[Clause]) -> dict[str, dict[str, list[TermPlace]]]:
    """Collect the words that are spelled with -ise or -ize, -our or -or: their spellings, under one stem.

    The first letter of a word inside a sentence keeps its case: a name may keep the spelling of its bearer.
    """
    found: dict[str, dict[str, list[TermPlace]]] = {}
    for clause in clauses:
        for match in _SPELLED_IN_TWO_WAYS.finditer(clause.text):
            opens = not match.start() or clause.text[: match.start()].rstrip(' “"(').endswith((".", ":", ";"))
            word = match[0].lower() if opens else match[0]
            if word.lower() in _NO_OUR:
                continue
            stem = _OUR.sub("or", _ISE.sub("iz", word[0] + word[1:].lower()))
            if "iz" in stem or "or" in stem:
                found.setdefault(stem, {}).setdefault(word, []).append((clause, *match.span()))
    return found


def _differing(spellings: Sequence[tuple[str, list[TermPlace]]]) -> Iterator[RawFinding]:
    """Report the rarest of several spellings where more than one is used."""
    there = [(name, places) for name, places in spellings if places]
    if len(there) < 2:
        return
    said = {name: places[0][0].text[places[0][1] : places[0][2]] for name, places in there}
    rarest, places = min(there, key=lambda row: len(row[1]))
    clause, start, end = places[0]
    others = "; ".join(f"“{said[name]}” in {_listed(each)}" for name, each in there if name != rarest)
    message = f"“{said[rarest]}” in {_listed(places)}, and {others}"
    yield RawFinding("terms/variant", message, clause, start, end, new=said[rarest], about=rarest)


def _listed(places: Sequence[TermPlace], most: int = 4) -> str:
    citations = list(dict.fromkeys(clause.citation for clause, _, _ in places))
    return ", ".join(citations[:most]) + (f" and {len(citations) - most} more" if len(citations) > most else "")


# Definitions

_QUOTED = r"[“\"‘](?P<{name}>[^”\"’“]{{2,60}})[”\"’]"
_MEANS = re.compile(
    _QUOTED.format(name="means")
    + r"(?:,? (?:or|and) [“\"][^”\"]{2,60}[”\"]){0,9} (?:means?|shall mean|refers? to|has the meaning"
    r"|have the meaning|is defined as|includes)\b"
)
_HEREINAFTER = re.compile(
    r"\((?:(?:hereinafter|hereafter|together|collectively|each|individually|referred to as|as|and|also|the|an?|or"
    r"|called|known),? )*" + _QUOTED.format(name="short") + r"\)"
)


_SHORT = 4
"""Letters of a word whose last `s` or `y` may belong to its stem: `Gas`, `Bus`, `Day`."""


@record
class TermDefinition:
    """Where a term is defined."""

    term: str
    clause: Clause
    start: int
    end: int


def definitions(document: Document) -> list[TermDefinition]:
    """Find the definitions of a text, in reading order."""
    found = []
    for clause in document.clauses:
        if "“" in clause.text or '"' in clause.text or "‘" in clause.text:
            for pattern, name in ((_MEANS, "means"), (_HEREINAFTER, "short")):
                for match in pattern.finditer(clause.text):
                    term = match[name].strip(" ,.").removeprefix("the ")
                    if term[:1].isupper():
                        found.append(TermDefinition(term, clause, *match.span(name)))
    return found


def defined(context: CheckContext) -> Iterator[RawFinding]:
    """Find terms that are defined twice, or never used."""
    by_term: dict[str, list[TermDefinition]] = {}
    for each in definitions(context.new.document):
        by_term.setdefault(each.term, []).append(each)
    for term, places in by_term.items():
        first, *others = places
        for other in others:
            if other.clause.citation != first.clause.citation:
                message = f"“{term}” is defined here and in {first.clause.name}"
                yield RawFinding("terms/twice", message, other.clause, other.start, other.end, new=term)
        # Any number and letter case is use: a text that defines “Parties” may speak of a party.
        bare = re.sub("^the ", "", term, flags=re.IGNORECASE)
        stem, ending = re.escape(bare), "(?:s|es)?"
        if bare.endswith(("ies", "y")) and len(bare) > _SHORT:
            stem, ending = re.escape(re.sub("(?:ies|y)$", "", bare)), "(?:y|ies)"
        elif bare.endswith("s") and len(bare) > _SHORT:
            stem = re.escape(bare[:-1])
        pattern = re.compile(rf"(?<!\w){stem}{ending}(?!\w)", re.IGNORECASE)
        uses = sum(len(pattern.findall(clause.text)) for clause in context.new.document.clauses)
        if uses <= len(places):
            message = f"“{term}” is defined but never used"
            yield RawFinding("terms/unused", message, first.clause, first.start, first.end, new=term)


def undefined(context: CheckContext) -> Iterator[RawFinding]:
    """Find terms without a definition among those that the configuration lists."""
    there = {each.term for each in definitions(context.new.document)}
    for term in context.settings.terms.defined:
        if term not in there:
            yield RawFinding("terms/undefined", f"“{term}” must be defined in the text, and is not", old=term)


def lost(context: CheckContext) -> Iterator[RawFinding]:
    """Find terms that the text uses and that only the old draft defined."""
    if context.against is None:
        return
    clauses = context.new.document.clauses
    there = {each.term for each in definitions(context.new.document)}
    for each in definitions(context.against.old.document):
        quoted = re.compile(rf"[“\"‘]{re.escape(each.term.removesuffix('s'))}(?:s|es)?[,.]?[”\"’]")
        if each.term in there or any(quoted.search(clause.text) for clause in clauses):
            continue
        use = _first_use(each.term, clauses)
        if use:
            where = f"in {context.against.old.label} it was defined in {each.clause.name}"
            message = f"“{each.term}” is used and no longer defined; {where}"
            yield RawFinding("terms/undefined", message, use[0], use[1], use[1] + len(each.term), new=each.term)
            there.add(each.term)


def _first_use(term: str, clauses: Sequence[Clause]) -> tuple[Clause, int] | None:
    """Find a term in a sentence: in titles every word has a capital, so one that stands among capitals is no use."""
    pattern = re.compile(rf"(?<!\w){re.escape(term)}(?:s|es)?(?!\w)")
    for clause in clauses:
        for match in pattern.finditer(clause.text) if clause.kind not in HEADINGS else ():
            before, after = clause.text[: match.start()].split()[-2:], clause.text[match.end() :].split()[:1]
            opens = len(before) < 2 or before[0].endswith((".", ";", ":"))
            before = [] if opens else before[1:]
            if not any(word[:1].isupper() for word in (*before, *after)):
                return clause, match.start()
    return None
