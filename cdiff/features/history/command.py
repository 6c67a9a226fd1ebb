"""`cdiff history`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from cdiff.cli.output import note
from cdiff.cli.runner import Run, command
from cdiff.core.errors import EXIT_DONE


@command(reads=False, shows=False)
def history(
    run: Run,
    target: Annotated[
        Path, typer.Argument(metavar="OUT.git", help="The folder to create; it may exist if it is empty.")
    ],
) -> int:
    """Write the versions as a bare git repository: a commit for each, at its own day, and a tag of its label."""
    from cdiff.features.history.writing import history as write_history

    store = run.open()
    versions = store.versions()
    last = write_history(versions, target, store)
    note(f"made {target}: {len(versions)} commits, the last one {last[:10]}; next: git -C {target} log -p")
    return EXIT_DONE
