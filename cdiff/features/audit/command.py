"""`cdiff audit`."""

from __future__ import annotations

from typing import Annotated

import typer

from cdiff.cli.output import colours, config_and_store, terminal_width, write
from cdiff.cli.progress import is_large, steps
from cdiff.cli.reading_options import AllowLocal, Encoding, MaxSize, StoreFolder, Width
from cdiff.cli.report_options import Force, Json, Markdown, MaxBytes, command_of, targets_of, write_reports
from cdiff.core.errors import EXIT_DONE, EXIT_NEGATIVE


def audit(
    redline: Annotated[str, typer.Argument(help="The file with tracked changes, its address, or its label.")],
    old: Annotated[str, typer.Argument(help="The text that rejecting every change must give: a label or a file.")],
    new: Annotated[str, typer.Argument(help="The text that accepting every change must give.")],
    fail_on: Annotated[
        str,
        typer.Option(
            metavar="any|substance",
            help="Whether any untracked difference ends with 1, or only one in words or order.",
        ),
    ] = "any",
    context: Annotated[
        int | None,
        typer.Option(min=0, metavar="WORDS", help="Show so many words around each edit; all of them by default."),
    ] = None,
    markdown: Markdown = "",
    json: Json = "",
    max_bytes: MaxBytes = 65536,
    force: Force = False,
    profile: Annotated[str, typer.Option(help="How to read all three; as old is read by default.")] = "",
    encoding: Encoding = None,
    max_size: MaxSize = None,
    allow_local: AllowLocal = False,
    width: Width = 0,
    store: StoreFolder = "",
) -> int:
    """Prove that a file with tracked changes turns one text into another, and nothing else.

    Ends with 1 if anything differs between the texts and what rejecting or accepting every change gives.
    """
    from cdiff import pipeline
    from cdiff.features.audit import auditing

    config, found = config_and_store(store, redline, old, new)
    strict = auditing.fail_on_of(fail_on)
    options = pipeline.options_from(config, encoding=encoding, max_size=max_size, allow_local=allow_local)
    targets = targets_of([redline, old, new], found.folder, force=force, markdown=markdown, json=json)
    with steps(1 + len(targets), long=is_large(redline, old, new)) as step:
        step("auditing")
        chosen = profile or config.settings.profile
        result = auditing.audit(redline, old, new, found, profile=chosen, options=options)
        command = command_of("audit", redline, old, new, profile=profile, encoding=encoding)
        order = auditing.AuditReportRequest(strict, command, max_bytes)
        write_reports(targets, lambda format_, _: auditing.report(result, format_, order), step)
    if not targets:
        from cdiff.features.audit.terminal import audit_terminal

        look = config.look._replace(
            context=config.look.context if context is None else context,
            width=width or config.look.width or terminal_width(),
        )
        write(audit_terminal(result, look, fail_on=strict, colours=colours()))
    return EXIT_DONE if result.holds(strict) else EXIT_NEGATIVE
