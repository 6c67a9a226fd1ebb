"""`cdiff where` and `cdiff concordance`."""

from __future__ import annotations

from typing import Annotated

import typer

from cdiff.cli.chains import is_long, load_chain, steps_of
from cdiff.cli.output import colours, config_and_store, terminal_width, write
from cdiff.cli.progress import steps
from cdiff.cli.reading_options import Profile, StoreFolder, Width
from cdiff.cli.report_options import Force, Html, Json, TableCsv, Xlsx, command_of, quoted, targets_of, write_reports
from cdiff.core.errors import EXIT_DONE


def where(
    clause: Annotated[str, typer.Argument(metavar="CITATION", help='A clause: 20i, "objective 5", fn1.')],
    in_: Annotated[str, typer.Option("--in", metavar="LABEL", help="The version that cites it so.")],
    to: Annotated[
        str, typer.Option("--to", metavar="LABEL", help="The version whose numbering is wanted; the last one.")
    ] = "",
    json: Json = "",
    force: Force = False,
    profile: Profile = "",
    width: Width = 0,
    store: StoreFolder = "",
) -> int:
    """Say what a clause of one version is called in another one."""
    from cdiff.features.trace import versions as tracing
    from cdiff.pipeline import chains

    config, found = config_and_store(store, in_, to)
    names = chains.named_versions([], found, [in_, to])
    to = to or names[-1]
    targets = targets_of([in_, to], found.folder, force=force, json=json)
    with steps(steps_of(names, len(targets)), long=is_long(names)) as step:
        whole = load_chain(names, found, config, profile, step)
        labels = [whole.versions[names.index(name)].label for name in (in_, to)]
        told = tracing.whereabouts(whole, clause, labels[0], labels[1], found)
        write_reports(targets, lambda format_, name: tracing.where_report(told), step)
    if not targets:
        from cdiff.features.trace.where_terminal import where_terminal

        write(where_terminal(told, width=width or config.look.width or terminal_width(), colours=colours()))
    return EXIT_DONE


def concordance(
    versions: Annotated[
        list[str] | None,
        typer.Argument(help="Labels, labels at a git revision, or files, in their order; all versions by default."),
    ] = None,
    html: Html = "",
    csv: TableCsv = "",
    xlsx: Xlsx = "",
    json: Json = "",
    force: Force = False,
    profile: Profile = "",
    width: Width = 0,
    store: StoreFolder = "",
) -> int:
    """Say what every clause is called in each version."""
    from cdiff.features.trace import versions as tracing
    from cdiff.pipeline import chains

    config, found = config_and_store(store, *(versions or []))
    names = chains.named_versions(versions or [], found)
    targets = targets_of(names, found.folder, force=force, html=html, csv=csv, xlsx=xlsx, json=json)
    command = command_of("concordance", *names, profile=profile)
    with steps(steps_of(names, len(targets)), long=is_long(names)) as step:
        whole = load_chain(names, found, config, profile, step)
        made = tracing.concordance(whole)

        def render(format_: str, name: str) -> bytes:
            return tracing.concordance_report(made, format_, quoted(command, format_, name))

        write_reports(targets, render, step)
    if not targets:
        from cdiff.features.trace.where_terminal import concordance_terminal

        size = width or config.look.width or terminal_width()
        write(concordance_terminal(made, width=size, colours=colours()))
    return EXIT_DONE
