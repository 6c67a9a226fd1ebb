"""`cdiff check`."""

from __future__ import annotations

from typing import Annotated

import typer

from cdiff.cli.output import colours, config_and_store, note, terminal_width, write
from cdiff.cli.progress import is_large, steps
from cdiff.cli.reading_options import (
    AllowLocal,
    Encoding,
    MaxSize,
    NoRepair,
    Profile,
    Revisions,
    StoreFolder,
    Struck,
    Width,
)
from cdiff.cli.report_options import Force, command_of, targets_of, write_reports
from cdiff.core.errors import EXIT_DONE, EXIT_NEGATIVE

_PATH = "PATH"


def check(
    new: Annotated[
        str, typer.Argument(help="A label (draft3), a label at a git revision (draft3@HEAD~2), a file or its address.")
    ],
    against: Annotated[
        str, typer.Option(metavar="OLD", help="The draft before it: what it had too is told apart and does not fail.")
    ] = "",
    same_as: Annotated[
        str, typer.Option(metavar="OTHER", help="The text that this one claims to be: every difference is a finding.")
    ] = "",
    final: Annotated[bool, typer.Option("--final", help="No square bracket may be left.")] = False,
    all_: Annotated[bool, typer.Option("--all", help="What the old draft had too counts as well.")] = False,
    fail_on: Annotated[
        str, typer.Option(metavar="error|warning|note", help="The least severity that ends the command with 1.")
    ] = "",
    baseline: Annotated[
        str, typer.Option(metavar=_PATH, help="A file of findings that were accepted and do not fail.")
    ] = "",
    write_baseline: Annotated[
        str, typer.Option(metavar=_PATH, help="Accept all that is found: write it into this file, and end with 0.")
    ] = "",
    format_: Annotated[
        str,
        typer.Option(
            "--format", metavar="terminal|json|sarif|junit|markdown|github|codequality", help="How to print it."
        ),
    ] = "terminal",
    json: Annotated[str, typer.Option("--json", metavar=_PATH, help="Write the full truth; - is stdout.")] = "",
    sarif: Annotated[str, typer.Option("--sarif", metavar=_PATH, help="Write SARIF 2.1.0 for code scanning.")] = "",
    junit: Annotated[str, typer.Option("--junit", metavar=_PATH, help="Write a JUnit report, a test per rule.")] = "",
    markdown: Annotated[str, typer.Option("--markdown", metavar=_PATH, help="Write Markdown for a pull request.")] = "",
    codequality: Annotated[
        str, typer.Option("--codequality", metavar=_PATH, help="Write a code quality report for GitLab.")
    ] = "",
    today: Annotated[
        str, typer.Option(metavar="DATE", help="The day by which exceptions expire, 2027-01-31; today by default.")
    ] = "",
    force: Force = False,
    profile: Profile = "",
    encoding: Encoding = None,
    revisions: Revisions = "accepted",
    struck: Struck = "kept",
    no_repair: NoRepair = False,
    max_size: MaxSize = None,
    allow_local: AllowLocal = False,
    width: Width = 0,
    store: StoreFolder = "",
) -> int:
    """Check a new draft: structure, references, agreed text, brackets, terms, strength, hygiene."""
    from cdiff import pipeline
    from cdiff.features.check import running as checking

    config, found = config_and_store(store, new, against, same_as)
    pipeline.check_choice("--format", format_, checking.FORMATS)
    names = [name for name in (new, against, same_as) if name]
    targets = targets_of(
        names,
        found.folder,
        force=force,
        json=json,
        sarif=sarif,
        junit=junit,
        markdown=markdown,
        codequality=codequality,
    )
    options = pipeline.options_from(
        config,
        encoding=encoding,
        revisions=revisions,
        struck=struck,
        repair=not no_repair,
        max_size=max_size,
        allow_local=allow_local,
    )
    request = checking.requested(
        new,
        against=against,
        same_as=same_as,
        final=final,
        fail_on=fail_on,
        count_known=all_,
        baseline=baseline,
        today=today or _today(),
    )
    command = command_of("check", new, **{"against": against, "same-as": same_as}) + " --final" * final
    with steps(2 + len(targets), long=is_large(*names)) as step:
        step(f"checking {new}")
        result = checking.run_check(request, found, config, profile=profile or config.settings.profile, options=options)
        write_reports(targets, lambda format_, _: checking.check_report(result, format_, command), step)
    if write_baseline:
        checking.write_baseline(result, write_baseline, force=force)
        note(f"wrote {write_baseline}; review it and commit it")
        return EXIT_DONE
    if format_ != "terminal":
        write(checking.check_report(result, format_, command).decode())
    elif "-" not in targets.values():
        from cdiff.features.check.terminal import check_terminal

        columns = width or config.look.width or terminal_width()
        write(check_terminal(result, width=columns, colours=colours(), command=command))
    return EXIT_NEGATIVE if result.failed else EXIT_DONE


def _today() -> str:
    """Read the clock, here and nowhere else: exceptions have a last day."""
    from datetime import UTC, datetime

    return datetime.now(UTC).date().isoformat()
