"""The Compact's versions that ship with cdiff: their facts, their honesty, and the proof of each."""

from __future__ import annotations

import hashlib
from collections import Counter
from pathlib import Path

import pytest

from cdiff import pipeline
from cdiff.store import Store
from tests.support import ROOT, flat, run

SHIPPED = Store(ROOT / "versions")
DATES = {
    "zero": "2018-02-05",
    "zero-plus": "2018-03-05",
    "draft1": "2018-03-26",
    "draft2": "2018-05-28",
    "draft3": "2018-06-29",
    "final": "2018-07-11",
}
OBJECTIVES = {"zero": 22, "zero-plus": 22, "draft1": 22, "draft2": 23, "draft3": 23, "final": 23}
RECONSTRUCTED = [label for label in DATES if label != "final"]


def test_the_versions_are_all_there_in_order() -> None:
    assert {version.label: version.date for version in SHIPPED.versions()} == DATES
    assert [version.label for version in SHIPPED.versions()] == list(DATES)


@pytest.mark.parametrize("label", DATES)
def test_each_source_gives_the_stored_text(label: str) -> None:
    version = SHIPPED.load(label)
    assert hashlib.sha256(SHIPPED.source(version)).hexdigest() == version.sha256
    assert pipeline.read_again(version, SHIPPED) == version.document


@pytest.mark.parametrize("label", DATES)
def test_each_has_its_objectives(label: str) -> None:
    kinds = Counter(clause.kind for clause in SHIPPED.load(label).document)
    assert kinds["objective"] == OBJECTIVES[label]
    assert kinds["stem"] == OBJECTIVES[label]


@pytest.mark.parametrize("label", RECONSTRUCTED)
def test_a_reconstruction_says_so(label: str, tmp_path: Path) -> None:
    version = SHIPPED.load(label)
    assert version.is_reconstruction
    assert version.changes > 0
    assert version.title
    assert version.round
    said = f"{label} is a reconstruction from {version.changes} documented changes, not an official text"
    remedy = f"cdiff add <the official file> --label {label} --date {version.date} --replace"
    for command in (("compare", label, "final"), ("compare", "final", label), ("show", label, "1")):
        for format_ in ("terminal", "json"):
            shown = flat(run([*command, "--format", format_, "--store", str(SHIPPED.folder)], cwd=tmp_path).stdout)
            assert said in shown
            # what others are sent says so too, but names no command to type
            assert (remedy in shown) == (format_ == "terminal")


def test_the_final_draft_is_what_was_received() -> None:
    final = SHIPPED.load("final")
    assert not final.is_reconstruction
    assert final.title
    assert "\u00a0" in SHIPPED.source(final).decode()


def test_the_list_marks_the_reconstructions(tmp_path: Path) -> None:
    shown = run(["list", "--store", str(SHIPPED.folder)], cwd=tmp_path).stdout.split("\n")
    assert ["reconstruction" in line for line in shown[: len(DATES)]] == [*[True] * 5, False]
    assert "not an official text" in flat("\n".join(shown))


def test_in_an_empty_folder_they_are_found_and_it_is_said(tmp_path: Path) -> None:
    ran = run(["compare", "draft3", "final", "--stat"], cwd=tmp_path)
    assert ran.exit == 0
    assert "ship with cdiff" in ran.stderr
    assert ran.stderr.count("\n") == 1


@pytest.mark.parametrize("command", ["add x.txt --label draft4", "add x.txt --label draft3 --replace"])
def test_they_are_not_written_to(tmp_path: Path, command: str) -> None:
    before = {path: path.read_bytes() for path in SHIPPED.folder.rglob("*") if path.is_file()}
    (tmp_path / "x.txt").write_text("A text\n\n1. One.\n", encoding="utf-8")
    ran = run(command.split(), cwd=tmp_path)
    assert ran.exit == 2
    assert "cdiff init" in ran.stderr
    assert {path: path.read_bytes() for path in SHIPPED.folder.rglob("*") if path.is_file()} == before
