"""Outcomes: what became of every bracket and every choice between two versions, in reading order.

A bracket is still open where both its signs are still those of one bracket, or one of them is and words of it are
still in there. Otherwise its words decide: most of them stayed (closed), or others came in their place (replaced), or
none did (deleted).

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
from cdiff.core.records import record
from cdiff.features.brackets.following import Followed, PlacedToken, follow
from cdiff.features.brackets.model import (
    Bracket,
    BracketChange,
    BracketComparison,
    Choice,
    Markup,
    Option,
    Outcome,
    TextPlace,
)

_T = TypeVar("_T")
_LEFT: tuple[Outcome, ...] = ("open", "closed")
_MOST = 0.5
"""The share of its words that must stay for a text to have stayed: most of them."""
_NOWHERE = TextPlace(-1, 0)


def compare_marks(comparison: Comparison, marks: tuple[Markup, Markup]) -> BracketComparison:
    """Tell what became of every bracket and choice of two versions.

    `marks` are those of the old and the new version (`mark_up`). Every bracket of either is in one change; those of
    one choice are in one change together. Clauses are followed as the comparison says.
    """
    changes = tuple(_MarkedPair(comparison, marks).changes())
    return BracketComparison(comparison.old, comparison.new, marks, changes)


@record
class _MarkedText:
    """The marks of one version, its clauses, and the part of the text that each is in."""

    marks: Markup
    clauses: tuple[Clause, ...]
    parts: dict[str, str]

    def cited(self, start: TextPlace, end: TextPlace) -> tuple[str, ...]:
        return tuple(clause.citation for clause in self.clauses[start.clause : end.clause + 1])


def _marked_text(marks: Markup, document: Document) -> _MarkedText:
    return _MarkedText(marks, document.clauses, unit_of(document))


class _MarkedPair:
    """Two versions with their marks, and where the words of the old one are in the new one."""

    def __init__(self, comparison: Comparison, marks: tuple[Markup, Markup]) -> None:
        self.old = _marked_text(marks[0], comparison.old.document)
        self.new = _marked_text(marks[1], comparison.new.document)
        self.followed = follow(comparison, marks)
        self.judge = _Judge(marks, self.followed)
        self.called = {
            old.citation: tuple(new.citation for new in change.new) for change in comparison for old in change.old
        }
        self.kept = sorted(self.followed.to)
        self.back = {place: before for before, place in self.followed.to.items()}

    def changes(self) -> list[BracketChange]:
        """Judge all, in the reading order of the new text; a deleted one stands where it stood among the others."""
        rows: list[tuple[TextPlace, int, BracketChange]] = []
        for place, change in sorted(self._of_old(), key=lambda row: row[0]):
            rows.append((self._place_now(place, change), 1, change))
        claimed = {bracket.number for _, _, change in rows for bracket in change.new}
        rows += [(place, 0, change) for place, change in self._opened(claimed)]
        return [change for _, _, change in sorted(rows, key=lambda row: row[:2])]

    def _place_now(self, place: TextPlace, change: BracketChange) -> TextPlace:
        """Return where a change stands in the new text: the next word that is still there, or the last before."""
        if change.new:
            return change.new[0].start
        words = self.followed.within(place, TextPlace(place.clause + 1, 0))
        here = next((word.place for word in words if word.place in self.followed.to), None)
        if here is None:
            at = bisect_left(self.kept, place) - 1
            here = self.kept[at] if at >= 0 else None
        return self.followed.to[here] if here else TextPlace(0, 0)

    # What the old text had

    def _of_old(self) -> Iterator[tuple[TextPlace, BracketChange]]:
        slashed = {choice.bracket for choice in self.old.marks.choices if choice.kind == "slash"}
        for choice in self.old.marks.choices:
            yield choice.options[0].start, self._of_choice(choice)
        for bracket in self.old.marks:
            if not bracket.choice and bracket.number not in slashed:
                yield bracket.start, self._of_bracket(bracket)

    def _of_bracket(self, bracket: Bracket) -> BracketChange:
        judged = self.judge.bracket(bracket)
        new = (self.new.marks.bracket(judged.now),) if judged.now else ()
        return BracketChange(
            judged.outcome,
            (bracket,),
            new,
            text=self._text_now(judged.outcome, bracket.start, bracket.end),
            modified=judged.modified,
            clauses=self._where(bracket.start, bracket.end, new),
            part=self._part(bracket.start, new),
        )

    def _of_choice(self, choice: Choice) -> BracketChange:
        judged = [self.judge.option(option, choice) for option in choice.options]
        if choice.kind == "slash":  # its bracket is the one around it
            around = self.old.marks.bracket(choice.bracket)
            now = self.judge.bracket(around).now
            is_own = not around.choice  # else it is an option of another choice, which tells of it
            old: tuple[Bracket, ...] = (around,) if is_own else ()
            new: tuple[Bracket, ...] = (self.new.marks.bracket(now),) if is_own and now else ()
        else:
            now = 0
            old = tuple(self.old.marks.bracket(option.bracket) for option in choice.options if option.bracket)
            new = _distinct(self.new.marks.bracket(each.now) for each in judged if each.now)
        outcome = "open" if new or now else _outcome(choice, judged)
        # Options that none of the old ones became, in the choices that these are part of now.
        later = _distinct(bracket.choice for bracket in new if bracket.choice)
        options = [option for number in later for option in self.new.marks.choice(number).options if option.bracket]
        known = {bracket.number for bracket in new}
        added = tuple(option for option in options if option.bracket not in known)
        new += tuple(self.new.marks.bracket(option.bracket) for option in added)
        kept = tuple(option for option, each in zip(choice.options, judged, strict=True) if each.outcome in _LEFT)
        if outcome == "resolved" and not kept:
            kept = tuple(option for option in choice.options if option.content == "nothing")
        if outcome not in ("open", "resolved"):
            kept = ()
        start, end = choice.options[0].start, choice.options[-1].end
        return BracketChange(
            outcome,
            old,
            new,
            choice,
            kept,
            tuple(option for option in choice.options if option not in kept),
            added,
            self._text_now(outcome, start, end),
            any(each.modified for each in judged if each.outcome in _LEFT),
            self._where(start, end, new),
            self._part(start, new),
        )

    # What the new text has

    def _opened(self, claimed: set[int]) -> Iterator[tuple[TextPlace, BracketChange]]:
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

    def _as_opened(
        self, new: tuple[Bracket, ...], choice: Choice | None, start: TextPlace, end: TextPlace
    ) -> BracketChange:
        """A bracket around existing words before is not `modified`."""
        words = self.followed.within(start, end, side=1)
        before = [self.back[piece.place].clause for piece in words if piece.place in self.back]
        return BracketChange(
            "opened",
            (),
            new,
            choice,
            modified=any(piece.place not in self.back for piece in words),
            clauses=(_distinct(self.old.clauses[at].citation for at in before), self.new.cited(start, end)),
            part=self.new.parts[self.new.clauses[start.clause].citation],
        )

    # Where

    def _text_now(self, outcome: Outcome, start: TextPlace, end: TextPlace) -> str:
        """Return the words that stand in the new text where a text stood in the old one that is open no longer."""
        if outcome not in ("closed", "resolved", "replaced"):
            return ""
        to = self.followed.to
        words = [(to[word.place], word) for word in self.followed.within(start, end) if word.place in to]
        if outcome == "replaced":
            words += [(word.place, word) for word in self.followed.came_within(start, end)]
        spans: dict[int, tuple[int, int]] = {}
        for place, word in sorted(words, key=lambda row: row[0]):
            first, _ = spans.get(place.clause, (place.offset, 0))
            spans[place.clause] = first, place.offset + len(word.token.text)
        if not spans:
            return ""
        texts = [self.new.clauses[at].text for at in spans]
        begins, ends = next(iter(spans.values()))[0], list(spans.values())[-1][1]
        texts[-1] = texts[-1][:ends]
        return " ".join([texts[0][begins:], *texts[1:]])

    def _where(
        self, start: TextPlace, end: TextPlace, new: Sequence[Bracket]
    ) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Cite the old clauses and the new ones."""
        old = self.old.cited(start, end)
        if new:
            return old, _distinct(citation for bracket in new for citation in bracket.clauses)
        return old, _distinct(citation for before in old for citation in self.called.get(before, ()))

    def _part(self, start: TextPlace, new: Sequence[Bracket]) -> str:
        """Cite the part of the text, as the new text cites it where it still has it."""
        before = self.old.clauses[start.clause].citation
        now = [self.new.clauses[new[0].start.clause].citation] if new else self.called.get(before, ())
        if now:
            return self.new.parts[now[0]]
        part = self.old.parts[before]
        called = self.called.get(part, ())
        taken = not called and part in self.new.parts.values() and part not in ("", "footnotes")
        return f"{part} (old)" if taken else next(iter(called), part)


@record
class _Judged:
    """What became of one text in brackets, or of one option."""

    outcome: Outcome
    now: int = 0
    """The number of the bracket that it is now; 0 for none."""
    modified: bool = False
    """Some of its words were deleted, or others inserted."""


class _Judge:
    """Judges single brackets and options by the signs and words that are still there."""

    def __init__(self, marks: tuple[Markup, Markup], followed: Followed) -> None:
        self._old, self._new = marks
        self._followed = followed
        self._starts = {bracket.start: bracket for bracket in self._new}
        self._ends = {bracket.end: bracket for bracket in self._new}
        self._options = [option for choice in self._new.choices for option in choice.options]
        self._inside: dict[int, list[Bracket]] = {}
        for bracket in self._old:
            self._inside.setdefault(bracket.parent, []).append(bracket)
        # The brackets that are still open; of two that became one, the outer one is, and the inner one is gone.
        self._now: dict[int, Bracket] = {}
        for bracket in self._old:
            now = self._still_open(bracket)
            if now and now not in self._above(bracket):
                self._now[bracket.number] = now

    def bracket(self, bracket: Bracket) -> _Judged:
        """Judge a bracket by its signs and by the words that are in no bracket inside it."""
        own = self._own_words(bracket)
        kept = self._kept(own)
        came = self._followed.came_within(bracket.start, bracket.end)
        now = self._now.get(bracket.number)
        if now:
            inside = [piece for piece in came if now.start < piece.place < now.end]
            return _Judged("open", now.number, len(kept) < len(own) or bool(inside))
        if bracket.content == "words" and own and len(kept) >= _MOST * len(own):
            return _Judged("closed", modified=len(kept) < len(own) or self._is_broken(kept, came))
        return _Judged("replaced" if came else "deleted", modified=bool(came))

    def option(self, option: Option, choice: Choice) -> _Judged:
        """Judge an option beside the others of its choice."""
        came = self._followed.came_within(option.start, option.end)
        lost = _Judged("replaced" if came else "deleted", modified=bool(came))
        words = self._words_of(option)
        # Most of its words must have stayed, and of those that no other option has, too.
        others = {piece.token.key for other in choice.options if other is not option for piece in self._words_of(other)}
        only = [piece for piece in words if piece.token.key not in others]
        stayed = bool(words) and all(len(self._kept(each)) >= _MOST * len(each) for each in (words, only))
        if option.bracket:
            settled = stayed or option.content != "words" or not words
            return self.bracket(self._old.bracket(option.bracket)) if settled else lost
        if not words and any(option.label == other.label for other in self._options):
            return _Judged("open")  # a label or a number with nothing behind it
        if not stayed:
            return lost
        kept = self._kept(words)
        place = self._followed.to[kept[0].place]
        still = choice.kind != "slash" and any(other.start <= place < other.end for other in self._options)
        modified = len(kept) < len(words) or self._is_broken(kept, came)
        return _Judged("open" if still else "closed", modified=modified)

    def _is_broken(self, kept: Sequence[PlacedToken], came: Sequence[PlacedToken]) -> bool:
        """Whether new words stand between those that stayed."""
        places = [self._followed.to[piece.place] for piece in kept]
        return bool(places) and any(min(places) < piece.place < max(places) for piece in came)

    def _above(self, bracket: Bracket) -> Iterator[Bracket]:
        """Yield what the brackets around one are now."""
        while bracket.parent:
            bracket = self._old.bracket(bracket.parent)
            if bracket.number in self._now:
                yield self._now[bracket.number]

    def _still_open(self, bracket: Bracket) -> Bracket | None:
        """Find the bracket of the new text that this one is now."""
        to = self._followed.to
        first = self._starts.get(to.get(bracket.start, _NOWHERE))
        last = self._ends.get(to.get(bracket.end, _NOWHERE))
        if first and last and first.number == last.number:
            return first
        kept = self._kept(self._own_words(bracket))
        for now in (first, last):
            if now and any(now.start < to[piece.place] < now.end for piece in kept):
                return now
        return None

    def _kept(self, words: Sequence[PlacedToken]) -> list[PlacedToken]:
        return [piece for piece in words if piece.place in self._followed.to]

    def _own_words(self, bracket: Bracket) -> list[PlacedToken]:
        """Return the words of a bracket that are in none of those inside it; all of them where there are no others."""
        words = self._followed.within(bracket.words, bracket.end)
        inside = self._inside.get(bracket.number, ())
        own = [piece for piece in words if not any(other.start < piece.place < other.end for other in inside)]
        return own or words

    def _words_of(self, option: Option) -> list[PlacedToken]:
        start = self._old.bracket(option.bracket).words if option.bracket else option.start
        return self._followed.within(start, option.end)


def _outcome(choice: Choice, judged: Sequence[_Judged]) -> Outcome:
    """Tell what became of a choice of which no bracket is open."""
    outcomes = {each.outcome for each in judged}
    if "open" in outcomes:
        return "open"
    if "closed" in outcomes:
        return "resolved"
    if "replaced" in outcomes:
        return "replaced"
    return "resolved" if any(option.content == "nothing" for option in choice.options) else "deleted"


def _distinct(things: Iterable[_T]) -> tuple[_T, ...]:
    """Return each thing once, in the order of its first appearance."""
    return tuple(dict.fromkeys(things))
