"""Writing out runs: where letters stand apart there is a space, whether the file has one or not."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median

from cdiff.reading.pdf.page import Piece, Run

MARK_GAP = 0.7
"""A note mark stands further off than a letter does, and is none the less one with its word."""
_WORD_GAP = 0.15
"""A gap of this share of the letter size is a space between two runs."""


def piece_of(runs: Sequence[Run], base: float, size: float) -> Piece:
    """Put runs on one line together."""
    return Piece(tuple(runs), base, size, spell(runs), runs[0].left, max(run.right for run in runs))


def spell(runs: Sequence[Run]) -> str:
    """Write out runs on one line, with a space wherever a gap stands for one."""
    out: list[str] = []
    right: float | None = None
    for run in runs:
        if right is not None and run.left - right > (MARK_GAP if run.raised else _WORD_GAP) * run.size:
            out.append(" ")
        out.append(_spell_run(run))
        right = run.right if not run.text.endswith(" ") else None
    return " ".join("".join(out).split())


def _spell_run(run: Run) -> str:
    """Write out one run: some programs write no spaces, and only move on."""
    gaps = [left - right for left, right in zip(run.lefts[1:], run.rights, strict=False)]
    if not gaps or max(gaps) <= _WORD_GAP * run.size:
        return run.text
    usual = max(0.0, median(gaps))
    wide = usual + (0.6 if " " in run.text.strip() else 0.18) * run.size
    letters = [run.text[0]]
    for gap, letter in zip(gaps, run.text[1:], strict=True):
        letters.append(f" {letter}" if gap > wide else letter)
    return "".join(letters)
