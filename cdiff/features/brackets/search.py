"""Search: the cheapest way to read a bracketed text as the text that came of it.

A bracket is a fork: its words stay without it, or go with it, or it stays as it is. A difference of words does not
know that: of `[Option 1: States shall act] [Option 2: States should act]` and `States should act` the shortest edit
script may keep `States` of the first option and `should` of the second. So the old text is a graph, in which every
bracket can be skipped as a whole for next to nothing, and the new text is aligned with the cheapest path through it:
edit distance on a directed acyclic graph (C. Lee, C. Grasso, M. F. Sharlow, "Multiple sequence alignment using
partial order graphs", Bioinformatics 18, 2002), searched in the order of cost (E. W. Dijkstra, 1959), so that a text
of which little changed costs little.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from heapq import heappop, heappush
from itertools import pairwise

from cdiff.comparing.subsequence import longest_chain
from cdiff.core.records import NamedTuple

WORD = 20
"""What a word costs that goes or comes."""
STOP = 6
"""What a punctuation sign costs."""
OTHER = 21
"""What it costs to put one word in the place of another: little more than to put it in, so that `[30] days` becomes
`[45] days`, and not nothing and then something new."""
LIGHT = 1
"""What a bracket, a label or a party's name costs: these come and go by the way."""
SKIP = 4
"""What it costs to leave a bracket out with all that is in it."""
OTHER_CASE = 1
"""What a word costs that changed its capitals."""
_LONG = 10_000
"""Above this product of lengths a text is cut before it is searched."""

State = tuple[int, int]
"""How many tokens of the old text and of the new one are behind us."""


class Token(NamedTuple):
    """A word or a sign, with what it costs to drop it or to put it in."""

    key: str
    """What it has to have in common with its partner; open brackets have keys of their own."""
    text: str
    cost: int


class Path(NamedTuple):
    """The way that was found."""

    partner: list[int]
    """For each old token the new one that it became; -1 for one that is gone."""
    came: list[tuple[int, int]]
    """Each new token that is of no old one: before which old token it stands, and which it is."""


def cheapest(
    old: Sequence[Token], new: Sequence[Token], skips: Mapping[int, Sequence[int]], limit: int = 100_000
) -> Path | None:
    """Align a new text with the cheapest path through an old one.

    `skips` says behind which old tokens one may go on before each (`{3: [7]}`: 3 to 6 can be left out). Long texts are
    cut first where three words in a row, outside all that can be left out, occur once on either side, so that the cost
    grows with the text and not with its square. Gives none where more than `limit` states of one piece would have to
    be looked at.
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
    return Path(partner, came)


def _cuts(old: Sequence[Token], new: Sequence[Token], skips: Mapping[int, Sequence[int]]) -> list[tuple[int, int]]:
    """Say where a long text can be cut: before which old token, and before which new one."""
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
) -> Path | None:
    end = (len(old), len(new))
    heap: list[tuple[int, int, State, State]] = [(0, 0, (0, 0), (0, 0))]
    came_from: dict[State, State] = {}
    while heap:
        cost, _, state, before = heappop(heap)
        if state in came_from:
            continue
        came_from[state] = before
        if state == end:
            return _walked(came_from, old, new)
        if len(came_from) > limit:
            return None
        for price, following in _steps(state, old, new, skips):
            if following not in came_from:
                heappush(heap, (cost + price, -following[0] - following[1], following, state))
    raise AssertionError("the end can be reached by dropping all and putting all in")


def _steps(
    state: State, old: Sequence[Token], new: Sequence[Token], skips: Mapping[int, Sequence[int]]
) -> list[tuple[int, State]]:
    """List where one can go on from a state, and at what cost.

    Words that stay are not asked about one by one: outside the start of a bracket, where nothing can be left out,
    going along with both texts is never dearer than dropping a word here to find it again further on.
    """
    i, j = state
    steps: list[tuple[int, State]] = []
    if i < len(old) and j < len(new):
        one, other = old[i], new[j]
        if one.key == other.key:
            if one == other and one.cost > LIGHT and i not in skips:
                return [(0, _along(i, j, old, new, skips))]
            steps.append((0 if one.text == other.text else OTHER_CASE, (i + 1, j + 1)))
        elif one.cost == other.cost == WORD:
            steps.append((OTHER, (i + 1, j + 1)))
    if i < len(old):
        steps.append((old[i].cost, (i + 1, j)))
    if j < len(new):
        steps.append((new[j].cost, (i, j + 1)))
    steps += [(SKIP, (behind, j)) for behind in skips.get(i, ())]
    return steps


def _along(i: int, j: int, old: Sequence[Token], new: Sequence[Token], skips: Mapping[int, Sequence[int]]) -> State:
    """Go along both texts while their words are the same and nothing can be left out."""
    while i < len(old) and j < len(new) and old[i] == new[j] and old[i].cost > LIGHT and i not in skips:
        i, j = i + 1, j + 1
    return i, j


def _walked(came_from: Mapping[State, State], old: Sequence[Token], new: Sequence[Token]) -> Path:
    partner = [-1] * len(old)
    came: list[tuple[int, int]] = []
    state = (len(old), len(new))
    while state != (0, 0):
        before = came_from[state]
        i, j = before
        if j < state[1] and i < state[0] and old[i].key == new[j].key:
            partner[i : state[0]] = range(j, state[1])
        elif j < state[1]:
            came.append((i, j))
        state = before
    return Path(partner, came[::-1])
