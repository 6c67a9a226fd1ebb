"""Guarded text: clauses that were agreed, a text that claims to be the same as another, clauses and terms on watch.

Agreed is what `[agreed]` in `cdiff.toml` lists with the version in which it was agreed, and what the old draft marks
as agreed itself (`[agreed ad ref]`, a colour). The mark is no part of the words: that it was added or removed is no
change. A new number is none either; a split, a merge and a comma are. That a clause stands in another place has a rule
of its own, which a team may raise to an error or turn off: under another chapeau the same words may bind other people.

Silent change: in 2009 a secretariat added words to paragraph 20 of a Political Declaration after its adoption, and
called that editorial. So `--same-as` reports every character; what is the same in layout only (line breaks, the style
of a label) is the same.
"""

from __future__ import annotations

from collections.abc import Iterator

from cdiff.core.citation import find, subtree
from cdiff.core.model import Change, Clause, Comparison, Document
from cdiff.core.numbering import number_of
from cdiff.core.unread import said_of
from cdiff.features.brackets import Conventions, mark_up, status_of
from cdiff.features.check.context import CheckContext, changes_by_old
from cdiff.features.check.model import RawFinding
from cdiff.features.check.terms import terms_of
from cdiff.features.check.translation import is_translation
from cdiff.features.check.wording import cited, described, differences, first_words, listed, short
from cdiff.searching import count

# Agreed


def listed_as_agreed(context: CheckContext) -> Iterator[RawFinding]:
    """Find changes to the clauses that the configuration lists as agreed."""
    for comparison in context.agreed:
        document = comparison.old.document
        typed = context.settings.agreed.get(comparison.old.label, ())
        roots = [find(document, each, comparison.old.label) for each in typed]
        wanted = {clause.citation for root in roots for clause in subtree(document, root)}
        yield from _changed_since_agreed(comparison, wanted, context.conventions)


def marked_as_agreed(context: CheckContext) -> Iterator[RawFinding]:
    """Find changes to the clauses that the old draft marks as agreed, except those that the configuration lists."""
    if context.against is None:
        return
    statuses = status_of(context.against.old.document, context.old_markup)
    wanted = {citation for citation, status in statuses.items() if status.meaning == "agreed"}
    reported = {found.clause.citation for found in listed_as_agreed(context) if found.clause}
    for found in _changed_since_agreed(context.against, wanted, context.conventions):
        if found.clause is None or found.clause.citation not in reported:
            yield found


def _changed_since_agreed(comparison: Comparison, wanted: set[str], known: Conventions) -> Iterator[RawFinding]:
    if not wanted:
        return
    old_texts, new_texts = (_without_status(side.document, known) for side in (comparison.old, comparison.new))
    changes = changes_by_old(comparison)
    concerned = dict.fromkeys(
        id(changes[clause.citation]) for clause in comparison.old.document.clauses if clause.citation in wanted
    )
    by_id = {id(change): change for change in comparison.changes}
    label = comparison.old.label
    for change in map(by_id.__getitem__, concerned):
        agreed = [each for each in change.old if each.citation in wanted]
        said = f"agreed in {label} as {cited(agreed)}"
        about = "; ".join(f"{label} {clause.citation}" for clause in agreed)
        if not change.new:
            where = _clause_before(change, comparison)
            message = f"{said}, and gone: “{first_words(agreed[0])}”"
            yield RawFinding("agreed/changed", message, where, old=agreed[0].text, about=about)
            continue
        old = " ".join(old_texts[clause.citation] for clause in change.old)
        new = " ".join(new_texts[clause.citation] for clause in change.new)
        found = differences(old, new)
        clause = change.new[0]
        if change.moved:
            message = f"{said}, and moved since: {cited(change.new)} here"
            yield RawFinding("agreed/moved", message, clause, about=f"{about}: moved")
        if len(change.old) != len(change.new):
            how = f"{'split' if len(change.new) > 1 else 'merged'} into {cited(change.new)}"
            words = f": {listed(found, new)}" if found else ", its words unchanged"
            yield RawFinding("agreed/changed", f"{said}, and {how}{words}", clause, about=f"{about}: {how} {new}")
        elif found:
            editorial = all(each.editorial for each in found)
            first = next((each for each in found if not each.editorial), found[0])
            start = clause.text.find(new) + first.at_new if new in clause.text else -1
            end = min(start + max(1, len(first.new)), len(clause.text)) if start >= 0 else -1
            yield RawFinding(
                "agreed/editorial" if editorial else "agreed/changed",
                f"{said}, and {'touched' if editorial else 'changed'} since: {listed(found, new)}",
                clause,
                start,
                end,
                short(first.old.strip()),
                short(first.new.strip()),
                f"{about}: {new}",
            )


def _clause_before(change: Change, comparison: Comparison) -> Clause | None:
    """Return the clause behind which a deleted one stood: that is where a reader looks for it."""
    last: Clause | None = None
    for each in comparison.changes:
        if each is change:
            return last
        last = each.new[-1] if each.new else last
    return None


def _without_status(document: Document, known: Conventions) -> dict[str, str]:
    """Return the text of each clause without its status tags, by citation."""
    texts = {clause.citation: clause.text for clause in document.clauses}
    tags = [(status.start, status.end) for status in mark_up(document, known).statuses if status.start and status.end]
    for start, end in sorted(tags, reverse=True):
        citation = document.clauses[start.clause].citation
        before, after = texts[citation][: start.offset].rstrip(), texts[citation][end.offset :].lstrip()
        texts[citation] = f"{before}{' ' if before and after else ''}{after}"
    return {citation: text.strip() for citation, text in texts.items()}


# Claimed to be the same


def silent(context: CheckContext) -> Iterator[RawFinding]:
    """Find every difference from the text that this one claims to be, unless that is in another language."""
    if context.same is None or is_translation(context.same):
        return
    label = context.same.old.label
    last: Clause | None = None
    for change in context.same.changes:
        if not change.new:
            for gone in change.old:
                message = f"gone: “{first_words(gone)}”"
                yield RawFinding("silent/changed", message, last, old=gone.text, about=gone.text)
            continue
        clause, last = change.new[0], change.new[-1]
        if not change.old:
            message = f"not in {label}: “{first_words(clause)}”"
            yield RawFinding("silent/changed", message, clause, new=clause.text, about=clause.text)
            continue
        olds, news = cited(change.old), cited(change.new)
        if len(change.old) != len(change.new):
            yield RawFinding("silent/changed", f"{olds} of {label} is {news} here", clause, old=olds, new=news)
        elif number_of(change.old[0].label) != number_of(clause.label):
            was = change.old[0].label
            message = f"numbered {clause.label or 'not at all'}, in {label} {was or 'not at all'}"
            yield RawFinding("silent/changed", message, clause, old=was, new=clause.label)
        if change.moved:
            yield RawFinding("silent/changed", f"stands in another place than in {label}", clause, about="moved")
        yield from _silent_words(change, clause)


def _silent_words(change: Change, clause: Clause) -> Iterator[RawFinding]:
    old, new = (" ".join(each.text for each in side) for side in (change.old, change.new))
    found = differences(old, new)
    for rule, editorial in (("silent/changed", False), ("silent/editorial", True)):
        some = [each for each in found if each.editorial == editorial]
        if not some:
            continue
        first = some[0]
        start = first.at_new if first.at_new < len(clause.text) else -1
        end = min(len(clause.text), start + max(1, len(first.new))) if start >= 0 else -1
        message = listed(some, new, most=len(some))
        words = (short(first.old.strip()), short(first.new.strip())) if len(some) == 1 else ("", "")
        yield RawFinding(rule, message, clause, start, end, *words, about=message)


def unread(context: CheckContext) -> Iterator[RawFinding]:
    """Find what was not read of either text, or not compared, so that no one can say that they are the same.

    What stands beside the text of a translation is translated too.
    """
    if context.same is None:
        return
    for each in context.same.unread:
        if each.kind != "beside" or not is_translation(context.same):
            yield RawFinding("silent/unread", said_of(each), about=f"{each.kind} {each.message}")


# Watched


def watched_clauses(context: CheckContext) -> Iterator[RawFinding]:
    """Find changes to the clauses that are watched as some version cites them, wherever they are now."""
    for comparison in context.watched:
        label = comparison.old.label
        changes = changes_by_old(comparison)
        for typed in context.settings.watch.clauses.get(label, ()):
            root = find(comparison.old.document, typed, label)
            said = f"watched ({label} {typed})"
            for clause in subtree(comparison.old.document, root):
                change = changes[clause.citation]
                if context.against is None:
                    yield from _touched(change, said)
                    continue
                # The clause is followed to the old draft first, and from there to the new text.
                for old in change.new:
                    yield from _touched(context.destination[old.citation], f"{said}, “{first_words(clause)}”")


def _touched(change: Change, said: str) -> Iterator[RawFinding]:
    if not change.is_change:
        return
    what = change.kind if change.kind != "unchanged" else "moved"
    words = f": {described(change)}" if change.old and change.new and change.edits else ""
    if change.new:
        yield RawFinding("watch/clause", f"{said}: {what}{words}", change.new[0], about=f"{said} {what}{words}")
    else:
        gone = change.old[0]
        message = f"{said}: gone, “{first_words(gone)}”"
        yield RawFinding("watch/clause", message, old=gone.text, about=f"{said} gone {gone.text}")


def watched_terms(context: CheckContext) -> Iterator[RawFinding]:
    """Find places where a watched term was inserted or deleted."""
    if context.against is None:
        return
    for term in terms_of(context, context.settings.watch.terms):
        for change in context.against.changes:
            old, new = (sum(count(term, each.text) for each in side) for side in (change.old, change.new))
            if old != new:
                clause = change.new[0] if change.new else None
                gone = f" with {change.old[0].name} of {context.against.old.label}" if not change.new else ""
                message = f"watched: “{term.name}” {'inserted' if new > old else 'deleted'}{gone} ({old} → {new})"
                yield RawFinding("watch/term", message, clause, about=f"{term.name} {old} {new}")
