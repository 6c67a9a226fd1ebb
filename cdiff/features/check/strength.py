"""Strength: words that commit, and that a new draft changed. A finding shows the words; it never says what they mean.

Three things are told apart, because they are of different weight: a verb became another one or its opposite
("shall" → "should", "shall" → "shall not"), a qualifier came or went ("as appropriate"), an article changed ("the
best interests" → "a").

A verb counts where somebody acts by it. "Portability requests from migrants", "when they decide to work" and "taking
into consideration" are no requests, decisions and considerations of those who speak: so a verb that is no auxiliary
has to stand at the start of a clause, behind a subject such as "we" or "States", behind an auxiliary, or behind "to"
after another verb that counts ("decides to consider establishing"). Words in a stretch that was written anew say
nothing of what became of the old ones, and are left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from cdiff.comparing.words import tokens
from cdiff.core.model import Change, Clause
from cdiff.core.records import NamedTuple
from cdiff.features.check.lexicon import BUILT_IN, Lexicon, Verb, lexicon
from cdiff.features.check.subject import Hit, Subject
from cdiff.features.check.wording import Group, groups, old_place
from cdiff.searching import Occurrence, find, words_of

_MOST = 12
"""Words of a stretch beyond which it was written anew."""
_LONE = 4
"""The same, for a verb that came or went without another in its place."""
_STEM = 5
_FORMS_OF_BE = frozenset("is are was were be been being has have had".split())
_ADVERBS = (
    r"(?:(?:also|further|furthermore|hereby|strongly|therefore|jointly|fully|duly|actively|always|not|never|only|thus"
    r"|nevertheless|respectively|continue to|agree to) )*"
)
_SUBJECTS = (
    "we|they both|states|parties|party|members|governments?|countries|assembly|conference|council|committee|commission"
    "|board|meeting|summit|ministers|leaders|heads|signatories|union|state"
)
_BEHIND_SUBJECT = re.compile(rf"\b(?:{_SUBJECTS}),? (?:\([^)]*\) )?{_ADVERBS}$", re.IGNORECASE)
_AT_START = re.compile(rf"(?:^|[.;:] |, (?:and )?)(?:[\"“(\[]\s*)?{_ADVERBS}$", re.IGNORECASE)
_BEHIND_TO = re.compile(rf"^ (?:to )?{_ADVERBS}$", re.IGNORECASE)
_JOINED = re.compile(rf"^(?:,? and |,? or |, |,? as well as )(?:to )?{_ADVERBS}$", re.IGNORECASE)
_NOT = re.compile(r"\b(?:not|never|neither|no longer)\b", re.IGNORECASE)
_NEITHER = re.compile(r"^ (?:\w+ )?(?:not|never)\b|^n[’']t\b", re.IGNORECASE)
_NO_AUXILIARY = {
    "will": re.compile(r"\b(?:the|political|free|good|own|of|people’s|people's|their|its|a|at) $", re.IGNORECASE),
    "may": re.compile(r"\d $|\b(?:in|of|on|since|until|by|from|early|late|mid-) $"),
}
_MONTH = re.compile(r" \d")


class Use(NamedTuple):
    """A verb of the lexicon where somebody acts by it."""

    verb: Verb
    start: int
    end: int
    negated: bool

    def printed(self, text: str) -> str:
        """Give its words as printed, with the negation behind it."""
        match = _NEITHER.match(text[self.end : self.end + 20])
        return text[self.start : self.end] + (match[0] if match else "")


def uses(text: str, words: Lexicon) -> list[Use]:
    """Find the verbs of a lexicon by which somebody acts in a text, in reading order."""
    found: list[Use] = []
    for match in words.pattern.finditer(text):
        verb = words.verbs[match[0].lower()]
        if _counts(text, match, verb, found):
            found.append(Use(verb, *match.span(), negated=_is_negated(text, match)))
    return found


def _counts(text: str, match: re.Match[str], verb: Verb, before: Sequence[Use]) -> bool:
    lead = text[max(0, match.start() - 80) : match.start()]
    if verb.auxiliary:
        if match[0][0].isupper() and match.start() and not _AT_START.search(lead):
            return False  # a title
        other = _NO_AUXILIARY.get(verb.words)
        is_month = match[0] == "May" and _MONTH.match(text, match.end()) is not None
        return not is_month and (other is None or not other.search(lead))
    if match[0].lower().endswith("ing"):
        return match.start() == 0 or lead.lower() in ("further ", "also ", "deeply ", "fully ")
    if match.start() == 0 or (_AT_START.search(lead) and match[0][0].isupper()):
        return True
    if _BEHIND_SUBJECT.search(lead):
        return not _is_condition(lead)
    last = before[-1] if before else None
    between = text[last.end : match.start()] if last else ""
    if last and (_BEHIND_TO.match(between) or _JOINED.match(between)):
        return last.verb.auxiliary or " to " in f"{between} " or _JOINED.match(between) is not None
    return False


def _is_condition(lead: str) -> bool:
    return re.search(r"\b(?:when|if|where|that|which|who|enable|allow|help)\b[^,;.]*$", lead, re.IGNORECASE) is not None


def _is_negated(text: str, match: re.Match[str]) -> bool:
    before = text[max(0, match.start() - 12) : match.start()]
    return _NEITHER.match(text[match.end() : match.end() + 20]) is not None or bool(
        re.search(r"\b(?:not|never|nor)(?: to)? $", before, re.IGNORECASE)
    )


# What changed


class Sides(NamedTuple):
    """A change with its texts and the places where its words changed."""

    change: Change
    old: str
    new: str
    groups: tuple[Group, ...]


def verbs(subject: Subject) -> Iterator[Hit]:
    """Find verbs that became stronger or weaker ones, or their opposite."""
    words = _words(subject)
    for sides in _changed(subject, words):
        old, new = uses(sides.old, words), uses(sides.new, words)
        for group in sides.groups:
            yield from _in_group(
                group, sides, _within(old, group.at_old, group.old), _within(new, group.at_new, group.new)
            )
        yield from _turned(sides, old, new)


def _words(subject: Subject) -> Lexicon:
    named = subject.settings.lexicon
    where = Path(subject.settings.where).parent if subject.settings.where else Path()
    return lexicon(where / named if named else BUILT_IN)


def _changed(subject: Subject, words: Lexicon) -> Iterator[Sides]:
    """Go through the clauses whose words changed, where the text is in the lexicon's language."""
    if subject.against is None or subject.language not in (words.language, ""):
        return
    for change in subject.against.changes:
        if change.old and change.new and change.edits:
            old, new = (" ".join(each.text for each in side) for side in (change.old, change.new))
            yield Sides(change, old, new, tuple(groups(change.edits)))


def _within(found: Sequence[Use], at: int, words: str) -> list[Use]:
    return [use for use in found if use.start < at + len(words) and use.end > at]


def _in_group(group: Group, sides: Sides, old: Sequence[Use], new: Sequence[Use]) -> Iterator[Hit]:
    size = max(len(tokens(group.old)), len(tokens(group.new)))
    if size > _MOST:
        return
    old, new = _without_forms(old, group.new), _without_forms(new, group.old)
    for gone, came in zip(old, new, strict=False):
        if gone.verb.force != came.verb.force:
            was, now = gone.printed(sides.old), came.printed(sides.new)
            message = f"“{was}” became “{now}” (force {gone.verb.force} → {came.verb.force} in the lexicon)"
            yield _hit("strength/verb", message, sides, came, was, now)
    if len(group.old.split()) <= _LONE and _is_lone(group.new, group.old):
        for gone in old[len(new) :]:
            was = gone.printed(sides.old)
            message = f"“{was}” is gone (force {gone.verb.force} in the lexicon)"
            yield _at(group.at_new, "strength/verb", message, sides, was, "")
    if len(group.new.split()) <= _LONE and _is_lone(group.old, group.new):
        for came in new[len(old) :]:
            chain = _chain(sides.new, came)
            message = f"“{chain}” came in (force {came.verb.force} in the lexicon)"
            yield _hit("strength/verb", message, sides, came, group.old.strip(), chain)


def _without_forms(found: Sequence[Use], others: str) -> list[Use]:
    """Leave out verbs that stand on the other side in another form: `establish` is there still in `establishing`."""
    stems = {word[:_STEM].lower() for word in others.split() if len(word) >= _STEM}
    return [use for use in found if use.verb.auxiliary or use.verb.words[:_STEM] not in stems]


def _is_lone(words: str, others: str) -> bool:
    """Whether words say nothing that those against them do not: `establish` and `consider establishing`."""
    stems = {word[:_STEM].lower() for word in others.split()}
    return all(word.lower() in _FORMS_OF_BE or word[:_STEM].lower() in stems for word in words.split())


def _chain(text: str, use: Use) -> str:
    """Give a verb with the one it hangs on: `decide to consider`."""
    lead = text[: use.start].rsplit(" ", 3)
    return text[use.start - len(" ".join(lead[-3:])) : use.end] if lead[-2:-1] == ["to"] else text[use.start : use.end]


def _turned(sides: Sides, old: Sequence[Use], new: Sequence[Use]) -> Iterator[Hit]:
    """Find verbs that stayed and are denied now, or no longer are."""
    shift = {use.start: use for use in old}
    for use in new:
        before = shift.get(old_place(use.start, sides.change.edits))
        if before and before.verb == use.verb and before.negated != use.negated and _is_denied(use.end, sides.groups):
            was, now = before.printed(sides.old), use.printed(sides.new)
            yield _hit("strength/verb", f"“{was}” became “{now}”: its opposite", sides, use, was, now)


def _is_denied(end: int, changed: Sequence[Group]) -> bool:
    """Whether the word that denies a verb is what changed, right behind it."""
    return any(
        end - 4 <= group.at_new <= end + 12 and bool(_NOT.search(group.old)) != bool(_NOT.search(group.new))
        for group in changed
    )


def qualifiers(subject: Subject) -> Iterator[Hit]:
    """Find qualifiers that came or went."""
    words = _words(subject)
    for sides in _changed(subject, words):
        cut = words_of(sides.old), words_of(sides.new)
        for said, terms in (("softens", words.weaken), ("strengthens", words.strengthen)):
            for term in terms:
                yield from _qualified(sides, find(term, cut[0]), find(term, cut[1]), said)


def _qualified(sides: Sides, old: Sequence[Occurrence], new: Sequence[Occurrence], said: str) -> Iterator[Hit]:
    if len(old) == len(new):
        return
    for group in sides.groups:
        if max(len(tokens(group.old)), len(tokens(group.new))) > _MOST:
            continue
        gone = [span for span in old if span.start < group.at_old + len(group.old) and span.end > group.at_old]
        came = [span for span in new if span.start < group.at_new + len(group.new) and span.end > group.at_new]
        if len(gone) > len(came):
            was = sides.old[gone[0].start : gone[0].end]
            yield _at(group.at_new, "strength/qualifier", f"“{was}”, which {said}, is gone", sides, was, "")
        elif len(came) > len(gone):
            now = sides.new[came[0].start : came[0].end]
            message = f"“{now}”, which {said}, came in"
            yield _at(came[0].start, "strength/qualifier", message, sides, "", now, len(now))


def articles(subject: Subject) -> Iterator[Hit]:
    """Find “the” that became “a”, and the other way round."""
    for sides in _changed(subject, _words(subject)):
        for group in sides.groups:
            was, now = group.old.strip(), group.new.strip()
            if {was.lower(), now.lower()} in ({"the", "a"}, {"the", "an"}):
                noun = " ".join(sides.new[group.at_new + len(group.new) :].split()[:2])
                message = f"“{was} {noun}” became “{now} {noun}”"
                yield _at(group.at_new, "strength/article", message, sides, was, now, len(now))


def _hit(rule: str, message: str, sides: Sides, use: Use, old: str, new: str) -> Hit:
    return _at(use.start, rule, message, sides, old, new, use.end - use.start)


def _at(at: int, rule: str, message: str, sides: Sides, old: str, new: str, length: int = 0) -> Hit:
    """Set a hit in the clause, of a split the right one, in which a place of the new text lies."""
    clause, start = _clause_at(sides.change.new, at)
    place = (start, start + length) if length else (-1, -1)
    return Hit(rule, message, clause, *place, old=old, new=new)


def _clause_at(clauses: Sequence[Clause], at: int) -> tuple[Clause, int]:
    for clause in clauses:
        if at <= len(clause.text):
            return clause, at
        at -= len(clause.text) + 1
    return clauses[-1], len(clauses[-1].text)
