"""Limits on what a source may ask for, so that a hostile file does no harm."""

from __future__ import annotations

import sys

from cdiff.core.records import field_names, record

_MOST = sys.maxsize // 2
"""No source is so large; and what is added to a limit stays a number that the machine counts to."""


@record
class Limits:
    """How much a source may ask for; beyond it, reading stops with an error that names the limit.

    A limit beyond what the machine counts to is lowered to that.
    """

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

    def __post_init__(self) -> None:
        for name in field_names(Limits):
            if getattr(self, name) > _MOST:
                object.__setattr__(self, name, _MOST)
