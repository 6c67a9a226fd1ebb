"""`cdiff align`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from cdiff.cli.output import colours, config_and_store, note, terminal_width, write
from cdiff.cli.reading_options import Profile, StoreFolder
from cdiff.core.errors import EXIT_DONE

if TYPE_CHECKING:
    from cdiff.core.model import Comparison


def align(
    old: Annotated[str, typer.Argument(help="A label (draft3), a label at a git revision, or a file.")],
    new: Annotated[str, typer.Argument(help="The same, for the newer text.")],
    pin: Annotated[
        str, typer.Option(metavar="PAIR", help="Settle that clauses belong together: 24=25, 24=25+26, 24+25=26.")
    ] = "",
    forbid: Annotated[str, typer.Option(metavar="PAIR", help="Settle that two clauses do not: 24=25.")] = "",
    reason: Annotated[str, typer.Option(help="Why it is so; goes into the file with --pin and --forbid.")] = "",
    name: Annotated[str, typer.Option(help="Who says so; git's user.name if it is not said.")] = "",
    doubtful: Annotated[bool, typer.Option("--doubtful", help="Show only pairs that hang on a thread.")] = False,
    format_: Annotated[
        str, typer.Option("--format", metavar="terminal|csv|json", help="How to print it.")
    ] = "terminal",
    profile: Profile = "",
    store: StoreFolder = "",
) -> int:
    """Print which clause became which, or settle a pair in versions/concordance.toml."""
    from cdiff import pipeline

    pipeline.check_choice("--format", format_, ("terminal", "csv", "json"))
    config, found = config_and_store(store, old, new)
    options = pipeline.options_from(config)
    before = pipeline.load(old, found, profile=profile or config.settings.profile, options=options)
    after = pipeline.load(new, found, profile=profile or config.settings.profile, options=options)
    for verb, typed in (("pin", pin), ("not", forbid)):
        if typed:
            path = pipeline.settle(verb, typed, before, after, found, reason=reason, name=name)
            note(f"{'pinned' if verb == 'pin' else 'forbade'} {typed} in {path}; review it and commit it")
    if pin or forbid:
        pipeline.compare(before, after, found)
        return EXIT_DONE
    result = pipeline.compare(before, after, found)
    if doubtful:
        result = pipeline.only_doubtful(result)
    write(_printed(result, format_))
    return EXIT_DONE


def _printed(result: Comparison, format_: str) -> str:
    from cdiff.features.compare import alignment_table as concordance

    if format_ == "csv":
        return concordance.concordance_csv(result)
    if format_ == "json":
        from cdiff import pipeline
        from cdiff.telling.json import comparison_json

        return comparison_json(result, pipeline.summarise(result), pipeline.all_changes(result))
    return concordance.concordance_table(result, width=terminal_width(), colours=colours())
