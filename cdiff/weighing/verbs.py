"""Words of commitment, and what an edit did to them: a verb became another one or its opposite, a qualifier came.

A verb counts where somebody acts by it. "Portability requests from migrants", "when they decide to work" and "taking
into consideration" are no requests, decisions and considerations of the text's authors: so a verb that is no auxiliary
must stand at the start of a clause, behind a subject such as "we" or "States", behind an auxiliary, or behind "to"
after another verb that counts ("decides to consider establishing"). Words in a stretch that was written anew say
nothing of what became of the old ones, and are left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cached_property

from cdiff.comparing.words import tokens
from cdiff.core.clause_edits import ChangedWords, groups, old_place
from cdiff.core.model import Change
from cdiff.core.records import record
from cdiff.searching import Occurrence, TextWords, find, words_of
from cdiff.weighing.lexicon import LexiconVerb, StrengthLexicon

_MOST = 12
"""A longer stretch, in words, counts as rewritten: a verb in it is not the old one in another strength. A judgement:
about one part of a sentence."""
_LONE = 4
"""The same for a verb that was inserted or deleted without another in its place: `and also decides to`."""
_STEM = 5
"""Letters by which two forms of a word are compared: `establish` and `establishing`."""
_FORMS_OF_BE = frozenset("is are was were be been being has have had".split())
_ADVERBS = (
    r"(?:(?:also|further|furthermore|hereby|strongly|therefore|jointly|fully|duly|actively|always|not|never|only|thus"
    r"|nevertheless|respectively|continue to|agree to) )*"
)
_SUBJECTS = (
    "we|they both|states|parties|party|members|governments?|countries|assembly|conference|council|committee|commission"
    "|board|meeting|summit|ministers|leaders|heads|signatories|union|state"
)
_BEHIND_SUBJECT = re.compile(rf"\b(?:{_SUBJECTS}),? (?:\([^()]*\) )?{_ADVERBS}$", re.IGNORECASE)
_AT_START = re.compile(rf"(?:^|[.;:] |, (?:and )?)(?:[\"“(\[]\s*)?{_ADVERBS}$", re.IGNORECASE)
_BEHIND_TO = re.compile(rf"^ (?:to )?{_ADVERBS}$", re.IGNORECASE)
_JOINED = re.compile(rf"^(?:,? and |,? or |, |,? as well as )(?:to )?{_ADVERBS}$", re.IGNORECASE)
_NOT = re.compile(r"\b(?:not|never|neither|no longer)\b", re.IGNORECASE)
_DENIED_BEFORE = re.compile(r"\b(?:not|never|nor)(?: to)? $", re.IGNORECASE)
_CONDITION = re.compile(r"\b(?:when|if|where|that|which|who|enable|allow|help)\b[^,;.]*$", re.IGNORECASE)
_NEITHER = re.compile(r"^ (?:\w+ )?(?:not|never)\b|^n[’']t\b", re.IGNORECASE)
_NO_AUXILIARY = {  # what stands before “will” and “may” where they are a noun and a month
    "will": re.compile(r"\b(?:the|political|free|good|own|of|people’s|people's|their|its|a|at) $", re.IGNORECASE),
    "may": re.compile(r"\d $|\b(?:in|of|on|since|until|by|from|early|late|mid-) $"),
}
_MONTH = re.compile(r" \d")
_NOUN_BEHIND = re.compile(r" (?:of|verbale)\b|\s*(?:\.|$)")
"""What follows a word at the start of a sentence that is no verb there: `Request of`, `Report.`"""
_NOUNS = frozenset(
    "note notes request requests demand demands support aim aims attempt attempts respect welcome resolve combat"
    " report reports review reviews address addresses call calls promise promises".split()
)
"""Words of the built-in lexicon, and some that others may list, that are nouns before a preposition as well."""
_NOUN_FROM = re.compile(r" (?:by|from|for|on)\b")


@record
class VerbUse:
    """A verb of the lexicon where somebody acts by it."""

    verb: LexiconVerb
    start: int
    end: int
    negated: bool

    def printed(self, text: str) -> str:
        """Return its words as printed, with the negation behind it."""
        match = _NEITHER.match(text[self.end : self.end + 20])
        return text[self.start : self.end] + (match[0] if match else "")


def uses(text: str, words: StrengthLexicon) -> list[VerbUse]:
    """Find the verbs of a lexicon by which somebody acts in a text, in reading order."""
    found: list[VerbUse] = []
    for match in words.pattern.finditer(text):
        verb = words.verbs[match[0].lower()]
        if _counts(text, match, verb, found):
            negated = _NEITHER.match(text[match.end() : match.end() + 20]) or _DENIED_BEFORE.search(
                text[max(0, match.start() - 12) : match.start()]
            )
            found.append(VerbUse(verb, *match.span(), negated=negated is not None))
    return found


def _counts(text: str, match: re.Match[str], verb: LexiconVerb, before: Sequence[VerbUse]) -> bool:
    """Whether somebody acts by a verb where it stands; `before` are the uses found so far."""
    lead = text[max(0, match.start() - 80) : match.start()]
    if verb.auxiliary:
        if match[0][0].isupper() and match.start() and not _AT_START.search(lead):
            return False  # a title
        noun = _NO_AUXILIARY.get(verb.words)
        is_month = match[0] == "May" and _MONTH.match(text, match.end()) is not None
        return not is_month and (noun is None or not noun.search(lead))
    if match[0].lower().endswith("ing"):
        return match.start() == 0 or lead.lower() in ("further ", "also ", "deeply ", "fully ")
    if match.start() == 0 or (_AT_START.search(lead) and match[0][0].isupper()):
        single = " " not in match[0]
        is_noun = _NOUN_BEHIND.match(text, match.end()) or (
            match[0].lower() in _NOUNS and _NOUN_FROM.match(text, match.end())
        )
        return not (single and is_noun)
    if _BEHIND_SUBJECT.search(lead):
        return not _CONDITION.search(lead)
    if not before:
        return False
    between = text[before[-1].end : match.start()]
    if _JOINED.match(between):
        return True
    return _BEHIND_TO.match(between) is not None and (before[-1].verb.auxiliary or " to " in f"{between} ")


# What changed


@record
class Reworded:
    """A change of words in a clause that stays, with both texts and the places where they differ."""

    change: Change
    old: str
    new: str
    groups: tuple[ChangedWords, ...]

    @cached_property
    def cut(self) -> tuple[TextWords, TextWords]:
        """Both texts cut into words, for terms to be found in."""
        return words_of(self.old), words_of(self.new)


def reworded(change: Change) -> Reworded | None:
    """Lay out a change for `verb_changes` and `qualifier_changes`; None where no words were changed within a clause."""
    if not (change.old and change.new and change.edits):
        return None
    old, new = (" ".join(each.text for each in side) for side in (change.old, change.new))
    return Reworded(change, old, new, tuple(groups(change.edits)))


@record
class VerbChange:
    """A verb that became another one or its opposite, was deleted, or was inserted."""

    old: str
    """As printed, with the word that denies it; empty if it was inserted."""
    new: str
    """Empty if it was deleted."""
    at: int
    """Where it is, or would be, in the new text."""
    length: int
    """How many characters of the new text it takes; 0 if it was deleted."""
    force: tuple[int | None, int | None]
    """The force of the old and of the new verb; None on the side that has none."""
    denied: bool = False
    """The verb stayed, and became its opposite."""
    beside: str = ""
    """Words that were replaced by an inserted verb without being one: `establish` → `consider establishing`."""


def verb_changes(changed: Reworded, words: StrengthLexicon) -> Iterator[VerbChange]:
    """Find the verbs that became stronger or weaker ones, or their opposite, or were inserted or deleted."""
    old, new = uses(changed.old, words), uses(changed.new, words)
    for group in changed.groups:
        yield from _in_group(
            group,
            changed,
            [use for use in old if use.start < group.at_old + len(group.old) and use.end > group.at_old],
            [use for use in new if use.start < group.at_new + len(group.new) and use.end > group.at_new],
        )
    # Verbs that stayed and are denied now, or no longer are: the word that denies them is what changed, right
    # behind them (12 characters hold `not`, `never` and an adverb).
    before = {use.start: use for use in old}
    for use in new:
        was = before.get(old_place(use.start, changed.change.edits))
        turned = was is not None and was.verb == use.verb and was.negated != use.negated
        if (
            was
            and turned
            and any(
                use.end - 4 <= group.at_new <= use.end + 12
                and bool(_NOT.search(group.old)) != bool(_NOT.search(group.new))
                for group in changed.groups
            )
        ):
            gone, came = was.printed(changed.old), use.printed(changed.new)
            force = (was.verb.force, use.verb.force)
            yield VerbChange(gone, came, use.start, use.end - use.start, force, denied=True)


def _in_group(
    group: ChangedWords, changed: Reworded, old: Sequence[VerbUse], new: Sequence[VerbUse]
) -> Iterator[VerbChange]:
    """Yield the verbs of one place that became others, were deleted or inserted."""
    if max(len(tokens(group.old)), len(tokens(group.new))) > _MOST or group.old.casefold() == group.new.casefold():
        return
    old, new = _without_forms(old, group.new), _without_forms(new, group.old)
    for gone, came in zip(old, new, strict=False):
        if gone.verb.force != came.verb.force:
            was, now = gone.printed(changed.old), came.printed(changed.new)
            yield VerbChange(was, now, came.start, came.end - came.start, (gone.verb.force, came.verb.force))
    if len(group.old.split()) <= _LONE and _says_no_more(group.new, group.old):
        for gone in old[len(new) :]:
            yield VerbChange(gone.printed(changed.old), "", group.at_new, 0, (gone.verb.force, None))
    if len(group.new.split()) <= _LONE and _says_no_more(group.old, group.new):
        for came in new[len(old) :]:
            # Shown with the verb it depends on: `decides to consider`.
            lead = changed.new[: came.start].rsplit(" ", 3)
            start = came.start - len(" ".join(lead[-3:])) if lead[-2:-1] == ["to"] else came.start
            now, force = changed.new[start : came.end], (None, came.verb.force)
            yield VerbChange("", now, came.start, came.end - came.start, force, beside=group.old.strip())


def _without_forms(found: Sequence[VerbUse], others: str) -> list[VerbUse]:
    """Leave out verbs that the other side has in another form: `establish` is still there in `establishing`."""
    stems = {word[:_STEM].lower() for word in others.split() if len(word) >= _STEM}
    return [use for use in found if use.verb.auxiliary or use.verb.words[:_STEM] not in stems]


def _says_no_more(words: str, others: str) -> bool:
    """Whether words say nothing that those against them do not: `establish` and `consider establishing`."""
    stems = {word[:_STEM].lower() for word in others.split()}
    return all(word.lower() in _FORMS_OF_BE or word[:_STEM].lower() in stems for word in words.split())


@record
class QualifierChange:
    """A qualifier that was deleted or inserted."""

    old: str
    """As printed; empty if it was inserted."""
    new: str
    at: int
    """Where it is, or was, in the new text."""
    weakens: bool
    """Whether it softens what is said where it stands; else it strengthens it."""


def qualifier_changes(changed: Reworded, words: StrengthLexicon) -> Iterator[QualifierChange]:
    """Find the qualifiers that were inserted or deleted."""
    cut = changed.cut
    for weakens, terms in ((True, words.weaken), (False, words.strengthen)):
        for term in terms:
            yield from _qualified(changed, find(term, cut[0]), find(term, cut[1]), weakens=weakens)


def _qualified(
    changed: Reworded, old: Sequence[Occurrence], new: Sequence[Occurrence], *, weakens: bool
) -> Iterator[QualifierChange]:
    if len(old) == len(new):
        return
    for group in changed.groups:
        if max(len(tokens(group.old)), len(tokens(group.new))) > _MOST:
            continue
        gone = [span for span in old if span.start < group.at_old + len(group.old) and span.end > group.at_old]
        came = [span for span in new if span.start < group.at_new + len(group.new) and span.end > group.at_new]
        if len(gone) > len(came):
            yield QualifierChange(changed.old[gone[0].start : gone[0].end], "", group.at_new, weakens)
        elif len(came) > len(gone):
            yield QualifierChange("", changed.new[came[0].start : came[0].end], came[0].start, weakens)
