"""`cdiff terms`, `cdiff log` and `cdiff stats`."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer

from cdiff.cli.chains import is_long, load_chain, steps_of
from cdiff.cli.output import colours, config_and_store, terminal_width, write
from cdiff.cli.progress import steps
from cdiff.cli.report_options import Force, Html, Json, command_of, quoted, targets_of, write_reports
from cdiff.core.errors import EXIT_DONE
from cdiff.core.records import NamedTuple

if TYPE_CHECKING:
    from cdiff.core.config import Config
    from cdiff.pipeline.chains import Chain
    from cdiff.store import Store

T = TypeVar("T")
_PROFILE = typer.Option(help="How to read files that are not stored.")
_WIDTH = typer.Option(min=0, help="Columns to use; those of the terminal by default.")
_STORE = typer.Option("--store", metavar="FOLDER", help="The folder of the versions.")
_VERSIONS = typer.Argument(help="Labels, labels at a git revision, or files, in their order; all versions by default.")
_CSV = typer.Option("--csv", metavar="PATH", help="Write a table for programs.")


def terms(
    asked: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[TERM]...",
            help='A word or a phrase: "national law", firewall*, "as appropriate [not after: as well]", @qualifiers.',
        ),
    ] = None,
    file: Annotated[str, typer.Option(metavar="FILE", help="A list of terms, one per line; - for stdin.")] = "",
    versions: Annotated[
        list[str] | None,
        typer.Option("--in", metavar="VERSION", help="Only in this version, or file; again for several."),
    ] = None,
    stat: Annotated[bool, typer.Option("--stat", help="Show the counts only.")] = False,
    csv: Annotated[str, _CSV] = "",
    json: Json = "",
    force: Force = False,
    profile: Annotated[str, _PROFILE] = "",
    width: Annotated[int, _WIDTH] = 0,
    store: Annotated[str, _STORE] = "",
) -> int:
    """Count words and phrases in all versions: when each came, left and came back, and where it was seen."""
    from cdiff.features.statistics import versions as chronicles
    from cdiff.pipeline import chains

    wanted = chronicles.terms_asked(asked or [], file)
    config, found = config_and_store(store, *(versions or []))
    names = chains.named_versions(versions or [], found)
    targets = targets_of([*names, file], found.folder, force=force, csv=csv, json=json)
    call = _Call(names, targets, found, config, profile)
    table = _told(
        call,
        lambda whole: chronicles.terms(wanted, whole),
        lambda told, format_, name: chronicles.terms_report(told, format_),
    )
    if not targets:
        from cdiff.features.statistics.terms_terminal import terms_terminal

        size = width or config.look.width or terminal_width()
        write(terms_terminal(table, width=size, colours=colours(), stat=stat))
    return EXIT_DONE


def log(
    versions: Annotated[list[str] | None, _VERSIONS] = None,
    json: Json = "",
    force: Force = False,
    profile: Annotated[str, _PROFILE] = "",
    width: Annotated[int, _WIDTH] = 0,
    store: Annotated[str, _STORE] = "",
) -> int:
    """Tell of each version its date, round, status and size, and what happened to the one before it."""
    from cdiff.features.statistics import versions as chronicles
    from cdiff.pipeline import chains

    config, found = config_and_store(store, *(versions or []))
    names = chains.named_versions(versions or [], found)
    targets = targets_of(names, found.folder, force=force, json=json)
    call = _Call(names, targets, found, config, profile)
    entries = _told(call, chronicles.log, lambda told, format_, name: chronicles.log_report(told))
    if not targets:
        from cdiff.features.statistics.log_terminal import log_terminal

        write(log_terminal(entries, width=width or config.look.width or terminal_width(), colours=colours()))
    return EXIT_DONE


def stats(
    versions: Annotated[list[str] | None, _VERSIONS] = None,
    every: Annotated[bool, typer.Option("--all", help="Show parts too in which no word ever changed.")] = False,
    stable: Annotated[
        bool, typer.Option("--stable", help="List each clause with the version since which it stands as it is.")
    ] = False,
    html: Html = "",
    csv: Annotated[str, _CSV] = "",
    json: Json = "",
    force: Force = False,
    profile: Annotated[str, _PROFILE] = "",
    width: Annotated[int, _WIDTH] = 0,
    store: Annotated[str, _STORE] = "",
) -> int:
    """Show where the negotiation was fought: the share of words changed in each part, version by version."""
    from cdiff.features.statistics import versions as chronicles
    from cdiff.pipeline import chains

    config, found = config_and_store(store, *(versions or []))
    names = chains.named_versions(versions or [], found)
    targets = targets_of(names, found.folder, force=force, html=html, csv=csv, json=json)
    command = command_of("stats", *(versions or []), profile=profile)
    call = _Call(names, targets, found, config, profile)
    measured, _ = _told(
        call,
        lambda whole: (chronicles.statistics(whole), chronicles.log(whole) if html else ()),
        lambda told, format_, name: chronicles.stats_report(
            told[0], format_, stable=stable, entries=told[1], command=quoted(command, format_, name)
        ),
    )
    if not targets:
        from cdiff.features.statistics.stats_terminal import stats_terminal

        size = width or config.look.width or terminal_width()
        write(stats_terminal(measured, width=size, colours=colours(), every=every, stable=stable))
    return EXIT_DONE


class _Call(NamedTuple):
    """What a command goes through, and the files it is to write."""

    names: list[str]
    targets: dict[str, str]
    store: Store
    config: Config
    profile: str


def _told(call: _Call, tell: Callable[[Chain], T], render: Callable[[T, str, str], bytes]) -> T:
    """Load and compare the versions, tell of them, and write the files that are asked for."""
    with steps(steps_of(call.names, len(call.targets)), long=is_long(call.names)) as step:
        told = tell(load_chain(call.names, call.store, call.config, call.profile, step))
        write_reports(call.targets, lambda format_, name: render(told, format_, name), step)
    return told
