"""Reading: a file as it was received → its bytes and its blocks.

The format is told by the content first, then by the suffix. One module per format, imported when used.
"""

from __future__ import annotations

import hashlib
import sys
from pathlib import Path

from cdiff.errors import ReadError
from cdiff.model import Reading, Source
from cdiff.read.text import blocks_of, decode

__all__ = ["LIMIT", "read", "read_bytes"]

LIMIT = 64 * 1024 * 1024
"""The most bytes that a source may have."""

_BINARY = (
    (b"%PDF-", "a PDF"),
    (b"PK\x03\x04", "a Word, OpenDocument or other zip file"),
    (b"\xd0\xcf\x11\xe0", "an old Word file"),
    (b"{\\rtf", "a rich-text file"),
)
_SUFFIXES = {".txt": "text/plain", ".text": "text/plain", ".md": "text/markdown"}


def read(path: str | Path, encoding: str | None = None) -> Reading:
    """Read a file, or standard input for `-`, into its bytes and its blocks.

    Raises `ReadError` for a file that is missing, is too large, or is not text in a known encoding.
    """
    if str(path) == "-":
        return read_bytes(sys.stdin.buffer.read(LIMIT + 1), "-", encoding)
    path = Path(path)
    try:
        with path.open("rb") as file:
            data = file.read(LIMIT + 1)
    except FileNotFoundError:
        raise ReadError(f"no file {path}{_neighbours(path)}") from None
    except OSError as error:
        raise ReadError(f"cannot read {path}: {error.strerror}") from None
    return read_bytes(data, path.name, encoding)


def read_bytes(data: bytes, name: str, encoding: str | None = None) -> Reading:
    """Read a source that is in memory; `name` stands for it in messages.

    Raises `ReadError` as `read` does.
    """
    if len(data) > LIMIT:
        raise ReadError(f"{name}: larger than {LIMIT // 2**20} MiB; split it, or remove what is not the draft")
    for magic, what in _BINARY:
        if data.startswith(magic):
            raise ReadError(f"{name}: this is {what}, which is not read yet; save it as plain text")
    blocks = blocks_of(decode(data, name, encoding))
    if not blocks:
        raise ReadError(f"{name}: there is no text in it")
    return Reading(Source(name, _media_type(name), hashlib.sha256(data).hexdigest(), data), blocks)


def _media_type(name: str) -> str:
    return _SUFFIXES.get(Path(name).suffix.lower(), "text/plain")


def _neighbours(path: Path) -> str:
    from cdiff.errors import near

    try:
        return near(path.name, sorted(entry.name for entry in path.parent.iterdir()))
    except OSError:
        return ""
