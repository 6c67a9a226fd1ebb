"""A version renamed or removed: all that belongs to it goes along, git has all of it, and a refusal changes nothing."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from cdiff import pipeline
from cdiff.core.errors import CdiffError, GitError, LabelError, VersionError
from cdiff.store import Store
from cdiff.store.changing import begin_with, remove, rename
from tests.store.conftest import Filled, with_drafts
from tests.support import git, tree

PINS = """# Settled in the round of May.
[[pin]]
between = ["draft1", "draft2"]  # both on file
old = ["1"]
new = ["1"]
reason = "draft1 says so"
name = "A. Reviewer"
"""


@pytest.fixture
def three(repo: Path, shared: Filled) -> Store:
    """Three versions of one day, and a pair settled between two of them."""
    shutil.copytree(shared("settled-drafts", _settled), repo, dirs_exist_ok=True)
    return Store(repo / "versions")


def _settled(folder: Path) -> None:
    follows = ("", "draft1", "draft2")
    metas = [{"date": "2020-01-01", "follows": each, "note": f"Note {at}"} for at, each in enumerate(follows, 1)]
    store = with_drafts(folder, metas)
    (store.folder / "concordance.toml").write_text(PINS)
    git(folder, "add", ".")
    git(folder, "commit", "--quiet", "--message", "Settle a pair")


def clean(store: Store) -> bool:
    return git(store.folder, "status", "--porcelain") == ""


def test_a_version_is_renamed_with_all_that_belongs_to_it(three: Store) -> None:
    before = three.load("draft1")
    source = three.source(before)
    done = rename(three, "draft1", "rev0")
    after = three.load("rev0")
    assert (after.document, after.note, after.date, after.sha256) == (
        before.document,
        before.note,
        before.date,
        before.sha256,
    )
    assert three.source(after) == source
    assert (done.also, done.pins) == (("draft2",), 1)
    assert [version.label for version in three.versions()] == ["rev0", "draft2", "draft3"]
    assert (three.folder / "concordance.toml").read_text() == PINS.replace('["draft1", "draft2"]', '["rev0", "draft2"]')
    assert all(verdict.holds for verdict in pipeline.verify(three))
    assert clean(three)
    assert git(three.folder, "log", "-1", "--format=%s").strip() == "Rename draft1 to rev0"


def test_a_label_changes_its_letter_case(three: Store) -> None:
    rename(three, "draft3", "Draft3")
    assert [version.label for version in three.versions()] == ["draft1", "draft2", "Draft3"]
    assert clean(three)


def test_a_version_is_removed_and_comes_back(three: Store) -> None:
    before = tree(three.folder)
    done = remove(three, "draft2")
    assert (done.also, done.pins) == (("draft3",), 1)
    assert [(version.label, version.follows) for version in three.versions()] == [("draft1", ""), ("draft3", "draft1")]
    assert all(verdict.holds for verdict in pipeline.verify(three))
    assert clean(three)
    git(three.folder, "revert", "--no-edit", done.commit)
    assert tree(three.folder) == before


REFUSED: dict[str, tuple[Callable[[Store], object], type[CdiffError]]] = {
    "no such version": (lambda store: remove(store, "draft9"), VersionError),
    "renaming nothing": (lambda store: rename(store, "draft9", "rev9"), VersionError),
    "a taken label": (lambda store: rename(store, "draft1", "draft2"), VersionError),
    "a taken label in another case": (lambda store: rename(store, "draft1", "DRAFT2"), VersionError),
    "no label": (lambda store: rename(store, "draft1", "../x"), LabelError),
    "a file in the way": (lambda store: rename(store, "draft1", "mine"), VersionError),
    "the built-in store": (lambda store: remove(pipeline.shipped_store(), "final"), VersionError),
    "a store that has versions": (lambda store: begin_with(store, pipeline.shipped_store(), "x"), VersionError),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_refused_changes_nothing(three: Store, name: str) -> None:
    (three.folder / "mine.md").write_text("My own notes.\n")
    before, head = tree(three.folder), git(three.folder, "rev-parse", "HEAD")
    change, error = REFUSED[name]
    with pytest.raises(error):
        change(three)
    assert (tree(three.folder), git(three.folder, "rev-parse", "HEAD")) == (before, head)


@pytest.mark.parametrize("change", [lambda store: remove(store, "draft1"), lambda store: rename(store, "draft1", "x")])
def test_what_is_not_committed_is_neither_removed_nor_renamed(three: Store, change: Callable[[Store], object]) -> None:
    path = three.path("draft1")
    path.write_text(path.read_text().replace("report", "review"))
    before = tree(three.folder)
    with pytest.raises(VersionError, match="not as it was committed"):
        change(three)
    assert tree(three.folder) == before


@pytest.mark.parametrize("change", [lambda store: remove(store, "draft1"), lambda store: rename(store, "draft1", "x")])
def test_where_git_refuses_all_is_as_it_was(three: Store, repo: Path, change: Callable[[Store], object]) -> None:
    hook = repo / ".git" / "hooks" / "pre-commit"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text("#!/bin/sh\necho no >&2\nexit 1\n")
    hook.chmod(0o755)
    before = tree(three.folder)
    with pytest.raises(GitError):
        change(three)
    assert tree(three.folder) == before
    assert clean(three)


def test_a_store_begins_with_the_compact(store: Store) -> None:
    labels = begin_with(store, pipeline.shipped_store(), "Begin")
    assert labels == pipeline.shipped_store().labels() == store.labels()
    assert all(verdict.holds for verdict in pipeline.verify(store))
    assert clean(store)
