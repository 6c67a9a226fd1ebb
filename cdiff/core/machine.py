"""What the machine holds, taken with care: files that a stranger's folder brings, programs that it may imitate."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

MOST = 512 << 20
"""Bytes of a file of a store: more than a source may have by default (`Limits.bytes`), less than what a GiB holds."""


def read_file(path: Path, most: int = MOST) -> bytes:
    """Read a regular file whole.

    Raises `OSError` for whatever is none (a link to `/dev/zero` never ends, a named pipe waits for ever), and for a
    file of more than `most` bytes (a file with holes takes no room on the disk).
    """
    with open(path, "rb", opener=_open) as file:  # Path.open takes no opener
        said = os.fstat(file.fileno())
        if not stat.S_ISREG(said.st_mode):
            raise OSError(errno.EINVAL, "it is no regular file", str(path))
        if said.st_size > most:
            raise OSError(errno.EFBIG, f"it has more than {most >> 20} MiB", str(path))
        return file.read()


def _open(path: str, flags: int) -> int:
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))  # or a pipe that nobody writes to would not open


def find_program(*names: str) -> str | None:
    """Find the first of these programs that is installed; relative entries of `PATH` are not searched."""
    import shutil

    folders = os.environ.get("PATH", os.defpath).split(os.pathsep)
    path = os.pathsep.join(folder for folder in folders if Path(folder).is_absolute())
    return next(filter(None, (shutil.which(name, path=path) for name in names)), None)
