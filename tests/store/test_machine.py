"""Files that a stranger's folder brings: what never ends, waits or is too large is no file of a store."""

from __future__ import annotations

import ast
import os
from pathlib import Path

import pytest

from cdiff.core.machine import find_program, read_file
from tests.store.test_adding import Adding
from tests.support import ROOT, run

pytestmark = pytest.mark.skipif(os.name == "nt", reason="there are no such files")


def test_a_file_is_read(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"text")
    (tmp_path / "link").symlink_to("a")
    assert read_file(tmp_path / "a") == read_file(tmp_path / "link") == b"text"


def test_what_is_no_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "endless").symlink_to("/dev/zero")
    os.mkfifo(tmp_path / "waiting")
    for name in ("endless", "waiting"):
        with pytest.raises(OSError, match="it is no regular file"):
            read_file(tmp_path / name)


def test_a_file_with_holes_is_too_large(tmp_path: Path) -> None:
    (tmp_path / "holes").touch()
    os.truncate(tmp_path / "holes", 1 << 40)
    with pytest.raises(OSError, match="it has more than 512 MiB"):
        read_file(tmp_path / "holes")


PIN = ["align", "draft1", "draft2", "--pin", "1=1", "--reason", "r", "--name", "n"]
NO_FILE = "it is no regular file"


@pytest.mark.parametrize(
    ("name", "arguments", "said"),
    [
        ("versions/other.md", ["list"], ""),
        ("versions/draft1.md", ["show", "draft1"], NO_FILE),
        ("versions/draft1.md", ["verify"], NO_FILE),
        ("versions/sources/draft1.txt", ["verify"], NO_FILE),
        ("versions/concordance.toml", ["verify"], NO_FILE),
        ("versions/concordance.toml", PIN, NO_FILE),
        (".git/cdiff.journal", ["verify", "--repair"], "cdiff.journal cannot be read; delete it"),
    ],
)
def test_no_file_of_a_repository_is_waited_for(
    add: Adding, repo: Path, name: str, arguments: list[str], said: str
) -> None:
    for label in ("draft1", "draft2"):
        add(label)
    (repo / name).unlink(missing_ok=True)
    os.mkfifo(repo / name)
    ran = run(arguments, cwd=repo)
    assert said in ran.stdout + ran.stderr
    assert ran.exit == (0 if not said else 1 if arguments == ["verify"] else 2)


@pytest.mark.parametrize("folder", ["core", "parsing", "store", "pipeline", "weighing"])
def test_files_are_read_by_one_function(folder: str) -> None:
    for path in (ROOT / "cdiff" / folder).rglob("*.py"):
        name = path.relative_to(ROOT / "cdiff").as_posix()
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Attribute) and node.attr in ("read_text", "read_bytes"):
                packaged = ast.unparse(node.value).startswith(("files(", "_FILE", "folder.joinpath"))
                assert packaged, f"{name}, line {node.lineno}: use cdiff.core.machine.read_file"


def test_programs_are_not_taken_from_the_folder_one_stands_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "soffice").write_text("#!/bin/sh\n")
    (tmp_path / "soffice").chmod(0o755)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PATH", os.pathsep.join(("", ".")))
    assert find_program("soffice") is None
    monkeypatch.setenv("PATH", str(tmp_path))
    assert find_program("libreoffice", "soffice") == str(tmp_path / "soffice")
