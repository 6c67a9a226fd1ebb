"""Wording: what changed in a clause, as a finding shows it: words as words, single characters by their names.

Word edits leave out what a comparison leaves out. Where two texts claim to be the same, or one was agreed, nothing may
be left out: the `differences` of a pair of texts, applied to the old one, give the new one, character for character.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence

from cdiff.comparing import word_edits
from cdiff.comparing.characters import character_edits
from cdiff.comparing.words import differ_in_substance
from cdiff.core.clause_edits import ChangedWords, groups
from cdiff.core.model import Change, Clause
from cdiff.core.records import record

_LEAD = 3
"""Words shown before an insertion, so that a reader finds it."""
_AROUND = 12
"""Characters shown before a changed character, for the same reason."""
_MOST_NAMED = 4
"""A longer run of characters is shown as text: nobody reads more names than that."""


@record
class TextDifference:
    """Characters that differ in one place, however slightly."""

    old: str
    new: str
    at_old: int
    at_new: int
    editorial: bool
    """Nothing but spacing, quotation marks, dashes, punctuation, letter case or the number of a footnote mark."""


def described(change: Change, most: int = 3) -> str:
    """Describe the first few word changes of a clause: `“transit” deleted after “of”; “shall” became “should”`."""
    new = " ".join(clause.text for clause in change.new)
    said = []
    found = list(groups(change.edits))
    for group in found[:most]:
        gone, came = short(group.old.strip()), short(group.new.strip())
        before = " ".join(new[: group.at_new].split()[-_LEAD:])
        where = f" after “{before}”" if before else " at the start"
        if gone and came:
            said.append(f"“{gone}” became “{came}”")
        elif came:
            said.append(f"“{came}” inserted{where}")
        elif gone:
            said.append(f"“{gone}” deleted{where}")
        else:
            said.append(f"a space{where} {'inserted' if group.new else 'deleted'}")
    return "; ".join(said) + (f"; and {len(found) - most} more" if len(found) > most else "")


def short(text: str, most: int = 120) -> str:
    """Shorten a text in its middle, between words."""
    if len(text) <= most:
        return text
    half = most // 2
    return f"{text[:half].rsplit(' ', 1)[0]} … {text[-half:].split(' ', 1)[-1]}"


def first_words(clause: Clause, most: int = 8) -> str:
    """Return the label and the first words of a clause, enough for a person to recognise it."""
    words = clause.text.split()
    more = " …" if len(words) > most else ""
    return f"{clause.label} {' '.join(words[:most])}{more}".strip()


def cited(clauses: Sequence[Clause]) -> str:
    """Cite several clauses: `3 + 4`."""
    return " + ".join(clause.name for clause in clauses)


# Character by character


def differences(old: str, new: str) -> list[TextDifference]:
    """Return every difference between two texts, in reading order; empty for two texts that are the same."""
    if old == new:
        return []
    found: list[TextDifference] = []
    at_old = at_new = 0
    for group in [*groups(word_edits(old, new)), ChangedWords("", "", len(old), len(new))]:
        # A comparison calls a stretch equal whatever the style of its quotation marks; they differ one for one.
        same = zip(old[at_old : group.at_old], new[at_new : group.at_new], strict=True)
        for at, (gone, came) in enumerate(same):
            if gone != came:
                found.append(TextDifference(gone, came, at_old + at, at_new + at, editorial=True))
        at_old, at_new = group.at_old + len(group.old), group.at_new + len(group.new)
        gone, came = old[group.at_old : at_old], new[group.at_new : at_new]
        if gone == came:
            continue
        whole = TextDifference(gone, came, group.at_old, group.at_new, not differ_in_substance(gone, came))
        # An editorial difference of a few words is cut into those of its characters, if each of them is editorial:
        # `policy-making The` → `policymaking the` is a hyphen and a capital. In a footnote mark no character is.
        cut = list(_by_character(whole)) if whole.editorial else []
        found += cut if cut and not any(differ_in_substance(each.old, each.new) for each in cut) else [whole]
    return found


def _by_character(whole: TextDifference) -> Iterator[TextDifference]:
    for group in groups(character_edits(whole.old, whole.new)):
        at = (whole.at_old + group.at_old, whole.at_new + group.at_new)
        yield TextDifference(group.old, group.new, *at, editorial=True)


def listed(found: Sequence[TextDifference], new: str, most: int = 5) -> str:
    """Describe the differences of a clause; `new` is its whole new text."""
    said = []
    for each in found[:most]:
        old, came = each.old.strip(), each.new.strip()
        if each.editorial:
            said.append(characters(each, new))
        elif old and came:
            said.append(f"“{old}” became “{came}”")
        else:
            said.append(f"“{came}” inserted" if came else f"“{old}” deleted")
    return "; ".join(said) + (f"; and {len(found) - most} more" if len(found) > most else "")


def characters(difference: TextDifference, new: str) -> str:
    """Describe exactly which characters differ, with their names and code points, and where."""
    gone, came = difference.old, difference.new
    while gone and came and gone[0] == came[0]:
        gone, came = gone[1:], came[1:]
    while gone and came and gone[-1] == came[-1]:
        gone, came = gone[:-1], came[:-1]
    before = new[max(0, difference.at_new - _AROUND) : difference.at_new]
    where = f" after “{before.lstrip()}”" if before.strip() else " at the start"
    if len(gone) > _MOST_NAMED or len(came) > _MOST_NAMED:
        return f"“{difference.old}” became “{difference.new}”{where}"
    if gone and came:
        start = new.rfind(" ", 0, max(0, difference.at_new - 1)) + 1
        return f"{named(gone)} became {named(came)} in “{new[start : difference.at_new + len(difference.new)].strip()}”"
    return f"{named(came)} inserted{where}" if came else f"{named(gone)} deleted{where}"


def named(signs: str) -> str:
    """Name characters by their code points: `U+2019 RIGHT SINGLE QUOTATION MARK`."""
    return ", ".join(f"U+{ord(sign):04X} {unicodedata.name(sign, 'without a name')}" for sign in signs)
