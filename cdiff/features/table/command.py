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
        str, typer.Option(metavar="CITATION", help="Only this clause (21a, obj5, fn3) and what belongs to it.")
    ] = "",
    changed: Annotated[
        bool | None,
        typer.Option("--changed/--all", help="Only clauses that changed, or all; in the terminal: what changed."),
    ] = None,
) -> int:
    """Show several versions side by side, clause by clause, with what changed in each."""
    from cdiff.features.table.rows import choose_rows
    from cdiff.features.table.told import TABLE
    from cdiff.pipeline.chains import table as table_of

    named = versions or []
    store = run.open(*named)
    named = named or [version.label for version in store.versions()]
    with run.work(*named, more=len(named) - 1, long=True):
        whole = table_of([run.load(name) for name in named], store, run.step)
        narrow = changed if changed is not None else run.is_terminal and not clause
        chosen = choose_rows(whole, changed=narrow, typed=clause)
        run.tell(TABLE, chosen, command=run.command("table", *named, clause=clause, changed=bool(changed)))
    return EXIT_DONE
