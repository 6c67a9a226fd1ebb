"""`cdiff compare`."""

from __future__ import annotations

from typing import Annotated

import typer

from cdiff.cli.output import colours, config_and_store, terminal_width, write
from cdiff.cli.progress import is_large, steps
from cdiff.cli.reading_options import AllowLocal, Encoding, MaxSize, NoRepair, Revisions, StoreFolder, Struck, Width
from cdiff.cli.report_options import (
    Author,
    Csv,
    Date,
    Docx,
    Force,
    Html,
    Json,
    Markdown,
    MaxBytes,
    Xlsx,
    command_of,
    targets_of,
    write_reports,
)
from cdiff.core.errors import EXIT_DONE, EXIT_NEGATIVE
from cdiff.core.records import replace


def compare(
    old: Annotated[
        str, typer.Argument(help="A label (draft3), a label at a git revision (draft3@HEAD~2), a file or its address.")
    ],
    new: Annotated[
        str,
        typer.Argument(help="The same, for the newer text; without it, old before and after its tracked changes."),
    ] = "",
    only: Annotated[
        list[str] | None,
        typer.Option(
            metavar="KIND",
            help="Show only these, joined with commas: editorial, modified, moved, split, merged, inserted, deleted, "
            "renumbered, unchanged.",
        ),
    ] = None,
    objective: Annotated[str, typer.Option(metavar="N", help="Show only what stands in this objective.")] = "",
    clause: Annotated[
        str,
        typer.Option(
            metavar="CITATION", help="Show only this clause (21a, obj5, fn3), old or new, and what belongs to it."
        ),
    ] = "",
    explain: Annotated[
        str, typer.Option(metavar="CITATION", help="Say why this clause was paired as it was, and what came next.")
    ] = "",
    stat: Annotated[bool, typer.Option("--stat", help="Show the summary table only.")] = False,
    context: Annotated[
        int | None,
        typer.Option(min=0, metavar="WORDS", help="Show so many words around each edit; all of them by default."),
    ] = None,
    side_by_side: Annotated[bool, typer.Option("--side-by-side", help="Show old and new in two columns.")] = False,
    exit_code: Annotated[
        bool, typer.Option("--exit-code", help="End with 1 if there is a difference, as git diff does.")
    ] = False,
    format_: Annotated[str, typer.Option("--format", metavar="terminal|json", help="How to print it.")] = "terminal",
    html: Html = "",
    docx: Docx = "",
    markdown: Markdown = "",
    csv: Csv = "",
    xlsx: Xlsx = "",
    json: Json = "",
    author: Author = "",
    date: Date = "",
    max_bytes: MaxBytes = 65536,
    force: Force = False,
    profile: Annotated[
        str,
        typer.Option(
            help="How to read files that are not stored: auto, gcm, articles, statutes, plain, or a profile file."
        ),
    ] = "",
    encoding: Encoding = None,
    revisions: Revisions = "accepted",
    struck: Struck = "kept",
    no_repair: NoRepair = False,
    max_size: MaxSize = None,
    allow_local: AllowLocal = False,
    width: Width = 0,
    store: StoreFolder = "",
) -> int:
    """Show what changed between two versions, clause by clause."""
    from cdiff import pipeline
    from cdiff.features.compare.reports import Order, Signature, report
    from cdiff.features.watch import watch

    config, found = config_and_store(store, old, new)
    pipeline.check_choice("--format", format_, ("terminal", "json"))
    typed_profile, profile = profile, profile or config.settings.profile
    wanted = pipeline.Selection(only=tuple(pipeline.kinds_of(only or [])), objective=objective, clause=clause)
    options = pipeline.options_from(
        config,
        encoding=encoding,
        revisions=revisions,
        struck=struck,
        repair=not no_repair,
        max_size=max_size,
        allow_local=allow_local,
    )
    targets = targets_of(
        [old, new],
        found.folder,
        force=force,
        html=html,
        docx=docx,
        markdown=markdown,
        csv=csv,
        xlsx=xlsx,
        json=json,
    )
    said = {"profile": typed_profile, "encoding": encoding, "struck": struck if struck != "kept" else ""}
    said["revisions"] = revisions if new and revisions != "accepted" else ""
    narrowed = {"only": ",".join(wanted.only), "objective": objective, "clause": clause}
    command = command_of("compare", *filter(None, (old, new)), **narrowed, **said)
    with steps(3 + len(targets), long=len(targets) > 1 or is_large(old, new)) as step:
        step(f"reading {old}")
        if new:
            before = pipeline.load(old, found, profile=profile, options=options)
            step(f"reading {new}")
            after = pipeline.load(new, found, profile=profile, options=options)
            step("comparing")
            result = pipeline.compare(before, after, found)
        else:
            result = pipeline.compare_revisions(old, found, profile=profile, options=options)
        watched = watch(result, config, found)
        order = Order(command, wanted, Signature(author, date), max_bytes, watched)
        shown = pipeline.select(result, wanted)
        write_reports(targets, lambda format_, name: report(result, format_, order, name), step)
    if explain:
        from cdiff.features.compare.alignment_table import explanation

        chosen = pipeline.about(result, explain)
        write(explanation(result, chosen, width=width or terminal_width(), colours=colours()))
        return EXIT_DONE
    if targets:
        pass  # the files are all that was asked for
    elif format_ == "json":
        from cdiff.telling.json import comparison_json

        write(comparison_json(result, pipeline.summarise(result), shown, watched))
    else:
        from cdiff.features.compare.terminal import terminal

        look = replace(
            config.look,
            context=config.look.context if context is None else context,
            side_by_side=side_by_side or config.look.side_by_side,
            width=width or config.look.width or terminal_width(),
        )
        summary = pipeline.summarise(result, words=False)
        write(terminal(result, summary, shown, look, colours=colours(), stat=stat, watched=watched))
    return EXIT_NEGATIVE if exit_code and any(change.is_change for change, _ in shown) else EXIT_DONE
