"""Reading: a file as it was received → its bytes and its blocks.

The format is told by the content first, then by the suffix. One module per format, imported when used.
"""

from __future__ import annotations

import hashlib
import sys
from pathlib import Path

from cdiff._callable import make_callable
from cdiff.errors import ReadError, near
from cdiff.model import Reading, Source
from cdiff.read.options import Limits, ReadOptions
from cdiff.read.text import blocks_of, decode

__all__ = ["Limits", "ReadOptions", "read", "read_bytes"]

_BINARY = (
    (b"%PDF-", "a PDF"),
    (b"PK\x03\x04", "a Word, OpenDocument or other zip file"),
    (b"\xd0\xcf\x11\xe0", "an old Word file"),
    (b"{\\rtf", "a rich-text file"),
)
_SUFFIXES = {".md": "text/markdown"}


def read(path: str | Path, options: ReadOptions = ReadOptions()) -> Reading:  # noqa: B008  # frozen
    """Read a file, or standard input for `-`, into its bytes and its blocks.

    Raises `ReadError` for a file that is missing, is too large, or is not text in a known encoding.
    """
    limit = options.limits.bytes
    if str(path) == "-":
        return read_bytes(sys.stdin.buffer.read(limit + 1), "-", options)
    path = Path(path)
    try:
        with path.open("rb") as file:
            data = file.read(limit + 1)
    except FileNotFoundError:
        raise ReadError(f"no file {path}{_neighbours(path)}") from None
    except OSError as error:
        raise ReadError(f"cannot read {path}: {error.strerror}") from None
    return read_bytes(data, path.name, options)


def read_bytes(data: bytes, name: str, options: ReadOptions = ReadOptions()) -> Reading:  # noqa: B008  # frozen
    """Read a source that is in memory; `name` stands for it in messages.

    Raises `ReadError` as `read` does.
    """
    if len(data) > options.limits.bytes:
        size = options.limits.bytes // 2**20
        raise ReadError(f"{name}: larger than {size} MiB; split it, or remove what is not the draft")
    for magic, what in _BINARY:
        if data.startswith(magic):
            raise ReadError(f"{name}: this is {what}, which is not read yet; save it as plain text")
    blocks = blocks_of(decode(data, name, options.encoding))
    if not blocks:
        raise ReadError(f"{name}: there is no text in it")
    return Reading(Source(name, _media_type(name), hashlib.sha256(data).hexdigest(), data), blocks)


def _media_type(name: str) -> str:
    return _SUFFIXES.get(Path(name).suffix.lower(), "text/plain")


def _neighbours(path: Path) -> str:
    """Offer the files beside it whose names are near."""
    try:
        return near(path.name, sorted(entry.name for entry in path.parent.iterdir()))
    except OSError:
        return ""


make_callable(__name__, read)
