"""Git through its one door: which repository, what is committed, what git says when it refuses, and settings."""

from __future__ import annotations

from pathlib import Path

import pytest

from cdiff.core.errors import GitError
from cdiff.store import git as door
from cdiff.store.git import Repository
from tests.support import git, repository


@pytest.fixture
def repo(tmp_path: Path) -> Repository:
    found = door.repository(repository(tmp_path / "repo"))
    assert found is not None
    return found


def top(repo: Repository) -> Path:
    return repo.top


def test_the_repository_around_a_folder(repo: Repository, tmp_path: Path) -> None:
    below = top(repo) / "a" / "b"
    below.mkdir(parents=True)
    found = door.repository(below)
    assert found is not None
    assert found == repo
    assert door.repository(tmp_path) is None
    assert door.repository(tmp_path / "none") is None
    assert door.working_tree(below).resolve() == top(repo).resolve()
    with pytest.raises(GitError, match="no working tree of git here"):
        door.working_tree(tmp_path)


def test_only_the_named_files_are_committed(repo: Repository) -> None:
    one, other = top(repo) / "one", top(repo) / "-other"
    one.write_text("1\n", encoding="utf-8")
    other.write_text("2\n", encoding="utf-8")
    assert door.head(repo) == ""
    assert door.uncommitted(repo, [one]) == ["one is not in the last commit"]
    made = door.commit(repo, [one], "Add one")
    assert made == door.head(repo) == git(top(repo), "rev-parse", "HEAD").strip()
    assert git(top(repo), "ls-files").split() == ["one"]
    door.commit(repo, [other], "Add the other")
    assert git(top(repo), "ls-files").split() == ["-other", "one"]
    assert door.uncommitted(repo, [one, other]) == ["", ""]
    with pytest.raises(GitError, match="git refused"):
        door.commit(repo, [one], "Nothing")


@pytest.mark.parametrize("before", [False, True], ids=["first commit", "later commit"])
def test_a_commit_that_is_refused_leaves_nothing_staged(repo: Repository, *, before: bool) -> None:
    one, two = top(repo) / "one", top(repo) / "two"
    one.write_text("1\n", encoding="utf-8")
    two.write_text("2\n", encoding="utf-8")
    if before:
        door.commit(repo, [one], "Add one")
    hook = top(repo) / ".git" / "hooks" / "pre-commit"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text("#!/bin/sh\necho not on a Sunday >&2\nexit 1\n", encoding="utf-8")
    hook.chmod(0o755)
    with pytest.raises(GitError, match=r"^git refused: not on a Sunday \(a git hook may have refused the commit\)$"):
        door.commit(repo, [two], "Add two")
    assert git(top(repo), "diff", "--cached", "--name-only") == ""


def test_a_file_as_it_was(repo: Repository) -> None:
    path = top(repo) / "one"
    path.write_bytes(b"\xff\r\n\n")
    with pytest.raises(GitError, match="has no commits yet, so there is no HEAD"):
        door.show(repo, path, "HEAD")
    door.commit(repo, [path], "Add one")
    path.write_bytes(b"later")
    assert door.show(repo, path, "HEAD") == b"\xff\r\n\n"
    for revision, message in (
        ("HEAD~1", "no revision 'HEAD~1' in .*; git log lists them"),
        ("--all", "no revision '--all'"),
        ("HEAD:one", "no revision 'HEAD:one'"),
    ):
        with pytest.raises(GitError, match=message):
            door.show(repo, path, revision)
    with pytest.raises(GitError, match="two did not exist at HEAD"):
        door.show(repo, top(repo) / "two", "HEAD")


def test_settings_of_a_repository(repo: Repository) -> None:
    assert door.settings(top(repo), "diff.cdiff") == {}
    door.put_setting(top(repo), "diff.cdiff.textconv", "cdiff show\n--plain")
    door.put_setting(top(repo), "diff.cdiffx.textconv", "another")
    assert door.settings(top(repo), "diff.cdiff") == {"textconv": "cdiff show\n--plain"}
    door.drop_setting(top(repo), "diff.cdiff.textconv")
    assert door.settings(top(repo), "diff.cdiff", everywhere=True) == {}
    with pytest.raises(GitError, match="git refused"):
        door.put_setting(top(repo), "no", "key")


def test_attributes_of_a_path_that_need_not_be_there(repo: Repository) -> None:
    (top(repo) / ".gitattributes").write_text("*.docx diff=cdiff\n", encoding="utf-8")
    assert door.attribute(top(repo), "diff", "none.docx") == "cdiff"
    assert door.attribute(top(repo), "diff", "none.txt") == ""


SAID = [
    ("hint: use -f\nfatal: bad object", "git refused: fatal: bad object"),
    ("error: one\nerror: two", "git refused: error: two"),
    ("only a word", "git refused: only a word (a git hook may have refused the commit)"),
    ("", "git refused: no reason given (a git hook may have refused the commit)"),
    ("Please tell me who you are.", door._IDENTITY),
    ("fatal: empty ident name (for <>) not allowed", door._IDENTITY),
]


@pytest.mark.parametrize(("text", "message"), SAID)
def test_what_git_says_is_one_line(text: str, message: str) -> None:
    assert str(door._refusal(Exception(text))) == message
