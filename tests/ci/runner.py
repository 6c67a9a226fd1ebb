"""A composite action run as its runner does it: inputs, steps, their environment, their outputs.

What another action does (`uses`) is written down and not run. Of the expressions it knows what `action.yml` needs:
names, texts, `==`, `!=`, `&&`.
"""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from tests.ci.sample import program, with_cdiff
from tests.support import ROOT

ACTION: dict[str, Any] = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
STEPS: list[dict[str, Any]] = ACTION["runs"]["steps"]
_EXPRESSION = re.compile(r"\$\{\{\s*(.*?)\s*\}\}")


@dataclass(slots=True)
class Job:
    """What a run of the action left behind."""

    exit: int = 0
    stdout: str = ""
    stderr: str = ""
    summary: str = ""
    used: dict[str, dict[str, str]] = field(default_factory=dict)
    """The other actions that were called, with what they were given."""
    outputs: dict[str, str] = field(default_factory=dict)

    @property
    def annotations(self) -> list[str]:
        """The workflow commands among the output."""
        return [line for line in self.stdout.splitlines() if line.startswith("::")]

    @property
    def reports(self) -> Path:
        """The folder of the reports."""
        return Path(self.outputs["folder"])


def run_action(folder: Path, temporary: Path, **inputs: str) -> Job:
    """Run the action in a checkout; dashes in the names of inputs are written as underscores."""
    given = {name.replace("_", "-"): value for name, value in inputs.items()}
    assert given.keys() <= ACTION["inputs"].keys()
    known = {f"inputs.{name}": given.get(name, said.get("default", "")) for name, said in ACTION["inputs"].items()}
    known["steps.python.outputs.python-path"] = str(_python(temporary))
    job, env = Job(), _environment(temporary)
    for step in STEPS:
        if job.exit and "always()" not in str(step.get("if", "")):
            continue
        if "if" in step and not _holds(step["if"], known):
            continue
        if "uses" in step:
            job.used[step["uses"].partition("@")[0]] = {
                name: _filled(value, known) for name, value in step.get("with", {}).items()
            }
            continue
        _run_step(step, job, env, known, folder)
    job.summary = Path(env["GITHUB_STEP_SUMMARY"]).read_text(encoding="utf-8")
    outputs = {name: _filled(said["value"], known) for name, said in ACTION["outputs"].items()}
    job.outputs = outputs
    return job


def _run_step(step: dict[str, Any], job: Job, env: dict[str, str], known: dict[str, str], folder: Path) -> None:
    output = Path(env["RUNNER_TEMP"]) / "output"
    output.write_bytes(b"")
    said = {name: _filled(value, known) for name, value in step.get("env", {}).items()}
    done = subprocess.run(
        ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]],
        cwd=folder,
        env={**env, **said, "GITHUB_OUTPUT": str(output)},
        capture_output=True,
        text=True,
        check=False,
    )
    job.exit, job.stdout, job.stderr = done.returncode, job.stdout + done.stdout, job.stderr + done.stderr
    for name, value in _pairs(output):
        known[f"steps.{step.get('id', '')}.outputs.{name}"] = value
    env |= dict(_pairs(Path(env["GITHUB_ENV"])))


def _pairs(path: Path) -> list[tuple[str, str]]:
    rows = [line.partition("=") for line in path.read_text(encoding="utf-8").splitlines()]
    return [(name, value) for name, _, value in rows]


def _environment(temporary: Path) -> dict[str, str]:
    temporary.mkdir(parents=True, exist_ok=True)
    env = {**os.environ, "RUNNER_TEMP": str(temporary), "GITHUB_ACTION_PATH": str(ROOT)}
    for name in ("GITHUB_ENV", "GITHUB_STEP_SUMMARY"):
        (temporary / name).write_bytes(b"")
        env[name] = str(temporary / name)
    return env


def _python(temporary: Path) -> Path:
    """Write a Python that makes an environment in which pip notes what it installs, and cdiff is this one."""
    folder = temporary / "python here"
    with_cdiff(folder)
    pip = program(folder, "python-of-venv", f'echo "$@" >> {shlex.quote(str(folder / "pip.log"))}')
    inside = shlex.quote(str(pip)), shlex.quote(str(folder / "cdiff"))
    return program(
        folder,
        "python",
        f'if [ "$2" != venv ]; then exec {shlex.quote(sys.executable)} "$@"; fi',
        f'mkdir -p "$3/bin" && cp {inside[0]} "$3/bin/python" && cp {inside[1]} "$3/bin/cdiff"',
    )


def _filled(text: object, known: Mapping[str, str]) -> str:
    return _EXPRESSION.sub(lambda found: known.get(found[1], ""), str(text))


def _holds(condition: str, known: Mapping[str, str]) -> bool:
    """Judge `a == 'x' && b != ''`."""
    inner = _EXPRESSION.fullmatch(condition)
    assert inner is not None, condition
    return all(_is_so(part.strip(), known) for part in inner[1].split("&&"))


def _is_so(part: str, known: Mapping[str, str]) -> bool:
    found = re.fullmatch(r"([\w.-]+) (==|!=) '([^']*)'", part)
    assert found is not None, part
    return (known.get(found[1], "") == found[3]) == (found[2] == "==")
