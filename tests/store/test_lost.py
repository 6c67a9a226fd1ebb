"""Versions that are lost: whatever happened to the file, it is named, and never passed over in silence."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from cdiff import pipeline
from cdiff.store import Store
from tests.store.conftest import TEXT, Filled, with_drafts
from tests.support import Ran, git, run


def delete(path: Path) -> None:
    path.unlink()


def delete_with_its_source(path: Path) -> None:
    path.unlink()
    (path.parent / "sources" / f"{path.stem}.txt").unlink()


def delete_and_stage(path: Path) -> None:
    git(path.parent, "rm", "--quiet", path.name)


def empty(path: Path) -> None:
    path.write_bytes(b"")


def mark_a_conflict_at_the_start(path: Path) -> None:
    path.write_text(f"<<<<<<< HEAD\n{path.read_text()}")


def mark_a_conflict_in_the_text(path: Path) -> None:
    first, second = path.read_text().split("1. ")
    path.write_text(f"{first}<<<<<<< HEAD\n1. {second.replace(chr(10), f'{chr(10)}=======', 1)}\n>>>>>>> other\n")


def take_the_front_matter(path: Path) -> None:
    path.write_text(path.read_text().split("---\n", 2)[2])


def put_a_folder_there(path: Path) -> None:
    path.unlink()
    path.mkdir()


def break_a_link(path: Path) -> None:
    path.unlink()
    path.symlink_to("nowhere.md")


def cut_in_the_head(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:40])


def cut_in_the_text(path: Path) -> None:
    path.write_text(path.read_text().split("2. ")[0])


def write_bytes_that_are_no_text(path: Path) -> None:
    path.write_bytes(path.read_bytes() + b"\xff\xfe")


def call_it_otherwise(path: Path) -> None:
    path.write_text(path.read_text().replace('label: "draft1"', 'label: "draft2"'))


DAMAGES = [
    delete,
    delete_with_its_source,
    delete_and_stage,
    empty,
    mark_a_conflict_at_the_start,
    mark_a_conflict_in_the_text,
    take_the_front_matter,
    put_a_folder_there,
    break_a_link,
    cut_in_the_head,
    cut_in_the_text,
    write_bytes_that_are_no_text,
    call_it_otherwise,
]
COMMANDS = (["list"], ["log"], ["stats"], ["trace", "1"], ["terms", "report"], ["concordance"], ["brackets", "--all"])


def cdiff(folder: Path, *arguments: str) -> Ran:
    return run(arguments, cwd=folder)


@pytest.fixture
def lost(tmp_path: Path, shared: Filled, damage: Callable[[Path], None]) -> Store:
    """A store of three versions, the first of which is damaged."""
    whole = shared("three-drafts", lambda to: with_drafts(to, [{"date": f"2020-01-0{at}"} for at in (1, 2, 3)]))
    store = Store(shutil.copytree(whole, tmp_path / "repo") / "versions")
    damage(store.path("draft1"))
    return store


@pytest.mark.parametrize("damage", DAMAGES)
def test_verify_names_what_is_lost(lost: Store) -> None:
    verdicts = {verdict.label: verdict for verdict in pipeline.verify(lost)}
    assert {label: verdict.holds for label, verdict in verdicts.items()} == {
        "draft1": False,
        "draft2": True,
        "draft3": True,
    }
    assert "draft1" in " ".join(verdicts["draft1"].complaints)


@pytest.mark.parametrize("damage", DAMAGES)
def test_every_command_that_tells_of_all_versions_names_what_is_lost(lost: Store) -> None:
    top = lost.folder.parent
    for command in COMMANDS:
        ran = cdiff(top, *command)
        assert (ran.exit, "cdiff: draft1" in ran.stderr) == (0, True), command
    verified = cdiff(top, "verify")
    assert verified.exit == 1
    assert "draft1: " in verified.stdout


@pytest.mark.parametrize("damage", [delete, empty, cut_in_the_text])
def test_a_report_names_what_is_lost(lost: Store) -> None:
    top = lost.folder.parent
    for format_ in ("html", "markdown"):
        cdiff(top, "log", f"--{format_}", f"log.{format_}")
        assert "draft1" in (top / f"log.{format_}").read_text()
    listed = json.loads(cdiff(top, "list", "--format", "json").stdout)
    assert [each["label"] for each in listed["lost"]] == ["draft1"]


@pytest.mark.parametrize("damage", [each for each in DAMAGES if each is not cut_in_the_text])
def test_what_was_committed_comes_back_as_the_message_says(lost: Store) -> None:
    top = lost.folder.parent
    ran = cdiff(top, "compare", "draft1", "draft2")
    assert ran.exit == 2
    advice = "git checkout HEAD -- versions/draft1.md"
    assert advice in ran.stderr
    if lost.path("draft1").is_dir():
        lost.path("draft1").rmdir()
    git(top, *advice.split()[1:])
    assert cdiff(top, "compare", "draft1", "draft2").exit == 0


@pytest.mark.parametrize("damage", [delete])
def test_a_source_without_a_version_that_was_never_committed(lost: Store) -> None:
    (lost.folder / "sources" / "draft4.txt").write_text(TEXT)
    (lost.folder / "notes.md").write_text("Notes of mine, which are no version.\n")
    said = {verdict.label: verdict.complaints for verdict in pipeline.verify(lost) if not verdict.holds}
    assert [*said] == ["draft1", "draft4"]
    assert "its source is kept" in said["draft4"][0]


@pytest.mark.parametrize("damage", [empty])
def test_a_store_whose_only_version_is_lost_stays_the_store(lost: Store) -> None:
    top = lost.folder.parent
    git(top, "rm", "--quiet", "versions/draft2.md", "versions/draft3.md")
    git(top, "rm", "--quiet", "versions/sources/draft2.txt", "versions/sources/draft3.txt")
    git(top, "commit", "--quiet", "--message", "Fewer")
    ran = cdiff(top, "stats")
    assert ran.exit == 2
    assert "no version in" in ran.stderr
    assert "Compact" not in ran.stderr
