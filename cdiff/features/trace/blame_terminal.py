"""Whose each word is, in the terminal: every draft has a number and a colour, and its words stand between signs.

Words of the first version stand bare; `‹4:words›` entered in the version that the legend calls 4, `‹1↺4:words›`
entered in 1, left, and came back in 4.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from cdiff.core.model import Clause
from cdiff.features.trace.model import Owed, Provenance, Word
from cdiff.telling.change_labels import without_spaces
from cdiff.telling.layout import Line, Span, coloured, fit, hang, plain, safe, wrap
from cdiff.telling.version_header import described, reconstructed

COLOURS = 6
"""How many colours there are; a version behind the last one begins with the first again, its number does not."""


def blame_terminal(told: Provenance, *, width: int = 80, colours: str = "", stat: bool = False) -> str:
    """Write whose the words of a version are; `stat` leaves the text out."""
    lines = [*_head(told, width), [], *_table(told, width)]
    if not stat:
        for clause, words in told:
            lines += [[], *_clause(told, clause, words, width)]
    return coloured(lines, colours) if colours else plain(lines)


def _style(place: int) -> str:
    return f"draft {(place - 1) % COLOURS + 1}" if place else ""


def _head(told: Provenance, width: int) -> Iterator[Line]:
    yield from hang(f"{safe(told.version.label)}  ", [(safe(described(told.version)) or "untitled", "")], width, "head")
    for text in reconstructed(told.versions):
        yield from hang("! ", [(safe(text), "warn")], width, "warn")
    total = sum(told.total.words)
    if told.total.returned:
        yield [(f"{told.total.returned} of {total} words had left and came back (↺).", "dim")]


# How much is owed to each draft


def _table(told: Provenance, width: int) -> Iterator[Line]:
    """Write the legend and the words of each part by draft; a draft that owns nothing has no column."""
    owners = [at for at, count in enumerate(told.total.words) if count]
    total = sum(told.total.words)
    for at, version in enumerate(told.versions):
        count = told.total.words[at]
        said = f"{share_said(count, total):>6}  {safe(version.label)}" + (f"  {version.date}" if version.date else "")
        yield [(f"{at + 1:>2}  ", "head"), (said, _style(at))]
    yield []
    heads = [str(at + 1) for at in owners]
    size = max([5, *(len(str(told.total.words[at])) for at in owners)]) + 1
    first = max(16, width - size * (len(owners) + 1))
    yield [(fit("words owed to draft", first) + "".join(head.rjust(size) for head in [*heads, "all"]), "dim")]
    for part in told.parts:
        yield [(fit(_name(part), first), ""), *_counts(part, owners, size)]
    yield [(fit("total", first), "head"), *_counts(told.total, owners, size)]


def _name(part: Owed) -> str:
    name = safe(part.citation) or "before the first heading"
    return f"{name}  {safe(part.title)}" if part.title and part.title.lower() != part.citation else name


def _counts(part: Owed, owners: Sequence[int], size: int) -> Iterator[Span]:
    for at in owners:
        yield (str(part.words[at]) if part.words[at] else "·").rjust(size), _style(at) if part.words[at] else "dim"
    yield str(sum(part.words)).rjust(size), ""


def share_said(part: int, whole: int) -> str:
    """Write a share in percent: `94.3 %`, `<0.1 %`."""
    if not part:
        return "–"
    return f"{100 * part / whole:.1f} %" if 1000 * part >= whole else "<0.1 %"


# The text


def _clause(told: Provenance, clause: Clause, words: Sequence[Word], width: int) -> Iterator[Line]:
    yield [(safe(clause.citation), "head")]
    yield from wrap(_spans(told, words), width, "  ")


def _spans(told: Provenance, words: Sequence[Word]) -> Iterator[Span]:
    places = {version.label: at for at, version in enumerate(told.versions)}
    for (entered, absences), run in groupby(words, key=lambda word: (word.entered, word.absences)):
        at = places[entered]
        before, text, after = without_spaces(safe("".join(word.text for word in run)))
        sign = str(at + 1) + "".join(f"↺{places[away.back] + 1}" for away in absences)
        marked = text if sign == "1" else f"‹{sign}:{text}›"
        yield before, ""
        yield marked, _style(places[absences[-1].back] if absences else at)
        yield after, ""
