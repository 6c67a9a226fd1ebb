"""`cdiff export`: a version for other programs, to stdout or into a file that is not there yet."""

from __future__ import annotations

from pathlib import Path

from cdiff.features.export.akn import akn
from cdiff.pipeline import shipped_store
from tests.support import ROOT, run

STORE = ("--store", str(ROOT / "versions"))


def test_to_stdout(tmp_path: Path) -> None:
    done = run(["export", "final", "--format", "akn", *STORE], cwd=tmp_path)
    assert (done.exit, done.stderr) == (0, "")
    assert done.stdout.encode() == akn(shipped_store().load("final"))


def test_into_a_file_that_gives_the_same_text(tmp_path: Path) -> None:
    done = run(["export", "final", "--format", "akn", "--output", "final.xml", *STORE], cwd=tmp_path)
    assert (done.exit, done.stdout, done.stderr) == (0, "", "cdiff: wrote final.xml\n")
    compared = run(["compare", "final", "final.xml", "--profile", "gcm", "--exit-code", *STORE], cwd=tmp_path)
    assert compared.exit == 0, compared.stdout


def test_a_file_that_is_there_stays(tmp_path: Path) -> None:
    path = tmp_path / "final.xml"
    path.write_text("mine", "utf-8")
    export = ["export", "final", "--format", "akn", "-o", "final.xml", *STORE]
    done = run(export, cwd=tmp_path)
    assert done.exit == 2
    assert "final.xml: the file is there, and cdiff did not write it" in done.stderr
    assert path.read_text("utf-8") == "mine"
    assert run([*export, "--force"], cwd=tmp_path).exit == 0
    assert path.read_bytes().startswith(b"<?xml")
    assert run(export, cwd=tmp_path).exit == 0  # it is cdiff's now


def test_json_is_what_show_prints(tmp_path: Path) -> None:
    done = run(["export", "final", "--json", "final.json", "--akn", "final.xml", *STORE], cwd=tmp_path)
    assert (done.exit, done.stdout, done.stderr) == (0, "", "cdiff: wrote final.xml, final.json\n")
    shown = run(["show", "final", "--format", "json", *STORE], cwd=tmp_path)
    assert (tmp_path / "final.json").read_text("utf-8") == shown.stdout


def test_what_cannot_be(tmp_path: Path) -> None:
    for arguments, complaint in (
        (["final", "--format", "akm"], "did you mean akn"),
        (["final"], "--format"),
        (["finel", "--format", "akn"], "did you mean final"),
        (["final", "--format", "akn", "--output", "no/where.xml"], "there is no folder no"),
    ):
        done = run(["export", *arguments, *STORE], cwd=tmp_path)
        assert done.exit == 2
        assert complaint in done.stderr
