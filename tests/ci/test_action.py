"""The GitHub Action: its steps run as the runner runs them, in a shallow clone of the sample repository."""

from __future__ import annotations

import json
import re
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
    assert done.used["github/codeql-action/upload-sarif@v3"]["sarif_file"] == f"{done.reports}/findings.sarif"
    assert done.used["actions/upload-artifact@v4"] == {"name": "cdiff", "path": str(done.reports)}
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
    assert log == f"-m pip install --quiet --disable-pip-version-check {ROOT}\n"


def test_inputs_become_options(repo: Path) -> None:
    done = job(repo, "failing", fail_on="note", options="--same-as\nrev1", artifact="", upload_sarif="false")
    assert done.exit == 1
    assert [name for name in done.used if not name.startswith("actions/setup-python@")] == []
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
    for script in sorted((ROOT / "action").iterdir()):
        text = script.read_text(encoding="utf-8")
        assert "${{" not in text
        assert "set -euo pipefail" in text
        assert "eval" not in text


def test_other_actions_are_pinned() -> None:
    used = [step["uses"] for step in STEPS if "uses" in step]
    assert used
    assert [name for name in used if not re.fullmatch(r"[\w/.-]+@(v\d+|[0-9a-f]{40})", name)] == []


def test_the_example_gives_what_the_action_takes() -> None:
    workflow = yaml.safe_load((ROOT / "docs" / "ci" / "github.yml").read_text(encoding="utf-8"))
    (step,) = [step for step in workflow["jobs"]["check"]["steps"] if "/cdiff@" in step["uses"]]
    assert step["with"].keys() <= ACTION["inputs"].keys()
    needed = {name for name, said in ACTION["inputs"].items() if said.get("required")}
    assert needed <= step["with"].keys()


def test_every_input_is_handed_on() -> None:
    text = (ROOT / "action.yml").read_text(encoding="utf-8").partition("runs:")[2]
    assert [name for name in ACTION["inputs"] if f"inputs.{name} " not in text] == []
