"""Labels: what a number at the front of a line can mean here, and whether it is a number at all.

Every level of the profile that the number fits is one reading, and gets points for what speaks for it: above all that
it comes next in its sequence, then the colon before it, the print of its level, and the next numbers in the text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from cdiff.core.numbering import Counter, Printed, ordinals
from cdiff.core.records import record
from cdiff.parsing.lines import TextLine, is_closed, is_open
from cdiff.parsing.profile import NumberRule
from cdiff.parsing.state import ParserState

CERTAIN = 2.0
NEXT = 3.0
"""The points of a number that comes next in its sequence."""
_FAR = 40
"""A number further on than this behind the last one is no number of that sequence."""


@record
class Take:
    """One reading of a label."""

    at: int
    """The place of the rule in the profile."""
    rule: NumberRule
    place: tuple[int, ...]
    label: Printed
    points: float


def counter_of(rule: NumberRule) -> Counter:
    """Give the counter of a level."""
    return rule.counter  # type: ignore[return-value]  # checked when the profile is loaded


def may_stand(rule: NumberRule, label: Printed, state: ParserState) -> bool:
    """Whether a label of this print may stand here at all, by what the profile says of its level."""
    if state.at_heading != (rule.shape == "heading") or (rule.shape == "capital" and not state.at_capital):
        return False
    if label.style == "x" and (rule.counter != "decimal" and rule.counter != "arabic"):
        return False
    if rule.prefix != label.prefix or (rule.style and rule.style != label.style):
        return False
    if rule.before and rule.before in state.seen:
        return False
    if rule.inside and not state.inside.intersection(rule.inside):
        return False
    if rule.outside and state.inside.intersection(rule.outside):
        return False
    return not rule.under or not state.open.isdisjoint(rule.under)


def points_of(
    at: int,
    rule: NumberRule,
    place: tuple[int, ...],
    label: Printed,
    ahead: Sequence[Printed | None],
    state: ParserState,
) -> float:
    """Weigh one reading of a label: what comes next in its sequence weighs most."""
    last = state.places.get(at)
    if rule.counter == "arabic" and len(place) > 1:
        return _points_of_letter(place, last, repeated=bool(label.after))
    runs_on = last is None and at in state.paused and place == _next(state.paused[at])
    points = NEXT if runs_on and place != (1,) else _sequence_points(place, last, repeated=bool(label.after))
    if rule.through and last is not None and place[0] < last[0]:
        points = _points_of_return(place[0], last[0], state)
    if points <= 0:
        return points
    if place[-1] == 1 and state.last.endswith((":", "—", "–")):
        points += 1
    if label.style == state.styles.get(at):
        points += 0.4
    if _comes_next(rule, place, label, ahead):
        points += 1
    return points


def _sequence_points(place: tuple[int, ...], last: tuple[int, ...] | None, *, repeated: bool) -> float:
    if last is not None and (place == _next(last) or (repeated and place == last) or _is_deeper(place, last)):
        return NEXT
    if place[-1] == 1:
        return CERTAIN
    if last is None:
        return 0.5 if place[-1] <= _FAR else 0
    if last < place and place[0] - last[0] <= _FAR:
        return 1
    return 0.75 if place <= last else 0


def _points_of_letter(place: tuple[int, ...], last: tuple[int, ...] | None, *, repeated: bool) -> float:
    """Weigh `3a`: it stands behind 3, or behind another letter of it; anywhere else it is no number (`3D`)."""
    if last is None or place[0] != last[0]:
        return 0
    if place in ((*last, 1), _next(last)) or (repeated and place == last):
        return NEXT
    return 1 if place > last else 0


def _points_of_return(place: int, last: int, state: ParserState) -> float:
    """Weigh a number that falls back although numbers run through the text: a slip, or a new count under a heading."""
    if place == 1 and state.drafts[-1].kind == "section":
        return CERTAIN
    return 0.75 if last - place <= 5 else 0


def _next(place: tuple[int, ...]) -> tuple[int, ...]:
    return (*place[:-1], place[-1] + 1)


def _is_deeper(place: tuple[int, ...], last: tuple[int, ...]) -> bool:
    """3.2 → 3.2.1 and 3.2.1 → 3.3 are the next steps of a decimal numbering too."""
    if len(place) < 2 and len(last) < 2:
        return False
    return place == (*last, 1) or (len(place) < len(last) and place == _next(last[: len(place)]))


def _comes_next(rule: NumberRule, place: tuple[int, ...], label: Printed, ahead: Sequence[Printed | None]) -> bool:
    """Whether the next label of the same style goes on with this reading."""
    for other in ahead:
        if other and other.style == label.style:
            return ordinals(other.core).get(counter_of(rule)) == _next(place)
    return False


def is_believed(take: Take, line: TextLine, state: ParserState) -> bool:
    """Whether a number is one, and not a figure that a line break put in front."""
    if take.points <= 0 or take.rule.shape == "heading":
        return take.rule.shape == "heading"
    if take.rule.prefix:
        return True
    if take.rule.counter in ("LETTER", "ROMAN") and take.points < 1:
        return False  # `H. R. 1234`: initials
    if take.label.style == "x" and take.rule.counter != "decimal" and not line.wide:
        return _is_bare_number(take, line)
    if line.whole or line.wide:
        return True
    before = state.last
    if take.label.style == "x" and take.points < CERTAIN:
        return False
    if is_open(before) and not _ends_item(before) and (take.points < NEXT or (line.wrapped and not line.gap)):
        return False
    if line.gap == 0 and line.wrapped and not is_closed(before) and not _ends_item(before):
        return take.points > CERTAIN
    return take.points >= CERTAIN or bool(line.gap) or is_closed(before) or not line.wrapped


def _is_bare_number(take: Take, line: TextLine) -> bool:
    """Whether `2 The Minister may …` is paragraph 2: it must be the next one, and a paragraph of its own."""
    first = line.text[take.label.end : take.label.end + 1]
    return take.points >= NEXT and bool(line.gap or line.whole) and (first.isupper() or first in "(“‘\"'")


def _ends_item(text: str) -> bool:
    """`…; and` ends an item of a list although a sentence does not end there."""
    return re.search(r"[;,] (?:and|or)$", text) is not None
