"""`cdiff align`."""

from __future__ import annotations

from typing import Annotated

import typer

from cdiff.cli.output import note
from cdiff.cli.runner import Run, command
from cdiff.core.errors import EXIT_DONE
from cdiff.telling.subject import GENERAL


@command(tells=GENERAL)
def align(
    run: Run,
    old: Annotated[str, typer.Argument(help="A label (draft3), a label at a git revision, or a file.")],
    new: Annotated[str, typer.Argument(help="The newer text, named likewise.")],
    pin: Annotated[
        str, typer.Option(metavar="PAIR", help="Record that clauses correspond: 24=25, 24=25+26, 24+25=26.")
    ] = "",
    forbid: Annotated[str, typer.Option(metavar="PAIR", help="Record that two clauses do not correspond: 24=25.")] = "",
    reason: Annotated[str, typer.Option(help="The reason, stored with --pin and --forbid.")] = "",
    name: Annotated[str, typer.Option(help="Who decided it; git's user.name by default.")] = "",
    doubtful: Annotated[bool, typer.Option("--doubtful", help="Show only low-confidence pairs.")] = False,
) -> int:
    """Print which clause became which, or settle a pair in versions/concordance.toml."""
    from cdiff import pipeline
    from cdiff.features.compare.alignment import ALIGNMENT

    store = run.open(old, new)
    with run.work(old, new):
        before, after = run.load(old), run.load(new)
        for verb, typed in (("pin", pin), ("not", forbid)):
            if typed:
                path = pipeline.settle(verb, typed, before, after, store, reason=reason, name=name)
                note(f"{'pinned' if verb == 'pin' else 'forbade'} {typed} in {path}; review it and commit it")
        result = pipeline.compare(before, after, store)
        if not (pin or forbid):
            run.tell(ALIGNMENT, pipeline.only_doubtful(result) if doubtful else result)
    return EXIT_DONE
