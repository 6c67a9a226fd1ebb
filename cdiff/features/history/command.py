"""`cdiff history`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from cdiff.cli.output import config_and_store, note
from cdiff.core.errors import EXIT_DONE


def history(
    target: Annotated[Path, typer.Argument(metavar="OUT.git", help="Where to make it; an empty folder or none.")],
    store: Annotated[str, typer.Option("--store", metavar="FOLDER", help="The folder of the versions.")] = "",
) -> int:
    """Write the versions as a bare git repository: a commit for each, at its own day, and a tag of its label."""
    from cdiff.features.history.writing import history as write_history

    _, found = config_and_store(store)
    versions = found.versions()
    last = write_history(versions, target, found)
    note(f"made {target}: {len(versions)} commits, the last one {last[:10]}; next: git -C {target} log -p")
    return EXIT_DONE
