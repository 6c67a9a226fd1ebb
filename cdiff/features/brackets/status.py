"""Status words: how far a clause is agreed, as a tag at its head or its end says.

`[agreed]`, `(agreed ad ref)` and `– AGREED` are tags; `on terms as mutually [agreed]` is text that is not agreed.
So a tag stands at the head of a clause before a capital letter, or at its end behind a stop; where it has no stop
before it, no word may lead up to it. A clause that is nothing but a tag speaks of the clause before it.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from functools import cache

from cdiff.core.model import Clause, Document, Remark
from cdiff.features.brackets.conventions import Conventions, any_of, fold
from cdiff.features.brackets.model import Markup, Place, Status

_DETAIL = r"(?:\s*[,;–—-]?\s+(?:on\s+|at\s+|in\s+)?[^()\[\]]{0,12}\d[^()\[\]]{0,24})?"
"""A day, or the number of a meeting, behind the word."""
_LEADS_UP = frozenset(
    "as mutually be been being is are was were otherwise if where when unless not to previously jointly remain remains "
    "kept keep an a the and or any all hereby having have has had once until so by among between freely".split()
)
_NEARLY_ALL = 0.8
"""This share of a clause has to be highlighted for the clause to be."""
_COLOURS = {
    "#ffff00": "yellow",
    "#00ff00": "green",
    "lime": "green",
    "#00ffff": "cyan",
    "aqua": "cyan",
    "#ff00ff": "magenta",
    "fuchsia": "magenta",
    "#0000ff": "blue",
    "#ff0000": "red",
    "#c0c0c0": "lightgray",
    "silver": "lightgray",
    "lightgrey": "lightgray",
}
_STOPPED = re.compile(r"[.;:!?\])”\"]$")


def statuses_in(at: int, clause: Clause, before: int, known: Conventions) -> list[Status]:
    """Find the status tags of a clause; `before` is the position of the clause that a lone tag speaks of."""
    if not clause.text or not known.status:
        return []
    whole, first, last = _patterns(known.status)
    alone = whole.fullmatch(clause.text)
    if alone and (alone["sign"] or alone["word"].isupper() or " " in alone["word"]):
        return [_status(alone, at, before, known)]
    found = []
    head = first.match(clause.text)
    if head:
        found.append(_status(head, at, at, known))
    tail = last.search(clause.text, head.end() if head else 0)
    if tail and _is_tag(clause.text[: tail.start()].rstrip(), tail["word"], dashed=bool(tail["dash"])):
        found.append(_status(tail, at, at, known))
    return found


def _status(match: re.Match[str], at: int, about: int, known: Conventions) -> Status:
    word = next(word for word, _ in known.status if re.fullmatch(any_of([word]), match["word"], re.IGNORECASE))
    start, end = match.span("tag")
    said = match["tag"].strip("[]()–—- ")
    return Status(about, word, known.meaning(word), said, Place(at, start), Place(at, end))


@cache
def _patterns(status: tuple[tuple[str, str], ...]) -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """Give the patterns of a clause that is a tag, of a tag at the head, and of one at the end."""
    said = rf"(?P<word>(?i:{any_of([word for word, _ in status])}))(?![\w-]){_DETAIL}"
    boxed = rf"(?P<sign>[(\[])\s*{said}\s*[)\]]"
    opened = r"(?:(?P<dash>[–—]|(?<=\s)-{1,2}(?=\s))|(?P<sign>[(\[]))"
    alone = re.compile(rf"(?P<tag>(?P<sign>[(\[])?\s*{said}\s*(?(sign)[)\]]))\.?")
    first = re.compile(rf"(?P<tag>{boxed})(?=\s*(?:[A-Z0-9\[(“\"–—]|$))")
    last = re.compile(rf"(?P<tag>{opened}\s*{said}\s*(?(sign)[)\]]))\s*\.?\s*$")
    return alone, first, last


def _is_tag(before: str, word: str, *, dashed: bool) -> bool:
    if not before or _STOPPED.search(before) or word.isupper() or " " in word:
        return True
    return not dashed and before.rsplit(" ", 1)[-1].casefold() not in _LEADS_UP


def highlighted(document: Document, remarks: Sequence[Remark], known: Conventions) -> list[Status]:
    """Read highlighting as status, where the conventions say what its colour means.

    A clause of which nearly all words bear one colour has that status; else the words that bear it have.
    """
    meant = {_named(colour): word for colour, word in known.highlight}
    coloured: dict[tuple[int, str], list[str]] = {}
    starts = [(clause.line, at) for at, clause in enumerate(document.clauses) if clause.line]
    starts.sort()
    for remark in remarks:
        colour = _named(remark.note)
        text = " ".join(remark.text.split())
        place = _bearer(document, starts, remark.line, text)
        if remark.kind == "highlight" and colour in meant and place >= 0:
            coloured.setdefault((place, colour), []).append(text)
    found: list[Status] = []
    for (at, colour), texts in coloured.items():
        found += _by_colour(at, document.clauses[at].text, texts, colour, meant[colour], known)
    return found


def _bearer(document: Document, starts: Sequence[tuple[int, int]], line: int, text: str) -> int:
    """Find the clause that bears highlighted words: of those on its line the one that has them; -1 for none.

    A web page may have all its paragraphs on one line.
    """
    stop = bisect_right(starts, (line, len(document.clauses)))
    if not stop:
        return -1
    start = bisect_left(starts, (starts[stop - 1][0], -1))
    there = [at for _, at in starts[start:stop]]
    return next((at for at in there if _share_words(document.clauses[at].text, text)), there[-1])


def _share_words(clause: str, text: str) -> bool:
    return bool(clause) and (text in clause or clause in text)


def _named(colour: str) -> str:
    """Call a colour by one name: Word says `yellow`, other formats `#ffff00`."""
    return _COLOURS.get(fold(colour), fold(colour))


def _by_colour(
    at: int, text: str, texts: Sequence[str], colour: str, word: str, known: Conventions
) -> Iterator[Status]:
    meaning = known.meaning(word) or word
    if sum(map(len, texts)) >= _NEARLY_ALL * len(text):
        yield Status(at, word, meaning, colour)
        return
    for part in texts:
        start = text.find(part)
        if part and start >= 0:
            yield Status(at, word, meaning, colour, Place(at, start), Place(at, start + len(part)), partly=True)


def status_of(document: Document, markup: Markup) -> dict[str, Status]:
    """Say for each clause that has one which status it has, by citation.

    A clause without one of its own has that of the nearest clause above it that has one. A tag counts before a
    highlight, a later tag before an earlier one; words highlighted in a part of a clause give it no status.
    """
    own: dict[int, Status] = {}
    whole = [status for status in markup.statuses if not status.partly]
    for status in sorted(whole, key=lambda status: (status.start is not None, status.start or Place(0, 0))):
        own[status.clause] = status
    return _inherited(document.clauses, own)


def _inherited(clauses: Sequence[Clause], own: dict[int, Status]) -> dict[str, Status]:
    given: dict[str, Status] = {}
    for at, clause in enumerate(clauses):
        status = own.get(at) or (given.get(clause.parent or "") if clause.kind != "footnote" else None)
        if status:
            given[clause.citation] = status
    return given
