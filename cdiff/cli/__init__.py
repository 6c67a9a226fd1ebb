"""The command line: arguments, printing, exit codes. The only door of typer.

Each group of commands has a file of its own, which is imported when one of its commands is called; so
`cdiff compare` does not pay for `cdiff add`, and without an option it does not pay for typer either.
"""

from __future__ import annotations

import os
import sys

from cdiff.cli.fast_path import compare_plainly, is_plain
from cdiff.core.errors import EXIT_BUG, CdiffError

_ISSUES = "This is a bug in cdiff. Please report it with the lines above and, if you may, the files."


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


def end_process() -> None:
    """Run cdiff as a process: once all is written, end without taking the memory apart piece by piece."""
    try:
        main()
    except SystemExit as end:
        sys.stderr.flush()
        os._exit(end.code if isinstance(end.code, int) else 0)


def run(arguments: list[str]) -> int:
    """Run cdiff with arguments and give the exit code; a bug prints its traceback."""
    try:
        if is_plain(arguments):
            return compare_plainly(*arguments[1:])
        from cdiff.cli.app import run_app

        return run_app(arguments)
    except CdiffError as error:
        sys.stderr.write(f"cdiff: {_one_line(str(error))}\n")
        return error.exit_code
    except (BrokenPipeError, KeyboardInterrupt):
        raise
    except Exception:  # the edge of the program: a bug must not look like a verdict
        import traceback

        traceback.print_exc()
        sys.stderr.write(f"{_ISSUES}\n")
        return EXIT_BUG


def _one_line(text: str) -> str:
    return " ".join(text.split())
