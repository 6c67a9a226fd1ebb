"""Hygiene: what a reader does not see, or does not see right.

Invisible characters are looked for in the source as it was received, because normalising takes them away; all
the rest in the clauses.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cache

from cdiff.core.language import RIGHT_TO_LEFT
from cdiff.core.model import Clause
from cdiff.features.check.differences import named
from cdiff.features.check.subject import Hit, Raw, Subject

_MARKS = "\u200e\u200f\u061c"
_OVERRIDES = "\u202d\u202e"
_EMBEDDINGS = "\u202a\u202b\u202c\u2066\u2067\u2068\u2069"
_UNSEEN = re.compile(
    "[\x01-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200d\u2060-\u2064\u3164"
    "\ufe00-\ufe0f\ufeff\ufff9-\ufffb\uffa0\U000e0000-\U000e0fff]"
)
_TURNING = re.compile(f"[{_MARKS}{_OVERRIDES}{_EMBEDDINGS}]")
_JOINERS = "\u200c\u200d"
_PICTURES = "\ufe0e\ufe0f\u200d"


def unseen(subject: Subject) -> Iterator[Hit]:
    """Find invisible and direction-changing characters; one hit for each kind of character in a clause."""
    starts, owners = _owners(subject.new.document.clauses)
    found: dict[tuple[int, str], tuple[Raw, int, int]] = {}
    for raw in _lines(subject):
        for match in (*_UNSEEN.finditer(raw.text), *_TURNING.finditer(raw.text)):
            if _is_at_home(match, subject.language):
                continue
            owner = bisect_right(starts, raw.line) - 1
            first, column, count = found.get((owner, match[0]), (raw, match.start() + 1, 0))
            found[owner, match[0]] = (first, column, count + 1)
    for (owner, sign), (raw, column, count) in found.items():
        clause = owners[owner] if owner >= 0 else None
        rule = "hygiene/direction" if _TURNING.match(sign) else "hygiene/invisible"
        times = f", {count} times" if count > 1 else ""
        near = raw.text[max(0, column - 13) : column - 1].lstrip()
        message = f"an invisible character, {named(sign)}{times}" + (f", behind “{near}”" if near else "")
        yield Hit(rule, message, clause, new=sign, about=named(sign), line=raw.line, column=column)


def _lines(subject: Subject) -> Sequence[Raw]:
    if subject.received:
        return subject.received
    return [Raw(clause.line, clause.text) for clause in subject.new.document.clauses]


def _owners(clauses: Sequence[Clause]) -> tuple[list[int], list[Clause]]:
    """Give the lines at which clauses start, in order, and the clauses; what has no line is left out."""
    placed = sorted((clause for clause in clauses if clause.line), key=lambda clause: clause.line)
    return [clause.line for clause in placed], placed


def _is_at_home(match: re.Match[str], language: str) -> bool:
    """Whether a character does here what it was made for: joiners in Arabic and Indic scripts, marks beside Hebrew."""
    sign, text = match[0], match.string
    around = text[max(0, match.start() - 2) : match.start()] + text[match.end() : match.end() + 2]
    beside = text[max(0, match.start() - 1) : match.start()] + text[match.end() : match.end() + 1]
    if sign in _JOINERS and any(_joins(other) for other in around):
        return True
    if sign in _PICTURES and any(unicodedata.category(other) in ("So", "Sk", "Mn") for other in around):
        return True
    if sign in _OVERRIDES:
        return False
    if sign in _MARKS + _EMBEDDINGS:
        return language in RIGHT_TO_LEFT or any(unicodedata.bidirectional(other) in ("R", "AL") for other in text)
    if sign == "\u200b" and not all(other.isalnum() for other in beside):
        return True  # beside a dash or a slash it says where a line may end, as browsers know it
    # A soft hyphen inside a word is where a typesetter may break it; nothing is hidden by it.
    return sign == "\u00ad" and len(beside) == 2 and beside.isalpha()


def _joins(sign: str) -> bool:
    return "\u0590" <= sign <= "\u109f" or "\u1780" <= sign <= "\u17ff" or "\ua800" <= sign <= "\uabff"


# Words said twice

_TWICE = re.compile(r"(?<![\w'’\-/])([^\W\d_]{2,}) \1(?![\w'’/]|-\w|\.\w)", re.IGNORECASE)
_MAY_REPEAT = {
    "": "that had",
    "en": "that had",
    "fr": "nous vous",
    "de": "die der das den sie ihr",
    "nl": "die dat",
    "es": "",
    "it": "",
    "pt": "",
}


def doubled(subject: Subject) -> Iterator[Hit]:
    """Find a word that stands twice in a row, where the language does not do that on purpose."""
    for clause in subject.new.document.clauses:
        for match in _TWICE.finditer(clause.text):
            if not _is_meant(match, subject.language):
                yield Hit("hygiene/doubled", f"“{match[0]}”: the same word twice", clause, *match.span(), new=match[0])


def _is_meant(match: re.Match[str], language: str) -> bool:
    first, _, second = match[0].partition(" ")
    if first.lower() in _MAY_REPEAT.get(language, "that had nous vous die der das den").split():
        return True
    return first[0].isupper() and second[0].isupper() and first.lower() not in ("the", "of", "and", "in", "a", "to")


# Letters that look like others

_LIKE = dict(
    zip(
        "АВЕЗКМНОРСТУХЅІЈԚԜаеорсухѕіјԛԝһԁ" + "ΑΒΕΖΗΙΚΜΝΟΡΤΥΧοναιρυκγ",
        "ABE3KMHOPCTYXSIJQWaeopcyxsijqwhd" + "ABEZHIKMNOPTYXovaipuky",
        strict=True,
    )
)
_WORD = re.compile(r"[^\W\d_]+")
_OTHER = re.compile(f"[{''.join(_LIKE)}\uff21-\uff3a\uff41-\uff5a\U0001d400-\U0001d6a3]")


@cache
def _script(sign: str) -> str:
    return unicodedata.name(sign, "").partition(" ")[0]


def lookalikes(subject: Subject) -> Iterator[Hit]:
    """Find letters of another alphabet that pass for letters of the word they stand in (after Unicode UTS #39)."""
    for clause in subject.new.document.clauses:
        if not clause.text.isascii() and _OTHER.search(clause.text):
            for match in _WORD.finditer(clause.text):
                yield from _in_word(match, clause, latin=subject.language not in ("ru", "el", ""))


def _in_word(match: re.Match[str], clause: Clause, *, latin: bool) -> Iterator[Hit]:
    word = match[0]
    strange = [sign for sign in word if _OTHER.match(sign)]
    scripts = {_script(sign) for sign in word}
    mixed = "LATIN" in scripts and len(word) > 1
    disguised = latin and len(word) > 1 and scripts == {"CYRILLIC"} and all(sign in _LIKE for sign in word)
    if strange and (mixed or disguised):
        plain = "".join(_LIKE.get(sign, unicodedata.normalize("NFKC", sign)) for sign in word)
        message = f"“{word}” holds {named(''.join(dict.fromkeys(strange)))}, which looks like a letter of “{plain}”"
        yield Hit("hygiene/lookalike", message, clause, *match.span(), new=word)


# Signs

_STRAIGHT = re.compile('"')
_CURLY = re.compile("[“”„‟]")
_SPACED = re.compile(r"(?<=[\w)\]”\"]) +([,;.])(?=\s|$)(?! ?\.)")


def quotes(subject: Subject) -> Iterator[Hit]:
    """Find a text that uses straight and curly quotation marks side by side; the rarer ones are shown."""
    straight, curly = _places(subject, _STRAIGHT), _places(subject, _CURLY)
    if not straight or not curly:
        return
    rarer, other = (straight, curly) if len(straight) <= len(curly) else (curly, straight)
    where = list(dict.fromkeys(clause.citation for clause, _ in rarer))
    listed = ", ".join(where[:5]) + (f" and {len(where) - 5} more" if len(where) > 5 else "")
    style = "straight" if rarer is straight else "curly"
    others = "curly" if rarer is straight else "straight"
    message = f"{len(rarer)} {style} quotation marks beside {len(other)} {others} ones; the {style} ones: {listed}"
    clause, at = rarer[0]
    yield Hit("hygiene/quotes", message, clause, at, at + 1, new=clause.text[at], about=style)


def _places(subject: Subject, pattern: re.Pattern[str]) -> list[tuple[Clause, int]]:
    clauses = subject.new.document.clauses
    return [(clause, match.start()) for clause in clauses for match in pattern.finditer(clause.text)]


def spacing(subject: Subject) -> Iterator[Hit]:
    """Find a space before a comma, a semicolon or a full stop; French sets one before the semicolon on purpose."""
    for clause in subject.new.document.clauses:
        for match in _SPACED.finditer(clause.text):
            if subject.language == "fr" and match[1] == ";":
                continue
            start = clause.text.rfind(" ", 0, match.start()) + 1
            words = clause.text[start : match.end()]
            yield Hit(
                "hygiene/spacing", f"“{words}”: a space before “{match[1]}”", clause, start, match.end(), new=words
            )


_ENDED = re.compile(r"[.;:!?…][”’\"')\]]*(?:\[\^[^\]]+\])?$")
_NEARLY_ALL = 0.95
_FEWEST = 20
"""Paragraphs that make a custom."""
_SENTENCE = 10
"""Spaces in a paragraph that is no title."""


def endings(subject: Subject) -> Iterator[Hit]:
    """Find a numbered paragraph without a stop at its end, where nearly all have one."""
    clauses = subject.new.document.clauses
    paragraphs = [clause for clause in clauses if clause.kind == "paragraph" and clause.text.count(" ") >= _SENTENCE]
    open_ended = [clause for clause in paragraphs if not _ENDED.search(clause.text)]
    if len(paragraphs) >= _FEWEST and len(open_ended) <= (1 - _NEARLY_ALL) * len(paragraphs):
        for clause in open_ended:
            words = " ".join(clause.text.split()[-3:])
            yield Hit("hygiene/ending", f"no stop behind “{words}”", clause, new=words, about=words)
