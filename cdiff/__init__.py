"""cdiff versions, compares and traces the drafts of a negotiated text, clause by clause.

    import cdiff
    old = cdiff.parse(cdiff.read("draft3.txt"), profile="gcm")
    new = cdiff.parse(cdiff.read("final.txt"), profile="gcm")
    for change in cdiff.compare(old, new):
        print(change.kind, [clause.citation for clause in change.old], [clause.citation for clause in change.new])
    for lineage in cdiff.lineages([old, new]):
        print(lineage.id, [event.kind for cell in lineage.cells for event in cell.events])
    for clause, words in cdiff.provenance([old, new]):
        print(clause.citation, [(word.text, word.entered) for word in words])

Names are imported when they are first used, so that `import cdiff` costs next to nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cdiff.comparing import compare as compare
    from cdiff.comparing.alignment import align as align
    from cdiff.core.model import Block as Block
    from cdiff.core.model import Change as Change
    from cdiff.core.model import Clause as Clause
    from cdiff.core.model import Comparison as Comparison
    from cdiff.core.model import Document as Document
    from cdiff.core.model import Edit as Edit
    from cdiff.core.model import Lineage as Lineage
    from cdiff.core.model import Link as Link
    from cdiff.core.model import Reading as Reading
    from cdiff.core.model import Source as Source
    from cdiff.core.model import Version as Version
    from cdiff.features.trace import lineages as lineages
    from cdiff.features.trace import provenance as provenance
    from cdiff.parsing import parse as parse
    from cdiff.reading import read as read
    from cdiff.store import Store as Store

__version__ = "0.1.0"

_HOME = {
    "align": "cdiff.comparing.alignment",
    "compare": "cdiff.comparing",
    "parse": "cdiff.parsing",
    "lineages": "cdiff.features.trace",
    "provenance": "cdiff.features.trace",
    "read": "cdiff.reading",
    "Store": "cdiff.store",
} | dict.fromkeys(
    ("Block", "Change", "Clause", "Comparison", "Document", "Edit", "Lineage", "Link", "Reading", "Source", "Version"),
    "cdiff.core.model",
)

__all__ = [*_HOME]  # the names above


def __getattr__(name: str) -> object:
    """Import a name when it is first used."""
    from importlib import import_module

    if name not in _HOME:
        raise AttributeError(f"module 'cdiff' has no attribute {name!r}")
    value = getattr(import_module(_HOME[name]), name)
    globals()[name] = value
    return value
