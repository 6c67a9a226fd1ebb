"""How surely a move is flagged: one clause of an invented treaty goes elsewhere, at every level, in every way.

The old draft has chapters, articles, paragraphs, items and roman items, worded with the clauses of the Compact. In the
new one a single clause moved, with all that stands below it: past its siblings (more clauses than moved, so that there
is one answer), to another parent of the same level, up to the level of its parent, or down to that of its children.
With edits, one clause in seven is reworded, the moved one always; titles stay.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from random import Random

from bench.corpus import compact
from bench.drafting import edit
from bench.tables import share, table
from bench.wording import Vocabulary, Word, vocabulary
from cdiff.comparing import compare
from cdiff.core.model import Clause, Document

LEVELS = ("chapter", "article", "paragraph", "item", "roman")
WAYS = ("past siblings", "other parent", "promoted", "demoted")
EDITED = 1 / 7
HEAD = ("move", "trials", "flagged", "edited", "false")


@dataclass(eq=False, slots=True)
class Node:
    """A clause of the invented treaty and what stands below it."""

    level: int
    text: str
    below: list[Node] = field(default_factory=list)
    number: int = 0
    """Which clause it is, whatever its citation."""

    def all(self) -> Iterator[Node]:
        """Go through the clause and all below it in reading order."""
        yield self
        for node in self.below:
            yield from node.all()


def treaty(rng: Random, material: list[str]) -> Node:
    """Draw a treaty: two chapters of three articles, with paragraphs, items and roman items."""
    texts = iter(rng.sample(material, len(material)))

    def grown(level: int) -> Node:
        text = next(texts)
        node = Node(level, " ".join(text.split()[:5]) if level < 2 else text)
        if level < 4 and (level < 2 or rng.random() < 0.4):
            node.below = [grown(level + 1) for _ in range(rng.randint(3, 4))]
        return node

    root = Node(-1, "", [grown(0) for _ in range(2)])
    for number, node in enumerate(root.all()):
        node.number = number
    return root


def move(root: Node, way: str, level: int, rng: Random) -> Node | None:
    """Move one clause of a level in a way; return it, or nothing where the treaty has no place for it."""
    homes = [(home, node) for home in root.all() for node in home.below if node.level == level]
    rng.shuffle(homes)
    for home, node in homes:
        at = home.below.index(node)
        if way == "past siblings":
            places = [to for to in range(len(home.below)) if _passed(home, at, to) > _size(node)]
            if places:
                home.below.insert(rng.choice(places), home.below.pop(at))
                return node
        elif way == "other parent":
            others = [other for other in root.all() if other.level == level - 1 and other is not home and other.below]
            if others and len(home.below) > 1:
                _place(node, home, rng.choice(others), rng)
                return node
        elif way == "promoted":
            above = next((other for other in root.all() if home in other.below), None)
            if above and len(home.below) > 1 and not node.below:
                home.below.remove(node)
                node.level -= 1
                above.below.insert(above.below.index(home) + 1, node)
                return node
        else:
            hosts = [other for other in home.below if other is not node and other.below]
            if hosts and not node.below:
                node.level += 1
                _place(node, home, rng.choice(hosts), rng)
                return node
    return None


def _size(node: Node) -> int:
    return sum(1 for _ in node.all())


def _passed(home: Node, at: int, to: int) -> int:
    """Count the clauses that one passes on its way from one place among its siblings to another."""
    passed = home.below[at + 1 : to + 1] if to > at else home.below[to:at]
    return sum(map(_size, passed))


def _place(node: Node, home: Node, other: Node, rng: Random) -> None:
    home.below.remove(node)
    other.below.insert(rng.randint(0, len(other.below)), node)


def printed(root: Node) -> list[tuple[Clause, int]]:
    """Number the clauses as a treaty does; return them in reading order, each with the node that it is."""
    found: list[tuple[Clause, int]] = []
    articles = paragraphs = 0
    parents: list[str] = []
    at: dict[int, int] = {}
    for node in root.all():
        if node.level < 0:
            continue
        del parents[node.level :]
        siblings = parents[-1] if parents else ""
        at[node.level] = at.get(node.level, 0) + 1
        for deeper in range(node.level + 1, 5):
            at[deeper] = 0
        if node.level == 1:
            articles += 1
            paragraphs = 0
        if node.level == 2:
            paragraphs += 1
        label = (
            f"CHAPTER {at[0]}",
            f"Article {articles}",
            f"{paragraphs}.",
            f"({chr(96 + at.get(3, 0))})",
            f"({'i' * at.get(4, 0)})",
        )[node.level]
        citation = f"{siblings} {label}".strip()
        found.append((Clause(citation, LEVELS[node.level], label, node.text, siblings or None), node.number))
        parents.append(citation)
    return found


@dataclass(slots=True)
class Count:
    """What was flagged of what moved, and of what did not."""

    moved: int = 0
    flagged: int = 0
    stayed: int = 0
    false: int = 0

    def __add__(self, other: Count) -> Count:
        """Add up the counts of several trials."""
        return Count(
            self.moved + other.moved,
            self.flagged + other.flagged,
            self.stayed + other.stayed,
            self.false + other.false,
        )


def trial(way: str, level: int, seed: str, material: list[str], words: Vocabulary | None = None) -> Count:
    """Compare one treaty with itself after one move, reworded where there are words, and count what is flagged."""
    rng = Random(seed)
    root = treaty(rng, material)
    old = printed(root)
    node = move(root, way, level, rng)
    if node is None:
        return Count()
    if words:
        for each in root.all():
            if len(each.text.split()) > 8 and (each is node or rng.random() < EDITED):
                each.text = " ".join(word.form for word in edit([Word(form) for form in each.text.split()], rng, words))
    new = printed(root)
    found = {
        clause.citation
        for change in compare(Document(tuple(c for c, _ in old)), Document(tuple(c for c, _ in new)))
        if change.moved
        for clause in change.new
    }
    here = {number: clause.citation for clause, number in new}
    right = here[node.number]
    return Count(1, right in found, len(new) - 1, len(found - {right}))


def moves(trials: int) -> str:
    """Measure every kind of move at every level; return a table of the recall of the flag and of false flags."""
    material = list(dict.fromkeys(clause.text for clause in compact() if len(clause.text.split()) > 8))
    words = vocabulary(material, [clause.text for clause in compact() if clause.kind == "action"])
    rows = []
    total = [Count(), Count()]
    for way in WAYS:
        for level, name in enumerate(LEVELS):
            if (way == "promoted" and level < 3) or (way == "demoted" and level not in (2, 3)):
                continue
            if way == "other parent" and level == 0:
                continue
            counts = [Count(), Count()]
            for edited in (False, True):
                for seed in range(trials):
                    seeded = f"moves/{way}/{name}/{seed}"
                    counts[edited] += trial(way, level, seeded, material, words if edited else None)
                total[edited] += counts[edited]
            rows.append(_row(f"{name} {way}", counts))
    rows.append(_row("all", total))
    return table(HEAD, [row for row in rows if row])


def _row(name: str, counts: list[Count]) -> list[str]:
    plain, edited = counts
    if not plain.moved or not edited.moved:
        return []
    false, stayed = plain.false + edited.false, plain.stayed + edited.stayed
    return [
        name,
        str(plain.moved + edited.moved),
        share(plain.flagged / plain.moved),
        share(edited.flagged / edited.moved),
        f"{false / stayed:.4f}".removeprefix("0"),
    ]
