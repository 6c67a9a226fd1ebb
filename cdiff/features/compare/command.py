"""`cdiff compare`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from cdiff.cli.output import note_order
from cdiff.cli.runner import Run, command
from cdiff.core.errors import EXIT_DONE, EXIT_NEGATIVE
from cdiff.core.records import replace

if TYPE_CHECKING:
    from cdiff.core.model import Comparison
    from cdiff.store import Store

_TELLS = {
    "html": "",
    "docx": "Write a Word file with tracked changes.",
    "markdown": "",
    "csv": "Write a table for programs, one row per change.",
    "xlsx": "",
    "json": "",
}


@command(tells=_TELLS, limited=True, judges=True)
def compare(
    run: Run,
    old: Annotated[
        str, typer.Argument(help="A label (draft3), a label at a git revision (draft3@HEAD~2), a file or its address.")
    ],
    new: Annotated[
        str,
        typer.Argument(
            help="The newer text, named likewise; without it, old is compared before and after its tracked changes."
        ),
    ] = "",
    only: Annotated[
        list[str] | None,
        typer.Option(
            metavar="KIND",
            help="Show only these, comma-separated: editorial, modified, moved, split, merged, inserted, deleted, "
            "renumbered, unchanged.",
        ),
    ] = None,
    objective: Annotated[str, typer.Option(metavar="N", help="Show only this objective.")] = "",
    clause: Annotated[
        list[str] | None,
        typer.Option(
            metavar="CITATION",
            help="Show only this clause (21a, obj5, fn3), old or new, and what belongs to it; repeatable.",
        ),
    ] = None,
    explain: Annotated[
        str,
        typer.Option(metavar="CITATION", help="Explain why this clause was paired as it was, and name the runner-up."),
    ] = "",
    top: Annotated[
        int,
        typer.Option(
            min=0,
            metavar="N",
            help="Show the N changes that matter most, each with its weight; a report lists 5 by default.",
        ),
    ] = 0,
    stat: Annotated[bool, typer.Option("--stat", help="Show the summary table only.")] = False,
    context: Annotated[
        int | None,
        typer.Option(min=0, metavar="WORDS", help="Words of context around each edit; all by default."),
    ] = None,
    side_by_side: Annotated[bool, typer.Option("--side-by-side", help="Show old and new in two columns.")] = False,
    exit_code: Annotated[
        bool, typer.Option("--exit-code", help="End with 1 if there is a difference, or something was not read.")
    ] = False,
    author: Annotated[
        str,
        typer.Option(metavar="NAME", help="Author name for tracked changes in --docx; git's user.name by default."),
    ] = "",
    date: Annotated[
        str,
        typer.Option(
            metavar="DATE",
            help="Date of the tracked changes, such as 2018-07-11; that of the newer version by default.",
        ),
    ] = "",
) -> int:
    """Show what changed between two versions, clause by clause."""
    from cdiff import pipeline
    from cdiff.features.compare.told import COMPARISON, Told
    from cdiff.features.watch import watch
    from cdiff.pipeline.stores import user_name

    store = run.open(*filter(None, (old, new)))
    wanted = pipeline.Selection(
        only=tuple(pipeline.kinds_of(only or [])), objective=objective, clauses=tuple(clause or ())
    )
    narrowed: dict[str, Any] = {"only": ",".join(wanted.only), "objective": objective, "clause": clause, "top": top}
    with run.work(old, *filter(None, [new]), more=1, long=len(run.targets) > 1 or None):
        result = replace(_compared(run, old, new, store), accepts_incomplete=run.accepts_incomplete)
        watched = watch(result, run.config, store)
        author = author or (user_name(Path.cwd()) if "docx" in run.targets else "")
        told = Told(result, wanted, watched, stat, author, date, top, run.config.lexicon)
        objects = told.objects
        if explain:
            from cdiff.features.compare.alignment import explanation
            from cdiff.telling.terminal import terminal

            run.page(terminal(explanation(result, pipeline.about(result, explain)), run.display()))
            return EXIT_DONE
        typed = run.command("compare", *filter(None, (old, new)), **narrowed)
        run.tell(COMPARISON, told, command=typed, display=run.display(context=context, side_by_side=side_by_side))
    return EXIT_NEGATIVE if exit_code and objects else EXIT_DONE


def _compared(run: Run, old: str, new: str, store: Store) -> Comparison:
    """Compare two versions, or one file before and after its tracked changes."""
    from cdiff import pipeline

    if not new:
        run.step(f"reading {old}")
        return pipeline.compare_revisions(old, store, profile=run.profile, options=run.options())
    before, after = run.load(old), run.load(new)
    run.step("comparing")
    result = pipeline.compare(before, after, store)
    note_order(before, after)
    return result
