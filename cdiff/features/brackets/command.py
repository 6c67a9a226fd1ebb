"""`cdiff brackets`."""

from __future__ import annotations

from typing import Annotated

import typer

from cdiff.cli.runner import Run, command
from cdiff.core.errors import EXIT_DONE, CdiffError
from cdiff.telling.subject import GENERAL


@command(tells=GENERAL)
def brackets(
    run: Run,
    versions: Annotated[
        list[str] | None,
        typer.Argument(help="One version to list; two to compare; with --all, any number, all versions by default."),
    ] = None,
    all_: Annotated[bool, typer.Option("--all", help="Count what is open in each part, version by version.")] = False,
    only: Annotated[
        list[str] | None,
        typer.Option(
            metavar="OUTCOME",
            help="With two versions, show only these, comma-separated: opened, open, closed, resolved, replaced, "
            "deleted.",
        ),
    ] = None,
    party: Annotated[
        list[str] | None, typer.Option(metavar="NAME", help="Show only brackets that name this party; repeatable.")
    ] = None,
    clause: Annotated[
        list[str] | None,
        typer.Option(metavar="CITATION", help="Show only this clause and what is below it; repeatable."),
    ] = None,
    objective: Annotated[str, typer.Option(metavar="N", help="Show only this objective.")] = "",
    stat: Annotated[bool, typer.Option("--stat", help="Show the totals only.")] = False,
) -> int:
    """List what is not agreed: open brackets, options, who wants what; between two versions, what became of it."""
    named = versions or []
    store = run.open(*named)
    if not all_ and not 1 <= len(named) <= 2:
        raise CdiffError("name one version to list, two to compare, or --all; cdiff list names them")
    from cdiff.features.brackets import subjects
    from cdiff.features.brackets import versions as bracketing

    named = named or run.names()
    cited = [*(clause or []), *([f"objective {objective}"] if objective else [])]
    wanted = bracketing.Narrowing(only or (), party or (), cited)
    with run.work(*named, more=len(named), long=all_ or None):
        read = [bracketing.marked(name, run.load(name), store, run.config, run.profile) for name in named]
        if all_:
            run.tell(subjects.TABLE, bracketing.bracket_table(read, store, run.step))
        elif len(read) == 2:
            compared = bracketing.compare_brackets(read[0], read[1], store)
            chosen = bracketing.ChosenOutcomes(compared, bracketing.choose(compared, wanted), stat)
            run.tell(subjects.CHANGES, chosen)
        else:
            run.tell(subjects.LISTING, bracketing.ListedMarks(bracketing.narrow(read[0], wanted), stat))
    return EXIT_DONE
