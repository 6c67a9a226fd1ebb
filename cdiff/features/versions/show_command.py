"""`cdiff show`."""

from __future__ import annotations

from typing import Annotated

import typer

from cdiff.cli.output import colours, config_and_store, terminal_width, write
from cdiff.cli.reading_options import AllowLocal, Encoding, MaxSize, NoRepair, Revisions, StoreFolder, Struck
from cdiff.core.errors import EXIT_DONE


def show(
    version: Annotated[
        str, typer.Argument(help="A label (final), a label at a git revision (final@HEAD~2), a file or its address.")
    ],
    citation: Annotated[
        str, typer.Argument(help="A clause (21a, obj5, fn3); the whole text where it is not said.")
    ] = "",
    removed: Annotated[
        bool, typer.Option("--removed", help="List what stands in the source but is not of the draft, and why.")
    ] = False,
    remarks: Annotated[
        bool, typer.Option("--remarks", help="List struck, highlighted and commented words, and tracked changes.")
    ] = False,
    format_: Annotated[str, typer.Option("--format", metavar="terminal|json", help="How to print it.")] = "terminal",
    profile: Annotated[str, typer.Option(help="How to read a file that is not stored.")] = "",
    encoding: Encoding = None,
    revisions: Revisions = "accepted",
    struck: Struck = "kept",
    no_repair: NoRepair = False,
    max_size: MaxSize = None,
    allow_local: AllowLocal = False,
    store: StoreFolder = "",
) -> int:
    """Print a version, one clause of it, or an objective."""
    from cdiff import pipeline

    pipeline.check_choice("--format", format_, ("terminal", "json"))
    config, found = config_and_store(store, version)
    options = pipeline.options_from(
        config,
        encoding=encoding,
        revisions=revisions,
        struck=struck,
        repair=not no_repair,
        max_size=max_size,
        allow_local=allow_local,
    )
    loaded = pipeline.load(version, found, profile=profile or config.settings.profile, options=options)
    clauses = pipeline.clauses_of(loaded, citation)
    if format_ == "json":
        from cdiff.telling.json import version_json

        write(version_json(loaded, clauses, pipeline.reading_of(loaded, version, found)))
    elif removed or remarks:
        from cdiff.features.versions.terminal import remarks_list, removed_list

        again = pipeline.reading_of(loaded, version, found)
        if removed:
            write(removed_list(again, width=terminal_width(), colours=colours()))
        if remarks:
            write(remarks_list(again, width=terminal_width(), colours=colours()))
    else:
        from cdiff.features.versions.terminal import version_text

        write(version_text(loaded, clauses, width=terminal_width(), colours=colours()))
    return EXIT_DONE
