"""A repository as a secretariat would keep it: a store, a text under negotiation, a clause that was agreed."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
from pathlib import Path

from tests.support import ROOT, git, repository, run

REV1 = """A framework for shared waters

PREAMBLE

1. The parties recall that rivers cross borders.

COMMITMENTS

2. Each party shall share its data on floods once a year.

3. The secretariat publishes the data referred to in paragraph 2.

4. The parties meet every second year.
"""
CLEAN = REV1.replace("every second year", "every year") + "\n5. Observers may attend the meetings.\n"
FAILING = CLEAN.replace("shall share", "should share").replace("paragraph 2.", "paragraph 12.")
"""An agreed clause was touched, and a reference leads nowhere."""

CONFIG = """store = "versions"
profile = "plain"

[agreed]
rev1 = ["2"]
"""
ALLOWED = """
[[allow]]
rule = "agreed"
clause = "2"
reason = "the parties agreed on the weaker verb on 3 March"

[[allow]]
rule = "references"
clause = "3"
reason = "the annex with paragraph 12 follows"
until = 2999-12-31
"""


def sample(folder: Path) -> Path:
    """Make the repository with its first draft."""
    repository(folder)
    (folder / "cdiff.toml").write_text(CONFIG, encoding="utf-8")
    git(folder, "add", ".")
    git(folder, "commit", "-qm", "Set up")
    (folder / "versions").mkdir()
    added(folder, "rev1", "2026-01-05", REV1)
    return folder


def added(folder: Path, label: str, date: str, text: str, *, code: int = 0) -> str:
    """Add a draft as a version; gives what was said."""
    received = folder.parent / f"{label}.txt"
    received.write_text(text, encoding="utf-8")
    ran = run(["add", str(received), "--label", label, "--date", date], cwd=folder)
    assert ran.exit == code, ran.stderr
    return ran.stderr


def proposed(folder: Path, branch: str, text: str) -> None:
    """Propose a new draft on a branch."""
    git(folder, "switch", "-q", "-c", branch, "main")
    added(folder, "rev2", "2026-03-01", text)


def shallow(folder: Path, branch: str, into: Path) -> Path:
    """Clone a branch as CI does: its last commit alone."""
    subprocess.run(
        ["git", "clone", "-q", "--depth", "1", "--branch", branch, folder.as_uri(), str(into)],
        check=True,
        capture_output=True,
    )
    return into


def program(folder: Path, name: str, *lines: str) -> Path:
    """Write a little program in the shell."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    path.write_text("\n".join(["#!/bin/sh", *lines, ""]), encoding="utf-8")
    path.chmod(0o755)
    return path


def with_cdiff(folder: Path) -> dict[str, str]:
    """Give an environment whose PATH leads to this cdiff, and to a pip that notes what it was to install."""
    python = shlex.quote(sys.executable)
    program(folder, "cdiff", f'PYTHONPATH={shlex.quote(str(ROOT))} exec {python} -W error -P -m cdiff "$@"')
    program(folder, "pip", f'echo pip "$@" >> {shlex.quote(str(folder / "pip.log"))}')
    return {**os.environ, "PATH": f"{folder}{os.pathsep}{os.environ['PATH']}"}
