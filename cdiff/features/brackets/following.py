"""Following: what became of each word and each bracket sign of a text in the next version.

The comparison says which clauses belong together, however they were moved, renumbered, split or merged. Inside each
change the cheapest way is searched to read the bracketed old text as the new one.

A bracket is a fork: its words stay without it, or go with it, or it stays as it is. A difference of words does not
know that: of `[Option 1: States shall act] [Option 2: States should act]` and `States should act` the shortest edit
script may keep `States` of the first option and `should` of the second. So the old text is a graph, in which every
bracket can be skipped as a whole for next to nothing, and the new text is aligned with the cheapest path through it:
edit distance on a directed acyclic graph (C. Lee, C. Grasso, M. F. Sharlow, "Multiple sequence alignment using
partial order graphs", Bioinformatics 18, 2002), searched in the order of cost (E. W. Dijkstra, 1959), so that a text
of which little changed costs little.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from heapq import heappop, heappush
from itertools import pairwise

from cdiff.comparing.subsequence import longest_chain
from cdiff.comparing.words import fold, fold_quotes
from cdiff.core.model import Change, Clause, Comparison
from cdiff.core.records import record
from cdiff.features.brackets.model import Markup, TextPlace

_IDEOGRAPH = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_TOKEN = re.compile(rf"\[\^[^\[\]\s]+\]|[{_IDEOGRAPH}]|[^\W_{_IDEOGRAPH}]+|[^\w\s]|_")
_NOWHERE = TextPlace(-1, 0)
_END = TextPlace(10**9, 0)

# Costs, relative to each other: what counts is their order, and that a few light signs never outweigh a word.
WORD = 20
"""The cost of a deleted or inserted word."""
STOP = 6
"""The cost of a punctuation mark."""
OTHER = 21
"""The cost of replacing a word by another: little more than to insert it, so that `[30] days` becomes `[45] days`, and
not nothing and then something new."""
LIGHT = 1
"""The cost of a bracket, a label or a party's name: these come and go in passing."""
SKIP = 4
"""The cost of leaving a bracket out with everything in it."""
OTHER_CASE = 1
"""The cost of a word that changed its capitals."""
_LONG = 10_000
"""Above this product of lengths, 100 words against 100, a text is cut before it is searched."""
_MOST_STATES = 100_000
"""The search of one piece gives up beyond, so that a long rewritten clause costs bounded time and memory."""

SearchState = tuple[int, int]
"""How many tokens of the old text and of the new one are done."""


@record
class Token:
    """A word or a sign, with the cost of deleting or inserting it."""

    key: str
    """What it must share with its partner; open brackets have keys of their own."""
    text: str
    cost: int


@record
class PlacedToken:
    """A token at its place."""

    place: TextPlace
    token: Token

    @property
    def is_word(self) -> bool:
        """Whether it is a word of the text, and no sign, label or name."""
        return self.token.cost == WORD


@record
class Followed:
    """Where the words and signs of the old text are in the new one."""

    to: dict[TextPlace, TextPlace]
    """Each old word or sign that is still there, and its place in the new text."""
    words: tuple[list[PlacedToken], list[PlacedToken]]
    """The words of both texts, in reading order."""
    came: dict[int, list[tuple[TextPlace, TextPlace, PlacedToken]]]
    """By the position of an old clause: the new words inserted there, each with the old places on both sides."""
    guessed: frozenset[int]
    """The old clauses so long and so much rewritten that the plain difference of words had to do."""

    def within(self, start: TextPlace, end: TextPlace, side: int = 0) -> list[PlacedToken]:
        """Return the words of the old (0) or new (1) text from `start` up to `end`."""
        words = self.words[side]
        first, last = (bisect_left(words, each, key=lambda piece: piece.place) for each in (start, end))
        return words[first:last]

    def came_within(self, start: TextPlace, end: TextPlace) -> list[PlacedToken]:
        """Return the new words that stand between two old places, or right before the first or behind the last."""
        clauses = range(start.clause, end.clause + 1)
        gaps = (gap for at in clauses for gap in self.came.get(at, ()))
        return [piece for behind, before, piece in gaps if start <= before and behind <= end and piece.is_word]


@record
class TokenPath:
    """The cheapest way that was found."""

    partner: list[int]
    """For each old token the new one that it became; -1 for a deleted one."""
    came: list[tuple[int, int]]
    """Each inserted token: before which old token it stands, and its number."""


def follow(comparison: Comparison, marks: tuple[Markup, Markup]) -> Followed:
    """Follow every word and bracket sign from the old text of a comparison into the new one."""
    sides = [
        _TokenisedText(version.document.clauses, mark)
        for version, mark in zip((comparison.old, comparison.new), marks, strict=True)
    ]
    to: dict[TextPlace, TextPlace] = {}
    came: dict[int, list[tuple[TextPlace, TextPlace, PlacedToken]]] = {}
    guessed: set[int] = set()
    for change in comparison:
        if not change.old or not change.new:
            continue
        old, new = (side.pieces(clauses) for side, clauses in zip(sides, (change.old, change.new), strict=True))
        _split_alike(old, new)
        if [piece.token.key for piece in old] == [piece.token.key for piece in new]:  # most clauses
            path: TokenPath | None = TokenPath(list(range(len(old))), [])
        else:
            path = cheapest([piece.token for piece in old], [piece.token for piece in new], sides[0].skips(old))
        if path is None:
            guessed |= {piece.place.clause for piece in old}
            path = _by_edits(change, old, new)
        to |= {piece.place: new[at].place for piece, at in zip(old, path.partner, strict=True) if at >= 0}
        for before, at in path.came:
            behind = old[before - 1].place if before else TextPlace(old[0].place.clause, -1) if old else _NOWHERE
            following = old[before].place if before < len(old) else _END
            for clause in {behind.clause, following.clause} - {_NOWHERE.clause, _END.clause}:
                came.setdefault(clause, []).append((behind, following, new[at]))
    words = tuple([piece for piece in side.all_pieces() if piece.is_word] for side in sides)
    return Followed(to, (words[0], words[1]), came, frozenset(guessed))


@lru_cache(maxsize=65536)
def _token(text: str, light: bool) -> Token:  # noqa: FBT001 - a cache is quicker by position
    return Token(fold(text), text, LIGHT if light else WORD if text[0].isalnum() else STOP)


class _TokenisedText:
    """The clauses of one text, with what counts lightly in them and what can be left out as a whole."""

    def __init__(self, clauses: Sequence[Clause], marks: Markup) -> None:
        self._clauses = clauses
        self._positions = {clause.citation: at for at, clause in enumerate(clauses)}
        self._signs: dict[int, set[int]] = {}
        for place in (place for bracket in marks for place in (bracket.start, bracket.end)):
            self._signs.setdefault(place.clause, set()).add(place.offset)
        self._light: dict[int, list[tuple[TextPlace, TextPlace]]] = {}
        for start, end in _light(marks):
            self._light.setdefault(start.clause, []).append((start, end))
        optional = [(bracket.start, TextPlace(bracket.end.clause, bracket.end.offset + 1)) for bracket in marks]
        options = [option for choice in marks.choices for option in choice.options if not option.bracket]
        optional += [(option.start, option.end) for option in options]
        self._optional: dict[int, list[tuple[TextPlace, TextPlace]]] = {}
        for start, end in optional:
            for clause in range(start.clause, end.clause + 1):
                self._optional.setdefault(clause, []).append((start, end))
        self._made: dict[int, list[PlacedToken]] = {}

    def pieces(self, clauses: Iterable[Clause]) -> list[PlacedToken]:
        """Cut clauses into tokens."""
        return [piece for clause in clauses for piece in self._cut(self._positions[clause.citation])]

    def all_pieces(self) -> Iterator[PlacedToken]:
        """Yield all tokens of the text."""
        return (piece for at in range(len(self._clauses)) for piece in self._cut(at))

    def _cut(self, at: int) -> list[PlacedToken]:
        if at in self._made:
            return self._made[at]
        text = fold_quotes(self._clauses[at].text)
        light = bytearray(len(text))  # a 1 for each character that counts lightly
        for start, end in self._light.get(at, ()):
            last = min(end.offset, len(text)) if end.clause == at else len(text)
            light[start.offset : last] = b"\1" * (last - start.offset)
        signs = self._signs.get(at, ())
        pieces = self._made[at] = []
        for match in _TOKEN.finditer(text):
            place = TextPlace(at, match.start())
            if match.start() in signs:
                pieces.append(PlacedToken(place, Token(f"open {match[0]}", match[0], LIGHT)))
            else:
                pieces.append(PlacedToken(place, _token(match[0], bool(light[match.start()]))))
        return pieces

    def skips(self, pieces: Sequence[PlacedToken]) -> dict[int, list[int]]:
        """Return the runs of tokens that can be left out as a whole: what is in one bracket, or is one option."""
        places = [piece.place for piece in pieces]
        found: dict[int, set[int]] = {}
        for clause in dict.fromkeys(place.clause for place in places):
            for start, end in self._optional.get(clause, ()):
                first, behind = bisect_left(places, start), bisect_left(places, end)
                if first < behind:
                    found.setdefault(first, set()).add(behind)
        return {first: sorted(behinds) for first, behinds in found.items()}


def _light(marks: Markup) -> Iterator[tuple[TextPlace, TextPlace]]:
    """List what comes and goes in passing: heads of proposals, tags, the slash or the `or` between two options."""
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
                yield option.start, TextPlace(option.start.clause, option.start.offset + len(option.label) + 1)


def _split_alike(old: list[PlacedToken], new: list[PlacedToken]) -> None:
    """Cut `States` into `State` and `s` where the other text has `State[s]`; in place."""
    for pieces, other in ((old, new), (new, old)):
        glued: set[str] = set()
        for first, second in pairwise(pieces):
            opens = first.token.key.startswith("open ")
            if opens == second.token.key.startswith("open "):
                continue
            if second.place == TextPlace(first.place.clause, first.place.offset + len(first.token.text)):
                glued.add((second if opens else first).token.key)
        parts = {part for part in glued if part.isalnum()}
        if parts:
            whole = {piece.token.key for piece in pieces}
            other[:] = [part for piece in other for part in _cut_word(piece, parts, whole)]


def _cut_word(piece: PlacedToken, parts: set[str], whole: set[str]) -> list[PlacedToken]:
    """Cut a word in two that the other text has in these parts, and not whole."""
    key, text = piece.token.key, piece.token.text
    if not piece.is_word or key in whole or len(key) != len(text):
        return [piece]
    for size in range(1, len(key)):
        if key[:size] in parts and key[size:] in parts:
            behind = TextPlace(piece.place.clause, piece.place.offset + size)
            halves = ((piece.place, text[:size]), (behind, text[size:]))
            return [PlacedToken(place, Token(fold(half), half, WORD)) for place, half in halves]
    return [piece]


def _by_edits(change: Change, old: Sequence[PlacedToken], new: Sequence[PlacedToken]) -> TokenPath:
    """Pair the tokens of a change as its word edits do, where the search gave up."""
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
    return TokenPath(partner, came)


def _starts(clauses: Sequence[Clause], pieces: Sequence[PlacedToken]) -> list[int]:
    """Return where each token starts in the joined text of the clauses of one side."""
    shifts, shift = [], 0
    for clause in clauses:
        shifts.append(shift)
        shift += len(clause.text) + 1
    order = list(dict.fromkeys(piece.place.clause for piece in pieces))
    filled = [at for at, clause in enumerate(clauses) if clause.text]
    of = dict(zip(order, (shifts[at] for at in filled), strict=False))
    return [of[piece.place.clause] + piece.place.offset for piece in pieces]


# The search


def cheapest(
    old: Sequence[Token], new: Sequence[Token], skips: Mapping[int, Sequence[int]], limit: int = _MOST_STATES
) -> TokenPath | None:
    """Align a new text with the cheapest path through an old one.

    `skips` maps old tokens to those that may come next (`{3: [7]}`: 3 to 6 can be left out). Long texts are cut first
    where three words in a row, outside everything that can be left out, occur once on either side, so that the cost
    grows with the text and not with its square. Returns none where more than `limit` states of one piece would be
    looked at.
    """
    partner: list[int] = []
    came: list[tuple[int, int]] = []
    for (i, j), (end, stop) in pairwise([(0, 0), *_cuts(old, new, skips), (len(old), len(new))]):
        inside = {at - i: [behind - i for behind in skips[at]] for at in range(i, end) if at in skips}
        path = _cheapest(old[i:end], new[j:stop], inside, limit)
        if path is None:
            return None
        partner += [at + j if at >= 0 else -1 for at in path.partner]
        came += [(before + i, at + j) for before, at in path.came]
    return TokenPath(partner, came)


def _cuts(old: Sequence[Token], new: Sequence[Token], skips: Mapping[int, Sequence[int]]) -> list[tuple[int, int]]:
    """Return where a long text can be cut: before which old token, and before which new one."""
    if len(old) * len(new) < _LONG:
        return []
    behind = 0
    free = []
    for at in range(len(old) - 2):
        behind = max(behind, *skips.get(at, (0,)))
        if at >= behind and not any(later in skips for later in (at + 1, at + 2)):
            free.append(at)
    before, after = _once(old, free), _once(new, range(len(new) - 2))
    return longest_chain([(at, after[words]) for words, at in before.items() if words in after])


def _once(tokens: Sequence[Token], places: Iterable[int]) -> dict[tuple[str, ...], int]:
    """Find the places of three words in a row that occur once."""
    found: dict[tuple[str, ...], int] = {}
    for at in places:
        words = tuple(token.key for token in tokens[at : at + 3])
        found[words] = -1 if words in found else at
    return {words: at for words, at in found.items() if at >= 0}


def _cheapest(
    old: Sequence[Token], new: Sequence[Token], skips: Mapping[int, Sequence[int]], limit: int
) -> TokenPath | None:
    """Search in the order of cost; of equal costs, first what is nearest to the end."""
    end = (len(old), len(new))
    heap: list[tuple[int, int, SearchState, SearchState]] = [(0, 0, (0, 0), (0, 0))]
    came_from: dict[SearchState, SearchState] = {}
    while end not in came_from:
        cost, _, state, before = heappop(heap)  # never empty: deleting and inserting everything reaches the end
        if state in came_from:
            continue
        if len(came_from) >= limit and state != end:
            return None
        came_from[state] = before
        for price, following in _steps(state, old, new, skips):
            if following not in came_from:
                heappush(heap, (cost + price, -following[0] - following[1], following, state))
    partner = [-1] * len(old)
    came: list[tuple[int, int]] = []
    state = end
    while state != (0, 0):
        before = came_from[state]
        i, j = before
        if j < state[1] and i < state[0] and old[i].key == new[j].key:
            partner[i : state[0]] = range(j, state[1])
        elif j < state[1]:
            came.append((i, j))
        state = before
    return TokenPath(partner, came[::-1])


def _steps(
    state: SearchState, old: Sequence[Token], new: Sequence[Token], skips: Mapping[int, Sequence[int]]
) -> list[tuple[int, SearchState]]:
    """List the states that may follow one, each with its cost.

    Words that stay are passed in one step: outside the start of a bracket, where nothing can be left out, going along
    with both texts never costs more than deleting a word here to insert it again further on.
    """
    i, j = state
    steps: list[tuple[int, SearchState]] = []
    if i < len(old) and j < len(new):
        one, other = old[i], new[j]
        if one.key == other.key:
            if one == other and one.cost > LIGHT and i not in skips:
                while i < len(old) and j < len(new) and old[i] == new[j] and old[i].cost > LIGHT and i not in skips:
                    i, j = i + 1, j + 1
                return [(0, (i, j))]
            steps.append((0 if one.text == other.text else OTHER_CASE, (i + 1, j + 1)))
        elif one.cost == other.cost == WORD:
            steps.append((OTHER, (i + 1, j + 1)))
    if i < len(old):
        steps.append((old[i].cost, (i + 1, j)))
    if j < len(new):
        steps.append((new[j].cost, (i, j + 1)))
    steps += [(SKIP, (behind, j)) for behind in skips.get(i, ())]
    return steps
