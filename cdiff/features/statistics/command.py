"""`cdiff terms`, `cdiff log` and `cdiff stats`."""

from __future__ import annotations

from typing import Annotated

import typer

from cdiff.cli.output import note
from cdiff.cli.runner import Run, command
from cdiff.core.errors import EXIT_DONE, CdiffError, near
from cdiff.telling.subject import GENERAL

_SLIP = 0.8
"""So much like a label a term must be to be taken for a mistyped one: two letters of a label changed places."""
_VERSIONS = typer.Argument(help="Labels, labels at a git revision, or files, in their order; all versions by default.")


@command(tells=GENERAL)
def terms(
    run: Run,
    asked: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[TERM]... [VERSION]...",
            help='A word or a phrase: "national law", firewall*, "as appropriate [not after: as well]", @qualifiers; '
            "an argument that is a version or a file is searched, as with --in.",
        ),
    ] = None,
    file: Annotated[str, typer.Option(metavar="FILE", help="A list of terms, one per line; - for stdin.")] = "",
    versions: Annotated[
        list[str] | None,
        typer.Option("--in", metavar="VERSION", help="Only in this version, or file; repeatable."),
    ] = None,
    stat: Annotated[bool, typer.Option("--stat", help="Show the counts only.")] = False,
) -> int:
    """Count words and phrases in all versions: when each entered, left and returned, and where it was found."""
    from cdiff.cli.questions import parted
    from cdiff.features.statistics import subjects
    from cdiff.features.statistics import versions as chronicles
    from cdiff.features.statistics.model import ShownTerms
    from cdiff.pipeline.versions import is_source

    named, given = versions or [], asked or []
    files = [each for each in given if each != "-" and is_source(each)]
    words = [each for each in given if each not in files]
    if words or file or not files:
        chronicles.terms_asked(words, file)  # what is no term is said before a store is looked for
    typed, texts = parted(given, run.open(*named, *files, inputs=[*filter(None, [file])]))
    if texts and not (typed or file):
        raise CdiffError(f"{texts[0]} is a text to search, and no term is named; --file reads terms from a list")
    named = [*named, *texts]
    wanted = chronicles.terms_asked(typed, file)
    names = run.names(named)
    with run.work(*names, more=len(names) - 1):
        told = ShownTerms(chronicles.terms(wanted, run.chain(names)), stat)
        inside = [word for name in named for word in ("--in", name)]
        for each in told.table.terms:
            if each.first is None and (labels := near(each.typed, run.store.labels(), _SLIP)):
                note(f"{each.typed} is a term here, and no version{labels}")
        run.tell(subjects.TERMS, told, command=run.command("terms", *typed, *inside, file=file, stat=stat))
    return EXIT_DONE


@command(tells=GENERAL)
def log(run: Run, versions: Annotated[list[str] | None, _VERSIONS] = None) -> int:
    """Tell of each version its date, round, status and size, and changes since the previous version it."""
    from cdiff.features.statistics import subjects
    from cdiff.features.statistics import versions as chronicles

    named = versions or []
    run.open(*named)
    names = run.names(named)
    with run.work(*names, more=len(names) - 1):
        run.tell(subjects.LOG, chronicles.log(run.chain(names)), command=run.command("log", *named))
    return EXIT_DONE


@command(tells=GENERAL)
def stats(
    run: Run,
    versions: Annotated[list[str] | None, _VERSIONS] = None,
    every: Annotated[bool, typer.Option("--all", help="Also show parts in which no word ever changed.")] = False,
    stable: Annotated[
        bool, typer.Option("--stable", help="List each clause with the version since which it is unchanged.")
    ] = False,
) -> int:
    """Show how much of each part changed, version by version."""
    from cdiff.features.statistics import subjects
    from cdiff.features.statistics import versions as chronicles
    from cdiff.features.statistics.model import ShownStatistics

    named = versions or []
    run.open(*named)
    names = run.names(named)
    with run.work(*names, more=len(names) - 1):
        told = ShownStatistics(chronicles.statistics(run.chain(names)), every, stable)
        run.tell(subjects.STATISTICS, told, command=run.command("stats", *named, all=every, stable=stable))
    return EXIT_DONE
