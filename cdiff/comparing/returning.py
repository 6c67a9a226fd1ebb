"""A second look, across a gap: clauses that were dropped and came back.

Neighbours know nothing of a clause that was dropped in one draft and is there again in a later one. So what
came (inserted, or split off) is held against everything that was there before the version before and is gone
(deleted, or merged), in the words it was last seen with.

The bar is higher than for neighbours (`compare.alignment.rounds.LOWEST`, .31 with all support), because what
speaks for a pair there is missing here: no neighbour, no order. Two clauses are the same if their words are
(likeness 1) and nothing else has them, or if they are alike by `ALONE` and share `MASS` rare words; where the
clause above them is of one lineage, `BELOW` is enough. What is split off can only be what was merged into the
clause that it is split from. The surest pairs are made first, and each may be the parent that the next one
needs.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from cdiff.comparing.alignment.candidates import by_words
from cdiff.comparing.alignment.likeness import Likeness, Words
from cdiff.comparing.alignment.pairing import Pairing
from cdiff.comparing.alignment.units import Unit
from cdiff.core.citation import HEADINGS
from cdiff.core.model import Clause, Document
from cdiff.core.records import NamedTuple

ALONE = 0.6
BELOW = 0.45
MASS = 3.0


class Gone(NamedTuple):
    """A chain that ended before the version before."""

    chain: int
    clause: Clause
    """As it was last seen."""
    into: int
    """The chain that it was merged into, or -1."""
    parent: int
    """The chain that its parent was of, or -1."""


class Come(NamedTuple):
    """A clause that no chain leads to."""

    citation: str
    whole: int
    """The chain that it was split from, or -1."""


def returned(
    gone: Sequence[Gone], come: Sequence[Come], document: Document, known: Mapping[str, int]
) -> dict[str, int]:
    """Say which of the clauses that came are of which of the chains that are gone.

    `known` says for every citation of the document of which chain it is, or -1. The result gives the chain
    for the citation of each clause that returned.
    """
    look = _Look(gone, come, document, dict(known))
    while look.take():
        pass
    return look.found


class _Look:
    """The pairs in question, and what speaks for each."""

    def __init__(self, gone: Sequence[Gone], come: Sequence[Come], document: Document, chains: dict[str, int]) -> None:
        self.gone, self.chains = gone, chains
        self.clauses = document.clauses
        self.whole = {each.citation: each.whole for each in come}
        self.likeness = Likeness([each.clause.text for each in gone], [clause.text for clause in document])
        self.times = Counter(self.likeness.old), Counter(self.likeness.new)
        self.found: dict[str, int] = {}
        self.free = set(range(len(gone)))
        self.open = {at for at, clause in enumerate(document) if clause.citation in self.whole}
        self.pairs = sorted(pair for pair in self._candidates() if self._may(*pair))

    def _candidates(self) -> set[tuple[int, int]]:
        """Pairs that share rare words, those with the same words, and those below one parent that is back."""
        pairing = Pairing([Unit(each.clause.text) for each in self.gone], [Unit(c.text) for c in self.clauses], (), ())
        for at in range(len(self.clauses)):
            pairing.partner[1][at] = -1 if at in self.open else 0
        same: dict[Words, list[int]] = defaultdict(list)
        for at in self.open:
            same[self.likeness.new[at]].append(at)
        pairs = {(old, new) for old, words in enumerate(self.likeness.old) for new in same.get(words, ())}
        return pairs | by_words(self.likeness, pairing)

    def _may(self, old: int, new: int) -> bool:
        """Whether nothing but the words could speak against a pair."""
        gone, clause = self.gone[old], self.clauses[new]
        whole = self.whole[clause.citation]
        return (gone.clause.kind in HEADINGS) == (clause.kind in HEADINGS) and whole in (-1, gone.into)

    def take(self) -> bool:
        """Make the pairs that are sure now; whether there were any."""
        ranked = sorted((-worth, pair) for pair in self.pairs if (worth := self._worth(*pair)))
        for _, (old, new) in ranked:
            if old in self.free and new in self.open:
                self.free.remove(old)
                self.open.remove(new)
                citation = self.clauses[new].citation
                self.found[citation] = self.chains[citation] = self.gone[old].chain
        self.pairs = [(old, new) for old, new in self.pairs if old in self.free and new in self.open]
        return bool(ranked)

    def _worth(self, old: int, new: int) -> float:
        """How much speaks for a pair; 0 where it is not enough."""
        alike = self.likeness.pair(old, new)
        above = self.gone[old].parent
        if above >= 0 and above == self.chains.get(self.clauses[new].parent or "", -1):
            return alike + 1 if alike >= BELOW else 0.0
        if alike == 1.0:
            words = self.likeness.old[old]
            return alike if self.times[0][words] == self.times[1][words] == 1 else 0.0
        return alike if alike >= ALONE and self.likeness.mass(old, new) >= MASS else 0.0
