"""What matters most in a comparison: each change with the reasons that give it weight, in numbers that are shown.

A reason counts once for a change, however often it holds in it: a clause with five new dates matters as one with new
dates, and what more of it changed is its size. The weights are a judgement, ordered by what a delegation asks first:
who must do what by when, and how much (`number`, `negation`, `verb`), then for whom and under which conditions
(`scope`, `qualifier`, `bracket`), then how much of the text is concerned.

What only follows from another change weighs nothing: a reference to what was renumbered, a renaming that runs through
the text, a different way to print the same words. Nor does it, as a rule, mean anything that the title page has another
date and another document number: its changes come last, whatever they weigh.

Rejected: the share of the words that changed (a new "not" is one word in fifty), and weights by rarity of words (the
rarest words of a draft are the names of meetings).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import takewhile

from cdiff.comparing.routine import is_behind_reference
from cdiff.comparing.summary import count_words, parts_of
from cdiff.core.citation import HEADINGS
from cdiff.core.language import language_of
from cdiff.core.model import Change, Clause, Comparison, Document, Reason, Watched, Weighed
from cdiff.searching import Term, TextWords, find
from cdiff.weighing.lexicon import StrengthLexicon
from cdiff.weighing.verbs import Reworded, qualifier_changes, reworded, uses, verb_changes

WEIGHTS = {
    "number": 6,
    "negation": 6,
    "watched": 5,
    "bracket": 4,
    "scope": 3,
    "qualifier": 3,
    "inserted": 2,
    "deleted": 2,
    "moved": 2,
}
"""A verb weighs `_VERB` and the steps of force between the two; the size of a change a point for each of `_SIZES`."""
_VERB = 3
_OPENED = 2
"""A bracket that was opened: less than one that was closed, where something was decided."""
_SIZES = (4, 12, 36, 108)
"""Words deleted and inserted: each is three times the one before."""
_SHOWN = 3
"""So many words are named for a reason."""
_FIGURE = re.compile(r"(?<![\w.,/])\d+(?:[.,:/]\d+)*(?![\w])")
_MARK = re.compile(r"\[\^[^\[\]\s]*\]")
_OPEN = re.compile(r"\[(?!\^)")
_ENDS = (".", ";", ":", ",")
_SENTENCE = 25
"""A line of so many words is no title, even without a full stop."""


def weigh(comparison: Comparison, words: StrengthLexicon, watched: Sequence[Watched] = ()) -> list[Weighed]:
    """Weigh every change of a comparison, in reading order; `words` apply where the new text is in their language."""
    known = language_of(comparison.new.document) in (words.language, "")
    touched: dict[int, list[str]] = {}
    for each in watched:
        for row in each.touched:
            touched.setdefault(id(row.change), []).append(each.name)
    parts = zip(comparison.changes, parts_of(comparison), strict=True)
    return [
        Weighed(change, part, _reasons(change, words if known else None, touched.get(id(change), ())))
        for change, part in parts
    ]


def weigh_units(weighed: Sequence[Weighed], units: Sequence[tuple[Change, str]]) -> list[Weighed]:
    """Give each unit (a change, or a whole article) the heaviest reason of each name in it, and its size."""
    of = {id(clause): each for each in weighed for clause in (*each.change.old, *each.change.new)}
    found = []
    for change, part in units:
        best: dict[str, Reason] = {}
        for each in {id(row): row for row in (of[id(clause)] for clause in (*change.old, *change.new))}.values():
            for reason in each.reasons:
                if reason.name not in best or reason.weight > best[reason.name].weight:
                    best[reason.name] = reason
        if change.is_unit:
            best |= {reason.name: reason for reason in _size(change)}
        found.append(Weighed(change, part, tuple(sorted(best.values(), key=lambda reason: -reason.weight))))
    return found


def ranked(comparison: Comparison, weighed: Sequence[Weighed]) -> list[Weighed]:
    """Order changes by what matters most, the heaviest first; what weighs nothing is left out."""
    sides = (title_page(comparison.old.document), title_page(comparison.new.document))

    def place(at: int) -> tuple[bool, int, int]:
        change = weighed[at].change
        titles = all(
            clause.citation in cited
            for cited, side in zip(sides, (change.old, change.new), strict=True)
            for clause in side
        )
        return titles, -weighed[at].weight, at

    return [weighed[at] for at in sorted((at for at, each in enumerate(weighed) if each.weight), key=place)]


def title_page(document: Document) -> set[str]:
    """Return the citations of what stands before the text: a title, a date, the number of a document.

    These are the first clauses without a number, up to the first sentence, and every title. The last of them, if it is
    a heading, is that of the text, unless it has a figure: then it is a date or the number of a document.
    """
    first = list(takewhile(lambda clause: not clause.label and not _is_sentence(clause), document))
    if first and first[-1].kind in HEADINGS and not any(map(str.isdigit, first[-1].text)):
        first.pop()
    return {clause.citation for clause in [*first, *(clause for clause in document if clause.kind == "title")]}


def _is_sentence(clause: Clause) -> bool:
    return clause.text.endswith(_ENDS) or len(clause.text.split()) >= _SENTENCE


# The reasons


def _reasons(change: Change, words: StrengthLexicon | None, watched: Sequence[str]) -> tuple[Reason, ...]:
    found = [Reason("watched", WEIGHTS["watched"], ", ".join(watched))] if watched else []
    if change.is_change and change.kind != "editorial" and not change.reference and not change.renaming:
        found += _of_words(change, words)
    elif change.moved:
        found.append(Reason("moved", WEIGHTS["moved"], _moved(change)))
    return tuple(sorted(found, key=lambda each: -each.weight))


def _of_words(change: Change, words: StrengthLexicon | None) -> Iterator[Reason]:
    if change.moved:
        yield Reason("moved", WEIGHTS["moved"], _moved(change))
    if changed := reworded(change):
        yield from _of_both(changed, words)
    elif not (change.old and change.new):
        yield from _of_one_side(change, words)
    yield from _size(change)


def _size(change: Change) -> Iterator[Reason]:
    size = sum(count_words(edit.text) for edit in change.edits if edit.op != "equal")
    if weight := sum(size >= least for least in _SIZES):
        yield Reason("size", weight, f"{size} words")


def _moved(change: Change) -> str:
    return f"{change.old[0].citation} → {change.new[0].citation}"


def _of_one_side(change: Change, words: StrengthLexicon | None) -> Iterator[Reason]:
    """Weigh what was inserted or deleted as a whole: that it was, and the strongest verb in it."""
    clauses = change.new or change.old
    if all(clause.kind in HEADINGS for clause in clauses):
        return
    yield Reason("inserted", WEIGHTS["inserted"]) if change.new else Reason("deleted", WEIGHTS["deleted"])
    acts = [(use, clause.text) for clause in clauses for use in uses(clause.text, words)] if words else []
    strongest = max(acts, key=lambda act: act[0].verb.force, default=None)
    if strongest and strongest[0].verb.force:
        printed = strongest[0].printed(strongest[1])
        yield Reason("verb", strongest[0].verb.force, _became(*(("", printed) if change.new else (printed, ""))))


def _of_both(changed: Reworded, words: StrengthLexicon | None) -> Iterator[Reason]:
    """Weigh what was deleted and inserted within clauses that stay."""
    texts = changed.old, changed.new
    cuts = changed.cut if words else None
    gone, come = _balance(*(_figures(text) for text in texts))
    if words and cuts:
        said = _balance(*(_terms(cut, words.numbers) for cut in cuts))
        gone, come = [*gone, *said[0]], [*come, *said[1]]
    if gone or come:
        yield Reason("number", WEIGHTS["number"], _became(_named(gone), _named(come)))
    old, new = (len(_OPEN.findall(text)) for text in texts)
    if old > new:
        yield Reason("bracket", WEIGHTS["bracket"], f"{old - new} closed")
    elif new > old:
        yield Reason("bracket", _OPENED, f"{new - old} opened")
    if not words or not cuts:
        return
    verbs = list(verb_changes(changed, words))
    denied = next((each for each in verbs if each.denied), None)
    gone, come = _balance(*(_terms(cut, words.negation) for cut in cuts))
    if denied:
        yield Reason("negation", WEIGHTS["negation"], _became(denied.old, denied.new))
    elif gone or come:
        yield Reason("negation", WEIGHTS["negation"], _became(_named(gone), _named(come)))
    steps = [(abs((each.force[0] or 0) - (each.force[1] or 0)), each) for each in verbs if not each.denied]
    if steps:
        step, verb = max(steps, key=lambda pair: pair[0])
        yield Reason("verb", _VERB + step, _became(verb.old or verb.beside, verb.new))
    if qualifier := next(qualifier_changes(changed, words), None):
        yield Reason("qualifier", WEIGHTS["qualifier"], _became(qualifier.old, qualifier.new))
    gone, come = _balance(*(_terms(cut, words.scope) for cut in cuts))
    if gone or come:
        yield Reason("scope", WEIGHTS["scope"], _became(_named(gone), _named(come)))


def _figures(text: str) -> Counter[str]:
    """Count the numbers of a text in figures; those of a reference (`article 5`) are none of them."""
    text = _MARK.sub("", text)
    return Counter(
        match[0]
        for match in _FIGURE.finditer(text)
        if not is_behind_reference(text[max(0, match.start() - 80) : match.start()])
    )


def _terms(cut: TextWords, terms: Sequence[Term]) -> Counter[str]:
    return Counter(cut.text[span.start : span.end].lower() for term in terms for span in find(term, cut))


def _balance(old: Mapping[str, int], new: Mapping[str, int]) -> tuple[list[str], list[str]]:
    """Return what a text has less often than before, and what it has more often, in reading order."""
    gone = [name for name, count in old.items() if count > new.get(name, 0)]
    come = [name for name, count in new.items() if count > old.get(name, 0)]
    return gone, come


def _named(words: Sequence[str]) -> str:
    return ", ".join(words[:_SHOWN]) + (" …" if len(words) > _SHOWN else "")


def _became(old: str, new: str) -> str:
    """Show a change of words: `“30” → “60”`, `+ “not”`, `− “all”`."""
    if old and new:
        return f"“{old}” → “{new}”"
    return f"+ “{new}”" if new else f"− “{old}”"
