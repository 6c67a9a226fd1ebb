"""`cdiff proposals`."""

from __future__ import annotations

from typing import Annotated

import typer

from cdiff.cli.runner import Run, command
from cdiff.core.errors import EXIT_DONE, CdiffError
from cdiff.telling.subject import GENERAL

_TELLS = {**dict.fromkeys(GENERAL, ""), "csv": "Write a table for programs, one row per proposal."}


@command(tells=_TELLS)
def proposals(
    run: Run,
    base: Annotated[str, typer.Argument(help="The draft that the proposals amend: a label or a file.")],
    proposed: Annotated[
        list[str], typer.Argument(metavar="PROPOSAL…", help="That draft as amended by each delegation.")
    ],
    against: Annotated[str, typer.Option("--against", metavar="NEXT", help="The next draft.")],
) -> int:
    """List each change that was proposed to a draft, by whom, and what became of it in the next draft."""
    from cdiff import pipeline
    from cdiff.features.proposals.judging import judge
    from cdiff.features.proposals.subjects import PROPOSALS
    from cdiff.pipeline.chains import told_apart

    names = [base, *proposed, against]
    if len(set(names)) < len(names):
        raise CdiffError("name each text once: the base, the proposals, and the next draft with --against")
    store = run.open(*names)
    with run.work(*names, more=2 * len(proposed) + 1):
        before, *versions, after = told_apart([run.load(name) for name in names], names)
        pairs = []
        for version in versions:
            run.step(f"comparing {version.label}")
            onward = pipeline.compare(version, after, store)
            run.step(f"comparing {version.label}")
            pairs.append((pipeline.compare(before, version, store), onward))
        run.step("comparing the drafts")
        found = judge(before, pairs, pipeline.compare(before, after, store))
        run.tell(PROPOSALS, found, command=run.command("proposals", base, *proposed, against=against))
    return EXIT_DONE
