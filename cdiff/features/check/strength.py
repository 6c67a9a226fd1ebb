"""Strength: words of commitment that a new draft changed. A finding shows the words; it never says what they mean.

Three kinds are distinguished, because their weight differs: a verb became another one or its opposite ("shall" →
"should", "shall" → "shall not"), a qualifier was inserted or deleted ("as appropriate"), an article changed ("the best
interests" → "a"). `cdiff.weighing.verbs` finds them.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from cdiff.features.check.context import CheckContext
from cdiff.features.check.model import RawFinding
from cdiff.weighing.lexicon import BUILT_IN, StrengthLexicon, lexicon
from cdiff.weighing.verbs import Reworded, VerbChange, qualifier_changes, reworded, verb_changes


def verbs(context: CheckContext) -> Iterator[RawFinding]:
    """Find verbs that became stronger or weaker ones, or their opposite."""
    words = _lexicon(context)
    for changed in _changed(context, words):
        for each in verb_changes(changed, words):
            old = each.old or each.beside
            yield _finding(changed, "strength/verb", _verb_message(each), each.at, old, each.new, each.length)


def _verb_message(each: VerbChange) -> str:
    old, new = each.force
    if each.denied:
        return f"“{each.old}” became “{each.new}”: its opposite"
    if new is None:
        return f"“{each.old}” deleted (force {old} in the lexicon)"
    if old is None:
        return f"“{each.new}” inserted (force {new} in the lexicon)"
    return f"“{each.old}” became “{each.new}” (force {old} → {new} in the lexicon)"


def qualifiers(context: CheckContext) -> Iterator[RawFinding]:
    """Find qualifiers that were inserted or deleted."""
    words = _lexicon(context)
    for changed in _changed(context, words):
        for each in qualifier_changes(changed, words):
            said = "softening words" if each.weakens else "strengthening words"
            message = f"{said} {'deleted' if each.old else 'inserted'}: “{each.old or each.new}”"
            yield _finding(changed, "strength/qualifier", message, each.at, each.old, each.new, len(each.new))


def articles(context: CheckContext) -> Iterator[RawFinding]:
    """Find “the” that became “a”, and the other way round."""
    for changed in _changed(context, _lexicon(context)):
        for group in changed.groups:
            was, now = group.old.strip(), group.new.strip()
            if {was.lower(), now.lower()} in ({"the", "a"}, {"the", "an"}):
                noun = " ".join(changed.new[group.at_new + len(group.new) :].split()[:2])
                message = f"“{was} {noun}” became “{now} {noun}”"
                yield _finding(changed, "strength/article", message, group.at_new, was, now, len(now))


def _lexicon(context: CheckContext) -> StrengthLexicon:
    named = context.settings.lexicon
    where = Path(context.settings.where).parent if context.settings.where else Path()
    return lexicon(where / named if named else BUILT_IN)


def _changed(context: CheckContext, words: StrengthLexicon) -> Iterator[Reworded]:
    """Yield the clauses whose words changed, where the text is in the lexicon's language."""
    if context.against is None or context.language not in (words.language, ""):
        return
    for change in context.against.changes:
        if changed := reworded(change):
            yield changed


def _finding(changed: Reworded, rule: str, message: str, at: int, old: str, new: str, length: int) -> RawFinding:
    """Make a finding at a place of the new text; of a split, in the clause that has the place."""
    start = at
    for clause in changed.change.new:
        if start <= len(clause.text):
            break
        start -= len(clause.text) + 1
    else:
        start = len(clause.text)
    span = (start, start + length) if length else (-1, -1)
    return RawFinding(rule, message, clause, *span, old=old, new=new)
