"""Pages before they are read: cut into rows, checked for text, without what was set aside."""

from __future__ import annotations

from collections.abc import Sequence

from cdiff.core.errors import ReadError
from cdiff.core.model import Caution
from cdiff.reading.pdf.bars import bars_of
from cdiff.reading.pdf.page import Page
from cdiff.reading.pdf.rows import rows_of
from cdiff.reading.pdf.sheet import Sheet

_FEW = 3
"""A page with fewer letters than this has no text."""
_UNREADABLE = 0.3
_NAMED = 12
"""So many pages are named in a message."""


def sheet_of(page: Page) -> Sheet:
    """Cut a page into rows."""
    return Sheet(page.number, page.width, page.height, tuple(rows_of(page)), tuple(bars_of(page.rules)))


def check_text(pages: Sequence[Page], name: str) -> list[Caution]:
    """Give a warning for pages that lack text.

    Raises `ReadError` where there is no text, or where its letters are not known.
    """
    letters = {page.number: _letters(page) for page in pages}
    total = sum(letters.values())
    if total < _FEW:
        scan = any(page.pictures for page in pages)
        what = "a scan: its pages are pictures without text" if scan else "a PDF without text"
        raise ReadError(f"{name}: this is {what}; run OCR on it (such as ocrmypdf), then add the result")
    unknown = sum(page.unknown for page in pages)
    if unknown > _UNREADABLE * total:
        raise ReadError(
            f"{name}: its fonts do not say which letters they draw ({unknown} of {total}); "
            "run OCR on it, or export it again with embedded Unicode maps"
        )
    return _warnings(pages, letters, unknown)


def _warnings(pages: Sequence[Page], letters: dict[int, int], unknown: int) -> list[Caution]:
    warnings = []
    bare = [page.number for page in pages if letters[page.number] < _FEW and page.pictures]
    if bare:
        warnings.append(Caution(f"{named(bare)} without text, perhaps scanned: nothing was read there"))
    empty = [page.number for page in pages if letters[page.number] < _FEW and not page.pictures]
    if empty:
        warnings.append(Caution(f"{named(empty)} without text"))
    doubtful = [page.number for page in pages if page.unknown]
    if unknown:
        warnings.append(Caution(f"{unknown} letters are not known to the font that draws them: {named(doubtful)}"))
    return warnings


def _letters(page: Page) -> int:
    texts = [*(run.text for run in page.runs), *page.turned]
    return sum(len("".join(text.split())) for text in texts)


def named(pages: Sequence[int]) -> str:
    """Name pages: `page 3`, `pages 1, 2, 5`."""
    listed = ", ".join(map(str, pages[:_NAMED])) + (" …" if len(pages) > _NAMED else "")
    return f"page{'s' if len(pages) > 1 else ''} {listed}"
