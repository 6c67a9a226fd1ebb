"""cdiff versions, compares and traces the drafts of a negotiated text, clause by clause.

    import cdiff
    old = cdiff.parse(cdiff.read("draft3.txt"), profile="gcm")
    new = cdiff.parse(cdiff.read("final.txt"), profile="gcm")
    for change in cdiff.compare(old, new):
        print(change.kind, [clause.citation for clause in change.old], [clause.citation for clause in change.new])

Names are imported when they are first used, so that `import cdiff` costs next to nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cdiff.parse import parse as parse
    from cdiff.read import read as read

_HOME = {"parse": "cdiff.parse", "read": "cdiff.read"}


def __getattr__(name: str) -> object:
    from importlib import import_module

    if name not in _HOME:
        raise AttributeError(f"module 'cdiff' has no attribute {name!r}")
    return getattr(import_module(_HOME[name]), name)
