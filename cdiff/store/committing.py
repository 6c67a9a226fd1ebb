"""Files of the store written and committed as one: all of it, or none, however the process ends.

Before anything is written a journal says what is about to change and what stood there: `.git/cdiff.journal`. It goes
when the commit is made or undone. Whoever holds the lock of the store and finds one knows that a process was killed on
its way: where the last commit has the files as they should be, all is done; else what stood there is put back. The
programs that git runs for a commit hold the lock too, so a commit that outlives its cdiff is waited for.

Rejected: to finish what was killed. Its reasons may be gone (a hook refuses, the source has changed), and a command
that is run again finishes it in any case.
"""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from cdiff.core.config import FILE as CONFIG
from cdiff.core.errors import GitError, VersionError
from cdiff.core.machine import read_file
from cdiff.core.records import record
from cdiff.store import git
from cdiff.store.files import lock_of, locked, restore, sweep, uninterrupted, write_whole
from cdiff.store.git import Repository

_NAME = "cdiff.journal"


@record
class _Planned:
    """One file of a journal."""

    path: Path
    before: bytes | None
    """What stood there; None for nothing."""
    after: str
    """The SHA-256 of what is written; empty for a file that is removed."""


@record
class _Journal:
    """What a process was about to do."""

    what: str
    files: tuple[_Planned, ...]


def commit_files(repo: Repository, files: Mapping[Path, bytes], gone: Sequence[Path], what: str, message: str) -> str:
    """Write files, remove others, and commit both; returns the id of the commit, or of HEAD where nothing differs.

    The lock is held. `what` is said of a command that was stopped: `adding v2`. Raises `VersionError` and
    `GitError`; all is as it was then. A commit that git made counts, whatever failed behind it.
    """
    journal = repo.git_dir / _NAME
    paths = [*files, *gone]
    with uninterrupted(what):
        head = git.head(repo)
        before = {path: read_file(path) if path.is_file() else None for path in paths}
        write_whole({journal: _written(repo, files, before, what)})
        try:
            write_whole(files)
            for path in gone:
                path.unlink()
            made = git.commit(repo, paths, message) if any(git.uncommitted(repo, paths)) else head
        except BaseException as error:
            made = _made_since(head, repo, paths)
            if not made:
                _put_back(before, what, error)
                _drop(journal)
                if isinstance(error, OSError):
                    raise VersionError(f"cannot write {error.filename}: {error.strerror}") from None
                raise
            git.unstage(repo, paths)
        _drop(journal)
        return made


def _made_since(head: str, repo: Repository, paths: Sequence[Path]) -> str:
    """Give the id of a commit that has these files as they stand, where there is one that was not there before."""
    try:
        made = git.head(repo)
        return made if made != head and not any(git.uncommitted(repo, paths)) else ""
    except GitError:
        return ""


def _put_back(before: Mapping[Path, bytes | None], what: str, error: BaseException) -> None:
    """Put files back as they were; where the disk refuses, the journal stays, by which the next command does it."""
    try:
        restore(before)
    except OSError as failed:
        raise VersionError(
            f"{what} failed ({error}), and {failed.filename} cannot be put back now ({failed.strerror});"
            " the next command that writes to the store does it"
        ) from None


def _drop(journal: Path) -> None:
    """Remove a journal; one that stays says of a commit that is made that it is made."""
    with suppress(OSError):
        journal.unlink(missing_ok=True)


def _written(repo: Repository, files: Mapping[Path, bytes], before: Mapping[Path, bytes | None], what: str) -> bytes:
    rows = [
        {
            "path": git.name_of(repo, path),
            "before": None if data is None else base64.b64encode(data).decode("ascii"),
            "after": hashlib.sha256(files[path]).hexdigest() if path in files else "",
        }
        for path, data in before.items()
    ]
    return json.dumps({"format": 1, "what": what, "files": rows}).encode()


def recover(repo: Repository, folder: Path) -> str:
    """Finish what a killed process left in a store, and sweep its files; says what it was, nothing where none was.

    The lock is held, and git is ready for a commit. A file that somebody has written since stays as it is.
    """
    for each in (folder, folder / "sources", repo.top, repo.git_dir):
        sweep(each)
    path = repo.git_dir / _NAME
    found = _read(path, repo, folder)
    if found is None:
        return ""
    open_files = [each for each, said in zip(found.files, _differences(repo, found), strict=True) if said]
    ours = [each for each in open_files if _digest(each.path) == each.after]
    restore({each.path: each.before for each in ours})
    git.unstage(repo, [each.path for each in found.files])
    path.unlink(missing_ok=True)
    if not open_files:
        return f"{found.what} was stopped when it was done; nothing is lost"
    return f"{found.what} was stopped on its way, and is undone: run it again"


def left_undone(repo: Repository, folder: Path) -> str:
    """Say what a killed process left half done in a store; empty where none was killed, or one is at work."""
    path = repo.git_dir / _NAME
    if not path.exists():
        return ""
    try:
        with locked(lock_of(folder), patience=0):
            try:
                found = _read(path, repo, folder)
            except VersionError as error:
                return str(error)
    except VersionError:  # another cdiff holds the lock
        return ""
    return f"{found.what} was stopped on its way; cdiff verify --repair undoes it" if found else ""


def _differences(repo: Repository, found: _Journal) -> list[str]:
    return git.uncommitted(repo, [each.path for each in found.files])


def _digest(path: Path) -> str:
    return hashlib.sha256(read_file(path)).hexdigest() if path.is_file() else ""


def _read(path: Path, repo: Repository, folder: Path) -> _Journal | None:
    """Read a journal; raises `VersionError` for one that cdiff did not write, or that names files elsewhere.

    A repository may come from anywhere, and its journal says which files are written anew.
    """
    if not path.exists():
        return None
    try:
        data = json.loads(read_file(path))
        files = tuple(_planned(row, repo.top) for row in data["files"])
        what = " ".join(str(data["what"]).split())
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise VersionError(f"{path} cannot be read; delete it") from None
    if not all(_is_ours(each.path, folder) for each in files):
        raise VersionError(f"{path} names files outside {folder}, so cdiff did not write it; delete it")
    return _Journal(what, files)


def _is_ours(path: Path, folder: Path) -> bool:
    """Whether a path is one that cdiff writes: in the store, or the configuration beside it; and no link."""
    try:
        there = path.resolve()
        return not path.is_symlink() and (
            there.is_relative_to(folder.resolve()) or there == folder.resolve().parent / CONFIG
        )
    except (ValueError, OSError):  # no name of a file
        return False


def _planned(row: Any, top: Path) -> _Planned:
    before = row["before"]
    return _Planned(top / row["path"], None if before is None else base64.b64decode(before), str(row["after"]))


def recovered(repo: Repository, folder: Path) -> str:
    """Do what `recover` does with the lock that it needs; where there is nothing to do, no lock is taken."""
    if not (repo.git_dir / _NAME).exists():
        return ""
    with locked(lock_of(folder)):
        git.check_ready(repo)
        return recover(repo, folder)
