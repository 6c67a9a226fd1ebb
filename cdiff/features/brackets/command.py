"""`cdiff brackets`."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from cdiff.cli.output import colours, config_and_store, terminal_width, write
from cdiff.cli.progress import steps
from cdiff.cli.reading_options import (
    AllowLocal,
    Encoding,
    MaxSize,
    NoRepair,
    Profile,
    Revisions,
    StoreFolder,
    Struck,
    Width,
)
from cdiff.cli.report_options import BracketCsv, BracketMarkdown, Force, Json, targets_of, write_reports
from cdiff.core.errors import EXIT_DONE, CdiffError
from cdiff.core.records import NamedTuple

if TYPE_CHECKING:
    from cdiff.features.brackets.versions import Marked, Narrowing
    from cdiff.store import Store


def brackets(
    versions: Annotated[
        list[str] | None,
        typer.Argument(help="One version to list; two to compare; with --all, any number, all versions by default."),
    ] = None,
    all_: Annotated[bool, typer.Option("--all", help="Count what is open in each part, version by version.")] = False,
    only: Annotated[
        list[str] | None,
        typer.Option(
            metavar="FATE",
            help="Of two versions show only these, joined with commas: opened, open, closed, resolved, replaced, "
            "deleted.",
        ),
    ] = None,
    party: Annotated[
        list[str] | None, typer.Option(metavar="NAME", help="Show only what this party is named with; repeatable.")
    ] = None,
    clause: Annotated[
        list[str] | None,
        typer.Option(metavar="CITATION", help="Show only what stands in this clause or below it; repeatable."),
    ] = None,
    objective: Annotated[str, typer.Option(metavar="N", help="Show only what stands in this objective.")] = "",
    stat: Annotated[bool, typer.Option("--stat", help="Show the totals alone.")] = False,
    markdown: BracketMarkdown = "",
    csv: BracketCsv = "",
    json: Json = "",
    force: Force = False,
    profile: Profile = "",
    encoding: Encoding = None,
    revisions: Revisions = "accepted",
    struck: Struck = "kept",
    no_repair: NoRepair = False,
    max_size: MaxSize = None,
    allow_local: AllowLocal = False,
    width: Width = 0,
    store: StoreFolder = "",
) -> int:
    """List what is not agreed: open brackets, options, who wants what; between two versions, what became of it."""
    from cdiff import pipeline
    from cdiff.features.brackets import versions as bracketing

    named = versions or []
    config, found = config_and_store(store, *named)
    _check_number(len(named), all_=all_)
    targets = targets_of(named, found.folder, force=force, markdown=markdown, csv=csv, json=json)
    named = named or [version.label for version in found.versions()]
    profile = profile or config.settings.profile
    options = pipeline.options_from(
        config,
        encoding=encoding,
        revisions=revisions,
        struck=struck,
        repair=not no_repair,
        max_size=max_size,
        allow_local=allow_local,
    )
    look = _Look(width or config.look.width or terminal_width(), colours())
    with steps(2 * len(named) + len(targets), long=len(named) > 2) as step:
        read: list[Marked] = []
        for name in named:
            step(f"reading {name}")
            loaded = pipeline.load(name, found, profile=profile, options=options)
            read.append(bracketing.marked(name, loaded, found, config, profile))
        cited = [*(clause or []), *([f"objective {objective}"] if objective else [])]
        wanted = bracketing.Narrowing(only or (), party or (), cited)
        view = _table(read, found, step) if all_ else _closely(read, found, wanted, stat=stat)
        write_reports(targets, lambda format_, _: view.report(format_), step)
    if not targets:
        write(view.show(look))
    return EXIT_DONE


def _check_number(named: int, *, all_: bool) -> None:
    if not all_ and not 1 <= named <= 2:
        raise CdiffError("name one version to list, two to compare, or --all; cdiff list names them")


class _Look(NamedTuple):
    width: int
    colours: str


class _View(NamedTuple):
    """One answer: as a file in some format, and for the terminal."""

    report: Callable[[str], bytes]
    show: Callable[[_Look], str]


def _closely(read: Sequence[Marked], found: Store, wanted: Narrowing, *, stat: bool) -> _View:
    """Look at one version, or at what became of it in a second."""
    return _changes(read, found, wanted, stat=stat) if len(read) > 1 else _listing(read[0], wanted, stat=stat)


def _listing(listed: Marked, wanted: Narrowing, *, stat: bool) -> _View:
    from cdiff.features.brackets import versions as bracketing
    from cdiff.features.brackets.terminal import markup_terminal

    listed = bracketing.narrow(listed, wanted)
    return _View(
        lambda format_: bracketing.listing_report(listed, format_),
        lambda look: markup_terminal(
            listed.version, listed.markup, *bracketing.parts_and_totals(listed), stat=stat, **look._asdict()
        ),
    )


def _changes(read: Sequence[Marked], store: Store, wanted: Narrowing, *, stat: bool) -> _View:
    from cdiff.features.brackets import versions as bracketing
    from cdiff.features.brackets.terminal import changes_terminal

    whole = bracketing.compare_brackets(read[0], read[1], store)
    chosen = bracketing.choose(whole, wanted)
    return _View(
        lambda format_: bracketing.comparison_report(chosen, format_),
        lambda look: changes_terminal(chosen, whole, stat=stat, **look._asdict()),
    )


def _table(read: Sequence[Marked], store: Store, step: Callable[[str], None]) -> _View:
    from cdiff.features.brackets import versions as bracketing
    from cdiff.features.brackets.terminal import table_terminal

    counted = bracketing.bracket_table(read, store, step)
    return _View(
        lambda format_: bracketing.table_report(counted, format_),
        lambda look: table_terminal(counted, **look._asdict()),
    )
