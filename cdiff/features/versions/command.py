"""`cdiff init`, `add`, `list`, `verify`: the store."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cdiff.cli.output import note
from cdiff.cli.runner import Run, command
from cdiff.core.errors import EXIT_DONE, EXIT_NEGATIVE
from cdiff.telling.subject import GENERAL

if TYPE_CHECKING:
    from cdiff.core.model import Document

_MOST = 30
"""More warnings than this are not printed one by one."""


def init(
    folder: Annotated[Path, typer.Argument(help="Where to make it.")] = Path(),
    with_compact: Annotated[
        bool,
        typer.Option("--with-compact", help="Begin with the drafts of the Global Compact for Migration."),
    ] = False,
) -> int:
    """Make a store for the drafts of a text: a folder versions/ in a git repository."""
    from cdiff import pipeline

    store, made = pipeline.init_store(folder)
    for thing in made:
        note(f"made {thing}")
    if with_compact:
        from cdiff.store.changing import begin_with

        labels = begin_with(store, pipeline.shipped_store(), "Begin with the drafts of the Global Compact for Migration")
        note(f"added {', '.join(labels)}")
    note(f"the store is {store.folder}; next: cdiff add FILE --label LABEL --date YYYY-MM-DD")
    return EXIT_DONE


@command(shows=False)
def add(
    run: Run,
    file: Annotated[str, typer.Argument(help="The draft as it was received, or its address; - for standard input.")],
    label: Annotated[str, typer.Option(help="The short name of the version, such as draft1.")],
    date: Annotated[str, typer.Option(help="The day it was issued: 2018-06-29.")] = "",
    title: Annotated[str, typer.Option(help="Its title.")] = "",
    round_: Annotated[str, typer.Option("--round", help="The round of negotiation in which it was tabled.")] = "",
    status: Annotated[str, typer.Option(help="The status of the text: official, leaked, reconstruction, …")] = "",
    follows: Annotated[
        str, typer.Option(metavar="LABEL", help="The version it comes after, where two share a date.")
    ] = "",
    comment: Annotated[str, typer.Option("--note", help="What a reader must know about the text.")] = "",
    evidence: Annotated[
        str,
        typer.Option(metavar="FILE", help="A file that says how its words are known, where a draft is lost in part: docs/evidence.md."),
    ] = "",
    replace: Annotated[
        bool, typer.Option("--replace", help="Replace the version of this label.")
    ] = False,
) -> int:
    """Store a draft as a version: read it, parse it, commit it."""
    from cdiff import pipeline
    from cdiff.store.evidence import read_evidence

    store = run.open_own()
    replaces = label in store.expected_labels()
    meta = {"title": title, "date": date, "round": round_, "status": status, "follows": follows, "note": comment}
    added = pipeline.add(
        file,
        label,
        store,
        meta=meta,
        profile=run.profile,
        options=run.options(),
        known=read_evidence(evidence) if evidence else None,
        replace_it=replace,
    )
    document = added.version.document
    _say_what_was_found(document, file, label)
    if replace and not replaces:
        note(f"there was no version {label} to replace")
    note(f"added {label}: {len(document)} clauses, profile {document.profile}, commit {added.commit[:10]}")
    return EXIT_DONE


def _say_what_was_found(document: Document, file: str, label: str) -> None:
    for warning in document.warnings[:_MOST]:
        note(f"{file}{f', line {warning.line}' if warning.line else ''}: {warning.message}")
    if len(document.warnings) > _MOST:
        note(f"and {len(document.warnings) - _MOST} more warnings; cdiff show {label} --removed lists them all")
    limits = sum(warning.unread is not None for warning in document.warnings)
    if limits:
        many = "1 of these limits" if limits == 1 else f"{limits} of these limit"
        them = "it" if limits == 1 else "them"
        note(f"{many} what can be said of the text; every comparison with {label} will name {them}")
    if document.removed:
        note(f"{len(document.removed)} lines are not of the draft; cdiff show {label} --removed lists them")
    if document.remarks or document.revisions:
        count = len(document.remarks) + len(document.revisions)
        note(f"{count} remarks and tracked changes are in the file; cdiff show {label} --remarks lists them")


@command(tells=GENERAL, reads=False)
def list_versions(run: Run) -> int:
    """List the versions in the order of the negotiation."""
    from cdiff.features.versions.views import VERSIONS

    run.open()
    found = run.survey()
    run.tell(VERSIONS, found)
    if not (found.versions or found.lost):
        note(f"{run.store.folder} has no versions yet; cdiff add stores one")
    return EXIT_DONE


@command(tells=GENERAL, reads=False)
def verify(
    run: Run,
    repair: Annotated[
        bool, typer.Option("--repair", help="Restore what git or a received file still has; each is said.")
    ] = False,
) -> int:
    """Check that every stored text matches its kept source, and that the working tree and HEAD agree."""
    from cdiff import pipeline
    from cdiff.features.versions.verification import VERIFICATION
    from cdiff.telling.terminal import WIDEST, Display

    store = run.open()
    if repair:
        from cdiff.pipeline.repairing import repair as repaired

        for each in repaired(store):
            note(f"{each.label}: {each.said}")
    verdicts = pipeline.verify(store)
    run.tell(VERIFICATION, verdicts, display=Display(WIDEST))  # a command to copy is not broken
    if not verdicts:
        note(f"{store.folder} has no versions to verify")
    return EXIT_DONE if all(verdict.holds for verdict in verdicts) else EXIT_NEGATIVE
