"""Lines from right to left: a page of Arabic or Hebrew is mirrored, and read as any other.

In the mirror its lines begin at the left, its first column is the left one, its labels hang there. Only figures and
Latin words run backwards, and are turned round where they are written out.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from cdiff.core.records import replace
from cdiff.reading.pdf.page import GlyphRun, PdfPage, RuledLine

_RTL = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_LTR = re.compile(r"[^\W_]")


def has_rtl(text: str) -> bool:
    """Whether a text holds letters of a script that is written from right to left."""
    return not text.isascii() and _RTL.search(text) is not None


def mirrored(page: PdfPage) -> PdfPage:
    """Mirror a page most letters of which are written from right to left."""
    letters = "".join(run.text for run in page.runs)
    if not has_rtl(letters) or 2 * len(_RTL.findall(letters)) < len(_LTR.findall(letters)):
        return page
    width = page.width
    runs = (
        replace(
            run,
            lefts=tuple(width - right for right in run.rights),
            rights=tuple(width - left for left in run.lefts),
        )
        for run in page.runs
    )
    lines = (RuledLine(width - line.right, line.top, width - line.left, line.bottom) for line in page.lines)
    return replace(page, runs=tuple(runs), lines=tuple(lines))


def in_logical_order(runs: Sequence[GlyphRun]) -> list[GlyphRun]:
    """Turn round what runs from left to right in a mirrored line: figures, Latin words, and what stands between."""
    if not any(has_rtl(run.text) for run in runs):
        return list(runs)
    ordered: list[GlyphRun] = []
    backward: list[GlyphRun] = []
    neutral: list[GlyphRun] = []
    for run in runs:
        if has_rtl(run.text):
            ordered += [*reversed(backward), *neutral, run]
            backward, neutral = [], []
        elif _LTR.search(run.text):
            backward += [*neutral, run]
            neutral = []
        elif backward:
            neutral.append(run)
        else:
            ordered.append(run)
    return [*ordered, *reversed(backward), *neutral]
