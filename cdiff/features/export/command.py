"""`cdiff export`."""

from __future__ import annotations

from typing import Annotated

import typer

from cdiff.cli.runner import Run, command
from cdiff.core.errors import EXIT_DONE


@command(tells={"akn": "Write Akoma Ntoso 3.0.", "json": ""}, shows=False)
def export(
    run: Run,
    version: Annotated[
        str, typer.Argument(help="A label (final), a label at a git revision (final@HEAD~2), a file or its address.")
    ],
    output: Annotated[
        str, typer.Option("-o", "--output", metavar="FILE", help="Write what --format names into a file.")
    ] = "-",
) -> int:
    """Write a version in a format that other programs read."""
    from cdiff import pipeline
    from cdiff.features.export.subject import EXPORT, Exported

    if output != "-":
        run.redirect(output)
    store = run.open(version)
    with run.work(version):
        loaded = run.load(version)
        again = pipeline.reading_of(loaded, version, store) if run.wants("json") else None
        run.tell(EXPORT, Exported(loaded, again))
    return EXIT_DONE
