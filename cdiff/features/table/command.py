"""`cdiff table`."""

from __future__ import annotations

from typing import Annotated

import typer

from cdiff.cli.output import colours, config_and_store, terminal_width, write
from cdiff.cli.progress import steps
from cdiff.cli.reading_options import AllowLocal, Encoding, MaxSize, Profile, Revisions, StoreFolder, Struck, Width
from cdiff.cli.report_options import (
    Force,
    Html,
    Markdown,
    TableCsv,
    TableDocx,
    Xlsx,
    command_of,
    targets_of,
    write_reports,
)
from cdiff.core.errors import EXIT_DONE


def table(
    versions: Annotated[
        list[str] | None,
        typer.Argument(help="Labels, labels at a git revision, or files, in their order; all versions by default."),
    ] = None,
    html: Html = "",
    docx: TableDocx = "",
    markdown: Markdown = "",
    csv: TableCsv = "",
    xlsx: Xlsx = "",
    clause: Annotated[
        str, typer.Option(metavar="CITATION", help="Only this clause (21a, obj5, fn3) and what belongs to it.")
    ] = "",
    changed: Annotated[
        bool | None,
        typer.Option("--changed/--all", help="Only clauses that changed, or all; in the terminal: what changed."),
    ] = None,
    force: Force = False,
    profile: Profile = "",
    encoding: Encoding = None,
    revisions: Revisions = "accepted",
    struck: Struck = "kept",
    max_size: MaxSize = None,
    allow_local: AllowLocal = False,
    width: Width = 0,
    store: StoreFolder = "",
) -> int:
    """Show several versions side by side, clause by clause, with what changed in each."""
    from cdiff import pipeline
    from cdiff.features.table import rows as tables
    from cdiff.pipeline import chains

    named = versions or []
    config, found = config_and_store(store, *named)
    targets = targets_of(named, found.folder, force=force, html=html, docx=docx, markdown=markdown, csv=csv, xlsx=xlsx)
    named = named or [version.label for version in found.versions()]
    options = pipeline.options_from(
        config, encoding=encoding, revisions=revisions, struck=struck, max_size=max_size, allow_local=allow_local
    )
    with steps(2 * len(named) - 1 + len(targets)) as step:
        loaded = []
        for name in named:
            step(f"reading {name}")
            loaded.append(pipeline.load(name, found, profile=profile or config.settings.profile, options=options))
        whole = chains.table(loaded, found, step)
        narrow = changed if changed is not None else not (targets or clause)
        chosen = tables.choose_rows(whole, changed=narrow, typed=clause)
        command = command_of("table", *named, clause=clause) + " --changed" * bool(changed)
        write_reports(
            targets,
            lambda format_, name: tables.table_report(chosen, format_, f"{command} --{format_} {name or '-'}"),
            step,
        )
    if not targets:
        from cdiff.features.table.terminal import table_terminal

        write(table_terminal(chosen, width=width or config.look.width or terminal_width(), colours=colours()))
    return EXIT_DONE
