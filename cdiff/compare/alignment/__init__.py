"""Alignment (docstring to come)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from cdiff.compare.alignment.anchors import anchor
from cdiff.compare.alignment.likeness import Likeness
from cdiff.compare.alignment.links import as_links
from cdiff.compare.alignment.order import Moves, moved_links, moves
from cdiff.compare.alignment.pairing import Pairing
from cdiff.compare.alignment.pieces import find_groups
from cdiff.compare.alignment.rounds import settle
from cdiff.compare.alignment.units import Ban, Pin, Unit
from cdiff.model import Link

__all__ = ["Ban", "Moves", "Pin", "Unit", "align", "align_units", "moved_links", "moves"]


def align_units(
    old: Sequence[Unit], new: Sequence[Unit], *, pins: Iterable[Pin] = (), bans: Iterable[Ban] = ()
) -> tuple[Link, ...]:
    """Say which old clauses became which new ones; no clause is in two links, in old order."""
    pairing = Pairing(old, new, pins, bans)
    likeness = Likeness([unit.text for unit in old], [unit.text for unit in new])
    anchor(likeness, pairing)
    settle(likeness, pairing)
    return as_links(likeness, pairing, find_groups(likeness, pairing))


def align(old: Sequence[str], new: Sequence[str]) -> tuple[Link, ...]:
    """Align two sequences of texts of which nothing but the words is known."""
    return align_units([Unit(text) for text in old], [Unit(text) for text in new])
