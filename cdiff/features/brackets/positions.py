"""Positions: who proposes, supports, opposes or reserves a text, and who wants it deleted, moved, kept or merged.

    [EU: …] · [Brazil, +Mexico, -US: …] · (Mexico, Switzerland) · – EU reserve · (EU, US reserve position)
    [Japan: delete paragraph] · [US: delete: promptly] · [Mexico: move to OP5] · [Syldavia reserves.]

A party is one that the conventions know; at the head of a bracket, before a colon, so is an abbreviation in capitals,
since no list has every group. Where the sentence can be nothing else (`Syldavia reserves`), and in a list with a known
party, so is any name. `(Geneva, 2018)`, `(a)` and `[Note: …]` are none.

An instruction speaks of the text and is no wording of it: its object is a part of the draft (`delete paragraph`, `move
to OP5`), quoted words or nothing. `[EU: delete personal data]` is wording.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from cdiff.core.model import Clause
from cdiff.core.records import record
from cdiff.features.brackets.conventions import Conventions
from cdiff.features.brackets.model import Attribution, Stance, TextPlace

_ABBREVIATION = re.compile(r"[A-Z][A-Z0-9]{1,7}(?:-[A-Z0-9]+)?\+?")
_NO_PARTY = re.compile(
    r"(?:NOTE|NB|OPTION|ALT|VARIANT|TITLE|OP|PP|ARTICLE|ART|ANNEX|SECTION|PARA|TBD|TBC|X+|N+|Y+|[IVXLC]+)\d*"
)
_OFFICER = re.compile(
    r"(?:[Tt]he )?((?:Co-?|Vice-?)?(?:[Cc]hair(?:person|man|woman)?|[Ff]acilitator|[Pp]residen(?:t|cy)|[Ss]ecretariat"
    r"|[Bb]ureau|[Rr]apporteur)s?)(?:[’']s?)?"
)
"""Those who lead a negotiation; they propose by `Chair’s proposal: …`."""
_PROPOSAL = re.compile(
    r"(?:[’']s?)? (?:(?:new|revised|compromise|alternative|bridging) )?"
    r"(?:proposals?|text|suggestion|compromise|language)$"
)
_NAME = re.compile(
    r"(?!(?:The|This|That|These|Such|States?|Part(?:y|ies)|Members?|Each|All|Every|Any|No|Both|Some|Governments?|Countries"
    r"|Country|Articles?|Paragraphs?|Options?|Notes?|Text|We|It|They|He|She|Committee|Conference|Council|Assembly|Board"
    r"|Court|Delegations?)\b)[A-Z][\w’'-]*[a-z](?: (?:of|the|[A-Z][\w’'-]+)){0,4}"
)
"""What may be the name of a delegation that no list has."""
_SAID_TOO = re.compile(r"(?<!\s)\s*+(?:\(\s*+)?(?:supported by|with the support of|joined by)\s+", re.IGNORECASE)
_BETWEEN = (
    re.compile(r"(?<![,;\s])\s*+[,;][,;\s]*+(?:and\s)?"),
    re.compile(r"(?<!\s)\s*+/\s*+"),
    re.compile(r"(?<!\s)\s*+[&+]\s*+"),
    re.compile(r"(?<!\s)\s+(?:and|et|y)\s+"),
)
"""What stands between the names of a list, the widest first."""
_SIGN = re.compile(r"([+−–-])\s*(?=[^\W\d_])")
_ALTERNATIVE = re.compile(r"(?<!\s)\s+[Aa]lt(?:ernative)?\.?(?:\s?(?P<number>\d+))?$")

_OBJECT = (
    r"(?:(?:the|this|that|these|whole|entire|all|both|first|second|third|last|two|original|current|previous|new|old|following"
    r"|above|existing|agreed|rest of|remainder of|square|in|of|from|as|to) )*"
    r"(?:(?:sub-?)?para(?:graph)?s?\b|OP|PP|art(?:icle)?s?\b|clauses?\b|sections?\b|sentences?\b|words?\b|phrases?\b|text\b"
    r"|brackets?\b|bracketed\b|references?\b|lines?\b|items?\b|titles?\b|headings?\b|options?\b|alternatives?\b|footnotes?\b"
    r"|chapeau\b|formulation\b|language\b|version\b|proposal\b|end\b|beginning\b|preamble\b|annex\b|here\b|it\b|is$"
    r"|\(?[a-z]{1,3}\)|\d{1,3}\b|[\"“‘'])"
)
"""A part of a draft, as an instruction speaks of it."""
_VERBS: dict[Stance, tuple[str, str]] = {
    "deletes": (r"(?:to )?(?:delet(?:e[sd]?|ing|ion)|remov(?:e[sd]?|al)|strikes?(?: out)?|omits?|drops?)", ""),
    "moves": (
        r"(?:to )?(?:mov(?:e[sd]?|ing)|relocate[sd]?|transfer(?:s|red)?|shift(?:s|ed)?|place[sd]?)",
        r"(?:up|down|after|before|behind|above|below)\b",
    ),
    "keeps": (
        r"(?:to )?(?:retain(?:s|ed)?|keeps?|reinstate[sd]?|restore[sd]?|maintains?|reverts? to|go(?:es)? back to)",
        "",
    ),
    "merges": (r"(?:to )?(?:merge[sd]?|combine[sd]?|consolidate[sd]?|splits?|streamlines?)", r"with\b|into\b|and\b"),
    "proposes": (r"(?:to )?(?:adds?|inserts?|includes?)", r"(?:new|after|before|at)\b"),
    "alternative": (r"(?:to )?(?:replace[sd]?|substitutes?|change[sd]?)", r"(?:by|with)\b"),
}
"""The verbs of instructions, and what may follow one beside a part of the draft."""
_INSTRUCTIONS = {
    stance: re.compile(
        rf"(?:{verb})(?:\s*$|\s*[:–—]\s*|\s+-\s+|\s+(?={_OBJECT}{f'|{more}' if more else ''}))", re.IGNORECASE
    )
    for stance, (verb, more) in _VERBS.items()
}
_BARE = {
    stance: re.compile(rf"(?:{verb})\s+(?={_OBJECT}{f'|{more}' if more else ''})", re.IGNORECASE)
    for stance, (verb, more) in _VERBS.items()
}
"""The same without a party: then the object must be named, for `[delete]` is the proposal to have no text."""

_ABOUT_IT = (
    r"(?: (?:to |with |on )?(?:(?:this|the|its|their|these|that) )?(?:text|proposal|paragraph|positions?|language"
    r"|wording|addition|amendment|deletion|reference|option \w+|[A-Z]{2,}(?: proposal| text)?))?"
)
_SENTENCES: dict[Stance, re.Pattern[str]] = {
    "opposes": re.compile(
        rf"(?P<names>.+?) (?:opposes?|objects?|objection|rejects?|(?:cannot|can not|(?:does|do) not|could not) "
        rf"(?:accept|agree|support)){_ABOUT_IT}"
    ),
    "reserves": re.compile(
        r"(?P<names>.+?) (?:(?:general|study|scrutiny|parliamentary|linguistic) ){0,4}(?:reserve[sd]?|reservations?"
        rf"|scrutiny|to (?:revert|consult|come back|check|confirm)){_ABOUT_IT}(?: (?:until|pending|for) .+)?"
    ),
    "supports": re.compile(
        rf"(?P<names>.+?) (?:supports?|supported|(?:can )?accepts?|agrees?|endorses?|joins?|can live with){_ABOUT_IT}"
    ),
}
_BRACKETED = re.compile(
    r"(?:bracketed|(?:put |placed )?in brackets|reserved|reservation) (?:by|of) (?P<names>[^:]+?)(?:: *(?P<about>.+))?",
    re.IGNORECASE,
)
_SUPPORTED = re.compile(r"(?P<verb>supported|opposed|proposed) by (?P<names>[^:]+)", re.IGNORECASE)
_FARTHEST = 1000
"""Characters of a bracket in which a verb is looked for that names of parties may stand before."""
_BY: dict[str, Stance] = {"supported": "supports", "opposed": "opposes", "proposed": "proposes"}

_PARENTHESIS = re.compile(r"\((?P<said>[^()\[\]:.;]{2,90})\)")
_DASHED = re.compile(r"(?<!-)[–—-]\s*(?P<said>[^()\[\]:.;–—]{2,80}?)\s*+(?:[.;]\s*+)?$")
_NEAR = 20
"""Characters in which the end of a sentence is looked for: its sign, and spaces."""
_ENDED = re.compile(r"(?:^|[.;:\]!?”\"])\s*$")


@record
class Position:
    """What some parties do with a text."""

    parties: tuple[str, ...]
    """None for an instruction without a name."""
    stance: Stance
    about: str = ""
    """The words or the place that an instruction names: `promptly`, `to OP5`."""
    instructs: bool = False
    """It speaks of the text and is no wording of it."""


# Parties


def parties_in(names: str, known: Conventions, *, by_form: bool = False, any_name: bool = False) -> tuple[str, ...]:
    """Read a list of parties: `EU, Mexico`, `G77 and China`, `USA/Canada`; nothing if any part of it is none.

    With `by_form`, abbreviations in capitals that nobody listed are parties too, and so is any name in a list with a
    known party; with `any_name`, so is every name.
    """
    names = _PROPOSAL.sub("", _SAID_TOO.sub(", ", names).rstrip(")")).strip(" ,+")
    if _is_party(names, known, by_form=by_form, any_name=any_name):
        officer = _OFFICER.fullmatch(names) if by_form else None
        return (officer[1] if officer else names.removeprefix("the ").strip(),)
    for between in _BETWEEN:
        parts = between.split(names)
        if len(parts) > 1:
            read = [parties_in(part, known, by_form=by_form, any_name=any_name) for part in parts]
            if by_form and any(read) and not all(read):
                read = [parties_in(part, known, by_form=True, any_name=True) for part in parts]
            return tuple(party for group in read for party in group) if all(read) else ()
    return ()


def _is_party(name: str, known: Conventions, *, by_form: bool, any_name: bool) -> bool:
    if not name or (len(name) <= 3 and not name.isupper()):
        return False
    if known.knows(name) and (name[0].isupper() or name.startswith("the ")):
        return True
    if by_form and (_OFFICER.fullmatch(name) or (_ABBREVIATION.fullmatch(name) and not _NO_PARTY.fullmatch(name))):
        return True
    return any_name and _NAME.fullmatch(name) is not None


def sides_in(names: str, known: Conventions) -> tuple[Position, ...]:
    """Read the names before a colon with their sides: `Brazil, +Mexico, -US`; nothing where they are no parties.

    A name without a sign stands on the side of the one before it. `US alt` proposes another text.
    """
    alternative = _ALTERNATIVE.search(names)
    names = names[: alternative.start()] if alternative else names
    first: Stance = "alternative" if alternative else "proposes"
    if not re.search(r"(?:^|[,;]\s*)[+−–-]", names):
        parties = parties_in(names, known, by_form=True)
        return (Position(parties, first),) if parties else ()
    found: dict[Stance, list[str]] = {}
    stance = first
    for part in map(str.strip, re.split("[,;]", names.strip(" ,"))):
        sign = _SIGN.match(part)
        if sign:
            stance = "supports" if sign[1] == "+" else "opposes"
        parties = parties_in(part[sign.end() :] if sign else part, known, by_form=True, any_name=bool(sign))
        if not parties:
            return ()
        found.setdefault(stance, []).extend(parties)
    return tuple(Position(tuple(parties), stance) for stance, parties in found.items())


# Whole brackets


def position_in(said: str, known: Conventions) -> tuple[Position, ...]:
    """Read a whole bracket or parenthesis that is a position or an instruction; nothing where it is wording."""
    said = said.strip().rstrip(".;").rstrip()
    names, colon, rest = said.partition(":")
    if colon and not _BRACKETED.match(names):
        parties = parties_in(names.strip(), known, by_form=True)
        return tuple(_instructions(rest.strip(), parties, _INSTRUCTIONS)) if parties else ()
    if by := _BRACKETED.fullmatch(said):
        parties = parties_in(by["names"], known, by_form=True, any_name=True)
        return (Position(parties, "reserves", by["about"] or ""),) if parties else ()
    if by := _SUPPORTED.fullmatch(said):
        parties = parties_in(by["names"], known, by_form=True, any_name=True)
        return (Position(parties, _BY[by["verb"].lower()]),) if parties else ()
    if re.match(r"[+−–-]\s*[^\W\d_]", said):
        return sides_in(said, known)
    for stance, sentence in _SENTENCES.items():
        match = sentence.fullmatch(said)
        parties = parties_in(match["names"], known, by_form=True, any_name=True) if match else ()
        if parties:
            return (Position(parties, stance),)
    for stance, pattern in _BARE.items():
        # A party may come first, without a colon: `[Japan deletes paragraph]`.
        for match in pattern.finditer(said, 0, _FARTHEST):
            parties = parties_in(said[: match.start()], known, by_form=True)
            if parties or not match.start():
                return (Position(parties, stance, said[match.end() :].strip(), instructs=True),)
    return ()


def _instructions(rest: str, parties: tuple[str, ...], patterns: dict[Stance, re.Pattern[str]]) -> Iterator[Position]:
    for stance, pattern in patterns.items():
        match = pattern.match(rest)
        if match and not (
            stance == "deletes" and match.end() == len(rest)
        ):  # `[EU: delete]` is the proposal to have no text
            yield Position(parties, stance, rest[match.end() :].strip(), instructs=True)
            return


# In the text of a clause


def attributions_in(at: int, clause: Clause, known: Conventions) -> list[Attribution]:
    """Find who is named in parentheses at the head of a clause, at its end or behind a bracket, and reserves."""
    found: list[Attribution] = []
    end = len(clause.text.rstrip(" .;"))
    ended = _ENDED.search(clause.text, max(0, end - _NEAR), end) is not None
    for match in _PARENTHESIS.finditer(clause.text):
        span = TextPlace(at, match.start()), TextPlace(at, match.end())
        sets_off = _ENDED.search(clause.text, max(0, match.start() - _NEAR), match.start()) is not None
        parties = parties_in(match["said"], known) if sets_off else ()
        found += [Attribution(*span, parties)] if parties else []
        if not parties and (sets_off or ended or end <= match.end()):
            found += attributed(span, (each for each in position_in(match["said"], known) if each.parties))
    tail = _DASHED.search(clause.text)
    if tail:
        sentence = _SENTENCES["reserves"].fullmatch(tail["said"])
        parties = parties_in(sentence["names"], known, by_form=True) if sentence else ()
        span = TextPlace(at, tail.start()), TextPlace(at, tail.end())
        found += [Attribution(*span, parties, "reserves")] if parties else []
    return found


def attributed(
    span: tuple[TextPlace, TextPlace], positions: Iterable[Position], bracket: int = 0
) -> Iterator[Attribution]:
    """Make attributions of the positions that stand in one place."""
    for each in positions:
        yield Attribution(*span, each.parties, each.stance, bracket, each.about)
