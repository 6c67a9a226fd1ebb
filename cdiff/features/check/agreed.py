"""Agreed text: clauses that were agreed and have changed since, however slightly, and wherever they moved.

Agreed is what `[agreed]` in `cdiff.toml` lists with the version in which it was agreed, and what the old draft marks
as agreed itself (`[agreed ad ref]`, a colour). The mark is no part of the words: that it is there or gone is no change.
A new number is none either, and so is another place; a split, a merge and a comma are.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from cdiff.core.citation import find, subtree
from cdiff.core.model import Change, Clause, Comparison, Document
from cdiff.features.brackets import mark_up, status_of
from cdiff.features.brackets.conventions import Conventions
from cdiff.features.brackets.model import Place
from cdiff.features.check.differences import Difference, differences, listed
from cdiff.features.check.subject import Hit, Subject, changes_by_old
from cdiff.features.check.wording import first_words, short

CHANGED, EDITORIAL = "agreed/changed", "agreed/editorial"
_AGREED = "agreed"


def listed_as_agreed(subject: Subject) -> Iterator[Hit]:
    """Find changes to the clauses that the configuration lists as agreed."""
    for comparison in subject.agreed:
        document = comparison.old.document
        typed = subject.settings.agreed.get(comparison.old.label, ())
        roots = [find(document, each, comparison.old.label) for each in typed]
        cited = dict.fromkeys(clause.citation for root in roots for clause in subtree(document, root))
        yield from _changed(comparison, cited, subject.conventions)


def marked_as_agreed(subject: Subject) -> Iterator[Hit]:
    """Find changes to the clauses that the old draft marks as agreed, but those that the configuration lists."""
    if subject.against is None:
        return
    document = subject.against.old.document
    statuses = status_of(document, subject.old_markup)
    cited = [citation for citation, status in statuses.items() if status.meaning == _AGREED]
    told = {hit.clause.citation for hit in listed_as_agreed(subject) if hit.clause}
    for hit in _changed(subject.against, cited, subject.conventions):
        if hit.clause is None or hit.clause.citation not in told:
            yield hit


def _changed(comparison: Comparison, cited: Iterable[str], known: Conventions) -> Iterator[Hit]:
    wanted = set(cited)
    if not wanted:
        return
    bare = _Bare(comparison.old.document, known), _Bare(comparison.new.document, known)
    seen: set[int] = set()
    places = changes_by_old(comparison)
    for clause in comparison.old.document.clauses:
        change = places[clause.citation]
        if clause.citation in wanted and id(change) not in seen:
            seen.add(id(change))
            yield from _of_change(change, [each for each in change.old if each.citation in wanted], comparison, bare)


def _of_change(
    change: Change, agreed: Sequence[Clause], comparison: Comparison, bare: tuple[_Bare, _Bare]
) -> Iterator[Hit]:
    label = comparison.old.label
    said = f"agreed in {label} as {' + '.join(clause.citation for clause in agreed)}"
    about = "; ".join(f"{label} {clause.citation}" for clause in agreed)
    if not change.new:
        message = f"{said}, and gone: “{first_words(agreed[0])}”"
        yield Hit(CHANGED, message, _neighbour(change, comparison), old=agreed[0].text, about=about)
        return
    olds, news = [bare[0].text(clause) for clause in change.old], [bare[1].text(clause) for clause in change.new]
    found = differences(" ".join(olds), " ".join(news))
    clause = change.new[0]
    if len(change.old) != len(change.new):
        how = f"split into {_cited(change.new)}" if len(change.new) > 1 else f"merged into {_cited(change.new)}"
        words = f": {listed(found, ' '.join(news))}" if found else ", its words unchanged"
        yield Hit(CHANGED, f"{said}, and {how}{words}", clause, about=f"{about}: {how} {' '.join(news)}")
    elif found:
        yield _hit(said, about, found, clause, (olds[0], news[0]))


def _hit(said: str, about: str, found: Sequence[Difference], clause: Clause, texts: tuple[str, str]) -> Hit:
    new = texts[1]
    rule = EDITORIAL if all(each.editorial for each in found) else CHANGED
    first = next((each for each in found if not each.editorial), found[0])
    start = clause.text.find(new) + first.at_new if new in clause.text else -1
    end = start + max(1, len(first.new)) if start >= 0 else -1
    message = f"{said}, and {'touched' if rule == EDITORIAL else 'changed'} since: {listed(found, new)}"
    old, came = short(first.old.strip()), short(first.new.strip())
    return Hit(rule, message, clause, start, min(end, len(clause.text)), old, came, f"{about}: {new}")


def _cited(clauses: Sequence[Clause]) -> str:
    return " + ".join(clause.citation for clause in clauses)


def _neighbour(change: Change, comparison: Comparison) -> Clause | None:
    """Give the clause behind which a dropped one stood: that is where a reader looks for it."""
    last: Clause | None = None
    for each in comparison.changes:
        if each is change:
            return last
        last = each.new[-1] if each.new else last
    return None


class _Bare:
    """The clauses of a document without their status words."""

    def __init__(self, document: Document, known: Conventions) -> None:
        self._spans: dict[str, list[tuple[int, int]]] = {}
        for status in mark_up(document, known).statuses:
            if status.start and status.end:
                self._add(document, status.start, status.end)

    def _add(self, document: Document, start: Place, end: Place) -> None:
        citation = document.clauses[start.clause].citation
        self._spans.setdefault(citation, []).append((start.offset, end.offset))

    def text(self, clause: Clause) -> str:
        """Give the words of a clause without its status."""
        text = clause.text
        for start, end in sorted(self._spans.get(clause.citation, ()), reverse=True):
            text = (
                text[:start].rstrip()
                + (" " if text[:start].strip() and text[end:].strip() else "")
                + text[end:].lstrip()
            )
        return text.strip()
