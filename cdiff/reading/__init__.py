"""Reading: a file as it was received → its bytes and its blocks.

The format is recognised by the content first, then by the suffix: HTML that is called `.doc` is HTML. One module per
format, imported when used; a plain text pays for none of them.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import BinaryIO

from cdiff.core.errors import ReadError, near
from cdiff.core.gc_pause import uncollected
from cdiff.core.model import Caution, Reading, Remark, Source, UnreadKind
from cdiff.core.records import record, replace
from cdiff.reading.content import Content
from cdiff.reading.options import Limits, ReadOptions
from cdiff.reading.unplaced import count_unplaced

__all__ = ["Limits", "ReadOptions", "Received", "is_address", "read", "read_bytes", "receive"]

_MARKUP = re.compile(rb"<[!?/A-Za-z]|mime-version", re.IGNORECASE)
_MARKDOWN = (".md", ".markdown")
_XML = (".xml", ".fodt", ".svg", ".rss", ".atom", ".xsd", ".xsl", ".rdf")
_PAGE_ROOTS = ("html", "head", "body")
_FLAT = ("pkg:package", "office:document")
"""Word's and LibreOffice's documents in a single XML file."""
_PAGE = (".html", ".htm", ".xhtml")
_ADDRESS = re.compile(r"https?://", re.IGNORECASE)
_PIECE = 2**20
"""Bytes that are read at once; nearly every draft is smaller."""


@record
class Received:
    """A source before it is read."""

    data: bytes
    name: str
    """Without the folder."""
    options: ReadOptions
    """Those asked for, and the encoding that the server names."""
    address: str = ""


def read(path: str | Path, options: ReadOptions = ReadOptions()) -> Reading:  # noqa: B008  # frozen
    """Read a file, standard input for `-`, or what is at an address, into its bytes and its blocks.

    Text, Markdown, HTML, law in XML (Akoma Ntoso and others), Word (.docx), OpenDocument (.odt) and PDF are read;
    .doc and .rtf with the help of LibreOffice. Raises `ReadError` for a file that is missing, too large, damaged,
    or in no format or encoding that is read.
    """
    return read_received(receive(path, options))


_PDF_HEAD = 1024
"""PDF programs look for `%PDF-` in so many bytes: a mail header or a line end may stand before it."""


def is_address(name: str) -> bool:
    """Whether a name is an address on the web: `https://…` or `http://…`."""
    return _ADDRESS.match(name) is not None


def receive(path: str | Path, options: ReadOptions = ReadOptions()) -> Received:  # noqa: B008  # frozen
    """Return the bytes of a file, of standard input for `-`, or of what is at an address.

    Raises `ReadError` for a file that is missing or cannot be opened, and for an address that does not answer
    within the limits; reads at most one byte over the limit.
    """
    most = options.limits.bytes + 1
    if str(path) == "-":
        return Received(_read_at_most(sys.stdin.buffer, most), "-", options)
    if is_address(str(path)):
        return _fetched(str(path), options)
    path = Path(path)
    try:
        with path.open("rb") as file:
            return Received(_read_at_most(file, most), path.name, options)
    except FileNotFoundError:
        raise ReadError(f"no file {path}{_neighbours(path)}") from None
    except OSError as error:
        raise ReadError(f"cannot read {path}: {error.strerror}") from None


def _read_at_most(file: BinaryIO, most: int) -> bytes:
    """Read in pieces: `read(most)` takes memory for all that it may read before it reads any of it."""
    data = bytearray()
    while piece := file.read(min(_PIECE, most - len(data))):
        data += piece
    return bytes(data)


def _fetched(url: str, options: ReadOptions) -> Received:
    """Fetch a file; the encoding that the server names counts where none is asked for."""
    from cdiff.reading.fetch import charset_of, fetch

    limits = options.limits
    bounds = {"limit": limits.bytes, "seconds": limits.seconds, "redirects": limits.redirects}
    data, name, media_type, address = fetch(url, allow_local=options.allow_local, **bounds)
    encoding = options.encoding or charset_of(media_type, data)
    return Received(data, name, replace(options, encoding=encoding), address)


def read_received(received: Received) -> Reading:
    """Read what `receive` gave; raises `ReadError` as `read` does."""
    return read_bytes(received.data, received.name, received.options, received.address)


def read_bytes(
    data: bytes,
    name: str,
    options: ReadOptions = ReadOptions(),  # noqa: B008  # frozen
    address: str = "",
) -> Reading:
    """Read a source that is in memory; `name` stands for it in messages.

    Raises `ReadError` as `read` does.
    """
    import hashlib

    if len(data) > options.limits.bytes:
        size = options.limits.bytes / 2**20
        raise ReadError(f"{name}: larger than {size:g} MiB; split it, or raise the limit with --max-size")
    if not data:
        raise ReadError(f"{name}: the file is empty; was it saved or sent whole?")
    content = _content(data, name, options)
    if not content.blocks:
        raise ReadError(f"{name}: there is no text in it")
    if len(content.blocks) > options.limits.blocks:
        raise ReadError(f"{name}: more than {options.limits.blocks} lines or paragraphs; split it")
    source = Source(name, content.media_type, hashlib.sha256(data).hexdigest(), data, address)
    warnings = (*_tracked(content, options), *content.warnings, *_marked(content.remarks))
    warnings = (*warnings, *count_unplaced(content.removed))
    marks = (content.revisions, content.remarks, content.beside)
    return Reading(source, content.blocks, content.removed, warnings, *marks)


def _tracked(content: Content, options: ReadOptions) -> Iterator[Caution]:
    """Count tracked changes and struck-through passages, and say how they were read.

    The usual way to read them limits what can be said of the text; what a person asked for does not.
    """
    passages = {(remark.line, remark.text) for remark in content.remarks if remark.kind == "struck"}
    tracked = sum((revision.line, revision.text) not in passages for revision in content.revisions)
    if tracked:
        taken = options.revisions == "accepted"
        said = f"{_many(tracked, 'tracked change')}; read as {options.revisions}"
        yield Caution(said, 0, "tracked" if taken else None)
    struck = sum(remark.kind == "struck" for remark in content.remarks)
    if struck:
        left_out = options.struck == "deleted" and options.revisions == "accepted"
        treated = "left out as deleted" if left_out else "kept as text"
        kept: UnreadKind | None = None if options.struck == "deleted" else "struck"
        yield Caution(f"{_many(struck, 'struck-through passage')}; {treated}", 0, kept)


def _many(count: int, what: str) -> str:
    return f"{count} {what}{'' if count == 1 else 's'}"


def _marked(remarks: Sequence[Remark]) -> Iterator[Caution]:
    """Count highlights and comments."""
    for kind, said in (("highlight", "highlighted passage"), ("comment", "comment")):
        count = sum(remark.kind == kind for remark in remarks)
        if count:
            yield Caution(f"{_many(count, said)}; --remarks lists {'them' if count > 1 else 'it'}")


@uncollected()
def _content(data: bytes, name: str, options: ReadOptions) -> Content:
    if data.startswith(b"%PDF-") or (b"%PDF-" in data[:_PDF_HEAD] and b"startxref" in data):
        from cdiff.reading.apart import read_apart
        from cdiff.reading.pdf import read_pdf

        return read_apart(read_pdf, data, name, options)
    if data.startswith(b"PK\x03\x04"):
        from cdiff.reading.apart import read_apart
        from cdiff.reading.packed import read_zipped

        return read_apart(read_zipped, data, name, options)
    if data.startswith((b"\xd0\xcf\x11\xe0", b"{\\rtf")):
        from cdiff.reading.libreoffice import read_office

        return read_office(data, name, options)
    from cdiff.reading.foreign import refuse_foreign

    refuse_foreign(data, name)
    if _MARKUP.search(data[:4096].replace(b"\0", b"")):
        content = _marked_up(data, name, options)
        if content:
            return content
    if Path(name).suffix.lower() in _MARKDOWN:
        from cdiff.reading.markdown import read_markdown

        return read_markdown(data, name, options)
    from cdiff.reading.text import read_text

    return read_text(data, name, options)


def _marked_up(data: bytes, name: str, options: ReadOptions) -> Content | None:
    """Read XML by its root element, and a page; none for a text that has marks of markup in it."""
    from cdiff.reading.html import is_html, read_html
    from cdiff.reading.vocabularies import root_of, vocabulary_of

    root = root_of(data)
    local = root[0].rpartition(":")[2].lower() if root else ""
    if root and (vocabulary_of(data) or (local not in _PAGE_ROOTS and _is_xml(data, name))):
        if root[0] in _FLAT:
            from cdiff.reading.apart import read_apart
            from cdiff.reading.packed import read_flat

            return read_apart(read_flat, data, name, options)
        from cdiff.reading.law_xml import read_law_xml

        return read_law_xml(data, name, options)
    is_page = is_html(data) or Path(name).suffix.lower() in _PAGE
    return read_html(data, name, options) if is_page else None


def _is_xml(data: bytes, name: str) -> bool:
    """Whether a file that begins with an element is XML: it says so, by its first line, its name or a namespace."""
    head = data[:4096].replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    return head.startswith(b"<?xml") or Path(name).suffix.lower() in _XML or b"xmlns" in head.split(b">", 1)[0]


def _neighbours(path: Path) -> str:
    """Suggest files of the same folder with similar names."""
    try:
        return near(path.name, sorted(entry.name for entry in path.parent.iterdir()))
    except OSError:
        return ""
