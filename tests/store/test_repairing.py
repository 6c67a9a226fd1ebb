"""`verify --repair`: what is broken comes back from the history or from the received file, and each thing is said."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from cdiff import pipeline
from cdiff.pipeline import Added
from cdiff.store import Store
from tests.store.conftest import TEXT
from tests.support import Ran, git, run, tree

Adding = Callable[..., Added]
MD, SOURCE, PINS = "draft1.md", "sources/draft1.txt", "concordance.toml"
PIN = '[[pin]]\nbetween = ["draft1", "draft1"]\nold = ["1"]\nnew = ["1"]\n'


def verify(repo: Path, *options: str) -> Ran:
    return run(["verify", *options], cwd=repo)


def assert_whole(repo: Path, ran: Ran, said: str) -> None:
    assert (ran.exit, ran.stdout) == (0, "draft1: verified\n")
    assert said in ran.stderr
    assert git(repo, "status", "--porcelain") == ""
    assert not [name for name in tree(repo) if name.endswith(".part")]


@pytest.mark.parametrize("broken", [(MD,), (SOURCE,), (MD, SOURCE)], ids=["text", "source", "both"])
@pytest.mark.parametrize("damage", [b"", b"half a text", None], ids=["empty", "damaged", "gone"])
def test_a_version_comes_back_from_the_last_commit(
    store: Store, repo: Path, add: Adding, broken: tuple[str, ...], damage: bytes | None
) -> None:
    add("draft1", meta={"date": "2020-01-01"})
    for name in broken:
        (store.folder / name).unlink() if damage is None else (store.folder / name).write_bytes(damage)
    assert verify(repo).exit == 1
    ran = verify(repo, "--repair")
    assert_whole(repo, ran, f"versions/{broken[-1] if len(broken) == 1 else SOURCE}")
    assert "from the last commit" in ran.stderr
    assert store.load("draft1").date == "2020-01-01"
    kept = [path.read_bytes() for path in (repo / ".git" / "cdiff-kept").glob("*")]
    assert kept == ([damage] * len(broken) if damage else [])


def test_a_version_that_was_committed_broken_comes_back_from_before(store: Store, repo: Path, add: Adding) -> None:
    add("draft1")
    (store.folder / MD).write_bytes(b"no version at all")
    git(repo, "commit", "--quiet", "--all", "--message", "by mistake")
    ran = verify(repo, "--repair")
    assert_whole(repo, ran, "restored versions/draft1.md from commit ")
    assert git(repo, "log", "-1", "--format=%s").startswith("Restore draft1 as of ")


def test_a_text_that_no_commit_has_is_read_anew_from_its_source(store: Store, repo: Path, add: Adding) -> None:
    add("draft0")
    (store.folder / SOURCE).write_text(TEXT, encoding="utf-8")
    ran = verify(repo, "--repair")
    assert "draft1: read anew from versions/sources/draft1.txt; its date and title are not known" in ran.stderr
    assert (ran.exit, ran.stdout) == (0, "draft0: verified\ndraft1: verified\n")


def test_a_text_whose_source_cannot_be_read_stays_as_it_is(store: Store, repo: Path, add: Adding) -> None:
    add("draft0")
    (store.folder / MD).write_bytes(b"half a text")
    (store.folder / SOURCE).write_bytes(b"\xff no text")
    ran = verify(repo, "--repair")
    assert "draft1: cannot be restored: versions/sources/draft1.txt cannot be read anew (" in ran.stderr
    assert (ran.exit, (store.folder / MD).read_bytes()) == (1, b"half a text")


def test_settled_pairs_come_back(store: Store, repo: Path, add: Adding) -> None:
    add("draft1")
    path = store.folder / PINS
    path.write_text(PIN, encoding="utf-8")
    git(repo, "add", "-A")
    git(repo, "commit", "--quiet", "--message", "a pin")
    path.write_text("[[pin", encoding="utf-8")
    ran = verify(repo)
    assert (ran.exit, "concordance.toml: not TOML" in ran.stdout) == (1, True)
    assert_whole(repo, verify(repo, "--repair"), "concordance.toml: restored from commit ")
    assert path.read_text(encoding="utf-8") == PIN


def test_what_cannot_be_restored_says_so(store: Store, repo: Path, add: Adding) -> None:
    add("draft1")
    (store.folder / PINS).write_text("[[pin", encoding="utf-8")
    ran = verify(repo, "--repair")
    assert ran.exit == 1
    assert "concordance.toml: cannot be restored: no commit has it whole; mend or remove it" in ran.stderr
    assert (store.folder / PINS).read_text(encoding="utf-8") == "[[pin"


def test_nothing_is_touched_where_all_holds(repo: Path, add: Adding) -> None:
    add("draft1")
    before = git(repo, "rev-parse", "HEAD")
    ran = verify(repo, "--repair")
    assert (ran.exit, ran.stdout, ran.stderr) == (0, "draft1: verified\n", "")
    assert git(repo, "rev-parse", "HEAD") == before


def test_a_text_that_its_source_does_not_give_is_left_to_the_user(store: Store, repo: Path, add: Adding) -> None:
    add("draft1")
    path = store.folder / MD
    path.write_text(path.read_text(encoding="utf-8").replace("report", "review"), encoding="utf-8")
    git(repo, "commit", "--quiet", "--all", "--message", "another word")
    ran = verify(repo, "--repair")
    assert ran.exit == 1
    assert "read them anew: cdiff add --replace" in ran.stderr


def test_a_repository_without_its_objects_is_left_to_git(repo: Path, add: Adding) -> None:
    add("draft1")
    (repo / ".git" / "index").write_bytes(b"no index")
    ran = verify(repo, "--repair")
    assert (ran.exit, ran.stdout) == (2, "")
    assert "git fsck" in ran.stderr


def test_the_drafts_that_ship_with_cdiff_have_no_history_here(tmp_path: Path) -> None:
    ran = verify(tmp_path, "--repair")
    assert (ran.exit, "nothing can be restored" in ran.stderr) == (2, True)


def test_a_library_that_verifies_sees_what_a_killed_command_left(store: Store, repo: Path, add: Adding) -> None:
    add("draft1")
    (repo / ".git" / "cdiff.journal").write_text('{"format": 1, "what": "the removal of x", "files": []}')
    assert [verdict.complaints for verdict in pipeline.verify(store) if not verdict.holds] == [
        ("the removal of x was stopped on its way; cdiff verify --repair undoes it",)
    ]
    assert_whole(repo, verify(repo, "--repair"), "the removal of x was stopped when it was done")


def test_a_journal_that_cannot_be_read_is_told(store: Store, repo: Path, add: Adding) -> None:
    add("draft1")
    (repo / ".git" / "cdiff.journal").write_text("no journal")
    ran = verify(repo)
    assert (ran.exit, "cdiff.journal cannot be read; delete it" in ran.stdout) == (1, True)
