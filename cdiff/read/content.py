"""What a format's reader hands back: the blocks, and all that it found beside them."""

from __future__ import annotations

from cdiff._record import NamedTuple
from cdiff.model import Block, Caution, Remark, Removed, Revision


class Content(NamedTuple):
    """The content of a source in one format, before it becomes a `Reading`."""

    blocks: tuple[Block, ...]
    media_type: str
    removed: tuple[Removed, ...] = ()
    warnings: tuple[Caution, ...] = ()
    revisions: tuple[Revision, ...] = ()
    remarks: tuple[Remark, ...] = ()
