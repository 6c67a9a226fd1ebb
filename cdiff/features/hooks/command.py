"""`cdiff hook` and `cdiff textconv`: drafts in git's own diff."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cdiff.cli.output import note, write
from cdiff.cli.runner import Run, command
from cdiff.core.errors import EXIT_DONE, EXIT_NEGATIVE, ReadError

if TYPE_CHECKING:
    from cdiff.features.hooks.installing import Status


def hook(
    action: Annotated[str, typer.Argument(metavar="install|uninstall|status", help="What to do.")],
    pattern: Annotated[
        list[str] | None,
        typer.Option(
            metavar="PATTERN", help="Show these files by clauses too, such as 'texts/*.html'; can be repeated."
        ),
    ] = None,
) -> int:
    """Let git diff, git log -p and git difftool show drafts clause by clause in this repository."""
    from cdiff import pipeline
    from cdiff.features.hooks import installing as hooks

    pipeline.check_choice("cdiff hook", action, ("install", "uninstall", "status"))
    if action == "install":
        found = hooks.install(Path.cwd(), pattern or ())
        for name, shown in found.left:
            note(f"{name} is unchanged: git's attributes already say diff: {shown}")
        shown = ", ".join(found.patterns)
        if shown:
            note(f"git diff shows {shown} clause by clause; commit {found.attributes.name} for others")
        note("everybody who clones the repository runs cdiff hook install once; git difftool -t cdiff works too")
        return EXIT_DONE
    if action == "uninstall":
        found = hooks.uninstall(Path.cwd())
        there = found.patterns or found.command
        note(
            f"removed the lines and settings of cdiff hook from {found.attributes.parent}"
            if there
            else "nothing to undo"
        )
        return EXIT_DONE
    found = hooks.status(Path.cwd())
    write(_said(found))
    return EXIT_DONE if found.is_installed else EXIT_NEGATIVE


def _said(found: Status) -> str:
    lines = [
        f"patterns  {', '.join(found.patterns) or 'none'}",
        f"command   {found.command or 'none'}",
        "installed" if found.is_installed else "not installed: cdiff hook install sets it up",
    ]
    return "".join(f"{line}\n" for line in lines)


@command(shows=False)
def textconv(run: Run, file: Annotated[str, typer.Argument(help="The file that git hands over.")]) -> int:
    """Print a file with one clause per line, as git wants it of a diff.<name>.textconv.

    A file that cannot be read is a line that says so, for git gives up on everything otherwise.
    """
    from cdiff import pipeline
    from cdiff.features.hooks.lines import clause_lines

    store = run.open(file)
    try:
        version = pipeline.load_file(file, store, profile=run.profile, options=run.options())
    except ReadError as error:
        if not Path(file).is_file():
            raise
        write(_unreadable(Path(file), error))
    else:
        write(clause_lines(version.document))
    return EXIT_DONE


def _unreadable(file: Path, error: ReadError) -> str:
    import hashlib

    from cdiff.features.hooks.lines import unreadable

    return unreadable(str(error).removeprefix(f"{file.name}: "), hashlib.sha256(file.read_bytes()).hexdigest())
