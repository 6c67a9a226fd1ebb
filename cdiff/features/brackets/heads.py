"""Heads: what stands before the words of a proposal, its label (`Option 1:`) and its authors (`EU, Mexico:`).

A label counts only where something sets it off: `Option 1: …` is one, `Option 1 of the plan` is none.
"""

from __future__ import annotations

import re
from functools import cache

from cdiff.core.numbering import REPEATS
from cdiff.core.records import record, replace
from cdiff.features.brackets.conventions import Conventions, any_of, fold
from cdiff.features.brackets.model import Content
from cdiff.features.brackets.positions import Position, parties_in, sides_in

_NUMBER = r"(?:\d{1,3}(?:\.\d{1,2})*|[IVX]{1,5}|[A-Z])"
_SMALL = r"(?:[ivx]{1,5}|[a-z])"
_AFTER = rf"(?:\s?(?:{'|'.join(REPEATS)}))?"
_SET_OFF = r"(?:\s*[:.)–—-]+(?=\s|$)|\s*$)"
_BY_NUMBER = rf"(?:(?:OP|PP|[Pp]ara(?:graph)?)\.?\s?)?\d{{1,3}}[a-z]?{_AFTER}\s?[Aa]lt\.?(?:\s?{_NUMBER})?"
_HEAD_TO_COLON = re.compile(r"(?P<names>[^\[\]:.;]{2,90}?):(?=\s|$)")
_PARENTHESIS = re.compile(r"\((?P<names>[^()\[\]:.;]{2,90})\)")
_ALTERNATIVE = re.compile(r"(?<!\s)\s+([Aa]lt(?:ernative)?\.?(?:\s?\d+)?)$")
_GAP = re.compile(r"(?:[XYN]{1,3}|x{1,3}|_+|–+|-+|…|\.[. ]*)(?:\s?%|(?:\s[\w-]+){1,3})?")
"""`X`, `XX per cent`, `… days`."""


@record
class ProposalHead:
    """What stands before the words of a proposal."""

    label: str = ""
    sides: tuple[Position, ...] = ()
    """The parties that it names, by their side."""
    named: tuple[int, int] = (0, 0)
    """Where their names start and end in the text."""
    end: int = 0
    """Where the words start in the text."""

    @property
    def by(self) -> tuple[str, ...]:
        """The parties that want the text."""
        return tuple(party for side in self.sides if side.stance != "opposes" for party in side.parties)


def head_of(text: str, start: int, stop: int, known: Conventions) -> ProposalHead:
    """Read label and attribution, in either order, off the text in brackets between `start` and `stop`."""
    head = ProposalHead(end=start)
    for _ in range(2):
        at = _behind_spaces(text, head.end)
        label = _labels(known.option, bracketed=True).match(text, at, stop) if not head.label else None
        if label:
            head = replace(head, label=_tidy(label["label"]), end=label.end())
            at = _behind_spaces(text, head.end)
            found = _PARENTHESIS.match(text, at, stop)  # `Option 1 (EU, Mexico): …`
            parties = parties_in(found["names"], known, by_form=True) if found else ()
            if found and parties:
                end = found.end() + (text[found.end() : found.end() + 1] == ":")
                head = replace(head, sides=(Position(parties, "proposes"),), named=found.span("names"), end=end)
        elif not head.sides:
            found = _HEAD_TO_COLON.match(text, at, stop)
            sides = sides_in(found["names"], known) if found else ()
            if found and sides:
                alternative = _ALTERNATIVE.search(found["names"])
                own = head.label or (alternative[1] if alternative else "")
                head = ProposalHead(own, sides, (found.start(), found.end() - 1), found.end())
    return replace(head, end=_behind_spaces(text, head.end))


def label_of(text: str, known: Conventions) -> tuple[str, int]:
    """Read the label of an option off a clause without brackets; returns it and where the words start."""
    found = _labels(known.option, bracketed=False).match(text)
    return (_tidy(found["label"]), _behind_spaces(text, found.end())) if found else ("", 0)


@cache
def _labels(words: tuple[str, ...], *, bracketed: bool) -> re.Pattern[str]:
    """A numbered label in brackets may stand right before the words; any other must be set off from them."""
    word = rf"(?:{any_of([*words, *(word.upper() for word in words)])})\.?"
    numbered = rf"{word}\s*+(?:[#(]\s*+)?{_NUMBER}\)?{_AFTER}"
    loose = rf"(?:{_SET_OFF}|(?=\s+\S))" if bracketed else _SET_OFF
    rest = rf"{word}\s*\(?{_SMALL}\)?{_SET_OFF}|{word}{_SET_OFF}"
    by_number = rf"|{_BY_NUMBER}{_SET_OFF}" if bracketed else ""
    return re.compile(rf"(?P<label>{numbered}{loose}|{rest}{by_number})")


def _tidy(label: str) -> str:
    """Strip what sets a label off."""
    bare = label.rstrip(" :.)–—-")
    return f"{bare})" if bare.count("(") > bare.count(")") else bare


def _behind_spaces(text: str, at: int) -> int:
    while at < len(text) and text[at] == " ":
        at += 1
    return at


def content_of(words: str, known: Conventions) -> Content:
    """Tell what a bracket holds: words, a gap to be filled, or the proposal to have no text."""
    said = fold(words).strip(" .:;")
    if said in known.nothing:
        return "nothing"
    if said in known.placeholder or said.startswith("placeholder") or not any(map(str.isalnum, said)):
        return "placeholder"
    return "placeholder" if _GAP.fullmatch(words) else "words"
