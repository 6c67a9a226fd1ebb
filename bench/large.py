"""Large drafts: the Compact over and over, each copy in words of its own, each negotiated on its own.

In every copy but the first about a third of the longer words is exchanged for other words of the text and a
tenth for coined ones (as names of places and institutions would be), so that no two copies of a clause are
the same, while stems and function words repeat ten thousand times. Objectives and paragraphs are numbered
through.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import count, islice
from random import Random

from bench.perturb import Pair, Sides, negotiated
from bench.tree import Numbering
from bench.wording import capitalised
from cdiff.core.model import Clause

_LONG = re.compile(r"(?<![\[^\w])[A-Za-z]{5,}")
_MARK = re.compile(r"\[\^(\d+)\]")
_NUMBERED = ("objective", "paragraph", "stem", "action", "item", "roman", "principle")
_SYLLABLES = [c + v for c in "bdfgklmnprstvz" for v in "aeiou"]


@dataclass(frozen=True, slots=True)
class Large:
    """A large old and new draft, and the pairs of clauses that correspond."""

    old: tuple[Clause, ...]
    new: tuple[Clause, ...]
    pairs: frozenset[Pair]


def enlarge(clauses: Sequence[Clause], size: int, strength: str = "medium", skip: int = 0) -> Large:
    """Make a pair of drafts of about `size` clauses, of as many copies as come nearest to it, after `skip` others."""
    old: list[Clause] = []
    new: list[Clause] = []
    pairs: set[Pair] = set()
    for sides in islice(_copies(clauses, strength), skip, skip + copies(clauses, size)):
        pairs.update((o + len(old), n + len(new)) for o, n in sides.truth.pairs)
        old += sides.old
        new += sides.new
    return Large(tuple(old), tuple(new), frozenset(pairs))


def copies(clauses: Sequence[Clause], size: int) -> int:
    """Say how many copies come nearest to so many clauses."""
    return max(1, round(size / len(clauses)))


def _copies(clauses: Sequence[Clause], strength: str) -> Iterator[Sides]:
    numbering = Numbering(), Numbering()
    for copy in count():
        yield negotiated(reworded(clauses, copy), copy, strength, numbering)


def reworded(clauses: Sequence[Clause], copy: int) -> list[Clause]:
    """Give the clauses of a draft in the words of one copy, with citations and footnotes of its own."""
    notes = sum(clause.kind == "footnote" for clause in clauses)
    words = _exchange(clauses, copy)

    def text(old: str) -> str:
        changed = _LONG.sub(lambda match: words.get(match[0], match[0]), old)
        return _MARK.sub(lambda match: f"[^{int(match[1]) + notes * copy}]", changed)

    def named(citation: str) -> str:
        return citation if citation in numbered or not copy else f"{citation} of {copy + 1}"

    numbered = {clause.citation for clause in clauses if clause.kind in _NUMBERED}
    return [
        replace(
            clause,
            citation=named(clause.citation),
            text=text(clause.text),
            label=text(clause.label) if clause.kind == "footnote" else clause.label,
            parent=named(clause.parent) if clause.parent else None,
        )
        for clause in clauses
    ]


def _exchange(clauses: Sequence[Clause], copy: int) -> dict[str, str]:
    """Draw which words of the text stand for which in one copy; the first copy keeps its words."""
    rng = Random(f"copy/{copy}")
    words = sorted({word for clause in clauses for word in _LONG.findall(clause.text)})
    lower = [word for word in words if word.islower()]
    exchange: dict[str, str] = {}
    for word in words if copy else ():
        fate = rng.random()
        if fate < 0.45 and not word.isupper() and word not in ("Global", "Compact", "realize"):
            other = rng.choice(lower) if fate > 0.1 else "".join(rng.choices(_SYLLABLES, k=4))
            exchange[word] = capitalised(other) if word[0].isupper() else other
    return exchange
