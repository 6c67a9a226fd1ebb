"""Adding a version: labels, what is written and committed, and everything that can stand in the way."""

from __future__ import annotations

import itertools
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import nullcontext
from pathlib import Path

import pytest

from cdiff import pipeline
from cdiff.core.errors import GitError, LabelError, StoredFormError, VersionError
from cdiff.core.model import Document
from cdiff.pipeline import Added
from cdiff.store import Store, check_label
from cdiff.store import git as git_door
from cdiff.store.files import locked
from tests.store.conftest import TEXT
from tests.support import ROOT, forked, git, parsed, repository, run, tree

Adding = Callable[..., Added]
ATTRIBUTES = "versions/.gitattributes"
"""What keeps git from changing the bytes of a source."""
OURS = {ATTRIBUTES, "versions/draft1.md", "versions/sources/draft1.txt"}
OTHER = TEXT.replace("report", "review")


# Labels


@pytest.mark.parametrize("label", ["draft1", "zero-plus", "rev.2", "A_B", "1", "x" * 100, "_private", "v1.0-rc.2"])
def test_a_label_may_be_a_file_name(label: str) -> None:
    assert check_label(label) == label


@pytest.mark.parametrize(
    "label",
    [
        *("", "a b", "a\nb", "a\0b", "x" * 101),
        *". .. ../x a/b a\\b /etc/passwd a..b .hidden -rf x. é a:b a* draft@1".split(),
        *"con NUL aux.txt com1 lpt9 README readme concordance".split(),
    ],
)
def test_a_label_that_is_no_file_name_is_refused(label: str, store: Store, add: Adding) -> None:
    with pytest.raises(LabelError, match="cannot be used"):
        check_label(label)
    with pytest.raises(LabelError):
        add(label)
    assert tree(store.folder) == {}


def test_labels_that_differ_only_in_case_are_refused(store: Store, add: Adding) -> None:
    add("Draft1")
    with pytest.raises(VersionError, match="'draft1' differs from 'Draft1' only in letter case"):
        add("draft1", OTHER)
    assert store.labels() == ["Draft1"]


# What is written


def test_adding_writes_its_files_and_one_commit(store: Store, repo: Path, add: Adding, draft: Path) -> None:
    added = add(meta={"title": "Draft 1", "date": "2018-06-29"})
    assert set(tree(repo)) == OURS
    assert store.source(added.version) == draft.read_bytes()
    assert store.load("draft1") == added.version
    assert git(repo, "status", "--porcelain") == ""
    assert git(repo, "log", "--format=%H").split() == [added.commit]
    assert git(repo, "show", "--name-only", "--format=").split() == sorted(tree(repo))


def test_the_configuration_that_init_made_is_committed_with_the_first_version(tmp_path: Path) -> None:
    (tmp_path / "d.txt").write_text("A draft\n\n1. The States report.\n", encoding="utf-8")
    for command in ("init", "add d.txt --label rev1", "add d.txt --label rev2"):
        assert run(command.split(), cwd=tmp_path).exit == 0
    assert git(tmp_path, "status", "--short") == "?? d.txt\n"
    assert "cdiff.toml" in git(tmp_path, "show", "--stat", "--format=", "HEAD~1")


def test_a_configuration_of_the_users_own_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "d.txt").write_text("A draft\n\n1. The States report.\n", encoding="utf-8")
    assert run(["init"], cwd=tmp_path).exit == 0
    (tmp_path / "cdiff.toml").write_text('store = "versions"\nwatch = ["report"]\n', encoding="utf-8")
    assert run(["add", "d.txt", "--label", "rev1"], cwd=tmp_path).exit == 0
    assert git(tmp_path, "status", "--short") == "?? cdiff.toml\n?? d.txt\n"


def test_the_commit_says_what_was_added(repo: Path, add: Adding) -> None:
    added = add(meta={"title": "Draft 1", "date": "2018-06-29"})
    message = git(repo, "log", "-1", "--format=%B").strip()
    subject, _, trailers = message.partition("\n\n")
    assert subject == "Add draft1: Draft 1"
    assert trailers.split("\n") == [
        "Cdiff-Label: draft1",
        "Cdiff-Date: 2018-06-29",
        f"Cdiff-Source-SHA256: {added.version.sha256}",
    ]
    assert git(repo, "log", "-1", "--format=%(trailers:key=Cdiff-Label,valueonly)").strip() == "draft1"


def test_a_title_of_many_lines_is_one_subject(repo: Path, add: Adding) -> None:
    add(meta={"title": "Draft\n\nCdiff-Label: other"})
    assert git(repo, "log", "-1", "--format=%s").strip() == "Add draft1: Draft Cdiff-Label: other"


def test_the_received_file_stays_as_it_was(add: Adding, draft: Path) -> None:
    before = draft.read_bytes(), draft.stat().st_mtime_ns
    add()
    assert (draft.read_bytes(), draft.stat().st_mtime_ns) == before


def test_a_source_keeps_its_suffix_and_its_bytes(store: Store, tmp_path: Path) -> None:
    path = tmp_path / "Rev 1 (final).MD"
    path.write_bytes(b"\xef\xbb\xbf# Title\r\n\r\n1. Text\r\n")
    added = pipeline.add(str(path), "rev1", store, profile="plain")
    assert store.source_path(added.version).name == "rev1.MD"
    assert store.source(added.version) == path.read_bytes()


# Replacing


def test_a_label_that_is_taken_is_refused(store: Store, repo: Path, add: Adding) -> None:
    add()
    before = tree(repo)
    with pytest.raises(VersionError, match="there is a version 'draft1' already; --replace"):
        add("draft1", OTHER)
    assert tree(repo) == before


def test_replacing_is_a_commit_and_the_old_one_stays_in_the_history(store: Store, repo: Path, add: Adding) -> None:
    first = add()
    second = add("draft1", OTHER, replace_it=True)
    assert store.load("draft1") == second.version
    assert store.load("draft1", "HEAD~1") == first.version
    assert git(repo, "log", "--format=%s").split("\n")[:2] == ["Replace draft1", "Add draft1"]


def test_replacing_takes_the_old_source_away(store: Store, repo: Path, add: Adding, tmp_path: Path) -> None:
    add()
    path = tmp_path / "received.md"
    path.write_text(OTHER, encoding="utf-8")
    pipeline.add(str(path), "draft1", store, profile="plain", replace_it=True)
    assert set(tree(repo)) == {ATTRIBUTES, "versions/draft1.md", "versions/sources/draft1.md"}
    assert git(repo, "status", "--porcelain") == ""


def test_replacing_with_the_same_is_no_commit(repo: Path, add: Adding) -> None:
    first = add()
    assert add(replace_it=True).commit == first.commit


# What is not ours


def test_foreign_files_are_not_touched(store: Store, repo: Path, add: Adding) -> None:
    foreign = {
        "versions/README.md": b"# About these drafts\n",
        "versions/notes.md": b"---\nlayout: page\n---\nMy notes\n",
        "versions/draft1.txt": b"mine",
        "versions/sources/draft10.txt": b"mine too",
        "versions/sources/draft1": b"no suffix",
        "paper.tex": b"\\section{}",
    }
    for name, data in foreign.items():
        (repo / name).parent.mkdir(parents=True, exist_ok=True)
        (repo / name).write_bytes(data)
    add()
    add("draft1", OTHER, replace_it=True)
    now = tree(repo)
    assert {name: now[name] for name in foreign} == foreign
    assert set(now) - set(foreign) == OURS
    assert store.labels() == ["draft1"]
    committed = git(repo, "ls-tree", "-r", "--name-only", "HEAD").split()
    assert set(committed) == OURS


def test_a_foreign_file_in_the_way_is_refused(store: Store, repo: Path, add: Adding) -> None:
    """`versions/draft1.md` that cdiff did not write is a file of the user's."""
    (store.folder / "draft1.md").write_text("My own notes.\n", encoding="utf-8")
    with pytest.raises((VersionError, StoredFormError)):
        add()
    assert tree(repo) == {"versions/draft1.md": b"My own notes.\n"}


def test_a_foreign_source_in_the_way_is_refused(store: Store, repo: Path, add: Adding) -> None:
    (store.folder / "sources").mkdir()
    (store.folder / "sources" / "draft1.txt").write_text("My own notes.\n", encoding="utf-8")
    with pytest.raises(VersionError):
        add()
    assert tree(repo) == {"versions/sources/draft1.txt": b"My own notes.\n"}


def test_attributes_of_the_users_own_are_not_touched(store: Store, repo: Path, add: Adding) -> None:
    own = store.folder / ".gitattributes"
    own.write_text("*.md diff=markdown\n", encoding="utf-8")
    add()
    assert own.read_text(encoding="utf-8") == "*.md diff=markdown\n"
    assert git(repo, "status", "--porcelain").splitlines() == ["?? versions/.gitattributes"]


def test_replacing_leaves_what_the_user_keeps_beside_the_source(store: Store, repo: Path, add: Adding) -> None:
    add()
    mine = store.folder / "sources" / "draft1.docx"
    mine.write_bytes(b"the Word file that I keep here")
    add("draft1", OTHER, replace_it=True)
    assert mine.read_bytes() == b"the Word file that I keep here"
    assert git(repo, "status", "--porcelain").split() == ["??", "versions/sources/draft1.docx"]


def test_staged_work_stays_staged_and_uncommitted(repo: Path, add: Adding) -> None:
    (repo / "paper.txt").write_text("one\n", encoding="utf-8")
    git(repo, "add", "paper.txt")
    git(repo, "commit", "--quiet", "-m", "Start")
    (repo / "paper.txt").write_text("two\n", encoding="utf-8")
    (repo / "new.txt").write_text("new\n", encoding="utf-8")
    git(repo, "add", "paper.txt", "new.txt")
    (repo / "paper.txt").write_text("three\n", encoding="utf-8")
    add()
    assert git(repo, "status", "--porcelain").splitlines() == ["A  new.txt", "MM paper.txt"]
    assert git(repo, "show", ":paper.txt") == "two\n"


def test_staged_work_in_a_repository_without_commits_stays_staged(repo: Path, add: Adding) -> None:
    (repo / "new.txt").write_text("new\n", encoding="utf-8")
    git(repo, "add", "new.txt")
    add()
    assert git(repo, "status", "--porcelain").splitlines() == ["A  new.txt"]


def test_a_store_that_git_ignores_is_kept_all_the_same(repo: Path, add: Adding) -> None:
    (repo / ".gitignore").write_text("versions/\n*.txt\n", encoding="utf-8")
    add()
    assert set(git(repo, "ls-files").split()) == OURS


# What stands in the way


def refused(add: Adding, repo: Path, error: type[Exception], message: str, **given: object) -> None:
    """Adding is refused in one line, and everything is as it was."""
    before, status = tree(repo), git(repo, "status", "--porcelain")
    with pytest.raises(error, match=message) as caught:
        add(**given)
    assert "\n" not in str(caught.value)
    assert tree(repo) == before
    assert git(repo, "status", "--porcelain") == status


def test_no_identity(repo: Path, add: Adding, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("AUTHOR", "COMMITTER"):
        monkeypatch.delenv(f"GIT_{name}_NAME")
        monkeypatch.delenv(f"GIT_{name}_EMAIL")
    git(repo, "config", "user.useConfigOnly", "true")
    refused(add, repo, GitError, "git does not know who you are; run: git config")


@pytest.mark.parametrize("hook", ["pre-commit", "commit-msg"])
def test_a_hook_that_fails(repo: Path, add: Adding, hook: str) -> None:
    path = repo / ".git" / "hooks" / hook
    path.parent.mkdir(exist_ok=True)
    path.write_text("#!/bin/sh\necho 'no Friday commits' >&2\nexit 1\n", encoding="utf-8")
    path.chmod(0o755)
    refused(add, repo, GitError, r"no Friday commits.*hook")
    path.unlink()
    add()
    path.write_text("#!/bin/sh\nexit 1\n", encoding="utf-8")
    path.chmod(0o755)
    refused(add, repo, GitError, "git refused", text=OTHER, replace_it=True)
    refused(add, repo, GitError, "git refused", label="draft2")


def test_a_detached_head(repo: Path, add: Adding) -> None:
    add()
    git(repo, "checkout", "--quiet", "--detach")
    refused(add, repo, GitError, "HEAD is detached.*git switch", label="draft2")


def test_no_repository(tmp_path: Path, draft: Path) -> None:
    folder = tmp_path / "plain" / "versions"
    folder.mkdir(parents=True)
    with pytest.raises(VersionError, match="no git repository; run cdiff init"):
        pipeline.add(str(draft), "draft1", Store(folder), profile="plain")
    assert tree(folder) == {}


def test_a_bare_repository(tmp_path: Path, draft: Path) -> None:
    git(tmp_path, "init", "--quiet", "--bare", "bare.git")
    folder = tmp_path / "bare.git" / "versions"
    folder.mkdir()
    with pytest.raises((GitError, VersionError)):
        pipeline.add(str(draft), "draft1", Store(folder), profile="plain")
    assert tree(folder) == {}


def test_a_folder_that_cannot_be_written(store: Store, repo: Path, add: Adding) -> None:
    """A file stands where the folder of the sources has to be: no rights are needed to be refused there."""
    (store.folder / "sources").write_text("a file", encoding="utf-8")
    refused(add, repo, VersionError, "cannot write .*sources")


def test_a_full_disk(repo: Path, add: Adding, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    refused(add, repo, VersionError, "No space left on device")


def test_the_built_in_store(store: Store, draft: Path) -> None:
    with pytest.raises(VersionError, match="built-in Compact cannot be changed; run cdiff init"):
        pipeline.add(str(draft), "draft1", Store(store.folder, built_in=True))


@pytest.mark.parametrize(
    ("meta", "message"),
    [
        ({"date": "29.6.2018"}, "'29.6.2018' is not a date; write it as 2018-06-29"),
        ({"date": "2018-02-30"}, "is not a date"),
        ({"date": "20180629"}, "is not a date"),
        ({"date": "2018-W26-5"}, "is not a date"),
        ({"follows": "draft0"}, "no version 'draft0'"),
    ],
)
def test_faulty_provenance(repo: Path, add: Adding, meta: dict[str, str], message: str) -> None:
    refused(add, repo, VersionError, message, meta=meta)


def test_a_store_in_a_folder_with_a_strange_name(tmp_path: Path, draft: Path) -> None:
    """Git reads `:(glob)*` and `*` in a path as patterns; they are names here."""
    repo = repository(tmp_path / "odd [a]*")
    folder = repo / ":(top) ä'\"" / "versions"
    folder.mkdir(parents=True)
    (repo / "x.md").write_text("mine", encoding="utf-8")
    store = Store(folder)
    pipeline.add(str(draft), "draft1", store, profile="plain")
    assert git(repo, "status", "--porcelain").splitlines() == ["?? x.md"]
    assert [verdict.holds for verdict in pipeline.verify(store)] == [True]


# Two at once, and one that is killed

ADD = """
import sys
from pathlib import Path
from cdiff import pipeline
from cdiff.core.errors import CdiffError
from cdiff.store import Store
try:
    pipeline.add(sys.argv[1], sys.argv[2], Store(Path(sys.argv[3])), profile="plain")
except CdiffError as error:
    print(error)
    sys.exit(error.exit_code)
"""


def adding(draft: Path, label: str, folder: Path) -> subprocess.Popen[bytes]:
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    called = [sys.executable, "-c", ADD, str(draft), label, str(folder)]
    return subprocess.Popen(called, env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE)


def test_many_that_add_at_once_wait_for_each_other(store: Store, repo: Path, draft: Path) -> None:
    labels = [f"draft{number}" for number in range(1, 5)]
    running = [adding(draft, label, store.folder) for label in labels]
    ended = [process.communicate() for process in running]
    assert [(process.returncode, *end) for process, end in zip(running, ended, strict=True)] == [(0, b"", b"")] * 4
    assert store.labels() == labels
    assert git(repo, "status", "--porcelain") == ""
    assert [verdict.holds for verdict in pipeline.verify(store)] == [True] * 4


def test_two_that_add_one_label_at_once(store: Store, repo: Path, draft: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.txt"
    other.write_text(OTHER, encoding="utf-8")
    running = [adding(path, "draft1", store.folder) for path in (draft, other)]
    ended = [process.communicate() for process in running]
    assert sorted(process.returncode for process in running) == [0, 2]
    assert sum(b"already" in out for out, _ in ended) == 1
    assert git(repo, "status", "--porcelain") == ""
    assert [verdict.holds for verdict in pipeline.verify(store)] == [True]


def test_a_lock_that_is_held_is_waited_for_and_then_said(
    repo: Path, add: Adding, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = iter(range(0, 1000, 10))
    monkeypatch.setattr(time, "monotonic", lambda: float(next(clock)))
    monkeypatch.setattr(time, "sleep", lambda seconds: None)
    with locked(repo / ".git" / "cdiff.lock"):
        refused(add, repo, VersionError, "another cdiff is writing to this store")
    add()


KILLED: dict[str, tuple[object, str]] = {
    "a rename": (os, "replace"),
    "a write": (os, "fsync"),
    "the commit": (git_door, "commit"),
    "a call of git": (subprocess, "Popen"),
    "a removal": (os, "unlink"),
}
"""What an add is killed at: every rename, every write, the commit, every call of git, the removal of its journal."""


def add_killed(store: Store, draft: Path, at: str, number: int, *, replacing: bool) -> bool:
    """Add a draft in a process that is killed where it does a thing for the n-th time; False where it never does."""
    owner, name = KILLED[at]
    real, calls = getattr(owner, name), itertools.count()

    def step(*args: object, **named: object) -> object:
        if next(calls) == number:
            os._exit(137)
        return real(*args, **named)

    def work() -> None:
        setattr(owner, name, step)
        pipeline.add(str(draft), "draft1", store, profile="plain", replace_it=replacing)

    ended = forked(work)
    assert ended in (0, 137)
    return ended == 137


@pytest.mark.parametrize("at", KILLED)
@pytest.mark.parametrize("replacing", [False, True], ids=["new", "replacing"])
def test_a_killed_add_leaves_the_old_state_or_the_new_one(
    store: Store, repo: Path, add: Adding, draft: Path, tmp_path: Path, at: str, *, replacing: bool
) -> None:
    """Killed at any step, the label has its old text or its new one, and a second try brings all in order."""
    add("draft0")
    old = add("draft1").version.document if replacing else None
    draft.write_text(OTHER, encoding="utf-8")
    for number in itertools.count():
        again = tmp_path / str(number)
        shutil.copytree(repo, again)
        killed = add_killed(Store(again / "versions"), draft, at, number, replacing=replacing)
        assert_old_or_new(Store(again / "versions"), old, draft, replacing=replacing)
        if not killed:
            break
    assert number, f"an add never does {at}"


def assert_old_or_new(store: Store, old: Document | None, draft: Path, *, replacing: bool) -> None:
    new = parsed(draft.read_text(encoding="utf-8"))
    found = store.load("draft1").document if store.has("draft1") else None
    assert found in (old, new)
    if found == new:  # the source was there before the text that rests on it
        assert store.source(store.load("draft1")) == draft.read_bytes()
    kept = git(store.folder, "ls-files", "draft1.md") and not git(store.folder, "status", "--porcelain")
    with pytest.raises(VersionError, match="already") if kept and found == new and not replacing else nullcontext():
        pipeline.add(str(draft), "draft1", store, profile="plain", replace_it=replacing)
    assert store.load("draft1").document == new
    assert {verdict.label: verdict.complaints for verdict in pipeline.verify(store)} == {"draft0": (), "draft1": ()}
    assert git(store.folder, "status", "--porcelain") == ""
    assert [name for name in tree(store.folder) if name.endswith(".part")] == []


def test_a_file_of_the_store_never_holds_half_a_text(
    store: Store, add: Adding, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is renamed into place is whole and on the disk before."""
    synced: list[int] = []
    real_sync, real_replace = os.fsync, os.replace

    def fsync(descriptor: int) -> None:
        synced.append(os.fstat(descriptor).st_ino)
        real_sync(descriptor)

    def replace(source: str | Path, target: str | Path) -> None:
        assert Path(source).stat().st_ino in synced
        assert Path(source).parent == Path(target).parent
        real_replace(source, target)

    monkeypatch.setattr(os, "fsync", fsync)
    monkeypatch.setattr(os, "replace", replace)
    add()
    assert len(synced) == len(OURS) + 1  # the journal too
    assert store.labels() == ["draft1"]


@pytest.mark.parametrize("error", [RuntimeError, KeyboardInterrupt])
def test_a_commit_that_breaks_off_is_undone(
    repo: Path, add: Adding, monkeypatch: pytest.MonkeyPatch, error: type[BaseException]
) -> None:
    add()
    before = tree(repo)

    def broken(*_: object) -> str:
        raise error

    monkeypatch.setattr(git_door, "commit", broken)
    with pytest.raises(error):
        add("draft1", OTHER, replace_it=True)
    assert tree(repo) == before
    with pytest.raises(error):
        add("draft2")
    assert tree(repo) == before
