"""The errors that a user can correct, and the exit codes of the process.

    CdiffError            an error that the user can correct: one line, exit 2
    ├── ReadError         a file cannot be read as text
    ├── ProfileError      a profile is unknown or invalid
    ├── LabelError        a label cannot be a file name
    ├── VersionError      a version does not exist, or exists already
    ├── CitationError     a clause does not exist
    ├── TermError         a term or a list of terms is invalid
    ├── StoredFormError   a file in `versions/` is not in the stored form
    ├── PinError  a pin that no longer resolves
    ├── ReportError       a report that cannot be written where it is to go
    ├── ConfigError       `cdiff.toml` or `[tool.cdiff]` is not understood
    ├── GitError          git refuses, and why
    └── OutputError       what is printed cannot be written: one line, exit 74
        └── ReaderGoneError  nobody reads it any more: no line, exit 141

Every message says what is wrong, where, and what to do about it; near misses are offered with `near`.
"""

from __future__ import annotations

from collections.abc import Iterable

EXIT_DONE = 0
"""Done, and nothing to object."""
EXIT_NEGATIVE = 1
"""The verdict is negative: a check found errors, or `--exit-code` found differences."""
EXIT_USER = 2
"""The user's error: one line on stderr says what to do."""
EXIT_BUG = 70
"""A bug of ours: the traceback, and where to report it."""
EXIT_OUTPUT = 74
"""Output could not be written: the disk is full, or stdout was closed from the start (EX_IOERR of sysexits.h)."""
EXIT_PIPE = 141
"""The reader closed the pipe, as `head` does: what a shell reports of a program that SIGPIPE ends (128 + 13)."""


class CdiffError(Exception):
    """An error that the user can correct; its text is the one line they see."""

    exit_code = EXIT_USER


class ReadError(CdiffError):
    """A file is missing, is not text, or is in a format or an encoding that cannot be read."""


class ProfileError(CdiffError):
    """A profile is unknown, or its file is invalid."""


class LabelError(CdiffError):
    """A label cannot be used as a file name."""


class VersionError(CdiffError):
    """A version does not exist, or exists already."""


class CitationError(CdiffError, KeyError):
    """A clause does not exist; also a `KeyError`, because documents are looked up by citation."""

    __str__ = Exception.__str__  # a KeyError prints its message in quotes


class TermError(CdiffError):
    """A term, or a line in a list of terms, is invalid."""


class StoredFormError(CdiffError):
    """A file in `versions/` is not in the stored form."""


class PinError(CdiffError):
    """A pinned or forbidden pair names a clause that does not exist, or two pins contradict each other."""


class ReportError(CdiffError):
    """A report cannot be written: the file is not ours to replace, the format is unknown, or the size limit too low."""


class ConfigError(CdiffError):
    """The configuration has an unknown key or an invalid value."""


class GitError(CdiffError):
    """Git refused; the message is git's own, in one line."""


class OutputError(CdiffError):
    """What is printed cannot be written: the disk is full, the stream is closed, the terminal is gone."""

    exit_code = EXIT_OUTPUT


class ReaderGoneError(OutputError):
    """The reader of our output has closed it, which is its right; there is nobody left to tell."""

    exit_code = EXIT_PIPE


def close(wrong: str, known: Iterable[str], least: float = 0.5) -> list[str]:
    """List the three names that are most like a mistyped one, the closest first; `least` is difflib's ratio, 0 to 1."""
    from difflib import get_close_matches

    return get_close_matches(wrong, list(known), n=3, cutoff=least)


def near(wrong: str, known: Iterable[str], least: float = 0.5) -> str:
    """Suggest close matches for a mistyped name: `; did you mean a, b?`, or an empty string."""
    names = close(wrong, known, least)
    return f"; did you mean {', '.join(names)}?" if names else ""
