"""`cdiff audit`."""

from __future__ import annotations

from typing import Annotated

import typer

from cdiff.cli.runner import Run, command
from cdiff.core.errors import EXIT_DONE, EXIT_NEGATIVE
from cdiff.telling.subject import GENERAL


@command(tells=GENERAL, limited=True, judges=True)
def audit(
    run: Run,
    redline: Annotated[str, typer.Argument(help="The file with tracked changes, its address, or its label.")],
    old: Annotated[str, typer.Argument(help="The text that rejecting every change must give: a label or a file.")],
    new: Annotated[str, typer.Argument(help="The text that accepting every change must give.")],
    fail_on: Annotated[
        str,
        typer.Option(
            metavar="any|substance",
            help="End with 1 for any untracked difference, or only for one in words or order.",
        ),
    ] = "any",
    context: Annotated[
        int | None,
        typer.Option(min=0, metavar="WORDS", help="Words of context around each edit; all by default."),
    ] = None,
) -> int:
    """Prove that a file with tracked changes turns one text into another, and nothing else.

    Ends with 1 if anything differs between the texts and what rejecting or accepting every change gives, or if
    something was not read.
    """
    from cdiff.features.audit import auditing
    from cdiff.features.audit.subjects import AUDIT

    store = run.open(redline, old, new)
    strict = auditing.fail_on_of(fail_on)
    with run.work(redline, old, new):
        run.step("auditing")
        result = auditing.audit(redline, old, new, store, profile=run.profile, options=run.options())
        judged = auditing.JudgedAudit(result, strict, run.accepts_incomplete)
        run.tell(AUDIT, judged, command=run.command("audit", redline, old, new), display=run.display(context=context))
    return EXIT_DONE if judged.holds else EXIT_NEGATIVE
