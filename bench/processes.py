"""Whole processes: how long they take and how much memory they need at their peak."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from bench.corpus import ROOT

_UNCOMPILED = "PYTHONDONTWRITEBYTECODE"
ENVIRONMENT = {name: said for name, said in os.environ.items() if name != _UNCOMPILED} | {"PYTHONPATH": str(ROOT)}
"""So that cdiff is found where it is not installed, and its modules stay compiled as an installer leaves them."""
RSS_UNIT = 2**20 if sys.platform == "darwin" else 2**10
"""What `ru_maxrss` is divided by to give MiB."""


@dataclass(frozen=True, slots=True)
class Command:
    """A program as a user calls it."""

    name: str
    argv: tuple[str, ...]
    success: tuple[int, ...] = (0,)
    """Exit codes that mean that it did its work."""


@dataclass(frozen=True, slots=True)
class Cost:
    """What a command takes: the medians of its times, and its peak of memory."""

    seconds: float = 0.0
    cpu: float = 0.0
    """Seconds of the processor, which a busy machine does not stretch."""
    mebibytes: float = 0.0
    failure: str = ""
    """Why it could not be measured."""


def cdiff_command() -> tuple[str, ...]:
    """Find cdiff as a user has it: the script beside this interpreter, else the module."""
    script = shutil.which("cdiff", path=str(Path(sys.executable).parent))
    return (script,) if script else (sys.executable, "-m", "cdiff")


def measure(commands: Sequence[Command], rounds: int, folder: Path) -> dict[str, Cost]:
    """Run commands by turns, so that what slows the machine down hits them all; one round comes before."""
    failures = {command.name: _trial(command, folder) for command in commands}
    sound = [command for command in commands if not failures[command.name]]
    runs: dict[str, list[Cost]] = {command.name: [] for command in sound}
    for _ in range(rounds):
        for command in sound:
            runs[command.name].append(_run(command, folder))
    return {c.name: _middle(runs.get(c.name, []), failures[c.name]) for c in commands}


def _middle(runs: Sequence[Cost], failure: str) -> Cost:
    if not runs:
        return Cost(failure=failure)
    peak = max(run.mebibytes for run in runs)
    return Cost(median(run.seconds for run in runs), median(run.cpu for run in runs), peak)


def _trial(command: Command, folder: Path) -> str:
    """Run a command once, which also warms the caches; say what is wrong with it, if anything."""
    try:
        done = subprocess.run(command.argv, capture_output=True, cwd=folder, env=ENVIRONMENT, check=False)
    except OSError as error:
        return str(error.strerror)
    if done.returncode in command.success:
        return ""
    said = done.stderr.decode("utf-8", "replace").strip().splitlines()
    return f"exit {done.returncode}: {said[-1] if said else 'no message'}"


def _run(command: Command, folder: Path) -> Cost:
    """Run a command and give what it took."""
    launcher = [sys.executable, "-S", "-E", str(Path(__file__).with_name("launcher.py"))]
    done = subprocess.run(
        [*launcher, *command.argv], capture_output=True, text=True, cwd=folder, env=ENVIRONMENT, check=True
    )
    _, seconds, cpu, peak = done.stdout.split()
    return Cost(float(seconds), float(cpu), float(peak) / RSS_UNIT)
