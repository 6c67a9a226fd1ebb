"""`cdiff hook`: git's own commands show drafts clause by clause, and nothing of the user's is touched."""

from __future__ import annotations

import subprocess
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.read.docx_files import changed, docx, p, r
from tests.support import ROOT, Ran, git, repository, run, tree

ATTRIBUTES = ".gitattributes"
NAME = "the draft of July.docx"


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository in a folder with a space in its name, with a Word file in it."""
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    folder = repository(tmp_path / "my drafts")
    (folder / NAME).write_bytes(word("shall"))
    return folder


def word(verb: str, more: str = "") -> bytes:
    return docx(p("A draft of rules") + p(f"1. States {verb} act.") + p("2. States may rest.") + more)


def hook(folder: Path, action: str, *options: str) -> Ran:
    return run(["hook", action, *options], cwd=folder)


def kept(folder: Path) -> tuple[dict[str, bytes], bytes]:
    """Give every file, and the repository's settings, byte for byte."""
    return tree(folder), (folder / ".git" / "config").read_bytes()


def shown(folder: Path, *arguments: str) -> list[str]:
    """Run git and give the lines that came and went."""
    lines = git(folder, *arguments).splitlines()
    return [line for line in lines if line.startswith(("+", "-")) and not line.startswith(("+++", "---"))]


def test_git_diff_shows_clauses(here: Path) -> None:
    assert hook(here, "install").exit == 0
    git(here, "add", ".")
    git(here, "commit", "-qm", "one")
    (here / NAME).write_bytes(word("should"))
    assert shown(here, "diff") == ["-1. States shall act.", "+1. States should act."]
    git(here, "commit", "-qam", "two")
    assert shown(here, "log", "-p", "-1") == ["-1. States shall act.", "+1. States should act."]
    assert "shall" not in git(here, "diff", "--no-textconv", "HEAD~1")


def test_a_hunk_names_the_heading_it_stands_under(here: Path) -> None:
    hook(here, "install")
    clauses = [p(f"{at}. Number {at} is about a matter of its own.") for at in range(1, 9)]
    for verb in ("shall", "should"):
        body = p("A draft") + p("PART ONE") + "".join(clauses) + p(f"9. States {verb} act.")
        (here / NAME).write_bytes(docx(body))
        git(here, "add", ".")
        git(here, "commit", "-qm", verb)
    assert "@@ PART ONE" in git(here, "diff", "HEAD~1")


def test_git_difftool_compares(here: Path) -> None:
    hook(here, "install")
    git(here, "add", ".")
    git(here, "commit", "-qm", "one")
    (here / NAME).write_bytes(word("should"))
    (here / "new one.docx").write_bytes(word("may"))
    git(here, "add", "--intent-to-add", ".")
    said = git(here, "difftool", "--no-prompt", "--tool=cdiff")
    assert "States [-shall-]{+should+} act." in said
    assert "only one side has new one.docx" in said


def test_tracked_changes_and_files_that_cannot_be_read_are_told(here: Path) -> None:
    hook(here, "install")
    git(here, "add", ".")
    git(here, "commit", "-qm", "one")
    (here / NAME).write_bytes(word("shall", p(changed("ins", r("3. States sing.")))))
    assert shown(here, "diff") == ["+3. States sing.", "+(cdiff: 1 tracked change, read as accepted)"]
    (here / NAME).write_bytes(b"PK\x03\x04 no zip at all")
    (line,) = [line for line in shown(here, "diff") if line.startswith("+")]
    assert line.startswith("+(cdiff cannot read this file: ")
    assert NAME not in line


def test_a_draft_cannot_steer_the_terminal(here: Path) -> None:
    ran = run(["textconv", "a.txt"], cwd=_with(here, "a.txt", "1. Red \x1b[31m and \u202eturned\n"))
    assert ran.stdout == "1. Red \\x1b[31m and \\u202eturned\n"


def _with(folder: Path, name: str, text: str) -> Path:
    (folder / name).write_text(text, encoding="utf-8")
    return folder


def test_a_missing_file_is_an_error(here: Path) -> None:
    assert run(["textconv", "none.docx"], cwd=here).exit == 2


# Whose files and settings


@pytest.mark.parametrize(
    "data",
    [
        None,
        b"",
        b"*.txt text\n",
        b"*.txt text",
        b"# mine\r\n*.docx diff=word\r\n",
        b"\xef\xbb\xbf*.txt text\n",
        b"\n\n  \n*.pdf -diff",
        b"\xff not UTF-8\n",
    ],
)
def test_uninstalling_gives_everything_back(here: Path, data: bytes | None) -> None:
    if data is not None:
        (here / ATTRIBUTES).write_bytes(data)
    before = kept(here)
    assert hook(here, "install").exit == 0
    installed = kept(here)
    assert installed != before
    assert hook(here, "install").exit == 0
    assert kept(here) == installed
    assert hook(here, "uninstall").exit == 0
    assert kept(here) == before
    assert hook(here, "uninstall").stderr == "cdiff: nothing to undo\n"
    assert kept(here) == before


def test_what_the_user_adds_later_stays(here: Path) -> None:
    hook(here, "install")
    path = here / ATTRIBUTES
    path.write_bytes(path.read_bytes() + b"*.txt text\n")
    git(here, "config", "diff.cdiff.cachetextconv", "true")
    assert hook(here, "uninstall").exit == 0
    assert path.read_bytes() == b"*.txt text\n"
    assert git(here, "config", "diff.cdiff.cachetextconv") == "true\n"


def test_what_the_user_says_about_a_pattern_wins(here: Path, tmp_path: Path) -> None:
    (here / ATTRIBUTES).write_bytes(b"*.docx diff=word\n")
    (tmp_path / "everywhere").write_bytes(b"*.pdf diff=pdf\n")
    git(here, "config", "core.attributesFile", str(tmp_path / "everywhere"))
    ran = hook(here, "install")
    assert "cdiff: *.docx is unchanged: git's attributes already say diff: word\n" in ran.stderr
    assert "cdiff: *.pdf is unchanged" in ran.stderr
    assert git(here, "check-attr", "diff", "a.docx", "a.pdf", "a.odt").splitlines() == [
        "a.docx: diff: word",
        "a.pdf: diff: pdf",
        "a.odt: diff: cdiff",
    ]


@pytest.mark.parametrize("key", ["diff.cdiff.textconv", "difftool.cdiff.cmd", "diff.cdiff.command"])
def test_a_driver_of_that_name_is_not_replaced(here: Path, key: str) -> None:
    git(here, "config", key, "my own")
    before = kept(here)
    ran = hook(here, "install")
    assert ran.exit == 2
    assert f"{key} is set already" in ran.stderr
    assert kept(here) == before
    hook(here, "uninstall")
    assert kept(here) == before


def test_a_driver_that_the_user_has_everywhere_is_not_hidden(
    here: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "settings").write_text('[diff "cdiff"]\n\ttextconv = my own\n', encoding="utf-8")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(tmp_path / "settings"))
    before = kept(here)
    assert "diff.cdiff.textconv is set already" in hook(here, "install").stderr
    assert kept(here) == before


def test_a_file_that_is_called_like_an_option(here: Path) -> None:
    hook(here, "install")
    (here / "--help.docx").write_bytes(word("shall"))
    git(here, "add", ".")
    git(here, "commit", "-qm", "one")
    (here / "--help.docx").write_bytes(word("should"))
    assert shown(here, "diff") == ["-1. States shall act.", "+1. States should act."]


def test_patterns_of_ones_own(here: Path) -> None:
    assert hook(here, "install", "--pattern", "my texts/*.html", "--pattern", "drafts/*.txt").exit == 0
    paths = ["my texts/a.html", "drafts/b.txt", "other/b.txt"]
    assert [line.rpartition(" ")[2] for line in git(here, "check-attr", "diff", *paths).splitlines()] == [
        "cdiff",
        "cdiff",
        "unspecified",
    ]


@pytest.mark.parametrize("pattern", ["!*.txt", "[attr]x", " ", "a\nb diff=evil"])
def test_a_pattern_that_is_none_changes_nothing(here: Path, pattern: str) -> None:
    before = kept(here)
    assert hook(here, "install", "--pattern", pattern).exit == 2
    assert kept(here) == before


def test_status_is_a_verdict(here: Path) -> None:
    assert hook(here, "status").exit == 1
    hook(here, "install")
    ran = hook(here / ".git" / "..", "status")
    assert ran.exit == 0
    assert ran.stdout.startswith("patterns  *.docx, *.odt")
    git(here, "config", "--remove-section", "diff.cdiff")
    assert hook(here, "status").exit == 1


def test_the_repository_cannot_put_its_own_code_in_the_way(here: Path) -> None:
    """Git runs the command in the top folder; what lies there must not be imported."""
    for name in ("cdiff", "typer"):
        (here / name).mkdir()
        (here / name / "__init__.py").write_text("raise SystemExit('taken over')\n", encoding="utf-8")
    hook(here, "install")
    git(here, "add", ".")
    git(here, "commit", "-qm", "one")
    (here / NAME).write_bytes(word("should"))
    assert shown(here, "diff", "--", NAME) == ["-1. States shall act.", "+1. States should act."]


@pytest.mark.parametrize("arguments", [["hook", "install"], ["hook", "status"], ["hook", "uninstall"]])
def test_outside_a_working_tree(tmp_path: Path, arguments: Sequence[str]) -> None:
    ran = run(arguments, cwd=tmp_path)
    assert ran.exit == 2
    assert "no working tree" in ran.stderr
    subprocess.run(["git", "init", "--bare", "-q", str(tmp_path / "bare")], check=True)
    assert run(arguments, cwd=tmp_path / "bare").exit == 2


def test_a_link_is_left_alone(here: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").write_bytes(b"")
    (here / ATTRIBUTES).symlink_to(tmp_path / "elsewhere")
    assert hook(here, "install").exit == 2
    assert (tmp_path / "elsewhere").read_bytes() == b""


def test_an_action_that_there_is_not(here: Path) -> None:
    ran = hook(here, "instal")
    assert ran.exit == 2
    assert "did you mean install" in ran.stderr
