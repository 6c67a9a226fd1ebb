"""What a caller may choose about reading."""

from __future__ import annotations

from typing import Literal

from cdiff.core.limits import Limits
from cdiff.core.records import record

__all__ = ["Limits", "ReadOptions"]


@record
class ReadOptions:
    """What a caller may choose."""

    encoding: str | None = None
    """The encoding of a plain text; found by its byte-order mark, else UTF-8, where none is named."""
    revisions: Literal["accepted", "original"] = "accepted"
    """Which side of tracked changes is read."""
    struck: Literal["kept", "deleted"] = "kept"
    """Whether struck-through text counts as deleted."""
    limits: Limits = Limits()
    repair: bool = True
    """Whether words that a bad PDF glued together are parted; it takes a vocabulary, so `pipeline` does it."""
    allow_local: bool = False
    """Whether an address may lead into the own network."""
