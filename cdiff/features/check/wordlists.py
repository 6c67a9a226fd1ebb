"""Terms: words that have to be there, may not be there, may not go, or are spelled in two ways."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from cdiff.core.errors import ConfigError, TermError
from cdiff.core.model import Clause
from cdiff.features.check.subject import Hit, Subject
from cdiff.searching import Term, find, terms_from

REQUIRED, FORBIDDEN, GONE, VARIANT = "terms/required", "terms/forbidden", "terms/gone", "terms/variant"
Place = tuple[Clause, int, int]
_WORD = re.compile(
    r"(?<![\w-])[A-Za-z]+(?:[iy][sz](?:e|ed|es|er|ers|ing|ation|ations)|ou?r(?:s|ed|ing|able|ably|ful|ite|ites|less|hood)?)"
    r"(?![\w-])"
)
"""A word that is spelled in two ways: with -ise or -ize, with -our or -or."""
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
"""Spellings between which a text has to choose; `organise` and `organize`, `labour` and `labor` are told by ends."""
_PAIRED = re.compile(rf"(?<![\w-])(?:{'|'.join(name for pair in _PAIRS for name in pair)})(?![\w-])", re.IGNORECASE)
_IZE = re.compile(r"(?<=[a-z])[iy]z(?=(?:e|ed|es|er|ers|ing|ation|ations)$)")
_OUR = re.compile(r"(?<=[a-z])our(?=s?$|ed$|ing$|able$|ably$|ful$|ite$|ites$|less$|hood$)")
_NO_OUR = frozenset(
    "four hour hours tour tours pour your yours sour flour devour scour contour detour paramour".split()
)


def terms_of(subject: Subject, typed: Sequence[str]) -> list[Term]:
    """Read the terms that the configuration names; raises `ConfigError` for one that is not understood."""
    try:
        return terms_from(typed) if typed else []
    except TermError as error:
        raise ConfigError(f"{subject.settings.where}: [terms] or watch: {error}") from None


def required(subject: Subject) -> Iterator[Hit]:
    """Find terms that have to be in the text and are not."""
    for term in terms_of(subject, subject.settings.terms.required):
        if not any(find(term, words) for words in subject.words):
            yield Hit(REQUIRED, f"“{term.name}” has to be in the text, and is not", old=term.name)


def forbidden(subject: Subject) -> Iterator[Hit]:
    """Find terms that may not be in the text."""
    terms = terms_of(subject, subject.settings.terms.forbidden)
    for clause, words in zip(subject.new.document.clauses, subject.words if terms else (), strict=False):
        for term in terms:
            for span in find(term, words):
                said = clause.text[span.start : span.end]
                yield Hit(FORBIDDEN, f"“{said}” may not be in the text ({term.name})", clause, *span, new=said)


def gone(subject: Subject) -> Iterator[Hit]:
    """Find terms that the old draft had, that have to stay, and that are gone."""
    if subject.against is None:
        return
    old = subject.against.old.document.clauses
    for term in terms_of(subject, subject.settings.terms.keep):
        before = [clause for clause in old if find(term, clause.text)]
        if before and not any(find(term, words) for words in subject.words):
            change = subject.destination[before[0].citation]
            stood = ", ".join(clause.citation for clause in before[:5])
            message = f"“{term.name}” is gone from the text; in {subject.against.old.label} it stood in {stood}"
            yield Hit(GONE, message, change.new[0] if change.new else None, old=term.name)


# Spelling


def variants(subject: Subject) -> Iterator[Hit]:
    """Find words that the text spells in two ways; the rarer one is shown."""
    for names in subject.settings.terms.variants:
        yield from _differing([(name, _places(subject, name)) for name in names])
    if subject.language in ("en", ""):
        yield from _by_pairs(subject)
        yield from _by_ends(subject)


def _by_pairs(subject: Subject) -> Iterator[Hit]:
    found: dict[str, list[Place]] = {}
    for clause in subject.new.document.clauses:
        for match in _PAIRED.finditer(clause.text):
            found.setdefault(match[0].lower(), []).append((clause, *match.span()))
    for pair in _PAIRS:
        yield from _differing([(name, found.get(name, [])) for name in pair])


def _places(subject: Subject, name: str) -> list[Place]:
    """Find a spelling; a hyphen that is typed has to be there, or it would find the other spelling."""
    term = terms_of(subject, [name])[0]
    clauses = zip(subject.new.document.clauses, subject.words, strict=True)
    found = [(clause, *span) for clause, words in clauses for span in find(term, words)]
    return [(clause, start, end) for clause, start, end in found if _is_spelled(clause.text[start:end], name)]


def _is_spelled(said: str, name: str) -> bool:
    return said.casefold() == name.casefold() or "*" in name or "|" in name or "[" in name


def _by_ends(subject: Subject) -> Iterator[Hit]:
    found: dict[str, dict[str, list[Place]]] = {}
    for clause in subject.new.document.clauses:
        for match in _WORD.finditer(clause.text):
            opens = not match.start() or clause.text[: match.start()].rstrip(' “"(').endswith((".", ":", ";"))
            word = match[0].lower() if opens else match[0]
            stem = _stem(word)
            if stem:
                found.setdefault(stem, {}).setdefault(word, []).append((clause, *match.span()))
    for spellings in found.values():
        if len({name.lower() for name in spellings}) > 1:
            yield from _differing(list(spellings.items()))


def _stem(word: str) -> str:
    """Write a word in one spelling, with its first letter as it is: a name may keep the spelling of its bearer."""
    folded = word[0] + word[1:].lower()
    if word.lower() in _NO_OUR:
        return ""
    stem = re.sub(r"(?<=[a-z])[iy]s(?=(?:e|ed|es|er|ers|ing|ation|ations)$)", "iz", folded)
    stem = _IZE.sub("iz", stem)
    stem = _OUR.sub("or", stem)
    return stem if re.search(r"iz|or", stem) else ""


def _differing(spellings: Sequence[tuple[str, list[Place]]]) -> Iterator[Hit]:
    there = [(name, places) for name, places in spellings if places]
    if len(there) < 2:
        return
    rarest, places = min(there, key=lambda row: len(row[1]))
    others = "; ".join(
        f"“{each[0][0].text[each[0][1] : each[0][2]]}” in {_listed(each)}" for name, each in there if name != rarest
    )
    clause, start, end = places[0]
    said = clause.text[start:end]
    message = f"“{said}” in {_listed(places)}, and {others}"
    yield Hit(VARIANT, message, clause, start, end, new=said, about=rarest)


def _listed(places: Sequence[Place], most: int = 4) -> str:
    cited = list(dict.fromkeys(clause.citation for clause, _, _ in places))
    return ", ".join(cited[:most]) + (f" and {len(cited) - most} more" if len(cited) > most else "")
