"""`cdiff trace` and `cdiff blame`."""

from __future__ import annotations

from typing import Annotated

import typer

from cdiff.cli.chains import is_long, load_chain, steps_of
from cdiff.cli.output import colours, config_and_store, terminal_width, write
from cdiff.cli.progress import steps
from cdiff.cli.reading_options import Profile, StoreFolder, Width
from cdiff.cli.report_options import Force, Html, Json, Markdown, command_of, quoted, targets_of, write_reports
from cdiff.core.errors import EXIT_DONE

_CONTEXT = 12


def trace(
    clause: Annotated[str, typer.Argument(metavar="CITATION", help='A clause: 21a, "objective 23", fn1.')],
    versions: Annotated[
        list[str] | None,
        typer.Argument(help="Labels, labels at a git revision, or files, in their order; all versions by default."),
    ] = None,
    in_: Annotated[
        str, typer.Option("--in", metavar="LABEL", help="The version that cites it so; the last one that has it.")
    ] = "",
    context: Annotated[
        int | None,
        typer.Option(min=0, metavar="WORDS", help="Show so many words around each edit; 12 by default."),
    ] = None,
    full: Annotated[bool, typer.Option("--full", help="Show all words around the edits.")] = False,
    html: Html = "",
    json: Json = "",
    markdown: Markdown = "",
    force: Force = False,
    profile: Profile = "",
    width: Width = 0,
    store: StoreFolder = "",
) -> int:
    """Tell what became of a clause, version by version: when it entered, what changed, what it was called."""
    from cdiff.features.trace import versions as tracing
    from cdiff.pipeline import chains

    config, found = config_and_store(store, *(versions or []))
    names = chains.named_versions(versions or [], found, [in_])
    targets = targets_of(names, found.folder, force=force, html=html, json=json, markdown=markdown)
    command = command_of("trace", clause, *(versions or []), **{"in": in_, "profile": profile})
    with steps(steps_of(names, len(targets)), long=is_long(names)) as step:
        whole = load_chain(names, found, config, profile, step)
        told = tracing.biography(whole, clause, whole.versions[names.index(in_)].label if in_ else "")

        def render(format_: str, name: str) -> bytes:
            return tracing.biography_report(told, format_, quoted(command, format_, name))

        write_reports(targets, render, step)
    if not targets:
        from cdiff.features.trace.terminal import biography_terminal

        around = None if full else context if context is not None else config.look.context or _CONTEXT
        size = width or config.look.width or terminal_width()
        write(biography_terminal(told, width=size, colours=colours(), context=around))
    return EXIT_DONE


def blame(
    version: Annotated[str, typer.Argument(help="A label (final), a label at a git revision, or a file.")],
    clause: Annotated[
        str, typer.Argument(metavar="[CITATION]", help="A clause and what belongs to it; the whole text by default.")
    ] = "",
    stat: Annotated[
        bool, typer.Option("--stat", help="Show how much is owed to each draft, without the text.")
    ] = False,
    html: Html = "",
    json: Json = "",
    force: Force = False,
    profile: Profile = "",
    width: Width = 0,
    store: StoreFolder = "",
) -> int:
    """Say of every word of a version in which draft it entered, and when it left and came back."""
    from cdiff.features.trace import versions as tracing
    from cdiff.pipeline import chains

    config, found = config_and_store(store, version)
    names = chains.named_versions([], found, [version])
    names = names[: names.index(version) + 1]
    targets = targets_of([version], found.folder, force=force, html=html, json=json)
    command = command_of("blame", version, *filter(None, [clause]), profile=profile)
    with steps(steps_of(names, len(targets)), long=is_long(names)) as step:
        whole = load_chain(names, found, config, profile, step)
        told = tracing.provenance(whole, whole.versions[-1].label, clause)

        def render(format_: str, name: str) -> bytes:
            return tracing.provenance_report(told, format_, quoted(command, format_, name))

        write_reports(targets, render, step)
    if not targets:
        from cdiff.features.trace.blame_terminal import blame_terminal

        size = width or config.look.width or terminal_width()
        write(blame_terminal(told, width=size, colours=colours(), stat=stat))
    return EXIT_DONE
