"""Documents of Word and LibreOffice, zipped or in a single XML file, by the format that is inside."""

from __future__ import annotations

from cdiff.reading.content import Content
from cdiff.reading.docx import read_docx
from cdiff.reading.odt import read_odt
from cdiff.reading.options import ReadOptions
from cdiff.reading.zipped import ODT, from_flat_xml, media_type


def read_zipped(data: bytes, name: str, options: ReadOptions) -> Content:
    """Read a .docx or an .odt; raises `ReadError` for any other zip file."""
    is_odt = media_type(data, name, options.limits) == ODT
    return (read_odt if is_odt else read_docx)(data, name, options)


def read_flat(data: bytes, name: str, options: ReadOptions) -> Content:
    """Read such a document in a single XML file; raises `ReadError` as `read_zipped` does."""
    return read_zipped(from_flat_xml(data, name, options.limits), name, options)
