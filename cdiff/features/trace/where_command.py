"""`cdiff where` and `cdiff concordance`."""

from __future__ import annotations

from typing import Annotated

import typer

from cdiff.cli.runner import Run, command
from cdiff.core.errors import EXIT_DONE
from cdiff.telling.subject import GENERAL

_TELLS = {**dict.fromkeys(GENERAL, ""), "csv": "Write a table for programs, one row per clause."}


@command(tells=GENERAL)
def where(
    run: Run,
    clause: Annotated[str, typer.Argument(metavar="CITATION", help='A clause: 20i, "objective 5", fn1.')],
    in_: Annotated[str, typer.Option("--in", metavar="LABEL", help="The version that cites it so.")],
    to: Annotated[
        str, typer.Option("--to", metavar="LABEL", help="The version whose numbering is wanted; the last one.")
    ] = "",
) -> int:
    """Say what a clause of one version is called in another one."""
    from cdiff.features.trace import subjects
    from cdiff.features.trace import versions as tracing

    store = run.open(*filter(None, (in_, to)))
    names = run.names((), [in_, to])
    to = to or names[-1]
    with run.work(*names, more=len(names) - 1):
        whole = run.chain(names)
        labels = [whole.versions[names.index(name)].label for name in (in_, to)]
        told = tracing.whereabouts(whole, clause, labels[0], labels[1], store)
        run.tell(subjects.WHERE, told, command=run.command("where", clause, in_=in_, to=to))
    return EXIT_DONE


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
    with run.work(*names, more=len(names) - 1):
        made = tracing.concordance(run.chain(names))
        run.tell(subjects.CONCORDANCE, made, command=run.command("concordance", *names))
    return EXIT_DONE
