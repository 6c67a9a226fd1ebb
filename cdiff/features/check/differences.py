"""Differences: every character that is not the same in two texts, the style of a quotation mark included.

Word edits leave out what a comparison leaves out. Where two texts claim to be the same, or one was agreed, nothing may
be left out: the differences of a pair of texts, done to the old one, give the new one, character for character.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence

from cdiff.comparing import word_edits
from cdiff.comparing.characters import character_edits
from cdiff.comparing.words import differ_in_substance
from cdiff.core.model import Edit
from cdiff.core.records import NamedTuple
from cdiff.features.check.wording import Group, groups

_MOST_NAMED = 4
_AROUND = 12


class Difference(NamedTuple):
    """Characters that went and characters that came in one place."""

    old: str
    new: str
    at_old: int
    at_new: int
    editorial: bool
    """Nothing but spacing, quotation marks, dashes, punctuation, letter case or the number of a footnote mark."""


def differences(old: str, new: str) -> list[Difference]:
    """Give every difference between two texts, in reading order; empty for two texts that are the same."""
    if old == new:
        return []
    found: list[Difference] = []
    at_old = at_new = 0
    for group in [*groups(word_edits(old, new)), Group("", "", len(old), len(new))]:
        found += _styles(old[at_old : group.at_old], new[at_new : group.at_new], at_old, at_new)
        at_old, at_new = group.at_old + len(group.old), group.at_new + len(group.new)
        gone, came = old[group.at_old : at_old], new[group.at_new : at_new]
        if gone != came:
            whole = Difference(gone, came, group.at_old, group.at_new, not differ_in_substance(gone, came))
            found += _signs(whole) if whole.editorial else (whole,)
    return found


def _signs(whole: Difference) -> Sequence[Difference]:
    """Cut an editorial difference of a few words into those of its signs, if each is editorial (in a mark, none is)."""
    cut = tuple(_cut(whole))
    return (whole,) if any(differ_in_substance(each.old, each.new) for each in cut) else cut


def _cut(whole: Difference) -> Iterator[Difference]:
    old, new = whole.at_old, whole.at_new
    gone = came = ""
    for edit in (*character_edits(whole.old, whole.new), Edit("equal", "")):
        if edit.op == "delete":
            gone += edit.text
        elif edit.op == "insert":
            came += edit.text
        else:
            if gone or came:
                yield Difference(gone, came, old, new, editorial=True)
            old, new = old + len(gone) + len(edit.text), new + len(came) + len(edit.text)
            gone = came = ""


def _styles(old: str, new: str, at_old: int, at_new: int) -> Iterator[Difference]:
    """Find what differs in a stretch that a comparison calls equal: quotation marks and apostrophes, one for one."""
    if old != new:
        for at, (gone, came) in enumerate(zip(old, new, strict=True)):
            if gone != came:
                yield Difference(gone, came, at_old + at, at_new + at, editorial=True)


def characters(difference: Difference, new: str) -> str:
    """Say exactly which characters differ, with their names and code points, and where."""
    gone, came = _narrowed(difference.old, difference.new)
    before = new[max(0, difference.at_new - _AROUND) : difference.at_new]
    where = f" behind “{before.lstrip()}”" if before.strip() else " at the start"
    if len(gone) > _MOST_NAMED or len(came) > _MOST_NAMED:
        return f"“{difference.old}” became “{difference.new}”{where}"
    if gone and came:
        start = new.rfind(" ", 0, max(0, difference.at_new - 1)) + 1
        return f"{named(gone)} became {named(came)} in “{new[start : difference.at_new + len(difference.new)].strip()}”"
    return f"{named(came)} came in{where}" if came else f"{named(gone)} is gone{where}"


def _narrowed(old: str, new: str) -> tuple[str, str]:
    """Leave out what two short texts share at their ends."""
    while old and new and old[0] == new[0]:
        old, new = old[1:], new[1:]
    while old and new and old[-1] == new[-1]:
        old, new = old[:-1], new[:-1]
    return old, new


def named(signs: str) -> str:
    """Name characters with their code points: `“’” U+2019 RIGHT SINGLE QUOTATION MARK`."""
    return ", ".join(f"U+{ord(sign):04X} {unicodedata.name(sign, 'without a name')}" for sign in signs)


def listed(found: Sequence[Difference], new: str, most: int = 5) -> str:
    """Say the differences of a clause: words as words, characters by their names."""
    said = [characters(each, new) if each.editorial else _words(each) for each in found]
    return "; ".join(said[:most]) + (f"; and {len(said) - most} more" if len(said) > most else "")


def _words(each: Difference) -> str:
    old, new = each.old.strip(), each.new.strip()
    if old and new:
        return f"“{old}” became “{new}”"
    return f"“{new}” came in" if new else f"“{old}” is gone"
