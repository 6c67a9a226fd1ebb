"""`cdiff show`."""

from __future__ import annotations

from typing import Annotated

import typer

from cdiff.cli.output import note, write
from cdiff.cli.runner import Run, command
from cdiff.core.errors import EXIT_DONE, CdiffError
from cdiff.core.model import Document
from cdiff.telling.subject import GENERAL


@command(tells=GENERAL)
def show(
    run: Run,
    version: Annotated[
        str, typer.Argument(help="A label (final), a label at a git revision (final@HEAD~2), a file or its address.")
    ],
    citations: Annotated[
        list[str] | None,
        typer.Argument(metavar="[CITATION]...", help="Clauses (21a, obj5, fn3); the whole text by default."),
    ] = None,
    removed: Annotated[
        bool, typer.Option("--removed", help="List what is in the source but not part of the draft, and why.")
    ] = False,
    cite: Annotated[
        bool, typer.Option("--cite", help="Print a citation to copy: the words, the version, its date and its hash.")
    ] = False,
    remarks: Annotated[
        bool, typer.Option("--remarks", help="List struck, highlighted and commented words, and tracked changes.")
    ] = False,
) -> int:
    """Print a version, one clause of it, or an objective."""
    from cdiff import pipeline
    from cdiff.cli.questions import check_clauses
    from cdiff.core.printable import safe
    from cdiff.features.versions.views import REMARKS, REMOVED, TEXT, Shown
    from cdiff.telling.reference import reference

    store = run.open(version)
    check_clauses(citations or [], store)
    with run.work(version):
        loaded = run.load(version)
        for warning in loaded.document.warnings if not removed else ():
            if warning.message.startswith("numbering"):
                note(f"{version}, line {warning.line}: {warning.message}")
        wanted = [pipeline.clauses_of(loaded, each) for each in citations or [""]]
        if cite:
            if not citations or removed or remarks or run.targets:
                raise CdiffError("--cite takes a clause and nothing else: cdiff show final 21a --cite")
            write("".join(f"{safe(reference(loaded, clauses[0]))}\n" for clauses in wanted))
            return EXIT_DONE
        clauses = tuple(dict.fromkeys(clause for each in wanted for clause in each))
        again = pipeline.reading_of(loaded, version, store) if removed or remarks or run.wants("json") else Document(())
        shown = Shown(loaded, clauses, again)
        if removed and remarks and run.targets:
            raise CdiffError("--removed and --remarks are two lists; write one file for each")
        for chosen, subject in ((removed, REMOVED), (remarks, REMARKS), (not (removed or remarks), TEXT)):
            if chosen:
                run.tell(subject, shown)
    return EXIT_DONE
