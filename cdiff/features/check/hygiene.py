"""Hygiene: invisible and easily misread characters, doubled words, signs, and doubts about the reading of the file.

Invisible characters are searched for in the source as it was received, because normalising removes them; everything
else in the clauses.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator
from functools import cache

from cdiff.core.language import RIGHT_TO_LEFT
from cdiff.features.check.context import CheckContext
from cdiff.features.check.model import RawFinding, SourceLine
from cdiff.features.check.wording import named

# Invisible characters

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


def unseen(context: CheckContext) -> Iterator[RawFinding]:
    """Find invisible and direction-changing characters; one finding for each kind of character in a clause."""
    clauses = context.new.document.clauses
    placed = sorted((clause for clause in clauses if clause.line), key=lambda clause: clause.line)
    starts = [clause.line for clause in placed]
    lines = context.received or [SourceLine(clause.line, clause.text) for clause in clauses]
    found: dict[tuple[int, str], tuple[SourceLine, int, int]] = {}
    for source in lines:
        for match in (*_UNSEEN.finditer(source.text), *_TURNING.finditer(source.text)):
            if _is_at_home(match, context.language):
                continue
            owner = bisect_right(starts, source.line) - 1
            first, column, count = found.get((owner, match[0]), (source, match.start() + 1, 0))
            found[owner, match[0]] = (first, column, count + 1)
    for (owner, sign), (source, column, count) in found.items():
        rule = "hygiene/direction" if _TURNING.match(sign) else "hygiene/invisible"
        times = f", {count} times" if count > 1 else ""
        near = source.text[max(0, column - 13) : column - 1].lstrip()
        message = f"an invisible character, {named(sign)}{times}" + (f", after “{near}”" if near else "")
        yield RawFinding(
            rule,
            message,
            placed[owner] if owner >= 0 else None,
            new=sign,
            about=named(sign),
            line=source.line,
            column=column,
        )


def _is_at_home(match: re.Match[str], language: str) -> bool:
    """Whether a character is used for its purpose: joiners in Arabic and Indic scripts, marks next to Hebrew."""
    sign, text = match[0], match.string
    near = text[max(0, match.start() - 1) : match.start()] + text[match.end() : match.end() + 1]
    around = text[max(0, match.start() - 2) : match.start()] + text[match.end() : match.end() + 2]
    if sign in _JOINERS and any(
        "\u0590" <= other <= "\u109f" or "\u1780" <= other <= "\u17ff" or "\ua800" <= other <= "\uabff"
        for other in around
    ):
        return True
    if sign in _PICTURES and any(unicodedata.category(other) in ("So", "Sk", "Mn") for other in around):
        return True
    if sign in _OVERRIDES:
        return False
    if sign in _MARKS + _EMBEDDINGS:
        return language in RIGHT_TO_LEFT or any(unicodedata.bidirectional(other) in ("R", "AL") for other in text)
    if sign == "\u200b" and not all(other.isalnum() for other in near):
        return True  # next to a dash or a slash it marks where a line may end, as in browsers
    # A soft hyphen inside a word is where a typesetter may break it; nothing is hidden by it.
    return sign == "\u00ad" and len(near) == 2 and near.isalpha()


# Doubled words

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
"""Words that a language may say twice in a row, `the proposal that that committee made`."""
_NO_NAMES = frozenset("the of and in a to".split())


def doubled(context: CheckContext) -> Iterator[RawFinding]:
    """Find a word that stands twice in a row, where the language does not repeat it on purpose."""
    repeatable = _MAY_REPEAT.get(context.language, "that had nous vous die der das den").split()
    for clause in context.new.document.clauses:
        for match in _TWICE.finditer(clause.text):
            first, _, second = match[0].partition(" ")
            # Two capitals are a name (`Wagga Wagga`), unless the word is none.
            is_name = first[0].isupper() and second[0].isupper()
            if first.lower() in repeatable or (is_name and first.lower() not in _NO_NAMES):
                continue
            message = f"“{match[0]}”: the same word twice"
            yield RawFinding("hygiene/doubled", message, clause, *match.span(), new=match[0])


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


def lookalikes(context: CheckContext) -> Iterator[RawFinding]:
    """Find letters of another alphabet that pass for letters of the word they stand in (after Unicode UTS #39)."""
    latin = context.language not in ("ru", "el", "")
    for clause in context.new.document.clauses:
        if clause.text.isascii() or not _OTHER.search(clause.text):
            continue
        for match in _WORD.finditer(clause.text):
            word = match[0]
            strange = [sign for sign in word if _OTHER.match(sign)]
            scripts = {_script(sign) for sign in word}
            mixed = "LATIN" in scripts and len(word) > 1
            disguised = latin and len(word) > 1 and scripts == {"CYRILLIC"} and all(sign in _LIKE for sign in word)
            if strange and (mixed or disguised):
                plain = "".join(_LIKE.get(sign, unicodedata.normalize("NFKC", sign)) for sign in word)
                signs = named("".join(dict.fromkeys(strange)))
                message = f"“{word}” holds {signs}, which looks like a letter of “{plain}”"
                yield RawFinding("hygiene/lookalike", message, clause, *match.span(), new=word)


# Quotation marks, spaces, full stops

_STRAIGHT = re.compile('"')
_CURLY = re.compile("[“”„‟]")
_SPACED = re.compile(r"(?<=[\w)\]”\"]) +([,;.])(?=\s|$)(?! ?\.)")


def quotes(context: CheckContext) -> Iterator[RawFinding]:
    """Find a text that uses straight and curly quotation marks side by side; the rarer ones are shown."""
    straight, curly = (
        [(clause, match.start()) for clause in context.new.document.clauses for match in pattern.finditer(clause.text)]
        for pattern in (_STRAIGHT, _CURLY)
    )
    if not straight or not curly:
        return
    rarer, other, style, others = (straight, curly, "straight", "curly")
    if len(curly) < len(straight):
        rarer, other, style, others = (curly, straight, "curly", "straight")
    where = list(dict.fromkeys(clause.citation for clause, _ in rarer))
    listed = ", ".join(where[:5]) + (f" and {len(where) - 5} more" if len(where) > 5 else "")
    message = f"{len(rarer)} {style} quotation marks beside {len(other)} {others} ones; the {style} ones: {listed}"
    clause, at = rarer[0]
    yield RawFinding("hygiene/quotes", message, clause, at, at + 1, new=clause.text[at], about=style)


def spacing(context: CheckContext) -> Iterator[RawFinding]:
    """Find a space before a comma, a semicolon or a full stop; French sets one before the semicolon on purpose."""
    for clause in context.new.document.clauses:
        for match in _SPACED.finditer(clause.text):
            if context.language == "fr" and match[1] == ";":
                continue
            start = clause.text.rfind(" ", 0, match.start()) + 1
            words = clause.text[start : match.end()]
            message = f"“{words}”: a space before “{match[1]}”"
            yield RawFinding("hygiene/spacing", message, clause, start, match.end(), new=words)


_ENDED = re.compile(r"[.;:!?…][”’\"')\]]*(?:\[\^[^\[\]]+\])?$")
_NEARLY_ALL = 0.95
"""The share of the paragraphs that end with a full stop where a missing one is an oversight and no style."""
_FEWEST = 20
"""Paragraphs that make a style: with 20, one exception is the 5 in 100 that `_NEARLY_ALL` leaves."""
_SENTENCE = 10
"""Spaces in a paragraph that is no title."""


def endings(context: CheckContext) -> Iterator[RawFinding]:
    """Find a numbered paragraph without a full stop at its end, where nearly all have one."""
    clauses = context.new.document.clauses
    paragraphs = [clause for clause in clauses if clause.kind == "paragraph" and clause.text.count(" ") >= _SENTENCE]
    open_ended = [clause for clause in paragraphs if not _ENDED.search(clause.text)]
    if len(paragraphs) >= _FEWEST and len(open_ended) <= (1 - _NEARLY_ALL) * len(paragraphs):
        for clause in open_ended:
            words = " ".join(clause.text.split()[-3:])
            yield RawFinding("hygiene/ending", f"no full stop after “{words}”", clause, new=words, about=words)


# How the file was read


def reading_doubts(context: CheckContext) -> Iterator[RawFinding]:
    """Yield the warnings of the reading, each at the clause in whose lines it stands.

    Which profile was chosen, and why, is no doubt about the text; and the rules of structure report more on numbers.
    """
    clauses = context.new.document.clauses
    placed = sorted((clause.line, at) for at, clause in enumerate(clauses) if clause.line)
    for caution in context.read.warnings:
        if caution.message.startswith(("profile ", "numbering ")):
            continue
        at = bisect_right(placed, (caution.line, len(clauses))) - 1
        clause = clauses[placed[at][1]] if caution.line and at >= 0 else None
        yield RawFinding("reading/doubt", caution.message, clause, about=caution.message, line=caution.line)
