"""Options of reading, and the limits that keep a hostile file from doing harm."""

from __future__ import annotations

from typing import Literal

from cdiff.core.records import NamedTuple


class Limits(NamedTuple):
    """Upper bounds for a source; reading stops with an error that names the limit."""

    bytes: int = 64 * 2**20
    """The size of the file."""
    unpacked: int = 512 * 2**20
    """The size of all that a zip-based file unpacks to."""
    ratio: int = 200
    """How many times larger a packed part may become."""
    blocks: int = 1_000_000
    """Lines or paragraphs."""
    depth: int = 256
    """How deep elements may be nested."""
    pages: int = 5_000
    seconds: int = 60
    """How long a file may take to come from its address."""
    redirects: int = 5


class ReadOptions(NamedTuple):
    """Options of reading."""

    encoding: str | None = None
    """The encoding of a plain text; found by its byte-order mark, else UTF-8, where none is named."""
    revisions: Literal["accepted", "original"] = "accepted"
    """Which side of tracked changes is read."""
    struck: Literal["kept", "deleted"] = "kept"
    """Whether struck-through text counts as deleted."""
    limits: Limits = Limits()
    repair: bool = True
    """Whether words that a bad PDF glued together are separated; it takes a vocabulary, so `pipeline` does it."""
    allow_local: bool = False
    """Whether an address may lead into a private network."""
