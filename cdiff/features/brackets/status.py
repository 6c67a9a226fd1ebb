"""Status words: how far a clause is agreed, according to a tag at its head or its end.

`[agreed]`, `(agreed ad ref)` and `– AGREED` are tags; `on terms as mutually [agreed]` is text that is not agreed.
So a tag stands at the head of a clause before a capital letter, or at its end behind a full stop; where there is
none, no word may lead up to it. A clause that is nothing but a tag speaks of the clause before it.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import cache

from cdiff.core.model import Clause, Document, Remark
from cdiff.features.brackets.conventions import Conventions, any_of, fold
from cdiff.features.brackets.model import AgreementStatus, Markup, TextPlace
from cdiff.features.brackets.positions import parties_in, position_in

_DETAIL = r"(?:(?:\s*+[,;–—-])?\s++(?:(?:on|at|in)\s++)?[^()\[\]]{0,12}\d[^()\[\]]{0,24})?"
"""A day, or the number of a meeting, behind the word."""
_LEADS_UP = frozenset(
    "as mutually be been being is are was were otherwise if where when unless not to previously jointly remain remains "
    "kept keep an a the and or any all hereby having have has had once until so by among between freely".split()
)
_NEARLY_ALL = 0.8
"""The share of a clause that must be highlighted for the clause to count as highlighted: its number and a full stop
often are not."""
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
_BEHIND = re.compile(r"[(\[]([^()\[\]]{2,60})[)\]]\s*+(?:\.\s*+)?$")
_LONGEST = 80
"""Characters of `_BEHIND`, with its signs and the spaces around it."""
_STOPPED = re.compile(r"[.;:!?\])”\"]$")


def statuses_in(at: int, clause: Clause, before: int, known: Conventions) -> list[AgreementStatus]:
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
    # The positions of parties may stand behind a tag: `… act. [pending] (bracketed by Japan)`.
    text, end = clause.text, len(clause.text)
    while behind := _BEHIND.search(text, max(0, end - _LONGEST), end):
        if not (position_in(behind[1], known) or parties_in(behind[1], known)):
            break
        end = behind.start()
    tail = last.search(text, head.end() if head else 0, end)
    if tail:
        before_tail, word = clause.text[: tail.start()].rstrip(), tail["word"]
        leads_up = tail["dash"] or before_tail.rsplit(" ", 1)[-1].casefold() in _LEADS_UP
        sets_off = not before_tail or _STOPPED.search(before_tail) or word.isupper() or " " in word
        if sets_off or not leads_up:
            found.append(_status(tail, at, at, known))
    return found


def _status(match: re.Match[str], at: int, about: int, known: Conventions) -> AgreementStatus:
    word = next(word for word, _ in known.status if re.fullmatch(any_of([word]), match["word"], re.IGNORECASE))
    start, end = match.span("tag")
    said = match["tag"].strip("[]()–—- ")
    return AgreementStatus(about, word, known.meaning(word), said, TextPlace(at, start), TextPlace(at, end))


@cache
def _patterns(status: tuple[tuple[str, str], ...]) -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """Return the patterns of a clause that is a tag, of a tag at the head, and of one at the end."""
    said = rf"(?P<word>(?i:{any_of([word for word, _ in status])}))(?![\w-]){_DETAIL}"
    boxed = rf"(?P<sign>[(\[])\s*+{said}\s*+[)\]]"
    opened = r"(?:(?P<dash>[–—]|(?<=\s)-{1,2}(?=\s))|(?P<sign>[(\[]))"
    alone = re.compile(rf"(?P<tag>(?:(?P<sign>[(\[])\s*+)?{said}(?(sign)\s*+[)\]]))\.?")
    first = re.compile(rf"(?P<tag>{boxed})(?=\s*(?:[A-Z0-9\[(“\"–—]|$))")
    last = re.compile(rf"(?P<tag>{opened}\s*+{said}\s*+(?(sign)[)\]]))\s*+(?:\.\s*+)?$")
    return alone, first, last


def highlighted(document: Document, remarks: Sequence[Remark], known: Conventions) -> list[AgreementStatus]:
    """Read highlighting as status, where the conventions say what its colour means.

    A clause of which nearly all words have one colour has that status; else the words that have it do.
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
    found: list[AgreementStatus] = []
    for (at, colour), texts in coloured.items():
        clause, word = document.clauses[at].text, meant[colour]
        meaning = known.meaning(word) or word
        if sum(map(len, texts)) >= _NEARLY_ALL * len(clause):
            found.append(AgreementStatus(at, word, meaning, colour))
            continue
        for part in texts:
            start = clause.find(part)
            if part and start >= 0:
                span = TextPlace(at, start), TextPlace(at, start + len(part))
                found.append(AgreementStatus(at, word, meaning, colour, *span, partly=True))
    return found


def _bearer(document: Document, starts: Sequence[tuple[int, int]], line: int, text: str) -> int:
    """Find the clause of highlighted words: of those on their line the one that has them; -1 for none.

    A web page may have all its paragraphs on one line.
    """
    stop = bisect_right(starts, (line, len(document.clauses)))
    if not stop:
        return -1
    start = bisect_left(starts, (starts[stop - 1][0], -1))
    there = [at for _, at in starts[start:stop]]
    texts = [(at, document.clauses[at].text) for at in there]
    return next((at for at, words in texts if words and (text in words or words in text)), there[-1])


def _named(colour: str) -> str:
    """Return one name for a colour: Word says `yellow`, other formats `#ffff00`."""
    return _COLOURS.get(fold(colour), fold(colour))


def status_of(document: Document, markup: Markup) -> dict[str, AgreementStatus]:
    """Return the status of each clause that has one, by citation.

    A clause without one of its own has that of the nearest clause above it that has one. A tag overrides a
    highlight, a later tag an earlier one; words highlighted in a part of a clause give it no status.
    """
    own: dict[int, AgreementStatus] = {}
    whole = [status for status in markup.statuses if not status.partly]
    for status in sorted(whole, key=lambda status: (status.start is not None, status.start or TextPlace(0, 0))):
        own[status.clause] = status
    given: dict[str, AgreementStatus] = {}
    for at, clause in enumerate(document.clauses):
        inherited = given.get(clause.parent or "") if clause.kind != "footnote" else None
        if found := own.get(at) or inherited:
            given[clause.citation] = found
    return given
