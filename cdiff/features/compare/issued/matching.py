"""Which blocks of the old file belong to which of the new one: what cdiff's own comparison paired, in its order.

A container (the body, a cell, a note) is a row of blocks: paragraphs and tables. Clauses that the comparison pairs vote
for the blocks they stand in; what was paired and moved is set against what stays. Blocks without a clause (empty lines,
words set aside) belong together where they are equal, between the same neighbours.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence

from cdiff.comparing.alignment.order import heaviest_chain
from cdiff.comparing.subsequence import longest_chain
from cdiff.core.model import Clause, Comparison
from cdiff.core.records import record
from cdiff.reading.docx.ooxml import local, w
from cdiff.reading.xmlparts import Element

_STEADY = 1_000_000
"""What a pair weighs that the comparison does not call moved; more than all that moved together."""
_WRAPPERS = ("sdt", "sdtContent", "customXml", "smartTag")


@record
class ParagraphLink:
    """A paragraph of the new file that belongs to one of the old file, by its line, and how much speaks for it."""

    line: int
    weight: int
    moved: bool


@record(frozen=False, eq=False)
class ParagraphLinks:
    """All that the comparison says about paragraphs, by line."""

    of_old: dict[int, list[ParagraphLink]]
    """The links of each paragraph of the old file."""
    renumbered: frozenset[int] = frozenset()
    """The paragraphs of the old file whose clauses have another number now."""


def links_of(comparison: Comparison, old_extra: dict[int, int], new_extra: dict[int, int]) -> ParagraphLinks:
    """Turn pairs of clauses into links of paragraphs.

    The two mappings name, for each paragraph without a clause of its own, the one in which its clause begins.
    """
    found: dict[int, dict[int, tuple[int, bool]]] = defaultdict(dict)
    behind = [_followers(extra) for extra in (old_extra, new_extra)]
    moved = _carried(comparison)
    for change in comparison.changes:
        if not (change.old and change.new):
            continue
        sides = [_lines(each, more) for each, more in zip((change.old, change.new), behind, strict=True)]
        weight = 1 + sum(len(clause.text) for clause in change.old)
        for at in range(max(map(len, sides))):
            one, other = (side[min(at, len(side) - 1)] for side in sides)
            known, _ = found[one].get(other, (0, True))
            found[one][other] = known + weight, id(change) in moved
    for one, other, weight in _cut_or_joined(comparison):
        found[one].setdefault(other, (weight, False))
    return ParagraphLinks(
        {one: [ParagraphLink(at, *said) for at, said in others.items()] for one, others in found.items()},
        frozenset(clause.line for change in comparison.changes if change.renumbered for clause in change.old),
    )


def _cut_or_joined(comparison: Comparison) -> Iterator[tuple[int, int, int]]:
    """Find paragraphs that took words from the one before or behind them, for which no other one is their own.

    The comparison calls one modified and the other inserted or deleted; in a file, a paragraph was split or merged.
    """
    gone = {each.old[0].citation: each.old[0].line for each in comparison.changes if not each.new}
    come = {each.new[0].citation: each.new[0].line for each in comparison.changes if not each.old}
    for change in comparison.changes:
        if not (change.old and change.new):
            continue
        for passage in change.passages:
            one, other = change.old[-1].line, change.new[-1].line
            lines = (come, other) if passage.op == "delete" else (gone, one)
            line = lines[0].get(passage.clause, -9)
            if abs(line - lines[1]) == 1:
                yield (one, line, len(passage.text)) if passage.op == "delete" else (line, other, len(passage.text))


def _lines(clauses: Sequence[Clause], behind: dict[int, list[int]]) -> list[int]:
    """List the paragraphs of some clauses in their order."""
    lines = dict.fromkeys(clause.line for clause in clauses)
    return [each for line in lines for each in (line, *behind.get(line, ()))]


def _followers(extra: dict[int, int]) -> dict[int, list[int]]:
    found: dict[int, list[int]] = defaultdict(list)
    for line, owner in extra.items():
        found[owner].append(line)
    return found


def _carried(comparison: Comparison) -> set[int]:
    """Find the changes that moved, and those that belong to a moved clause in both texts."""
    sides: list[set[str]] = []
    for document, clauses in (
        (comparison.old.document, [clause for each in comparison.changes if each.moved for clause in each.old]),
        (comparison.new.document, [clause for each in comparison.changes if each.moved for clause in each.new]),
    ):
        found = {clause.citation for clause in clauses}
        for clause in document:  # a parent stands before what belongs to it
            if clause.parent in found:
                found.add(clause.citation)
        sides.append(found)
    return {
        id(change)
        for change in comparison.changes
        if change.moved
        or (change.old and change.new and change.old[0].citation in sides[0] and change.new[0].citation in sides[1])
    }


def blocks_of(container: Element) -> list[Element]:
    """List the paragraphs and tables of a container; content controls around them are looked through."""
    found: list[Element] = []
    stack = list(reversed(container))
    while stack:
        element = stack.pop()
        if local(element) in ("p", "tbl"):
            found.append(element)
        elif local(element) in _WRAPPERS:
            stack += reversed(element)
    return found


@record(eq=False)
class BlockStep:
    """What comes next: blocks that belong together, or some of one side alone, by their places."""

    old: tuple[int, ...] = ()
    new: tuple[int, ...] = ()
    moved: int = 0
    """The number of a move whose other half stands elsewhere in the container; 0 for none."""


@record(eq=False)
class BlockSide:
    """The blocks of one container: for each, its paragraphs by line, and what it reads like."""

    kinds: Sequence[str]
    """`p` or `tbl`, or whatever else must be alike."""
    lines: Sequence[Sequence[int]]
    texts: Sequence[str]


def match(old: BlockSide, new: BlockSide, links: ParagraphLinks) -> list[BlockStep]:
    """Pair the blocks of two containers, and put all of them into one order."""
    groups, moved = _voted(old, new, links)
    anchored = list(_filled(groups, old, new))
    moves = _moves(moved, anchored)
    return list(_in_order(anchored, moves, len(old.kinds), len(new.kinds)))


def _voted(old: BlockSide, new: BlockSide, links: ParagraphLinks) -> tuple[list[BlockStep], list[tuple[int, int]]]:
    """Choose the heaviest chain of pairs that follow each other on both sides; give the moved ones too."""
    home = {line: at for at, lines in enumerate(new.lines) for line in lines}
    votes: dict[tuple[int, int], int] = defaultdict(int)
    steady: set[tuple[int, int]] = set()
    for at, lines in enumerate(old.lines):
        for link in (each for line in lines for each in links.of_old.get(line, ())):
            to = home.get(link.line, -1)
            if to >= 0 and old.kinds[at] == new.kinds[to]:
                votes[at, to] += link.weight
                steady |= set() if link.moved else {(at, to)}
    stay = {pair: votes[pair] for pair in steady}
    groups = [_compact(group, stay) for group in _components(stay, old.kinds)]
    groups += [BlockStep((at,), (to,)) for at, to in votes if (at, to) not in steady]
    groups = _one_each(groups, votes, steady)

    def weigh(start: int, stop: int) -> int:
        return sum(
            (_STEADY if (at, to) in steady else 1) * min(votes[at, to], 1000)
            for group in groups[start:stop]
            for at in group.old
            for to in group.new
            if (at, to) in votes
        )

    chosen = heaviest_chain([group.new[0] for group in groups], weigh)
    chain: list[BlockStep] = []
    for at in chosen:
        group = groups[at]
        if not chain or (chain[-1].old[-1] < group.old[0] and chain[-1].new[-1] < group.new[0]):
            chain.append(group)
    kept = {id(group) for group in chain}
    loose = [(each.old[0], each.new[0]) for each in groups if id(each) not in kept and _is_pair(each)]
    return chain, loose


def _is_pair(step: BlockStep) -> bool:
    return len(step.old) == len(step.new) == 1


def _one_each(
    groups: list[BlockStep], votes: dict[tuple[int, int], int], steady: set[tuple[int, int]]
) -> list[BlockStep]:
    """Keep of pairs that share a block the heaviest, so that each block is in one group."""
    olds: set[int] = set()
    news: set[int] = set()
    kept = []
    ranked = sorted(
        groups,
        key=lambda each: (-int((each.old[0], each.new[0]) in steady), -votes[each.old[0], each.new[0]], each.old[0]),
    )
    for group in ranked:
        if olds.isdisjoint(group.old) and news.isdisjoint(group.new):
            kept.append(group)
            olds.update(group.old)
            news.update(group.new)
    return sorted(kept, key=lambda each: each.old[0])


def _components(votes: dict[tuple[int, int], int], kinds: Sequence[str]) -> list[BlockStep]:
    """Join paragraphs that share a partner: one was split, or several merged; a table has one partner."""
    strong: dict[tuple[int, int], int] = {}
    best_old: dict[int, tuple[int, int]] = {}
    best_new: dict[int, tuple[int, int]] = {}
    for (at, to), weight in votes.items():
        best_old[at] = max(best_old.get(at, (0, 0)), (weight, -to))
        best_new[to] = max(best_new.get(to, (0, 0)), (weight, -at))
    for (at, to), weight in votes.items():
        mutual = best_old[at] == (weight, -to) and best_new[to] == (weight, -at)
        if kinds[at] == "p" or mutual:
            strong[at, to] = weight
    group: dict[tuple[str, int], int] = {}
    members: dict[int, tuple[set[int], set[int]]] = {}
    for number, (at, to) in enumerate(sorted(strong)):
        one, other = group.get(("old", at)), group.get(("new", to))
        target = one if one is not None else other if other is not None else number
        olds, news = members.setdefault(target, (set(), set()))
        olds.add(at)
        news.add(to)
        if one is not None and other is not None and one != other:
            more = members.pop(other)
            olds |= more[0]
            news |= more[1]
        group.update({("old", each): target for each in olds} | {("new", each): target for each in news})
    return [BlockStep(tuple(sorted(olds)), tuple(sorted(news))) for olds, news in members.values()]


def _compact(step: BlockStep, votes: dict[tuple[int, int], int]) -> BlockStep:
    """Give a group between whose blocks nothing else stands on either side; else the heaviest pair of it."""
    if all(side[-1] - side[0] == len(side) - 1 for side in (step.old, step.new)):
        return step
    pairs = [(votes[at, to], -at, -to) for at in step.old for to in step.new if (at, to) in votes]
    _, at, to = max(pairs)
    return BlockStep((-at,), (-to,))


def _filled(groups: Sequence[BlockStep], old: BlockSide, new: BlockSide) -> Iterator[BlockStep]:
    """Pair what is equal between neighbours that belong together."""
    at = to = 0
    for group in [*groups, BlockStep((len(old.kinds),), (len(new.kinds),))]:
        yield from _equal(range(at, group.old[0]), range(to, group.new[0]), old, new)
        if group.old[0] < len(old.kinds):
            yield group
        at, to = group.old[-1] + 1, group.new[-1] + 1


def _equal(olds: range, news: range, old: BlockSide, new: BlockSide) -> Iterator[BlockStep]:
    """Pair equal blocks of two stretches: those at both ends first, then what occurs once."""
    start = 0
    while start < min(len(olds), len(news)) and _same(old, olds[start], new, news[start]):
        start += 1
    end = 0
    while end < min(len(olds), len(news)) - start and _same(old, olds[-1 - end], new, news[-1 - end]):
        end += 1
    middle = [olds[start : len(olds) - end], news[start : len(news) - end]]
    places = [_single(side, stretch) for side, stretch in zip((old, new), middle, strict=True)]
    shared = longest_chain([(places[0][key], places[1][key]) for key in places[0].keys() & places[1].keys()])
    for place in range(start):
        yield BlockStep((olds[place],), (news[place],))
    yield from (BlockStep((at,), (to,)) for at, to in shared)
    for place in range(end, 0, -1):
        yield BlockStep((olds[-place],), (news[-place],))


def _same(old: BlockSide, at: int, new: BlockSide, to: int) -> bool:
    return (old.kinds[at], old.texts[at]) == (new.kinds[to], new.texts[to])


def _single(side: BlockSide, stretch: Iterable[int]) -> dict[tuple[str, str], int]:
    found: dict[tuple[str, str], int] = {}
    for at in stretch:
        key = side.kinds[at], side.texts[at]
        found[key] = -1 if key in found else at
    return {key: at for key, at in found.items() if at >= 0}


def _moves(loose: Sequence[tuple[int, int]], anchored: Sequence[BlockStep]) -> dict[tuple[str, int], int]:
    """Number the moves: pairs that go together, one behind the other on both sides, are one move."""
    olds = {at for step in anchored for at in step.old}
    news = {to for step in anchored for to in step.new}
    found: dict[tuple[str, int], int] = {}
    number = 0
    last = (-2, -2)
    for at, to in sorted(loose):
        if at in olds or to in news:
            continue
        number += (at, to) != (last[0] + 1, last[1] + 1)
        found["old", at] = found["new", to] = number
        last = at, to
    return found


def _in_order(
    anchored: Sequence[BlockStep], moves: dict[tuple[str, int], int], olds: int, news: int
) -> Iterator[BlockStep]:
    at = to = 0
    for step in [*anchored, BlockStep((olds,), (news,))]:
        yield from (BlockStep(old=(place,), moved=moves.get(("old", place), 0)) for place in range(at, step.old[0]))
        yield from (BlockStep(new=(place,), moved=moves.get(("new", place), 0)) for place in range(to, step.new[0]))
        if step.old[0] < olds or step.new[0] < news:
            yield step
        at, to = step.old[-1] + 1, step.new[-1] + 1


def side_of(
    blocks: Sequence[Element],
    line_of: Callable[[Element], int],
    text_of: Callable[[Element], str],
    kinds: Sequence[str],
) -> BlockSide:
    """Describe some blocks: tables, rows, paragraphs."""
    lines = [[line for each in block.iter(w("p")) if (line := line_of(each))] for block in blocks]
    return BlockSide(kinds, lines, [text_of(block) for block in blocks])
