"""A second search, across a gap: clauses that were deleted and returned.

Comparing neighbours cannot see a clause that was deleted in one draft and is back in a later one. So what
was inserted (or split off) is compared with everything that was deleted (or merged) before the version before,
in the words it was last seen with.

The bar is higher than for neighbours (`alignment.rounds.LOWEST`, .16 amid full support), because their other
evidence is missing here: no neighbour, no order. Two clauses are the same if their words are
(similarity 1) and nothing else has them, or if they are alike by `ALONE` and share `MASS` rare words; where the
clause above them is of one lineage, `BELOW` is enough. What is split off can only be what was merged into the
clause that it is split from. The surest pairs are made first, and each may be the parent that the next one
needs.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from cdiff.comparing.alignment.candidates import by_words
from cdiff.comparing.alignment.pairing import ClausePairing
from cdiff.comparing.alignment.similarity import Similarity, Words
from cdiff.comparing.alignment.units import Unit
from cdiff.core.citation import HEADINGS
from cdiff.core.model import Clause, Document
from cdiff.core.records import record

ALONE = 0.6
"""Similarity at which a clause is known again by its words alone."""
BELOW = 0.45
"""Similarity that is enough below the parent that it had."""
MASS = 3.0
"""Words that nothing else contains, which both have to share: a short formula comes back everywhere."""


@record
class Gone:
    """A chain that ended before the version before."""

    chain: int
    clause: Clause
    """As it was last seen."""
    into: int
    """The chain that it was merged into, or -1."""
    parent: int
    """The chain that its parent was of, or -1."""


@record
class Come:
    """A clause that no chain leads to."""

    citation: str
    whole: int
    """The chain that it was split from, or -1."""


def returned(
    gone: Sequence[Gone], come: Sequence[Come], document: Document, known: Mapping[str, int]
) -> dict[str, int]:
    """Find which of the inserted clauses continue which of the ended chains.

    `known` maps every citation of the document to its chain, or -1. The result maps the citation of each clause
    that returned to its chain.
    """
    search = _Search(gone, come, document, dict(known))
    while search.take():
        pass
    return search.found


class _Search:
    """The pairs in question, and what speaks for each."""

    def __init__(self, gone: Sequence[Gone], come: Sequence[Come], document: Document, chains: dict[str, int]) -> None:
        self.gone, self.chains = gone, chains
        self.clauses = document.clauses
        self.whole = {each.citation: each.whole for each in come}
        self.similarity = Similarity([each.clause.text for each in gone], [clause.text for clause in document])
        self.times = Counter(self.similarity.old), Counter(self.similarity.new)
        self.found: dict[str, int] = {}
        self.free = set(range(len(gone)))
        self.open = {at for at, clause in enumerate(document) if clause.citation in self.whole}
        self.pairs = self._candidates()

    def _candidates(self) -> list[tuple[int, int]]:
        """List the pairs that share rare words or have the same words, and that nothing but the words speaks against.

        A heading returns as a heading, and what was split off only from the clause that it was merged into.
        """
        before, now = [Unit(each.clause.text) for each in self.gone], [Unit(clause.text) for clause in self.clauses]
        pairing = ClausePairing(before, now, (), ())
        for at in range(len(self.clauses)):
            pairing.partner[1][at] = -1 if at in self.open else 0
        same: dict[Words, list[int]] = defaultdict(list)
        for at in self.open:
            same[self.similarity.new[at]].append(at)
        pairs = {(old, new) for old, words in enumerate(self.similarity.old) for new in same.get(words, ())}
        kept = []
        for old, new in sorted(pairs | by_words(self.similarity, pairing)):
            gone, clause = self.gone[old], self.clauses[new]
            both = (gone.clause.kind in HEADINGS) == (clause.kind in HEADINGS)
            if both and self.whole[clause.citation] in (-1, gone.into):
                kept.append((old, new))
        return kept

    def take(self) -> bool:
        """Link the pairs that are certain by now; return whether there were any."""
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
        """Weigh the evidence for a pair; 0 where it is not enough."""
        alike = self.similarity.pair(old, new)
        above = self.gone[old].parent
        if above >= 0 and above == self.chains.get(self.clauses[new].parent or "", -1):
            return alike + 1 if alike >= BELOW else 0.0
        if alike == 1.0:
            words = self.similarity.old[old]
            return alike if self.times[0][words] == self.times[1][words] == 1 else 0.0
        return alike if alike >= ALONE and self.similarity.mass(old, new) >= MASS else 0.0
