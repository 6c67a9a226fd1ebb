"""What can go wrong, and how the process ends then.

    CdiffError            a mistake that a person can mend: one line, exit 2
    ├── ReadError         the file cannot be read as text
    ├── ProfileError      a profile file is not understood
    ├── LabelError        a label that may not be a file name
    ├── VersionError      a version that is not there, or is there already
    ├── CitationError     a clause that is not there
    ├── TermError         a term or a list of terms is not understood
    ├── StoredFormError   a file in `versions/` is not in the stored form
    ├── PinError  a pin that no longer resolves
    ├── ReportError       a report that cannot be written where it is to go
    ├── ConfigError       `cdiff.toml` or `[tool.cdiff]` is not understood
    └── GitError          git refuses, and why

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


class CdiffError(Exception):
    """A mistake that a person can mend; its text is the one line they see."""

    exit_code = EXIT_USER


class ReadError(CdiffError):
    """The file is missing, is not text, or is in a format or an encoding that is not read."""


class ProfileError(CdiffError):
    """A profile is unknown, or its file is not understood."""


class LabelError(CdiffError):
    """A label that may not be a file name."""


class VersionError(CdiffError):
    """A version that is not there, or that is there already."""


class CitationError(CdiffError):
    """A clause that is not in the version."""


class TermError(CdiffError):
    """A term, or a line in a list of terms, is not understood."""


class StoredFormError(CdiffError):
    """A file in `versions/` is not in the stored form."""


class PinError(CdiffError):
    """A pinned or forbidden pair names a clause that is not there, or two pins contradict."""


class ReportError(CdiffError):
    """A report cannot be written where it is to go, or as small as it is to be."""


class ConfigError(CdiffError):
    """The configuration names a key or a value that is not known."""


class GitError(CdiffError):
    """Git refused; the message is git's own, in one line."""


def near(wrong: str, known: Iterable[str]) -> str:
    """Say what `wrong` may have been meant for: `; did you mean a, b?`, or nothing."""
    from difflib import get_close_matches

    names = get_close_matches(wrong, list(known), n=3, cutoff=0.5)
    return f"; did you mean {', '.join(names)}?" if names else ""
