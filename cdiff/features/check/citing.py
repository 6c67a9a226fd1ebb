"""Citing: how a sentence cites a clause of its own text, and how it cites another text.

    paragraph 12 · paragraphs 12 and 14 to 16 · article 3 (2) (a) · paragraph 2 of article 5 · section 4.2(b)
    subparagraph (b) above · objective 5 · annex II · footnote 3

Only references that can be to this text are returned. `article 13 of the Convention`, `resolution 71/1, paragraph 3`,
`Article 6 TEU` and `its articles 2 and 3` refer to other texts, and a false alarm there costs the trust that a true one
needs; so a reference that may be to another text is left alone unless it says `of this …`, `above` or `below`.
"""

from __future__ import annotations

import re

from cdiff.core.numbering import REPEATS
from cdiff.core.records import record

_UNITS = {
    "paragraph": r"paragraphs?|paras?\.?|¶¶?",
    "subparagraph": r"sub-?paragraphs?|subparas?\.?",
    "article": r"articles?|arts?\.",
    "objective": r"objectives?",
    "section": r"sections?|sects?\.|secs?\.|§§?",
    "clause": r"clauses?",
    "chapter": r"chapters?",
    "part": r"parts?",
    "annex": r"annex(?:es)?|appendix|appendices|schedules?",
    "point": r"points?|items?",
    "footnote": r"footnotes?",
}
_AFTER = rf"(?: ?(?:{'|'.join(REPEATS)})\b(?! \d))?"
"""`5 bis`; in German `§§ 18 bis 20` is a range."""
_NUMBER = rf"(?:\d{{1,3}}(?:\.\d{{1,3}})*[A-Za-z]?(?![\w/%]|[.,]\d|-\w){_AFTER}|[IVXLC]+(?![\w/-]){_AFTER})"
_LETTER = r"\((?:[a-z]{1,4}|[A-Z]|\d{1,3})\)"
_ONE = rf"(?:{_NUMBER}(?: ?{_LETTER})*|{_LETTER}(?: ?{_LETTER})*|[A-Z](?![\w.'’-]))"
_JOIN = r"(?: ?[,;] (?:and |or )?| (?:and/or|and|or|to|through|und|bis) | ?[–—] ?|(?<=[\d)])-(?=[\d(]))"
_UNIT = "|".join(f"(?P<{name}>{said})" for name, said in _UNITS.items())
_START = re.compile(rf"(?<![\w-])(?:{_UNIT})(?: ?(?=\d)| (?=[IVXLCA-Z(]))", re.IGNORECASE)
_FIRST, _MORE = re.compile(_ONE), re.compile(rf"(?P<join>{_JOIN})(?P<one>{_ONE})")
_PART = re.compile(rf"{_NUMBER}|(?<=\()[a-zA-Z]{{1,4}}(?=\))|(?<=\()\d{{1,3}}(?=\))|[A-Z]")
_OF = re.compile(r",? (?:of|in|under|to) (?:the )?(?=\w)")
_COMMA = re.compile(r", ?(?=\w)")
_DEPTH = {
    "annex": 0,
    "part": 1,
    "chapter": 2,
    "section": 3,
    "objective": 3,
    "article": 4,
    "clause": 4,
    "paragraph": 5,
    "subparagraph": 6,
    "point": 6,
}
"""How deep a unit lies: behind a comma, what lies deeper belongs to the reference (`Article 4, paragraph 2`)."""
_ALSO = re.compile(
    r",? (?:and/or|and|or|as well as|to|nor)(?: (?:in|under|of|to|with|by|from|pursuant to))?(?: the)? $|, $"
)
"""What stands between references that share an owner: `Article 25(6) or Article 26(4) of Directive 12/34/EC`."""
_ASIDE = re.compile(
    r"(?:,? \(?(?:the )?(?:first|second|third|fourth|fifth|last|final|introductory|opening)"
    r" (?:and (?:second|third|fourth|last) )?"
    r"(?:sub-?paragraphs?|paragraphs?|sentences?|indents?|phrase|part|wording)\)?,?)+"
)
"""A closer place inside what is cited, which has no number: `Article 5(2), first subparagraph, of Regulation …`."""
_TITLED_ASIDE = re.compile(r" ?\([a-z][^()]{2,160}\)")
"""What a clause of another text is about, told behind its number: `section 48 (street works) of the 1991 Act`."""
_COUNTED = re.compile(
    r" (?:days?|months?|years?|hours?|weeks?|per cent|percent|States|Parties|members|countries|times)\b"
)
"""Behind a number in a list: it counts something (`articles 2 and 3, 30 days after …`)."""

_OWN = re.compile(
    r",? ?\(?(?:(?:of|to|in|under) (?:this|the present|these)\b(?! (?:Act|Law) of)|above\b|below\b|hereof\b"
    r"|hereto\b|herein\b)",
    re.IGNORECASE,
)
_PAPER = (
    r"(?:conventions?|charter|covenants?|treat(?:y|ies)|protocols?|resolutions?|regulations?"
    r"|directives?|annex|act|code)"
)
_ELSEWHERE = re.compile(
    r"(?: ?\(\d+\))*(?:,? (?:of|contained in|set out in|annexed to|attached to) "
    r"(?:(?:the|that|those|such|said|each|any|an?|its|their|all|both|another|other) )?[\w\[{“\"]"
    rf"| (?:to|in|under|from) (?:the |that |said |its |their )?(?:(?-i:[A-Z\[“\"])|{_PAPER}\b)"
    r"|,? thereof|,? thereto| (?:et seq|ff)\b| \[| ?\(?[A-Z]{2,}\b(?! [A-Z]{2,})"
    r"|,? (?:[A-Z][\w’'-]+ ){0,5}(?:Act|Code|Law|Convention|Treaty|Charter"
    r"|Regulation|Directive|Covenant|Protocol|Statute|Constitution|Rules|Agreement|Ordinance)\b)"
)
_ELSEWHERE_ABROAD = re.compile(
    r"(?>,? (?:Abs(?:atz|\.)|Satz|Sätze|Nr\.|Nummern?|Buchst(?:abe|\.)|Halbsatz|alinéas?|apartados?|incisos?|ledd)"
    r" ?[\w()]+(?: (?:und|bis|oder|et|y) [\w()]+)?)*+"
    r",? (?:des|der|du|de la|de l[’']|del|de los|de las|della|lov|seaduse) ?(?!présent|presente|vorliegend|nærværende)"
    r"(?=[\w“„«])"
)
"""The same in German, French, Spanish, Norwegian: `§ 43 Absatz 1 des Arzneimittelgesetzes`."""
_INSTRUMENT = (
    r"(?:(?:conventions?|charters?|covenants?|treat(?:y|ies)|protocols?|resolutions?|regulations?|directives?|statutes?"
    r"|constitutions?|RFC ?\d*+)|(?:agreements?|declarations?|decisions?|acts?|codes?|laws?|rules|agenda|compacts?"
    r"|platforms?|documents?|reports?|addend(?:um|a)|annex(?:es)?|programmes?|frameworks?|polic(?:y|ies)|guidelines?"
    r"|standards?)(?= ?[,(]| ?$| \d))"
)
"""Names of other texts; those that may be any paper count only where a sign or a number follows."""
_LED_UP = (
    "and or in see cf under by with its their also particular particularly especially notably including annex part "
    "chapter section title the of adopted dated as amended pursuant to at no january february march april may june "
    "july august september october november december"
)
"""Words that may stand between the name of another text and the number of its clause."""
_CONNECTIVE = (
    rf"(?:(?:{'|'.join(sorted(_LED_UP.split(), key=len, reverse=True))})(?![\w])|e\.g\.|i\.e\."
    r"|[A-Z]/[\w/.]{1,60}+|[\d/]++|\([^()]*\)|[\s,.(:;–—])*+"
)
_BEFORE = re.compile(
    rf"(?:\b(?P<this>this |the present |these )?{_INSTRUMENT}"
    r"(?: (?:on|for|of|against|to|concerning|relating) [^.;:]{1,160}?(?!\w))?"
    rf"|(?<![\w/.])[A-Z]/[A-Z0-9][\w/.]++|\[[A-Z][\w.-]+\]|\([A-Z]{{2,}}\)|(?-i:\b[A-Z]{{2,}}\b)|\b(?:its|their|his|whose|that|those|said|each|every))"
    rf"{_CONNECTIVE}$",
    re.IGNORECASE,
)
_BREAK = re.compile(r"[.;:](?= )")
_LOOK_BACK = 240
"""Characters before a reference in which another text may be named: the longest title of a convention and a date."""

ReferencePath = tuple[tuple[str, str], ...]


@record
class Reference:
    """One clause that a text cites."""

    steps: ReferencePath
    """From the outermost: `(("article", "5"), ("paragraph", "2"), ("", "a"))`; a step without a unit is a number that
    belongs below the one before."""
    start: int
    end: int
    said: str
    """As it would be printed alone: `paragraphs 12 and 14` gives `paragraph 12` and `paragraph 14`."""
    own: bool = False
    """It says that it is to this text: `of this Convention`, `above`."""
    unit: int = 0
    """Where the word stands that its number follows; the references of one list share it."""
    ends_range: bool = False
    """It is the last number of a range that the reference before it begins: `articles 40 to 44`."""


@record
class _Cited:
    """A number of a list as it would be printed alone, and its place."""

    said: str
    start: int
    end: int
    ends_range: bool = False


@record
class _Citation:
    """A unit with the numbers behind it, and what it stands in: `points (a) and (b) of article 5`."""

    unit: re.Match[str]
    cited: list[_Cited]
    outer: ReferencePath
    deeper: ReferencePath
    end: int


def references(text: str) -> list[Reference]:
    """Find the references in a text that may be to clauses of its own document, in reading order."""
    return [each for each, foreign in _told_apart(text) if not foreign]


def cited_elsewhere(text: str) -> set[tuple[str, str]]:
    """Find the units, with their numbers, that a text cites as those of another one: `article 48 of the Convention`."""
    return {each.steps[0] for each, foreign in _told_apart(text) if foreign}


def _told_apart(text: str) -> list[tuple[Reference, bool]]:
    """Find the references in a text, in reading order, each with whether it is to another text."""
    citations: list[_Citation] = []
    at = 0
    while match := _START.search(text, at):
        cited, end = _listed(text, match)
        if not cited:
            at = match.end()
            continue
        # What lies below, behind a comma: `Article 4, paragraph 2 (c)`.
        deeper: ReferencePath = ()
        lowest = str(match.lastgroup)
        while inner := _nested(text, end, _COMMA):
            inner_unit = inner[0][0][0]
            if _DEPTH.get(inner_unit, 0) <= _DEPTH.get(lowest, 9):
                break
            deeper, end, lowest = (*deeper, *inner[0]), inner[1], inner_unit
        # What it stands in: `of article 5`.
        outer: ReferencePath = ()
        while around := _nested(text, end, _OF):
            outer, end = (*around[0], *outer), around[1]
        citations.append(_Citation(match, cited, outer, deeper, end))
        at = end
    found: list[tuple[Reference, bool]] = []
    # From the last one, because the owner of several is named once, behind the last: `article 2 and article 3 of …`.
    foreign, following = False, len(text)
    for citation in reversed(citations):
        joined = foreign and _ALSO.fullmatch(text, citation.end, following) is not None
        own = any(_OWN.match(text, place) for place in _ends(text, citation.end))
        foreign = not own and (joined or _leads_elsewhere(text, citation.end))
        following = citation.unit.start()
        elsewhere = foreign or (not own and _is_led_up(text, following))
        found += [(each, elsewhere) for each in reversed(_as_printed_alone(citation, own=own))]
    return found[::-1]


def _as_printed_alone(citation: _Citation, *, own: bool) -> list[Reference]:
    """Make a reference of each number: `paragraphs 12 and 14` are `paragraph 12` and `paragraph 14`."""
    word = citation.unit[0].strip(" .")
    single = word[:-1] if word.lower().endswith("s") and not word.lower().endswith("ss") else word
    single = {"annexe": "annex", "appendice": "appendix"}.get(single.lower(), single)
    unit, start = str(citation.unit.lastgroup), citation.unit.start()
    return [
        Reference(
            (*citation.outer, *_steps(unit, each.said), *citation.deeper),
            each.start,
            each.end,
            f"{single} {each.said}",
            own,
            start,
            each.ends_range,
        )
        for each in citation.cited
    ]


_TITLED = re.compile(r"\.?(?:$| ?[–—-] ?[A-Z]| [A-Z][\w’'-]*(?: (?:of|and|for|the|to|in|on|[A-Z][\w’'-]*))* ?)")


def is_printed_heading(reference: Reference, text: str) -> bool:
    """Whether a reference is the heading of a clause that was read as words: `… ends. Article 34 Good faith …`.

    It opens a sentence and a title in capitals follows; the verb of a sentence that cites a clause is in small letters.
    """
    opens = not text[: reference.unit].strip(" “‘\"'(") or text[: reference.unit].rstrip().endswith((".", ";", ":"))
    return opens and headings_in(text).get(reference.unit) is not None


def headings_in(text: str) -> dict[int, tuple[str, str]]:
    """Find the headings printed at the head of a text or of a sentence in it: where, their unit and number."""
    found = {}
    for match in _START.finditer(text):
        first = _FIRST.match(text, match.end())
        before = text[: match.start()].rstrip(" “‘\"'(")
        if first and (not before or before.endswith((".", ";", ":"))) and _TITLED.match(text, first.end()):
            steps = _steps(str(match.lastgroup), first[0])
            if len(steps) == 1:
                found[match.start()] = steps[0]
    return found


def _listed(text: str, match: re.Match[str]) -> tuple[list[_Cited], int]:
    """Read the numbers behind a word such as `paragraphs`; of a range its two ends."""
    first = _FIRST.match(text, match.end())
    if first is None or _is_no_number(first[0], match):
        return [], match.end()
    cited = [_Cited(first[0], *first.span())]
    end = first.end()
    plural = match[0].strip(" .").lower().endswith(("s", "ces", "¶¶", "§§"))
    while more := _MORE.match(text, end):
        said = more["one"]
        lettered = said.startswith("(")
        listed = "(" in first[0] and ";" not in more["join"] if lettered else plural
        if not listed or _COUNTED.match(text, more.end()):
            break
        if lettered and not first[0].startswith("("):  # `paragraph 2 (a) and (b)`: the second one is 2 (b)
            said = f"{first[0].partition('(')[0].strip()} {said}"
        ends_range = more["join"].strip(" ,") in ("to", "through", "bis", "–", "—", "-")
        cited.append(_Cited(said, more.start("one"), more.end(), ends_range))
        end = more.end()
    return cited, end


def _is_no_number(said: str, match: re.Match[str]) -> bool:
    """Whether what follows a unit is no number: a capital letter numbers parts and annexes only (`Part A`).

    In `part I of the work` and `the section A reader`, `I` and `A` are words.
    """
    unit = str(match.lastgroup)
    if not said.isalpha():
        return False
    if unit not in ("part", "annex", "chapter", "section", "article"):
        return True
    return match[0][:1].islower() and unit in ("part", "section") and said in ("A", "I")


def _nested(text: str, end: int, joint: re.Pattern[str]) -> tuple[ReferencePath, int] | None:
    """Read the next part of a chain of references: its steps, and where it ends."""
    of = joint.match(text, end)
    match = _START.match(text, of.end()) if of else None
    first = _FIRST.match(text, match.end()) if match else None
    if match is None or first is None or _is_no_number(first[0], match):
        return None
    return _steps(str(match.lastgroup), first[0]), first.end()


def _steps(unit: str, said: str) -> ReferencePath:
    parts = [part.lower() if not part.isupper() or len(part) > 1 else part for part in _PART.findall(said)]
    return tuple(("" if at else unit, " ".join(part.split())) for at, part in enumerate(parts))


def _leads_elsewhere(text: str, end: int) -> bool:
    """Whether another text is named right behind: `of the Convention`, also behind the rest of a list or a phrase."""
    places = _ends(text, end)
    return any(_ELSEWHERE.match(text, place) or _ELSEWHERE_ABROAD.match(text, place) for place in places)


def _ends(text: str, end: int) -> set[int]:
    """Return where a citation may end: at its number, behind the rest of its list, or behind what is told of it."""
    places = {end}
    tail = end
    while True:
        told = _TITLED_ASIDE.match(text, tail)
        more = _MORE.match(text, told.end() if told else tail)  # `Section 8.1 and 8.2 of [RFC7540]`
        places.add(told.end() if told else tail)
        if more is None:
            break
        tail = more.end()
    aside = _ASIDE.match(text, tail)
    return places | {tail, aside.end() if aside else tail}


def _is_led_up(text: str, start: int) -> bool:
    """Whether another text is named right before: `the Charter, in particular Article 33`."""
    window = text[max(0, start - _LOOK_BACK) : start]
    breaks = [match.end() for match in _BREAK.finditer(window)]
    said = _BEFORE.search(window, breaks[-1] if breaks else 0)
    return said is not None and not said["this"]
