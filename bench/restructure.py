"""What a negotiation does to whole clauses: they go, come, move, fall apart and grow together.

Each operation changes a tree in place and marks the nodes that it moved, split or merged; it does nothing
where the tree offers nothing to work on.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from random import Random

from bench.drafting import rewrite
from bench.tree import Node, Tree, pick, tidy
from bench.wording import Words, capitalised, core, fresh, lowered, reshape

Operation = Callable[[Tree, Random], None]

REWRITABLE = 12
"""Clauses with fewer words are edited but not rewritten."""
_SEAMS = {"including", "and", "by", "while", "with", "through", "as", "in", "to", "for"}


def drop_clause(tree: Tree, rng: Random) -> None:
    """Take one clause out."""
    node = pick(tree.free(), rng)
    if node:
        tree.remove([node])


def add_clause(tree: Tree, rng: Random) -> None:
    """Put a clause in that is made of runs of other clauses; two in five resemble a neighbour."""
    beside = pick([node for node in tree.free() if node.kind != "principle"], rng)
    if beside:
        like = beside.words if rng.random() < 0.4 else []
        tree.place([_composed(tree, beside, rng, like)], beside, after=rng.random() < 0.5)


def _composed(tree: Tree, beside: Node, rng: Random, like: Words) -> Node:
    """Make a new clause of the kind of another; it takes about a third of its words from `like`."""
    forms = tree.words.compose(rng, rng.randint(12, 45) if beside.kind != "roman" else rng.randint(5, 14))
    taken = 0
    while like and taken < 0.35 * len(like) and taken < 0.5 * len(forms):
        k, at = rng.randrange(len(like)), rng.randrange(1, len(forms) + 1)
        run = [word.form for word in like[k : k + rng.randint(3, 6)]]
        forms[at:at] = [form.rstrip(".") for form in run if "[^" not in form and not form.endswith("-")]
        taken += len(run)
    if beside.kind == "paragraph":
        forms[-1] += "."
    words = tidy(beside.words, fresh(forms))
    return Node(beside.kind, words if words is not beside.words else fresh(forms), beside.parent)


def move_within(tree: Tree, rng: Random) -> None:
    """Move a clause to another place in its list, at least two places off."""
    node = pick([n for n in tree.free() if len(tree.siblings(n)) >= 4], rng)
    if not node:
        return
    row = tree.siblings(node)
    at = row.index(node)
    target = pick([other for k, other in enumerate(row) if abs(k - at) >= 2], rng)
    if target:
        _carry(tree, [node], target, after=row.index(target) > at)


def move_between(tree: Tree, rng: Random) -> None:
    """Move an action to another objective, or a paragraph to another section."""
    node = pick(tree.free("action", "paragraph"), rng)
    if not node:
        return
    others = [other for other in tree.nodes if other.kind == node.kind and other.parent is not node.parent]
    target = pick([n for n in others if not (node.kind == "paragraph" and n.inside("objective"))], rng)
    if target:
        node.parent = target.parent
        _carry(tree, [node], target, after=rng.random() < 0.5)


def _carry(tree: Tree, block: list[Node], target: Node, *, after: bool) -> None:
    tree.remove(block)
    tree.place(block, target, after=after)
    for node in block:
        if node.origins:
            node.marks.add("moved")


def _cut(words: Words, rng: Random) -> int:
    """Find the place where a clause falls into two of some size; 0 where there is none."""
    inner = range(max(8, len(words) // 4), min(len(words) - 8, 3 * len(words) // 4 + 1))
    stops = [k for k in inner if words[k - 1].form.endswith((".", ";"))]
    seams = [k for k in inner if words[k - 1].form.endswith(",") or words[k].form in _SEAMS]
    return rng.choice(stops or seams or [0])


def split_clause(tree: Tree, rng: Random, roughness: float = 0.3) -> Node | None:
    """Cut one clause into two; with the odds of `roughness` one half is then half rewritten.

    One in eight second halves goes to another place in its list. Gives the second half.
    """
    node = pick([n for n in tree.free("action", "paragraph", "item") if len(n.words) >= 24], rng)
    cut = _cut(node.words, rng) if node else 0
    if not node or not cut:
        return None
    second = Node(node.kind, _opened(node.words[cut:], tree, rng), node.parent, list(node.origins), {"split"})
    node.words, whole = tidy(node.words, node.words[:cut]), node.words
    second.words = tidy(whole, second.words)
    node.marks.add("split")
    tree.place([second], node, after=True)
    if rng.random() < roughness:
        _half_rewrite(rng.choice((node, second)), tree, rng)
    row = tree.siblings(second)
    if rng.random() < 0.125 and len(row) > 4:
        _carry(tree, [second], row[-1] if row.index(second) < len(row) // 2 else row[0], after=False)
    return second


def _opened(words: Words, tree: Tree, rng: Random) -> Words:
    """Let a half start as a clause: without its `and`, with a verb or a short opening of its own."""
    if core(words[0].form) in ("and", "as", "or"):
        words = words[1:]
    if words[0].form[0].islower() and rng.random() < 0.6:
        opening = [rng.choice(tree.words.verbs), *tree.words.window(rng, rng.randint(1, 4))]
        words = fresh(opening[: rng.choice((1, len(opening)))]) + words
    return [reshape(words[0], capitalised(words[0].form)), *words[1:]]


def _half_rewrite(node: Node, tree: Tree, rng: Random) -> None:
    """Rewrite a half, unless so little would stay of it that nobody could tell where it came from."""
    if len(node.words) >= REWRITABLE:
        node.words = tidy(node.words, rewrite(node.words, rng, tree.words))


def split_with_decoy(tree: Tree, rng: Random, roughness: float = 0.3) -> None:
    """Cut one clause into two and put a new one beside them that resembles the second half."""
    second = split_clause(tree, rng, roughness)
    if second:
        decoy = _composed(tree, second, rng, second.words)
        tree.place([decoy], second, after=rng.random() < 0.7)


def merge_clauses(tree: Tree, rng: Random, roughness: float = 0.3) -> None:
    """Make one clause of two neighbours; with the odds of `roughness` one of them is half rewritten first."""
    free = {id(node) for node in tree.free("action", "paragraph", "item", "roman")}
    pairs = [
        (one, two)
        for one, two in pairwise(tree.nodes)
        if {id(one), id(two)} <= free and one.parent is two.parent and len(one.words + two.words) < 150
    ]
    if not pairs:
        return
    one, two = rng.choice(pairs)
    if rng.random() < roughness:
        _half_rewrite(rng.choice((one, two)), tree, rng)
    one.words = tidy(one.words, _joined(one.words, two.words, rng))
    one.origins = one.origins + two.origins
    if len(one.origins) > 1:
        one.marks.add("merged")
    tree.remove([two])


def _joined(one: Words, two: Words, rng: Random) -> Words:
    last = one[-1].form
    if last.endswith("."):
        return one + two
    lower = [reshape(two[0], lowered(two[0].form)), *two[1:]]
    comma = reshape(one[-1], last + rng.choice((",", ";")))
    joiner = rng.choice((["and"], ["as", "well", "as"], ["and", "to"], ["with", "a", "view", "to"]))
    if rng.random() < 0.3:
        return [*one, *fresh(["and"]), *lower]
    return [*one[:-1], comma, *fresh(joiner), *lower]


def _objectives(tree: Tree) -> list[Node]:
    """Give the objectives that may go or move: untouched ones, without a footnote mark in them."""
    headings = [node for node in tree.nodes if node.kind == "objective" and node.origins]
    return [
        node
        for node in headings
        if not any("[^" in w.form for n in tree.block(node) for w in n.words) and "moved" not in node.marks
    ]


def drop_objective(tree: Tree, rng: Random) -> None:
    """Take a whole objective out."""
    node = pick(_objectives(tree), rng)
    if node and len(_objectives(tree)) > 2:
        tree.remove(tree.block(node))


def add_objective(tree: Tree, rng: Random) -> None:
    """Put in a new objective of three to seven actions, with the usual stem."""
    model = pick(_objectives(tree), rng)
    if not model:
        return
    heading = Node("objective", fresh(tree.words.compose(rng, rng.randint(6, 12))), model.parent)
    under = next(node for node in tree.block(model) if node.kind == "paragraph")
    commitment = ["We", "commit", "to", *tree.words.window(rng, 6), *tree.words.sentence(rng)]
    paragraph = Node("paragraph", fresh(commitment), heading, citation=under.citation)
    stems = [node for node in tree.nodes if node.kind == "stem" and node.parent is under]
    actions = [node for node in tree.nodes if node.kind == "action" and node.parent is under]
    block = [heading, paragraph]
    block += [Node("stem", fresh(w.form for w in n.words), paragraph, citation=n.citation) for n in stems]
    for action in actions[: rng.randint(3, 7)]:
        made = _composed(tree, action, rng, [])
        made.parent = paragraph
        block.append(made)
    tree.place(block, model, after=rng.random() < 0.5)


def move_objective(tree: Tree, rng: Random) -> None:
    """Move a whole objective past one to four others; the shorter side of the exchange is what moved."""
    rows = _objectives(tree)
    row = [node for node in tree.nodes if node.kind == "objective"]
    node = pick(rows, rng)
    if not node:
        return
    at = row.index(node)
    target = pick([o for k, o in enumerate(row) if 1 <= abs(k - at) <= 4 and o in rows], rng)
    if not target:
        return
    jumped = row[min(at, row.index(target)) : max(at, row.index(target)) + 1]
    others = sum(len(tree.block(o)) for o in jumped if o is not node)
    block = tree.block(node)
    if others < len(block) and len(jumped) == 2:
        node, target, block = target, node, tree.block(target)
    _carry(tree, block, target, after=row.index(target) > row.index(node))
