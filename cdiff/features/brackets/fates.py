"""Fates: what became of every bracket and every choice between two versions, in reading order.

A choice is judged by its options together. It is still open while one of its options is in brackets; resolved where
one or more of them won; resolved for no text where that was an option and nothing else came; otherwise replaced, or
deleted.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from typing import TypeVar

from cdiff.core.citation import unit_of
from cdiff.core.model import Clause, Comparison, Document
from cdiff.core.records import NamedTuple
from cdiff.features.brackets.following import follow
from cdiff.features.brackets.model import (
    Bracket,
    BracketChange,
    BracketComparison,
    Choice,
    Fate,
    Markup,
    Option,
    Place,
)
from cdiff.features.brackets.outcomes import Judge, Outcome

_T = TypeVar("_T")
_LEFT: tuple[Fate, ...] = ("open", "closed")


def compare_marks(comparison: Comparison, marks: tuple[Markup, Markup]) -> BracketComparison:
    """Say what became of every bracket and choice of two versions.

    `marks` are those of the old and the new version (`mark_up`). Every bracket of either is in one change; those of
    one choice are in one change together. Clauses are followed as the comparison says.
    """
    return BracketComparison(comparison.old, comparison.new, marks, tuple(_Story(comparison, marks).changes()))


class _Side(NamedTuple):
    """What one text says where."""

    marks: Markup
    clauses: tuple[Clause, ...]
    parts: dict[str, str]

    def cited(self, start: Place, end: Place) -> tuple[str, ...]:
        return tuple(clause.citation for clause in self.clauses[start.clause : end.clause + 1])


def _side(marks: Markup, document: Document) -> _Side:
    return _Side(marks, document.clauses, unit_of(document))


class _Story:
    """Two versions, and what is known about them."""

    def __init__(self, comparison: Comparison, marks: tuple[Markup, Markup]) -> None:
        self.old = _side(marks[0], comparison.old.document)
        self.new = _side(marks[1], comparison.new.document)
        self.followed = follow(comparison, marks)
        self.judge = Judge(marks, self.followed)
        self.called = {
            old.citation: tuple(new.citation for new in change.new) for change in comparison for old in change.old
        }
        self.kept = sorted(self.followed.to)
        self.back = {place: before for before, place in self.followed.to.items()}

    def changes(self) -> list[BracketChange]:
        """Judge all, in the reading order of the new text; what is gone stands where it stood among the others."""
        rows: list[tuple[Place, int, BracketChange]] = []
        for place, change in sorted(self._of_old(), key=lambda row: row[0]):
            rows.append((self._place_now(place, change), 1, change))
        claimed = {bracket.number for _, _, change in rows for bracket in change.new}
        rows += [(place, 0, change) for place, change in self._opened(claimed)]
        return [change for _, _, change in sorted(rows, key=lambda row: row[:2])]

    def _place_now(self, place: Place, change: BracketChange) -> Place:
        """Give the place of what is still there: the change itself, the next word of its clause, or the last before."""
        if change.new:
            return change.new[0].start
        words = self.followed.within(place, Place(place.clause + 1, 0))
        here = next((word.place for word in words if word.place in self.followed.to), None)
        if here is None:
            at = bisect_left(self.kept, place) - 1
            here = self.kept[at] if at >= 0 else None
        return self.followed.to[here] if here else Place(0, 0)

    # What the old text had

    def _of_old(self) -> Iterator[tuple[Place, BracketChange]]:
        told = {choice.bracket for choice in self.old.marks.choices if choice.kind == "slash"}
        for choice in self.old.marks.choices:
            yield choice.options[0].start, self._of_choice(choice)
        for bracket in self.old.marks:
            if not bracket.choice and bracket.number not in told:
                yield bracket.start, self._of_bracket(bracket)

    def _of_bracket(self, bracket: Bracket) -> BracketChange:
        outcome = self.judge.bracket(bracket)
        new = (self.new.marks.bracket(outcome.now),) if outcome.now else ()
        return BracketChange(
            outcome.fate,
            (bracket,),
            new,
            text=self._text_of(outcome.fate, bracket.start, bracket.end),
            edited=outcome.edited,
            clauses=self._where(bracket.start, bracket.end, new),
            part=self._part(bracket.start, new),
        )

    def _of_choice(self, choice: Choice) -> BracketChange:
        outcomes = [self.judge.option(option, choice) for option in choice.options]
        old, new = self._brackets_of(choice, outcomes)
        fate = "open" if new else _fate(choice, outcomes)
        added = self._added(new)
        new += tuple(self.new.marks.bracket(option.bracket) for option in added)
        kept = _kept(choice, outcomes, fate)
        start, end = choice.options[0].start, choice.options[-1].end
        return BracketChange(
            fate,
            old,
            new,
            choice,
            kept,
            tuple(option for option in choice.options if option not in kept),
            added,
            self._text_of(fate, start, end),
            any(outcome.edited for outcome in outcomes if outcome.fate in _LEFT),
            self._where(start, end, new),
            self._part(start, new),
        )

    def _brackets_of(
        self, choice: Choice, outcomes: Sequence[Outcome]
    ) -> tuple[tuple[Bracket, ...], tuple[Bracket, ...]]:
        """Give the brackets of a choice, and those that they are now; those of a slash are the one around it."""
        if choice.kind == "slash":
            around = self.old.marks.bracket(choice.bracket)
            now = self.judge.bracket(around).now
            own = (around,) if not around.choice else ()
            return own, (self.new.marks.bracket(now),) if now else ()
        old = tuple(self.old.marks.bracket(option.bracket) for option in choice.options if option.bracket)
        return old, _distinct(self.new.marks.bracket(outcome.now) for outcome in outcomes if outcome.now)

    def _added(self, new: Sequence[Bracket]) -> tuple[Option, ...]:
        """List the options of a choice that is still open which no option of the old one became."""
        known = {bracket.number for bracket in new}
        later = _distinct(bracket.choice for bracket in new if bracket.choice)
        options = (option for number in later for option in self.new.marks.choice(number).options)
        return tuple(option for option in options if option.bracket and option.bracket not in known)

    # What the new text has

    def _opened(self, claimed: set[int]) -> Iterator[tuple[Place, BracketChange]]:
        for choice in self.new.marks.choices:
            numbers = {option.bracket for option in choice.options} | {choice.bracket if choice.kind == "slash" else 0}
            numbers -= {0}
            if (not numbers and not self._was_choice(choice)) or (numbers and not numbers & claimed):
                claimed |= numbers
                brackets = tuple(self.new.marks.bracket(number) for number in sorted(numbers))
                start, end = choice.options[0].start, choice.options[-1].end
                yield start, self._as_opened(brackets, choice, start, end)
        for bracket in self.new.marks:
            if bracket.number not in claimed:
                yield bracket.start, self._as_opened((bracket,), None, bracket.start, bracket.end)

    def _was_choice(self, choice: Choice) -> bool:
        """Whether the words of a choice without brackets were in one before."""
        options = [option for before in self.old.marks.choices for option in before.options if not option.bracket]
        words = self.followed.within(choice.options[0].start, choice.options[-1].end, side=1)
        places = [self.back[piece.place] for piece in words if piece.place in self.back]
        if not words:
            return any(option.label == choice.options[0].label for option in options)
        return any(option.start <= place < option.end for place in places[:1] for option in options)

    def _as_opened(self, new: tuple[Bracket, ...], choice: Choice | None, start: Place, end: Place) -> BracketChange:
        """A bracket around words that stood there before is not `edited`."""
        words = self.followed.within(start, end, side=1)
        before = [self.back[piece.place].clause for piece in words if piece.place in self.back]
        return BracketChange(
            "opened",
            (),
            new,
            choice,
            edited=any(piece.place not in self.back for piece in words),
            clauses=(_distinct(self.old.clauses[at].citation for at in before), self.new.cited(start, end)),
            part=self.new.parts[self.new.clauses[start.clause].citation],
        )

    # Where

    def _text_of(self, fate: Fate, start: Place, end: Place) -> str:
        if fate not in ("closed", "resolved", "replaced"):
            return ""
        return self._text_now(start, end, stayed=fate != "replaced")

    def _text_now(self, start: Place, end: Place, *, stayed: bool) -> str:
        """Give the words that stand in the new text where a text stood in the old one."""
        to = self.followed.to
        kept = [(to[word.place], word) for word in self.followed.within(start, end) if word.place in to]
        came = [(word.place, word) for word in self.followed.came_within(start, end)]
        spans: dict[int, tuple[int, int]] = {}
        for place, word in sorted(kept if stayed else kept + came, key=lambda row: row[0]):
            first, _ = spans.get(place.clause, (place.offset, 0))
            spans[place.clause] = first, place.offset + len(word.token.text)
        texts = [self.new.clauses[at].text for at in spans]
        if not spans:
            return ""
        begins, ends = next(iter(spans.values()))[0], list(spans.values())[-1][1]
        texts[-1] = texts[-1][:ends]
        return " ".join([texts[0][begins:], *texts[1:]])

    def _where(self, start: Place, end: Place, new: Sequence[Bracket]) -> tuple[tuple[str, ...], tuple[str, ...]]:
        old = self.old.cited(start, end)
        if new:
            return old, _distinct(citation for bracket in new for citation in bracket.clauses)
        return old, _distinct(citation for before in old for citation in self.called.get(before, ()))

    def _part(self, start: Place, new: Sequence[Bracket]) -> str:
        """Name the part of the text, as the new text cites it where it still has it."""
        before = self.old.clauses[start.clause].citation
        now = [self.new.clauses[new[0].start.clause].citation] if new else self.called.get(before, ())
        if now:
            return self.new.parts[now[0]]
        part = self.old.parts[before]
        called = self.called.get(part, ())
        taken = not called and part in self.new.parts.values() and part not in ("", "footnotes")
        return f"{part} (old)" if taken else next(iter(called), part)


def _fate(choice: Choice, outcomes: Sequence[Outcome]) -> Fate:
    fates = {outcome.fate for outcome in outcomes}
    if "open" in fates:
        return "open"
    if "closed" in fates:
        return "resolved"
    if "replaced" in fates:
        return "replaced"
    return "resolved" if any(option.content == "nothing" for option in choice.options) else "deleted"


def _kept(choice: Choice, outcomes: Sequence[Outcome], fate: Fate) -> tuple[Option, ...]:
    """Give the options that won, or that are left."""
    if fate not in ("open", "resolved"):
        return ()
    pairs = zip(choice.options, outcomes, strict=True)
    left = tuple(option for option, outcome in pairs if outcome.fate in _LEFT)
    if left or fate == "open":
        return left
    return tuple(option for option in choice.options if option.content == "nothing")


def _distinct(things: Iterable[_T]) -> tuple[_T, ...]:
    """Give each thing once, in the order of its first appearance."""
    return tuple(dict.fromkeys(things))
