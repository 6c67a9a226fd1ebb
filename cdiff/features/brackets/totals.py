"""Totals: how much is open in each part of a text."""

from __future__ import annotations

from cdiff.core.citation import unit_of
from cdiff.core.model import Document
from cdiff.features.brackets.model import BracketTally, Markup


def totals(document: Document, markup: Markup) -> tuple[BracketTally, ...]:
    """Count the open brackets, the choices, the depth and the faults of each objective, article and section.

    A bracket, a choice and a fault count where they begin. Parts come in reading order, those with nothing open too;
    the last row is the total.
    """
    units = list(unit_of(document).values())
    titles = {clause.citation: clause.text for clause in document}
    depths: dict[str, list[int]] = {part: [] for part in units}
    choices = dict.fromkeys(units, 0)
    faults = dict.fromkeys(units, 0)
    for bracket in markup:
        depths[units[bracket.start.clause]].append(bracket.depth)
    for choice in markup.choices:
        choices[units[choice.options[0].start.clause]] += 1
    for fault in markup.faults:
        faults[units[fault.place.clause]] += 1
    rows = [
        BracketTally(part, titles.get(part, ""), len(depth), choices[part], max(depth, default=0), faults[part])
        for part, depth in depths.items()
    ]
    deepest = max((row.deepest for row in rows), default=0)
    total = BracketTally("total", "", len(markup.brackets), len(markup.choices), deepest, len(markup.faults))
    return (*rows, total)
