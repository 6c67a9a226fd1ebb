"""Two drafts out of one, and the truth about them.

The old draft is the text as it stands; the new one went through a negotiation that the seed decides. In
about every second pair the two change places, so that what was split is merged and what came goes. What is
known of a pair: which clauses correspond, what happened to them, and for each word whether it changed.

`python -m bench.perturb --seed 1 --strength medium --out DIR` writes one pair for inspection.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, field
from itertools import compress
from pathlib import Path
from random import Random

from bench import restructure as ops
from bench.corpus import compact
from bench.drafting import edit, rewrite
from bench.layout import Received, receive
from bench.tree import Node, Numbering, Tree, grow, number, tidy
from bench.wording import Words
from cdiff.core.model import Clause

Pair = tuple[int, int]
HARD = frozenset({"moved", "split", "merged", "rewritten"})
REWRITTEN = 0.45
"""From this share of changed words on a clause counts as rewritten."""
FLOOR = 0.2
"""Two clauses that share fewer of their words (of the smaller one's) are no pair, whatever their history."""


@dataclass(frozen=True, slots=True)
class Strength:
    """How much a negotiation does: shares of the clauses, and numbers of operations (each varies by half)."""

    edited: float
    rewritten: float
    deleted: int
    inserted: int
    moved_within: int
    moved_between: int
    split: int
    decoys: int
    merged: int
    objectives_gone: float
    objectives_new: float
    objectives_moved: float
    roughness: float
    """The odds that one half of a split or merge is half rewritten."""


STRENGTHS = {
    "light": Strength(0.12, 0.015, 3, 3, 2, 1, 2, 0, 2, 0.2, 0.2, 0.2, 0.2),
    "medium": Strength(0.35, 0.05, 9, 9, 4, 4, 5, 1, 5, 0.7, 0.7, 1.0, 0.3),
    "heavy": Strength(0.55, 0.13, 18, 18, 8, 8, 10, 3, 9, 1.3, 1.3, 2.0, 0.4),
}


@dataclass(frozen=True, slots=True)
class Truth:
    """What really happened between two drafts; positions count the clauses of each side from 0."""

    marks: dict[Pair, frozenset[str]]
    """Each pair of corresponding clauses, with what happened: moved, split, merged, rewritten, edited,
    renumbered. A split is one old clause in several pairs, a merge one new clause in several."""
    old_changed: tuple[tuple[bool, ...], ...]
    """For each word (between spaces) of each old clause, whether it is gone."""
    new_changed: tuple[tuple[bool, ...], ...]
    """For each word of each new clause, whether it came."""

    @property
    def pairs(self) -> frozenset[Pair]:
        """Every pair of corresponding clauses."""
        return frozenset(self.marks)

    def having(self, *marks: str) -> frozenset[Pair]:
        """Give the pairs to which one of these things happened."""
        return frozenset(pair for pair, found in self.marks.items() if found & set(marks))

    def mirrored(self) -> Truth:
        """Give the truth of the same pair with old and new exchanged."""
        swap = {"split": "merged", "merged": "split"}
        marks = {(n, o): frozenset(swap.get(m, m) for m in found) for (o, n), found in self.marks.items()}
        return Truth(dict(sorted(marks.items())), self.new_changed, self.old_changed)


@dataclass(frozen=True, slots=True)
class Sides:
    """An old and a new draft and the truth about them."""

    old: tuple[Clause, ...]
    new: tuple[Clause, ...]
    truth: Truth = field(repr=False)


@dataclass(frozen=True, slots=True)
class DraftPair(Sides):
    """An old and a new draft, as clauses and as received, and the truth about them."""

    seed: int
    strength: str
    old_received: Received = field(repr=False)
    new_received: Received = field(repr=False)


def perturb(clauses: Sequence[Clause], seed: int, strength: str) -> DraftPair:
    """Negotiate a draft: the same clauses, seed and strength give the same pair."""
    sides = negotiated(clauses, seed, strength)
    old = receive(sides.old, Random(f"{strength}/{seed}/old"))
    new = receive(sides.new, Random(f"{strength}/{seed}/new"))
    return DraftPair(sides.old, sides.new, sides.truth, seed, strength, old, new)


def negotiated(
    clauses: Sequence[Clause], seed: int, strength: str, numbering: tuple[Numbering, Numbering] | None = None
) -> Sides:
    """Negotiate a draft without printing it; `numbering` goes on from the drafts before it, on each side."""
    rng = Random(f"{strength}/{seed}")
    before, after = grow(clauses).nodes, grow(clauses)
    negotiate(after, STRENGTHS[strength], rng)
    mirrored = rng.random() < 0.5
    first, second = numbering or (Numbering(), Numbering())
    if mirrored:
        first, second = second, first
    old, new = tuple(number(before, first)), tuple(number(after.nodes, second))
    truth = _judge(old, new, after.nodes)
    return Sides(new, old, truth.mirrored()) if mirrored else Sides(old, new, truth)


def negotiate(tree: Tree, strength: Strength, rng: Random) -> None:
    """Let a draft go through one negotiation of a given strength."""
    rough = strength.roughness
    plan: tuple[tuple[Callable[[], object], float], ...] = (
        (lambda: ops.drop_objective(tree, rng), strength.objectives_gone),
        (lambda: ops.add_objective(tree, rng), strength.objectives_new),
        (lambda: ops.drop_clause(tree, rng), strength.deleted),
        (lambda: ops.move_within(tree, rng), strength.moved_within),
        (lambda: ops.move_between(tree, rng), strength.moved_between),
        (lambda: ops.split_clause(tree, rng, rough), strength.split),
        (lambda: ops.merge_clauses(tree, rng, rough), strength.merged),
        (lambda: ops.split_with_decoy(tree, rng, rough), strength.decoys),
        (lambda: ops.move_objective(tree, rng), strength.objectives_moved),
        (lambda: ops.add_clause(tree, rng), strength.inserted),
    )
    for operation, times in plan:
        for _ in range(_about(times, rng)):
            operation()
    _reword(tree, strength, rng)


def _about(times: float, rng: Random) -> int:
    """Draw a number around another: half to one and a half times as much, rounded by chance."""
    return int(times * rng.uniform(0.5, 1.5) + rng.random())


def _reword(tree: Tree, strength: Strength, rng: Random) -> None:
    """Edit and rewrite clauses, moved ones oftener than those that stayed."""
    for node in tree.nodes:
        if not node.origins or node.kind in ("title", "section", "subheading", "stem", "footnote"):
            continue
        whole = not node.marks & {"split", "merged"} and len(node.words) >= ops.REWRITABLE
        if whole and rng.random() < strength.rewritten:
            _apply(node, lambda words: rewrite(words, rng, tree.words))
        elif rng.random() < strength.edited * (1.5 if node.marks else 1):
            for _ in range(rng.choice((1, 1, 2, 3)) if len(node.words) >= 12 else 1):
                _apply(node, lambda words: edit(words, rng, tree.words))


def _apply(node: Node, change: Callable[[Words], Words]) -> None:
    """Edit the words of a clause behind its fixed opening (`Human rights: The Global Compact`)."""
    lead = _lead(node)
    head, body = node.words[:lead], node.words[lead:]
    if len(body) > 3:
        node.words = tidy(node.words, head + change(body))


def _lead(node: Node) -> int:
    opening = [word.form for word in node.words[:9]]
    if node.kind == "principle" and "Compact" in opening:
        return opening.index("Compact") + 1
    return 6 if node.kind == "chapeau" else 0


def _judge(old: Sequence[Clause], new: Sequence[Clause], nodes: Sequence[Node]) -> Truth:
    """Read the truth off the origins that nodes and words still carry."""
    spans: list[range] = []
    for clause in old:
        start = spans[-1].stop if spans else 0
        spans.append(range(start, start + len(clause.text.split())))
    marks = {
        (o, n): _marks(node, spans[o], old[o].label != new[n].label)
        for n, node in enumerate(nodes)
        for o in node.origins
        if _kept(node, spans[o]) >= FLOOR * min(len(node.words), len(spans[o]))
    }
    stayed = [
        [any(w.origin in spans[o] for o in node.origins if (o, n) in marks) for w in node.words]
        for n, node in enumerate(nodes)
    ]
    known = {w.origin for node, row in zip(nodes, stayed, strict=True) for w in compress(node.words, row)}
    return Truth(
        dict(sorted(marks.items())),
        tuple(tuple(k not in known for k in span) for span in spans),
        tuple(tuple(not there for there in row) for row in stayed),
    )


def _kept(node: Node, span: range) -> int:
    return sum(word.origin in span for word in node.words)


def _marks(node: Node, span: range, renumbered: bool) -> frozenset[str]:
    whole = not node.marks & {"split", "merged"}
    size = (len(node.words) + len(span)) / 2 if whole else min(len(node.words), len(span))
    changed = 1 - _kept(node, span) / size
    marks = set(node.marks) | ({"renumbered"} if renumbered else set())
    if changed >= REWRITTEN:
        marks.add("rewritten")
    elif changed > 0:
        marks.add("edited")
    return frozenset(marks)


def as_json(pair: DraftPair) -> str:
    """Write the truth of a pair for inspection and for other programs."""
    data = {
        "seed": pair.seed,
        "strength": pair.strength,
        "old": [asdict(clause) for clause in pair.old],
        "new": [asdict(clause) for clause in pair.new],
        "pairs": [[*found, sorted(marks)] for found, marks in pair.truth.marks.items()],
        "old_changed": pair.truth.old_changed,
        "new_changed": pair.truth.new_changed,
    }
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def main(argv: Sequence[str] | None = None) -> None:
    """Write `old.txt`, `new.txt` and `truth.json` of one pair into a folder."""
    parser = argparse.ArgumentParser(prog="python -m bench.perturb", description=main.__doc__)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--strength", choices=sorted(STRENGTHS), default="medium")
    parser.add_argument("--out", type=Path, required=True)
    asked = parser.parse_args(argv)
    pair = perturb(compact(), asked.seed, asked.strength)
    asked.out.mkdir(parents=True, exist_ok=True)
    (asked.out / "old.txt").write_text(pair.old_received.text, "utf-8")
    (asked.out / "new.txt").write_text(pair.new_received.text, "utf-8")
    (asked.out / "truth.json").write_text(as_json(pair), "utf-8")


if __name__ == "__main__":
    main()
