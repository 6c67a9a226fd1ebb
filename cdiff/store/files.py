"""Atomic writes: files are written beside their place and renamed into it, under a lock."""

from __future__ import annotations

import glob
import os
import signal
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from cdiff.core.errors import VersionError
from cdiff.core.machine import read_file

PATIENCE = 30.0
"""Seconds to wait for another cdiff that writes to the same store."""


_HELD: list[str] = []
"""The work during which signals wait, if there is one."""


class StoppedError(VersionError):
    """Ctrl-C or SIGTERM came while something was written; the message says what became of it."""

    def __init__(self, message: str, number: int) -> None:
        super().__init__(message)
        self.exit_code = 128 + number  # what a shell reports of a program that the signal ends: 130, 143


@contextmanager
def uninterrupted(what: str) -> Iterator[None]:
    """Do all of `what`, or undo it, before Ctrl-C and SIGTERM have an effect.

    Raises `StoppedError` then, which says whether it was done. The processes that run meanwhile get Ctrl-C from the
    terminal themselves, and what they refuse is undone.
    """
    if threading.current_thread() is not threading.main_thread() or _HELD:
        yield  # another thread gets no signals; and what is part of a larger work is done or undone with it
        return
    came: list[int] = []
    _HELD.append(what)
    before = {
        number: signal.signal(number, lambda number, _: came.append(number))
        for number in (signal.SIGINT, signal.SIGTERM)
    }
    done = False
    try:
        yield
        done = True
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
        _HELD.clear()
        if came:
            became = "was completed" if done else "was undone"
            raise StoppedError(f"interrupted: {what} {became}", came[0]) from None


def write_whole(files: Mapping[Path, bytes]) -> dict[Path, bytes | None]:
    """Write files so that a killed process leaves each as it was or as it should be; they are renamed in their order.

    Returns what was there before (`None` for nothing), for `restore`. Raises `VersionError` if a folder cannot be
    written to; nothing has changed then.
    """
    with uninterrupted("writing a file"):
        return _write_whole(files)


def _write_whole(files: Mapping[Path, bytes]) -> dict[Path, bytes | None]:
    before: dict[Path, bytes | None] = {}
    beside: dict[Path, Path] = {}
    try:
        for path, data in files.items():
            before[path] = read_file(path) if path.exists() else None
            path.parent.mkdir(parents=True, exist_ok=True)
            for left in left_behind(path, ".part"):
                left.unlink(missing_ok=True)
            beside[path] = _write_beside(path, data)
        for path, temporary in beside.items():
            temporary.replace(path)
    except OSError as error:
        for temporary in beside.values():
            temporary.unlink(missing_ok=True)
        with suppress(OSError):  # a disk that takes nothing: what was renamed before stays, each file whole
            restore({path: data for path, data in before.items() if path in beside})
        raise VersionError(f"cannot write {path}: {error.strerror}") from None
    return before


def temporary_name(path: Path) -> str:
    """How the temporary files and folders beside a path begin; the process is named, so that the next one can sweep."""
    return f".{path.name}.{os.getpid()}-"


def left_behind(path: Path, ending: str) -> list[Path]:
    """List the temporary files and folders beside a path that belong to no process that runs."""
    found = []
    for left in path.parent.glob(f".{glob.escape(path.name)}.*{ending}"):
        number = left.name.removeprefix(f".{path.name}.").partition("-")[0]
        if number.isdecimal() and not _runs(int(number)):
            found.append(left)
    return found


def sweep(folder: Path) -> None:
    """Take away the temporary files that killed processes left in a folder, whatever they were written for."""
    for left in folder.glob(".*.*-*.part"):
        number = left.name.removesuffix(".part").rpartition("-")[0].rpartition(".")[2]
        if number.isdecimal() and not _runs(int(number)):
            with suppress(OSError):
                left.unlink()


def _runs(process: int) -> bool:
    if sys.platform == "win32":
        return True  # there os.kill ends the process that it asks about
    try:
        os.kill(process, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except OSError:
        return True
    return True


def _write_beside(path: Path, data: bytes) -> Path:
    descriptor, name = tempfile.mkstemp(prefix=temporary_name(path), suffix=".part", dir=path.parent)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(name).chmod(0o666 & ~umask())
    except OSError:
        Path(name).unlink(missing_ok=True)
        raise
    return Path(name)


def umask() -> int:
    """The permission bits that new files of this process do not get."""
    mask = os.umask(0)
    os.umask(mask)
    return mask


def restore(before: Mapping[Path, bytes | None]) -> None:
    """Restore files to what `write_whole` found."""
    for path, data in before.items():
        if data is None:
            path.unlink(missing_ok=True)
        elif not path.is_file() or read_file(path) != data:
            _write_beside(path, data).replace(path)


def lock_of(folder: Path) -> Path:
    """The lock file of a store: with git's own files where the store is in a repository, else in the store.

    Whoever reads a file of the store in order to write it anew holds this lock meanwhile.
    """
    from cdiff.store import git

    repo = git.repository(folder)
    return repo.git_dir / "cdiff.lock" if repo else folder / ".cdiff.lock"


@contextmanager
def locked(path: Path, patience: float = PATIENCE) -> Iterator[None]:
    """Hold the lock file of a store; the system releases it however the process ends.

    A commit that git makes meanwhile holds it too, and goes on holding it if this process is killed.

    Raises `VersionError` if another process holds it for more than `patience` seconds.
    """
    try:
        file = path.open("a+b")
    except OSError as error:
        raise VersionError(f"cannot write {path}: {error.strerror}") from None
    with file:
        until = time.monotonic() + patience
        while not _try_lock(file.fileno()):
            if time.monotonic() > until:
                raise VersionError("another cdiff is writing to this store; wait for it to end and run this again")
            time.sleep(0.05)
        os.set_inheritable(file.fileno(), True)
        try:
            yield
        finally:
            _unlock(file.fileno())


if sys.platform == "win32":
    import msvcrt

    def _try_lock(descriptor: int) -> bool:
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

    def _unlock(descriptor: int) -> None:
        with suppress(OSError):
            msvcrt.locking(descriptor, msvcrt.LK_UNLCK, 1)

else:
    import fcntl

    def _try_lock(descriptor: int) -> bool:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return False
        return True

    def _unlock(descriptor: int) -> None:
        """Free the lock, though a program that a hook started may still have the file open."""
        fcntl.flock(descriptor, fcntl.LOCK_UN)
