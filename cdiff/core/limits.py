"""Limits on what a source may ask for, so that a hostile file does no harm."""

from __future__ import annotations

from cdiff.core.records import record


@record
class Limits:
    """How much a source may ask for; beyond it, reading stops with an error that names the limit."""

    bytes: int = 64 * 2**20
    """The size of the file."""
    unpacked: int = 512 * 2**20
    """The size of everything that a zip-based file unpacks to."""
    ratio: int = 200
    """How many times larger a packed part may become."""
    blocks: int = 1_000_000
    """Lines or paragraphs."""
    depth: int = 256
    """How deep elements may be nested."""
    pages: int = 5_000
    seconds: int = 60
    """How long fetching a file from its address may take."""
    redirects: int = 5
