"""Alignment: which old clause became which new one, and why.

**Method.** Each step settles what it can be sure of, and the next one argues from that.

1. *Anchors* (`anchors`). Clauses with the same words that stand once on each side are paired wherever they stand,
   then equal clauses beside them (patience diff, Cohen; Heckel 1978). A long text that repeats itself has no
   such clauses: a window moves through it and keeps in step with what it found.
2. *Candidates* (`candidates`). An inverted index over rare words and word pairs, its postings and the look-ups of
   each clause bounded, and the clauses that face each other in a gap. Never a matrix of all pairs.
3. *Similarity* (`similarity`). Dice's coefficient over word stems and pairs of them, weighted by rarity in both texts
   (Spärck Jones 1972), so that stem sentences and "the" do not drive it.
4. *Rounds* (`rounds`). The surest pairs first, each round with the evidence of those before (Gale and Church 1993
   and bilingual sentence alignment argue alike from length and order). A pair is worth its similarity, plus a small
   prior: neighbours, parents, children, number, the term that both define. What crosses the spine (the heaviest
   increasing chain of the pairs) loses worth, the more the fewer verbatim clauses moved in this text and the less the
   two share.
   Twins wait until their surroundings are known (`twins`), and no other clause takes their place meanwhile.
   Below `rounds.LOWEST` two clauses are a deletion and an insertion, unless one stands almost whole in the other.
   Two clauses that are alike are exchanged at the end where both fit better so: each was reworded in its place.
   What only says "(Unchanged)" or "(Deleted)" is paired by its place (`placeholders`).
5. *Splits and merges* (`pieces`). A clause is cut where its stretches resemble two or more others best. A half shows by
   resembling its stretch, and by the other half fitting better without that stretch; many parts, by their joined words.
6. *Moves* (`order`). The fewest clauses that explain the new order and the new parents; a moved heading carries its
   clauses.

Both sides are treated by the same code; weights are whole numbers and ties are broken by what does not know
old from new, so that exchanging the two mirrors every link.

**Rejected.** A full matrix with an optimal assignment (Hungarian): quadratic, and it pairs leftovers because they are
left over. One alignment in order (Needleman and Wunsch; `diff`): it cannot see a move. Token ratios of
rapidfuzz: two to three seconds for 500 clauses, and "the" counts as much as "refoulement". Containment as similarity:
see `similarity`. Sentence embeddings: neither deterministic across machines nor explicable to a delegate.

**Flat optima.** On argrewrite, quic, w3c and perturbed Compacts F1 moves by less than .002 when any one of these
changes: the weight of word pairs (.5 to 2), the exponent of the rarity (.7 to 1.5), `rounds.LOWEST` (.28 to .34),
`rounds.PRIOR` (.1 to .2), postings (30 to 60), candidates per clause (5 to 8). Function words weighed down,
pairs of words at a distance of two, and short words weighed down changed nothing or cost a little.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from cdiff.comparing.alignment.anchors import anchor
from cdiff.comparing.alignment.links import as_links
from cdiff.comparing.alignment.order import Moves, moved_links, moves
from cdiff.comparing.alignment.pairing import ClausePairing
from cdiff.comparing.alignment.pieces import find_forks
from cdiff.comparing.alignment.placeholders import pair_placeholders
from cdiff.comparing.alignment.rounds import settle
from cdiff.comparing.alignment.similarity import Similarity
from cdiff.comparing.alignment.units import Ban, Pin, Unit
from cdiff.core.gc_pause import uncollected
from cdiff.core.model import How, Link, Rival
from cdiff.core.records import replace

__all__ = ["Ban", "Moves", "Pin", "Unit", "align", "align_and_move", "align_units", "moved_links", "moves"]

_LABEL = re.compile(
    r"(?:[^\W\d_]{2,12}\.?\s+|§\s*)?\d+(?:\.\d+)*[.:)]?(?:\s+(?:bis|ter|quater))?|\([\da-z]{1,4}\)|[ivxlc]+[.)]",
    re.IGNORECASE,
)
"""Texts such as `Article 12`, `§ 3`, `4.2.1.`, `(a)`, `iv.`"""


def align_units(
    old: Sequence[Unit], new: Sequence[Unit], *, pins: Iterable[Pin] = (), bans: Iterable[Ban] = ()
) -> tuple[Link, ...]:
    """Return which old clauses became which new ones, in old order; no clause is in two links."""
    return align_and_move(old, new, pins=pins, bans=bans)[0]


@uncollected()
def align_and_move(
    old: Sequence[Unit], new: Sequence[Unit], *, pins: Iterable[Pin] = (), bans: Iterable[Ban] = ()
) -> tuple[tuple[Link, ...], frozenset[int]]:
    """Return the links as `align_units` does, and the indices of those that moved by themselves."""
    pairing = ClausePairing(old, new, pins, bans)
    similarity = Similarity([unit.text for unit in old], [unit.text for unit in new])
    anchor(similarity, pairing)
    settle(similarity, pairing)
    pair_placeholders(pairing)
    return as_links(similarity, pairing, find_forks(similarity, pairing))


def align(old: Sequence[str], new: Sequence[str]) -> tuple[Link, ...]:
    """Align two sequences of texts of which nothing but the words is known; return the links in old order.

    A text that is nothing but a label ("Article 12") goes where the text behind it goes: numbers shift.
    """
    labels = [_labels(side) for side in (old, new)]
    kept = [[at for at in range(len(side)) if at not in found] for side, found in zip((old, new), labels, strict=True)]
    links = [
        replace(
            link,
            old=tuple(kept[0][at] for at in link.old),
            new=tuple(kept[1][at] for at in link.new),
            rival=link.rival and Rival(kept[0][link.rival.old], kept[1][link.rival.new], link.rival.similarity),
        )
        for link in align_units([Unit(old[at]) for at in kept[0]], [Unit(new[at]) for at in kept[1]])
    ]
    for link in list(links):
        here, there = link.old[0] - 1, link.new[0] - 1
        while here in labels[0] and there in labels[1]:
            similarity = Similarity([old[here]], [new[there]])
            how: How = "identical" if similarity.same(0, 0) else "spine"
            links.append(Link((here,), (there,), round(similarity.pair(0, 0), 4), how))
            here, there = here - 1, there - 1
    return tuple(sorted(links, key=lambda link: link.old))


def _labels(texts: Sequence[str]) -> set[int]:
    """Find the texts that are nothing but the label of a text behind them."""
    found: set[int] = set()
    for at in range(len(texts) - 2, -1, -1):
        behind = at + 1 in found or not _LABEL.fullmatch(texts[at + 1].strip())
        if behind and _LABEL.fullmatch(texts[at].strip()):
            found.add(at)
    return found
