"""`cdiff export`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from cdiff.cli.output import config_and_store, note, write, write_file
from cdiff.cli.reading_options import AllowLocal, Encoding, MaxSize, StoreFolder
from cdiff.core.errors import EXIT_DONE


def export(
    version: Annotated[
        str, typer.Argument(help="A label (final), a label at a git revision (final@HEAD~2), a file or its address.")
    ],
    format_: Annotated[str, typer.Option("--format", metavar="akn", help="Akoma Ntoso 3.0, the only one so far.")],
    output: Annotated[str, typer.Option("-o", "--output", metavar="FILE", help="Where to; - for stdout.")] = "-",
    force: Annotated[bool, typer.Option("--force", help="Write over a file that is there.")] = False,
    profile: Annotated[str, typer.Option(help="How to read a file that is not stored.")] = "",
    encoding: Encoding = None,
    max_size: MaxSize = None,
    allow_local: AllowLocal = False,
    store: StoreFolder = "",
) -> int:
    """Write a version in a format that other programs read."""
    from cdiff import pipeline

    pipeline.check_choice("--format", format_, ("akn",))
    config, found = config_and_store(store, version)
    options = pipeline.options_from(config, encoding=encoding, max_size=max_size, allow_local=allow_local)
    loaded = pipeline.load(version, found, profile=profile or config.settings.profile, options=options)
    from cdiff.features.export.akn import akn

    data = akn(loaded)
    if output == "-":
        write(data.decode())
    else:
        write_file(Path(output), data, force=force)
        note(f"wrote {output}")
    return EXIT_DONE
