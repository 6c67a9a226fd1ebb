"""The tracked changes of a Word file, as they are listed."""

from __future__ import annotations

from cdiff.core.model import Version
from cdiff.core.records import record

KINDS = {"insert": "inserted", "delete": "deleted", "move": "moved", "format": "changed"}
"""The kinds of tracked changes, as a person types them, and what each did."""


@record
class ListedRevision:
    """A tracked change."""

    id: int
    """Its place in the list, from 1: the numbers in a file need not be unique."""
    kind: str
    what: str
    """`words`, `paragraph mark`, `row`, `cell`, `numbering`, `formatting` or `content control`."""
    author: str
    date: str
    """As the file has it: `xsd:dateTime`, or empty."""
    text: str
    place: str
    """The clause that it stands in, or why that part is none of the draft; empty where neither is known."""
    settled: str = ""
    """`accepted` or `rejected`; empty where it is left."""


@record
class Revisions:
    """The tracked changes of a Word file, and the file with some of them settled."""

    version: Version
    rows: tuple[ListedRevision, ...]
    data: bytes
    """The file; the very bytes that it had where no change is settled."""

    def count(self, settled: str) -> int:
        """Count those that were `accepted` or `rejected`, or are left: the empty word."""
        return sum(each.settled == settled for each in self.rows)
