"""Wording: the words that changed in a clause, group by group, as a finding says them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cdiff.core.model import Change, Clause, Edit
from cdiff.core.records import NamedTuple

_LEAD = 3
"""Words before what came in, so that a reader finds it."""


class Group(NamedTuple):
    """Words that went and words that came in one place."""

    old: str
    new: str
    at_old: int
    """Where they stood in the old text, in characters."""
    at_new: int


def groups(edits: Sequence[Edit]) -> Iterator[Group]:
    """Give the places where words changed, in reading order."""
    at_old = at_new = 0
    went = came = ""
    for edit in [*edits, Edit("equal", "")]:
        if edit.op == "delete":
            went += edit.text
        elif edit.op == "insert":
            came += edit.text
        else:
            if went or came:
                yield Group(went, came, at_old, at_new)
                at_old, at_new = at_old + len(went), at_new + len(came)
            at_old, at_new = at_old + len(edit.text), at_new + len(edit.text)
            went = came = ""


def old_place(at: int, edits: Sequence[Edit]) -> int:
    """Say where a character of the new text that stayed stood in the old one; -1 for one that came in."""
    shift = 0
    for group in groups(edits):
        if group.at_new > at:
            break
        if at < group.at_new + len(group.new):
            return -1
        shift += len(group.old) - len(group.new)
    return at + shift


def said(group: Group, new: str) -> str:
    """Say what changed in one place: `“transit” is gone`; `new` is the whole new text."""
    old, came = group.old.strip(), group.new.strip()
    if old and came:
        return f"“{short(old)}” became “{short(came)}”"
    before = " ".join(new[: group.at_new].split()[-_LEAD:])
    where = f" behind “{before}”" if before else " at the start"
    if not old and not came:
        return f"a space{where} {'came in' if group.new else 'is gone'}"
    return f"“{short(came)}” came in{where}" if came else f"“{short(old)}” is gone{where}"


def all_said(change: Change, most: int = 3) -> str:
    """Say what changed in a clause, the first few places of it."""
    new = " ".join(clause.text for clause in change.new)
    found = [said(group, new) for group in groups(change.edits)]
    more = f"; and {len(found) - most} more" if len(found) > most else ""
    return "; ".join(found[:most]) + more


def short(text: str, most: int = 120) -> str:
    """Shorten a text in its middle, between words."""
    if len(text) <= most:
        return text
    half = most // 2
    return f"{text[:half].rsplit(' ', 1)[0]} … {text[-half:].split(' ', 1)[-1]}"


def first_words(clause: Clause, most: int = 8) -> str:
    """Give the label and the first words of a clause, so that a person knows which one is meant."""
    words = clause.text.split()
    more = " …" if len(words) > most else ""
    return f"{clause.label} {' '.join(words[:most])}{more}".strip()
