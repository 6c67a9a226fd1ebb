"""Whole-process times: cdiff as a user calls it, beside what a user would call instead, in one run."""

from __future__ import annotations

import importlib.util
import shutil
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from bench.corpus import ROOT, VERSIONS, compact
from bench.perturb import perturb
from bench.processes import Command, Cost, cdiff_command, measure
from bench.tables import ratio, table

PASS = "python -c pass"
REDLINES = "from redlines import Redlines; import sys; Redlines(*(open(p).read() for p in sys.argv[1:])).changes"


def start(rounds: int) -> str:
    """Measure `cdiff --help` and `cdiff compare draft3 final` on the stored versions."""
    files = [str(VERSIONS / f"{label}.md") for label in ("draft3", "final")]
    cdiff = cdiff_command()
    git = "git diff --word-diff"
    commands = [
        Command(PASS, (sys.executable, "-c", "pass")),
        Command("cdiff --help", (*cdiff, "--help")),
        Command("cdiff compare draft3 final", (*cdiff, "compare", "draft3", "final")),
        Command(git, ("git", "diff", "--no-index", "--word-diff", *files), (0, 1)),
    ]
    return _table(commands, rounds, ROOT, (git, PASS))


def time(rounds: int) -> str:
    """Measure cdiff and its peers on two perturbed drafts in plain text (medium, seed 1).

    redlines gives no more than its list of changes here, which is less than any of its commands does.
    """
    pair = perturb(compact(), 1, "medium")
    with tempfile.TemporaryDirectory() as folder:
        files = ("old.txt", "new.txt")
        for name, text in zip(files, (pair.old_received.text, pair.new_received.text), strict=True):
            Path(folder, name).write_text(text, "utf-8")
        commands = [
            Command(PASS, (sys.executable, "-c", "pass")),
            Command("cdiff compare", (*cdiff_command(), "compare", *files)),
            Command("redlines", (sys.executable, "-c", REDLINES, *files)),
            Command("git diff --word-diff", ("git", "diff", "--no-index", "--word-diff", *files), (0, 1)),
            Command("wdiff", ("wdiff", *files), (0, 1)),
            Command("dwdiff", ("dwdiff", *files), (0, 1)),
        ]
        present = [command for command in commands if _installed(command)]
        missing = ", ".join(command.name for command in commands if command not in present)
        text = _table(present, rounds, Path(folder), (PASS, "redlines"))
    return text + (f"\nabsent (not installed): {missing}" if missing else "")


def _installed(command: Command) -> bool:
    if command.name == "redlines":
        return importlib.util.find_spec("redlines") is not None
    return shutil.which(command.argv[0]) is not None


def _table(commands: Sequence[Command], rounds: int, folder: Path, units: Sequence[str]) -> str:
    """Measure commands and lay out their costs, each also as a ratio to some of them."""
    costs = measure(commands, rounds, folder)
    none = Cost()
    base = [costs.get(unit, none).seconds for unit in units]
    memory = [costs.get(unit, none).mebibytes for unit in units]
    rows = [
        [
            name,
            f"{cost.seconds * 1000:.0f}",
            *(ratio(cost.seconds, unit) for unit in base),
            f"{cost.cpu * 1000:.0f}",
            f"{cost.mebibytes:.0f}",
            ratio(cost.mebibytes, memory[-1]),
        ]
        for name, cost in costs.items()
        if not cost.failure
    ]
    head = ["command", "ms", *(f"to {unit}" for unit in units), "cpu ms", "MiB", f"to {units[-1]}"]
    failed = [f"failed: {name}: {cost.failure}" for name, cost in costs.items() if cost.failure]
    return "\n".join([table(head, rows), f"median of {rounds}, by turns", *failed])
