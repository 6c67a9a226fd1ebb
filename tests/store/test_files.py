"""Atomic writes: all files or none, nothing left beside them, links and permissions, and the lock."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from cdiff.core.errors import VersionError
from cdiff.store.files import StoppedError, locked, restore, umask, uninterrupted, write_whole
from tests.support import ROOT


def names(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def test_files_are_written_and_what_was_there_comes_back(tmp_path: Path) -> None:
    old, new = tmp_path / "old.txt", tmp_path / "sub" / "new.txt"
    old.write_bytes(b"old")
    before = write_whole({old: b"changed", new: b"new"})
    assert before == {old: b"old", new: None}
    assert (old.read_bytes(), new.read_bytes()) == (b"changed", b"new")
    restore(before)
    assert old.read_bytes() == b"old"
    assert names(tmp_path) == ["old.txt"]


def test_where_one_cannot_be_written_none_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first, second = tmp_path / "first", tmp_path / "second"
    first.write_bytes(b"old")
    real = os.fsync
    calls = iter(range(9))

    def full(descriptor: int) -> None:
        if next(calls) == 1:
            raise OSError(28, "No space left on device", "second")
        real(descriptor)

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(VersionError, match=r"cannot write .*second: No space left on device"):
        write_whole({first: b"new", second: b"new"})
    assert first.read_bytes() == b"old"
    assert names(tmp_path) == ["first"]


def test_where_the_last_cannot_be_renamed_the_first_is_put_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = tmp_path / "first", tmp_path / "second"
    first.write_bytes(b"old")
    real = Path.replace

    def refused(self: Path, target: str | Path) -> Path:
        if Path(target).name == "second":
            raise PermissionError(1, "Operation not permitted", str(target))
        return real(self, target)

    monkeypatch.setattr(Path, "replace", refused)
    with pytest.raises(VersionError, match="Operation not permitted"):
        write_whole({first: b"new", second: b"new"})
    assert first.read_bytes() == b"old"
    assert names(tmp_path) == ["first"]


def test_what_a_killed_process_left_is_swept_and_nothing_else(tmp_path: Path) -> None:
    ended, running = 99_999_999, os.getpid()
    kept = (".draft[1].md.part", f".draft1.md.{ended}-x.part", f".draft[1].md.{running}-x.part", ".draft[1].mdx.part")
    for name in (*kept, f".draft[1].md.{ended}-abc.part"):
        (tmp_path / name).write_bytes(b"")
    write_whole({tmp_path / "draft[1].md": b"text"})
    assert names(tmp_path) == sorted([*kept, "draft[1].md"])


def test_permissions_are_those_of_the_user(tmp_path: Path) -> None:
    before = os.umask(0o027)
    try:
        assert umask() == 0o027
        write_whole({tmp_path / "file": b""})
    finally:
        os.umask(before)
    assert (tmp_path / "file").stat().st_mode & 0o777 == 0o640


LOCK = """
import sys
from pathlib import Path
from cdiff.core.errors import VersionError
from cdiff.store.files import locked
try:
    with locked(Path(sys.argv[1]), 0.0):
        print("held")
except VersionError as error:
    print(error)
"""


def test_a_lock_is_held_by_one_and_given_back(tmp_path: Path) -> None:
    path = tmp_path / "lock"
    env = {**os.environ, "PYTHONPATH": str(ROOT)}

    def other() -> str:
        called = [sys.executable, "-c", LOCK, str(path)]
        return subprocess.run(called, env=env, capture_output=True, text=True, check=True).stdout.strip()

    with locked(path):
        assert other().startswith("another cdiff is writing to this store")
    assert other() == "held"
    with pytest.raises(RuntimeError), locked(path):
        raise RuntimeError
    assert other() == "held"


def test_a_lock_that_cannot_be_made(tmp_path: Path) -> None:
    with pytest.raises(VersionError, match="cannot write"), locked(tmp_path / "none" / "lock"):
        pass


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_what_has_begun_is_done_before_a_signal_counts(number: signal.Signals, tmp_path: Path) -> None:
    done: list[str] = []

    def work(*, refused: bool) -> None:
        with uninterrupted("the work"):
            signal.raise_signal(number)
            done.append("the rest")
            if refused:
                raise VersionError("what git says when it is interrupted too")

    with pytest.raises(StoppedError, match="interrupted: the work was completed"):
        work(refused=False)
    with pytest.raises(StoppedError, match="interrupted: the work was undone"):
        work(refused=True)
    assert done == ["the rest", "the rest"]
    assert signal.getsignal(number) is not None
    write_whole({tmp_path / "file": b"text"})
    assert names(tmp_path) == ["file"]
