"""Reading: a file as it was received → its bytes and its blocks.

The format is told by the content first, then by the suffix: HTML that is called `.doc` is HTML. One module per
format, imported when used; a plain text pays for none of them.
"""

from __future__ import annotations

import hashlib
import re
import sys
from pathlib import Path

from cdiff._callable import make_callable
from cdiff.errors import ReadError, near
from cdiff.model import Reading, Source
from cdiff.read.content import Content
from cdiff.read.options import Limits, ReadOptions

__all__ = ["Limits", "ReadOptions", "read", "read_bytes", "receive"]

_MARKUP = re.compile(rb"<[!?/A-Za-z]|mime-version", re.IGNORECASE)
_MARKDOWN = (".md", ".markdown")


def read(path: str | Path, options: ReadOptions = ReadOptions()) -> Reading:  # noqa: B008  # frozen
    """Read a file, or standard input for `-`, into its bytes and its blocks.

    Text, Markdown, HTML, Akoma Ntoso, Word (.docx), OpenDocument (.odt) and PDF are read; .doc and .rtf
    with the help of LibreOffice. Raises `ReadError` for a file that is missing, too large, damaged, or in no
    format or encoding that is read.
    """
    return read_bytes(*receive(path, options.limits), options)


def receive(path: str | Path, limits: Limits = Limits()) -> tuple[bytes, str]:  # noqa: B008  # frozen
    """Give the bytes of a file, or of standard input for `-`, and its name without the folder.

    Raises `ReadError` for a file that is missing or cannot be opened; reads at most one byte over the limit.
    """
    if str(path) == "-":
        return sys.stdin.buffer.read(limits.bytes + 1), "-"
    path = Path(path)
    try:
        with path.open("rb") as file:
            return file.read(limits.bytes + 1), path.name
    except FileNotFoundError:
        raise ReadError(f"no file {path}{_neighbours(path)}") from None
    except OSError as error:
        raise ReadError(f"cannot read {path}: {error.strerror}") from None


def read_bytes(data: bytes, name: str, options: ReadOptions = ReadOptions()) -> Reading:  # noqa: B008  # frozen
    """Read a source that is in memory; `name` stands for it in messages.

    Raises `ReadError` as `read` does.
    """
    if len(data) > options.limits.bytes:
        size = options.limits.bytes // 2**20
        raise ReadError(f"{name}: larger than {size} MiB; split it, or remove what is not the draft")
    content = _content(data, name, options)
    if not content.blocks:
        raise ReadError(f"{name}: there is no text in it")
    if len(content.blocks) > options.limits.blocks:
        raise ReadError(f"{name}: more than {options.limits.blocks} lines or paragraphs; split it")
    source = Source(name, content.media_type, hashlib.sha256(data).hexdigest(), data)
    beside = (content.removed, content.warnings, content.revisions, content.remarks)
    return Reading(source, content.blocks, *beside)


def _content(data: bytes, name: str, options: ReadOptions) -> Content:
    if data.startswith(b"%PDF-"):
        from cdiff.read.pdf import read_pdf

        return read_pdf(data, name, options)
    if data.startswith(b"PK\x03\x04"):
        return _zipped(data, name, options)
    if data.startswith((b"\xd0\xcf\x11\xe0", b"{\\rtf")):
        from cdiff.read.libreoffice import read_office

        return read_office(data, name, options)
    if _MARKUP.search(data[:4096].replace(b"\0", b"")):
        content = _marked_up(data, name, options)
        if content:
            return content
    if Path(name).suffix.lower() in _MARKDOWN:
        from cdiff.read.markdown import read_markdown

        return read_markdown(data, name, options)
    from cdiff.read.text import read_text

    return read_text(data, name, options)


def _zipped(data: bytes, name: str, options: ReadOptions) -> Content:
    from cdiff.read.zipped import ODT, media_type

    if media_type(data, name, options.limits) == ODT:
        from cdiff.read.odt import read_odt

        return read_odt(data, name, options)
    from cdiff.read.docx import read_docx

    return read_docx(data, name, options)


def _marked_up(data: bytes, name: str, options: ReadOptions) -> Content | None:
    from cdiff.read.akn import is_akn, read_akn
    from cdiff.read.html import is_html, read_html

    if is_akn(data):
        return read_akn(data, name, options)
    return read_html(data, name, options) if is_html(data) else None


def _neighbours(path: Path) -> str:
    """Offer the files beside it whose names are near."""
    try:
        return near(path.name, sorted(entry.name for entry in path.parent.iterdir()))
    except OSError:
        return ""


make_callable(__name__, read)
