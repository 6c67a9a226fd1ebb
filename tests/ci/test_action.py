"""The GitHub Action: its steps run as the runner runs them, in a shallow clone of the sample repository."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tomllib
from pathlib import Path
from xml.etree import ElementTree

import pytest
import yaml

from tests.ci.runner import ACTION, STEPS, Job, run_action
from tests.ci.sample import shallow
from tests.support import ROOT, git


def job(repo: Path, branch: str, **inputs: str) -> Job:
    """Run the action on a branch as CI would."""
    clone = shallow(repo, branch, repo.parent / f"clone of {branch}")
    assert git(clone, "rev-parse", "--is-shallow-repository").strip() == "true"
    done = run_action(clone, repo.parent / "temporary", **{"draft": "rev2", "against": "rev1", **inputs})
    assert git(clone, "status", "--porcelain") == ""
    return done


def test_a_draft_that_passes(repo: Path) -> None:
    done = job(repo, "clean")
    assert done.exit == 0, done.stderr
    assert done.outputs["verdict"] == "passed"
    assert [line for line in done.annotations if line.startswith("::error")] == []
    assert done.summary.startswith("<!-- written by cdiff -->")
    names = {path.name for path in done.reports.iterdir()}
    assert names == {"findings.json", "findings.sarif", "junit.xml", "summary.md", "report.html"}


def test_a_draft_that_fails_still_uploads_its_reports(repo: Path) -> None:
    done = job(repo, "failing")
    assert done.exit == 1
    assert done.outputs["verdict"] == "failed"
    assert any(line.startswith("::error file=versions/") for line in done.annotations)
    assert done.used["github/codeql-action/upload-sarif"]["sarif_file"] == f"{done.reports}/findings.sarif"
    assert done.used["actions/upload-artifact"] == {"name": "cdiff", "path": str(done.reports)}
    assert json.loads((done.reports / "findings.json").read_text(encoding="utf-8"))["summary"]["failed"] is True
    sarif = json.loads((done.reports / "findings.sarif").read_text(encoding="utf-8"))
    errors = [result for result in sarif["runs"][0]["results"] if result["level"] == "error"]
    assert [result["ruleId"] for result in errors] == ["agreed/changed", "references/missing"]
    suites = ElementTree.parse(done.reports / "junit.xml").getroot()
    failed = [str(case.get("name")) for case in suites.iter("testcase") if case.find("failure") is not None]
    assert {name.partition(":")[0] for name in failed} == {"2", "3"}
    assert "paragraph 12" in done.summary
    assert "shall" in (done.reports / "report.html").read_text(encoding="utf-8")


def test_what_is_installed_is_the_ref_of_the_action(repo: Path) -> None:
    job(repo, "clean")
    log = (repo.parent / "temporary" / "python here" / "pip.log").read_text(encoding="utf-8")
    install = "-m pip install --quiet --disable-pip-version-check"
    assert log.splitlines() == [
        f"{install} --require-hashes --only-binary :all: -r {ROOT}/action/requirements.txt",
        f"{install} --no-index --no-deps --no-build-isolation {ROOT}",
    ]


def test_all_that_is_installed_is_named_by_version_and_hash() -> None:
    text = (ROOT / "action" / "requirements.txt").read_text(encoding="utf-8")
    listed = [entry for entry in re.sub(r"(?m)^#.*\n", "", text).replace("\\\n", " ").splitlines() if entry]
    assert [
        entry for entry in listed if not re.fullmatch(r"[\w-]+==[\w.]+[^#]*?(?: +--hash=sha256:[0-9a-f]{64})+", entry)
    ] == []
    assert "://" not in text
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    needed = [*project["project"]["dependencies"], *project["build-system"]["requires"]]
    assert {re.split("[<>=]", each)[0].lower() for each in needed} <= {entry.partition("==")[0] for entry in listed}


def test_inputs_become_options(repo: Path) -> None:
    done = job(repo, "failing", fail_on="note", options="--same-as\nrev1", artifact="", upload_sarif="false")
    assert done.exit == 1
    assert [name for name in done.used if name.partition("@")[0] != "actions/setup-python"] == []
    data = json.loads((done.reports / "findings.json").read_text(encoding="utf-8"))
    assert data["summary"]["fail_on"] == "note"


def test_without_annotations_no_line_of_the_draft_is_a_command(repo: Path) -> None:
    done = job(repo, "failing", annotations="false")
    first, *_, last = done.annotations
    token = first.removeprefix("::stop-commands::")
    assert re.fullmatch("[0-9a-f]{32}", token)
    assert last == f"::{token}::"


def test_without_an_older_draft_there_is_no_report_of_changes(repo: Path) -> None:
    done = job(repo, "clean", against="")
    assert done.exit == 0
    assert "report.html" not in {path.name for path in done.reports.iterdir()}


@pytest.mark.parametrize(
    "draft", ["rev9", "$(touch pwned)", '"; touch pwned; "', "--html=pwned", "`touch pwned`", "rev2\ntouch pwned"]
)
def test_a_draft_that_there_is_not_ends_with_a_line_and_runs_nothing(repo: Path, draft: str) -> None:
    done = job(repo, "clean", draft=draft)
    assert done.exit == 2
    assert done.stderr.startswith("cdiff: ")
    assert list(repo.parent.rglob("pwned")) == []


# As it is written


def test_no_input_is_written_into_a_script() -> None:
    assert [step["name"] for step in STEPS if "${{" in step.get("run", "")] == []
    for script in sorted((ROOT / "action").glob("*.sh")):
        text = script.read_text(encoding="utf-8")
        assert "${{" not in text
        assert "set -euo pipefail" in text
        assert "eval" not in text


def test_other_actions_are_pinned() -> None:
    """By a commit, which nobody can move, with its version beside it for the reader."""
    for file in ("action.yml", "docs/ci/github.yml"):
        lines = re.findall(r"uses: (.+)", (ROOT / file).read_text(encoding="utf-8"))
        theirs = [line for line in lines if not line.startswith("OWNER/cdiff@")]
        assert theirs
        assert [line for line in theirs if not re.match(r"[\w/.-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", line)] == []


def test_the_example_gives_no_more_than_is_needed() -> None:
    workflow = yaml.safe_load((ROOT / "docs" / "ci" / "github.yml").read_text(encoding="utf-8"))
    assert workflow["permissions"] == {"contents": "read", "security-events": "write"}
    assert "pull_request_target" not in workflow[True]


def test_the_example_gives_what_the_action_takes() -> None:
    workflow = yaml.safe_load((ROOT / "docs" / "ci" / "github.yml").read_text(encoding="utf-8"))
    (step,) = [step for step in workflow["jobs"]["check"]["steps"] if "/cdiff@" in step["uses"]]
    assert step["with"].keys() <= ACTION["inputs"].keys()
    needed = {name for name, said in ACTION["inputs"].items() if said.get("required")}
    assert needed <= step["with"].keys()


def test_every_input_is_handed_on() -> None:
    text = (ROOT / "action.yml").read_text(encoding="utf-8").partition("runs:")[2]
    assert [name for name in ACTION["inputs"] if f"inputs.{name} " not in text] == []


def test_the_bill_of_materials_names_what_is_installed() -> None:
    told = subprocess.run([sys.executable, ROOT / "action" / "sbom.py"], capture_output=True, check=True).stdout
    parts = {part["name"]: part for part in json.loads(told)["components"]}
    text = (ROOT / "action" / "requirements.txt").read_text(encoding="utf-8")
    assert parts.keys() == set(re.findall(r"(?m)^([\w-]+)==", text))
    assert sum(len(part["hashes"]) for part in parts.values()) == text.count("--hash=")
    assert parts["lxml"]["purl"] == f"pkg:pypi/lxml@{parts['lxml']['version']}"
