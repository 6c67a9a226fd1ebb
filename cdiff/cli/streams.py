"""Standard streams that say how they fail.

Exit code 1 means a negative verdict, so nothing else may end with it. But Python ends with 1 or 120 where a
reader closes the pipe, the disk is full or the stream was closed from the start, and typer and rich each turn a broken
pipe into an exit of 1 of their own. So errors are distinguished where they arise, below every library: writing to
stdout raises `OutputError` or `ReaderGoneError`, whoever writes, text or bytes. Nothing is left in a buffer to fail
once more when the process ends.
"""

from __future__ import annotations

import io
import os
import sys
from typing import TYPE_CHECKING

from cdiff.core.errors import OutputError, ReaderGoneError

if TYPE_CHECKING:
    from typing import Any, TextIO


class _Raw(io.RawIOBase):
    """The bytes of a stream on their way out; `under` is what Python opened, None where the stream is closed."""

    def __init__(self, under: io.RawIOBase | None) -> None:
        self._under = under
        self._failed = False

    def writable(self) -> bool:
        return True

    def isatty(self) -> bool:
        return self._under is not None and self._under.isatty()

    def fileno(self) -> int:
        if self._under is None:
            raise io.UnsupportedOperation("the stream is closed")
        return self._under.fileno()

    def write(self, data: Any, /) -> int | None:
        """Write; after a failure discard what is left, because the failure has been reported."""
        if self._failed:
            return memoryview(data).nbytes
        try:
            if self._under is None:
                raise OutputError("cannot write to standard output: it is closed")
            while (written := self._under.write(data)) is None:  # a pipe that does not block, and is full
                _wait_for_room(self._under)
            return written
        except OutputError:
            self._failed = True
            raise
        except BrokenPipeError:
            self._failed = True
            raise ReaderGoneError("the reader of standard output has closed it") from None
        except OSError as error:
            self._failed = True
            raise OutputError(f"cannot write to standard output: {error.strerror}") from None


def _wait_for_room(stream: io.RawIOBase) -> None:
    from select import select  # a library of its own, and needed hardly ever

    select([], [stream], [])


class _Messages(_Raw):
    """Stderr: a message that cannot be written there is dropped, and the exit code stays what it is."""

    def write(self, data: Any, /) -> int | None:
        try:
            return super().write(data)
        except OutputError:
            return memoryview(data).nbytes


def guard() -> None:
    """Put streams that say how they fail in the places of `sys.stdout` and `sys.stderr`, in UTF-8.

    A closed stdin, stdout or stderr is replaced by the null device below them: otherwise the next file that is
    opened gets the number of the closed stream, and what was meant for the stream could end in the file.
    """
    if None in (sys.stdin, sys.stdout, sys.stderr):
        while (opened := os.open(os.devnull, os.O_RDWR)) <= 2:
            pass
        os.close(opened)
    if sys.stdin is None:
        sys.stdin = open(0, encoding="utf-8")  # noqa: SIM115  # it lives as long as the process
    sys.stdout = _stream(sys.stdout, _Raw)
    sys.stderr = _stream(sys.stderr, _Messages)


def _stream(given: TextIO | None, kind: type[_Raw]) -> TextIO:
    buffer = getattr(given, "buffer", None)
    raw = kind(getattr(buffer, "raw", buffer))  # where Python does not buffer, the buffer is the raw stream itself
    return io.TextIOWrapper(
        io.BufferedWriter(raw), "utf-8", "backslashreplace", line_buffering=raw.isatty() or kind is _Messages
    )
