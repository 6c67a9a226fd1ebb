"""Splits and merges: one clause on one side that two or more neighbours on the other share out among them.

The whole is cut where its stretches resemble the parts most. A part that was cut out of the whole shows twice: it
resembles its own stretch, and the part that was found first fits better once that stretch is taken
away. The second sign tells a half from a new clause that merely treats the same subject, so it counts
double. Both halves may be rewritten: neither sign has to be strong alone. (Containment of the part in the
whole, the rule of the prototype, sees only the first sign, and loses a rewritten half.)
"""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import accumulate, chain, pairwise, repeat, takewhile
from operator import add, sub

from cdiff.comparing.alignment.pairing import FULL, ClausePairing
from cdiff.comparing.alignment.rounds import PRIOR, value
from cdiff.comparing.alignment.similarity import Features, Similarity, shared
from cdiff.core.records import record

_REACH = 3
"""Neighbours on either side that are always compared; farther ones where the words of a rest point to them."""
_COMMON = 10
"""A feature that more rests have points to none. (Asking for rare features instead lost plain merges in long texts.)"""
_FAR = 0.85
"""The share of a part that has to stand in the whole where it stands farther than `_REACH` from the others, and below
another parent: a long name that recurs makes up four fifths of a short clause."""
_MIDDLE = 0.5
"""The share of a clause between two parts, or above the first one, that has to stand in the whole, so that it is a part
too."""
_REST_MASS = 2.5
"""What a clause has to share with what is left of the whole, in words that nothing else contains: a few frequent words
prove nothing."""
_BESIDE_MASS = 5.0
"""The same where there is one part only so far."""
_OWN = 0.2
"""The share of the first and last clause of a run that has to stand in the whole and in no other of the run."""
_HALF = 0.5
"""The share of a clause that has to stand in the whole, so that a run of such clauses may be its parts."""
_JOINED = 0.75
"""Similarity of the whole and the joined parts that makes a fork of a run of three or more."""
_FIRST = -3.0
"""Such a run is clearer than any pair of parts, whose strength is 3 at the most."""


@record
class Fork:
    """One clause and the neighbours that share it out among them: a split, or a merge."""

    whole: int
    parts: tuple[int, ...]
    side: int
    """Where the whole stands: 0 for a split, 1 for a merge."""
    similarity: float

    @property
    def old(self) -> tuple[int, ...]:
        """Positions in the old sequence."""
        return self.parts if self.side else (self.whole,)

    @property
    def new(self) -> tuple[int, ...]:
        """Positions in the new sequence."""
        return (self.whole,) if self.side else self.parts


Proposal = tuple[float, int, Fork]
Rests = dict[int, list[int]]
"""For a feature the clauses that have it while their partner has not."""


def find_forks(similarity: Similarity, pairing: ClausePairing) -> list[Fork]:
    """Find all splits and merges, none overlapping, the clearest first; of two that nothing ranks, neither."""
    pairing.survey()
    parts = _parts(similarity, pairing, 1), _parts(similarity, pairing, 0)
    rests = _rests(similarity, pairing, parts)
    proposals = [*_runs(similarity, pairing), *_set_out(similarity, pairing)]
    for side in (0, 1):
        for part in parts[side]:
            proposals += _proposals(similarity, pairing, side, part, _beside(similarity, pairing, side, part, rests))
    proposals.sort(key=lambda proposal: proposal[:2])
    ranks: dict[tuple[float, int], set[int]] = {}
    for strength, key, fork in proposals:
        ranks.setdefault((strength, key), set()).add(fork.side)

    used: tuple[set[int], set[int]] = (set(), set())
    found: list[Fork] = []
    for strength, key, fork in proposals:
        clear = len(ranks[strength, key]) == 1
        if clear and used[0].isdisjoint(fork.old) and used[1].isdisjoint(fork.new):
            fork = _extend(similarity, pairing, fork, used[1 - fork.side])
            used[0].update(fork.old)
            used[1].update(fork.new)
            found.append(fork)
    return found


def _parts(similarity: Similarity, pairing: ClausePairing, side: int) -> list[int]:
    """List the clauses of a side that may be parts of a whole on the other: those without a partner, or with a doubtful
    one, of other words and out of order, or far from where it should stand."""
    found = []
    for at, partner in enumerate(pairing.partner[side]):
        if partner >= 0:
            if at in pairing.pinned[side] or pairing.partner[1 - side][partner] != at:
                continue
            old, new = (at, partner) if side == 0 else (partner, at)
            if similarity.same(old, new):
                continue
            if 2 * pairing.support(old, new) >= FULL and not pairing.crosses(old, new):
                continue
        found.append(at)
    return found


def _rests(similarity: Similarity, pairing: ClausePairing, parts: tuple[list[int], list[int]]) -> tuple[Rests, Rests]:
    """Map each feature of the parts to the wholes that have it while their partner has not; for splits, for merges."""
    wanted = [set(chain.from_iterable(similarity.row(1 - side, part) for part in parts[side])) for side in (0, 1)]
    found: tuple[Rests, Rests] = (defaultdict(list), defaultdict(list))
    for old, new in zip(*pairing.pairs(), strict=True):
        if not similarity.same(old, new):
            ours, theirs = similarity.keys(0, old), similarity.keys(1, new)
            for feature in (ours - theirs) & wanted[0]:
                found[0][feature].append(old)
            for feature in (theirs - ours) & wanted[1]:
                found[1][feature].append(new)
    splits, merges = (
        {feature: wholes for feature, wholes in rests.items() if len(wholes) <= _COMMON} for rests in found
    )
    return splits, merges


def _beside(
    similarity: Similarity, pairing: ClausePairing, side: int, part: int, rests: tuple[Rests, Rests]
) -> list[int]:
    """List the clauses that may have the same whole as the part: its neighbours, and wherever its words are missed."""
    found: dict[int, int] = defaultdict(int)
    for feature in filter(rests[side].__contains__, similarity.row(1 - side, part)):
        for whole in rests[side][feature]:
            found[whole] += similarity.weight(feature)
    enough = pairing.bars.part * similarity.weight_of(1 - side, part)
    ranked = sorted((-weight, whole) for whole, weight in found.items() if 2 * weight >= enough)
    near = range(max(0, part - _REACH), min(len(pairing.partner[1 - side]), part + _REACH + 1))
    far = (pairing.partner[side][whole] for _, whole in ranked[:_REACH])
    return sorted({*near, *far})


def _proposals(
    similarity: Similarity, pairing: ClausePairing, side: int, part: int, besides: Iterable[int]
) -> Iterator[Proposal]:
    """Propose that the part shares the whole of one of the clauses beside it."""
    partners = pairing.partner[1 - side]
    for beside in besides:
        whole = partners[beside]
        if beside == part or whole < 0 or whole == partners[part] or pairing.partner[side][whole] != beside:
            continue
        pair = _pair(side, whole, part)
        kinds = pairing.clash(*pair)
        pinned = whole in pairing.pinned[side] or not pairing.pinned[1 - side].isdisjoint((beside, part))
        alone = similarity.pair(whole, beside) if side == 0 else similarity.pair(beside, whole)
        if pinned or kinds or pair in pairing.banned or alone == 1.0:
            continue
        enough = _HALF if pairing.akin(*pair) else _FAR
        if abs(beside - part) > _REACH and not (
            similarity.kept(1 - side, part, whole) >= enough and similarity.share_rare_word(*pair)
        ):
            continue
        parts = (min(beside, part), max(beside, part))
        if pairing.is_title(1 - side, *parts):
            continue
        enough = pairing.bars.split + pairing.bars.apart * min(abs(beside - part) - 1, _REACH)
        strength, alike = weigh(similarity, side, whole, parts, part, alone, (pairing.bars.part, enough))
        if strength >= enough and not _better_off(similarity, pairing, 1 - side, part, strength):
            yield -strength, whole + part + beside, Fork(whole, parts, side, alike)
        elif partners[part] < 0 and abs(beside - part) == 1:
            share, _, mass = _in_rest(similarity, side, whole, (beside,), part)
            if share >= pairing.bars.beside and mass >= _BESIDE_MASS:
                _, alike = weigh(similarity, side, whole, parts, part, alone, (0.0, 0.0))
                yield -share, whole + part + beside, Fork(whole, parts, side, alike)


def _in_rest(
    similarity: Similarity, side: int, whole: int, parts: Iterable[int], part: int
) -> tuple[float, float, float]:
    """Rate what a part shares with the rest of the whole, which the other parts do not have.

    The result is its share of the part, its share of this rest, and how much it is in words that nothing else contains.
    """
    rest = dict(similarity.of(side, whole))
    for other in parts:
        for feature in similarity.keys(1 - side, other):
            rest.pop(feature, None)
    common = shared(rest, similarity.of(1 - side, part))
    if not common:
        return 0.0, 0.0, 0.0
    return common / similarity.weight_of(1 - side, part), common / sum(rest.values()), similarity.rare(common)


def _set_out(similarity: Similarity, pairing: ClausePairing) -> Iterator[Proposal]:
    """Propose titles that were set out of their paragraph, or run into it: words for word its beginning, or its end.

    Such a title is a part whatever its kind is, and even if its words recur in the paragraph.
    """
    words = similarity.old, similarity.new
    for old, new in zip(*pairing.pairs(), strict=True):
        if words[0][old] == words[1][new]:
            continue
        for side, whole, beside in ((0, old, new), (1, new, old)):
            ours, others = words[side][whole], words[1 - side]
            for part in (beside - 1, beside + 1):
                if not 0 <= part < len(others) or not others[part] or pairing.partner[1 - side][part] >= 0:
                    continue
                title, rest = others[part], others[beside]
                if part < beside:
                    cut = ours.startswith(2 * title if rest.startswith(title) else title)
                else:
                    cut = ours.endswith(2 * title if rest.endswith(title) else title)
                pinned = whole in pairing.pinned[side] or not pairing.pinned[1 - side].isdisjoint((beside, part))
                if cut and not pinned and _pair(side, whole, part) not in pairing.banned:
                    parts = (min(part, beside), max(part, beside))
                    joined = similarity.features(similarity.stems(others[parts[0]] + others[parts[1]]))
                    alike = similarity.dice(similarity.of(side, whole), joined)
                    yield _FIRST - alike, whole + part + beside, Fork(whole, parts, side, alike)


def _better_off(similarity: Similarity, pairing: ClausePairing, side: int, part: int, strength: float) -> bool:
    """Whether a part has a partner of its own that is worth more than the fork."""
    partner = pairing.partner[side][part]
    if partner < 0:
        return False
    old, new = (part, partner) if side == 0 else (partner, part)
    return value(similarity, pairing, old, new) + PRIOR >= strength


def weigh(
    similarity: Similarity,
    side: int,
    whole: int,
    parts: tuple[int, ...],
    part: int,
    before: float,
    bars: tuple[float, float],
) -> tuple[float, float]:
    """Rate how clearly the part was cut out of the whole, and how alike the whole and all parts are then.

    `before` is how alike the whole and the others were. The bars are how alike the part and its stretch have to be, and
    how clear it has to be: what could not get there if all that it shares with the whole stood in one stretch, and the
    others were the rest to the letter, is not examined.
    """
    floor, enough = bars
    mine = similarity.of(1 - side, part)
    common, weight = shared(similarity.of(side, whole), mine), similarity.weight_of(1 - side, part)
    most = 2 * common / (common + weight) if common else 0.0
    if most < floor or most + 2 * (1 - before) < enough:
        return 0.0, 0.0
    stems = similarity.stems((similarity.old, similarity.new)[side][whole])
    pairs = similarity.pairs(stems)
    features = [similarity.of(1 - side, at) for at in parts]
    hits = [_hits(stems, pairs, found) for found in features]
    own = parts.index(part)
    ways = [_share_out(similarity, stems, features, _cuts(hits), own)]
    if len(parts) == 2:
        ways.append(_share_out(similarity, stems, features[::-1], _cuts(hits[::-1]), 1 - own))
    return max((mine + 2 * (others - before) if mine >= floor else 0.0, alike) for mine, others, alike in ways)


def _share_out(
    similarity: Similarity, stems: array[int], parts: list[Features], cuts: list[int], own: int
) -> tuple[float, float, float]:
    """Rate how alike one part, the others, and all of them are to their stretches."""
    common, there = [0, 0], [0, 0]
    for at, (part, (start, stop)) in enumerate(zip(parts, pairwise(cuts), strict=True)):
        stretch = similarity.features(stems[start:stop])
        common[at == own] += shared(stretch, part)
        there[at == own] += sum(stretch.values()) + sum(part.values())
    others, mine = (2 * common[side] / there[side] if there[side] else 0.0 for side in (0, 1))
    return mine, others, min(2 * sum(common) / sum(there) if any(there) else 0.0, 0.9999)


def _extend(similarity: Similarity, pairing: ClausePairing, fork: Fork, used: set[int]) -> Fork:
    """Add the clauses between the parts of a fork, and right beside them, that were cut out of the whole too."""
    partners = pairing.partner[1 - fork.side]
    bars = pairing.bars.part, pairing.bars.split

    def is_open(part: int) -> bool:
        pair = _pair(fork.side, fork.whole, part)
        free = 0 <= part < len(partners) and partners[part] < 0 and part not in used
        return free and pair not in pairing.banned and not pairing.clash(*pair)

    above = pairing.units[1 - fork.side][fork.parts[0]].parent
    between = range(fork.parts[0] + 1, fork.parts[-1] if fork.parts[-1] - fork.parts[0] <= _REACH + 1 else 0)
    for part in (*between, *(() if above is None else (above,))):
        if part not in fork.parts and is_open(part) and similarity.kept(1 - fork.side, part, fork.whole) >= _MIDDLE:
            parts = tuple(sorted((*fork.parts, part)))
            _, alike = weigh(similarity, fork.side, fork.whole, parts, part, fork.similarity, (0.0, 0.0))
            fork = Fork(fork.whole, parts, fork.side, alike)
    more = True
    while more:
        more = False
        for part in (fork.parts[-1] + 1, fork.parts[0] - 1):
            if not is_open(part):
                continue
            parts = tuple(sorted((*fork.parts, part)))
            strength, alike = weigh(similarity, fork.side, fork.whole, parts, part, fork.similarity, bars)
            if strength >= pairing.bars.split:
                fork, more = Fork(fork.whole, parts, fork.side, alike), True
                break
    return _complete(similarity, fork, is_open, pairing.bars.rest)


def _complete(similarity: Similarity, fork: Fork, is_open: Callable[[int], bool], enough: float) -> Fork:
    """Add the clauses near by that have what is left of the whole: what it shares with no part yet."""
    while True:
        near: list[int] = []
        for start, step in ((fork.parts[0], -1), (fork.parts[-1], 1)):
            reach = range(start + step, start + step * (_REACH + 1), step)
            near += takewhile(is_open, reach)
        near += filter(is_open, range(fork.parts[0] + 1, fork.parts[-1]) if _is_close(fork.parts) else ())
        found = []
        for part in near:
            share, of_rest, mass = _in_rest(similarity, fork.side, fork.whole, fork.parts, part)
            if max(share, of_rest / 2) >= enough and mass >= _REST_MASS:
                found.append((-mass, part))
        if not found:
            return fork
        part = min(found)[1]
        parts = tuple(sorted((*fork.parts, part)))
        _, alike = weigh(similarity, fork.side, fork.whole, parts, part, fork.similarity, (0.0, 0.0))
        fork = Fork(fork.whole, parts, fork.side, alike)


def _is_close(parts: Sequence[int]) -> bool:
    """Whether the parts stand so near to each other that what stands between them may be a part."""
    return all(behind - before <= _REACH + 1 for before, behind in pairwise(parts))


def _runs(similarity: Similarity, pairing: ClausePairing) -> Iterator[Proposal]:
    """Propose runs of neighbours whose joined words are those of a clause: a list that was set out, or run together.

    None of many parts resembles the whole, so that pairs do not lead to it.
    """
    for side in (0, 1):
        holders: dict[int, list[int]] = defaultdict(list)
        quarters: dict[int, float] = {}
        for part, whole in enumerate(pairing.partner[1 - side]):
            if whole < 0:
                quarters[part] = similarity.weight_of(1 - side, part) / 4
                for feature in similarity.row(1 - side, part):
                    holders[feature].append(part)
        holders = {feature: parts for feature, parts in holders.items() if len(parts) <= _COMMON}
        for whole, partner in enumerate(pairing.partner[side]):
            if whole in pairing.pinned[side] or (partner >= 0 and _same(similarity, side, whole, partner)):
                continue
            for parts in _stretches(similarity, pairing, side, whole, holders, quarters):
                joined: Features = {}
                for part in parts:
                    joined |= similarity.of(1 - side, part)
                alike = similarity.dice(similarity.of(side, whole), joined)
                alone = similarity.pair(*_pair(side, whole, partner)) if partner >= 0 else 0.0
                if alike >= max(_JOINED, alone):
                    yield _FIRST - alike, whole + sum(parts), Fork(whole, parts, side, alike)


def _stretches(
    similarity: Similarity,
    pairing: ClausePairing,
    side: int,
    whole: int,
    holders: Rests,
    quarters: Mapping[int, float],
) -> Iterator[tuple[int, ...]]:
    """Find three or more neighbours that stand mostly in a whole; what stands between them, or before them, may too.

    `holders` maps each rare feature to the clauses without a partner that have it, `quarters` these to a quarter of
    their weight.
    """
    partners = pairing.partner[1 - side]

    def belongs(part: int) -> bool:
        pair = _pair(side, whole, part)
        free = 0 <= part < len(partners) and partners[part] in (-1, whole) and pair not in pairing.banned
        return free and not pairing.clash(*pair) and similarity.kept(1 - side, part, whole) >= _HALF

    weights: dict[int, int] = defaultdict(int)
    for feature in filter(holders.__contains__, similarity.row(side, whole)):
        weight = similarity.weight(feature)
        for part in holders[feature]:
            weights[part] += weight
    sure = {part for part, weight in weights.items() if weight >= quarters[part]}
    if len(sure) < 2:
        return
    sure |= {pairing.partner[side][whole]} - {-1}
    run: list[int] = []
    for part in [*filter(belongs, sorted(sure)), len(partners) + 9]:
        if run and part - run[-1] <= 2 and all(map(belongs, range(run[-1] + 1, part))):
            run += range(run[-1] + 1, part + 1)
            continue
        if run:
            run = [run[0] - 1] * belongs(run[0] - 1) + run + [run[-1] + 1] * belongs(run[-1] + 1)
            for end in (0, -1):
                while len(run) > 2 and not _is_needed(similarity, side, whole, run, run[end]):
                    run.pop(end)
            if len(run) > 2:
                yield tuple(run)
        run = [part]


def _is_needed(similarity: Similarity, side: int, whole: int, run: Sequence[int], part: int) -> bool:
    """Whether the first or last part of a run has something of the whole that no other part has, or begins or ends it.

    "Access" stands in many a clause, and is still the title of the next one.
    """
    words, title = (similarity.old, similarity.new)[side][whole], (similarity.old, similarity.new)[1 - side][part]
    if words.startswith(title) if part == run[0] else words.endswith(title):
        return True
    return _in_rest(similarity, side, whole, (other for other in run if other != part), part)[0] >= _OWN


def _pair(side: int, whole: int, part: int) -> tuple[int, int]:
    return (whole, part) if side == 0 else (part, whole)


def _same(similarity: Similarity, side: int, whole: int, part: int) -> bool:
    return similarity.same(*_pair(side, whole, part))


def _cuts(hits: list[list[int]]) -> list[int]:
    """Find where to cut a row of stems so that each stretch shares the most with its part.

    For each part `hits` has the running sum over the stems of what it shares with them.
    """
    best = [0] * len(hits[0])
    """The most that the parts so far share with the stems up to each place."""
    steps: list[tuple[list[int], list[int]]] = []
    for of_part in hits:
        start = list(map(sub, best, of_part))
        most = list(accumulate(start, max))
        best = list(map(add, most, of_part))
        steps.append((start, most))
    cuts = [len(best) - 1]
    for start, most in reversed(steps):
        cuts.append(start.index(most[cuts[-1]]))
    return cuts[::-1]


def _hits(stems: array[int], pairs: list[int], part: Features) -> list[int]:
    """Return the running sum over the stems, and the pairs that end with them, of what the part shares with them."""
    single = map(part.get, stems, repeat(0))
    double = map(part.get, pairs, repeat(0))
    return list(accumulate(map(add, single, chain((0,), double)), initial=0))
