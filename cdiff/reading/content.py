"""What a format's reader hands back: the blocks, and all that it found beside them."""

from __future__ import annotations

from cdiff.core.model import Block, Caution, Remark, Removed, Revision
from cdiff.core.records import NamedTuple


class Content(NamedTuple):
    """The content of a source in one format, before it becomes a `Reading`."""

    blocks: tuple[Block, ...]
    media_type: str
    removed: tuple[Removed, ...] = ()
    warnings: tuple[Caution, ...] = ()
    revisions: tuple[Revision, ...] = ()
    remarks: tuple[Remark, ...] = ()
