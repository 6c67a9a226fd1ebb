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

from collections.abc import Iterator, Mapping, Sequence
from heapq import heappop, heappush
from typing import NamedTuple

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
    old: Sequence[Token], new: Sequence[Token], skips: Mapping[int, Sequence[int]], limit: int = 400_000
) -> Path | None:
    """Align a new text with the cheapest path through an old one.

    `skips` says behind which old tokens one may go on before each (`{3: [7]}`: 3 to 6 can be left out). Gives none
    where more than `limit` states would have to be looked at.
    """
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
) -> Iterator[tuple[int, State]]:
    i, j = state
    if i < len(old) and j < len(new) and old[i].key == new[j].key:
        yield (0 if old[i].text == new[j].text else OTHER_CASE), (i + 1, j + 1)
    elif i < len(old) and j < len(new) and old[i].cost == new[j].cost == WORD:
        yield OTHER, (i + 1, j + 1)
    if i < len(old):
        yield old[i].cost, (i + 1, j)
    if j < len(new):
        yield new[j].cost, (i, j + 1)
    for behind in skips.get(i, ()):
        yield SKIP, (behind, j)


def _walked(came_from: Mapping[State, State], old: Sequence[Token], new: Sequence[Token]) -> Path:
    partner = [-1] * len(old)
    came: list[tuple[int, int]] = []
    state = (len(old), len(new))
    while state != (0, 0):
        before = came_from[state]
        i, j = before
        if j < state[1] and i < state[0] and old[i].key == new[j].key:
            partner[i] = j
        elif j < state[1]:
            came.append((i, j))
        state = before
    return Path(partner, came[::-1])
