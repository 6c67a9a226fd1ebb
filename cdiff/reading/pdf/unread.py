"""What of a PDF could not be read as text: an error where it is all or most of it, else a warning."""

from __future__ import annotations

from collections.abc import Sequence

from cdiff.core.errors import ReadError
from cdiff.core.model import Caution
from cdiff.reading.pdf.page import PdfPage

_FEW = 3
"""A page with fewer letters than this has no text; a page number alone is not one."""
_UNREADABLE = 0.3
"""Above this share of unknown letters the words cannot be guessed, and a comparison would be of noise."""
_NAMED = 12
"""So many pages are named in a message."""


def check_text(pages: Sequence[PdfPage], name: str) -> list[Caution]:
    """Return a warning for pages that lack text, and one for letters that are not known.

    Raises `ReadError` where there is no text, or where too many of its letters are not known.
    """
    letters = {page.number: _count_letters(page) for page in pages}
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
    warnings = []
    scanned = [page.number for page in pages if letters[page.number] < _FEW and page.pictures]
    if scanned:
        warnings.append(Caution(f"{_named(scanned)} without text, perhaps scanned: nothing was read there", 0, "part"))
    empty = [page for page in pages if letters[page.number] < _FEW and not page.pictures]
    for is_blank in (False, True):  # on a blank page there was nothing to read
        numbers = [page.number for page in empty if page.is_blank == is_blank]
        if numbers:
            said = f"{_named(numbers)} without text"
            warnings.append(Caution(f"{said}: blank") if is_blank else Caution(said, 0, "part"))
    if unknown:
        doubtful = [page.number for page in pages if page.unknown]
        said = f"{unknown} letters are not known to the font that draws them: {_named(doubtful)}"
        warnings.append(Caution(said, 0, "letters"))
    return warnings


def _count_letters(page: PdfPage) -> int:
    texts = [*(run.text for run in page.runs), *page.turned]
    return sum(len("".join(text.split())) for text in texts)


def _named(pages: Sequence[int]) -> str:
    """Name pages: `page 3`, `pages 1, 2, 5`."""
    listed = ", ".join(map(str, pages[:_NAMED])) + (" …" if len(pages) > _NAMED else "")
    return f"page{'s' if len(pages) > 1 else ''} {listed}"
