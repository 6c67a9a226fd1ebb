"""`cdiff revisions`."""

from __future__ import annotations

from typing import Annotated

import typer

from cdiff.cli.output import note
from cdiff.cli.runner import Run, command
from cdiff.core.errors import EXIT_DONE, CdiffError
from cdiff.telling.subject import GENERAL

_TELLS = {**dict.fromkeys(GENERAL, ""), "docx": "Write the Word file with the chosen changes accepted or rejected."}
_WHICH = "author=NAME, id=N, kind=insert|delete|move|format, or all; repeatable."


@command(tells=_TELLS)
def revisions(
    run: Run,
    file: Annotated[str, typer.Argument(help="A Word file, or the label of a version that was read from one.")],
    accept: Annotated[
        list[str] | None, typer.Option("--accept", metavar="WHICH", help=f"Accept these: {_WHICH}")
    ] = None,
    reject: Annotated[
        list[str] | None, typer.Option("--reject", metavar="WHICH", help=f"Reject these: {_WHICH}")
    ] = None,
) -> int:
    """List the tracked changes of a Word file; accept or reject some of them in a copy."""
    from cdiff.features.revisions.settling import settled
    from cdiff.features.revisions.subjects import REVISIONS
    from cdiff.pipeline.versions import original_of

    store = run.open(file)
    if (accept or reject) and not run.wants("docx"):
        raise CdiffError("--accept and --reject write a copy; name it: --docx PATH")
    with run.work(file):
        version = run.load(file)
        original = original_of(file, version, store, profile=run.profile, options=run.options())
        found = settled(version, original, accept or (), reject or ())
        run.tell(REVISIONS, found, command=run.command("revisions", file, accept=accept, reject=reject))
    if run.wants("docx"):
        accepted, rejected, left = map(found.count, ("accepted", "rejected", ""))
        note(f"{accepted} tracked changes accepted, {rejected} rejected, {left} left")
    return EXIT_DONE
