"""The commands, put together for typer."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from importlib import import_module

import typer

from cdiff.errors import CdiffError, near

COMMANDS = {
    "compare": "cdiff.cli.compare",
    "check": "cdiff.cli.check",
    "table": "cdiff.cli.table",
    "trace": "cdiff.cli.trace",
    "blame": "cdiff.cli.trace",
    "where": "cdiff.cli.where",
    "concordance": "cdiff.cli.where",
    "terms": "cdiff.cli.chronicle",
    "log": "cdiff.cli.chronicle",
    "stats": "cdiff.cli.chronicle",
    "site": "cdiff.cli.site",
    "history": "cdiff.cli.history",
    "brackets": "cdiff.cli.brackets",
    "align": "cdiff.cli.align",
    "audit": "cdiff.cli.audit",
    "show": "cdiff.cli.show",
    "export": "cdiff.cli.export",
    "list": "cdiff.cli.versions",
    "add": "cdiff.cli.versions",
    "init": "cdiff.cli.versions",
    "verify": "cdiff.cli.versions",
    "hook": "cdiff.cli.hook",
    "textconv": "cdiff.cli.hook",
}
"""Every command, in the order of the help, and the module it lives in."""

_ABOUT = "Version, compare and trace the drafts of a negotiated text, clause by clause."


def build(only: str = "") -> typer.Typer:
    """Build the application with all commands, or with the one that is called."""
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
    for name, module in COMMANDS.items():
        if not only or name == only:
            command = getattr(import_module(module), name if name != "list" else "list_versions")
            app.command(name)(command)
    return app


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
    app = build(called if called in COMMANDS and arguments[0] == called else "")
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
