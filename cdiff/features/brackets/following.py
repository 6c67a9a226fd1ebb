"""Following: what became of each word and each bracket sign of a text in the next version.

The comparison says which clauses belong together, however they were moved, renumbered, split or merged; inside each
change the words are followed by `cdiff.features.brackets.search`, which knows that a bracket goes or stays as a whole.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

from cdiff.comparing.words import fold, fold_quotes
from cdiff.core.model import Change, Clause, Comparison
from cdiff.core.records import NamedTuple
from cdiff.features.brackets.model import Markup, Place
from cdiff.features.brackets.search import LIGHT, STOP, WORD, Path, Token, cheapest

_IDEOGRAPH = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_TOKEN = re.compile(rf"\[\^[^\]\s]+\]|[{_IDEOGRAPH}]|[^\W_{_IDEOGRAPH}]+|[^\w\s]|_")

_NOWHERE = Place(-1, 0)
_END = Place(10**9, 0)


class Piece(NamedTuple):
    """A token at its place."""

    place: Place
    token: Token

    @property
    def is_word(self) -> bool:
        """Whether it is a word of the text, and no sign, label or name."""
        return self.token.cost == WORD


class Followed(NamedTuple):
    """Where the words and signs of the old text are in the new one."""

    to: dict[Place, Place]
    """Each old word or sign that is still there, and its place in the new text."""
    words: tuple[list[Piece], list[Piece]]
    """The words of both texts, in reading order."""
    came: dict[int, list[tuple[Place, Place, Piece]]]
    """By the position of an old clause: the new words put in there, each with the old places on both sides."""
    guessed: frozenset[int]
    """The old clauses so long and so much rewritten that the plain difference of words had to do."""

    def within(self, start: Place, end: Place, side: int = 0) -> list[Piece]:
        """Give the words of the old (0) or new (1) text from `start` up to `end`."""
        words = self.words[side]
        return words[bisect_left(words, (start,)) : bisect_left(words, (end,))]

    def came_within(self, start: Place, end: Place) -> list[Piece]:
        """Give the new words that stand between two old places, or right before the first or behind the last."""
        clauses = range(start.clause, end.clause + 1)
        gaps = (gap for at in clauses for gap in self.came.get(at, ()))
        return [piece for behind, before, piece in gaps if start <= before and behind <= end and piece.is_word]


def follow(comparison: Comparison, marks: tuple[Markup, Markup]) -> Followed:
    """Follow every word and bracket sign from the old text of a comparison into the new one."""
    sides = [
        _Side(version.document.clauses, mark)
        for version, mark in zip((comparison.old, comparison.new), marks, strict=True)
    ]
    to: dict[Place, Place] = {}
    came: dict[int, list[tuple[Place, Place, Piece]]] = {}
    guessed: set[int] = set()
    for change in comparison:
        if not change.old or not change.new:
            continue
        old, new = (side.pieces(clauses) for side, clauses in zip(sides, (change.old, change.new), strict=True))
        _split_alike(old, new)
        path = _same(old, new) or cheapest(
            [piece.token for piece in old], [piece.token for piece in new], sides[0].skips(old)
        )
        if path is None:
            guessed |= {piece.place.clause for piece in old}
            path = _by_edits(change, old, new)
        to |= {piece.place: new[at].place for piece, at in zip(old, path.partner, strict=True) if at >= 0}
        for before, at in path.came:
            behind = old[before - 1].place if before else Place(old[0].place.clause, -1) if old else _NOWHERE
            following = old[before].place if before < len(old) else _END
            for clause in {behind.clause, following.clause} - {_NOWHERE.clause, _END.clause}:
                came.setdefault(clause, []).append((behind, following, new[at]))
    words = tuple([piece for piece in side.all_pieces() if piece.is_word] for side in sides)
    return Followed(to, (words[0], words[1]), came, frozenset(guessed))


def _same(old: Sequence[Piece], new: Sequence[Piece]) -> Path | None:
    """Pair two texts that have the same tokens, as those of most clauses."""
    if len(old) != len(new) or any(a.token.key != b.token.key for a, b in zip(old, new, strict=True)):
        return None
    return Path(list(range(len(old))), [])


@lru_cache(maxsize=65536)
def _token(text: str, light: bool) -> Token:  # noqa: FBT001 - a cache is quicker by position
    return Token(fold(text), text, LIGHT if light else WORD if text[0].isalnum() else STOP)


class _Side:
    """The clauses of one text, with what counts lightly in them and what can be left out as a whole."""

    def __init__(self, clauses: Sequence[Clause], marks: Markup) -> None:
        self._clauses = clauses
        self._positions = {clause.citation: at for at, clause in enumerate(clauses)}
        self._signs = {place for bracket in marks for place in (bracket.start, bracket.end)}
        self._light = _by_clause(_light(marks))
        self._optional = _optional(marks)
        self._made: dict[int, list[Piece]] = {}

    def pieces(self, clauses: Iterable[Clause]) -> list[Piece]:
        """Cut clauses into tokens."""
        return [piece for clause in clauses for piece in self._cut(self._positions[clause.citation])]

    def all_pieces(self) -> Iterator[Piece]:
        """Give all tokens of the text."""
        return (piece for at in range(len(self._clauses)) for piece in self._cut(at))

    def _cut(self, at: int) -> list[Piece]:
        if at not in self._made:
            text = fold_quotes(self._clauses[at].text)
            light = self._mask(at, len(text))
            self._made[at] = [
                self._piece(Place(at, match.start()), match[0], light=bool(light[match.start()]))
                for match in _TOKEN.finditer(text)
            ]
        return self._made[at]

    def _mask(self, at: int, size: int) -> bytearray:
        """Say for each sign of a clause whether it counts lightly."""
        mask = bytearray(size)
        for start, end in self._light.get(at, ()):
            last = end.offset if end.clause == at else size
            mask[start.offset : last] = b"\1" * (min(last, size) - start.offset)
        return mask

    def _piece(self, place: Place, text: str, *, light: bool) -> Piece:
        if place in self._signs:
            return Piece(place, Token(f"open {text}", text, LIGHT))
        return Piece(place, _token(text, light))

    def skips(self, pieces: Sequence[Piece]) -> dict[int, list[int]]:
        """Say which runs of tokens can be left out as a whole: what is in one bracket, or is one option."""
        places = [piece.place for piece in pieces]
        found: dict[int, set[int]] = {}
        for clause in dict.fromkeys(place.clause for place in places):
            for start, end in self._optional.get(clause, ()):
                first, behind = bisect_left(places, start), bisect_left(places, end)
                if first < behind:
                    found.setdefault(first, set()).add(behind)
        return {first: sorted(behinds) for first, behinds in found.items()}


def _light(marks: Markup) -> Iterator[tuple[Place, Place]]:
    """List what comes and goes by the way: heads of proposals, tags, the slash or the `or` between two options."""
    for bracket in marks:
        yield bracket.start, bracket.words
    yield from ((aside.start, aside.end) for aside in marks.asides)
    yield from (
        (status.start, status.end) for status in marks.statuses if status.start and status.end and not status.partly
    )
    yield from ((attribution.start, attribution.end) for attribution in marks.attributions)
    for choice in marks.choices:
        if choice.kind in ("brackets", "slash"):
            for option, following in pairwise(choice.options):
                yield option.end, following.start
        if choice.kind == "labels":
            for option in choice.options:
                yield option.start, Place(option.start.clause, option.start.offset + len(option.label) + 1)


def _by_clause(spans: Iterable[tuple[Place, Place]]) -> dict[int, list[tuple[Place, Place]]]:
    found: dict[int, list[tuple[Place, Place]]] = {}
    for start, end in spans:
        found.setdefault(start.clause, []).append((start, end))
    return found


def _optional(marks: Markup) -> dict[int, list[tuple[Place, Place]]]:
    """Give, by clause, the brackets and options that touch it, up to just behind their end."""
    spans = [(bracket.start, Place(bracket.end.clause, bracket.end.offset + 1)) for bracket in marks]
    spans += [(option.start, option.end) for choice in marks.choices for option in choice.options if not option.bracket]
    found: dict[int, list[tuple[Place, Place]]] = {}
    for start, end in spans:
        for clause in range(start.clause, end.clause + 1):
            found.setdefault(clause, []).append((start, end))
    return found


# Brackets inside words


def _split_alike(old: list[Piece], new: list[Piece]) -> None:
    """Cut `States` into `State` and `s` where the other text has `State[s]`; in place."""
    for pieces, other in ((old, new), (new, old)):
        parts = _parts_of_words(pieces)
        if parts:
            whole = {piece.token.key for piece in pieces}
            other[:] = [part for piece in other for part in _cut_word(piece, parts, whole)]


def _parts_of_words(pieces: Sequence[Piece]) -> set[str]:
    """Find the words and pieces of words that are glued to a bracket sign."""
    parts: set[str] = set()
    for first, second in pairwise(pieces):
        glued = second.place == Place(first.place.clause, first.place.offset + len(first.token.text))
        if glued and first.token.key.startswith("open ") != second.token.key.startswith("open "):
            parts.add((second if first.token.key.startswith("open ") else first).token.key)
    return {part for part in parts if part.isalnum()}


def _cut_word(piece: Piece, parts: set[str], whole: set[str]) -> list[Piece]:
    key = piece.token.key
    if not piece.is_word or key in whole:
        return [piece]
    for size in range(1, len(key)):
        if key[:size] in parts and (key[size:] in parts) and len(key) == len(piece.token.text):
            texts = (piece.token.text[:size], piece.token.text[size:])
            places = (piece.place, Place(piece.place.clause, piece.place.offset + size))
            return [Piece(place, Token(fold(text), text, WORD)) for place, text in zip(places, texts, strict=True)]
    return [piece]


# Without the search


def _by_edits(change: Change, old: Sequence[Piece], new: Sequence[Piece]) -> Path:
    """Pair the tokens of a change as its word edits do."""
    kept: dict[int, int] = {}
    at = [0, 0]
    for edit in change.edits:
        if edit.op == "equal":
            kept |= {at[0] + offset: at[1] + offset for offset in range(len(edit.text))}
        at[0] += len(edit.text) * (edit.op != "insert")
        at[1] += len(edit.text) * (edit.op != "delete")
    starts = {start: number for number, start in enumerate(_starts(change.new, new))}
    partner = [starts.get(kept.get(start, -1), -1) for start in _starts(change.old, old)]
    partner = [
        at if at >= 0 and new[at].token.key == piece.token.key else -1 for piece, at in zip(old, partner, strict=True)
    ]
    taken = {at: number for number, at in enumerate(partner) if at >= 0}
    came, before = [], 0
    for at_new in range(len(new)):
        if at_new in taken:
            before = taken[at_new] + 1
        else:
            came.append((before, at_new))
    return Path(partner, came)


def _starts(clauses: Sequence[Clause], pieces: Sequence[Piece]) -> list[int]:
    """Say where each token starts in the joined text of the clauses of one side."""
    shifts, shift = [], 0
    for clause in clauses:
        shifts.append(shift)
        shift += len(clause.text) + 1
    order = list(dict.fromkeys(piece.place.clause for piece in pieces))
    filled = [at for at, clause in enumerate(clauses) if clause.text]
    of = dict(zip(order, (shifts[at] for at in filled), strict=False))
    return [of[piece.place.clause] + piece.place.offset for piece in pieces]
