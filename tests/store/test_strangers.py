"""A repository is a stranger's folder: of what its settings and files name, git runs nothing while cdiff reads.

Each trap below is a way for git to run a command that the repository names; docs/security.md lists them. The command is
a script that leaves a mark. That the script is right is shown by git itself, which runs it.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from cdiff import pipeline
from cdiff.core.errors import GitError
from cdiff.store import Store
from cdiff.store import git as door
from tests.store.test_adding import Adding
from tests.support import git, run

pytestmark = pytest.mark.skipif(os.name == "nt", reason="the traps are shell scripts")


@pytest.fixture
def mark(tmp_path: Path) -> Path:
    """What the trap leaves behind when it is run."""
    return tmp_path / "trap was run"


@pytest.fixture
def trap(tmp_path: Path, mark: Path) -> str:
    """A program that leaves the mark."""
    path = tmp_path / "trap"
    path.write_text(f"#!/bin/sh\ntouch '{mark}'\nexit 0\n", encoding="utf-8")
    path.chmod(0o755)
    return str(path)


def set_all(repo: Path, trap: str) -> None:
    """Name the trap in every setting that names a program."""
    for name in (
        *("core.fsmonitor", "core.pager", "core.editor", "core.askPass", "core.sshCommand", "core.gitProxy"),
        *("core.alternateRefsCommand", "diff.external", "diff.cdiff.textconv", "diff.cdiff.command"),
        *("filter.cdiff.clean", "filter.cdiff.smudge", "filter.cdiff.process", "merge.cdiff.driver"),
        *("credential.helper", "gpg.program", "gpg.ssh.program", "gpg.ssh.defaultKeyCommand", "sequence.editor"),
        *("remote.origin.uploadpack", "remote.origin.receivepack", "uploadpack.packObjectsHook"),
        *("trailer.cdiff.command", "pager.status", "pager.ls-tree", "alias.rev-parse", "alias.cat-file"),
    ):
        git(repo, "config", name, trap if not name.startswith("alias.") else f"!{trap}")
    git(repo, "config", "protocol.ext.allow", "always")
    git(repo, "config", "log.showSignature", "true")
    hooks = repo / ".git" / "hooks"
    shutil.rmtree(hooks, ignore_errors=True)
    hooks.mkdir()
    for name in ("pre-commit", "post-index-change", "post-checkout", "reference-transaction", "fsmonitor-watchman"):
        shutil.copy(trap, hooks / name)
    (repo / ".gitattributes").write_text("* filter=cdiff diff=cdiff merge=cdiff\n", encoding="utf-8")


READING: dict[str, Callable[[Path], None]] = {
    "verify": lambda repo: said(repo, "verify"),
    "list": lambda repo: said(repo, "list"),
    "show": lambda repo: said(repo, "show", "draft1@HEAD"),
    "compare": lambda repo: said(repo, "compare", "draft1@HEAD", "draft1"),
    "check": lambda repo: said(repo, "check", "draft1", "--same-as", "draft1@HEAD"),
    "brackets": lambda repo: said(repo, "brackets", "draft1@HEAD~0"),
    "history": lambda repo: said(repo, "history", str(repo.parent / "history")),
    "hook": lambda repo: said(repo, "hook", "status"),
}


def said(repo: Path, *arguments: str) -> None:
    assert run(arguments, cwd=repo).exit in (0, 1), arguments


@pytest.mark.parametrize("command", READING)
def test_no_reading_command_runs_what_a_repository_names(
    command: str, store: Store, repo: Path, add: Adding, trap: str, mark: Path
) -> None:
    add()
    set_all(repo, trap)
    store.path("draft1").touch()  # git would compare the file anew, through the filter
    READING[command](repo)
    assert not mark.exists()
    subprocess.run(["git", "status"], cwd=repo, capture_output=True, check=False)
    assert mark.exists(), "the trap would have been run"


def test_a_commit_runs_hooks_and_no_other_program_of_the_repository(
    store: Store, repo: Path, add: Adding, trap: str, mark: Path
) -> None:
    set_all(repo, trap)
    shutil.rmtree(repo / ".git" / "hooks")
    add()
    assert store.load("draft1", "HEAD") == store.load("draft1")
    assert not mark.exists()
    (repo / ".git" / "hooks").mkdir()
    shutil.copy(trap, repo / ".git" / "hooks" / "pre-commit")
    add("draft2")
    assert mark.exists(), "hooks are the user's own"


def test_the_users_own_filter_is_obeyed(
    store: Store, add: Adding, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = tmp_path / "own.gitconfig"
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(own))
    git(tmp_path, "config", "--global", "filter.upper.clean", "tr a-z A-Z")
    (store.folder.parent / ".gitattributes").write_text("*.txt filter=upper\n", encoding="utf-8")
    version = add().version
    assert store.source(version, "HEAD") == store.source(version).upper()


def embedded(folder: Path, config: str) -> None:
    """Make a folder look like a bare repository, as a clone can bring it."""
    (folder / "refs" / "heads").mkdir(parents=True)
    (folder / "objects" / "info").mkdir(parents=True)
    (folder / "HEAD").write_text("ref: refs/heads/main\n", encoding="utf-8")
    (folder / "refs" / "heads" / "main").write_text("1" * 40 + "\n", encoding="utf-8")
    (folder / "config").write_text(config, encoding="utf-8")


@pytest.mark.parametrize("kind", ["promisor", "fsmonitor"])
def test_a_folder_that_looks_like_a_repository_is_none(
    kind: str, store: Store, repo: Path, add: Adding, trap: str, mark: Path
) -> None:
    add()
    configs = {
        "promisor": "[core]\nrepositoryformatversion = 1\nbare = true\n[extensions]\npartialClone = evil\n"
        f'[remote "evil"]\npromisor = true\nurl = .\nuploadpack = "{trap}; false"\n',
        "fsmonitor": f'[core]\nrepositoryformatversion = 0\nbare = false\nworktree = ..\nfsmonitor = "{trap}"\n',
    }
    embedded(store.folder, configs[kind])
    assert door.repository(store.folder) == door.repository(repo)
    assert store.load("draft1", "HEAD") == store.load("draft1")
    assert all(verdict.holds for verdict in pipeline.verify(store))
    add("draft2")
    assert not mark.exists()


def test_nothing_is_fetched(store: Store, repo: Path, add: Adding, trap: str, mark: Path) -> None:
    add()
    blob = git(repo, "rev-parse", "HEAD:versions/draft1.md").strip()
    git(repo, "config", "core.repositoryFormatVersion", "1")
    git(repo, "config", "extensions.partialClone", "origin")
    git(repo, "config", "remote.origin.promisor", "true")
    git(repo, "config", "remote.origin.url", ".")
    git(repo, "config", "remote.origin.uploadpack", f"{trap}; false")
    (repo / ".git" / "objects" / blob[:2] / blob[2:]).unlink()
    with pytest.raises(GitError, match="is not in this partial clone"):
        store.load("draft1", "HEAD")
    assert not mark.exists()
    subprocess.run(["git", "cat-file", "blob", blob], cwd=repo, capture_output=True, check=False)
    assert mark.exists(), "git would have fetched"


def test_what_the_environment_names_is_dropped(
    store: Store, repo: Path, add: Adding, trap: str, mark: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    add()
    other = tmp_path / "other"
    other.mkdir()
    git(other, "init", "--quiet")
    for name, value in {
        "GIT_DIR": str(other / ".git"),
        "GIT_WORK_TREE": str(other),
        "GIT_INDEX_FILE": str(tmp_path / "index"),
        "GIT_OBJECT_DIRECTORY": str(tmp_path),
        "GIT_EXTERNAL_DIFF": trap,
        "GIT_SSH_COMMAND": trap,
        "GIT_CONFIG_PARAMETERS": f"'core.fsmonitor={trap}'",
        "GIT_CONFIG_COUNT": "1",
        "GIT_CONFIG_KEY_0": "core.fsmonitor",
        "GIT_CONFIG_VALUE_0": trap,
    }.items():
        monkeypatch.setenv(name, value)
    found = door.repository(store.folder)
    assert found is not None
    assert found.top == repo.resolve()
    assert store.load("draft1", "HEAD") == store.load("draft1")
    add("draft2")
    assert not mark.exists()


def test_git_is_not_taken_from_the_folder_one_stands_in(repo: Path, trap: str, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copy(trap, repo / "git")
    monkeypatch.chdir(repo)
    monkeypatch.setenv("PATH", os.pathsep.join(("", ".", os.environ["PATH"])))
    assert Path(door.program()).is_absolute()
    assert Path(door.program()).parent != repo
    monkeypatch.setenv("PATH", ".")
    with pytest.raises(GitError, match="git is not installed"):
        door.program()


def test_a_repository_of_another_user_is_refused(monkeypatch: pytest.MonkeyPatch, repo: Path) -> None:
    monkeypatch.setitem(door._SAFE, "GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")  # how git's own tests do it
    with pytest.raises(GitError, match=r"^another user owns the repository .*safe\.directory"):
        door.repository(repo)
