"""Labels: what a number at the front of a line can mean here, and whether it is a number at all.

A number goes on with a level of numbering that is open, or opens a level below the last one. Each of these is one
reading, and gets points for what speaks for it: above all that it comes next in its sequence, then the colon before it,
the print of its level, the list level that the file gives, and the next numbers in the text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from cdiff.core.numbering import Counter, Printed, ordinals, printed
from cdiff.core.records import record
from cdiff.parsing.lines import ENDS_ITEM, TextLine, ends_part, is_closed, is_open
from cdiff.parsing.profile import NumberRule

CERTAIN = 2.0
NEXT = 3.0
"""The points of a number that comes next in its sequence."""
_FAR = 40
"""A number further on than this behind the last one needs a witness (years, amounts): the next number, or its print."""
_OPENERS = (":", "—", "–", "：")


class Level:
    """A level of numbering that is open: what it counts, how it is printed, and where it stands."""

    def __init__(self, counter: Counter, style: str, parent: int, *, listed: bool, depth: int) -> None:
        self.counter = counter
        self.style = style
        self.parent = parent
        """The clause that its numbers belong to."""
        self.listed = listed
        """A colon or a dash opened it: its numbers are items of a list."""
        self.depth = depth
        """The list level that the file gives it; 0 where it gives none."""
        self.place: tuple[int, ...] = ()
        """Its last number."""
        self.node = -1
        """The clause with its last number."""
        self.kind = ""
        self.fresh = False
        """A heading without number stands before it: the levels above are those before the heading."""
        self.prefix = ""
        self.length = 1
        """How many parts its numbers have: 1 for `5`, 2 for `5.1`."""


@record
class Take:
    """One reading of a label."""

    level: int
    """The open level that it goes on with; -1 where it opens a new one."""
    counter: Counter
    place: tuple[int, ...]
    label: Printed
    points: float
    rule: NumberRule
    """What the profile says of such a number here."""


def opens_list(text: str) -> bool:
    """Whether a text announces a list: by a colon or a dash, or by a last word that cannot end a sentence."""
    return text.rstrip('”’»" ').endswith(_OPENERS) or is_open(text)


def is_unfinished(text: str) -> bool:
    """Whether a text does not end as a sentence or an item does: what follows may be its list."""
    return bool(text) and not ends_part(text) and not text.endswith(",")


def points_of_next(
    place: tuple[int, ...], level: Level, label: Printed, ahead: Sequence[Printed | None], line: TextLine
) -> float:
    """Weigh that a number goes on with an open level; 0 where it cannot."""
    last = level.place
    if level.counter == "arabic" and len(place) > 1:
        points = _points_of_letter(place, last, repeated=bool(label.after))
    elif len(place) != level.length:
        points = 0.0
    else:
        points = _sequence_points(place, last, repeated=bool(label.after))
        if (
            points == 0
            and last < place
            and (_stands_apart(label, level, line) or comes_next(level.counter, place, label, ahead))
        ):
            points = 0.75
    if points <= 0:
        return 0
    if label.style == level.style:
        points += 0.4
    elif not {label.style, level.style} <= {"x", "x."} or not (place == next_place(last) or label.after):
        points -= 0.9  # a slip: `3)` among (1), (2), (4)
    if line.level and level.depth:
        points += 2 if line.level == level.depth else -2
    if comes_next(level.counter, place, label, ahead):
        points += 1
    return points


def _stands_apart(label: Printed, level: Level, line: TextLine) -> bool:
    """Whether a number far on is printed as those of its level and starts a paragraph; four figures are a year."""
    return bool(line.gap) and label.style == level.style != "x" and len(label.core) < len("2018")


def points_of_first(
    counter: Counter,
    place: tuple[int, ...],
    label: Printed,
    ahead: Sequence[Printed | None],
    levels: Sequence[Level],
    line: TextLine,
    *,
    opened: bool,
) -> float:
    """Weigh that a number opens a level below the last one."""
    follows = comes_next(counter, place, label, ahead)
    if place[-1] == 1 and (counter == "decimal" or len(place) == 1):
        points = CERTAIN + opened
        again = any(
            (level.counter, level.style, level.length) == (counter, label.style, len(place)) for level in levels
        )
        if counter == "decimal" and levels and place[:-1] == levels[-1].place:
            points = NEXT  # 3.2 → 3.2.1
        elif again and not opened:
            points -= 0.7  # it starts again where nothing announces a list
    elif counter == "arabic" and len(place) > 1:
        return 0
    elif label.core.lower() == "aa" and (opened or any(other and other.core.lower() == "bb" for other in ahead[:3])):
        points = CERTAIN  # `aa)`, `bb)` below a); `(aa)`, `(ab)` were put in behind (a)
    elif place == (2,) and label.core == "２":
        points = NEXT  # the first paragraph of a Japanese article bears no number
    else:
        proven = follows or opens_chain(line.text[label.end :])
        points = 0.5 if place[0] <= _FAR or proven else 0.0
    if points <= 0:
        return 0
    if line.level and levels and levels[-1].depth:
        points += 2 if line.level > levels[-1].depth else -2
    return points + follows


def _sequence_points(place: tuple[int, ...], last: tuple[int, ...], *, repeated: bool) -> float:
    if place == next_place(last) or (repeated and place == last) or place == (last[0] + 1, *[1] * (len(last) - 1)):
        return NEXT
    if len(last) > len(place) == 1 and place[0] == last[0] + 1:
        return NEXT  # 3a → 4
    if place[-1] == 1:
        return 1.4
    if last < place and place[0] - last[0] <= _FAR:
        return 1
    return 0.75 if place <= last else 0


def _points_of_letter(place: tuple[int, ...], last: tuple[int, ...], *, repeated: bool) -> float:
    """Weigh `3a`: it stands behind 3, or behind another letter of it; anywhere else it is no number (`3D`)."""
    if place[0] != last[0]:
        return 0
    if place in ((*last, 1), next_place(last)) or (repeated and place == last):
        return NEXT
    return 1 if place > last else 0


def next_place(place: tuple[int, ...]) -> tuple[int, ...]:
    """Return the place that comes next on the same level."""
    return (*place[:-1], place[-1] + 1)


def comes_next(counter: Counter, place: tuple[int, ...], label: Printed, ahead: Sequence[Printed | None]) -> bool:
    """Whether the next label of the same style goes on with this reading."""
    for other in ahead:
        if other and other.style == label.style:
            following = ordinals(other.core).get(counter)
            if following == place and (other.after or label.after or len(place) > 1):
                continue  # 140, 140 bis, 140 ter, 141
            return following == next_place(place)
    return False


def unclosed(text: str, levels: Sequence[Level]) -> Printed | None:
    """Read a number whose bracket was never closed, `(3 Parties …`, where it comes next among (1), (2)."""
    found = _UNCLOSED.match(text)
    if found is None:
        return None
    places = ordinals(found[1])
    follows = any(level.style == "(x)" and places.get(level.counter) == next_place(level.place) for level in levels)
    return Printed(found[1], "", "(x", " ", found.end()) if follows else None


_UNCLOSED = re.compile(r"\((\d{1,3}|[a-z])\s+(?=[^\W\d_])")


def opens_chain(text: str) -> bool:
    """Whether a text begins with the first number of a list in brackets: `5 (1) The court may …`."""
    label = printed(text) if text[:1] == "(" else None
    return label is not None and label.style == "(x)" and (1,) in ordinals(label.core).values()


def is_believed(take: Take, line: TextLine, before: str) -> bool:
    """Whether a number is one, and not a figure that a line break put in front."""
    if take.points <= 0:
        return False
    if take.label.prefix:
        return True
    if take.counter in ("LETTER", "ROMAN") and take.points < 1:
        return False  # `H. R. 1234`: initials
    if take.label.style == "x" and take.counter != "decimal" and not line.wide and not take.label.after:
        # `2 The Minister may …` is paragraph 2: it must be the next one, and a paragraph of its own
        first, apart = line.text[take.label.end : take.label.end + 1], bool(line.gap or line.whole)
        if opens_chain(line.text[take.label.end :]):
            return apart or not before
        return take.points >= NEXT and apart and ((first.isalpha() and not first.islower()) or first in "(“‘\"'«[…")
    if line.whole or line.wide:
        return True
    ends_item = ENDS_ITEM.search(before) is not None
    if take.label.style == "x" and take.points < CERTAIN:
        return False
    apart = bool(line.gap) and not line.wrapped and take.label.style[0] == "("
    if is_open(before) and not ends_item and not apart and (take.points < NEXT or (line.wrapped and not line.gap)):
        return False
    if line.gap == 0 and line.wrapped and not is_closed(before) and not ends_item:
        return take.points > CERTAIN
    return take.points >= CERTAIN or bool(line.gap) or is_closed(before) or not line.wrapped


# How labels are printed


def without_brackets(style: str) -> tuple[str, str]:
    """Take the square brackets out of the signs of a number: `[x.]` → `x.`, `[] `.

    Whether the number stands in the text is then a matter of the text: what compares, lists and checks brackets
    reads no labels.
    """
    brackets = "".join(sign for sign in style if sign in "[]")
    return style.translate(_NO_BRACKETS), f"{brackets} " if brackets else ""


_NO_BRACKETS = str.maketrans("", "", "[]")


def worded_label(head: Printed) -> str:
    """Print a label with its word: with a full stop where it ends in a letter or figure."""
    if not head.label:
        return ""
    return head.label + ("." if head.label[-1].isalnum() and head.label[-1].isascii() else "")


def bare_number(text: str) -> Printed | None:
    """Read the number at the front of a line; a word of a few Latin letters is none."""
    label = printed(text)
    return None if label and label.style == "x" and label.core.isalpha() and label.core.isascii() else label
