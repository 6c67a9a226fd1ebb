"""Words that a bad PDF glued are parted by the other versions' words, and it can be proven afterwards."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.read.pdf_maker import Sheet, make
from tests.support import Ran, git, repository, run

KNOWN = "1. We are recalling the New York Declaration, recalling the Charter and the New York spirit.\n"
GLUED = ["1. We, the States,", "2. recallingtheNewYork Declaration for Refugees and Migrants."]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A store with a version whose words are known, and beside it a PDF with a glued word."""
    folder = repository(tmp_path / "repo")
    (folder / "old.txt").write_text(KNOWN, "utf-8")
    (folder / "new.pdf").write_bytes(make(Sheet().text(72, 100, GLUED[0]).text(72, 130, GLUED[1])))
    assert run(["init"], cwd=folder).exit == 0
    assert cdiff(folder, "add", "old.txt", "--label", "old").exit == 0
    return folder


def cdiff(folder: Path, *arguments: str) -> Ran:
    return run(arguments, cwd=folder, env={"COLUMNS": "100"})


def test_a_glued_word_is_parted_and_listed(folder: Path) -> None:
    added = cdiff(folder, "add", "new.pdf", "--label", "new")
    assert "mended 'recallingtheNewYork' as 'recalling the New York'" in added.stderr
    stored = (folder / "versions" / "new.md").read_text("utf-8")
    assert "2. recalling the New York Declaration" in stored
    assert 'read_with: "repair=done"' in stored
    repairs = folder / "versions" / "sources" / "new.repairs.toml"
    assert '"recallingtheNewYork" = "recalling the New York"' in repairs.read_text("utf-8")
    assert "versions/sources/new.repairs.toml" in git(folder, "show", "--name-only", "--format=")
    assert "mended" in cdiff(folder, "show", "new", "--removed").stdout


def test_verify_holds_whatever_is_added_later(folder: Path) -> None:
    cdiff(folder, "add", "new.pdf", "--label", "new")
    (folder / "odd.txt").write_text("1. recallingtheNewYork is one word now, recallingtheNewYork.\n", "utf-8")
    assert cdiff(folder, "add", "odd.txt", "--label", "old", "--replace").exit == 0
    verified = cdiff(folder, "verify")
    assert (verified.exit, verified.stdout) == (0, "new: verified\nold: verified\n")


def test_no_repair_leaves_it_alone_and_is_remembered(folder: Path) -> None:
    assert cdiff(folder, "add", "new.pdf", "--label", "new", "--no-repair").exit == 0
    stored = (folder / "versions" / "new.md").read_text("utf-8")
    assert "recallingtheNewYork" in stored
    assert 'read_with: "repair=no"' in stored
    assert cdiff(folder, "verify").exit == 0
    assert "recallingtheNewYork" in cdiff(folder, "show", "new.pdf", "--no-repair").stdout
    assert "recalling the New York" in cdiff(folder, "show", "new.pdf").stdout


def test_a_replaced_version_leaves_no_repairs_behind(folder: Path) -> None:
    cdiff(folder, "add", "new.pdf", "--label", "new")
    assert cdiff(folder, "add", "new.pdf", "--label", "new", "--no-repair", "--replace").exit == 0
    assert not (folder / "versions" / "sources" / "new.repairs.toml").exists()
    assert git(folder, "status", "--porcelain", "versions") == ""


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ('"recallingtheNewYork" = "forgetting the New York"\n', "other letters"),
        ("no toml", "not TOML"),
        ("", "the stored text is not what the source gives"),
        (None, "cannot be read"),
    ],
)
def test_a_damaged_list_of_repairs_does_not_verify(folder: Path, text: str | None, complaint: str) -> None:
    cdiff(folder, "add", "new.pdf", "--label", "new")
    repairs = folder / "versions" / "sources" / "new.repairs.toml"
    if text is None:
        repairs.unlink()
    else:
        repairs.write_text(text, "utf-8")
    verified = cdiff(folder, "verify")
    assert verified.exit == 1
    assert complaint in verified.stdout


def test_other_formats_are_not_mended(folder: Path) -> None:
    (folder / "new.txt").write_text("\n\n".join(GLUED), "utf-8")
    assert "recallingtheNewYork" in cdiff(folder, "show", "new.txt").stdout
