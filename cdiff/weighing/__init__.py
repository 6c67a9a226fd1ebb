"""Weighing: how much a change matters, and which words of a text commit, deny, widen or narrow.

It joins what `comparing` found with words that `searching` finds, so it stands above both.
"""

from __future__ import annotations

from cdiff.weighing.weights import WEIGHTS, ranked, weigh, weigh_units

__all__ = ["WEIGHTS", "ranked", "weigh", "weigh_units"]
