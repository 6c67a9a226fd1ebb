"""Heads: what stands before the words of a proposal, its label (`Option 1:`) and its authors (`EU, Mexico:`).

A label counts only where something sets it off: `Option 1: …` is one, `Option 1 of the plan` is none. A party is one
that the conventions know; before a colon at the head of a bracket, so is an abbreviation in capitals, since no list
has every group. `(Geneva, 2018)`, `(a)` and `[Note: …]` are neither.
"""

from __future__ import annotations

import re
from functools import cache

from cdiff.core.model import Clause
from cdiff.core.numbering import REPEATS
from cdiff.core.records import NamedTuple
from cdiff.features.brackets.conventions import Conventions, any_of, fold
from cdiff.features.brackets.model import Attribution, Content, Stance, TextPlace

_NUMBER = r"(?:\d{1,3}(?:\.\d{1,2})*|[IVX]{1,5}|[A-Z])"
_SMALL = r"(?:[ivx]{1,5}|[a-z])"
_AFTER = rf"(?:\s?(?:{'|'.join(REPEATS)}))?"
_SET_OFF = r"(?:\s*[:.)–—-]+(?=\s|$)|\s*$)"
_BY_NUMBER = rf"(?:(?:OP|PP|[Pp]ara(?:graph)?)\.?\s?)?\d{{1,3}}[a-z]?{_AFTER}\s?[Aa]lt\.?(?:\s?{_NUMBER})?"
_HEAD_TO_COLON = re.compile(r"(?P<names>[^\[\]:.;]{2,90}?):(?=\s|$)")
_ABBREVIATION = re.compile(r"[A-Z][A-Z0-9]{1,7}(?:[-/&][A-Z0-9]+)?\+?")
_NO_PARTY = re.compile(
    r"(?:NOTE|NB|OPTION|ALT|VARIANT|TITLE|OP|PP|ARTICLE|ART|ANNEX|SECTION|PARA|TBD|TBC|X+|N+|Y+|[IVXLC]+)\d*"
)
_ALTERNATIVE = re.compile(r"\s+[Aa]lt(?:ernative)?\.?(?:\s?(?P<number>\d+))?$")
_SAID_TOO = re.compile(
    r"\s*(?:\(?\s*(?:supported by|with the support of|joined by)\s+|\s+proposal$|\)$)", re.IGNORECASE
)
_RESERVES = re.compile(
    r"(?:[–—-]\s*|(?P<sign>[(\[])\s*)(?P<names>[^()\[\]:.;–—]{2,80}?)\s+"
    r"(?:general |study |scrutiny )?(?:reserves?|reserved|reservation)(?:\s+(?:its|their)\s+position)?"
    r"(?(sign)\s*[)\]]|)\s*[.;]?\s*$"
)
_PARENTHESIS = re.compile(r"\((?P<names>[^()\[\]:.;]{2,90})\)")
_GAP = re.compile(r"(?:[XYN]{1,3}|x{1,3}|_+|–+|-+|…|\.[. ]*)(?:\s?%|(?:\s[\w-]+){1,3})?")
"""`X`, `XX per cent`, `… days`."""
_ENDED = re.compile(r"(?:^|[.;:\]!?”\"])\s*$")


class ProposalHead(NamedTuple):
    """What stands before the words of a proposal."""

    label: str = ""
    by: tuple[str, ...] = ()
    stance: Stance = "proposes"
    named: tuple[int, int] = (0, 0)
    """Where the names of the parties start and end in the text."""
    end: int = 0
    """Where the words start in the text."""


def head_of(text: str, start: int, known: Conventions) -> ProposalHead:
    """Read label and attribution off a text in brackets, in either order, from `start`, behind the bracket."""
    head = ProposalHead(end=start)
    for _ in range(2):
        at = _behind_spaces(text, head.end)
        label = _labels(known.option, bracketed=True).match(text, at) if not head.label else None
        if label:
            head = head._replace(label=_tidy(label["label"]), end=label.end())
            head = _named_in_parentheses(text, head, known)
        elif not head.by:
            head = _attributed(text, at, head, known)
    return head._replace(end=_behind_spaces(text, head.end))


def label_of(text: str, known: Conventions) -> tuple[str, int]:
    """Read the label of an option off a clause without brackets; returns it and where the words start."""
    found = _labels(known.option, bracketed=False).match(text)
    return (_tidy(found["label"]), _behind_spaces(text, found.end())) if found else ("", 0)


@cache
def _labels(words: tuple[str, ...], *, bracketed: bool) -> re.Pattern[str]:
    """A numbered label in brackets may stand right before the words; any other must be set off from them."""
    word = rf"(?:{any_of(words)})\.?"
    numbered = rf"{word}\s*[#(]?\s*{_NUMBER}\)?{_AFTER}"
    loose = rf"(?:{_SET_OFF}|(?=\s+\S))" if bracketed else _SET_OFF
    rest = rf"{word}\s*\(?{_SMALL}\)?{_SET_OFF}|{word}{_SET_OFF}"
    by_number = rf"|{_BY_NUMBER}{_SET_OFF}" if bracketed else ""
    return re.compile(rf"(?P<label>{numbered}{loose}|{rest}{by_number})")


def _tidy(label: str) -> str:
    """Take off what sets a label off."""
    bare = label.rstrip(" :.)–—-")
    return f"{bare})" if bare.count("(") > bare.count(")") else bare


def _behind_spaces(text: str, at: int) -> int:
    while at < len(text) and text[at] == " ":
        at += 1
    return at


def _named_in_parentheses(text: str, head: ProposalHead, known: Conventions) -> ProposalHead:
    """`Option 1 (EU, Mexico): …`."""
    at = _behind_spaces(text, head.end)
    found = _PARENTHESIS.match(text, at)
    parties = parties_in(found["names"], known, by_form=True) if found else ()
    if not found or not parties:
        return head
    end = found.end() + 1 if text[found.end() : found.end() + 1] == ":" else found.end()
    return head._replace(by=parties, named=found.span("names"), end=end)


def _attributed(text: str, at: int, head: ProposalHead, known: Conventions) -> ProposalHead:
    found = _HEAD_TO_COLON.match(text, at)
    if found is None:
        return head
    names, label = found["names"], head.label
    alternative = _ALTERNATIVE.search(names)
    if alternative:
        label = label or alternative[0].strip()
        names = names[: alternative.start()]
    parties = parties_in(names, known, by_form=True)
    if not parties:
        return head
    stance: Stance = "alternative" if alternative else "proposes"
    return ProposalHead(label, parties, stance, (found.start(), found.end() - 1), found.end())


def parties_in(names: str, known: Conventions, *, by_form: bool = False) -> tuple[str, ...]:
    """Read a list of parties: `EU, Mexico`, `G77 and China`, `USA/Canada`; nothing if any part of it is none.

    With `by_form`, abbreviations in capitals that nobody listed are parties too.
    """
    names = _SAID_TOO.sub(lambda match: ", " if "by" in match[0] or "support" in match[0] else "", names).strip(" ,+")
    if _is_party(names, known, by_form=by_form):
        return (names.removeprefix("the ").strip(),)
    for separator in (r"[,;\s]*[,;]\s*(?:and\s)?", r"\s*/\s*", r"\s*[&+]\s*", r"\s+(?:and|et|y)\s+"):
        parts = re.split(separator, names)
        if len(parts) > 1:
            read = [parties_in(part, known, by_form=by_form) for part in parts]
            return tuple(party for group in read for party in group) if all(read) else ()
    return ()


def _is_party(name: str, known: Conventions, *, by_form: bool) -> bool:
    if not name or (len(name) <= 3 and not name.isupper()):
        return False
    if known.knows(name) and (name[0].isupper() or name.startswith("the ")):
        return True
    return by_form and _ABBREVIATION.fullmatch(name) is not None and _NO_PARTY.fullmatch(name) is None


def content_of(words: str, known: Conventions) -> Content:
    """Tell what a bracket holds: words, a gap to be filled, or the proposal to have no text."""
    said = fold(words).strip(" .:;")
    if said in known.nothing:
        return "nothing"
    if said in known.placeholder or said.startswith("placeholder") or not any(map(str.isalnum, said)):
        return "placeholder"
    return "placeholder" if _GAP.fullmatch(words) else "words"


# In the text of a clause


def attributions_in(at: int, clause: Clause, known: Conventions) -> list[Attribution]:
    """Find the parties that a clause names in parentheses at its head, its end or behind a bracket, and reserves."""
    found = []
    for match in _PARENTHESIS.finditer(clause.text):
        parties = parties_in(match["names"], known)
        if parties and _ENDED.search(clause.text, 0, match.start()):
            found.append(Attribution(TextPlace(at, match.start()), TextPlace(at, match.end()), parties))
    reserve = _RESERVES.search(clause.text)
    parties = parties_in(reserve["names"], known, by_form=True) if reserve else ()
    if reserve and parties:
        found.append(Attribution(TextPlace(at, reserve.start()), TextPlace(at, reserve.end()), parties, "reserves"))
    return found
