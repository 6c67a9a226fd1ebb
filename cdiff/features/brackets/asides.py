"""Asides: square brackets that leave nothing open.

Legal and scholarly texts use square brackets for much else: note marks (`treaty[3]`), citations (`Smith [2018]`,
`[2018] UKSC 5`, `[RFC2119]`), an editor's hand (`[sic]`, `[t]he`, `“… […] …”`), notes (`[Note: …]`), links
(`[text](https://…)`). Each is recognised by its own form; what has none of these forms is an open bracket: one
listed wrongly costs a look, one passed over wrongly costs an agreement.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cache, lru_cache

from cdiff.core.citation import HEADINGS
from cdiff.core.model import Clause, Document
from cdiff.core.records import record
from cdiff.features.brackets.conventions import Conventions, any_of, fold
from cdiff.features.brackets.positions import parties_in

_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_LINK = re.compile(r"\((?:[a-z][a-z0-9+.-]*:|#|\.{0,2}/|www\.|[\w/-]+\.(?:html?|md|pdf|docx?|txt)(?:[#)]))")
_DEFINED = re.compile(r"\[([^\[\]]+)\]:\s+\S")
_CAPITALS = re.compile(r"(?<![\w\]])\[([A-Z][A-Z0-9]+(?:[-.][A-Z0-9]+)*)\](?!\s?\[)")
_MANY = 3
"""From this many different words on, capitals in brackets are keys of a list of references: two may be chance."""
_CODE = re.compile(r"[A-Za-z][^\W_]*+_\w++")
_ADOPTED = re.compile(r"(?:without reference to a Main Committee|on the report of the) ?")
_KEY = re.compile(r"[A-Z][a-z]*+[A-Z0-9][\w.:/-]*|[A-Z](?:[^\W_]|\.)*+[-_][\w.-]+|(?:RFC|BCP|STD|ISO|I-D)[ .]?[\w.-]+")
_STANDARD = re.compile(r"(?:RFC|BCP|STD)[ -]?\d{1,5}|I-D\.[\w.-]+|ISO[ -/]?\d[\w.:-]*")
_REPORT = re.compile(r"\s(?:\d+\s)?(?:[A-Z]{2,}|Ch|Fam|QB|WLR|All ER)\b")
_AUTHOR = re.compile(rf"(?:\bet al\.?,?|\b(?!(?:{_MONTHS})\b)[A-Z]\w+(?: & [A-Z]\w+)?,?|\bv\.? [A-Z]\w+)\s$")
_FROM_THE_CHAIR = re.compile(
    r"(?:the )?(?:co-?|vice-?)?(?:chair(?:person|man|woman)?|facilitator|president|secretariat|bureau|rapporteur)s?: "
    r"(?:see|cf|this|these|based|from|moved|merged|placed|streamlined|under|to be|text (?:from|of|as)|proposals? of)\b",
    re.IGNORECASE,
)
"""A remark of those who lead the negotiation, `[Chair: see paragraph 4]`; `[Chair: States will act]` is a proposal."""
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d[a-z]?")
_OMISSION = re.compile(r"(?:…|\.\s?\.\s?\.|\*\*\*)\.?")
_BLANK = re.compile(r"\s*+")
_BLANK_OR_STOP = re.compile(r"[ .]*+")
_NEAR = 200
"""Characters before a bracket in which the name of an author and the end of a sentence are looked for."""


@record
class BracketContext:
    """What the rest of a document tells about its square brackets."""

    notes: frozenset[str]
    """The marks of its footnotes."""
    keys: frozenset[str]
    """What a list of references in it explains: `RFC2119`."""
    links: frozenset[str]
    """What its link definitions define."""


def context_of(document: Document, known: Conventions) -> BracketContext:
    """Collect what the square brackets of a document may refer to."""
    notes = {clause.label.strip("[]^") for clause in document if clause.kind == "footnote"}
    links = {match[1] for clause in document if (match := _DEFINED.match(clause.text))}
    return BracketContext(
        frozenset(notes), frozenset(_keys(document) | _cited_often(document, known)), frozenset(links)
    )


def _cited_often(document: Document, known: Conventions) -> set[str]:
    """Find the keys in capitals of a text that cites by keys: `[PATENT-POLICY]`, `[HTML]`, `[TLS13]`."""
    texts = [text for clause in document if "[" in (text := clause.text) and (not text.isupper() or " " not in text)]
    keys = {key for text in texts for key in _CAPITALS.findall(text) if not known.knows(key)}
    return keys if len(keys) >= _MANY else set()


def _keys(document: Document) -> set[str]:
    """Find the keys that head the entries of a list of references."""
    listed = set()
    referring = False
    for clause in document:
        if clause.kind in HEADINGS:
            referring = bool(re.search(r"\b(?:references|bibliography|works cited)\b", clause.text, re.IGNORECASE))
        match = re.match(r"\[([^\[\]\s]{2,30})\] ?[A-Z\"“]", clause.text)
        if match and (referring or (_KEY.fullmatch(match[1]) and any(map(str.isdigit, match[1])))):
            listed.add(match[1])
    return listed


def aside_reason(clause: Clause, start: int, end: int, inside: str, context: BracketContext, known: Conventions) -> str:
    """Tell what a pair of square brackets is that leaves nothing open; empty for an open bracket.

    `start` and `end` are the offsets of `[` and `]` in the clause, `inside` is what stands between them.
    """
    text = clause.text
    before, after = text[max(0, start - _NEAR) : start], text[end + 1 : end + 1 + _NEAR]
    alone = _is_blank(text, 0, start) and _is_blank(text, end + 1, len(text))
    said = fold(inside)
    if _note_head(known.note).match(inside) or _FROM_THE_CHAIR.match(inside):
        return "note"
    if said in known.editorial or (alone and _ADOPTED.match(inside)):
        return "editor's insertion"
    if after[:1] == "(" and _LINK.match(text, end + 1):
        return "link"
    if not start and inside in context.links and _DEFINED.match(text):
        return "link"
    if inside in context.keys or _STANDARD.fullmatch(inside):
        return "citation"
    if _CODE.fullmatch(inside):
        return "name in a program"
    return (
        _number_reason(inside, before, after, context)
        or _letter_reason(text, start, end, inside, known)
        or _tag(text, start, end, inside, known)
    )


def _is_blank(text: str, start: int, end: int) -> bool:
    blank = _BLANK.match(text, start, end)
    return blank is not None and blank.end() == end


@cache
def _note_head(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"\s*+(?:{any_of(words)})\s*+(?:\d++\s*+)?(?:[:–—]|-\s|$)", re.IGNORECASE)


def _number_reason(inside: str, before: str, after: str, context: BracketContext) -> str:
    """`by [2030]`, `20[30]` and `[30] days` are open; a note mark, or a year in a citation, is not."""
    if not inside[:1].isdigit():
        return ""
    if re.fullmatch(r"\d{1,3}(?:\s?[,–-]\s?\d{1,3})*", inside):
        glued = re.search(r"(?:\w|[.,;:)”\"])$", before) and not re.search(r"\b(?:19|20)$", before)
        if glued or (inside in context.notes and before):
            return "note mark"
    if _YEAR.fullmatch(inside) and (_REPORT.match(after) or _AUTHOR.search(before)):
        return "citation"
    return ""


def _letter_reason(text: str, start: int, end: int, inside: str, known: Conventions) -> str:
    """`[t]he` changes a letter of a quotation; `Part[y]` and `State[s]` do not stand at the head of a word."""
    before, after = text[max(0, start - 1) : start], text[end + 1 : end + 2]
    if len(inside) == 1 and inside.isalpha() and after.islower() and not before.isalnum():
        return "editor's insertion"
    if not _OMISSION.fullmatch(inside.strip()):
        return ""
    if _is_quoted(text, start, end):
        return "omission in a quotation"
    return "omission" if known.leaves_out else ""


def _is_quoted(text: str, start: int, end: int) -> bool:
    """Whether a place stands between an opening quotation mark and its closing one."""
    straight, openings, closings = _quotation_marks(text)
    if bisect_left(straight, start) % 2 == 1 and straight[-1] > end:
        return True
    before = bisect_left(openings, start)
    if not before or text[openings[before - 1]] == '"':
        return False
    closed = bisect_left(closings, start)
    return not (closed and closings[closed - 1] > openings[before - 1]) and bool(closings) and closings[-1] > end


@lru_cache(maxsize=1)
def _quotation_marks(text: str) -> tuple[list[int], list[int], list[int]]:
    """Where the straight quotation marks of a clause stand, those that may open, and those that may close."""
    marks = [(match.start(), match[0]) for match in re.finditer(r"[“„«”»\"]", text)]
    straight, openings, closings = ([at for at, mark in marks if mark in kind] for kind in ('"', '“„«"', '”»"'))
    return straight, openings, closings


def _tag(text: str, start: int, end: int, inside: str, known: Conventions) -> str:
    """`[USA/Canada]` behind a bracket, at the head of a proposal or at its end names who wants it."""
    parties = parties_in(inside, known)
    if not parties:
        return ""
    before, after = text[max(0, start - _NEAR) : start], text[end + 1 : end + 1 + _NEAR]
    first, last = _is_blank(text, 0, start), _is_blank(text, end + 1, len(text))
    stop = _BLANK_OR_STOP.match(text, end + 1)
    behind = not start or re.search(r"[\].;:!?”\"]\s*$", before)
    ends = behind and stop and stop.end() == len(text)
    heads = first and re.match(r"\s+[A-Z\[(“]", after) and (len(parties) > 1 or after.lstrip()[:1] == "[")
    between = re.search(r"\]\s*$", before) and re.match(r"\s*(?:[\[.,;]|$)", after)
    return "attribution" if (first and last) or ends or heads or between else ""
