"""What a terminal shows: a pager for what is longer than the screen, colors as they are asked for."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support import ROOT, run

OLD = "A draft\n\n" + "\n\n".join(f"{number}. The States report." for number in range(1, 60)) + "\n"


@pytest.fixture
def here(tmp_path: Path) -> Path:
    (tmp_path / "old.txt").write_text(OLD)
    (tmp_path / "new.txt").write_text(OLD.replace("report", "shall report"))
    (tmp_path / "short.txt").write_text("A draft\n")
    (tmp_path / "pager").write_text("#!/bin/sh\necho PAGED $LESS\ncat > /dev/null\n")
    (tmp_path / "pager").chmod(0o755)
    return tmp_path


def on_a_terminal(here: Path, *arguments: str, **env: str) -> str:
    """Run cdiff on a terminal of 24 lines and return all that it prints."""
    own, theirs = pty.openpty()
    variables = {**os.environ, "PYTHONPATH": str(ROOT), "TERM": "xterm", "PAGER": str(here / "pager"), **env}
    done = subprocess.Popen([sys.executable, "-m", "cdiff", *arguments], cwd=here, env=variables, stdout=theirs)
    os.close(theirs)
    out = b""
    try:
        while data := os.read(own, 65536):
            out += data
    except OSError:  # how Linux says that nobody holds the other end any more
        pass
    os.close(own)
    assert done.wait() == 0
    return out.decode().replace("\r\n", "\n")


LONG = (("compare", "old.txt", "new.txt"), ("show", "old.txt"), ("table", "old.txt", "new.txt"))


@pytest.mark.parametrize("arguments", LONG)
def test_what_is_longer_than_the_screen_is_paged(here: Path, arguments: tuple[str, ...]) -> None:
    assert on_a_terminal(here, *arguments) == "PAGED FRX\n"


def test_a_short_answer_is_not_paged(here: Path) -> None:
    assert "PAGED" not in on_a_terminal(here, "show", "short.txt")


def test_the_pager_can_be_refused_and_chosen(here: Path) -> None:
    assert "PAGED" not in on_a_terminal(here, "show", "old.txt", "--no-pager")
    assert "PAGED" not in on_a_terminal(here, "show", "old.txt", PAGER="cat")
    assert "PAGED" not in on_a_terminal(here, "show", "old.txt", PAGER="")
    assert "59. The States report." in on_a_terminal(here, "show", "old.txt", PAGER="no-such-program-here")
    (here / "cdiff.toml").write_text('[look]\npager = "cat"\n')
    assert "PAGED" not in on_a_terminal(here, "compare", "old.txt", "new.txt")


def test_a_configuration_names_no_program(here: Path) -> None:
    """It may have come with the drafts, from anybody."""
    (here / "cdiff.toml").write_text('[look]\npager = "touch trap"\n')
    ran = run(["show", "old.txt"], cwd=here)
    assert 'cdiff.toml: [look]: pager must be "cat" for none (PAGER names a program)' in ran.stderr
    assert ran.exit == 2


def test_colors_take_the_place_of_signs(here: Path) -> None:
    shown = on_a_terminal(here, "compare", "old.txt", "new.txt", "--no-pager")
    assert "\x1b[" in shown
    assert "{+" not in shown
    plain = on_a_terminal(here, "compare", "old.txt", "new.txt", "--no-pager", "--color", "never")
    assert "\x1b[" not in plain
    assert "{+shall+}" in plain


def test_colors_can_be_had_in_a_pipe(here: Path) -> None:
    for command in (LONG[0], LONG[2], ("trace", "1", "old.txt", "new.txt")):
        shown = run([*command, "--color", "always"], cwd=here, env={"NO_COLOR": "1"}).stdout
        assert "\x1b[" in shown
        assert "{+" not in shown
        assert "\x1b[" not in run([*command, "--color", "auto"], cwd=here).stdout
        assert "\x1b[" not in run([*command, "--color", "never"], cwd=here, env={"FORCE_COLOR": "1"}).stdout
    refused = run(["show", "old.txt", "--color", "yes"], cwd=here)
    assert (refused.exit, "--color: unknown value 'yes' (choose auto, always, never)" in refused.stderr) == (2, True)
