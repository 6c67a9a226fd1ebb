"""Letters of another size laid over or beside the lines: watermarks, and the large initial of a paragraph."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from statistics import median

from cdiff.core.records import replace
from cdiff.reading.pdf.page import GlyphRun, PdfPage

_LARGE = 1.6
"""An initial of two lines is twice as large as the text and more; a watermark larger still. Headings lie on nothing."""
_SHARE, _LEAST = 0.6, 2
"""A watermark lies in one place on so many of the pages."""
_INITIAL = 3
"""An initial is one letter, with a quotation mark before it perhaps."""
_BESIDE = 1.5
"""How far from an initial its line begins, in letter sizes of the line."""


def without_watermarks(pages: Sequence[PdfPage]) -> list[PdfPage]:
    """Set aside large letters that lie in exactly one place on most pages, across the letters of some of them."""
    size = median([run.size for page in pages for run in page.runs for _ in run.text] or [0.0])
    places: dict[tuple[str, int, int], list[tuple[PdfPage, GlyphRun]]] = defaultdict(list)
    for page in pages:
        for run in page.runs:
            if run.size >= _LARGE * size and run.text.strip():
                places[run.text, round(run.left), round(run.base)].append((page, run))
    marks: set[GlyphRun] = set()
    for found in places.values():
        if len(found) >= max(_LEAST, _SHARE * len(pages)) and any(_lies_on_letters(run, page) for page, run in found):
            marks.update(run for _, run in found)
    if not marks:
        return list(pages)
    return [
        replace(
            page,
            runs=tuple(run for run in page.runs if run not in marks),
            overlaid=tuple(run.text for run in page.runs if run in marks),
        )
        for page in pages
    ]


def _lies_on_letters(mark: GlyphRun, page: PdfPage) -> bool:
    """Whether smaller letters stand where the upper half of a mark's letters, without their edges, is drawn."""
    return any(
        run.size * _LARGE <= mark.size
        and mark.base - 0.7 * mark.size < run.base < mark.base
        and run.left < mark.right
        and run.right > mark.left
        for run in page.runs
    )


def with_initials(page: PdfPage) -> PdfPage:
    """Put a large initial, which stands on the second or third line, before the first line that it begins."""
    moved: dict[GlyphRun, GlyphRun] = {}
    for run in page.runs:
        text = run.text.strip()
        if not 0 < len(text) <= _INITIAL or not text[-1].isupper():
            continue
        lines = [
            other
            for other in page.runs
            if run.base - run.size < other.base <= run.base + 1
            and other.size * _LARGE <= run.size
            and 0 <= other.left - run.right + 1 <= _BESIDE * other.size + 1
        ]
        first = min(lines, key=lambda other: other.base, default=None)
        if first is None or first.base > run.base - 0.5 * first.size or not first.text[:1].islower():
            continue
        count = len(text)
        moved[run] = replace(
            run, text=text, lefts=(run.left,) * count, rights=(first.left,) * count, base=first.base, size=first.size
        )
    return replace(page, runs=tuple(moved.get(run, run) for run in page.runs)) if moved else page
