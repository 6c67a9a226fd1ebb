"""Struck-through text: letters with a line drawn through their middle."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import replace

from cdiff.reading.pdf.page import Page, Rule, Run
from cdiff.reading.pdf.rows import cut_run

_LOWEST, _HIGHEST = 0.12, 0.58
"""Where a line above the baseline runs through letters, as shares of their size; lower it underlines."""


def with_strikes(page: Page) -> Page:
    """Mark the struck letters of a page."""
    flat = sorted((rule for rule in page.rules if rule.flat), key=lambda rule: rule.y)
    if not flat:
        return page
    heights = [rule.y for rule in flat]
    return replace(page, runs=tuple(part for run in page.runs for part in _strike(run, flat, heights)))


def _strike(run: Run, flat: Sequence[Rule], heights: Sequence[float]) -> list[Run]:
    first = bisect_left(heights, run.base - _HIGHEST * run.size)
    last = bisect_right(heights, run.base - _LOWEST * run.size)
    near = [
        rule
        for rule in flat[first:last]
        if rule.left < run.right and rule.right > run.left and rule.bottom - rule.top < 0.25 * run.size
    ]
    if not near:
        return [run]
    marks = [
        any(rule.left - 0.5 <= (left + right) / 2 <= rule.right + 0.5 for rule in near)
        for left, right in zip(run.lefts, run.rights, strict=True)
    ]
    return [replace(part, struck=struck) for part, struck in cut_run(run, marks)]
