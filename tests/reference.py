"""The reference of all commands in `docs/cli.md`, made from their `--help`.

    python -m tests.reference

writes it anew; `tests/test_docs.py` says when it is stale.
"""

from __future__ import annotations

from cdiff.cli.commands import COMMANDS
from tests.support import ROOT, run

PAGE = ROOT / "docs" / "cli.md"
HEAD = """# Commands

This page is made from `cdiff --help`; `python -m tests.reference` writes it anew.

"""


def help_of(*command: str) -> str:
    """Give the help of a command in a width that does not depend on the terminal."""
    ran = run([*command, "--help"], cwd=ROOT, env={"COLUMNS": "100"})
    assert ran.exit == 0, ran.stderr
    lines = [line.rstrip() for line in ran.stdout.strip("\n").split("\n")]
    return "\n".join(line.removeprefix(" ") for line in lines)


def reference() -> str:
    """Give the whole page."""
    parts = [f"```\n{help_of()}\n```\n"]
    parts += [f"## cdiff {name}\n\n```\n{help_of(name)}\n```\n" for name in COMMANDS]
    return HEAD + "\n".join(parts)


if __name__ == "__main__":
    PAGE.write_text(reference(), encoding="utf-8")
