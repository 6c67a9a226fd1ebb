"""`cdiff check`."""

from __future__ import annotations

from typing import Annotated

import typer

from cdiff.cli.output import note
from cdiff.cli.runner import Run, command
from cdiff.core.errors import EXIT_DONE, EXIT_NEGATIVE

_TELLS = {
    "html": "",
    "json": "",
    "sarif": "Write SARIF 2.1.0 for code scanning.",
    "junit": "Write a JUnit report, a test per rule.",
    "markdown": "",
    "csv": "Write a table for programs, one row per finding.",
    "xlsx": "",
    "github": "Write annotations of a GitHub workflow.",
    "codequality": "Write a code quality report for GitLab.",
}


@command(tells=_TELLS, limited=True, judges=True)
def check(
    run: Run,
    new: Annotated[
        str, typer.Argument(help="A label (draft3), a label at a git revision (draft3@HEAD~2), a file or its address.")
    ],
    against: Annotated[
        str,
        typer.Option(
            metavar="OLD", help="The draft before it: what was already there is suppressed and does not fail."
        ),
    ] = "",
    same_as: Annotated[
        str,
        typer.Option(
            metavar="OTHER", help="The text that this one should be identical to: every difference is a finding."
        ),
    ] = "",
    final: Annotated[bool, typer.Option("--final", help="Allow no square bracket.")] = False,
    all_: Annotated[bool, typer.Option("--all", help="Also count what was already in the old draft.")] = False,
    fail_on: Annotated[
        str, typer.Option(metavar="error|warning|note", help="The lowest severity that ends the command with 1.")
    ] = "",
    baseline: Annotated[
        str, typer.Option(metavar="PATH", help="A file of findings that were accepted and do not fail.")
    ] = "",
    write_baseline: Annotated[
        str, typer.Option(metavar="PATH", help="Accept all findings: write them into this file, and end with 0.")
    ] = "",
    today: Annotated[
        str, typer.Option(metavar="DATE", help="The day by which exceptions expire, 2027-01-31; today by default.")
    ] = "",
) -> int:
    """Check a new draft: structure, references, agreed text, brackets, terms, strength, hygiene."""
    from cdiff.features.check import running as checking
    from cdiff.features.check.reports import Reported
    from cdiff.features.check.subjects import CHECK

    names = [name for name in (new, against, same_as) if name]
    store = run.open(*names)
    request = checking.requested(
        new,
        against=against,
        same_as=same_as,
        final=final,
        fail_on=fail_on,
        count_known=all_,
        baseline=baseline,
        today=today or _today(),
        accept_incomplete=run.accepts_incomplete,
    )
    again = run.command("check", new, against=against, same_as=same_as, final=final, read=False)
    with run.work(*names, more=1):
        run.step(f"checking {new}")
        result = checking.run_check(request, store, run.config, profile=run.profile, options=run.options())
        if write_baseline:
            checking.write_baseline(result, write_baseline, force=run.typed["force"])
            note(f"wrote {write_baseline}; review it and commit it")
        if run.targets or not write_baseline:
            run.tell(CHECK, Reported(result, again), command=again, always=not write_baseline)
    return EXIT_NEGATIVE if result.failed and not write_baseline else EXIT_DONE


def _today() -> str:
    """Read the clock, here and nowhere else: exceptions have a last day."""
    from datetime import UTC, datetime

    return datetime.now(UTC).date().isoformat()
