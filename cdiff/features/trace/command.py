"""`cdiff trace` and `cdiff blame`."""

from __future__ import annotations

from typing import Annotated

import typer

from cdiff.cli.runner import Run, command
from cdiff.core.errors import EXIT_DONE
from cdiff.core.records import replace
from cdiff.telling.subject import GENERAL

_CONTEXT = 12
"""Words around an edit, enough to find its place; clauses of the Compact run to a hundred words and more."""


@command(tells=GENERAL)
def trace(
    run: Run,
    clause: Annotated[str, typer.Argument(metavar="CITATION", help='A clause: 21a, "objective 23", fn1.')],
    versions: Annotated[
        list[str] | None,
        typer.Argument(help="Labels, labels at a git revision, or files, in their order; all versions by default."),
    ] = None,
    in_: Annotated[
        str, typer.Option("--in", metavar="LABEL", help="The version that cites it so; the last one that has it.")
    ] = "",
    context: Annotated[
        int | None,
        typer.Option(min=0, metavar="WORDS", help="Words of context around each edit; 12 by default."),
    ] = None,
    full: Annotated[bool, typer.Option("--full", help="Show all words around the edits.")] = False,
) -> int:
    """Tell what became of a clause, version by version: when it entered, what changed, what it was called."""
    from cdiff.features.trace import subjects
    from cdiff.features.trace import versions as tracing

    named = versions or []
    run.open(*named, inputs=[*filter(None, [in_])])
    names = run.names(named, [in_])
    with run.work(*names, more=len(names) - 1):
        whole = run.chain(names)
        told = tracing.biography(whole, clause, whole.versions[names.index(in_)].label if in_ else "")
        around = context if context is not None else run.config.look.context or _CONTEXT
        display = replace(run.display(context=around), context=None if full else around)
        run.tell(subjects.BIOGRAPHY, told, command=run.command("trace", clause, *named, in_=in_), display=display)
    return EXIT_DONE


@command(tells=GENERAL)
def blame(
    run: Run,
    version: Annotated[str, typer.Argument(help="A label (final), a label at a git revision, or a file.")],
    clause: Annotated[
        str, typer.Argument(metavar="[CITATION]", help="A clause and what belongs to it; the whole text by default.")
    ] = "",
    stat: Annotated[
        bool, typer.Option("--stat", help="Show how many words come from each draft, without the text.")
    ] = False,
) -> int:
    """Say of every word of a version in which draft it entered, and when it left and came back."""
    from cdiff.features.trace import subjects
    from cdiff.features.trace import versions as tracing
    from cdiff.features.trace.model import ShownProvenance

    run.open(version)
    names = run.names((), [version])
    names = names[: names.index(version) + 1]
    with run.work(*names, more=len(names) - 1):
        whole = run.chain(names)
        told = ShownProvenance(tracing.provenance(whole, whole.versions[-1].label, clause), stat)
        run.tell(subjects.PROVENANCE, told, command=run.command("blame", version, *filter(None, [clause]), stat=stat))
    return EXIT_DONE
