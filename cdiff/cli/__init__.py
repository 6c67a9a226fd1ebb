"""The command line: arguments, printing, exit codes. The only door of typer.

Each group of commands has a file of its own, which is imported when one of its commands is called; so
`cdiff compare` does not pay for `cdiff add`.
"""

from __future__ import annotations

import os
import sys
from importlib import import_module

import typer

from cdiff.errors import EXIT_BUG, EXIT_USER, CdiffError

COMMANDS = {
    "compare": "cdiff.cli.compare",
    "table": "cdiff.cli.table",
    "align": "cdiff.cli.align",
    "show": "cdiff.cli.show",
    "export": "cdiff.cli.export",
    "list": "cdiff.cli.versions",
    "add": "cdiff.cli.versions",
    "init": "cdiff.cli.versions",
    "verify": "cdiff.cli.versions",
}
"""Every command, in the order of the help, and the module it lives in."""

_ABOUT = "Version, compare and trace the drafts of a negotiated text, clause by clause."
_ISSUES = "This is a bug in cdiff. Please report it with the lines above and, if you may, the files."


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


def main(arguments: list[str] | None = None) -> None:
    """Run cdiff and end the process with its exit code."""
    arguments = sys.argv[1:] if arguments is None else arguments
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        code = run(arguments)
        sys.stdout.flush()
    except BrokenPipeError:
        # The reader of our output has closed it, as `head` does; that is its right.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = 141
    except KeyboardInterrupt:
        code = 130
    sys.exit(code)


def run(arguments: list[str]) -> int:
    """Run cdiff with arguments and give the exit code; a bug prints its traceback."""
    called = next((word for word in arguments if not word.startswith("-")), "")
    app = build(called if called in COMMANDS and arguments[:1] == [called] else "")
    try:
        return int(app(arguments or ["--help"], prog_name="cdiff", standalone_mode=False) or 0)
    except CdiffError as error:
        sys.stderr.write(f"cdiff: {_one_line(str(error))}\n")
        return error.exit_code
    except typer.TyperException as error:
        sys.stderr.write(f"cdiff: {_one_line(_usage(error, called))}\n")
        return EXIT_USER
    except (BrokenPipeError, KeyboardInterrupt):
        raise
    except Exception:  # the edge of the program: a bug must not look like a verdict
        import traceback

        traceback.print_exc()
        sys.stderr.write(f"{_ISSUES}\n")
        return EXIT_BUG


def _usage(error: Exception, called: str) -> str:
    text = str(error.format_message()) if hasattr(error, "format_message") else str(error)
    known = called in COMMANDS
    if not known and called and "No such command" in text:
        from cdiff.errors import near

        text = f"no command {called!r}{near(called, COMMANDS)}"
    return f"{text.rstrip('.')} (see cdiff {called + ' ' if known else ''}--help)"


def _one_line(text: str) -> str:
    return " ".join(text.split())
