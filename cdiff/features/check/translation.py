"""Translation: two language versions of one text, compared by what no translation changes.

Where a text claims to be the same as another in another language, no word can be compared. What can be: that every
numbered clause has a counterpart, that its figures are the same whatever their separators (1,000 and 1 000), its note
marks, its open brackets, and that it is about as long as its neighbours let expect.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import lru_cache
from statistics import median

from cdiff.comparing.words import MARK
from cdiff.core.citation import HEADINGS
from cdiff.core.language import language_of
from cdiff.core.model import Clause, Comparison, Document
from cdiff.core.numbering import number_of
from cdiff.features.brackets import mark_up
from cdiff.features.brackets.model import Markup
from cdiff.features.check.context import CheckContext
from cdiff.features.check.model import RawFinding

ClauseKey = tuple[str, ...]
"""How both language versions cite a clause: the numbers of its headings, its own, which one of that number it is."""

_SHARED = 0.35
"""The most of the smaller vocabulary that two languages have in common. Measured: .03 to .13 between the five versions
of a recommendation of the ITU, .89 and more between drafts of one text."""
_LONG_WORD = 4
"""Letters: shorter words are the same in many languages by chance."""
_COUNTERPARTS = 0.5
"""The part of the numbered clauses that must have a counterpart for two texts to be language versions of one."""
_LONGER = 2.0
"""A clause this many times longer or shorter than the others in proportion is worth a look. A judgement."""
_WORDS = 15
"""Shorter clauses vary too much in length to tell."""
_FIGURE = re.compile(r"(?<![\w.])\d+(?:[ \u00a0\u202f.,’']\d{3}(?!\d))*(?:[.,]\d+)?")
_FIRST = re.compile(r"^(?:premier|premi[eè]re|primero|primer|1er|1re|1º|erster?)$")
_WORD = re.compile(r"[^\W\d_]+")


def is_translation(same: Comparison | None) -> bool:
    """Whether two texts are in two languages: known ones, or by the same numbers with next to no word in common."""
    return same is not None and _is_translation(same.old.document, same.new.document)


@lru_cache(maxsize=8)
def _is_translation(old: Document, new: Document) -> bool:
    languages = {language_of(old), language_of(new)}
    if len(languages) == 2 and "" not in languages:
        return True
    vocabularies = [
        {word for clause in each for word in _WORD.findall(clause.text.casefold()) if len(word) >= _LONG_WORD}
        for each in (old, new)
    ]
    smaller = min(map(len, vocabularies))
    keys = [set(_keyed(each)) for each in (old, new)]
    paired = len(keys[0] & keys[1])
    return (
        smaller > 0
        and len(vocabularies[0] & vocabularies[1]) <= _SHARED * smaller
        and paired > 0
        and paired >= _COUNTERPARTS * max(map(len, keys))
    )


def drift(context: CheckContext) -> Iterator[RawFinding]:
    """Find where two language versions differ in more than language."""
    if context.same is None or not is_translation(context.same):
        return
    label = context.same.old.label
    original, translated = _keyed(context.same.old.document), _keyed(context.new.document)
    brackets = [
        _brackets(document, markup)
        for document, markup in (
            (context.same.old.document, mark_up(context.same.old.document, context.conventions)),
            (context.new.document, context.markup),
        )
    ]
    before: Clause | None = None
    for key, clause in original.items():
        if key not in translated:
            message = f"{clause.name} of {label} has no counterpart here"
            yield RawFinding("translation/missing", message, before, old=clause.citation, about=f"{label} {key}")
        before = translated.get(key, before)
    pairs = [(original[key], clause) for key, clause in translated.items() if key in original]
    usual = median([_size(clause) / _size(other) for other, clause in pairs]) if pairs else 1
    for key, clause in translated.items():
        other = original.get(key)
        if other is None:
            message = f"{label} has no clause for this one"
            yield RawFinding("translation/missing", message, clause, new=clause.citation, about=f"new {key}")
            continue
        was, now = _figures(other.text), _figures(clause.text)
        if was != now:
            message = f"figures: {_listed(was - now)} in {label}, {_listed(now - was)} here"
            yield RawFinding("translation/figures", message, clause, old=_listed(was - now), new=_listed(now - was))
        opened, closed = brackets[1][clause.citation], brackets[0][other.citation]
        if opened != closed:
            message = f"{opened} open bracket{'s' * (opened != 1)}, {closed} in {label}"
            at = clause.text.find("[")
            yield RawFinding("translation/brackets", message, clause, at, at + 1, about=f"{closed} {opened}")
        share = _size(clause) / _size(other) / usual
        if max(_size(clause), _size(other)) >= _WORDS and not 1 / _LONGER <= share <= _LONGER:
            length = "long" if share > 1 else "short"
            message = f"{length} compared with {label}: {_size(clause)} words for {_size(other)}"
            yield RawFinding("translation/length", message, clause, about=length)


def _keyed(document: Document) -> Mapping[ClauseKey, Clause]:
    """Map the numbered clauses of a text by what both languages call them."""
    by_citation = {clause.citation: clause for clause in document}
    found: dict[ClauseKey, Clause] = {}
    for clause in document:
        number = _number(clause)
        if not number:
            continue
        above, key = by_citation.get(clause.parent or ""), [number]
        while above:
            key += [_number(above)] if _number(above) else []
            above = by_citation.get(above.parent or "")
        kind = "heading" if clause.kind in HEADINGS else "note" if clause.kind == "footnote" else "clause"
        named = (kind, *reversed(key))
        count = 2
        while named in found:
            named = (kind, *reversed(key), f"[{count}]")
            count += 1
        found[named] = clause
    return found


def _number(clause: Clause) -> str:
    """Return the number of a clause without the word before it: `Article premier` → `1`."""
    last = number_of(clause.label).casefold().rpartition(" ")[2]
    return "1" if _FIRST.match(last) else last


def _figures(text: str) -> Counter[str]:
    """Count the figures and note marks of a text, whatever the separators of thousands and decimals."""
    marks = [f"note {mark[0][2:-1]}" for mark in MARK.finditer(text)]
    figures = []
    for match in _FIGURE.finditer(MARK.sub(" ", text)):
        whole = re.sub(r"[ \u00a0\u202f.,’'](?=\d{3}(?!\d))", "", match[0])
        figures.append(whole.replace(",", "."))
    return Counter([*figures, *marks])


def _listed(figures: Counter[str]) -> str:
    return ", ".join(figures.elements()) or "none"


def _brackets(document: Document, markup: Markup) -> Counter[str]:
    return Counter(document.clauses[bracket.start.clause].citation for bracket in markup)


def _size(clause: Clause) -> int:
    return max(1, len(clause.text.split()))
