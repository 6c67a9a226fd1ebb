"""The pager: a program of the user's that shows on a terminal, page by page, what is longer than the screen."""

from __future__ import annotations

import os
import sys

_LINES = 24
"""Of a terminal that does not say how many lines it has."""
_LESS = "FRX"
"""As git sets it: end where all fits, show colors, leave the text on the screen."""


def page(text: str, pager: str = "") -> None:
    """Print a text; on a terminal through a pager where it has more lines than the screen.

    The pager is the one of the environment (`PAGER`), else less; an empty one is none, and `cat`, which the
    configuration may say too (`pager`). With a pager that cannot be started the text is printed as it is.
    """
    pager = pager or os.environ.get("PAGER", "less")
    if not sys.stdout.isatty() or os.environ.get("TERM") == "dumb" or pager in ("", "cat"):
        sys.stdout.write(text)
        return
    if text.count("\n") < (os.get_terminal_size(sys.stdout.fileno()).lines or _LINES):
        sys.stdout.write(text)
        return
    import shlex
    import subprocess

    sys.stdout.flush()
    environment = {"LESS": _LESS, "LESSCHARSET": "utf-8", "LV": "-c"} | dict(os.environ)
    try:
        reader = subprocess.Popen(shlex.split(pager), stdin=subprocess.PIPE, env=environment)  # noqa: S603  # the user's
        reader.communicate(text.encode("utf-8", "backslashreplace"))  # it may close before the end
    except (OSError, ValueError):
        sys.stdout.write(text)
