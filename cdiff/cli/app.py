"""The commands, put together for typer."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from importlib import import_module

import typer

from cdiff.cli.commands import COMMANDS, MEANT, Command
from cdiff.cli.completion import command_on_line, complete_values, wants_completion
from cdiff.cli.help import CommandWithExamples, GroupedCommands
from cdiff.core.errors import EXIT_DONE, CdiffError, near

_ABOUT = "Version, compare and trace the drafts of a negotiated text, clause by clause."


def build(only: str = "", *, names_alone: bool = False, completes: bool = False) -> typer.Typer:
    """Build the application with all commands, with the one that is called, or with the names of all alone.

    The names are enough for the list of commands, and cost a tenth of what the commands do; so does completion.
    """
    app = typer.Typer(
        name="cdiff",
        cls=GroupedCommands,
        help=_ABOUT,
        add_completion=completes,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        no_args_is_help=True,
        context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    )
    app.callback()(_options)
    for name, entry in COMMANDS.items():
        if not only or name == only:
            called = _nothing if names_alone else _command(name, entry)
            app.command(name, short_help=entry.says, cls=CommandWithExamples)(called)
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
        False, "--version", callback=_print_version, is_eager=True, help="Print the version of cdiff and exit."
    ),
) -> None:
    del version  # the callback has printed it


def run_app(arguments: Sequence[str]) -> int:
    """Parse the arguments, run the command and give its exit code.

    Raises `CdiffError` for arguments that are not understood, and all that the command raises.
    """
    if arguments and arguments[0] == "help":
        arguments = [*(word for word in arguments[1:2] if not word.startswith("-")), "--help"]
    completes = wants_completion(arguments)
    called = next((word for word in arguments if not word.startswith("-")), "")
    only = command_on_line() if completes and not called else called if called == next(iter(arguments), "") else ""
    is_list = only not in COMMANDS and called not in COMMANDS  # of all commands: their names will do
    app = build(only if only in COMMANDS else "", names_alone=is_list, completes=completes or (is_list and not called))
    command = typer.main.get_command(app)
    if completes:
        complete_values(command)
    try:
        return int(command.main(list(arguments) or ["--help"], prog_name="cdiff", standalone_mode=False) or 0)
    except typer.TyperException as error:
        raise CdiffError(_usage(error, called)) from None


def _usage(error: Exception, called: str) -> str:
    text = str(error.format_message()) if hasattr(error, "format_message") else str(error)
    known = called in COMMANDS
    if not known and called and "No such command" in text:
        meant = MEANT.get(called.lower())
        text = f"no command {called!r}{f'; for that: {meant}' if meant else near(called, COMMANDS)}"
    return f"{text.rstrip('.')} (see cdiff {called + ' ' if known else ''}--help)"
