"""`cdiff trace` and `cdiff blame`."""

from __future__ import annotations

from typing import Annotated

import typer

from cdiff.cli.runner import Run, command
from cdiff.core.errors import EXIT_DONE, CdiffError, near
from cdiff.core.records import replace
from cdiff.telling.subject import GENERAL

_CONTEXT = 12
"""Words around an edit, enough to find its place; clauses of the Compact run to a hundred words and more."""


@command(tells=GENERAL)
def trace(
    run: Run,
    asked: Annotated[
        list[str],
        typer.Argument(
            metavar="CITATION... [VERSION]...",
            help='Clauses (21a, "objective 23", fn1), then labels, labels at a git revision, or files, in their order; '
            "all versions by default.",
        ),
    ],
    in_: Annotated[
        str,
        typer.Option(
            "--in", metavar="LABEL", help="The version whose numbering is used; by default the last one that has it."
        ),
    ] = "",
    context: Annotated[
        int | None,
        typer.Option(min=0, metavar="WORDS", help="Words of context around each edit; 12 by default."),
    ] = None,
    full: Annotated[bool, typer.Option("--full", help="Show all words around the edits.")] = False,
) -> int:
    """Follow a clause through the versions: when it was inserted, what changed, how it was cited."""
    from cdiff.features.trace import subjects
    from cdiff.features.trace import versions as tracing

    clauses, named = _parted(run, asked, in_)
    names = run.names(named, [in_])
    with run.work(*names, more=len(names) - 1):
        whole = run.chain(names)
        label = whole.versions[names.index(in_)].label if in_ else ""
        told = [tracing.biography(whole, clause, label) for clause in clauses]
        around = context if context is not None else run.config.look.context or _CONTEXT
        display = replace(run.display(context=around), context=None if full else around)
        typed = run.command("trace", *clauses, *named, in_=in_)
        if len(told) == 1:
            run.tell(subjects.BIOGRAPHY, told[0], command=typed, display=display)
        else:
            run.tell(subjects.BIOGRAPHIES, told, command=typed, display=display)
    return EXIT_DONE


def _parted(run: Run, asked: list[str], in_: str) -> tuple[list[str], list[str]]:
    """Divide the arguments of `trace` into clauses and versions, and open the store of the versions."""
    from cdiff.cli.questions import parted

    store = run.open(*asked[1:], inputs=[*filter(None, [in_])])
    clauses, named = parted(asked, store)
    for each in clauses[1:]:
        if hint := near(each, store.labels()):
            raise CdiffError(f"{each!r} is neither a clause nor a version{hint}")
    if not clauses:
        raise CdiffError(f"name a clause before the versions: cdiff trace CITATION {' '.join(named)}")
    return clauses, named


@command(tells=GENERAL)
def blame(
    run: Run,
    version: Annotated[str, typer.Argument(help="A label (final), a label at a git revision, or a file.")],
    clauses: Annotated[
        list[str] | None,
        typer.Argument(metavar="[CITATION]...", help="Clauses and what belongs to them; the whole text by default."),
    ] = None,
    stat: Annotated[
        bool, typer.Option("--stat", help="Show how many words come from each draft, without the text.")
    ] = False,
) -> int:
    """Show in which draft each word of a version entered, and when it left and returned."""
    from cdiff.cli.questions import check_clauses
    from cdiff.features.trace import subjects
    from cdiff.features.trace import versions as tracing
    from cdiff.features.trace.model import ShownProvenance

    asked = clauses or [""]
    check_clauses(filter(None, asked), run.open(version))
    names = run.names((), [version])
    names = names[: names.index(version) + 1]
    with run.work(*names, more=len(names) - 1):
        whole = run.chain(names)
        label = whole.versions[-1].label
        told = [ShownProvenance(tracing.provenance(whole, label, clause), stat) for clause in asked]
        typed = run.command("blame", version, *(clauses or []), stat=stat)
        if len(told) == 1:
            run.tell(subjects.PROVENANCE, told[0], command=typed)
        else:
            run.tell(subjects.PROVENANCES, told, command=typed)
    return EXIT_DONE
