"""The commands, put together for typer."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from importlib import import_module

import typer

from cdiff.core.errors import EXIT_DONE, CdiffError, near
from cdiff.core.records import record


@record
class Command:
    """Where a command lives, and what the list of commands says of it."""

    module: str
    says: str
    """Short enough for a line of eighty columns; `cdiff NAME --help` says more."""


COMMANDS = {
    "compare": Command("cdiff.features.compare.command", "Show what changed between two versions, clause by clause."),
    "check": Command("cdiff.features.check.command", "Check a new draft before anybody trusts it."),
    "table": Command("cdiff.features.table.command", "Show several versions side by side, a column for each."),
    "trace": Command("cdiff.features.trace.command", "Tell the life of a clause, version by version."),
    "blame": Command("cdiff.features.trace.command", "Say of every word in which draft it entered."),
    "where": Command("cdiff.features.trace.where_command", "Say what a clause is called in another version."),
    "concordance": Command("cdiff.features.trace.where_command", "Say what every clause is called in each version."),
    "terms": Command("cdiff.features.statistics.command", "Count words and phrases: when they came, left, came back."),
    "brackets": Command("cdiff.features.brackets.command", "List what is not agreed, or what became of it."),
    "proposals": Command("cdiff.features.proposals.command", "Say what became of each proposal in the next draft."),
    "log": Command("cdiff.features.statistics.command", "List the versions with what happened in each."),
    "stats": Command("cdiff.features.statistics.command", "Show how much of each part changed, version by version."),
    "site": Command("cdiff.features.site.command", "Write all versions as a static web site."),
    "history": Command("cdiff.features.history.command", "Write the versions as a git repository of their own."),
    "audit": Command("cdiff.features.audit.command", "Prove that a redline tracks every change it makes."),
    "align": Command("cdiff.features.compare.align_command", "Print which clause became which, or settle a pair."),
    "show": Command("cdiff.features.versions.show_command", "Print a version, one clause of it, or an objective."),
    "export": Command("cdiff.features.export.command", "Write a version in a format that other programs read."),
    "list": Command("cdiff.features.versions.command", "List the versions in the order of the negotiation."),
    "add": Command("cdiff.features.versions.command", "Store a draft as a version: read it, parse it, commit it."),
    "init": Command("cdiff.features.versions.command", "Make a store for the drafts of a text."),
    "verify": Command("cdiff.features.versions.command", "Prove that every kept source gives the stored text."),
    "hook": Command("cdiff.features.hooks.command", "Let git diff show drafts clause by clause."),
    "textconv": Command("cdiff.features.hooks.command", "Print a file with one clause per line, for git."),
}
"""Every command, in the order of the help."""

_ABOUT = "Version, compare and trace the drafts of a negotiated text, clause by clause."


def build(only: str = "", *, names_alone: bool = False) -> typer.Typer:
    """Build the application with all commands, with the one that is called, or with the names of all alone.

    The names are enough for the list of commands, and cost a tenth of what the commands do.
    """
    app = typer.Typer(
        name="cdiff",
        help=_ABOUT,
        add_completion=False,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        no_args_is_help=True,
        context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    )
    app.callback()(_options)
    for name, entry in COMMANDS.items():
        if not only or name == only:
            app.command(name, short_help=entry.says)(_nothing if names_alone else _command(name, entry))
    return app


def _command(name: str, entry: Command) -> Callable[..., int]:
    return getattr(import_module(entry.module), name if name != "list" else "list_versions")  # type: ignore[no-any-return]


def _nothing() -> int:
    return EXIT_DONE


def _print_version(asked: bool) -> None:
    if asked:
        from cdiff import __version__

        sys.stdout.write(f"cdiff {__version__}\n")
        raise typer.Exit


def _options(
    version: bool = typer.Option(
        False, "--version", callback=_print_version, is_eager=True, help="Print the version of cdiff and end."
    ),
) -> None:
    del version  # the callback has printed it


def run_app(arguments: Sequence[str]) -> int:
    """Parse the arguments, run the command and give its exit code.

    Raises `CdiffError` for arguments that are not understood, and all that the command raises.
    """
    called = next((word for word in arguments if not word.startswith("-")), "")
    app = build(called if called == arguments[0] else "") if called in COMMANDS else build(names_alone=True)
    try:
        return int(app(list(arguments) or ["--help"], prog_name="cdiff", standalone_mode=False) or 0)
    except typer.TyperException as error:
        raise CdiffError(_usage(error, called)) from None


def _usage(error: Exception, called: str) -> str:
    text = str(error.format_message()) if hasattr(error, "format_message") else str(error)
    known = called in COMMANDS
    if not known and called and "No such command" in text:
        text = f"no command {called!r}{near(called, COMMANDS)}"
    return f"{text.rstrip('.')} (see cdiff {called + ' ' if known else ''}--help)"
