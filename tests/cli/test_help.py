"""Help: every example runs, every command has its place, and names that people know from elsewhere lead to ours."""

from __future__ import annotations

import shlex
from pathlib import Path

import pytest

from cdiff.cli.commands import COMMANDS, GROUPS, MEANT
from tests.support import child, process, run

OLD = "A draft\n\n1. The States report every year.\n\n2. They meet.\n"
NEW = "A draft\n\n1. The States shall report every year.\n\n2. They meet.\n"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store that begins with the Compact, and the files that the examples name."""
    here = tmp_path_factory.mktemp("examples")
    assert run(["init", "--with-compact"], cwd=here).exit == 0
    for name, text in (("old", OLD), ("new", NEW)):
        (here / f"{name}.txt").write_text(text)
        (here / "empty.txt").write_text("A draft\n")
        assert run(["compare", "empty.txt", f"{name}.txt", "--docx", f"{name}.docx"], cwd=here).exit == 0
    assert run(["compare", "old.txt", "new.txt", "--docx", "redline.docx"], cwd=here).exit == 0
    return here


def test_every_example_runs_in_the_order_of_the_help(folder: Path, tmp_path: Path) -> None:
    """All in one store, because `rename` and `rm` want what `add` has made; 1 is the verdict of `check` and `audit`.

    `init` makes a store, and so has a folder of its own; `site` makes a page of each clause, and has a small store.
    """
    assert run(["init", "small"], cwd=tmp_path).exit == 0
    for name in ("old", "new"):
        assert run(["add", str(folder / f"{name}.txt"), "--label", name], cwd=tmp_path / "small").exit == 0
    places = {"init": tmp_path, "site": tmp_path / "small"}
    order = sorted(COMMANDS, key=lambda name: name in ("rename", "rm"))
    for name in order:
        assert len(COMMANDS[name].examples) == 2
        for example in COMMANDS[name].examples:
            ran = run([name, *shlex.split(example)], cwd=places.get(name, folder))
            allowed = (0, 1) if name in ("check", "audit") else (0,)
            assert ran.exit in allowed, f"cdiff {name} {example}: {ran.stderr}"


@pytest.mark.parametrize("name", COMMANDS)
def test_help_of_a_command_is_its_help(name: str, tmp_path: Path) -> None:
    asked, named = run(["help", name], cwd=tmp_path), run([name, "--help"], cwd=tmp_path)
    assert asked == named
    assert f"Examples:\n  cdiff {name}" in asked.stdout


def test_the_list_of_commands_is_grouped(tmp_path: Path) -> None:
    listed = run(["help"], cwd=tmp_path).stdout
    assert listed == run(["--help"], cwd=tmp_path).stdout == run([], cwd=tmp_path).stdout
    places = [listed.index(f"\n{title}:\n") for title in GROUPS]
    assert places == sorted(places)
    assert all(f"  {name} " in listed for name in COMMANDS)


@pytest.mark.parametrize("name", MEANT)
def test_a_name_from_elsewhere_leads_to_ours(name: str, tmp_path: Path) -> None:
    assert name not in COMMANDS
    words = MEANT[name].split()
    assert words[0] != "cdiff" or words[1] in COMMANDS or words[1].startswith("--")
    ran = run([name, "x"], cwd=tmp_path)
    assert (ran.exit, ran.stdout, ran.stderr.count("\n")) == (2, "", 1)
    assert MEANT[name] in ran.stderr


# Completion


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_a_shell_can_complete_commands_labels_and_values(shell: str, tmp_path: Path) -> None:
    def completed(line: str) -> str:
        env = {
            "_CDIFF_COMPLETE": f"complete_{shell}",
            "COMP_WORDS": line,
            "COMP_CWORD": str(len(line.split(" ")) - 1),
            "_TYPER_COMPLETE_ARGS": line,
            "_TYPER_COMPLETE_FISH_ACTION": "get-args",
        }
        ran = child(cwd=tmp_path, env=env)
        assert (ran.exit, ran.stderr) == (0, "")
        return ran.stdout

    assert "concordance" in completed("cdiff conc")
    labels = completed("cdiff compare dra")
    assert all(label in labels for label in ("draft1", "draft2", "draft3"))
    assert "zero" not in labels
    assert "final" in completed("cdiff compare draft3 fi")
    assert "zero-plus" in completed("cdiff where 21 --in zero-")
    assert "never" in completed("cdiff compare --color n")
    assert "--side-by-side" in completed("cdiff compare --side")


def test_the_script_for_a_shell_is_printed(tmp_path: Path) -> None:
    ran = process("--show-completion", "bash", cwd=tmp_path, env={"_TYPER_COMPLETE_TEST_DISABLE_SHELL_DETECTION": "1"})
    assert (ran.exit, "_CDIFF_COMPLETE" in ran.stdout) == (0, True)
