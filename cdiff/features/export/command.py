"""`cdiff export`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from cdiff.cli.output import note, write, write_file
from cdiff.cli.runner import Run, command
from cdiff.core.errors import EXIT_DONE


@command(shows=False)
def export(
    run: Run,
    version: Annotated[
        str, typer.Argument(help="A label (final), a label at a git revision (final@HEAD~2), a file or its address.")
    ],
    format_: Annotated[
        str, typer.Option("--format", metavar="akn", help="The format; Akoma Ntoso 3.0 is the only one so far.")
    ],
    output: Annotated[str, typer.Option("-o", "--output", metavar="FILE", help="The output file; - for stdout.")] = "-",
    force: Annotated[bool, typer.Option("--force", help="Overwrite an existing file.")] = False,
) -> int:
    """Write a version in a format that other programs read."""
    from cdiff import pipeline
    from cdiff.features.export.akn import akn

    pipeline.check_choice("--format", format_, ("akn",))
    run.open(version)
    data = akn(run.load(version))
    if output == "-":
        write(data.decode())
    else:
        write_file(Path(output), data, force=force)
        note(f"wrote {output}")
    return EXIT_DONE
