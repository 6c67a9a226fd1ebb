"""`cdiff compare`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from cdiff.cli.output import note, note_order
from cdiff.cli.runner import Run, command
from cdiff.core.errors import EXIT_DONE, EXIT_NEGATIVE
from cdiff.core.records import replace

if TYPE_CHECKING:
    from cdiff.core.model import Comparison
    from cdiff.features.compare.told import Told
    from cdiff.store import Store

_TELLS = {
    "html": "",
    "docx": "Write a Word file with tracked changes: the old file itself where both are Word files.",
    "markdown": "",
    "csv": "Write a table for programs, one row per change.",
    "xlsx": "",
    "json": "",
}


_Only = Annotated[
    list[str] | None,
    typer.Option(
        metavar="KIND",
        help="Show only these, comma-separated: editorial, modified, moved, split, merged, inserted, deleted, "
        "renumbered, unchanged.",
    ),
]
_Clause = Annotated[
    list[str] | None,
    typer.Option(
        metavar="CITATION",
        help="Show only this clause (21a, obj5, fn3), old or new, and what belongs to it; repeatable.",
    ),
]
_Explain = Annotated[
    str,
    typer.Option(metavar="CITATION", help="Explain why this clause was paired as it was, and name the runner-up."),
]
_Top = Annotated[
    int,
    typer.Option(
        min=0,
        metavar="N",
        help="Show the N changes that matter most, each with its weight; a report lists 5 by default.",
    ),
]
"""What of a comparison is shown."""


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
    only: _Only = None,
    objective: Annotated[str, typer.Option(metavar="N", help="Show only this objective.")] = "",
    clause: _Clause = None,
    explain: _Explain = "",
    top: _Top = 0,
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
    base: Annotated[
        str,
        typer.Option(metavar="old|new", help="Which file the tracked changes of --docx are written into."),
    ] = "old",
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

    pipeline.check_choice("--base", base, ("old", "new"))
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
        said: tuple[str, ...] = ()
        if "docx" in run.targets:
            told, said = _issued(run, told, (old, new), base)
        run.tell(COMPARISON, told, command=typed, display=run.display(context=context, side_by_side=side_by_side))
        for each in said:
            note(each)
    return EXIT_NEGATIVE if exit_code and objects else EXIT_DONE


def _issued(run: Run, told: Told, names: tuple[str, str], base: str) -> tuple[Told, tuple[str, ...]]:
    """Write the redline into the issued file where that can be done; say which document it is, and why."""
    from cdiff.features.compare.issued import issued_redline
    from cdiff.features.compare.issued.said import own_said, said
    from cdiff.features.compare.redline import signatory
    from cdiff.features.compare.redline.wml import whole_date
    from cdiff.pipeline.versions import original_of
    from cdiff.telling.display_labels import without_folders

    named = without_folders(told.versions)
    comparison = replace(told.comparison, old=named[0], new=named[1])
    signed = signatory(comparison, told.author, told.date)
    if not names[1]:
        return told, (own_said(run.targets["docx"], f"{names[0]} has its tracked changes already"),)
    if not told.is_whole:
        return told, (own_said(run.targets["docx"], "it shows a selection"),)
    run.step("writing the changes into the file")
    old, new = (
        original_of(name, version, run.store, profile=run.profile, options=run.options())
        for name, version in zip(names, told.versions, strict=True)
    )
    made = issued_redline(comparison, old, new, author=signed.author, date=whole_date(signed.date), base=base)
    return replace(told, issued=made.data), said(made, comparison, run.targets["docx"], base)


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
