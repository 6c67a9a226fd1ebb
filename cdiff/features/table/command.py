"""`cdiff table`."""

from __future__ import annotations

from typing import Annotated

import typer

from cdiff.cli.runner import Run, command
from cdiff.core.errors import EXIT_DONE

_TELLS = {
    "html": "",
    "docx": "Write a Word file to print on A3.",
    "markdown": "",
    "csv": "Write a table for programs, one row per clause.",
    "xlsx": "",
    "json": "",
}


@command(tells=_TELLS)
def table(
    run: Run,
    versions: Annotated[
        list[str] | None,
        typer.Argument(help="Labels, labels at a git revision, or files, in their order; all versions by default."),
    ] = None,
    clause: Annotated[
        list[str] | None,
        typer.Option(
            metavar="CITATION", help="Show only this clause (21a, obj5, fn3) and what belongs to it; repeatable."
        ),
    ] = None,
    base: Annotated[
        str,
        typer.Option(
            metavar="VERSION",
            help="Compare every version with this one, as for parallel proposals, not with its predecessor; "
            "it is the first column.",
        ),
    ] = "",
    changed: Annotated[
        bool | None,
        typer.Option(
            "--changed/--all",
            help="Show only clauses that changed, or all; in the terminal only what changed by default.",
        ),
    ] = None,
) -> int:
    """Show several versions side by side, clause by clause, with what changed in each."""
    from cdiff.features.table.rows import choose_rows
    from cdiff.features.table.told import TABLE
    from cdiff.pipeline.chains import table as table_of
    from cdiff.pipeline.chains import table_against

    named = versions or []
    store = run.open(*filter(None, [base, *named]))
    named = named or run.names()
    others = [name for name in named if name != base]
    columns = [base, *others] if base else named
    with run.work(*columns, more=len(columns) - 1, long=True):
        loaded = [run.load(name) for name in columns]
        whole = table_against(loaded[0], loaded[1:], store, run.step) if base else table_of(loaded, store, run.step)
        narrow = changed if changed is not None else run.is_terminal and not clause
        chosen = choose_rows(whole, changed=narrow, typed=clause or ())
        run.tell(
            TABLE, chosen, command=run.command("table", *named, base=base, clause=clause or [], changed=bool(changed))
        )
    return EXIT_DONE
