"""The whole story of a repository: a clean proposal, a failing one, an exception that somebody answers for."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from tests.ci.sample import ALLOWED, CLEAN, CONFIG, FAILING, proposed, sample, shallow
from tests.support import git, run

CHECK = ["check", "rev2", "--against", "rev1"]


def findings(folder: Path, *options: str) -> tuple[int, dict[str, Any]]:
    ran = run([*CHECK, *options, "--format", "json"], cwd=folder)
    data: dict[str, Any] = json.loads(ran.stdout)
    return ran.exit, data


def rules(data: dict[str, Any], *, counting: bool = True) -> set[tuple[str, str]]:
    return {(each["rule"].partition("/")[0], each["clause"]) for each in data["findings"] if each["counts"] is counting}


def test_a_clean_proposal_a_failing_one_and_an_exception(tmp_path: Path) -> None:
    repo = sample(tmp_path / "the repository")

    proposed(repo, "clean", CLEAN)
    code, data = findings(shallow(repo, "clean", tmp_path / "clean"))
    assert code == 0
    assert data["summary"]["error"] == 0

    proposed(repo, "failing", FAILING)
    clone = shallow(repo, "failing", tmp_path / "failing")
    code, data = findings(clone)
    assert code == 1
    errors = {
        (each["rule"].partition("/")[0], each["clause"]) for each in data["findings"] if each["severity"] == "error"
    }
    assert errors == {("agreed", "2"), ("references", "3")}
    agreed = next(each for each in data["findings"] if each["rule"].startswith("agreed/"))
    assert (agreed["old"], agreed["new"]) == ("shall", "should")
    source = (clone / agreed["file"]).read_text(encoding="utf-8").splitlines()
    assert "should share" in source[agreed["line"] - 1]
    assert source[agreed["line"] - 1][agreed["column"] - 1 :].startswith("should")

    shown = run([*CHECK, "--format", "github"], cwd=clone).stdout.splitlines()
    assert [line.partition(" ")[0] for line in shown[:2]] == ["::error", "::error"]

    (repo / "cdiff.toml").write_text(CONFIG + ALLOWED, encoding="utf-8")
    git(repo, "commit", "-qam", "Let the agreed verb and the missing annex pass")
    code, data = findings(shallow(repo, "failing", tmp_path / "allowed"))
    assert code == 0
    assert rules(data, counting=False) >= {("agreed", "2"), ("references", "3")}
    assert {each["allowed"] for each in data["findings"] if not each["counts"]} >= {
        "the parties agreed on the weaker verb on 3 March",
        "the annex with paragraph 12 follows",
    }


def test_an_exception_ends_on_its_day(tmp_path: Path) -> None:
    repo = sample(tmp_path / "the repository")
    proposed(repo, "failing", FAILING)
    (repo / "cdiff.toml").write_text(CONFIG + ALLOWED.replace("2999-12-31", "2026-06-30"), encoding="utf-8")
    assert findings(repo, "--today", "2026-06-30")[0] == 0
    code, data = findings(repo, "--today", "2026-07-01")
    assert code == 1
    assert ("references", "3") in rules(data)


def test_an_older_revision_is_out_of_reach_in_a_shallow_clone(tmp_path: Path) -> None:
    repo = sample(tmp_path / "the repository")
    proposed(repo, "clean", CLEAN)
    clone = shallow(repo, "clean", tmp_path / "clone")
    assert run(["check", "rev2", "--against", "rev1@HEAD"], cwd=clone).exit == 0
    ran = run(["check", "rev2", "--against", "rev1@HEAD~1"], cwd=clone)
    assert ran.exit == 2
    assert "git fetch --unshallow" in ran.stderr
