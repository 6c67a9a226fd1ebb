"""The examples in `docs/ci` and the hooks: valid by the schemas of those who read them, and run for real."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
import yaml

from tests.ci.sample import CLEAN, FAILING, added, proposed, sample, shallow, with_cdiff
from tests.support import ROOT, git

EXAMPLES = ROOT / "docs" / "ci"
MANIFEST = ROOT / ".pre-commit-hooks.yaml"


def module(name: str, *arguments: str, cwd: Path = ROOT, env: dict[str, str] | None = None) -> str:
    """Run a Python module that has to succeed."""
    done = subprocess.run(
        [sys.executable, "-m", name, *arguments], cwd=cwd, env=env, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.mark.parametrize(
    ("schema", "path"),
    [("github-actions", "action.yml"), ("github-workflows", "docs/ci/github.yml"), ("gitlab-ci", "docs/ci/gitlab.yml")],
)
def test_an_example_fits_its_schema(schema: str, path: str) -> None:
    module("check_jsonschema", "--builtin-schema", f"vendor.{schema}", path)


def test_a_faulty_example_does_not_fit(tmp_path: Path) -> None:
    (tmp_path / "action.yml").write_text("name: x\nruns: {using: composite}\n", encoding="utf-8")
    with pytest.raises(AssertionError, match="composite"):
        module("check_jsonschema", "--builtin-schema", "vendor.github-actions", str(tmp_path / "action.yml"))


def script(lines: str, folder: Path, **variables: str) -> int:
    """Run a script as a job would, with this cdiff on the PATH; gives its exit code."""
    env = {**with_cdiff(folder.parent / "bin"), **variables}
    done = subprocess.run(["sh", "-ec", lines], cwd=folder, env=env, capture_output=True, check=False)
    return done.returncode


# GitLab


@pytest.mark.parametrize(("branch", "code"), [("clean", 0), ("failing", 1)])
def test_the_job_for_gitlab(repo: Path, branch: str, code: int) -> None:
    job: dict[str, Any] = yaml.safe_load((EXAMPLES / "gitlab.yml").read_text(encoding="utf-8"))["check-draft"]
    variables = {**job["variables"], "DRAFT": "rev2", "AGAINST": "rev1"}
    clone = shallow(repo, branch, repo.parent / "clone")
    lines = "\n".join([*job["before_script"], *job["script"]])
    assert script(lines, clone, **variables) == code
    assert (repo.parent / "bin" / "pip.log").read_text(encoding="utf-8") == "pip install --quiet compact-diff\n"
    kept = [*job["artifacts"]["paths"], *job["artifacts"]["reports"].values()]
    assert [name for name in kept if not (clone / name).is_file()] == []
    found = json.loads((clone / job["artifacts"]["reports"]["codequality"]).read_text(encoding="utf-8"))
    assert bool(found) is (code == 1)
    for issue in found:
        assert issue.keys() >= {"description", "check_name", "fingerprint", "severity", "location"}
        assert (clone / issue["location"]["path"]).is_file()
        assert issue["location"]["lines"]["begin"] >= 1
    suite = ElementTree.parse(clone / job["artifacts"]["reports"]["junit"]).getroot()
    assert bool(suite.findall(".//failure")) is (code == 1)


# A plain shell


@pytest.mark.parametrize(("branch", "code"), [("clean", 0), ("failing", 1)])
def test_the_script_for_any_shell(repo: Path, branch: str, code: int) -> None:
    clone = shallow(repo, branch, repo.parent / "clone")
    assert script(f'sh "{EXAMPLES}/check.sh" rev2 rev1 "my reports"', clone) == code
    assert {path.name for path in (clone / "my reports").iterdir()} == {"changes.html", "junit.xml", "summary.md"}


def test_a_mistake_in_the_call_ends_with_2(repo: Path) -> None:
    clone = shallow(repo, "clean", repo.parent / "clone")
    assert script(f'sh "{EXAMPLES}/check.sh" rev7 rev1', clone) == 2


# pre-commit


def test_the_hooks_and_the_example_are_valid() -> None:
    module("pre_commit", "validate-manifest", str(MANIFEST))
    module("pre_commit", "validate-config", str(EXAMPLES / "pre-commit.yaml"))
    hooks = {hook["id"] for hook in yaml.safe_load(MANIFEST.read_text(encoding="utf-8"))}
    config = yaml.safe_load((EXAMPLES / "pre-commit.yaml").read_text(encoding="utf-8"))
    assert {hook["id"] for hook in config["repos"][0]["hooks"]} <= hooks


def hooked(folder: Path, **chosen: list[str]) -> dict[str, str]:
    """Set up pre-commit with our hooks and this cdiff; dashes in the names of hooks are written as underscores.

    `language: python` would fetch what cdiff needs; the hooks are the same but for that.
    """
    hooks = yaml.safe_load(MANIFEST.read_text(encoding="utf-8"))
    wanted = {name.replace("_", "-"): arguments for name, arguments in chosen.items()}
    local = [{**hook, "language": "system", "args": wanted[hook["id"]]} for hook in hooks if hook["id"] in wanted]
    config = {"repos": [{"repo": "local", "hooks": local}]}
    (folder / ".pre-commit-config.yaml").write_text(yaml.safe_dump(config), encoding="utf-8")
    env = {**with_cdiff(folder.parent / "bin"), "PRE_COMMIT_HOME": str(folder.parent / "pre-commit")}
    git(folder, "add", ".pre-commit-config.yaml")
    git(folder, "commit", "-qm", "Set up pre-commit")
    module("pre_commit", "install", cwd=folder, env=env)
    return env


def test_pre_commit_lets_a_clean_draft_in_and_keeps_a_failing_one_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = sample(tmp_path / "the repository")
    env = hooked(folder, cdiff_check=["rev2", "--against", "rev1"])
    for name in ("PATH", "PRE_COMMIT_HOME"):
        monkeypatch.setenv(name, env[name])
    before = git(folder, "rev-parse", "HEAD")
    said = added(folder, "rev2", "2026-03-01", FAILING, code=2)
    assert "git refused" in said
    assert git(folder, "rev-parse", "HEAD") == before
    assert git(folder, "status", "--porcelain") == ""
    added(folder, "rev2", "2026-03-01", CLEAN)
    assert git(folder, "status", "--porcelain") == ""


def test_pre_commit_audits_and_verifies(tmp_path: Path) -> None:
    folder = sample(tmp_path / "the repository")
    proposed(folder, "clean", CLEAN)
    env = hooked(folder, cdiff_audit=["redline.docx", "rev1", "rev2"], cdiff_verify=[])
    subprocess.run(["cdiff", "compare", "rev1", "rev2", "--docx", "redline.docx"], cwd=folder, env=env, check=True)
    git(folder, "add", "redline.docx")
    assert "Passed" in module("pre_commit", "run", "cdiff-audit", cwd=folder, env=env)
    stage = ("--hook-stage", "pre-push", "--all-files")
    assert "Passed" in module("pre_commit", "run", "cdiff-verify", *stage, cwd=folder, env=env)
    subprocess.run(["cdiff", "compare", "rev2", "rev2", "--docx", "redline.docx"], cwd=folder, env=env, check=True)
    git(folder, "add", "redline.docx")
    done = subprocess.run(
        [sys.executable, "-m", "pre_commit", "run"], cwd=folder, env=env, capture_output=True, text=True, check=False
    )
    assert done.returncode == 1
    assert "Incomplete" in done.stdout


def test_what_the_tests_leave_out_is_the_language_alone() -> None:
    """The hooks run as `language: python`, which installs cdiff from the repository that they come from."""
    hooks = yaml.safe_load(MANIFEST.read_text(encoding="utf-8"))
    assert {hook["language"] for hook in hooks} == {"python"}
    assert all(hook["entry"].split()[0] == "cdiff" for hook in hooks)
    assert os.access(ROOT / "pyproject.toml", os.R_OK)
