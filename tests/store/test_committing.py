"""One commit of files: what a killed process left is undone or found done by whoever holds the lock next."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from cdiff.core.errors import GitError, VersionError
from cdiff.pipeline import Added
from cdiff.store import Store, committing
from cdiff.store import git as door
from cdiff.store.committing import commit_files, left_undone, recover
from cdiff.store.files import lock_of, locked
from cdiff.store.git import Repository
from tests.store.conftest import TEXT
from tests.support import git, run

Adding = Callable[..., Added]
FILE = "versions/draft2.md"


def journal(repo: Path, files: dict[str, tuple[bytes | None, bytes | None]]) -> Path:
    """Leave the journal of a process that was killed: of each file what stood there, and what was to be."""
    rows = [
        {
            "path": name,
            "before": None if before is None else base64.b64encode(before).decode(),
            "after": "" if after is None else hashlib.sha256(after).hexdigest(),
        }
        for name, (before, after) in files.items()
    ]
    path = repo / ".git" / "cdiff.journal"
    path.write_text(json.dumps({"format": 1, "what": "adding draft2", "files": rows}), encoding="utf-8")
    return path


@pytest.fixture
def opened(store: Store, add: Adding) -> Repository:
    """The repository of a store with one version."""
    add("draft1")
    found = store.repository()
    assert found
    return found


def test_what_was_killed_on_its_way_is_undone_by_the_next_command(store: Store, opened: Repository) -> None:
    text = (store.folder / "draft1.md").read_bytes()
    (opened.top / FILE).write_bytes(b"half")
    (store.folder / "draft1.md").unlink()
    git(opened.top, "add", "-A")
    (store.folder / ".draft2.md.999999999-x.part").write_bytes(b"ha")
    left = journal(opened.top, {FILE: (None, b"half"), "versions/draft1.md": (text, None)})
    said = "adding draft2 was stopped on its way; cdiff verify --repair undoes it"
    assert left_undone(opened, store.folder) == said
    ran = run(["rename", "draft1", "first"], cwd=opened.top)
    assert "adding draft2 was stopped on its way, and is undone: run it again" in ran.stderr
    assert (ran.exit, store.labels(), left.exists()) == (0, ["first"], False)
    assert git(opened.top, "status", "--porcelain") == ""
    assert not [*store.folder.glob(".*.part")]


def test_the_configuration_beside_the_store_is_put_back_too(store: Store, opened: Repository) -> None:
    """The first version of a store is committed with it."""
    (opened.top / "cdiff.toml").write_bytes(b"new")
    journal(opened.top, {"cdiff.toml": (b"old", b"new")})
    assert recover(opened, store.folder) == "adding draft2 was stopped on its way, and is undone: run it again"
    assert (opened.top / "cdiff.toml").read_bytes() == b"old"


def test_what_was_done_when_it_was_killed_stays(store: Store, opened: Repository) -> None:
    text = (store.folder / "draft1.md").read_bytes()
    left = journal(opened.top, {"versions/draft1.md": (None, text)})
    assert recover(opened, store.folder) == "adding draft2 was stopped when it was done; nothing is lost"
    assert (store.labels(), left.exists()) == (["draft1"], False)


def test_what_somebody_wrote_since_stays(store: Store, opened: Repository) -> None:
    (opened.top / FILE).write_bytes(b"by hand")
    journal(opened.top, {FILE: (None, b"half")})
    recover(opened, store.folder)
    assert (opened.top / FILE).read_bytes() == b"by hand"


def test_nothing_is_said_of_one_that_is_at_work(store: Store, opened: Repository) -> None:
    journal(opened.top, {FILE: (None, b"half")})
    with locked(lock_of(store.folder)):
        assert left_undone(opened, store.folder) == ""


@pytest.mark.parametrize(
    "name",
    [
        "README.md",
        "../outside.txt",
        "versions/a\0b",
        "versions/\ud800",
        ".git/hooks/post-commit",
        "versions/../.git/config",
    ],
)
def test_the_journal_of_a_stranger_writes_nothing_outside_the_store(
    store: Store, opened: Repository, name: str
) -> None:
    left = journal(opened.top, {name: (b"theirs", None)})
    with pytest.raises(VersionError, match="names files outside"):
        recover(opened, store.folder)
    assert left.exists()
    assert b"theirs" not in b"".join(p.read_bytes() for p in opened.top.rglob("*") if p.is_file() and p != left)


def test_a_link_is_not_written_through(store: Store, opened: Repository, tmp_path: Path) -> None:
    (tmp_path / "outside.txt").write_bytes(b"mine")
    (opened.top / FILE).symlink_to(tmp_path / "outside.txt")
    journal(opened.top, {FILE: (b"theirs", hashlib.sha256(b"mine").digest())})
    with pytest.raises(VersionError, match="names files outside"):
        recover(opened, store.folder)


@pytest.mark.parametrize(
    "text", ["", "{", "[]", "[" * 100_000, '{"what": "x", "files": [1]}', '{"what": "x", "files": [{}]}']
)
def test_a_journal_that_is_none_is_named(store: Store, opened: Repository, text: str) -> None:
    (opened.git_dir / "cdiff.journal").write_text(text)
    ran = run(["rename", "draft1", "first"], cwd=opened.top)
    assert ran.exit == 2
    assert ran.stderr.rstrip().endswith("cdiff.journal cannot be read; delete it")


def test_a_commit_that_was_made_counts_whatever_failed_behind_it(
    store: Store, opened: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = door.commit

    def commit(repo: Repository, paths: list[Path], message: str) -> str:
        real(repo, paths, message)
        raise GitError("the disk is full")

    monkeypatch.setattr(door, "commit", commit)
    made = commit_files(opened, {opened.top / FILE: TEXT.encode()}, [], "adding draft2", "Add draft2")
    assert made == door.head(opened)
    assert git(opened.top, "status", "--porcelain") == ""


def test_a_disk_that_takes_nothing_back_leaves_it_to_the_next_command(
    store: Store, opened: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_: object) -> str:
        raise GitError("a hook says no")

    def full(_: object) -> None:
        raise OSError(28, "No space left on device", "draft2.md")

    with monkeypatch.context() as broken:
        broken.setattr(door, "commit", refused)
        broken.setattr(committing, "restore", full)
        with pytest.raises(VersionError, match=r"a hook says no.*cannot be put back now.*the next command"):
            commit_files(opened, {opened.top / FILE: b"new"}, [], "adding draft2", "Add draft2")
    assert (opened.top / FILE).exists()
    assert "is undone" in recover(opened, store.folder)
    assert not (opened.top / FILE).exists()


@pytest.mark.skipif(not Path("/proc/self/fd").is_dir(), reason="cannot say which files a process has open")
def test_a_commit_that_outlives_its_cdiff_holds_the_lock(store: Store, opened: Repository) -> None:
    told = opened.top / "told"
    hook = opened.git_dir / "hooks" / "pre-commit"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text(f"#!/bin/sh\nls -l /proc/self/fd > '{told}'\n")
    hook.chmod(0o755)
    with locked(lock_of(store.folder)):
        commit_files(opened, {opened.top / FILE: b"new"}, [], "adding draft2", "Add draft2")
    assert "cdiff.lock" in told.read_text()
