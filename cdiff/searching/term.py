"""What a person may ask for.

    firewall                                   the word, in any letter case; also within firewall-like
    firewall*                                  words that start so: firewalls, firewalled; *law for those that end so
    non-refoulement                            a hyphen may be a hyphen, a space or nothing
    national law                               a phrase; never inside "international law"
    safe, orderly and regular                  a sign that is typed between words has to be there
    réfugié                                    an accent that is typed has to be there; refugie finds both
    national law* | national legislation       either; counted once where they overlap
    as appropriate [not after: as well | such] not where one of these stands directly before it
    law [not before: enforcement]              … or directly after it
    binding law = legal* binding | bound by    a name for it, shown in its place

A phrase does not run over a comma, a full stop, a bracket or a dash unless that is typed; footnote marks, quotation
marks and square brackets inside it do not count.

Rejected: leaving out by a rule what looks like no qualifier ("as well *as appropriate* assistance" is none). No list
of words covers every such place, and a count that silently leaves something out is worse than one that can be looked
up; so the term itself states what is left out, and the list of qualifiers that ships with cdiff is such terms.
"""

from __future__ import annotations

import re
from itertools import product

from cdiff.core.errors import TermError
from cdiff.core.records import record
from cdiff.searching.words import fold, plain, words_of

_CONTEXT = re.compile(r"\[(?P<side>[^\[\]:]*):(?P<forms>[^\[\]]*)\]")
_STAR = "*"
_MOST_HYPHENS = 4
"""Hyphens of a phrase that may be left out: two spellings for each, so sixteen."""


@record
class TermWord:
    """A word of a phrase."""

    text: str
    accented: bool
    """An accent was typed, so it has to be there; else `text` is compared without accents."""
    gap: str
    """What has to stand before it, in the form of `TextWord.gap`; `" "` lets a hyphen through."""
    starts: bool = False
    """Words that start with it count too."""
    ends: bool = False
    """Words that end with it count too."""


Phrase = tuple[TermWord, ...]


@record
class Term:
    """A term as it was asked for; `phrases` are what counts as one, longest first."""

    name: str
    """What it is called in a table: as it was typed, or the name it was given."""
    typed: str
    phrases: tuple[Phrase, ...]
    not_after: tuple[Phrase, ...] = ()
    not_before: tuple[Phrase, ...] = ()


def parse_term(typed: str) -> Term:
    """Parse a term as a person types it.

    Raises `TermError` for a term without a word, a star that stands alone, and brackets that are not understood.
    """
    said = " ".join(typed.split())
    name, equals, rest = said.partition(" = ")
    body = rest if equals else said
    contexts: dict[str, list[Phrase]] = {"not after": [], "not before": []}
    for match in _CONTEXT.finditer(body):
        side = match["side"].strip().lower()
        if side not in contexts:
            raise TermError(f"{said!r}: [{match['side'].strip()}: …] is neither [not after: …] nor [not before: …]")
        contexts[side] += _phrases(match["forms"], said)
    body = _CONTEXT.sub(" ", body)
    if "[not" in body.lower():
        raise TermError(f"{said!r}: a bracket [not after: …] is not closed, or lacks its colon")
    return Term(
        name.strip() if equals else said,
        said,
        _phrases(body, said),
        tuple(contexts["not after"]),
        tuple(contexts["not before"]),
    )


def _phrases(typed: str, said: str) -> tuple[Phrase, ...]:
    found = {phrase for form in typed.split("|") for phrase in _spellings(form, said)}
    return tuple(sorted(found, key=lambda phrase: (-len(phrase), repr(phrase))))


def _spellings(form: str, said: str) -> list[Phrase]:
    """List the phrases of a form: each hyphen stands, or its words are written as one."""
    parts = _parts(form, said)
    hyphens = [at for at, part in enumerate(parts) if part.gap == "-"][:_MOST_HYPHENS]
    return [
        _glued(parts, {at for at, glue in zip(hyphens, glued, strict=True) if glue})
        for glued in product((False, True), repeat=len(hyphens))
    ]


def _parts(form: str, said: str) -> list[TermWord]:
    text = form.strip()
    words = words_of(text).words
    if not words:
        raise TermError(f"{said!r}: there is no word in {text!r}" if text else f"{said!r}: a term without a word")
    if re.search(r"(?<![^\s|])\*(?![^\s|])", text):
        raise TermError(f"{said!r}: a star stands for the rest of a word, as in firewall*; it cannot stand alone")
    parts = []
    for at, word in enumerate(words):
        accented = word.folded != word.plain
        gap = word.gap if at else ""
        parts.append(
            TermWord(
                word.folded if accented else word.plain,
                accented,
                gap,
                starts=text[word.end : word.end + 1] == _STAR,
                ends=text[word.start - 1 : word.start] == _STAR,
            )
        )
    return parts


def _glued(parts: list[TermWord], glue: set[int]) -> Phrase:
    """Join the words at these places to the word before."""
    out: list[TermWord] = []
    for at, part in enumerate(parts):
        if at in glue:
            before = out.pop()
            text, accented = before.text + part.text, before.accented or part.accented
            text = text if accented else plain(fold(text))
            out.append(TermWord(text, accented, before.gap, starts=part.starts, ends=before.ends))
        else:
            out.append(part)
    return tuple(out)
