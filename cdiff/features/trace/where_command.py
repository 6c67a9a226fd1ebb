"""`cdiff where` and `cdiff concordance`."""

from __future__ import annotations

from typing import Annotated

import typer

from cdiff.cli.output import note
from cdiff.cli.runner import Run, command
from cdiff.core.errors import EXIT_DONE, EXIT_USER, CdiffError, CitationError
from cdiff.telling.subject import GENERAL

_TELLS = {**dict.fromkeys(GENERAL, ""), "csv": "Write a table for programs, one row per clause."}


@command(tells=GENERAL)
def where(
    run: Run,
    clauses: Annotated[
        list[str],
        typer.Argument(
            metavar="CITATION...",
            help='Clauses: 20i, "objective 5", fn1; or a file with one per line, - for standard input.',
        ),
    ],
    in_: Annotated[str, typer.Option("--in", metavar="LABEL", help="The version whose numbering is used.")],
    to: Annotated[
        str,
        typer.Option("--to", metavar="LABEL", help="The version whose numbering is wanted; the last one by default."),
    ] = "",
) -> int:
    """Show what a clause of one version is called in another one; of several clauses, a line for each."""
    from cdiff.cli.questions import clauses_in
    from cdiff.features.trace import subjects
    from cdiff.features.trace import versions as tracing

    asked = clauses_in(clauses)
    run.open(*filter(None, (in_, to)))
    names = run.names((), [in_, to])
    to = to or names[-1]
    with run.work(*names, more=len(names) - 1):
        whole = run.chain(names)
        labels = [whole.versions[names.index(name)].label for name in (in_, to)]
        told, missing = [], []
        for clause in asked:
            try:
                told.append(tracing.whereabouts(whole, clause, labels[0], labels[1], run.store))
            except CitationError as error:
                missing.append(error)
        if missing and not told:
            raise missing[0]
        command_typed = run.command("where", *clauses, in_=in_, to=to)
        if len(asked) == 1:
            run.tell(subjects.WHERE, told[0], command=command_typed)
        else:
            run.tell(subjects.WHEREABOUTS, told, command=command_typed)
    for failure in missing:
        note(str(failure))
    return EXIT_USER if missing else EXIT_DONE


@command(tells=_TELLS)
def concordance(
    run: Run,
    versions: Annotated[
        list[str] | None,
        typer.Argument(help="Labels, labels at a git revision, or files, in their order; all versions by default."),
    ] = None,
) -> int:
    """Say what every clause is called in each version."""
    from cdiff.features.trace import subjects
    from cdiff.features.trace import versions as tracing

    named = versions or []
    run.open(*named)
    names = run.names(named)
    if len(names) < 2:
        raise CdiffError("a concordance takes two versions or more; cdiff list names them")
    with run.work(*names, more=len(names) - 1):
        made = tracing.concordance(run.chain(names))
        run.tell(subjects.CONCORDANCE, made, command=run.command("concordance", *names))
    return EXIT_DONE
