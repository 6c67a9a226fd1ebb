"""Outcomes: what became of one text in brackets, and of one option, in the next version.

A bracket is still open where both its signs are still those of one bracket, or one of them is and words of it are
still in there. Otherwise its words decide: most of them stayed (closed), or others came in their place (replaced), or
none did (deleted).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from cdiff.core.records import NamedTuple
from cdiff.features.brackets.following import Followed, Piece
from cdiff.features.brackets.model import Bracket, Choice, Fate, Markup, Option, Place

_MOST = 0.5
"""This share of its words has to stay for a text to have stayed."""
_NOWHERE = Place(-1, 0)


class Outcome(NamedTuple):
    """What became of one text in brackets, or of one option."""

    fate: Fate
    now: int = 0
    """The number of the bracket that it is now; 0 for none."""
    edited: bool = False
    """Some of its words went, or others came."""


class Judge:
    """The judge of single brackets and options of two versions."""

    def __init__(self, marks: tuple[Markup, Markup], followed: Followed) -> None:
        """Take the marks of both versions, and where the words of the old one are in the new one."""
        self._old, self._new = marks
        self._followed = followed
        self._starts = {bracket.start: bracket for bracket in self._new}
        self._ends = {bracket.end: bracket for bracket in self._new}
        self._options = [option for choice in self._new.choices for option in choice.options]
        self._inside: dict[int, list[Bracket]] = {}
        for bracket in self._old:
            self._inside.setdefault(bracket.parent, []).append(bracket)
        self._now = self._all_still_open()

    def bracket(self, bracket: Bracket) -> Outcome:
        """Judge a bracket by its signs and by the words that are in no bracket inside it."""
        own = self._own_words(bracket)
        kept = self._kept(own)
        came = self._came(bracket.start, bracket.end)
        now = self._now.get(bracket.number)
        if now:
            inside = [piece for piece in came if now.start < piece.place < now.end]
            return Outcome("open", now.number, len(kept) < len(own) or bool(inside))
        if bracket.content == "words" and own and len(kept) >= _MOST * len(own):
            return Outcome("closed", edited=len(kept) < len(own) or self._is_broken(kept, came))
        return Outcome("replaced" if came else "deleted", edited=bool(came))

    def option(self, option: Option, choice: Choice) -> Outcome:
        """Judge an option beside the others of its choice."""
        came = self._came(option.start, option.end)
        lost = Outcome("replaced" if came else "deleted", edited=bool(came))
        if option.bracket:
            outcome = self.bracket(self._old.bracket(option.bracket))
            stayed = option.content != "words" or not self._words_of(option) or self._has_stayed(option, choice)
            return outcome if stayed else lost
        words = self._words_of(option)
        if not words and any(option.label == other.label for other in self._options):
            return Outcome("open")  # a label or a number with nothing behind it
        if not self._has_stayed(option, choice):
            return lost
        kept = self._kept(words)
        fate: Fate = "open" if choice.kind != "slash" and self._is_still_option(kept) else "closed"
        return Outcome(fate, edited=len(kept) < len(words) or self._is_broken(kept, came))

    def _has_stayed(self, option: Option, choice: Choice) -> bool:
        """Whether most of its words stayed, and of those that no other option has, too."""
        words = self._words_of(option)
        others = {piece.token.key for other in choice.options if other is not option for piece in self._words_of(other)}
        only = [piece for piece in words if piece.token.key not in others]
        return bool(words) and all(len(self._kept(each)) >= _MOST * len(each) for each in (words, only))

    def _is_broken(self, kept: Sequence[Piece], came: Sequence[Piece]) -> bool:
        """Whether new words stand between those that stayed."""
        places = [self._followed.to[piece.place] for piece in kept]
        return bool(places) and any(min(places) < piece.place < max(places) for piece in came)

    def _all_still_open(self) -> dict[int, Bracket]:
        """Map the brackets that are still open; of two that became one, the outer one has, and the inner is gone."""
        found: dict[int, Bracket] = {}
        for bracket in self._old:
            now = self._still_open(bracket, self._kept(self._own_words(bracket)))
            if now and now not in self._above(bracket, found):
                found[bracket.number] = now
        return found

    def _above(self, bracket: Bracket, found: Mapping[int, Bracket]) -> Iterator[Bracket]:
        while bracket.parent:
            bracket = self._old.bracket(bracket.parent)
            if bracket.number in found:
                yield found[bracket.number]

    def _still_open(self, bracket: Bracket, kept: Sequence[Piece]) -> Bracket | None:
        """Find the bracket of the new text that this one is now; `kept` are the words of it that stayed."""
        to = self._followed.to
        first = self._starts.get(to.get(bracket.start, _NOWHERE))
        last = self._ends.get(to.get(bracket.end, _NOWHERE))
        if first and last and first.number == last.number:
            return first
        for now in (first, last):
            if now and any(now.start < to[piece.place] < now.end for piece in kept):
                return now
        return None

    def _kept(self, words: Sequence[Piece]) -> list[Piece]:
        return [piece for piece in words if piece.place in self._followed.to]

    def _came(self, start: Place, end: Place) -> list[Piece]:
        return self._followed.came_within(start, end)

    def _own_words(self, bracket: Bracket) -> list[Piece]:
        """Give the words of a bracket that are in none of those inside it; all of them where there are no others."""
        words = self._followed.within(bracket.words, bracket.end)
        inside = self._inside.get(bracket.number, ())
        own = [piece for piece in words if not any(other.start < piece.place < other.end for other in inside)]
        return own or words

    def _words_of(self, option: Option) -> list[Piece]:
        start = self._old.bracket(option.bracket).words if option.bracket else option.start
        return self._followed.within(start, option.end)

    def _is_still_option(self, kept: Sequence[Piece]) -> bool:
        place = self._followed.to[kept[0].place]
        return any(option.start <= place < option.end for option in self._options)
