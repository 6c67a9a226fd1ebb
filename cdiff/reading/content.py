"""What the reader of a format returns: the blocks, and everything else that it found."""

from __future__ import annotations

from cdiff.core.model import Beside, Block, Caution, Remark, Removed, Revision
from cdiff.core.records import record


@record
class Content:
    """The content of a source in one format, before it becomes a `Reading`."""

    blocks: tuple[Block, ...]
    media_type: str
    removed: tuple[Removed, ...] = ()
    warnings: tuple[Caution, ...] = ()
    revisions: tuple[Revision, ...] = ()
    remarks: tuple[Remark, ...] = ()
    beside: tuple[Beside, ...] = ()
