"""The versions of a store as a bare git repository."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from cdiff.core.errors import VersionError
from cdiff.core.model import Version
from cdiff.store import Store


def history(versions: Sequence[Version], target: Path, store: Store | None = None) -> str:
    """Make a bare git repository with one commit per version, in their order; gives the id of the last commit.

    `text.md` holds the clauses, one per line, `README.md` what the version is. Raises `VersionError` where there is no
    version and for a target in the folder of the store, and what `store.history.write_history` raises.
    """
    from cdiff.features.history.pages import author, message, readme
    from cdiff.store.form import write_text
    from cdiff.store.history import Snapshot, write_history

    if not versions:
        raise VersionError("there are no versions to export; cdiff add stores one")
    if store and store.folder.resolve() in (target.resolve(), *target.resolve().parents):
        raise VersionError(f"{target}: that folder holds the versions; name another")
    return write_history(
        target,
        [
            Snapshot(
                version.label,
                version.date,
                author(version),
                message(version),
                {"README.md": readme(version).encode(), "text.md": write_text(version.document).encode()},
            )
            for version in versions
        ],
    )
