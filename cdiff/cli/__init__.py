"""The command line: arguments, printing, exit codes. The only door of typer.

Each group of commands has a file of its own, which is imported when one of its commands is called; so
`cdiff compare` does not pay for `cdiff add`, and without an option it does not pay for typer either.
"""

from __future__ import annotations

import os
import sys

from cdiff.cli.fast_path import compare_plainly, is_plain
from cdiff.core.errors import EXIT_BUG, EXIT_DONE, CdiffError, OutputError, ReaderGoneError

_ISSUES = "This is a bug in cdiff. Please report it with the lines above and, if you may, the files."
_EXIT_INTERRUPTED = 130
"""What a shell reports of a program that SIGINT ends (128 + 2)."""


def main(arguments: list[str] | None = None) -> None:
    """Run cdiff and end with its exit code, by `SystemExit`."""
    arguments = sys.argv[1:] if arguments is None else arguments
    try:
        code = run(arguments)
        if failed := _flush():
            code = failed
    except KeyboardInterrupt:
        sys.stderr.write("cdiff: interrupted\n")
        code = _EXIT_INTERRUPTED
    sys.exit(code)


def end_process() -> None:
    """Run cdiff as a process: once all is written, end without taking the memory apart piece by piece."""
    from cdiff.cli.streams import guard

    guard()
    try:
        main()
    except SystemExit as end:
        sys.stderr.flush()
        os._exit(end.code if isinstance(end.code, int) else EXIT_DONE)


def run(arguments: list[str]) -> int:
    """Run cdiff with arguments and give the exit code; a bug prints its traceback."""
    try:
        if is_plain(arguments):
            return compare_plainly(*arguments[1:])
        from cdiff.cli.app import run_app

        return run_app(arguments)
    except CdiffError as error:
        return _tell(error)
    except OSError as error:  # the file system refused: a name that is too long, a folder in the way
        named = error.filename and error.strerror
        return _tell(CdiffError(f"{error.filename}: {error.strerror}")) if named else _tell_of_bug()
    except Exception:  # the edge of the program: a bug must not look like a verdict
        return _tell_of_bug()


def _tell_of_bug() -> int:
    import traceback

    traceback.print_exc()
    sys.stderr.write(f"{_ISSUES}\n")
    return EXIT_BUG


def _flush() -> int:
    """Write out what is still in the buffer; returns the exit code of the failure, 0 for none."""
    try:
        sys.stdout.flush()
    except OutputError as error:
        return _tell(error)
    return EXIT_DONE


def _tell(error: CdiffError) -> int:
    """Say in one line what went wrong, unless it is only that nobody reads on; returns the exit code."""
    if not isinstance(error, ReaderGoneError):
        from cdiff.core.printable import safe

        sys.stderr.write(f"cdiff: {safe(' '.join(str(error).split()))}\n")
    return error.exit_code
