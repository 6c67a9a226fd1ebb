"""Silent change: two texts that claim to be the same, and every character in which they are not.

In 2009 a secretariat added words to paragraph 20 of a Political Declaration after its adoption, and called that
editorial. What is the same in layout only (line breaks, the style of a label) is the same; all else is a finding,
editorial or not, and none is too small.
"""

from __future__ import annotations

from collections.abc import Iterator

from cdiff.core.model import Change, Clause
from cdiff.core.numbering import number_of
from cdiff.features.check.differences import Difference, differences, listed
from cdiff.features.check.subject import Hit, Subject
from cdiff.features.check.wording import first_words, short

CHANGED, EDITORIAL = "silent/changed", "silent/editorial"


def silent(subject: Subject) -> Iterator[Hit]:
    """Account for every difference from the text that this one claims to be."""
    if subject.same is None:
        return
    last: Clause | None = None
    for change in subject.same.changes:
        yield from _of_change(change, last, subject.same.old.label)
        last = change.new[-1] if change.new else last


def _of_change(change: Change, last: Clause | None, label: str) -> Iterator[Hit]:
    if not change.new:
        for clause in change.old:
            yield Hit(CHANGED, f"gone: “{first_words(clause)}”", last, old=clause.text, about=clause.text)
        return
    clause = change.new[0]
    if not change.old:
        yield Hit(CHANGED, f"not in {label}: “{first_words(clause)}”", clause, new=clause.text, about=clause.text)
        return
    if len(change.old) != len(change.new):
        olds, news = (" + ".join(each.citation for each in side) for side in (change.old, change.new))
        yield Hit(CHANGED, f"{olds} of {label} is {news} here", clause, old=olds, new=news)
    elif number_of(change.old[0].label) != number_of(clause.label):
        message = f"numbered {clause.label or 'not at all'}, in {label} {change.old[0].label or 'not at all'}"
        yield Hit(CHANGED, message, clause, old=change.old[0].label, new=clause.label)
    if change.moved:
        yield Hit(CHANGED, f"stands in another place than in {label}", clause, about="moved")
    yield from _in_words(change, clause)


def _in_words(change: Change, clause: Clause) -> Iterator[Hit]:
    old, new = (" ".join(each.text for each in side) for side in (change.old, change.new))
    found = differences(old, new)
    for rule, editorial in ((CHANGED, False), (EDITORIAL, True)):
        some = [each for each in found if each.editorial == editorial]
        if some:
            yield _hit(rule, some, clause, new)


def _hit(rule: str, found: list[Difference], clause: Clause, new: str) -> Hit:
    first = found[0]
    inside = first.at_new < len(clause.text)
    start, end = (first.at_new, min(len(clause.text), first.at_new + max(1, len(first.new)))) if inside else (-1, -1)
    message = listed(found, new, most=len(found))
    one = len(found) == 1
    words = (short(first.old.strip()), short(first.new.strip())) if one else ("", "")
    return Hit(rule, message, clause, start, end, *words, about=message)
