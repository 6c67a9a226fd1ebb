"""What is put on the pages of a PDF afterwards: comments, typed texts, values of form fields.

None of it is in the text stream of a page, so none of it is read as text. A note behind a sign is a comment, as those
of Word are. What prints on the page, a typed text or the value of a field, limits what can be said of the text.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator, Sequence

import pypdfium2.raw as c

from cdiff.core.model import Caution, Remark
from cdiff.reading.pdf.page import PdfAnnotation

_MAX_NOTES = 10_000
"""No page has so many; a hostile file may say so."""
_MAX_BYTES = 200_000
_NAMED = 3
_SILENT = (c.FPDF_ANNOT_LINK, c.FPDF_ANNOT_POPUP, c.FPDF_ANNOT_SOUND, c.FPDF_ANNOT_MOVIE, c.FPDF_ANNOT_SCREEN)
"""The words of these describe them for people who do not see them."""
_UNSEEN = c.FPDF_ANNOT_FLAG_HIDDEN | c.FPDF_ANNOT_FLAG_NOVIEW


def annotations_of(page: object, document: object) -> Iterator[PdfAnnotation]:
    """Yield the annotations of a page that show words or lead to an address, in the order of the file."""
    for at in range(min(max(c.FPDFPage_GetAnnotCount(page), 0), _MAX_NOTES)):
        note = c.FPDFPage_GetAnnot(page, at)
        if not note:
            continue
        kind = c.FPDFAnnot_GetSubtype(note)
        if kind == c.FPDF_ANNOT_WIDGET:
            value = _words(note, b"V")
            if value and value != "Off" and not c.FPDFAnnot_GetFlags(note) & _UNSEEN:
                yield PdfAnnotation("field", value)
        elif kind == c.FPDF_ANNOT_LINK and (address := _address(note, document)):
            yield PdfAnnotation("link", address)
        elif kind not in _SILENT and (text := _words(note, b"Contents")):
            yield PdfAnnotation("typed" if kind == c.FPDF_ANNOT_FREETEXT else "comment", text, _words(note, b"T"))
        c.FPDFPage_CloseAnnot(note)


def _words(note: object, key: bytes) -> str:
    size = c.FPDFAnnot_GetStringValue(note, key, None, 0)
    if not 2 < size <= _MAX_BYTES:
        return ""
    buffer = ctypes.create_string_buffer(size)
    c.FPDFAnnot_GetStringValue(note, key, ctypes.cast(buffer, ctypes.POINTER(c.FPDF_WCHAR)), size)
    return " ".join(buffer.raw.decode("utf-16-le", "replace").replace("\0", "").split())


def _address(note: object, document: object) -> str:
    action = c.FPDFLink_GetAction(c.FPDFAnnot_GetLink(note))
    size = c.FPDFAction_GetURIPath(document, action, None, 0) if action else 0
    if not 1 < size <= _MAX_BYTES:
        return ""
    buffer = ctypes.create_string_buffer(size)
    c.FPDFAction_GetURIPath(document, action, buffer, size)
    return buffer.value.decode("utf-8", "replace")


def remarks_of(annotations: Sequence[PdfAnnotation], page: int) -> list[Remark]:
    """Return the comments and typed texts of a page as comments."""
    found = (each for each in annotations if each.kind in ("comment", "typed"))
    return [Remark("comment", f"page {page}", each.text, each.author) for each in found]


def warn_of_unread(annotations: Sequence[PdfAnnotation]) -> Iterator[Caution]:
    """Warn of what is printed on the pages of a file and is not read."""
    for kind, one, many in (
        ("typed", "1 text typed on a page is", "{} texts typed on pages are"),
        ("field", "the value of 1 form field is", "the values of {} form fields are"),
    ):
        texts = [each.text for each in annotations if each.kind == kind]
        if texts:
            said = one if len(texts) == 1 else many.format(len(texts))
            quoted = ", ".join(f"“{text}”" for text in texts[:_NAMED]) + (" …" if len(texts) > _NAMED else "")
            yield Caution(f"{said} not read: {quoted}", 0, "part")
