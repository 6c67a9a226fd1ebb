"""Five drafts of one text, each negotiated out of the one before, and the truth about every word and clause.

Each step is a negotiation as in `bench.perturb`, with three things that need more than two drafts: clauses that
leave and come back one or two drafts later, some of them edited; clauses that get their words of two drafts
ago again; and phrases that move from one clause to another.

Every word has a number of its own for its whole life. A word keeps it when it is moved, split off, merged or
printed in another way, and when it comes back; every other word of a draft is new.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from random import Random

from bench.drafting import edit
from bench.layout import Received, receive
from bench.perturb import FLOOR, STRENGTHS, negotiate
from bench.tree import Node, Numbering, Tree, grow, number, pick, tidy
from bench.wording import Word, Words, core
from cdiff.core.model import Clause

DRAFTS = 5
Spot = tuple[int, int]
"""A clause: the number of its draft from 0, its position there."""


@dataclass(frozen=True, slots=True)
class Extras:
    """What happens in each step beside the negotiation."""

    leaves: int
    """Clauses that go, to come back later."""
    undone: int
    """Clauses that get their words of two drafts ago again."""
    phrases: int
    """Runs of words that move to another clause."""


EXTRAS = {"light": Extras(2, 2, 1), "medium": Extras(4, 4, 2), "heavy": Extras(6, 6, 4)}


@dataclass(frozen=True, slots=True)
class History:
    """Drafts that follow each other, as clauses and as received, and what is true of them."""

    drafts: tuple[tuple[Clause, ...], ...]
    received: tuple[Received, ...] = field(repr=False)
    births: tuple[tuple[tuple[int, ...], ...], ...] = field(repr=False)
    """For each draft, clause and word (between spaces) the number of the draft in which it entered."""
    back: tuple[tuple[bool, ...], ...] = field(repr=False)
    """For each clause and word of the last draft whether some draft since its birth did not have it."""
    parents: dict[Spot, frozenset[Spot]] = field(repr=False)
    """For each clause those that it directly comes from: none where it is new."""
    seed: int
    strength: str


@dataclass(slots=True)
class _Away:
    """A clause that left."""

    spot: Spot
    node: Node
    ids: list[int]


class _Making:
    """A history while it is made."""

    def __init__(self, clauses: Sequence[Clause], seed: int, strength: str) -> None:
        self.rng = Random(f"history/{strength}/{seed}")
        self.strength = strength
        self.extras = EXTRAS[strength]
        self.drafts = [tuple(clauses)]
        counts = [len(clause.text.split()) for clause in clauses]
        self.born: list[int] = [0] * sum(counts)
        """For each word that ever was, the draft in which it entered."""
        self.ids: list[list[list[int]]] = [_numbered(counts)]
        """For each draft and clause the numbers of its words."""
        self.parents: dict[Spot, frozenset[Spot]] = {(0, at): frozenset() for at in range(len(clauses))}
        self.away: list[_Away] = []
        self.back: dict[Node, _Away] = {}
        """Clauses that come back in this step, by their new node."""

    def step(self) -> None:
        """Negotiate the last draft into one more."""
        tree = grow(self.drafts[-1])
        self.back = {}
        flat = [number for clause in self.ids[-1] for number in clause]
        self._leave(tree)
        self._come_back(tree)
        self._undo(tree, flat)
        self._shift(tree)
        negotiate(tree, STRENGTHS[self.strength], self.rng)
        self._finish(tree, flat)

    def _leave(self, tree: Tree) -> None:
        for _ in range(self.extras.leaves if len(self.drafts) < DRAFTS - 1 else 0):
            node = pick([n for n in tree.free("action", "paragraph", "item") if len(n.words) >= 8], self.rng)
            if node:
                tree.remove([node])
                at = node.origins[0]
                self.away.append(_Away((len(self.drafts) - 1, at), node, self.ids[-1][at]))

    def _come_back(self, tree: Tree) -> None:
        now = len(self.drafts)
        due = [away for away in self.away if away.spot[0] < now - 1 and (now == DRAFTS - 1 or self.rng.random() < 0.6)]
        for away in due:
            beside = pick(tree.free(away.node.kind), self.rng)
            if beside:
                self.away.remove(away)
                words = [Word(w.form, None, -1 - n) for w, n in zip(away.node.words, away.ids, strict=True)]
                if self.rng.random() < 0.5:
                    words = tidy(words, edit(words, self.rng, tree.words))
                node = Node(away.node.kind, words, beside.parent, marks={"returned"})
                self.back[node] = away
                tree.place([node], beside, after=self.rng.random() < 0.5)

    def _undo(self, tree: Tree, flat: Sequence[int]) -> None:
        """Give clauses the words again that they had before the last step."""
        changed = [n for n in tree.free("action", "paragraph", "item") if self._earlier(n)]
        for _ in range(min(self.extras.undone, len(changed))):
            node = pick(changed, self.rng)
            before = self._earlier(node) if node else None
            if node and before:
                changed.remove(node)
                here = {flat[word.origin]: word for word in node.words if word.origin is not None}
                forms, numbers = before
                node.words = [
                    here[n] if n in here and here[n].form == form else Word(form, None, -1 - n)
                    for form, n in zip(forms, numbers, strict=True)
                ]

    def _earlier(self, node: Node) -> tuple[list[str], list[int]] | None:
        """Give the words that a clause had before the last step, if these were others."""
        if len(self.drafts) < 2 or len(node.origins) != 1:
            return None
        parents = self.parents[len(self.drafts) - 1, node.origins[0]]
        if len(parents) != 1:
            return None
        draft, at = next(iter(parents))
        forms = self.drafts[draft][at].text.split()
        same = forms == [word.form for word in node.words]
        cut = sum(spots == parents for spots in self.parents.values()) > 1
        return None if same or cut or draft != len(self.drafts) - 2 else (forms, self.ids[draft][at])

    def _shift(self, tree: Tree) -> None:
        """Move runs of words from one clause into another."""
        for _ in range(self.extras.phrases):
            giver = pick([n for n in tree.free("action", "paragraph") if len(n.words) >= 34], self.rng)
            taker = pick([n for n in tree.free("action", "paragraph") if n is not giver and "," in _text(n)], self.rng)
            if not giver or not taker:
                return
            start = self.rng.randrange(8, len(giver.words) - 18)
            run = [Word(w.form, None, w.root) for w in giver.words[start : start + self.rng.randint(8, 14)]]
            commas = [k + 1 for k, word in enumerate(taker.words[:-1]) if word.form.endswith(",")]
            if commas and not any("[^" in word.form for word in run):
                at = self.rng.choice(commas)
                left, taken = giver.words[:start] + giver.words[start + len(run) :], taker.words
                if tidy(giver.words, left) is not giver.words:
                    giver.words = tidy(giver.words, left)
                    taker.words = tidy(taken, taken[:at] + run + taken[at:])

    def _finish(self, tree: Tree, flat: Sequence[int]) -> None:
        """Number the draft and note what is true of it."""
        now = len(self.drafts)
        for node in tree.nodes:
            node.words = [word for word in node.words if word.form]  # a comma that stood alone may have been cut off
        numbers = [self._known(node.words, flat, now) for node in tree.nodes]
        for at, node in enumerate(tree.nodes):
            spots = [self.back[node].spot] if node in self.back else [(now - 1, o) for o in node.origins]
            self.parents[now, at] = frozenset(spot for spot in spots if self._kept(spot, numbers[at]))
        self.ids.append(numbers)
        self.drafts.append(tuple(number(tree.nodes, Numbering())))

    def _known(self, words: Words, flat: Sequence[int], now: int) -> list[int]:
        """Give the words of a clause their numbers; one that has none yet is born now, and so is a second copy."""
        found = []
        for word in words:
            root = word.root
            if root is None:
                self.born.append(now)
                found.append(len(self.born) - 1)
            else:
                found.append(flat[root] if root >= 0 else -1 - root)
        return found

    def _kept(self, spot: Spot, numbers: Sequence[int]) -> bool:
        before = self.ids[spot[0]][spot[1]]
        return len(set(before) & set(numbers)) >= FLOOR * min(len(before), len(numbers))


def _text(node: Node) -> str:
    return " ".join(word.form for word in node.words)


def _numbered(counts: Sequence[int]) -> list[list[int]]:
    rows, start = [], 0
    for count in counts:
        rows.append(list(range(start, start + count)))
        start += count
    return rows


def history(clauses: Sequence[Clause], seed: int, strength: str) -> History:
    """Negotiate a draft four times: the same clauses, seed and strength give the same history."""
    made = _Making(clauses, seed, strength)
    while len(made.drafts) < DRAFTS:
        made.step()
    births = tuple(tuple(tuple(made.born[n] for n in clause) for clause in draft) for draft in made.ids)
    received = tuple(receive(draft, Random(f"history/{strength}/{seed}/{at}")) for at, draft in enumerate(made.drafts))
    return History(tuple(made.drafts), received, births, _back(made), made.parents, seed, strength)


def _back(made: _Making) -> tuple[tuple[bool, ...], ...]:
    there = Counter(number for draft in made.ids for number in {n for clause in draft for n in clause})
    return tuple(tuple(there[n] < DRAFTS - made.born[n] for n in clause) for clause in made.ids[-1])


def ancestors(parents: Mapping[Spot, frozenset[Spot]], spot: Spot) -> frozenset[Spot]:
    """Give all clauses that a clause comes from, however far back."""
    found: set[Spot] = set()
    waiting = [spot]
    while waiting:
        for parent in parents.get(waiting.pop(), frozenset()):
            if parent not in found:
                found.add(parent)
                waiting.append(parent)
    return frozenset(found)


def words_of(clause: Clause) -> Iterator[str]:
    """Give the words of a clause as they are compared: without case and signs."""
    return (core(form) for form in clause.text.split())
