"""What is aligned, and what a person has settled beforehand."""

from __future__ import annotations

from collections.abc import Sequence

from cdiff.core.records import record

HEADINGS = frozenset({"title", "part", "chapter", "section", "subheading", "objective", "article", "heading"})


@record
class Unit:
    """One clause as alignment sees it."""

    text: str
    label: str = ""
    """As printed: `21.`, `(a)`, `OBJECTIVE 5:`."""
    kind: str = ""
    parent: int | None = None
    """Position of the clause it belongs to, in the same sequence and before it."""


@record
class Pin:
    """These belong together, whatever the words say: one and one, one and many, many and one."""

    old: tuple[int, ...]
    new: tuple[int, ...]


@record
class Ban:
    """These two do not belong together, whatever the words say."""

    old: int
    new: int


@record
class Bars:
    """How much evidence a split and a move need.

    Numbers and parents confirm or refute what the words suggest. In a bare list of texts nothing does, and half of a
    sentence, or a sentence elsewhere, is more often a chance: there it takes more. The values were tuned on the
    perturbed Compacts of the bench (`NUMBERED`) and on the sentences of argrewrite, quic and w3c (`BARE`).
    """

    split: float
    """Similarity of a part to its stretch, plus twice what the others gain, that makes a split."""
    apart: float
    """How much more it takes for every clause that stands between the parts."""
    part: float
    """A part must resemble its stretch at least so much."""
    rest: float
    """The share of a clause beside the parts that has to stand in the rest of the whole, which no part has, so that it
    is a part too; twice that where it is the share of this rest that stands in the clause."""
    beside: float
    """The same for a clause beside the partner of the whole, where that is the only part."""
    mass: float
    """From so many shared rare words on a crossing pair loses less: half of a long clause is no chance."""
    cross: float
    """What a crossing pair loses for the square of the text's steadiness, as far as it stands alone there."""
    cross_most: float


NUMBERED = Bars(split=0.7, apart=0.12, part=0.25, rest=0.2, beside=0.25, mass=6.0, cross=0.02, cross_most=0.4)
BARE = Bars(split=0.9, apart=0.3, part=0.5, rest=1.0, beside=1.0, mass=20.0, cross=0.03, cross_most=0.6)
"""In numbered drafts read by eye, the rest had .21 of true parts at least, or .42 of it was in them; of new clauses of
the same subject it had .14 at most, and .16 was in them."""


def bars_for(old: Sequence[Unit], new: Sequence[Unit]) -> Bars:
    """Choose the bars: those for bare texts where neither side knows a number or a parent."""
    known = any(unit.label or unit.parent is not None for side in (old, new) for unit in side)
    return NUMBERED if known else BARE
