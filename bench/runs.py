"""From runs of equal, deleted and inserted text to clause pairs and reported words.

Every tool, cdiff included, is read the same way: its output is a sequence of runs that spell the old text
(equal and delete) and the new one (equal and insert). Only characters that are no space count, so no tool is
charged for spaces. A word is reported as changed when one of its letters or digits is.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bench.layout import LABEL, spots_in
from bench.perturb import Pair, Sides
from bench.score import Flags, Result
from cdiff.core.model import Clause, Op

Run = tuple[Op, str]
Spots = Sequence[int]
"""For each character that is no space, the word that it is a letter of."""
CUTS = (0.1, 0.2, 0.3, 0.4, 0.5)


class MisreadError(ValueError):
    """The runs of a tool do not spell the texts that it was given."""


@dataclass(frozen=True, slots=True)
class Kept:
    """What a tool kept and what it reported, by numbers of words."""

    links: dict[int, int]
    """For a word of the old text, the word of the new one that it was kept as."""
    gone: frozenset[int]
    came: frozenset[int]


def follow(runs: Iterable[Run], old: Spots, new: Spots) -> Kept:
    """Walk along the runs of a tool over both texts."""
    here = there = 0
    gone: set[int] = set()
    came: set[int] = set()
    links: dict[int, int] = {}
    for op, text in runs:
        size = len("".join(text.split()))
        if op == "delete":
            gone.update(old[here : here + size])
        elif op == "insert":
            came.update(new[there : there + size])
        else:
            links.update(zip(old[here : here + size], new[there : there + size], strict=False))
        here += size * (op != "insert")
        there += size * (op != "delete")
    if (here, there) != (len(old), len(new)):
        raise MisreadError(f"{here} and {there} characters read instead of {len(old)} and {len(new)}")
    return Kept(links, frozenset(gone - {LABEL}), frozenset(came - {LABEL}))


def spots_of(clauses: Sequence[Clause]) -> list[int]:
    """Number the words of clauses through, and give the number of each of their characters."""
    words = (word for clause in clauses for word in clause.text.split())
    return [spot for number, word in enumerate(words) for spot in spots_in(word, number)]


def owners_of(clauses: Sequence[Clause]) -> list[int]:
    """Give for each word, counted through, the position of its clause."""
    return [position for position, clause in enumerate(clauses) for _ in clause.text.split()]


def flags_of(clauses: Sequence[Clause], reported: frozenset[int]) -> Flags:
    """Sort reported words by clause."""
    flags: list[tuple[bool, ...]] = []
    start = 0
    for clause in clauses:
        end = start + len(clause.text.split())
        flags.append(tuple(number in reported for number in range(start, end)))
        start = end
    return tuple(flags)


def derive(pair: Sides, kept: Kept, cut: float) -> Result:
    """Derive clause pairs from kept words, for a tool that has none, in the way that favours it.

    An old clause goes with the new one that holds most of its kept words, and a new one with the old one that
    does, so that splits and merges can come out; but only where the words kept are a share of `cut` of the
    smaller clause. The bench tries all CUTS and takes the one that gives the tool its best F1.
    """
    owners = owners_of(pair.old), owners_of(pair.new)
    sizes = Counter(owners[0]), Counter(owners[1])
    shared = Counter(
        (owners[0][a], owners[1][b])
        for a, b in kept.links.items()
        if LABEL not in (a, b) and a not in kept.gone and b not in kept.came
    )
    best: tuple[dict[int, Pair], dict[int, Pair]] = ({}, {})
    for (old, new), count in sorted(shared.items(), key=lambda item: (-item[1], item[0])):
        if count >= cut * min(sizes[0][old], sizes[1][new]):
            best[0].setdefault(old, (old, new))
            best[1].setdefault(new, (old, new))
    found = frozenset(best[0].values()) | frozenset(best[1].values())
    return Result(found, flags_of(pair.old, kept.gone), flags_of(pair.new, kept.came))
