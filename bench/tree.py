"""A draft that can be rebuilt: its clauses as nodes in reading order, and the numbering of what results."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from random import Random

from bench.wording import (
    Vocabulary,
    Word,
    Words,
    capitalised,
    core,
    is_dangling,
    lowered,
    reshape,
    vocabulary,
)
from cdiff.core.model import Clause

_TENS = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
FREE = ("action", "item", "roman", "paragraph", "principle")


@dataclass(slots=True, eq=False)
class Node:
    """A clause on its way from the old draft to the new one."""

    kind: str
    words: Words
    parent: Node | None = None
    origins: list[int] = field(default_factory=list)
    """Positions of the old clauses that it comes from; none for a new clause."""
    marks: set[str] = field(default_factory=set)
    """What happened to it: moved, split, merged."""
    citation: str = ""
    label: str = ""

    def inside(self, kind: str) -> bool:
        """Whether its parent is of a kind."""
        return self.parent is not None and self.parent.kind == kind

    def under(self, other: Node) -> bool:
        """Whether it stands anywhere below another node."""
        return self.parent is not None and (self.parent is other or self.parent.under(other))


@dataclass(slots=True)
class Tree:
    """All nodes in reading order, with the vocabulary of the old draft."""

    nodes: list[Node]
    words: Vocabulary

    def block(self, node: Node) -> list[Node]:
        """Give a node with everything below it."""
        return [node, *(other for other in self.nodes if other.under(node))]

    def is_leaf(self, node: Node) -> bool:
        """Whether nothing stands below a node."""
        return all(other.parent is not node for other in self.nodes)

    def siblings(self, node: Node) -> list[Node]:
        """Give the nodes of the same kind under the same parent, itself included."""
        return [other for other in self.nodes if other.parent is node.parent and other.kind == node.kind]

    def free(self, *kinds: str) -> list[Node]:
        """Give the clauses that may be taken out, moved, split or merged: leaves, as yet untouched.

        The one paragraph of an objective, a clause with a footnote mark and an only child stay.
        """
        parents = {id(node.parent) for node in self.nodes}
        crowd = Counter((id(node.parent), node.kind) for node in self.nodes)
        return [
            node
            for node in self.nodes
            if node.kind in (kinds or FREE)
            and id(node) not in parents
            and not node.marks
            and not (node.kind == "paragraph" and node.inside("objective"))
            and not any("[^" in word.form for word in node.words)
            and crowd[id(node.parent), node.kind] > 2 - (node.kind == "paragraph")
        ]

    def remove(self, gone: Sequence[Node]) -> None:
        """Take nodes out."""
        ids = {id(node) for node in gone}
        self.nodes = [node for node in self.nodes if id(node) not in ids]

    def place(self, block: Sequence[Node], beside: Node, *, after: bool) -> None:
        """Put nodes in before a node, or behind it and all that is below it."""
        k = next(k for k, node in enumerate(self.nodes) if node is beside)
        while after:
            k += 1
            after = k < len(self.nodes) and self.nodes[k].under(beside)
        self.nodes[k:k] = block


def grow(clauses: Sequence[Clause]) -> Tree:
    """Turn the clauses of a draft into a tree whose words are numbered through."""
    nodes: list[Node] = []
    known: dict[str, Node] = {}
    count = 0
    for position, clause in enumerate(clauses):
        forms = clause.text.split()
        words = [Word(form, count + k) for k, form in enumerate(forms)]
        count += len(forms)
        parent = known.get(clause.parent) if clause.parent else None
        node = Node(clause.kind, words, parent, [position], set(), clause.citation, clause.label)
        known[clause.citation] = node
        nodes.append(node)
    actions = [clause.text for clause in clauses if clause.kind == "action"]
    body = [clause.text for clause in clauses if clause.kind in FREE]
    return Tree(nodes, vocabulary(body, actions))


def tidy(before: Words, after: Words) -> Words:
    """Give an edited clause the form that its old one had, or the old one where the edit broke it.

    A clause keeps the case of its first letter, the sign at its end, its footnote marks, and `and` or `or`
    behind a suspended hyphen, and it ends with a word that can end a clause: by exactly this a careful reader
    tells the end of a clause from the end of a page.
    """
    after = after[: max(k + 1 for k, word in enumerate(after) if k == 0 or not is_dangling(word.form))]
    if len(after) < 3 or _marks(before) != _marks(after) or _hangs(after):
        return before
    first, last = after[0].form, after[-1].form
    cased = lowered(first) if before[0].form[0].islower() else capitalised(first)
    end = before[-1].form[-1]
    done = [reshape(after[0], cased), *after[1:]]
    plain = last.rstrip(".,;:")
    done[-1] = reshape(after[-1], plain + end if end in ".:" else plain)
    return done if plain else before


def _marks(words: Words) -> list[str]:
    return [word.form for word in words if "[^" in word.form]


def _hangs(words: Words) -> bool:
    pairs = zip(words, [*words[1:], Word("")], strict=True)
    return any(word.form.endswith("-") and core(after.form) not in ("and", "or") for word, after in pairs)


def _letters() -> Iterator[str]:
    for first in ("", *"abcdefghijklmnopqrstuvwxyz"):
        for letter in "abcdefghijklmnopqrstuvwxyz":
            yield first + letter


def roman(number: int) -> str:
    """Write a number below 40 in small roman numerals."""
    for value, sign in _TENS:
        if number >= value:
            return sign + roman(number - value)
    return ""


class Numbering:
    """Numbers clauses as a draft does: objectives and paragraphs through, letters and romans by parent.

    Used for several drafts in a row, it lets their objectives and paragraphs go on.
    """

    def __init__(self) -> None:
        """Begin at 1."""
        self.cited: dict[int, str] = {}
        self.counts: Counter[object] = Counter()
        self.letters = list(_letters())

    def start(self) -> None:
        """Begin a draft: forget all nodes, keep the numbers that run through."""
        self.cited = {}
        self.counts = Counter({key: self.counts[key] for key in ("objective", "paragraph")})

    def _next(self, key: object) -> int:
        self.counts[key] += 1
        return self.counts[key]

    def name(self, node: Node) -> tuple[str, str]:
        """Give the citation and the label of the next node."""
        above = self.cited.get(id(node.parent), "")
        if node.kind == "objective":
            number = self._next("objective")
            return f"objective {number}", f"OBJECTIVE {number}:"
        if node.kind == "paragraph":
            number = self._next("paragraph")
            return str(number), f"{number}."
        if node.kind in ("action", "item"):
            letter = self.letters[self._next(id(node.parent)) - 1]
            return f"{above}({letter})", f"({letter})"
        if node.kind == "roman":
            number = self._next(id(node.parent))
            return f"{above}({roman(number)})", f"({roman(number)})"
        return self._kept(node, above), node.label

    @staticmethod
    def _kept(node: Node, above: str) -> str:
        was = node.parent.citation if node.parent else ""
        if was and above and node.citation.startswith(was):
            return above + node.citation[len(was) :]
        return node.citation


def number(nodes: Sequence[Node], numbering: Numbering) -> list[Clause]:
    """Number nodes through and give them as the clauses of a draft."""
    numbering.start()
    clauses = []
    for node in nodes:
        citation, label = numbering.name(node)
        numbering.cited[id(node)] = citation
        parent = numbering.cited.get(id(node.parent)) if node.parent else None
        text = " ".join(word.form for word in node.words)
        clauses.append(Clause(citation, node.kind, label, text, parent))
    return clauses


def pick(nodes: Sequence[Node], rng: Random) -> Node | None:
    """Draw a node; none where there is nothing to draw from."""
    return rng.choice(list(nodes)) if nodes else None
