"""References: what a sentence says when it cites a clause of its own text, and what it says when it cites another's.

    paragraph 12 · paragraphs 12 and 14 to 16 · article 3 (2) (a) · paragraph 2 of article 5 · section 4.2(b)
    subparagraph (b) above · objective 5 · annex II · footnote 3

Only what can be of this text is given. `article 13 of the Convention`, `resolution 71/1, paragraph 3`, `Article 6 TEU`
and `its articles 2 and 3` speak of other texts, and a wrong alarm there would cost the trust that a right one needs;
so a reference that another text may own is left alone unless it says `of this …`, `above` or `below`.
"""

from __future__ import annotations

import re

from cdiff.core.numbering import REPEATS
from cdiff.core.records import NamedTuple

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
_AFTER = rf"(?: ?(?:{'|'.join(REPEATS)})\b)?"
_NUMBER = rf"(?:\d{{1,3}}(?:\.\d{{1,3}})*[A-Za-z]?(?![\w/%]|[.,]\d|-\w){_AFTER}|[IVXLC]+(?![\w/-]){_AFTER})"
_LETTER = r"\((?:[a-z]{1,4}|[A-Z]|\d{1,3})\)"
_ONE = rf"(?:{_NUMBER}(?: ?{_LETTER})*|{_LETTER}(?: ?{_LETTER})*|[A-Z](?![\w.'’-]))"
_JOIN = r"(?: ?[,;] (?:and |or )?| (?:and/or|and|or|to|through) | ?[–—] ?|(?<=[\d)])-(?=[\d(]))"
_UNIT = "|".join(f"(?P<{name}>{said})" for name, said in _UNITS.items())
_START = re.compile(rf"(?<![\w-])(?:{_UNIT})(?: ?(?=\d)| (?=[IVXLCA-Z(]))", re.IGNORECASE)
_FIRST, _MORE = re.compile(_ONE), re.compile(rf"(?P<join>{_JOIN})(?P<one>{_ONE})")
_PART = re.compile(rf"{_NUMBER}|(?<=\()[a-zA-Z]{{1,4}}(?=\))|(?<=\()\d{{1,3}}(?=\))|[A-Z]")
_OF = re.compile(r",? (?:of|in|under|to) (?:the )?(?=\w)")
_COMMA = re.compile(r", ?(?=\w)")
_DEPTH = {"article": 1, "section": 1, "clause": 1, "paragraph": 2, "subparagraph": 3, "point": 3}

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
_INSTRUMENT = (
    r"(?:(?:conventions?|charters?|covenants?|treat(?:y|ies)|protocols?|resolutions?|regulations?|directives?|statutes?"
    r"|constitutions?|RFC ?\d*)|(?:agreements?|declarations?|decisions?|acts?|codes?|laws?|rules|agenda|compacts?"
    r"|platforms?|documents?|reports?|addend(?:um|a)|annex(?:es)?|programmes?|frameworks?|polic(?:y|ies)|guidelines?"
    r"|standards?)(?= ?[,(]| ?$| \d))"
)
"""What other texts are called; of those that may be any paper, only what is set off from the reference by a sign."""
_LED_UP = (
    "and or in see cf under by with its their also particular particularly especially notably including annex part "
    "chapter section title the of adopted dated as amended pursuant to at no january february march april may june "
    "july august september october november december"
)
"""Words that may stand between the name of another text and the number of its clause."""
_CONNECTIVE = (
    rf"(?:(?:{'|'.join(sorted(_LED_UP.split(), key=len, reverse=True))})(?![\w])|e\.g\.|i\.e\.|[A-Z]/[\w/.]+|[\d/]++"
    r"|\([^)]*\)|[\s,.(:;–—])*+"
)
_BEFORE = re.compile(
    rf"(?:\b(?P<this>this |the present |these )?{_INSTRUMENT}"
    r"(?: (?:on|for|of|against|to|concerning|relating) [^.;:]{1,160}?)?"
    rf"|[A-Z]/[A-Z0-9][\w/.]+|\[[A-Z][\w.-]+\]|\([A-Z]{{2,}}\)|(?-i:\b[A-Z]{{2,}}\b)|\b(?:its|their|his|whose|that|those|said|each|every))"
    rf"{_CONNECTIVE}$",
    re.IGNORECASE,
)
_BREAK = re.compile(r"[.;:](?= )")

Steps = tuple[tuple[str, str], ...]


class Reference(NamedTuple):
    """One clause that a text cites."""

    steps: Steps
    """From the outermost: `(("article", "5"), ("paragraph", "2"), ("", "a"))`; a step without a unit is a number that
    belongs below the one before."""
    start: int
    end: int
    said: str
    """As it would be printed alone: `paragraphs 12 and 14` gives `paragraph 12` and `paragraph 14`."""
    own: bool = False
    """It says that it is of this text: `of this Convention`, `above`."""


def references(text: str) -> list[Reference]:
    """Find what a text cites that may be of its own document, in reading order."""
    found: list[Reference] = []
    at = 0
    while match := _START.search(text, at):
        cited, end = _listed(text, match)
        if not cited:
            at = match.end()
            continue
        deeper, end = _below(text, end, str(match.lastgroup))
        outer, end, own = _inside(text, end)
        if own is not None and not (own is False and _is_led_up(text, match.start())):
            found += [_reference(match, one, outer, deeper, own=own) for one in cited]
        at = end
    return found


class _One(NamedTuple):
    said: str
    start: int
    end: int


def _listed(text: str, match: re.Match[str]) -> tuple[list[_One], int]:
    """Read the numbers behind a word such as `paragraphs`; of a range the two ends."""
    first = _FIRST.match(text, match.end())
    if first is None or _is_no_number(first[0], match):
        return [], match.end()
    ones = [_One(first[0], *first.span())]
    end = first.end()
    plural = match[0].strip(" .").lower().endswith(("s", "ces", "¶¶", "§§"))
    while more := _MORE.match(text, end):
        lettered = more["one"].startswith("(")
        listed = "(" in ones[0].said and ";" not in more["join"] if lettered else plural
        if not listed or _counts(text, more.end()):
            break
        ones.append(_One(_completed(more["one"], ones[0].said), more.start("one"), more.end()))
        end = more.end()
    return ones, end


_COUNTED = re.compile(
    r" (?:days?|months?|years?|hours?|weeks?|per cent|percent|States|Parties|members|countries|times)\b"
)


def _counts(text: str, at: int) -> bool:
    """Whether a number counts something: `articles 2 and 3, 30 days after …`."""
    return _COUNTED.match(text, at) is not None


def _completed(one: str, first: str) -> str:
    """`paragraph 2 (a) and (b)`: the second one is 2 (b)."""
    if not one.startswith("(") or first.startswith("("):
        return one
    number = first.partition("(")[0].strip()
    return f"{number} {one}"


def _is_no_number(one: str, match: re.Match[str]) -> bool:
    """A capital letter numbers parts and annexes only (`Part A`); `I` behind `paragraph` is the reader."""
    unit = str(match.lastgroup)
    capital = one.isalpha()
    if capital and unit not in ("part", "annex", "chapter", "section", "article"):
        return True
    small_word = match[0][:1].islower() and capital and unit in ("part", "section")
    return small_word and len(one) == 1 and one in "AI"


def _inside(text: str, end: int) -> tuple[Steps, int, bool | None]:
    """Read what a reference stands in (`of article 5`), and whose it is: True its own, False unsaid, None another's."""
    outer: list[tuple[str, str]] = []
    while found := _nested(text, end, _OF):
        outer = [*found[0], *outer]
        end = found[1]
    if _OWN.match(text, end):
        return tuple(outer), end, True
    tail = end
    while more := _MORE.match(text, tail):  # `Section 8.1 and 8.2 of [RFC7540]`
        tail = more.end()
    return tuple(outer), end, None if _ELSEWHERE.match(text, end) or _ELSEWHERE.match(text, tail) else False


def _below(text: str, end: int, unit: str) -> tuple[Steps, int]:
    """Read what is named behind a comma and stands below: `Article 4, paragraph 2 (c)`."""
    steps: Steps = ()
    while found := _nested(text, end, _COMMA):
        inner = found[0][0][0]
        if _DEPTH.get(inner, 0) <= _DEPTH.get(unit, 9):
            break
        steps, end, unit = (*steps, *found[0]), found[1], inner
    return steps, end


def _nested(text: str, end: int, joint: re.Pattern[str]) -> tuple[Steps, int] | None:
    """Read the next part of a chain of references: its steps, and where it ends."""
    of = joint.match(text, end)
    match = _START.match(text, of.end()) if of else None
    first = _FIRST.match(text, match.end()) if match else None
    if match is None or first is None or _is_no_number(first[0], match):
        return None
    return _steps(str(match.lastgroup), first[0]), first.end()


def _is_led_up(text: str, start: int) -> bool:
    """Whether another text is named right before: `the Charter, in particular Article 33`."""
    window = text[max(0, start - 240) : start]
    breaks = [match.end() for match in _BREAK.finditer(window)]
    said = _BEFORE.search(window, breaks[-1] if breaks else 0)
    return said is not None and not said["this"]


def _reference(match: re.Match[str], one: _One, outer: Steps, deeper: Steps, *, own: bool) -> Reference:
    unit = str(match.lastgroup)
    word = match[0].strip(" .")
    single = word[:-1] if word.lower().endswith("s") and not word.lower().endswith("ss") else word
    single = {"annexe": "annex", "appendice": "appendix"}.get(single.lower(), single)
    return Reference((*outer, *_steps(unit, one.said), *deeper), one.start, one.end, f"{single} {one.said}", own)


def _steps(unit: str, said: str) -> Steps:
    parts = [part.lower() if not part.isupper() or len(part) > 1 else part for part in _PART.findall(said)]
    parts = [" ".join(part.split()) for part in parts]
    return tuple((unit if at == 0 else "", part) for at, part in enumerate(parts))
